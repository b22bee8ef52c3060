"""
Distances between regions, as good as one point a region allows.
"""

from __future__ import annotations

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Final

from gm100._lookup import region
from gm100.fields.arguments import checked, refused
from gm100.model.region import Region

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""


@checked
def distance_km(one: Region | str, other: Region | str) -> float:
    """
    Return the great-circle distance between the points of two regions, given by themselves, code or name, in km.

    The points lie inside, most of them at the centroid: a distance of centres, not of borders, and no way to travel.

    >>> round(distance_km("35.03", "35.04"), 1)
    29.1

    Raises:
        AmbiguousRegionError: A name fits several regions.
        ArgumentError: A region has no point.
        UnknownRegionError: There is no such region.
    """
    (here, east), (there, further) = _point(region(one), "one"), _point(region(other), "other")
    squared = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin((further - east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(squared))


def _point(place: Region, name: str) -> tuple[float, float]:
    def angle(degrees: Decimal | None) -> float:
        if degrees is None:
            raise refused(name, place, "a region with a point", f"give {place} a latitude and a longitude")
        return radians(degrees)

    return angle(place.latitude), angle(place.longitude)
