"""
Quantiles, by one definition everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence


def quantile(rising: Sequence[float], share: float) -> float:
    """
    Return a quantile of sorted values, on a straight line between the two next to it.

    Source: Hyndman and Fan, Sample quantiles in statistical packages (1996), type 7, which R and numpy take.

    >>> quantile([1, 2, 3, 4], 0.5)
    2.5
    """
    place = share * (len(rising) - 1)
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return rising[below] + (place - below) * (rising[above] - rising[below])
