"""
Whatever the library returns as a table: rows, frames of every engine, workbooks and CSV.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

import gm100
from gm100 import ArgumentError, EngineLimitError, UnknownIdError, to_frame, to_rows
from gm100.adapters.workbook import write_table
from gm100.serializers import dumps, loads

CARD: Final = "kominfo-2023-regular"


@cache
def some() -> tuple[gm100.Evaluation, ...]:
    """Some published results of one edition."""
    return tuple(each for each in gm100.evaluations(year=2023) if each.edition == CARD)[:9]


@cache
def scores() -> gm100.Scores:
    """Their scores."""
    return gm100.score(list(some()), CARD)


THINGS: Final[dict[str, tuple[Callable[[], Any], int]]] = {
    "regions": (gm100.regions, 514),
    "some regions": (lambda: gm100.regions().where(province="34"), 5),
    "a region": (lambda: gm100.regions()["35.03"], 1),
    "provinces": (gm100.provinces, 38),
    "cohorts": (gm100.cohorts, 7),
    "memberships": (lambda: gm100.memberships(cohort=2018), 55),
    "pillars": (gm100.pillars, 6),
    "evaluations": (some, 9),
    "a scorecard, a row a node": (lambda: gm100.scorecards()[CARD], 6),
    "scorecards": (lambda: [gm100.scorecards()[CARD], gm100.scorecards()["kominfo-2021"]], 12),
    "scores": (scores, 9),
    "results, a row a node": (lambda: list(scores()[:2]), 12),
    "a ranking": (lambda: gm100.rank(some(), CARD), 9),
    "a sensitivity": (lambda: gm100.sensitivity(some(), CARD, draws=4), 9),
    "leaving one out": (lambda: gm100.leave_one_out(some(), CARD), 5),
    "Sobol": (lambda: gm100.sobol(some(), CARD, [gm100.WeightShare()], samples=4, resamples=9), 1),
    "a comparison": (lambda: gm100.compare(scores()[0], scores()[1]), 8),
    "what is needed": (lambda: gm100.needed_for(scores(), some()[0].region, index=3), 5),
    "a panel": (lambda: gm100.panel({2022: some()[:4], 2023: some()[2:7]}, CARD), 7),
    "differences": (lambda: gm100.diff(CARD, "kominfo-2022-regular"), 10),
    "findings": (lambda: gm100.check("35.03", on="2020-01-01"), len(gm100.check("35.03", on="2020-01-01").findings)),
    "a timeline": (lambda: gm100.timeline("35.03"), 25),
    "next steps": (lambda: gm100.next_steps("35.05", on="2018-06-01"), 11),
    "resolutions": (lambda: gm100.regions().resolve_all(["Kab. Trenggalek", "Nowhere"]), 2),
    "facts": (lambda: gm100.dossiers()["35.03"], 43),
    "agreements": (lambda: gm100.dossiers()["35.03"].mous, 1),
    "quick wins": (lambda: gm100.QuickWin(region="99.01", name="Made-up", year=2023, pillars=["living"]), 1),
    "rules": (lambda: gm100.BOOK_2018, len(gm100.BOOK_2018.rules)),
    "rows": (lambda: [{"a": 1}, {"a": 2}], 2),
}
"""What the library returns, and how many rows it has."""


@pytest.mark.parametrize("name", THINGS)
class TestEverything:
    def test_as_rows(self, name: str) -> None:
        """Every row has the same keys, and cells are single values."""
        make, count = THINGS[name]
        rows = to_rows(make())
        assert len(rows) == count
        assert len({tuple(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row.values() if isinstance(cell, list | dict | set | frozenset)]

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
    def test_as_a_frame(self, name: str, backend: str) -> None:
        """A frame of any engine has a row for each."""
        make, count = THINGS[name]
        frame: Any = to_frame(make(), backend=backend)
        assert frame.shape[0] == count

    def test_as_a_workbook(self, name: str, tmp_path: Path) -> None:
        """A workbook has them below its header."""
        from openpyxl import load_workbook

        make, count = THINGS[name]
        write_table(make(), tmp_path / "t.xlsx")
        assert load_workbook(tmp_path / "t.xlsx").worksheets[0].max_row == count + 1


class TestColumns:
    @pytest.mark.libraries
    def test_levels_and_nodes_of_scores(self) -> None:
        """Scores and rankings have the nodes of a level, or those that are named, beside the index."""
        first = scores().to_rows(level=1)[0]
        assert list(first)[-5:] == ["baseline", "output", "outcome", "impact", "quick_win"]
        assert first["output"] == scores()[0]["output"].value
        ranking = gm100.rank(some(), CARD)
        assert to_rows(ranking, nodes="impact")[0]["impact"] == ranking[ranking.places[0].unit]["impact"].value
        frame: Any = to_frame(ranking, backend="polars", nodes=["impact", "output"])
        assert frame.columns[-2:] == ["impact", "output"]
        with pytest.raises(UnknownIdError, match="inpact"):
            scores().to_rows(nodes="inpact")
        with pytest.raises(ArgumentError, match="level"):
            scores().to_rows(level=0)

    def test_points_of_a_comparison_add_up(self) -> None:
        """All rows but the groups make the difference, exactly."""
        found = gm100.compare(scores()[0], scores()[1])
        points = [row["points"] for row in found.to_rows() if row["part"] != "group"]
        assert sum((each for each in points if isinstance(each, Decimal)), Decimal(0)) == found.difference

    def test_a_tree_is_told_by_parents_and_levels(self) -> None:
        """A scorecard as a table says under which node each stands."""
        rows = to_rows(gm100.scorecards()["ipm-bps"])
        assert [(row["node"], row["parent"], row["level"]) for row in rows][:2] == [
            ("ipm", None, 0),
            ("uhh", "ipm", 1),
        ]

    @pytest.mark.libraries
    def test_decimals_stay_exact(self) -> None:
        """Rows hold decimals; frames hold floats, or text where floats are too short."""
        long = gm100.DimensionScore("output", "3.12345678901234567")
        assert to_rows(long)[0]["value"] == long.value
        with pytest.raises(EngineLimitError, match="numbers='text'"):
            to_frame(long)
        text: Any = to_frame(long, numbers="text", backend="polars")
        assert text["value"].to_list() == ["3.12345678901234567"]

    def test_what_has_no_rows_is_refused(self) -> None:
        """A number is not a table, several kinds are none, and an option that nobody takes is named."""
        for data, said in ((3, "a result"), ([1], "a result"), ([gm100.BOOK_2018, scores()], "one kind")):
            with pytest.raises(ArgumentError, match=said):
                to_rows(data)
        with pytest.raises(ArgumentError, match="no option"):
            to_rows(gm100.regions()["35.03"], level=1)


class TestAllRegionsAsOneFile:
    def test_csv_reads_back(self) -> None:
        """All regions are one CSV, lists in a cell each, and come back equal; so do provinces and cohorts."""
        for catalogue in (gm100.regions(), gm100.provinces()):
            assert loads(dumps(catalogue, format="csv"), format="csv") == tuple(catalogue.values())
        assert loads(dumps(gm100.regions())) == tuple(gm100.regions().values())

    def test_lists_can_be_read(self) -> None:
        """Other names stand as people write them, and a name with a semicolon in it as JSON."""
        region = gm100.Region(code="99.01", name="A", kind="kota", province="99", aliases=["B", "C D"])
        assert "B; C D" in dumps(region, format="csv")
        for aliases in (["B; C"], ["[B"], ["=B"], [" B"], ["'"], [r"\N"]):
            odd = gm100.Region(code="99.01", name="A", kind="kota", province="99", aliases=aliases)
            assert loads(dumps(odd, format="csv"), format="csv") == (odd,)

    def test_numbers_are_numbers(self) -> None:
        """A latitude south of the equator has its minus, and nothing before it."""
        assert ",-8." in dumps(gm100.regions().where(province="35"), format="csv")
