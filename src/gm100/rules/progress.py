"""
Where a region stands, how it came there, and what comes next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from gm100._arguments import checked, day
from gm100._calendar import months_after, years_after
from gm100._dates import PartialDate
from gm100._lookup import dossier as dossier_of
from gm100.model.bimtek import Stage
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import DRAWERS, Dossier
from gm100.model.masterplan import Masterplan
from gm100.model.region import Province, Region
from gm100.model.rule import Event, NextStep, Step, Text, Timeline
from gm100.model.source import Source
from gm100.rules._facts import date_of, key_of
from gm100.rules.book import RuleBook
from gm100.rules.case import Case
from gm100.rules.editions import book_of
from gm100.rules.engine import case_of
from gm100.rules.institution import institution_due
from gm100.rules.record import sources_of

_BIMTEK: Final = {
    Stage.I: Step.BIMTEK_1,
    Stage.II: Step.BIMTEK_2,
    Stage.III: Step.BIMTEK_3,
    Stage.IV: Step.BIMTEK_4,
}
_ORDER: Final = tuple(Step)


@checked
def stage_of(
    dossier: Dossier | Region | Province | str, on: date | str, *, book: RuleBook | str | int | None = None
) -> Step:
    """
    Return the farthest step that a region had reached on a day, as far as the dossier shows.

    >>> from gm100 import dossiers
    >>> stage_of(dossiers()["35.03"], date(2022, 9, 6)).value
    'bimtek-4'
    """
    known, when = dossier_of(dossier), day(on)
    case = case_of(known, on=when, book=book_of(book, known, when))
    return max(_steps(case), key=_ORDER.index, default=Step.OUTSIDE)


def _steps(case: Case) -> Iterator[Step]:
    if any(s.passed for _, s in case.facts("selections")) or _is_named(case):
        yield Step.SELECTED
    if case.facts("mous"):
        yield Step.MOU
    yield from (_BIMTEK[session.stage] for _, session in case.facts("bimtek"))
    yield from _plan_steps(case)
    if case.facts("evaluations") or case.facts("evaluation_sessions"):
        yield Step.EVALUATED


def _is_named(case: Case) -> bool:
    named = {MembershipStatus.MEMBER, MembershipStatus.REPEAT, MembershipStatus.WITHDREW}
    return any(m.status in named for _, m in case.facts("memberships"))


def _plan_steps(case: Case) -> Iterator[Step]:
    """
    Yield what plans and figures show: a plan is finished when its date or its regulation says so.
    """
    for path, plan in case.facts("masterplans"):
        finished = _finished(case, plan)
        if finished or case.items((*path, "legal_basis"), plan.legal_basis):
            yield Step.MASTERPLAN
            if finished and finished.last_day.year < case.on.year:
                yield Step.IMPLEMENTING
    if case.facts("realisations"):
        yield Step.IMPLEMENTING


def _finished(case: Case, plan: Masterplan) -> PartialDate | None:
    """
    Return when a plan was finished, if that was certainly by the day.
    """
    done = plan.completed
    return done if done is not None and done.last_day <= case.on else None


def latest_day(dossier: Dossier) -> date | None:
    """
    Return the last day that a dossier speaks of, or `None` where it has no dates.
    """
    return max(((event.until or event.date).last_day for event in timeline(dossier)), default=None)


@checked
def timeline(dossier: Dossier | Region | Province | str) -> Timeline:
    """
    Return everything in a dossier that has a date, in order; what is less known comes first.

    Facts of one date stand in an order that does not depend on that of the dossier.
    """
    known, found = dossier_of(dossier), []
    for drawer in DRAWERS:
        if drawer == "printed_dates":
            continue
        for place, fact in enumerate(getattr(known, drawer)):
            event = _event(drawer, place, fact)
            if event is not None:
                found.append(((event.date, DRAWERS.index(drawer), key_of(fact)), event))
    return Timeline(event for _, event in sorted(found, key=lambda pair: pair[0]))


def _event(drawer: str, place: int, fact: Any) -> Event | None:
    when = date_of(fact)
    if when is None:
        return None
    title = _TITLES[drawer](fact)
    until = getattr(fact, "end", None) or getattr(fact, "assessed_until", None)
    kind = drawer.removesuffix("s").replace("_", "-")
    source: Source | None = next(iter(sources_of(fact)), None)
    return Event(date=when, until=until, kind=kind, title=Text(*title), path=(drawer, place), source=source)


def _named(indonesian: str, english: str, name: str) -> Any:
    def title(fact: Any) -> tuple[str, str]:
        value = getattr(fact, name)
        shown = str(getattr(value, "name", value) if name == "stage" else value)
        return f"{indonesian} {shown}", f"{english} {shown}"

    return title


def _plain(indonesian: str, english: str) -> Any:
    return lambda _: (indonesian, english)


_TITLES: Final = {
    "memberships": _named("anggota angkatan", "member of the cohort of", "cohort"),
    "selections": _plain("asesmen", "assessment"),
    "mous": _plain("nota kesepahaman", "agreement signed"),
    "councils": _plain("Dewan Smart City", "council"),
    "teams": _plain("Tim Pelaksana", "implementation team"),
    "forums": _plain("Forum Smart City", "forum"),
    "bimtek": _named("bimtek tahap", "bimtek, stage", "stage"),
    "readiness": _plain("analisis kesiapan", "analysis of readiness"),
    "masterplans": _plain("masterplan", "masterplan"),
    "commitments": _plain("komitmen bersama", "joint commitment"),
    "quick_wins": _named("quick win:", "quick win:", "name"),
    "evaluation_sessions": _named("acara evaluasi:", "occasion of the evaluation:", "kind"),
    "evaluations": _named("hasil evaluasi", "result of the evaluation of", "year"),
    "realisations": _named("capaian:", "progress on", "of"),
    "programmes": _named("program:", "programme:", "name"),
    "awards": _named("penghargaan:", "award:", "name"),
    "statements": _named("pernyataan:", "statement:", "topic"),
}


@checked
def next_steps(
    dossier: Dossier | Region | Province | str, on: date | str, *, book: RuleBook | str | int | None = None
) -> tuple[NextStep, ...]:
    """
    Return what the programme asks of a region next, with the windows that follow from the rules.

    >>> from gm100 import dossiers
    >>> [step.step for step in next_steps(dossiers()["34.01"], date(2018, 5, 20))][:2]
    ['council', 'team']

    Args:
        dossier: What is known of the region; or the region, its code or its name, for the bundled dossier.
        on: The day from which to look ahead, also as `YYYY-MM-DD`.
        book: The rule book, or its id; without it, that of the region's cohort.

    Raises:
        UnknownIdError: There is no such dossier, or no such rule book.
    """
    known, when = dossier_of(dossier), day(on)
    chosen = book_of(book, known, when)
    case = case_of(known, on=when, book=chosen)
    named = case.cohort or (chosen.year if _is_named(case) else None)
    return () if named is None else tuple(_ahead(case, chosen, named))


def _ahead(case: Case, book: RuleBook, cohort: int) -> Iterator[NextStep]:
    """
    Yield the steps not yet taken, in the order of the programme.
    """
    year_end = date(cohort, 12, 31)
    signing = case.day("mou.signing_day", cohort)
    if not case.facts("mous"):
        until = signing.last_day if signing else year_end
        yield _step((case, book), "mou", Text("tandatangani nota kesepahaman", "sign the agreement"), None, until)
    yield from _institutions(case, book)
    yield from _stages(case, book, year_end)
    if not case.facts("commitments"):
        title = Text("tandatangani komitmen bersama", "sign the joint commitment")
        yield _step((case, book), "commitment", title, None, year_end)
    yield from _plan(case, book, year_end)
    yield from _quick_wins(case, book, cohort, year_end)
    yield from _evaluations(case, book, cohort)


def _institutions(case: Case, book: RuleBook) -> Iterator[NextStep]:
    signed = min((m.signed.first_day for _, m in case.facts("mous") if m.signed), default=None)
    for drawer, step, title in (
        ("councils", "council", Text("bentuk Dewan Smart City", "form the council")),
        ("teams", "team", Text("bentuk Tim Pelaksana", "form the implementation team")),
    ):
        if not case.facts(drawer):
            yield _step((case, book), step, title, signed, institution_due(case))


def _stages(case: Case, book: RuleBook, year_end: date) -> Iterator[NextStep]:
    """
    Yield the stages above the last one held; the first two windows follow from the usual gap.
    """
    sessions = case.facts("bimtek")
    last = max((session.stage for _, session in sessions), default=None)
    begun = max((s.start.last_day for _, s in sessions if s.start and s.stage == last), default=None)
    for stage in Stage:
        if last is not None and stage <= last:
            continue
        title = Text(f"ikuti bimtek tahap {stage.name}", f"hold stage {stage.name} of the bimtek")
        begun = months_after(begun, 1) if begun else None
        yield _step((case, book), _BIMTEK[stage].value, title, begun, year_end)


def _plan(case: Case, book: RuleBook, year_end: date) -> Iterator[NextStep]:
    plans = case.facts("masterplans")
    if not any(_finished(case, plan) for _, plan in plans):
        yield _step((case, book), "masterplan", Text("selesaikan masterplan", "finish the masterplan"), None, year_end)
    if not any(case.items((*path, "legal_basis"), plan.legal_basis) for path, plan in plans):
        title = Text("tetapkan dasar hukum masterplan", "give the masterplan its legal basis")
        yield _step((case, book), "legal-basis", title, None, None)
    years = case.number("masterplan.revision_years")
    versions = [version for _, plan in plans if (version := plan.revised or _finished(case, plan))]
    if years is not None and versions:
        due = years_after(max(versions).last_day, int(years))
        yield _step((case, book), "revision", Text("revisi masterplan", "revise the masterplan"), None, due)


def _quick_wins(case: Case, book: RuleBook, cohort: int, year_end: date) -> Iterator[NextStep]:
    asked = case.number("quickwins.asked", cohort)
    first = sum(win.year in {cohort, cohort + 1} for _, win in case.facts("quick_wins"))
    if asked is not None and first < asked:
        title = Text(f"tetapkan {asked} quick win", f"choose {asked} quick wins")
        yield _step((case, book), "quick-wins", title, date(cohort, 1, 1), year_end)
    if case.on.year > cohort and not any(w.year == case.on.year and w.new for _, w in case.facts("quick_wins")):
        title = Text(f"tetapkan quick win baru {case.on.year}", f"choose a new quick win for {case.on.year}")
        yield _step((case, book), "new-quick-win", title, date(case.on.year, 1, 1), date(case.on.year, 12, 31))


def _evaluations(case: Case, book: RuleBook, cohort: int) -> Iterator[NextStep]:
    year = max(case.on.year, cohort + 1)
    if any(e.year == year for _, e in case.facts("evaluations")):
        year += 1
    title = Text(f"ikuti evaluasi {year}", f"take part in the evaluation of {year}")
    yield _step((case, book), "evaluation", title, date(year, 1, 1), date(year, 12, 31))


_RULES: Final = {
    "mou": ("GM100-MOU-001",),
    "council": ("GM100-INSTITUTION-001", "GM100-INSTITUTION-003"),
    "team": ("GM100-INSTITUTION-002", "GM100-INSTITUTION-003"),
    **dict.fromkeys((step.value for step in _BIMTEK.values()), ("GM100-BIMTEK-001", "GM100-BIMTEK-002")),
    "commitment": ("GM100-BIMTEK-012",),
    "masterplan": ("GM100-MASTERPLAN-001", "GM100-MASTERPLAN-002"),
    "legal-basis": ("GM100-MASTERPLAN-005",),
    "revision": ("GM100-MASTERPLAN-008",),
    "quick-wins": ("GM100-QUICKWIN-001", "GM100-QUICKWIN-002"),
    "new-quick-win": ("GM100-QUICKWIN-003",),
    "evaluation": ("GM100-EVALUATION-001",),
}


def _step(source: tuple[Case, RuleBook], step: str, title: Text, start: date | None, until: date | None) -> NextStep:
    case, book = source
    rules = tuple(rule_id for rule_id in _RULES[step] if rule_id in book)
    sources = dict.fromkeys(source for rule_id in rules for source in book[rule_id].sources)
    return NextStep(
        step=step,
        title=title,
        from_=None if start is None else PartialDate.of(start),
        until=None if until is None else PartialDate.of(until),
        overdue=until is not None and until < case.on,
        rules=rules,
        sources=tuple(sources),
    )
