"""
Two results side by side: which nodes make the difference.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import Any

import attrs

from gm100._extras import drawn
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, refused
from gm100.model.result import NodeScore, ScoreResult
from gm100.scoring.analysis.attribution import NOISE, attributed, held
from gm100.text.layout import brief, columns, shown

ZERO = Decimal(0)

WIDE = Context(prec=120)
"""Values have up to fifty digits; in this many their sums and differences lose none."""

FINE = Decimal("1e-20")
"""To what points are divided among children; the greatest share takes up what is left."""


@attrs.frozen(kw_only=True, repr=False)
class NodeChange:
    """
    One node in two results.

    Attributes:
        node: Its code.
        leaf: Whether nothing below it was computed, in one of the two at least.
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

    The points of the leaves, the rounding and the definition add up to the difference of the indices, exactly.

    Attributes:
        before: The first result.
        after: The second.
        nodes: Every node, each before its children.
        rounding: What rounding adds to the difference, at all nodes together.
        definition: What other weights, other methods or other units add, where the two were not computed alike.
    """

    before: ScoreResult
    after: ScoreResult
    nodes: tuple[NodeChange, ...]
    rounding: Decimal
    definition: Decimal = ZERO

    __repr__ = brief

    @property
    def difference(self) -> Decimal:
        """
        The second index less the first.
        """
        return self.nodes[0].points

    @property
    def leaves(self) -> tuple[NodeChange, ...]:
        """
        The leaves, those that carry most of the difference first.
        """
        return tuple(sorted((n for n in self.nodes if n.leaf), key=lambda n: (-abs(n.points), n.node)))

    @checked
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

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a node, then one for the definition and one for rounding.

        The points of all rows but the groups add up to the difference of the indices.
        """
        rows: list[dict[str, object]] = [
            {"part": "leaf" if n.leaf else "group", "node": n.node, "before": n.before, "after": n.after}
            for n in self.nodes
        ]
        points = [n.points for n in self.nodes]
        for word in ("definition", "rounding"):
            rows.append({"part": word, "node": None, "before": None, "after": None})
            points.append(getattr(self, word))
        return [row | {"points": carried} for row, carried in zip(rows, points, strict=True)]

    @checked
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
        for word, points in (("definition", self.definition), ("rounding", self.rounding)):
            if abs(points) > NOISE:
                rows.append((word, "", "", "", f"{points:+.4f}"))
        return "\n".join((head, *(f"  {row}" for row in columns(rows, "lrlrr")))) if rows else head


@checked
def compare(one: ScoreResult, other: ScoreResult) -> Comparison:
    """
    Say which nodes make the difference between two results: two regions, two years, before and after.

    A node that did not change carries nothing, and one that changed alone carries all. How the difference of a group is
    divided among its children is written in `attribution`: weighted sums exactly, geometric means by logarithmic means,
    the rest by Shapley values.

    >>> import gm100
    >>> scores = gm100.score(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> found = gm100.compare(scores["35.77"], scores["32.73"])
    >>> str(found.difference), found.leaves[0].node
    ('0.12', 'output')

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
        division = _Division()
        division.divide(one.root, other.root, other.value - one.value, Decimal(1))
        return Comparison(
            before=one,
            after=other,
            nodes=tuple(division.nodes),
            rounding=division.rounding,
            definition=division.definition,
        )


class _Division:
    """
    Divides a difference down a tree, exactly: at each node the children, rounding and definition add up to its points.
    """

    def __init__(self) -> None:
        self.nodes: list[NodeChange] = []
        self.rounding = self.definition = ZERO

    def divide(self, before: NodeScore | None, after: NodeScore | None, points: Decimal, slope: Decimal) -> None:
        """
        Note what a node carries, and divide it among its children.

        Args:
            before: The node in the first result.
            after: The node in the second.
            points: What it carries.
            slope: What one point of it means for the index, where its own value did not change.
        """
        node = after or before
        old, new = (each.value if each else None for each in (before, after))
        opened = before is not None and after is not None and _opened(before) and _opened(after)
        code = node.id if node else ""
        self.nodes.append(NodeChange(node=code, leaf=not opened, before=old, after=new, points=points))
        if opened and before and after and old is not None and new is not None:
            self._below(before, after, points, points / (new - old) if new != old else slope)

    def _below(self, before: NodeScore, after: NodeScore, points: Decimal, slope: Decimal) -> None:
        one, other = held(before), held(after)
        codes = dict.fromkeys((*one, *other))
        moved = {code: _moved(one.get(code), other.get(code)) for code in codes}
        same = [c for c in codes if moved[c] and c in one and c in other and one[c].value == other[c].value]
        found = attributed(before, after, same)
        carried = {code: _cut(slope * found.points.get(code, ZERO)) for code in codes}
        definition = _cut(slope * found.definition)
        added = (after.value or ZERO) - (after.unrounded or ZERO) - (before.value or ZERO) + (before.unrounded or ZERO)
        rounding = _cut(slope * added)
        left = points - sum(carried.values()) - definition - rounding
        takers = [code for code in codes if found.points.get(code)]
        if takers:  # What was cut off behind the twentieth decimal.
            carried[max(takers, key=lambda code: abs(carried[code]))] += left
        else:
            rounding += left
        self.definition += definition
        self.rounding += rounding
        for code in codes:
            self.divide(one.get(code), other.get(code), carried[code], slope * found.slopes.get(code, ZERO))


def _opened(node: NodeScore) -> bool:
    return bool(held(node)) and not node.of_questions


def _moved(before: NodeScore | None, after: NodeScore | None) -> bool:
    """
    Tell whether a node, or anything below it, has another value.
    """
    if before is None or after is None or before.value != after.value:
        return True
    if not (_opened(before) and _opened(after)):
        return False
    one, other = held(before), held(after)
    return any(_moved(one.get(code), other.get(code)) for code in (one.keys() | other.keys()))


def _cut(value: Decimal) -> Decimal:
    """
    Return a value to twenty decimals, so that Python's ordinary context of 28 digits adds points up exactly.
    """
    return value.quantize(FINE)
