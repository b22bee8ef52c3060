"""
Ranks of plain numbers, with a rule for ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, cast

from gm100._arguments import checked, choice, refused
from gm100.model.result import Ties
from gm100.model.scorecard import Rounding
from gm100.scoring._exact import rounder
from gm100.scoring._numbers import read_back


@checked
def ranks(
    values: Sequence[Any], ties: Ties | str = Ties.MIN, *, decimals: int | None = None, best_first: bool = True
) -> list[Any]:
    """
    Return the rank of each value, in their order; a value that is `None` has no rank.

    >>> ranks([3, 5, None, 5]), ranks([3, 5, 5], "average"), ranks([2.51, 2.49], decimals=1)
    ([3, 1, None, 1], [3, 1.5, 1.5], [1, 1])

    Args:
        values: The values, all exact or all floats.
        ties: What equal values get.
        decimals: Decimals to which values are rounded, half up, before they are compared.
        best_first: Whether the greatest value is number 1.
    """
    keys: list[Any] = list(values) if decimals is None else [_rounded(value, decimals) for value in values]
    present = [place for place, key in enumerate(keys) if key is not None]
    try:
        present.sort(key=cast("Any", keys.__getitem__), reverse=best_first)
    except TypeError:
        raise refused("values", values, "numbers, or other values that have an order") from None
    rule = choice(Ties, ties, "ties")
    found: list[Any] = [None] * len(values)
    if len(set(keys)) == len(keys):
        for rank, place in enumerate(present, start=1):
            found[place] = rank
        return found
    above = 0
    for dense, (_, tied) in enumerate(groupby(present, key=keys.__getitem__), start=1):
        group = list(tied)
        for ordinal, place in enumerate(group, start=above + 1):
            found[place] = place_of(rule, above + 1, above + len(group), dense, ordinal)
        above += len(group)
    return found


def place_of(ties: Ties, best: int, worst: int, dense: int, ordinal: int) -> Any:
    """
    Return the rank of one of several equal values.

    Args:
        ties: The rule.
        best: The best of the places they share.
        worst: The worst of them.
        dense: How many different values there are down to this one.
        ordinal: The place it would have on its own.
    """
    if ties is Ties.MIN:
        return best
    if ties is Ties.AVERAGE:
        return best if best == worst else (best + worst) / 2
    return {Ties.MAX: worst, Ties.DENSE: dense}.get(ties, ordinal)


def _rounded(value: Any, decimals: int) -> Decimal | None:
    if value is None:
        return None
    return rounder(Rounding(decimals))(read_back(value) if isinstance(value, float) else Decimal(value))
