"""
Rules on membership and selection.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gm100.model.cohort import TOOK_PART, MembershipStatus
from gm100.rules._facts import not_after
from gm100.rules._records import judges, nothing
from gm100.rules.case import Case, Observation, judge, met, unknown
from gm100.rules.milestones import signed_in


@judges("GM100-MEMBERSHIP-001")
def is_member(case: Case) -> Iterator[Observation]:
    """
    Check that a dossier has at least one membership that counts.
    """
    yield case.absent("memberships") if case.cohort is None else met(("memberships",))


@judges("GM100-MEMBERSHIP-002")
def is_counted_once(case: Case) -> Iterator[Observation]:
    """
    Check that of several memberships, one counts.
    """
    members = [(path, m) for path, m in case.facts("memberships") if m.status is MembershipStatus.MEMBER]
    for place, (path, membership) in enumerate(members):
        yield judge(path, place == 0, cohort=membership.cohort)


def _beside_it(case: Case, status: MembershipStatus, *, later: bool) -> Iterator[Observation]:
    """
    Check that a region repeats after the cohort in which it counts, and that what it did not finish came before.
    """
    found = [(path, m) for path, m in case.facts("memberships") if m.status is status]
    if not found:
        yield nothing("there-is-no-such-membership")
    for path, membership in found:
        if case.cohort is None:
            yield unknown((), "memberships")
        else:
            holds = membership.cohort > case.cohort if later else membership.cohort < case.cohort
            yield judge((*path, "cohort"), holds, cohort=membership.cohort, member=case.cohort)


repeats_follow = judges("GM100-MEMBERSHIP-003")(partial(_beside_it, status=MembershipStatus.REPEAT, later=True))
unfinished_return = judges("GM100-MEMBERSHIP-004")(partial(_beside_it, status=MembershipStatus.WITHDREW, later=False))


@judges("GM100-MEMBERSHIP-005")
def cohort_exists(case: Case) -> Iterator[Observation]:
    """
    Check that the year of a membership is one in which agreements were signed; later years are not known.
    """
    last = case.number("membership.last_cohort")
    for path, membership in case.facts("memberships"):
        if last is None or membership.cohort > last:
            yield case.unstated("membership.last_cohort", path)
        else:
            there = case.day("mou.signing_day", membership.cohort) is not None
            yield judge((*path, "cohort"), there, cohort=membership.cohort)


@judges("GM100-MEMBERSHIP-006")
def passed_selection(case: Case) -> Iterator[Observation]:
    """
    Check that for each time the region took part there is an assessment, and it was passed.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        mine = episode.facts("selections")
        if not mine:
            yield episode.absent("selections", cohort=episode.cohort)
        for path, selection in mine:
            yield judge((*path, "passed"), selection.passed, cohort=episode.cohort)


@judges("GM100-MEMBERSHIP-007")
def selection_before_mou(case: Case) -> Iterator[Observation]:
    """
    Check that no assessment for a cohort is after the agreement of that cohort.
    """
    for episode in case.episodes:
        signed, mine = signed_in(episode), episode.facts("selections")
        if not mine or signed is None:
            yield unknown((), *(name for name, there in (("selections", mine), ("mous.signed", signed)) if not there))
            continue
        for path, selection in mine:
            when = selection.assessed or selection.announced
            yield judge((*path, "assessed"), when and not_after(when, signed), assessed=when, signed=signed)


@judges("GM100-MEMBERSHIP-008")
def not_misreported(case: Case) -> Iterator[Observation]:
    """
    Check that no membership is known to be a report that lists deny.
    """
    for path, membership in case.facts("memberships"):
        reported = membership.status is MembershipStatus.MISREPORTED
        yield judge((*path, "status"), not reported, cohort=membership.cohort)


