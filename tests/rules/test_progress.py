"""
Where a region stands, its timeline, and what comes next.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from indonesian import english

import gm100
from gm100 import (
    BOOK_2018,
    BimtekStage,
    Dossier,
    Outcome,
    PartialDate,
    ProgrammeStage,
    dossiers,
    next_steps,
    stage_of,
    timeline,
)
from gm100.fields.field import rules_of
from gm100.model._entity import evolve
from gm100.model.dossier import FACT_FIELDS
from gm100.model.rule import Bilingual
from gm100.rules import latest_day
from gm100.serializers.schemas.examples import example
from gm100.serializers.structure.shapes import shapes_of

TRENGGALEK, BLITAR, MANOKWARI = "35.03", "35.05", "92.02"
UNKNOWN = "99.01"
"""A code of which gm100 knows nothing, so that what a dossier says is all."""

LATER = date(2025, 1, 1)
FACTS = [get_args(rule.hint)[0] for rule in rules_of(Dossier) if rule.name in FACT_FIELDS]
"""The kinds of facts."""


def member(region: str, *cohorts: int, status: str = "member") -> Dossier:
    """A region that is named for cohorts."""
    named = [gm100.Membership(region=region, cohort=c, status=gm100.MembershipStatus(status)) for c in cohorts]
    return Dossier(region=region, memberships=tuple(named))


def signed(region: str, cohort: int, day: str) -> Dossier:
    """A member with its agreement."""
    return member(region, cohort).with_facts(gm100.MoU(region=region, signed=PartialDate.parse(day)))


def stage(region: str, number: int, day: str) -> gm100.BimtekSession:
    """A stage of the bimtek."""
    return gm100.BimtekSession(region=region, stage=BimtekStage(number), start=PartialDate.parse(day))


class TestAgain:
    """A region that takes part again is judged each time on its own."""

    SLEMAN = "34.04"

    def dossier(self) -> Dossier:
        """A member of 2017 that repeats in 2021, and held its first stage then."""
        series = [stage(self.SLEMAN, number, f"2017-{number + 6:02}-10") for number in (1, 2, 3, 4)]
        again = gm100.Membership(region=self.SLEMAN, cohort=2021, status=gm100.MembershipStatus.REPEAT)
        mous = [gm100.MoU(region=self.SLEMAN, signed=PartialDate.parse(day)) for day in ("2017-05-22", "2021-05-20")]
        session = gm100.EvaluationSession(region=self.SLEMAN, year=2019, kind="presentation")
        first = member(self.SLEMAN, 2017).with_facts(
            again, *mous, *series, stage(self.SLEMAN, 1, "2021-06-10"), session
        )
        return first.with_complete("mous", "bimtek")

    def test_both_series_break_no_must(self) -> None:
        """Two agreements and two series of stages are not a contradiction."""
        report = gm100.check(self.dossier(), on=date(2021, 7, 1))
        assert report.clean
        assert {f.rule for f in report.broken if f.kind == "programme"} == set()

    @pytest.mark.parametrize(
        ("on", "cohort", "step"),
        [
            (date(2020, 1, 1), None, ProgrammeStage.EVALUATED),
            (date(2021, 5, 19), None, ProgrammeStage.SELECTED),
            (date(2021, 5, 20), None, ProgrammeStage.MOU),
            (date(2021, 6, 10), None, ProgrammeStage.BIMTEK_1),
            (date(2021, 6, 10), 2017, ProgrammeStage.EVALUATED),
        ],
    )
    def test_the_step_is_that_of_the_latest_time(self, on: date, cohort: int | None, step: ProgrammeStage) -> None:
        """From the year of the repeat on, its own facts count; the first time can be asked for by its cohort."""
        assert stage_of(self.dossier(), on, cohort=cohort) is step

    def test_the_next_steps_are_those_of_the_latest_time(self) -> None:
        """After stage I of the repeat, stage II of the repeat comes next."""
        steps = [step.step for step in next_steps(self.dossier(), date(2021, 6, 11))]
        assert steps[:3] == ["council", "team", "bimtek-2"]

    def test_a_withdrawn_membership_asks_nothing(self) -> None:
        """A region that signed and did not finish is not held to the rest of that cohort."""
        kudus = member("33.19", 2018, status="withdrew").with_complete("bimtek", "masterplans", "mous")
        assert next_steps(kudus, date(2019, 6, 1)) == ()
        assert gm100.check(kudus, on=date(2019, 6, 1)).clean

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("member", "member of the cohort of 2018"),
            ("repeat", "takes part again in the cohort of 2018"),
            ("withdrew", "signed, did not finish with the cohort of 2018"),
            ("replaced", "chosen and replaced in the cohort of 2018"),
            ("misreported", "named by the press, not on the list of 2018"),
        ],
    )
    def test_a_timeline_says_what_became_of_it(self, status: str, words: str) -> None:
        """Only a member is called one."""
        assert [event.title.en for event in timeline(member(UNKNOWN, 2018, status=status))] == [words]

    @pytest.mark.parametrize(
        ("status", "step"), [("misreported", ProgrammeStage.OUTSIDE), ("replaced", ProgrammeStage.OUTSIDE)]
    )
    def test_who_is_no_member_is_outside(self, status: str, step: ProgrammeStage) -> None:
        """A region that the press named, or that was replaced, is not in the programme."""
        assert stage_of(member(UNKNOWN, 2018, status=status), date(2019, 1, 1)) is step


class TestStage:
    @pytest.mark.parametrize(
        ("code", "on", "step"),
        [
            (TRENGGALEK, date(2021, 12, 31), ProgrammeStage.OUTSIDE),
            (TRENGGALEK, date(2022, 1, 1), ProgrammeStage.SELECTED),
            (TRENGGALEK, date(2022, 4, 20), ProgrammeStage.SELECTED),
            (TRENGGALEK, date(2022, 4, 21), ProgrammeStage.MOU),
            (TRENGGALEK, date(2022, 9, 6), ProgrammeStage.BIMTEK_4),
            (TRENGGALEK, date(2022, 12, 30), ProgrammeStage.BIMTEK_4),
            (TRENGGALEK, date(2022, 12, 31), ProgrammeStage.MASTERPLAN),
            (TRENGGALEK, date(2023, 1, 1), ProgrammeStage.IMPLEMENTING),
            (TRENGGALEK, date(2024, 6, 24), ProgrammeStage.EVALUATED),
            (MANOKWARI, date(2023, 2, 27), ProgrammeStage.SELECTED),
            (MANOKWARI, date(2023, 7, 4), ProgrammeStage.MOU),
            (MANOKWARI, date(2023, 7, 5), ProgrammeStage.BIMTEK_1),
            (MANOKWARI, date(2023, 8, 7), ProgrammeStage.BIMTEK_2),
            (MANOKWARI, date(2023, 9, 12), ProgrammeStage.BIMTEK_3),
            (MANOKWARI, date(2023, 10, 17), ProgrammeStage.BIMTEK_4),
            (BLITAR, date(2018, 4, 9), ProgrammeStage.SELECTED),
            (BLITAR, date(2019, 12, 31), ProgrammeStage.IMPLEMENTING),
            (BLITAR, date(2020, 3, 3), ProgrammeStage.EVALUATED),
        ],
    )
    def test_the_farthest_step_reached(self, code: str, on: date, step: ProgrammeStage) -> None:
        """A region stands where the facts up to the day put it."""
        assert stage_of(dossiers()[code], on) is step

    def test_figures_show_that_a_plan_is_carried_out(self) -> None:
        """A region that counts what runs is implementing."""
        figure = gm100.Realisation(region=UNKNOWN, year=2024, of="programmes", running=1, total=2)
        assert (
            stage_of(Dossier(region=UNKNOWN, realisations=(figure,)), date(2024, 12, 31)) is ProgrammeStage.IMPLEMENTING
        )


class TestTimeline:
    def test_it_is_in_order(self) -> None:
        """Events come by date, each with where the dossier says so."""
        events = timeline(dossiers()[MANOKWARI])
        assert [str(event) for event in events][:3] == [
            "2023  member of the cohort of 2023",
            "2023-02-28  agreement signed",
            "2023-07-05  bimtek, stage I",
        ]
        assert (events[2].path, str(events[2].until), events[2].kind) == (("bimtek", 0), "2023-07-06", "bimtek")

    def test_figures_of_one_day_are_told_apart(self) -> None:
        """
        What a region says of each pillar on one day has the pillar and the figure in its title, in both languages.
        """
        said = [event.title for event in timeline("35.73") if event.kind == "realisation"]
        assert said[0] == Bilingual("capaian seluruh rencana: 96,2 %", "progress of the whole plan: 96.2 %")
        assert len({title.en for title in said}) == len(said) == 7

    def test_a_result_has_its_index(self) -> None:
        """
        A published index is in the title of its result.
        """
        said = [str(event.title.id) for event in timeline("35.73") if event.kind == "evaluation"]
        assert said == ["hasil evaluasi 2022: 2,95", "hasil evaluasi 2023: 2,93"]

    def test_what_people_say_stands_in_both_languages(self) -> None:
        """
        A statement and a recommendation are in the titles as text, whichever language their source has.
        """
        said = [event.title for event in timeline("35.05") if event.kind == "statement"]
        assert said[-1].en.startswith("statement: ")
        titles = [event.title for event in gm100.events() if event.kind in {"statement", "recommendation"}]
        assert len(titles) > 80
        alike = [title.en for title in titles if title.id.partition(": ")[2] == title.en.partition(": ")[2]]
        assert alike == []
        assert [title.id for title in titles if english(title.id)] == []

    def test_a_session_need_not_have_a_stage(self) -> None:
        """
        A session of the bimtek of which no source says the stage is on the timeline without one.
        """
        held = gm100.BimtekSession(region=UNKNOWN, start="2018-07-04")
        (event,) = timeline(Dossier(region=UNKNOWN, bimtek=[held]))
        assert event.title == Bilingual("bimtek", "bimtek")

    @pytest.mark.parametrize("kind", FACTS)
    def test_a_fact_may_leave_out_what_it_can(self, kind: type) -> None:
        """
        Whatever a fact leaves open, a dossier with it has a timeline, a step, next steps and a report.
        """
        whole: Any = example(kind)
        for rule in rules_of(kind):
            with suppress(gm100.InvalidEntityError):  # What an invariant asks for cannot be left out.
                less = whole if rule.required else evolve(whole, **{rule.name: rule.default})
                held = Dossier(region=UNKNOWN).with_facts(evolve(less, region=UNKNOWN))
                assert len(timeline(held)) <= 1
                assert stage_of(held, LATER) in ProgrammeStage
                assert next_steps(held, LATER) is not None
                assert gm100.check(held, on=LATER).text("id")

    @pytest.mark.parametrize("day", [date.min, date.max])
    @pytest.mark.parametrize("kind", FACTS)
    def test_a_fact_may_have_any_date(self, kind: type, day: date) -> None:
        """
        A dossier with the first or the last day of the calendar has a report, a step and next steps on that day.
        """
        shapes = {name: shape.kind for name, shape in shapes_of(kind).items() if shape.of is PartialDate}
        dated: dict[str, Any] = {name: (day,) if shape == "many" else day for name, shape in shapes.items()}
        years = {name: day.year for name in shapes_of(kind) if name in {"cohort", "year"} and day is date.max}
        whole: Any = example(kind)
        fact = evolve(whole, region=UNKNOWN, **dated, **years)
        for held in (Dossier(region=UNKNOWN), member(UNKNOWN, max(day.year, 2018)).with_complete(*FACT_FIELDS)):
            assert gm100.check(held.with_facts(fact), on=day, book="2023").text("id")
            assert stage_of(held.with_facts(fact), day) in ProgrammeStage
            assert next_steps(held.with_facts(fact), day) is not None

    def test_events_carry_their_source(self) -> None:
        """An event of a bundled dossier says where it was seen."""
        assert all(event.source for code in dossiers() for event in timeline(dossiers()[code]))

    def test_the_last_day(self) -> None:
        """The last day that a dossier speaks of is the end of its last event."""
        assert latest_day(dossiers()[MANOKWARI]) == date(2023, 12, 31)
        assert latest_day(Dossier(region=UNKNOWN)) is None


class TestNextSteps:
    def steps(self, code: str, on: date) -> dict[str, gm100.NextStep]:
        """The steps ahead by name."""
        return {step.step: step for step in next_steps(dossiers()[code], on)}

    def test_after_the_agreement(self) -> None:
        """Council and team come next, for which no deadline is known before 2023, and then the first stage."""
        steps = self.steps("34.01", date(2018, 5, 20))
        assert list(steps)[:6] == ["council", "team", "bimtek-1", "bimtek-2", "bimtek-3", "bimtek-4"]
        window = steps["council"]
        assert (str(window.from_), window.until, window.overdue) == ("2018-05-08", None, False)
        assert window.rules == ("GM100-INSTITUTION-003",)
        assert window.sources

    @pytest.mark.parametrize(
        ("on", "overdue", "outcome"),
        [(date(2023, 4, 28), False, Outcome.NOT_APPLICABLE), (date(2023, 4, 29), True, Outcome.BROKEN)],
    )
    def test_a_window_closes(self, on: date, *, overdue: bool, outcome: Outcome) -> None:
        """Where it is known that there is none, the council is overdue from the day after its window."""
        step = next_steps(signed(BLITAR, 2023, "2023-02-28").with_complete("councils"), on)[0]
        assert (step.step, str(step.until), step.overdue, step.outcome) == ("council", "2023-04-28", overdue, outcome)

    def test_what_is_not_recorded_is_not_overdue(self) -> None:
        """What the dossier does not say is not late: it is to be done, or to be recorded."""
        steps = next_steps(signed(BLITAR, 2023, "2023-02-28"), date(2024, 6, 1))
        assert not any(step.overdue for step in steps)
        (council,) = (step for step in steps if step.step == "council")
        assert council.outcome is Outcome.NOT_JUDGED
        assert str(council) == "form the council (2023-02-28 to 2023-04-28), or record it"

    def test_a_stage_shows_the_agreement(self) -> None:
        """A region whose bimtek is on record is not asked to sign, even where no agreement is on record."""
        held = member(BLITAR, 2018).with_facts(stage(BLITAR, 1, "2018-07-04")).with_complete("mous")
        assert "mou" not in {step.step for step in next_steps(held, date(2018, 8, 1))}
        (judged,) = (j for j in gm100.check(held, on=date(2018, 8, 1)).judged if j.rule == "GM100-MOU-001")
        assert judged.outcome is Outcome.MET
        assert judged.reason is not None
        assert judged.reason.en == "inferred from a later fact: hold stage I of the bimtek"

    @pytest.mark.parametrize("year", [2024, 2025, 2026])
    def test_nobody_announced_an_evaluation_after_2024(self, year: int) -> None:
        """Until 2024 an evaluation comes next; after that, only if there is one."""
        steps = {step.step: step for step in next_steps(member(BLITAR, 2018), date(year, 3, 1))}
        assert ("if there is one" in steps["evaluation"].title.en) is (year > 2024)

    def test_after_the_last_stage(self) -> None:
        """What is left are commitment, masterplan, its legal basis, quick wins, and the evaluation."""
        steps = self.steps(TRENGGALEK, date(2022, 9, 7))
        assert list(steps) == [
            "council", "team", "commitment", "masterplan", "legal-basis", "quick-wins", "evaluation",
        ]  # fmt: skip
        assert str(steps["evaluation"].from_) == "2023-01-01"
        assert str(steps["masterplan"]) == "finish the masterplan (... to 2022-12-31)"

    def test_a_regulation_is_the_legal_basis(self) -> None:
        """A plan that has one is not asked for it any more."""
        plan = gm100.Masterplan(region=TRENGGALEK, completed=PartialDate(2022, 12))
        decree = gm100.Decree(kind=gm100.DecreeKind.PERBUP, dated=PartialDate(2022, 12))
        for basis in ((), (decree,)):
            dossier = member(TRENGGALEK, 2022).with_facts(evolve(plan, legal_basis=basis))
            steps = {each.step for each in next_steps(dossier, on=date(2022, 12, 31))}
            assert ("legal-basis" in steps) is not bool(basis)
            assert "masterplan" not in steps

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
        assert next_steps(Dossier(region=UNKNOWN), date(2022, 1, 1)) == ()

    def test_another_book_asks_other_things(self) -> None:
        """The number of quick wins is that of the book."""
        dossier = Dossier(region=BLITAR, memberships=(gm100.Membership(region=BLITAR, cohort=2018),))
        own = BOOK_2018.with_parameter(
            gm100.Parameter(
                id="quickwins.asked",
                title=gm100.Bilingual("jumlah", "number"),
                number=Decimal(9),
                effective_from=PartialDate(2018),
                source=gm100.Source("A choice"),
            )
        )
        (step,) = (s for s in next_steps(dossier, date(2018, 6, 1), book=own) if s.step == "quick-wins")
        assert step.title.en == "choose 9 quick wins"
