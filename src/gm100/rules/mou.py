"""
Rules on the agreement (nota kesepahaman).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100.model.rule import RuleKind, Severity, Text
from gm100.model.vocabulary import ScopeId
from gm100.rules import _sources as said
from gm100.rules._facts import not_after
from gm100.rules._spellings import Office, Party, office_of, party_of, scopes_of
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, judge, unknown
from gm100.rules.milestones import MOU, signed_in

_LAST_OF_APTIKA: Final = 2024
"""Since October 2024 the ministry is called Komdigi, and has no Ditjen Aptika."""
_GUIDANCE: Final = frozenset({ScopeId.BIMTEK, ScopeId.EXPERTS})
_SIGNERS: Final = frozenset({Office.HEAD, Office.DEPUTY, Office.SECRETARY, Office.ASSISTANT})


@rule(
    "GM100-MOU-001",
    severity=Severity.MUST,
    title=Text("Ada nota kesepahaman dengan kementerian", "There is an agreement with the ministry"),
    explanation=Text(
        "Yang dievaluasi adalah daerah yang menyelesaikan pendampingan sesuai nota kesepahaman; tahap bimtek yang "
        "tercatat menunjukkan bahwa nota itu ada.",
        "Evaluated are the regions that finished the guidance as the agreement says; a stage of the bimtek on record "
        "shows that there is one.",
    ),
    remedy=Text(
        "Dinas Kominfo mencatat nota kesepahaman; bila belum ada, kepala daerah menandatanganinya bersama angkatannya",
        "the Kominfo office records the agreement; where there is none, the head of region signs with the cohort",
    ),
    sources=(said.REPORT_2022, said.KULON_PROGO_SEED),
    parameters=("mou.signing_day",),
)
def has_mou(case: Case) -> Iterator[Observation]:
    """
    Check that each time the region took part there is an agreement, from the day of the cohort on.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        yield MOU.reached(episode)


@rule(
    "GM100-MOU-002",
    about="bimtek",
    severity=Severity.SHOULD,
    title=Text("Nota kesepahaman mendahului bimtek", "The agreement precedes the bimtek"),
    explanation=Text(
        "Di semua angkatan tahap I dilaksanakan setelah nota kesepahaman angkatan itu ditandatangani.",
        "In every cohort the first stage was held after the agreement of that cohort was signed.",
    ),
    finding=Text(
        "bimtek {start} sebelum nota kesepahaman {signed}", "the bimtek of {start} is before the agreement of {signed}"
    ),
    remedy=Text("Dinas Kominfo memeriksa kedua tanggal", "the Kominfo office checks both dates"),
    sources=(said.KULON_PROGO_SEED, said.KENDAL_SEED, said.CALENDAR_OF_COHORTS),
)
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


@rule(
    "GM100-MOU-003",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Ditandatangani bersama angkatannya", "It was signed together with its cohort"),
    explanation=Text(
        "Tiap angkatan menandatangani pada satu hari; penandatanganan terpisah jarang (Halmahera Utara 2021).",
        "Each cohort signed on one day; signing apart is rare (Halmahera Utara 2021).",
    ),
    finding=Text("ditandatangani {signed}, angkatannya {expected}", "signed on {signed}, its cohort on {expected}"),
    remedy=Text(
        "Dinas Kominfo memeriksa tanggal, atau mencatat sebab perbedaannya",
        "the Kominfo office checks the date, or notes why it differs",
    ),
    sources=(said.CALENDAR_OF_COHORTS,),
    parameters=("mou.signing_day",),
)
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
                yield unknown(path, "mou.signing_day")
                continue
            signed = mou.signed
            same = signed and signed.first_day <= expected.last_day and expected.first_day <= signed.last_day
            yield judge((*path, "signed"), same, signed=signed, expected=expected)


