"""
Bands: from an index to the name of the stretch it lies in.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gm100.model.band import Band


def band_of(value: Decimal | None, bands: Sequence[Band]) -> str | None:
    """
    Return the label of the band of an index, or `None` where it lies in none.

    The lower edge is inside, the upper one belongs to the next band; at the top it is inside. The index comes as it was
    rounded, so that printed edges such as 76.60 and 76.61 leave no gap.

    Args:
        value: The index.
        bands: The bands, lowest first.
    """
    if value is None or not bands or value < bands[0].low:
        return None
    top = bands[-1]
    if top.high is not None and value > top.high:
        return None
    return next(band.label for band in reversed(bands) if value >= band.low)
