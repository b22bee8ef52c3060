"""
The numbers and dates that the ministry can change, each for as long as it holds.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from gm100._dates import PartialDate
from gm100.model.rule import Parameter, Text
from gm100.model.source import Source
from gm100.rules import _sources as said

_MOU_DATES: Final = {
    2017: date(2017, 5, 22),
    2018: date(2018, 5, 8),
    2019: date(2019, 5, 15),
    2021: date(2021, 5, 20),
    2022: date(2022, 4, 21),
    2023: date(2023, 2, 28),
    2024: date(2024, 3, 5),
}
"""The day on which the agreements of each cohort were signed."""


def _number(  # noqa: PLR0913 - a record is given field by field
    id_: str, number: int | str, title: Text, source: Source, *, start: int | None = None, end: int | None = None
) -> Parameter:
    return Parameter(
        id=id_,
        title=title,
        number=Decimal(number),
        effective_from=None if start is None else PartialDate(start),
        effective_until=None if end is None else PartialDate(end),
        source=source,
    )


def _mou_date(year: int, day: date) -> Parameter:
    return Parameter(
        id="mou.signing_day",
        title=Text(f"tanggal nota kesepahaman angkatan {year}", f"day of the agreements of {year}"),
        day=day,
        effective_from=PartialDate(year),
        effective_until=PartialDate(year),
        source=said.CALENDAR_OF_COHORTS,
    )


_BOOKS = Text("jumlah buku masterplan", "books of a masterplan")
_ASKED = Text("jumlah quick win yang diminta", "quick wins asked for")

PARAMETERS: Final = (
    *(_mou_date(year, day) for year, day in _MOU_DATES.items()),
    _number(
        "institution.months_after_mou",
        2,
        Text("bulan setelah nota kesepahaman untuk SK Dewan dan Tim", "months after the MoU for council and team"),
        said.AGAM_2023,
    ),
    _number(
        "institution.meetings_a_year",
        1,
        Text("rapat Dewan dan Tim per tahun", "meetings of council and team a year"),
        said.REPORT_2022,
        start=2022,
    ),
    _number("bimtek.stages", 4, Text("tahap bimtek", "stages of the bimtek"), said.APTIKA_BANGGAI),
    _number("bimtek.days", 2, Text("hari per tahap", "days of a stage"), said.APTIKA_BANGGAI),
    _number("bimtek.months", 5, Text("bulan untuk seluruh bimtek", "months for all stages"), said.STAGES_MANOKWARI),
    _number("bimtek.gap_min", 22, Text("jarak terpendek antartahap", "shortest gap seen, in days"), said.SERIES),
    _number("bimtek.gap_max", 48, Text("jarak terpanjang antartahap", "longest gap seen, in days"), said.SERIES),
    _number("masterplan.books", 3, _BOOKS, said.STAGES_PEKALONGAN, end=2021),
    _number("masterplan.books", 4, _BOOKS, said.TANAH_BUMBU, start=2022),
    _number("masterplan.horizon_min", 5, Text("horizon terpendek", "shortest horizon in years"), said.DUMAI_CLOSING),
    _number("masterplan.horizon_max", 10, Text("horizon terpanjang", "longest horizon in years"), said.DUMAI_CLOSING),
    _number(
        "masterplan.revision_years",
        5,
        Text("tahun sampai revisi masterplan", "years until a masterplan is revised"),
        said.MUARA_ENIM_ADVICE,
    ),
    _number("quickwins.asked", 3, _ASKED, said.THREE_2018, start=2018, end=2021),
    _number("quickwins.asked", 6, _ASKED, said.SIX_2022, start=2022),
    _number("quickwins.months", 24, Text("bulan untuk quick win", "months for a quick win"), said.QUICK_WIN_TIMES),
    _number("quickwins.new_a_year", 1, Text("quick win baru per tahun", "new quick wins a year"), said.BLITAR_SEED),
    _number("evaluation.scale_min", 1, Text("nilai terendah", "lowest mark"), said.REPORT_2022),
    _number("evaluation.scale_max", 4, Text("nilai tertinggi", "highest mark"), said.REPORT_2022),
    _number(
        "evaluation.improvement_tolerance",
        "0.01",
        Text("selisih wajar indeks peningkatan", "difference that rounding explains"),
        said.REPORT_2023,
    ),
)
"""All of them; of one id, no two hold at once."""
