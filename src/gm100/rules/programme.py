"""
Rules on what the masterplan holds: pillars, parts, programmes, how much of it is carried out, and who pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from gm100.model.masterplan import ActionGroup, Masterplan
from gm100.model.pillar import PillarId
from gm100.rules._records import judges
from gm100.rules.case import Case, Episode, Observation, Path, judge, unknown
from gm100.rules.milestones import first_wins

PARTS: Final = {
    PillarId.GOVERNANCE: ("service", "policy", "bureaucracy"),
    PillarId.BRANDING: ("tourism", "business", "appearance"),
    PillarId.ECONOMY: ("industry", "welfare", "transaction"),
    PillarId.LIVING: ("harmony", "health", "mobility"),
    PillarId.SOCIETY: ("community", "learning", "security"),
    PillarId.ENVIRONMENT: ("protection", "waste", "energy"),
}
"""The eighteen parts of the pillars, as the survey of 2023 names them."""

ASKED_GROUPS: Final = (
    ActionGroup.HUMAN_CAPACITY,
    ActionGroup.INFRASTRUCTURE,
    ActionGroup.APPLICATION,
    ActionGroup.LITERACY,
)
"""The groups of action plans that the evaluation asks for (questions 3.30 to 3.33)."""

_HUNDRED = Decimal(100)


def _covered(path: Path, part: str, plan: Any, lacking: list[str]) -> Observation:
    """
    Judge what a plan lacks: broken where the part is listed in full, unknown elsewhere.
    """
    known = not lacking or (False if part in plan.complete else None)
    return judge((*path, part), known, lacking=", ".join(lacking))


@judges("GM100-MASTERPLAN-011")
def six_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan, or what it is built on, have every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {programme.pillar for programme in plan.programmes} | set(plan.pillars)
        yield _covered(path, "programmes", plan, [p.value for p in PillarId if p not in there])


@judges("GM100-MASTERPLAN-012")
def eighteen_parts(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan have every part of every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {(programme.pillar, programme.sub_dimension) for programme in plan.programmes}
        lacking = [f"{p.value}/{part}" for p, parts in PARTS.items() for part in parts if (p, part) not in there]
        yield _covered(path, "programmes", plan, lacking)


@judges("GM100-MASTERPLAN-013")
def parts_fit_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that a programme that names pillar and part names a part of that pillar.
    """
    for path, programme in case.parts("masterplans.programmes"):
        pillar, part = programme.pillar, programme.sub_dimension
        holds = None if pillar is None or part is None else part in PARTS[pillar]
        yield judge(
            (*path, "sub_dimension"), holds, "pillar", "sub_dimension", part=part, pillar=pillar and pillar.value
        )


@judges("GM100-MASTERPLAN-014")
def four_groups(case: Case) -> Iterator[Observation]:
    """
    Check that the action plans of a plan have every group that the evaluation asks for.
    """
    for path, plan in case.facts("masterplans"):
        there = {action.group for action in plan.action_plans}
        yield _covered(path, "action_plans", plan, [g.value for g in ASKED_GROUPS if g not in there])


@judges("GM100-MASTERPLAN-015")
def years_within(case: Case) -> Iterator[Observation]:
    """
    Check that no programme has a year before or after those of its plan.
    """
    for path, plan in case.facts("masterplans"):
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            if plan.horizon is None or not programme.years:
                yield unknown(place, "years")
                continue
            outside = sorted(year for year in programme.years if not plan.from_year <= year <= plan.until_year)
            yield judge((*place, "years"), not outside, years=", ".join(map(str, outside)))


@judges("GM100-MASTERPLAN-016")
def listed_once(case: Case) -> Iterator[Observation]:
    """
    Check that no two programmes of a plan have one name and one owner.
    """
    for path, plan in case.facts("masterplans"):
        seen: set[tuple[str, str | None]] = set()
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            key = (programme.name, programme.owner)
            yield judge(place, key not in seen, name=programme.name)
            seen.add(key)


@judges("GM100-MASTERPLAN-017")
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that in a list that is whole, each programme has an owner.
    """
    for path, plan in case.facts("masterplans"):
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            named = programme.owner is not None
            yield judge((*place, "owner"), named or (False if "programmes" in plan.complete else None))


@judges("GM100-MASTERPLAN-018")
def percentage_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the percentage printed is the quotient, rounded half up to as many decimals as were printed.
    """
    for path, figure in case.facts("realisations"):
        printed = figure.percent_printed
        if printed is None or not figure.total or figure.running is None:
            yield unknown(path, "percent_printed", "running", "total")
            continue
        exact = Decimal(figure.running) / Decimal(figure.total) * _HUNDRED
        unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        right = exact.quantize(min(unit, Decimal(1)), ROUND_HALF_UP)
        yield judge((*path, "percent_printed"), right == printed, printed=printed, right=right)


@judges("GM100-MASTERPLAN-019")
def totals_are_right(case: Case) -> Iterator[Observation]:
    """
    Check that where a list is whole, or longer than the number printed, list and number agree.
    """
    for path, plan in case.facts("masterplans"):
        whole = {*plan.complete, *({"quick_wins"} & case.dossier.complete)}
        wins = sum(win.in_masterplan is not False for _, win in first_wins(_episode_of(case, plan)))
        listed = {"programmes": len(plan.programmes), "action_plans": len(plan.action_plans), "quick_wins": wins}
        printed = {part: total for part in listed if (total := getattr(plan, f"{part}_total")) is not None}
        if not printed:
            yield unknown(path, *(f"{part}_total" for part in listed))
        for part, total in printed.items():
            count = listed[part]
            certain = part in whole or count >= total
            if certain:
                yield judge((*path, f"{part}_total"), count == total, printed=total, listed=count)
            else:
                yield unknown(() if part == "quick_wins" else path, part)


def _episode_of(case: Case, plan: Masterplan) -> Episode:
    cohort = case.place_of("masterplans", plan)
    return next((episode for episode in case.episodes if episode.cohort == cohort), case.episodes[0])


@judges("GM100-MASTERPLAN-023")
def has_share(case: Case) -> Iterator[Observation]:
    """
    Check that a part of the regional budget goes to the programme.
    """
    for path, budget in case.facts("budgets"):
        share = budget.apbd_share if budget.apbd_share is not None else budget.apbd
        yield judge((*path, "apbd_share"), None if share is None else share > 0, year=budget.year)


@judges("GM100-MASTERPLAN-024")
def others_pay(case: Case) -> Iterator[Observation]:
    """
    Check that someone besides the region pays.
    """
    for path, budget in case.facts("budgets"):
        yield judge((*path, "others_pay"), bool(budget.others) or budget.others_pay, year=budget.year)


@judges("GM100-MASTERPLAN-025")
def names_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that each programme of a plan has a pillar.
    """
    for path, programme in case.parts("masterplans.programmes"):
        yield judge((*path, "pillar"), programme.pillar is not None, name=programme.name)
