"""
The two arithmetics: exact decimals in one context for all of scoring, and binary floats read back at fifteen digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.scorecard import Arithmetic, Rounding, RoundingMode

CONTEXT = Context(prec=50, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Sums of published figures need about ten digits; shares without end, such as thirds, are cut at fifty."""

KERNEL: Final = Context(prec=50, rounding=ROUND_HALF_UP, traps=[])
"""The context of formulas: what has no value becomes no number, and nothing raises."""

CERTAIN: Final = Context(prec=40, rounding=ROUND_HALF_UP, traps=[])
"""
What is left of a value before it is rounded. Cutting off at fifty digits, on several levels, makes a half of what is
nearly one and the other way round; at forty digits a half is a half again.
"""

_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
}

ZERO = Decimal(0)

NAN: Final = Decimal("NaN")
"""The gap of exact numbers, and what has no meaning."""

DECIMALS = 20
"""How many decimals results have at most."""

_FINEST = Decimal(1).scaleb(-DECIMALS)


def cut(value: Decimal) -> Decimal:
    """
    Return a value to twenty decimals at most.

    Shares that have no end are cut there in results, so that contributions add up to the value itself in
    Python's ordinary decimal context, with its 28 digits. A zero has no sign.

    >>> cut(Decimal("3.60")), cut(CONTEXT.divide(Decimal(1), Decimal(3))), cut(Decimal("-0.00"))
    (Decimal('3.60'), Decimal('0.33333333333333333333'), Decimal('0.00'))
    """
    text = str(value)  # A tenth of the time that `as_tuple` takes to tell the same.
    _, point, decimals = text.partition(".")
    if "E" in text:
        exponent = value.as_tuple().exponent
        fine = isinstance(exponent, int) and exponent < -DECIMALS
    else:
        fine = bool(point) and len(decimals) > DECIMALS
    value = value.quantize(_FINEST, ROUND_HALF_UP, CONTEXT) if fine else value
    return value.copy_abs() if text[0] == "-" and not value else value


def rounder(rounding: Rounding | None, context: Context = CONTEXT) -> Callable[[Decimal], Decimal]:
    """
    Return the function that rounds by a rule; without a rule it returns what it is given.

    >>> rounder(Rounding(2))(Decimal("3.315"))
    Decimal('3.32')
    >>> third = CONTEXT.divide(Decimal(1), Decimal(3))
    >>> rounder(Rounding(0))(third * Decimal("1.5"))
    Decimal('1')

    Args:
        rounding: The rule.
        context: What becomes of a value with more digits than it has: `CONTEXT` raises, and `KERNEL` gives NaN.
    """
    if rounding is None:
        return lambda value: value
    step, mode = Decimal(1).scaleb(-rounding.decimals), _MODES[rounding.mode]
    certain = CERTAIN.plus  # Every cell comes by here; its own name is found sooner.
    return lambda value: certain(value).quantize(step, mode, context)


def rounded(value: Decimal, rounding: Rounding | None) -> Decimal:
    """
    Round one value by a rule.
    """
    return rounder(rounding)(value)


N: TypeAlias = Any
"""A number of the arithmetic in use: a `Decimal` or a `float`, never mixed."""


def mean_of(values: Sequence[N]) -> float:
    """
    Return the mean as a float: `statistics.fmean`, without that module, which takes long to import.

    >>> mean_of([1, 2, 4.5])
    2.5
    """
    return math.fsum(values) / len(values)


class Numbers(NamedTuple):
    """
    One arithmetic.

    Attributes:
        name: Which of the two it is.
        take: Turns an exact decimal into a number.
        give: Turns a number into the exact decimal that results show.
        rounder: Returns the function that rounds by a rule, or `None` where there is no rule.
        type: The type of its numbers.
        all_finite: Tells whether numbers are all finite; it may say no where their sum is not.
    """

    name: Arithmetic
    take: Callable[[Decimal], N]
    give: Callable[[N], Decimal]
    rounder: Callable[[Rounding | None], Callable[[N], N] | None]
    type: type
    all_finite: Callable[[Sequence[N]], bool]

    @property
    def exact(self) -> bool:
        """
        Whether sums are exact.
        """
        return self.name is Arithmetic.EXACT


def read_back(value: float) -> Decimal:
    """
    Return a float at the fifteen significant digits that every double holds, so that noise behind them is cut.

    >>> read_back(0.1 + 0.2), read_back(1.005 * 3), read_back(-0.0)
    (Decimal('0.3'), Decimal('3.015'), Decimal('0'))
    """
    return Decimal(f"{value + 0.0:.15g}")  # The sum of two zeros has no sign.


def _exact_rounder(rounding: Rounding | None) -> Callable[[Decimal], Decimal] | None:
    return None if rounding is None else rounder(rounding)


def _float_rounder(rounding: Rounding | None) -> Callable[[float], float] | None:
    if rounding is None:
        return None
    step = rounder(rounding)
    return lambda value: float(step(read_back(value)))


def _plain(value: Decimal) -> Decimal:
    return value


def _finite_decimals(values: Sequence[Decimal]) -> bool:
    return all(map(Decimal.is_finite, values))


def _finite_floats(values: Sequence[float]) -> bool:
    total = sum(values)  # Three times as fast as a look at each.
    return total - total == 0


EXACT: Final = Numbers(Arithmetic.EXACT, _plain, cut, _exact_rounder, Decimal, _finite_decimals)
FLOAT: Final = Numbers(Arithmetic.FLOAT, float, read_back, _float_rounder, float, _finite_floats)
