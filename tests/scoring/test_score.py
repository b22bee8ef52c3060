"""
Scoring, its laws, and ranking.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gm100
from gm100 import Group, Indicator, Missing, NodeScore, Scale, Scorecard, ScoringError, Ties, Weighting
from gm100.typing import Row

CARD = gm100.scorecards()["kominfo-2023-regular"]
EARLY = gm100.scorecards()["kominfo-2022-early"]
NAMES = [i.id for i in CARD.indicators]

scores = st.decimals(0, 4, places=2)
weights = st.decimals("0.01", 10, places=2)
good = st.decimals(1, 4, places=2)
rough = good | good | good | good | st.sampled_from([None, Decimal("0.5"), Decimal("3.005")])
NARROW = Scorecard(
    id="narrow", root=Group("n", children=tuple(Indicator(n, scale=Scale(1, 4), round=2) for n in NAMES))
)


@st.composite
def tables(draw: st.DrawFn, low: int = 1) -> list[Row]:
    """Draw rows for the scorecard of 2023."""
    n = draw(st.integers(low, 8))
    rows: list[Row] = []
    for place in range(n):
        values = draw(st.lists(scores, min_size=5, max_size=5))
        rows.append({"code": f"unit-{place}", **dict(zip(NAMES, values, strict=True))})
    return rows


@st.composite
def cards(draw: st.DrawFn, path: str = "g") -> Group:
    """Draw a tree of groups with any weighting, missing policy and rounding."""
    children: list[Indicator | Group] = []
    for place in range(draw(st.integers(1, 4))):
        id_ = f"{path}{place}"
        if len(path) < 3 and draw(st.integers(0, 3)) == 0:
            children.append(draw(cards(path=id_)))
            continue
        rounding = draw(st.none() | st.integers(0, 3))
        children.append(
            Indicator(id_, weight=draw(weights), round=rounding, round_part=draw(st.none() | st.integers(0, 3)))
        )
    total = sum((child.weight for child in children), Decimal(0))
    return Group(
        path,
        children=tuple(children),
        weight=draw(weights),
        weighting=draw(st.sampled_from(Weighting)),
        weights_total=total,
        missing=draw(st.sampled_from([Missing.ERROR, Missing.SKIP, Missing.PROPAGATE])),
        round=draw(st.none() | st.integers(0, 3)),
        round_part=draw(st.none() | st.integers(0, 3)),
    )


def as_evaluation(code: str, names: list[str], values: list[Decimal | None]) -> gm100.Evaluation:
    """An evaluation with these scores."""
    given = [(name, value) for name, value in zip(names, values, strict=True) if value is not None]
    scores = tuple(gm100.DimensionScore(dimension=name, value=value) for name, value in given)
    return gm100.Evaluation(region=code, edition=CARD.id, year=2023, scores=scores)


def as_row(code: str, names: list[str], values: list[Decimal | None]) -> Row:
    """A row with these scores."""
    return {"code": code, **dict(zip(names, values, strict=True))}


def reconciles(node: NodeScore) -> bool:
    """Tell whether the contributions below a node, and its rounding, add up to its value."""
    parts = [child.contribution for child in node.children if child.contribution is not None]
    if node.value is None or not parts:
        return True
    return sum(parts, Decimal(0)) + node.rounding == node.value


class TestLaws:
    """Scores depend on values by code, and on nothing else."""

    @given(tables(), st.randoms(use_true_random=False))
    def test_row_order_does_not_matter(self, rows: list[Row], random: object) -> None:
        """Shuffled rows have the same scores."""
        shuffled = sorted(rows, key=lambda _: random.random())  # type: ignore[attr-defined]  # a seeded Random
        assert dict(zip(*pairs(rows), strict=True)) == dict(zip(*pairs(shuffled), strict=True))

    @given(tables(), st.permutations(NAMES))
    def test_column_order_does_not_matter(self, rows: list[Row], order: list[str]) -> None:
        """The columns of a row may be in any order."""
        turned = [{"code": row["code"], **{name: row[name] for name in order}} for row in rows]
        assert pairs(rows) == pairs(turned)

    @given(tables())
    def test_names_do_not_matter(self, rows: list[Row]) -> None:
        """Renaming units leaves their scores."""
        renamed = [{**row, "code": f"z{place}", "name": "Kota Lain"} for place, row in enumerate(rows)]
        assert pairs(rows)[1] == pairs(renamed)[1]

    @given(tables(), st.sampled_from(NAMES))
    def test_it_is_monotone(self, rows: list[Row], name: str) -> None:
        """A better score never makes a worse index."""
        for row in rows:
            better = {**row, name: Decimal(4)}
            assert (gm100.score(better, CARD).value or 0) >= (gm100.score(row, CARD).value or 0)

    @given(cards(), st.data())
    def test_the_two_paths_agree_and_reconcile(self, root: Group, data: st.DataObject) -> None:
        """On any tree the compiled index equals the traced one, and contributions add up at every node."""
        card = Scorecard(id="drawn", root=root)
        row: dict[str, Decimal | str | None] = {"code": "u"}
        row |= {i.id: data.draw(scores | st.none()) for i in card.indicators}
        try:
            result = gm100.score([row], card)
        except ScoringError:
            return
        assert result.values[0] == result["u"].value
        tree = result["u"].root
        assert tree is not None
        assert all(reconciles(node) for node in tree.walk())

    @given(st.lists(st.tuples(st.integers(0, 5), st.permutations(NAMES), st.lists(rough, min_size=5, max_size=5))))
    def test_evaluations_and_rows_say_the_same(self, drawn: list[tuple[int, list[str], list[Decimal | None]]]) -> None:
        """Whether evaluations are read together or rows one by one: the same values, and the same problems."""
        both: list[Any] = []
        for form in (as_evaluation, as_row):
            table: list[Any] = [form(f"35.{place:02}", names, values) for place, names, values in drawn]
            try:
                found = gm100.score(table, NARROW)
                both.append([(result.unit, result.explain()) for result in found])
            except ScoringError as error:
                both.append(sorted(map(str, error.issues)))
        assert both[0] == both[1]

    def test_the_published_ones_reconcile(self) -> None:
        """In every official result, contributions and rounding add up at every node."""
        for id_ in ("kominfo-2022-early", "kominfo-2023-regular", "kominfo-2023-kppn-ikn"):
            for result in gm100.score(gm100.evaluations(scorecard=id_), gm100.scorecards()[id_]):
                assert result.root is None or all(map(reconciles, result.root.walk()))

    def test_thirds_are_not_cut_off(self) -> None:
        """The mean of 3.31, 3.32 and 3.315 is 3.315 and rounds up, although a third has no end."""
        card = Scorecard(id="mean", root=Group("m", children=tuple(map(Indicator, "abc")), round=2))
        assert gm100.score({"code": "u", "a": "3.31", "b": "3.32", "c": "3.315"}, card).value == Decimal("3.32")


def pairs(rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[Decimal | None, ...]]:
    """Return units and values."""
    result = gm100.score(rows, CARD)
    return result.units, result.values


class TestRounding:
    def test_2022_rounds_the_parts_and_2023_the_total(self) -> None:
        """Kota Kediri's 3.315 is 3.31 by the rule of 2022, and would be 3.32 by that of 2023."""
        (kediri,) = gm100.evaluations(scorecard="kominfo-2022-regular")
        row = {"code": kediri.region, **{s.dimension: s.value for s in kediri.scores}}
        assert gm100.score(row, gm100.scorecards()["kominfo-2022-regular"]).value == Decimal("3.31")
        assert gm100.score(row, CARD).value == Decimal("3.32")

    @pytest.mark.parametrize(("mode", "value"), [("half_up", "0.13"), ("half_even", "0.12"), ("down", "0.12")])
    def test_the_half_goes_where_the_scorecard_says(self, mode: str, value: str) -> None:
        """Exactly between two values, the mode decides."""
        rounding = gm100.Rounding(2, mode=gm100.RoundingMode(mode))
        card = Scorecard(id="r", root=Group("g", children=(Indicator("x", round=rounding),)))
        assert gm100.score({"code": "u", "x": "0.125"}, card).value == Decimal(value)


