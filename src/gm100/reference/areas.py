"""
The 514 regions and 38 provinces of Indonesia, by Kemendagri code.

Source: the code list of Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025; per column see
`tools/sources/README.md`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any

from gm100._dates import PartialDate
from gm100.errors import UnknownIdError
from gm100.model.region import FormerCode, FormerName, Province, Region
from gm100.reference._catalogue import Catalogue
from gm100.serializers.cells import read_row

_COPIED = {
    "code": "code",
    "bps_code": "bps_code",
    "name": "name",
    "kind": "kind",
    "province_code": "province",
    "timezone": "timezone",
    "iana_tz": "iana_timezone",
    "island_group": "island_group",
    "capital": "capital",
    "population": "population",
    "population_year": "population_year",
    "area_km2": "area_km2",
    "rep_lat": "latitude",
    "rep_lon": "longitude",
}


class Regions(Catalogue[Region]):
    """
    All regencies and cities, by Kemendagri code.
    """

    kind = "region"

    def named(self, full_name: str) -> Region:
        """
        Return the region of a full name such as `Kota Bandung`, whatever its case.

        Raises:
            UnknownIdError: No region has that name.
        """
        wanted = full_name.casefold()
        for region in self.values():
            if region.full_name.casefold() == wanted:
                return region
        near = get_close_matches(full_name, [region.full_name for region in self.values()])
        raise UnknownIdError("region", full_name, near)


class Provinces(Catalogue[Province]):
    """
    All provinces, by Kemendagri code.
    """

    kind = "province"


@cache
def regions() -> Regions:
    """
    Return the catalogue of regions.

    >>> regions()["35.03"].full_name
    'Kabupaten Trenggalek'
    """
    from gm100.reference._data.regions import COLUMNS, ROWS

    rows = {str(row[0]): row for row in ROWS}

    def build(code: str) -> Region:
        cells = dict(zip(COLUMNS, rows[code], strict=True))
        fields: dict[str, Any] = {ours: cells[theirs] for theirs, ours in _COPIED.items()}
        fields["former_codes"], fields["former_names"] = _history().get(code, ((), ()))
        fields["aliases"] = _split(cells["aliases"])
        return read_row(Region, fields, document=f"region {code}")

    return Regions(rows, build)


@cache
def provinces() -> Provinces:
    """
    Return the catalogue of provinces.
    """
    from gm100.reference._data.provinces import COLUMNS, ROWS

    rows = {str(row[0]): dict(zip(COLUMNS, row, strict=True)) for row in ROWS}

    def build(code: str) -> Province:
        cells = rows[code]
        fields: dict[str, Any] = {
            "code": code,
            "iso_code": cells["iso_3166_2"],
            "bps_code": cells["bps_code_2020"],
            "iana_timezone": cells["iana_tz"],
            "population": cells["population_2024"],
            "aliases": _split(cells["aliases"]),
        }
        for same in ("name", "timezone", "island_group", "capital", "area_km2"):
            fields[same] = cells[same]
        return read_row(Province, fields, document=f"province {code}")

    return Provinces(rows, build)


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@cache
def _history() -> dict[str, tuple[tuple[FormerCode, ...], tuple[FormerName, ...]]]:
    """
    Return what each region was called before, and by which codes.
    """
    from gm100.reference._data.changes import COLUMNS, ROWS

    found: dict[str, tuple[tuple[FormerCode, ...], tuple[FormerName, ...]]] = {}
    for row in ROWS:
        cells = dict(zip(COLUMNS, row, strict=True))
        code = str(cells["new_code"])
        codes, names = found.get(code, ((), ()))
        until = PartialDate.parse(cells["date"]) if cells["date"] else None
        if cells["kind"] == "recode":
            codes += (FormerCode(code=str(cells["old_code"]), until=until, instrument=cells["instrument"]),)
        elif cells["kind"] in {"rename", "spelling"}:
            name = str(cells["old_name"]).split(" ", 1)[1]
            names += (FormerName(name=name, until=until, instrument=cells["instrument"]),)
        found[code] = (codes, names)
    return found
