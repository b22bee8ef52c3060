"""
The milestones of the programme: whether a region has reached one, and until when it was to.

The rules, the stage of a region and its next steps all ask here, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from gm100.model.bimtek import BimtekStage
from gm100.model.quickwin import Criterion
from gm100.model.rule import Bilingual, ProgrammeStage
from gm100.rules._calendar import months_after
from gm100.rules._records import nothing, said
from gm100.rules.case import NOT_DUE, Case, Episode, Found, Observation, Path, met, unknown
from gm100.text.dates import PartialDate


class Window(NamedTuple):
    """
    From when until when something is to be done; `None` where no date is known.
    """

    start: date | None = None
    until: date | None = None


class Milestone(NamedTuple):
    """
    Something that a region does once in an episode.

    Attributes:
        id: Its slug, as next steps have it.
        title: What to do.
        lacking: What is said where it was not done.
        rules: The rules that ask for it.
        collection: The collection whose facts show it.
        shows: The facts of an episode that show it.
        window: When it is to be done.
        step: How far it brings a region.
    """

    id: str
    title: Bilingual
    lacking: Bilingual
    rules: tuple[str, ...]
    collection: str
    shows: Callable[[Episode], Found]
    window: Callable[[Episode], Window] = lambda _: Window()
    step: ProgrammeStage | None = None

    def reached(self, episode: Episode) -> Observation:
        """
        Judge whether it was reached: shown by a fact, implied by a later one, not due, absent, or not known.
        """
        shown = self.shows(episode)
        if shown:
            return met(shown[0][0])
        later = implied_by(self, episode)
        if later is not None:
            return met((), later)
        until = self.window(episode).until
        if until is not None and episode.case.on <= until:
            return NOT_DUE
        return episode.absent(self.collection, self.lacking.id, self.lacking.en)


def implied_by(milestone: Milestone, episode: Episode) -> Bilingual | None:
    """
    Return from which later fact it follows that a milestone was reached, or `None`.

    A stage held shows the agreement and the stages before it, and a result of the evaluation all of them: evaluated
    are the regions that finished what the agreement asks (report of 2022).
    """
    if milestone.id not in _IMPLIED:
        return None
    for later in CHAIN[CHAIN.index(milestone) + 1 :]:
        if later.shows(episode):
            return Bilingual(f"disimpulkan dari: {later.title.id}", f"inferred from a later fact: {later.title.en}")
    if _evaluated(episode):
        return Bilingual("disimpulkan dari hasil evaluasi", "inferred from a result of the evaluation")
    return None


def _evaluated(episode: Episode) -> Found:
    cohort = episode.cohort or 0
    return [
        (path, e)
        for path, e in episode.facts("evaluations")
        if e.participated and (e.scores or e.published_index is not None) and e.year > cohort
    ]


def _signing(episode: Episode) -> Window:
    """
    Return the day of the cohort, or its year; the agreement is asked for from that day on.
    """
    day = None if episode.cohort is None else episode.case.day("mou.signing_day", episode.cohort)
    return _cohort_year(episode) if day is None else Window(None, day.last_day)


def signed_in(episode: Episode) -> PartialDate | None:
    """
    Return when the agreement of an episode was signed, the earliest where sources differ.
    """
    return min((mou.signed for _, mou in episode.facts("mous") if mou.signed), default=None)


def _after_signing(episode: Episode) -> Window:
    signed = signed_in(episode)
    months = episode.case.number("institution.months_after_mou", episode.cohort or signed)
    if signed is None:
        return Window()
    return Window(signed.first_day, months_after(signed.last_day, int(months)) if months else None)


def whole_year(year: int) -> Window:
    """
    Return a year, from its first day to its last.
    """
    return Window(date(year, 1, 1), date(year, 12, 31))


def _cohort_year(episode: Episode) -> Window:
    return Window(None, None if episode.cohort is None else date(episode.cohort, 12, 31))


def _held(stage: BimtekStage) -> Callable[[Episode], Found]:
    return lambda episode: [found for found in episode.facts("bimtek") if found[1].stage == stage]


def _expected(stage: BimtekStage) -> Callable[[Episode], Window]:
    """
    Return the window of a stage: a month after the one before, where that is known, to the end of the year.
    """

    def window(episode: Episode) -> Window:
        for back in range(1, stage):
            held = _held(BimtekStage(stage - back))(episode)
            begun = max((session.start.last_day for _, session in held if session.start), default=None)
            if begun is not None:
                return Window(months_after(begun, back), _cohort_year(episode).until)
        return _cohort_year(episode)

    return window


def finished_by(case: Case, episode: Episode) -> Found:
    """
    Return the plans of an episode that were certainly finished by the day, or that a regulation enacts.
    """
    return [
        (path, plan)
        for path, plan in episode.facts("masterplans")
        if (plan.completed is not None and plan.completed.last_day <= case.on)
        or case.items((*path, "legal_basis"), plan.legal_basis)
    ]


def _enacted(episode: Episode) -> Found:
    return [
        (place, decree)
        for path, plan in episode.facts("masterplans")
        for place, decree in episode.case.items((*path, "legal_basis"), plan.legal_basis)
    ]


def _chosen(episode: Episode) -> Found:
    passed = [(path, s) for path, s in episode.facts("selections") if s.passed]
    return passed or [(path, m) for path, m in episode.case.facts("memberships") if m.cohort == episode.cohort]


def first_wins(episode: Episode) -> Found:
    """
    Return the quick wins of the first round, those of the cohort's year and of the next; one that goes on counts once.
    """
    years = {episode.cohort, (episode.cohort or 0) + 1}
    found: dict[str, tuple[Path, Any]] = {}
    for path, win in episode.facts("quick_wins"):
        if episode.cohort is not None and (win.cohort == episode.cohort or win.year in years):
            found.setdefault(win.name.casefold().strip(), (path, win))
    return list(found.values())


def _said(name: str) -> tuple[str, Bilingual, Bilingual]:
    return name, said("do", name), said("lacking", name)


SELECTED: Final = Milestone(
    *_said("selection"), ("GM100-MEMBERSHIP-006",), "selections", _chosen, step=ProgrammeStage.SELECTED
)
MOU: Final = Milestone(
    *_said("mou"), ("GM100-MOU-001",), "mous", lambda episode: episode.facts("mous"), _signing, ProgrammeStage.MOU
)
COUNCIL: Final = Milestone(
    *_said("council"),
    ("GM100-INSTITUTION-001", "GM100-INSTITUTION-003"),
    "councils",
    lambda episode: episode.case.facts("councils"),
    _after_signing,
)
TEAM: Final = Milestone(
    *_said("team"),
    ("GM100-INSTITUTION-002", "GM100-INSTITUTION-003"),
    "teams",
    lambda episode: episode.case.facts("teams"),
    _after_signing,
)
STAGES: Final = tuple(
    Milestone(
        step.value,
        said("do", "bimtek", stage=stage.name),
        said("lacking", "bimtek", stage=stage.name),
        ("GM100-BIMTEK-001", "GM100-BIMTEK-002"),
        "bimtek",
        _held(stage),
        _expected(stage),
        step,
    )
    for stage, step in zip(
        BimtekStage,
        (ProgrammeStage.BIMTEK_1, ProgrammeStage.BIMTEK_2, ProgrammeStage.BIMTEK_3, ProgrammeStage.BIMTEK_4),
        strict=True,
    )
)
COMMITMENT: Final = Milestone(
    *_said("commitment"),
    ("GM100-BIMTEK-012",),
    "commitments",
    lambda episode: episode.facts("commitments"),
    _cohort_year,
)
PLAN: Final = Milestone(
    *_said("masterplan"),
    ("GM100-MASTERPLAN-001", "GM100-MASTERPLAN-002"),
    "masterplans",
    lambda episode: finished_by(episode.case, episode),
    _cohort_year,
    ProgrammeStage.MASTERPLAN,
)
LEGAL_BASIS: Final = Milestone(*_said("legal-basis"), ("GM100-MASTERPLAN-005",), "masterplans", _enacted)
CHAIN: Final = (SELECTED, MOU, *STAGES, PLAN)
"""The milestones that follow from a later one."""
_IMPLIED: Final = frozenset(milestone.id for milestone in CHAIN)

MILESTONES: Final = (MOU, COUNCIL, TEAM, *STAGES, COMMITMENT, PLAN, LEGAL_BASIS)
"""What a region does once, in the order in which it is asked for."""


def wins_chosen(episode: Episode) -> Observation:
    """
    Judge whether there are as many quick wins in the first round as the book asks for.
    """
    asked = episode.number("quickwins.asked")
    if asked is None:
        return episode.case.unstated("quickwins.asked")
    held = len(first_wins(episode))
    if held >= asked:
        return met(("quick_wins",))
    return episode.absent("quick_wins", held=held, asked=asked) if episode.over else NOT_DUE


def evaluated_in(case: Case, year: int) -> Observation:
    """
    Judge whether the region was evaluated in a year; after the last year that was announced, it is not known.
    """
    for collection in ("evaluations", "evaluation_sessions"):
        for path, fact in case.facts(collection):
            if fact.year == year:
                return met(path)
    last = case.number("evaluation.last_year")
    if last is None or year > last:
        return case.unstated("evaluation.last_year")
    return case.absent("evaluations", year=year)


def new_wins_in(case: Case, year: int) -> Observation:
    """
    Judge whether there are as many new quick wins in a year as the evaluation counts on; one that goes on is not new.
    """
    asked = case.number("quickwins.new_a_year", year)
    if asked is None:
        return nothing("not-asked-for-in-that-year")
    wins = [win for _, win in case.facts("quick_wins") if win.year == year]
    counted = [answer.count or 0 for win in wins for answer in win.criteria if answer.criterion is Criterion.NEW]
    if max(sum(win.new is True for win in wins), *counted, 0) >= asked:
        return met(("quick_wins",))
    if any(win.new is None for win in wins):
        return unknown((), "quick_wins.new")
    return case.absent("quick_wins", year=year)
