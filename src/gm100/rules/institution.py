"""
Rules on council, implementation team and forum.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100._dates import PartialDate
from gm100.model.institution import DecreeKind
from gm100.model.rule import Severity, Text
from gm100.model.vocabulary import GroupId
from gm100.rules import _sources as said
from gm100.rules._facts import kind_of_region, not_after
from gm100.rules._spellings import Office, groups_of, office_of
from gm100.rules.book import rule
from gm100.rules.case import Case, Found, Observation, idle, judge, unknown
from gm100.rules.milestones import COUNCIL, TEAM, Milestone, signed_in

_OUTSIDE: Final = {
    GroupId.ACADEMIA: Text("akademisi", "academics"),
    GroupId.BUSINESS: Text("dunia usaha", "business"),
    GroupId.COMMUNITY: Text("komunitas", "community"),
}
_DECISION: Final = {
    "kabupaten": frozenset({DecreeKind.KEPWAL, DecreeKind.KEPGUB}),
    "kota": frozenset({DecreeKind.KEPBUP, DecreeKind.KEPGUB}),
    "provinsi": frozenset({DecreeKind.KEPBUP, DecreeKind.KEPWAL}),
}
"""The decisions that a region of that kind cannot make."""

_DEADLINE = Text(
    "Pada penandatanganan 2023 SK Dewan dan SK Tim Pelaksana diminta satu sampai dua bulan sesudahnya; untuk angkatan "
    "sebelumnya batas waktu tidak ditemukan.",
    "At the signing of 2023 the decisions on council and team were asked for within one to two months; for earlier "
    "cohorts no deadline was found.",
)
_LATE = Text("dibentuk {formed}, batasnya {due}", "formed on {formed}, due by {due}")


def _in_time(case: Case, milestone: Milestone) -> Iterator[Observation]:
    for episode in case.guided or case.episodes:
        signed = signed_in(episode)
        due = milestone.window(episode).until
        if due is None:
            no_deadline = idle("batas waktu tidak ditemukan", "no deadline was found for this cohort")
            yield unknown((), "mous.signed") if signed is None else no_deadline
        elif not (bodies := case.facts(milestone.drawer)):
            yield milestone.reached(episode)
        else:
            yield _first(case, milestone.drawer, bodies, PartialDate.of(due))


def _first(case: Case, drawer: str, bodies: Found, due: PartialDate) -> Observation:
    """
    Judge the first body known: a later one says nothing, unless the list is known to be whole.
    """
    path, body = bodies[0]
    when = body.formed or body.seen
    in_time = when and not_after(when, due)
    certain = body.formed is not None and drawer in case.dossier.complete
    return judge((*path, "formed"), in_time or (None if not certain else in_time), formed=when, due=due)


@rule(
    "GM100-INSTITUTION-001",
    severity=Severity.SHOULD,
    title=Text("Dewan Smart City dibentuk tepat waktu", "The council is formed in time"),
    explanation=_DEADLINE,
    finding=_LATE,
    remedy=Text(
        "kepala daerah membentuk Dewan dengan keputusan; bila sudah ada, Dinas Kominfo mencatat tanggal SK-nya",
        "the head of region forms the council by a decision; where there is one, the Kominfo office records its date",
    ),
    sources=(said.AGAM_2023,),
    effective_from=2023,
    parameters=("institution.months_after_mou",),
)
def council_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that the council is formed within the months that the book gives.
    """
    yield from _in_time(case, COUNCIL)


