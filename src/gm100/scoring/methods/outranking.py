"""
Aggregators that look at all units at once and compare them with each other.

They get weights as numbers and the column of each child, without gaps, and return the column of the group.

For `condorcet`, a unit that beats every unit of another set is before them in every best order. So units
fall into circles, sets within which everyone is beaten or matched by someone, and only there orders are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from gm100.scoring import decide

Columns = Sequence[Sequence[Any]]


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


MOST: Final = 12
"""Units of a circle; its orders are worked out over all its subsets, which are 4,096 then and double with each more."""

Margins: TypeAlias = Sequence[Sequence[int]]
"""For each unit and each other, the weights of what speaks for it less of what speaks for the other."""


def condorcet(weights: Sequence[Any], columns: Sequence[Sequence[Any]]) -> list[float]:
    """
    Return for each unit how many are below it in the order that agrees best with the comparisons in pairs.

    An order agrees by the weights of the children in which the one before is the better one, over all pairs.
    Where several orders agree best, as when there is no winner, it is the mean over them. One unit gets 0.
    Source: Condorcet (1785), Kemeny (1959), Young and Levenglick (1978); OECD/JRC, Handbook on Constructing Composite
    Indicators (2008), step 6, non-compensatory multi-criteria approach; Munda and Nardo (2009).

    >>> condorcet([1, 1, 1], [[3, 2, 1], [3, 2, 1], [1, 2, 3]])
    [2.0, 1.0, 0.0]

    Raises:
        ValueError: More than twelve units beat one another in a circle.
    """
    against = margins(weights, columns)
    below = [0.0] * len(against)
    left = len(against)
    for circle in _circles(against):
        places = _mean_places([[against[one][other] for other in circle] for one in circle])
        for unit, place in zip(circle, places, strict=True):
            below[unit] = float(left - 1 - place)
        left -= len(circle)
    return below


def _circles(margins: Margins) -> Iterator[list[int]]:
    """
    Yield the sets of units of which everyone beats everyone of the sets behind, as small as they can be, best first.
    """
    # Who is not beaten by more comes first: a unit of an earlier set is unbeaten by more than any of a later one.
    units = range(len(margins))
    order = sorted(units, key=lambda unit: (-sum(margin >= 0 for margin in margins[unit]), unit))
    reach = [next(place for place, other in enumerate(order) if margins[unit][other] >= 0) for unit in order]
    end = len(order)
    starts = []
    for place in reversed(units):
        end = min(end, reach[place])
        if end == place:
            starts.append(place)
    starts.reverse()
    for start, stop in zip(starts, [*starts[1:], len(order)], strict=True):
        yield order[start:stop]


def _mean_places(margins: Margins) -> list[Fraction]:
    """
    Return the place of each unit of a circle, counted from 0, as the mean over all best orders.

    Sets of units are written as bits. `best` is what an order of those outside a set can add at most, `ways` is the
    number of such orders; `paths` counts the best orders of those inside.
    """
    count = len(margins)
    if not any(map(any, margins)):
        return [Fraction(count - 1, 2)] * count  # All alike, and every order as good.
    if count > MOST:
        message = (
            f"{count} units beat one another in a circle, and orders of more than {MOST} cannot all be tried; "
            "use copeland"
        )
        raise ValueError(message)
    gains, full = [_gains(margins, unit) for unit in range(count)], 2**count - 1
    best, ways = [0] * (full + 1), [0] * full + [1]
    for inside in range(full - 1, -1, -1):
        outcomes = [
            (gains[unit][inside] + best[inside | 1 << unit], ways[inside | 1 << unit])
            for unit in range(count)
            if not inside >> unit & 1
        ]
        best[inside] = max(outcome for outcome, _ in outcomes)
        ways[inside] = sum(many for outcome, many in outcomes if outcome == best[inside])
    paths, places = [1] + [0] * full, [0] * count
    for inside in range(full):
        for unit in range(count):
            then = inside | 1 << unit
            if then != inside and gains[unit][inside] + best[then] == best[inside]:
                paths[then] += paths[inside]
                places[unit] += inside.bit_count() * paths[inside] * ways[then]
    return [Fraction(place, ways[0]) for place in places]


def _gains(margins: Margins, unit: int) -> list[int]:
    """
    Return, for each set of units, by how much an order agrees when the unit stands right behind the set.
    """
    found = [0] * 2 ** len(margins)
    for inside in range(1, len(found)):
        last = inside & -inside
        found[inside] = found[inside ^ last] + margins[last.bit_length() - 1][unit]
    return found
