"""
The grammars of codes: regions, provinces and slugs.
"""

from __future__ import annotations

REGION_CODE = r"[1-9]\d\.\d{2}"
"""A Kemendagri code of a regency or city: province, dot, two digits (Permendagri 72/2019 and its successors)."""

PROVINCE_CODE = r"[1-9]\d"
"""A Kemendagri code of a province."""

AREA_CODE = r"[1-9]\d(\.\d{2})?"
"""A Kemendagri code of a region or of a province."""

SLUG = r"[a-z0-9]+([._-][a-z0-9]+)*"
"""An id as gm100 writes them: lower case, digits, and single `-`, `_` or `.` between."""

NODE = r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*"
"""The code of a node of a scorecard: as a slug, and upper case too, for other bodies' codes such as `GDPpc`."""

FIRST_CITY = 71
"""The first two digits behind the dot by which a code says that its region is a city."""


def kind_of(code: str) -> str:
    """
    Return what a code is the code of: a `kabupaten`, a `kota` or a `provinsi`.

    >>> kind_of("35.03"), kind_of("35.71"), kind_of("32")
    ('kabupaten', 'kota', 'provinsi')
    """
    _, dot, number = code.partition(".")
    return "provinsi" if not dot else "kota" if int(number) >= FIRST_CITY else "kabupaten"


CODES = frozenset({REGION_CODE, PROVINCE_CODE, AREA_CODE})
"""The patterns of codes of regions and provinces."""
