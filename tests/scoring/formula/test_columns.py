"""
Methods that look at whole columns: limits, ranks, treatments, derived weights, comparisons of units.
"""

from __future__ import annotations

import math
import random
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from statistics import correlation, mean, pstdev, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_by_node import value_of

from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Scale
from gm100.scoring import decide
from gm100.scoring.formula.fused import Fused
from gm100.scoring.methods import limits, outranking, ranks
from gm100.scoring.methods.distance import topsis
from gm100.scoring.methods.node import Gaps, Solved, leaf, tree
from gm100.scoring.methods.registry import STANDARD
from gm100.scoring.methods.treatment import TREATMENTS
from gm100.scoring.methods.weights import critic, deviation

numbers = st.integers(-1000, 1000).map(lambda n: n / 8)
columns = st.lists(numbers, min_size=1, max_size=12)
tables = st.integers(1, 6).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size, max_size=size), min_size=1, max_size=4)
)


def _correlation(one: list[float], other: list[float]) -> float:
    """The correlation of two columns; 0 with one that has no differences."""
    return correlation(one, other) if pstdev(one) and pstdev(other) else 0.0


def textbook(method: str, column: list[float], direction: Direction, given: Fraction) -> list[Fraction] | None:
    """What the handbook says of each value, in fractions; nothing where it has no answer."""
    sign = 1 if direction is Direction.HIGHER else -1
    xs = [sign * Fraction(x) for x in column]
    worst, best = min(xs), max(xs)
    if method in {"minmax", "distance_to_max"}:
        return [(x - worst) / (best - worst) for x in xs] if best > worst else [Fraction(1, 2) for _ in xs]
    if method == "distance_to_target":
        goal = sign * given
        return [min(1 - (goal - x) / (goal - worst), Fraction(1)) if goal > worst else Fraction(1) for x in xs]
    if method == "distance_to_reference":
        return [1 - (xs[0] - x) / (xs[0] - worst) for x in xs] if xs[0] > worst else None
    if method == "fraction_of_max":
        if best * sign <= 0 or min(column) <= 0:
            return None
        return [x / best if sign > 0 else best / x for x in xs]
    deviation = Fraction(stdev(column)) if len(column) > 1 else Fraction(0)
    return [
        sign * (Fraction(x) - mean(map(Fraction, column))) / deviation if deviation else Fraction(0) for x in column
    ]


class TestLimits:
    @pytest.mark.parametrize(
        "method",
        ["minmax", "distance_to_max", "distance_to_target", "distance_to_reference", "fraction_of_max", "zscore"],
    )
    @given(columns, st.sampled_from(Direction), numbers)
    def test_they_are_those_of_the_handbook(
        self, method: str, column: list[float], direction: Direction, goal: float
    ) -> None:
        """Every value, normalised by the limits that were found, is what the definition says in fractions."""
        expected = textbook(method, column, direction, Fraction(goal))
        params = {"distance_to_target": (Decimal(goal),), "distance_to_reference": ("u0", {"u0": column[0]})}
        if expected is None:
            return
        find: Any = STANDARD.normalisers[method].limits
        found = find(column, direction, *params.get(method, ()))
        node = Indicator("x", normalise=(found.slug, *found.params))
        formula = leaf(node, STANDARD, Gaps.NONE).result
        values = [float(value_of(formula, {"x": Decimal(x)})) for x in column]
        assert values == pytest.approx(list(map(float, expected)), rel=1e-12, abs=1e-12)

    @given(columns, st.lists(st.sampled_from([None, math.nan, "n/a"]), max_size=4), st.randoms())
    def test_gaps_are_left_out(self, column: list[float], gaps: list[Any], chance: random.Random) -> None:
        """Missing values and n/a change no limit, wherever they stand."""
        mixed = [*column, *gaps]
        chance.shuffle(mixed)
        assert limits.minmax(mixed, Direction.HIGHER) == limits.minmax(column, Direction.HIGHER)

    def test_units_that_differ_by_noise_alone_are_equal(self) -> None:
        """Sums of one set of numbers in another order are one value: the column has no differences."""
        sums = [sum(order) for order in permutations((0.1, 0.2, 0.3))]
        assert len(set(sums)) > 1
        assert limits.zscore(sums, Direction.HIGHER).method == Method("constant", (Decimal(0),))
        assert limits.minmax(sums, Direction.HIGHER).method == Method("constant", (Decimal("0.5"),))

    def test_a_reference_without_a_value_is_refused(self) -> None:
        """The unit that others are measured by must have a value, and must not be the worst."""
        with pytest.raises(ValueError, match="has no value here"):
            limits.distance_to_reference([1, 2], Direction.HIGHER, "r", {"r": None})
        with pytest.raises(ValueError, match="is itself the worst"):
            limits.distance_to_reference([1, 2], Direction.HIGHER, "r", {"r": 1})
        assert limits.distance_to_reference([1, 2, 3], Direction.HIGHER, "r", {"r": 2}).method == Method.of(
            ("goalposts", "1.0", "2.0")
        )


