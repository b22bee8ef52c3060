"""
What holds for every scorecard, on scorecards and tables that Hypothesis makes up.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor, isclose
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import gm100
from gm100 import (
    Direction,
    Group,
    Indicator,
    Missing,
    Node,
    NodeScore,
    Rounding,
    RoundingMode,
    Scale,
    Scorecard,
    Weighting,
)
from gm100.model._entity import evolve
from gm100.scoring._numbers import CONTEXT

CENTS = st.integers(0, 400).map(lambda n: Decimal(n) / 100)
"""Scores as the ministry prints them."""

WEIGHTS = st.integers(1, 40).map(lambda n: Decimal(n) / 20)
SUMS = ("arithmetic",)
EXACT = ("arithmetic", "minimum", "maximum", "median", ("gated", 1, 2))
FLOAT = (*EXACT, "geometric", "harmonic", ("power", 2), ("owa", 5, 3, 1, 1))


@st.composite
def cards(draw: st.DrawFn, methods: tuple[Any, ...] = EXACT, *, floats: bool = False, plain: bool = False) -> Scorecard:
    """A scorecard of up to three levels over values of 0 to 4."""
    ids = iter(range(1000))
    return Scorecard(
        id="generated",
        root=_group(draw, ids, 2, methods, floats=floats, plain=plain),
        round=None if plain else draw(st.none() | st.integers(0, 4)),
    )


def _group(draw: st.DrawFn, ids: Any, depth: int, methods: tuple[Any, ...], **kind: bool) -> Group:
    children: list[Node] = []
    for _ in range(draw(st.integers(1, 4))):
        inner = depth > 0 and draw(st.booleans())
        made = _group(draw, ids, depth - 1, methods, **kind) if inner else _leaf(draw, ids, floats=kind["floats"])
        children.append(made)
    aggregate = draw(st.sampled_from(methods))
    additive = aggregate == "arithmetic" and not kind["plain"]
    if additive and draw(st.booleans()):
        children = [_rounded(draw, child) for child in children]
    whole = sum(child.weight for child in children)
    verbatim = additive and draw(st.booleans())
    return Group(
        f"g{next(ids)}",
        aggregate=aggregate,
        children=tuple(children),
        weight=draw(WEIGHTS),
        weighting=Weighting.VERBATIM if verbatim else Weighting.NORMALISED,
        weights_total=whole if verbatim else 1,
        factor=draw(st.sampled_from([1, 25])) if additive and depth > 1 else 1,
    )


def _rounded(draw: st.DrawFn, child: Node) -> Node:
    return evolve(child, round_part=Rounding(draw(st.integers(1, 3))))


def _leaf(draw: st.DrawFn, ids: Any, *, floats: bool) -> Indicator:
    direction = draw(st.sampled_from(list(Direction)))
    if not floats:
        return Indicator(f"i{next(ids)}", weight=draw(WEIGHTS), scale=Scale(0, 4), direction=direction)
    method = draw(st.sampled_from([None, ("goalposts", -1, 5), ("goalposts", 0, 5, "cap"), ("piecewise", 0, 1, 4, 9)]))
    return Indicator(
        f"i{next(ids)}",
        weight=draw(WEIGHTS),
        scale=Scale(0, 4),
        direction=direction,
        normalise=method,
        output=Scale(1, 100),
    )


@st.composite
def tables(draw: st.DrawFn, card: Scorecard, *, most: int = 5) -> list[dict[str, Any]]:
    """Rows for a scorecard."""
    codes = [i.id for i in card.indicators]
    count = draw(st.integers(1, most))
    return [{"code": f"u{n}", **{code: draw(CENTS) for code in codes}} for n in range(count)]


exact_cards = cards(EXACT)
float_cards = cards(FLOAT, floats=True)


def values(data: Any, card: Scorecard) -> tuple[Decimal | None, ...]:
    """The indices of a table."""
    scores: gm100.Scores = gm100.score(data, card)
    return scores.values


FEW = st.integers(1, 999).flatmap(lambda n: st.integers(0, 3).map(lambda places: Decimal(n).scaleb(-places)))
"""Weights and factors of few digits: their quotients have no end, and fall on a half often enough."""


FIVES = st.integers(0, 39).map(lambda n: Decimal(10 * n + 5) / 100)
"""Scores that end in a five, so that many a product of them does."""


class TestRounding:
    """A value is rounded as if no number on the way to it had been cut off, and a half is a half."""

    @given(st.data(), st.lists(st.tuples(FEW, FIVES), min_size=2, max_size=4), st.sampled_from(list(RoundingMode)))
    @settings(max_examples=examples(200), deadline=None)
    def test_verbatim_weights_with_a_gap(
        self, data: st.DataObject, pairs: list[tuple[Decimal, Decimal]], mode: RoundingMode
    ) -> None:
        """The weights present are stretched to the whole by one division."""
        present = data.draw(st.integers(1, len(pairs) - 1))
        # One value alone is multiplied by the whole: its last digit, one place further, is a five every now and then.
        places = data.draw(st.integers(0, 4)) if present > 1 else last_place(pairs) - 1
        children = tuple(Indicator(f"i{n}", weight=weight) for n, (weight, _) in enumerate(pairs))
        whole = sum(weight for weight, _ in pairs)
        root = Group(
            "g",
            children=children,
            missing=Missing.SKIP,
            weighting=Weighting.VERBATIM,
            weights_total=whole,
            round=Rounding(places, mode=mode),
        )
        row = {f"i{n}": value for n, (_, value) in enumerate(pairs[:present])}
        held = [(Fraction(weight), Fraction(value)) for weight, value in pairs[:present]]
        exact = sum((w * x for w, x in held), Fraction(0)) * Fraction(whole) / sum(w for w, _ in held)
        assert index(row, root) == nearest(exact, places, mode)

    @given(
        st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=7), min_size=1, max_size=4),
        st.sampled_from([1, 3, 7, 25]),
        st.integers(0, 2),
        st.sampled_from(list(RoundingMode)),
    )
    @settings(max_examples=examples(200), deadline=None)
    def test_means_of_means(self, levels: list[list[int]], factor: int, places: int, mode: RoundingMode) -> None:
        """Shares without end on one level may add up to a half on the next."""
        row = {f"i{g}-{n}": level for g, group in enumerate(levels) for n, level in enumerate(group)}
        groups = tuple(
            Group(f"g{g}", children=tuple(Indicator(f"i{g}-{n}") for n in range(len(group))))
            for g, group in enumerate(levels)
        )
        root = Group("g", children=groups, factor=factor, round=Rounding(places, mode=mode))
        exact = factor * sum((Fraction(sum(group), len(group)) for group in levels), Fraction(0)) / len(levels)
        assert index(row, root) == nearest(exact, places, mode)

    @pytest.mark.parametrize(
        ("weights", "value", "rounding", "expected"),
        [
            (("77.9", "97.1"), "0.53", Rounding(1, mode=RoundingMode.HALF_EVEN), "92.8"),  # 92.75
            (("65.5", "92"), "0.34", Rounding(1, mode=RoundingMode.HALF_EVEN), "53.6"),  # 53.55
            (("65.5", "92"), "0.34", Rounding(1), "53.6"),
        ],
    )
    def test_halves_that_a_quotient_misses(
        self, weights: tuple[str, str], value: str, rounding: Rounding, expected: str
    ) -> None:
        """77.9 out of 175 is a share without end; a value divided by it would come out next to the half."""
        children = tuple(Indicator(code, weight=weight) for code, weight in zip("ab", weights, strict=True))
        root = Group(
            "g",
            children=children,
            missing=Missing.SKIP,
            weighting=Weighting.VERBATIM,
            weights_total=sum(map(Decimal, weights)),
            round=rounding,
        )
        assert index({"a": value}, root) == Decimal(expected)


def last_place(pairs: list[tuple[Decimal, Decimal]]) -> int:
    """How many decimals the first value times the sum of the weights has, and at least one."""
    exponent = (pairs[0][1] * sum(weight for weight, _ in pairs)).normalize().as_tuple().exponent
    return max(-int(exponent), 1)


def index(row: dict[str, Any], root: Group) -> Decimal | None:
    """The index of one unit."""
    value: Decimal | None = gm100.score({"code": "u", **row}, Scorecard(id="x", root=root)).value
    return value


def nearest(exact: Fraction, places: int, mode: RoundingMode) -> Decimal:
    """A fraction at so many places, by a rule that knows no digits."""
    units = exact * 10**places
    if mode is RoundingMode.HALF_EVEN:
        whole = round(units)
    else:
        whole = floor(units + (Fraction(1, 2) if mode is RoundingMode.HALF_UP else 0))
    return Decimal(whole).scaleb(-places)


class TestInvariance:
    """Nothing depends on a position or a name."""

    @given(st.data(), exact_cards | float_cards)
    def test_columns_are_rows(self, data: st.DataObject, card: Scorecard) -> None:
        """A table by columns scores as the same table by rows."""
        rows = data.draw(tables(card))
        columns = {key: [row[key] for row in rows] for key in rows[0]}
        assert values(columns, card) == values(rows, card)

    @given(st.data(), exact_cards | float_cards)
    def test_the_order_of_rows_and_cells(self, data: st.DataObject, card: Scorecard) -> None:
        """Rows and cells in any order make the same indices."""
        rows = data.draw(tables(card))
        shuffled = data.draw(st.permutations([dict(reversed(row.items())) for row in rows]))
        found = dict(zip([row["code"] for row in shuffled], values(shuffled, card), strict=True))
        assert tuple(found[row["code"]] for row in rows) == values(rows, card)

    @given(st.data(), exact_cards)
    def test_the_order_of_children(self, data: st.DataObject, card: Scorecard) -> None:
        """Children in another order make the same index; ministries list them as they like."""
        rows = data.draw(tables(card))
        assert values(rows, evolve(card, root=_reversed(card.root))) == values(rows, card)

    @given(st.data(), exact_cards | float_cards)
    def test_names(self, data: st.DataObject, card: Scorecard) -> None:
        """Other codes, same index: names such as c0, c1, c10 sort oddly, and nobody sorts them."""
        rows = data.draw(tables(card))
        names = {node.id: f"c{n}" for n, node in enumerate(card.walk())}
        renamed = [{names.get(key, key): cell for key, cell in row.items()} for row in rows]
        assert values(renamed, evolve(card, root=_renamed(card.root, names))) == values(rows, card)


def _reversed(group: Group) -> Group:
    children = tuple(_reversed(c) if isinstance(c, Group) else c for c in reversed(group.children))
    return evolve(group, children=children)


def _renamed(group: Group, names: dict[str, str]) -> Group:
    children = tuple(_renamed(c, names) if isinstance(c, Group) else evolve(c, id=names[c.id]) for c in group.children)
    return evolve(group, id=names[group.id], children=children)


class TestOrder:
    """More of what is good never makes an index worse."""

    @given(st.data(), exact_cards | float_cards)
    def test_monotone_in_each_indicator(self, data: st.DataObject, card: Scorecard) -> None:
        """Raising one benefit, or lowering one cost, does not lower the index."""
        row = data.draw(tables(card, most=1))[0]
        leaf = data.draw(st.sampled_from(card.indicators))
        better = {**row, leaf.id: Decimal(4 if leaf.direction is Direction.HIGHER else 0)}
        before, after = values([row, {**better, "code": "better"}], evolve(card, round=None))
        assert before is not None
        assert after is not None
        assert after >= before - Decimal("1e-12")

    @given(st.data(), cards(("arithmetic", "minimum", "maximum", "median"), plain=True))
    def test_bounded_by_the_children(self, data: st.DataObject, card: Scorecard) -> None:
        """A mean lies between the least and the greatest of what it is made of."""
        for result in gm100.score(data.draw(tables(card)), card):
            assert result.root is not None
            with localcontext(CONTEXT):
                assert all(_bounded(node) for node in result.root.walk())


def _bounded(node: NodeScore) -> bool:
    held = [child.value for child in node.children if child.value is not None]
    noise = Decimal("1e-40")
    return not held or node.value is None or min(held) - noise <= node.value <= max(held) + noise


class TestDocuments:
    @given(exact_cards | float_cards)
    @settings(max_examples=examples(40))
    def test_any_scorecard_survives_the_way_to_json(self, card: Scorecard) -> None:
        """Written and read, a definition is the same."""
        assert gm100.loads(gm100.dumps(card)) == card

    @given(st.data(), float_cards)
    @settings(max_examples=examples(30))
    def test_what_is_fitted_gives_the_same_again(self, data: st.DataObject, card: Scorecard) -> None:
        """Limits taken from a table, written down and used on that table, change the last digit of floats at most."""
        rows = data.draw(tables(card))
        fitting = evolve(card, root=_fitting(card.root))
        scores = gm100.score(rows, fitting)
        again = values(rows, gm100.loads(gm100.dumps(scores.fitted), Scorecard))
        assert [each is None for each in again] == [each is None for each in scores.values]
        for one, other in zip(again, scores.values, strict=True):
            assert one == other or isclose(one or 0, other or 0, rel_tol=1e-13, abs_tol=1e-13)


def _fitting(group: Group) -> Group:
    children = tuple(
        _fitting(c) if isinstance(c, Group) else evolve(c, normalise=gm100.Method("minmax")) for c in group.children
    )
    return evolve(group, children=children)
