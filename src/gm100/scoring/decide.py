"""
The one place that decides: is a ahead of b, is a threshold met, are two values tied, is a share zero, which band.

Exact numbers are compared as they are. Floats are compared at fifteen digits of the scale of what is compared: the
greater of the two and whatever they were computed from, never their difference. So multiplying weights by ten, or
listing columns in another order, decides nothing. `gm100.scoring.formula.floats` writes the same comparison and the
same rounding into formulas, from the same `SHARE`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

from gm100.model.band import Band

N: TypeAlias = Any
"""A number: exact (`Decimal`, `Fraction`, `int`) or a float."""

SHARE: Final = 4e-15
"""The share of a float that counts as noise: fifteen digits tell numbers apart that differ by more."""


def order(one: N, other: N, scale: N = 0) -> int:
    """
    Return 1 where one number is ahead of another, -1 where it is behind, 0 where they are tied.

    >>> from decimal import Decimal
    >>> order(0.1 + 0.2, 0.3), order(0.31, 0.3), order(Decimal("0.1"), Decimal("0.10000000000000000001"))
    (0, 1, -1)

    Args:
        one: A number.
        other: The number it is compared with.
        scale: Size of what the two were computed from, where that is greater than they are: 1 for the margin
            `0.1 + 0.2 - 0.3`, whose weights add up to about 1.
    """
    if isinstance(one, float) or isinstance(other, float):
        one, other = float(one), float(other)
        if abs(one - other) <= SHARE * max(one, other, -one, -other, float(scale)):
            return 0
    return 1 if one > other else -1 if one < other else 0


def ahead(one: N, other: N, scale: N = 0) -> bool:
    """
    Tell whether one number is greater than another.
    """
    return order(one, other, scale) > 0


def tied(one: N, other: N, scale: N = 0) -> bool:
    """
    Tell whether two numbers are the same.
    """
    return order(one, other, scale) == 0


def reaches(value: N, threshold: N, scale: N = 0) -> bool:
    """
    Tell whether a value is at a threshold or above.

    >>> from decimal import Decimal
    >>> reaches(0.7 + 0.1, Decimal("0.8"))
    True
    """
    return order(value, threshold, scale) >= 0


def differs(column: Sequence[N]) -> bool:
    """
    Tell whether a column says anything about its units: whether its least and greatest value differ.
    """
    return bool(column) and ahead(max(column), min(column))


def exact_weights(weights: Sequence[N]) -> list[int]:
    """
    Return weights as whole numbers in the same proportions, each read as it is written, so that sums of them are exact.

    >>> exact_weights([0.1, 0.2, 0.3])
    [1, 2, 3]
    """
    shares = [Fraction(str(weight)) for weight in weights]
    common = math.lcm(*(share.denominator for share in shares))
    whole = [int(share * common) for share in shares]
    divisor = math.gcd(*whole) or 1
    return [each // divisor for each in whole]


def keys(values: Sequence[N], scale: N = 0) -> list[int]:
    """
    Return for each value the number of different values below it, so that tied values have one key.

    Neighbours in order are compared, as `order` does.

    >>> keys([0.3, 0.1, 0.1 + 0.2])
    [1, 0, 1]
    """
    places = sorted(range(len(values)), key=values.__getitem__)
    found, key = [0] * len(values), 0
    if not places:
        return found
    # The same as `order` of each two, without a call for each: a draw of weights asks for hundreds of them.
    share = SHARE if isinstance(values[places[0]], float) else 0
    size = share and float(scale)
    before = values[places[0]]
    for place in places:
        value = values[place]
        if value > before and (not share or value - before > share * max(value, -before, size)):
            key += 1
        before = value
        found[place] = key
    return found


def settled(values: Sequence[N], scale: N) -> list[N]:
    """
    Return floats in which those that are tied are the same, read at fifteen digits of the scale; gaps stay.

    >>> settled([1.2e-16, -2e-16, 0.5, math.nan], 1.0)
    [0.0, 0.0, 0.5, nan]
    """
    rising = sorted(values)
    if not (rising and math.isfinite(math.fsum((rising[0], rising[-1])))) or sum(rising) != sum(rising):
        rising = sorted(x for x in values if math.isfinite(x))
    margin = SHARE * max(scale, abs(rising[0]), abs(rising[-1])) if rising else 0.0
    near = {x for one, two in pairwise(rising) if one < two <= one + margin for x in (one, two)}
    if not near:
        return list(values)
    there = [place for place, x in enumerate(values) if x in near]
    digits = 14 - math.floor(math.log10(max(scale, sys.float_info.min)))
    first: dict[int, float] = {}
    found = list(values)
    for place, key in zip(there, keys([values[i] for i in there], scale), strict=True):
        found[place] = first.setdefault(key, round(values[place], digits) + 0.0)
    return found


def band_of(value: N | None, bands: Sequence[Band]) -> str | None:
    """
    Return the label of the band of an index, or `None` where it lies in none.

    The lower edge is inside, the upper one belongs to the next band; at the top it is inside. The index comes as it was
    rounded, so that printed edges such as 76.60 and 76.61 leave no gap.

    Args:
        value: The index.
        bands: The bands, lowest first.
    """
    if value is None or not bands or not reaches(value, bands[0].low):
        return None
    top = bands[-1].high
    if top is not None and ahead(value, top):
        return None
    return next(band.label for band in reversed(bands) if reaches(value, band.low))
