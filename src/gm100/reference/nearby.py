"""
Distances between regions, as good as one point a region allows.
"""

from __future__ import annotations

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Final

from gm100.model.region import Region

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""


def distance_km(one: Region, other: Region) -> float:
    """
    Return the great-circle distance between the points of two regions, in km.

    The points lie inside, most of them at the centroid: a distance of centres, not of borders, and no way to travel.

    Raises:
        ValueError: A region has no point.
    """
    (here, east), (there, further) = _point(one), _point(other)
    squared = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin((further - east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(squared))


def _point(region: Region) -> tuple[float, float]:
    def angle(degrees: Decimal | None) -> float:
        if degrees is None:
            message = f"{region} has no point; give it a latitude and a longitude"
            raise ValueError(message)
        return radians(degrees)

    return angle(region.latitude), angle(region.longitude)
