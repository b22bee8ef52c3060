"""
Rules on council, implementation team and forum.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from gm100._calendar import months_after
from gm100._dates import PartialDate
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import not_after
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, broken, idle, unknown

_HEADS = ("bupati", "wali kota", "walikota", "gubernur")
_OUTSIDE = ("akademisi", "bisnis", "komunitas")


def institution_due(case: Case) -> date | None:
    """
    Return the last day for council and team; `None` where the agreement or the number of months is not known.
    """
    signed = min((m.signed for _, m in case.facts("mous") if m.signed), default=None)
    months = signed and case.number("institution.months_after_mou", signed)
    return months_after(signed.last_day, int(months)) if signed and months else None


def _in_time(case: Case, drawer: str, id_: str, en: str) -> Iterator[Observation]:
    due = institution_due(case)
    bodies = case.facts(drawer)
    if due is None:
        yield unknown((), "mous.signed")
        return
    if not bodies:
        waiting = case.on <= due
        yield idle("belum waktunya", "not due yet") if waiting else case.absent(drawer, f"{id_} belum ada", f"no {en}")
        return
    path, first = bodies[0]
    when = first.formed or first.seen
    in_time = when and not_after(when, PartialDate.of(due))
    if in_time is None or (not in_time and first.formed is None):
        yield unknown(path, "formed")
    elif not in_time:
        yield broken((*path, "formed"), f"{id_} dibentuk {when}, batasnya {due}", f"formed on {when}, due by {due}")


_DEADLINE = Text(
    "SK Dewan dan SK Tim Pelaksana diminta satu sampai dua bulan setelah nota kesepahaman.",
    "The decisions on council and team are asked for within one to two months after the agreement.",
)


@rule(
    "GM100-INSTITUTION-001",
    severity=Severity.MUST,
    title=Text("Dewan Smart City dibentuk tepat waktu", "The council is formed in time"),
    explanation=_DEADLINE,
    remedy=Text("bentuk Dewan dengan keputusan kepala daerah", "form the council by a decision of the head of region"),
    sources=(said.AGAM_2023, said.KENDAL_SEED),
    parameters=("institution.months_after_mou",),
)
def council_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that the first council is formed within the months that the book gives.
    """
    yield from _in_time(case, "councils", "Dewan", "council")


