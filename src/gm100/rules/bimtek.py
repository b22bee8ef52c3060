"""
Rules on the four stages of the bimtek.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gm100._calendar import months_after
from gm100.model.bimtek import BimtekSession, Stage
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import is_full
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, idle, unknown

_DELIVERABLES: Final = {Stage.I: "buku 1", Stage.II: "buku 2", Stage.III: "buku 2", Stage.IV: "buku 3"}
_AGENCIES = ("opd", "perangkat daerah", "dinas", "skpd")
_VILLAGES = ("desa", "kelurahan", "lurah", "kampung", "nagari", "distrik")


def stages_held(case: Case) -> list[tuple[Path, BimtekSession]]:
    """
    Return the sessions up to the day, by stage; several of one stage stay in order of date.
    """
    return sorted(case.facts("bimtek"), key=lambda found: found[1].stage)


def _dated(case: Case) -> tuple[list[tuple[Path, BimtekSession]], list[Observation]]:
    """
    Return the sessions known to the day, and for the others that they cannot be judged.
    """
    sessions = stages_held(case)
    full = [(path, session) for path, session in sessions if is_full(session.start)]
    return full, [unknown(path, "start") for path, session in sessions if not is_full(session.start)]


@rule(
    "GM100-BIMTEK-001",
    severity=Severity.MUST,
    title=Text("Keempat tahap diikuti dalam tahun angkatan", "All four stages are held in the year of the cohort"),
    explanation=Text(
        "Bimtek terdiri atas tahap I sampai IV, dan selesai sebelum pemaparan akhir tahun.",
        "The bimtek has stages I to IV, and is over before the presentation at the end of the year.",
    ),
    remedy=Text("laksanakan, atau catat, tahap yang belum ada", "hold, or record, the stage that is lacking"),
    sources=(said.APTIKA_BANGGAI, said.STAGES_PEKALONGAN),
    parameters=("bimtek.stages",),
)
def four_stages(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of the cohort no stage is lacking.
    """
    stages = case.number("bimtek.stages", case.cohort)
    if case.cohort is None:
        yield case.outside()
        return
    if stages is None or case.on.year <= case.cohort:
        yield idle("belum waktunya", "not due yet")
        return
    held = {session.stage for _, session in case.facts("bimtek")}
    lacking = [stage.name for stage in Stage if stage <= stages and stage not in held]
    if lacking:
        names = ", ".join(lacking)
        yield case.absent("bimtek", f"belum ada tahap {names}", f"there is no stage {names}")


@rule(
    "GM100-BIMTEK-002",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Tahap berurutan", "The stages follow one another"),
    explanation=Text(
        "Setiap tahap memakai hasil tahap sebelumnya: analisis, program, peta jalan, komitmen.",
        "Each stage builds on the one before: analysis, programmes, roadmap, commitment.",
    ),
    remedy=Text("periksa tanggal dan nomor tahap", "check dates and numbers of the stages"),
    sources=(said.APTIKA_BANGGAI,),
)
def stages_in_order(case: Case) -> Iterator[Observation]:
    """
    Check that a later stage does not begin before an earlier one.
    """
    full, open_ = _dated(case)
    yield from open_
    for (_, one), (path, two) in pairwise(full):
        if two.start < one.start:  # type: ignore[operator]  # they are full dates
            yield broken(
                (*path, "start"),
                f"tahap {two.stage.name} pada {two.start}, tahap {one.stage.name} pada {one.start}",
                f"stage {two.stage.name} is on {two.start}, stage {one.stage.name} on {one.start}",
            )


@rule(
    "GM100-BIMTEK-003",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Tidak ada tahap yang terlewat", "No stage is left out"),
    explanation=Text(
        "Tahap IV tidak mungkin tanpa tahap I sampai III.", "There is no stage IV without stages I to III."
    ),
    remedy=Text("catat tahap yang terlewat", "record the stage that was left out"),
    sources=(said.APTIKA_BANGGAI, said.TRENGGALEK_SEED),
)
def no_stage_skipped(case: Case) -> Iterator[Observation]:
    """
    Check that below the last stage held, every stage was held.
    """
    held = {session.stage for _, session in case.facts("bimtek")}
    lacking = ", ".join(stage.name for stage in Stage if stage < max(held) and stage not in held)
    if lacking:
        yield case.absent("bimtek", f"tahap {lacking} terlewat", f"stage {lacking} was left out")


