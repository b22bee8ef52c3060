"""
The normalisers behind the slugs of a scorecard: how values in different units become comparable.

Some have fixed parameters and work on one value. Some take their limits from the data: `fit` turns them into a method
with fixed parameters, which can be kept and used on the next year's data. And some compare units with each other, so
that they mean something only within one table. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008),
step 5, unless a docstring names another.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.method import Method
from gm100.model.result import Ties
from gm100.scoring._fit import (
    fit_distance_to_max,
    fit_distance_to_reference,
    fit_distance_to_target,
    fit_fraction_of_max,
    fit_minmax,
    fit_zscore,
)
from gm100.scoring._numbers import N
from gm100.scoring._params import Check, none, numbers, one_word, pairs, points
from gm100.scoring.methods.ranks import ranks

Span: TypeAlias = tuple[N, N] | None
"""The range in which normalised values lie, or `None` where there is no fixed one."""


class Normaliser(NamedTuple):
    """
    A normaliser with what a definition must know of it.

    Attributes:
        make: Returns the function of one value for some parameters.
        fit: Returns the fixed method for a column, turned so that more is better.
        whole: Returns the normalised column, where units are compared with each other.
        span: Returns the range of normalised values for some parameters; for `whole`, for a number of units.
        check: What its parameters must be.
        exact: Whether it needs no more than sums, products and comparisons.
        words: Whether rows give words instead of numbers.
    """

    make: Callable[..., Callable[[N], N]] | None = None
    fit: Callable[..., Method] | None = None
    whole: Callable[[Sequence[N]], list[N]] | None = None
    span: Callable[..., Span] = lambda *_: None
    check: Check = none
    exact: bool = False
    words: bool = False


def _unit(*_: Any) -> Span:
    return (0, 1)


def identity() -> Callable[[N], N]:
    """
    Leave the value as it is.
    """
    return lambda x: x


def goalposts(low: N, high: N, cap: str | None = None) -> Callable[[N], N]:
    """
    Place between a fixed minimum and maximum, `(x - low) / (high - low)`; with `cap`, within 0 to 1.

    With low above high, less is better.

    >>> goalposts(20, 85)(72.5), goalposts(20, 85, "cap")(90)
    (0.8076923076923077, 1.0)
    """
    span = high - low
    if cap is None:
        return lambda x: (x - low) / span
    zero, one = low - low, span / span
    return lambda x: min(max((x - low) / span, zero), one)


def log_goalposts(low: N, high: N, cap: str | None = None) -> Callable[[N], N]:
    """
    Place between limits on a logarithmic scale, `(ln x - ln low) / (ln high - ln low)`.

    For money, where the same sum means less to those who have more. Source: UNDP, Human Development Report, technical
    note 1.
    """
    inner = goalposts(math.log(low), math.log(high), cap)

    def log_then(x: N) -> N:
        if x <= 0:
            message = f"{x:g} has no logarithm; give a value above 0"
            raise ValueError(message)
        return inner(math.log(x))

    return log_then


def standard(mean: N, deviation: N, centre: N = 0, width: N = 1) -> Callable[[N], N]:
    """
    Distance from a mean in standard deviations, `centre + width * (x - mean) / deviation`.
    """
    return lambda x: centre + width * ((x - mean) / deviation)


def constant(value: N) -> Callable[[N], N]:
    """
    Give every value the same: what a column without differences is normalised to.
    """
    return lambda _: value


def fraction(whole: N) -> Callable[[N], N]:
    """
    Share of a reference, `x / whole`.
    """
    return lambda x: x / whole


def inverse_fraction(least: N) -> Callable[[N], N]:
    """
    Share that a least value is of each, `least / x`, for values where less is better.
    """

    def share(x: N) -> N:
        if x <= 0:
            message = f"got {x:g}, and the share of the least needs values above 0; use goalposts"
            raise ValueError(message)
        return least / x

    return share


def levels(*words_and_values: Any) -> Callable[[str], N]:
    """
    Words in order to numbers: `("levels", "A", 4, "B", 3)`.
    """
    found = {str(word): value for word, value in zip(words_and_values[::2], words_and_values[1::2], strict=True)}
    return lambda word: found[word]


def piecewise(*xy: N) -> Callable[[N], N]:
    """
    Straight lines between points x, y; level before the first and after the last.

    >>> piecewise(0, 0, 50, 80, 100, 100)(25.0)
    40.0
    """
    xs, ys = xy[::2], xy[1::2]
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(zip(xs, ys, strict=True))]

    def value(x: N) -> N:
        place = bisect_right(xs, x) - 1
        if place < 0 or place == len(slopes):
            return ys[max(place, 0)]
        return ys[place] + slopes[place] * (x - xs[place])

    return value


def steps(*xy: N) -> Callable[[N], N]:
    """
    Levels by threshold: y from x on, up to the next; before the first x, the first y.
    """
    xs, ys = xy[::2], xy[1::2]
    return lambda x: ys[max(bisect_right(xs, x) - 1, 0)]


def rank(column: Sequence[N]) -> list[N]:
    """
    Place from the worst, which is 1; equal values share the mean of their places.
    """
    return [float(place) for place in ranks(column, Ties.AVERAGE, best_first=False)]


def percentile_rank(column: Sequence[N]) -> list[N]:
    """
    Share of the other units that are worse, equal ones counted half; 0.5 for a unit alone.
    """
    others = len(column) - 1
    return [(place - 1) / others if others else 0.5 for place in rank(column)]


def borda(column: Sequence[N]) -> list[N]:
    """
    Count the other units that are worse, equal ones half. Source: Borda (1781).
    """
    return [place - 1 for place in rank(column)]


def _ends(*xy: N) -> Span:
    return (min(xy[1::2]), max(xy[1::2]))


def _standard_check(params: Sequence[Any]) -> str | None:
    short, long = numbers("mean", "deviation"), numbers("mean", "deviation", "centre", "width")
    return None if short(params) is None else long(params)


def _zscore_check(params: Sequence[Any]) -> str | None:
    if params and params[0] in {"sample", "population"} and (len(params) == 1 or numbers("m", "d")(params[1:]) is None):
        return None
    return "takes sample or population, then the mean and deviation wanted or nothing" if params else None


NORMALISERS: Final[Mapping[str, Normaliser]] = MappingProxyType(
    {
        "borda": Normaliser(whole=borda, span=lambda n: (0, n - 1)),
        "constant": Normaliser(constant, check=numbers("value"), span=lambda c: (c, c)),
        "distance_to_max": Normaliser(fit=fit_distance_to_max, span=_unit),
        "distance_to_reference": Normaliser(fit=fit_distance_to_reference, check=one_word("the code of a unit")),
        "distance_to_target": Normaliser(fit=fit_distance_to_target, check=numbers("target"), span=_unit),
        "fraction": Normaliser(fraction, check=numbers("whole"), span=_unit, exact=True),
        "fraction_of_max": Normaliser(fit=fit_fraction_of_max, span=_unit),
        "goalposts": Normaliser(goalposts, span=_unit, check=numbers("low", "high", words=("cap",)), exact=True),
        "identity": Normaliser(identity, exact=True),
        "inverse_fraction": Normaliser(inverse_fraction, check=numbers("least"), span=_unit),
        "levels": Normaliser(levels, span=_ends, check=pairs, exact=True, words=True),
        "log_goalposts": Normaliser(log_goalposts, span=_unit, check=numbers("low", "high", words=("cap",))),
        "minmax": Normaliser(fit=fit_minmax, span=_unit),
        "percentile_rank": Normaliser(whole=percentile_rank, span=_unit),
        "piecewise": Normaliser(piecewise, span=_ends, check=points, exact=True),
        "rank": Normaliser(whole=rank, span=lambda n: (1, n)),
        "standard": Normaliser(standard, check=_standard_check),
        "steps": Normaliser(steps, span=_ends, check=points, exact=True),
        "zscore": Normaliser(fit=fit_zscore, check=_zscore_check),
    }
)
"""The normalisers that every engine starts with."""
