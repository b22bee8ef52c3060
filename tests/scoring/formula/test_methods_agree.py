"""
The law of the engine: a method is written once, and every backend says the same of it.
"""

from __future__ import annotations

from collections.abc import Sequence
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

from gm100.errors import EngineLimitError
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Rounding, RoundingMode, Scale, Weighting
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import Formula
from gm100.scoring.methods.node import leaf, tree
from gm100.scoring.methods.registry import STANDARD

AGGREGATORS: list[Any] = [
    "arithmetic",
    "sum",
    "geometric",
    "harmonic",
    "product",
    "minimum",
    "maximum",
    "median",
    "mazziotta_pareto",
    ("mazziotta_pareto", "plus"),
    ("power", 2),
    ("power", "-1.5"),
    ("power", 0),
    ("owa", "0.5", "0.3", "0.2"),
    ("gated", 2, "1.5"),
    ("count", "1.25"),
    "count",
]
NORMALISERS: list[Any] = [
    None,
    "identity",
    ("goalposts", 0, 5),
    ("goalposts", 5, 0),
    ("goalposts", 1, 4, "cap"),
    ("log_goalposts", 1, 100),
    ("log_goalposts", 1, 4, "cap"),
    ("fraction", 4),
    ("inverse_fraction", 1),
    ("constant", "0.5"),
    ("standard", "2.5", "-1.25"),
    ("standard", "2.5", "1.25", 100, 10),
    ("piecewise", 0, 0, 2, 80, 4, 100),
    ("steps", 1, 10, 2, 20, 3, 30),
]
CODES = ("a", "b", "c", "d")
KNOWN = {code: Known(2, Fraction(-9), Fraction(9)) for code in CODES}

values = st.decimals(min_value=Decimal(-1), max_value=Decimal(5), places=2) | st.sampled_from(
    [Decimal(0), Decimal(1), Decimal(2), Decimal("1.25")]
)
cells = st.one_of(values, values, values, st.none(), st.just("n/a"))
weights = st.sampled_from([Decimal(0), Decimal(1), Decimal(2), Decimal("0.25"), Decimal("0.11")])


@st.composite
def groups(draw: st.DrawFn, method: Any) -> Group:
    """A group of some children under any policy."""
    chosen = [draw(weights) for _ in range(draw(st.integers(1, 4)))]
    if not any(chosen):
        chosen[0] = Decimal(1)
    missing = draw(st.sampled_from(Missing))
    return Group(
        "g",
        children=tuple(Indicator(code, weight=weight) for code, weight in zip(CODES, chosen, strict=False)),
        aggregate=method,
        missing=missing,
        min_coverage=draw(st.sampled_from(["0", "0.5", "0.75"])) if missing is Missing.SKIP else 0,
        fill=draw(st.sampled_from(["0", "1", "2.5"])) if missing is Missing.FILL else None,
        weighting=draw(st.sampled_from(Weighting)),
        weights_total=sum(chosen),
        factor=draw(st.sampled_from([1, 25])),
    )


rows = st.lists(st.fixed_dictionaries(dict.fromkeys(CODES, cells)), min_size=1, max_size=6)


def agree(formula: Formula, table: Sequence[Row]) -> None:
    """Hold every backend that has the operations against exact numbers."""
    exact = by_exact(formula, table)
    for backend in (by_fused, by_numpy, by_sql, by_frame):
        try:
            found = backend(formula, table)
        except EngineLimitError:
            assert backend in {by_sql, by_frame}
            continue
        assert close(exact, found), (backend.__name__, repr(formula), exact, found)
    assert close(exact, by_fused_decimals(formula, table)), (repr(formula), exact)


