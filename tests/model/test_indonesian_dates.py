"""
Dates and stages as Indonesian documents write them.
"""

from __future__ import annotations

import pickle
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gm100 import UnreadableDateError, YearFrom, read_date, read_stage
from gm100.model.indonesian import WEEKDAYS
from gm100.text.dates import MONTHS, in_words


class TestForms:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("Rabu (25/11/2020)", "2020-11-25", None),
            ("Senin (9/7/2018)", "2018-07-09", None),
            ("Jum'at, 3 Agt 2018", "2018-08-03", None),
            ("Jum\u2019at, 3 Agustus 2018", "2018-08-03", None),
            ("12 Nopember 2019", "2019-11-12", None),
            ("28 Okt 2021 pukul 09.30 WITA", "2021-10-28", None),
            ("3-5 Mei 2019", "2019-05-03", "2019-05-05"),
            ("25-26 Juli 2018", "2018-07-25", "2018-07-26"),
            ("25 s.d. 26 Juli 2018", "2018-07-25", "2018-07-26"),
            ("27 Juni - 1 Juli 2022", "2022-06-27", "2022-07-01"),
            ("30 Desember - 2 Januari 2019", "2018-12-30", "2019-01-02"),
            ("30 Desember 2018 - 2 Januari 2019", "2018-12-30", "2019-01-02"),
            ("20-21/6/2022", "2022-06-20", "2022-06-21"),
            ("09-07-2018", "2018-07-09", None),
            ("9.7.2018", "2018-07-09", None),
            ("Mei 2018", "2018-05", None),
            ("2019-05-06", "2019-05-06", None),
            ("2019-05", "2019-05", None),
            ("  SELASA , 6 SEPTEMBER 2022 ", "2022-09-06", None),
            ("Selasa,\u00a06\u00a0September\u202f2022", "2022-09-06", None),
        ],
    )
    def test_it_is_read(self, text: str, start: str, end: str | None) -> None:
        """A form that documents use gives its first and last day."""
        reading = read_date(text)
        assert (str(reading.start), str(reading.end)) == (start, end or start)
        assert (reading.text, reading.contradiction, reading.year_from) == (text, None, YearFrom.TEXT)

    def test_the_time_of_day(self) -> None:
        """A time is kept with its zone."""
        reading = read_date("28 Okt 2021 pukul 09.30 wita")
        assert (reading.time, reading.zone) == (time(9, 30), "WITA")

    @pytest.mark.parametrize(
        "text",
        [
            "31/2/2018", "5/13/2019", "2019-13-01", "2019-5-6", "06/05/19", "Wednesday (Sept 2, 2019)", "5", "5.4",
            "Jumat", "3-5", "20240101", "2024-W01-1", "5-3 Mei 2019", "0 Mei 2019", "29 Februari 2019", "",
            "5 May 2019", "28 Okt 2021 pukul 25.30 WITA", "Rabu (25/11/2020",
        ],
    )  # fmt: skip
    def test_what_is_not_certain_is_refused(self, text: str) -> None:
        """A text of another form, or of a day that does not exist, is refused and named."""
        with pytest.raises(UnreadableDateError) as caught:
            read_date(text, year=2019)
        assert caught.value.text == text
        assert repr(text) in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own error


class TestYear:
    @pytest.mark.parametrize("text", ["Selasa (6/9)", "Rabu. (4/7).", "10 Jul", "25-26 Juli"])
    def test_without_a_year_it_must_come_from_somewhere(self, text: str) -> None:
        """A text without a year is refused, and the error says what would help."""
        with pytest.raises(UnreadableDateError, match="year="):
            read_date(text)

    def test_from_the_context(self) -> None:
        """The caller's year is taken, and the reading says so."""
        reading = read_date("10 Jul", year=2018)
        assert (str(reading.start), reading.year_from) == ("2018-07-10", YearFrom.CONTEXT)

    def test_the_text_prevails(self) -> None:
        """A year in the text is not replaced by that of the context."""
        assert read_date("10 Jul 2019", year=2018).start.year == 2019

    def test_from_the_weekday(self) -> None:
        """A weekday that fits one of the years decides, and the reading says so."""
        reading = read_date("Selasa (6/9)", years=range(2017, 2025))
        assert (str(reading.start), reading.year_from) == ("2022-09-06", YearFrom.WEEKDAY)

    @pytest.mark.parametrize(("years", "fits"), [(range(2016, 2025), "2016, 2022"), (range(2017, 2022), "none")])
    def test_a_weekday_that_does_not_decide(self, years: range, fits: str) -> None:
        """A weekday that fits two of the years, or none, decides nothing."""
        with pytest.raises(UnreadableDateError, match=f"fits {fits}"):
            read_date("Selasa (6/9)", years=years)

    def test_a_day_that_some_years_lack(self) -> None:
        """29 February is looked for in leap years only."""
        assert read_date("Kamis, 29 Februari", years=range(2017, 2025)).start.year == 2024

    def test_a_range_over_new_year(self) -> None:
        """The year is that of the last day."""
        assert str(read_date("30 Desember - 2 Januari", year=2019).start) == "2018-12-30"


