"""
The words of a report, in Indonesian and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gm100.adapters._words import checked
from gm100.model.scorecard import Rounding, RoundingMode

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "report": "Smart city report",
        "ranking": "Smart city ranking",
        "standing": "Standing",
        "index": "Index",
        "rank": "Rank",
        "of": "{rank} of {count}",
        "improvement": "Improvement",
        "published": "Published",
        "participants": "Regions ranked",
        "absent": "Without an index",
        "absent_names": "Without an index: {names}.",
        "reproduced": "Published indices reproduced",
        "median": "Median",
        "best": "Best",
        "strip": "The index of every region on the list",
        "strip_text": "{count} dots from {low} to {high}; the median is {median}.",
        "strip_own": "{name} has {own}.",
        "scores": "Scores, and how the index comes about",
        "scores_caption": "Value times weight is what a dimension contributes; the contributions add up to the index.",
        "dimension": "Dimension",
        "score": "Score",
        "weight": "Weight",
        "contribution": "Contribution",
        "left": "Left to gain",
        "share": "Share of the index",
        "remark": "Remark",
        "sum": "Sum",
        "questions": "mean of {count} questions",
        "from": "{value} rounded {rule}",
        "part_from": "part {value} rounded {rule}",
        "half_up": "half up",
        "half_even": "half to even",
        "down": "down",
        "rule": "{mode} to {decimals} decimals",
        "comparison": "Comparison with the cohort",
        "cohort": "cohort of {year} ({count} on the list)",
        "list": "the list",
        "comparison_caption": "The list has {count} regions with an index.",
        "comparison_bars": "Score by dimension (bars) and median of {peers} (strokes)",
        "comparison_radar": "The same as a profile: this region (area) and the median of {peers} (outline)",
        "against": "{name}: {own}, median {median}",
        "place": "Place",
        "change": "Change from {before} to {after}",
        "change_caption": "Contributions to the index. The editions can have different weights.",
        "difference": "Difference",
        "rounding": "Rounding",
        "improvement_note": "From unrounded totals the improvement is {value}.",
        "beside": "Beside the best",
        "table": "Ranking",
        "code": "Code",
        "region": "Region",
        "values": "Scores by dimension",
        "method": "How the index is computed",
        "method_text": "Scorecard {id}. {steps}",
        "total_rounded": "The total is rounded {rule}.",
        "parts_rounded": "Each weighted dimension is rounded {rule}, then added.",
        "evidence": "Evidence: {evidence}.",
        "sources": "Sources",
        "made": "Made with gm100. Not an official document of the ministry.",
        "no_index": "{name} has no index in {edition}: {status}.",
        "absent_status": "it did not take part",
        "missing_status": "values are missing",
        "timeline": "Timeline",
        "timeline_text": "{count} events from {first} to {last}, listed below.",
        "findings": "Findings",
        "findings_on": "Rule book {book}, as of {on}.",
        "no_findings": "Nothing was found.",
        "not_judged": "Not judged for lack of data",
        "steps": "Next steps",
        "overdue": "overdue",
        "do": "To do",
        "source": "Source",
        "must": "MUST",
        "should": "SHOULD",
        "may": "MAY",
    },
    "id": {
        "report": "Laporan smart city",
        "ranking": "Peringkat smart city",
        "standing": "Posisi",
        "index": "Indeks",
        "rank": "Peringkat",
        "of": "{rank} dari {count}",
        "improvement": "Peningkatan",
        "published": "Terbit",
        "participants": "Daerah berperingkat",
        "absent": "Tanpa indeks",
        "absent_names": "Tanpa indeks: {names}.",
        "reproduced": "Indeks terbit yang cocok",
        "median": "Median",
        "best": "Terbaik",
        "strip": "Indeks setiap daerah dalam daftar",
        "strip_text": "{count} titik dari {low} sampai {high}; mediannya {median}.",
        "strip_own": "{name} mendapat {own}.",
        "scores": "Skor, dan bagaimana indeks diperoleh",
        "scores_caption": "Nilai kali bobot adalah sumbangan satu dimensi; jumlah sumbangan adalah indeks.",
        "dimension": "Dimensi",
        "score": "Skor",
        "weight": "Bobot",
        "contribution": "Sumbangan",
        "left": "Masih dapat diraih",
        "share": "Bagian dari indeks",
        "remark": "Catatan",
        "sum": "Jumlah",
        "questions": "rata-rata {count} pertanyaan",
        "from": "{value} dibulatkan {rule}",
        "part_from": "bagian {value} dibulatkan {rule}",
        "half_up": "setengah ke atas",
        "half_even": "setengah ke genap",
        "down": "ke bawah",
        "rule": "{mode} ke {decimals} desimal",
        "comparison": "Perbandingan dengan kohort",
        "cohort": "kohort {year} ({count} dalam daftar)",
        "list": "daftar",
        "comparison_caption": "Daftar ini memuat {count} daerah yang memiliki indeks.",
        "comparison_bars": "Skor per dimensi (batang) dan median {peers} (garis)",
        "comparison_radar": "Sebagai profil: daerah ini (bidang) dan median {peers} (garis)",
        "against": "{name}: {own}, median {median}",
        "place": "Urutan",
        "change": "Perubahan dari {before} ke {after}",
        "change_caption": "Sumbangan pada indeks. Bobot dapat berbeda antaredisi.",
        "difference": "Selisih",
        "rounding": "Pembulatan",
        "improvement_note": "Dari jumlah tanpa pembulatan, peningkatannya {value}.",
        "beside": "Dibanding terbaik",
        "table": "Peringkat",
        "code": "Kode",
        "region": "Daerah",
        "values": "Skor per dimensi",
        "method": "Bagaimana indeks dihitung",
        "method_text": "Kartu skor {id}. {steps}",
        "total_rounded": "Jumlah dibulatkan {rule}.",
        "parts_rounded": "Setiap dimensi terbobot dibulatkan {rule}, lalu dijumlahkan.",
        "evidence": "Bukti: {evidence}.",
        "sources": "Sumber",
        "made": "Dibuat dengan gm100. Bukan dokumen resmi kementerian.",
        "no_index": "{name} tidak memiliki indeks pada {edition}: {status}.",
        "absent_status": "tidak mengikuti evaluasi",
        "missing_status": "ada nilai yang kosong",
        "timeline": "Lini masa",
        "timeline_text": "{count} peristiwa dari {first} sampai {last}, didaftar di bawah.",
        "findings": "Temuan",
        "findings_on": "Buku aturan {book}, per {on}.",
        "no_findings": "Tidak ada temuan.",
        "not_judged": "Tidak dapat dinilai karena data belum ada",
        "steps": "Langkah berikutnya",
        "overdue": "terlambat",
        "do": "Lakukan",
        "source": "Sumber",
        "must": "WAJIB",
        "should": "SEBAIKNYA",
        "may": "BOLEH",
    },
}


def words_of(lang: str) -> Mapping[str, str]:
    """
    Return the words of a language.

    Raises:
        UnknownIdError: There is no such language.
    """
    return WORDS[checked(lang)]


def rule_in_words(rounding: Rounding, lang: str) -> str:
    """
    Return a rounding rule as a sentence says it.

    >>> rule_in_words(Rounding(2), "id")
    'setengah ke atas ke 2 desimal'
    """
    words = words_of(lang)
    mode = {RoundingMode.HALF_UP: "half_up", RoundingMode.HALF_EVEN: "half_even", RoundingMode.DOWN: "down"}
    return words["rule"].format(mode=words[mode[rounding.mode]], decimals=rounding.decimals)
