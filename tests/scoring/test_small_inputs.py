"""
Small inputs that once gave a wrong value, a blank beside a rank, or an error from inside: each stands for its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from itertools import permutations
from typing import Any, ClassVar

import numpy as np
import pytest

import gm100
from gm100 import Arithmetic, Group, Indicator, Missing, Node, NormaliserChoice, Rounding, Scale, Scorecard
from gm100.adapters import score_frame
from gm100.model._entity import evolve


def card(*children: Node, **fields: Any) -> Scorecard:
    """A scorecard of one group."""
    return Scorecard(id="small", root=Group("index", children=children, **fields))


def scored(scorecard: Scorecard, **columns: Any) -> list[float | None]:
    """The indices of a table given as columns, which the trees of its units must have too."""
    count = len(next(iter(columns.values())))
    scores = gm100.score({"code": [f"u{i}" for i in range(count)], **columns}, scorecard)
    assert scores.values == tuple(result.value for result in scores)
    return [None if value is None else float(value) for value in scores.values]


def limits(**fields: Any) -> Scorecard:
    """Limits from the data beside limits that are fixed."""
    return card(Indicator("a", normalise="minmax"), Indicator("b", normalise=("goalposts", 0, 10)), **fields)


def sums(aggregate: Any) -> Scorecard:
    """A group over one sum, in floats."""
    inner = Group("sum", aggregate="sum", children=(Indicator("a"), Indicator("b")))
    root = Group("index", aggregate=aggregate, children=(inner,))
    return Scorecard(id="sums", root=root, arithmetic=Arithmetic.FLOAT)


def pairs(**weights: str) -> Scorecard:
    """Units compared in pairs."""
    return card(*(Indicator(code, weight=weight) for code, weight in weights.items()), aggregate="copeland")


def nested(levels: int, aggregate: str) -> Scorecard:
    """One indicator below many groups."""
    node: Node = Indicator("a")
    for level in range(levels):
        node = Group(f"g{level}", aggregate=aggregate, children=(node,))
    assert isinstance(node, Group)
    return Scorecard(id="nested", root=node)


def ranked(method: str, ties: str) -> Scorecard:
    """Places with a rule for ties."""
    return card(Indicator("a", normalise=(method, ties)))


NONE = None
OF_WEIGHT_0 = (Indicator("a", weight=0), Indicator("b"))

VALUES: dict[str, tuple[Scorecard, dict[str, list[Any]], list[float | None]]] = {
    "a gap in a column without differences": (
        limits(missing=Missing.SKIP),
        {"a": [NONE, 5, 5], "b": [10, 10, 0]},
        [1, 0.75, 0.25],
    ),
    "a gap where every value has reached the target": (
        card(Indicator("a", normalise=("distance_to_target", 5)), missing=Missing.PROPAGATE),
        {"a": [9, NONE, 9]},
        [1, NONE, 1],
    ),
    "distances to a unit, which have no range": (
        card(Indicator("a", normalise=("distance_to_reference", "u1"))),
        {"a": [1, 2, 3, 10]},
        [0, 1, 2, 9],
    ),
    "weights of .1 and .2 against .3": (
        pairs(a="0.1", b="0.2", c="0.3"),
        {"a": [2, 1], "b": [2, 1], "c": [1, 2]},
        [0, 0],
    ),
    "a gate exactly at its threshold": (sums(("gated", "0.8", 0)), {"a": [0.7], "b": [0.1]}, [0.8]),
    "a count exactly at its limit": (sums(("count", "0.3")), {"a": [0.1], "b": [0.2]}, [0]),
    "a gap in a child of weight 0": (
        card(*OF_WEIGHT_0, aggregate="topsis", missing=Missing.PROPAGATE),
        {"a": [NONE, 1, 3], "b": [1, 2, 3]},
        [0, 0.5, 1],
    ),
    "a gap that is filled before units are compared": (
        card(*OF_WEIGHT_0, aggregate="topsis", missing=Missing.FILL, fill=0),
        {"a": [1, 1, 3], "b": [NONE, 2, 4]},
        [0, 0.5, 1],
    ),
    "outliers of a column that nobody has": (
        card(Indicator("a", treat="winsorise"), Indicator("b"), missing=Missing.SKIP),
        {"a": [NONE]},
        [NONE],
    ),
    "outliers that take more values than allowed": (
        card(Indicator("a", treat=("winsorise", 2))),
        {"a": [1.0] * 50 + [2.0, 90.0, 90.0, 90.0]},
        [*[1] * 50, 2, 90, 90, 90],
    ),
    "shares of the greatest under a product": (
        card(
            Indicator("a", normalise="fraction_of_max"),
            Indicator("b", normalise="fraction_of_max"),
            aggregate="product",
        ),
        {"a": [5, 20], "b": [4, 2]},
        [0.25, 0.5],
    ),
    "two hundred levels": (nested(200, "arithmetic"), {"a": [2]}, [2]),
    "a hundred geometric levels": (nested(100, "geometric"), {"a": [2]}, [2]),
    "shares of the greatest under a geometric mean": (
        card(Indicator("a", normalise="fraction_of_max"), aggregate="geometric"),
        {"a": [5, 20]},
        [0.25, 1],
    ),
    "the best place of a tie": (ranked("rank", "min"), {"a": [1, 2, 2, 3]}, [1, 2, 2, 4]),
    "the worst place of a tie": (ranked("rank", "max"), {"a": [1, 2, 2, 3]}, [1, 3, 3, 4]),
    "the mean place of a tie": (ranked("rank", "average"), {"a": [1, 2, 2, 3]}, [1, 2.5, 2.5, 4]),
    "the next place for a tie": (ranked("borda", "dense"), {"a": [1, 2, 2, 3]}, [0, 1, 1, 2]),
    "a place each in a tie": (ranked("percentile_rank", "ordinal"), {"a": [1, 2, 2, 3, 4]}, [0, 0.25, 0.5, 0.75, 1]),
}

STRETCHED = card(Indicator("a", normalise=("distance_to_reference", "u1"), output=Scale(0, 100)))
NORMAL = card(Indicator("a", normalise="zscore", output=Scale(0, 100)))
HUGE = card(Indicator("a", normalise="minmax"))
HEAVY = card(Indicator("a", weight="1e400"), aggregate="geometric")

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a gap in a column without differences": (
        lambda: scored(limits(), a=[NONE, 5, 5], b=[5, 10, 0]),
        "u0, a: has no value",
    ),
    "an output range for distances to a unit": (
        lambda: scored(STRETCHED, a=[1, 2, 3, 10]),
        "a, output: distance_to_reference u1 has no range to stretch; leave output out",
    ),
    "an output range for z-scores": (lambda: scored(NORMAL, a=[1, 2]), "give mean and deviation instead"),
    "values too far apart for floats": (lambda: scored(HUGE, a=[-1e308, 0.0, 1e308]), "a: comes out as nan"),
    "a weight too great for floats": (lambda: scored(HEAVY, a=[1]), "a, weight: a weight of 1e\\+400 is greater"),
    "an indicator called code": (lambda: card(Indicator("code")), "give the node another id"),
    "a group called name": (lambda: card(Group("name", children=(Indicator("a"),))), "give the node another id"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_what_comes_out(kind: str) -> None:
    """The value is the same at once for all units and in the tree of each."""
    scorecard, columns, expected = VALUES[kind]
    assert scored(scorecard, **columns) == pytest.approx(expected)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused(kind: str) -> None:
    """With the place, and with what to do."""
    attempt, message = REFUSED[kind]
    with pytest.raises(gm100.Gm100Error, match=message):
        attempt()


@pytest.mark.parametrize(
    ("output", "values"), [(None, ["0.02", "0.10", "0.20"]), (Scale(1, 100), ["2.98", "10.90", "20.80"])]
)
def test_a_difference_is_rounded_with_the_noise_of_what_it_is_between(output: Scale | None, values: list[str]) -> None:
    """1 - 4.9 / 5 is 0.02, from which its float is further away than the noise of 0.02 alone."""
    leaf = Indicator(
        "d", normalise=("goalposts", 0, 5), direction="lower", output=output, round=Rounding(2, mode="down")
    )
    rounded = card(leaf)
    for each in (rounded, evolve(rounded, arithmetic=Arithmetic.FLOAT)):
        found = gm100.score([{"code": str(x), "d": x} for x in (4.9, 4.5, 4.0)], each)
        assert [f"{value:.2f}" for value in found.values if value is not None] == values


class TestDecisions:
    def test_noise_ranks_nobody(self) -> None:
        """The same three numbers in another order are one place, by every way to ranks."""
        rows = [
            {"code": f"u{i}", **dict(zip("abc", each, strict=True))}
            for i, each in enumerate(permutations((0.1, 0.2, 0.3)))
        ]
        scorecard = card(*(Indicator(code, normalise="zscore") for code in "abc"))
        ranking = gm100.rank(rows, scorecard)
        assert [place.rank for place in ranking] == gm100.scoring.ranks(ranking.scores.values) == [1] * 6
        assert gm100.sensitivity(rows, scorecard, [gm100.WeightShare(share=0)], draws=2).shift == 0

    def test_columns_that_say_the_same_are_weighed_alike(self) -> None:
        """And the results say so."""
        xs = (0.1, 0.2, 0.35, 0.7)
        columns: dict[str, list[Any]] = {
            "code": list("pqrs"),
            "a": list(xs),
            "b": [2 * x + 0.1 for x in xs],
            "c": [3 * x for x in xs],
        }
        scores = gm100.score(columns, card(*map(Indicator, "abc"), weigh="critic"))
        assert scores.remarks == (
            "index: weights by critic: a 0.3333, b 0.3333, c 0.3333; nothing in the data distinguishes them",
        )

    def test_a_method_without_a_range_takes_part_in_a_choice(self) -> None:
        """Drawn instead of one that has one, it is not computed as that, and ranks move."""
        children = [Indicator(code, normalise="minmax", output=Scale(0, 100)) for code in "abc"]
        columns: dict[str, list[Any]] = {
            "code": [f"u{i}" for i in range(12)],
            "a": [2.38, 5.44, 3.7, 6.04, 6.26, 0.66, 0.13, 8.37, 2.59, 2.34, 9.96, 4.7],
            "b": [5.85, 1.08, 2.61, 0.03, 2.56, 6.54, 1.43, 4.07, 3.03, 0.0, 4.36, 2.07],
            "c": [0.01, 0.0, 4.2, 0.11, 1.38, 4.61, 1.33, 6.11, 0.04, 2.64, 0.08, 6.71],
        }
        choice = NormaliserChoice(None, ("minmax", "zscore"))
        assert gm100.sensitivity(columns, card(*children), [choice], draws=20).shift > 0

    def test_values_beyond_an_output_range_are_remarked_on(self) -> None:
        """They follow from goalposts that are not capped."""
        inner = Group("g", children=(Indicator("a", normalise=("goalposts", 0, 10)),), output=Scale(0, 10))
        scores = gm100.score({"code": ["p", "q", "r"], "a": [-5, 5, 15]}, card(inner))
        assert scores.remarks[0].startswith("g: 2 of 3 values lie outside the output range 0 to 10")
        within: gm100.Scores = gm100.score({"code": ["p"], "a": [10]}, card(inner))
        assert within.remarks == ()


class TestColumns:
    def test_a_column_too_many_is_one_problem(self) -> None:
        """However many rows have it."""
        rows = [{"code": f"u{i}", "a": 1, "x": 1, "y": 2} for i in range(514)]
        with pytest.raises(gm100.ScoringError) as caught:
            gm100.score(rows, card(Indicator("a")))
        assert [issue.path for issue in caught.value.issues] == [("x",), ("y",)]

    def test_it_can_be_left_out(self) -> None:
        """By saying so, for rows and for columns."""
        rows = [{"code": "p", "a": 1, "x": "anything"}]
        tables: list[Any] = [rows, {"code": ["p"], "a": [1], "x": ["?"]}]
        for data in tables:
            assert gm100.score(data, card(Indicator("a")), extra="ignore").values == (1,)
        with pytest.raises(ValueError, match="'refuse' or 'ignore'"):
            gm100.score(rows, card(Indicator("a")), extra="drop")


class TestNumbers:
    def test_numbers_of_numpy(self) -> None:
        """Alone and in arrays, at every width, they are the decimals that they show."""
        scorecard = card(Indicator("a"), Indicator("b"))
        row = {"code": "p", "a": np.float32(0.1), "b": np.int16(3)}
        columns: Any = {
            "code": np.array(["p"]),
            "a": np.array([0.1], dtype="float32"),
            "b": np.array([3], dtype="int16"),
        }
        plain = gm100.score({"code": "p", "a": 0.1, "b": 3}, scorecard).value
        assert gm100.score(row, scorecard).value == gm100.score(columns, scorecard).values[0] == plain

    @pytest.mark.parametrize("engine", ["pandas", "polars"])
    def test_numbers_of_numpy_in_frames(self, engine: str) -> None:
        """A frame of them shows the same decimals."""
        scorecard = card(Indicator("a"), Indicator("b"))
        columns = {"code": ["p"], "a": np.array([0.1], dtype="float32"), "b": np.array([3], dtype="int16")}
        plain = gm100.score({"code": "p", "a": 0.1, "b": 3}, scorecard).value
        assert plain is not None
        frame = import_module(engine).DataFrame(columns)
        assert gm100.score(frame, scorecard).values == (plain,)
        assert list(score_frame(frame, scorecard)["index"]) == [float(plain)]

    @pytest.mark.parametrize("cell", [None, float("nan"), Decimal("NaN"), "pandas"])
    def test_what_says_missing_is_missing(self, cell: Any) -> None:
        """In rows, in columns and in frames."""
        cell = import_module("pandas").NA if cell == "pandas" else cell
        scorecard = card(Indicator("a"), Indicator("b"), missing=Missing.SKIP)
        assert gm100.score({"code": "p", "a": cell, "b": 3}, scorecard).value == 3
        assert gm100.score({"code": ["p"], "a": [cell], "b": [3]}, scorecard).values == (3,)

    @pytest.mark.parametrize("ratio", ["1/3", 1 / 3])
    def test_ratios_of_pairs(self, ratio: Any) -> None:
        """As Saaty writes them, and as Python divides; a weight is read by its shortest text."""
        scorecard = card(Indicator("a", weight=0.2), Indicator("b"), weigh=("ahp", "a/b", ratio))
        assert str(scorecard["a"].weight) == "0.2"
        assert scored(scorecard, a=[1], b=[5]) == pytest.approx([4])
        assert gm100.scoring.check_scorecard(card(*map(Indicator, "ab"), weigh=("ahp", "a/b", "1/0")))


class TestChanges:
    def test_who_did_not_move_carries_nothing(self) -> None:
        """Of the least of two, b makes the difference alone."""
        scorecard = card(Indicator("a"), Indicator("b"), aggregate="minimum")
        before, after = gm100.score([{"code": "p", "a": 4, "b": 1}, {"code": "q", "a": 4, "b": 5}], scorecard)
        found = gm100.compare(before, after)
        assert found.difference == 3
        assert [leaf.node for leaf in found.leaves if leaf.points] == ["b"]

    def test_what_is_needed_where_less_is_better(self) -> None:
        """On a scale of 0 to 100, 40 makes 60, and 20 makes the 80 that is wanted."""
        scorecard = card(Indicator("a", scale=Scale(0, 100), direction="lower"))
        (need,) = gm100.needed_for(gm100.score([{"code": "u", "a": 40}], scorecard), "u", index=80).alone
        assert need.needed == 20


class TestYears:
    TABLES: ClassVar[dict[int, Any]] = {
        2020: [{"code": "u", "a": 1, "b": 1}, {"code": "v", "a": 2, "b": 3}],
        2021: [{"code": "v", "a": 3, "b": 3}],
        2022: [{"code": "u", "a": None, "b": 5}, {"code": "v", "a": 3, "b": 5}],
    }

    @pytest.mark.parametrize("bounds", list(gm100.scoring.Bounds))
    def test_the_last_value_is_carried_over_a_year_away(self, bounds: gm100.scoring.Bounds) -> None:
        """Whichever years limits are taken from."""
        scorecard = card(
            Indicator("a", impute="previous", normalise=("goalposts", 0, 4)), Indicator("b", normalise="minmax")
        )
        found = gm100.panel(self.TABLES, scorecard, bounds=bounds)[2022]["u"]["a"]
        assert (found.value, found.remark) == (Decimal("0.25"), "imputed by previous")
