"""
Each method against a value that was worked out by hand, and its answer to awkward input.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar

import pytest

import gm100
from gm100 import Direction, Group, Indicator, Missing, Scale, Scorecard, ScoringError
from gm100.scoring.methods.treatment import kurtosis, skewness
from gm100.scoring.methods.weights import _consistency

COLUMN = [2.0, 4.0, 4.0, 10.0]


def normalised(method: object, column: list[Any] | None = None, **fields: Any) -> list[float]:
    """The column after one normaliser."""
    card = Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise=method, **fields),)))  # type: ignore[arg-type]  # as given
    cells = COLUMN if column is None else column
    scores = gm100.score({"code": list(map(str, range(len(cells)))), "a": cells}, card)
    return [float(value) for value in scores.values if value is not None]


def aggregated(method: object, *values: float, weights: tuple[float, ...] = ()) -> float:
    """The value of one group."""
    given = weights or (1,) * len(values)
    children = tuple(Indicator(f"i{n}", weight=str(w)) for n, w in enumerate(given))
    card = Scorecard(id="x", root=Group("x", aggregate=method, children=children))  # type: ignore[arg-type]  # as given
    found = gm100.score({"code": "u", **{f"i{n}": value for n, value in enumerate(values)}}, card).value
    assert found is not None
    return float(found)


class TestNormalisers:
    @pytest.mark.parametrize(
        ("method", "expected"),
        [
            (None, [2, 4, 4, 10]),
            ("identity", [2, 4, 4, 10]),
            (("goalposts", 0, 20), [0.1, 0.2, 0.2, 0.5]),
            (("goalposts", 3, 5), [-0.5, 0.5, 0.5, 3.5]),
            (("goalposts", 3, 5, "cap"), [0, 0.5, 0.5, 1]),
            (("log_goalposts", 1, 16), [0.25, 0.5, 0.5, math.log(10) / math.log(16)]),
            ("minmax", [0, 0.25, 0.25, 1]),
            ("distance_to_max", [0, 0.25, 0.25, 1]),
            (("distance_to_reference", "1"), [0, 1, 1, 4]),
            (("distance_to_target", 6), [0, 0.5, 0.5, 1]),
            ("fraction_of_max", [0.2, 0.4, 0.4, 1]),
            (("fraction", 5), [0.4, 0.8, 0.8, 2]),
            (("zscore", "population"), [-1, -1 / 3, -1 / 3, 5 / 3]),
            ("zscore", [-3 / math.sqrt(12), -1 / math.sqrt(12), -1 / math.sqrt(12), 5 / math.sqrt(12)]),
            (("zscore", "population", 100, 10), [90, 100 - 10 / 3, 100 - 10 / 3, 100 + 50 / 3]),
            ("rank", [1, 2.5, 2.5, 4]),
            ("percentile_rank", [0, 0.5, 0.5, 1]),
            ("borda", [0, 1.5, 1.5, 3]),
            (("piecewise", 2, 0, 6, 80, 8, 100), [0, 40, 40, 100]),
            (("steps", 0, 1, 4, 2, 10, 3), [1, 2, 2, 3]),
        ],
    )
    def test_values_by_hand(self, method: object, expected: list[float]) -> None:
        """Two, four, four and ten, whose mean is five and whose squared deviations add up to 36."""
        assert normalised(method) == pytest.approx(expected, abs=1e-12)

    @pytest.mark.parametrize(
        ("method", "expected"),
        [
            (("goalposts", 0, 20), [0.9, 0.8, 0.8, 0.5]),
            ("minmax", [1, 0.75, 0.75, 0]),
            (("distance_to_target", 4), [1, 1, 1, 0]),
            ("fraction_of_max", [1, 0.5, 0.5, 0.2]),
            (("zscore", "population"), [1, 1 / 3, 1 / 3, -5 / 3]),
            ("rank", [4, 2.5, 2.5, 1]),
            ("borda", [3, 1.5, 1.5, 0]),
        ],
    )
    def test_less_can_be_better(self, method: object, expected: list[float]) -> None:
        """Direction turns each method round in its own way."""
        assert normalised(method, direction=Direction.LOWER) == pytest.approx(expected, abs=1e-12)

    def test_a_scale_is_a_range_to_turn_in(self) -> None:
        """On a scale of 0 to 10, two becomes eight."""
        assert normalised(None, direction=Direction.LOWER, scale=Scale(0, 10)) == [8, 6, 6, 0]

    @pytest.mark.parametrize("method", ["minmax", "rank", ("goalposts", 2, 10), "fraction_of_max"])
    def test_any_can_be_stretched(self, method: object) -> None:
        """The best comes out at the top of the output range, whatever the method with a range."""
        found = normalised(method, output=Scale(1, 100))
        assert max(found) == pytest.approx(100)
        assert min(found) >= 1

    @pytest.mark.parametrize(
        ("method", "middle"), [("minmax", 0.5), ("zscore", 0), ("percentile_rank", 0.5), ("rank", 2), ("borda", 1)]
    )
    def test_a_constant_column_separates_nobody(self, method: object, middle: float) -> None:
        """Everybody gets the middle."""
        assert normalised(method, [7.0, 7.0, 7.0]) == [middle] * 3

    @pytest.mark.parametrize(
        ("method", "alone"), [("minmax", 0.5), ("zscore", 0), ("percentile_rank", 0.5), ("rank", 1), ("borda", 0)]
    )
    def test_one_unit_is_in_the_middle_of_itself(self, method: object, alone: float) -> None:
        """A table of one row has an answer."""
        assert normalised(method, [7.0]) == [alone]

    def test_words_are_levels(self) -> None:
        """An audit opinion is a word, and the scorecard says what it is worth."""
        levels = ("levels", "WTP", 4, "WDP", 3, "TMP", 1)
        assert normalised(levels, ["WTP", "TMP", "WDP"]) == [4, 1, 3]

    def test_an_unknown_word_is_refused(self) -> None:
        """The unit, the indicator and the word are named."""
        with pytest.raises(ScoringError, match="1, a: got 'WTF', which is not one of the levels"):
            normalised(("levels", "WTP", 4), ["WTP", "WTF"])

    def test_there_is_no_logarithm_of_nothing(self) -> None:
        """An income of 0 is answered with unit and indicator."""
        with pytest.raises(ScoringError, match="1, a: 0 has no logarithm"):
            normalised(("log_goalposts", 100, 75_000), [100.0, 0.0])

    def test_a_reference_must_be_there(self) -> None:
        """A unit that is not in the table cannot be the measure."""
        with pytest.raises(ScoringError, match="the reference Z has no value here"):
            normalised(("distance_to_reference", "Z"))

    def test_limits_from_data_are_kept(self) -> None:
        """Next year's table can be normalised by this year's limits."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise="minmax"),)))
        scores = gm100.score({"code": ["p", "q"], "a": [10.0, 20.0]}, card)
        assert scores.remarks == ("a: minmax became goalposts 10.0 20.0",)
        later = gm100.score({"code": "p", "a": 25}, scores.fitted)
        assert (
            later.value
            == gm100.score({"code": "p", "a": 25}, card.with_node("a", normalise=("goalposts", 10, 20))).value
        )
        assert str(later.value) == "1.5"


