"""
Rules on the agreement (nota kesepahaman).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100.model.mou import LetterNumber, MoU
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import not_after
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, idle, unknown

_MINISTRY = ("kementerian", "kominfo", "komdigi", "aptika")
_REGION = ("kabupaten", "kota", "pemerintah", "provinsi", "bupati", "wali kota", "walikota", "gubernur")
_HEADS = ("bupati", "wali kota", "walikota", "gubernur", "sekda", "sekretaris daerah")


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text.lower() for word in words)


@rule(
    "GM100-MOU-001",
    severity=Severity.MUST,
    title=Text("Ada nota kesepahaman dengan kementerian", "There is an agreement with the ministry"),
    explanation=Text(
        "Bimtek diberikan sebagai tindak lanjut nota kesepahaman.", "The bimtek follows from the agreement."
    ),
    remedy=Text("tandatangani, atau catat, nota kesepahaman", "sign the agreement, or record it"),
    sources=(said.KULON_PROGO_SEED, said.MOU_LIST_2018),
)
def has_mou(case: Case) -> Iterator[Observation]:
    """
    Check that a member has an agreement once the day of its cohort has come.
    """
    due = None if case.cohort is None else case.day("mou.signing_day", case.cohort)
    if case.cohort is None:
        yield case.outside()
    elif due is None or due.first_day > case.on:
        yield idle("belum waktunya", "not due yet")
    elif not case.facts("mous"):
        yield case.absent("mous", "tidak ada nota kesepahaman", "there is no agreement")


@rule(
    "GM100-MOU-002",
    about="bimtek",
    severity=Severity.MUST,
    title=Text("Nota kesepahaman mendahului bimtek", "The agreement precedes the bimtek"),
    explanation=Text(
        "Bimtek tahap I digelar setelah nota kesepahaman ditandatangani, di semua angkatan.",
        "In every cohort the first stage was held after the agreement was signed.",
    ),
    remedy=Text("periksa kedua tanggal", "check both dates"),
    sources=(said.KULON_PROGO_SEED, said.KENDAL_SEED, said.CALENDAR_OF_COHORTS),
)
def mou_before_bimtek(case: Case) -> Iterator[Observation]:
    """
    Check that no stage of the bimtek is before the earliest agreement.
    """
    sessions = case.facts("bimtek")
    signed = [m.signed for _, m in case.facts("mous") if m.signed]
    if not signed:
        yield unknown((), "mous.signed")
    else:
        for path, session in sessions:
            in_time = session.start and not_after(min(signed), session.start)
            if in_time is None:
                yield unknown(path, "start")
            elif not in_time:
                yield broken(
                    (*path, "start"),
                    f"bimtek {session.start} sebelum nota kesepahaman {min(signed)}",
                    f"the bimtek of {session.start} is before the agreement of {min(signed)}",
                )


@rule(
    "GM100-MOU-003",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Ditandatangani bersama angkatannya", "It was signed together with its cohort"),
    explanation=Text(
        "Tiap angkatan menandatangani pada satu hari; penandatanganan terpisah jarang (Halmahera Utara 2021).",
        "Each cohort signed on one day; signing apart is rare (Halmahera Utara 2021).",
    ),
    remedy=Text("periksa tanggal, atau jelaskan perbedaannya", "check the date, or note why it differs"),
    sources=(said.CALENDAR_OF_COHORTS,),
    parameters=("mou.signing_day",),
)
def signed_with_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that an agreement bears the day of the cohort, as far as both are known.
    """
    expected = None if case.cohort is None else case.day("mou.signing_day", case.cohort)
    if expected is None:
        yield case.outside()
        return
    for path, mou in case.facts("mous"):
        if mou.signed is None:
            yield unknown(path, "signed")
        elif not (mou.signed.first_day <= expected.last_day and expected.first_day <= mou.signed.last_day):
            yield broken(
                (*path, "signed"),
                f"ditandatangani {mou.signed}, angkatannya {expected}",
                f"signed on {mou.signed}, its cohort on {expected}",
            )


@rule(
    "GM100-MOU-004",
    about="mous",
    severity=Severity.MUST,
    title=Text("Pihaknya kementerian dan pemerintah daerah", "Its parties are the ministry and the region"),
    explanation=Text(
        "Para pihak adalah Direktorat Jenderal Aplikasi Informatika dan pemerintah daerah.",
        "The parties are the directorate general of informatics applications and the government of the region.",
    ),
    remedy=Text("catat kedua pihak seperti tertulis", "record both parties as printed"),
    sources=(said.KULON_PROGO_SEED, said.KENDAL_SEED),
)
def has_both_parties(case: Case) -> Iterator[Observation]:
    """
    Check that one party is of the ministry, and one of the region.
    """
    for path, mou in case.facts("mous"):
        if not mou.parties:
            yield unknown(path, "parties")
            continue
        ministry = {party for party in mou.parties if _mentions(party, _MINISTRY)}
        region = {party for party in mou.parties if party not in ministry and _mentions(party, _REGION)}
        if not ministry or not region:
            yield broken((*path, "parties"), "satu pihak tidak disebut", "one of the two sides is not named")


