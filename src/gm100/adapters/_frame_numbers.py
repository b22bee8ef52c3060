"""
Columns of a frame as whole numbers, so that every engine computes in exact decimals.

A value of at most `digits` decimals is held as that many units: 3.08 with six digits is 3,080,000. Engines have no
common decimal type, but all of them add, multiply and divide whole numbers; below 2**52 even those that divide through
floating point come out right.
"""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor
from typing import Any, Final, NamedTuple

from gm100.adapters._narwhals import Expr, narwhals
from gm100.model.scorecard import Rounding, RoundingMode, Scale

MARK: Final = "_gm100_"
"""What the names of columns begin with that are there only on the way."""

LARGEST: Final = 2**52
"""Whole numbers at and above this are not exact on every engine."""

UNSCALED: Final = 1_000_000
"""The greatest value of an indicator without a scale."""

READABLE: Final = 4_000_000_000
"""The greatest number that is read at all: with six decimals it stays below `LARGEST`."""

MOST_DIGITS: Final = 6
"""The most decimals that are read."""


class Column(NamedTuple):
    """
    How a column is read.

    Attributes:
        present: Whether there is a value.
        clean: The value, or 0 where it is missing or cannot be read.
        legible: Whether it could be read.
        exact: Whether reading can cut something off.
        costly: Whether it is worth columns of its own, so that nothing is computed twice.
    """

    present: Expr
    clean: Expr
    legible: Expr
    exact: bool = False
    costly: bool = False


def column(node: str, what: str) -> str:
    """
    Return the name of the column that holds something of a node.
    """
    return f"{MARK}{what}_{node.replace('.', '_dot_')}"


def from_floats(x: Expr) -> Column:
    """
    Read binary floats; NaN is no number, unless the engine takes it for a missing value.
    """
    nw = narwhals()
    present = ~x.is_null()
    legible = x.is_finite() & (x <= READABLE) & (x >= -READABLE)
    return Column(present, nw.when(legible).then(x).otherwise(nw.lit(0.0)), legible)


def from_integers(x: Expr) -> Column:
    """
    Read whole numbers.
    """
    nw = narwhals()
    present = ~x.is_null()
    legible = (x <= READABLE) & (x >= -READABLE)
    clean = nw.when(legible).then(x).otherwise(nw.lit(0)).cast(nw.Int64)
    return Column(present, clean, legible, exact=True)


def from_texts(x: Expr) -> Column:
    """
    Read decimal numbers in text: digits, and a dot before decimals.

    A text of at most fifteen digits is read by the float that is nearest to it, which no other such text is.
    """
    nw = narwhals()
    present = ~x.is_null()
    text = nw.when(present).then(x).otherwise(nw.lit(""))
    legible = text.str.contains(_NUMBER) & ~text.str.contains(r"\s")
    return Column(present, nw.when(legible).then(text).otherwise(nw.lit("0")).cast(nw.Float64), legible, costly=True)


_NUMBER = r"^[+-]?(0*[0-9]{1,8}(\.[0-9]{1,6}0*)?|0E-[0-9]+)$"
"""What at most fifteen digits can hold; `0E-8` is how some engines write a decimal of zero."""


def from_decimals(x: Expr) -> Column:
    """
    Read the decimals of an engine by their text.
    """
    return from_texts(x.cast(narwhals().String))


def reader(dtype: Any) -> Any:
    """
    Return the function that reads a column of a type, or `None` where it holds no numbers.

    Objects, as pandas keeps `Decimal`, are read by their text. Floats of four bytes are not read: 3.08 is not among
    them, and the nearest is 3.0799999.
    """
    nw = narwhals()
    if isinstance(dtype, nw.Float64):
        return from_floats
    if dtype.is_integer():
        return from_integers
    if isinstance(dtype, nw.String | nw.Categorical):
        return from_texts
    return from_decimals if isinstance(dtype, nw.Decimal | nw.Object) else None


def units(clean: Expr, digits: int) -> Expr:
    """
    Return a value as whole units of its last digit.
    """
    return (clean * float(10**digits) + 0.5).floor().cast(narwhals().Int64)


def number_of(read: Column, digits: int) -> Expr:
    """
    Return a column as whole units of its last digit.
    """
    return read.clean * 10**digits if read.exact else units(read.clean, digits)


