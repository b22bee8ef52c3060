"""
Where a region stands, how it came there, and what comes next: all from the milestones of an episode.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, date
from typing import Any, Final, NamedTuple

from gm100._lookup import dossier as dossier_of
from gm100.fields.arguments import checked, day
from gm100.model.award import Award
from gm100.model.dossier import Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.masterplan import Realisation
from gm100.model.participation import EvaluationSession
from gm100.model.region import Province, Region
from gm100.model.rule import Bilingual, Event, NextStep, Outcome, ProgrammeStage, Timeline
from gm100.model.source import sources_of
from gm100.render.values import number
from gm100.rules._calendar import years_after
from gm100.rules._facts import date_of, in_order
from gm100.rules._records import said
from gm100.rules.book import RuleBook
from gm100.rules.case import NOT_DUE, Case, Episode, Observation
from gm100.rules.editions import book_of
from gm100.rules.milestones import CHAIN, MILESTONES, Window, evaluated_in, new_wins_in, whole_year, wins_chosen
from gm100.text.dates import PartialDate
from gm100.text.words import named, translated, words_of

_ORDER: Final = tuple(ProgrammeStage)


@checked
def stage_of(
    dossier: Dossier | Region | Province | str,
    on: date | str,
    *,
    book: RuleBook | str | int | None = None,
    cohort: int | None = None,
) -> ProgrammeStage:
    """
    Return the farthest step that a region had reached on a day, as far as the dossier shows.

    A region that takes part again starts again: the step is that of the latest time that had begun. A fact shows the
    steps before it, too.

    >>> from gm100 import dossiers
    >>> stage_of(dossiers()["35.03"], date(2022, 9, 6)).value
    'bimtek-4'

    Args:
        dossier: What is known of the region; or the region, its code or its name.
        on: The day, also as `YYYY-MM-DD`.
        book: The rule book, or its id; without it, that of the region's cohort.
        cohort: The cohort to look at, where the region took part more than once; without it, the latest.
    """
    return course_of(dossier_of(dossier), day(on), book, cohort).stage


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
        dossier: What is known of the region; or the region, its code or its name.
        on: The day from which to look ahead, also as `YYYY-MM-DD`.
        book: The rule book, or its id; without it, that of the region's cohort.
        cohort: The cohort to look at, where the region took part more than once; without it, the latest.

    Raises:
        UnknownIdError: There is no such dossier, or no such rule book.
    """
    return course_of(dossier_of(dossier), day(on), book, cohort).ahead


def course_of(
    dossier: Dossier, on: date, book: RuleBook | str | int | None = None, cohort: int | None = None
) -> Course:
    """
    Return the time that a region takes part in a cohort, or the latest one that had begun on the day.
    """
    chosen = book_of(book, dossier, on)
    case = Case(dossier=dossier, on=on, parameters=chosen.parameters)
    named = [episode for episode in case.episodes if episode.cohort == cohort] if cohort else []
    begun = [episode for episode in case.episodes if (episode.cohort or 0) <= on.year]
    return Course((named or begun or case.episodes[:1])[-1], chosen)


