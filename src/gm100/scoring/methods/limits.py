"""
Limits taken from data: each function turns a column into the method with fixed parameters that the column stands for.

A column comes with its gaps (`None` or NaN) and they are left out. The answer is turned so that more is better. What is
found can be kept in a scorecard and used on other data. A column without differences says nothing about anyone: it is
given the middle of the range.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.method import Method
from gm100.model.scorecard import Direction
from gm100.scoring._numbers import mean_of
from gm100.scoring.decide import ahead, differs, reaches

Column: TypeAlias = Sequence[Any]
"""The values of one indicator by unit; `None`, NaN and words such as n/a are gaps."""


def present(column: Column) -> Column:
    """
    Return the values of a column without its gaps.
    """
    if type(column) is Ends or hasattr(column, "min"):  # An array, which has no gaps.
        return column
    try:
        whole = sum(column)
        if whole == whole:  # noqa: PLR0124 - nothing is missing, found out thirty times as fast as by a look at each
            return column
    except TypeError:
        pass  # Words, or nothing at all, stand among the numbers.
    return [x for x in column if is_present(x)]


def is_present(x: Any) -> bool:
    """
    Tell whether a cell has a value: it is no `None`, no NaN and no word such as n/a.
    """
    return x is not None and not isinstance(x, str) and x == x  # noqa: PLR0124 - NaN alone differs from itself


class Fitted(NamedTuple):
    """
    A method with fixed parameters, as numbers of the arithmetic that the data are in.

    Attributes:
        slug: Its name.
        params: Its parameters.
    """

    slug: str
    params: tuple[Any, ...]

    @property
    def method(self) -> Method:
        """
        The same with parameters that are exact: of a float the shortest decimal text, which is the float again.
        """
        return Method(self.slug, tuple(map(exactly, self.params)))


def exactly(param: Any) -> Any:
    """
    Return a parameter as documents have it.
    """
    return Decimal(repr(float(param))) if isinstance(param, float) else param


def fixed(slug: str, *params: Any) -> Fitted:
    """
    Return a method with parameters.
    """
    for p in params:
        if type(p) not in _AS_THEY_ARE:
            params = tuple([p if isinstance(p, Decimal | str) else float(p) for p in params])
            break
    return Fitted(slug, params)


_AS_THEY_ARE: Final = frozenset({float, Decimal, str})


class Ends(NamedTuple):
    """
    The least and the greatest value of a column, where they are known already and nothing else is asked for.
    """

    low: Any
    high: Any


def ends_of(values: Any) -> Ends:
    """
    Return the least and the greatest value of a column without gaps, or of an array.
    """
    if type(values) is Ends:
        return values
    return Ends(float(values.min()), float(values.max())) if hasattr(values, "min") else Ends(min(values), max(values))


def _worst(values: Column, direction: Direction) -> Any:
    return ends_of(values)[direction is not Direction.HIGHER]


def _best(values: Column, direction: Direction) -> Any:
    return ends_of(values)[direction is Direction.HIGHER]


def minmax(column: Column, direction: Direction) -> Fitted:
    """
    Least and greatest value of the data, `(x - min) / (max - min)`; `distance_to_max` is the same.
    """
    low, high = ends_of(present(column))
    if not ahead(high, low):
        return fixed("constant", 0.5)
    return fixed("goalposts", *((low, high) if direction is Direction.HIGHER else (high, low)))


def distance_to_reference(column: Column, direction: Direction, unit: object, units: Mapping[str, Any]) -> Fitted:
    """
    One less the distance to a unit, `1 - (ref - x) / (ref - worst)`; above 1 for those that are better.

    Args:
        column: The values.
        direction: Whether more is better.
        unit: The code of the unit.
        units: The value of each unit by code.

    Raises:
        ValueError: The table does not have the unit, or it is itself the worst.
    """
    worst = _worst(present(column), direction)
    found = present([units.get(str(unit))])
    if not found or found[0] == worst:
        problem = "is itself the worst" if found else "has no value here"
        message = f"the reference {unit} {problem}; name another unit"
        raise ValueError(message)
    return fixed("goalposts", worst, found[0])


def distance_to_target(column: Column, direction: Direction, target: Any) -> Fitted:
    """
    One less the distance to a target, `1 - (target - x) / (target - worst)`, no more than 1.
    """
    worst = _worst(present(column), direction)
    goal = type(worst)(str(target))
    reached = reaches(worst, goal) if direction is Direction.HIGHER else reaches(goal, worst)
    return fixed("constant", 1.0) if reached else fixed("goalposts", worst, goal, "cap")


def fraction_of_max(column: Column, direction: Direction) -> Fitted:
    """
    Share of the greatest value, `x / max`; where less is better, `min / x`.

    Raises:
        ValueError: There is no value above 0 to share.
    """
    best = _best(present(column), direction)
    if not ahead(best, 0):
        message = f"the best value is {best:g}, and a share needs one above 0; use minmax"
        raise ValueError(message)
    return fixed("fraction" if direction is Direction.HIGHER else "inverse_fraction", best)


def zscore(
    column: Column, direction: Direction, kind: object = "sample", centre: Any = None, width: Any = None
) -> Fitted:
    """
    Distance from the mean in standard deviations, `(x - mean) / s`, with n - 1 for a sample and n for a population.

    With a centre and a width, `centre + width * z`. A column without differences is at the centre.
    """
    values = [float(x) for x in present(column)]
    mean, free = mean_of(values), len(values) - (kind == "sample")
    same = not free or not differs(values)
    deviation = 0.0 if same else math.sqrt(math.fsum((x - mean) ** 2 for x in values) / free)
    return deviations(mean, deviation, direction, kind, centre, width)


def deviations(
    mean: float,
    deviation: float,
    direction: Direction,
    _kind: object = "sample",
    centre: Any = None,
    width: Any = None,
) -> Fitted:
    """
    Return what `zscore` makes of a mean and a standard deviation, which is 0 for a column without differences.
    """
    middle = Decimal(0) if centre is None else centre
    if not deviation:
        return fixed("constant", middle)
    sign = 1 if direction is Direction.HIGHER else -1
    return fixed("standard", mean, sign * deviation, *(() if centre is None else (middle, width)))
