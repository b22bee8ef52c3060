"""
Rules on council, implementation team and forum.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from gm100.model.institution import DecreeKind
from gm100.model.pillar import PillarId
from gm100.model.rule import Bilingual
from gm100.model.vocabulary import GroupId
from gm100.rules._facts import not_after
from gm100.rules._records import judges, nothing, said
from gm100.rules._spellings import Office, groups_of, office_of, pillars_of
from gm100.rules.case import Case, Found, Observation, judge, unknown
from gm100.rules.milestones import COUNCIL, TEAM, Milestone, signed_in
from gm100.text.codes import kind_of
from gm100.text.dates import PartialDate

_OUTSIDE: Final = {
    GroupId.ACADEMIA: said("found", "academics"),
    GroupId.BUSINESS: said("found", "business"),
    GroupId.COMMUNITY: said("found", "community"),
}
_DECISION: Final = {
    "kabupaten": frozenset({DecreeKind.KEPWAL, DecreeKind.KEPGUB}),
    "kota": frozenset({DecreeKind.KEPBUP, DecreeKind.KEPGUB}),
    "provinsi": frozenset({DecreeKind.KEPBUP, DecreeKind.KEPWAL}),
}
"""The decisions that a region of that kind cannot make."""


def _in_time(case: Case, milestone: Milestone) -> Iterator[Observation]:
    """
    Check that a body is formed within the months that the book gives.
    """
    for episode in case.guided or case.episodes:
        signed = signed_in(episode)
        due = milestone.window(episode).until
        if due is None:
            no_deadline = nothing("no-deadline-was-found-for-this-cohort")
            yield unknown((), "mous.signed") if signed is None else no_deadline
        elif not (bodies := case.facts(milestone.collection)):
            yield milestone.reached(episode)
        else:
            yield _first(case, milestone.collection, bodies, PartialDate.of(due))


council_in_time = judges("GM100-INSTITUTION-001")(partial(_in_time, milestone=COUNCIL))
team_in_time = judges("GM100-INSTITUTION-002")(partial(_in_time, milestone=TEAM))


def _first(case: Case, collection: str, bodies: Found, due: PartialDate) -> Observation:
    """
    Judge the first body known: a later one says nothing, unless the list is known to be whole.
    """
    path, body = bodies[0]
    when = body.formed or body.seen
    in_time = when and not_after(when, due)
    certain = body.formed is not None and collection in case.dossier.complete
    return judge((*path, "formed"), in_time or (None if not certain else in_time), formed=when, due=due)


def _bodies(case: Case) -> Found:
    return (*case.facts("councils"), *case.facts("teams"))


@judges("GM100-INSTITUTION-003")
def has_decree(case: Case) -> Iterator[Observation]:
    """
    Check that each council and team names its decision, and the decision its number.
    """
    bodies = _bodies(case)
    if not bodies:
        yield unknown((), "councils", "teams")
    for path, body in bodies:
        numbered = body.decree is not None and body.decree.number is not None
        certain = body.decree is not None and path[0] in case.dossier.complete
        yield judge((*path, "decree"), numbered or (False if certain else None))


@judges("GM100-INSTITUTION-004")
def head_chairs(case: Case) -> Iterator[Observation]:
    """
    Check that the chair of a council is a head of region or a deputy.
    """
    for path, council in case.facts("councils"):
        office = council.chair and office_of(council.chair)
        holds = None if office is None else office in {Office.HEAD, Office.DEPUTY}
        yield judge((*path, "chair"), holds, office=council.chair and council.chair.office)


@judges("GM100-INSTITUTION-005")
def team_has_chair(case: Case) -> Iterator[Observation]:
    """
    Check that a team that lists its members has a chair.
    """
    for path, team in case.facts("teams"):
        certain = team.members and "teams" in case.dossier.complete
        yield judge((*path, "chair"), team.chair is not None or (False if certain else None))


def _meets(case: Case, collection: str) -> Iterator[Observation]:
    """
    Check that a body met, a team with the agencies, in each full year since that is asked for.
    """
    for path, body in case.facts(collection):
        since = body.formed or body.seen
        years = range(since.last_day.year + 1, case.on.year) if since else ()
        asked = [(year, number) for year in years if (number := case.number("institution.meetings_a_year", year))]
        if not asked:
            yield nothing("it-has-not-existed-for-a-whole-year-since-then")
        for year, number in asked:
            held = sum(meeting.year == year for meeting in body.meetings)
            holds = held >= number or (False if collection in case.dossier.complete else None)
            yield judge((*path, "meetings"), holds, held=held, year=year)


council_meets = judges("GM100-INSTITUTION-006")(partial(_meets, collection="councils"))
team_meets = judges("GM100-INSTITUTION-007")(partial(_meets, collection="teams"))


@judges("GM100-INSTITUTION-008")
def council_is_broad(case: Case) -> Iterator[Observation]:
    """
    Check that where the groups of a council are given, academics, business and community are among them.
    """
    for path, council in case.facts("councils"):
        there = groups_of(council.groups)
        lacking = [text for group, text in _OUTSIDE.items() if group not in there]
        words = Bilingual(", ".join(text.id for text in lacking) or "-", ", ".join(text.en for text in lacking) or "-")
        yield judge((*path, "groups"), not lacking if council.groups else None, lacking=words)


@judges("GM100-INSTITUTION-009")
def has_forum(case: Case) -> Iterator[Observation]:
    """
    Check that a region that is evaluated has a forum.
    """
    forums = case.facts("forums")
    yield judge(forums[0][0], holds=True) if forums else case.absent("forums")


@judges("GM100-INSTITUTION-010")
def decree_fits(case: Case) -> Iterator[Observation]:
    """
    Check date and kind of each decision, and that no meeting is before the body was formed.
    """
    wrong = _DECISION[kind_of(case.dossier.region)]
    seen = []
    for path, body in _bodies(case):
        decree = body.decree
        if decree is not None:
            kind = decree.kind.value
            seen.append(judge((*path, "decree", "kind"), decree.kind not in wrong, what=kind, fact=case.dossier.region))
        if decree is not None and decree.dated and body.formed:
            holds = not_after(decree.dated, body.formed)
            seen.append(judge((*path, "decree", "dated"), holds, what=decree.dated, fact=body.formed))
        if body.formed and body.meetings:
            first = min(body.meetings)
            seen.append(judge((*path, "meetings"), not_after(body.formed, first), what=first, fact=body.formed))
    yield from seen or [unknown((), "councils", "teams")]


@judges("GM100-INSTITUTION-011")
def team_has_groups(case: Case) -> Iterator[Observation]:
    """
    Check that a team of which groups by pillar are given has one for every pillar.
    """
    for path, team in case.facts("teams"):
        there = team.pillars | pillars_of(team.groups)
        lacking = ", ".join(pillar.value for pillar in PillarId if pillar not in there)
        yield judge((*path, "pillars"), not lacking if there else None, lacking=lacking)


@judges("GM100-INSTITUTION-012")
def agencies_plan_it(case: Case) -> Iterator[Observation]:
    """
    Check that the agencies have the plan in theirs.
    """
    for path, plan in case.facts("masterplans"):
        yield judge((*path, "in_renstra"), plan.in_renstra)
