"""
Exact numbers as expressions: fractions whose numerators are columns of whole numbers.

What every one of them can reach is bounded beforehand, so that no engine overflows or rounds unasked.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from operator import mul
from typing import NamedTuple

from gm100.adapters._frame_numbers import LARGEST, decimals_of, nearest, room_to_round, rounded_quotient
from gm100.adapters._narwhals import Expr, narwhals
from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Group, Node, Rounding


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

    @property
    def shown(self) -> Expr:
        """
        The value as the float nearest to it.
        """
        return nearest(self.value.number, self.value.below, self.present)


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


def line(node: Node, value: Exact, slope: Fraction, offset: Fraction) -> Exact:
    """
    Return `slope * value + offset`.
    """
    below = lcm(slope.denominator * value.unit, offset.denominator)
    times = slope.numerator * (below // (slope.denominator * value.unit))
    plus = offset.numerator * (below // offset.denominator)
    most = value.most * abs(times) + abs(plus) * value.most_share
    within_limits(node, max(most, below * value.most_share))
    offsets = plus if value.share is None else value.share * plus
    return Exact(value.number * times + offsets, below, value.share, most, value.most_share, negative=True)


def capped(value: Exact) -> Exact:
    """
    Return a value no less than 0 and no more than 1.
    """
    nw = narwhals()
    number = nw.when(value.number > 0).then(value.number).otherwise(nw.lit(0))
    number = nw.when(value.number < value.unit).then(number).otherwise(nw.lit(value.unit))
    return Exact(number, value.unit, None, value.unit, 1, negative=False)


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
