"""
Sensitivity: draws that can be made again, and ranks that follow from them on every way of computing.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from math import exp, fsum, isclose
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import gm100
from gm100 import (
    AggregatorChoice,
    DirichletWeights,
    Factor,
    Group,
    Indicator,
    MeasurementError,
    NormaliserChoice,
    Scale,
    Scorecard,
    SimplexWeights,
    WeightShare,
)
from gm100.model._entity import evolve
from gm100.scoring.uncertainty.draws import Stream, normal, uniforms
from gm100.scoring.uncertainty.repeated import RepeatedTable

CODES = ("a", "b", "c", "d", "e", "f")


def flat(**fields: Any) -> Scorecard:
    """A plain mean of three indicators on a scale of 0 to 4."""
    children = tuple(Indicator(code, weight=w, scale=Scale(0, 4)) for code, w in (("x", 2), ("y", 3), ("z", 5)))
    return Scorecard(id="flat", root=Group("index", children=children), **fields)


def deep() -> Scorecard:
    """Two levels, a geometric mean on top, limits from the data, weights from the data."""
    return Scorecard(
        id="deep",
        root=Group(
            "index",
            aggregate="geometric",
            children=(
                Indicator("x", normalise="minmax", output=Scale(1, 100)),
                Group(
                    "inner",
                    weigh="entropy",
                    children=(
                        Indicator("y", normalise="minmax", output=Scale(1, 100)),
                        Indicator("z", normalise="minmax", output=Scale(1, 100)),
                    ),
                ),
            ),
        ),
    )


def table(values: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """One row a unit."""
    return [{"code": code, "x": x, "y": y, "z": z} for code, (x, y, z) in zip(CODES, values, strict=False)]


ROWS = table([("3.1", "2", "1"), ("2", "3", "1.5"), ("1", "1", "3.9"), ("2.5", "2.4", "2.2"), ("0.5", "3.9", "0.1")])
CELLS = st.integers(0, 40).map(lambda n: Decimal(n) / 10)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=6).map(table)
WEIGHTS: list[Factor] = [WeightShare(share=0.5), DirichletWeights(10), SimplexWeights()]
MIXED: list[Factor] = [WeightShare("index"), AggregatorChoice("index", ("arithmetic", "median", "minimum"))]


class TestStream:
    def test_its_numbers_never_change(self) -> None:
        """Anyone who kept a seed relies on it; `printf 7:0:0 | openssl shake128 -xoflen 24` gives the same bits."""
        assert uniforms("7:0:0", 3) == [0.5659418552072292, 0.520940123330227, 0.4446535703264879]

    def test_they_lie_between_0_and_1(self) -> None:
        """Neither end is reached, so that a logarithm is always there."""
        found = uniforms("any", 5_000)
        assert 0 < min(found) < 0.001
        assert 0.999 < max(found) < 1
        assert abs(fsum(found) / 5_000 - 0.5) < 0.02

    def test_reading_on_gives_what_reading_far_gives(self) -> None:
        """A stream that has to be longer than thought goes on as it would have."""
        stream = Stream("on", ahead=2)
        assert [stream.uniform() for _ in range(7)] == uniforms("on", 7)

    @pytest.mark.parametrize("shape", [0.2, 1.0, 7.5])
    def test_gamma_has_its_mean_and_variance(self, shape: float) -> None:
        """Both are the shape."""
        stream = Stream(f"gamma {shape}")
        found = [exp(stream.log_gamma(shape)) for _ in range(20_000)]
        mean = fsum(found) / len(found)
        assert isclose(mean, shape, rel_tol=0.05)
        assert isclose(fsum((x - mean) ** 2 for x in found) / len(found), shape, rel_tol=0.12)

    def test_a_small_shape_does_not_vanish(self) -> None:
        """As a logarithm it is still there where the number itself would be 0."""
        assert -1e9 < Stream("small").log_gamma(0.001) < 0

    def test_normal_numbers(self) -> None:
        """The middle is 0."""
        assert normal(0.5) == 0
        assert round(normal(0.975), 2) == 1.96


class TestSensitivity:
    def test_what_it_says_of_a_unit(self) -> None:
        """Mean, median, percentiles, shift and probabilities are those of the ranks of its draws."""
        result = gm100.sensitivity(ROWS, flat(), draws=40, seed=3)
        spread = result["c"]
        ranks = sorted(result.ranks(i)["c"] for i in range(40))
        assert spread.rank == 1
        assert spread.mean == sum(ranks) / 40
        assert spread.median == (ranks[19] + ranks[20]) / 2
        assert spread.p5 == pytest.approx(ranks[1] + 0.95 * (ranks[2] - ranks[1]))
        assert spread.p95 == pytest.approx(ranks[37] + 0.05 * (ranks[38] - ranks[37]))
        assert spread.shift == sum(abs(rank - 1) for rank in ranks) / 40
        assert spread.probability(1) == ranks.count(1) / 40
        assert spread.probability(99) == 0
        assert spread.within(2) == pytest.approx(sum(rank <= 2 for rank in ranks) / 40)

    def test_units_come_in_the_order_of_their_rank(self) -> None:
        """Rows, iteration and the printed table agree."""
        result = gm100.sensitivity(ROWS, flat(), draws=5)
        assert [row["code"] for row in result.to_rows()] == list(result.units) == [s.unit for s in result]
        assert [line.split()[1] for line in str(result).splitlines()[1:]] == list(result.units)
        assert [label for label, *_ in result.intervals()] == list(result.units)
        assert len(result) == 5

    def test_one_beats_another_or_the_other_way_round_or_they_tie(self) -> None:
        """Rows that are the same tie in every draw."""
        rows = [*ROWS, {**ROWS[0], "code": "twin"}]
        result = gm100.sensitivity(rows, flat(), draws=50)
        assert result.beats("a", "b") + result.beats("b", "a") == pytest.approx(1)
        assert result.beats("a", "twin") == result.beats("twin", "a") == 0
        assert result["a"].mean == result["twin"].mean

    def test_an_unknown_unit_is_refused(self) -> None:
        """By its code."""
        result = gm100.sensitivity(ROWS, flat(), draws=2)
        with pytest.raises(gm100.UnknownIdError, match="unknown unit 'zz' of this ranking"):
            result["zz"]
        with pytest.raises(gm100.UnknownIdError):
            result.beats("a", "zz")

    def test_more_draws_go_on_where_fewer_stopped(self) -> None:
        """A draw depends on the seed and its number, on nothing else."""
        few, many = (gm100.sensitivity(ROWS, flat(), MIXED, draws=n, seed=5) for n in (3, 130))
        assert [few.ranks(i) for i in range(3)] == [many.ranks(i) for i in range(3)]
        assert few.draw(2) == many.draw(2)
        assert few.draw(77) == many.draw(77)

    def test_another_seed_is_another_analysis(self) -> None:
        """Draws differ."""
        assert gm100.sensitivity(ROWS, flat(), seed=1).draw(0) != gm100.sensitivity(ROWS, flat(), seed=2).draw(0)

    def test_the_draw_says_what_was_drawn(self) -> None:
        """Weights within their share, a method of the choice, an error for each unit."""
        factors: list[Factor] = [
            WeightShare(share=0.1),
            AggregatorChoice("index", ("arithmetic",)),
            MeasurementError("x", sd=0.2),
        ]
        draw = gm100.sensitivity(ROWS, flat(), factors, draws=1).draw(4)
        assert draw.index == 4
        assert [w.node for w in draw.weights] == ["x", "y", "z"]
        assert all(abs(w.weight / base - 1) <= 0.1 for w, base in zip(draw.weights, (2, 3, 5), strict=True))
        assert [(m.node, str(m.method)) for m in draw.methods] == [("index", "arithmetic")]
        assert [e.unit for e in draw.errors] == ["a", "b", "c", "d", "e"]

    @pytest.mark.parametrize("index", [None, "x", 1.5, (), float("nan")])
    def test_a_draw_has_a_whole_number(self, index: Any) -> None:
        """Whatever is asked of it."""
        found = gm100.sensitivity(ROWS, flat(), draws=2)
        for ask in (found.draw, found.ranks, found.scorecard):
            with pytest.raises(gm100.ArgumentError, match="index: got"):
                ask(index)

    def test_a_draw_below_0_is_none(self) -> None:
        """Nor has one that was not done ranks."""
        result = gm100.sensitivity(ROWS, flat(), draws=2)
        with pytest.raises(IndexError):
            result.draw(-1)
        with pytest.raises(IndexError):
            result.ranks(2)
        assert len(result.ranks(1)) == 5

    def test_a_unit_without_an_index_is_left_out(self) -> None:
        """It has no rank to move from."""
        card = flat().with_node("index", missing=gm100.Missing.SKIP, min_coverage=Decimal("0.6"))
        rows = [*ROWS, {"code": "gap", "x": "1"}]
        result = gm100.sensitivity(rows, card, draws=5)
        assert "gap" not in result.units

    def test_a_unit_that_loses_its_index_in_some_draws(self) -> None:
        """The share of these draws is stated, and the probabilities speak of the others."""
        card = flat().with_node("index", missing=gm100.Missing.SKIP, min_coverage=Decimal("0.5"))
        rows = [*ROWS, {"code": "half", "z": "2"}]
        spread = gm100.sensitivity(rows, card, draws=60)["half"]
        assert 0.2 < spread.unranked < 0.8
        assert fsum([spread.unranked, *(p.probability for p in spread.probabilities)]) == pytest.approx(1)

    def test_evaluations_of_the_ministry(self) -> None:
        """The ranking of 2023 can be put to the test as it is."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        result = gm100.sensitivity(gm100.evaluations(scorecard=card), card, draws=30)
        assert len(result) == 72
        assert result["32.73"].within(3) == 1
        assert result["32.73"].name == "Kota Bandung"

    def test_no_draws_are_refused(self) -> None:
        """One is the least."""
        with pytest.raises(ValueError, match="draws: got 0, expected a whole number of 1 or more"):
            gm100.sensitivity(ROWS, flat(), draws=0)
        assert gm100.sensitivity(ROWS, flat(), draws=1).draws == 1

    @pytest.mark.parametrize("ties", ["min", "max", "average", "dense", "ordinal"])
    def test_ties_are_ranked_by_the_rule(self, ties: str) -> None:
        """Each draw ranks like `rank` would."""
        rows = table([(1, 1, 1), (2, 2, 2), (2, 2, 2), (3, 0, 1)])
        result = gm100.sensitivity(rows, flat(), draws=3, ties=ties)
        for i in range(3):
            ranking = gm100.rank(rows, result.scorecard(i), ties=ties)
            assert result.ranks(i) == {place.unit: place.rank for place in ranking}


