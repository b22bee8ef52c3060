"""
Who is in the programme: the cohorts, and the membership of regions and provinces in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from gm100._lookup import area
from gm100.fields.arguments import checked, choice, day_if
from gm100.fields.arguments import year as year_of
from gm100.model.cohort import Cohort, Membership, MembershipStatus
from gm100.model.region import Province, Region
from gm100.reference._catalogue import Keyed
from gm100.reference._rows import rows_of, source_at
from gm100.reference.programme import COHORTS
from gm100.serializers.tabular.cells import read_row


class Cohorts(Keyed[int, Cohort]):
    """
    The cohorts by year.
    """

    kind = "cohort"
    opened_by = "cohorts"

    @checked
    def __getitem__(self, key: int | str) -> Cohort:
        """
        Return the cohort of a year.

        Raises:
            UnknownIdError: There is none.
        """
        return super().__getitem__(year_of(key, "key"))

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a cohort: what was announced, what is known, what is missing.
        """
        return [_row(cohort) for cohort in self.values()]


@cache
def cohorts() -> Cohorts:
    """
    Return the cohorts of the movement.

    >>> {year: cohort.missing for year, cohort in cohorts().items() if cohort.missing}
    {2022: 4, 2023: 5}
    """
    known = {cohort.year: cohort for cohort in COHORTS}
    return Cohorts(known, known.__getitem__)


@checked
def memberships(
    *,
    cohort: Cohort | int | str | None = None,
    region: Region | Province | str | None = None,
    status: MembershipStatus | str | None = None,
) -> tuple[Membership, ...]:
    """
    Return what the sources say of regions in cohorts, those that withdrew or were misreported included.

    >>> len(memberships()), len(memberships(cohort=2018))
    (258, 55)

    Args:
        cohort: Only of this cohort, or of the one of this year.
        region: Only of this region or province, or of the one of this code or name.
        status: Only what became this.

    Raises:
        UnknownIdError: There is no cohort of that year, or no region or province of that code or name.
    """
    year = None if cohort is None else cohort.year if isinstance(cohort, Cohort) else cohorts()[cohort].year
    code = None if region is None else area(region).code
    became = None if status is None else choice(MembershipStatus, status, "status")
    return tuple(
        row
        for row in _all()
        if year in {None, row.cohort} and code in {None, row.region} and became in {None, row.status}
    )


@checked
def members(
    *,
    on: date | str | None = None,
    cohort: Cohort | int | str | None = None,
    region: Region | Province | str | None = None,
) -> tuple[Membership, ...]:
    """
    Return the members, each in the one cohort in which it is counted.

    Regions that took part once more are not counted again; `memberships(status=MembershipStatus.REPEAT)` has them.

    >>> len(members(cohort=2018)), len(members(on=date(2021, 12, 31)))
    (50, 141)

    Args:
        on: Only those whose cohort had signed by this day.
        cohort: Only of this cohort, or of the one of this year.
        region: Only this region or province, or the one of this code or name.

    Raises:
        UnknownIdError: There is no cohort of that year, or no region or province of that code or name.
    """
    counted = memberships(cohort=cohort, region=region, status=MembershipStatus.MEMBER)
    when = day_if(on)
    return tuple(row for row in counted if when is None or _had_signed(row.cohort, when))


@checked
def cohort_of(region: Region | Province | str, on: date | str | None = None) -> Cohort | None:
    """
    Return the cohort in which a region or a province is counted; `None` where it is not a known member.

    No known member is not no member: nine of 2022 and 2023 were not found.

    >>> cohort_of("35.03").year, cohort_of("91.09").year
    (2022, 2017)

    Args:
        region: The region or province, or its code, also a retired one, or its name.
        on: Only if it had signed by this day.

    Raises:
        AmbiguousRegionError: The name fits several.
        UnknownIdError: There is no region or province of that code or name.
    """
    found = members(region=region, on=on)
    return cohorts()[found[0].cohort] if found else None


def _had_signed(year: int, on: date) -> bool:
    signed = cohorts()[year].mou_date
    return signed is not None and signed.first_day <= on


@cache
def _all() -> tuple[Membership, ...]:
    return tuple(_read())


def _read() -> Iterator[Membership]:
    from gm100.reference._data import cohorts as table

    sources = [source_at(address) for address in table.SOURCES]
    for cells in rows_of(table):
        fields = {name: cells[name] for name in ("status", "confidence", "area", "note")}
        fields |= {"region": cells["code"], "cohort": cells["cohort_year"]}
        fields["sources"] = tuple(sources[int(place)] for place in cells["sources"].split(";"))
        yield read_row(Membership, fields, document="bundled memberships")


def _row(cohort: Cohort) -> dict[str, object]:
    return {
        "year": cohort.year,
        "phase": cohort.phase,
        "theme": cohort.theme,
        "announced": cohort.announced,
        "new": cohort.announced_new,
        "known": cohort.known,
        "missing": cohort.missing,
        "provinces": cohort.provinces,
        "cumulative": cohort.cumulative,
        "mou_date": cohort.mou_date,
        "venue": cohort.venue,
        "letters": "; ".join(letter.raw for letter in cohort.letters),
        "evidence": cohort.evidence.value,
    }
