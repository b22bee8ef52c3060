"""
Tables computed at once: in one function, in arrays of numpy, in blocks. What comes out is what comes out one by one.
"""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pytest

import gm100
from gm100 import Arithmetic, Group, Indicator, Scorecard, ScoringError, Ties
from gm100.scoring.engine.prepared import prepared_of
from gm100.scoring.formula.fused import BLOCK
from gm100.scoring.methods.registry import STANDARD

NORMALISERS: list[Any] = ["minmax", "zscore", ("goalposts", -5, 90, "cap"), None, ("distance_to_target", 70)]


def nested(**fields: Any) -> Scorecard:
    """Two groups of sums and one of minima, every normaliser in each, no two weights the same."""

    def inner(code: str, aggregate: str) -> Group:
        children = tuple(Indicator(f"{code}{n}", weight=n + 1, normalise=how) for n, how in enumerate(NORMALISERS))
        return Group(code, weight=0.3, aggregate=aggregate, children=children)

    alike = Group("d", children=tuple(Indicator(f"d{n}", weight=n, normalise="minmax") for n in range(1, 8)))
    groups = (inner("a", "arithmetic"), inner("b", "sum"), inner("c", "minimum"), alike)
    return Scorecard(id="nested", root=Group("index", children=groups), **fields)


def table(card: Scorecard, size: int) -> Any:
    """A table of floats."""
    random = Random(size)  # noqa: S311 - numbers to try, no secret
    return {
        "code": [f"u{n}" for n in range(size)],
        **{i.id: [random.gauss(50, 20) for _ in range(size)] for i in card.indicators},
    }


def alone(monkeypatch: pytest.MonkeyPatch, data: Any, card: Scorecard) -> Any:
    """Score where numpy is not loaded."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "numpy", None)
        scores = gm100.score(data, card)
        return scores, {node.id: scores.column(node.id) for node in card.walk()}


class TestWholeTable:
    @pytest.mark.parametrize("fields", [{"factor": 100}, {"round": 2}, {"aggregate": "topsis"}])
    def test_who_compares_units_is_put_into_formulas(
        self, fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With factor and rounding, and a mean of logarithms above, in arrays as one by one."""
        inner = Group("g", children=(Indicator("a"), Indicator("b")), **{"aggregate": "copeland", **fields})
        method = "geometric" if inner.aggregate.slug == "topsis" else "arithmetic"
        card = Scorecard(id="whole", root=Group("index", children=(inner, Indicator("c")), aggregate=method))
        data = table(card, 300)
        data["c"] = [abs(x) + 1 for x in data["c"]]
        scores = gm100.score(data, card)
        assert scores.scored.evaluated.np is not None
        assert {node.id: scores.column(node.id) for node in card.walk()} == alone(monkeypatch, data, card)[1]


class TestOneFunction:
    def test_what_was_folded_is_what_is_computed_alone(self) -> None:
        """The column of every node, and the tree of every unit, are those of the index that came out."""
        card = nested(arithmetic=Arithmetic.FLOAT)
        plan = prepared_of(card, STANDARD)
        assert {"a", "a0", "d7"} <= plan.foldable
        assert not {"c0", "index"} & plan.foldable
        scores = gm100.score(table(card, 40), card)
        assert list(scores.values) == [each.value for each in scores]
        for code in ("a", "b", "c", "d", "a1", "d3"):
            assert list(scores.column(code)) == [each[code].value for each in scores]
        held = zip(*(scores.column(code) for code in "abcd"), scores.values, strict=True)
        for *parts, index in held:
            assert sum(w * float(x) for w, x in zip((0.3, 0.3, 0.3, 1), parts, strict=True)) / 1.9 == pytest.approx(
                float(index), rel=1e-13
            )

    def test_a_value_without_meaning_is_refused_where_it_is_made(self) -> None:
        """The whole comes out as no number; the node that made it is named."""
        inner = Group("g", aggregate="sum", children=(Indicator("a"), Indicator("b")))
        card = Scorecard(id="x", root=Group("index", children=(inner, Indicator("c"))), arithmetic=Arithmetic.FLOAT)
        with pytest.raises(ScoringError) as error:
            gm100.score({"code": ["p", "q"], "a": [1.0, 1.7e308], "b": [1.0, 1.7e308], "c": [1.0, 1.0]}, card)
        assert [issue.path for issue in error.value.issues] == [("q", "g")]


