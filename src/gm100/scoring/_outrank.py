"""
Aggregators that look at all units at once: they compare units with each other, or with the best and the worst there is.

They get the column of each child, without gaps, and return the column of the group.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gm100.scoring._numbers import N


def topsis(weights: Sequence[N], columns: Sequence[Sequence[N]], divisor: N) -> list[N]:
    """
    Return for each unit how close it is to the best, `d_worst / (d_best + d_worst)`, from 0 to 1.

    Columns are divided by their Euclidean length and weighted; best and worst are the best and worst of each column.
    A constant column separates nobody. Where all are constant, and so with one unit, everybody gets 0.5.
    Source: Hwang and Yoon, Multiple Attribute Decision Making (1981).
    """
    scaled = [_scaled(column, weight / divisor) for weight, column in zip(weights, columns, strict=True)]
    best, worst = [max(column) for column in scaled], [min(column) for column in scaled]
    found = []
    for row in zip(*scaled, strict=True):
        near, far = math.dist(row, best), math.dist(row, worst)
        found.append(far / (near + far) if near + far else 0.5)
    return found


def _scaled(column: Sequence[N], weight: N) -> list[N]:
    length = math.sqrt(sum(x * x for x in column)) or 1.0
    return [weight * x / length for x in column]


def copeland(weights: Sequence[N], columns: Sequence[Sequence[N]], _divisor: N) -> list[N]:
    """
    Return for each unit how many others it beats less how many beat it.

    One beats another when the weights of the children in which it is better outweigh those in which it is worse.
    One unit gets 0. The work grows with the square of the number of units.
    Source: Copeland (1951); Munda and Nardo, Noncompensatory composite indicators (2009).
    """
    rows = list(zip(*columns, strict=True))
    scores = [0.0] * len(rows)
    for i, one in enumerate(rows):
        for j in range(i):
            won = _won(weights, one, rows[j])
            scores[i] += won
            scores[j] -= won
    return scores


def _won(weights: Sequence[N], one: Sequence[N], other: Sequence[N]) -> int:
    margin: float = sum(w * ((a > b) - (a < b)) for w, a, b in zip(weights, one, other, strict=True))
    return (margin > 0) - (margin < 0)
