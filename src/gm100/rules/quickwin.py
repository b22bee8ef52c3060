"""
Rules on quick wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from gm100.model.pillar import PillarId
from gm100.model.quickwin import Criterion, QuickWin
from gm100.rules._facts import within
from gm100.rules._records import judges, said
from gm100.rules.case import NOT_DUE, Case, Observation, judge, unknown
from gm100.rules.milestones import first_wins, new_wins_in, wins_chosen

_ONE_A_PILLAR: Final = 2022
"""The first cohort in which a quick win belongs to a pillar."""


def _answers(win: QuickWin) -> dict[Criterion, bool | None]:
    return {answer.criterion: answer.met for answer in win.criteria}


@judges("GM100-QUICKWIN-001")
def enough(case: Case) -> Iterator[Observation]:
    """
    Check that in the first round of each cohort there are at least as many as the book says.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        yield wins_chosen(episode)


@judges("GM100-QUICKWIN-002")
def one_a_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that the quick wins of the first round serve every pillar.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        wins = [win for _, win in first_wins(episode)]
        lacking = ", ".join(p.value for p in PillarId if not any(p in win.pillars for win in wins))
        if not lacking:
            yield judge(("quick_wins",), holds=True)
        elif any(not win.pillars for win in wins):
            yield unknown((), "quick_wins.pillars")
        else:
            yield episode.absent("quick_wins", lacking=lacking) if episode.over else NOT_DUE


@judges("GM100-QUICKWIN-003")
def new_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has as many new quick wins as the book says.
    """
    if case.cohort is None:
        yield case.outside()
        return
    for year in range(case.cohort + 1, case.on.year):
        yield new_wins_in(case, year)
    if case.on.year - 1 <= case.cohort:
        yield NOT_DUE


@judges("GM100-QUICKWIN-004")
def old_ones_go_on(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win says that it was not continued.
    """
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "criteria"), _answers(win).get(Criterion.CONTINUED), "criteria.continued", name=win.name)


@judges("GM100-QUICKWIN-005")
def is_in_masterplan(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win is said to be in the plan, or a programme of a plan bears its name.
    """
    names = {programme.name.casefold() for _, programme in case.parts("masterplans.programmes")}
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "in_masterplan"), win.name.casefold() in names or win.in_masterplan, name=win.name)


@judges("GM100-QUICKWIN-006")
def no_app_for_its_own_sake(case: Case) -> Iterator[Observation]:
    """
    Check that a digital quick win outside the plan has a purpose, leverage, or evidence of impact.
    """
    for path, win in case.facts("quick_wins"):
        shown = bool(win.purpose or win.leverage or win.leverages or win.evidence_of_impact)
        apart = win.digital and win.in_masterplan is False
        holds = True if shown or win.digital is False or win.in_masterplan else False if apart else None
        yield judge((*path, "purpose"), holds, "purpose", "leverage", name=win.name)


@judges("GM100-QUICKWIN-007")
def leverage_shown(case: Case) -> Iterator[Observation]:
    """
    Check that figures of what a quick win changes show a change.
    """
    for path, win in case.facts("quick_wins"):
        figures = [(one.before, one.after) for one in win.leverages if None not in {one.before, one.after}]
        changed = any(before != after for before, after in figures)
        holds = True if win.evidence_of_impact or changed else False if figures else None
        yield judge((*path, "leverages"), holds, "leverages", "evidence_of_impact", name=win.name)


@judges("GM100-QUICKWIN-008")
def is_quick(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win takes longer than the months of the book.
    """
    most = case.number("quickwins.months")
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "months"), within(0, win.months, most), name=win.name, months=win.months)


@judges("GM100-QUICKWIN-009")
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that an owner is named; a list that is whole has no excuse.
    """
    certain = "quick_wins" in case.dossier.complete
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "owner"), win.owner is not None or (False if certain else None), name=win.name)


@judges("GM100-QUICKWIN-010")
def criteria_answered(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win with answers has all of them, and none is no.
    """
    for path, win in case.facts("quick_wins"):
        answers = _answers(win)
        failed = ", ".join(one.value for one in Criterion if answers.get(one) is False)
        open_ = len(answers) < len(Criterion) or None in answers.values()
        yield judge((*path, "criteria"), False if failed else None if open_ else True, name=win.name, failed=failed)


@judges("GM100-QUICKWIN-011")
def risks_mitigated(case: Case) -> Iterator[Observation]:
    """
    Check that where risks are identified they are mitigated.
    """
    for path, win in case.facts("quick_wins"):
        answers = _answers(win)
        known, handled = answers.get(Criterion.RISK_IDENTIFIED), answers.get(Criterion.RISK_MITIGATED)
        holds = None if known is None else known and handled
        yield judge((*path, "criteria"), holds, "criteria.risk_mitigated", name=win.name)


@judges("GM100-QUICKWIN-012")
def names_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win has a pillar; before 2022 one without is not judged.
    """
    for path, win in case.facts("quick_wins"):
        asked = (win.year or case.cohort or 0) >= _ONE_A_PILLAR
        yield judge((*path, "pillars"), bool(win.pillars) or (False if asked else None), name=win.name)


@judges("GM100-QUICKWIN-013")
def listed_once(case: Case) -> Iterator[Observation]:
    """
    Check that no name stands twice in a year, and no year is before that of the cohort.
    """
    wins = case.facts("quick_wins")
    counts = Counter((win.name.casefold().strip(), win.year) for _, win in wins)
    for path, win in wins:
        twice = counts[win.name.casefold().strip(), win.year] > 1
        early = None if None in {win.year, case.cohort} else (win.year or 0) < (case.cohort or 0)
        what = said("found", "on-record-twice") if twice else said("found", "before-the-cohort")
        holds = False if twice or early else None if early is None else True
        yield judge((*path, "year"), holds, name=win.name, year=win.year or "-", what=what)
