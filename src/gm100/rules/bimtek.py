"""
Rules on the four stages of the bimtek.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gm100._calendar import months_after
from gm100.model.bimtek import BimtekSession, Stage
from gm100.model.rule import RuleKind, Severity, Text
from gm100.model.vocabulary import GroupId
from gm100.rules import _sources as said
from gm100.rules._facts import is_full, not_after
from gm100.rules._spellings import books_of, groups_in, groups_of
from gm100.rules.book import rule
from gm100.rules.case import Case, Episode, Found, Observation, broken, idle, judge, met, unknown
from gm100.rules.milestones import COMMITMENT, STAGES

_BOOK: Final = {Stage.I: 1, Stage.II: 2, Stage.III: 2, Stage.IV: 3}
"""The book that a stage works on."""
_DATES = Text("Dinas Kominfo memeriksa tanggal dan nomor tahap", "the Kominfo office checks dates and numbers of the stages")


def staged(episode: Episode) -> Found:
    """
    Return the sessions of an episode of which the stage is known, by stage; several of one stay in order of date.
    """
    return sorted((f for f in episode.facts("bimtek") if f[1].stage is not None), key=lambda found: found[1].stage)


def _full(episode: Episode) -> Found:
    return [(path, session) for path, session in staged(episode) if is_full(session.start)]


@rule(
    "GM100-BIMTEK-001",
    severity=Severity.MUST,
    title=Text(
        "Keempat tahap dilaksanakan dalam tahun angkatan", "All four stages are held in the year of the cohort"
    ),
    explanation=Text(
        "Bimtek terdiri atas tahap I sampai IV dan selesai sebelum pemaparan akhir tahun; tahap yang tercatat "
        "menunjukkan tahap sebelumnya.",
        "The bimtek has stages I to IV and is over before the presentation at the end of the year; a stage on record "
        "shows those before it.",
    ),
    remedy=Text(
        "Dinas Kominfo mencatat tahap itu, atau melaksanakannya bersama kementerian",
        "the Kominfo office records the stage, or holds it with the ministry",
    ),
    sources=(said.APTIKA_BANGGAI, said.STAGES_PEKALONGAN),
    parameters=("bimtek.stages",),
)
def four_stages(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of a cohort none of its stages is lacking.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        stages = episode.number("bimtek.stages")
        for milestone in STAGES[: int(stages or 0)]:
            yield milestone.reached(episode)
        if stages is None:
            yield unknown((), "bimtek.stages")


@rule(
    "GM100-BIMTEK-002",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Tahap berurutan", "The stages follow one another"),
    explanation=Text(
        "Setiap tahap memakai hasil tahap sebelumnya: analisis, program, peta jalan, komitmen.",
        "Each stage builds on the one before: analysis, programmes, roadmap, commitment.",
    ),
    finding=Text("tahap {two} pada {then}, tahap {one} pada {first}", "stage {two} is on {then}, stage {one} on {first}"),
    remedy=_DATES,
    sources=(said.APTIKA_BANGGAI,),
)
def stages_in_order(case: Case) -> Iterator[Observation]:
    """
    Check that of the stages of one cohort a later one does not begin before an earlier one; months are enough for that.
    """
    for episode in case.episodes:
        sessions = staged(episode)
        if len(sessions) < 2:  # noqa: PLR2004 - an order needs two
            yield idle("kurang dari dua tahap tercatat", "fewer than two stages are on record")
            continue
        yield from (unknown(path, "start") for path, session in sessions if session.start is None)
        for (_, one), (path, two) in pairwise(found for found in sessions if found[1].start is not None):
            names = {"one": one.stage.name, "two": two.stage.name, "first": one.start, "then": two.start}
            yield judge((*path, "start"), not_after(one.start, two.start), **names)


@rule(
    "GM100-BIMTEK-003",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Tidak ada tahap yang terlewat", "No stage is left out"),
    explanation=Text(
        "Tahap IV tidak mungkin tanpa tahap I sampai III.", "There is no stage IV without stages I to III."
    ),
    finding=Text("tahap {lacking} tidak tercatat dalam daftar yang lengkap", "a list said to be whole lacks stage {lacking}"),
    remedy=Text("Dinas Kominfo mencatat tahap yang belum ada", "the Kominfo office records the stage that is lacking"),
    sources=(said.APTIKA_BANGGAI, said.TRENGGALEK_SEED),
)
def no_stage_skipped(case: Case) -> Iterator[Observation]:
    """
    Check that below the last stage on record, every stage is on record.
    """
    for episode in case.episodes:
        held = {session.stage for _, session in staged(episode)}
        if not held:
            continue
        lacking = ", ".join(stage.name for stage in Stage if stage < max(held) and stage not in held)
        yield episode.absent("bimtek", lacking=lacking) if lacking else met(("bimtek",))


@rule(
    "GM100-BIMTEK-004",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Jarak antartahap seperti pada rangkaian lain", "The stages are as far apart as in other series"),
    explanation=Text(
        "Pada empat rangkaian lengkap jaraknya 22 sampai 48 hari, dan sekali 84 hari (Minahasa 2021).",
        "In four complete series 22 to 48 days lie between, and once 84 (Minahasa 2021).",
    ),
    finding=Text("{days} hari sesudah tahap {one}", "it is {days} days after stage {one}"),
    remedy=_DATES,
    sources=(said.SERIES,),
    parameters=("bimtek.gap_min", "bimtek.gap_max"),
)
def gaps_are_usual(case: Case) -> Iterator[Observation]:
    """
    Check that neighbouring stages of one cohort are neither closer nor farther apart than any seen.
    """
    least, most = case.number("bimtek.gap_min"), case.number("bimtek.gap_max")
    found = [pair for episode in case.episodes for pair in pairwise(_full(episode))]
    neighbours = [(one, place, two) for (_, one), (place, two) in found if two.stage == one.stage + 1]
    if not neighbours or least is None or most is None:
        yield unknown((), "bimtek.start")
        return
    for one, path, two in neighbours:
        days = (two.start.first_day - one.start.first_day).days
        if days >= 0:  # Stages out of order are another rule's business.
            yield judge((*path, "start"), least <= days <= most, days=days, one=one.stage.name)


@rule(
    "GM100-BIMTEK-005",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Setiap tahap paling lama dua hari", "A stage takes two days at most"),
    explanation=Text(
        "Lazimnya dua hari; satu hari juga tercatat (Subang, Magetan, Katingan, Penajam Paser Utara 2022), lebih dari dua "
        "hari tidak.",
        "Two days are usual; one day is on record too (Subang, Magetan, Katingan, Penajam Paser Utara 2022), more than two "
        "are not.",
    ),
    finding=Text("{days} hari", "days taken: {days}"),
    remedy=Text(
        "Dinas Kominfo mencatat hari terakhir, atau mencatat sebab perbedaannya",
        "the Kominfo office records the last day, or notes why it differs",
    ),
    sources=(said.APTIKA_BANGGAI, said.SHORT_STAGES),
    parameters=("bimtek.days",),
)
def two_days(case: Case) -> Iterator[Observation]:
    """
    Check that a stage took no more days than the book says.
    """
    asked = case.number("bimtek.days")
    for path, session in case.facts("bimtek"):
        days = _days(session)
        yield judge((*path, "end"), None if days is None or asked is None else days <= asked, days=days)


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
    severity=Severity.MAY,
    title=Text("Seluruh bimtek dalam lima bulan", "All stages fit into five months"),
    explanation=Text(
        "Disebut empat bulan (Cirebon 2017, Baubau 2021, Mojokerto 2022, Bengkulu 2023); rangkaian terpanjang "
        "hampir lima bulan (Minahasa 2021).",
        "Four months are spoken of (Cirebon 2017, Baubau 2021, Mojokerto 2022, Bengkulu 2023); the longest series "
        "took almost five (Minahasa 2021).",
    ),
    finding=Text("tahap IV pada {last}, sesudah {due}", "stage IV is on {last}, after {due}"),
    remedy=_DATES,
    sources=(said.BENGKULU_2023, said.SERIES),
    parameters=("bimtek.months",),
)
def within_months(case: Case) -> Iterator[Observation]:
    """
    Check that stage IV is not later than so many months after stage I of the same cohort.
    """
    months = case.number("bimtek.months")
    for episode in case.episodes:
        full = _full(episode)
        first = next((s.start for _, s in full if s.stage is Stage.I), None)
        last = next(((path, s.start) for path, s in full if s.stage is Stage.IV), None)
        if first is None or last is None or months is None:
            yield unknown((), "bimtek.start")
            continue
        path, start = last
        due = months_after(first.first_day, int(months))
        yield judge((*path, "start"), start.first_day <= due, last=start, due=due)


@rule(
    "GM100-BIMTEK-007",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Setiap tahap menghasilkan bukunya", "Each stage works on its book"),
    explanation=Text(
        "Tahap I Buku 1, tahap II dan III Buku 2, tahap IV ringkasan eksekutif; di Manokwari Buku 3 dan 4 selesai "
        "sesudah tahap IV.",
        "Stage I gives book 1, stages II and III book 2, stage IV the executive summary; in Manokwari books 3 and 4 "
        "were finished after stage IV.",
    ),
    finding=Text("Buku {book} tidak disebut", "book {book} is not among them"),
    remedy=Text("Tim Pelaksana mencatat keluaran tahap", "the team records what the stage produced"),
    sources=(said.STAGES_PEKALONGAN, said.STAGES_MANOKWARI),
)
def has_deliverables(case: Case) -> Iterator[Observation]:
    """
    Check that where books are among what a stage produced, its own is; stage IV may have given only the commitment.
    """
    for path, session in case.facts("bimtek"):
        books = {number for item in session.deliverables for number in books_of(item)}
        if session.stage is None or not books:
            yield unknown(path, "deliverables" if session.stage else "stage")
        else:
            book = _BOOK[session.stage]
            yield judge((*path, "deliverables"), book in books or session.stage is Stage.IV, book=book)


@rule(
    "GM100-BIMTEK-008",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("OPD mengikuti bimtek", "Agencies take part"),
    explanation=Text(
        "OPD mengikuti bimtek dan menyusun rencananya (Trenggalek 2022: seluruh OPD).",
        "Agencies take part and write the plan (Trenggalek 2022: all of them).",
    ),
    finding=Text("OPD tidak disebut di antara peserta", "no agency is among those who took part"),
    remedy=Text(
        "Dinas Kominfo mengundang OPD, atau mencatat kehadirannya", "the Kominfo office invites the agencies, or records who came"
    ),
    sources=(said.TRENGGALEK_SEED, said.KULON_PROGO_SEED),
)
def agencies_take_part(case: Case) -> Iterator[Observation]:
    """
    Check that among the groups that took part in any stage are agencies.
    """
    yield from _take_part(case, GroupId.AGENCY)


@rule(
    "GM100-BIMTEK-009",
    about="bimtek",
    severity=Severity.MAY,
    title=Text("Desa, kelurahan atau kecamatan ikut", "Villages or districts take part"),
    explanation=Text(
        "Di Kendal 266 kepala desa ikut, di Kulon Progo desa menyusun rencana, di Manokwari kepala distrik.",
        "In Kendal 266 village heads came, in Kulon Progo villages write the plan, in Manokwari heads of districts.",
    ),
    finding=Text("desa dan kecamatan tidak disebut di antara peserta", "no village or district is among those who took part"),
    remedy=Text(
        "Dinas Kominfo mengundang camat, kepala desa dan lurah", "the Kominfo office invites heads of districts and villages"
    ),
    sources=(said.KENDAL_SEED, said.KULON_PROGO_SEED, said.STAGES_MANOKWARI),
)
def villages_take_part(case: Case) -> Iterator[Observation]:
    """
    Check that among the groups that took part in any stage are villages or districts.
    """
    yield from _take_part(case, GroupId.VILLAGE, GroupId.DISTRICT)


def _take_part(case: Case, *wanted: GroupId) -> Iterator[Observation]:
    sessions = [(path, session) for path, session in case.facts("bimtek") if session.participants]
    if not sessions:
        yield unknown((), "bimtek.participants")
        return
    there = next((path for path, session in sessions if groups_in(session.participants) & set(wanted)), None)
    yield case.absent("bimtek") if there is None else met((*there, "participants"))


@rule(
    "GM100-BIMTEK-010",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Bimtek dari Juni sampai November tahun angkatannya", "The stages are in June to November of their cohort"),
    explanation=Text(
        "Semua angkatan melaksanakan bimtek antara Juni dan November tahun angkatannya (2017 Juli-Oktober, 2021 "
        "Juni-November).",
        "Every cohort held its stages between June and November of its own year (2017 July to October, 2021 June to "
        "November).",
    ),
    finding=Text("dilaksanakan {start}, angkatan {cohort}", "held on {start}, the cohort is that of {cohort}"),
    remedy=_DATES,
    sources=(said.SERIES, said.CALENDAR_OF_COHORTS),
    parameters=("bimtek.first_month", "bimtek.last_month"),
)
def in_cohort_year(case: Case) -> Iterator[Observation]:
    """
    Check that each stage lies in the months of the bimtek in the year of its cohort.
    """
    least, most = case.number("bimtek.first_month"), case.number("bimtek.last_month")
    if case.episodes[0].cohort is None:
        yield case.outside()
        return
    for episode in case.episodes:
        for path, session in episode.facts("bimtek"):
            start = session.start
            holds = None if start is None else start.year == episode.cohort
            if holds and start.month and least is not None and most is not None:
                holds = least <= start.month <= most
            yield judge((*path, "start"), holds, start=start, cohort=episode.cohort)


@rule(
    "GM100-BIMTEK-011",
    about="bimtek",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Satu tahap tercatat satu kali", "A stage is on record once"),
    explanation=Text(
        "Dua tanggal untuk satu tahap biasanya salah baca; Tuban 3/10/2018 dan 30 Oktober adalah satu contoh.",
        "Two dates for one stage are mostly a misreading; 3/10/2018 and 30 October of Tuban are one example.",
    ),
    finding=Text("tahap {stage} tercatat dua kali", "stage {stage} is on record twice"),
    remedy=Text("Dinas Kominfo menentukan tanggal yang benar dari undangan", "the Kominfo office takes the date of the invitation"),
    sources=(said.TUBAN_2018,),
)
def held_once(case: Case) -> Iterator[Observation]:
    """
    Check that no stage stands in the dossier twice for one cohort.
    """
    for episode in case.episodes:
        seen: set[Stage] = set()
        for path, session in staged(episode):
            yield judge((*path, "stage"), session.stage not in seen, stage=session.stage.name)
            seen.add(session.stage)


@rule(
    "GM100-BIMTEK-012",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Tahap IV ditutup dengan komitmen bersama", "Stage IV ends with the joint commitment"),
    explanation=Text(
        "Kepala daerah, Dewan, OPD, camat, Forkopimda, BUMD, bank dan kampus menandatangani komitmen, pada tahap IV.",
        "Head of region, council, agencies, districts, Forkopimda, firms, banks and campuses sign it, at stage IV.",
    ),
    finding=Text("{what}", "{what}"),
    remedy=Text(
        "kepala daerah dan pimpinan OPD menandatangani komitmen pada penutupan tahap IV; Dinas Kominfo mencatatnya",
        "head of region and heads of agencies sign at the close of stage IV; the Kominfo office records it",
    ),
    sources=(said.DUMAI_CLOSING, said.STAGES_MANOKWARI),
)
def ends_with_commitment(case: Case) -> Iterator[Observation]:
    """
    Check that a cohort that held stage IV has a commitment, not signed before that stage, nor by one office alone.
    """
    for episode in case.episodes:
        last = [session for _, session in staged(episode) if session.stage is Stage.IV]
        signed = episode.facts("commitments")
        if not last:
            yield idle("belum tahap IV", "no stage IV yet")
        elif not signed:
            yield episode.absent("commitments", COMMITMENT.lacking.id, COMMITMENT.lacking.en)
        for path, commitment in signed if last else ():
            start = next((session.start for session in last if session.start), None)
            in_time = not_after(start, commitment.signed) if start and commitment.signed else None
            groups = commitment.groups | groups_of(commitment.signatories)
            if in_time is False:
                yield broken(path, what=Text("ditandatangani sebelum tahap IV", "it was signed before stage IV"))
            elif len(commitment.signatories) == 1 and len(groups) < 2:  # noqa: PLR2004 - joint means two
                yield broken(path, what=Text("hanya satu penandatangan", "only one office signed it"))
            else:
                yield met(path)


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
