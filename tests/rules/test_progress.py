"""
Where a region stands, its timeline, and what comes next.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import gm100
from gm100 import BOOK_2018, Dossier, PartialDate, Step, dossiers, next_steps, stage_of, timeline
from gm100.rules import latest_day

TRENGGALEK, BLITAR, MANOKWARI = "35.03", "35.05", "92.02"


class TestStage:
    @pytest.mark.parametrize(
        ("code", "on", "step"),
        [
            (TRENGGALEK, date(2021, 12, 31), Step.OUTSIDE),
            (TRENGGALEK, date(2022, 1, 1), Step.SELECTED),
            (TRENGGALEK, date(2022, 4, 20), Step.SELECTED),
            (TRENGGALEK, date(2022, 4, 21), Step.MOU),
            (TRENGGALEK, date(2022, 9, 6), Step.BIMTEK_4),
            (TRENGGALEK, date(2022, 12, 30), Step.BIMTEK_4),
            (TRENGGALEK, date(2022, 12, 31), Step.MASTERPLAN),
            (TRENGGALEK, date(2023, 1, 1), Step.IMPLEMENTING),
            (TRENGGALEK, date(2024, 6, 24), Step.EVALUATED),
            (MANOKWARI, date(2023, 7, 4), Step.SELECTED),
            (MANOKWARI, date(2023, 7, 5), Step.BIMTEK_1),
            (MANOKWARI, date(2023, 8, 7), Step.BIMTEK_2),
            (MANOKWARI, date(2023, 9, 12), Step.BIMTEK_3),
            (MANOKWARI, date(2023, 10, 17), Step.BIMTEK_4),
            (BLITAR, date(2018, 4, 9), Step.SELECTED),
            (BLITAR, date(2019, 12, 31), Step.IMPLEMENTING),
            (BLITAR, date(2020, 3, 3), Step.EVALUATED),
        ],
    )
    def test_the_farthest_step_reached(self, code: str, on: date, step: Step) -> None:
        """A region stands where the facts up to the day put it."""
        assert stage_of(dossiers()[code], on) is step

    def test_figures_show_that_a_plan_is_carried_out(self) -> None:
        """A region that counts what runs is implementing."""
        figure = gm100.Realisation(region=BLITAR, year=2024, of="programmes", running=1, total=2)
        assert stage_of(Dossier(region=BLITAR, realisations=(figure,)), date(2024, 12, 31)) is Step.IMPLEMENTING


class TestTimeline:
    def test_it_is_in_order(self) -> None:
        """Events come by date, each with where the dossier says so."""
        events = timeline(dossiers()[MANOKWARI])
        assert [str(event) for event in events][:3] == [
            "2023  member of the cohort of 2023",
            "2023-07-05  bimtek, stage I",
            "2023-08-07  bimtek, stage II",
        ]
        assert (events[1].path, str(events[1].until), events[1].kind) == (("bimtek", 0), "2023-07-06", "bimtek")

    def test_events_carry_their_source(self) -> None:
        """An event of a bundled dossier says where it was seen."""
        assert all(event.source for code in dossiers() for event in timeline(dossiers()[code]))

    def test_the_last_day(self) -> None:
        """The last day that a dossier speaks of is the end of its last event."""
        assert latest_day(dossiers()[MANOKWARI]) == date(2023, 12, 31)
        assert latest_day(Dossier(region=MANOKWARI)) is None


class TestNextSteps:
    def steps(self, code: str, on: date) -> dict[str, gm100.NextStep]:
        """The steps ahead by name."""
        return {step.step: step for step in next_steps(dossiers()[code], on)}

    def test_after_the_agreement(self) -> None:
        """Council and team are due within two months, and the first stage comes next."""
        steps = self.steps("34.01", date(2018, 5, 20))
        assert list(steps)[:6] == ["council", "team", "bimtek-1", "bimtek-2", "bimtek-3", "bimtek-4"]
        window = steps["council"]
        assert (str(window.from_), str(window.until), window.overdue) == ("2018-05-08", "2018-07-08", False)
        assert window.rules == ("GM100-INSTITUTION-001", "GM100-INSTITUTION-003")
        assert window.sources

    @pytest.mark.parametrize(("on", "overdue"), [(date(2018, 7, 8), False), (date(2018, 7, 9), True)])
    def test_a_window_closes(self, on: date, *, overdue: bool) -> None:
        """A step is overdue from the day after its window."""
        assert self.steps("34.01", on)["council"].overdue is overdue

    def test_after_the_last_stage(self) -> None:
        """What is left are commitment, masterplan, its legal basis, quick wins, and the evaluation."""
        steps = self.steps(TRENGGALEK, date(2022, 9, 7))
        assert list(steps) == [
            "council", "team", "commitment", "masterplan", "legal-basis", "quick-wins", "evaluation",
        ]  # fmt: skip
        assert str(steps["evaluation"].from_) == "2023-01-01"
        assert str(steps["masterplan"]) == "finish the masterplan (... to 2022-12-31)"

    def test_years_later(self) -> None:
        """A member gets a new quick win each year, a revision after five, and the next evaluation."""
        steps = self.steps(BLITAR, date(2023, 12, 31))
        assert "new-quick-win" in steps
        assert (str(steps["revision"].until), str(steps["evaluation"].until)) == ("2023-12-31", "2024-12-31")

    def test_before_the_agreement(self) -> None:
        """A region that was chosen signs on the day of its cohort."""
        named = gm100.Membership(region=BLITAR, cohort=2018)
        first = next_steps(Dossier(region=BLITAR, memberships=(named,)), date(2018, 1, 1))[0]
        assert (first.step, str(first.until)) == ("mou", "2018-05-08")

    def test_outside_the_programme(self) -> None:
        """Nothing is asked of a region that was never named."""
        assert next_steps(Dossier(region=BLITAR), date(2022, 1, 1)) == ()

    def test_another_book_asks_other_things(self) -> None:
        """The number of quick wins is that of the book."""
        dossier = Dossier(region=BLITAR, memberships=(gm100.Membership(region=BLITAR, cohort=2018),))
        own = BOOK_2018.with_parameter(
            gm100.Parameter(
                id="quickwins.asked",
                title=gm100.Text("jumlah", "number"),
                number=Decimal(9),
                effective_from=PartialDate(2018),
                source=gm100.Source("A choice"),
            )
        )
        (step,) = (s for s in next_steps(dossier, date(2018, 6, 1), book=own) if s.step == "quick-wins")
        assert step.title.en == "choose 9 quick wins"
