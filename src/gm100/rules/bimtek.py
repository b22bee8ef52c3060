"""
Rules on the four stages of the bimtek.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Final

from gm100.model.bimtek import BimtekSession, BimtekStage
from gm100.model.vocabulary import GroupId
from gm100.rules._calendar import months_after
from gm100.rules._facts import not_after, within
from gm100.rules._records import judges, nothing, said
from gm100.rules._spellings import books_of, groups_in, groups_of
from gm100.rules.case import Case, Episode, Found, Observation, broken, judge, met, unknown
from gm100.rules.milestones import COMMITMENT, STAGES

_BOOK: Final = {BimtekStage.I: 1, BimtekStage.II: 2, BimtekStage.III: 2, BimtekStage.IV: 3}
"""The book that a stage works on."""


def staged(episode: Episode) -> Found:
    """
    Return the sessions of an episode of which the stage is known, by stage; several of one stay in order of date.
    """
    return sorted((f for f in episode.facts("bimtek") if f[1].stage is not None), key=lambda found: found[1].stage)


def _full(episode: Episode) -> Found:
    return [(path, session) for path, session in staged(episode) if session.start and session.start.day]


@judges("GM100-BIMTEK-001")
def four_stages(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of a cohort none of its stages is lacking.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        stages = episode.number("bimtek.stages")
        for milestone in STAGES[: int(stages or 0)]:
            yield milestone.reached(episode)
        if stages is None or stages > len(STAGES):
            yield case.unstated("bimtek.stages")


@judges("GM100-BIMTEK-002")
def stages_in_order(case: Case) -> Iterator[Observation]:
    """
    Check that of the stages of one cohort a later one does not begin before an earlier one; months are enough for that.
    """
    for episode in case.episodes:
        sessions = staged(episode)
        if len(sessions) < 2:  # noqa: PLR2004 - an order needs two
            yield nothing("fewer-than-two-stages-are-on-record")
            continue
        yield from (unknown(path, "start") for path, session in sessions if session.start is None)
        for (_, one), (path, two) in pairwise(found for found in sessions if found[1].start is not None):
            names = {"one": one.stage.name, "two": two.stage.name, "first": one.start, "then": two.start}
            yield judge((*path, "start"), not_after(one.start, two.start), **names)


@judges("GM100-BIMTEK-003")
def no_stage_skipped(case: Case) -> Iterator[Observation]:
    """
    Check that below the last stage on record, every stage is on record.
    """
    for episode in case.episodes:
        held = {session.stage for _, session in staged(episode)}
        if not held:
            continue
        lacking = ", ".join(stage.name for stage in BimtekStage if stage < max(held) and stage not in held)
        yield episode.absent("bimtek", lacking=lacking) if lacking else met(("bimtek",))


@judges("GM100-BIMTEK-004")
def gaps_are_usual(case: Case) -> Iterator[Observation]:
    """
    Check that neighbouring stages of one cohort are neither closer nor farther apart than any seen.
    """
    least, most = case.number("bimtek.gap_min"), case.number("bimtek.gap_max")
    found = [pair for episode in case.episodes for pair in pairwise(_full(episode))]
    neighbours = [(one, place, two) for (_, one), (place, two) in found if two.stage == one.stage + 1]
    if not neighbours or least is None or most is None:
        yield unknown((), "bimtek.start")
        return
    for one, path, two in neighbours:
        days = (two.start.first_day - one.start.first_day).days
        if days >= 0:  # Stages out of order are another rule's business.
            yield judge((*path, "start"), least <= days <= most, days=days, one=one.stage.name)


@judges("GM100-BIMTEK-005")
def two_days(case: Case) -> Iterator[Observation]:
    """
    Check that a stage took no more days than the book says.
    """
    asked = case.number("bimtek.days")
    for path, session in case.facts("bimtek"):
        days = _days(session)
        yield judge((*path, "end"), None if days is None or asked is None else days <= asked, days=days)


def _days(session: BimtekSession) -> int | None:
    """
    Return how many days a stage took: as a source says, or from its first day to its last.
    """
    if session.days is not None:
        return session.days
    if not (session.start and session.end and session.start.day and session.end.day):
        return None
    return (session.end.first_day - session.start.first_day).days + 1


@judges("GM100-BIMTEK-006")
def within_months(case: Case) -> Iterator[Observation]:
    """
    Check that stage IV is not later than so many months after stage I of the same cohort.
    """
    months = case.number("bimtek.months")
    for episode in case.episodes:
        full = _full(episode)
        first = next((s.start for _, s in full if s.stage is BimtekStage.I), None)
        last = next(((path, s.start) for path, s in full if s.stage is BimtekStage.IV), None)
        if first is None or last is None or months is None:
            yield unknown((), "bimtek.start")
            continue
        path, start = last
        due = months_after(first.first_day, int(months))
        yield judge((*path, "start"), start.first_day <= due, last=start, due=due)


@judges("GM100-BIMTEK-007")
def has_deliverables(case: Case) -> Iterator[Observation]:
    """
    Check that where books are among what a stage produced, its own is; stage IV may have given only the commitment.
    """
    for path, session in case.facts("bimtek"):
        books = {number for item in session.deliverables for number in books_of(item)}
        if session.stage is None or not books:
            yield unknown(path, "deliverables" if session.stage else "stage")
        else:
            book = _BOOK[session.stage]
            yield judge((*path, "deliverables"), book in books or session.stage is BimtekStage.IV, book=book)


def _take_part(case: Case, wanted: set[GroupId]) -> Iterator[Observation]:
    """
    Check that one of some groups took part in any stage.
    """
    sessions = [(path, session) for path, session in case.facts("bimtek") if session.participants]
    if not sessions:
        yield unknown((), "bimtek.participants")
        return
    there = next((path for path, session in sessions if groups_in(session.participants) & wanted), None)
    yield case.absent("bimtek") if there is None else met((*there, "participants"))


agencies_take_part = judges("GM100-BIMTEK-008")(partial(_take_part, wanted={GroupId.AGENCY}))
villages_take_part = judges("GM100-BIMTEK-009")(partial(_take_part, wanted={GroupId.VILLAGE, GroupId.DISTRICT}))


@judges("GM100-BIMTEK-010")
def in_cohort_year(case: Case) -> Iterator[Observation]:
    """
    Check that each stage lies in the months of the bimtek in the year of its cohort.
    """
    least, most = case.number("bimtek.first_month"), case.number("bimtek.last_month")
    if case.episodes[0].cohort is None:
        yield case.outside()
        return
    for episode in case.episodes:
        for path, session in episode.facts("bimtek"):
            start = session.start
            holds = None if start is None else start.year == episode.cohort
            if holds and start is not None and start.month:
                holds = within(least, start.month, most)
            yield judge((*path, "start"), holds, start=start, cohort=episode.cohort)


@judges("GM100-BIMTEK-011")
def held_once(case: Case) -> Iterator[Observation]:
    """
    Check that no stage is in the dossier twice for one cohort.
    """
    for episode in case.episodes:
        seen: set[BimtekStage] = set()
        for path, session in staged(episode):
            yield judge((*path, "stage"), session.stage not in seen, stage=session.stage.name)
            seen.add(session.stage)


@judges("GM100-BIMTEK-012")
def ends_with_commitment(case: Case) -> Iterator[Observation]:
    """
    Check that a cohort that held stage IV has a commitment, not signed before that stage, nor by one office alone.
    """
    for episode in case.episodes:
        last = [session for _, session in staged(episode) if session.stage is BimtekStage.IV]
        signed = episode.facts("commitments")
        if not last:
            yield nothing("no-stage-iv-yet")
        elif not signed:
            yield episode.absent("commitments", COMMITMENT.lacking.id, COMMITMENT.lacking.en)
        for path, commitment in signed if last else ():
            start = next((session.start for session in last if session.start), None)
            in_time = not_after(start, commitment.signed) if start and commitment.signed else None
            groups = commitment.groups | groups_of(commitment.signatories)
            if in_time is False:
                yield broken(path, what=said("found", "it-was-signed-before-stage-iv"))
            elif len(commitment.signatories) == 1 and len(groups) < 2:  # noqa: PLR2004 - joint means two
                yield broken(path, what=said("found", "only-one-office-signed-it"))
            else:
                yield met(path)


@judges("GM100-BIMTEK-013")
def deals_with_risk(case: Case) -> Iterator[Observation]:
    """
    Check that an agenda of stage IV, where it is given, names risks.
    """
    last = [(path, session) for path, session in case.facts("bimtek") if session.stage is BimtekStage.IV]
    if not last:
        yield nothing("no-stage-iv-yet")
    for path, session in last:
        named = any(word in point.casefold() for point in session.agenda for word in ("risiko", "resiko", "risk"))
        yield judge((*path, "agenda"), named if session.agenda else None)
