"""
Exact arithmetic in a spreadsheet, which knows only binary numbers: fractions with whole numerators.

A mean of marks and a weighted sum of two-decimal values are fractions. Their denominators are known when the form is
written, so each cell holds only a whole number, the numerator, and rounding is one division of whole numbers. A
quotient of whole numbers below 2**53 is never carried across a whole number by binary rounding, so `INT` of it is
exact; `ROUND` of a value such as 3.315, which no binary number hits, would not be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

from gm100.errors import CannotHoldError, Issue
from gm100.model.scorecard import Rounding, RoundingMode

EXACT: Final = 10**15
"""Spreadsheets keep fifteen digits of a number; every whole number below this is exact."""


class Numerator(NamedTuple):
    """
    A value of the form: a formula for its whole numerator, over a denominator known beforehand.

    Attributes:
        formula: An expression without `=`, or the address of a cell.
        denominator: What the numerator is divided by.
        most: The greatest numerator possible.
    """

    formula: str
    denominator: int
    most: int


def rounded(value: Numerator, rounding: Rounding | None) -> Numerator:
    """
    Return a value rounded by a rule; for values from zero up.

    Raises:
        CannotHoldError: The numbers on the way become too long for a spreadsheet.
    """
    if rounding is None:
        return _checked(value)
    places = 10**rounding.decimals
    scaled = _times(value.formula, places)
    _checked(Numerator(scaled, value.denominator, 2 * value.most * places + value.denominator))
    formula = _MODES[rounding.mode](scaled, value.denominator)
    return Numerator(formula, places, -(-value.most * places // value.denominator))


def weighted_sum(values: Sequence[Numerator], weights: Sequence[Decimal], divisor: Decimal) -> Numerator:
    """
    Return `sum(weight * value) / divisor` over one common denominator.
    """
    shares = [
        Fraction(weight) / Fraction(divisor) / value.denominator for weight, value in zip(weights, values, strict=True)
    ]
    common = lcm(*(share.denominator for share in shares))
    factors = [int(share * common) for share in shares]
    formula = "+".join(_times(value.formula, factor) for value, factor in zip(values, factors, strict=True))
    most = sum(factor * value.most for factor, value in zip(factors, values, strict=True))
    return _checked(Numerator(formula, common, most))


def _times(formula: str, factor: int) -> str:
    inner = f"({formula})" if "+" in formula else formula
    return inner if factor == 1 else f"{factor}*{inner}"


def _half_up(scaled: str, by: int) -> str:
    return f"INT((2*({scaled})+{by})/{2 * by})"


def _down(scaled: str, by: int) -> str:
    return f"INT(({scaled})/{by})"


def _half_even(scaled: str, by: int) -> str:
    """
    Return the whole part, and one more above the half, or at the half where the whole part is odd.
    """
    whole = f"INT(({scaled})/{by})"
    twice_rest = f"2*(({scaled})-{by}*{whole})"
    return f"({whole}+IF({twice_rest}>{by},1,IF({twice_rest}={by},MOD({whole},2),0)))"


_MODES: Final[Mapping[RoundingMode, Callable[[str, int], str]]] = {
    RoundingMode.HALF_UP: _half_up,
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.DOWN: _down,
}


def _checked(value: Numerator) -> Numerator:
    if value.most < EXACT and value.denominator < EXACT:
        return value
    message = f"a sum of this scorecard needs numbers up to {value.most}, and a spreadsheet is exact below {EXACT}"
    raise CannotHoldError("a form", [Issue("too-many-digits", message, ("root",))])
