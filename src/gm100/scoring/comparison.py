"""
Two results side by side: which nodes make the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from typing import Any

import attrs

from gm100._arguments import checked, refused
from gm100._extras import drawn
from gm100._text import brief, columns, shown
from gm100.errors import UnknownIdError
from gm100.model.result import NodeScore, ScoreResult

ZERO = Decimal(0)

WIDE = Context(prec=120)
"""Values have up to fifty digits; in this many their sums and differences lose none."""

FINE = Decimal("1e-30")
"""To what points are divided among children; the last child takes up what is left."""


@attrs.frozen(kw_only=True, repr=False)
class NodeChange:
    """
    One node in two results.

    Attributes:
        node: Its code.
        leaf: Whether nothing below it was computed.
        before: Its value in the first; `None` where it has none.
        after: Its value in the second.
        points: How much of the difference between the two indices it carries.
    """

    node: str
    leaf: bool
    before: Decimal | None
    after: Decimal | None
    points: Decimal

    __repr__ = brief


@attrs.frozen(kw_only=True, repr=False)
class Comparison:
    """
    The difference between two results, node by node.

    The points of the leaves and the rounding add up to the difference of the indices, exactly.

    Attributes:
        before: The first result.
        after: The second.
        nodes: Every node, each before its children.
        rounding: What rounding the two indices adds to the difference.
    """

    before: ScoreResult
    after: ScoreResult
    nodes: tuple[NodeChange, ...]
    rounding: Decimal

    __repr__ = brief

    @property
    def difference(self) -> Decimal | None:
        """
        The second index less the first; `None` where one of them is missing.
        """
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def leaves(self) -> tuple[NodeChange, ...]:
        """
        The leaves, those that carry most of the difference first.
        """
        return tuple(sorted((n for n in self.nodes if n.leaf), key=lambda n: (-abs(n.points), n.node)))

    def __getitem__(self, node: str) -> NodeChange:
        """
        Return what one node does.

        Raises:
            UnknownIdError: None of the two results has it.
        """
        found = next((each for each in self.nodes if each.node == node), None)
        if found is None:
            raise UnknownIdError("node of this comparison", node, [each.node for each in self.nodes])
        return found

    def plot(self, *, ax: Any = None, lang: str = "en") -> Any:
        """
        Draw how the contributions lead from the one to the other (extra `charts`), and return the figure.

        Args:
            ax: Axes to draw on; without them, new ones.
            lang: Language of the labels, `id` or `en`.

        Raises:
            MissingExtraError: matplotlib is not installed.
            ArgumentError: One of the two has no index.
        """
        return drawn("waterfall", self, ax=ax, lang=lang)

    def __str__(self) -> str:
        head = f"{self.before.label}: {self.before.value} -> {self.after.label}: {self.after.value}"
        rows = [(n.node, shown(n.before), "->", shown(n.after), f"{n.points:+.4f}") for n in self.leaves if n.points]
        if self.rounding:
            rows.append(("rounding", "", "", "", f"{self.rounding:+.4f}"))
        return "\n".join((head, *(f"  {row}" for row in columns(rows, "lrlrr")))) if rows else head


@checked
def compare(one: ScoreResult, other: ScoreResult) -> Comparison:
    """
    Say which nodes make the difference between two results: two regions, two years, before and after.

    Each node carries the share of the index that its contribution has, through all groups above it.

    Args:
        one: The first result.
        other: The second, by the same scorecard or one with the same codes.

    Raises:
        ArgumentError: One of the two has no index.
    """
    if one.root is None or other.root is None or one.value is None or other.value is None:
        name, result = ("one", one) if one.value is None else ("other", other)
        raise refused(name, result.label, "a result with an index")
    with localcontext(WIDE):
        before, after = dict(_points(one.root)), dict(_points(other.root))
        values = [{n.id: n for n in root.walk()} for root in (one.root, other.root)]
        nodes = tuple(_change(code, before, after, values) for code in dict.fromkeys((*before, *after)))
        leaves = sum((n.points for n in nodes if n.leaf), ZERO)
        return Comparison(before=one, after=other, nodes=nodes, rounding=other.value - one.value - leaves)


def _change(
    code: str, before: dict[str, Decimal], after: dict[str, Decimal], values: list[dict[str, NodeScore]]
) -> NodeChange:
    old, new = values[0].get(code), values[1].get(code)
    return NodeChange(
        node=code,
        leaf=not any(_opened(node) for node in (old, new) if node),
        before=old.value if old else None,
        after=new.value if new else None,
        points=after.get(code, ZERO) - before.get(code, ZERO),
    )


def _opened(node: NodeScore) -> bool:
    return any(child.contribution is not None for child in node.children) and not node.of_questions


def _points(root: NodeScore) -> Iterator[tuple[str, Decimal]]:
    """
    Yield the points of the index that each node carries; those of its children add up to those of a node.
    """
    start = sum((c.contribution for c in root.children if c.contribution is not None), ZERO)
    yield from _below(root, start if _opened(root) else root.value or ZERO)


def _below(node: NodeScore, points: Decimal) -> Iterator[tuple[str, Decimal]]:
    yield node.id, points
    if not _opened(node):
        return
    held = [(child, child.contribution) for child in node.children if child.contribution is not None]
    whole = sum((part for _, part in held), ZERO)
    left = points
    for place, (child, part) in enumerate(held, start=1):
        share = left if place == len(held) else _share(points, part, whole)
        left -= share
        yield from _below(child, share)


def _share(points: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    return (points * part / whole).quantize(FINE) if whole else ZERO
