"""
The engine: what goes in, what is refused, what is known of each node afterwards.
"""

from __future__ import annotations

import pickle
from decimal import Decimal, localcontext
from fractions import Fraction
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest
from in_fractions import in_fractions

import gm100
from gm100 import (
    Arithmetic,
    Band,
    DefinitionError,
    Direction,
    Group,
    Indicator,
    Missing,
    ResultStatus,
    Scale,
    Scorecard,
    ScoringError,
)
from gm100.errors import DuplicateMethodError
from gm100.scoring import Engine
from gm100.scoring.methods.node import tree
from gm100.scoring.methods.registry import STANDARD
from gm100.typing import NOT_APPLICABLE


def card(*children: Any, **fields: Any) -> Scorecard:
    """A scorecard of one group."""
    return Scorecard(id="card", root=Group("index", children=children, **fields))


def three(**fields: Any) -> Scorecard:
    """A group of three with weights 1, 1, 2."""
    return card(Indicator("a"), Indicator("b"), Indicator("c", weight=2), **fields)


class TestMinistry:
    @pytest.mark.parametrize(
        ("edition", "reproduced"),
        [
            ("kominfo-2022-early", 38),
            ("kominfo-2022-regular", 1),
            ("kominfo-2023-regular", 72),
            ("kominfo-2023-kppn-ikn", 58),
        ],
    )
    def test_every_published_index_comes_out(self, edition: str, reproduced: int) -> None:
        """To the last digit, for every region that took part; and the same in fractions, without code."""
        scorecard = gm100.scorecards()[edition]
        scores = gm100.score(gm100.evaluations(scorecard=scorecard), scorecard)
        assert sum(result.matches is True for result in scores) == reproduced
        assert not any(result.matches is False for result in scores)
        plan, columns = scores.scored.prepared, scores.scored.table.columns
        formula = tree(plan.root, STANDARD, {})[plan.root.id].result
        for place, value in enumerate(value for value in scores.values if value is not None):
            row = {code: column[place] for code, column in columns.items()}
            assert in_fractions(formula, row) == Fraction(value)

    @pytest.mark.parametrize("moved", ["baseline", "output", "outcome", "impact", "quick_win"])
    def test_five_points_of_weight_break_it(self, moved: str) -> None:
        """The golden test would notice a wrong weight."""
        scorecard = gm100.scorecards()["kominfo-2023-regular"]
        other = "output" if moved == "baseline" else "baseline"
        weights = {i.id: i.weight for i in scorecard.indicators}
        changed = {moved: weights[moved] + Decimal("0.05"), other: weights[other] - Decimal("0.05")}
        scores = gm100.score(gm100.evaluations(scorecard=scorecard), scorecard.with_weights(changed))
        assert any(result.matches is False for result in scores)


