"""
The aggregators that frames have in exact numbers, and what comes after them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from operator import or_
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeAlias

from gm100.adapters._frame_exact import Compiled, Exact, added, line, rounded, within_limits
from gm100.adapters._frame_numbers import LARGEST
from gm100.adapters._narwhals import Expr, narwhals
from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Direction, Group, Missing, Weighting

SCORE: Final = "score the rows with gm100.score"
"""The way round for whatever frames do not have."""

Combine: TypeAlias = "Callable[[Group, Sequence[Compiled]], Exact]"
"""An aggregator: from the children of a group to its value before it is rounded."""


class Weighed(Protocol):
    """
    A child of which it is known whether a row has it.
    """

    @property
    def present(self) -> Expr:
        """
        Whether a row has it.
        """
        ...


class _Held(NamedTuple):
    """
    What weights are divided by: a number, or where children are skipped the weight of those present.
    """

    whole: int
    present: Expr | None


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
        present = present_weight(children, numbers)
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


def present_weight(children: Sequence[Weighed], numbers: Sequence[int]) -> Expr:
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


def least(group: Group, children: Sequence[Compiled]) -> Exact:
    """
    Return the least value of the children that have one, whatever the weights.
    """
    return _extreme(group, children, greatest=False)


def greatest(group: Group, children: Sequence[Compiled]) -> Exact:
    """
    Return the greatest value of the children that have one, whatever the weights.
    """
    return _extreme(group, children, greatest=True)


def _extreme(group: Group, children: Sequence[Compiled], *, greatest: bool) -> Exact:
    nw = narwhals()
    if any(child.value.share is not None for child in children):
        message = f"{group.aggregate} cannot compare groups that skip what is missing unless they are rounded"
        raise EngineLimitError("frames", [Issue("shares", f"{message}; {SCORE}", (group.id, "aggregate"))])
    unit = lcm(*(child.value.unit for child in children))
    most = max(child.value.most * (unit // child.value.unit) for child in children)
    factor = Fraction(group.factor)
    within_limits(group, max(most * abs(factor.numerator), unit * factor.denominator))
    never = nw.lit(-LARGEST if greatest else LARGEST)  # No engine agrees with another on what null is to a least value.
    found = [
        nw.when(child.present).then(child.value.number * (unit // child.value.unit)).otherwise(never)
        for child in children
    ]
    among = nw.max_horizontal if greatest else nw.min_horizontal
    chosen = among(*found) if len(found) > 1 else found[0]
    held = reduce(or_, (child.present for child in children))
    number = nw.when(held).then(chosen).otherwise(nw.lit(0)) * factor.numerator
    negative = factor < 0 or any(child.value.negative for child in children)
    return Exact(number, unit * factor.denominator, None, most * abs(factor.numerator), 1, negative)


def stretched(group: Group, value: Exact) -> Exact:
    """
    Turn a value round where less is better, and stretch it to the output range of its group.
    """
    if group.output is None and group.direction is Direction.HIGHER:
        return value
    from gm100.scoring._check import group_span
    from gm100.scoring.registry import STANDARD

    span = group_span(group, STANDARD)
    assert span is not None  # noqa: S101 - for type checkers: without a range the scorecard was refused
    start, end = (Fraction(edge) for edge in span)
    low, high = (Fraction(group.output.low), Fraction(group.output.high)) if group.output else (start, end)
    if start == end:
        return line(group, value, Fraction(0), (low + high) / 2)
    slope = (high - low) / (end - start)
    if group.direction is Direction.LOWER:
        return line(group, value, -slope, low + end * slope)
    return line(group, value, slope, low - start * slope)


AGGREGATORS: Final[Mapping[str, Combine]] = MappingProxyType(
    {"arithmetic": arithmetic, "maximum": greatest, "minimum": least, "sum": total_of}
)
"""The aggregators that frames have, by slug."""
