"""
Entities as frames, and back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gm100
from gm100 import (
    AssessorMark,
    DimensionScore,
    DocumentError,
    EngineLimitError,
    Evaluation,
    Membership,
    MissingExtraError,
    PillarId,
    QuestionScore,
    QuickWin,
    Region,
    Source,
)
from gm100.adapters import from_frame, to_frame
from gm100.model._entity import evolve

pytestmark = [
    pytest.mark.libraries,
    pytest.mark.filterwarnings("ignore"),  # What an engine warns of is its own affair.
]

BACKENDS = ("pandas", "polars", "polars-lazy", "pyarrow", "duckdb", "ibis")
TOBA = Source("A list of members", publisher="Kominfo", address="https://example.id/a,b;c")

EXAMPLES: dict[str, Sequence[Any]] = {
    "regions": tuple(gm100.regions().values())[:80],
    "all regions with a history": tuple(r for r in gm100.regions().values() if r.former_codes or r.former_names),
    "provinces": tuple(gm100.provinces().values()),
    "memberships": (
        Membership(region="12.12", cohort=2018, area="Danau Toba", sources=(TOBA, Source("Another"))),
        *gm100.memberships()[:40],
    ),
    "evaluations": tuple(evolve(e, questions=()) for e in gm100.evaluations()),
    "questions": gm100.evaluations(scorecard="kominfo-2022-early", region="35.07")[0].questions,
    "marks": (QuestionScore(dimension="output", item="1", marks=(AssessorMark(assessor="1", mark=3),)),),
    "quick wins": (
        QuickWin(region="99.01", name="Siap 112", pillars=frozenset({PillarId.LIVING, PillarId.SOCIETY})),
        QuickWin(region="99.01", name="Another; better", year=2023, digital=False, new=True, source=TOBA),
    ),
}


class TestRoundTrip:
    @pytest.mark.parametrize("backend", BACKENDS)
    @pytest.mark.parametrize("what", EXAMPLES)
    def test_what_comes_back_is_equal(self, what: str, backend: str) -> None:
        """Entities written to a frame are the same when they are read from it, in the same order."""
        entities = tuple(EXAMPLES[what])
        frame = to_frame(entities, backend=backend)
        assert from_frame(frame, type(entities[0])) == entities

    @pytest.mark.parametrize("backend", BACKENDS)
    def test_questions_have_rows_of_their_own(self, backend: str) -> None:
        """Evaluations come back whole when their questions are handed in beside them."""
        evaluations = gm100.evaluations(region="35.07")
        questions = to_frame(evaluations, backend=backend, questions=True)
        assert from_frame(to_frame(evaluations, backend=backend), Evaluation, questions=questions) == evaluations

    @settings(max_examples=60)
    @given(st.lists(st.decimals(0, 4, places=6), min_size=1, max_size=6), st.booleans())
    def test_numbers_are_exact(self, values: list[Decimal], as_text: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
        """A decimal that a float can stand for comes back as itself, and so does any as text."""
        given = tuple(
            Evaluation(region="35.03", edition="e", year=2023, scores=(DimensionScore(dimension="output", value=v),))
            for v in values
        )
        frame = to_frame(given, backend="polars", numbers="text" if as_text else "float")
        assert from_frame(frame, Evaluation) == given

    def test_a_frame_through_pandas_floats(self) -> None:
        """Whole numbers that a spreadsheet or pandas turned into floats are read as whole numbers."""
        regions = EXAMPLES["regions"]
        frame = to_frame(regions, backend="pandas")
        frame["population"] = frame["population"].astype("float64")
        assert from_frame(frame, Region) == tuple(regions)


class TestColumns:
    def test_they_lie_flat(self) -> None:
        """One column a value; nested fields under their names, texts joined, lists of entities as JSON."""
        (win,) = to_frame(EXAMPLES["quick wins"][:1], backend="polars").to_dicts()
        assert win["pillars"] == "living; society"
        row = to_frame(EXAMPLES["memberships"], backend="polars").to_dicts()[0]
        assert row["sources"].startswith('[{"title": "A list of members"')
        first = to_frame(gm100.evaluations(region="35.07")[:1], backend="polars").to_dicts()[0]
        assert first["source_publisher"] == "Ditjen Aptika, Kominfo"
        assert (first["participated"], first["quick_win"], first["collaboration"]) == (True, 3.08, None)

    def test_types_do_not_depend_on_the_values(self) -> None:
        """A column without any value still has the type of its field."""
        frame = to_frame((Region(code="35.03", name="T", kind=gm100.RegionKind.KOTA, province="35"),), backend="polars")
        assert {name: str(kind) for name, kind in frame.schema.items() if name in {"population", "area_km2"}} == {
            "population": "Int64",
            "area_km2": "Float64",
        }


class TestRefusals:
    def test_a_frame_with_faults_is_refused_as_a_whole(self) -> None:
        """Every faulty cell is named by row and column."""
        import polars as pl

        frame = pl.DataFrame(
            {
                "region": ["35.03", "x"],
                "edition": ["kominfo-2023-regular"] * 2,
                "year": [2023, 1900],
                "output": [3.0, 9.5],
                "quick_win": [float("nan"), 3.08],
            }
        )
        with pytest.raises(DocumentError) as caught:
            from_frame(frame, Evaluation)
        assert {issue.path for issue in caught.value.issues} == {
            ("row 2", "region"),
            ("row 2", "year"),
            ("row 2", "output"),
        }

    def test_an_unknown_column_is_refused(self) -> None:
        """A column that the class does not have is not a field, and not dropped in silence."""
        import polars as pl

        with pytest.raises(DocumentError, match="colour"):
            from_frame(pl.DataFrame({"code": ["35.03"], "colour": ["red"]}), Region)

    def test_no_rows_no_entities(self) -> None:
        """An empty frame holds nothing."""
        import polars as pl

        assert from_frame(pl.DataFrame({"code": []}, schema={"code": pl.String}), Region) == ()

    def test_more_digits_than_a_float_has(self) -> None:
        """A decimal that a float cannot stand for is refused, with the way round."""
        value = DimensionScore(dimension="output", value=Decimal("3.123456789012345678"))
        given = (Evaluation(region="35.03", edition="e", year=2023, scores=(value,)),)
        with pytest.raises(EngineLimitError, match="numbers='text'"):
            to_frame(given, backend="polars")
        assert from_frame(to_frame(given, backend="polars", numbers="text"), Evaluation) == given

    def test_a_separator_within_a_text(self) -> None:
        """A text that contains the separator is refused; another separator does."""
        region = Region(code="35.03", name="T", kind=gm100.RegionKind.KOTA, province="35", aliases=("a; b", "c"))
        with pytest.raises(EngineLimitError, match="another separator"):
            to_frame((region,), backend="polars")
        assert from_frame(to_frame((region,), backend="polars", separator="|"), Region, separator="|") == (region,)

    def test_a_dimension_without_a_column(self) -> None:
        """A score of a dimension that the ministry does not have is not lost in silence."""
        score = DimensionScore(dimension="other", value=Decimal(1))
        with pytest.raises(EngineLimitError, match="no column for other"):
            to_frame((Evaluation(region="35.03", edition="e", year=2023, scores=(score,)),))

    @pytest.mark.parametrize("backend", ["dask", "pyspark", "sqlframe", "excel"])
    def test_a_backend_that_is_not_made(self, backend: str) -> None:
        """For other engines the message says how to get there."""
        with pytest.raises(EngineLimitError, match="hand it over"):
            to_frame(EXAMPLES["regions"], backend=backend)

    def test_entities_of_several_classes(self) -> None:
        """A frame holds one class."""
        for entities in ((), (TOBA, TOBA.title), (*EXAMPLES["regions"], *EXAMPLES["provinces"])):
            with pytest.raises(TypeError, match="of one kind"):
                to_frame(entities)
        with pytest.raises(TypeError, match="expected one of Region"):
            from_frame(None, Source)
        with pytest.raises(TypeError, match="only they have questions"):
            to_frame(EXAMPLES["regions"], questions=True)

    def test_a_wrong_word(self) -> None:
        """There are two ways to write numbers."""
        with pytest.raises(ValueError, match="expected float or text"):
            to_frame(EXAMPLES["regions"], numbers="int")

    def test_a_question_of_no_evaluation(self) -> None:
        """A question whose evaluation is not in the frame is refused."""
        (evaluation, *_) = gm100.evaluations(region="35.07")
        other = to_frame(gm100.evaluations(region="32.73")[:1], backend="polars")
        with pytest.raises(DocumentError, match=r"no evaluation of 35\.07"):
            from_frame(other, Evaluation, questions=to_frame((evaluation,), backend="polars", questions=True))

    def test_a_missing_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without narwhals, or without the backend, the error says what to install."""
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(MissingExtraError, match=r"gm100\[backends\]"):
            to_frame(EXAMPLES["regions"], backend="pandas")
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError, match=r"gm100\[frames\]"):
            from_frame(None, Region)
