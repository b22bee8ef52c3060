"""
Rules on awards, on dates, and on sources: what any record of the programme must withstand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gm100._indonesian import read_date
from gm100.errors import UnreadableDateError
from gm100.model.dossier import DRAWERS
from gm100.model.rule import Severity, Text
from gm100.model.source import Evidence
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, idle, unknown

_MINISTRY = ("kementerian", "kominfo", "komdigi")
_EMPTY = idle("berkas kosong", "the dossier is empty")
_WEAK = frozenset({Evidence.INFERRED, Evidence.MEMORY})


def _by_ministry(award: Any) -> bool:
    return award.giver is not None and any(word in award.giver.lower() for word in _MINISTRY)


@rule(
    "GM100-AWARD-001",
    about="awards",
    severity=Severity.MUST,
    title=Text("Penghargaan kementerian tidak mendahului keanggotaan", "No award of the ministry precedes membership"),
    explanation=Text(
        "Kementerian memberi penghargaan kepada daerah yang dibimbing atau dievaluasi.",
        "The ministry gives awards to regions that it guides or evaluates.",
    ),
    remedy=Text("periksa pemberi dan tahun", "check giver and year"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def not_before_membership(case: Case) -> Iterator[Observation]:
    """
    Check that an award of the ministry is not older than the first membership.
    """
    first = min((m.cohort for _, m in case.facts("memberships")), default=None)
    for path, award in case.facts("awards"):
        year = award.given.year if award.given else award.year
        if award.giver is not None and not _by_ministry(award):
            continue
        if award.giver is None:
            yield unknown(path, "giver")
        elif first is None or year is None:
            yield unknown(path, "given" if year is None else "memberships")
        elif year < first:
            yield broken((*path, "given"), f"{year}, anggota sejak {first}", f"of {year}, a member since {first}")


@rule(
    "GM100-AWARD-002",
    about="awards",
    severity=Severity.MUST,
    title=Text("Pemberi penghargaan disebut", "The giver of an award is named"),
    explanation=Text(
        "Penghargaan Kominfo, ISNA (Citiasia), RKCI (ITB) dan IKCI (Kompas) memakai nama yang mirip.",
        "Awards of Kominfo, ISNA (Citiasia), RKCI (ITB) and IKCI (Kompas) have names much alike.",
    ),
    remedy=Text("catat pemberi", "record who gave it"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def giver_named(case: Case) -> Iterator[Observation]:
    """
    Check that an award says who gave it.
    """
    for path, award in case.facts("awards"):
        if award.giver is None:
            yield broken((*path, "giver"), "pemberi tidak disebut", "who gave it is not named")


@rule(
    "GM100-AWARD-003",
    about="awards",
    severity=Severity.MAY,
    title=Text("Kementerian tidak punya kelas ukuran", "The ministry has no size classes"),
    explanation=Text(
        "Batas kota kecil dan besar versi kementerian tidak ditemukan; ISNA, RKCI dan IKCI punya masing-masing.",
        "The ministry's limits of small and large were not found; ISNA, RKCI and IKCI each have their own.",
    ),
    remedy=Text("simpan kelas seperti tertulis, jangan hitung", "keep the class as printed, and do not compute it"),
    sources=(said.HOUSE,),
)
def size_class_is_as_printed(case: Case) -> Iterator[Observation]:
    """
    Check that a size class in an award of the ministry is pointed out.
    """
    for path, award in case.facts("awards"):
        if award.giver is None:
            yield unknown(path, "giver")
        elif _by_ministry(award) and award.size_class:
            yield broken(
                (*path, "size_class"),
                f"{award.size_class}: batasnya tidak diketahui",
                f"{award.size_class}: its limits are not known",
            )


@rule(
    "GM100-AWARD-004",
    about="awards",
    severity=Severity.SHOULD,
    title=Text("Tahun dan tanggal penghargaan cocok", "Year and date of an award agree"),
    explanation=Text(
        "Penghargaan diberikan pada tahunnya, atau tahun sesudahnya (2025 untuk 2024).",
        "An award is given in its year, or in the next (2025 for 2024).",
    ),
    remedy=Text("periksa tahun dan tanggal", "check year and date"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def year_fits_date(case: Case) -> Iterator[Observation]:
    """
    Check that an award is given in the year that it names, or in the next.
    """
    for path, award in case.facts("awards"):
        if award.year is None or award.given is None:
            yield unknown(path, "year" if award.year is None else "given")
        elif award.given.year - award.year not in {0, 1}:
            yield broken((*path, "given"), f"untuk {award.year}", f"it is for {award.year}")


@rule(
    "GM100-DATE-001",
    about="printed_dates",
    severity=Severity.MUST,
    title=Text("Hari cocok dengan tanggalnya", "The weekday fits the date"),
    explanation=Text(
        "Pers sering salah: Senin (23/8) pada 2022 adalah Selasa, Jumat 16 Mei 2019 adalah Kamis.",
        "The press errs: Monday (23/8) of 2022 was a Tuesday, Friday 16 May 2019 a Thursday.",
    ),
    remedy=Text("cari sumber kedua", "look for a second source"),
    sources=(said.CALENDAR,),
)
def weekday_fits(case: Case) -> Iterator[Observation]:
    """
    Check that no date printed with its weekday contradicts the calendar.
    """
    for path, printed in case.facts("printed_dates"):
        reading = _read(printed)
        if reading is None:
            yield unknown(path, "text")
        elif reading.contradiction:
            yield broken((*path, "text"), f"{printed.text}: hari keliru", f"{printed.text}: {reading.contradiction}")


def _read(printed: Any) -> Any:
    try:
        return read_date(printed.text, year=printed.year)
    except UnreadableDateError:
        return None


@rule(
    "GM100-DATE-002",
    about="printed_dates",
    severity=Severity.SHOULD,
    title=Text("Tanggal dapat dibaca", "A date can be read"),
    explanation=Text(
        "Tanggal dibaca hari dulu dan tidak pernah ditebak; tahun yang tidak tertulis diberi dari konteks.",
        "Dates are read day first and never guessed; a year that is not printed comes from the context.",
    ),
    remedy=Text("beri tahun, atau salin tanggal seperti tertulis", "give the year, or copy the date as printed"),
    sources=(said.CALENDAR,),
)
def date_is_readable(case: Case) -> Iterator[Observation]:
    """
    Check that the strict reader reads each date as printed.
    """
    for path, printed in case.facts("printed_dates"):
        try:
            read_date(printed.text, year=printed.year)
        except UnreadableDateError as error:
            yield broken((*path, "text"), f"{printed.text}: tidak terbaca", f"{printed.text}: {error.reason}")


@rule(
    "GM100-DATE-003",
    about="printed_dates",
    severity=Severity.MUST,
    title=Text("Tanggal tercetak sama dengan yang tersimpan", "The date printed is the date held"),
    explanation=Text(
        "Tanggal dalam berkas berasal dari dokumen; keduanya tidak boleh berbeda.",
        "The dates of a dossier come from documents; the two must not differ.",
    ),
    remedy=Text("perbaiki salah satunya", "correct one of them"),
    sources=(said.CALENDAR,),
)
def date_is_held(case: Case) -> Iterator[Observation]:
    """
    Check that what the reader reads is what the dossier holds, as far as both are known.
    """
    for path, printed in case.facts("printed_dates"):
        reading = _read(printed)
        if printed.held is None or reading is None:
            yield unknown(path, "held" if printed.held is None else "text")
        elif not (reading.start.first_day <= printed.held.last_day and printed.held.first_day <= reading.end.last_day):
            text, held = printed.text, printed.held
            yield broken((*path, "held"), f"tercetak {text}, tersimpan {held}", f"printed {text}, held {held}")


@rule(
    "GM100-DATE-004",
    severity=Severity.MAY,
    title=Text("Tidak ada fakta setelah hari pemeriksaan", "No fact is later than the day"),
    explanation=Text(
        "Fakta yang lebih baru tidak diperiksa; pesan ini menyebutkannya agar tidak terlewat.",
        "Later facts are not looked at; this says so, lest it be overlooked.",
    ),
    remedy=Text("periksa per hari yang lebih baru", "check as of a later day"),
    sources=(said.HOUSE,),
)
def nothing_is_later(case: Case) -> Iterator[Observation]:
    """
    Check that facts after the day are counted, a finding for each collection.
    """
    for drawer in DRAWERS:
        later = sum(map(case.later, getattr(case.dossier, drawer)))
        if later:
            yield broken((drawer,), f"{later} fakta sesudah {case.on}", f"facts after {case.on}: {later}")


@rule(
    "GM100-SOURCE-001",
    severity=Severity.MAY,
    title=Text("Setiap fakta punya sumber", "Every fact has a source"),
    explanation=Text(
        "Fakta tanpa sumber tidak dapat diperiksa orang lain.", "A fact without a source cannot be checked by others."
    ),
    remedy=Text("catat sumbernya", "record its source"),
    sources=(said.HOUSE,),
)
def has_source(case: Case) -> Iterator[Observation]:
    """
    Check that each fact of a collection names where it was seen.
    """
    facts = list(_facts(case))
    if not facts:
        yield _EMPTY
    for path, fact in facts:
        if not hasattr(fact, "source") and not hasattr(fact, "sources"):
            continue
        if not sources_of(fact):
            yield broken((*path, "source"), "tanpa sumber", "it has no source")


def _facts(case: Case) -> Iterator[tuple[Path, Any]]:
    for drawer in DRAWERS:
        yield from case.facts(drawer)


def sources_of(fact: Any) -> tuple[Any, ...]:
    """
    Return the sources of a fact, whether it names one or several.
    """
    one = getattr(fact, "source", None)
    return (one,) if one is not None else getattr(fact, "sources", ())


@rule(
    "GM100-SOURCE-002",
    severity=Severity.MAY,
    title=Text("Sumber dapat ditemukan", "A source can be found"),
    explanation=Text(
        "Sumber menyebut alamat, nomor surat, atau penerbit dan tanggal.",
        "A source gives an address, a number, or a publisher.",
    ),
    remedy=Text("catat alamat atau nomor", "record address or number"),
    sources=(said.HOUSE,),
)
def source_can_be_found(case: Case) -> Iterator[Observation]:
    """
    Check that each source has an address, a number or a publisher; one that lacks them is named once.
    """
    facts = list(_facts(case))
    if not facts:
        yield _EMPTY
    seen: set[str] = set()
    for path, fact in facts:
        for source in sources_of(fact):
            if source.title in seen or source.address or source.number or source.publisher:
                continue
            seen.add(source.title)
            yield broken(path, f"{source.title}: tanpa alamat", f"{source.title}: no address and no number")


@rule(
    "GM100-SOURCE-003",
    severity=Severity.MAY,
    title=Text("Fakta tidak hanya dugaan", "A fact is more than an inference"),
    explanation=Text(
        "Fakta yang disimpulkan atau diingat ditandai agar tidak dikira dokumen.",
        "What was inferred or recalled is pointed out, lest it pass for a document.",
    ),
    remedy=Text("cari dokumennya", "look for a document"),
    sources=(said.HOUSE,),
)
def evidence_is_firm(case: Case) -> Iterator[Observation]:
    """
    Check that no fact rests on inference or memory alone.
    """
    facts = list(_facts(case))
    if not facts:
        yield _EMPTY
    for path, fact in facts:
        sources = sources_of(fact)
        if sources and all(source.evidence in _WEAK for source in sources):
            yield broken(path, "hanya dugaan", "it rests on inference or memory")


RULES: Final = (
    not_before_membership,
    giver_named,
    size_class_is_as_printed,
    year_fits_date,
    weekday_fits,
    date_is_readable,
    date_is_held,
    nothing_is_later,
    has_source,
    source_can_be_found,
    evidence_is_firm,
)
