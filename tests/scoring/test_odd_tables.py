"""
Tables as no one should hand them over: without units, with columns that are no lists, and with cells that are hardly
numbers. Each is read or refused in words, by every way into the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import pytest

import gm100
from gm100 import Arithmetic, Group, Indicator, Missing, Node, Scorecard
from gm100.scoring.methods.registry import STANDARD

OF_UNITS = [slug for slug, known in STANDARD.normalisers.items() if known.limits or known.column]
PARAMETERS: dict[str, tuple[Any, ...]] = {"distance_to_reference": ("u",), "distance_to_target": (1,)}


def card(*children: Node, **fields: Any) -> Scorecard:
    """A scorecard of one group, which skips gaps."""
    arithmetic = fields.pop("arithmetic", None)
    root = Group("index", children=children, **{"missing": Missing.SKIP, **fields})
    return Scorecard(id="odd", root=root, arithmetic=arithmetic)


TWO = card(Indicator("a", no_answer=(9,)), Indicator("b"))


class TestNoUnits:
    @pytest.mark.parametrize("slug", OF_UNITS)
    def test_methods_that_look_at_columns(self, slug: str) -> None:
        """Nothing is found in a column of nothing, by any way."""
        scorecard = card(Indicator("a", normalise=(slug, *PARAMETERS.get(slug, ()))))
        assert len(gm100.score([], scorecard)) == len(gm100.score({"code": [], "a": []}, scorecard)) == 0
        assert len(gm100.rank([], scorecard)) == 0
        assert gm100.sensitivity([], scorecard, draws=2).to_rows() == []
        assert gm100.sensitivity([], scorecard, draws=2).draws == 0
        assert gm100.leave_one_out([], TWO).to_rows()

    @pytest.mark.parametrize("slug", STANDARD.aggregators)
    def test_aggregators(self, slug: str) -> None:
        """Those that compare units among them."""
        params = {"gated": (1, 1), "owa": (1, 1), "power": (2,)}.get(slug, ())
        scorecard = Scorecard(id="odd", root=Group("index", children=TWO.indicators, aggregate=(slug, *params)))
        assert gm100.score([], scorecard).values == ()


class TestColumns:
    @pytest.mark.parametrize("cells", ["12", b"12", 3, None, {1, 2}, {"p": 1, "q": 2}, iter([1, 2]), np.array(3.0)])
    def test_what_is_no_list_is_refused(self, cells: Any) -> None:
        """A text is no list of its letters, and a set has no order."""
        with pytest.raises(gm100.ArgumentError, match=r"data: got .*, expected a list of cells.*in the column 'a'"):
            gm100.score({"code": ["p", "q"], "a": cells, "b": [1, 2]}, TWO)

    @pytest.mark.parametrize("kind", [tuple, np.array, "pandas.Series", "polars.Series", "pyarrow.array"])
    def test_what_is_a_list_is_read(self, kind: Any) -> None:
        """Of whatever library."""
        if isinstance(kind, str):
            library, name = kind.split(".")
            kind = getattr(import_module(library), name)
        columns = {"code": kind(["p", "q"]), "a": kind([1, 2]), "b": range(2)}
        assert gm100.score(columns, TWO).values == (Decimal("0.5"), Decimal("1.5"))

    @pytest.mark.libraries
    def test_columns_of_one_name(self) -> None:
        """A frame of pandas may have them; nothing takes it."""
        frame = import_module("pandas").DataFrame([["p", 1, 2]], columns=["code", "a", "a"])
        for take in (
            lambda: gm100.score(frame, TWO),
            lambda: gm100.score_frame(frame, TWO),
            lambda: gm100.from_frame(frame, gm100.Region),
            lambda: gm100.resolve_frame(frame, "code", to="found"),
        ):
            with pytest.raises(gm100.ArgumentError, match="a frame whose columns have their own names"):
                take()

    @pytest.mark.libraries
    def test_a_column_whose_name_is_a_number(self) -> None:
        """It is a column like others, and not the one at that place."""
        frame = import_module("pandas").DataFrame({"code": ["p"], "a": [1], "b": [2], 0: [5], 7: [1.5]})
        assert gm100.score(frame, TWO, extra="ignore").values == (Decimal("1.5"),)
        with pytest.raises(gm100.ScoringError, match="7: not part of odd"):
            gm100.score(frame, TWO)

    @pytest.mark.parametrize("code", [1, 1.0, "1"])
    def test_a_unit_that_is_given_twice(self, code: Any) -> None:
        """As text or as a number, with the rows in which it stands."""
        rows = [{"code": "1", "a": 1}, {"code": "2", "a": 1}, {"code": code, "a": 1}]
        tables: list[Any] = [rows, {"code": ["1", "2", code], "a": [1, 1, 1]}]
        for table in tables:
            with pytest.raises(gm100.ScoringError, match="1: is given twice, in rows 1 and 3, expected once"):
                gm100.score(table, TWO)

    def test_rows_that_are_none(self) -> None:
        """Each is one problem."""
        with pytest.raises(gm100.ScoringError) as caught:
            gm100.score([1, None], TWO)  # type: ignore[list-item]  # what is tested
        assert [issue.path for issue in caught.value.issues] == [("row 1",), ("row 2",)]


MISSING = Decimal("sNaN")
NUMBERS: list[tuple[Any, str]] = [
    (10**400, "greater than floats can be"),
    (Decimal("1e400"), "greater than floats can be"),
    ("1e400", "greater than floats can be"),
    (Fraction(1, 3), "expected a number, a text that is one"),
    (True, "expected a number, a text that is one"),
    ("1.234,5", "expected a number such as 3.08"),
]


class TestCells:
    @pytest.mark.parametrize("arithmetic", list(Arithmetic))
    def test_a_signalling_nan_is_missing(self, arithmetic: Arithmetic) -> None:
        """As every other NaN, in rows, in columns and where a scorecard is compiled."""
        scorecard = card(Indicator("a"), Indicator("b"), arithmetic=arithmetic)
        assert gm100.score({"code": "p", "a": MISSING, "b": 3}, scorecard).value == 3
        assert gm100.score({"code": ["p"], "a": [MISSING], "b": [3]}, scorecard).values == (Decimal(3),)
        assert gm100.scoring.compiled(scorecard)({"a": MISSING, "b": 3}) == 3

    @pytest.mark.parametrize(("cell", "message"), NUMBERS)
    def test_what_no_float_can_be(self, cell: Any, message: str) -> None:
        """It is refused by rows, columns and compiled scorecards alike, with its place."""
        scorecard = card(Indicator("a"), Indicator("b"), arithmetic=Arithmetic.FLOAT)
        ways: list[Callable[[], object]] = [
            lambda: gm100.score({"code": "p", "a": cell, "b": 3}, scorecard),
            lambda: gm100.score({"code": ["p"], "a": [cell], "b": [3]}, scorecard),
            lambda: gm100.scoring.compiled(scorecard)({"a": cell, "b": 3}),
        ]
        for way in ways:
            with pytest.raises(gm100.ScoringError, match=rf"a: got .*{message}"):
                way()

    def test_more_digits_than_are_rounded(self) -> None:
        """Fifty digits are computed, and a value with 308 of them is not rounded to two decimals."""
        scorecard = card(Indicator("a", round=2), Indicator("b", round=2))
        with pytest.raises(gm100.ScoringError, match="p, a: comes out as NaN, which is not a finite number"):
            gm100.score({"code": "p", "a": 1e308, "b": 3}, scorecard)
        fill = Group("index", children=(Indicator("a"),), missing=Missing.FILL, fill=Decimal("1e308"), round=2)
        with pytest.raises(gm100.ScoringError, match="p, index: comes out as NaN"):
            gm100.score({"code": "p", "a": None}, Scorecard(id="odd", root=fill))


class TestGroupsThatAreGiven:
    @pytest.mark.parametrize("given", ["1.5", "1.50", 1.5, "1.5" + "0" * 60, Decimal("15e-1")])
    def test_a_value_that_its_children_make(self, given: Any) -> None:
        """However many zeros it is written with."""
        assert gm100.score({"code": "p", "index": given, "a": 1, "b": 2}, TWO).value == Decimal("1.5")

    @pytest.mark.parametrize("given", ["1.6", "1e-60", "1." + "5" * 60, 1e308, -1e-300])
    def test_one_that_they_do_not(self, given: Any) -> None:
        """To the last digit that it has."""
        with pytest.raises(gm100.ScoringError, match=r"is given, but its children make 1\.5"):
            gm100.score({"code": "p", "index": given, "a": 1, "b": 2}, TWO)


class TestCompiled:
    @pytest.mark.parametrize(
        "row",
        [{"a": 9, "b": 1}, {"a": Decimal(9), "b": Decimal(1)}, {"a": "9", "b": "1.5"}, {"a": "n/a", "b": 2}, {"b": 2}],
    )
    def test_it_reads_as_score_does(self, row: dict[str, Any]) -> None:
        """Texts, n/a, and values that stand for no answer."""
        assert gm100.scoring.compiled(TWO)(row) == gm100.score({"code": "p", **row}, TWO).value

    @pytest.mark.libraries
    def test_a_row_of_a_frame(self) -> None:
        """It is a row like others; a list is none."""
        series = import_module("pandas").Series({"a": 1, "b": 2})
        assert gm100.scoring.compiled(TWO)(series) == Decimal("1.5")
        with pytest.raises(
            gm100.ArgumentError,
            match="CompiledScorecard: 1 problem, nothing was done\n  values: got a list, expected a row",
        ):
            gm100.scoring.compiled(TWO)([1, 2])  # type: ignore[arg-type]  # what is tested

    @pytest.mark.parametrize("columns", [[], [[1, 2]], [[Decimal(1)], []], [["1"], [Decimal(2)]], [1, 2]])
    def test_columns_that_do_not_fit(self, columns: Any) -> None:
        """More or fewer, of different lengths, or no numbers."""
        with pytest.raises(gm100.ArgumentError, match="columns of Decimal, all of one length, for a, b"):
            gm100.scoring.compiled(TWO).column(columns)


class TestSize:
    @pytest.mark.parametrize("method", ["topsis", "geometric", "product", "harmonic", "copeland"])
    def test_sums_of_money_make_no_ties(self, method: str) -> None:
        """Values of another size than what they were made of differ as they do where all are small."""
        children = (Indicator("a", weight="0.05"), Indicator("b", weight="0.05"), Indicator("c", weight="0.9"))
        scorecard = card(*children, aggregate=method, missing=Missing.ERROR, arithmetic=Arithmetic.FLOAT)

        def ranked(size: float) -> dict[str, Any]:
            shares = [
                (0.13, 0.85, 0.76),
                (0.26, 0.5, 0.4501),
                (0.65, 0.79, 0.09),
                (0.03, 0.84, 0.43),
                (0.76, 0.2, 0.45),
            ]
            rows = [{"code": f"u{n}", "a": a * size, "b": b * size, "c": c} for n, (a, b, c) in enumerate(shares)]
            return {each.unit: each.rank for each in gm100.rank(rows, scorecard)}

        assert ranked(1e13) == ranked(1)
