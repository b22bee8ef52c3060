"""
What it takes to reach an index, a band or a place: right at zero, in inverted groups, and at the least cost.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gm100
from gm100 import Group, Indicator, Scorecard
from gm100.errors import ArgumentError, Gm100Error, UnknownIdError
from gm100.model.scorecard import Direction, Scale
from gm100.scoring.formula.tree import absolute, least
from gm100.typing import Row

SCALE = Scale(1, 5)


def one(leaf: Indicator, value: Any, **asked: Any) -> Decimal | None:
    """The value that one indicator needs."""
    scores = gm100.score([{"code": "u", leaf.id: value}], Scorecard(id="x", root=Group("x", children=(leaf,))))
    (need,) = gm100.needed_for(scores, "u", **asked).alone
    return need.needed


class TestBest:
    def test_the_best_may_be_zero(self) -> None:
        """On 0 to 100, lower is better: from 40 an index of 80 needs 20, and nothing is out of reach at 0."""
        leaf = Indicator("a", scale=Scale(0, 100), direction="lower")
        assert one(leaf, 40, index=80) == 20
        assert one(leaf, 40, index=100) == 0
        assert one(leaf, 40, index="100.01") is None

    def test_a_group_may_be_inverted(self) -> None:
        """Below a group in which less is better, a value has to fall."""
        inner = Group("bad", children=(Indicator("a", scale=Scale(0, 10)),), direction="lower", output=Scale(0, 10))
        scores = gm100.score([{"code": "u", "a": 7}], Scorecard(id="x", root=Group("x", children=(inner,))))
        assert gm100.needed_for(scores, "u", index=5).alone[0].needed == 5

    def test_goalposts_may_be_turned(self) -> None:
        """With the low goalpost above the high one, less is better."""
        assert one(Indicator("a", normalise=("goalposts", 10, 0)), 7, index="0.5") == 5

    def test_an_aggregator_that_is_not_monotone_says_so(self) -> None:
        """Where more can be worse, values are tried one by one, on both sides."""
        leaves = (Indicator("a", scale=Scale(1, 100)), Indicator("b", scale=Scale(1, 100)))
        card = Scorecard(id="x", root=Group("x", children=leaves, aggregate="mazziotta_pareto"))
        scores = gm100.score([{"code": "u", "a": 90, "b": 10}], card)
        found = gm100.needed_for(scores, "u", index="18.1", decimals=0)
        assert found.remarks[0] == "mazziotta_pareto at x is not monotone: values of a were tried one by one"
        for need in found.alone:
            tried = {x: gm100.what_if(scores, "u", {need.node: x}).after.value for x in range(1, 101)}
            good = [x for x, value in tried.items() if value is not None and value >= Decimal("18.1")]
            nearest = min(abs(x - need.now) for x in good)
            assert need.needed is not None
            assert abs(need.needed - need.now) == nearest
        assert found.cheapest == ()
        assert "was not looked for" in str(found)

    def test_where_units_are_compared_places_are_made_anew(self) -> None:
        """A change of one unit moves the ranks of all, and the place is looked up among the new indices."""
        leaf = Indicator("a", normalise="rank", scale=Scale(0, 10))
        rows = [{"code": unit, "a": value} for unit, value in zip("pqr", (1.0, 4.0, 6.0), strict=True)]
        scores = gm100.score(rows, Scorecard(id="x", root=Group("x", children=(leaf,))))
        found = gm100.needed_for(scores, "p", rank=2)
        assert found.alone[0].needed == 4
        assert "compared with each other" in found.remarks[0]


def four(**fields: Any) -> gm100.Scores:
    """Four units with indices 1, 2, 3 and none."""
    card = Scorecard(
        id="x", root=Group("x", missing="propagate", children=(Indicator("a", scale=Scale(0, 4)),)), **fields
    )
    return gm100.score([{"code": code, "a": value} for code, value in zip("pqrs", (1, 2, 3, None), strict=True)], card)


class TestTargets:
    @pytest.mark.parametrize(("rank", "needed"), [(1, 3), (2, 2), (3, 1)])
    def test_places_at_both_ends(self, rank: int, needed: int) -> None:
        """To be first p must reach the best of the others; the last place it has already."""
        found = gm100.needed_for(four(), "p", rank=rank)
        assert found.alone[0].needed == needed
        assert "Infinity" not in str(found)

    @pytest.mark.parametrize("rank", [0, -1, 4])
    def test_a_place_that_is_none_is_refused(self, rank: int) -> None:
        """Three units have an index, so there are three places."""
        with pytest.raises(UnknownIdError, match=rf"unknown place '{rank}' of these scores"):
            gm100.needed_for(four(), "p", rank=rank)

    @pytest.mark.parametrize("index", ["2.5", 2.5, Decimal("2.50")])
    def test_an_index_is_read_as_people_have_it(self, index: Any) -> None:
        """Text, float and decimal mean the same."""
        found = gm100.needed_for(four(), "p", index=index)
        assert (found.target, found.alone[0].needed) == (Decimal("2.5"), Decimal("2.50"))

    def test_a_whole_index_is_an_index(self) -> None:
        """An argument says what is meant, not the type of the number."""
        assert gm100.needed_for(four(), "p", index=2).alone[0].needed == 2
        assert gm100.needed_for(four(), "p", rank="2").target == 2

    def test_the_old_form_warns(self) -> None:
        """A target without a name is read as it was, for a version."""
        scores = four(bands={"high": 2, "low": 0})
        for target, reached in ((2, 2), ("high", 2), (Decimal("2.5"), Decimal("2.5")), ("2.5", Decimal("2.5"))):
            with pytest.warns(DeprecationWarning, match="say index="):
                assert gm100.needed_for(scores, "p", target).target == reached

    @pytest.mark.parametrize(
        "asked",
        [{}, {"index": 1, "rank": 1}, {"index": "much"}, {"rank": 1.5}, {"index": float("nan")}, {"rank": True}],
        ids=str,
    )
    def test_anything_else_is_refused(self, asked: dict[str, Any]) -> None:
        """One target, and a number where one is asked for."""
        with pytest.raises(ArgumentError):
            gm100.needed_for(four(), "p", **asked)

    def test_costs_are_numbers_of_indicators(self) -> None:
        """An unknown code and a cost below 0 are refused."""
        with pytest.raises(UnknownIdError):
            gm100.needed_for(four(), "p", index=2, costs={"z": 1})
        with pytest.raises(ArgumentError):
            gm100.needed_for(four(), "p", index=2, costs={"a": -1})


METHODS: list[Any] = [
    "arithmetic",
    "sum",
    "geometric",
    "harmonic",
    "product",
    "minimum",
    "maximum",
    "median",
    ("power", 2),
    ("gated", 2, 3),
    ("count", 3),
    ("owa", "0.5", "0.3", "0.2"),
]
weights = st.sampled_from([Decimal(1), Decimal(2), Decimal("0.25"), Decimal("0.3")])


@st.composite
def questions(draw: st.DrawFn) -> tuple[Scorecard, dict[str, int], dict[str, Decimal], Decimal | dict[str, int]]:
    """A small card of levels, a unit, costs, and an index to reach, or the unit that has it."""

    def group(name: str, children: tuple[Any, ...]) -> Group:
        method = draw(st.sampled_from(METHODS))
        turned = method in {"arithmetic", "minimum", "median"} and draw(st.booleans())
        return Group(
            name,
            children=children,
            aggregate=method,
            weight=draw(weights),
            round=draw(st.sampled_from([None, None, 1])),
            factor=draw(st.sampled_from([1, 2])),
            direction=Direction.LOWER if turned else Direction.HIGHER,
            output=SCALE if turned else None,
        )

    def leaf(code: str) -> Indicator:
        return Indicator(code, weight=draw(weights), scale=SCALE, direction=draw(st.sampled_from(Direction)))

    root = group("g", (leaf("a"), group("h", (leaf("b"), leaf("c"))), leaf("d")))
    card = Scorecard(id="x", root=root)
    row = {code: draw(st.integers(1, 5)) for code in "abcd"}
    costs = {code: draw(st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5")])) for code in "abcd"}
    other = st.fixed_dictionaries(dict.fromkeys("abcd", st.integers(1, 5)))
    return card, row, costs, draw(st.one_of(st.decimals(min_value=1, max_value=6, places=1), other))


def cost_by_trying(card: Scorecard, row: dict[str, int], costs: dict[str, Decimal], goal: Decimal) -> Decimal | None:
    """The least cost over all levels of all indicators, each scored by `score`."""
    tables: list[Row] = []
    prices = []
    for levels in product(range(1, 6), repeat=4):
        moved = dict(zip("abcd", levels, strict=True))
        tables.append({"code": "".join(map(str, levels)), **moved})
        prices.append(sum((abs(moved[code] - row[code]) * costs[code] for code in "abcd"), Decimal(0)))
    values = gm100.score(tables, card).values
    return min((p for p, v in zip(prices, values, strict=True) if v is not None and v >= goal), default=None)


class TestCheapest:
    def test_it_is_the_cheapest_there_is(self) -> None:
        """On small cards of every method that is monotone, nothing among all combinations costs less."""
        tried = 0

        @settings(max_examples=60)
        @given(questions())
        def law(question: tuple[Scorecard, dict[str, int], dict[str, Decimal], Decimal | dict[str, int]]) -> None:
            nonlocal tried
            card, row, costs, goal = question
            try:
                scores = gm100.score([{"code": "u", **row}], card)
                if isinstance(goal, dict):  # As it is shown: at twenty digits, or at fifteen of a float.
                    goal = gm100.score({"code": "v", **goal}, card).value or Decimal(1)
                least = cost_by_trying(card, row, costs, goal)
            except Gm100Error:
                return
            found = gm100.needed_for(scores, "u", index=goal, costs=costs)
            assert not any("combinations" in remark for remark in found.remarks)
            assert found.cost == least
            if found.cheapest:
                moved = {need.node: need.needed for need in found.cheapest}
                value = gm100.what_if(scores, "u", moved).after.value
                assert value is not None
                assert value >= goal
            tried += 1

        law()
        assert tried > 20

    @pytest.mark.parametrize(("method", "levels"), [("minimum", (3, 3)), (("power", 2), (3, 2)), ("geometric", (4, 3))])
    def test_an_index_is_reached_as_it_is_shown(self, method: Any, levels: tuple[int, int]) -> None:
        """2 / 3 is shown at twenty digits and a root at fifteen, above what they are: the levels that make them do."""
        leaves = tuple(Indicator(code, scale=(1, 4), normalise=("goalposts", 1, 4)) for code in "ab")
        card = Scorecard(id="x", root=Group("x", aggregate=method, children=leaves))
        goal = gm100.score({"code": "v", "a": levels[0], "b": levels[1]}, card).value
        scores = gm100.score([{"code": "u", "a": 2, "b": 2}], card)
        assert gm100.needed_for(scores, "u", index=goal).cost == sum(levels) - 4

    def test_a_card_like_spbe(self) -> None:
        """From level 2 everywhere to 2.6: the 47 indicators are moved where a level weighs most, at least cost."""
        card = gm100.scorecards()["spbe-2020"]
        scores = gm100.score([{"code": "u", **{leaf.id: 2 for leaf in card.indicators}}], card)
        found = gm100.needed_for(scores, "u", band="Baik")
        # Ten services weigh 2.75 and six weigh 3.00: 18 levels of 3.00 make 0.54, two of 2.75 the rest (2.595 is 2.60).
        assert found.cost == 20
        moved = {need.node: need.needed for need in found.cheapest}
        assert gm100.what_if(scores, "u", moved).after.value == Decimal("2.60")

    def test_costs_decide(self) -> None:
        """What is dear is left alone where something cheaper does it."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a", scale=SCALE), Indicator("b", scale=SCALE))))
        scores = gm100.score([{"code": "u", "a": 2, "b": 2}], card)
        assert gm100.needed_for(scores, "u", index=3).cost == 2
        found = gm100.needed_for(scores, "u", index=3, costs={"a": "0.5", "b": 2})
        assert [(need.node, need.needed) for need in found.cheapest] == [("a", Decimal(4))]
        assert found.cost == 1
        assert "or at the least cost, 1" in str(found)

    def test_gaps_and_fills_stay(self) -> None:
        """A missing value is not moved, and counts as the scorecard says."""
        leaves = tuple(Indicator(code, scale=SCALE) for code in "abc")
        for fields in ({"missing": "skip"}, {"missing": "fill", "fill": 1}):
            card = Scorecard(id="x", root=Group("x", children=leaves, **fields))
            scores = gm100.score([{"code": "u", "a": 2, "b": None, "c": "n/a"}], card)
            found = gm100.needed_for(scores, "u", index=3)
            assert found.cost == (1 if fields["missing"] == "skip" else 3)

    def test_nothing_to_do_costs_nothing(self) -> None:
        """A target that is reached already."""
        found = gm100.needed_for(four(), "r", index=3)
        assert (found.cost, found.cheapest, found.alone[0].needed) == (Decimal(0), (), Decimal(3))