class TestAggregators:
    @pytest.mark.parametrize(
        ("method", "values", "weights", "expected"),
        [
            ("arithmetic", (2, 4), (1, 3), 3.5),
            ("sum", (2, 4), (1, 3), 14),
            ("count", (0, 4, 2), (), 2),
            (("count", 3), (0, 4, 2), (), 1),
            ("geometric", (2, 8), (), 4),
            ("geometric", (1, 16), (1, 3), 8),
            ("geometric", (0, 16), (), 0),
            ("harmonic", (2, 6), (), 3),
            ("harmonic", (0, 6), (), 0),
            (("power", 2), (1, 7), (), 5),
            (("power", 1), (1, 7), (), 4),
            (("power", 0), (2, 8), (), 4),
            (("power", -1), (2, 6), (), 3),
            (("power", -1), (0, 6), (), 0),
            ("minimum", (2, 6), (), 2),
            ("maximum", (2, 6), (), 6),
            ("median", (2, 6, 3), (), 3),
            ("median", (2, 6, 3, 4), (), 3.5),
            (("owa", "0.5", "0.25", "0.25"), (3, 9, 6), (), 6.75),
            ("product", (2, 3), (1, 2), 18),
            ("mazziotta_pareto", (90, 110), (), 99),
            (("mazziotta_pareto", "plus"), (90, 110), (), 101),
            (("gated", 2, 3), (1, 9), (), 3),
            (("gated", 2, 3), (2, 9), (), 5.5),
        ],
    )
    def test_values_by_hand(
        self, method: object, values: tuple[float, ...], weights: tuple[float, ...], expected: float
    ) -> None:
        """Each formula on numbers that come out even."""
        assert aggregated(method, *values, weights=weights) == pytest.approx(expected)

    @pytest.mark.parametrize("method", ["geometric", "harmonic", ("power", 2), "product"])
    def test_below_zero_is_answered_with_its_place(self, method: object) -> None:
        """No complex number, no silence: the unit, the group and the remedy."""
        with pytest.raises(ScoringError, match=r"u, x: .* has no meaning below 0"):
            aggregated(method, -1, 4)

    def test_a_penalty_needs_a_mean(self) -> None:
        """Values round 0 have no coefficient of variation."""
        with pytest.raises(ScoringError, match="mean above 0"):
            aggregated("mazziotta_pareto", -1, 1)