class TestAggregators:
    """Every backend computes an aggregator alike, over gaps, n/a, equal values and weights of 0."""

    @pytest.mark.parametrize("method", AGGREGATORS, ids=str)
    def test_all_backends_agree(self, method: Any) -> None:
        """Exact numbers, the fused function, numpy, SQL and frames say the same."""

        @settings(max_examples=12)
        @given(groups(method), rows)
        def law(group: Group, table: list[Row]) -> None:
            agree(tree(group, STANDARD)["g"].result, table)

        law()

    @pytest.mark.skipif(NODE is None, reason="needs Node")
    def test_javascript_agrees(self) -> None:
        """The function for web pages says what exact numbers say, for every method."""
        found: list[tuple[Formula, list[Row]]] = []
        for method in AGGREGATORS:

            @settings(max_examples=8)
            @given(groups(method), rows)
            def collect(group: Group, table: list[Row]) -> None:
                found.append((tree(group, STANDARD)["g"].result, table))

            collect()
        answers = by_javascript([formula for formula, _ in found], [table for _, table in found])
        assert len(answers) == len(found) > 100
        for (formula, table), answer in zip(found, answers, strict=True):
            assert close(by_exact(formula, table), answer), repr(formula)


class TestNormalisers:
    """Every backend normalises alike, with either direction, with and without an output range."""

    @pytest.mark.parametrize("method", NORMALISERS, ids=str)
    def test_all_backends_agree(self, method: Any) -> None:
        """Exact numbers, the fused function, numpy, SQL, frames and JavaScript say the same."""
        formulas: list[tuple[Formula, list[Row]]] = []

        @settings(max_examples=8)
        @given(
            st.sampled_from(Direction),
            st.sampled_from([None, Scale(1, 100)]),
            st.lists(st.fixed_dictionaries({"a": cells}), min_size=1, max_size=6),
        )
        def law(direction: Direction, output: Scale | None, table: list[Row]) -> None:
            node = Indicator("a", normalise=method, direction=direction, output=output, scale=Scale(-1, 5))
            formula = leaf(node, STANDARD).result
            agree(formula, table)
            formulas.append((formula, table))

        law()
        if NODE is not None:
            answers = by_javascript([formula for formula, _ in formulas], [table for _, table in formulas])
            for (formula, table), answer in zip(formulas, answers, strict=True):
                assert close(by_exact(formula, table), answer), repr(formula)


class TestRounding:
    """Where it is proved, floats round as decimals do: a half is a half in every backend."""

    @pytest.mark.parametrize("mode", RoundingMode)
    def test_ties_are_ties_in_every_backend(self, mode: RoundingMode) -> None:
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
            assert by_sql(formula, table, KNOWN) == exact
            assert by_frame(formula, table, KNOWN) == exact
            tried.append((formula, table))

        law()
        if NODE is not None:
            answers = by_javascript([formula for formula, _ in tried], [table for _, table in tried], KNOWN)
            assert answers == [by_exact(formula, table, fractions=True) for formula, table in tried]


class TestDecisions:
    """Thresholds are met at fifteen digits, in every backend as in exact numbers."""

    @pytest.mark.parametrize(
        ("method", "row", "expected"),
        [
            (("gated", "0.8", 0), {"a": "0.7", "b": "0.1"}, 0.8),
            (("gated", "0.8", 0), {"a": "0.7", "b": "0.09"}, 0.0),
            (("count", "0.3"), {"a": "0.1", "b": "0.2"}, 0.0),
            (("count", "0.3"), {"a": "0.1", "b": "0.21"}, 1.0),
        ],
    )
    def test_a_sum_at_a_threshold_is_at_it(self, method: Any, row: dict[str, str], expected: float) -> None:
        """0.7 and 0.1 come to 0.8, and 0.1 and 0.2 are not above 0.3."""
        inner = Group("i", children=(Indicator("a"), Indicator("b")), aggregate="sum")
        formula = tree(Group("g", children=(inner,), aggregate=method), STANDARD)["g"].result
        table: list[Row] = [{code: Decimal(text) for code, text in row.items()}]
        for backend in (by_exact, by_fused, by_fused_decimals, by_numpy, by_sql, by_frame):
            assert close(backend(formula, table), [expected]), backend.__name__
        if NODE is not None:
            assert close(by_javascript([formula], [table])[0], [expected])
