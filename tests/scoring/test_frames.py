"""
Tables of any kind: what `score` makes of rows, columns and frames.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, Missing, MissingExtraError, Scale, Scorecard, ScoringError

CARD = Scorecard(
    id="two",
    root=Group(
        "index",
        children=(Indicator("x", scale=Scale(0, 5)), Indicator("y", weight=3, scale=Scale(0, 5))),
        missing=Missing.SKIP,
    ),
)
TABLE: dict[str, list[Any]] = {"code": ["a", "b", "c"], "x": [1.0, 2.5, 4.0], "y": [3.0, None, 5.0]}
VALUES = (Decimal("2.5"), Decimal("2.5"), Decimal("4.75"))


def pandas(table: Any) -> Any:
    """The table in pandas, where what is missing is NaN."""
    return import_module("pandas").DataFrame(table)


def polars(table: Any) -> Any:
    """In Polars."""
    return import_module("polars").DataFrame(table)


def lazy(table: Any) -> Any:
    """In Polars, not yet computed."""
    return polars(table).lazy()


def arrow(table: Any) -> Any:
    """In Arrow."""
    return import_module("pyarrow").table(table)


def duckdb(table: Any) -> Any:
    """In DuckDB."""
    return import_module("duckdb").from_arrow(arrow(table))


FRAMES = pytest.mark.parametrize("frame", [pandas, polars, lazy, arrow, duckdb])


@pytest.mark.libraries
class TestFrames:
    @FRAMES
    def test_a_frame_is_a_table(self, frame: Callable[[Any], Any]) -> None:
        """Every kind gives what the columns give; what an engine calls missing is missing."""
        assert gm100.score(frame(TABLE), CARD).values == gm100.score(TABLE, CARD).values == VALUES

    @FRAMES
    def test_it_is_ranked_and_put_to_the_test_too(self, frame: Callable[[Any], Any]) -> None:
        """All verbs take what `score` takes."""
        assert [place.unit for place in gm100.rank(frame(TABLE), CARD)] == ["c", "a", "b"]
        assert gm100.sensitivity(frame(TABLE), CARD, draws=5).record() == (
            gm100.sensitivity(TABLE, CARD, draws=5).record()
        )
        years = gm100.panel({2022: frame(TABLE), 2023: TABLE}, CARD)
        assert years.to_rows()[0] == {"code": "a", "name": None, "2022": Decimal("2.5"), "2023": Decimal("2.5")}

    @pytest.mark.parametrize("frame", [pandas, polars], ids=["pandas", "polars"])
    def test_nan_is_a_missing_value(self, frame: Callable[[Any], Any]) -> None:
        """In every frame as in rows and columns, though Polars could tell the two apart."""
        missing = gm100.score(TABLE | {"x": [None, 2.5, 4.0]}, CARD).values
        assert gm100.score(frame(TABLE | {"x": [float("nan"), 2.5, 4.0]}), CARD).values == missing

    def test_a_problem_has_its_place(self) -> None:
        """As in any other table."""
        with pytest.raises(ScoringError) as caught:
            gm100.score(pandas({"code": ["a", "b"], "x": [1.0, 7.0], "z": [1, 2]}), CARD)
        assert {issue.path for issue in caught.value.issues} == {("b", "x"), ("z",)}

    def test_without_narwhals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names the extra."""
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError, match=r"gm100\[frames\]"):
            gm100.score(polars(TABLE), CARD)


class TestRows:
    def test_what_is_no_row_is_said(self) -> None:
        """Together with everything else that is wrong."""
        rows: Any = ["abc", {"code": "a", "x": 9}]
        with pytest.raises(ScoringError) as caught:
            gm100.score(rows, CARD)
        assert [issue.code for issue in caught.value.issues] == ["not-a-row", "out-of-scale"]
        assert "got 'abc', expected an evaluation or a dict" in str(caught.value)