class TestRuns:
    def test_progress_is_told_after_each_block(self) -> None:
        """How much is done, and of how much."""
        seen: list[tuple[int, int]] = []
        gm100.sensitivity(ROWS, flat(), draws=250, progress=lambda done, total: seen.append((done, total)))
        assert seen == [(100, 250), (200, 250), (250, 250)]

    def test_stopping_returns_what_was_done(self) -> None:
        """The result says how much it is, and is the beginning of the whole."""
        part = gm100.sensitivity(ROWS, flat(), draws=250, stop=lambda: True)
        whole = gm100.sensitivity(ROWS, flat(), draws=250)
        assert (part.draws, part.asked, part.complete) == (100, 250, False)
        assert (whole.draws, whole.complete) == (250, True)
        assert part.ranks(99) == whole.ranks(99)
        assert not part.record().complete

    def test_an_interrupt_returns_what_was_done(self) -> None:
        """Ctrl-C in the third block leaves two."""

        def progress(done: int, _total: int) -> None:
            if done == 200:
                raise KeyboardInterrupt

        assert gm100.sensitivity(ROWS, flat(), draws=250, progress=progress).draws == 200

    def test_an_interrupt_in_the_middle_of_a_block_leaves_whole_draws(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Draws that were done before it in the block are kept, and none is half there."""
        asked = iter(range(1000))
        real = RepeatedTable.ranks

        def ranks(self: RepeatedTable, *args: Any) -> Any:
            if next(asked) == 7:
                raise KeyboardInterrupt
            return real(self, *args)

        monkeypatch.setattr(RepeatedTable, "ranks", ranks)
        result = gm100.sensitivity(ROWS, flat(), [MeasurementError(sd=0.1)], draws=50)
        assert result.draws == 7

    def test_an_interrupt_before_anything_is_done_is_passed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """There is nothing to return."""

        def ranks(*_: Any) -> Any:
            raise KeyboardInterrupt

        monkeypatch.setattr(RepeatedTable, "ranks", ranks)
        with pytest.raises(KeyboardInterrupt):
            gm100.sensitivity(ROWS, flat(), [MeasurementError(sd=0.1)], draws=50)


class TestRecord:
    @pytest.mark.parametrize("factor", [*WEIGHTS, *MIXED, NormaliserChoice("x", ("minmax", "rank"))], ids=str)
    def test_it_computes_the_same_again(self, factor: Factor) -> None:
        """A record holds all it takes but the table and the scorecard."""
        first = gm100.sensitivity(ROWS, flat(), [factor], draws=12, seed=9)
        record = first.record()
        again = gm100.sensitivity(ROWS, flat(), record.factors, draws=record.draws, seed=record.seed, ties=record.ties)
        assert again.record() == record == first.record()

    def test_a_draw_travels(self) -> None:
        """With every weight and error to the last bit."""
        draw = gm100.sensitivity(ROWS, flat(), [*MIXED, MeasurementError("x", half_width=1)], draws=1).draw(0)
        assert gm100.loads(gm100.dumps(draw)) == draw


class TestFactors:
    @pytest.mark.parametrize(
        ("factors", "message"),
        [
            ([], "factors: expected one factor or more"),
            ([WeightShare("nowhere")], "factors, 0, node: unknown node 'nowhere' of the scorecard"),
            ([DirichletWeights(5, node="x")], "factors, 0, node: x is not a group"),
            ([AggregatorChoice("x", ("median",))], "factors, 0, node: x is not a group"),
            ([NormaliserChoice("index", ("rank",))], "factors, 0, node: index is not an indicator"),
            ([MeasurementError("index", sd=1)], "factors, 0, node: index is not an indicator"),
            ([WeightShare(), SimplexWeights("index")], "the weight of x is varied by factor 0 already"),
            ([MeasurementError(sd=1), MeasurementError("y", sd=1)], "the value of y is varied by factor 0 already"),
            ([AggregatorChoice("index", ("median", "mediann"))], "did you mean median?"),
            ([AggregatorChoice("index", ("arithmetic", "geometric"))], "give it an output range above 0"),
        ],
    )
    def test_what_does_not_fit_is_refused_before_anything_is_computed(
        self, factors: list[Factor], message: str
    ) -> None:
        """With the number of the factor."""
        with pytest.raises(gm100.DefinitionError) as caught:
            gm100.sensitivity(ROWS, flat(), factors)
        assert message in str(caught.value)

    def test_everything_that_does_not_fit_is_told_at_once(self) -> None:
        """Each with its factor."""
        with pytest.raises(gm100.DefinitionError) as caught:
            gm100.sensitivity(ROWS, flat(), [WeightShare("p"), WeightShare("q")])
        assert [issue.path[1] for issue in caught.value.issues] == [0, 1]

    def test_words_have_no_error(self) -> None:
        """A level such as A cannot be off by 0.1."""
        card = flat().with_node("x", scale=None, normalise=gm100.Method.of(("levels", "A", 4, "B", 3)))
        rows = [{**row, "x": "A"} for row in ROWS]
        with pytest.raises(gm100.DefinitionError, match="the values of x are words"):
            gm100.sensitivity(rows, card, [MeasurementError(sd=1)])

    @pytest.mark.parametrize("share", [-0.1, 1.1])
    def test_a_share_lies_between_0_and_1(self, share: float) -> None:
        """A weight does not turn negative."""
        with pytest.raises(gm100.InvalidEntityError):
            WeightShare(share=share)

    def test_an_error_has_one_size(self) -> None:
        """A standard deviation or a half width."""
        with pytest.raises(gm100.InvalidEntityError, match="either sd or half_width"):
            MeasurementError("x")
        with pytest.raises(gm100.InvalidEntityError, match="either sd or half_width"):
            MeasurementError("x", sd=1, half_width=1)

    def test_one_indicator_alone(self) -> None:
        """Its weight varies and no other."""
        draw = gm100.sensitivity(ROWS, flat(), [WeightShare("y")], draws=1).draw(0)
        assert [w.node for w in draw.weights] == ["y"]

    @pytest.mark.parametrize("count", [1, 2, 8])
    @pytest.mark.parametrize("node", CODES)
    def test_the_weight_of_any_child(self, node: str, count: int) -> None:
        """First or last, drawn weights are beside fixed ones."""
        card = Scorecard(id="wide", root=Group("index", children=tuple(map(Indicator, CODES))))
        rows = [{"code": f"u{i}"} | {code: (7 * i + 3 * j) % 11 for j, code in enumerate(CODES)} for i in range(count)]
        result = gm100.sensitivity(rows, card, [WeightShare(node, share=1)], draws=30)
        for index in range(30):
            again = gm100.rank(rows, result.scorecard(index))
            assert result.ranks(index) == {each.unit: float(each.rank or 0) for each in again}

    def test_dirichlet_weights_keep_their_sum_and_their_mean(self) -> None:
        """Shares have the mean of the scorecard and the variance of the concentration."""
        result = gm100.sensitivity(ROWS, flat(), [DirichletWeights(20)], draws=1)
        drawn = [[w.weight / 10 for w in result.draw(i).weights] for i in range(2000)]
        assert all(isclose(fsum(row), 1) for row in drawn)
        for share, column in zip((0.2, 0.3, 0.5), zip(*drawn, strict=True), strict=True):
            mean = fsum(column) / 2000
            assert isclose(mean, share, abs_tol=0.01)
            assert isclose(fsum((w - mean) ** 2 for w in column) / 2000, share * (1 - share) / 21, rel_tol=0.1)

    def test_simplex_weights_are_spread_evenly(self) -> None:
        """Of three weights each has the mean of a third, and is below a half in three draws of four."""
        result = gm100.sensitivity(ROWS, flat(), [SimplexWeights()], draws=1)
        drawn = [[w.weight / 10 for w in result.draw(i).weights] for i in range(2000)]
        for column in zip(*drawn, strict=True):
            assert isclose(fsum(column) / 2000, 1 / 3, abs_tol=0.02)
            assert isclose(sum(w < 0.5 for w in column) / 2000, 0.75, abs_tol=0.04)

    def test_an_error_stays_within_the_scale(self) -> None:
        """A score of 4 of 4 is not made 4.3; at the ends the error can only go one way."""
        rows = table([(4, 4, 4), (0, 0, 0)])
        result = gm100.sensitivity(rows, flat(), [MeasurementError(half_width=100)], draws=20)
        assert {s.mean for s in result} <= {1.0 + n / 20 for n in range(21)}

    def test_all_normalisers_at_once(self) -> None:
        """They choose together."""
        result = gm100.sensitivity(ROWS, deep(), [NormaliserChoice(None, ("minmax", "percentile_rank"))], draws=10)
        for i in range(10):
            assert len({str(m.method) for m in result.draw(i).methods}) == 1
            assert len(result.draw(i).methods) == 3

    def test_weights_from_the_data_vary_around_what_was_found(self) -> None:
        """Entropy weights are found once, with the values as they are."""
        result = gm100.sensitivity(ROWS, deep(), [WeightShare("inner", share=0)], draws=1)
        fitted = gm100.score(ROWS, deep()).fitted
        assert [w.weight for w in result.draw(0).weights] == [float(fitted[c].weight) for c in ("y", "z")]
        assert result.shift == 0


class TestLaws:
    @settings(max_examples=examples(25))
    @given(rows=TABLES, factor=st.sampled_from(WEIGHTS), decimals=st.none() | st.integers(0, 3))
    def test_a_draw_ranks_as_its_scorecard_does(
        self, rows: list[dict[str, Any]], factor: Factor, decimals: int | None
    ) -> None:
        """Anyone who takes the scorecard of a draw and ranks the table with it gets the ranks of the draw."""
        result = gm100.sensitivity(rows, flat(round=decimals), [factor], draws=3)
        for i in range(3):
            ranking = gm100.rank(rows, result.scorecard(i))
            assert result.ranks(i) == {place.unit: place.rank for place in ranking}

    @settings(max_examples=examples(15))
    @given(rows=TABLES, factor=st.sampled_from(WEIGHTS), method=st.sampled_from(["arithmetic", "sum", "geometric"]))
    def test_it_does_so_where_weights_are_used_verbatim(
        self, rows: list[dict[str, Any]], factor: Factor, method: str
    ) -> None:
        """Weights that add up to 0.99, as one regulation has them, keep the index on its scale."""
        inner = Group(
            "inner",
            weighting=gm100.Weighting.VERBATIM,
            weights_total="0.99",
            children=(
                Indicator("x", weight="0.33", normalise=("goalposts", -1, 4)),
                Indicator("y", weight="0.66", normalise=("goalposts", -1, 4)),
            ),
            aggregate=method,
        )
        card = Scorecard(id="verbatim", root=Group("index", children=(inner, Indicator("z"))))
        result = gm100.sensitivity(rows, card, [factor], draws=3)
        for i in range(3):
            ranking = gm100.rank(rows, result.scorecard(i))
            assert result.ranks(i) == {place.unit: place.rank for place in ranking}

    @settings(max_examples=examples(15))
    @given(rows=TABLES, order=st.randoms(use_true_random=False), factors=st.sampled_from([WEIGHTS[:1], MIXED]))
    def test_the_order_of_the_rows_does_not_matter(
        self, rows: list[dict[str, Any]], order: Any, factors: list[Factor]
    ) -> None:
        """Each unit keeps its spread, errors of measurement included."""
        shuffled = list(rows)
        order.shuffle(shuffled)
        factors = [*factors, MeasurementError("x", sd=0.5)]
        one, two = (gm100.sensitivity(each, flat(), factors, draws=4) for each in (rows, shuffled))
        assert one.record() == two.record()

    @settings(max_examples=examples(25))
    @given(rows=TABLES, decimals=st.none() | st.integers(0, 3))
    def test_factors_without_width_move_nobody(self, rows: list[dict[str, Any]], decimals: int | None) -> None:
        """Weights within 0 %, errors of 0, one method to choose from."""
        factors: list[Factor] = [
            WeightShare(share=0),
            MeasurementError("x", sd=0),
            MeasurementError("y", half_width=0),
            AggregatorChoice("index", ("arithmetic",)),
        ]
        card = flat(round=decimals)
        assert gm100.sensitivity(rows, card, factors, draws=3).shift == 0
        assert gm100.sensitivity(rows, card, factors[:1], draws=3).shift == 0

    @settings(max_examples=examples(20))
    @given(rows=TABLES, factor=st.sampled_from([*WEIGHTS, *MIXED]))
    def test_probabilities_add_up_to_one(self, rows: list[dict[str, Any]], factor: Factor) -> None:
        """For each unit; and percentiles lie in order."""
        for spread in gm100.sensitivity(rows, flat(), [factor], draws=7):
            assert fsum(p.probability for p in spread.probabilities) == pytest.approx(1)
            assert 1 <= spread.p5 <= spread.median <= spread.p95 <= len(rows)

    @settings(max_examples=examples(10))
    @given(rows=TABLES)
    def test_the_same_seed_gives_the_same_result(self, rows: list[dict[str, Any]]) -> None:
        """Twice."""
        one, two = (gm100.sensitivity(rows, flat(), MIXED, draws=5, seed=11).record() for _ in range(2))
        assert one == two


def over(*inner: Any, **fields: Any) -> Scorecard:
    """A scorecard of a group of some indicators and of one beside it."""
    return Scorecard(id="over", root=Group("index", children=(Group("g", children=inner), Indicator("z")), **fields))


X, Y, NAUGHT = Indicator("x", scale=Scale(0, 4)), Indicator("y", weight=2, scale=Scale(0, 4)), Indicator("y", weight=0)
SUM = over(X, Y).with_node("g", aggregate="sum", output=Scale(0, 10))
HANGING = {
    "a range that depends on the weights of a sum": SUM,
    "turned in such a range": SUM.with_node("g", output=None, direction="lower"),
    "a range above such a sum": SUM.with_node("g", output=None)
    .with_node("z", scale=Scale(0, 4))
    .with_node("index", output=Scale(0, 10)),
    "weights that are found from what depends on drawn ones": over(X, Y, weigh="entropy"),
    "a value of 0 that does not count": over(Indicator("x"), NAUGHT).with_node("g", aggregate="harmonic"),
    "a value that is there but does not count": over(X, NAUGHT).with_node("g", missing="skip", aggregate="minimum"),
    "weights as they stand, of no plain mean": over(X, Y).with_node(
        "g", aggregate="mazziotta_pareto", weighting="verbatim", weights_total=3
    ),
}


class TestWhatHangsOnWeights:
    @pytest.mark.parametrize("factor", WEIGHTS[:2], ids=str)
    @pytest.mark.parametrize("card", HANGING.values(), ids=HANGING)
    def test_a_draw_ranks_as_its_scorecard_does(self, card: Scorecard, factor: Factor) -> None:
        """Also where more than the value of one group depends on a weight, and where a weight is 0."""
        columns = {code: [round(3.8 * u + 0.1, 1) for u in uniforms(f"hanging:{code}", 12)] for code in "xyz"}
        rows = [{"code": f"u{i:02}", **{code: columns[code][i] for code in "xyz"}} for i in range(12)]
        rows[3]["y"] = 0
        if card["g"].missing is gm100.Missing.SKIP:  # type: ignore[union-attr]  # a group, not an indicator
            rows[5]["x"] = "n/a"
            card = card.with_node("index", missing="skip")
        found = gm100.sensitivity(rows, card, [factor], draws=8)
        for index in range(8):
            floats = evolve(found.scorecard(index), arithmetic=gm100.Arithmetic.FLOAT)
            again = {
                each.unit: float(each.rank) for each in gm100.score(rows, floats).places() if each.rank is not None
            }
            assert found.ranks(index) == {unit: again[unit] for unit in found.units}


def many(n: int = 120) -> dict[str, list[Any]]:
    """A table of columns with many units."""
    return {"code": [f"u{i:03}" for i in range(n)]} | {code: uniforms(f"table:{code}", n) for code in ("x", "y", "z")}


def tree() -> Scorecard:
    """Sums on two levels, with limits from the data."""
    inner = Group("inner", weight=2, children=(Indicator("x", normalise="minmax"), Indicator("y", normalise="minmax")))
    return Scorecard(id="tree", root=Group("index", factor=100, children=(inner, Indicator("z", normalise="minmax"))))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What takes numpy away from then on."""
    pytest.importorskip("numpy")
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "numpy":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    return lambda: monkeypatch.setattr(builtins, "__import__", without)


class TestWays:
    @pytest.mark.parametrize("gaps", [(), (3, 50)], ids=["full", "gaps"])
    def test_numpy_makes_no_difference(self, gaps: tuple[int, ...], bare: Callable[[], None]) -> None:
        """With it and without it every rank of every draw is the same, of units that lack a value too."""
        table, card = many(), tree().with_node("inner", missing=gm100.Missing.SKIP)
        for place in gaps:
            table["x"][place] = None
        found = gm100.sensitivity(table, card, draws=150).record()
        bare()
        assert gm100.sensitivity(table, card, draws=150).record() == found

    @pytest.mark.parametrize("way", ["numpy", "bare"])
    @pytest.mark.parametrize("gap", [1, None], ids=["full", "gap"])
    def test_a_draw_without_meaning_is_told(self, way: str, gap: int | None, bare: Callable[[], None]) -> None:
        """Under some weights the mean is below 0, for which there is no penalty: unit and node are named."""
        children = (Indicator("x"), Indicator("y"), Indicator("z"))
        fields: dict[str, Any] = {"aggregate": "mazziotta_pareto", "missing": gm100.Missing.SKIP}
        card = Scorecard(id="mpi", root=Group("index", children=children, **fields))
        rows = [{"code": "p", "x": -1, "y": 2, "z": 1}, {"code": "q", "x": 2, "y": 1, "z": gap}]
        if way == "bare":
            bare()
        assert gm100.sensitivity(rows, card, [WeightShare(share=0.1)], draws=5).shift == 0
        with pytest.raises(gm100.ScoringError, match="p, index: the penalty needs a mean above 0"):
            gm100.sensitivity(rows, card, [SimplexWeights()], draws=50)

    @pytest.mark.parametrize("mode", list(gm100.RoundingMode))
    def test_rounding_of_the_index(self, mode: gm100.RoundingMode) -> None:
        """Ranks are those of the rounded index, by its own rule."""
        card = flat(round=gm100.Rounding(1, mode=mode))
        result = gm100.sensitivity(many_scores(), card, draws=10)
        for i in range(10):
            ranking = gm100.rank(many_scores(), result.scorecard(i))
            assert result.ranks(i) == {place.unit: place.rank for place in ranking}


def many_scores() -> list[dict[str, Any]]:
    """Rows of one decimal on the scale, so that ties and halves abound."""
    columns = [[round(4 * u, 1) for u in uniforms(f"scores:{c}", 30)] for c in "xyz"]
    return [{"code": f"u{i:02}", "x": x, "y": y, "z": z} for i, (x, y, z) in enumerate(zip(*columns, strict=True))]


class TestErrors:
    def test_values_without_a_scale_move_freely(self) -> None:
        """By no more than the half width."""
        card = flat().with_node("x", scale=None)
        rows = [{**row, "x": x} for row, x in zip(ROWS, (100, 200, 300, 400, 500), strict=True)]
        assert gm100.sensitivity(rows, card, [MeasurementError("x", half_width=1)], draws=10).shift == 0
        assert gm100.sensitivity(rows, card, [MeasurementError("x", half_width=400)], draws=10).shift > 0

    def test_what_is_missing_stays_missing(self) -> None:
        """An error makes no value."""
        card = flat().with_node("index", missing=gm100.Missing.SKIP)
        rows = [*ROWS, {"code": "gap", "y": "1", "z": "1"}]
        result = gm100.sensitivity(rows, card, [MeasurementError(half_width=0)], draws=2)
        assert result.shift == 0
        assert "gap" in result.units

    def test_a_value_without_meaning_is_told(self) -> None:
        """A negative value under a geometric mean names unit and node."""
        card = Scorecard(id="gm", root=Group("index", aggregate="geometric", children=(Indicator("x"), Indicator("y"))))
        rows = [{"code": "p", "x": 1, "y": 2}, {"code": "q", "x": 2, "y": 1}]
        with pytest.raises(gm100.ScoringError, match="p, index: a geometric mean has no meaning below 0"):
            gm100.sensitivity(rows, card, [MeasurementError("x", half_width=50)], draws=20)


class TestStability:
    def test_wider_weights_move_more(self) -> None:
        """The mean shift grows with the share."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        found = gm100.evaluations(scorecard=card)
        shifts = [
            gm100.sensitivity(found, card, [WeightShare(share=share)], draws=40).shift for share in (0.05, 0.25, 0.9)
        ]
        assert all(a < b for a, b in pairwise(shifts))
