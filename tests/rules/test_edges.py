"""
Places where one word decides: an office that no list has, and an evaluation in the year of the cohort.
"""

from __future__ import annotations

from datetime import date

import pytest

import gm100
from gm100 import Dossier, ProgrammeStage
from gm100.rules._spellings import Office, office_of
from gm100.rules.editions import BOOKS
from gm100.text.codes import kind_of


class TestOffices:
    @pytest.mark.parametrize(("office", "found"), [("Camat", Office.OTHER), ("Bupati", Office.HEAD), (None, None)])
    def test_an_office_that_no_list_has(self, office: str | None, found: Office | None) -> None:
        """An office that is not listed is another one; without an office nothing is known."""
        assert office_of(gm100.Person(name="Siti", office=office)) is found


class TestStage:
    @pytest.mark.parametrize(("year", "stage"), [(2018, ProgrammeStage.MOU), (2019, ProgrammeStage.EVALUATED)])
    def test_an_evaluation_in_the_year_of_the_cohort(self, year: int, stage: ProgrammeStage) -> None:
        """Members are evaluated from the year after they were chosen; an occasion before that is another one."""
        member = next(each for each in gm100.members() if each.cohort == 2018)
        session = gm100.EvaluationSession(region=member.region, year=year, kind="presentation")
        dossier = Dossier(region=member.region, memberships=(member,), evaluation_sessions=(session,))
        assert gm100.stage_of(dossier, date(2020, 1, 1)) is stage

    def test_steps_of_a_year_have_the_whole_year(self) -> None:
        """Quick wins and the evaluation may be done from the first day of January to the last of December."""
        dossier = Dossier(region="99.01", memberships=(gm100.Membership(region="99.01", cohort=2018),))
        windows = {each.step: f"{each.from_} {each.until}" for each in gm100.next_steps(dossier, on="2020-05-01")}
        assert windows["quick-wins"] == "2018-01-01 2018-12-31"
        assert windows["new-quick-win"] == windows["evaluation"] == "2020-01-01 2020-12-31"


class TestFacts:
    @pytest.mark.parametrize(("code", "kind"), [("35.69", "kabupaten"), ("35.71", "kota"), ("35", "provinsi")])
    def test_the_kind_that_a_code_says(self, code: str, kind: str) -> None:
        """Two digits from 71 on are a city."""
        assert kind_of(code) == kind

    def test_books_have_the_year_of_their_cohort(self) -> None:
        """A book is dated by its id."""
        books = [BOOKS[str(year)] for year in (2017, 2018, 2019, 2021, 2022, 2023, 2024)]
        assert [book.year for book in books] == [int(book.id) for book in books]

    @pytest.mark.parametrize(("day", "outcomes"), [("2018-07-10", {"broken"}), ("2018-07-09", set())])
    def test_two_stages_on_one_day(self, day: str, outcomes: set[str]) -> None:
        """Stages that begin on one day are too close; a stage before the one before it is another rule's business."""
        stages = [gm100.BimtekSession(region="99.01", stage=n, start=on) for n, on in ((1, "2018-07-10"), (2, day))]
        report = gm100.check(Dossier(region="99.01", bimtek=tuple(stages)), on="2019-01-01", book="2018")
        found = {each.outcome.value for each in report.judged if each.rule == "GM100-BIMTEK-004"}
        assert found & {"broken"} == outcomes
