"""
What is known of a formula beforehand: which roundings and comparisons floats are proved to decide as exact numbers do.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from gm100.model.scorecard import Rounding
from gm100.scoring.formula.proof import Facts, Known, decimals_of, facts_of, unproved
from gm100.scoring.formula.tree import Formula, column, least, lift, rounded, where

KNOWN = {code: Known(2, Fraction(0), Fraction(9)) for code in ("a", "b", "c")} | {
    "d": Known(2, Fraction(-9), Fraction(9)),
    "long": Known(14, Fraction(0), Fraction(9)),
    "money": Known(2, Fraction(0), Fraction(10**14)),
    "zero": Known(2, Fraction(0), Fraction(0)),
}
A, B, C, D, LONG, MONEY = map(column, ("a", "b", "c", "d", "long", "money"))


def facts(formula: Formula) -> Facts | None:
    """What is known of a formula."""
    return facts_of(formula, KNOWN)[id(formula)]


class TestRoundings:
    @pytest.mark.parametrize(
        "inner",
        [
            pytest.param(A * lift(Decimal("0.3")) + B * lift(Decimal("0.7")), id="a weighted sum"),
            pytest.param((A + B + C) / 3, id="a mean of three"),
            pytest.param(rounded((A + B) / 3, Rounding(2)) * lift(Decimal("0.5")), id="of what is rounded"),
            pytest.param(least(A, where(A < B, B, 0)), id="a choice"),
            pytest.param(A / (where(B < C, 1, 0) + 1), id="what divides differs from row to row"),
        ],
    )
    def test_what_is_proved(self, inner: Formula) -> None:
        """Sums and products of values with two decimals, and shares whose denominators are known."""
        assert [node.op for node in unproved(rounded(inner, Rounding(2)), KNOWN) if node.op == "round"] == []

    @pytest.mark.parametrize(
        "inner",
        [
            pytest.param(column("unknown") * 2, id="nothing is known of a column"),
            pytest.param(A**2, id="a power"),
            pytest.param(MONEY / 7 / 11 / 13, id="too large for the denominator"),
            pytest.param(LONG * LONG * LONG, id="more digits than are followed"),
            pytest.param(LONG * LONG * LONG + A, id="a sum of such"),
            pytest.param(A + LONG * LONG * lift(Decimal("1e-9")) + Fraction(1, 7**4), id="a common step too small"),
            pytest.param(A / (D + 1), id="divided by what can be below 0"),
            pytest.param(A / (A / (B + 1) + 1), id="divided by what is divided"),
            pytest.param(rounded(A / (D + 1), Rounding(3)), id="of a rounding that is not"),
            pytest.param(A / column("zero"), id="divided by 0"),
        ],
    )
    def test_what_is_not(self, inner: Formula) -> None:
        """The outermost rounding is among those that are read at fifteen digits instead."""
        made = rounded(inner, Rounding(2))
        assert made in unproved(made, KNOWN)


class TestComparisons:
    @pytest.mark.parametrize(
        ("condition", "proved"),
        [
            pytest.param(lift(Decimal("0.8")) <= A, True, id="a threshold and a value"),
            pytest.param((A + B) / 2 <= C, True, id="a mean and a value"),
            pytest.param(lift(Fraction(1, 3)) <= A / 3, True, id="thirds"),
            pytest.param(lift(0) < A * 0, True, id="of nothing but zeros"),
            pytest.param(column("unknown") < A, False, id="nothing is known of one side"),
            pytest.param(A < MONEY, False, id="apart by less than the noise of the greater"),
        ],
    )
    def test_thresholds(self, condition: Formula, proved: bool) -> None:  # noqa: FBT001 - the truth itself
        """Equal numbers are found equal, and those that differ lie further apart than noise."""
        assert (unproved(where(condition, 1, 0), KNOWN) == []) is proved


class TestDecimals:
    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            (A, 2),
            (A / 8, 5),
            (A * lift(Decimal("0.05")), 4),
            (A / 3, None),
            (A / (where(A < B, 1, 0) + 1), None),
        ],
    )
    def test_how_many_there_are_at_most(self, formula: Formula, expected: Any) -> None:
        """Of shares with an end; thirds have none, and where the divisor differs they may have none."""
        found = facts(formula)
        assert found is not None
        assert decimals_of(found) == expected
