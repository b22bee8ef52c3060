"""
Rules on awards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gm100.rules._records import judges
from gm100.rules._spellings import Party, party_of
from gm100.rules.case import Case, Observation, idle, judge, unknown

_SMART: Final = ("smart", "cerdas", "masterplan", "master plan", "quick win", "dimensi")
_OTHER_GIVER: Final = idle("diberikan pihak lain", "it was given by somebody else")


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
        elif _party(award) is None or first is None or year is None:
            yield unknown(path, "giver" if _party(award) is None else "memberships" if first is None else "given")
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
def size_class_is_as_printed(case: Case) -> Iterator[Observation]:
    """
    Check that a size class in an award of the ministry is pointed out.
    """
    for path, award in case.facts("awards"):
        ministry = None if _party(award) is None else _party(award) is Party.MINISTRY
        if award.size_class is None:
            yield idle("tidak ada kelas ukuran", "it has no size class")
        else:
            yield judge(
                (*path, "size_class"), None if ministry is None else not ministry, "giver", size=award.size_class
            )


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
        holds = day.first_day in given if given and day and _party(award) else None
        yield judge((*path, "given"), holds, given=given, ceremony=day)
