"""
Scores in frames: the published indices on every engine, equal to the core on anything drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, reject, settings
from hypothesis import strategies as st

import gm100
from gm100 import (
    Direction,
    EngineLimitError,
    Group,
    Indicator,
    Missing,
    Rounding,
    RoundingMode,
    Scale,
    Scorecard,
    ScoringError,
    Weighting,
)
from gm100.adapters import score_frame
from gm100.adapters.frames import scores
from gm100.fields.field import rules_of
from gm100.model._entity import evolve
from gm100.scoring.formula.expressions import HAS
from gm100.scoring.formula.walk import operations
from gm100.scoring.methods.node import alone
from gm100.scoring.methods.registry import STANDARD

pytestmark = [
    pytest.mark.libraries,
    pytest.mark.filterwarnings("ignore"),  # What an engine warns of is its own affair.
]

PUBLISHED = {"kominfo-2022-early": 38, "kominfo-2023-regular": 72, "kominfo-2023-kppn-ikn": 58}
NO_RANK = {"dask"}
NO_RANK_BY_PARTS = {"dask", "pyarrow"}
EXAMPLES = {"ibis": 8, "dask": 3, "sqlframe": 3, "pyspark": 3}
"""How many scorecards a slow engine is tried on."""


def published(id_: str) -> dict[str, list[Any]]:
    """Return a published table as columns of floats, as analysts keep it."""
    found = gm100.evaluations(scorecard=id_)
    names = [i.id for i in gm100.scorecards()[id_].indicators]
    columns: dict[str, list[Any]] = {
        "code": [e.region for e in found],
        "participated": [e.participated for e in found],
    }
    return columns | {name: [float(e.score_of(name) or 0) for e in found] for name in names}


def exact(value: float) -> Decimal:
    """Return the decimal that a float stands for."""
    return Decimal(repr(float(value)))


class TestPublishedIndices:
    @pytest.mark.parametrize("id_", PUBLISHED)
    def test_every_one_is_reproduced_on_every_engine(self, engine: Any, id_: str) -> None:
        """Every published index is reproduced to the last digit, with the ranks and the absent of the core."""
        card = gm100.scorecards()[id_]
        ranking = gm100.rank(gm100.evaluations(scorecard=id_), card)
        ranks = engine.name not in NO_RANK
        rows = engine.rows(score_frame(engine.make(published(id_)), card, rank=ranks))
        scored = [row for row in rows if row["status"] == "scored"]
        assert len(scored) == PUBLISHED[id_]
        for row in scored:
            result = ranking[row["code"]]
            assert exact(row["index"]) == result.value == result.published
            assert all(exact(row[f"value_{i.id}"]) == result[i.id].value for i in card.indicators)
            assert not ranks or row["rank"] == ranking.rank_of(row["code"])
        others = {row["code"]: (row["status"], row["index"]) for row in rows if row not in scored}
        assert others == {place.unit: ("absent", None) for place in ranking.unranked}


numbers = st.decimals(0, 4, places=2) | st.sampled_from([Decimal("0.125"), Decimal("3.315"), Decimal("2.005")])
signed = st.decimals(-50, 50, places=3)
weights = st.decimals("0.01", 10, places=2)
PAIRS = [(w, m) for w in Weighting for m in Missing if (w, m) != (Weighting.VERBATIM, Missing.SKIP)]
"""The core divides twice where verbatim weights are skipped, and cuts off between; see the test of halves below."""
roundings = st.none() | st.builds(Rounding, st.integers(0, 3), mode=st.sampled_from(RoundingMode))


@st.composite
def shapes(draw: st.DrawFn, scale: Scale | None) -> dict[str, Any]:
    """Draw how a value enters its group: as it is, between goalposts, turned round, stretched, with a code for none."""
    normalise = draw(st.sampled_from([None, None, ("goalposts", 1, 5), ("goalposts", 0, 4, "cap"), ("fraction", 8)]))
    known = normalise is not None or scale is not None
    return {
        "normalise": normalise,
        "direction": draw(st.sampled_from(Direction)) if known else Direction.HIGHER,
        "output": draw(st.none() | st.just(Scale(0, 10))) if known else None,
        "no_answer": draw(st.sampled_from([(), (), (Decimal(9),), (Decimal(2),)])),
    }


@st.composite
def groups(draw: st.DrawFn, path: str = "g") -> Group:
    """Draw a tree of groups with any weighting, missing policy and rounding."""
    children: list[Indicator | Group] = []
    for place in range(draw(st.integers(1, 3))):
        id_ = f"{path}{place}"
        if len(path) < 3 and draw(st.integers(0, 3)) == 0:
            children.append(draw(groups(path=id_)))
            continue
        scale = draw(st.sampled_from([Scale(0, 4), Scale(0, 4), Scale(-50, 50), None]))
        rounding, part = draw(roundings), draw(roundings)
        children.append(
            Indicator(id_, weight=draw(weights), scale=scale, round=rounding, round_part=part, **draw(shapes(scale)))
        )
    total = sum((child.weight for child in children), Decimal(0))
    weighting, missing = draw(st.sampled_from(PAIRS))
    aggregate = draw(st.sampled_from(["arithmetic", "arithmetic", "sum", "minimum", "maximum"]))
    if aggregate not in {"arithmetic", "sum"}:
        children = [evolve(child, round_part=None) for child in children]
    ranged = all(isinstance(c, Indicator) and (c.scale or c.normalise) for c in children)
    stretched = ranged and not any(child.round_part for child in children) and draw(st.booleans())
    return Group(
        path,
        children=tuple(children),
        output=draw(st.sampled_from([Scale(0, 10), Scale(1, 5)])) if stretched else None,
        direction=draw(st.sampled_from(Direction)) if stretched else Direction.HIGHER,
        fill=draw(st.sampled_from(["0", "1.5", "-0.25"])) if missing is Missing.FILL else None,
        weight=draw(weights),
        weighting=weighting,
        weights_total=total,
        missing=missing,
        aggregate=aggregate,
        factor=draw(st.sampled_from(["1", "1", "25", "0.5"])),
        min_coverage=draw(st.sampled_from(["0", "0.5"])) if missing is Missing.SKIP else 0,
        round=draw(roundings),
        round_part=draw(roundings),
    )


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Scorecard, list[dict[str, Any]]]:
    """Draw a scorecard and rows for it, some of them with gaps, some of regions that were absent."""
    card = Scorecard(id="drawn", root=draw(groups()))
    rows = []
    for place in range(draw(st.integers(1, 6))):
        row: dict[str, Any] = {"code": f"u{place}"}
        for i in card.indicators:
            values = numbers if i.scale == Scale(0, 4) else signed
            row[i.id] = draw(values | values | st.none() | st.sampled_from(i.no_answer or (None,)))
        rows.append(row)
    return card, rows


def columns(rows: Sequence[dict[str, Any]], form: Any = float) -> dict[str, list[Any]]:
    """Return rows as columns, with values in a form that an engine takes."""
    return {
        name: [row[name] if name == "code" or row[name] is None else form(row[name]) for row in rows]
        for name in rows[0]
    }


def same(value: float | None, wanted: Decimal | None, rounding: Rounding | None) -> bool:
    """Tell whether a float is the exact decimal, or where it is not rounded and may have no end, is it at 15 digits."""
    if value is None or wanted is None:
        return value is None and wanted is None
    if value == 0 and math.copysign(1, value) < 0:
        return False
    return exact(value) == wanted or (
        rounding is None and math.isclose(value, wanted, rel_tol=4e-15, abs_tol=4e-15 * 100)
    )


def once(engine: Any) -> dict[str, Any]:
    """How to try a law on an engine: what fails is made smaller on Polars alone, elsewhere that would take minutes."""
    phases = tuple(Phase) if engine.name == "polars" else (Phase.generate,)
    return {"phases": phases, "suppress_health_check": [HealthCheck.too_slow]}


class TestEqualToTheCore:
    """On any scorecard and any table with gaps, a frame has what `gm100.score` has."""

    def test_on_every_engine(self, engine: Any) -> None:
        """Every node of every row is equal, and what the core refuses is refused for the same cells."""

        @settings(max_examples=EXAMPLES.get(engine.name, 40), **once(engine))
        @given(tasks())
        def holds(task: tuple[Scorecard, list[dict[str, Any]]]) -> None:
            card, rows = task
            frame = engine.make(columns(rows))
            try:
                scored = engine.rows(score_frame(frame, card, rank=False, problems="mark", digits=3))
            except EngineLimitError:
                event("numbers too large")
                reject()
            try:
                results = gm100.score(rows, card)
            except ScoringError as error:
                event("refused")
                wanted = {issue.path for issue in error.issues}
                with pytest.raises(ScoringError) as caught:
                    score_frame(frame, card, rank=False, digits=3)
                assert {issue.path for issue in caught.value.issues} == wanted
                assert {row["code"] for row in scored if row["status"] == "refused"} == {path[0] for path in wanted}
                return
            for row in scored:
                result = results[row["code"]]
                assert same(row["index"], result.value, card.root.round)
                assert row["status"] == result.status
                below = (node for node in card.walk() if node is not card.root)
                assert all(same(row[f"value_{n.id}"], result[n.id].value, n.round) for n in below)

        holds()


METHODS: list[Any] = ["geometric", "harmonic", ("power", 2), ("power", -1), "product"]
METHODS += ["arithmetic", "minimum", "maximum", "sum"]
LIMITS: list[Any] = [
    "minmax", "fraction_of_max", ("distance_to_target", 9), None,
    "distance_to_max", ("goalposts", 0, 5), ("log_goalposts", 1, 9, "cap"), ("inverse_fraction", 2),
]  # fmt: skip


@st.composite
def float_cards(draw: st.DrawFn) -> Scorecard:
    """Draw a scorecard of two levels with means, logarithms and limits from the data."""

    def group(id_: str, children: tuple[Indicator | Group, ...]) -> Group:
        missing = draw(st.sampled_from(Missing))
        return Group(
            id_,
            children=children,
            weight=draw(weights),
            aggregate=draw(st.sampled_from(METHODS)),
            missing=missing,
            fill="1.5" if missing is Missing.FILL else None,
            min_coverage="0.5" if missing is Missing.SKIP else 0,
            factor=draw(st.sampled_from(["1", "100"])),
            round=draw(roundings),
        )

    def leaf(id_: str) -> Indicator:
        return Indicator(
            id_,
            weight=draw(weights),
            normalise=draw(st.sampled_from(LIMITS)),
            output=draw(st.sampled_from([Scale(1, 10), Scale(1, 100)])),
            scale=Scale("0.5", 10),
            direction=draw(st.sampled_from(Direction)),
            no_answer=draw(st.sampled_from([(), (Decimal(9),)])),
        )

    inner = [group(f"g{n}", tuple(leaf(f"i{n}{k}") for k in range(draw(st.integers(1, 3))))) for n in range(2)]
    root = group("top", (*inner, leaf("j")))
    return Scorecard(id="drawn", root=root, arithmetic=gm100.Arithmetic.FLOAT)


class TestInFloats:
    """Where the core computes in floats a frame does, too, and has the same to twelve digits."""

    def test_on_every_engine(self, engine: Any) -> None:
        """Means, logarithms and limits from the data come out as `gm100.score` computes them."""

        @settings(max_examples=EXAMPLES.get(engine.name, 12), **once(engine))
        @given(float_cards(), st.data())
        def holds(card: Scorecard, data: st.DataObject) -> None:
            cells = st.decimals(Decimal("0.5"), 10, places=2) | st.none()
            rows = [
                {"code": f"u{n}", **{i.id: data.draw(cells) for i in card.indicators}}
                for n in range(data.draw(st.integers(2, 6)))
            ]
            frame = engine.make(columns(rows))
            try:
                scored = score_frame(frame, card, rank=False, problems="mark")
                results = gm100.score(rows, card)
            except (gm100.DefinitionError, EngineLimitError):
                reject()
            except ScoringError as error:
                event("refused")
                refused_alike(frame, card, error)
                return
            for row in engine.rows(scored):
                result = results[row["code"]]
                assert row["status"] == result.status
                assert near(row["index"], result.value)
                assert all(near(row[f"value_{n.id}"], result[n.id].value) for n in card.walk() if n is not card.root)

        holds()

    def test_the_human_development_index(self, engine: Any) -> None:
        """The bundled index of BPS, a geometric mean of goalposts and a logarithm, with its bands."""
        card = gm100.scorecards()["ipm-bps"]
        values = [(69.5, 12.1, 7.3, 9_900_000.0), (74.2, 14.0, 11.6, 18_400_000.0), (82.0, 17.5, 14.9, 26_000_000.0)]
        given_ = {"code": ["a", "b", "c"]} | {i.id: [row[n] for row in values] for n, i in enumerate(card.indicators)}
        rows = engine.rows(score_frame(engine.make(given_), card, rank=False))
        wanted = gm100.score(given_, card)
        assert [exact(row["index"]) for row in rows] == [result.value for result in wanted]
        assert [row["band"] for row in rows] == [result.band for result in wanted]

    def test_deviations_from_the_mean(self, engine: Any) -> None:
        """Standard scores of a sample and of a population, rescaled, with a gap and turned round."""
        leaves = (
            Indicator("a", normalise="zscore"),
            Indicator("b", weight=2, normalise=("zscore", "population", 100, 10), direction=Direction.LOWER),
        )
        card = Scorecard(id="c", root=Group("top", missing=Missing.SKIP, children=leaves))
        cells: dict[str, list[Any]] = {
            "code": ["u0", "u1", "u2", "u3"],
            "a": [1.5, 2.25, None, 9.0],
            "b": [3.0, 4.5, 1.0, 7.75],
        }
        rows = engine.rows(score_frame(engine.make(cells), card, rank=False))
        wanted = gm100.score(cells, card)
        assert [row["code"] for row in rows if not near(row["index"], wanted[row["code"]].value)] == []
        for code in "ab":
            assert all(near(row[f"value_{code}"], wanted[row["code"]][code].value) for row in rows)

    def test_what_has_no_meaning(self, engine: Any) -> None:
        """A negative value under a geometric mean, or one without a logarithm, is refused by unit and node."""
        leaves = (Indicator("a"), Indicator("b", normalise=("log_goalposts", 1, 10)))
        card = Scorecard(id="c", root=Group("top", aggregate="geometric", children=leaves))
        frame = engine.make({"code": ["u0", "u1", "u2"], "a": [-1.0, 2.0, 2.0], "b": [5.0, -3.0, 5.0]})
        with pytest.raises(ScoringError) as caught:
            score_frame(frame, card, rank=False)
        found = {(issue.path, issue.code) for issue in caught.value.issues}
        assert found == {(("u0", "top"), "domain"), (("u1", "b"), "domain")}
        rows = engine.rows(score_frame(frame, card, rank=False, problems="mark"))
        assert [row["status"] for row in rows] == ["refused", "refused", "scored"]

    def test_limits_of_nothing(self) -> None:
        """A column without a value has no limits, one without differences the middle, and a share needs a value."""
        import polars as pl

        codes = {"a": "minmax", "b": "minmax", "z": "zscore"}
        leaves = tuple(Indicator(code, normalise=slug) for code, slug in codes.items())
        card = Scorecard(id="c", root=Group("top", missing=Missing.SKIP, children=leaves))
        frame = pl.DataFrame({"a": [None, None], "b": [3.0, 3.0], "z": [1.0, 1.0]}, schema_overrides={"a": pl.Float64})
        scored = score_frame(frame, card, rank=False)
        assert scored.select("value_a", "value_b", "value_z").row(0) == (None, 0.5, 0.0)
        share = Scorecard(id="c", root=Group("top", children=(Indicator("b", normalise="fraction_of_max"),)))
        with pytest.raises(ScoringError, match="a share needs one above 0"):
            score_frame(pl.DataFrame({"b": [-3.0, 0.0]}), share)

    def test_limits_come_from_the_rows_that_took_part(self) -> None:
        """Absent rows and cells that cannot be scored set no limits."""
        import polars as pl

        leaf = Indicator("a", normalise="minmax", scale=Scale(0, 10), no_answer=(Decimal(9),))
        card = Scorecard(id="c", root=Group("top", missing=Missing.PROPAGATE, children=(leaf,)))
        frame = pl.DataFrame({"a": [2.0, 4.0, 3.0, 9.0, 50.0, 8.0], "participated": [True] * 5 + [False]})
        scored = score_frame(frame, card, rank=False, problems="mark")
        assert scored["index"].to_list() == [0.0, 1.0, 0.5, None, None, None]
        assert scored["status"].to_list() == ["scored"] * 3 + ["missing", "refused", "absent"]


def refused_alike(frame: Any, card: Scorecard, error: ScoringError) -> None:
    """Assert that a frame is refused for the units that the core names; limits that cannot be found come first."""
    with pytest.raises(ScoringError) as caught:
        score_frame(frame, card, rank=False)
    if not any(issue.code == "limits" for issue in error.issues):
        assert {issue.path[0] for issue in caught.value.issues} == {issue.path[0] for issue in error.issues}


def near(value: float | None, wanted: Decimal | None) -> bool:
    """Tell whether a float is what the core has, to twelve digits."""
    if value is None or wanted is None:
        return value is None and wanted is None
    return bool(value == pytest.approx(float(wanted), rel=1e-12, abs=1e-12))


class TestHalves:
    def test_skipping_verbatim_weights_shares_them(self, engine: Any) -> None:
        """What is left carries the whole weight, and a half that comes of it is a half."""
        children = (Indicator("a", weight="7.68"), Indicator("b", weight="1.51"), Indicator("c", weight="7.08"))
        root = Group(
            "g",
            children=children,
            weighting=Weighting.VERBATIM,
            weights_total="16.27",
            missing=Missing.SKIP,
            round=Rounding(2, mode=RoundingMode.HALF_EVEN),
        )
        frame = engine.make({"a": [None, 1.0], "b": [0.5, 1.0], "c": [None, 1.0]})
        rows = engine.rows(score_frame(frame, Scorecard(id="h", root=root), rank=False))
        assert [exact(row["index"]) for row in rows] == [Decimal("8.14"), Decimal("16.27")]


MARKS = Scorecard(
    id="marks",
    root=Group(
        "index",
        round=2,
        weighting=Weighting.VERBATIM,
        children=(
            Indicator("output", weight="0.25", scale=Scale(0, 4)),
            Indicator("impact", weight="0.75", scale=Scale(0, 4)),
        ),
    ),
)


def table(output: list[Any], impact: list[Any] | None = None) -> dict[str, list[Any]]:
    """Return a table for `MARKS`."""
    return {"code": [f"u{n}" for n in range(len(output))], "output": output, "impact": impact or [2.0] * len(output)}


class TestReading:
    def test_numbers_in_every_form(self, engine: Any) -> None:
        """Text, whole numbers and floats mean what they say."""
        for form in (str, float):
            rows = engine.rows(score_frame(engine.make(table([form("3.31"), form("0.07")])), MARKS, rank=False))
            assert [exact(row["index"]) for row in rows] == [Decimal("2.33"), Decimal("1.52")]
        rows = engine.rows(score_frame(engine.make(table([3, 0, 4])), MARKS, rank=False))
        assert [exact(row["index"]) for row in rows] == [Decimal("2.25"), Decimal("1.5"), Decimal("2.5")]

    def test_what_cannot_be_read_is_marked(self, engine: Any) -> None:
        """A number off its scale, too fine or no number at all has no index, and says that it was refused."""
        rows = engine.rows(
            score_frame(engine.make(table([4.2, 1 / 3, float("inf"), 3.0])), MARKS, rank=False, problems="mark")
        )
        assert [row["status"] for row in rows] == ["refused", "refused", "refused", "scored"]
        assert [row["index"] for row in rows[:3]] == [None, None, None]
        texts = ["3,5", " 3", "3\n", "", "0x1", "1e3", "-3", "3.10"]
        rows = engine.rows(score_frame(engine.make(table(texts)), MARKS, rank=False, problems="mark"))
        assert [row["status"] for row in rows] == ["refused"] * 7 + ["scored"]

    def test_problems_are_raised_together(self, engine: Any) -> None:
        """By default every faulty cell is named, by unit and indicator, and nothing is computed."""
        frame = engine.make(table([4.2, 1 / 3, None, 3.0], [2.0, 9.0, 2.0, 2.0]))
        with pytest.raises(ScoringError) as caught:
            score_frame(frame, MARKS, rank=False)
        assert sorted((issue.path, issue.code) for issue in caught.value.issues) == [
            (("u0", "output"), "out-of-scale"),
            (("u1", "impact"), "out-of-scale"),
            (("u1", "output"), "too-fine"),
            (("u2", "output"), "missing"),
        ]

    def test_exact_decimals_of_an_engine(self) -> None:
        """Decimal columns are read by their text, whatever their scale."""
        import pandas as pd
        import polars as pl

        values = [Decimal("3.31"), Decimal("0.07"), None]
        data = {"output": values, "impact": [Decimal("2.0000000")] * 3}
        frames = (pl.DataFrame(data), pl.DataFrame(data).to_arrow(), pd.DataFrame(data))
        for frame in frames:
            scored = score_frame(frame, MARKS, rank=False, problems="mark")
            index = (
                scored["index"].to_pylist()
                if hasattr(scored, "schema") and not hasattr(scored, "to_dicts")
                else [*scored["index"]]
            )
            assert [exact(value) for value in index[:2]] == [Decimal("2.33"), Decimal("1.52")]

    def test_fewer_digits(self) -> None:
        """What has more decimals than were asked for is refused, not cut off."""
        import polars as pl

        frame = pl.DataFrame(table([3.125]))
        assert score_frame(frame, MARKS)["index"].to_list() == [2.28]
        with pytest.raises(ScoringError, match="at most 2 decimals"):
            score_frame(frame, MARKS, digits=2)
        with pytest.raises(ValueError, match="expected 1 to 6"):
            score_frame(frame, MARKS, digits=7)

    def test_an_error_names_a_hundred_rows_and_no_more(self) -> None:
        """A column that is wrong from top to bottom does not make a message of a million lines."""
        import polars as pl

        with pytest.raises(ScoringError) as caught:
            score_frame(pl.DataFrame(table([5.0] * 200)), MARKS)
        assert len(caught.value.issues) == 101
        assert caught.value.issues[-1].message == "more than 100 rows have problems"


class TestColumns:
    def test_they_can_have_other_names(self) -> None:
        """A mapping says where an indicator stands, and a prefix keeps new columns apart from old ones."""
        import polars as pl

        frame = pl.DataFrame({"unit": ["a"], "OUT": [3.0], "IMP": [2.0], "index": [9]})
        scored = score_frame(frame, MARKS, columns={"output": "OUT", "impact": "IMP"}, prefix="new_")
        assert scored.to_dicts() == [
            {
                "unit": "a",
                "OUT": 3.0,
                "IMP": 2.0,
                "index": 9,
                "new_index": 2.25,
                "new_value_output": 3.0,
                "new_value_impact": 2.0,
                "new_status": "scored",
                "new_rank": 1,
            }
        ]

    def test_what_does_not_fit_is_named_at_once(self) -> None:
        """Missing columns, columns of another type, and columns that are taken come in one error."""
        import polars as pl

        frame = pl.DataFrame({"output": [True], "index": [1.0]})
        with pytest.raises(ScoringError) as caught:
            score_frame(frame, MARKS, columns={"colour": "c"})
        assert [(issue.path, issue.code) for issue in caught.value.issues] == [
            (("colour",), "unknown-indicator"),
            (("output",), "wrong-type"),
            (("impact",), "missing"),
            (("index",), "duplicate"),
        ]

    @pytest.mark.parametrize("bound", [100, -1])
    def test_floats_of_four_bytes(self, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """They are read by their own text: the one nearest to 3.08 says 3.08."""
        import polars as pl

        monkeypatch.setattr(scores, "BOUND", bound)
        frame = pl.DataFrame(table([3.08, 1.1]), schema_overrides={"output": pl.Float32})
        wide = score_frame(pl.DataFrame(table([3.08, 1.1])), MARKS)
        assert score_frame(frame, MARKS)["index"].to_list() == wide["index"].to_list()

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("cells", [["3.1", "2.5"], [3.1, 2.5]], ids=["texts", "numbers"])
    @pytest.mark.parametrize("kind", ["category", "pl.Enum", "pl.Categorical", "object"])
    def test_categories_are_read_by_their_text(self, kind: str, cells: list[Any]) -> None:
        """Those of pandas may be numbers; nothing warns."""
        import pandas as pd
        import polars as pl

        texts, frame = list(map(str, cells)), pd.DataFrame(table(cells))
        made = {
            "category": lambda: frame.astype({"output": "category"}),
            "object": lambda: frame.astype({"output": object}),
            "pl.Enum": lambda: pl.DataFrame(table(texts), schema_overrides={"output": pl.Enum(texts)}),
            "pl.Categorical": lambda: pl.DataFrame(table(texts), schema_overrides={"output": pl.Categorical}),
        }[kind]()
        expected = score_frame(pl.DataFrame(table([3.1, 2.5])), MARKS)["index"].to_list()
        assert list(score_frame(made, MARKS)["index"]) == expected

    def test_participation_is_true_or_false(self) -> None:
        """A column of participation that holds words is not guessed at."""
        import polars as pl

        with pytest.raises(ScoringError, match="one of true and false"):
            score_frame(pl.DataFrame({**table([3.0]), "participated": ["yes"]}), MARKS)

    def test_wrong_words(self) -> None:
        """There are two ways to deal with problems."""
        with pytest.raises(ValueError, match="expected raise or mark"):
            score_frame(None, MARKS, problems="ignore")

    def test_no_frame(self) -> None:
        """What is not a frame is refused by type."""
        with pytest.raises(TypeError):
            score_frame([1, 2], MARKS)


class TestZero:
    @pytest.mark.parametrize("bound", [100, -1], ids=["collected", "native"])
    def test_no_value_is_minus_zero(self, engine: Any, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """Zero has no sign in any column, whether a cell is -0.0 or what is below zero is rounded to it."""
        monkeypatch.setattr(scores, "BOUND", bound)
        cells: dict[str, list[Any]] = {"code": ["u", "v", "w"], "a": [-0.0, -0.001, 0.0], "b": [0.0, -0.001, -0.0]}
        leaves = [Indicator(id_, scale=(-1, 1), round=round_) for id_, round_ in (("a", 2), ("b", None))]
        for method in ("arithmetic", "sum", "minimum", "maximum"):
            root = Group("index", aggregate=method, children=leaves, round=2)
            rows = engine.rows(score_frame(engine.make(cells), Scorecard(id="zero", root=root), rank=False))
            shown = [[repr(float(row[name])) for name in ("index", "value_a", "value_b")] for row in rows]
            assert shown == [["0.0", "0.0", "0.0"], ["0.0", "0.0", "-0.001"], ["0.0", "0.0", "0.0"]], method


class TestBands:
    def test_edges(self, engine: Any) -> None:
        """The lower edge is inside, the upper one belongs to the next band; the index is rounded first."""
        bands = {"low": 1, "good": "2.25", "best": "2.5"}
        plain = Group("index", children=MARKS.root.children)
        card = Scorecard(id="b", root=plain, round=2, bands=bands)
        frame = engine.make(table([3.0, 2.98, 4.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0, 1.0]))
        rows = engine.rows(score_frame(frame, card, rank=False))
        assert [row["band"] for row in rows] == ["good", "good", "best", "low", None]
        wanted = gm100.score(table([3.0, 2.98, 4.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0, 1.0]), card)
        assert [row["band"] for row in rows] == [result.band for result in wanted]


class TestRank:
    def test_ties_share_the_best_place(self, engine: Any) -> None:
        """Equal rows share a place, and rows without an index have none."""
        frame = engine.make({**table([2.0, 3.0, 3.0, 1.0, None])})
        if engine.name in NO_RANK:
            with pytest.raises(EngineLimitError, match="rank=False"):
                score_frame(frame, MARKS, problems="mark")
            return
        rows = engine.rows(score_frame(frame, MARKS, problems="mark"))
        assert {row["code"]: row["rank"] for row in rows} == {"u0": 3, "u1": 1, "u2": 1, "u3": 4, "u4": None}

    def test_within_parts(self, engine: Any) -> None:
        """Each year is ranked for itself, or the engine says what to do instead."""
        frame = engine.make({**table([2.0, 3.0, 3.0, 1.0]), "year": [2022, 2022, 2023, 2023]})
        if engine.name in NO_RANK_BY_PARTS:
            with pytest.raises(EngineLimitError, match=r"rank=False|score each part"):
                score_frame(frame, MARKS, within=["year"])
            return
        rows = engine.rows(score_frame(frame, MARKS, within=["year"]))
        assert {row["code"]: row["rank"] for row in rows} == {"u0": 2, "u1": 1, "u2": 1, "u3": 2}

    def test_parts_that_are_not_there(self) -> None:
        """A column to part by must exist."""
        import polars as pl

        with pytest.raises(ScoringError, match="month"):
            score_frame(pl.DataFrame(table([3.0])), MARKS, within=["month"])


class TestLimits:
    def test_dots_in_names(self, engine: Any) -> None:
        """Where a dot would be misread the name is refused; elsewhere it is a name like any other."""
        frame = engine.make({"a.b": [3.0], "impact": [2.0]})
        if engine.name in {"sqlframe", "pyspark"}:
            with pytest.raises(EngineLimitError, match="rename the column"):
                score_frame(frame, MARKS, columns={"output": "a.b"})
            return
        (row,) = engine.rows(score_frame(frame, MARKS, columns={"output": "a.b"}, rank=False))
        assert row["index"] == 2.25

    @pytest.mark.parametrize(
        ("node", "field", "asked"),
        [
            ("top", "aggregate", {"aggregate": "copeland"}),
            ("top", "aggregate", {"aggregate": "topsis"}),
            ("top", "weigh", {"weigh": "entropy"}),
            ("output", "normalise", {"normalise": "rank"}),
            ("output", "normalise", {"normalise": "percentile_rank"}),
            ("output", "normalise", {"normalise": "borda"}),
            ("output", "normalise", {"normalise": ("distance_to_reference", "u1")}),
            ("output", "normalise", {"normalise": ("levels", "A", 4, "B", 3)}),
            ("output", "impute", {"impute": "mean"}),
            ("output", "treat", {"treat": "winsorise"}),
        ],
    )
    def test_what_frames_do_not_have(self, node: str, field: str, asked: dict[str, Any]) -> None:
        """Every other method is refused by node, never passed over, with the way round."""
        import polars as pl

        card = MARKS.with_node(node if node != "top" else "index", **asked) if node != "top" else None
        if card is None:
            card = Scorecard(id="c", root=Group("top", children=MARKS.root.children, **asked))
        with pytest.raises(EngineLimitError, match=rf"{node}, {field}: frames have no .*gm100\.score"):
            score_frame(pl.DataFrame(table([3.0])), card)

    def test_the_page_says_what_becomes_of_every_method(self) -> None:
        """The tables of the page on frames are true of every method that is a formula, and name all others."""
        page = (Path(__file__).parents[2] / "docs/how-to/frames.md").read_text(encoding="utf-8")
        page = page.partition("### Method by method")[2]
        methods = (STANDARD.aggregators, STANDARD.normalisers, STANDARD.weightings, STANDARD.imputations)
        lines = {
            slug: next((line for line in page.splitlines() if line.startswith("|") and f"`{slug}`" in line), "")
            for kind in (*methods, STANDARD.treatments)
            for slug in kind
        }
        assert [slug for slug, line in lines.items() if not line] == []
        for slug, kind in STANDARD.aggregators.items():
            assert (kind.formula is None) == ("| refused | refused" in lines[slug]), slug
            if kind.formula is not None:
                params = {"owa": (1, 2), "gated": (1, 2), "power": (2,)}.get(slug, ())
                group = Group("top", children=MARKS.root.children, aggregate=(slug, *params) if params else slug)
                lazy = operations(alone(group, STANDARD)) <= HAS
                assert lazy == ("refused" not in lines[slug]), slug
        for slug, normaliser in STANDARD.normalisers.items():
            by_query = normaliser.limits and not (normaliser.extremes or normaliser.moments)
            refused = bool(normaliser.column or normaliser.words or by_query)
            assert refused == ("refused" in lines[slug]), slug

    def test_a_definition_that_cannot_be(self) -> None:
        """What no engine could compute is refused as `gm100.score` refuses it."""
        import polars as pl

        card = Scorecard(id="c", root=Group("top", aggregate="geometric", children=MARKS.root.children))
        with pytest.raises(gm100.DefinitionError, match="has a range from 0"):
            score_frame(pl.DataFrame(table([3.0])), card)

    @pytest.mark.parametrize(
        "asked",
        [
            {"aggregate": ("gated", 2, "1.5")},
            {"aggregate": ("count", 2)},
            {"aggregate": "minimum"},
            {"aggregate": ("mazziotta_pareto", "plus")},
            {"aggregate": "median"},
            {"aggregate": ("owa", 1, 2)},
        ],
    )
    def test_formulas_of_any_method(self, asked: dict[str, Any], engine: Any) -> None:
        """Whatever is a formula is computed by every engine, over groups that skip what is missing as well."""
        steps = Indicator("output", normalise=("steps", 1, 2, 3, 4), scale=Scale(0, 4))
        lines = Indicator("impact", normalise=("piecewise", 0, 1, 2, 3, 4, 4), scale=Scale(0, 4))
        inner = Group("inner", missing=Missing.SKIP, children=(steps, lines))
        card = Scorecard(id="c", root=Group("top", children=(inner, Indicator("more", scale=Scale(0, 4))), **asked))
        cells = {**table([3.0, None, 1.25], [2.0, 2.5, None]), "more": [1.0, 2.25, 3.0]}
        rows = engine.rows(score_frame(engine.make(cells), card, rank=False))
        wanted = gm100.score(cells, card)
        assert all(near(row["index"], wanted[row["code"]].value) for row in rows)

    def test_every_field_of_a_definition_is_accounted_for(self) -> None:
        """A field that scorecards learn later makes this test fail until frames compute it or refuse it."""
        shared = {"id", "name", "weight", "direction", "output", "round", "round_part"}
        leaf = {"scale", "no_answer", "impute", "treat", "normalise", "of_questions", "unit", "column"}
        group = {"children", "aggregate", "weigh", "weighting", "weights_total", "missing", "min_coverage", "fill"}
        assert {rule.name for rule in rules_of(Indicator)} == shared | leaf
        assert {rule.name for rule in rules_of(Group)} == shared | group | {"factor"}

    def test_numbers_too_large_for_floats(self) -> None:
        """A scorecard of which it is not proved that floats round as decimals is refused beforehand."""
        import polars as pl

        children = tuple(Indicator(f"i{n}", weight=f"0.{n}1234567", scale=Scale(0, 10**9)) for n in range(1, 4))
        card = Scorecard(id="c", root=Group("top", children=children, round=2))
        with pytest.raises(EngineLimitError, match="top: its numbers can become too long for floats"):
            score_frame(pl.DataFrame({"i1": [1], "i2": [1], "i3": [1]}), card)

    def test_fewer_decimals_are_taken_where_six_do_not_fit(self) -> None:
        """Without a wish for digits, as many as fit are taken, and finer values are refused."""
        import polars as pl

        children = (Indicator("a", weight="0.123456", scale=Scale(0, 10**6)), Indicator("b", scale=Scale(0, 10**6)))
        card = Scorecard(id="c", root=Group("top", children=children, round=2))
        assert score_frame(pl.DataFrame({"a": [10.5], "b": [10.5]}), card)["index"].to_list() == [10.5]
        with pytest.raises(ScoringError, match=r"at most [2-5] decimals"):
            score_frame(pl.DataFrame({"a": [10.123456], "b": [1.0]}), card)


class TestManyRows:
    """Few rows of an eager frame are collected, many are computed by the engine itself; both say the same."""

    @pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow"])
    def test_both_ways_are_one(
        self, name: str, named_engine: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Values, statuses, bands, ranks, types and problems are the same either way."""
        engine = named_engine(name)

        @settings(max_examples=25, **once(engine))
        @given(tasks())
        def holds(task: tuple[Scorecard, list[dict[str, Any]]]) -> None:
            card, rows = task
            frame = engine.make(columns(rows))
            found = []
            for bound in (100, -1):
                monkeypatch.setattr(scores, "BOUND", bound)
                try:
                    scored = score_frame(frame, card, problems="mark", digits=3)
                except EngineLimitError:
                    reject()
                problems: Any = ()
                try:
                    score_frame(frame, card, digits=3)
                except ScoringError as error:
                    problems = error.issues
                found.append((engine.rows(scored), types(scored), problems))
            (one, one_types, one_issues), (other, other_types, other_issues) = found
            assert one_types == other_types
            assert {(i.path, i.code) for i in one_issues} == {(i.path, i.code) for i in other_issues}
            for few, many in zip(one, other, strict=True):
                assert few.keys() == many.keys()
                for key, x in few.items():
                    assert x == many[key] or x == pytest.approx(many[key], rel=1e-14)

        holds()


def types(frame: Any) -> dict[str, str]:
    """Return the types of the columns of a frame."""
    import narwhals as nw

    return {name: str(dtype) for name, dtype in nw.from_native(frame).schema.items()}


class TestNative:
    def test_lazy_stays_lazy(self) -> None:
        """Marking problems runs no query: a lazy frame comes back as one."""
        import polars as pl

        broken = pl.LazyFrame(table([3.0])).map_batches(_explode)
        scored = score_frame(broken, MARKS, problems="mark")
        assert isinstance(scored, pl.LazyFrame)
        with pytest.raises(Exception, match="was run"):
            scored.collect()

    def test_the_same_kind_comes_back(self, engine: Any) -> None:
        """Whatever goes in comes out, with its own columns as they were."""
        frame = engine.make({**table([3.0]), "note": ["kept"]})
        scored = score_frame(frame, MARKS, rank=False)
        assert type(scored) is type(frame)
        (row,) = engine.rows(scored)
        assert list(row) == ["code", "output", "impact", "note", "index", "value_output", "value_impact", "status"]
        assert row["note"] == "kept"


def _explode(_: Any) -> Any:
    message = "was run"
    raise RuntimeError(message)
