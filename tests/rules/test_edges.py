"""
Places where one word decides: an office that no list has, and an evaluation in the year of the cohort.
"""

from __future__ import annotations

from datetime import date

import pytest

import gm100
from gm100 import Dossier, ProgrammeStage
from gm100.rules._spellings import Office, office_of


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
