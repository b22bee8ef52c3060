"""
Formulas of whole scorecards: deep ones, and what gaps cost.
"""

from __future__ import annotations

import math
from typing import Any

import pytest

import gm100
from gm100.errors import ScoringError
from gm100.model.scorecard import Group, Indicator, Missing, Scorecard
from gm100.scoring.formula import fused as fused_module
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import column
from gm100.scoring.methods.node import Gaps, tree
from gm100.scoring.methods.registry import STANDARD


class TestDepth:
    def test_two_hundred_levels_are_computed(self) -> None:
        """A scorecard as deep as nobody writes is computed as one of two levels is."""
        node: Any = Indicator("leaf")
        for level in range(200):
            node = Group(f"g{level}", children=(node, Indicator(f"x{level}")))
        fused = Fused([tree(node, STANDARD, {})["g199"].result])
        assert fused.rows([[1.0] * 201]) == [1.0]

    def test_a_hundred_nested_geometric_groups_are_computed(self) -> None:
        """Conditions upon conditions become steps, not brackets within brackets."""
        node: Any = Indicator("leaf")
        for level in range(100):
            node = Group(f"g{level}", children=(node, Indicator(f"x{level}")), aggregate="geometric")
        fused = Fused([tree(node, STANDARD, {})["g99"].result])
        assert fused.rows([[4.0] * 101]) == [pytest.approx(4.0)]


class TestWithoutNumber:
    @pytest.mark.parametrize(
        ("aggregate", "weight", "found"),
        [("geometric", 1, 1e200), (("power", 3), 1, math.nan), ("product", 99, math.inf)],
    )
    def test_what_is_too_large_for_floats(self, aggregate: Any, weight: int, found: float) -> None:
        """It is no number, or infinite, and nothing raises; who scores a table says so of the unit."""
        children = (Indicator("a", weight=weight), Indicator("b"))
        fused = Fused([tree(Group("g", children=children, aggregate=aggregate), STANDARD, {})["g"].result])
        assert fused.one([1e200, 1e200]) == pytest.approx(found, nan_ok=True)
        card = Scorecard(id="own", root=Group("own", children=children, aggregate=aggregate))
        if not math.isfinite(found):
            with pytest.raises(ScoringError, match=rf"u, own: comes out as {found}, which is not a finite number"):
                gm100.score({"code": "u", "a": 1e200, "b": 1e200}, card)

    def test_nothing_but_counted_names_is_compiled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A template that wrote anything else, such as a name from a scorecard, would be refused."""
        monkeypatch.setattr(fused_module, "signs", lambda: {"+": lambda node, _: f"open({node.args[0].data[0]})"})
        with pytest.raises(AssertionError, match=r"refused to compile 'open\(a\)'"):
            Fused([column("a") + column("b")])


class TestGaps:
    def test_a_column_without_differences_keeps_its_gaps(self) -> None:
        """A constant normaliser gives nothing to a unit without a value."""
        halves = Indicator("a", normalise=("constant", "0.5"))
        group = Group("g", children=(halves, Indicator("b")), missing=Missing.PROPAGATE)
        formula = tree(group, STANDARD, {"a": Gaps.MISSING})["g"].result
        assert Fused([formula]).table({"a": [1.0, math.nan], "b": [0.5, 0.5]})[0] == 0.5
        assert math.isnan(Fused([formula]).table({"a": [1.0, math.nan], "b": [0.5, 0.5]})[1])

    def test_a_table_without_gaps_is_not_asked_for_them(self) -> None:
        """The function for a full table has no conditions."""
        group = Group("g", children=(Indicator("a"), Indicator("b")), missing=Missing.SKIP)
        assert " if " not in Fused([tree(group, STANDARD, {})["g"].result]).source
        assert " if " in Fused([tree(group, STANDARD, {"a": Gaps.MISSING})["g"].result]).source

    def test_an_error_below_is_no_gap(self) -> None:
        """A negative value under a geometric mean is not left out by a minimum that skips gaps."""
        inner = Group("i", children=(Indicator("a"), Indicator("b")), aggregate="geometric")
        group = Group("g", children=(inner, Indicator("c")), aggregate="minimum", missing=Missing.SKIP)
        cell = tree(group, STANDARD, dict.fromkeys("abc", Gaps.MISSING))["g"]
        (row,) = Fused([cell.value, cell.there]).table({"a": [-1.0], "b": [1.0], "c": [1.0]})
        assert math.isnan(row[0])
        assert row[1]
