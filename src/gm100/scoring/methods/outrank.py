"""
Aggregators that look at all units at once: they compare units with each other, or with the best and the worst there is.

They get weights as numbers and the column of each child, without gaps, and return the column of the group.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from gm100.scoring import decide

Columns = Sequence[Sequence[Any]]


def topsis(weights: Sequence[Any], columns: Columns) -> list[float]:
    """
    Return for each unit how close it is to the best, `d_worst / (d_best + d_worst)`, from 0 to 1.

    Columns are divided by their Euclidean length and weighted; best and worst are the best and worst of each column.
    A constant column separates nobody, and a child of weight 0 does not count. Where all are constant, and so with one
    unit, everybody gets 0.5. Source: Hwang and Yoon, Multiple Attribute Decision Making (1981).
    """
    counting = [(float(weight), column) for weight, column in zip(weights, columns, strict=True) if weight]
    whole = math.fsum(weight for weight, _ in counting)
    if not any(decide.differs(column) for _, column in counting):
        return [0.5] * len(columns[0])
    scaled = [_scaled(column, weight / whole) for weight, column in counting if decide.differs(column)]
    best, worst = [max(column) for column in scaled], [min(column) for column in scaled]
    found = []
    for row in zip(*scaled, strict=True):
        near, far = math.dist(row, best), math.dist(row, worst)
        found.append(far / (near + far))
    return found


def _scaled(column: Sequence[Any], weight: float) -> list[float]:
    values = list(map(float, column))
    length = math.hypot(*values)
    return [weight * x / length for x in values]


def margins(weights: Sequence[Any], columns: Columns) -> list[list[int]]:
    """
    Return for each unit and each other, in whole numbers, the weights that speak for it less those for the other.

    Values are compared as `decide.order` does, and weights are read as they are written, so that 0.1 and 0.2 outweigh
    nothing that 0.3 does not.
    """
    whole, keyed = decide.exact_weights(weights), [decide.keys(column) for column in columns]
    units = range(len(columns[0]))
    made = [[0] * len(units) for _ in units]
    for weight, keys in zip(whole, keyed, strict=True):
        for i in units:
            one, row = keys[i], made[i]
            for j in range(i):
                row[j] += weight * ((one > keys[j]) - (one < keys[j]))
    for i in units:
        for j in range(i):
            made[j][i] = -made[i][j]
    return made


def copeland(weights: Sequence[Any], columns: Columns) -> list[float]:
    """
    Return for each unit how many others it beats less how many beat it.

    One beats another when the weights of the children in which it is better outweigh those in which it is worse.
    One unit gets 0. The work grows with the square of the number of units.
    Source: Copeland (1951); Munda and Nardo, Noncompensatory composite indicators (2009).

    >>> copeland([0.1, 0.2, 0.3], [[2, 1], [2, 1], [1, 2]])
    [0.0, 0.0]
    """
    return [float(sum((margin > 0) - (margin < 0) for margin in row)) for row in margins(weights, columns)]
