"""
Places where one sign or one number decides, each on the smallest table that shows it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, Rounding, Scorecard
from gm100.scoring.formula.proof import ULP, Known, facts_of
from gm100.scoring.formula.spreadsheet import DEEPEST, LONGEST, MOST_ARGUMENTS, WORDS, excess
from gm100.scoring.formula.tree import column, lift


def card(weights: tuple[str, str] = ("0.5", "0.5"), **group: Any) -> Scorecard:
    """A scorecard of one group with two indicators between 0 and 1."""
    children = [Indicator(code, weight=weight, scale=(0, 1)) for code, weight in zip("ab", weights, strict=True)]
    return Scorecard(id="c", root=Group("index", children=[Group("g", children=children, **group)]))


def row(code: str, a: str, b: str | None) -> dict[str, Any]:
    """A row of the table."""
    return {"code": code, "a": Decimal(a), "b": None if b is None else Decimal(b)}


class TestContributions:
    def test_what_no_child_makes_goes_to_all_by_weight(self) -> None:
        """An inverted and stretched mean of 0.65 is 3.5: each child has its share, and the rest by weight."""
        result = gm100.score([row("u", "1", "0.5")], card(("0.3", "0.7"), direction="lower", output=(0, 10)))["u"]
        shares = {each["node"]: each["contribution"] for each in gm100.to_rows(result)}
        assert (shares["a"], shares["b"]) == (Decimal("1.155"), Decimal("2.345"))

    @pytest.mark.parametrize("decimals", [None, 6])
    def test_parts_that_are_rounded_add_up(self, decimals: int | None) -> None:
        """Rounded to more decimals than they have, the parts of an inverted and stretched mean make the same value."""
        parts = [
            Indicator(code, weight=weight, scale=(0, 1), round_part=decimals)
            for code, weight in (("a", "0.3"), ("b", "0.7"))
        ]
        index = Group("index", children=[Group("g", children=parts, direction="lower", output=(0, 10))])
        scores = gm100.score([row("u", "1", "0.5")], Scorecard(id="p", root=index))
        assert scores.values == (Decimal("3.5"),)


class TestChanges:
    def test_weights_and_values_that_change_together(self) -> None:
        """A value counts by the mean of its two weights, 0.65; the rest is what the weights moved."""
        before = gm100.score([row("u", "0.2", "0.6")], card(("0.5", "0.5")))["u"]
        after = gm100.score([row("u", "0.4", "0.6")], card(("0.8", "0.2")))["u"]
        found = gm100.compare(before, after)
        assert {each.node: each.points for each in found.leaves if each.points} == {"a": Decimal("0.13")}
        assert found.definition == Decimal("-0.09")

    def test_parts_that_moved_against_each_other(self) -> None:
        """In a harmonic mean of 3 and 3, a gives a quarter of a point, and b takes it away."""
        inner = Group("g", children=[Indicator("a", scale=(1, 5)), Indicator("b", scale=(1, 5))])
        index = Group("index", aggregate="harmonic", children=[inner, Indicator("c", scale=(1, 5))])
        rows = [{"code": "u", "a": 2, "b": 4, "c": 3}, {"code": "v", "a": 3, "b": 3, "c": 3}]
        scores = gm100.score(rows, Scorecard(id="h", root=index))
        found = gm100.compare(scores["u"], scores["v"])
        assert {each.node: round(each.points, 6) for each in found.leaves if each.points} == {
            "a": Decimal("0.25"),
            "b": Decimal("-0.25"),
        }

    def test_what_compares_units_is_divided_by_weight_times_change(self) -> None:
        """By TOPSIS v is ahead of u by a, which is 0.3 more, and loses by b, which is 0.1 less."""
        group = Group(
            "index", aggregate="topsis", children=[Indicator("a", scale=(0, 1)), Indicator("b", scale=(0, 1))]
        )
        rows = [row("u", "0.2", "0.6"), row("v", "0.5", "0.5"), row("w", "0.3", "0.1"), row("x", "0.9", "0.2")]
        scores = gm100.score(rows, Scorecard(id="t", root=group))
        found = gm100.compare(scores["u"], scores["v"])
        assert found.difference > 0
        assert {each.node: round(each.points / found.difference, 6) for each in found.leaves} == {
            "a": Decimal("1.125"),
            "b": Decimal("-0.125"),
        }
        assert not found.definition

    def test_nodes_of_one_scorecard_alone(self) -> None:
        """What was added is an indicator or a group."""
        old = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)))
        more = (Indicator("a"), Indicator("b"), Group("g", children=(Indicator("c"),)))
        found = gm100.diff(old, Scorecard(id="x", root=Group("x", children=more)))
        assert [str(each) for each in found[:2]] == ["b, node: nothing -> indicator", "g, node: nothing -> group"]


class TestPlaces:
    def test_units_without_an_index_stand_last(self) -> None:
        """First those with a rank, then the others, which have none."""
        rows = [row("a", "0.2", None), row("b", "0.2", "0.4"), row("c", "0.9", "0.4")]
        places = gm100.score(rows, card(missing="skip", min_coverage=1)).places()
        assert [(each.unit, each.rank) for each in places] == [("c", 1), ("b", 2), ("a", None)]


class TestTargets:
    @pytest.mark.parametrize(
        ("given", "got"),
        [
            ({}, "got None"),
            ({"target": "0.5", "index": "0.6"}, "got 'target and index'"),
            ({"index": 1, "rank": 1}, "and rank'"),
        ],
    )
    def test_one_target_is_named(self, given: dict[str, Any], got: str) -> None:
        """None, or two, is refused with what was given."""
        scores = gm100.score([row("a", "0.2", "0.4")], card())
        with pytest.raises(gm100.ArgumentError, match=got):
            gm100.needed_for(scores, "a", **given)

    @pytest.mark.parametrize("normalise", [None, ("goalposts", 1, 5)])
    def test_a_gap_is_left_as_it_is(self, normalise: Any) -> None:
        """No level is proposed for an indicator that has no value, whether or not values are normalised."""
        children = [Indicator("a", scale=(1, 5)), Indicator("b", scale=(1, 5), normalise=normalise)]
        levels = Scorecard(id="l", root=Group("i", missing="skip", children=children))
        found = gm100.needed_for(gm100.score([{"code": "u", "a": 2, "b": None}], levels), "u", index=4)
        assert [(each.node, each.needed) for each in found.cheapest] == [("a", Decimal(4))]
        assert found.cost == 2


class TestLeaveOut:
    def test_shifts_stand_in_the_order_of_ranks(self) -> None:
        """The first of the ranking comes first, whatever its code."""
        rows = [row("a", "0.2", "0.6"), row("m", "0.5", "0.6"), row("z", "0.9", "0.6")]
        found = gm100.leave_one_out(rows, card())
        assert [[shift.unit for shift in each.shifts] for each in found] == [["z", "m", "a"]] * len(found)


class TestTables:
    def test_a_table_without_units_says_which_columns_it_has(self) -> None:
        """Who forgot the column of units sees what was read."""
        with pytest.raises(gm100.ArgumentError, match="it has name, a;"):
            gm100.score({"name": ["u"], "a": [1]}, card())


class TestDomains:
    def test_a_value_beside_a_gap(self) -> None:
        """A geometric mean that skips a gap says what is wrong with the values that are there."""
        means = Group("i", aggregate="geometric", missing="skip", children=[Indicator(code) for code in "abc"])
        with pytest.raises(gm100.ScoringError, match="u, i: a geometric mean has no meaning below 0"):
            gm100.score([{"code": "u", "a": -1, "b": None, "c": 2}], Scorecard(id="m", root=means))


class TestRounding:
    def test_the_error_of_one_operation(self) -> None:
        """A float is at most half of the distance to the next one away from what was computed, and can be so far."""
        exact = 1 + Fraction(1, 2**53) - Fraction(1, 2**80)
        assert ULP / 2 < abs(Fraction(float(exact)) - exact) / exact < ULP
        assert Fraction(sys.float_info.epsilon) / 2 == ULP

    def test_what_is_known_of_a_quotient(self) -> None:
        """Times its divisor a quotient is its numerator again, which is between the ends and a multiple of the step."""
        quotient = column("a", gaps=False) / column("b", gaps=False)
        known = {"a": Known(1, Fraction(0), Fraction(4)), "b": Known(2, Fraction(1, 2), Fraction(3, 2))}
        facts = facts_of(quotient, known)[id(quotient)]
        assert facts is not None
        ((_, times),) = facts.divisor
        for tenths in range(41):
            numerator = Fraction(tenths, 10) * times
            assert facts.low <= numerator <= facts.high
            assert (numerator / facts.step).denominator == 1


class TestSpreadsheet:
    @pytest.mark.parametrize(
        ("takes", "formula", "what"),
        [
            (LONGEST, lambda n: "A" * n, "characters"),
            (MOST_ARGUMENTS, lambda n: f'MEDIAN({",".join(["A1"] * n)})&"(,"', "arguments of one function"),
            (DEEPEST, lambda n: "(" * n + "1" + ")" * n, "deep"),
        ],
    )
    def test_what_excel_takes_in_one_formula(self, takes: int, formula: Callable[[int], str], what: str) -> None:
        """A formula just as long, wide or deep as Excel takes is none too great, and one more is said."""
        assert excess(formula(takes)) is None
        assert re.search(rf"{takes + 1}.*{what}.*takes {takes}", excess(formula(takes + 1)) or "")

    @pytest.mark.parametrize(("word", "written"), [("n/a", '"n/a"'), ('say "no"', '"say ""no"""')])
    def test_quotes_in_a_word(self, word: str, written: str) -> None:
        """A text of a formula is in quotes, and a quote in it is doubled."""
        assert WORDS["word"](lift(word), ()) == written


class TestZero:
    """A zero has no sign, whatever it was computed from."""

    @pytest.mark.parametrize("normalise", ["minmax", ("goalposts", 7, 5), "zscore"])
    @pytest.mark.parametrize("rounding", [None, Rounding(2)])
    def test_of_results(self, normalise: Any, rounding: Rounding | None) -> None:
        """Where less is better, the worst value is 0 and not -0; so is what rounds to it from below."""
        children = (Indicator("w", direction="lower", normalise=normalise), Indicator("v", weight="0.001"))
        card = Scorecard(id="x", root=Group("g", round=rounding, children=children))
        scores = gm100.score([{"code": code, "w": w, "v": v} for code, w, v in (("a", 5, 0), ("b", 7, -1))], card)
        cells = [cell for row in scores.to_rows(nodes=["w", "v"]) for cell in row.values()]
        assert not [cell for cell in cells if isinstance(cell, Decimal) and not cell and cell.is_signed()]
        assert "-0 " not in f"{scores[1].explain()} "
