"""
Dates of which only a part is known.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gm100 import PartialDate

dates = st.one_of(
    st.dates().map(PartialDate.of),
    st.dates().map(lambda d: PartialDate(d.year, d.month)),
    st.dates().map(lambda d: PartialDate(d.year)),
)


class TestPartialDate:
    def test_it_orders_by_what_is_known(self) -> None:
        """A year is before its months, a month before its days, all before the next year."""
        texts = ["2022", "2022-04", "2022-04-21", "2022-05", "2023"]
        assert [str(d) for d in sorted(map(PartialDate.parse, reversed(texts)))] == texts

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2020", date(2020, 1, 1), date(2020, 12, 31)),
            ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
            ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
            ("2021-02-03", date(2021, 2, 3), date(2021, 2, 3)),
        ],
    )
    def test_it_knows_what_it_can_mean(self, text: str, first: date, last: date) -> None:
        """A reduced date covers every day it can mean, and no other."""
        partial = PartialDate.parse(text)
        assert (partial.first_day, partial.last_day) == (first, last)
        assert first in partial
        assert date(first.year - 1, 12, 31) not in partial

    @pytest.mark.parametrize(
        "text",
        ["20240101", "2024-W01-1", "2024-1-1", "01/02/2024", "2024-02-30", "2024-13", "", "٢٠٢٤", "2024-01-01T00"],
    )
    def test_other_forms_are_refused(self, text: str) -> None:
        """Neither other ISO forms nor days that do not exist are read."""
        with pytest.raises(ValueError, match=r".+"):
            PartialDate.parse(text)

    def test_a_day_needs_a_month(self) -> None:
        """A day of an unknown month is not a date."""
        with pytest.raises(ValueError, match="a day needs a month"):
            PartialDate(2022, None, 3)

    @pytest.mark.parametrize("parts", [(10**30,), (10**30, 1, 1), (2022, 10**30), (2022, 1, 10**30)])
    def test_no_number_is_too_large_to_be_refused(self, parts: tuple[int, ...]) -> None:
        """A number larger than any calendar's, and than the integers of C, is refused like any other."""
        with pytest.raises(ValueError, match="cannot be read as a date"):
            PartialDate(*parts)

    @given(dates)
    def test_the_text_is_the_date(self, partial: PartialDate) -> None:
        """What is written is read back the same."""
        assert PartialDate.parse(str(partial)) == partial

    @given(dates, dates)
    def test_order_agrees_with_days(self, one: PartialDate, other: PartialDate) -> None:
        """A date that sorts first never starts later."""
        assert (one < other) + (one == other) + (one > other) == 1
        if one < other:
            assert one.first_day <= other.first_day