@rule(
    "GM100-MOU-005",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Nomornya dapat dibaca penuh", "Its numbers can be read in full"),
    explanation=Text(
        "Nomor kementerian berbentuk [B-]urut/DJAI/HK.04.02/bulan/tahun; pers sering merusaknya.",
        "A number of the ministry reads [B-]sequence/DJAI/HK.04.02/month/year; the press often breaks it.",
    ),
    remedy=Text("salin nomor dari naskah asli", "copy the number from the original"),
    sources=(said.LIMA_PULUH_KOTA,),
)
def number_is_readable(case: Case) -> Iterator[Observation]:
    """
    Check that running number and year of each number printed are certain.
    """
    for path, mou in case.facts("mous"):
        numbers = _numbers(path, mou)
        if not numbers:
            yield unknown(path, "ministry_number", "region_number")
        for place, number in numbers:
            if number.sequence is None or number.year is None:
                note = number.note or ""
                yield broken(place, f"{number.raw}: tidak terbaca penuh ({note})", f"{number.raw}: {note}")


def _numbers(path: Path, mou: MoU) -> list[tuple[Path, LetterNumber]]:
    named = (("ministry_number", mou.ministry_number), ("region_number", mou.region_number))
    return [((*path, name), number) for name, number in named if number is not None]


@rule(
    "GM100-MOU-006",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Nomor kementerian memuat bulan penandatanganan", "The ministry's number bears the month of signing"),
    explanation=Text(
        "Bulan dalam nomor kementerian adalah bulan penandatanganan; pada nomor daerah tidak selalu.",
        "The month in the ministry's number is that of the signing; in a region's own number it need not be.",
    ),
    remedy=Text("periksa nomor dan tanggal", "check number and date"),
    sources=(said.LIMA_PULUH_KOTA,),
)
def number_fits_date(case: Case) -> Iterator[Observation]:
    """
    Check that month and year of the ministry's number are those of the signing.
    """
    for path, mou in case.facts("mous"):
        number, signed = mou.ministry_number, mou.signed
        if number is None or signed is None or number.month is None or signed.month is None:
            yield unknown(path, "ministry_number", "signed")
        elif (number.year, number.month) != (signed.year, signed.month):
            yield broken(
                (*path, "ministry_number"),
                f"nomor {number.raw}, ditandatangani {signed}",
                f"its number is {number.raw}, and it was signed on {signed}",
            )


@rule(
    "GM100-MOU-007",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Ruang lingkupnya memuat bimbingan teknis", "Its scope has the bimtek"),
    explanation=Text(
        "Lingkup yang terbaca (Badung 2017, Pasuruan 2021, Tabanan 2022, surat 2024) selalu memuat bimbingan.",
        "Every scope that was seen (Badung 2017, Pasuruan 2021, Tabanan 2022, the letter of 2024) has the guidance.",
    ),
    remedy=Text("catat ruang lingkup seperti tertulis", "record the scope as printed"),
    sources=(said.KULON_PROGO_SEED,),
)
def scope_has_guidance(case: Case) -> Iterator[Observation]:
    """
    Check that one of the points of the scope is guidance.
    """
    for path, mou in case.facts("mous"):
        if not mou.scope:
            yield unknown(path, "scope")
        elif not any(_mentions(point, ("bimtek", "bimbing", "tenaga ahli", "guidance")) for point in mou.scope):
            yield broken((*path, "scope"), "bimbingan tidak disebut", "guidance is not among its points")


@rule(
    "GM100-MOU-008",
    about="mous",
    severity=Severity.SHOULD,
    title=Text("Kepala daerah atau sekda menandatangani", "The head of region, or the secretary, signed"),
    explanation=Text(
        "Yang menandatangani adalah bupati atau wali kota; sekda dapat mewakili.",
        "The regent or the mayor signs; the regional secretary may stand in.",
    ),
    remedy=Text("catat penandatangan dengan jabatannya", "record who signed, with the office"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def head_signed(case: Case) -> Iterator[Observation]:
    """
    Check that someone who may sign for the region did.
    """
    for path, mou in case.facts("mous"):
        offices = [person.office for person in mou.signatories if person.office]
        if not offices:
            yield unknown(path, "signatories")
        elif not any(_mentions(office, _HEADS) for office in offices):
            yield broken((*path, "signatories"), "kepala daerah tidak disebut", "the head of region is not among them")


RULES: Final = (
    has_mou,
    mou_before_bimtek,
    signed_with_cohort,
    has_both_parties,
    number_is_readable,
    number_fits_date,
    scope_has_guidance,
    head_signed,
)
