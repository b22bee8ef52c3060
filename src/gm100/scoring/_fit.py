"""
Limits taken from data: each function turns a column into the fixed method that the column stands for.

The answer is turned so that more is better. What is fitted can be kept in a scorecard and used on other data. A column
without differences says nothing about anybody: it is given the middle of the range.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import fmean

from gm100.model.method import Method
from gm100.model.scorecard import Direction

Column = Sequence[float]
"""The values of one indicator that are present, at least one."""


def _method(slug: str, *params: float | str) -> Method:
    # The shortest text of a float is the float again, so that the least value of a column is exactly at its limit.
    return Method(slug, tuple(p if isinstance(p, str) else Decimal(repr(float(p))) for p in params))


def between(worst: float, best: float, *words: str) -> Method:
    """
    Return goalposts from worst to best, or the middle where they are one.
    """
    return _method("constant", 0.5) if worst == best else _method("goalposts", worst, best, *words)


def fit_minmax(column: Column, direction: Direction, _units: Mapping[str, float]) -> Method:
    """
    Least and greatest value of the data, `(x - min) / (max - min)`.
    """
    low, high = float(min(column)), float(max(column))
    return between(low, high) if direction is Direction.HIGHER else between(high, low)


def fit_distance_to_max(column: Column, direction: Direction, units: Mapping[str, float]) -> Method:
    """
    One less the distance to the best, `1 - (max - x) / (max - min)`, which equals `minmax`.
    """
    return fit_minmax(column, direction, units)


def fit_distance_to_reference(column: Column, direction: Direction, units: Mapping[str, float], unit: object) -> Method:
    """
    One less the distance to a unit, `1 - (ref - x) / (ref - worst)`; above 1 for those that are better.

    Raises:
        ValueError: The table does not have the unit, or it is itself the worst.
    """
    worst = float(min(column) if direction is Direction.HIGHER else max(column))
    reference = units.get(str(unit))
    if reference is None or reference == worst:
        problem = "has no value here" if reference is None else "is itself the worst"
        message = f"the reference {unit} {problem}; name another unit"
        raise ValueError(message)
    return _method("goalposts", worst, float(reference))


def fit_distance_to_target(column: Column, direction: Direction, _units: Mapping[str, float], target: object) -> Method:
    """
    One less the distance to a target, `1 - (target - x) / (target - worst)`, no more than 1.
    """
    worst = float(min(column) if direction is Direction.HIGHER else max(column))
    goal = float(str(target))
    reached = goal <= worst if direction is Direction.HIGHER else goal >= worst
    return _method("constant", 1.0) if reached else _method("goalposts", worst, goal, "cap")


def fit_fraction_of_max(column: Column, direction: Direction, _units: Mapping[str, float]) -> Method:
    """
    Share of the greatest value, `x / max`; where less is better, `min / x`.

    Raises:
        ValueError: There is no value above 0 to share.
    """
    best = float(max(column) if direction is Direction.HIGHER else min(column))
    if best <= 0:
        message = f"the best value is {best:g}, and a share needs one above 0; use minmax"
        raise ValueError(message)
    return _method("fraction" if direction is Direction.HIGHER else "inverse_fraction", best)


def fit_zscore(
    column: Column,
    direction: Direction,
    _units: Mapping[str, float],
    kind: object = "sample",
    centre: object = None,
    width: object = None,
) -> Method:
    """
    Distance from the mean in standard deviations, `(x - mean) / s`, with n - 1 for a sample and n for a population.

    With a centre and a width, `centre + width * z`. A column without differences is at the centre.
    """
    middle = 0.0 if centre is None else float(str(centre))
    spread = 1.0 if width is None else float(str(width))
    mean = fmean(column)
    free = len(column) - 1 if kind == "sample" else len(column)
    deviation = math.sqrt(sum((x - mean) ** 2 for x in column) / free) if free else 0.0
    if not deviation or min(column) == max(column):
        return _method("constant", middle)
    sign = 1.0 if direction is Direction.HIGHER else -1.0
    params = () if centre is None else (middle, spread)
    return _method("standard", mean, sign * deviation, *params)