class TestMissing:
    def test_the_default_is_an_error(self) -> None:
        """Nobody is scored on half of the indicators by accident."""
        with pytest.raises(ScoringError, match="u, b: has no value"):
            gm100.score({"code": "u", "a": 1, "b": None, "c": 3}, three())

    def test_all_gaps_come_at_once(self) -> None:
        """Two units with gaps are two lines of one error."""
        rows = [{"code": "u", "a": 1, "c": 3}, {"code": "v", "a": 1, "b": None, "c": None}]
        with pytest.raises(ScoringError) as caught:
            gm100.score(rows, three())
        assert [issue.path for issue in caught.value.issues] == [("u", "b"), ("v", "b"), ("v", "c")]

    def test_skipping_shares_the_weight(self) -> None:
        """Without b, a and c count one and two thirds."""
        found = gm100.score({"code": "u", "a": 1, "b": None, "c": 4}, three(missing=Missing.SKIP))
        assert found.value == 3
        assert found["b"].weight is None

    @pytest.mark.parametrize(("present", "value"), [({"c": 4}, 4), ({"a": 1, "b": 2}, 1.5), ({"a": 1}, None)])
    def test_a_least_coverage(self, present: dict[str, int], value: float | None) -> None:
        """Half of the weight is enough, a quarter is not."""
        found = gm100.score({"code": "u", **present}, three(missing=Missing.SKIP, min_coverage="0.5"))
        assert found.value == value
        assert found.status is (ResultStatus.MISSING if value is None else ResultStatus.SCORED)

    def test_a_fill_is_a_value(self) -> None:
        """And the result says that it was put there."""
        found = gm100.score({"code": "u", "a": 1, "b": None, "c": 4}, three(missing=Missing.FILL, fill=0))
        assert found.value == Decimal("2.25")
        assert found["b"].remark == "no value, filled"

    def test_propagating_gives_no_index(self) -> None:
        """A gap makes a gap."""
        found = gm100.score({"code": "u", "a": 1, "c": 4}, three(missing=Missing.PROPAGATE))
        assert (found.value, found.status) == (None, ResultStatus.MISSING)

    def test_a_value_that_cannot_be_is_no_gap(self) -> None:
        """Not applicable is left out under every policy, and does not count against the coverage."""
        found = gm100.score({"code": "u", "a": 1, "b": NOT_APPLICABLE, "c": 4}, three())
        assert found.value == 3
        assert found["b"].remark == "not applicable"

    def test_a_group_of_nothing_applicable_is_not_applicable(self) -> None:
        """It leaves the group above as its children left it."""
        scorecard = card(Indicator("a"), Group("g", children=(Indicator("b"), Indicator("c"))))
        row = {"code": "u", "a": 2, "b": NOT_APPLICABLE, "c": NOT_APPLICABLE}
        assert gm100.score(row, scorecard).value == 2

    def test_no_answer_is_missing(self) -> None:
        """Code 9 of the survey is not an answer of nine."""
        scorecard = card(
            Indicator("a", no_answer=(Decimal(9),)), Indicator("b", no_answer=(Decimal(9),)), missing=Missing.SKIP
        )
        assert gm100.score({"code": "u", "a": 9, "b": 3}, scorecard).value == 3

    def test_each_group_has_its_own_policy(self) -> None:
        """A gap that one group bears, another refuses."""
        bears = Group("bears", children=(Indicator("a"), Indicator("b")), missing=Missing.SKIP)
        refuses = Group("refuses", children=(Indicator("c"), Indicator("d")))
        scorecard = card(bears, refuses)
        assert gm100.score({"code": "u", "a": 1, "c": 3, "d": 3}, scorecard).value == 2
        with pytest.raises(ScoringError, match="u, d: has no value"):
            gm100.score({"code": "u", "a": 1, "b": 1, "c": 3}, scorecard)

    def test_gaps_among_many_cost_nobody_else(self) -> None:
        """Units without gaps score the same beside one that has some."""
        rows = [{"code": "u", "a": 1, "b": 2, "c": 3}, {"code": "v", "a": 1, "b": None, "c": 3}]
        scores = gm100.score(rows, three(missing=Missing.SKIP))
        assert [f"{value:.4f}" for value in scores.values if value is not None] == ["2.2500", "2.3333"]


class TestGivenGroups:
    def scorecard(self) -> Scorecard:
        """Two groups of two, rounded to two decimals in the end."""
        one = Group("one", children=(Indicator("a"), Indicator("b")))
        other = Group("other", children=(Indicator("c"), Indicator("d")))
        return Scorecard(id="card", root=Group("index", children=(one, other)), round=2)

    def test_a_group_may_be_given_instead_of_its_children(self) -> None:
        """Where a report prints aspects alone, they are enough."""
        found = gm100.score({"code": "u", "one": "2.33", "c": 3, "d": 4}, self.scorecard())
        assert found.value == Decimal("2.92")
        assert found["one"].remark == "given"

    def test_both_may_be_given_when_they_agree(self) -> None:
        """Agreement counts at the decimals that are given, and the children are what is computed with."""
        found = gm100.score({"code": "u", "one": "2.3", "a": "2.33", "b": "2.33", "c": 3, "d": 4}, self.scorecard())
        assert found["one"].value == Decimal("2.33")

    def test_a_contradiction_is_refused(self) -> None:
        """Unit, group and both values are named."""
        row = {"code": "u", "one": "2.4", "a": 2, "b": 3, "c": 3, "d": 4}
        with pytest.raises(ScoringError, match=r"u, one: 2\.4 is given, but its children make 2\.5"):
            gm100.score(row, self.scorecard())

    def test_a_given_group_has_no_gaps(self) -> None:
        """Its children are not asked for."""
        found = gm100.score({"code": "u", "one": 2, "other": 3}, self.scorecard())
        assert found.value == Decimal("2.50")


