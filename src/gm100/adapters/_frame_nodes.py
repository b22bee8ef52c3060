"""
A scorecard as steps of whole-number expressions, one column a node.

Nothing here touches a frame: a recipe is made of a scorecard alone, and says for each step which columns it adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import and_
from typing import Final, TypeAlias

from gm100.adapters._frame_exact import Compiled, Exact, capped, line, rounded, within_limits
from gm100.adapters._frame_numbers import Whole, bounds, column
from gm100.adapters._frame_sums import AGGREGATORS, Weighed, present_weight, stretched, whole_weights
from gm100.adapters._narwhals import Expr, narwhals
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Node

Step: TypeAlias = dict[str, Expr]
"""Columns that can be added at once."""


UNIT: Final = (Fraction(0), Fraction(1))
"""The range of what stands between goalposts."""


class Recipe:
    """
    The steps from numbers of indicators to the values of all nodes.

    Attributes:
        steps: Columns to add, step by step.
        nodes: Every node with its value as expressions over those columns.
        numbers: How cells are read.
        outside: Rows in which a node has no meaning; in whole numbers there are none.
    """

    def __init__(self, root: Group, digits: int) -> None:
        self.steps: list[Step] = []
        self.nodes: dict[str, Compiled] = {}
        self.numbers = Whole(digits)
        self.outside: dict[str, Expr] = {}
        for level in levels(root):
            self._add(level)

    def _add(self, level: Sequence[Node]) -> None:
        """
        Add the step of nodes that do not depend on each other.
        """
        before: Step = {}
        step: Step = {}
        for node in level:
            made = self._leaf(node) if isinstance(node, Indicator) else self._group(node, before)
            as_read = isinstance(node, Indicator) and node.round is None and not is_shaped(node)
            self.nodes[node.id] = made if as_read else self._kept(node, made, step)
        self.steps += filter(None, (before, step))

    def _kept(self, node: Node, made: Compiled, step: Step) -> Compiled:
        """
        Give a node columns of its own, so that what stands above does not compute it again.
        """
        number = column(node.id, "number")
        step[number] = made.value.number
        value, present = made.value._replace(number=narwhals().col(number)), made.present
        if value.share is not None:
            value = value._replace(share=self._put(node, "share", value.share, step))
        if isinstance(node, Group):
            present = self._put(node, "present", present, step)
        return Compiled(value, present)

    def _put(self, node: Node, what: str, made: Expr, step: Step) -> Expr:
        name = column(node.id, what)
        step[name] = made
        return narwhals().col(name)

    def _leaf(self, node: Indicator) -> Compiled:
        nw = narwhals()
        low, high = bounds(node.scale)
        unit = 10**self.numbers.digits
        most = int(max(abs(low), abs(high)) * unit)
        number, given = nw.col(column(node.id, "read")), nw.col(column(node.id, "given"))
        value = normalised(node, Exact(number, unit, None, most, 1, low < 0))
        if is_shaped(node):
            value = value._replace(number=nw.when(given).then(value.number).otherwise(nw.lit(0)))
        return Compiled(rounded(node, value, node.round), given)

    def _group(self, group: Group, before: Step) -> Compiled:
        nw = narwhals()
        children = [self.nodes[child.id] for child in group.children]
        if group.fill is not None:
            children = [filled(group, child, Fraction(group.fill)) for child in children]
            pairs = zip(group.children, children, strict=True)
            self.nodes |= {child.id: made for child, made in pairs if isinstance(child, Indicator)}
        value = stretched(group, AGGREGATORS[group.aggregate.slug](group, children))
        if group.round is not None:  # Rounding names the number more than once, and engines would compute it as often.
            value = value._replace(number=self._put(group, "sum", value.number, before))
            if value.share is not None:
                value = value._replace(share=self._put(group, "held", value.share, before))
        value = rounded(group, value, group.round)
        present = enough(group, children)
        return Compiled(value._replace(number=nw.when(present).then(value.number).otherwise(nw.lit(0))), present)


def levels(root: Group) -> Iterator[list[Node]]:
    """
    Yield the nodes by height, leaves first.
    """
    heights: dict[int, list[Node]] = {}

    def height(node: Node) -> int:
        own = 1 + max(map(height, node.children)) if isinstance(node, Group) else 0
        heights.setdefault(own, []).append(node)
        return own

    height(root)
    for each in sorted(heights):
        yield heights[each]


def filled(group: Group, child: Compiled, fill: Fraction) -> Compiled:
    """
    Put the fill of a group in the place of a child without a value.
    """
    nw, value = narwhals(), child.value
    unit = lcm(value.unit, fill.denominator)
    times, instead = unit // value.unit, fill.numerator * (unit // fill.denominator)
    most = max(value.most * times, abs(instead))
    within_limits(group, max(most, unit * value.most_share))
    number = nw.when(child.present).then(value.number * times).otherwise(nw.lit(instead))
    share = None if value.share is None else nw.when(child.present).then(value.share).otherwise(nw.lit(1))
    made = Exact(number, unit, share, most, value.most_share, value.negative or fill < 0)
    return Compiled(made, child.present | ~child.present)


def enough(group: Group, children: Sequence[Weighed]) -> Expr:
    """
    Return whether so many children have a value that the group has one.
    """
    if group.missing is not Missing.SKIP:
        return reduce(and_, (child.present for child in children))
    numbers, total = whole_weights(group)
    held, coverage = present_weight(children, numbers), Fraction(group.min_coverage)
    within_limits(group, total * max(coverage.denominator, coverage.numerator))
    return (held > 0) & (held * coverage.denominator >= total * coverage.numerator)


def is_shaped(node: Indicator) -> bool:
    """
    Return whether a value enters its group otherwise than as it was read.
    """
    turned = node.direction is Direction.LOWER or node.output is not None
    return turned or bool(node.no_answer) or (node.normalise is not None and node.normalise.slug != "identity")


def normalised(node: Indicator, value: Exact) -> Exact:
    """
    Normalise a value, turn it round where less is better, and stretch it to its output range.
    """
    span = (Fraction(node.scale.low), Fraction(node.scale.high)) if node.scale else None
    if node.normalise is not None and node.normalise.slug == "fraction":
        value, span = line(node, value, 1 / Fraction(str(node.normalise.params[0])), Fraction(0)), UNIT
    if node.normalise is not None and node.normalise.slug == "goalposts":
        low, high = (Fraction(p) for p in node.normalise.params[:2] if isinstance(p, Decimal))
        value = line(node, value, 1 / (high - low), -low / (high - low))
        value = capped(value) if "cap" in node.normalise.params else value
        span = UNIT
    if span is None or (node.direction is Direction.HIGHER and node.output is None):
        return value
    start, end = span
    low, high = (Fraction(node.output.low), Fraction(node.output.high)) if node.output else span
    slope = (high - low) / (end - start)
    if node.direction is Direction.LOWER:
        return line(node, value, -slope, low + end * slope)
    return line(node, value, slope, low - start * slope)
