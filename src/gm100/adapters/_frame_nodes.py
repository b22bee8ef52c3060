"""
A scorecard as steps of whole-number expressions, one column a node.

Nothing here touches a frame: a recipe is made of a scorecard alone, and says for each step which columns it adds. What
every node can reach is bounded beforehand, so that no engine overflows or rounds unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from operator import and_, mul
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from gm100.adapters._frame_numbers import (
    LARGEST,
    bounds,
    decimals_of,
    room_to_round,
    rounded_quotient,
)
from gm100.adapters._narwhals import Expr, narwhals
from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Node, Rounding, Weighting

Step: TypeAlias = dict[str, Expr]
"""Columns that can be added at once."""


class Exact(NamedTuple):
    """
    A number as an expression of whole numbers: `number / (unit * share)`.

    Attributes:
        number: The numerator; 0 where there is no value.
        unit: The part of the denominator that is the same in all rows.
        share: The part that depends on what is missing in a row, above 0; `None` for 1.
        most: The greatest numerator, whatever the sign.
        most_share: The greatest share.
        negative: Whether it can be below 0.
    """

    number: Expr
    unit: int
    share: Expr | None
    most: int
    most_share: int
    negative: bool

    @property
    def below(self) -> Expr | int:
        """
        The whole denominator.
        """
        return self.unit if self.share is None else self.share * self.unit


class Compiled(NamedTuple):
    """
    A node: its value, and whether a row has one.
    """

    value: Exact
    present: Expr


Combine: TypeAlias = "Callable[[Group, Sequence[Compiled]], Exact]"
"""An aggregator: from the children of a group to its value before it is rounded."""


class Recipe:
    """
    The steps from numbers of indicators to the values of all nodes.

    Attributes:
        steps: Columns to add, step by step.
        nodes: Every node with its value as expressions over those columns.
        digits: Decimals that values may have.
    """

    def __init__(self, root: Group, digits: int, mark: str) -> None:
        self.steps: list[Step] = []
        self.nodes: dict[str, Compiled] = {}
        self.digits = digits
        self._mark = mark
        for level in _levels(root):
            self._add(level)

    def column(self, node: str, what: str) -> str:
        """
        Return the name of the column that holds something of a node.
        """
        return f"{self._mark}{what}_{node.replace('.', '_dot_')}"

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
        number = self.column(node.id, "number")
        step[number] = made.value.number
        value, present = made.value._replace(number=narwhals().col(number)), made.present
        if value.share is not None:
            value = value._replace(share=self._put(node, "share", value.share, step))
        if isinstance(node, Group):
            present = self._put(node, "present", present, step)
        return Compiled(value, present)

    def _put(self, node: Node, what: str, made: Expr, step: Step) -> Expr:
        name = self.column(node.id, what)
        step[name] = made
        return narwhals().col(name)

    def _leaf(self, node: Indicator) -> Compiled:
        nw = narwhals()
        low, high = bounds(node.scale)
        unit = 10**self.digits
        most = int(max(abs(low), abs(high)) * unit)
        number, given = nw.col(self.column(node.id, "read")), nw.col(self.column(node.id, "given"))
        value = normalised(node, Exact(number, unit, None, most, 1, low < 0))
        if is_shaped(node):
            value = value._replace(number=nw.when(given).then(value.number).otherwise(nw.lit(0)))
        return Compiled(rounded(node, value, node.round), given)

    def _group(self, group: Group, before: Step) -> Compiled:
        nw = narwhals()
        children = [self.nodes[child.id] for child in group.children]
        value = AGGREGATORS[group.aggregate.slug](group, children)
        if group.round is not None:  # Rounding names the number more than once, and engines would compute it as often.
            value = value._replace(number=self._put(group, "sum", value.number, before))
            if value.share is not None:
                value = value._replace(share=self._put(group, "held", value.share, before))
        value = rounded(group, value, group.round)
        present = _enough(group, children)
        return Compiled(value._replace(number=nw.when(present).then(value.number).otherwise(nw.lit(0))), present)


def _levels(root: Group) -> Iterator[list[Node]]:
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


def _enough(group: Group, children: Sequence[Compiled]) -> Expr:
    """
    Return whether so many children have a value that the group has one.
    """
    if group.missing is not Missing.SKIP:
        return reduce(and_, (child.present for child in children))
    numbers, total = whole_weights(group)
    held, coverage = _present_weight(children, numbers), Fraction(group.min_coverage)
    within_limits(group, total * max(coverage.denominator, coverage.numerator))
    return (held > 0) & (held * coverage.denominator >= total * coverage.numerator)


def within_limits(node: Node, reach: int) -> None:
    """
    Refuse a node whose numbers engines could not hold exactly.

    Raises:
        EngineLimitError: They can reach beyond 2**52.
    """
    if reach >= LARGEST:
        message = (
            f"its whole numbers can reach {reach:.0e}, more than engines hold exactly ({LARGEST:.0e}); round the nodes "
            "below it, give its indicators scales, take fewer digits, or score the rows with gm100.score"
        )
        raise EngineLimitError("frames", [Issue("too-large", message, (node.id,), str(reach), str(LARGEST))])


def rounded(node: Node, value: Exact, rounding: Rounding | None) -> Exact:
    """
    Round a value by a rule; without a rule it stays as it is.
    """
    within_limits(node, max(value.most, value.unit * value.most_share))
    if rounding is None:
        return value
    wanted = decimals_of(rounding)
    common = gcd(wanted, value.unit)
    times, unit = wanted // common, value.unit // common
    within_limits(node, room_to_round(value.most * times, unit * value.most_share))
    most = value.most * times // unit + 1
    if unit == 1 and value.share is None:
        return value._replace(number=value.number * times, unit=wanted, most=most)
    below = unit if value.share is None else value.share * unit
    number = rounded_quotient(value.number * times, below, rounding.mode, negative=value.negative)
    return Exact(number, wanted, None, most, 1, value.negative)


class _Held(NamedTuple):
    """
    What weights are divided by: a number, or where children are skipped the weight of those present.
    """

    whole: int
    present: Expr | None


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
    if node.normalise is not None and node.normalise.slug == "goalposts":
        low, high = (Fraction(p) for p in node.normalise.params[:2] if isinstance(p, Decimal))
        value = line(node, value, 1 / (high - low), -low / (high - low))
        value = capped(value) if "cap" in node.normalise.params else value
        span = (Fraction(0), Fraction(1))
    if span is None or (node.direction is Direction.HIGHER and node.output is None):
        return value
    start, end = span
    low, high = (Fraction(node.output.low), Fraction(node.output.high)) if node.output else span
    slope = (high - low) / (end - start)
    if node.direction is Direction.LOWER:
        return line(node, value, -slope, low + end * slope)
    return line(node, value, slope, low - start * slope)


def line(node: Node, value: Exact, slope: Fraction, offset: Fraction) -> Exact:
    """
    Return `slope * value + offset`.
    """
    below = lcm(slope.denominator * value.unit, offset.denominator)
    times = slope.numerator * (below // (slope.denominator * value.unit))
    plus = offset.numerator * (below // offset.denominator)
    most = value.most * abs(times) + abs(plus)
    within_limits(node, max(most, below))
    return Exact(value.number * times + plus, below, None, most, 1, negative=True)


def capped(value: Exact) -> Exact:
    """
    Return a value no less than 0 and no more than 1.
    """
    nw = narwhals()
    number = nw.when(value.number > 0).then(value.number).otherwise(nw.lit(0))
    number = nw.when(value.number < value.unit).then(number).otherwise(nw.lit(value.unit))
    return Exact(number, value.unit, None, value.unit, 1, negative=False)


def arithmetic(group: Group, children: Sequence[Compiled]) -> Exact:
    """
    Return the weighted sum over its divisor, each part rounded where the scorecard says so.
    """
    numbers, total = whole_weights(group)
    weights = sum((Fraction(child.weight) for child in group.children), Fraction(0))
    factor = Fraction(1) if group.weighting is Weighting.NORMALISED else weights
    held = _Held(total, None)
    if group.missing is Missing.SKIP:
        nw = narwhals()
        present = _present_weight(children, numbers)
        held = _Held(total, nw.when(present > 0).then(present).otherwise(nw.lit(1)))
    return _of_parts(group, children, factor * Fraction(group.factor), held)


def total_of(group: Group, children: Sequence[Compiled]) -> Exact:
    """
    Return the weighted sum with the weights as they stand, each part rounded where the scorecard says so.
    """
    _, total = whole_weights(group)
    weights = sum((Fraction(child.weight) for child in group.children), Fraction(0))
    return _of_parts(group, children, weights * Fraction(group.factor), _Held(total, None))


def _of_parts(group: Group, children: Sequence[Compiled], factor: Fraction, held: _Held) -> Exact:
    """
    Return the sum of weight times value times factor, over what the weights add up to.
    """
    numbers, _ = whole_weights(group)
    whole, done = [], []
    for child, weight, of in zip(group.children, numbers, children, strict=True):
        part = of.value._replace(
            number=of.value.number * (weight * factor.numerator),
            unit=of.value.unit * factor.denominator,
            most=abs(of.value.most * weight * factor.numerator),
            negative=of.value.negative or factor < 0,
        )
        within_limits(group, part.most)
        if child.round_part is None:
            whole.append(part)
        else:
            done.append(rounded(child, _over(part, held), child.round_part))
    sums = ([_over(added(group, whole), held)] if whole else []) + ([added(group, done)] if done else [])
    return added(group, sums)


def whole_weights(group: Group) -> tuple[list[int], int]:
    """
    Return weights as whole numbers in the same proportion, and their sum.
    """
    exact = [Fraction(child.weight) for child in group.children]
    scale = lcm(*(weight.denominator for weight in exact))
    numbers = [int(weight * scale) for weight in exact]
    common = gcd(*numbers)
    return [number // common for number in numbers], sum(numbers) // common


def _present_weight(children: Sequence[Compiled], numbers: Sequence[int]) -> Expr:
    whole = narwhals().Int64
    return sum(child.present.cast(whole) * number for child, number in zip(children, numbers, strict=True))


def _over(value: Exact, held: _Held) -> Exact:
    """
    Divide by what the weights add up to.
    """
    if held.present is None:
        return value._replace(unit=value.unit * held.whole)
    share = held.present if value.share is None else value.share * held.present
    return value._replace(share=share, most_share=value.most_share * held.whole)


def added(group: Group, values: Sequence[Exact]) -> Exact:
    """
    Return a sum, brought to a common denominator.
    """
    unit = lcm(*(value.unit for value in values))
    shares = [(place, value) for place, value in enumerate(values) if value.share is not None]
    numbers, most = [], 0
    for place, value in enumerate(values):
        others = [other for at, other in shares if at != place]
        number = value.number * (unit // value.unit)
        reach = value.most * (unit // value.unit)
        for other in others:
            number, reach = number * other.share, reach * other.most_share
        numbers.append(number)
        most += reach
    within_limits(group, most)
    most_share = reduce(lambda a, value: a * value[1].most_share, shares, 1)
    within_limits(group, unit * most_share)
    held: list[Expr] = [value.share for _, value in shares]
    share = reduce(mul, held) if held else None
    negative = any(value.negative for value in values)
    return Exact(reduce(lambda a, b: a + b, numbers), unit, share, most, most_share, negative)


AGGREGATORS: Final[Mapping[str, Combine]] = MappingProxyType({"arithmetic": arithmetic, "sum": total_of})
"""The aggregators that frames have, by slug."""
