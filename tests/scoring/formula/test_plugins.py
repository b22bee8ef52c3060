"""
Your own methods: formulas work in every backend, ordinary functions in the core, and what a backend lacks it says.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from bare_javascript import javascript
from formula_cases import NODE, by_exact, by_frame, by_fused, by_javascript, by_numpy, by_sql, close

from gm100.errors import DuplicateMethodError, EngineLimitError
from gm100.model.scorecard import Group, Indicator, Missing
from gm100.scoring.formula import expressions, sql
from gm100.scoring.formula.spreadsheet import WORDS, spreadsheet
from gm100.scoring.formula.tree import Formula, column, log, nth, parameter, where
from gm100.scoring.formula.walk import bound, columns_of, parameters_of
from gm100.scoring.formula.write import lacking
from gm100.scoring.methods.aggregators import Children
from gm100.scoring.methods.node import Gaps, alone, method_of, tree
from gm100.scoring.methods.registry import STANDARD


def contraharmonic(children: Children) -> Formula:
    """Return the mean of squares over the mean, over the children that are there."""
    return children.mean(lambda x: x * x) / children.mean()


def half_life(x: Formula, scale: Decimal) -> Formula:
    """Return what is left after some time."""
    return 1 / (1 + x / scale)


METHODS = STANDARD.with_aggregator("contraharmonic", contraharmonic, formula=True).with_normaliser(
    "half_life", half_life, formula=True
)
ROWS: list[dict[str, Any]] = [
    {"a": Decimal(1), "b": Decimal(4)},
    {"a": None, "b": Decimal(2)},
    {"a": "n/a", "b": Decimal("0.5")},
]


class TestFormulas:
    @pytest.mark.libraries
    def test_a_formula_works_everywhere(self) -> None:
        """An aggregator and a normaliser written as formulas are computed by every backend, gaps and all."""
        group = Group(
            "g",
            children=(Indicator("a", normalise=("half_life", 2)), Indicator("b")),
            aggregate="contraharmonic",
            missing=Missing.SKIP,
        )
        formula = tree(group, METHODS)["g"].result
        exact = by_exact(formula, ROWS)
        assert exact[1] == 2.0
        for backend in (by_fused, by_numpy, by_sql, by_frame):
            assert close(exact, backend(formula, ROWS))
        if NODE is not None:
            assert close(exact, by_javascript([formula], [ROWS])[0])

    def test_a_name_is_taken_once(self) -> None:
        """Two methods cannot have one name."""
        with pytest.raises(DuplicateMethodError):
            METHODS.with_aggregator("contraharmonic", contraharmonic, formula=True)


class TestFunctions:
    def test_an_ordinary_function_works_in_the_core(self) -> None:
        """A function of shares and values sees the children that are there, with shares of their sum."""
        methods = STANDARD.with_aggregator("last", lambda shares, found: found[-1] * sum(shares)).with_normaliser(
            "tenfold", lambda x: x * 10
        )
        group = Group(
            "g",
            children=(Indicator("b"), Indicator("a", normalise="tenfold")),
            aggregate="last",
            missing=Missing.SKIP,
        )
        formula = tree(group, methods, {"a": Gaps.ANY})["g"].result
        assert by_fused(formula, ROWS) == by_exact(formula, ROWS) == [10.0, 2.0, 0.5]

    def test_it_is_refused_elsewhere_by_name(self) -> None:
        """The refusal names the backend, the node and the function, and says what to do."""
        methods = STANDARD.with_aggregator("last", lambda _, found: found[-1])
        group = Group("g", children=(Indicator("a"),), aggregate="last")
        (issue,) = lacking(alone(group, methods), "SQL", sql.WORDS, (group.id, method_of(group)))
        assert issue.path == ("g", "last")
        assert issue.message == "last is an ordinary Python function, and SQL needs a formula; write it as one"
        with pytest.raises(EngineLimitError, match="JavaScript needs a formula"):
            javascript({"g": alone(group, methods)})


class TestRefusals:
    @pytest.mark.parametrize("method", ["median", ("owa", "0.5", "0.5")], ids=str)
    def test_what_a_backend_lacks_follows_from_its_operations(self, method: Any) -> None:
        """Every backend sorts; one that could not would refuse these, and no list of methods says so."""
        formula = alone(Group("g", children=(Indicator("a"), Indicator("b")), aggregate=method), STANDARD)
        for has in (sql.WORDS, expressions.HAS, WORDS):
            assert lacking(formula, "it", has, ("g", "median")) == []
            (issue,) = lacking(formula, "it", {*has} - {"sorted"}, ("g",))
            assert issue.message.startswith("it cannot compute sorted")

    def test_javascript_refuses_roundings_that_are_not_proved(self) -> None:
        """Where exact numbers are asked for, columns of unknown decimals are refused before anything is written."""
        card = Group("g", children=(Indicator("a"), Indicator("b")), round=1)
        with pytest.raises(EngineLimitError, match="may differ in floats"):
            javascript({"g": alone(card, STANDARD)}, exact=True)


class TestText:
    def test_a_formula_is_read_as_it_is_written(self) -> None:
        """Docs show what is computed."""
        formula = alone(Indicator("x", normalise=("goalposts", 20, 85, "cap")), STANDARD)
        assert repr(formula) == "max(min((x - 20) / 65, 1), 0)"
        assert spreadsheet(formula, {"x": "B2"}).results == ("MAX(MIN(((B2-20)/65),1),0)",)

    def test_nothing_that_does_nothing_is_written(self) -> None:
        """Factors of 1, terms of 0 and conditions that always hold leave no trace."""
        x = column("x", gaps=False)
        assert (x * 1 + 0) / 1 is x
        assert where(parameter("p") < 1, x, x) is x
        group = Group("g", children=(Indicator("a"),), missing=Missing.SKIP)
        assert repr(tree(group, STANDARD, {})["g"].result) == "a"

    def test_a_formula_is_neither_true_nor_false(self) -> None:
        """An `if` over a formula is a mistake, and says what to write."""
        with pytest.raises(TypeError, match="use where"):
            bool(column("x") < 1)

    def test_parameters_are_given_later(self) -> None:
        """Limits from data are names until the data are there."""
        formula = (column("x") - parameter("low")) / (parameter("high") - parameter("low"))
        assert parameters_of(formula) == ["low", "high"]
        later = bound(formula, {"low": 1, "high": 3})
        assert parameters_of(later) == []
        assert columns_of(later) == ["x"]
        assert by_exact(later, [{"x": Decimal(2)}]) == [0.5]


def test_unused_words_of_the_language_compute() -> None:
    """A logarithm of nothing and a place too far are not numbers, and raise nothing."""
    from gm100.scoring.formula.tree import descending

    formula = nth(2, descending([column("a"), column("b")]))
    assert by_fused(formula, ROWS) == [1.0, None, None]
    assert by_exact(log(column("a") - 1), ROWS) == [None, None, None]


class TestWords:
    """Words become numbers in every backend that has words."""

    @pytest.mark.libraries
    def test_levels_are_read_everywhere(self) -> None:
        """A word is its level, and a gap is none."""
        import duckdb
        import numpy as np

        from gm100.scoring.formula.arrays import Steps
        from gm100.scoring.formula.fused import Fused
        from gm100.scoring.formula.sql import sql_query
        from gm100.scoring.methods.node import leaf

        formula = leaf(Indicator("x", normalise=("levels", "A", 4, "B'", 3)), STANDARD, Gaps.MISSING).result
        assert Fused([formula]).table({"x": ["A", "B'"]}) == [4.0, 3.0]
        (found,) = Steps([formula]).arrays(np, {"x": np.array(["A", "B'"], dtype=object)})
        assert found.tolist() == [4.0, 3.0]
        query = sql_query({"y": formula}, "t")
        text = f"WITH t AS (SELECT 'A' AS x UNION ALL SELECT 'B''' UNION ALL SELECT NULL) {query}"
        assert sorted(duckdb.sql(text).fetchall(), key=str) == [(3.0,), (4.0,), (None,)]
