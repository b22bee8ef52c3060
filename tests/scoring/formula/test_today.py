"""
The formulas of a whole scorecard say what `score` says.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import gm100
from gm100.errors import DefinitionError, ScoringError
from gm100.model._entity import evolve
from gm100.model.scorecard import Arithmetic, Direction, Group, Indicator, Missing, Scale, Scorecard, Weighting
from gm100.scoring.formula.exact import value_of
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import APPLIES
from gm100.scoring.methods.node import Gaps, is_exact, tree
from gm100.scoring.methods.registry import STANDARD

PARENTS: list[Any] = ["arithmetic", "sum", "minimum", "median", ("gated", 20, 50), ("owa", "0.7", "0.3"), ("count", 30)]
INEXACT: list[Any] = ["geometric", "harmonic", "product", ("power", 2), "mazziotta_pareto"]

values = st.decimals(min_value=Decimal(1), max_value=Decimal(100), places=2)
cells = st.one_of(values, values, values, st.none(), st.just("n/a"))
weights = st.sampled_from([Decimal(1), Decimal(2), Decimal("0.25"), Decimal("0.3")])


@st.composite
def cards(draw: st.DrawFn, methods: list[Any], policies: list[Missing]) -> Scorecard:
    """A scorecard of two levels, with rounding and output ranges here and there."""

    def group(name: str, children: tuple[Any, ...]) -> Group:
        missing = draw(st.sampled_from(policies))
        method = draw(st.sampled_from(methods))
        rounds_parts = method in {"arithmetic", "sum"} and draw(st.booleans())
        if rounds_parts:
            children = tuple(evolve(child, round_part=2) for child in children)
        return Group(
            name,
            children=children,
            aggregate=method,
            missing=missing,
            fill=5 if missing is Missing.FILL else None,
            min_coverage="0.5" if missing is Missing.SKIP else 0,
            weight=draw(weights),
            weighting=draw(st.sampled_from(Weighting)),
            weights_total=sum(child.weight for child in children),
            round=draw(st.sampled_from([None, 1, 2])),
            factor=draw(st.sampled_from([1, 2])),
        )

    def indicator(code: str) -> Indicator:
        scaled = draw(st.booleans())
        return Indicator(
            code,
            weight=draw(weights),
            scale=Scale(0, 100),
            direction=draw(st.sampled_from(Direction)),
            output=Scale(1, 10) if scaled else None,
            round=draw(st.sampled_from([None, 1])),
        )

    inner = group("inner", (indicator("c"), indicator("d")))
    return Scorecard(id="card", root=group("g", (indicator("a"), indicator("b"), inner)))


rows = st.fixed_dictionaries(dict.fromkeys("abcd", cells))


def today(card: Scorecard, row: dict[str, Any]) -> Decimal | None:
    """What `score` says of one row; nothing where it refuses it."""
    try:
        (found,) = gm100.score([{"code": "u", **row}], card)
    except DefinitionError:
        reject()  # A range that reaches zero under a geometric mean is refused before any row is looked at.
    except ScoringError:
        return None
    return found.value


def whole(row: dict[str, Any]) -> dict[str, Any]:
    """A row with n/a split into a gap and a truth."""
    gaps = {code: None if x == "n/a" else x for code, x in row.items()}
    return gaps | {code + APPLIES: x != "n/a" for code, x in row.items()}


class TestWholeScorecards:
    def test_exact_scorecards_are_the_same_to_the_last_digit(self) -> None:
        """Values, gaps, n/a, fills, coverage, rounded parts and factors of exact methods are those of `score`."""

        @settings(max_examples=150)
        @given(cards(PARENTS, list(Missing)), rows)
        def law(card: Scorecard, row: dict[str, Any]) -> None:
            formula = tree(card.root, STANDARD)["g"].result
            found, expected = value_of(formula, whole(row)), today(card, row)
            assert is_exact(card.root, STANDARD)
            assert (None if found.is_nan() else round(found, 18)) == (None if expected is None else round(expected, 18))

        law()

    def test_float_scorecards_are_the_same_at_fourteen_digits(self) -> None:
        """Geometric, harmonic and other means are those of `score`."""

        @settings(max_examples=100)
        @given(cards([*INEXACT, "arithmetic"], [Missing.SKIP, Missing.PROPAGATE, Missing.FILL]), rows)
        def law(card: Scorecard, row: dict[str, Any]) -> None:
            card = evolve(card, arithmetic=Arithmetic.FLOAT)
            fused = Fused([tree(card.root, STANDARD)["g"].result])
            given_row = [math.nan if x is None else float(x) for x in map(whole(row).get, fused.columns)]
            (found,), expected = fused.rows([given_row]), today(card, row)
            if expected is None:
                assert math.isnan(found)
            else:
                assert math.isclose(found, expected, rel_tol=1e-12)

        law()


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
