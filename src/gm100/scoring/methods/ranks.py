"""
Ranks of a column, with a rule for ties: as results show them, and as normalisers.

Gaps (`None` or NaN) have no rank and get `None`. Two values that `decide.order` calls tied are tied.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from numbers import Real
from operator import sub
from typing import Any, Final

from gm100.fields.arguments import checked, choice, refused
from gm100.model.result import Ties
from gm100.model.scorecard import Rounding
from gm100.scoring import decide
from gm100.scoring._numbers import read_back, rounder
from gm100.scoring.methods.limits import is_present, present

_PLACES: Final[Mapping[Ties, Callable[[int, int, int, int], Any]]] = {
    Ties.MIN: lambda best, _worst, _dense, _own: best,
    Ties.MAX: lambda _best, worst, _dense, _own: worst,
    Ties.AVERAGE: lambda best, worst, _dense, _own: best if best == worst else (best + worst) / 2,
    Ties.DENSE: lambda _best, _worst, dense, _own: dense,
    Ties.ORDINAL: lambda _best, _worst, _dense, own: own,
}


FEW: Final = 200
"""Values from which on arrays of numpy are worth the while to make them."""


@checked
def ranks(
    values: Sequence[Any],
    ties: Ties | str = Ties.MIN,
    *,
    decimals: int | None = None,
    best_first: bool = True,
    scale: Any = 0,
) -> list[Any]:
    """
    Return the place of each value, in their order; a gap has none.

    >>> ranks([3, 5, None, 5]), ranks([0.3, 0.1 + 0.2, 1.0], "average"), ranks([2.51, 2.49], decimals=1)
    ([3, 1, None, 1], [2.5, 2.5, 1], [1, 1])

    Args:
        values: The values, all exact or all floats.
        ties: What equal values get.
        decimals: Decimals to which values are rounded, half up, before they are compared.
        best_first: Whether the greatest value is number 1.
        scale: Size of what the values were computed from, as `decide.order` has it.
    """
    rule = _PLACES[choice(Ties, ties, "ties")]
    if not isinstance(scale, Real | Decimal) or not math.isfinite(scale):
        raise refused("scale", scale, "a finite number")
    kinds = set(map(type, values))
    if any(issubclass(kind, str) for kind in kinds):
        raise refused("values", values, "numbers, or other values that have an order")
    try:
        if decimals is not None:
            values = [_rounded(value, decimals) if is_present(value) else None for value in values]
        elif kinds == {float} and (sure := _of_floats(values, rule, scale, best_first=best_first)) is not None:
            return sure
        return _places(values, rule, scale, best_first=best_first)
    except TypeError:
        raise refused("values", values, "numbers, or other values that have an order") from None


def _places(values: Sequence[Any], rule: Callable[..., Any], scale: Any, *, best_first: bool) -> list[Any]:
    found: list[Any]
    whole = present(values) is values
    there: Sequence[int] = range(len(values)) if whole else [i for i, x in enumerate(values) if is_present(x)]
    if (apart := _apart(values if whole else [values[i] for i in there], scale, best_first=best_first)) is not None:
        if whole:
            return list(apart)
        found = [None] * len(values)
        for place, own in zip(there, apart, strict=True):
            found[place] = own
        return found
    keys = dict(zip(there, decide.keys([values[i] for i in there], scale), strict=True))
    there = sorted(there, key=keys.__getitem__, reverse=best_first)
    above = 0
    found = [None] * len(values)
    for dense, (_, tied) in enumerate(groupby(there, key=keys.__getitem__), start=1):
        group = list(tied)
        for own, place in enumerate(group, start=above + 1):
            found[place] = rule(above + 1, above + len(group), dense, own)
        above += len(group)
    return found


def _of_floats(values: Sequence[Any], rule: Callable[..., Any], scale: Any, *, best_first: bool) -> list[Any] | None:
    """
    Return the places of many floats where numpy is loaded, or `None` where tied values get others than the least.
    """
    np: Any = sys.modules.get("numpy")
    if np is None or len(values) < FEW:
        return None
    given = np.array(values)
    if (sure := _all_apart(np, given if best_first else -given, float(scale))) is not None:
        return sure
    (row,), apart = in_arrays(np, (given if best_first else -given)[None], float(scale))
    if not (rule is _PLACES[Ties.MIN] or apart[0]):
        return None
    missing = np.isnan(row)
    if missing.any():
        return [None if place != place else int(place) for place in row.tolist()]  # noqa: PLR0124 - NaN alone differs from itself
    return list(row.astype(int).tolist())


def _all_apart(np: Any, values: Any, scale: float) -> list[int] | None:
    """
    Return the places of values without gaps of which no two are tied, the greatest first, or `None` where some may be.
    """
    order = (-values).argsort()
    falling = values[order]
    size = max(abs(float(falling[0])), abs(float(falling[-1])), scale)
    if not (falling[:-1] - falling[1:] > decide.SHARE * size).all():  # Nor where one of them is a gap.
        return None
    found = np.empty(len(values), dtype=int)
    found[order] = np.arange(1, len(values) + 1)
    return list(found.tolist())


def _apart(values: Sequence[Any], scale: Any, *, best_first: bool) -> list[int] | None:
    """
    Return the places of values of which no two are tied, whatever the rule for ties, or `None` where some may be.
    """
    if not values:
        return []
    order = sorted(values, reverse=best_first)
    size = max(abs(order[0]), abs(order[-1]), scale)
    margin = decide.SHARE * size if isinstance(size, float) else 0
    if min(map(abs, map(sub, order, order[1:])), default=margin + 1) <= margin:
        return None
    place_of = dict(zip(order, range(1, len(order) + 1), strict=True))
    return [place_of[x] for x in values]


def in_arrays(np: Any, values: Any, scale: float) -> tuple[Any, Any]:
    """
    Return the best of the places that tied values share, the greatest first, for each row of an array by itself.

    Args:
        np: The module `numpy`.
        values: The values, NaN for a gap, which gets NaN.
        scale: Size of what the values were computed from.

    Returns:
        The places, and for each row whether no two of its values are tied.
    """
    count = values.shape[1]
    order = np.argsort(-values, axis=1)  # Gaps come last, as NaN always does.
    rows = np.arange(len(values))[:, None]
    falling = values[rows, order]
    size = np.maximum(np.abs(falling), scale)
    apart = falling[:, :-1] - falling[:, 1:] > decide.SHARE * np.maximum(size[:, :-1], size[:, 1:])
    start = np.zeros(values.shape)
    start[:, 1:] = np.where(apart, np.arange(1, count), 0)
    found = np.empty(values.shape)
    found[rows, order] = np.maximum.accumulate(start, axis=1) + 1
    found[np.isnan(values)] = np.nan
    return found, apart.all(axis=1)


def _rounded(value: Any, decimals: int) -> Decimal:
    return rounder(Rounding(decimals))(read_back(value) if isinstance(value, float) else Decimal(value))


def rank(column: Sequence[Any], ties: str = "average") -> list[Any]:
    """
    Place from the worst, which is 1; equal values share the mean of their places, or what another rule says.
    """
    return [None if place is None else float(place) for place in ranks(column, ties, best_first=False)]


def percentile_rank(column: Sequence[Any], ties: str = "average") -> list[Any]:
    """
    Share of the other units that are worse, equal ones counted half; 0.5 for a unit alone.
    """
    found = rank(column, ties)
    others = sum(place is not None for place in found) - 1
    return [None if place is None else (place - 1) / others if others else 0.5 for place in found]


def borda(column: Sequence[Any], ties: str = "average") -> list[Any]:
    """
    Count the other units that are worse, equal ones half. Source: Borda (1781).
    """
    return [None if place is None else place - 1 for place in rank(column, ties)]
