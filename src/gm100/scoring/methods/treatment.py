"""
Treatments of outliers: functions of a column that return it with its extreme values moved in.

A column comes with its gaps (`None`, NaN, n/a), which stay where they are. Source: OECD/JRC, Handbook on Constructing
Composite Indicators (2008), step 4; the limits on skewness and kurtosis are those of COINr.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from gm100.model.method import Param
from gm100.scoring import decide
from gm100.scoring._numbers import mean_of
from gm100.scoring._params import Check, none, optional_number
from gm100.scoring.methods.limits import is_present

SKEWNESS, KURTOSIS = 2.0, 3.5
"""A column above both has outliers."""


class Treatment(NamedTuple):
    """
    A way to treat outliers.

    Attributes:
        treat: `(column without gaps, *params) -> column`.
        check: What its parameters must be.
    """

    treat: Callable[..., Sequence[Any]]
    check: Check = none

    def column(self, column: Sequence[Any], *params: Any) -> list[Any]:
        """
        Return a column with gaps, treated where it has values; a value that is not moved is left as it was given.
        """
        there = [i for i, x in enumerate(column) if is_present(x)]
        made = list(column)
        if there:
            values = [float(column[i]) for i in there]
            for i, old, new in zip(there, values, self.treat(values, *params), strict=True):
                if new != old:
                    made[i] = new
        return made


def skewness(column: Sequence[float]) -> float:
    """
    Return the sample skewness, `G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2 ** 1.5`; 0 where it is not defined.

    >>> round(skewness([1, 2, 3, 4, 20]), 4)
    2.1251
    """
    n, m2 = len(column), _moment(column, 2)
    if n <= 2 or not decide.differs(column):  # noqa: PLR2004 - the formula divides by n - 2
        return 0.0
    return math.sqrt(n * (n - 1)) / (n - 2) * _moment(column, 3) / math.pow(m2, 1.5)


def kurtosis(column: Sequence[float]) -> float:
    """
    Return the sample excess kurtosis G2; 0 where it is not defined.

    >>> round(kurtosis([1, 2, 3, 4, 20]), 4)
    4.6061
    """
    n, m2 = len(column), _moment(column, 2)
    if n <= 3 or not decide.differs(column):  # noqa: PLR2004 - the formula divides by n - 3
        return 0.0
    excess = _moment(column, 4) / m2**2 - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)


def _moment(column: Sequence[float], k: int) -> float:
    mean = mean_of(column)
    return mean_of([(x - mean) ** k for x in column])


def _skewed(column: Sequence[float]) -> bool:
    return abs(skewness(column)) > SKEWNESS and kurtosis(column) > KURTOSIS


def winsorise(column: Sequence[float], most: Param | float = 5) -> list[float]:
    """
    Winsorise the extreme values, until skewness is within 2 or kurtosis within 3.5.

    The values at the end of the long tail are set to the next one further in. Where that takes more values than
    allowed, equal ones counted each, the column is left as it was: outliers that many are the shape of the data.
    """
    moved = list(column)
    while _skewed(moved):
        long_right = skewness(moved) > 0
        edge = max(moved) if long_right else min(moved)
        inner = [x for x in moved if x != edge]
        bound = max(inner) if long_right else min(inner)
        moved = [bound if x == edge else x for x in moved]
        if sum(new != old for new, old in zip(moved, column, strict=True)) > int(most):
            return list(column)
    return moved


def log_shift(column: Sequence[float]) -> list[float]:
    """
    Take logarithms of a skewed column, `ln(x - min + 0.01 * (max - min))`, turned round for a tail to the left.
    """
    if not _skewed(column):
        return list(column)
    low, high = min(column), max(column)
    shift = 0.01 * (high - low)
    if skewness(column) < 0:
        return [-math.log(high - x + shift) for x in column]
    return [math.log(x - low + shift) for x in column]


def winsorise_or_log(column: Sequence[float], most: Param | float = 5) -> list[float]:
    """
    Winsorise, and where that takes too many points, take logarithms.
    """
    moved = winsorise(column, most)
    return log_shift(moved) if _skewed(moved) else moved


TREATMENTS: Final[Mapping[str, Treatment]] = MappingProxyType(
    {
        "log": Treatment(log_shift),
        "winsorise": Treatment(winsorise, optional_number("greatest number of points")),
        "winsorise_or_log": Treatment(winsorise_or_log, optional_number("greatest number of points")),
    }
)
"""The treatments that every engine starts with."""