@rule(
    "GM100-INSTITUTION-002",
    severity=Severity.MUST,
    title=Text("Tim Pelaksana dibentuk tepat waktu", "The implementation team is formed in time"),
    explanation=_DEADLINE,
    remedy=Text("bentuk Tim Pelaksana dengan keputusan kepala daerah", "form the team by a decision of the head"),
    sources=(said.AGAM_2023, said.KENDAL_SEED),
    parameters=("institution.months_after_mou",),
)
def team_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that the first team is formed within the months that the book gives.
    """
    yield from _in_time(case, "teams", "Tim Pelaksana", "implementation team")


@rule(
    "GM100-INSTITUTION-003",
    severity=Severity.SHOULD,
    title=Text("Dewan dan Tim berdasar keputusan", "Council and team rest on a decision"),
    explanation=Text(
        "Dasarnya keputusan bupati atau wali kota (Bojonegoro 2017, Wonosobo 2019, Buton 2021, Purbalingga 2024).",
        "They rest on a decision of the head of region (Bojonegoro 2017, Wonosobo 2019, Buton 2021, Purbalingga 2024).",
    ),
    remedy=Text("catat nomor keputusan", "record the number of the decision"),
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
        if body.decree is None:
            yield unknown(path, "decree")
        elif body.decree.number is None:
            yield broken((*path, "decree"), "keputusan tanpa nomor", "the decision has no number")


def _bodies(case: Case) -> list[tuple[Any, Any]]:
    return case.facts("councils") + case.facts("teams")


@rule(
    "GM100-INSTITUTION-004",
    about="councils",
    severity=Severity.SHOULD,
    title=Text("Dewan dipimpin kepala atau wakil kepala daerah", "The head of region or the deputy chairs the council"),
    explanation=Text(
        "Biasanya kepala daerah (Balikpapan, Kota Mojokerto), sekali wakil wali kota (Manado 2018).",
        "Usually the head of region (Balikpapan, Kota Mojokerto), once the vice mayor (Manado 2018).",
    ),
    remedy=Text("tetapkan kepala daerah sebagai ketua", "let the head of region take the chair"),
    sources=(said.WONOSOBO,),
)
def head_chairs(case: Case) -> Iterator[Observation]:
    """
    Check that the chair of a council is a head of region or a deputy.
    """
    for path, council in case.facts("councils"):
        if council.chair is None or council.chair.office is None:
            yield unknown(path, "chair")
        elif not any(word in council.chair.office.lower() for word in _HEADS):
            office = council.chair.office
            yield broken((*path, "chair"), f"ketuanya {office}", f"it is chaired by the {office}")


@rule(
    "GM100-INSTITUTION-005",
    about="teams",
    severity=Severity.SHOULD,
    title=Text("Tim Pelaksana punya ketua", "The implementation team has a chair"),
    explanation=Text(
        "Ketuanya beragam: kepala dinas kominfo (Blitar), sekda (Kota Malang), Bappeda (Balikpapan).",
        "Who chairs varies: head of the Kominfo office (Blitar), secretary (Kota Malang), Bappeda (Balikpapan).",
    ),
    remedy=Text("catat ketua Tim", "record who chairs the team"),
    sources=(said.BLITAR_SEED,),
)
def team_has_chair(case: Case) -> Iterator[Observation]:
    """
    Check that a team that lists its members has a chair.
    """
    for path, team in case.facts("teams"):
        if team.chair is not None:
            continue
        if team.members:
            yield broken((*path, "chair"), "anggota disebut, ketua tidak", "its members are named, its chair is not")
        else:
            yield unknown(path, "chair")


def _meets(case: Case, drawer: str) -> Iterator[Observation]:
    year = case.on.year - 1
    asked = case.number("institution.meetings_a_year", year)
    if asked is None:
        yield idle("belum diminta pada tahun itu", "not asked for in that year")
        return
    bodies = [(path, body) for path, body in case.facts(drawer) if (body.formed or body.seen) is not None]
    older = [(path, body) for path, body in bodies if (body.formed or body.seen).last_day.year < year]
    if not older:
        yield idle("belum berdiri setahun penuh", "it has not existed for a whole year")
    for path, body in older:
        held = sum(meeting.year == year for meeting in body.meetings)
        if not body.meetings:
            yield unknown(path, "meetings")
        elif held < asked:
            yield broken((*path, "meetings"), f"{held} rapat pada {year}", f"meetings in {year}: {held}")


_MEETINGS = Text(
    "Evaluasi meminta Dewan rapat, dan pengelola bertemu OPD, paling sedikit sekali setahun.",
    "The evaluation asks that the council meets, and the team meets the agencies, at least once a year.",
)


@rule(
    "GM100-INSTITUTION-006",
    about="councils",
    severity=Severity.MUST,
    title=Text("Dewan rapat setiap tahun", "The council meets every year"),
    explanation=_MEETINGS,
    remedy=Text("adakan dan catat rapat Dewan", "hold and record a meeting of the council"),
    sources=(said.REPORT_2022, said.REPORT_2023),
    parameters=("institution.meetings_a_year",),
)
def council_meets(case: Case) -> Iterator[Observation]:
    """
    Check that a council that existed all through last year met in it.
    """
    yield from _meets(case, "councils")


@rule(
    "GM100-INSTITUTION-007",
    about="teams",
    severity=Severity.MUST,
    title=Text("Tim bertemu OPD setiap tahun", "The team meets the agencies every year"),
    explanation=_MEETINGS,
    remedy=Text("adakan dan catat rapat Tim dengan OPD", "hold and record a meeting of the team with the agencies"),
    sources=(said.REPORT_2022, said.REPORT_2023),
    parameters=("institution.meetings_a_year",),
)
def team_meets(case: Case) -> Iterator[Observation]:
    """
    Check that a team that existed all through last year met in it.
    """
    yield from _meets(case, "teams")


@rule(
    "GM100-INSTITUTION-008",
    about="councils",
    severity=Severity.SHOULD,
    title=Text("Dewan mewakili luar pemerintah", "The council has people from outside government"),
    explanation=Text(
        "Anggotanya kepala OPD, Forkopimda, akademisi, bisnis, komunitas, BUMN/BUMD dan bank.",
        "Its members are heads of agencies, Forkopimda, academics, business, community, state firms and banks.",
    ),
    remedy=Text("undang akademisi, bisnis dan komunitas", "invite academics, business and community"),
    sources=(said.WONOSOBO,),
)
def council_is_broad(case: Case) -> Iterator[Observation]:
    """
    Check that where the groups of a council are given, academics, business and community are among them.
    """
    for path, council in case.facts("councils"):
        if not council.groups:
            yield unknown(path, "groups")
            continue
        groups = " ".join(sorted(council.groups)).lower()
        lacking = ", ".join(group for group in _OUTSIDE if group not in groups)
        if lacking:
            yield broken((*path, "groups"), f"belum ada {lacking}", f"it lacks {lacking}")


@rule(
    "GM100-INSTITUTION-009",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Ada Forum Smart City", "There is a forum of stakeholders"),
    explanation=Text(
        "Evaluasi menanyakan forum pertemuan rutin para pemangku kepentingan.",
        "The evaluation asks for a forum in which stakeholders meet.",
    ),
    remedy=Text("bentuk forum", "form a forum"),
    sources=(said.REPORT_2022, said.REPORT_2023),
)
def has_forum(case: Case) -> Iterator[Observation]:
    """
    Check that a member that is evaluated has a forum.
    """
    if not case.facts("forums"):
        yield case.absent("forums", "belum ada forum", "there is no forum")


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
)