class TestRanks:
    @pytest.mark.parametrize(
        ("ties", "expected"),
        [
            ("min", [3, 1, None, 1]),
            ("max", [3, 2, None, 2]),
            ("average", [3, 1.5, None, 1.5]),
            ("dense", [2, 1, None, 1]),
            ("ordinal", [3, 1, None, 2]),
        ],
    )
    def test_every_rule_for_ties(self, ties: str, expected: list[Any]) -> None:
        """Equal values get what the rule says, and a gap gets nothing."""
        assert ranks.ranks([3, 5, None, 5], ties) == expected

    def test_noise_breaks_no_tie(self) -> None:
        """0.1 + 0.2 and 0.3 share a place."""
        assert ranks.ranks([0.1 + 0.2, 0.3, 0.2]) == [1, 1, 3]
        assert ranks.rank([0.1 + 0.2, 0.3, 0.2], "min") == [2, 2, 1]
        assert ranks.percentile_rank([5]) == [0.5]
        assert ranks.borda([1, None, 2]) == [0, None, 1]

    def test_ranks_are_stretched_from_the_number_of_units_that_have_one(self) -> None:
        """Less is better, a unit has no value, and the best and the worst of the others stand at the ends."""
        node = Indicator("x", normalise="rank", direction=Direction.LOWER, output=Scale(0, 100))
        cell = leaf(node, STANDARD, Gaps.MISSING, Solved(units={"x": 3}))
        given_column = [4.0, math.nan, 1.0, 2.0]
        table = {"x": given_column, "x:compared": [x or math.nan for x in ranks.rank([-x for x in given_column])]}
        found = Fused([cell.result]).table(table)
        assert found[:1] + found[2:] == [0, 100, 50]
        assert math.isnan(found[1])


class TestTreatments:
    def test_no_more_values_are_moved_than_allowed(self) -> None:
        """Three equal outliers are three values: with two allowed, nothing is moved."""
        column = [1.0] * 50 + [2.0, 90.0, 90.0, 90.0]
        treat = TREATMENTS["winsorise"]
        assert treat.column(column, Decimal(2)) == column
        assert sum(new != old for new, old in zip(treat.column(column, Decimal(4)), column, strict=True)) <= 4

    def test_gaps_stay_where_they_are(self) -> None:
        """A column with gaps is treated as the one without, around them."""
        column = [*map(float, range(30)), 1000.0]
        gappy = [None, *column, "n/a"]
        treated = TREATMENTS["winsorise"].column(gappy, Decimal(3))
        assert treated == [None, *TREATMENTS["winsorise"].column(column, Decimal(3)), "n/a"]
        assert max(treated[1:-1]) == 29.0


class TestWeights:
    def test_columns_that_tell_one_story_weigh_the_same(self) -> None:
        """A correlation of 1 leaves no conflict, and noise makes none."""
        column = [1.0, 2.0, 4.0, 7.0]
        story = [column, [2 * x + 0.1 for x in column], [3 * x for x in column]]
        assert critic("abc", story) == [1.0, 1.0, 1.0]

    @given(st.lists(st.lists(numbers, min_size=5, max_size=5), min_size=2, max_size=5))
    def test_conflict_is_what_pairs_of_columns_make_it(self, table: list[list[float]]) -> None:
        """Standard deviation times the sum of 1 - r over the other columns, as CRITIC is defined."""
        codes = "abcde"[: len(table)]
        raw = [pstdev(a) * sum(1 - _correlation(a, b) for b in table if b is not a) for a in table]
        if sum(raw) > 1e-6:
            assert critic(codes, table) == pytest.approx([each / sum(raw) for each in raw], abs=1e-9)
        if sum(map(pstdev, table)):
            shares = [pstdev(column) / sum(map(pstdev, table)) for column in table]
            assert deviation(codes, table) == pytest.approx(shares)


