"""
Many scores in one whole number: the quickest way to ranks that Python has by itself.

The values of all units stand side by side in one whole number a column, in fields of 64 bits, so that one product
weighs a whole column and one sum adds up all scores. What is left is to sort the fields. Read as floats, positive
numbers of 64 bits have the order that they have as whole numbers, and floats are what Python sorts quickest; the last
bits of a field say whose it is, so that the sorted fields are the ranking.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from operator import mul
from struct import Struct, pack
from typing import Final, TypeAlias

DIGIT: Final = 2**30
"""Whole numbers below this are one digit inside Python, and multiplying by them is cheapest."""

WIDTH: Final = 64
"""Bits of a field."""

LEAST: Final = 2**52
"""What is added to every score, so that no field read as a float is too small to be held apart from zero."""

MOST: Final = 2**63 - 2 * LEAST
"""The greatest score, so that no field read as a float is infinite."""

Coarse: TypeAlias = Callable[[Sequence[float]], Sequence[float] | None]
"""A quick way to the ranks under some shares, `None` where they are not certain."""


def packed(rows: Sequence[Sequence[float]]) -> Coarse:
    """
    Return the quick way to the ranks of two units or more.

    Values become whole numbers below `most`, weights whole numbers of one digit; no sum outgrows its field.

    >>> packed([(1.0, 2.0), (3.0, 4.0)])([0.5, 0.5])
    array('d', [2.0, 1.0])
    """
    columns, units = list(zip(*rows, strict=True)), len(rows)
    lows = [min(column) for column in columns]
    width = max(max(column) - low for column, low in zip(columns, lows, strict=True)) or 1.0
    most = MOST // (DIGIT * len(columns))
    scale = (most - 1) / width
    held = [
        _side_by_side([round((x - low) * scale) for x in column]) for column, low in zip(columns, lows, strict=True)
    ]
    ranking = _ranking(units, margin=len(columns) * (DIGIT + most))

    def one(shares: Sequence[float]) -> Sequence[float] | None:
        greatest = max(shares)
        if min(shares) < 0 or not greatest:
            return None
        grow = (DIGIT - 1) / greatest
        return ranking(sum(map(mul, [round(share * grow) for share in shares], held)))

    return one


def _side_by_side(fields: Sequence[int]) -> int:
    return int.from_bytes(pack(f"<{len(fields)}Q", *fields), "little")


def _ranking(units: int, margin: int) -> Callable[[int], Sequence[float] | None]:
    """
    Return the function from packed scores to ranks, or to `None` where two are no further apart than a margin.
    """
    floats, whole, row = Struct(f"<{units}d"), Struct(f"<{units}Q"), Struct(f"={units}d")
    last = 2 ** units.bit_length() - 1
    scores = _side_by_side([2**WIDTH - 1 - last] * units)
    places = _side_by_side([LEAST + place for place in range(units)])
    whose = _side_by_side([last] * units)
    below = 2 ** (WIDTH * (units - 1)) - 1
    wanted = _side_by_side([margin + last + 1] * (units - 1))
    # A field from which no more is taken than it has keeps the bit that is set before.
    kept = _side_by_side([2 ** (WIDTH - 1)] * (units - 1))
    ranks = tuple(map(float, range(units, 0, -1)))

    def one(total: int) -> Sequence[float] | None:
        fields = (total & scores) + places
        rising = floats.pack(*sorted(floats.unpack(fields.to_bytes(floats.size, "little"))))
        risen = int.from_bytes(rising, "little")
        gaps = (risen >> WIDTH) - (risen & below)
        if (gaps + kept - wanted) & kept != kept:
            return None
        found = [0.0] * units
        for place, rank in zip(whole.unpack((risen & whose).to_bytes(whole.size, "little")), ranks, strict=True):
            found[place] = rank
        return array("d", row.pack(*found))

    return one
