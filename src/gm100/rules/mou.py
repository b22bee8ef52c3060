"""
Rules on the agreement (nota kesepahaman).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100.model.cohort import MembershipStatus
from gm100.model.mou import MoU
from gm100.model.person import Person
from gm100.model.rule import Bilingual
from gm100.model.source import Source
from gm100.model.vocabulary import PersonRole, ScopeId
from gm100.rules._facts import not_after
from gm100.rules._records import judges, said
from gm100.rules._spellings import Office, Party, is_director_general, office_of, party_of, scopes_of, venue_of
from gm100.rules.case import Case, Observation, judge, unknown
from gm100.rules.milestones import MOU, signed_in

_GUIDANCE: Final = frozenset({ScopeId.BIMTEK, ScopeId.EXPERTS})
_SIGNERS: Final = frozenset({Office.HEAD, Office.DEPUTY, Office.SECRETARY, Office.ASSISTANT})


@judges("GM100-MOU-001")
def has_mou(case: Case) -> Iterator[Observation]:
    """
    Check that each time the region took part there is an agreement, from the day of the cohort on.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        yield MOU.reached(episode)


@judges("GM100-MOU-002")
def mou_before_bimtek(case: Case) -> Iterator[Observation]:
    """
    Check that no stage is before the agreement of its own cohort.
    """
    for episode in case.episodes:
        signed = signed_in(episode)
        for path, session in episode.facts("bimtek"):
            if signed is None:
                yield unknown((), "mous.signed")
            else:
                in_time = session.start and not_after(signed, session.start)
                yield judge((*path, "start"), in_time, start=session.start, signed=signed)