class TestInput:
    def test_infinity_is_refused_with_row_and_column(self) -> None:
        """It never gets in, by rows or by columns."""
        for data in (
            [{"code": "p", "a": 1.0, "b": 2.0, "c": float("-inf")}],
            {"code": ["p"], "a": [1.0], "b": [2.0], "c": [float("inf")]},
        ):
            with pytest.raises(ScoringError, match=r"p, c: got -?inf, expected a finite number"):
                gm100.score(data, three(aggregate="geometric"))

    def test_nan_is_a_missing_value(self) -> None:
        """By rows and by columns, whatever has no better word for it."""
        for data in (
            [{"code": "p", "a": 1.0, "b": 2.0, "c": float("nan")}],
            {"code": ["p"], "a": [1.0], "b": [2.0], "c": [Decimal("NaN")]},
        ):
            with pytest.raises(ScoringError, match="p, c: has no value"):
                gm100.score(data, three(aggregate="geometric"))

    def test_a_scale_is_held(self) -> None:
        """4.2 on a scale to 4 names the unit, the indicator and the scale."""
        with pytest.raises(ScoringError, match=r"u, a: 4\.2 is above the scale of this scorecard \(0 to 4\)"):
            gm100.score({"code": "u", "a": 4.2}, card(Indicator("a", scale=Scale(0, 4))))

    def test_a_column_of_floats_is_held_to_it_too(self) -> None:
        """The quick look at a whole column misses nothing."""
        scorecard = card(Indicator("a", scale=Scale(0, 4), normalise="minmax"))
        with pytest.raises(ScoringError, match=r"q, a: -0\.1 is below"):
            gm100.score({"code": ["p", "q"], "a": [4.0, -0.1]}, scorecard)

    def test_an_unknown_column_is_named(self) -> None:
        """A typo in a header is not a silent gap."""
        with pytest.raises(ScoringError, match="x: not part of card"):
            gm100.score({"code": ["p"], "a": [1], "b": [1], "c": [1], "x": [1]}, three())

    def test_columns_have_one_length(self) -> None:
        """A short column is refused."""
        with pytest.raises(ScoringError, match="a: the column has 1 cells, expected one for each of 2 units"):
            gm100.score({"code": ["p", "q"], "a": [1], "b": [1, 2], "c": [1, 2]}, three())

    def test_a_unit_stands_once(self) -> None:
        """By rows and by columns."""
        with pytest.raises(ScoringError, match="p: is given twice"):
            gm100.score({"code": ["p", "p"], "a": [1, 1], "b": [1, 2], "c": [1, 2]}, three())

    def test_nothing_is_a_table_too(self) -> None:
        """No units, no results, no error."""
        assert gm100.score([], three()).values == ()