@rule(
    "GM100-BIMTEK-004",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Jarak antartahap sekitar sebulan", "About a month lies between two stages"),
    explanation=Text(
        "Satu tahap sebulan; pada rangkaian yang lengkap jaraknya 22 sampai 48 hari.",
        "One stage a month; in the complete series 22 to 48 days lie between.",
    ),
    remedy=Text("atur ulang jadwal, atau periksa tanggal", "move a stage, or check the dates"),
    sources=(said.SERIES, said.APTIKA_BANGGAI),
    parameters=("bimtek.gap_min", "bimtek.gap_max"),
)
def gaps_are_usual(case: Case) -> Iterator[Observation]:
    """
    Check that neighbouring stages are neither closer nor farther apart than any seen.
    """
    full, _ = _dated(case)
    neighbours = [(one, (path, two)) for (_, one), (path, two) in pairwise(full) if two.stage == one.stage + 1]
    least, most = case.number("bimtek.gap_min"), case.number("bimtek.gap_max")
    if not neighbours or least is None or most is None:
        yield unknown((), "bimtek.start")
        return
    for one, (path, two) in neighbours:
        days = (two.start.first_day - one.start.first_day).days  # type: ignore[union-attr]  # they are full dates
        if not least <= days <= most:
            yield broken(
                (*path, "start"),
                f"{days} hari sesudah tahap {one.stage.name}",
                f"it is {days} days after stage {one.stage.name}",
            )


@rule(
    "GM100-BIMTEK-005",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Setiap tahap dua hari", "A stage takes two days"),
    explanation=Text(
        "Empat tahap, masing-masing dua hari: hari pertama materi, hari kedua penyusunan.",
        "Four stages of two days each: the first for teaching, the second for writing.",
    ),
    remedy=Text("catat hari terakhir, atau jelaskan perbedaannya", "record the last day, or note why it differs"),
    sources=(said.APTIKA_BANGGAI,),
    parameters=("bimtek.days",),
)
def two_days(case: Case) -> Iterator[Observation]:
    """
    Check that first and last day of a stage are as far apart as the book says.
    """
    asked = case.number("bimtek.days")
    for path, session in stages_held(case):
        days = _days(session)
        if days is None or asked is None:
            yield unknown(path, "end")
        elif days != asked:
            yield broken((*path, "end"), f"{days} hari", f"days taken: {days}")


def _days(session: BimtekSession) -> int | None:
    """
    Return how many days a stage took: as a source says, or from its first day to its last.
    """
    if session.days is not None:
        return session.days
    if session.start is None or session.end is None or not (is_full(session.start) and is_full(session.end)):
        return None
    return (session.end.first_day - session.start.first_day).days + 1


@rule(
    "GM100-BIMTEK-006",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Seluruh bimtek dalam lima bulan", "All stages fit into five months"),
    explanation=Text(
        "Disebut empat bulan (Cirebon 2017, Baubau 2021, Mojokerto 2022) atau lima bulan (2023).",
        "Four months are spoken of (Cirebon 2017, Baubau 2021, Mojokerto 2022), or five (2023).",
    ),
    remedy=Text("periksa tanggal tahap pertama dan terakhir", "check the dates of the first and last stage"),
    sources=(said.STAGES_MANOKWARI,),
    parameters=("bimtek.months",),
)
def within_months(case: Case) -> Iterator[Observation]:
    """
    Check that stage IV is not later than so many months after stage I.
    """
    full, _ = _dated(case)
    first = next((s.start for _, s in full if s.stage is Stage.I), None)
    last = next(((path, s.start) for path, s in full if s.stage is Stage.IV), None)
    months = case.number("bimtek.months")
    if first is None or last is None or months is None:
        yield unknown((), "bimtek.start")
        return
    path, start = last
    due = months_after(first.first_day, int(months))
    if start is not None and start.first_day > due:
        yield broken((*path, "start"), f"tahap IV pada {start}, sesudah {due}", f"stage IV is on {start}, after {due}")


@rule(
    "GM100-BIMTEK-007",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Setiap tahap menghasilkan bukunya", "Each stage produces its book"),
    explanation=Text(
        "Tahap I Buku 1, tahap II dan III Buku 2, tahap IV Buku 3 dan komitmen.",
        "Stage I gives book 1, stages II and III book 2, stage IV book 3 and the commitment.",
    ),
    remedy=Text("catat keluaran tahap", "record what the stage produced"),
    sources=(said.STAGES_PEKALONGAN, said.STAGES_MANOKWARI, said.APTIKA_BANGGAI),
)
def has_deliverables(case: Case) -> Iterator[Observation]:
    """
    Check that where the outcome of a stage is given, its book is part of it.
    """
    for path, session in stages_held(case):
        book = _DELIVERABLES[session.stage]
        if not session.deliverables:
            yield unknown(path, "deliverables")
        elif not any(book in item.lower() for item in session.deliverables):
            yield broken((*path, "deliverables"), f"{book.title()} tidak disebut", f"{book.title()} is not among them")


