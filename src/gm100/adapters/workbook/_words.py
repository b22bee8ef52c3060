"""
The words on a form, in Indonesian and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gm100.errors import UnknownIdError

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Self-assessment",
        "scorecard": "Scorecard",
        "region": "Kemendagri code of the region",
        "name": "Region",
        "layout": "Layout of this form",
        "help": "Fill in the yellow cells on the sheets of the dimensions. Totals appear once everything is filled in.",
        "node": "Node",
        "label": "Name",
        "weight": "Weight",
        "answered": "Filled in",
        "of": "Of",
        "value": "Value",
        "part": "Weighted",
        "item": "No.",
        "element": "Element",
        "question": "Question",
        "mark": "Mark",
        "document": "Evidence: document, number, date",
        "link": "Evidence: file or address",
        "remark": "Remark",
        "known": "Questions as paraphrased from a published result; the ministry's own wording was not available.",
        "unknown": "The questions of this edition are not known. The dimension is scored as a whole.",
        "choose": "Choose a mark from {low} to {high}.",
        "number": "Give a number from {low} to {high} with at most {decimals} decimals.",
    },
    "id": {
        "title": "Penilaian mandiri",
        "scorecard": "Kartu skor",
        "region": "Kode Kemendagri daerah",
        "name": "Daerah",
        "layout": "Tata letak formulir ini",
        "help": "Isi sel kuning pada lembar setiap dimensi. Jumlah muncul setelah semuanya terisi.",
        "node": "Simpul",
        "label": "Nama",
        "weight": "Bobot",
        "answered": "Terisi",
        "of": "Dari",
        "value": "Nilai",
        "part": "Terbobot",
        "item": "No.",
        "element": "Unsur",
        "question": "Pertanyaan",
        "mark": "Skor",
        "document": "Bukti: dokumen, nomor, tanggal",
        "link": "Bukti: berkas atau alamat",
        "remark": "Catatan",
        "known": "Pertanyaan diringkas dari hasil yang diterbitkan (dalam bahasa Inggris); rumusan asli kementerian "
        "tidak tersedia.",
        "unknown": "Pertanyaan edisi ini tidak diketahui. Dimensi dinilai secara keseluruhan.",
        "choose": "Pilih skor {low} sampai {high}.",
        "number": "Isi angka {low} sampai {high} dengan paling banyak {decimals} desimal.",
    },
}


def words_of(lang: str) -> Mapping[str, str]:
    """
    Return the words of a language.

    Raises:
        UnknownIdError: There is no such language.
    """
    if lang not in WORDS:
        raise UnknownIdError("language", lang, sorted(WORDS))
    return WORDS[lang]
