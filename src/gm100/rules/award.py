"""
Rules on awards.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from gm100.model.rule import Outcome
from gm100.rules._records import judges, nothing, said
from gm100.rules._spellings import Party, party_of, pillars_of, scheme_of, size_of
from gm100.rules.case import Case, Observation, judge, unknown
from gm100.text.codes import kind_of

_SMART: Final = ("smart", "cerdas", "masterplan", "master plan", "quick win", "dimensi")
_OTHER_GIVER: Final = nothing("it-was-given-by-somebody-else")


def _party(award: Any) -> Party | None:
    return None if award.giver is None else party_of(award.giver)


@judges("GM100-AWARD-001")
def not_before_membership(case: Case) -> Iterator[Observation]:
    """
    Check that an award of the ministry is not older than the first time that the region took part.
    """
    first = case.episodes[0].cohort
    for path, award in case.facts("awards"):
        year = award.given.year if award.given else award.year
        if _party(award) not in {Party.MINISTRY, None}:
            yield _OTHER_GIVER
        elif first is None:
            yield unknown((), "memberships")
        elif _party(award) is None or year is None:
            yield unknown(path, "giver" if _party(award) is None else "given")
        else:
            yield judge((*path, "given"), year >= first, year=year, first=first)


@judges("GM100-AWARD-002")
def giver_named(case: Case) -> Iterator[Observation]:
    """
    Check that an award says who gave it.
    """
    for path, award in case.facts("awards"):
        yield judge((*path, "giver"), award.giver is not None, name=award.name)


@judges("GM100-AWARD-003")
def size_class_fits(case: Case) -> Iterator[Observation]:
    """
    Check that a size class is one of the region's kind, and that the giver's limits of it hold the region's population.
    """
    kind, people = kind_of(case.dossier.region), case.known("population", case.dossier.region)
    for path, award in case.facts("awards"):
        if award.size_class is None:
            yield nothing("it-has-no-size-class")
            continue
        scheme, size = scheme_of(f"{award.giver or ''} {award.name}"), size_of(award.size_class)
        named = {word for word in ("kabupaten", "kota", "provinsi") if word in award.size_class.casefold()}
        found = [case.number(f"award.{scheme}.{kind}_{place}") for place in (1, 2, 3)]
        edges = [edge for edge in found if edge is not None]
        if scheme and named and kind not in named:
            holds: bool | None = False
        elif not edges:
            yield Observation(Outcome.NOT_JUDGED, path, said("reasons", "no-limits-of-its-size-classes"))
            continue
        elif size is None or size > len(edges) or people is None:
            holds = None
        else:
            holds = _between([Decimal(0), *edges, None][size : size + 2], people, case.number("award.size_margin"))
        values: dict[str, Any] = {
            "size": award.size_class,
            "people": "?" if people is None else f"{people:,}".replace(",", " "),
        }
        yield judge((*path, "size_class"), holds, **values)


def _between(edges: list[Decimal | None], people: int, margin: Decimal | None) -> bool | None:
    """
    Whether a population is between two limits; one near a limit, or on it, may have been on the other side then.
    """
    (low, high), near = edges, (margin or 0) / Decimal(100)
    if (low or 0) < people and (high is None or people < high):
        return True
    below = low is not None and people < low * (1 - near)
    return False if below or (high is not None and people > high * (1 + near)) else None


@judges("GM100-AWARD-004")
def year_fits_date(case: Case) -> Iterator[Observation]:
    """
    Check that an award is given in the year that it names, or in the next.
    """
    for path, award in case.facts("awards"):
        year, given = award.year, award.given
        holds = None if year is None or given is None else given.year - year in {0, 1}
        yield judge((*path, "given"), holds, "year", "given", year=year, given=given)


@judges("GM100-AWARD-005")
def given_at_ceremony(case: Case) -> Iterator[Observation]:
    """
    Check that a smart-city award of the ministry bears the day of the ceremony of that year.
    """
    for path, award in case.facts("awards"):
        words = f"{award.name} {award.category or ''}".casefold()
        if _party(award) not in {Party.MINISTRY, None} or not any(word in words for word in _SMART):
            yield _OTHER_GIVER
            continue
        given = award.given
        day = given and case.day("award.ceremony_day", given.year)
        if given and day is None:
            yield case.unstated("award.ceremony_day", path)
            continue
        holds = day.first_day in given if given and day and _party(award) else None
        yield judge((*path, "given"), holds, "giver" if given else "given", given=given, ceremony=day)


@judges("GM100-AWARD-006")
def is_the_winner(case: Case) -> Iterator[Observation]:
    """
    Check that an award of the ministry for a dimension, of a year with one winner each, went to this region.
    """
    for path, award in case.facts("awards"):
        year = award.year or (award.given and award.given.year)
        winners = case.known("winners", year) or {}
        won = pillars_of([award.category or award.name]) & set(winners)
        if _party(award) not in {Party.MINISTRY, None}:
            yield _OTHER_GIVER
        elif _party(award) is None or not won:
            yield unknown(path, "giver" if _party(award) is None else "category")
        else:
            right = sorted({winners[pillar] for pillar in won})
            names = ", ".join((case.known("names", code) or (code,))[0] for code in right)
            yield judge((*path, "category"), case.dossier.region in right, category=award.category, winners=names)