@rule(
    "GM100-BIMTEK-008",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Seluruh OPD ikut", "The agencies take part"),
    explanation=Text(
        "Seluruh OPD mengikuti bimtek dan menyusun rencananya.", "All agencies take part and write the plan."
    ),
    remedy=Text("undang seluruh OPD, atau catat kehadirannya", "invite all agencies, or record who came"),
    sources=(said.TRENGGALEK_SEED, said.KULON_PROGO_SEED),
)
def agencies_take_part(case: Case) -> Iterator[Observation]:
    """
    Check that among the groups that took part in any stage are agencies.
    """
    yield from _take_part(case, _AGENCIES, "OPD tidak disebut", "no agency is among those who took part")


@rule(
    "GM100-BIMTEK-009",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Desa atau kelurahan ikut", "Villages take part"),
    explanation=Text(
        "Di Kendal 266 kepala desa ikut, di Kulon Progo desa menyusun rencana, di Manokwari kepala distrik.",
        "In Kendal 266 village heads came, in Kulon Progo villages write the plan, in Manokwari heads of districts.",
    ),
    remedy=Text("undang kepala desa atau lurah", "invite the heads of villages"),
    sources=(said.KENDAL_SEED, said.KULON_PROGO_SEED),
)
def villages_take_part(case: Case) -> Iterator[Observation]:
    """
    Check that among the groups that took part in any stage are villages.
    """
    yield from _take_part(case, _VILLAGES, "desa tidak disebut", "no village is among those who took part")


def _take_part(case: Case, words: tuple[str, ...], id_: str, en: str) -> Iterator[Observation]:
    sessions = case.facts("bimtek")
    groups = [group.group.lower() for _, session in sessions for group in session.participants]
    if not groups:
        yield unknown((), "bimtek.participants")
    elif not any(word in group for group in groups for word in words):
        yield case.absent("bimtek", id_, en)


@rule(
    "GM100-BIMTEK-010",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Bimtek dalam tahun angkatannya", "The bimtek is in the year of the cohort"),
    explanation=Text(
        "Semua angkatan menggelar bimtek antara Juni dan November tahun yang sama.",
        "Every cohort held its stages between June and November of its own year.",
    ),
    remedy=Text("periksa tahun", "check the year"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def in_cohort_year(case: Case) -> Iterator[Observation]:
    """
    Check that each stage lies in a year in which the region was in a cohort.
    """
    years = {membership.cohort for _, membership in case.facts("memberships")}
    if not years:
        yield case.outside()
        return
    for path, session in stages_held(case):
        if session.start is None:
            yield unknown(path, "start")
        elif session.start.year not in years:
            yield broken((*path, "start"), f"bimtek {session.start.year}", f"it was held in {session.start.year}")


@rule(
    "GM100-BIMTEK-011",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Satu tahap satu kali", "A stage is held once"),
    explanation=Text(
        "Dua tanggal untuk satu tahap biasanya salah baca; Tuban 3/10/2018 dan 30 Oktober adalah satu contoh.",
        "Two dates for one stage are mostly a misreading; 3/10/2018 and 30 October of Tuban are one example.",
    ),
    remedy=Text("tentukan tanggal yang benar", "decide which date is right"),
    sources=(said.APTIKA_BANGGAI,),
)
def held_once(case: Case) -> Iterator[Observation]:
    """
    Check that no stage stands in the dossier twice for one year.
    """
    for (_, one), (path, two) in pairwise(stages_held(case)):
        years = {session.start.year for session in (one, two) if session.start}
        if one.stage == two.stage and len(years) < 2:  # noqa: PLR2004 - one year, or none known
            yield broken((*path, "stage"), f"tahap {two.stage.name} dua kali", f"stage {two.stage.name} stands twice")


@rule(
    "GM100-BIMTEK-012",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Tahap IV ditutup komitmen bersama", "Stage IV ends with the joint commitment"),
    explanation=Text(
        "Kepala daerah, Dewan, OPD, camat, Forkopimda, BUMD, bank dan kampus menandatangani komitmen.",
        "Head of region, council, agencies, districts, Forkopimda, firms, banks and campuses sign the commitment.",
    ),
    remedy=Text("tandatangani komitmen bersama", "sign the joint commitment"),
    sources=(said.DUMAI_CLOSING, said.STAGES_MANOKWARI),
)
def ends_with_commitment(case: Case) -> Iterator[Observation]:
    """
    Check that once stage IV is held, there is a commitment.
    """
    if not any(session.stage is Stage.IV for _, session in case.facts("bimtek")):
        yield idle("belum tahap IV", "no stage IV yet")
    elif not case.facts("commitments"):
        yield case.absent("commitments", "belum ada komitmen bersama", "there is no joint commitment")


RULES: Final = (
    four_stages,
    stages_in_order,
    no_stage_skipped,
    gaps_are_usual,
    two_days,
    within_months,
    has_deliverables,
    agencies_take_part,
    villages_take_part,
    in_cohort_year,
    held_once,
    ends_with_commitment,
)