class TestDefinition:
    def test_unknown_methods_come_all_at_once(self) -> None:
        """Every name that no registry knows, with what looks like it."""
        scorecard = card(
            Indicator("a", normalise="minmaks", treat="cut"), Indicator("b", impute="guess"), aggregate="geometrik"
        )
        with pytest.raises(DefinitionError) as caught:
            gm100.score([], scorecard)
        assert [issue.path for issue in caught.value.issues] == [
            ("index", "aggregate"),
            ("a", "normalise"),
            ("a", "treat"),
            ("b", "impute"),
        ]
        assert "did you mean geometric?" in str(caught.value)

    @pytest.mark.parametrize(
        "method",
        [
            "goalposts",
            ("goalposts", 1),
            ("goalposts", 1, "x"),
            ("goalposts", 0, 1, "cup"),
            ("goalposts", 3, 3),
            ("log_goalposts", 0, 10),
            ("piecewise", 0, 0),
            ("piecewise", 5, 0, 1, 1),
            ("levels", "A"),
            ("levels", "A", 1, "A", 2),
            ("zscore", "sampel"),
            ("minmax", 3),
            ("distance_to_reference",),
        ],
    )
    def test_parameters_are_checked(self, method: Any) -> None:
        """A wrong number, order or kind of parameters is found before any data is."""
        assert gm100.scoring.check_scorecard(card(Indicator("a", normalise=method)))

    @pytest.mark.parametrize(
        "children",
        [
            (Indicator("a", scale=Scale(0, 4)),),
            (Indicator("a", normalise="minmax"),),
            (Indicator("a", normalise="zscore"),),
            (Indicator("a", normalise=("goalposts", 0, 1), output=Scale(0, 100)),),
        ],
    )
    def test_a_geometric_mean_over_zero_is_refused_with_the_remedy(self, children: Any) -> None:
        """Where zero is bound to come up, everything would be 0."""
        issues = gm100.scoring.check_scorecard(card(*children, aggregate="geometric"))
        assert [issue.code for issue in issues] == ["reaches-zero"]
        assert "output range above 0 such as 1 to 100" in issues[0].message

    def test_a_power_mean_takes_zeros_but_nothing_below(self) -> None:
        """With a power above 0 a zero is a value like others; with one below, it makes everything 0."""
        zero, below = Indicator("a", scale=Scale(0, 4)), Indicator("a", scale=Scale(-1, 4))
        assert gm100.scoring.check_scorecard(card(zero, aggregate=("power", 2))) == ()
        assert gm100.score({"code": "u", "a": 0}, card(zero, aggregate=("power", 2))).value == 0
        for child, power in ((zero, -1), (zero, 0), (below, 2)):
            assert [i.code for i in gm100.scoring.check_scorecard(card(child, aggregate=("power", power)))] == [
                "reaches-zero"
            ]

    @pytest.mark.parametrize(
        "child",
        [
            Indicator("a", scale=Scale(1, 4)),
            Indicator("a", normalise="minmax", output=Scale(1, 100)),
            Indicator("a", normalise=("goalposts", 20, 85)),
        ],
    )
    def test_a_geometric_mean_above_zero_is_fine(self, child: Indicator) -> None:
        """A fixed goalpost is touched only by who is on it."""
        assert gm100.scoring.check_scorecard(card(child, aggregate="geometric")) == ()

    @pytest.mark.parametrize(
        ("scorecard", "code"),
        [
            (card(Indicator("a", direction=Direction.LOWER)), "direction"),
            (card(Indicator("a", output=Scale(0, 1))), "output"),
            (card(Indicator("a"), output=Scale(0, 1)), "output"),
            (card(Indicator("a", round_part=2), aggregate="median"), "round-part"),
            (card(Indicator("a"), aggregate="topsis", missing=Missing.SKIP), "skip"),
            (card(Indicator("a"), Indicator("b"), weigh=("budget", "a", 1, "c", 1)), "weigh"),
        ],
    )
    def test_what_cannot_be_computed_is_found(self, scorecard: Scorecard, code: str) -> None:
        """Each with a code that says what kind of problem it is."""
        assert [issue.code for issue in gm100.scoring.check_scorecard(scorecard)] == [code]

    def test_exactness_cannot_be_asked_of_a_root(self) -> None:
        """A geometric mean is not exact, and the definition may not say so."""
        scorecard = Scorecard(
            id="x", root=Group("x", children=(Indicator("a"),), aggregate="geometric"), arithmetic=Arithmetic.EXACT
        )
        assert "geometric cannot be computed exactly" in gm100.scoring.check_scorecard(scorecard)[0].message

    def test_the_error_survives_pickling(self) -> None:
        """A worker process can send it home."""
        with pytest.raises(DefinitionError) as caught:
            gm100.score([], three(aggregate="nope"))
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
        assert str(again) == str(caught.value)