class TestMissing:
    def card(self, missing: Missing, weighting: Weighting = Weighting.NORMALISED) -> Scorecard:
        """Return two indicators, one three times as heavy."""
        children = (Indicator("a", weight="0.25"), Indicator("b", weight="0.75"))
        return Scorecard(id="m", root=Group("g", children=children, missing=missing, weighting=weighting))

    def test_skip_shares_the_weight(self) -> None:
        """What is left carries the whole weight, whether weights are normalised or verbatim."""
        for weighting in Weighting:
            result = gm100.score({"code": "u", "a": 3, "b": None}, self.card(Missing.SKIP, weighting))
            assert result.value == 3
            assert result["b"].value is None

    def test_propagate_has_no_index(self) -> None:
        """A unit with a gap has no index and stands unranked."""
        ranking = gm100.rank([{"code": "u", "a": 3}, {"code": "v", "a": 1, "b": 1}], self.card(Missing.PROPAGATE))
        assert (len(ranking), ranking["u"].status, ranking.rank_of("u")) == (1, gm100.ResultStatus.MISSING, None)

    def test_nothing_at_all_has_no_index_either(self) -> None:
        """Skipping every value leaves none."""
        assert gm100.score({"code": "u"}, self.card(Missing.SKIP)).status is gm100.ResultStatus.MISSING

    def test_error_names_unit_and_indicator(self) -> None:
        """By default every gap of every row is named, and nothing is computed."""
        with pytest.raises(ScoringError) as caught:
            gm100.score([{"code": "u", "a": 3}, {"code": "v", "b": 3}], self.card(Missing.ERROR))
        assert [issue.path for issue in caught.value.issues] == [("u", "b"), ("v", "a")]