class Course(NamedTuple):
    """
    A time that a region takes part: how far it came, and what the book asks next.
    """

    episode: Episode
    book: RuleBook

    @property
    def stage(self) -> ProgrammeStage:
        """
        The farthest step reached.
        """
        return max(self._reached(), key=_ORDER.index, default=ProgrammeStage.OUTSIDE)

    def _reached(self) -> Iterator[ProgrammeStage]:
        episode, on = self.episode, self.episode.case.on
        yield from (milestone.step for milestone in CHAIN if milestone.step and milestone.shows(episode))
        plans = [plan for _, plan in episode.facts("masterplans") if plan.completed is not None]
        if episode.facts("realisations") or any(plan.completed.last_day.year < on.year for plan in plans):
            yield ProgrammeStage.IMPLEMENTING
        occasions = [fact for name in _EVALUATED for _, fact in episode.facts(name)]
        if any(fact.year > (episode.cohort or 0) and getattr(fact, "participated", True) for fact in occasions):
            yield ProgrammeStage.EVALUATED

    @property
    def ahead(self) -> tuple[NextStep, ...]:
        """
        What was not yet done, in the order of the programme; nothing for a time that the region need not finish.
        """
        if self.episode not in self.episode.case.guided:
            return ()
        return (*self._milestones(), *self._revision(), *self._quick_wins(), *self._evaluation())

    def _milestones(self) -> Iterator[NextStep]:
        for milestone in MILESTONES:
            seen = milestone.reached(self.episode)
            if seen.outcome is not Outcome.MET:
                window = milestone.window(self.episode)
                yield self._step(milestone.id, milestone.title, seen, window, *milestone.rules)

    def _revision(self) -> Iterator[NextStep]:
        case = self.episode.case
        years = case.number("masterplan.revision_years", max(case.on.year, 2023))
        found = [plan.revised or plan.completed for _, plan in case.facts("masterplans")]
        versions = [version for version in found if version is not None and version.last_day <= case.on]
        if years is not None and versions:
            due = years_after(max(versions).last_day, int(years))
            yield self._step("revision", said("do", "revision"), NOT_DUE, Window(None, due), "GM100-MASTERPLAN-008")

    def _quick_wins(self) -> Iterator[NextStep]:
        case, cohort = self.episode.case, self.episode.cohort or 0
        asked, seen = self.episode.number("quickwins.asked"), wins_chosen(self.episode)
        if asked is not None and seen.outcome is not Outcome.MET:
            title, rules = said("do", "quick-wins", asked=asked), ("GM100-QUICKWIN-001", "GM100-QUICKWIN-002")
            yield self._step("quick-wins", title, seen, whole_year(cohort), *rules)
        year = case.on.year
        if year > cohort and new_wins_in(case, year).outcome not in {Outcome.MET, Outcome.NOT_APPLICABLE}:
            title = said("do", "new-quick-win", year=year)
            yield self._step("new-quick-win", title, NOT_DUE, whole_year(year), "GM100-QUICKWIN-003")

    def _evaluation(self) -> Iterator[NextStep]:
        """
        Yield the next evaluation; after the last year that was announced, it is not known whether there is one.
        """
        case = self.episode.case
        year = max(case.on.year, (self.episode.cohort or 0) + 1)
        if any(e.year == year for _, e in case.facts("evaluations")):
            year += 1
        year = min(year, MAXYEAR)
        last = case.number("evaluation.last_year")
        announced = last is not None and year <= last
        title = said("do", "evaluation" if announced else "evaluation-unannounced", year=year)
        seen = NOT_DUE if announced else evaluated_in(case, year)
        yield self._step("evaluation", title, seen, whole_year(year), "GM100-EVALUATION-001")

    def _step(self, step: str, title: Bilingual, seen: Observation, window: Window, *rules: str) -> NextStep:
        there = [record for record in self.book if record.id in rules]
        closed = window.until is not None and window.until < self.episode.case.on
        return NextStep(
            step=step,
            title=title,
            from_=None if window.start is None else PartialDate.of(window.start),
            until=None if window.until is None else PartialDate.of(window.until),
            overdue=seen.outcome is Outcome.BROKEN and closed,
            outcome=seen.outcome,
            rules=tuple(record.id for record in there),
            sources=tuple(dict.fromkeys(source for record in there for source in record.sources)),
        )


_EVALUATED: Final = ("evaluations", "evaluation_sessions")


def latest_day(dossier: Dossier) -> date | None:
    """
    Return the last day that a dossier speaks of, or `None` where it has no dates.

    >>> import gm100
    >>> str(latest_day(gm100.dossiers()["35.03"]))
    '2024-06-24'
    """
    return last_day(timeline(dossier))


def last_day(events: Iterable[Event]) -> date | None:
    """
    Return the last day of events.
    """
    return max(((event.until or event.date).last_day for event in events), default=None)