class TestRanges:
    def test_a_group_can_be_turned_and_stretched(self) -> None:
        """Burdens on a scale of 0 to 4 become relief on one of 0 to 100."""
        burden = Group(
            "burden", children=(Indicator("a", scale=Scale(0, 4)),), direction=Direction.LOWER, output=Scale(0, 100)
        )
        assert gm100.score({"code": "u", "a": 1}, card(burden)).value == 75

    def test_a_factor_multiplies_before_rounding(self) -> None:
        """A mean of 1 to 4 becomes an index of 25 to 100."""
        assert gm100.score({"code": "u", "a": "3.705"}, card(Indicator("a"), factor=25, round=2)).value == Decimal(
            "92.63"
        )


class TestFloats:
    def test_a_half_is_a_half_at_fifteen_digits(self) -> None:
        """1.005 x 3 is 3.0149999999999997 in doubles and 3.015 for everybody else."""
        scorecard = Scorecard(
            id="x",
            root=Group("x", aggregate="sum", children=(Indicator("a", weight=3),)),
            round=2,
            arithmetic=Arithmetic.FLOAT,
        )
        assert gm100.score({"code": "u", "a": 1.005}, scorecard).value == Decimal("3.02")

    def test_the_arithmetic_follows_from_the_methods(self) -> None:
        """Sums are exact unless the definition says otherwise."""
        exact = card(Indicator("a"), Indicator("b"), Indicator("c"))
        assert str(gm100.score({"code": "u", "a": 1, "b": 0, "c": 0}, exact).value).startswith("0." + "3" * 20)


class TestBands:
    @pytest.mark.parametrize(
        ("value", "band"),
        [
            ("0.549", "low"),
            ("0.5494", "low"),
            ("0.5495", "medium"),
            ("0.55", "medium"),
            ("0.8", "very high"),
            ("1", "very high"),
        ],
    )
    def test_the_lower_edge_is_inside(self, value: str, band: str) -> None:
        """After the declared rounding, and not before."""
        scorecard = Scorecard(
            id="x",
            root=Group("x", children=(Indicator("a"),)),
            round=3,
            bands={"very high": 0.8, "high": 0.7, "medium": 0.55, "low": 0},
        )
        assert gm100.score({"code": "u", "a": value}, scorecard).band == band

    @pytest.mark.parametrize(
        ("value", "band"), [("76.604", "C"), ("76.605", "B"), ("88.30", "B"), ("88.31", None), ("64.99", None)]
    )
    def test_printed_edges(self, value: str, band: str | None) -> None:
        """76.604 is 76.60 and C, 76.605 is 76.61 and B; the top edge is inside; beyond there is no band."""
        bands = (Band("C", "65.00", "76.60"), Band("B", "76.61", "88.30"))
        scorecard = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)), round=2, bands=bands)
        assert gm100.score({"code": "u", "a": value}, scorecard).band == band


