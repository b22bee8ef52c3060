"""
Imputations: functions of a column that estimate what is missing in it. A gap is `None`.

Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.method import Param
from gm100.scoring._numbers import mean_of
from gm100.scoring._params import Check, none, one_word

ALIKE: Final = "the column that says which units are alike"


class Beside(NamedTuple):
    """
    What is known of the units beside the column that is estimated.

    Attributes:
        units: Their codes.
        labels: The cells of the column of the table that the first parameter names, or gaps.
        earlier: For each unit its values of earlier years, the latest first, as pairs of year and value. A panel knows
            them; elsewhere there are none.
    """

    units: Sequence[str]
    labels: Sequence[Any]
    earlier: Sequence[Sequence[tuple[int, Any]]]


class Imputation(NamedTuple):
    """
    A way to estimate what is missing.

    Attributes:
        estimate: `(column, beside, *params) -> column`, with `Beside`.
        check: What its parameters must be.
        labels: Whether the first parameter names a column of the table that says which units are alike.
        previous: Whether values of earlier years are taken, which the panel brings along.
    """

    estimate: Callable[..., Sequence[Any]]
    check: Check = none
    labels: bool = False
    previous: bool = False


Gappy: TypeAlias = Sequence[Any]


def by_mean(column: Gappy, _: Beside) -> Gappy:
    """
    Take the mean of the units that have a value.
    """
    return _filled(column, mean_of)


def by_median(column: Gappy, _: Beside) -> Gappy:
    """
    Take the median of the units that have a value.
    """
    return _filled(column, _median)


def by_group(column: Gappy, beside: Beside, _name: Param, centre: Param = "mean") -> Gappy:
    """
    Take the mean, or the median, of the units with the same label that have a value; without any it stays missing.

    >>> by_group([1, 2, 9, None, None], Beside((), ["a", "a", "a", "a", "b"], ()), "province", "median")
    [1, 2, 9, 2, None]
    """
    found: dict[object, list[Any]] = {}
    labels = beside.labels
    for label, value in zip(labels, column, strict=True):
        if value is not None:
            found.setdefault(label, []).append(value)
    middle = _median if centre == "median" else mean_of
    centres = {label: middle(values) for label, values in found.items()}
    return [centres.get(label) if value is None else value for label, value in zip(labels, column, strict=True)]


def by_previous(column: Gappy, beside: Beside) -> Gappy:
    """
    Take the last value that the same unit had in an earlier year, as a panel knows it.
    """
    pairs = zip(column, beside.earlier, strict=True)
    return [earlier[0][1] if value is None and earlier else value for value, earlier in pairs]


def _median(values: list[Any]) -> Any:
    from statistics import median  # Here, for it takes long to import, and few scorecards ask for it.

    return median(values)


def _filled(column: Gappy, centre: Callable[[list[Any]], Any]) -> Gappy:
    present = [value for value in column if value is not None]
    if not present:
        return column
    estimate = centre(present)
    return [estimate if value is None else value for value in column]


IMPUTATIONS: Final[Mapping[str, Imputation]] = MappingProxyType(
    {
        "group": Imputation(by_group, one_word(ALIKE, ("mean", "median")), labels=True),
        "mean": Imputation(by_mean),
        "median": Imputation(by_median),
        "previous": Imputation(by_previous, previous=True),
    }
)
"""The imputations that every engine starts with."""