class TestOutranking:
    def columns(self, aggregate: str) -> list[float]:
        """Three units, of which the first is best in two of three."""
        children = tuple(Indicator(code) for code in "abc")
        card = Scorecard(id="x", root=Group("x", aggregate=aggregate, children=children))
        data: dict[str, list[Any]] = {
            "code": ["p", "q", "r"],
            "a": [3.0, 2.0, 1.0],
            "b": [3.0, 2.0, 1.0],
            "c": [1.0, 2.0, 3.0],
        }
        return [float(value) for value in gm100.score(data, card).values if value is not None]

    def test_copeland(self) -> None:
        """The first beats both others, the last is beaten by both."""
        assert self.columns("copeland") == [2, 0, -2]

    def test_topsis(self) -> None:
        """All columns have the length of the root of 14, so distances are those of 1, 2, 3 over it."""
        best, worst = math.hypot(0, 0, 2), math.hypot(2, 2, 0)
        middle = math.hypot(1, 1, 1) / (2 * math.hypot(1, 1, 1))
        assert self.columns("topsis") == pytest.approx([worst / (best + worst), middle, best / (best + worst)])

    @pytest.mark.parametrize(("aggregate", "alone"), [("topsis", 0.5), ("copeland", 0), ("condorcet", 0)])
    def test_one_unit(self, aggregate: str, alone: float) -> None:
        """A table of one row has an answer."""
        card = Scorecard(id="x", root=Group("x", aggregate=aggregate, children=(Indicator("a"), Indicator("b"))))
        assert gm100.score({"code": "p", "a": 3, "b": 4}, card).value == alone

    def test_they_can_stand_inside_a_tree(self) -> None:
        """A group that compares units is a child like any other, and its parts add up."""
        inner = Group("inner", aggregate="copeland", children=(Indicator("a"), Indicator("b")))
        card = Scorecard(id="x", root=Group("x", children=(inner, Indicator("c"))))
        scores = gm100.score({"code": ["p", "q"], "a": [1.0, 2.0], "b": [1.0, 2.0], "c": [5.0, 5.0]}, card)
        assert [str(value) for value in scores.values] == ["2", "3"]
        assert scores["q"]["inner"].value == 1