@rule(
    "GM100-MOU-004",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Para pihak adalah kementerian dan pemerintah daerah", "Its parties are the ministry and the region"),
    explanation=Text(
        "Para pihak adalah Direktorat Jenderal Aplikasi Informatika dan pemerintah daerah; sejak Oktober 2024 "
        "kementerian bernama Komdigi.",
        "The parties are the directorate general of informatics applications and the government of the region; since "
        "October 2024 the ministry is called Komdigi.",
    ),
    finding=Text("pihak {lacking} tidak disebut", "the {lacking} is not among its parties"),
    remedy=Text(
        "Dinas Kominfo mencatat kedua pihak seperti tertulis dalam naskah",
        "the Kominfo office records both parties as the document prints them",
    ),
    sources=(said.KULON_PROGO_SEED, said.KENDAL_SEED),
)
def has_both_parties(case: Case) -> Iterator[Observation]:
    """
    Check that one party is of the ministry, and one of the region; what is not recognised is not judged.
    """
    words = {
        Party.MINISTRY: Text("kementerian", "ministry"),
        Party.REGION: Text("pemerintah daerah", "government of the region"),
    }
    for path, mou in case.facts("mous"):
        parties = [party_of(party) for party in mou.parties]
        lacking = next((words[party] for party in words if party not in parties), None)
        holds = None if not parties or (lacking and None in parties) else lacking is None
        yield judge((*path, "parties"), holds, lacking=lacking)


@rule(
    "GM100-MOU-005",
    about="mous",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Nomornya dapat dibaca penuh", "Its numbers can be read in full"),
    explanation=Text(
        "Nomor kementerian berbentuk [B-]urut/DJAI/HK.04.02/bulan/tahun; pers sering merusaknya.",
        "A number of the ministry reads [B-]sequence/DJAI/HK.04.02/month/year; the press often breaks it.",
    ),
    finding=Text("nomor {raw} tidak terbaca penuh: {note}", "the number {raw} cannot be read in full: {note}"),
    remedy=Text("Dinas Kominfo menyalin nomor dari naskah asli", "the Kominfo office copies the number from the original"),
    sources=(said.LIMA_PULUH_KOTA,),
)
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
            note = Text("urutan atau tahun tidak pasti", number.note or "sequence or year is not certain")
            yield judge((*path, name), certain, raw=number.raw, note=note)


@rule(
    "GM100-MOU-006",
    about="mous",
    severity=Severity.MAY,
    title=Text("Nomor kementerian memuat bulan penandatanganan", "The ministry's number bears the month of signing"),
    explanation=Text(
        "Pada satu nomor yang terbaca penuh (Lima Puluh Kota 2022) bulannya bulan penandatanganan; pada nomor daerah "
        "tidak selalu.",
        "In the one number read in full (Lima Puluh Kota 2022) the month is that of the signing; in a region's own "
        "number it need not be.",
    ),
    finding=Text("nomor {raw}, ditandatangani {signed}", "its number is {raw}, and it was signed on {signed}"),
    remedy=Text("Dinas Kominfo memeriksa nomor dan tanggal pada naskah", "the Kominfo office checks number and date"),
    sources=(said.LIMA_PULUH_KOTA,),
)
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


@rule(
    "GM100-MOU-007",
    about="mous",
    severity=Severity.MAY,
    title=Text("Ruang lingkupnya memuat pendampingan", "Its scope has the guidance"),
    explanation=Text(
        "Lingkup yang terbaca (Badung 2017, Pasuruan 2021, Tabanan 2022, surat 2023) memuat bimtek masterplan atau "
        "tenaga ahli.",
        "The scopes that were seen (Badung 2017, Pasuruan 2021, Tabanan 2022, the letter of 2023) have the bimtek on "
        "the masterplan, or experts.",
    ),
    finding=Text("bimtek, pendampingan dan tenaga ahli tidak disebut", "neither bimtek nor guidance nor experts are in it"),
    remedy=Text(
        "Dinas Kominfo menyalin ruang lingkup dari naskah nota kesepahaman",
        "the Kominfo office copies the scope from the agreement",
    ),
    sources=(said.SCOPE_2024, said.KULON_PROGO_SEED),
)
def scope_has_guidance(case: Case) -> Iterator[Observation]:
    """
    Check that one of the points of the scope is guidance.
    """
    for path, mou in case.facts("mous"):
        covered = mou.covers | scopes_of(mou.scope)
        yield judge((*path, "scope"), bool(covered & _GUIDANCE) if mou.scope or mou.covers else None)


