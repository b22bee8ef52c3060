"""
The 514 regions and 38 provinces of Indonesia, by Kemendagri code.

Source: the code list of Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025; per column see
`tools/sources/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from gm100._lookup import region as region_of
from gm100.errors import AmbiguousRegionError, UnknownIdError, UnknownRegionError
from gm100.fields.arguments import at_least, checked, choice, day_if, one_of, refused
from gm100.model.region import FormerCode, FormerName, Province, Region, RegionKind, TimeZone
from gm100.reference._catalogue import Catalogue
from gm100.reference._rows import rows_of
from gm100.reference.names.codes import code_book
from gm100.reference.nearby import distance_km
from gm100.serializers.structure.shapes import shapes_of
from gm100.serializers.tabular.cells import read_row
from gm100.text.dates import PartialDate

if TYPE_CHECKING:  # Names in full, as most are, need neither the grammar of names nor its answers.
    from gm100.model.resolution import Resolution, Resolutions
    from gm100.reference.names.answer import Answer
    from gm100.reference.names.resolver import Resolver

_SHARED = ("province", "island_group")
"""What neighbours may have in common."""

_RENAMED = {
    "province_code": "province",
    "iana_tz": "iana_timezone",
    "rep_lat": "latitude",
    "rep_lon": "longitude",
    "iso_3166_2": "iso_code",
    "bps_code_2020": "bps_code",
    "population_2024": "population",
}
"""The columns of the data that have another name than their field."""


class Regions(Catalogue[Region]):
    """
    Regencies and cities by Kemendagri code: all of them, or those that `where` left.
    """

    kind = "region"
    opened_by = "regions"

    @checked
    def where(
        self,
        *,
        province: str | Province | None = None,
        kind: RegionKind | str | None = None,
        island_group: str | None = None,
        timezone: TimeZone | str | None = None,
    ) -> Regions:
        """
        Return the regions to which all of this applies.

        >>> len(regions().where(province="35", kind=RegionKind.KOTA))
        9

        Args:
            province: Their province: itself, its code, or its name.
            kind: What they are.
            island_group: Island group of their province, such as `Jawa`.
            timezone: Time zone by which they live.

        Raises:
            ArgumentError: There is no such kind, island group or time zone.
            UnknownIdError: There is no such province.
        """
        tests = _tests(kind, island_group, timezone)
        code = self._province(province)
        inside = (key for key in self if code is None or key.startswith(f"{code}."))
        return self.part(key for key in inside if all(getattr(self[key], name) == value for name, value in tests))

    @checked
    def by_bps(self, code: str, *, on: date | str | None = None) -> Region:
        """
        Return the region of a BPS code.

        The digits of 164 of them are another region's Kemendagri code, so they are looked up only where the scheme is
        named. In Papua BPS changed 26 codes in 2023; six of the new ones are known, each from a source that names BPS.

        >>> regions().by_bps("9501", on=date(2024, 1, 1)).full_name
        'Kabupaten Merauke'

        Args:
            code: The code, without a dot.
            on: The day of the document; before 2023 the codes of 2020 hold. Without it a code of either list
                is taken, for none of them was given to another region.

        Raises:
            UnknownIdError: No region had that code, or no source confirms it.
        """
        area = code_book().of_bps(code, day_if(on))
        if area not in self:
            raise UnknownIdError("BPS code of a region", code)
        return self[str(area)]

    @checked
    def by_former_code(self, code: str) -> Region:
        """
        Return the region that had a Kemendagri code until 2022; none of the 26 was used again.

        >>> regions().by_former_code("91.09").full_name
        'Kabupaten Mimika'

        Raises:
            UnknownIdError: It is not a retired code.
        """
        area = code_book().retired.get(code)
        if area not in self:
            raise UnknownIdError("retired code of a region", code)
        return self[str(area)]

    @checked
    def resolve(
        self,
        text: str,
        *,
        on: date | str | None = None,
        within: str | Province | None = None,
        corrections: bool = True,
    ) -> Region | Province:
        """
        Return the region, or the province, that a name means as a document writes it.

        >>> regions().resolve("Pemkab Trenggalek").code, regions().resolve("Pemprov DIY").code
        ('35.03', '34')

        Args:
            text: The name, with or without office, kind and province; or a code.
            on: The day of the document, where a name changed hands.
            within: The province to look in: itself, its code, or its name.
            corrections: Whether a spelling mistake is corrected; `match` says where it was.

        Raises:
            AmbiguousRegionError: It fits several; the candidates are named.
            UnknownRegionError: It fits none, or says something that cannot be.
            UnknownIdError: There is no such province to look in.
        """
        if within is None and on is None and self._whole is None:
            # Most names in a clean column need no grammar.
            code = self._resolver.plainly(text)
            if code is not None:
                return area_of(code)
        found = self.match(text, on=day_if(on), within=within, corrections=corrections)
        if found.region is not None:
            return found.region
        error = AmbiguousRegionError if found.status == "ambiguous" else UnknownRegionError
        raise error(text, found.note or "", found.candidates)

    @checked
    def match(
        self,
        text: str,
        *,
        on: date | str | None = None,
        within: str | Province | None = None,
        corrections: bool = True,
    ) -> Resolution:
        """
        Return what a name may mean and why, without raising where that is nothing or too much.

        >>> found = regions().match("Malang")
        >>> found.status.value, [candidate.region.full_name for candidate in found.candidates]
        ('ambiguous', ['Kabupaten Malang', 'Kota Malang'])
        >>> regions().match("Kab. Trengalek").corrected
        'Trenggalek'

        Args:
            text: As for `resolve`.
            on: As for `resolve`.
            within: As for `resolve`.
            corrections: As for `resolve`.

        Raises:
            UnknownIdError: There is no such province to look in.
        """
        from gm100.reference.names.answer import Wanted

        among = None if self._whole is None else self.keys()
        wanted = Wanted(day_if(on), self._province(within), among, corrections)
        answer = self._resolver.answer(text, wanted)
        return _resolution(text, answer, answer.found or self._resolver.candidates(answer))

    @checked
    def resolve_all(
        self,
        texts: Iterable[str],
        *,
        on: date | str | None = None,
        within: str | Province | None = None,
        corrections: bool = True,
    ) -> Resolutions:
        """
        Return what each name of a column means, one answer a row, with a summary of what failed and what was corrected.

        Args:
            texts: The names.
            on: As for `resolve`.
            within: As for `resolve`.
            corrections: As for `resolve`.

        Raises:
            UnknownIdError: There is no such province to look in.
        """
        from gm100.model.resolution import Resolutions

        names: tuple[Any, ...] = tuple(texts)
        for place, name in enumerate(names):
            if not isinstance(name, str):
                raise refused("texts", name, "text", f"it is at position {place}; leave it out")
        known: dict[str, Resolution] = {}
        rows = []
        for text in names:
            if text not in known:
                known[text] = self.match(text, on=on, within=within, corrections=corrections)
            rows.append(known[text])
        return Resolutions(tuple(rows))

    @checked
    def near(self, region: Region | str, n: int = 5, *, same: str = "province") -> tuple[Region, ...]:
        """
        Return the regions nearest to one, nearest first.

        >>> [region.name for region in regions().near("35.03", 2)]
        ['Ponorogo', 'Tulungagung']

        Args:
            region: The region, or its code or name.
            n: How many.
            same: What they must share with it: `province` or `island_group`.
        """
        here = region_of(region)
        if same not in _SHARED:
            raise refused("same", same, one_of(_SHARED))
        others = (other for other in self.values() if other.code != here.code)
        sharing = [other for other in others if getattr(other, same) == getattr(here, same)]
        return tuple(sorted(sharing, key=lambda other: (distance_km(here, other), other.code))[: at_least(0, n, "n")])

    def _near(self, text: str) -> Iterable[str]:
        found = self.match(text)
        named = [found.region] if found.region is not None else [each.region for each in found.candidates]
        return [area.code for area in named if area.code in self] or super()._near(text)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a region: its fields, lists joined in one cell as `gm100.to_rows` has them, and its full name.
        """
        return [_row(region) for region in self.values()]

    @cached_property
    def _resolver(self) -> Resolver:
        from gm100.reference.names.resolver import resolver

        return resolver()

    def _province(self, within: str | Province | None) -> str | None:
        if isinstance(within, Province):
            return within.code
        return None if within is None else self._resolver.province_code(within)