@rule(
    "GM100-INSTITUTION-002",
    severity=Severity.SHOULD,
    title=Text("Tim Pelaksana dibentuk tepat waktu", "The implementation team is formed in time"),
    explanation=_DEADLINE,
    finding=_LATE,
    remedy=Text(
        "kepala daerah membentuk Tim Pelaksana dengan keputusan; bila sudah ada, Dinas Kominfo mencatat tanggal SK-nya",
        "the head of region forms the team by a decision; where there is one, the Kominfo office records its date",
    ),
    sources=(said.AGAM_2023,),
    effective_from=2023,
    parameters=("institution.months_after_mou",),
)
def team_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that the team is formed within the months that the book gives.
    """
    yield from _in_time(case, TEAM)


def _bodies(case: Case) -> Found:
    return case.facts("councils") + case.facts("teams")


@rule(
    "GM100-INSTITUTION-003",
    severity=Severity.SHOULD,
    title=Text("Dewan dan Tim berdasar keputusan", "Council and team rest on a decision"),
    explanation=Text(
        "Dasarnya keputusan bupati atau wali kota (Bojonegoro 2017, Wonosobo 2019, Buton 2021, Purbalingga 2024).",
        "They rest on a decision of the head of region (Bojonegoro 2017, Wonosobo 2019, Buton 2021, Purbalingga 2024).",
    ),
    finding=Text("keputusan tanpa nomor", "the decision has no number"),
    remedy=Text("Bagian Hukum memberi nomor SK kepada Dinas Kominfo", "the legal section gives the number of the decision"),
    sources=(said.WONOSOBO, said.AGAM_2023),
)
def has_decree(case: Case) -> Iterator[Observation]:
    """
    Check that each council and team names its decision, and the decision its number.
    """
    bodies = _bodies(case)
    if not bodies:
        yield unknown((), "councils", "teams")
    for path, body in bodies:
        yield judge((*path, "decree"), None if body.decree is None else body.decree.number is not None)


@rule(
    "GM100-INSTITUTION-004",
    about="councils",
    severity=Severity.MAY,
    title=Text("Dewan diketuai kepala atau wakil kepala daerah", "The head of region or the deputy chairs the council"),
    explanation=Text(
        "Ketuanya kepala daerah (Balikpapan, Kota Mojokerto), sekali wakil wali kota (Manado 2018).",
        "The head of region chairs it (Balikpapan, Kota Mojokerto), once the vice mayor (Manado 2018).",
    ),
    finding=Text("ketuanya {office}", "it is chaired by: {office}"),
    remedy=Text("kepala daerah menetapkan ketua Dewan dalam SK", "the head of region names the chair in the decision"),
    sources=(said.CHAIRS,),
)
def head_chairs(case: Case) -> Iterator[Observation]:
    """
    Check that the chair of a council is a head of region or a deputy.
    """
    for path, council in case.facts("councils"):
        office = council.chair and office_of(council.chair)
        holds = None if office is None else office in {Office.HEAD, Office.DEPUTY}
        yield judge((*path, "chair"), holds, office=council.chair and council.chair.office)


@rule(
    "GM100-INSTITUTION-005",
    about="teams",
    severity=Severity.MAY,
    title=Text("Tim Pelaksana memiliki ketua", "The implementation team has a chair"),
    explanation=Text(
        "Ketuanya beragam: kepala Dinas Kominfo (Blitar), sekda (Kota Malang), Bappeda (Balikpapan).",
        "Who chairs varies: head of the Kominfo office (Blitar), secretary (Kota Malang), Bappeda (Balikpapan).",
    ),
    finding=Text("anggota disebut, ketua tidak", "its members are named, its chair is not"),
    remedy=Text("Dinas Kominfo mencatat ketua Tim dari SK", "the Kominfo office records the chair from the decision"),
    sources=(said.CHAIRS,),
)
def team_has_chair(case: Case) -> Iterator[Observation]:
    """
    Check that a team that lists its members has a chair.
    """
    for path, team in case.facts("teams"):
        yield judge((*path, "chair"), True if team.chair is not None else False if team.members else None)


def _meets(case: Case, drawer: str) -> Iterator[Observation]:
    """
    Judge every full year of a body since meetings are asked for.
    """
    for path, body in case.facts(drawer):
        since = body.formed or body.seen
        years = range(since.last_day.year + 1, case.on.year) if since else ()
        asked = [(year, number) for year in years if (number := case.number("institution.meetings_a_year", year))]
        if not asked:
            yield idle("belum berdiri setahun penuh sejak rapat diminta", "it has not existed for a whole year since then")
        for year, number in asked:
            held = sum(meeting.year == year for meeting in body.meetings)
            holds = held >= number or (False if drawer in case.dossier.complete else None)
            yield judge((*path, "meetings"), holds, held=held, year=year)


_MEETINGS = Text(
    "Evaluasi meminta Dewan rapat, dan pengelola bertemu OPD, paling sedikit sekali setahun.",
    "The evaluation asks that the council meets, and the team meets the agencies, at least once a year.",
)
_HELD = Text("pada {year} tercatat {held} rapat", "meetings on record in {year}: {held}")


@rule(
    "GM100-INSTITUTION-006",
    about="councils",
    severity=Severity.MUST,
    title=Text("Dewan rapat setiap tahun", "The council meets every year"),
    explanation=_MEETINGS,
    finding=_HELD,
    remedy=Text(
        "ketua Dewan mengadakan rapat sebelum evaluasi; Dinas Kominfo menyimpan notulanya",
        "the chair calls a meeting before the evaluation; the Kominfo office keeps its minutes",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
    parameters=("institution.meetings_a_year",),
)
def council_meets(case: Case) -> Iterator[Observation]:
    """
    Check that a council met in each full year since 2022.
    """
    yield from _meets(case, "councils")


@rule(
    "GM100-INSTITUTION-007",
    about="teams",
    severity=Severity.MUST,
    title=Text("Tim bertemu OPD setiap tahun", "The team meets the agencies every year"),
    explanation=_MEETINGS,
    finding=_HELD,
    remedy=Text(
        "ketua Tim mengadakan rapat dengan OPD sebelum evaluasi; Dinas Kominfo menyimpan notulanya",
        "the chair of the team meets the agencies before the evaluation; the Kominfo office keeps the minutes",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
    parameters=("institution.meetings_a_year",),
)
def team_meets(case: Case) -> Iterator[Observation]:
    """
    Check that a team met the agencies in each full year since 2022.
    """
    yield from _meets(case, "teams")


@rule(
    "GM100-INSTITUTION-008",
    about="councils",
    severity=Severity.MAY,
    title=Text("Dewan memuat unsur luar pemerintah", "The council has people from outside government"),
    explanation=Text(
        "Di Tanjungpinang dan Tegal anggotanya juga akademisi, dunia usaha dan komunitas; di Wonosobo hanya pimpinan "
        "OPD dan Forkopimda.",
        "In Tanjungpinang and Tegal academics, business and community are members too; in Wonosobo only the heads of "
        "agencies and Forkopimda.",
    ),
    finding=Text("belum ada unsur {lacking}", "it lacks {lacking}"),
    remedy=Text(
        "kepala daerah menambahkan unsur itu dalam SK Dewan", "the head of region adds them in the decision on the council"
    ),
    sources=(said.COUNCIL_MEMBERS,),
)
def council_is_broad(case: Case) -> Iterator[Observation]:
    """
    Check that where the groups of a council are given, academics, business and community are among them.
    """
    for path, council in case.facts("councils"):
        there = groups_of(council.groups)
        lacking = [text for group, text in _OUTSIDE.items() if group not in there]
        words = Text(", ".join(text.id for text in lacking) or "-", ", ".join(text.en for text in lacking) or "-")
        yield judge((*path, "groups"), not lacking if council.groups else None, lacking=words)


@rule(
    "GM100-INSTITUTION-009",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Forum Smart City dibentuk", "There is a forum of stakeholders"),
    explanation=Text(
        "Evaluasi menanyakan forum pertemuan rutin para pemangku kepentingan.",
        "The evaluation asks for a forum in which stakeholders meet regularly.",
    ),
    finding=Text("Forum Smart City belum ada", "there is no forum"),
    remedy=Text(
        "Dinas Kominfo membentuk forum dengan akademisi, dunia usaha dan komunitas sebelum evaluasi berikutnya",
        "the Kominfo office forms one with academics, business and community before the next evaluation",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
)
def has_forum(case: Case) -> Iterator[Observation]:
    """
    Check that a region that is evaluated has a forum.
    """
    forums = case.facts("forums")
    yield judge(forums[0][0], holds=True) if forums else case.absent("forums")


@rule(
    "GM100-INSTITUTION-010",
    severity=Severity.SHOULD,
    title=Text("Tanggal dan bentuk keputusan sesuai", "Date and form of the decision fit"),
    explanation=Text(
        "Keputusan tidak lebih muda dari badan yang dibentuknya, rapat tidak mendahuluinya, dan wali kota tidak "
        "memutuskan untuk kabupaten.",
        "A decision is not younger than the body that it forms, no meeting precedes it, and no mayor decides for a "
        "kabupaten.",
    ),
    finding=Text("{what} tidak sesuai dengan {fact}", "{what} does not fit {fact}"),
    remedy=Text("Bagian Hukum memeriksa SK dan tanggalnya", "the legal section checks the decision and its date"),
    sources=(said.WONOSOBO, said.ARITHMETIC),
)
def decree_fits(case: Case) -> Iterator[Observation]:
    """
    Check date and kind of each decision, and that no meeting is before the body was formed.
    """
    wrong = _DECISION[kind_of_region(case.dossier.region)]
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


RULES: Final = (
    council_in_time,
    team_in_time,
    has_decree,
    head_chairs,
    team_has_chair,
    council_meets,
    team_meets,
    council_is_broad,
    has_forum,
    decree_fits,
)