@judges("GM100-MEMBERSHIP-009")
def letter_of_its_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that the letter of an assessment is not one that announced another cohort.
    """
    named = [(cohort.year, letter.read) for cohort in case.known("cohorts") or () for letter in cohort.letters]
    for path, selection in case.facts("selections"):
        if selection.letter is None or selection.cohort is None or not named:
            yield unknown(path, "letter", "cohort")
            continue
        mine = selection.letter.read
        of = {year for year, letter in named if _same(letter, mine)}
        holds = None if not of else selection.cohort in of
        others = ", ".join(map(str, sorted(of)))
        yield judge((*path, "letter"), holds, letter=selection.letter.raw, other=others)


def _same(one: object, two: object) -> bool:
    parts = [[getattr(letter, name) for name in ("sequence", "month", "year")] for letter in (one, two)]
    return None not in parts[0] and parts[0] == parts[1]


@judges("GM100-MEMBERSHIP-010")
def listed_in_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that a membership that counts is in the list of its cohort, as far as that is whole.
    """
    listed = case.known("memberships", case.dossier.region)
    gaps = {cohort.year for cohort in case.known("cohorts") or () if cohort.missing}
    for path, membership in case.facts("memberships"):
        if listed is None or membership.status not in TOOK_PART:
            yield unknown(path, "status")
            continue
        there = any(m.cohort == membership.cohort and m.status is membership.status for m in listed)
        counted = any(m.status is MembershipStatus.MEMBER for m in listed)
        holds = True if there else None if membership.cohort in gaps and not counted else False
        words = ", ".join(f"{m.status.value} {m.cohort}" for m in listed) or "-"
        status = membership.status.value
        seen = dict.fromkeys(source for m in listed for source in m.sources)
        yield judge((*path, "cohort"), holds, seen=seen, status=status, cohort=membership.cohort, listed=words)


@judges("GM100-MEMBERSHIP-011")
def selection_fits(case: Case) -> Iterator[Observation]:
    """
    Check the order of the dates of an assessment, and its rank against the number of regions chosen.
    """
    for path, selection in case.facts("selections"):
        first, last, announced = selection.assessed, selection.assessed_until, selection.announced
        pairs = [("assessed_until", first, last), ("announced", first, announced)]
        seen = [judge((*path, name), not_after(a, b), earlier=a, later=b) for name, a, b in pairs if a and b]
        if selection.rank and selection.chosen and selection.passed:
            fits = selection.rank <= selection.chosen
            seen.append(judge((*path, "rank"), fits, earlier=selection.chosen, later=selection.rank))
        yield from seen or [unknown(path, "assessed", "announced")]


@judges("GM100-MEMBERSHIP-012")
def figure_is_known(case: Case) -> Iterator[Observation]:
    """
    Check a printed number of regions against that of its cohort.
    """
    numbers = {cohort.year: cohort for cohort in case.known("cohorts") or ()}
    for path, figure in case.facts("printed_figures"):
        cohort = numbers.get(figure.cohort or case.cohort or 0)
        known = None if cohort is None else getattr(cohort, figure.of)
        yield judge(
            (*path, "value"), None if known is None else figure.value == known, printed=figure.value, known=known
        )


@judges("GM100-MEMBERSHIP-013")
def chosen_is_announced(case: Case) -> Iterator[Observation]:
    """
    Check the number chosen in an assessment against that of the cohort, as announced at first or in the end.
    """
    numbers = {cohort.year: cohort for cohort in case.known("cohorts") or ()}
    for path, selection in case.facts("selections"):
        cohort = numbers.get(selection.cohort or 0)
        if cohort is None or selection.chosen is None:
            yield unknown(path, "chosen", "cohort")
            continue
        first = case.number("membership.chosen_at_first", cohort.year)
        known = {cohort.announced, cohort.announced + cohort.provinces, int(first or cohort.announced)}
        words = ", ".join(map(str, sorted(known)))
        yield judge((*path, "chosen"), selection.chosen in known, printed=selection.chosen, known=words)
