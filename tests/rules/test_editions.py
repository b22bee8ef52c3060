"""
Editions are values: an old book judges an old dossier as it always did.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import gm100
from gm100 import BOOK_2018, BOOK_2022, Bilingual, Dossier, Membership, PartialDate, Report, Source, check, dossiers
from gm100.model._entity import evolve
from gm100.rules import book_for
from gm100.rules.editions import PARAMETERS

GOLDEN = Path(__file__).parent / "golden"
CODES = ("33.24", "34.01", "35.05")
ON = date(2018, 12, 31)


def changed_2022() -> gm100.RuleBook:
    """The book of 2022 with another number, and a rule less."""
    more = gm100.Parameter(
        id="quickwins.asked", title=Bilingual("jumlah", "number"), number=Decimal(12), source=Source("A change")
    )
    return BOOK_2022.with_parameter(more).without("GM100-MOU-002")


@pytest.mark.parametrize("code", CODES)
class TestGolden:
    """The reports of 2018 are kept; to make them again, dump the report and read what changed."""

    def test_the_report_of_2018_stays(self, code: str) -> None:
        """The book of 2018 says of a dossier of 2018 what it said when the report was kept."""
        kept = gm100.load(GOLDEN / f"2018-{code}.json", Report)
        assert check(dossiers()[code], on=ON, book="2018") == kept

    def test_a_change_of_another_book_does_not_reach_it(self, code: str) -> None:
        """Changing the book of 2022 leaves the reports of 2018 as they were."""
        before = check(dossiers()[code], on=ON, book=BOOK_2018)
        changed = check(dossiers()[code], on=ON, book=changed_2022())
        assert check(dossiers()[code], on=ON, book=BOOK_2018) == before
        assert len(changed.judged) == len(BOOK_2022) - 1


class TestParameters:
    @pytest.mark.parametrize("year", range(2016, 2027))
    def test_no_two_hold_at_once(self, year: int) -> None:
        """Of one id, at most one parameter holds in a year."""
        holding = [parameter.id for parameter in PARAMETERS if parameter.holds_on(PartialDate(year))]
        assert len(holding) == len(set(holding))

    @pytest.mark.parametrize(("year", "asked"), [(2017, None), (2018, 3), (2019, 3), (2021, None), (2022, 6)])
    def test_quick_wins_asked_for(self, year: int, asked: int | None) -> None:
        """Three until 2019, six from 2022; for 2017 and 2021 no number was found."""
        found = [p.number for p in PARAMETERS if p.id == "quickwins.asked" and p.holds_on(PartialDate(year))]
        assert found == ([] if asked is None else [Decimal(asked)])

    def test_each_has_its_reference(self) -> None:
        """A number or a date says where it was seen, and how it reads."""
        assert all(parameter.source.title and parameter.shown for parameter in PARAMETERS)

    def test_a_number_or_a_day(self) -> None:
        """A parameter has one value."""
        with pytest.raises(gm100.InvalidEntityError, match="either a number or a day"):
            evolve(PARAMETERS[0], number=Decimal(1))


class TestChoice:
    @pytest.mark.parametrize(
        ("cohorts", "on", "book"),
        [
            ((2018,), date(2023, 1, 1), "2018"),
            ((2019, 2018), date(2023, 1, 1), "2018"),
            ((2020,), date(2023, 1, 1), "2019"),
            ((), date(2017, 1, 1), "2017"),
            ((), date(2016, 12, 31), "2017"),
            ((), date(2020, 12, 31), "2019"),
            ((), date(2021, 1, 1), "2021"),
            ((), date(2030, 1, 1), "2024"),
        ],
    )
    def test_the_book_of_the_cohort_or_of_the_day(self, cohorts: tuple[int, ...], on: date, book: str) -> None:
        """A member is held to the book of its cohort, any other region to the latest one on the day."""
        named = tuple(Membership(region="35.05", cohort=cohort) for cohort in cohorts)
        assert book_for(Dossier(region="35.05", memberships=named), on).id == book

    def test_by_id(self) -> None:
        """A book can be asked for by its id; one that does not exist is refused."""
        assert check(dossiers()["35.03"], on=ON, book="2019").book == "2019"
        with pytest.raises(gm100.UnknownIdError, match="unknown rule book '2020'"):
            check(dossiers()["35.03"], on=ON, book="2020")
