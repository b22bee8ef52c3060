"""
Ranks of a column, with a rule for ties: as results show them, and as normalisers.

Gaps (`None` or NaN) have no rank and get `None`. Two values that `decide.order` calls tied are tied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from gm100.model.result import Ties
from gm100.scoring import decide
from gm100.scoring.methods.limits import is_present

_PLACES: Final[Mapping[Ties, Callable[[int, int, int, int], Any]]] = {
    Ties.MIN: lambda best, _worst, _dense, _own: best,
    Ties.MAX: lambda _best, worst, _dense, _own: worst,
    Ties.AVERAGE: lambda best, worst, _dense, _own: best if best == worst else (best + worst) / 2,
    Ties.DENSE: lambda _best, _worst, dense, _own: dense,
    Ties.ORDINAL: lambda _best, _worst, _dense, own: own,
}


def places(values: Sequence[Any], ties: Ties | str = Ties.MIN, *, best_first: bool = True) -> list[Any]:
    """
    Return the place of each value, in their order; a gap has none.

    >>> places([3, 5, None, 5]), places([0.3, 0.1 + 0.2, 1.0], "average")
    ([3, 1, None, 1], [2.5, 2.5, 1])

    Args:
        values: The values, all exact or all floats.
        ties: What equal values get.
        best_first: Whether the greatest value is number 1.
    """
    there = [i for i, x in enumerate(values) if is_present(x)]
    keys = dict(zip(there, decide.keys([values[i] for i in there]), strict=True))
    there.sort(key=keys.__getitem__, reverse=best_first)
    rule, above = _PLACES[Ties(ties)], 0
    found: list[Any] = [None] * len(values)
    for dense, (_, tied) in enumerate(groupby(there, key=keys.__getitem__), start=1):
        group = list(tied)
        for own, place in enumerate(group, start=above + 1):
            found[place] = rule(above + 1, above + len(group), dense, own)
        above += len(group)
    return found


def rank(column: Sequence[Any], ties: str = "average") -> list[Any]:
    """
    Place from the worst, which is 1; equal values share the mean of their places, or what another rule says.
    """
    return [None if place is None else float(place) for place in places(column, ties, best_first=False)]


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