class TestWeekday:
    @pytest.mark.parametrize(
        ("text", "year", "says"),
        [
            ("Jumat (16/5/2019)", None, "printed Jumat, but 2019-05-16 was a Kamis"),
            ("Senin (23/8)", 2022, "printed Senin, but 2022-08-23 was a Selasa"),
            ("Rabu-Kamis, 25-26 Oktober 2018", None, "printed Rabu, but 2018-10-25 was a Kamis"),
            ("Kamis-Sabtu, 25-26 Oktober 2018", None, "printed Sabtu, but 2018-10-26 was a Jumat"),
            ("Selasa (5/3/2024)", None, None),
            ("Senin (5/7/2023)", None, "printed Senin, but 2023-07-05 was a Rabu"),
        ],
    )
    def test_a_contradiction_is_reported(self, text: str, year: int | None, says: str | None) -> None:
        """The date is read, and what the weekday says against it is kept."""
        assert read_date(text, year=year).contradiction == says

    def test_it_is_kept_as_printed(self) -> None:
        """The weekday stays as the document spells it."""
        assert read_date("Jum'at, 3 Agt 2018").weekday == "Jum'at"


class TestLaws:
    """Whatever the reader writes, it reads; and day first is never month first."""

    @given(st.dates(date(1945, 1, 1), date(9998, 12, 31)))
    def test_there_and_back(self, day: date) -> None:
        """Every written form of a day gives the day."""
        weekday = WEEKDAYS[day.weekday()]
        numbers = f"{day.day}/{day.month}/{day.year:04}"
        for text in (in_words(day), f"{weekday} ({numbers})", numbers, day.isoformat()):
            reading = read_date(text)
            assert (reading.start.first_day, reading.end.first_day, reading.contradiction) == (day, day, None)

    @given(st.text(max_size=30))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        """No text does anything else than give a reading or the one error."""
        try:
            read_date(text, year=2020)
        except UnreadableDateError:
            return

    @given(st.dates(date(2017, 1, 1), date(2026, 12, 31)), st.sampled_from(WEEKDAYS))
    def test_a_false_weekday_never_passes(self, day: date, weekday: str) -> None:
        """A weekday contradicts exactly when it is not that of the day."""
        reading = read_date(f"{weekday}, {day.day} {MONTHS[day.month - 1]} {day.year}")
        assert (reading.contradiction is None) == (WEEKDAYS[day.weekday()] == weekday)


class TestStages:
    @pytest.mark.parametrize(
        ("text", "stage"),
        [
            ("tahap ke-4", 4), ("Tahap I", 1), ("tahap satu", 1), ("Tahap II", 2), ("tahap ketiga", 3), ("IV", 4),
            ("ke-2", 2), ("tahap ke 3", 3), ("pertama", 1), ("4", 4),
        ],
    )  # fmt: skip
    def test_digits_numerals_and_words(self, text: str, stage: int) -> None:
        """The stages are read in every way that documents write them."""
        assert read_stage(text) == stage

    @pytest.mark.parametrize("text", ["tahap 5", "tahap ke-0", "tahap", "IIII", "", "tahap I dan II"])
    def test_other_numbers_are_no_stage(self, text: str) -> None:
        """There are four stages."""
        with pytest.raises(ValueError, match="expected one of the four stages"):
            read_stage(text)