class TestComparisons:
    def test_weights_are_read_as_written(self) -> None:
        """0.1 and 0.2 against 0.3 is a draw."""
        assert outranking.copeland([0.1, 0.2, 0.3], [[2, 1], [2, 1], [1, 2]]) == [0, 0]

    def test_values_are_compared_at_fifteen_digits(self) -> None:
        """0.1 + 0.2 does not beat 0.3."""
        assert outranking.copeland([1], [[0.1 + 0.2, 0.3]]) == [0, 0]

    @given(tables)
    def test_copeland_counts_wins_less_losses(self, table: list[list[float]]) -> None:
        """A unit wins a comparison where the children in which it is ahead weigh more."""
        weights = range(1, len(table) + 1)
        units = list(zip(*table, strict=True))

        def sign(one: tuple[float, ...], other: tuple[float, ...]) -> int:
            lead = sum(w * ((a > b) - (a < b)) for w, a, b in zip(weights, one, other, strict=True))
            return (lead > 0) - (lead < 0)

        expected = [sum(sign(one, other) for other in units) for one in units]
        assert outranking.copeland(list(weights), table) == expected

    @given(tables)
    def test_topsis_is_that_of_the_textbook(self, table: list[list[float]]) -> None:
        """Columns of length 1 times their weights, and the distances from the best and from the worst of each."""
        weights = range(1, len(table) + 1)
        lengths = [math.sqrt(sum(x * x for x in column)) or 1.0 for column in table]
        matrix = [
            [w * x / length for w, x, length in zip(weights, row, lengths, strict=True)]
            for row in zip(*table, strict=True)
        ]
        best, worst = (
            [max(each) for each in zip(*matrix, strict=True)],
            [min(each) for each in zip(*matrix, strict=True)],
        )
        far = [math.sqrt(sum((x - w) ** 2 for x, w in zip(row, worst, strict=True))) for row in matrix]
        near = [math.sqrt(sum((x - b) ** 2 for x, b in zip(row, best, strict=True))) for row in matrix]
        if any(f + n < 1e-9 for f, n in zip(far, near, strict=True)):  # No differences: everybody is in the middle.
            assert topsis(list(weights), table) == [0.5] * len(matrix)
        else:
            expected = [f / (f + n) for f, n in zip(far, near, strict=True)]
            assert topsis(list(weights), table) == pytest.approx(expected, rel=1e-9)

    def test_a_child_of_weight_0_does_not_count(self) -> None:
        """What has no weight moves nobody."""
        one = topsis([1, 0], [[1.0, 2.0, 3.0], [9.0, 1.0, 5.0]])
        assert one == topsis([1], [[1.0, 2.0, 3.0]])


class TestDecide:
    def test_the_scale_is_of_what_is_compared(self) -> None:
        """A margin of 1e-9 counts beside 1 and does not beside 1e9, and multiplying both by ten changes nothing."""
        assert decide.ahead(1 + 1e-9, 1.0)
        assert decide.tied(1e9 + 1e-9, 1e9)
        assert decide.tied(0.1 + 0.2 - 0.3, 0.0, scale=1)
        assert not decide.tied(0.1 + 0.2 - 0.3, 0.0)

    @given(numbers, numbers, st.sampled_from([0.1, 10.0, 3.0]))
    def test_a_factor_decides_nothing(self, one: float, other: float, factor: float) -> None:
        """Multiplying what is compared by one number leaves the order as it was."""
        assert decide.order(one * factor, other * factor) == decide.order(one, other)

    def test_exact_numbers_are_compared_as_they_are(self) -> None:
        """Decimals differ by their last digit."""
        assert decide.ahead(Decimal("1.00000000000000000001"), Decimal(1))
        assert decide.reaches(0.7 + 0.1, 0.8)
        assert not decide.reaches(0.79, 0.8)


class TestContributions:
    @pytest.mark.parametrize("method", ["arithmetic", "sum", "minimum", "maximum", "median", "geometric", "count"])
    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 40)), min_size=1, max_size=5))
    def test_parts_add_up_to_the_value(self, method: str, pairs: list[tuple[int, int]]) -> None:
        """What the children carry is the value, whatever the aggregator."""
        children = tuple(Indicator(f"x{i}", weight=w) for i, (w, _) in enumerate(pairs))
        group = Group("g", children=children, aggregate=method)
        row = {f"x{i}": Decimal(x) / 4 for i, (_, x) in enumerate(pairs)}
        value = value_of(tree(group, STANDARD, {})["g"].result, row)
        weights = [Decimal(w) for w, _ in pairs]
        parts = STANDARD.aggregators[method].parts(weights, list(row.values()), sum(weights), value)
        assert sum(parts) == pytest.approx(value)
        assert len(parts) == len(pairs)
