"""
What is known of a region, brought together: its status.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from gm100._lookup import area
from gm100.fields.arguments import checked, day_if
from gm100.model.bimtek import BimtekStage
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.region import Province, Region
from gm100.model.rule import Bilingual, Event, ProgrammeStage
from gm100.model.source import Evidence, sources_of
from gm100.model.status import PublishedResult, RegionStatus
from gm100.reference.dossier_catalogue import dossiers
from gm100.reference.results import published
from gm100.rules.progress import course_of, last_day, timeline_of
from gm100.text.dates import PartialDate
from gm100.text.words import LANGUAGES, say

ANNOUNCED_UNTIL: Final = 2024
"""The last year for which the ministry announced an evaluation, as far as was found."""

_SHOWN_BY: Final = {
    ProgrammeStage.SELECTED: ("selection", "membership"),
    ProgrammeStage.MOU: ("mou",),
    ProgrammeStage.MASTERPLAN: ("masterplan",),
    ProgrammeStage.IMPLEMENTING: ("realisation", "masterplan"),
    ProgrammeStage.EVALUATED: ("evaluation", "evaluation-session"),
}
"""The kinds of records that show a step."""

_ELSEWHERE: Final = frozenset({"membership", "evaluation", "statement"})
"""Kinds of events that a status shows elsewhere, or that are not events of the programme."""

_GAPS: Final = ("councils", "teams", "masterplans", "quick_wins")


@checked
def status(region: Region | Province | str, *, on: date | str | None = None) -> RegionStatus:
    """
    Return what is known of a region on a day.

    >>> kediri = status("Kota Kediri")
    >>> kediri.cohort, [(result.year, str(result.index), result.rank) for result in kediri.results][2:]
    (2019, [(2022, '3.31', 22), (2023, '3.20', 20)])

    Args:
        region: The region or province, or its code or name.
        on: The day, also as `YYYY-MM-DD`; what came later is not shown. Without it, the last day of which there is a
            record of the region.

    Returns:
        The status, with each fact's source; of a region of which no membership is known, it says that.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        UnknownIdError: There is no such region.
    """
    place = area(region)
    dossier = dossiers()[place.code]
    timeline = timeline_of(dossier)
    when = day_if(on) or last_day(timeline)
    if when is None:
        return RegionStatus(region=place.code, name=place.full_name)
    members = [m for m in dossier.memberships if m.cohort <= when.year]
    counted = [m.cohort for m in members if m.status is MembershipStatus.MEMBER]
    events = [event for event in timeline if event.date.first_day <= when]
    course = course_of(dossier, when) if counted else None
    stage = course and course.stage
    results = tuple(results_of(dossier, when))
    return RegionStatus(
        region=place.code,
        name=place.full_name,
        on=PartialDate.of(when),
        memberships=members,
        cohort=min(counted, default=None),
        stage=stage,
        shown_by=_shown_by(stage, events),
        results=results,
        records=[event for event in events if event.kind not in _ELSEWHERE],
        due=course.ahead if course else (),
        unknown=tuple(_unknown(dossier, counted, results, when)) if counted else (),
    )


def results_of(dossier: Dossier, when: date) -> Iterator[PublishedResult]:
    """
    Yield the published results of a dossier up to a day, oldest first, each with its rank and its change.

    A result without a source is not a published one, and is left out.
    """
    before: dict[int, Decimal] = {}
    for held in sorted(dossier.evaluations, key=lambda evaluation: evaluation.year):
        if held.year > when.year or not sources_of(held):
            continue
        index = held.published_index if held.participated else None
        if index is None and held.participated:
            continue
        rank, of, printed = rank_of(held)
        earlier = before.get(held.year - 1, held.published_previous)
        computed = None if index is None or earlier is None else index - earlier
        change = held.published_improvement if index is not None else None
        yield PublishedResult(
            year=held.year,
            participated=held.participated,
            index=index,
            rank=rank,
            of=of,
            rank_printed=printed,
            change=computed if change is None else change,
            change_printed=change is not None,
            components=bool(held.scores) and index is not None,
            sources=sources_of(held),
            note=held.note,
        )
        if index is not None:
            before[held.year] = index


def rank_of(held: Evaluation) -> tuple[int | None, int | None, bool]:
    """
    Return the rank of a published result, the regions in the list, and whether a document prints it.

    A rank that is not printed is counted in the ministry's table of the edition.
    """
    if held.published_rank is not None:
        return held.published_rank, None, True
    listed = _listed(held.edition) if held.participated else ()
    if held.published_index is None or len(listed) < 2:  # noqa: PLR2004 - one alone is not a list
        return None, None, False
    return 1 + sum(index > held.published_index for index in listed), len(listed), False


@cache
def _listed(edition: str | None) -> tuple[Decimal, ...]:
    """
    Return the indices in the ministry's table of an edition.
    """
    found = published(edition) if edition else ()
    return tuple(e.published_index for e in found if e.participated and e.published_index is not None)


def _shown_by(stage: ProgrammeStage | None, events: list[Event]) -> Event | None:
    """
    Return the record that shows a step, the latest where there are several.
    """
    if stage is None:
        return None
    kinds = _SHOWN_BY.get(stage, ("bimtek",))
    shown = [event for kind in kinds for event in reversed(events) if event.kind == kind]
    return next(iter(shown), None)


def _unknown(
    dossier: Dossier, counted: list[int], results: tuple[PublishedResult, ...], when: date
) -> Iterator[Bilingual]:
    """
    Yield what is not known of a member, in the order of the programme.
    """
    if all(mou.source and mou.source.evidence is Evidence.INFERRED for mou in dossier.mous):
        yield in_both("unknown.mous")
    held = {session.stage for session in dossier.bimtek}
    missing = [stage.name for stage in BimtekStage if stage not in held]
    if missing:
        yield in_both("unknown.bimtek", stages=", ".join(missing))
    for collection in _GAPS:
        if not getattr(dossier, collection):
            yield in_both(f"unknown.{collection}")
    years = {result.year for result in results}
    asked = range(max(min(counted) + 1, 2018), min(when.year, ANNOUNCED_UNTIL) + 1)
    lacking = [str(year) for year in asked if year not in years]
    if lacking:
        yield in_both("unknown.evaluations", years=", ".join(lacking))
    bare = [str(result.year) for result in results if result.participated and not result.components]
    if bare:
        yield in_both("unknown.components", years=", ".join(bare))


def in_both(key: str, /, **values: object) -> Bilingual:
    """
    Return a text of the catalogue in both languages.
    """
    return Bilingual(*(say(key, lang, **values) for lang in LANGUAGES))