@rule(
    "GM100-MOU-008",
    about="mous",
    severity=Severity.MAY,
    title=Text("Kepala daerah, atau wakilnya, menandatangani", "The head of region, or who stands in, signed"),
    explanation=Text(
        "Yang menandatangani bupati atau wali kota; sekda (Agam 2023) atau asisten (Payakumbuh 2022) dapat mewakili.",
        "The regent or the mayor signs; the secretary (Agam 2023) or an assistant (Payakumbuh 2022) may stand in.",
    ),
    finding=Text("untuk daerah menandatangani {office}", "for the region signed {office}"),
    remedy=Text(
        "Dinas Kominfo mencatat penandatangan dan jabatan yang diwakilinya",
        "the Kominfo office records who signed, and for which office",
    ),
    sources=(said.PAYAKUMBUH_2022, said.AGAM_2023),
)
def head_signed(case: Case) -> Iterator[Observation]:
    """
    Check that of those who signed for the region, one may; where only the ministry's are listed, that is not known.
    """
    for path, mou in case.facts("mous"):
        offices = {office_of(person): person.office for person in mou.signatories}
        local = {office: text for office, text in offices.items() if office not in {None, Office.MINISTRY}}
        holds = bool(_SIGNERS & set(local)) if local else None
        yield judge((*path, "signatories"), holds, office=", ".join(sorted(str(text) for text in local.values())))


@rule(
    "GM100-MOU-009",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Nomor kementerian berkode perjanjian", "The ministry's number has the class of agreements"),
    explanation=Text(
        "HK.04.02 adalah kode klasifikasi perjanjian, DJAI unit Ditjen Aptika; AI.01.04 adalah kode surat hasil evaluasi.",
        "HK.04.02 is the filing class of agreements, DJAI the unit of Ditjen Aptika; AI.01.04 is that of result letters.",
    ),
    finding=Text(
        "nomor {raw} berkode {code}, bukan HK.04.02 dari DJAI", "the number {raw} has {code}, not HK.04.02 of DJAI"
    ),
    remedy=Text("Dinas Kominfo menyalin nomor dari nota kesepahaman", "the Kominfo office copies the agreement's number"),
    sources=(said.LIMA_PULUH_KOTA, said.REPORT_2022),
    effective_until=_LAST_OF_APTIKA,
)
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


@rule(
    "GM100-MOU-010",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Judulnya menyebut daerah itu", "Its title names the region"),
    explanation=Text(
        "Judul berakhir dengan nama daerah: Implementasi Gerakan Menuju Kota Cerdas (Smart City) di ...",
        "The title ends with the name of the region: Implementasi Gerakan Menuju Kota Cerdas (Smart City) di ...",
    ),
    finding=Text("judul {title} tidak menyebut {name}", "the title {title} does not name {name}"),
    remedy=Text("Dinas Kominfo memeriksa naskah nota kesepahaman", "the Kominfo office checks the agreement"),
    sources=(said.LIMA_PULUH_KOTA, said.KULON_PROGO_SEED),
)
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


RULES: Final = (
    has_mou,
    mou_before_bimtek,
    signed_with_cohort,
    has_both_parties,
    number_is_readable,
    number_fits_date,
    scope_has_guidance,
    head_signed,
    number_is_of_agreement,
    title_names_region,
)