@judges("GM100-MOU-003")
def signed_with_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that an agreement bears the day of its cohort, as far as both are known.
    """
    if case.episodes[0].cohort is None:
        yield case.outside()
        return
    for episode in case.episodes:
        expected = case.day("mou.signing_day", episode.cohort)
        for path, mou in episode.facts("mous"):
            if expected is None:
                yield case.unstated("mou.signing_day", path)
                continue
            signed = mou.signed
            same = signed and signed.first_day <= expected.last_day and expected.first_day <= signed.last_day
            yield judge(
                (*path, "signed"), same, seen=_of_cohort(case, episode.cohort), signed=signed, expected=expected
            )


def _of_cohort(case: Case, year: int | None) -> tuple[Source, ...]:
    """
    Return where the day of a cohort was seen.
    """
    return tuple(s for cohort in case.known("cohorts") or () if cohort.year == year for s in cohort.sources)


@judges("GM100-MOU-004")
def has_both_parties(case: Case) -> Iterator[Observation]:
    """
    Check that one party is of the ministry, and one of the region; what is not recognised is not judged.
    """
    words = {
        Party.MINISTRY: said("found", "ministry"),
        Party.REGION: said("found", "government-of-the-region"),
    }
    for path, mou in case.facts("mous"):
        parties = [party_of(party) for party in mou.parties]
        lacking = next((words[party] for party in words if party not in parties), None)
        holds = None if not parties or (lacking and None in parties) else lacking is None
        yield judge((*path, "parties"), holds, lacking=lacking)


@judges("GM100-MOU-005")
def number_is_readable(case: Case) -> Iterator[Observation]:
    """
    Check that running number and year of each number printed are certain.
    """
    for path, mou in case.facts("mous"):
        given = [(name, getattr(mou, name)) for name in ("ministry_number", "region_number")]
        numbers = [(name, number.read) for name, number in given if number is not None]
        if not numbers:
            yield unknown(path, "ministry_number", "region_number")
        for name, number in numbers:
            certain = number.sequence is not None and number.year is not None
            note = Bilingual("urutan atau tahun tidak pasti", number.note or "sequence or year is not certain")
            yield judge((*path, name), certain, raw=number.raw, note=note)


@judges("GM100-MOU-006")
def number_fits_date(case: Case) -> Iterator[Observation]:
    """
    Check that month and year of the ministry's number are those of the signing.
    """
    for path, mou in case.facts("mous"):
        number, signed = mou.ministry_number and mou.ministry_number.read, mou.signed
        if number is None or signed is None or number.month is None or signed.month is None:
            yield unknown(path, "ministry_number", "signed")
        else:
            same = (number.year, number.month) == (signed.year, signed.month)
            yield judge((*path, "ministry_number"), same, raw=number.raw, signed=signed)


@judges("GM100-MOU-007")
def scope_has_guidance(case: Case) -> Iterator[Observation]:
    """
    Check that one of the points of the scope is guidance.
    """
    for path, mou in case.facts("mous"):
        covered = mou.covers | scopes_of(mou.scope)
        yield judge((*path, "scope"), bool(covered & _GUIDANCE) if mou.scope or mou.covers else None)


def _signers(mou: MoU) -> list[Person]:
    """
    Return who signed, without those of whom a source says that they were witnesses.
    """
    return [person for person in mou.signatories if person.role is not PersonRole.WITNESSED]


@judges("GM100-MOU-008")
def head_signed(case: Case) -> Iterator[Observation]:
    """
    Check that of those who signed for the region, one may; where only the ministry's are listed, that is not known.
    """
    for path, mou in case.facts("mous"):
        offices = {office_of(person): person.office for person in _signers(mou)}
        local = {office: text for office, text in offices.items() if office not in {None, Office.MINISTRY}}
        holds = bool(_SIGNERS & set(local)) if local else None
        yield judge((*path, "signatories"), holds, office=", ".join(sorted(str(text) for text in local.values())))


@judges("GM100-MOU-009")
def number_is_of_agreement(case: Case) -> Iterator[Observation]:
    """
    Check class and unit of the ministry's number, where they can be read.
    """
    for path, mou in case.facts("mous"):
        number = mou.ministry_number and mou.ministry_number.read
        if number is None or number.classification is None:
            yield unknown(path, "ministry_number")
            continue
        holds = number.classification == "HK.04.02" and number.unit in {None, "DJAI", "KOMINFO/DJAI"}
        code = f"{number.unit or '-'}/{number.classification}"
        yield judge((*path, "ministry_number"), holds, raw=number.raw, code=code)


@judges("GM100-MOU-010")
def title_names_region(case: Case) -> Iterator[Observation]:
    """
    Check that a title that names a kabupaten or a kota names this one.
    """
    names = case.known("names", case.dossier.region) or ()
    wanted = {_letters(name.split(maxsplit=1)[-1]) for name in names}
    for path, mou in case.facts("mous"):
        title = _letters((mou.title or "").casefold().replace("kota cerdas", ""))
        judged = wanted and any(kind in title for kind in ("kabupaten", "kota", "provinsi"))
        holds = any(name in title for name in wanted) if judged else None
        yield judge((*path, "title"), holds, title=mou.title, name=names[0] if names else None)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@judges("GM100-MOU-011")
def signed_by_participant(case: Case) -> Iterator[Observation]:
    """
    Check that no agreement is of the year of a cohort in which the region was replaced.
    """
    replaced = {m.cohort for _, m in case.facts("memberships") if m.status is MembershipStatus.REPLACED}
    taking_part = {episode.cohort for episode in case.episodes}
    for path, mou in case.facts("mous"):
        year = mou.cohort or (mou.signed and mou.signed.year)
        gone = year in replaced and year not in taking_part
        yield judge((*path, "signed"), None if year is None else not gone, cohort=year, signed=mou.signed)


@judges("GM100-MOU-012")
def signed_at_venue(case: Case) -> Iterator[Observation]:
    """
    Check that a place that is a venue of the signings is that of the cohort; any other place is not judged.
    """
    venues = {cohort.year: venue_of(cohort.venue or "") for cohort in case.known("cohorts") or ()}
    for path, mou in case.facts("mous"):
        there, cohort = venue_of(mou.place or ""), case.place_of("mous", mou) or (mou.signed and mou.signed.year)
        expected = venues.get(cohort)
        holds = None if there is None or expected is None else there == expected
        yield judge((*path, "place"), holds, place=mou.place, expected=expected, cohort=cohort)


@judges("GM100-MOU-013")
def director_signed(case: Case) -> Iterator[Observation]:
    """
    Check that of those who signed for the ministry one is the Director General; where none is listed, it is not known.
    """
    for path, mou in case.facts("mous"):
        mine = [person for person in _signers(mou) if office_of(person) is Office.MINISTRY]
        holds = any(map(is_director_general, mine)) if mine else None
        office = ", ".join(sorted(person.office or person.name or "-" for person in mine))
        yield judge((*path, "signatories"), holds, office=office)