class TestArrays:
    @pytest.mark.parametrize("size", [300, BLOCK + 1])
    def test_to_the_last_bit_what_python_computes(self, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows of one array are added in the order of the terms, and blocks are put together again."""
        card = nested(arithmetic=Arithmetic.FLOAT)
        data = table(card, size)
        arrays = {code: cells if code == "code" else np.array(cells) for code, cells in data.items()}
        expected, columns = alone(monkeypatch, data, card)
        for given in (data, arrays):
            found: Any = gm100.score(given, card)
            assert found.raw == expected.raw
            assert found.remarks == expected.remarks
            assert {code: found.column(code) for code in columns} == columns

    def test_arrays_are_copied(self) -> None:
        """Who changes an array afterwards changes no result."""
        card = nested(arithmetic=Arithmetic.FLOAT)
        data: Any = {code: cells if code == "code" else np.array(cells) for code, cells in table(card, 250).items()}
        scores = gm100.score(data, card)
        before = gm100.score(data, card).column("a0")
        data["a0"][:] = 0
        assert scores.column("a0") == before

    def test_treated_values_have_other_limits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Limits are those of the values that were winsorised, not of the outlier that was read."""
        indicator = Indicator("a", treat="winsorise", normalise="minmax")
        card = Scorecard(id="x", root=Group("index", children=(indicator,)), arithmetic=Arithmetic.FLOAT)
        data: Any = {"code": [f"u{n}" for n in range(300)], "a": np.array([*(n / 300 for n in range(299)), 1000.0])}
        values: Any = gm100.score(data, card).values
        assert values == alone(monkeypatch, data, card)[0].values
        assert values[150] > 0.4

    def test_an_array_of_rows_is_no_column(self) -> None:
        """A cell that is an array is refused, and is not taken for its one number."""
        card = Scorecard(id="x", root=Group("index", children=(Indicator("a"),)), arithmetic=Arithmetic.FLOAT)
        data: Any = {"code": ["u", "v", "w"], "a": np.ones((3, 1))}
        with pytest.raises(ScoringError, match=r"got \[1.0\], expected a number"):
            gm100.score(data, card)

    @pytest.mark.parametrize("kind", [list, np.array])
    @pytest.mark.parametrize("arithmetic", [Arithmetic.FLOAT, Arithmetic.EXACT])
    def test_nan_is_a_gap(self, kind: Any, arithmetic: Arithmetic) -> None:
        """In lists and in arrays, and the unit is named."""
        card = Scorecard(id="x", root=Group("index", children=(Indicator("a"), Indicator("b"))), arithmetic=arithmetic)
        cells = [0.5] * 249 + [math.nan]
        data = {"code": [f"u{n}" for n in range(250)], "a": kind(cells), "b": kind([0.25] * 250)}
        with pytest.raises(ScoringError) as error:
            gm100.score(data, card)
        assert [(issue.code, issue.path) for issue in error.value.issues] == [("missing", ("u249", "a"))]

    @pytest.mark.parametrize("ties", list(Ties))
    def test_ranks(self, ties: Ties, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ties, noise and gaps in a long column get the places that they get in a short one."""
        random = Random(3)  # noqa: S311 - numbers to try, no secret
        apart = [random.random() for _ in range(400)]
        tied = [round(x, 2) for x in apart]
        noisy = [x + random.choice((0, 1e-16)) for x in tied]
        for values in (apart, tied, noisy, [*apart, math.nan], [*tied, math.nan]):
            for best_first in (True, False):
                found = gm100.scoring.ranks(values, ties, best_first=best_first)
                with monkeypatch.context() as patch:
                    patch.setitem(sys.modules, "numpy", None)
                    assert found == gm100.scoring.ranks(values, ties, best_first=best_first)


class TestReading:
    def test_rows_whose_keys_stand_in_another_order(self) -> None:
        """It does not matter, nor that a row lacks the key of a group."""
        card = Scorecard(id="x", root=Group("index", children=(Indicator("a"), Indicator("b", weight=2))))
        one: dict[str, Any]
        other: dict[str, Any]
        one, other = {"code": "p", "a": 1, "b": 4}, {"b": 7, "a": 1, "code": "q"}
        assert gm100.score([one, other], card).values == (Decimal(3), Decimal(5))
        assert gm100.score([one, {**one, "code": "q"}], card).values == (Decimal(3), Decimal(3))

    def test_floats_that_come_again_are_read_once(self) -> None:
        """In exact arithmetic each is its shortest decimal text, whatever column it is in; -0.0 is 0."""
        card = Scorecard(id="x", root=Group("index", children=(Indicator("a"), Indicator("b"))))
        data: Any = {"code": [f"u{n}" for n in range(100)], "a": [0.1, 0.3] * 50, "b": [0.3, -0.0] * 50}
        assert gm100.score(data, card).values == (Decimal("0.2"), Decimal("0.15")) * 50
