"""
What makes a difference: unchanged leaves carry nothing, signs follow, and everything adds up exactly.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import gm100
from gm100 import Group, Indicator, Scorecard
from gm100.errors import DefinitionError, ScoringError
from gm100.model.scorecard import Arithmetic, Direction, Missing, Scale, Weighting
from gm100.scoring.analysis import attribution

METHODS: list[Any] = [
    "arithmetic",
    "sum",
    "geometric",
    "harmonic",
    "product",
    "minimum",
    "maximum",
    "median",
    "mazziotta_pareto",
    ("power", 2),
    ("power", "-1.5"),
    ("owa", "0.5", "0.3", "0.2"),
    ("gated", 20, 30),
    ("count", 40),
]
MONOTONE = [method for method in METHODS if method != "mazziotta_pareto"]
CODES = "abcd"

values = st.decimals(min_value=Decimal(1), max_value=Decimal(100), places=2)
weights = st.sampled_from([Decimal(1), Decimal(2), Decimal("0.25"), Decimal("0.3")])


@st.composite
def cards(draw: st.DrawFn, methods: list[Any] = METHODS, *, rounds: bool = True) -> Scorecard:
    """A card of two levels, with factors, output ranges, inverted groups and rounding here and there."""
    decimals = st.sampled_from([None, 0, 1, 2]) if rounds else st.none()

    def group(name: str, children: tuple[Any, ...], parents: list[Any]) -> Group:
        method = draw(st.sampled_from(parents))
        whole = method in {"arithmetic", "minimum", "maximum", "median"}
        return Group(
            name,
            children=children,
            aggregate=method,
            missing=Missing.SKIP,
            weight=draw(weights),
            weighting=draw(st.sampled_from(Weighting)),
            weights_total=sum(child.weight for child in children),
            round=draw(decimals),
            factor=draw(st.sampled_from([1, 2])),
            direction=draw(st.sampled_from(Direction)) if whole else Direction.HIGHER,
            output=Scale(1, 9) if whole and draw(st.booleans()) else None,
        )

    def indicator(code: str) -> Indicator:
        return Indicator(code, weight=draw(weights), scale=Scale(1, 100), direction=draw(st.sampled_from(Direction)))

    inner = group("inner", (indicator("c"), indicator("d")), methods)
    return Scorecard(id="card", root=group("g", (indicator("a"), indicator("b"), inner), methods))


def compared(card: Scorecard, one: dict[str, Any], other: dict[str, Any]) -> gm100.Comparison:
    """Two rows by one card; definitions and rows that gm100 refuses are left out."""
    try:
        scores = gm100.score([{"code": "p", **one}, {"code": "q", **other}], card)
    except (DefinitionError, ScoringError):
        assume(False)  # noqa: FBT003 - the parameter of Hypothesis is positional
    assume(None not in scores.values)
    return gm100.compare(scores["p"], scores["q"])


def adds_up(found: gm100.Comparison) -> bool:
    """Whether leaves, rounding and definition are the difference, to the last digit."""
    with localcontext(prec=60):
        return sum(leaf.points for leaf in found.leaves) + found.rounding + found.definition == found.difference


full = st.fixed_dictionaries(dict.fromkeys(CODES, values))
gappy = st.fixed_dictionaries(dict.fromkeys(CODES, st.one_of(values, values, values, st.none(), st.just("n/a"))))


class TestLaws:
    """What is published of a difference must not claim that what stayed the same made it."""

    def test_everything_adds_up(self) -> None:
        """Points, rounding and definition are the difference to the last digit, gaps or not."""

        @settings(max_examples=80)
        @given(cards(), gappy, gappy)
        def law(card: Scorecard, one: dict[str, Any], other: dict[str, Any]) -> None:
            assert adds_up(compared(card, one, other))

        law()

    def test_unchanged_leaves_carry_nothing(self) -> None:
        """A leaf with the value it had has exactly no points."""

        @settings(max_examples=80)
        @given(cards(), full, full, st.sets(st.sampled_from(CODES)))
        def law(card: Scorecard, one: dict[str, Any], other: dict[str, Any], kept: set[str]) -> None:
            found = compared(card, one, other | {code: one[code] for code in kept})
            assert all(leaf.points == 0 for leaf in found.leaves if leaf.node in kept)
            assert adds_up(found)

        law()

    def test_one_leaf_alone_carries_all(self) -> None:
        """Without rounding, a leaf that changed alone has the whole difference, sign and size."""

        @settings(max_examples=80)
        @given(cards(rounds=False), full, st.sampled_from(CODES), values)
        def law(card: Scorecard, one: dict[str, Any], code: str, value: Decimal) -> None:
            found = compared(card, one, one | {code: value})
            assert found.difference is not None
            assert abs(found[code].points - found.difference) <= Decimal("1e-12") * max(
                Decimal(1), abs(found.difference)
            )
            assert abs(found.rounding) + abs(found.definition) <= Decimal("1e-12") * max(
                Decimal(1), abs(found.difference)
            )

        law()

    def test_signs_follow_through_rounding(self) -> None:
        """With rounding at any node, a leaf that changed alone never has the sign against the difference."""

        @settings(max_examples=80)
        @given(cards(MONOTONE), full, st.sampled_from(CODES), values)
        def law(card: Scorecard, one: dict[str, Any], code: str, value: Decimal) -> None:
            found = compared(card, one, one | {code: value})
            assert found.difference is not None
            assert found[code].points * found.difference >= 0

        law()

    def test_the_other_way_round_is_the_opposite(self) -> None:
        """Points from q to p are those from p to q with the other sign."""

        @settings(max_examples=100)
        @given(cards(rounds=False), full, full)
        def law(card: Scorecard, one: dict[str, Any], other: dict[str, Any]) -> None:
            there, back = compared(card, one, other), compared(card, other, one)
            size = Decimal("1e-9") * max(Decimal(1), *(abs(leaf.points) for leaf in there.leaves))
            assert all(abs(leaf.points + back[leaf.node].points) <= size for leaf in there.leaves)

        law()

    def test_weighted_sums_are_divided_as_they_are_added_up(self) -> None:
        """In a tree of means a leaf carries its share of the index times its change."""

        @settings(max_examples=60)
        @given(cards(["arithmetic"], rounds=False), full, full)
        def law(card: Scorecard, one: dict[str, Any], other: dict[str, Any]) -> None:
            found = compared(card, one, other)
            for code in CODES:
                alone = compared(card, one, one | {code: other[code]})
                assert abs(alone[code].points - found[code].points) <= Decimal("1e-15")

        law()


def flat(method: Any, children: str = "ab", **fields: Any) -> Scorecard:
    """One group."""
    return Scorecard(id="x", root=Group("x", children=tuple(map(Indicator, children)), aggregate=method, **fields))


def points(card: Scorecard, one: tuple[Any, ...], other: tuple[Any, ...]) -> dict[str, Decimal]:
    """What each leaf carries between two rows."""
    codes = [leaf.id for leaf in card.indicators]
    rows = [{"code": unit, **dict(zip(codes, row, strict=True))} for unit, row in (("p", one), ("q", other))]
    scores = gm100.score(rows, card)
    found = gm100.compare(scores["p"], scores["q"])
    return {code: found[code].points for code in codes}


def marks(card: Scorecard) -> Any:
    """Marks on the scales of a card, by step."""
    leaves = [(place, leaf.id, leaf.scale) for place, leaf in enumerate(card.indicators) if leaf.scale is not None]
    return lambda step: {code: min(scale.high, scale.low + (place + step) % 3) for place, code, scale in leaves}


RANGES: dict[str, Any] = {
    "ipm-bps": lambda step: {"uhh": 70 + step, "hls": 12, "rls": 8 + step, "pengeluaran": 9_000_000 + 500_000 * step}
}


class TestExamples:
    def test_minimum(self) -> None:
        """From (4, 1) to (4, 5): a stayed, b carries the three points."""
        assert points(flat("minimum"), (4, 1), (4, 5)) == {"a": 0, "b": 3}

    def test_minimum_of_two_that_rise(self) -> None:
        """From (1, 1) to (3, 2) both orders are looked at: b has to rise in each, and a as well."""
        assert points(flat("minimum"), (1, 1), (3, 2)) == {"a": Decimal("0.5"), "b": Decimal("0.5")}

    def test_geometric_by_logarithmic_means(self) -> None:
        """From (1, 4) to (4, 4) and on to (4, 9): doubling is shared by the logarithms of what rose."""
        assert points(flat("geometric"), (1, 4), (4, 4)) == {"a": 2, "b": 0}
        found = points(flat("geometric"), (1, 1), (4, 16))
        assert [round(found[code], 9) for code in "ab"] == [Decimal("2.333333333"), Decimal("4.666666667")]

    def test_a_child_at_zero_is_no_obstacle(self) -> None:
        """Where there is no logarithm, orders are looked at."""
        card = flat("geometric")
        assert points(card, (0, 4), (1, 4)) == {"a": 2, "b": 0}
        assert sum(points(card, (0, 4), (1, 9)).values()) == 3

    def test_a_gap_that_was_filled(self) -> None:
        """The child that is new carries the change of the mean, and the other nothing."""
        card = flat("arithmetic", missing="skip")
        assert points(card, (2, None), (2, 4)) == {"a": 0, "b": 1}
        assert points(card, (2, None), (None, 4)).keys() == {"a", "b"}

    def test_moves_against_each_other_are_seen(self) -> None:
        """Where a group ends as it began, its parts still say what they did."""
        inner = Group("inner", children=(Indicator("c"), Indicator("d")))
        card = Scorecard(id="x", root=Group("x", aggregate="geometric", children=(inner, Indicator("a"))))
        found = points(card, (1, 3, 2), (3, 1, 2))
        assert found["a"] == 0
        assert found["c"] == -found["d"] == Decimal("0.5")

    def test_many_children(self) -> None:
        """More than can be put in all orders go small steps together; the sum is exact, and equals carry the same."""
        codes = [f"i{number}" for number in range(attribution.MOST_ORDERS + 4)]
        card = Scorecard(id="x", root=Group("x", children=tuple(map(Indicator, codes)), aggregate=("power", 2)))
        found = points(card, (1,) * len(codes), (3,) * len(codes))
        assert sum(found.values()) == 2
        assert max(found.values()) - min(found.values()) < Decimal("1e-9")

    def test_a_method_that_compares_units(self) -> None:
        """Of `topsis` no formula of one unit is known: who changed carries the difference, and nobody else."""
        card = flat("topsis", "abc")
        rows = [("p", 1, 2, 3), ("q", 1, 5, 3), ("r", 4, 1, 1)]
        scores = gm100.score([dict(zip(("code", *"abc"), row, strict=True)) for row in rows], card)
        found = gm100.compare(scores["p"], scores["q"])
        assert found["b"].points == found.difference
        assert found["a"].points == found["c"].points == 0

    def test_other_weights_are_a_change_of_definition(self) -> None:
        """Values that stayed carry nothing, whatever the weights became."""
        old = flat("arithmetic")
        row = {"code": "p", "a": 1, "b": 3}
        found = gm100.compare(gm100.score(row, old), gm100.score(row, old.with_weights({"b": 3})))
        assert found.definition == found.difference == Decimal("0.5")
        assert not any(leaf.points for leaf in found.leaves)
        assert "definition" in str(found)

    def test_a_group_that_was_given(self) -> None:
        """Where one result has the value of a group alone, the group carries the change."""
        inner = Group("inner", children=(Indicator("c"), Indicator("d")))
        card = Scorecard(id="x", root=Group("x", children=(inner, Indicator("a"))))
        rows = [{"code": "p", "c": 1, "d": 3, "a": 2}, {"code": "q", "inner": 4, "a": 2}]
        scores = gm100.score(rows, card)
        found = gm100.compare(scores["p"], scores["q"])
        assert [(leaf.node, leaf.points) for leaf in found.leaves] == [("inner", Decimal(1)), ("a", Decimal(0))]

    def test_an_index_given_in_floats(self) -> None:
        """A float scorecard adds up just as exactly."""
        card = Scorecard(id="x", root=flat("harmonic").root, arithmetic=Arithmetic.FLOAT, round=2)
        rows = [{"code": "p", "a": 1.5, "b": 3.25}, {"code": "q", "a": 2.75, "b": 3.5}]
        scores = gm100.score(rows, card)
        assert adds_up(gm100.compare(scores["p"], scores["q"]))

    @pytest.mark.parametrize("card", ["spbe-2020", "ipm-bps", "impact-survey-2023"])
    def test_shipped_scorecards(self, card: str) -> None:
        """The sums are exact for cards as they are used."""
        scorecard = gm100.scorecards()[card]
        rows = [{"code": unit, **RANGES.get(card, marks(scorecard))(step)} for step, unit in enumerate("pq")]
        scores = gm100.score(rows, scorecard)
        assert adds_up(gm100.compare(scores["p"], scores["q"]))