@checked
def timeline(dossier: Dossier | Region | Province | str) -> Timeline:
    """
    Return everything in a dossier that has a date, in order; what is less known comes first.

    Facts of one date are in an order that does not depend on that of the dossier.

    >>> str(timeline("35.03")[0].date)
    '2022'
    """
    return timeline_of(dossier_of(dossier))


def timeline_of(dossier: Dossier) -> Timeline:
    """
    Return everything in a dossier that has a date, as `timeline` does, and nothing that is known besides.
    """
    return Timeline(sorted(_events(dossier), key=lambda event: event.date))


def _events(dossier: Dossier) -> Iterator[Event]:
    for collection in _NAMED:
        for place, fact in in_order(enumerate(getattr(dossier, collection))):
            if (when := date_of(fact)) is not None:
                yield Event(
                    region=fact.region,
                    date=when,
                    until=getattr(fact, "end", None) or getattr(fact, "assessed_until", None),
                    kind=_kind_of(collection),
                    title=_title(collection, fact),
                    path=(collection, place),
                    source=next(iter(sources_of(fact)), None),
                )


def _title(collection: str, fact: Any) -> Bilingual:
    """
    Return what happened, with the name, the year or the figure that tells it from others of its kind.
    """
    key = "bimtek-without-stage" if collection == "bimtek" and fact.stage is None else collection
    title = said("became", fact.status.value) if collection == "memberships" else said("events", key)
    name = _NAMED[collection]
    if name is None:
        return title
    return Bilingual(*(f"{text} {name(fact, lang)}".rstrip() for text, lang in ((title.id, "id"), (title.en, "en"))))


def _as_said(field: str, section: str = "note") -> Callable[[Any, str], str]:
    """
    Return what gives a field as its source has it, or as gm100 sums it up in a language; a source may be Indonesian.
    """

    def in_words(fact: Any, lang: str) -> str:
        text = str(getattr(fact, field))
        return words_of(section, lang).get(text) or translated(text, lang, section)

    return in_words


def _award(award: Award, lang: str) -> str:
    shown = f"{award.name}, {award.category}" if award.category else award.name
    return translated(shown, lang, "note")


def _session(session: EvaluationSession, lang: str) -> str:
    kind = session.kind
    return "" if kind == "evaluation" else f"({words_of('occasion', lang).get(kind, kind)})"


def _result(result: Evaluation, lang: str) -> str:
    index = result.published_index
    return f"{result.year}: {number(index, lang)}" if index is not None else f"{result.year}"


def _realised(realised: Realisation, lang: str) -> str:
    """
    Return what is carried out, of which pillar, and how much of it, as far as it was said.
    """
    what = words_of("realised", lang)[realised.of]
    parts = [what if realised.pillar is None else f"{what} ({named(realised.pillar.value, lang)})"]
    if realised.percent_printed is not None:
        parts.append(f"{number(realised.percent_printed, lang)} %")
    if realised.running is not None and realised.total is not None:
        parts.append(words_of("realised", lang)["share"].format(running=realised.running, total=realised.total))
    return f"{parts[0]}: {', '.join(parts[1:])}" if parts[1:] else parts[0]


_NAMED: Final[dict[str, Callable[[Any, str], str] | None]] = {
    "memberships": _as_said("cohort"),
    "selections": None,
    "mous": None,
    "councils": None,
    "teams": None,
    "forums": None,
    "bimtek": lambda session, _: session.stage.name if session.stage else "",
    "readiness": None,
    "masterplans": None,
    "commitments": None,
    "quick_wins": _as_said("name"),
    "evaluation_sessions": _session,
    "surveys": _as_said("year"),
    "evaluations": _result,
    "realisations": _realised,
    "programmes": _as_said("name"),
    "awards": _award,
    "budgets": _as_said("year"),
    "recommendations": _as_said("action"),
    "statements": _as_said("text", "statement"),
}
"""The collections whose facts are events, in their order, and what tells one from others of its kind, in a language."""


def _kind_of(collection: str) -> str:
    return collection.removesuffix("s").replace("_", "-")


EVENT_KINDS: Final = tuple(map(_kind_of, _NAMED))
"""The kinds of events on a timeline, in the order of the programme."""
