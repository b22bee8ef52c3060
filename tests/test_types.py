"""
What type checkers know of the six entities: mypy and pyright read this file, and it runs.
"""
# pyright: strict, reportUnnecessaryTypeIgnoreComment=true, reportUnusedExpression=false

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_type

import pytest

import gm100
from gm100 import BimtekSession, Evaluation, InvalidEntityError, MoU, PartialDate, Pillar, QuickWin, Region


class TestAccepted:
    def test_natural_forms_are_typed(self) -> None:
        """Texts, numbers, dates, lists and mappings are accepted where they are taken, and stored as one type."""
        region = Region(code="99.01", name="A", kind="kota", province="99", area_km2=1.5, aliases=["B"])
        assert_type(region.kind, gm100.RegionKind)
        assert_type(region.area_km2, Decimal | None)
        assert_type(region.aliases, tuple[str, ...])
        pillar = Pillar(id="living", name="a", goal="b", sub_dimensions=gm100.pillars()["living"].sub_dimensions)
        assert_type(pillar.id, gm100.PillarId)
        win = QuickWin(region=region, name="a", pillars=["living", gm100.PillarId.ECONOMY], criteria={"new": True})
        assert_type(win.region, str)
        assert_type(win.pillars, frozenset[gm100.PillarId])
        session = BimtekSession(region="99.01", stage=1, start=date(2018, 7, 9), end="2018-07-10", speakers=["A"])
        assert_type(session.stage, gm100.BimtekStage | None)
        assert_type(session.start, PartialDate | None)
        agreement = MoU(region="99.01", ministry_number="54/MoU. KP/KHM/208", signed=2018, source="A letter")
        assert_type(agreement.ministry_number, gm100.LetterNumber | None)
        assert_type(agreement.source, gm100.Source | None)
        result = Evaluation(region="99.01", edition="made-up", year=2023, track="regular", scores={"output": 3.08})
        assert_type(result.track, gm100.Track | None)
        assert_type(result.scores, tuple[gm100.DimensionScore, ...])
        assert_type(gm100.DimensionScore("output", "3.08").value, Decimal)


class TestRefused:
    def test_other_types_are_refused_by_checkers_and_at_run_time(self) -> None:
        """What a constructor does not take is an error of the type checker before it is one of the program."""
        with pytest.raises(InvalidEntityError):
            Region(code="99.01", name="A", kind=3, province="99")  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            QuickWin(region="99.01", name="a", pillars=3)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            BimtekSession(region="99.01", stage=1, start=2.5)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            MoU(region="99.01", ministry_number=54)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            Evaluation(region="99.01", edition="made-up", year=2023, scores=3.08)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            Pillar(id=None, name="a", goal="b", sub_dimensions=[])  # type: ignore[arg-type]  # what the test is about


CARD = "kominfo-2023-regular"