def is_sound(read: Column, number: Expr, given: Expr, digits: int) -> Expr:
    """
    Return whether units stand for the value as it is: it could be read, and nothing was cut off.
    """
    return read.legible if read.exact else read.legible & is_exact(number, read.clean, given, digits)


def is_exact(number: Expr, clean: Expr, given: Expr, digits: int) -> Expr:
    """
    Return whether a value is the float nearest to its units, and so nothing was cut off.
    """
    return nearest(number, 10**digits, given) == clean


def nearest(number: Expr, below: Expr | int, where: Expr) -> Expr:
    """
    Return the float nearest to a quotient of whole numbers, in the rows where it is asked for.

    The divisor is made a column of its own, because Polars divides by a single number through its reciprocal, which is
    not exact: 35 / 100 comes out as 0.35000000000000003.
    """
    nw = narwhals()
    divisor = where.cast(nw.Int64) * below
    return number.cast(nw.Float64) / divisor.cast(nw.Float64)


def in_scale(number: Expr, scale: Scale | None, digits: int) -> Expr:
    """
    Return whether a value lies in its scale, or below what is allowed without one.
    """
    low, high = bounds(scale)
    return (number >= ceil(low * 10**digits)) & (number <= floor(high * 10**digits))


def bounds(scale: Scale | None) -> tuple[Decimal, Decimal]:
    """
    Return the least and the greatest value.
    """
    return (scale.low, scale.high) if scale else (Decimal(-UNSCALED), Decimal(UNSCALED))


class Whole(NamedTuple):
    """
    Cells as whole numbers of units, so that nothing is ever rounded unasked.

    Attributes:
        digits: Decimals that values may have.
    """

    digits: int

    @property
    def slack(self) -> float:
        """
        The share of an index by which it may miss the edge of a band and be in it: none.
        """
        return 0.0

    def number(self, read: Column) -> Expr:
        """
        Return a column as the numbers that are computed with.
        """
        return number_of(read, self.digits)

    def sound(self, read: Column, number: Expr, given: Expr) -> Expr:
        """
        Return whether a number stands for its cell as it is.
        """
        return is_sound(read, number, given, self.digits)

    def fits(self, number: Expr, scale: Scale | None) -> Expr:
        """
        Return whether a number lies in its scale.
        """
        return in_scale(number, scale, self.digits)

    @property
    def wanted(self) -> str:
        """
        What a cell must hold, in words.
        """
        return f"a finite number of at most {self.digits} decimals, such as 3.08"


def rounded_quotient(number: Expr, by: Expr | int, mode: RoundingMode, *, negative: bool) -> Expr:
    """
    Return a quotient as a whole number, rounded by a rule.

    Args:
        number: The dividend.
        by: The divisor, above 0.
        mode: What happens at the half.
        negative: Whether the dividend can be below 0.
    """
    nw = narwhals()
    if not negative:
        return _QUOTIENTS[mode](number, by).cast(nw.Int64)
    upright = _QUOTIENTS[mode](number, by).cast(nw.Int64)
    mirrored = _QUOTIENTS[mode](number * -1, by).cast(nw.Int64) * -1
    return nw.when(number < 0).then(mirrored).otherwise(upright)


def _half_up(number: Expr, by: Expr | int) -> Expr:
    return (number * 2 + by) // (by * 2)


def _half_even(number: Expr, by: Expr | int) -> Expr:
    nw = narwhals()
    up = ((number * 2 + by) // (by * 2)).cast(nw.Int64)
    odd = up - (up // 2).cast(nw.Int64) * 2 == 1  # Written out, for pandas on Arrow has no remainder.
    tie_to_odd = (up * (by * 2) == number * 2 + by) & odd
    return nw.when(tie_to_odd).then(up - 1).otherwise(up)


def _down(number: Expr, by: Expr | int) -> Expr:
    return number // by


_QUOTIENTS: Final = {
    RoundingMode.HALF_UP: _half_up,
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.DOWN: _down,
}


def room_to_round(most: int, by: int) -> int:
    """
    Return the greatest whole number that rounding a quotient makes on its way.
    """
    return 2 * most + 2 * by


def decimals_of(rounding: Rounding) -> int:
    """
    Return the units of a rounding: 100 for two decimals.
    """
    return int(10**rounding.decimals)