class TestMethodsOfOnesOwn:
    @pytest.mark.parametrize("monotone", [True, False])
    def test_a_plug_in_says_whether_it_is_monotone(self, monotone: bool) -> None:  # noqa: FBT001 - a column of a table of cases
        """With the engine of the results: then values are halved, and the cheapest set of moves is found."""
        engine = gm100.scoring.Engine().with_aggregator(
            "capped", lambda x, top: least(x.mean(), top), formula=True, monotone=monotone
        )
        leaves = (Indicator("a", scale=Scale(0, 4)), Indicator("b", weight=3, scale=Scale(0, 4)))
        card = Scorecard(id="x", root=Group("index", children=leaves, aggregate=("capped", 3)))
        found = gm100.needed_for(gm100.score([{"code": "u", "a": 1, "b": 1}], card, engine), "u", index=2)
        assert [each.needed for each in found.alone] == [None, Decimal("2.34")]
        assert found.cost == (2 if monotone else None)
        assert ("capped 3 at index is not monotone" in " ".join(found.remarks)) is not monotone

    def test_a_normaliser_that_may_fall_and_rise(self) -> None:
        """Values are tried on both sides, and on a wide scale in greater steps, which is said."""
        engine = gm100.scoring.Engine().with_normaliser(
            "hill", lambda x: 1 - absolute(x - 300_000) / 300_000, formula=True
        )
        leaf = Indicator("a", scale=Scale(0, 1_000_000), normalise="hill")
        card = Scorecard(id="x", root=Group("index", children=(leaf,)))
        found = gm100.needed_for(gm100.score([{"code": "u", "a": 900_000}], card, engine), "u", index="0.5")
        assert found.alone[0].needed == 450_000
        assert "values of a were tried in steps of" in found.remarks[1]


class TestTooMany:
    def test_a_group_with_too_many_combinations(self) -> None:
        """Of a median of twelve all combinations would have to be tried; single moves are still found."""
        leaves = tuple(Indicator(f"n{k}", scale=Scale(1, 5)) for k in range(12))
        card = Scorecard(id="x", root=Group("index", children=leaves, aggregate="median"))
        rows: list[Row] = [{"code": "u", **{leaf.id: 3 for leaf in leaves}}]
        found = gm100.needed_for(gm100.score(rows, card), "u", index=4)
        assert (found.cost, found.cheapest) == (None, ())
        assert found.remarks == ("the cheapest set of moves was not looked for: a group has too many combinations",)
        assert found.together
