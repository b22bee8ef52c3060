"""
The numbers and dates that the ministry can change, each for as long as it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from gm100._dates import PartialDate
from gm100.model.rule import Parameter, Text
from gm100.model.source import Source
from gm100.rules import _sources as said

_SIGNINGS: Final = {
    2017: date(2017, 5, 22),
    2018: date(2018, 5, 8),
    2019: date(2019, 5, 15),
    2021: date(2021, 5, 20),
    2022: date(2022, 4, 21),
    2023: date(2023, 2, 28),
    2024: date(2024, 3, 5),
}
"""The day on which the agreements of each cohort were signed."""

_CEREMONIES: Final = {
    2017: date(2017, 11, 15),
    2018: date(2018, 12, 14),
    2019: date(2019, 11, 6),
    2021: date(2021, 12, 14),
    2022: date(2022, 12, 1),
    2023: date(2023, 12, 7),
    2025: date(2025, 8, 26),
}
"""The day on which the ministry gave its awards, by the year of that day."""

_ASSESSORS: Final = {2022: 4, 2023: 5}
"""Assessors of each region, as the values of whole tables show."""

_QUESTIONS: Final = {
    2022: {"baseline": 5, "output": 7, "outcome": 31, "quick_win": 12},
    2023: {"baseline": 5, "output": 7, "outcome": 33, "quick_win": 12, "collaboration": 6},
}
"""Questions by year and dimension, as the two reports on Kab. Malang print them."""

_BY_EVERY_ASSESSOR: Final = frozenset({"baseline", "output", "quick_win"})
"""The dimensions whose questions every assessor marked in every list."""


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


def _days(id_: str, days: dict[int, date], title: Text, source: Source) -> Iterator[Parameter]:
    for year, day in days.items():
        when = PartialDate(year)
        yield Parameter(id=id_, title=title, day=day, effective_from=when, effective_until=when, source=source)


def _questions() -> Iterator[Parameter]:
    """
    Yield the number of questions, and of marks: a mean of whole marks is a whole number divided by that.
    """
    asked, marks = Text("jumlah pertanyaan", "questions"), Text("pertanyaan kali asesor", "questions times assessors")
    for year, source in zip(_QUESTIONS, said.REPORTS, strict=True):
        for name, count in _QUESTIONS[year].items():
            yield _number(f"evaluation.questions.{name}", count, asked, source, start=year, end=year)
            if name in _BY_EVERY_ASSESSOR:
                items = count * _ASSESSORS[year]
                yield _number(f"evaluation.items.{name}", items, marks, source, start=year, end=year)


_BOOKS = Text("jumlah buku masterplan", "books of a masterplan")
_ASKED = Text("jumlah quick win yang diminta", "quick wins asked for")

PARAMETERS: Final = (
    *_days(
        "mou.signing_day",
        _SIGNINGS,
        Text("tanggal nota kesepahaman angkatan", "day of the agreements of the cohort"),
        said.CALENDAR_OF_COHORTS,
    ),
    *_days(
        "award.ceremony_day", _CEREMONIES, Text("tanggal penyerahan penghargaan", "day of the awards"), said.AWARDS
    ),
    _number(
        "membership.last_cohort",
        2024,
        Text("angkatan terakhir yang diumumkan", "last cohort that was announced"),
        said.SCOPE_2024,
    ),
    _number(
        "institution.months_after_mou",
        2,
        Text("bulan setelah nota kesepahaman untuk SK Dewan dan Tim", "months after the MoU for council and team"),
        said.AGAM_2023,
        start=2023,
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
    _number("bimtek.months", 5, Text("bulan untuk seluruh bimtek", "months for all stages"), said.SERIES),
    _number("bimtek.first_month", 6, Text("bulan pertama bimtek", "first month of the bimtek"), said.SERIES),
    _number("bimtek.last_month", 11, Text("bulan terakhir bimtek", "last month of the bimtek"), said.SERIES),
    _number("bimtek.gap_min", 22, Text("jarak terpendek antartahap", "shortest gap seen, in days"), said.SERIES),
    _number("bimtek.gap_max", 84, Text("jarak terpanjang antartahap", "longest gap seen, in days"), said.SERIES),
    _number("masterplan.books", 3, _BOOKS, said.STAGES_PEKALONGAN, end=2020),
    _number("masterplan.books", 4, _BOOKS, said.DUMAI_CLOSING, start=2022),
    _number("masterplan.horizon_min", 5, Text("horizon terpendek", "shortest horizon in years"), said.PERIODS),
    _number("masterplan.horizon_max", 10, Text("horizon terpanjang", "longest horizon in years"), said.PERIODS),
    _number(
        "masterplan.revision_years",
        5,
        Text("tahun sampai masterplan dapat direvisi", "years until a masterplan may be revised"),
        said.MUARA_ENIM_ADVICE,
        start=2023,
    ),
    _number("quickwins.asked", 3, _ASKED, said.THREE_2018, start=2018, end=2019),
    _number("quickwins.asked", 6, _ASKED, said.SIX_2022, start=2022),
    _number("quickwins.months", 24, Text("bulan untuk quick win", "months for a quick win"), said.QUICK_WIN_TIMES),
    _number(
        "quickwins.new_a_year",
        1,
        Text("quick win baru per tahun", "new quick wins a year"),
        said.MUARA_ENIM_2020,
        start=2020,
    ),
    _number("evaluation.scale_min", 1, Text("nilai terendah", "lowest mark"), said.REPORT_2022),
    _number("evaluation.scale_max", 4, Text("nilai tertinggi", "highest mark"), said.REPORT_2022),
    _number(
        "evaluation.last_year",
        2024,
        Text("tahun evaluasi terakhir yang diumumkan", "last year of which an evaluation was announced"),
        said.DUMAI_PROGRESS,
    ),
    _number(
        "evaluation.improvement_tolerance",
        "0.01",
        Text("selisih wajar indeks peningkatan", "difference that rounding explains"),
        said.REPORT_2023,
    ),
    *_questions(),
)
"""All of them; of one id, no two hold at once."""
