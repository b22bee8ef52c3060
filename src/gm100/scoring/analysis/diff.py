"""
Definitions compared: what changed between two editions of a scorecard.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs

from gm100._lookup import scorecard
from gm100.fields.arguments import checked
from gm100.model.scorecard import Group, Node, Scorecard

_HEAD = ("round", "bands", "arithmetic", "effective_from", "effective_until", "evidence", "edition")


class Difference(NamedTuple):
    """
    One difference between two definitions.

    Attributes:
        node: The code of the node, or the empty text for the scorecard itself.
        field: What differs; `node` where one of the two does not have it, `parent` where it stands elsewhere.
        before: The value in the first, as text; `None` where there is none.
        after: The value in the second.
    """

    node: str
    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.node or 'scorecard'}, {self.field}: {self.before or 'nothing'} -> {self.after or 'nothing'}"


@checked
def diff(one: Scorecard | str, other: Scorecard | str) -> tuple[Difference, ...]:
    """
    Return what differs between two scorecards, or those of two ids, node by node by code.

    Ids, titles, sources and order do not count.

    >>> from gm100.model import Group, Indicator, Scorecard
    >>> old = Scorecard(id="x", root=Group("x", children=(Indicator("a"), Indicator("b"))))
    >>> [str(each) for each in diff(old, old.with_weights({"b": 2}))]
    ['b, weight: 1 -> 2', 'scorecard, evidence: nothing -> convention']

    Raises:
        UnknownIdError: There is no scorecard of that id.
    """
    first, second = scorecard(one, "one"), scorecard(other, "other")
    left, right = _nodes(first.root), _nodes(second.root)
    found: list[Difference] = []
    for code in dict.fromkeys((*left, *right)):
        before, after = left.get(code), right.get(code)
        if before is None or after is None:
            found.append(Difference(code, "node", _kind(before), _kind(after)))
        else:
            found += _fields(code, *before, *after)
    return (*found, *_compared("", first, second, _HEAD))


def _nodes(group: Group, parent: str = "") -> dict[str, tuple[str, Node]]:
    found: dict[str, tuple[str, Node]] = {group.id: (parent, group)}
    for child in group.children:
        found |= _nodes(child, group.id) if isinstance(child, Group) else {child.id: (group.id, child)}
    return found


def _kind(place: tuple[str, Node] | None) -> str | None:
    return place and type(place[1]).__name__.lower()


def _fields(code: str, parent: str, before: Node, new_parent: str, after: Node) -> list[Difference]:
    if type(before) is not type(after):
        return [Difference(code, "node", _kind(("", before)), _kind(("", after)))]
    moved = [Difference(code, "parent", parent, new_parent)] if parent != new_parent and parent and new_parent else []
    kind: Any = type(before)
    names = [each.name for each in attrs.fields(kind) if each.name not in {"id", "name", "children"}]
    return moved + _compared(code, before, after, names)


def _compared(code: str, before: Any, after: Any, names: tuple[str, ...] | list[str]) -> list[Difference]:
    return [
        Difference(code, name, _text(getattr(before, name)), _text(getattr(after, name)))
        for name in names
        if getattr(before, name) != getattr(after, name)
    ]


def _text(value: Any) -> str | None:
    if value is None or value == ():
        return None
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
