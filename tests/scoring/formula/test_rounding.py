"""
Roundings and thresholds: what every backend decides as exact numbers do.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from formula_cases import (
    NODE,
    Row,
    by_exact,
    by_frame,
    by_fused,
    by_fused_decimals,
    by_javascript,
    by_numpy,
    by_sql,
    close,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gm100.model.scorecard import Group, Indicator, Rounding, RoundingMode
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import Formula, column, lift, rounded, where
from gm100.scoring.methods.node import tree
from gm100.scoring.methods.registry import STANDARD

CODES = ("a", "b", "c", "d")
KNOWN = {code: Known(2, Fraction(-9), Fraction(9)) for code in CODES}

values = st.decimals(min_value=Decimal(-1), max_value=Decimal(5), places=2) | st.sampled_from(
    [Decimal(0), Decimal(1), Decimal(2), Decimal("1.25")]
)
weights = st.sampled_from([Decimal(0), Decimal(1), Decimal(2), Decimal("0.25"), Decimal("0.11")])


ENGINES = [pytest.param((), id="python"), pytest.param((by_sql, by_frame), id="duckdb and polars")]
"""Backends beside those of Python."""


class TestRounding:
    """Where it is proved, floats round as decimals do: a half is a half in every backend."""

    @pytest.mark.parametrize("engines", ENGINES)
    @pytest.mark.parametrize("mode", RoundingMode)
    def test_ties_are_ties_in_every_backend(self, mode: RoundingMode, engines: tuple[Any, ...]) -> None:
        """Means of two-decimal values, rounded to two decimals or fewer, are those of fractions."""
        tried: list[tuple[Formula, list[Row]]] = []

        @settings(max_examples=25)
        @given(
            st.lists(weights.filter(bool), min_size=4, max_size=4),
            st.integers(0, 2),
            st.lists(st.fixed_dictionaries(dict.fromkeys(CODES, values)), min_size=1, max_size=8),
        )
        def law(chosen: list[Decimal], decimals: int, table: list[Row]) -> None:
            group = Group(
                "g",
                children=tuple(Indicator(code, weight=weight) for code, weight in zip(CODES, chosen, strict=True)),
                round=Rounding(decimals, mode=mode),
            )
            formula = tree(group, STANDARD, {})["g"].result
            exact = by_exact(formula, table, fractions=True)
            assert by_exact(formula, table) == exact
            assert by_fused_decimals(formula, table) == exact
            assert by_fused(formula, table, KNOWN) == exact
            assert by_numpy(formula, table, KNOWN) == exact
            for backend in engines:
                assert backend(formula, table, KNOWN) == exact, backend.__name__
            tried.append((formula, table))

        law()
        if NODE is not None:
            answers = by_javascript([formula for formula, _ in tried], [table for _, table in tried], KNOWN)
            assert answers == [by_exact(formula, table, fractions=True) for formula, table in tried]


class TestDecisions:
    """Thresholds are met at fifteen digits, in every backend as in exact numbers."""

    @pytest.mark.parametrize("engines", ENGINES)
    @pytest.mark.parametrize(
        ("method", "row", "expected"),
        [
            (("gated", "0.8", 0), {"a": "0.7", "b": "0.1"}, 0.8),
            (("gated", "0.8", 0), {"a": "0.7", "b": "0.09"}, 0.0),
            (("count", "0.3"), {"a": "0.1", "b": "0.2"}, 0.0),
            (("count", "0.3"), {"a": "0.1", "b": "0.21"}, 1.0),
        ],
    )
    def test_a_sum_at_a_threshold_is_at_it(
        self, method: Any, row: dict[str, str], expected: float, engines: tuple[Any, ...]
    ) -> None:
        """0.7 and 0.1 come to 0.8, and 0.1 and 0.2 are not above 0.3."""
        inner = Group("i", children=(Indicator("a"), Indicator("b")), aggregate="sum")
        formula = tree(Group("g", children=(inner,), aggregate=method), STANDARD)["g"].result
        table: list[Row] = [{code: Decimal(text) for code, text in row.items()}]
        for backend in (by_exact, by_fused, by_fused_decimals, by_numpy, *engines):
            assert close(backend(formula, table), [expected]), backend.__name__
        if NODE is not None:
            assert close(by_javascript([formula], [table])[0], [expected])

    @pytest.mark.parametrize("engines", ENGINES)
    def test_what_hangs_on_no_column_is_rounded_too(self, engines: tuple[Any, ...]) -> None:
        """Where a column has no differences a share without end stands alone; engines of frames see but a number."""
        formula = where(column("a") > lift(0), rounded(lift(Fraction(7, 3)), Rounding(1)), 0)
        for backend in (by_exact, by_fused, by_fused_decimals, by_numpy, *engines):
            assert close(backend(formula, [{"a": Decimal(1)}]), [2.3]), backend.__name__
