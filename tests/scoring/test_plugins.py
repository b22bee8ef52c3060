"""
Your own methods, of every kind: what they get, where they work, and what is said when they return something else.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from operator import mul
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from formula_cases import NODE

import gm100
from gm100 import DefinitionError, Direction, Group, Indicator, Missing, Scale, Scorecard, ScoringError
from gm100.scoring import Engine
from gm100.scoring.formula.tree import column, least, log
from gm100.scoring.methods.distance import with_distances
from gm100.scoring.methods.limits import is_present


def card(*children: Any, **fields: Any) -> Scorecard:
    """A scorecard of one group."""
    return Scorecard(id="card", root=Group("index", children=children, **fields))


def values(engine: Engine, scorecard: Scorecard, **columns: Sequence[Any]) -> list[float | None]:
    """The indices of a table, which the trees of its units have too."""
    size = len(next(iter(columns.values())))
    table: Any = {"code": [f"u{i}" for i in range(size)], **columns}
    scores: gm100.Scores = gm100.score(table, scorecard, engine)
    assert scores.values == tuple(result.value for result in scores)
    return [None if value is None else float(value) for value in scores.values]


def problem(engine: Engine, scorecard: Scorecard, **columns: Sequence[Any]) -> str:
    """What is said of a table that is refused."""
    with pytest.raises(ScoringError) as caught:
        values(engine, scorecard, **columns)
    return str(caught.value)


class TestOneValue:
    def test_with_its_range_it_can_be_turned_and_stretched(self) -> None:
        """Less is better within the range that the plug-in declares, and an output range stretches from it."""
        engine = Engine().with_normaliser("half", lambda x, whole: x / whole, span=lambda whole: (0, 10 / whole))
        turned = Indicator("a", normalise=("half", 2), direction=Direction.LOWER, output=Scale(0, 100))
        assert values(engine, card(turned), a=[0.0, 10.0, 4.0]) == [100, 0, 60]

    def test_without_a_range_both_are_refused(self) -> None:
        """As for a method of gm100 that has none."""
        engine = Engine().with_normaliser("half", lambda x: x / 2)
        for fields in ({"direction": Direction.LOWER}, {"output": Scale(0, 1)}):
            with pytest.raises(DefinitionError, match="range"):
                values(engine, card(Indicator("a", normalise="half", **fields)), a=[1.0])

    def test_exact_where_it_is_declared(self) -> None:
        """It gets decimals and parameters as decimals, and the index is exact."""
        seen: list[Any] = []

        def tenth(x: Decimal, part: Decimal) -> Decimal:
            seen.extend([x, part])
            return x * part

        engine = Engine().with_normaliser("tenth", tenth, exact=True)
        scorecard = card(Indicator("a", normalise=("tenth", "0.1")), round=2)
        scores = gm100.score([{"code": "u", "a": "0.05"}], scorecard, engine)
        assert scores.scored.numbers.exact
        assert str(scores.values[0]) == "0.01"  # 0.005, which is half up.
        assert {type(x) for x in seen} == {Decimal}

    def test_it_is_not_asked_about_gaps(self) -> None:
        """They are for the scorecard to judge."""
        engine = Engine().with_normaliser("twice", lambda x: int(x) * 2)
        scorecard = card(Indicator("a", normalise="twice"), Indicator("b"), missing=Missing.SKIP)
        assert values(engine, scorecard, a=[None, 1.0], b=[3.0, 3.0]) == [3, 2.5]

    @pytest.mark.parametrize(
        ("function", "said"),
        [
            (lambda _: "much", "u0, a: wrong returned 'much', expected a number"),
            (lambda _: None, "u0, a: wrong returned None, expected a number"),
            (lambda _: [1], "u0, a: wrong returned a list, expected a number"),
            (lambda x: {str(x): x}["x"], "u0, a: wrong failed with KeyError: 'x'"),
            (lambda x: x.nothing, "u0, a: wrong failed with AttributeError"),
            (lambda _: float("inf"), "u0, a: comes out as inf, which is not a finite number"),
        ],
    )
    def test_what_is_wrong_names_plug_in_node_and_value(self, function: Any, said: str) -> None:
        """Of every unit, at once."""
        engine = Engine().with_normaliser("wrong", function)
        found = problem(engine, card(Indicator("a", normalise="wrong")), a=[1.0, 2.0])
        assert said in found
        assert said.replace("u0", "u1") in found

    def test_a_float_where_exactness_is_declared(self) -> None:
        """Nothing is cut off without a word."""
        engine = Engine().with_normaliser("wrong", lambda x: float(x) / 3, exact=True)
        said = "wrong returned 0.3333333333333333 of type float, expected a Decimal, for it is declared exact"
        assert said in problem(engine, card(Indicator("a", normalise="wrong")), a=[1])


class TestLimits:
    def test_they_are_found_kept_and_used(self) -> None:
        """A method with fixed parameters comes back; `fitted` writes it down, and it is used on other data."""
        engine = Engine().with_normaliser(
            "above_mean", lambda column, _: ("goalposts", 0, sum(column) / len(column)), limits=True
        )
        scorecard = card(Indicator("a", normalise="above_mean"))
        scores = gm100.score({"code": ["p", "q"], "a": [1.0, 3.0]}, scorecard, engine)
        assert [float(x) for x in scores.values if x is not None] == [0.5, 1.5]
        assert scores.remarks == ("a: above_mean became goalposts 0 2.0",)
        assert gm100.scoring.compiled(scores.fitted)({"a": 4.0}) == 2

    def test_they_may_become_a_plug_in(self) -> None:
        """A method of one value that is an ordinary function."""
        engine = (
            Engine()
            .with_normaliser("share_of", lambda x, whole: x / whole)
            .with_normaliser("share_of_sum", lambda column, _: ("share_of", sum(column)), limits=True)
        )
        assert values(engine, card(Indicator("a", normalise="share_of_sum")), a=[1.0, 3.0, None][:2]) == [0.25, 0.75]

    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (3, "a, wrong: wrong returned 3, expected a method with its parameters"),
            (
                ("goalpost", 0, 1),
                "a, wrong: wrong returned goalpost 0 1, which is not a normaliser with fixed parameters",
            ),
            (("minmax",), "a, wrong: wrong returned minmax, which is not a normaliser with fixed parameters"),
            (("goalposts", 0), "a, wrong: wrong returned goalposts 0, takes low, high as numbers"),
        ],
    )
    def test_what_is_no_method(self, found: Any, said: str) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_normaliser("wrong", lambda *_: found, limits=True)
        assert said in problem(engine, card(Indicator("a", normalise="wrong")), a=[1.0, 2.0])


class TestWholeColumn:
    ENGINE = Engine().with_normaliser(
        "shares",
        lambda column: [x / sum(filter(is_present, column)) for x in column],
        column=True,
        span=lambda _: (0, 1),
    )

    def test_it_sees_the_column_with_its_gaps(self) -> None:
        """A gap stays one, and the range turns and stretches."""
        scorecard = card(Indicator("a", normalise="shares", output=Scale(0, 100)), missing=Missing.PROPAGATE)
        assert values(self.ENGINE, scorecard, a=[1.0, None, 3.0]) == [25, None, 75]

    @pytest.mark.parametrize(
        ("function", "said"),
        [
            (lambda column: column[:1], "a, wrong: wrong returned 1 of them, expected one value for each of 2"),
            (lambda _: 3, "a, wrong: wrong returned 3, expected one value for each of 2"),
            (lambda _: "ab", "a, wrong: wrong returned 2 of them, expected one value for each of 2"),
            (
                lambda column: [*column[:1], "x"],
                "wrong returned 'x' at place 2, expected a value that is a finite number",
            ),
        ],
    )
    def test_what_is_no_column(self, function: Any, said: str) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_normaliser("wrong", function, column=True)
        assert said in problem(engine, card(Indicator("a", normalise="wrong")), a=[1.0, 2.0])


class TestWholeTable:
    def test_topsis_with_costs_and_vikor_are_such_plug_ins(self) -> None:
        """With a choice of normalisation; for a cost the best and the worst change places."""
        engine = with_distances(Engine())
        for method, expected in (
            (("topsis_of", "minmax", "cost"), [0, 1, 0.5]),
            (("vikor", "0.5", "cost"), [0, 1, 0.5]),
        ):
            assert values(engine, card(Indicator("a"), aggregate=method), a=[3.0, 1.0, 2.0]) == expected

    def test_it_sees_the_children_that_count_of_the_units_that_have_them(self) -> None:
        """Weights, and a column of each; who lacks one is not compared."""
        seen: list[Any] = []

        def first(weights: Sequence[Any], columns: Sequence[Sequence[float]]) -> Sequence[float]:
            seen.append(([float(w) for w in weights], [list(column) for column in columns]))
            return columns[0]

        engine = Engine().with_aggregator("first", first, whole=True)
        children = (Indicator("a", weight=2), Indicator("b", weight=0), Indicator("c"))
        scorecard = card(*children, aggregate="first", missing=Missing.PROPAGATE)
        assert values(engine, scorecard, a=[1.0, 2.0], b=[9.0, None], c=[5.0, None]) == [1, None]
        assert seen == [([2, 1], [[1.0], [5.0]])]

    def test_what_is_no_column(self) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_aggregator("wrong", lambda *_: [1.0, None], whole=True)
        found = problem(engine, card(Indicator("a"), aggregate="wrong"), a=[1.0, 2.0])
        assert "index, wrong: wrong returned None at place 2, expected a value that is a finite number" in found


class TestWeights:
    def test_they_are_found_from_columns_or_codes(self) -> None:
        """Derived ones see the columns; the others only the codes, also of a table of nobody."""
        engine = (
            Engine()
            .with_weighting("by_sum", lambda _, columns: [sum(column) for column in columns])
            .with_weighting("by_name", lambda codes, _: [len(code) for code in codes], derived=False)
        )
        assert values(engine, card(Indicator("a"), Indicator("bb"), weigh="by_sum"), a=[1.0], bb=[3.0]) == [2.5]
        assert values(engine, card(Indicator("a"), Indicator("bbb"), weigh="by_name"), a=[1.0], bbb=[5.0]) == [4]

    @pytest.mark.parametrize(
        ("function", "said"),
        [
            (lambda *_: [1.0], "index, wrong: wrong returned 1 of them, expected one weight for each of 2"),
            (lambda *_: [1.0, -1.0], "index, wrong: wrong returned -1.0 for b, expected a number that is 0 or more"),
            (lambda *_: [1.0, "x"], "index, wrong: wrong returned 'x' for b, expected a number that is 0 or more"),
            (lambda *_: [0, 0], "index, wrong: wrong returned weights that are all 0"),
        ],
    )
    def test_what_are_no_weights(self, function: Any, said: str) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_weighting("wrong", function)
        assert said in problem(engine, card(Indicator("a"), Indicator("b"), weigh="wrong"), a=[1.0], b=[1.0])


class TestImputation:
    def test_it_sees_the_column_labels_and_earlier_years(self) -> None:
        """The last value of the unit, and else the greatest of its province."""

        def known(column: Sequence[Any], beside: Any, _label: str) -> list[Any]:
            greatest: dict[Any, float] = {}
            for x, label in zip(column, beside.labels, strict=True):
                if x is not None:
                    greatest[label] = max(float(x), greatest.get(label, 0))
            rows = zip(column, beside.labels, beside.earlier, strict=True)
            return [
                x if x is not None else sum(float(y) for _, y in earlier) if earlier else greatest.get(label)
                for x, label, earlier in rows
            ]

        engine = Engine().with_imputation("known", known, labels=True)
        scorecard = card(Indicator("a", impute=("known", "province")), missing=Missing.PROPAGATE)
        now: list[dict[str, Any]] = [
            {"code": "u", "province": "P", "a": None},
            {"code": "v", "province": "P", "a": 5},
            {"code": "w", "province": "P", "a": None},
            {"code": "x", "province": "Q", "a": None},
        ]
        years: dict[int, Any] = {2020: [{**now[0], "a": 2}], 2021: [{**now[0], "a": 1}], 2022: now}
        found = gm100.panel(years, scorecard, engine=engine)[2022]
        assert [result.value for result in found] == [3, 5, 5, None]
        assert found["u"]["a"].remark == "imputed by known province"

    def test_what_is_no_column(self) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_imputation("wrong", lambda column, _: column[1:])
        found = problem(engine, card(Indicator("a", impute="wrong")), a=[None, 2.0])
        assert "a, impute: wrong: wrong returned 1 of them, expected one value for each of 2" in found


class TestTreatment:
    def test_it_sees_the_values_that_are_there(self) -> None:
        """Gaps stay where they are, and what is moved is remarked on."""
        engine = Engine().with_treatment("cut", lambda column, top: [min(x, float(top)) for x in column])
        scorecard = card(Indicator("a", treat=("cut", 3)), missing=Missing.PROPAGATE)
        assert values(engine, scorecard, a=[1.0, None, 9.0]) == [1, None, 3]

    def test_what_is_no_column(self) -> None:
        """Node, plug-in and what came back."""
        engine = Engine().with_treatment("wrong", lambda column: [None for _ in column])
        found = problem(engine, card(Indicator("a", treat="wrong")), a=[1.0, 2.0])
        assert "a, treat: wrong: wrong returned None at place 1, expected a value that is a finite number" in found


class TestAggregator:
    def test_it_may_share_the_value_out_itself(self) -> None:
        """Its contributions are in the tree, with factor and rounding carried over."""

        def best(_: Sequence[float], found: Sequence[float]) -> float:
            return max(found)

        def parts(_weights: Any, found: Sequence[float], _divisor: Any, value: float) -> list[float]:
            return [value if x == value else 0 for x in found]

        engine = Engine().with_aggregator("best", best, parts=parts)
        scorecard = card(Indicator("a"), Indicator("b"), aggregate="best", factor=2)
        result = gm100.score({"code": "u", "a": 1.0, "b": 4.0}, scorecard, engine)
        assert result.root is not None
        assert [child.contribution for child in result.root.children] == [0, 8]

    def test_exact_where_it_is_declared(self) -> None:
        """A third is cut off nowhere that would move a half."""

        def mean(shares: Sequence[Decimal], found: Sequence[Decimal]) -> Decimal:
            return sum((w * x for w, x in zip(shares, found, strict=True)), Decimal(0))

        engine = Engine().with_aggregator("own_mean", mean, exact=True)
        scorecard = card(Indicator("a"), Indicator("b"), aggregate="own_mean", round=2)
        scores = gm100.score([{"code": "u", "a": "1.005", "b": "1.005"}], scorecard, engine)
        assert (str(scores.values[0]), scores.scored.numbers.exact) == ("1.01", True)

    def test_contributions_that_do_not_add_up(self) -> None:
        """Unit, node, plug-in and what came back; the index is not touched by it."""
        engine = Engine().with_aggregator("wrong", lambda _, x: sum(x), parts=lambda _, x, *__: [1.0 for _ in x])
        scores = gm100.score(
            [{"code": "u", "a": 5.0, "b": 2.0}], card(*map(Indicator, "ab"), aggregate="wrong"), engine
        )
        assert scores.values == (Decimal(7),)
        said = "u, index: wrong returned contributions that add up to 2, expected the value of the group, 7"
        with pytest.raises(ScoringError, match=said):
            scores[0]

    def test_what_is_no_value(self) -> None:
        """Unit, node, plug-in and what came back."""
        engine = Engine().with_aggregator("wrong", lambda _, x: x)
        found = problem(engine, card(Indicator("a"), aggregate="wrong"), a=[1.0])
        assert "u0, index: wrong returned a list, expected a number" in found


def formulas(engine: Engine) -> Engine:
    """A plug-in of formulas: they work in every backend."""
    made = engine.with_normaliser("log_share", lambda x, whole: log(x) / log(whole), formula=True)
    return made.with_aggregator("capped", lambda children, cap: least(children.mean(), cap), formula=True)


class TestFormulas:
    CARD = card(
        Indicator("a", normalise=("log_share", 100), scale=Scale(1, 100)),
        Indicator("b", scale=Scale(0, 4)),
        aggregate=("capped", 2),
    )
    ROWS = ({"code": "u", "a": 10.0, "b": 1.0}, {"code": "v", "a": 100.0, "b": 4.0})

    @pytest.mark.libraries
    def test_frames(self) -> None:
        """On every engine, by the argument `engine`; without it they are refused by name."""
        import polars as pl

        from gm100.adapters import score_frame

        frame = pl.DataFrame(list(self.ROWS))
        found = score_frame(frame, self.CARD, engine=formulas(Engine()))["index"].to_list()
        assert found == pytest.approx([0.75, 2])
        with pytest.raises(DefinitionError, match="'capped' is not a method of this engine"):
            score_frame(frame, self.CARD)

    @pytest.mark.npm
    @pytest.mark.skipif(NODE is None, reason="needs Node")
    def test_javascript(self) -> None:
        """As a function for web pages."""
        function = gm100.export_scorecard(self.CARD, "js", methods=formulas(Engine()))
        script = f"{function}\nconsole.log(JSON.stringify({json.dumps(self.ROWS)}.map(row => score(row).index)))"
        done = subprocess.run([str(NODE), "-"], input=script, capture_output=True, check=True, encoding="utf-8")
        assert json.loads(done.stdout) == pytest.approx([0.75, 2])

    def test_sql(self) -> None:
        """As a query."""
        assert "LEAST" in gm100.export_scorecard(self.CARD, "sql", methods=formulas(Engine()))


class TestNeeds:
    def test_a_document_names_the_plug_ins_it_needs(self) -> None:
        """It survives the way to JSON, and an engine without them says what is missing, once."""
        needing = Scorecard(id="needing", needs=["own"], root=TestFormulas.CARD.root)
        assert gm100.loads(gm100.dumps(needing)) == needing
        (issue,) = gm100.scoring.check_scorecard(needing)
        assert (issue.code, issue.path) == ("needs-plugin", ("needs",))
        assert (
            "needs the plug-in own, which this engine does not have; install it, and use load_plugins()"
            in issue.message
        )
        assert gm100.scoring.check_scorecard(needing, Engine().with_plugin("own", formulas)) == ()

    @pytest.mark.slow
    def test_the_command_line_loads_what_is_installed(self, tmp_path: Path) -> None:
        """With `--plugins` a scorecard from a file is scored and exported; without, it says what to do."""
        (tmp_path / "own_methods.py").write_text(
            "def plugin(engine):\n    return engine.with_aggregator('capped', capped, formula=True)\n\n\n"
            "def capped(children, cap):\n    from gm100.scoring.formula.tree import least\n\n"
            "    return least(children.mean(), cap)\n"
        )
        info = tmp_path / "own_methods-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-methods\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[gm100.plugins]\nown = own_methods:plugin\n")
        scorecard = Scorecard(
            id="own-card", needs=("own",), root=Group("index", aggregate=("capped", 2), children=(Indicator("a"),))
        )
        (tmp_path / "card.json").write_text(gm100.dumps(scorecard))
        (tmp_path / "table.csv").write_text("code,a\nu,1\nv,3\n")

        def run(*words: str) -> subprocess.CompletedProcess[str]:
            paths = [str(tmp_path), str(Path(gm100.__file__).parents[1])]
            code = f"import sys; sys.path[:0] = {paths!r}; from gm100.cli import main; sys.exit(main({list(words)!r}))"
            return subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
            )

        table = ("score", "table.csv", "--scorecard", "card.json", "--format", "csv")
        done = run(*table, "--plugins")
        assert [line.split(",")[3] for line in done.stdout.splitlines()[1:]] == ["2", "1"], done.stderr
        assert "needs the plug-in own" in run(*table).stderr
        assert "--plugins" in run(*table).stderr
        assert "function score(row)" in run("scorecard", "export", "card.json", "--to", "js", "--plugins").stdout


class TestBeforeAnyData:
    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (None, "wrong returned None, expected a formula"),
            ("x", "wrong returned 'x', expected a formula"),
            (True, "wrong returned True, expected a formula"),
            (math.nan, "wrong returned nan, expected a finite number, or a formula"),
            (column("x") < 1, "wrong returned a condition, expected a formula of a number, such as where"),
        ],
    )
    def test_what_is_no_formula(self, found: Any, said: str) -> None:
        """It is refused with the definition, by the node that names it."""
        for engine, scorecard in (
            (
                Engine().with_normaliser("wrong", lambda *_: found, formula=True),
                card(Indicator("a", normalise="wrong")),
            ),
            (
                Engine().with_aggregator("wrong", lambda *_: found, formula=True),
                card(Indicator("a"), aggregate="wrong"),
            ),
        ):
            for way in (gm100.score, gm100.leave_one_out):
                with pytest.raises(DefinitionError, match=said):
                    way([], scorecard, engine=engine)
            with pytest.raises(DefinitionError, match=said):
                gm100.export_scorecard(scorecard, methods=engine)

    def test_a_formula_that_fails(self) -> None:
        """With the name of the function and of what it raised."""
        engine = Engine().with_aggregator("wrong", lambda children: children.means(), formula=True)
        with pytest.raises(DefinitionError, match="wrong failed with AttributeError: 'Children' object has no"):
            gm100.score([], card(Indicator("a"), aggregate="wrong"), engine)

    @pytest.mark.parametrize("found", [np.float64(0.5), np.int64(2), Fraction(1, 2), 2])
    def test_numbers_are_formulas(self, found: Any) -> None:
        """Those of numpy too."""
        engine = Engine().with_normaliser("fixed", lambda x: x * 0 + float(found), formula=True)
        engine = engine.with_normaliser("times", lambda x: x * np.float64(2), formula=True)
        scorecard = card(Indicator("a", normalise="fixed"), Indicator("b", normalise="times"))
        assert values(engine, scorecard, a=[1], b=[3]) == [(float(found) + 6) / 2]

    @pytest.mark.parametrize("span", [3, (1,), (1, 0), ("a", "b"), (0, math.inf), [0, 1, 2]])
    def test_what_is_no_range(self, span: Any) -> None:
        """Nothing is turned in it or stretched from it."""
        engine = Engine().with_normaliser("wrong", lambda x: x, span=lambda: span)
        with pytest.raises(DefinitionError, match=r"the span of wrong returned .* expected the least and the greatest"):
            gm100.score([], card(Indicator("a", normalise="wrong", output=Scale(0, 1))), engine)

    def test_what_is_no_range_in_a_choice(self) -> None:
        """A choice of normalisers says which factor and which method of it is wrong, and where."""
        engine = Engine().with_normaliser("wrong", lambda x: x, span=lambda: (3, 1))
        scorecard = card(Indicator("a", normalise="minmax", output=Scale(0, 10)), Indicator("b"))
        rows = [{"code": code, "a": x, "b": x} for code, x in (("u", 1), ("v", 2))]
        with pytest.raises(DefinitionError) as caught:
            gm100.sensitivity(rows, scorecard, [gm100.NormaliserChoice("a", ("minmax", "wrong"))], engine=engine)
        assert [issue.path for issue in caught.value.issues] == [("factors", 0, "methods", 1, "a", "normalise")]
        assert "the span of wrong returned (3, 1), expected the least and the greatest value" in str(caught.value)

    def test_what_is_no_range_of_so_many_units(self) -> None:
        """Where the table alone says it, it names the indicator too."""
        engine = Engine().with_normaliser("wrong", list, column=True, span=lambda n: (0, n) if n == 2 else n)
        with pytest.raises(DefinitionError, match=r"a, normalise: the span of wrong returned 3, expected the least"):
            values(engine, card(Indicator("a", normalise="wrong", output=Scale(0, 10))), a=[1, 2, 3])

    @pytest.mark.parametrize("exit_", [gm100.scoring.compiled, lambda *given: gm100.score([], *given)])
    def test_what_is_no_formula_of_so_many_children(self, exit_: Any) -> None:
        """A formula is asked for the children that there are, before anything is computed."""
        engine = Engine().with_aggregator("wrong", lambda each: each.all[2].weight.data.no, formula=True)
        assert gm100.score([], card(Indicator("a"), aggregate="arithmetic"), engine).values == ()
        for count, said in ((2, "wrong failed with IndexError"), (3, "wrong failed with AttributeError")):
            with pytest.raises(DefinitionError, match=f"index, aggregate: {said}"):
                exit_(card(*(Indicator(code) for code in "abc"[:count]), aggregate="wrong"), engine)

    @pytest.mark.parametrize(("check", "said"), [(lambda _: 3, "returned 3, expected a sentence"), (len, None)])
    def test_what_does_not_check(self, check: Any, said: str | None) -> None:
        """A function that is to say what is wrong with parameters says it in a sentence, or says nothing."""
        fields = {"normalise": "normaliser", "treat": "treatment", "impute": "imputation"}
        for field, kind in (*fields.items(), ("aggregate", "aggregator"), ("weigh", "weighting")):
            engine = getattr(Engine(), f"with_{kind}")("wrong", lambda *given: given[0], check=check)
            named: dict[str, Any] = {field: "wrong"}
            scorecard = card(Indicator("a", **named)) if field in fields else card(Indicator("a"), **named)
            with pytest.raises(DefinitionError, match=f"wrong cannot be checked: wrong {said or 'returned 0'}"):
                gm100.score([], scorecard, engine)


class TestNumbersOfLibraries:
    def test_columns_of_numpy(self) -> None:
        """As most plug-ins compute: what comes back is read as the numbers it is."""
        engine = (
            Engine()
            .with_normaliser("scaled", lambda column: np.asarray(column, dtype=float) / 4, column=True)
            .with_aggregator("summed", lambda _, columns: np.sum(columns, axis=0), whole=True)
            .with_weighting("even", lambda codes, _: np.ones(len(codes)))
            .with_treatment("clipped", lambda column: np.clip(column, 0, 2))
        )
        leaves = (Indicator("a", normalise="scaled"), Indicator("b", treat="clipped"))
        assert values(engine, card(*leaves), a=[2.0, 4.0], b=[1.0, 3.0]) == [0.75, 1.5]
        assert values(engine, card(*leaves, aggregate="summed"), a=[2.0, 4.0], b=[1.0, 3.0]) == [1.5, 3]
        assert values(engine, card(*leaves, weigh="even"), a=[2.0, 4.0], b=[1.0, 3.0]) == [0.75, 1.5]

    def test_decimals_and_fractions(self) -> None:
        """Among floats and gaps they become floats."""
        engine = (
            Engine()
            .with_aggregator("ones", lambda _, columns: [Decimal("0.5") for _ in columns[0]], whole=True)
            .with_weighting("mixed", lambda codes, _: [Fraction(1, 3), Decimal(1), 2.0][: len(codes)])
        )
        leaves = (Indicator("a"), Indicator("b"), Indicator("c"))
        scorecard = card(*leaves, aggregate="ones", missing=Missing.PROPAGATE)
        assert values(engine, scorecard, a=[1.0, None], b=[1.0, 1.0], c=[1.0, 1.0]) == [0.5, None]
        assert values(engine, card(*leaves, weigh="mixed"), a=[0.0, 1.0], b=[0.0, 1.0], c=[1.0, 1.0]) == [0.6, 1]

    def test_an_ordinary_function_under_drawn_weights(self) -> None:
        """It is called for one unit after another, and not with arrays."""
        engine = Engine().with_aggregator("greatest", lambda shares, found: max(map(mul, shares, found)))
        scorecard = card(Indicator("a"), Indicator("b"), aggregate="greatest")
        rows = [{"code": f"u{i}", "a": i, "b": 7 * i % 5} for i in range(6)]
        found = gm100.sensitivity(rows, scorecard, draws=5, engine=engine)
        for index in range(5):
            again = gm100.rank(rows, found.scorecard(index), engine=engine)
            assert found.ranks(index) == {each.unit: float(each.rank or 0) for each in again}
