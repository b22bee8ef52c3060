"""
Public indices of other ministries, ready to be computed: SPBE, SKM and IPM.

Where agencies compute one regulation in several ways, each way is a scorecard of its own, named after its convention.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from gm100.model.band import Band
from gm100.model.scorecard import Group, Indicator, Scale, Scorecard, Weighting
from gm100.model.source import Evidence, Source

SPBE_2020_SOURCE: Final = Source(
    "PermenPANRB 59/2020, annex I, tables 7 and 13",
    evidence=Evidence.STORED,
    number="PermenPANRB 59/2020",
    note="as cited in a public test set; of the weights, 1.3 and 2.5 were seen, the others follow by division",
)
SPBE_2018_SOURCE: Final = Source(
    "PermenPANRB 5/2018, as the scoring tables of Kota Denpasar hold it",
    evidence=Evidence.STORED,
    number="PermenPANRB 5/2018",
    address="github.com/putuokky/monev-spbe-dps :: database/indeksdp_db_indeks.sql @ 4a6caf1",
    note="indicator 35 is split into three sector services, so 35 indicators are 37 levels",
)
SKM_SOURCE: Final = Source(
    "PermenPANRB 14/2017",
    evidence=Evidence.STORED,
    number="PermenPANRB 14/2017",
    note="the regulation prints nine equal weights; agencies take 1/9, 0.111 or 0.11, or round on the way",
)
IPM_SOURCE: Final = Source(
    "Human development index, new method, as BPS publishes it",
    evidence=Evidence.COMPUTED,
    publisher="BPS",
    note="limits and means reproduce 186 of 186 published values; a half was never met, so its rounding is not proven",
)

SPBE_BANDS: Final = (
    Band("Kurang", 1, "1.8"),
    Band("Cukup", "1.8", "2.6"),
    Band("Baik", "2.6", "3.5"),
    Band("Sangat Baik", "3.5", "4.2"),
    Band("Memuaskan", "4.2", 5),
)
SKM_BANDS: Final = (
    Band("D (Tidak Baik)", "25.00", "64.99"),
    Band("C (Kurang Baik)", "65.00", "76.60"),
    Band("B (Baik)", "76.61", "88.30"),
    Band("A (Sangat Baik)", "88.31", "100.00"),
)
IPM_BANDS: Final = {"sangat tinggi": 80, "tinggi": 70, "sedang": 60, "rendah": 0}

_SPBE_NAMES: Final = {
    ("spbe-2020", "d1"): "Kebijakan SPBE",
    ("spbe-2020", "d2"): "Tata Kelola SPBE",
    ("spbe-2020", "d3"): "Manajemen SPBE",
    ("spbe-2020", "d4"): "Layanan SPBE",
    ("spbe-2020", "a1"): "Kebijakan Internal terkait Tata Kelola SPBE",
    ("spbe-2020", "a2"): "Perencanaan Strategis SPBE",
    ("spbe-2020", "a3"): "Teknologi Informasi dan Komunikasi",
    ("spbe-2020", "a4"): "Penyelenggara SPBE",
    ("spbe-2020", "a5"): "Penerapan Manajemen SPBE",
    ("spbe-2020", "a6"): "Audit TIK",
    ("spbe-2020", "a7"): "Layanan Administrasi Pemerintahan Berbasis Elektronik",
    ("spbe-2020", "a8"): "Layanan Publik Berbasis Elektronik",
    ("spbe-2018", "d1"): "Kebijakan Internal SPBE",
    ("spbe-2018", "d2"): "Tata Kelola SPBE",
    ("spbe-2018", "d3"): "Layanan SPBE",
}
_SPBE_WEIGHTS: Final = {
    "spbe-2020": {
        "d1": "13",
        "d2": "25",
        "d3": "16.5",
        "d4": "45.5",
        "a1": "13",
        "a2": "10",
        "a3": "10",
        "a4": "5",
        "a5": "12",
        "a6": "4.5",
        "a7": "27.5",
        "a8": "18",
    },
    "spbe-2018": {
        "d1": "17",
        "d2": "28",
        "d3": "55",
        "a1": "7",
        "a2": "10",
        "a3": "8",
        "a4": "8",
        "a5": "12",
        "a6": "35",
        "a7": "20",
    },
}

SKM_ELEMENTS: Final = {
    "persyaratan": "requirements",
    "prosedur": "procedure",
    "waktu": "time",
    "biaya": "cost",
    "produk": "product",
    "kompetensi": "competence",
    "perilaku": "behaviour",
    "pengaduan": "complaints",
    "sarana": "facilities",
}
"""The nine elements by code; systems differ in the order of the last two, so a number would not name them."""


def spbe(id_: str) -> Scorecard:
    """
    Return an SPBE scorecard: weighted means of levels 1 to 5, rounded once, at the end.
    """
    source = SPBE_2020_SOURCE if id_ == "spbe-2020" else SPBE_2018_SOURCE
    return Scorecard(
        id=id_,
        title=f"SPBE index, {source.number}",
        edition=id_.removeprefix("spbe-"),
        root=Group("spbe", children=tuple(_spbe_group(id_, code) for code in _SPBE_WEIGHTS[id_] if code[0] == "d")),
        round=2,
        bands=SPBE_BANDS,
        evidence=source.evidence,
        source=source,
        note=source.note,
    )


def _spbe_group(id_: str, code: str) -> Group:
    rows = [row for row in _spbe_rows(id_) if code in {row["domain"], row["aspect"]}]
    children: tuple[Group | Indicator, ...]
    if code.startswith("d"):
        children = tuple(_spbe_group(id_, aspect) for aspect in dict.fromkeys(row["aspect"] for row in rows))
    else:
        children = tuple(
            Indicator(row["code"], name=row["name"], weight=row["weight"], scale=Scale(1, 5)) for row in rows
        )
    return Group(code, name=_SPBE_NAMES.get((id_, code)), weight=_SPBE_WEIGHTS[id_][code], children=children)


@cache
def _spbe_rows(id_: str) -> tuple[dict[str, str], ...]:
    from gm100.reference._data.spbe import COLUMNS, ROWS

    rows = (dict(zip(COLUMNS, map(str, row), strict=True)) for row in ROWS)
    return tuple(row for row in rows if row["scorecard"] == id_)


def skm(convention: str) -> Scorecard:
    """
    Return the SKM scorecard in one of the ways in which agencies compute it.

    Rows give the mean of each element, 1 to 4; `mean_answer` makes it of answer counts.

    Args:
        convention: `ninth`, `0.111`, `0.11`, or `rounded-mean`: elements and their mean rounded to two decimals first.
    """
    rounded = convention == "rounded-mean"
    verbatim = convention if convention.startswith("0.") else None
    elements = tuple(
        Indicator(code, name=name, weight=verbatim or 1, scale=Scale(1, 4), round=2 if rounded else None)
        for code, name in SKM_ELEMENTS.items()
    )
    root = Group("ikm", children=elements, factor=25)
    if verbatim:
        total = sum(element.weight for element in elements)
        root = Group("ikm", children=elements, factor=25, weighting=Weighting.VERBATIM, weights_total=total)
    elif rounded:
        root = Group("ikm", children=(Group("nrr", children=elements, round=2),), factor=25)
    return Scorecard(
        id=f"skm-2017-{convention}",
        title=f"Citizen satisfaction (SKM), PermenPANRB 14/2017, {_SKM_CONVENTIONS[convention]}",
        edition="2017",
        root=root,
        round=2,
        bands=SKM_BANDS,
        evidence=SKM_SOURCE.evidence,
        source=SKM_SOURCE,
        note=SKM_SOURCE.note,
    )


_SKM_CONVENTIONS: Final = {
    "ninth": "nine equal shares",
    "0.111": "weights of 0.111, at most 99.90",
    "0.11": "weights of 0.11, at most 99.00",
    "rounded-mean": "elements and their mean rounded to two decimals before times 25",
}


def ipm(id_: str = "ipm-bps") -> Scorecard:
    """
    Return the human development index of BPS: life expectancy, schooling, and expenditure in rupiah a head and year.
    """
    schooling = Group(
        "pendidikan",
        name="schooling",
        children=(
            Indicator("hls", name="expected years of schooling", normalise=("goalposts", 0, 18)),
            Indicator("rls", name="mean years of schooling", normalise=("goalposts", 0, 15)),
        ),
    )
    root = Group(
        "ipm",
        aggregate="geometric",
        factor=100,
        children=(
            Indicator("uhh", name="life expectancy in years", normalise=("goalposts", 20, 85)),
            schooling,
            Indicator(
                "pengeluaran",
                name="expenditure a head and year, in rupiah",
                normalise=("log_goalposts", 1_007_436, 26_572_352),
            ),
        ),
    )
    return Scorecard(
        id=id_,
        title="Human development index (IPM), new method of BPS",
        root=root,
        round=2,
        bands=IPM_BANDS,
        evidence=IPM_SOURCE.evidence,
        source=IPM_SOURCE,
        note=IPM_SOURCE.note,
    )
