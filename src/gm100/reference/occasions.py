"""
What happened in all regions: the events of their dossiers, and the awards they received.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100._lookup import area
from gm100.fields.arguments import checked, one_of, refused
from gm100.fields.arguments import year as year_of
from gm100.model.award import Award
from gm100.model.region import Province, Region
from gm100.model.rule import Bilingual, Event, Timeline
from gm100.reference.dossier_catalogue import dossiers
from gm100.reference.records import award_editions
from gm100.rules.progress import EVENT_KINDS, timeline_of
from gm100.text.dates import PartialDate

EDITION: Final = "award-edition"
"""The kind of event that is an edition of an award; it is of no region."""


@checked
def events(
    *, region: Region | Province | str | None = None, kind: str | None = None, year: int | str | None = None
) -> Timeline:
    """
    Return what happened in the programme, as far as gm100 has records of it, in order.

    >>> for event in events(region="35.10", year=2017):
    ...     print(event)
    2017  member of the cohort of 2017
    2017-05-22  agreement signed
    2017-07-31  bimtek, stage I

    Args:
        region: Only of this region or province, or of the one of this code or name; without it, also editions of
            awards, which are of no region.
        kind: Only of this kind, such as `mou`, `bimtek`, `award` or `evaluation`.
        year: Only what happened in this year, or went on in it.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        ArgumentError: There is no such kind.
        UnknownIdError: There is no such region.
    """
    kinds = (*EVENT_KINDS, EDITION)
    if kind is not None and kind not in kinds:
        raise refused("kind", kind, one_of(kinds))
    when = None if year is None else year_of(year)
    code = None if region is None else area(region).code
    found = [event for each in ([code] if code else dossiers()) for event in timeline_of(dossiers()[each])]
    found += [] if code else _editions()
    chosen = (e for e in found if kind in {None, e.kind} and (when is None or _in(when, e.date, e.until)))
    return Timeline(sorted(chosen, key=lambda event: event.date))


def _in(year: int, start: PartialDate, end: PartialDate | None) -> bool:
    return start.year <= year <= (end or start).year


def _editions() -> Iterator[Event]:
    for edition in award_editions():
        title = Bilingual(f"penghargaan: {edition.name}", f"award: {edition.name}")
        if edition.given is not None:
            yield Event(date=edition.given, kind=EDITION, title=title, source=edition.source)


@checked
def awards(*, region: Region | Province | str | None = None, year: int | str | None = None) -> tuple[Award, ...]:
    """
    Return the awards that regions received, by day and code; `award_editions` has what givers announce.

    >>> [award.category for award in awards(region="33.21")]
    ['Smart living']

    Args:
        region: Only of this region or province, or of the one of this code or name.
        year: Only those given in this year, or for it.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        UnknownIdError: There is no such region.
    """
    when = None if year is None else year_of(year)
    codes = list(dossiers()) if region is None else [area(region).code]
    found = [award for code in codes for award in dossiers()[code].awards]
    chosen = (a for a in found if when is None or when in {a.year, a.given and a.given.year})
    return tuple(sorted(chosen, key=lambda award: (str(award.given or award.year or ""), award.region)))
