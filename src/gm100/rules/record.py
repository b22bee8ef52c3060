"""
Rules on awards; and, in a book of their own, on dates, names and sources: what a good record withstands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import attrs

from gm100._dates import PartialDate
from gm100._indonesian import DateReading, YearFrom, read_date
from gm100.errors import UnreadableDateError
from gm100.model.dossier import DRAWERS
from gm100.model.rule import RuleKind, Severity, Text
from gm100.model.source import Evidence, Source
from gm100.model.statement import PrintedDate
from gm100.rules import _sources as said
from gm100.rules._spellings import Party, dated_by, party_of
from gm100.rules.book import rule
from gm100.rules.case import Case, Found, Observation, idle, judge, met, unknown

_EMPTY: Final = idle("berkas kosong", "the dossier is empty")
_WEAK: Final = frozenset({Evidence.INFERRED, Evidence.MEMORY})
_SECOND: Final = Text("Dinas Kominfo mencari sumber kedua", "the Kominfo office looks for a second source")
_SMART: Final = ("smart", "cerdas", "masterplan", "master plan", "quick win", "dimensi")
_OTHER_GIVER: Final = idle("diberikan pihak lain", "it was given by somebody else")

_FIELDS: Final = {
    "bimtek": ("start", "end"),
    "evaluation_sessions": ("start", "end"),
    "selections": ("assessed", "assessed_until"),
    "mous": ("signed", "signed"),
    "commitments": ("signed", "signed"),
    "councils": ("formed", "formed"),
    "teams": ("formed", "formed"),
    "awards": ("given", "given"),
    "masterplans": ("completed", "completed"),
}
"""The first and the last day of a fact that a printed date can be about."""

_RELATIVE: Final = {"kemarin lusa": -2, "kemarin": -1, "hari ini": 0, "besok": 1, "lusa": 2}
"""Words for a day, and how many days from the one on which they were said."""

_LOOSE_DAYS: Final = 4
"""So many days after its first day a fact without a last day may still have gone on."""


def _party(award: Any) -> Party | None:
    return None if award.giver is None else party_of(award.giver)


@rule(
    "GM100-AWARD-001",
    about="awards",
    severity=Severity.SHOULD,
    title=Text("Penghargaan kementerian tidak mendahului keanggotaan", "No award of the ministry precedes membership"),
    explanation=Text(
        "Kementerian memberi penghargaan kepada daerah yang dibimbing atau dievaluasi; Kementerian PANRB dan Dinas "
        "Kominfo provinsi bukan kementerian itu.",
        "The ministry gives awards to regions that it guides or evaluates; the ministry of state apparatus and the "
        "Kominfo offices of provinces are not that ministry.",
    ),
    finding=Text("diberikan {year}, anggota sejak {first}", "given in {year}, a member since {first}"),
    remedy=Text("Dinas Kominfo memeriksa pemberi dan tahun pada piagam", "the Kominfo office checks giver and year"),
    sources=(said.AWARDS,),
)
def not_before_membership(case: Case) -> Iterator[Observation]:
    """
    Check that an award of the ministry is not older than the first time that the region took part.
    """
    first = case.episodes[0].cohort
    for path, award in case.facts("awards"):
        year = award.given.year if award.given else award.year
        if _party(award) not in {Party.MINISTRY, None}:
            yield _OTHER_GIVER
        elif _party(award) is None or first is None or year is None:
            yield unknown(path, "giver" if _party(award) is None else "memberships" if first is None else "given")
        else:
            yield judge((*path, "given"), year >= first, year=year, first=first)


@rule(
    "GM100-AWARD-002",
    about="awards",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Pemberi penghargaan disebut", "The giver of an award is named"),
    explanation=Text(
        "Penghargaan Kominfo, ISNA (Citiasia), RKCI (ITB) dan IKCI (Kompas) memakai nama yang mirip.",
        "Awards of Kominfo, ISNA (Citiasia), RKCI (ITB) and IKCI (Kompas) have names much alike.",
    ),
    finding=Text("{name}: pemberi tidak disebut", "{name}: who gave it is not named"),
    remedy=Text("Dinas Kominfo mencatat pemberi dari piagam", "the Kominfo office records the giver"),
    sources=(said.AWARDS,),
)
def giver_named(case: Case) -> Iterator[Observation]:
    """
    Check that an award says who gave it.
    """
    for path, award in case.facts("awards"):
        yield judge((*path, "giver"), award.giver is not None, name=award.name)


@rule(
    "GM100-AWARD-003",
    about="awards",
    severity=Severity.MAY,
    title=Text("Batas kelas ukuran kementerian tidak diketahui", "The limits of the ministry's size classes are not known"),
    explanation=Text(
        "Kementerian mencetak kelas seperti kota kecil, batas penduduknya tidak ditemukan; ISNA, RKCI dan IKCI memiliki "
        "batas masing-masing.",
        "The ministry prints classes such as kota kecil; their limits were not found. ISNA, RKCI and IKCI each have "
        "their own.",
    ),
    finding=Text("kelas {size}: batasnya tidak diketahui", "class {size}: its limits are not known"),
    remedy=Text(
        "simpan kelas seperti tertulis; kelas tidak dihitung dari jumlah penduduk",
        "keep the class as printed; do not compute it from the population",
    ),
    sources=(said.HOUSE, said.AWARDS),
)
def size_class_is_as_printed(case: Case) -> Iterator[Observation]:
    """
    Check that a size class in an award of the ministry is pointed out.
    """
    for path, award in case.facts("awards"):
        ministry = None if _party(award) is None else _party(award) is Party.MINISTRY
        if award.size_class is None:
            yield idle("tidak ada kelas ukuran", "it has no size class")
        else:
            yield judge((*path, "size_class"), None if ministry is None else not ministry, "giver", size=award.size_class)


@rule(
    "GM100-AWARD-004",
    about="awards",
    severity=Severity.SHOULD,
    title=Text("Tahun dan tanggal penghargaan cocok", "Year and date of an award agree"),
    explanation=Text(
        "Penghargaan diberikan pada tahunnya, atau tahun sesudahnya (2025 untuk 2024).",
        "An award is given in its year, or in the next (2025 for 2024).",
    ),
    finding=Text("untuk {year}, diberikan {given}", "it is for {year}, and was given on {given}"),
    remedy=Text("Dinas Kominfo memeriksa tahun dan tanggal", "the Kominfo office checks year and date"),
    sources=(said.AWARDS,),
)
def year_fits_date(case: Case) -> Iterator[Observation]:
    """
    Check that an award is given in the year that it names, or in the next.
    """
    for path, award in case.facts("awards"):
        known = award.year is not None and award.given is not None
        holds = award.given.year - award.year in {0, 1} if known else None
        yield judge((*path, "given"), holds, "year", "given", year=award.year, given=award.given)


@rule(
    "GM100-AWARD-005",
    about="awards",
    severity=Severity.MAY,
    title=Text("Penghargaan diserahkan pada hari acaranya", "The award was given on the day of the ceremony"),
    explanation=Text(
        "Acara: 15 November 2017, 14 Desember 2018, 6 November 2019, 14 Desember 2021, 1 Desember 2022, 7 Desember "
        "2023, 26 Agustus 2025.",
        "Ceremonies: 15 November 2017, 14 December 2018, 6 November 2019, 14 December 2021, 1 December 2022, 7 "
        "December 2023, 26 August 2025.",
    ),
    finding=Text("diberikan {given}, acaranya {ceremony}", "given on {given}, the ceremony was on {ceremony}"),
    remedy=Text("Dinas Kominfo memeriksa tanggal pada piagam", "the Kominfo office checks the date of the award"),
    sources=(said.AWARDS,),
    parameters=("award.ceremony_day",),
)
def given_at_ceremony(case: Case) -> Iterator[Observation]:
    """
    Check that a smart-city award of the ministry bears the day of the ceremony of that year.
    """
    for path, award in case.facts("awards"):
        words = f"{award.name} {award.category or ''}".casefold()
        if _party(award) not in {Party.MINISTRY, None} or not any(word in words for word in _SMART):
            yield _OTHER_GIVER
            continue
        given = award.given
        day = given and case.day("award.ceremony_day", given.year)
        holds = day.first_day in given if given and day and _party(award) else None
        yield judge((*path, "given"), holds, given=given, ceremony=day)


@rule(
    "GM100-DATE-001",
    about="printed_dates",
    kind=RuleKind.RECORD,
    severity=Severity.SHOULD,
    title=Text("Hari cocok dengan tanggalnya", "The weekday fits the date"),
    explanation=Text(
        "Pers sering salah: Senin (23/8) pada 2022 adalah Selasa, Jumat 16 Mei 2019 adalah Kamis.",
        "The press errs: Monday (23/8) of 2022 was a Tuesday, Friday 16 May 2019 a Thursday.",
    ),
    finding=Text("{text}: tanggal itu hari {day}", "{text}: {why}"),
    remedy=_SECOND,
    sources=(said.CALENDAR,),
)
def weekday_fits(case: Case) -> Iterator[Observation]:
    """
    Check that no date printed with its weekday contradicts the calendar.
    """
    for path, printed in case.facts("printed_dates"):
        reading = _read(printed)
        if reading is None or reading.weekday is None:
            yield unknown(path, "text")
            continue
        day = _WEEKDAYS[reading.start.first_day.weekday()]
        yield judge((*path, "text"), not reading.contradiction, text=printed.text, day=day, why=reading.contradiction)


_WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _read(printed: PrintedDate) -> DateReading | None:
    """
    Return what a printed date says: a date, or a word such as kemarin with the day from which it counts.
    """
    word = printed.text.casefold().strip(" .,()")
    if word in _RELATIVE and printed.counted_from is not None and printed.counted_from.day:
        day = PartialDate.of(printed.counted_from.first_day + timedelta(days=_RELATIVE[word]))
        return DateReading(printed.text, day, day, YearFrom.CONTEXT, None, None, None, None)
    try:
        return read_date(printed.text, year=printed.year)
    except UnreadableDateError:
        return None


@rule(
    "GM100-DATE-002",
    about="printed_dates",
    kind=RuleKind.RECORD,
    severity=Severity.SHOULD,
    title=Text("Tanggal dapat dibaca", "A date can be read"),
    explanation=Text(
        "Tanggal dibaca hari dulu dan tidak pernah ditebak; tahun yang tidak tertulis, dan hari sebelum kemarin, diberi "
        "dari konteks.",
        "Dates are read day first and never guessed; a year that is not printed, and the day after yesterday, come from "
        "the context.",
    ),
    finding=Text("{text}: tidak terbaca sebagai tanggal; {reason}", "{text}: {why}"),
    remedy=Text(
        "beri tahun (year) atau hari asal (counted_from), atau salin tanggal seperti tertulis",
        "give the year, or the day it counts from (counted_from), or copy the date as printed",
    ),
    sources=(said.CALENDAR,),
)
def date_is_readable(case: Case) -> Iterator[Observation]:
    """
    Check that the strict reader reads each date as printed.
    """
    for path, printed in case.facts("printed_dates"):
        why = None
        if _read(printed) is None:
            try:
                read_date(printed.text, year=printed.year)
            except UnreadableDateError as error:
                why = error.reason
        reason = "tahunnya tidak tertulis" if why and "year" in why else "bentuknya tidak dikenal"
        yield judge((*path, "text"), why is None, text=printed.text, reason=reason, why=why)


@rule(
    "GM100-DATE-003",
    about="printed_dates",
    kind=RuleKind.RECORD,
    severity=Severity.SHOULD,
    title=Text("Tanggal tercetak sama dengan yang tercatat", "The date printed is the date on record"),
    explanation=Text(
        "Tanggal dalam berkas berasal dari dokumen; tanggal tercetak dibandingkan dengan fakta yang disebutnya (`of`).",
        "The dates of a dossier come from documents; a printed date is compared with the fact that it names (`of`).",
    ),
    finding=Text("tercetak {text}, tercatat {held}", "printed {text}, on record {held}"),
    remedy=Text(
        "Dinas Kominfo membandingkan kedua sumber dan mencatat mana yang benar",
        "the Kominfo office compares both sources, and notes which is right",
    ),
    sources=(said.CALENDAR,),
)
def date_is_held(case: Case) -> Iterator[Observation]:
    """
    Check a printed date against the day that the compiler took it for, and against the fact that it dates.
    """
    for path, printed in case.facts("printed_dates"):
        reading = _read(printed)
        spans = [(printed.held, printed.held)] if printed.held else []
        facts = _dated(case, printed)
        seen = [_agrees(reading, spans), _agrees(reading, facts)] if reading else [None]
        holds = False if False in seen else True if True in seen else None
        held = next((start for start, _ in (*facts, *spans)), None) if seen[-1] is False else printed.held
        yield judge((*path, "held"), holds, "held" if reading else "text", text=printed.text, held=held)


def _dated(case: Case, printed: PrintedDate) -> list[tuple[PartialDate, PartialDate | None]]:
    """
    Return first and last day of the facts that a printed date may be about.
    """
    found = dated_by(printed.of)
    if found is None:
        return []
    drawer, stage = found
    first, last = _FIELDS[drawer]
    facts = [fact for fact in getattr(case.dossier, drawer) if stage is None or fact.stage == stage]
    days = [(getattr(fact, first), getattr(fact, last)) for fact in facts]
    return sorted(((a or b), b or (a if first == last else None)) for a, b in days if a or b)


def _agrees(reading: DateReading, spans: list[tuple[PartialDate, PartialDate | None]]) -> bool | None:
    """
    Whether a date agrees with one of several spans; unknown where none has an end, and one may have gone on.
    """
    if not spans:
        return None
    for start, end in spans:
        if reading.start.first_day <= (end or start).last_day and start.first_day <= reading.end.last_day:
            return True
    late = timedelta(days=_LOOSE_DAYS)
    open_ = any(end is None and start.last_day < reading.start.first_day <= start.last_day + late for start, end in spans)
    return None if open_ else False


@rule(
    "GM100-DATE-004",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Tidak ada fakta setelah hari pemeriksaan", "No fact is later than the day"),
    explanation=Text(
        "Fakta yang lebih baru tidak diperiksa; catatan ini menyebutkannya agar tidak terlewat.",
        "Later facts are not looked at; this says so, lest it be overlooked.",
    ),
    finding=Text("{count} fakta sesudah {on}", "facts after {on}: {count}"),
    remedy=Text("periksa berkas per hari yang lebih baru", "check as of a later day"),
    sources=(said.HOUSE,),
)
def nothing_is_later(case: Case) -> Iterator[Observation]:
    """
    Check that facts after the day are counted, a finding for each collection.
    """
    for drawer in DRAWERS:
        later = sum(map(case.later, getattr(case.dossier, drawer)))
        if getattr(case.dossier, drawer):
            yield judge((drawer,), not later, count=later, on=case.on)
    if not any(getattr(case.dossier, drawer) for drawer in DRAWERS):
        yield _EMPTY


@rule(
    "GM100-SOURCE-001",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Setiap fakta memiliki sumber", "Every fact has a source"),
    explanation=Text(
        "Fakta tanpa sumber tidak dapat diperiksa orang lain.", "A fact without a source cannot be checked by others."
    ),
    finding=Text("tanpa sumber", "it has no source"),
    remedy=Text("catat sumbernya", "record its source"),
    sources=(said.HOUSE,),
)
def has_source(case: Case) -> Iterator[Observation]:
    """
    Check that each fact of a collection names where it was seen.
    """
    facts = _facts(case)
    if not facts:
        yield _EMPTY
    for path, fact in facts:
        if hasattr(fact, "source") or hasattr(fact, "sources"):
            yield judge((*path, "source"), bool(sources_of(fact)))


def _facts(case: Case) -> Found:
    return [found for drawer in DRAWERS for found in case.facts(drawer)]


def sources_of(fact: Any) -> tuple[Source, ...]:
    """
    Return the sources of a fact, whether it names one or several.
    """
    one = getattr(fact, "source", None)
    several = getattr(fact, "sources", None) or getattr(fact, "further_sources", ())
    return (*(() if one is None else (one,)), *several)


@rule(
    "GM100-SOURCE-002",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Sumber dapat ditemukan", "A source can be found"),
    explanation=Text(
        "Sumber menyebut alamat, nomor surat, atau penerbit.", "A source gives an address, a number, or a publisher."
    ),
    finding=Text("{title}: tanpa alamat, nomor dan penerbit", "{title}: no address, no number and no publisher"),
    remedy=Text("catat alamat, nomor atau penerbit", "record address, number or publisher"),
    sources=(said.HOUSE,),
)
def source_can_be_found(case: Case) -> Iterator[Observation]:
    """
    Check that each source has an address, a number or a publisher; one that lacks them is named once.
    """
    facts = _facts(case)
    if not facts:
        yield _EMPTY
    seen: set[str] = set()
    for path, fact in facts:
        for source in sources_of(fact):
            if source.title not in seen:
                seen.add(source.title)
                findable = source.address or source.number or source.publisher
                yield judge(path, bool(findable), title=source.title)
    if facts and not seen:
        yield unknown((), "sources")


@rule(
    "GM100-SOURCE-003",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Fakta tidak hanya dugaan", "A fact is more than an inference"),
    explanation=Text(
        "Yang disimpulkan, diingat, atau hanya dari iklan (advertorial) ditandai agar tidak dikira dokumen.",
        "What was inferred or recalled, or rests on an advertisement alone, is pointed out, lest it pass for a document.",
    ),
    finding=Text("{what}", "{what}"),
    remedy=Text("Dinas Kominfo mencari dokumennya", "the Kominfo office looks for a document"),
    sources=(said.HOUSE,),
)
def evidence_is_strong(case: Case) -> Iterator[Observation]:
    """
    Check that no fact, and no field of one, rests on inference, memory or an advertisement alone.
    """
    facts = _facts(case)
    if not facts:
        yield _EMPTY
    for path, fact in facts:
        sources = sources_of(fact)
        fields = ", ".join(sorted(getattr(fact, "inferred", ())))
        if fields:
            yield judge(path, holds=False, what=Text(f"disimpulkan: {fields}", f"inferred: {fields}"))
        elif sources and all(source.evidence in _WEAK for source in sources):
            what = Text("seluruhnya disimpulkan atau diingat", "it rests on inference or memory")
            yield judge(path, holds=False, what=what)
        elif sources and all(source.sponsored for source in sources):
            yield judge(path, holds=False, what=Text("hanya dari iklan", "it rests on an advertisement"))
        else:
            yield met(path) if sources else unknown(path, "source")


@rule(
    "GM100-RECORD-001",
    kind=RuleKind.RECORD,
    severity=Severity.SHOULD,
    title=Text("Nama sesuai kode daerah", "The name is that of the code"),
    explanation=Text(
        "Dua puluh satu nama dipakai kabupaten dan kota sekaligus (Bandung, Malang, Tegal); nama ditulis dengan jenisnya.",
        "Twenty-one names are those of a kabupaten and of a kota (Bandung, Malang, Tegal); a name is written with its kind.",
    ),
    finding=Text("tercatat {name}, kode itu {right}", "on record is {name}, the code is that of {right}"),
    remedy=Text("periksa kode dan nama daerah", "check code and name of the region"),
    sources=(said.CODES,),
)
def name_fits_code(case: Case) -> Iterator[Observation]:
    """
    Check the name of the dossier, and of each result, against the names of the code, today's or former ones.
    """
    names = case.known("names", case.dossier.region) or ()
    known = {_plain(name) for name in names}
    given = [((), case.dossier.name), *((path, e.name) for path, e in case.facts("evaluations"))]
    for path, name in given:
        holds = None if name is None or not known else _plain(name) in known
        yield judge((*path, "name"), holds, name=name, right=names[0] if names else None)


def _plain(name: str) -> str:
    """
    Return a name without spaces, with its kind written out.
    """
    text = f"{name.casefold()} ".replace("kab. ", "kabupaten ").replace("kab ", "kabupaten ")
    return "".join(letter for letter in text if letter.isalnum())


@rule(
    "GM100-RECORD-002",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Bidang yang disimpulkan memang ada", "The fields marked as inferred exist"),
    explanation=Text(
        "`inferred` menyebut bidang fakta yang tidak dinyatakan sumber.",
        "`inferred` names fields of the fact that no source states.",
    ),
    finding=Text("bidang tidak dikenal: {names}", "unknown fields: {names}"),
    remedy=Text("tulis nama bidang seperti dalam skema", "write the names of fields as the schema has them"),
    sources=(said.HOUSE,),
)
def inferred_fields_exist(case: Case) -> Iterator[Observation]:
    """
    Check that each field named in `inferred` is one of the fact.
    """
    marked = [(path, fact) for path, fact in _facts(case) if getattr(fact, "inferred", None)]
    if not marked:
        yield idle("tidak ada bidang yang ditandai", "no field is marked")
    for path, fact in marked:
        strange = ", ".join(sorted(fact.inferred - {field.name for field in attrs.fields(type(fact))}))
        yield judge((*path, "inferred"), not strange, names=strange)


RULES: Final = (
    not_before_membership,
    giver_named,
    size_class_is_as_printed,
    year_fits_date,
    given_at_ceremony,
    weekday_fits,
    date_is_readable,
    date_is_held,
    nothing_is_later,
    has_source,
    source_can_be_found,
    evidence_is_strong,
    name_fits_code,
    inferred_fields_exist,
)