class TestWhatIsReturned:
    def test_what_is_known(self) -> None:
        """Catalogues, regions, memberships and published results are typed, item by item."""
        assert_type(gm100.regions(), gm100.Regions)
        assert_type(gm100.regions()["35.03"], Region)
        assert_type(gm100.regions().where(province="35"), gm100.Regions)
        assert_type(gm100.regions().resolve("Kab. Trenggalek"), Region | gm100.Province)
        assert_type(gm100.regions().match("Malang"), gm100.Resolution)
        assert_type(gm100.regions().resolve_all(["Malang"]), gm100.Resolutions)
        assert_type(gm100.regions().near("35.03"), tuple[Region, ...])
        assert_type(gm100.provinces()["35"], gm100.Province)
        assert_type(gm100.distance_km("35.03", "35.04"), float)
        assert_type(gm100.pillars()["living"], Pillar)
        assert_type(gm100.cohorts()[2018], gm100.Cohort)
        assert_type(gm100.cohort_of("35.03"), gm100.Cohort | None)
        assert_type(gm100.members(cohort=2018), tuple[gm100.Membership, ...])
        assert_type(gm100.memberships(), tuple[gm100.Membership, ...])
        assert_type(gm100.evaluations(year=2023), tuple[Evaluation, ...])
        assert_type(gm100.read_date("4 Mei 2018"), gm100.DateReading)

    def test_what_is_scored(self) -> None:
        """Scores, rankings and analyses are typed, and decimals in them are decimals."""
        results = [each for each in gm100.evaluations(year=2023) if each.edition == CARD][:4]
        card = gm100.scorecards()[CARD]
        assert_type(card, gm100.Scorecard)
        assert_type(card.to_rows(), list[dict[str, object]])
        scores = gm100.score(results, card)
        assert_type(scores, gm100.Scores)
        assert_type(gm100.score(results[0], card), gm100.ScoreResult)
        assert_type(scores[0], gm100.ScoreResult)
        assert_type(scores[0].value, Decimal | None)
        assert_type(scores.values, tuple[Decimal | None, ...])
        assert_type(scores.to_rows(level=1), list[dict[str, object]])
        ranking = gm100.rank(results, card)
        assert_type(ranking, gm100.Ranking)
        assert_type(ranking.places[0], gm100.Ranked)
        comparison = gm100.compare(scores[0], scores[1])
        assert_type(comparison, gm100.Comparison)
        assert_type(comparison.difference, Decimal)
        assert_type(gm100.what_if(scores, results[0].region, {"output": 4}), gm100.Comparison)
        assert_type(gm100.needed_for(scores, results[0].region, index=3), gm100.Needs)
        assert_type(gm100.panel({2023: results}, card), gm100.Panel)
        assert_type(gm100.diff(card, "kominfo-2021"), tuple[gm100.scoring.Difference, ...])
        assert_type(gm100.sensitivity(results, card, draws=2), gm100.Sensitivity)
        assert_type(gm100.leave_one_out(results, card), gm100.LeaveOut)
        assert_type(gm100.scoring.compiled(card), gm100.scoring.CompiledScorecard)
        assert_type(gm100.effective_weights(card), dict[str, Decimal])
        assert_type(gm100.mean_answer([1, 4]), Decimal | None)

    def test_what_is_checked(self) -> None:
        """Reports, timelines and rules are typed."""
        report = gm100.check("35.03", on="2020-01-01")
        assert_type(report, gm100.Report)
        assert_type(report.findings, tuple[gm100.Finding, ...])
        assert_type(gm100.timeline("35.03"), gm100.Timeline)
        assert_type(gm100.next_steps("35.03", on="2020-01-01"), tuple[gm100.NextStep, ...])
        assert_type(gm100.rule_books()["2018"], gm100.RuleBook)
        assert_type(gm100.BOOK_2018["GM100-MOU-001"], gm100.Rule)
        assert_type(gm100.explain("GM100-MOU-001"), str)
        assert_type(gm100.dossiers()["35.03"], gm100.Dossier)
        assert_type(gm100.dossiers()["35.03"].mous, tuple[MoU, ...])

    def test_what_is_read_and_written(self) -> None:
        """A document that is read as a class is of that class."""
        region = gm100.regions()["35.03"]
        assert_type(gm100.loads(gm100.dumps(region), Region), Region)
        assert_type(gm100.loads(gm100.dumps([region]), tuple[Region, ...]), tuple[Region, ...])
        read = gm100.loads(gm100.dumps(region))  # Anyone who names no class asks with isinstance.
        assert_type(read, object)
        assert isinstance(read, Region)
        assert_type(read.kind, gm100.RegionKind)
        assert_type(gm100.to_rows(region), list[dict[str, object]])

    @pytest.mark.libraries
    def test_what_is_a_frame(self) -> None:
        """Frames come back as they were given."""
        import duckdb
        import narwhals as nw
        import polars as pl

        frame = gm100.to_frame(gm100.provinces(), backend=pl.DataFrame)
        assert_type(frame, pl.DataFrame)
        assert_type(gm100.to_frame(gm100.provinces(), backend="polars"), pl.DataFrame)
        assert_type(gm100.to_frame(gm100.provinces(), backend="polars-lazy"), pl.LazyFrame)
        assert_type(gm100.to_frame(gm100.provinces(), backend="duckdb"), duckdb.DuckDBPyRelation)
        names: list[str] = ["polars"]  # A name in a variable gives what all frames have.
        assert_type(gm100.to_frame(gm100.provinces(), backend=names[0]), gm100.typing.Frame)
        table = gm100.to_frame(gm100.provinces(), backend="pyarrow")
        assert_type(table, gm100.typing.ArrowTable)
        assert_type(table.to_pylist(), list[dict[str, object]])
        assert (table.num_rows, table.column_names[0]) == (38, "code")
        assert_type(gm100.adapters.rounded_mean("sum", "n"), nw.Expr)
        assert_type(gm100.resolve_frame(frame, "capital", to="resolved", problems="mark"), pl.DataFrame)
        assert_type(gm100.from_frame(frame, gm100.Province), tuple[gm100.Province, ...])

    @pytest.mark.libraries
    def test_what_is_a_picture(self) -> None:
        """Charts are figures of matplotlib, drawn on its axes."""
        from matplotlib.figure import Figure

        from gm100.adapters.charts import bars, scorecard_tree

        early = gm100.scorecards()["kominfo-2022-early"]
        figure = bars(gm100.rank(gm100.evaluations(scorecard=early), early))
        assert_type(figure, Figure)
        assert_type(scorecard_tree(early, ax=figure.add_subplot()), Figure)