class TestWeightings:
    DATA: ClassVar[dict[str, list[Any]]] = {
        "code": ["p", "q", "r"],
        "a": [1.0, 2.0, 3.0],
        "b": [5.0, 5.0, 5.0],
        "c": [3.0, 1.0, 2.0],
    }

    def weights(self, method: object, *, data: dict[str, list[Any]] | None = None) -> dict[str, float]:
        """The weights that a method finds."""
        root = Group("x", weigh=method, children=tuple(Indicator(code) for code in "abc"))  # type: ignore[arg-type]  # as given
        fitted = gm100.score(data or self.DATA, Scorecard(id="x", root=root)).fitted
        whole = sum(child.weight for child in fitted.root.children)
        return {child.id: float(child.weight / whole) for child in fitted.root.children}

    def test_equal(self) -> None:
        """The same for each."""
        assert self.weights("equal") == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})

    def test_deviation(self) -> None:
        """What does not differ does not count."""
        assert self.weights("deviation") == pytest.approx({"a": 0.5, "b": 0, "c": 0.5})

    def test_entropy(self) -> None:
        """One less the entropy of 1/6, 2/6, 3/6, by hand; the constant column has none to spare."""
        assert self.weights("entropy") == pytest.approx({"a": 0.5, "b": 0, "c": 0.5})

    def test_critic(self) -> None:
        """The two that differ conflict alike."""
        assert self.weights("critic") == pytest.approx({"a": 0.5, "b": 0, "c": 0.5})

    @pytest.mark.parametrize("method", ["deviation", "entropy", "critic"])
    def test_where_nothing_differs_all_count_alike(self, method: str) -> None:
        """One row, or constant columns, tell nothing."""
        data: dict[str, list[Any]] = {"code": ["p"], "a": [1.0], "b": [2.0], "c": [3.0]}
        assert self.weights(method, data=data) == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})

    def test_entropy_of_values_below_zero_is_refused(self) -> None:
        """A negative share is none."""
        with pytest.raises(ScoringError, match="entropy needs shares"):
            self.weights("entropy", data={**self.DATA, "a": [-1.0, 1.0, 2.0]})

    def test_budget(self) -> None:
        """Two experts count alike, whatever they shared out."""
        found = self.weights(("budget", "a", 50, "b", 30, "c", 20, "a", 1, "b", 1, "c", 2))
        assert found == pytest.approx({"a": 0.375, "b": 0.275, "c": 0.35})

    def test_ahp(self) -> None:
        """A consistent matrix gives back its weights 4 : 2 : 1."""
        found = self.weights(("ahp", "a/b", 2, "a/c", 4, "b/c", 2))
        assert found == pytest.approx({"a": 4 / 7, "b": 2 / 7, "c": 1 / 7})

    @pytest.mark.parametrize(("size", "chance"), [(3, 0.58), (10, 1.49), (11, 1.49), (20, 1.49)])
    def test_what_is_consistent_by_chance(self, size: int, chance: float) -> None:
        """The table of Saaty ends at ten children; for two of them every ratio is consistent."""
        assert _consistency(size + 1.0, size) == pytest.approx(1 / (size - 1) / chance)
        assert _consistency(2.0, 2) == 0

    def test_the_consistency_ratio_is_that_of_the_book(self) -> None:
        """For 1, 3, 5 / 1/3, 1, 3 / 1/5, 1/3, 1 the greatest eigenvalue is 3.0385, so the ratio is 0.033."""
        found = gm100.ahp({"a/b": 3, "a/c": 5, "b/c": 3})
        assert found.consistency == pytest.approx(0.0332, abs=1e-4)
        assert found.weights == pytest.approx({"a": 0.637, "b": 0.2583, "c": 0.1047}, abs=1e-4)

    def test_inconsistent_comparisons_are_remarked(self) -> None:
        """The weights are used, and the result says that they should not be."""
        root = Group("x", weigh=("ahp", "a/b", 9, "c/a", 9, "b/c", 9), children=tuple(Indicator(c) for c in "abc"))
        scores = gm100.score(self.DATA, Scorecard(id="x", root=root))
        assert "NOT below 0.10" in scores.remarks[0]


