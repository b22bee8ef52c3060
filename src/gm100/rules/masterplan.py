"""
Rules on the masterplan as a document: when, which books, how long, in which legal form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gm100.model.institution import REGULATIONS, DecreeKind
from gm100.model.masterplan import Masterplan
from gm100.rules._calendar import years_after
from gm100.rules._facts import not_after, within
from gm100.rules._records import judges, nothing
from gm100.rules._spellings import BOOKS, content_of
from gm100.rules.case import NOT_DUE, Case, Observation, judge, unknown
from gm100.rules.milestones import PLAN
from gm100.text.codes import kind_of
from gm100.text.dates import PartialDate

_OF_HEAD: Final = {"kabupaten": DecreeKind.PERBUP, "kota": DecreeKind.PERWALI, "provinsi": DecreeKind.PERGUB}

_CITED: Final = {"PP 59/2022": re.compile(r"\b59\D+2022\b"), "SNI ISO 37122": re.compile(r"\b37122\b")}


@judges("GM100-MASTERPLAN-001")
def finished_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of a cohort there is a plan that was finished in it; a later plan alone says nothing.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        plans = [(path, plan) for path, plan in episode.facts("masterplans") if plan.completed is not None]
        if not episode.over:
            yield NOT_DUE
        elif not plans:
            yield PLAN.reached(episode)
        else:
            path, first = plans[0]
            in_time = not_after(first.completed, PartialDate(episode.cohort or 1, 12, 31))
            certain = "masterplans" in case.dossier.complete
            yield judge((*path, "completed"), in_time or (in_time if certain else None), completed=first.completed)


@judges("GM100-MASTERPLAN-002")
def all_books(case: Case) -> Iterator[Observation]:
    """
    Check that the books of a plan are as many as its cohort was asked for, numbered from one.
    """
    for path, plan in case.facts("masterplans"):
        asked = case.number("masterplan.books", case.place_of("masterplans", plan) or case.cohort)
        if asked is None:
            yield case.unstated("masterplan.books", path)
            continue
        there = {book.number for _, book in case.items((*path, "books"), plan.books)}
        lacking = ", ".join(str(number) for number in range(1, int(asked) + 1) if number not in there)
        yield judge((*path, "books"), not lacking or (False if "books" in plan.complete else None), lacking=lacking)


@judges("GM100-MASTERPLAN-003")
def horizon(case: Case) -> Iterator[Observation]:
    """
    Check that the years planned for are within the limits; a period such as 2022-2032 prints the end of the tenth year.
    """
    least, most = case.number("masterplan.horizon_min"), case.number("masterplan.horizon_max")
    for path, plan in case.facts("masterplans"):
        holds = within(least, plan.horizon, None if most is None else most + 1)
        yield judge((*path, "until_year"), holds, "from_year", "until_year", years=plan.horizon)


@judges("GM100-MASTERPLAN-004")
def fits_rpjmd(case: Case) -> Iterator[Observation]:
    """
    Check that no plan is said not to fit.
    """
    for path, plan in case.facts("masterplans"):
        yield judge((*path, "fits_rpjmd"), plan.fits_rpjmd)


@judges("GM100-MASTERPLAN-005")
def has_legal_basis(case: Case) -> Iterator[Observation]:
    """
    Check that a plan names the regulation that puts it into force.
    """
    for path, plan in case.facts("masterplans"):
        there = bool(case.items((*path, "legal_basis"), plan.legal_basis))
        yield judge((*path, "legal_basis"), there or (False if "legal_basis" in plan.complete else None))


@judges("GM100-MASTERPLAN-006")
def legal_form(case: Case) -> Iterator[Observation]:
    """
    Check that each legal basis is a regulation, and that one of a head of region is that of this kind of region.
    """
    fitting = {DecreeKind.PERDA, _OF_HEAD[kind_of(case.dossier.region)]} & REGULATIONS
    for path, decree in case.parts("masterplans.legal_basis"):
        yield judge((*path, "kind"), decree.kind in fitting, kind=decree.kind.value)


@judges("GM100-MASTERPLAN-007")
def has_vision(case: Case) -> Iterator[Observation]:
    """
    Check that a plan of which all books are known states its vision.
    """
    for path, plan in case.facts("masterplans"):
        known = True if plan.vision is not None else False if "books" in plan.complete else None
        yield judge((*path, "vision"), known)


def _version(plan: Masterplan) -> PartialDate | None:
    """
    Return when the last version of a plan was made.
    """
    first = PartialDate(plan.from_year) if plan.from_year else None
    return plan.revised or plan.completed or first


@judges("GM100-MASTERPLAN-008")
def may_be_revised(case: Case) -> Iterator[Observation]:
    """
    Check whether so many years have gone since the last version of the latest plan.
    """
    plans = case.facts("masterplans")
    years = case.number("masterplan.revision_years")
    path, latest = plans[-1]
    version = _version(latest)
    if version is None or years is None:
        yield unknown(path, "completed")
        return
    fresh = years_after(version.last_day, int(years)) >= case.on
    certain = "masterplans" in case.dossier.complete or latest.revised
    yield judge((*path, "revised"), fresh or (False if certain else None), version=version)


@judges("GM100-MASTERPLAN-009")
def still_in_force(case: Case) -> Iterator[Observation]:
    """
    Check that some plan runs on the day; where the list of plans is not whole, a later one may be.
    """
    plans = case.facts("masterplans")
    ends = [(plan.until_year, path) for path, plan in plans if plan.until_year is not None]
    if not ends:
        yield unknown(plans[-1][0], "until_year")
        return
    end, path = max(ends, key=lambda found: found[0])
    certain = "masterplans" in case.dossier.complete
    yield judge((*path, "until_year"), end >= case.on.year or (False if certain else None), until=end)


@judges("GM100-MASTERPLAN-010")
def basis_after_plan(case: Case) -> Iterator[Observation]:
    """
    Check that no regulation is certainly older than the plan that it enacts.
    """
    for path, plan in case.facts("masterplans"):
        for place, decree in case.items((*path, "legal_basis"), plan.legal_basis):
            completed, dated = plan.completed, decree.dated
            if completed is None:
                yield unknown(path, "completed")
            else:
                after = None if dated is None else not_after(completed, dated)
                yield judge((*place, "dated"), after, dated=dated, completed=completed)


@judges("GM100-MASTERPLAN-020")
def titles_fit_numbers(case: Case) -> Iterator[Observation]:
    """
    Check that a book whose title is recognised has a number that such a book has.
    """
    for path, book in case.parts("masterplans.books"):
        content = content_of(book.title or "")
        holds = None if content is None else book.number in BOOKS[content]
        yield judge((*path, "title"), holds, number=book.number, title=book.title)


@judges("GM100-MASTERPLAN-021")
def terms_fit(case: Case) -> Iterator[Observation]:
    """
    Check that a plan begins within the RPJMD it names, and that this RPJMD does not end before the plan does.
    """
    for path, plan in case.facts("masterplans"):
        term = plan.rpjmd
        if term is None or plan.from_year is None:
            yield unknown(path, "rpjmd", "from_year")
            continue
        begins = term.from_year <= plan.from_year <= term.until_year
        ends = None if plan.until_year is None else plan.until_year <= term.until_year
        revised = plan.revised is not None and plan.revised.year > term.until_year
        years = f"{plan.from_year}-{plan.until_year or ''}"
        holds = begins and (ends or revised or ends)
        yield judge((*path, "rpjmd"), holds, "until_year", plan=years, term=f"{term.from_year}-{term.until_year}")


@judges("GM100-MASTERPLAN-022")
def has_area_plan(case: Case) -> Iterator[Observation]:
    """
    Check that a region that took part in 2021 has a plan of its area, once that year is over.
    """
    mine = [episode for episode in case.guided if episode.cohort == 2021]  # noqa: PLR2004 - the cohort of the areas
    if not mine:
        yield nothing("it-did-not-take-part-in-2021") if case.guided else case.outside()
    for episode in mine:
        plans = [path for path, plan in episode.facts("masterplans") if plan.area]
        yield judge(plans[0], holds=True) if plans else episode.absent("masterplans") if episode.over else NOT_DUE


@judges("GM100-MASTERPLAN-026")
def terms_follow(case: Case) -> Iterator[Observation]:
    """
    Check that no term is longer than the next one, nor the long term than the plan.
    """
    for path, plan in case.facts("masterplans"):
        last = None if plan.horizon is None else plan.horizon
        terms = [term for term in (plan.short_years, plan.medium_years, plan.long_years, last) if term is not None]
        if len(terms) < 2 or terms == [last]:  # noqa: PLR2004 - an order needs two
            yield unknown(path, "short_years", "medium_years", "long_years")
        for one, two in pairwise(terms):
            yield judge((*path, "long_years"), one <= two, one=one, two=two)


@judges("GM100-MASTERPLAN-027")
def cites_what_it_rests_on(case: Case) -> Iterator[Observation]:
    """
    Check that a plan of which all references are known cites the regulation on cities and the standard of indicators.
    """
    for path, plan in case.facts("masterplans"):
        lacking = ", ".join(name for name, words in _CITED.items() if not any(map(words.search, plan.cites)))
        yield judge((*path, "cites"), not lacking or (False if "cites" in plan.complete else None), lacking=lacking)
