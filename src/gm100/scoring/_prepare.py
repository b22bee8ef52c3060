"""
What is done to a column before it is normalised: missing values estimated, outliers treated, and all of it noted.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 3 and 4; the limits on skewness and
kurtosis are those of COINr.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from gm100.model.method import Param
from gm100.scoring._numbers import N
from gm100.scoring._params import Check, none, one_word, optional_number

SKEWNESS, KURTOSIS = 2.0, 3.5
"""A column above both has outliers."""


ALIKE: Final = "the column that says which units are alike"


class Imputation(NamedTuple):
    """
    A way to estimate what is missing.

    Attributes:
        estimate: `(column, labels, *params) -> column`; `labels` are the cells of the column that a parameter names.
        check: What its parameters must be.
        labels: Whether the parameter names a column of the table that says which units are alike.
        previous: Whether the value of the year before is taken, which the panel brings along.
    """

    estimate: Callable[..., Sequence[N | None]]
    check: Check = none
    labels: bool = False
    previous: bool = False


class Treatment(NamedTuple):
    """
    A way to treat outliers.

    Attributes:
        treat: `(column without gaps, *params) -> column`.
        check: What its parameters must be.
    """

    treat: Callable[..., list[float]]
    check: Check = none


Gappy: TypeAlias = Sequence[N | None]


def by_mean(column: Gappy, _labels: Sequence[object]) -> Gappy:
    """
    Take the mean of the units that have a value.
    """
    return _filled(column, fmean)


def by_median(column: Gappy, _labels: Sequence[object]) -> Gappy:
    """
    Take the median of the units that have a value.
    """
    return _filled(column, median)


def by_group(column: Gappy, labels: Sequence[object], _name: Param, centre: Param = "mean") -> Gappy:
    """
    Take the mean, or the median, of the units with the same label that have a value; without any it stays missing.

    >>> by_group([1, 2, 9, None, None], ["a", "a", "a", "a", "b"], "province", "median")
    [1, 2, 9, 2, None]
    """
    found: dict[object, list[N]] = {}
    for label, value in zip(labels, column, strict=True):
        if value is not None:
            found.setdefault(label, []).append(value)
    middle = median if centre == "median" else fmean
    centres = {label: middle(values) for label, values in found.items()}
    return [centres.get(label) if value is None else value for label, value in zip(labels, column, strict=True)]


def by_previous(column: Gappy, before: Sequence[N | None]) -> Gappy:
    """
    Take the value of the same unit in the year before, as a panel knows it.
    """
    return [earlier if value is None else value for earlier, value in zip(before, column, strict=True)]


def _filled(column: Gappy, centre: Callable[[list[N]], N]) -> Gappy:
    present = [value for value in column if value is not None]
    if not present:
        return column
    estimate = centre(present)
    return [estimate if value is None else value for value in column]


def skewness(column: Sequence[float]) -> float:
    """
    Return the sample skewness, `G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2 ** 1.5`; 0 where it is not defined.

    >>> round(skewness([1, 2, 3, 4, 20]), 4)
    2.1251
    """
    n, m2 = len(column), _moment(column, 2)
    if n <= 2 or not m2:  # noqa: PLR2004 - the formula divides by n - 2
        return 0.0
    return math.sqrt(n * (n - 1)) / (n - 2) * _moment(column, 3) / math.pow(m2, 1.5)


def kurtosis(column: Sequence[float]) -> float:
    """
    Return the sample excess kurtosis G2; 0 where it is not defined.

    >>> round(kurtosis([1, 2, 3, 4, 20]), 4)
    4.6061
    """
    n, m2 = len(column), _moment(column, 2)
    if n <= 3 or not m2:  # noqa: PLR2004 - the formula divides by n - 3
        return 0.0
    excess = _moment(column, 4) / m2**2 - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)


def _moment(column: Sequence[float], k: int) -> float:
    mean = fmean(column)
    return fmean([(x - mean) ** k for x in column])


def _skewed(column: Sequence[float]) -> bool:
    return abs(skewness(column)) > SKEWNESS and kurtosis(column) > KURTOSIS


def winsorise(column: Sequence[float], most: Param | float = 5) -> list[float]:
    """
    Move the outermost values in, one by one, until skewness is within 2 or kurtosis within 3.5.

    Values on the long tail are set to the next one further in. Where that takes more points than allowed, the column is
    left as it was: outliers that many are the shape of the data.
    """
    moved = list(column)
    for _ in range(int(most)):
        if not _skewed(moved):
            return moved
        long_right = skewness(moved) > 0
        edge = max(moved) if long_right else min(moved)
        inner = [x for x in moved if x != edge]
        bound = max(inner) if long_right else min(inner)
        moved = [bound if x == edge else x for x in moved]
    return list(column) if _skewed(moved) else moved


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


IMPUTATIONS: Final[Mapping[str, Imputation]] = MappingProxyType(
    {
        "group": Imputation(by_group, one_word(ALIKE, ("mean", "median")), labels=True),
        "mean": Imputation(by_mean),
        "median": Imputation(by_median),
        "previous": Imputation(by_previous, previous=True),
    }
)
TREATMENTS: Final[Mapping[str, Treatment]] = MappingProxyType(
    {
        "log": Treatment(log_shift),
        "winsorise": Treatment(winsorise, optional_number("greatest number of points")),
        "winsorise_or_log": Treatment(winsorise_or_log, optional_number("greatest number of points")),
    }
)