class TestPreparation:
    def scores(self, column: list[Any], **fields: Any) -> gm100.Scores:
        """A column scored as it is after preparation."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a", **fields),)))
        scores: gm100.Scores = gm100.score({"code": [str(n) for n in range(len(column))], "a": column}, card)
        return scores

    @pytest.mark.parametrize(("method", "estimate"), [("mean", "5"), ("median", "4")])
    def test_an_estimate_is_marked(self, method: str, estimate: str) -> None:
        """What was not measured never looks as if it was."""
        scores = self.scores([2, 4, None, 9], impute=method)
        assert str(scores.values[2]) == estimate
        assert scores["2"]["a"].remark == f"imputed by {method}"
        assert scores["1"]["a"].remark is None

    def test_units_that_are_alike(self) -> None:
        """The mean of the same province; a province without any value leaves a gap."""
        alike = Indicator("a", impute=("group", "province"))
        card = Scorecard(id="x", root=Group("x", missing=Missing.PROPAGATE, children=(alike,)))
        rows: list[dict[str, object]] = [
            {"code": "p", "province": "35", "a": 2},
            {"code": "q", "province": "35", "a": None},
            {"code": "r", "province": "36", "a": None},
        ]
        assert [str(value) for value in gm100.score(rows, card).values] == ["2", "2", "None"]

    @pytest.mark.parametrize(("centre", "estimate"), [((), 4), (("mean",), 4), (("median",), 2)])
    def test_the_middle_of_those_that_are_alike(self, centre: tuple[str, ...], estimate: int) -> None:
        """Mean, unless the median is asked for."""
        alike = Indicator("a", impute=("group", "province", *centre))
        rows = [{"code": str(n), "province": "35", "a": a} for n, a in enumerate((1, 2, 9, None))]
        scores = gm100.score(rows, Scorecard(id="x", root=Group("x", children=(alike,))))
        assert scores["3"].value == estimate
        assert scores["3"]["a"].remark == f"imputed by {alike.impute}"

    def test_any_other_centre_is_refused(self) -> None:
        """Before anything is computed."""
        alike = Indicator("a", impute=("group", "province", "mode"))
        with pytest.raises(gm100.DefinitionError, match="then mean or median or nothing"):
            gm100.score([], Scorecard(id="x", root=Group("x", children=(alike,))))

    def test_outliers_are_moved_in_and_logged(self) -> None:
        """One wild value is set to the next; the log says how many."""
        column = [1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0, 5.0, 100.0]
        scores = self.scores(column, treat="winsorise")
        assert scores.values[-1] == 5
        assert scores.remarks == ("a: winsorise changed 1 of 10 values",)
        assert scores["9"]["a"].remark == "treated by winsorise, from 100"

    def test_a_column_in_order_is_left_alone(self) -> None:
        """Without outliers nothing is treated."""
        scores = self.scores([1.0, 2.0, 3.0, 4.0, 5.0], treat="winsorise_or_log")
        assert scores.remarks == ()

    def test_a_skewed_column_is_logged(self) -> None:
        """Logarithms keep the order and pull the tail in."""
        column = [float(2**n) for n in range(12)]
        found = [float(v) for v in self.scores(column, treat="log").values if v is not None]
        assert found == sorted(found)
        assert max(found) - min(found) < 6


class TestShapesOfAColumn:
    @pytest.mark.parametrize("column", [[1.0, 2.0, 3.0], [5.0] * 6, [1.0, 2.0]])
    def test_kurtosis_is_not_defined(self, column: list[float]) -> None:
        """Of three values, and of values that are all equal."""
        assert kurtosis(column) == 0

    @pytest.mark.parametrize("column", [[1.0, 2.0], [5.0] * 6, [7.0]])
    def test_skewness_is_not_defined(self, column: list[float]) -> None:
        """Of two values, and of values that are all equal."""
        assert skewness(column) == 0
