"""
Where a region stands, how it came there, and what comes next: all from the milestones of an episode.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from gm100._arguments import checked, day
from gm100._calendar import years_after
from gm100._dates import PartialDate
from gm100._lookup import dossier as dossier_of
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import DRAWERS, Dossier
from gm100.model.region import Province, Region
from gm100.model.rule import Event, NextStep, Outcome, Step, Text, Timeline
from gm100.model.source import Source
from gm100.rules._facts import date_of, key_of
from gm100.rules.book import RuleBook
from gm100.rules.case import Case, Episode, Observation
from gm100.rules.editions import book_of
from gm100.rules.engine import case_of
from gm100.rules.milestones import CHAIN, MILESTONES, Window, evaluated_in, new_wins_in, wins_chosen
from gm100.rules.record import sources_of

_ORDER: Final = tuple(Step)


@checked
def stage_of(
    dossier: Dossier | Region | Province | str,
    on: date | str,
    *,
    book: RuleBook | str | int | None = None,
    cohort: int | None = None,
) -> Step:
    """
    Return the farthest step that a region had reached on a day, as far as the dossier shows.

    A region that takes part again begins anew: the step is that of the latest time that had begun. A fact shows the
    steps before it, too.

    >>> from gm100 import dossiers
    >>> stage_of(dossiers()["35.03"], date(2022, 9, 6)).value
    'bimtek-4'

    Args:
        dossier: What is known of the region; or the region, its code or its name, for the bundled dossier.
        on: The day, also as `YYYY-MM-DD`.
        book: The rule book, or its id; without it, that of the region's cohort.
        cohort: The cohort to look at, where the region took part more than once; without it, the latest.
    """
    known, when = dossier_of(dossier), day(on)
    case = case_of(known, on=when, book=book_of(book, known, when))
    return max(_steps(_episode(case, cohort)), key=_ORDER.index, default=Step.OUTSIDE)


def _episode(case: Case, cohort: int | None = None) -> Episode:
    """
    Return the episode of a cohort, or the latest one that had begun on the day; the first where none had.
    """
    named = [episode for episode in case.episodes if episode.cohort == cohort] if cohort else []
    begun = [episode for episode in case.episodes if (episode.cohort or 0) <= case.on.year]
    return (named or begun or case.episodes[:1])[-1]


def _steps(episode: Episode) -> Iterator[Step]:
    case = episode.case
    for milestone in CHAIN:
        if milestone.step is not None and milestone.shows(episode):
            yield milestone.step
    for _, plan in episode.facts("masterplans"):
        if plan.completed is not None and plan.completed.last_day.year < case.on.year:
            yield Step.IMPLEMENTING
    if episode.facts("realisations"):
        yield Step.IMPLEMENTING
    if any(fact.year > (episode.cohort or 0) for name in _EVALUATED for _, fact in episode.facts(name)):
        yield Step.EVALUATED


_EVALUATED: Final = ("evaluations", "evaluation_sessions")


def latest_day(dossier: Dossier) -> date | None:
    """
    Return the last day that a dossier speaks of, or `None` where it has no dates.

    >>> import gm100
    >>> str(latest_day(gm100.dossiers()["35.03"]))
    '2024-06-24'
    """
    return max(((event.until or event.date).last_day for event in timeline(dossier)), default=None)


@checked
def timeline(dossier: Dossier | Region | Province | str) -> Timeline:
    """
    Return everything in a dossier that has a date, in order; what is less known comes first.

    Facts of one date stand in an order that does not depend on that of the dossier.

    >>> str(timeline("35.03")[0].date)
    '2022'
    """
    known, found = dossier_of(dossier), []
    for drawer in DRAWERS:
        for place, fact in enumerate(getattr(known, drawer) if drawer in _TITLES else ()):
            event = _event(drawer, place, fact)
            if event is not None:
                found.append(((event.date, DRAWERS.index(drawer), key_of(fact)), event))
    return Timeline(event for _, event in sorted(found, key=lambda pair: pair[0]))


def _event(drawer: str, place: int, fact: Any) -> Event | None:
    when = date_of(fact)
    if when is None:
        return None
    until = getattr(fact, "end", None) or getattr(fact, "assessed_until", None)
    kind = drawer.removesuffix("s").replace("_", "-")
    source: Source | None = next(iter(sources_of(fact)), None)
    return Event(date=when, until=until, kind=kind, title=_title(drawer, fact), path=(drawer, place), source=source)


def _title(drawer: str, fact: Any) -> Text:
    """
    Return what happened, with the name or the year that tells it from others.
    """
    title, name = _TITLES[drawer]
    if drawer == "memberships":
        title = _BECAME[fact.status]
    value = getattr(fact, name) if name else None
    if value is None:
        return title
    shown = value.name if drawer == "bimtek" else getattr(value, "value", value)
    return Text(f"{title.id} {shown}", f"{title.en} {shown}")


_BECAME: Final = {
    MembershipStatus.MEMBER: Text("anggota angkatan", "member of the cohort of"),
    MembershipStatus.REPEAT: Text("ikut kembali dalam angkatan", "takes part again in the cohort of"),
    MembershipStatus.WITHDREW: Text(
        "menandatangani, tidak selesai dalam angkatan", "signed, did not finish with the cohort of"
    ),
    MembershipStatus.REPLACED: Text(
        "terpilih, digantikan daerah lain dalam angkatan", "chosen and replaced in the cohort of"
    ),
    MembershipStatus.MISREPORTED: Text(
        "disebut pers, tidak ada dalam daftar angkatan", "named by the press, not on the list of"
    ),
}

_TITLES: Final[dict[str, tuple[Text, str | None]]] = {
    "memberships": (Text("anggota angkatan", "member of the cohort of"), "cohort"),
    "selections": (Text("asesmen", "assessment"), None),
    "mous": (Text("nota kesepahaman", "agreement signed"), None),
    "councils": (Text("Dewan Smart City", "council"), None),
    "teams": (Text("Tim Pelaksana", "implementation team"), None),
    "forums": (Text("Forum Smart City", "forum"), None),
    "bimtek": (Text("bimtek tahap", "bimtek, stage"), "stage"),
    "readiness": (Text("analisis kesiapan", "analysis of readiness"), None),
    "masterplans": (Text("masterplan", "masterplan"), None),
    "commitments": (Text("komitmen bersama", "joint commitment"), None),
    "quick_wins": (Text("quick win:", "quick win:"), "name"),
    "evaluation_sessions": (Text("acara evaluasi:", "occasion of the evaluation:"), "kind"),
    "evaluations": (Text("hasil evaluasi", "result of the evaluation of"), "year"),
    "realisations": (Text("capaian:", "progress on"), "of"),
    "programmes": (Text("program:", "programme:"), "name"),
    "awards": (Text("penghargaan:", "award:"), "name"),
    "budgets": (Text("anggaran", "budget of"), "year"),
    "recommendations": (Text("rekomendasi:", "recommendation:"), "action"),
    "statements": (Text("pernyataan:", "statement:"), "topic"),
}
"""What an event is called, and the field that tells it from others of its kind."""


@checked
def next_steps(
    dossier: Dossier | Region | Province | str,
    on: date | str,
    *,
    book: RuleBook | str | int | None = None,
    cohort: int | None = None,
) -> tuple[NextStep, ...]:
    """
    Return what the programme asks of a region next, with the windows that follow from the rules.

    What the dossier does not say is not overdue: such a step is `not-judged`, to be done or to be recorded.

    >>> from gm100 import dossiers
    >>> [step.step for step in next_steps(dossiers()["34.01"], date(2018, 5, 20))][:2]
    ['council', 'team']

    Args:
        dossier: What is known of the region; or the region, its code or its name, for the bundled dossier.
        on: The day from which to look ahead, also as `YYYY-MM-DD`.
        book: The rule book, or its id; without it, that of the region's cohort.
        cohort: The cohort to look at, where the region took part more than once; without it, the latest.

    Raises:
        UnknownIdError: There is no such dossier, or no such rule book.
    """
    known, when = dossier_of(dossier), day(on)
    chosen = book_of(book, known, when)
    episode = _episode(case_of(known, on=when, book=chosen), cohort)
    return tuple(_ahead(episode, chosen)) if episode in episode.case.guided else ()


def _ahead(episode: Episode, book: RuleBook) -> Iterator[NextStep]:
    """
    Yield what was not yet done, in the order of the programme.
    """
    for milestone in MILESTONES:
        seen = milestone.reached(episode)
        if seen.outcome is not Outcome.MET:
            window = milestone.window(episode)
            yield _step(episode, book, milestone.id, milestone.title, seen, window, milestone.rules)
    yield from _revision(episode, book)
    yield from _quick_wins(episode, book)
    yield from _evaluation(episode, book)


def _revision(episode: Episode, book: RuleBook) -> Iterator[NextStep]:
    case = episode.case
    years = case.number("masterplan.revision_years", max(case.on.year, 2023))
    versions = [
        version
        for _, plan in case.facts("masterplans")
        if (version := plan.revised or plan.completed) is not None and version.last_day <= case.on
    ]
    if years is not None and versions:
        due = years_after(max(versions).last_day, int(years))
        title = Text("tinjau revisi masterplan", "consider a revision of the masterplan")
        upcoming = Observation(Outcome.NOT_APPLICABLE)
        yield _step(episode, book, "revision", title, upcoming, Window(None, due), ("GM100-MASTERPLAN-008",))


def _quick_wins(episode: Episode, book: RuleBook) -> Iterator[NextStep]:
    case, cohort = episode.case, episode.cohort or 0
    asked, seen = episode.number("quickwins.asked"), wins_chosen(episode)
    if asked is not None and seen.outcome is not Outcome.MET:
        title = Text(f"tetapkan {asked} quick win", f"choose {asked} quick wins")
        window = Window(date(cohort, 1, 1), date(cohort, 12, 31))
        yield _step(episode, book, "quick-wins", title, seen, window, ("GM100-QUICKWIN-001", "GM100-QUICKWIN-002"))
    year = case.on.year
    if year > cohort and new_wins_in(case, year).outcome not in {Outcome.MET, Outcome.NOT_APPLICABLE}:
        title = Text(f"tetapkan quick win baru {year}", f"choose a new quick win for {year}")
        window = Window(date(year, 1, 1), date(year, 12, 31))
        upcoming = Observation(Outcome.NOT_APPLICABLE)
        yield _step(episode, book, "new-quick-win", title, upcoming, window, ("GM100-QUICKWIN-003",))


def _evaluation(episode: Episode, book: RuleBook) -> Iterator[NextStep]:
    """
    Yield the next evaluation; after the last year that was announced, nobody knows whether there is one.
    """
    case = episode.case
    year = max(case.on.year, (episode.cohort or 0) + 1)
    if any(e.year == year for _, e in case.facts("evaluations")):
        year += 1
    last = case.number("evaluation.last_year")
    announced = last is not None and year <= last
    title = Text(f"ikuti evaluasi {year}", f"take part in the evaluation of {year}")
    if not announced:
        title = Text(
            f"ikuti evaluasi {year}, bila diumumkan", f"take part in the evaluation of {year}, if there is one"
        )
    seen = Observation(Outcome.NOT_APPLICABLE) if announced else evaluated_in(case, year)
    window = Window(date(year, 1, 1), date(year, 12, 31))
    yield _step(episode, book, "evaluation", title, seen, window, ("GM100-EVALUATION-001",))


def _step(  # noqa: PLR0913, PLR0917 - a record is given field by field
    episode: Episode,
    book: RuleBook,
    step: str,
    title: Text,
    seen: Observation,
    window: Window,
    rules: tuple[str, ...],
) -> NextStep:
    there = tuple(rule_id for rule_id in rules if rule_id in book)
    sources = dict.fromkeys(source for rule_id in there for source in book[rule_id].sources)
    return NextStep(
        step=step,
        title=title,
        from_=None if window.start is None else PartialDate.of(window.start),
        until=None if window.until is None else PartialDate.of(window.until),
        overdue=seen.outcome is Outcome.BROKEN and window.until is not None and window.until < episode.case.on,
        outcome=seen.outcome,
        rules=there,
        sources=tuple(sources),
    )