class Provinces(Catalogue[Province]):
    """
    All provinces, by Kemendagri code.
    """

    kind = "province"
    opened_by = "provinces"

    @checked
    def by_iso(self, code: str) -> Province:
        """
        Return the province of an ISO 3166-2 code.

        >>> provinces().by_iso("ID-JI").name
        'Jawa Timur'

        Raises:
            UnknownIdError: No province has that code.
        """
        if code.lower() not in code_book().iso:
            raise UnknownIdError("ISO 3166-2 code of a province", code)
        return self[code_book().iso[code.lower()]]

    @checked
    def where(self, *, island_group: str | None = None, timezone: TimeZone | str | None = None) -> Provinces:
        """
        Return the provinces to which all of this applies.

        Args:
            island_group: Island group, such as `Jawa`.
            timezone: Time zone by which they live.

        Raises:
            ArgumentError: There is no such island group or time zone.
        """
        tests = _tests(None, island_group, timezone)
        return self.part(code for code, area in self.items() if all(getattr(area, n) == value for n, value in tests))

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a province: its fields, other names joined in one cell, and its full name.
        """
        return [_row(province) for province in self.values()]


def area_of(code: str) -> Region | Province:
    """
    Return the region or the province of a code.

    Raises:
        UnknownIdError: There is none.
    """
    return regions()[code] if "." in code else provinces()[code]


def _resolution(text: str, answer: Answer, considered: Mapping[str, str]) -> Resolution:
    """
    Return an answer in codes with the regions that they are of.
    """
    from gm100.model.resolution import Candidate, Resolution, ResolutionStatus

    codes = sorted(answer.found)
    listed = {code: considered[code] for code in codes} or considered
    several = ResolutionStatus.AMBIGUOUS if codes else ResolutionStatus.UNKNOWN
    return Resolution(
        text,
        status=ResolutionStatus.RESOLVED if len(codes) == 1 else several,
        region=area_of(codes[0]) if len(codes) == 1 else None,
        candidates=tuple(Candidate(region=area_of(code), reason=reason) for code, reason in listed.items()),
        dropped=answer.dropped,
        corrected=answer.corrected,
        note=answer.note or (f"read as {listed[codes[0]]}" if codes else None),
    )


def _tests(
    kind: RegionKind | str | None, island_group: str | None, timezone: TimeZone | str | None
) -> list[tuple[str, str]]:
    """
    Return what was asked for, by the name of the field.
    """
    found: list[tuple[str, str]] = []
    if kind is not None:
        found.append(("kind", choice(RegionKind, kind, "kind")))
    if island_group is not None:
        groups = sorted({str(province.island_group) for province in provinces().values()})
        if island_group not in groups:
            raise refused("island_group", island_group, one_of(groups))
        found.append(("island_group", island_group))
    if timezone is not None:
        found.append(("timezone", choice(TimeZone, timezone, "timezone")))
    return found


def _row(area: Region | Province) -> dict[str, object]:
    from gm100.serializers.tabular.flat import cells

    return {**cells(area), "full_name": area.full_name}


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
        fields = _fields(Region, dict(zip(COLUMNS, rows[code], strict=True)))
        fields["former_codes"], fields["former_names"] = _history().get(code, ((), ()))
        return read_row(Region, fields, document=f"region {code}")

    return Regions(rows, build)


@cache
def provinces() -> Provinces:
    """
    Return the catalogue of provinces.
    """
    from gm100.reference._data import provinces as table

    rows = {cells["code"]: cells for cells in rows_of(table)}

    def build(code: str) -> Province:
        return read_row(Province, _fields(Province, rows[code]), document=f"province {code}")

    return Provinces(rows, build)


def _fields(cls: Any, cells: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the cells of a row that an entity has fields for.
    """
    named = {_RENAMED.get(column, column): cell for column, cell in cells.items()}
    aliases = tuple(named["aliases"].split(";")) if named["aliases"] else ()
    return {name: cell for name, cell in named.items() if name in shapes_of(cls)} | {"aliases": aliases}


@cache
def _history() -> dict[str, tuple[tuple[FormerCode, ...], tuple[FormerName, ...]]]:
    """
    Return what each region was called before, and by which codes.
    """
    from gm100.reference._data import changes

    found: dict[str, tuple[tuple[FormerCode, ...], tuple[FormerName, ...]]] = {}
    for cells in rows_of(changes):
        code = cells["new_code"]
        codes, names = found.get(code, ((), ()))
        until = PartialDate.parse(cells["date"]) if cells["date"] else None
        if cells["kind"] == "recode":
            codes += (FormerCode(code=cells["old_code"], until=until, instrument=cells["instrument"]),)
        elif cells["kind"] in {"rename", "spelling"}:
            name = cells["old_name"].split(" ", 1)[1]
            names += (FormerName(name=name, until=until, instrument=cells["instrument"]),)
        found[code] = (codes, names)
    return found