class TestRegistry:
    def test_a_function_is_a_method(self) -> None:
        """A name and a function are a plug-in."""

        def contraharmonic(weights: list[float], values: list[float]) -> float:
            return sum(w * x * x for w, x in zip(weights, values, strict=True)) / sum(
                map(float.__mul__, weights, values)
            )

        engine = Engine().with_aggregator("contraharmonic", contraharmonic)
        found = gm100.score(
            {"code": "u", "a": 1, "b": 3}, card(Indicator("a"), Indicator("b"), aggregate="contraharmonic"), engine
        )
        assert found.value == Decimal("2.5")

    def test_each_kind_of_method_can_be_added(self) -> None:
        """Normalisers, weightings and treatments as well, with parameters from the definition."""
        engine = (
            Engine()
            .with_normaliser("times", lambda value, factor: value * float(factor))
            .with_weighting("first", lambda codes, _columns: [1.0] + [0.0] * (len(codes) - 1))
            .with_treatment("halve", lambda column: [value / 2 for value in column])
        )
        scorecard = card(Indicator("a", normalise=("times", 10), treat="halve"), Indicator("b"), weigh="first")
        assert gm100.score({"code": "u", "a": 3, "b": 7}, scorecard, engine).value == 15

    def test_a_name_is_given_once(self) -> None:
        """Nobody replaces a method behind another's back."""
        with pytest.raises(DuplicateMethodError, match="'arithmetic' is already the name of another aggregator"):
            Engine().with_aggregator("arithmetic", lambda _weights, _values: 0.0)

    def test_an_engine_is_a_value(self) -> None:
        """Adding to one leaves it as it was."""
        before = Engine()
        before.with_aggregator("mine", lambda _weights, _values: 0.0)
        assert "mine" not in before.aggregators

    def test_plugins_load_when_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An entry point is a function from engine to engine."""
        point = EntryPoint(name="mine", group="gm100.plugins", value=f"{__name__}:plugin")
        monkeypatch.setattr(EntryPoint, "load", lambda _self: plugin)
        monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints([point]))
        assert "mine" in gm100.scoring.load_plugins().aggregators


def plugin(engine: Engine) -> Engine:
    """What a package offers."""
    return engine.with_aggregator("mine", lambda _weights, values: max(values))


class TestProgram:
    def test_it_is_called_like_a_function(self) -> None:
        """Values by code, an index back."""
        program = gm100.scoring.compiled(three())
        assert program({"a": Decimal(1), "b": Decimal(2), "c": Decimal(3)}) == Decimal("2.25")

    def test_columns_in_the_order_of_codes(self) -> None:
        """Many units at once, as plain numbers."""
        program = gm100.scoring.compiled(three(aggregate="harmonic"))
        assert program.codes == ("a", "b", "c")
        assert program.column([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]) == [1.0, 2.0]

    def test_a_gap_is_answered(self) -> None:
        """With an error where there must be a value, and with nothing where there need not."""
        with pytest.raises(ScoringError, match="values, b: has no value"):
            gm100.scoring.compiled(three())({"a": Decimal(1), "b": None, "c": Decimal(3)})
        skipping = gm100.scoring.compiled(three(missing=Missing.SKIP))
        assert skipping({"a": Decimal(1), "b": None, "c": Decimal(4)}) == 3

    def test_what_needs_a_table_cannot_be_compiled(self) -> None:
        """The message says what can."""
        with pytest.raises(DefinitionError, match=r"a, normalise: needs a table .* scores\.fitted"):
            gm100.scoring.compiled(card(Indicator("a", normalise="minmax")))


class TestPrecision:
    def test_the_caller_s_precision_changes_nothing(self) -> None:
        """Someone who computes in three digits gets the same index, from the table, the tree and the program."""
        scorecard = three(round=4)
        row = {"code": "u", "a": "1.2345", "b": "2.3456", "c": "3.4567"}
        expected = gm100.score(row, scorecard).value
        program = gm100.scoring.compiled(scorecard)
        with localcontext(prec=3):
            result = gm100.score([row], scorecard)
            assert (result.values[0], result[0].value) == (expected, expected)
            assert program({code: Decimal(cell) for code, cell in row.items() if code != "code"}) == expected


class TestRanks:
    @pytest.mark.parametrize(
        ("ties", "expected"),
        [
            ("min", [2, 1, 2, 4]),
            ("max", [3, 1, 3, 4]),
            ("average", [2.5, 1, 2.5, 4]),
            ("dense", [2, 1, 2, 3]),
            ("ordinal", [2, 1, 3, 4]),
        ],
    )
    def test_ties(self, ties: str, expected: list[float]) -> None:
        """Each rule by its name."""
        assert gm100.scoring.ranks([3, 5, 3, 1], ties) == expected

    def test_rounding_before_ranking(self) -> None:
        """Two that print alike rank alike."""
        assert gm100.scoring.ranks([2.514, 2.506, 2.4], decimals=2) == [1, 1, 3]
