"""
The order that agrees best with the comparisons in pairs, against trying all orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import gm100
from gm100 import AggregatorChoice, Group, Indicator, Scorecard, ScoringError
from gm100.scoring.methods.outranking import MOST, condorcet

MARKS = st.integers(0, 3)
COLUMNS = st.integers(1, 5).flatmap(
    lambda units: st.lists(st.lists(MARKS, min_size=units, max_size=units), min_size=1, max_size=4)
)


def tried(weights: Sequence[int], columns: Sequence[Sequence[int]]) -> list[float]:
    """The mean number of units below each, over the best of all orders."""
    rows = list(zip(*columns, strict=True))

    def agreement(order: tuple[int, ...]) -> int:
        pairs = [(rows[one], rows[other]) for one, other in combinations(order, 2)]
        return sum(w * ((a > b) - (a < b)) for x, y in pairs for w, a, b in zip(weights, x, y, strict=True))

    found = {order: agreement(order) for order in permutations(range(len(rows)))}
    best = [order for order, agreed in found.items() if agreed == max(found.values())]
    below = [Fraction(sum(order[::-1].index(unit) for order in best), len(best)) for unit in range(len(rows))]
    return list(map(float, below))


def circle(units: int) -> list[list[float]]:
    """Three columns that begin the same row of units at different places, so that none beats all others."""
    return [[float((unit + shift * units // 3) % units) for unit in range(units)] for shift in range(3)]


def table(columns: list[list[float]]) -> dict[str, list[Any]]:
    """The same as a table."""
    codes = [f"u{unit:02}" for unit in range(len(columns[0]))]
    return {"code": codes, **{f"i{n}": column for n, column in enumerate(columns)}}


def card(*weights: str) -> Scorecard:
    """A scorecard of one group."""
    children = tuple(Indicator(f"i{n}", weight=weight) for n, weight in enumerate(weights))
    return Scorecard(id="x", root=Group("x", aggregate="condorcet", children=children))


class TestOrder:
    @given(COLUMNS, st.lists(MARKS, min_size=4, max_size=4))
    @settings(max_examples=examples(300), deadline=None)
    def test_it_is_the_best_of_all(self, columns: list[list[int]], marks: list[int]) -> None:
        """With circles, ties and weights of 0, whatever they are."""
        weights = marks[: len(columns)]
        assert condorcet(weights, columns) == tried(weights, columns)

    def test_the_capital_of_tennessee(self) -> None:
        """The example of the textbooks: Nashville, Chattanooga, Knoxville, Memphis."""
        # Four groups of voters, and how they place Memphis, Nashville, Chattanooga and Knoxville, the best highest.
        columns = [(4, 3, 2, 1), (1, 4, 3, 2), (1, 2, 4, 3), (1, 2, 3, 4)]
        assert condorcet([42, 26, 15, 17], columns) == [0, 3, 2, 1]

    def test_the_best_of_all_and_the_worst_stand_outside_of_circles(self) -> None:
        """Between them three beat one another, and the stronger victories count."""
        columns = [[9, 3, 2, 1, 0], [9, 1, 3, 2, 0], [9, 2, 1, 3, 0]]
        assert condorcet([3, 2, 2], columns) == [4, 3, 2, 1, 0]

    def test_without_a_winner_all_best_orders_count(self) -> None:
        """Three in a circle of equal victories are in the middle, all three."""
        assert condorcet([1, 1, 1], circle(3)) == [1, 1, 1]

    def test_two_that_are_alike_share_their_place(self) -> None:
        """Either may stand first."""
        assert condorcet([1, 1], [[5, 5, 1], [2, 2, 1]]) == [1.5, 1.5, 0]

    def test_weights_add_up_as_they_are_written(self) -> None:
        """0.1 and 0.2 against 0.3 is a tie, though the index is computed in floats."""
        columns = [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
        one, other = gm100.score(table(columns), card("0.1", "0.2", "0.3")).values
        assert one == other == Decimal("0.5")


class TestSize:
    def test_a_circle_of_twelve_is_ordered(self) -> None:
        """Its values are places, so they add up as places do."""
        found = condorcet([1, 1, 1], circle(MOST))
        assert sum(found) == pytest.approx(MOST * (MOST - 1) / 2)
        assert len(set(found)) < MOST

    def test_a_circle_of_thirteen_is_refused(self) -> None:
        """With its size, and what to do."""
        with pytest.raises(ScoringError, match=r"x, condorcet: 13 units beat one another in a circle.* use copeland"):
            gm100.score(table(circle(MOST + 1)), card("1", "1", "1"))

    def test_many_units_are_no_matter_where_they_agree(self) -> None:
        """Only circles cost."""
        column = [float(n * 37 % 101) for n in range(101)]
        assert condorcet([1, 2], [column, column]) == column

    def test_many_that_are_alike_are_no_circle(self) -> None:
        """A table without differences has an answer."""
        assert condorcet([1], [[4.0] * 30]) == [14.5] * 30


class TestInUse:
    def test_it_is_an_aggregator_like_the_others(self) -> None:
        """It ranks, its parts add up, and it can be drawn in an analysis of sensitivity."""
        columns = [[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]
        one = card("1", "1", "1")
        scores = gm100.score(table(columns), one)
        assert [str(value) for value in scores.values] == ["2", "1", "0"]
        assert sum(part.contribution for part in scores["u00"].root.children) == 2
        drawn = gm100.sensitivity(table(columns), one, [AggregatorChoice("x", ("condorcet", "copeland"))], draws=6)
        assert drawn.shift == 0