class TestBadRows:
    def test_everything_is_listed_at_once(self) -> None:
        """Wrong types, infinity, values off the scale, unknown indicators and units given twice come in one error."""
        good: dict[str, object] = {"code": "a", **dict.fromkeys(NAMES, 3)}
        rows: list[Any] = [
            good,
            good,
            {**good, "code": "b", "output": 4.2},
            {**good, "code": "c", "output": float("inf")},
            {**good, "code": "d", "output": "3,5"},
            {**good, "code": "e", "output": True},
            {**good, "code": "f", "collaboration": 2},
            {**good, "code": "g", "impact": None},
            dict.fromkeys(NAMES, 3),
        ]
        with pytest.raises(ScoringError) as caught:
            gm100.score(rows, CARD)
        found = [(issue.path[0], issue.code) for issue in caught.value.issues]
        assert ("a", "duplicate") in found
        assert ("b", "out-of-scale") in found
        assert {("c", "not-a-number"), ("d", "not-a-number"), ("e", "not-a-number")} <= set(found)
        assert ("collaboration", "unknown-indicator") in found
        assert ("g", "missing") in found
        assert ("row 9", "no-unit") in found

    def test_a_float_is_read_as_it_is_written(self) -> None:
        """A float means its shortest decimal text: 0.1 is a tenth."""
        card = Scorecard(id="f", root=Group("g", children=(Indicator("x", scale=Scale(0, 1)),)))
        assert gm100.score({"code": "u", "x": 0.1}, card).value == Decimal("0.1")

    def test_an_unknown_aggregator_is_named(self) -> None:
        """A method that does not exist is an error that lists those that do."""
        card = Scorecard(id="x", root=Group("g", aggregate="no-such-mean", children=(Indicator("a"),)))
        with pytest.raises(gm100.DefinitionError, match="no-such-mean"):
            gm100.score({"code": "u", "a": 1}, card)


class TestRank:
    rows = tuple(
        {"code": code, **dict.fromkeys(NAMES, value)} for code, value in [("d", 3), ("b", 2), ("a", 2), ("c", 1)]
    )

    @pytest.mark.parametrize(
        ("ties", "ranks"),
        [
            (Ties.MIN, "1 2 2 4"),
            (Ties.MAX, "1 3 3 4"),
            (Ties.AVERAGE, "1 2.5 2.5 4"),
            (Ties.DENSE, "1 2 2 3"),
            (Ties.ORDINAL, "1 2 3 4"),
        ],
    )
    def test_ties(self, ties: Ties, ranks: str) -> None:
        """Each rule has its own numbers; equal units are in the order of their codes."""
        ranking = gm100.rank(self.rows, CARD, ties=ties)
        assert [place.unit for place in ranking] == ["d", "a", "b", "c"]
        assert " ".join(str(place.rank) for place in ranking) == ranks

    def test_top(self) -> None:
        """The first places, as they stand."""
        assert [place.unit for place in gm100.rank(self.rows, CARD).top(2)] == ["d", "a"]

    def test_an_unknown_unit(self) -> None:
        """Asking for a unit that is not there says so."""
        ranking = gm100.rank(self.rows, CARD)
        for ask in (ranking.__getitem__, ranking.rank_of):
            with pytest.raises(gm100.UnknownIdError):
                ask("x")


class TestScores:
    def test_it_is_a_sequence_and_a_table(self) -> None:
        """Results can be had by place, by slice and by unit."""
        result = gm100.score(TestRank.rows, CARD)
        assert result[0] == result["d"] == next(iter(result))
        assert [r.unit for r in result[1:3]] == ["b", "a"]
        assert repr(result) == "<Scores of 4 units by kominfo-2023-regular>"


class TestExplain:
    def test_it_reads_like_the_calculation(self) -> None:
        """Each part stands with its value, weight and rounding; the last line is the index."""
        (malang,) = gm100.evaluations(scorecard=EARLY, region="35.07")
        lines = gm100.score(malang, EARLY).explain().splitlines()
        assert lines[0] == "Kabupaten Malang (35.07), kominfo-2022-early"
        assert " ".join(lines[2].split()) == (
            "output 1.54 x 0.20 = 0.3080 -> 0.31 (mean of 7 questions 1.535714…, rounded half up to 2 decimals)"
        )
        assert lines[-1].split() == ["index", "sum", "2.51"]

    def test_questions_on_request(self) -> None:
        """The questions of a dimension are shown when asked for."""
        (malang,) = gm100.evaluations(scorecard=EARLY, region="35.07")
        assert "1.1.1" in gm100.score(malang, EARLY).explain(questions=True)

    def test_an_absent_region_has_none(self) -> None:
        """Where there is no index, the explanation says why."""
        absent = next(e for e in gm100.evaluations(scorecard=EARLY) if not e.participated)
        result = gm100.score(absent, EARLY)
        assert "no index: the unit is absent" in result.explain()
        assert str(result).endswith(": absent")

    def test_a_gap_is_shown(self) -> None:
        """A missing value is in its place."""
        card = TestMissing().card(Missing.SKIP)
        assert "no value" in gm100.score({"code": "u", "a": 3}, card).explain()
