"""
The texts that a user reads, each in Indonesian and in English, by a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gm100.errors import UnknownIdError

LANGUAGES: Final = ("id", "en")

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "status.on": ("per {day}", "as of {day}"),
    "status.membership": ("Keanggotaan", "Membership"),
    "status.member": ("anggota angkatan {cohort}", "member of the cohort of {cohort}"),
    "status.repeat": ("ikut kembali dalam angkatan {cohort}", "takes part again in the cohort of {cohort}"),
    "status.withdrew": ("menandatangani, tidak selesai: {cohort}", "signed, did not finish: {cohort}"),
    "status.replaced": ("terpilih, lalu digantikan: {cohort}", "chosen, then replaced: {cohort}"),
    "status.misreported": (
        "disebut pers, tidak dalam daftar: {cohort}",
        "named by the press, not on the list: {cohort}",
    ),
    "status.no_member": (
        "keanggotaan tidak diketahui; sembilan anggota 2022 dan 2023 belum ditemukan",
        "no membership is known; nine members of 2022 and 2023 were not found",
    ),
    "status.stage": ("Tahap", "Step reached"),
    "status.shown_by": ("diketahui dari: {event}", "known from: {event}"),
    "status.results": ("Hasil evaluasi", "Results of the evaluation"),
    "status.year": ("tahun", "year"),
    "status.index": ("indeks", "index"),
    "status.rank": ("peringkat", "rank"),
    "status.change": ("perubahan", "change"),
    "status.absent": ("tidak ikut", "did not take part"),
    "status.rank_printed": ("{rank} (tercetak)", "{rank} (printed)"),
    "status.rank_counted": ("{rank} dari {of} dalam daftar (dihitung)", "{rank} of {of} on the list (counted)"),
    "status.change_printed": ("{change} (tercetak)", "{change} (printed)"),
    "status.change_counted": ("{change} (dihitung)", "{change} (computed)"),
    "status.records": ("Catatan menurut tahun", "Records by year"),
    "status.due": ("Berikutnya", "Due next"),
    "status.overdue": ("terlambat", "overdue"),
    "status.unrecorded": ("laksanakan, atau catat bila sudah", "do it, or record that it was done"),
    "status.until": ("sampai {day}", "until {day}"),
    "status.rule": ("aturan {rule}", "rule {rule}"),
    "status.unknown": ("Tidak diketahui", "Not known"),
    "status.source": ("sumber", "source"),
    "status.sources": ("Sumber", "Sources"),
    "unknown.mous": (
        "nota kesepahaman sendiri: hanya hari angkatannya yang diketahui",
        "its own agreement: only the day of its cohort is known",
    ),
    "unknown.councils": ("Dewan Smart City", "council (Dewan Smart City)"),
    "unknown.teams": ("Tim Pelaksana", "implementation team (Tim Pelaksana)"),
    "unknown.bimtek": ("bimtek tahap {stages}", "bimtek, stage {stages}"),
    "unknown.masterplans": ("masterplan", "masterplan"),
    "unknown.quick_wins": ("quick win", "quick wins"),
    "unknown.evaluations": ("hasil evaluasi {years}", "result of the evaluation of {years}"),
    "unknown.components": ("komponen indeks {years}", "components of the index of {years}"),
    "evidence.official": ("dokumen resmi", "official document"),
    "evidence.site": ("laman resmi", "page of the ministry or of a region"),
    "evidence.press": ("pers", "press"),
    "evidence.stored": ("dokumen tersimpan", "stored document"),
    "evidence.computed": ("dihitung", "computed"),
    "evidence.inferred": ("disimpulkan", "inferred"),
    "evidence.memory": ("ingatan", "memory"),
    "evidence.convention": ("ketentuan gm100", "convention of gm100"),
    "step.outside": ("keanggotaan tidak diketahui", "no membership is known"),
    "step.selected": ("terpilih", "selected"),
    "step.mou": ("nota kesepahaman ditandatangani", "agreement signed"),
    "step.bimtek-1": ("bimtek tahap I", "bimtek, stage I"),
    "step.bimtek-2": ("bimtek tahap II", "bimtek, stage II"),
    "step.bimtek-3": ("bimtek tahap III", "bimtek, stage III"),
    "step.bimtek-4": ("bimtek tahap IV", "bimtek, stage IV"),
    "step.masterplan": ("masterplan selesai", "masterplan finished"),
    "step.implementing": ("pelaksanaan", "implementing"),
    "step.evaluated": ("dievaluasi", "evaluated"),
    "step.unknown": ("tidak diketahui", "not known"),
    "claim.index": ("indeks {year}", "index of {year}"),
    "claim.rank": ("peringkat {year}", "rank of {year}"),
    "claim.cohort": ("angkatan", "cohort"),
    "claim.award": ("penghargaan", "award"),
    "claim.mou": ("hari penandatanganan", "day of the agreement"),
    "claim.confirmed": ("terbukti", "confirmed"),
    "claim.contradicted": ("bertentangan", "contradicted"),
    "claim.unknown": ("tidak diketahui", "unknown"),
    "claim.held": ("yang tercatat: {held}", "held: {held}"),
    "claim.rounded": (
        "cocok setelah {held} dibulatkan ke {decimals} desimal",
        "it fits {held} rounded to {decimals} decimals",
    ),
    "claim.finer": (
        "tercatat hanya {held}, dengan {decimals} desimal",
        "only {held} is held, with {decimals} decimals",
    ),
    "claim.grade": (
        "bukti: {evidence}; tidak ada dokumen resmi yang terlihat",
        "evidence: {evidence}; no official document was seen",
    ),
    "claim.counted": ("dihitung dari daftar {of} daerah", "counted in the list of {of} regions"),
    "claim.nothing": ("tidak ada catatan tentangnya", "nothing is held of it"),
    "claim.gap": (
        "{missing} anggota angkatan {cohort} belum ditemukan",
        "{missing} members of the cohort of {cohort} were not found",
    ),
    "claim.whole_list": ("daftar angkatan {cohort} lengkap", "the list of the cohort of {cohort} is complete"),
    "claim.confidence": (
        "keanggotaan itu bertumpu pada satu halaman, atau disimpulkan",
        "that membership rests on one page, or is inferred",
    ),
    "claim.claim": ("klaim", "claim"),
    "claim.verdict": ("putusan", "verdict"),
    "claim.none": ("tidak ada klaim", "no claim"),
}
"""Indonesian first, English second; `{name}` stands for what is filled in."""


def say(key: str, lang: str, /, **values: object) -> str:
    """
    Return a text in a language.

    >>> say("status.member", "id", cohort=2019)
    'anggota angkatan 2019'

    Raises:
        UnknownIdError: There is no such language.
    """
    return TEXTS[key][place_of(lang)].format(**values)


def place_of(lang: str) -> int:
    """
    Return where a language stands in a text.

    Raises:
        UnknownIdError: There is no such language.
    """
    if lang not in LANGUAGES:
        raise UnknownIdError("language", lang, LANGUAGES)
    return LANGUAGES.index(lang)
