"""
The two arithmetics: exact decimals, and binary floats that are read back at fifteen digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.scorecard import Arithmetic, Rounding
from gm100.scoring._exact import cut, rounder

N: TypeAlias = Any
"""A number of the arithmetic in use: a `Decimal` or a `float`, never mixed."""


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

    >>> read_back(0.1 + 0.2), read_back(1.005 * 3)
    (Decimal('0.3'), Decimal('3.015'))
    """
    return Decimal(f"{value:.15g}")


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
