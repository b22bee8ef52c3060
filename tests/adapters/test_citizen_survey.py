"""
The example of the citizen survey, on ten thousand respondents.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import gm100

pytestmark = [
    pytest.mark.libraries,
    pytest.mark.filterwarnings("ignore"),  # What an engine warns of is its own affair.
]

FOLDER = Path(__file__).resolve().parents[2] / "examples/citizen_survey"
ROWS = 10_000


@pytest.fixture(scope="module")
def example() -> Iterator[Any]:
    """
    The modules of the example, imported as its scripts import each other.
    """
    for library in ("narwhals", "numpy", "pyarrow", "polars"):
        pytest.importorskip(library, reason=f"the example needs {library}")
    sys.path.insert(0, str(FOLDER))
    yield {name: import_module(name) for name in ("cards", "generate", "job")}
    sys.path.remove(str(FOLDER))
    for name in ("cards", "generate", "job"):
        del sys.modules[name]


@pytest.fixture(scope="module")
def survey(example: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A file of answers.
    """
    path = tmp_path_factory.mktemp("survey") / "survey.parquet"
    example["generate"].generate(path, ROWS)
    return path


@pytest.fixture(scope="module")
def indices(example: Any, survey: Path) -> list[dict[str, Any]]:
    """
    The results on Polars, with which the others are compared.
    """
    rows: list[dict[str, Any]] = example["job"].run(str(survey), "polars")
    return rows


def mean(values: list[int]) -> Decimal:
    """Return the mean of answers to two decimals, half up, in fractions."""
    answered = [value for value in values if value != 9]
    exact = Fraction(sum(answered), len(answered)) * 100
    return Decimal((exact + Fraction(1, 2)).__floor__()) / 100


class TestCitizenSurvey:
    def test_the_same_seed_makes_the_same_answers(self, example: Any, survey: Path, tmp_path: Path) -> None:
        """The generator depends on nothing but its seed."""
        example["generate"].generate(tmp_path / "again.parquet", ROWS)
        example["generate"].generate(tmp_path / "other.parquet", ROWS, seed=8)
        assert (tmp_path / "again.parquet").read_bytes() == survey.read_bytes()
        assert (tmp_path / "other.parquet").read_bytes() != survey.read_bytes()

    def test_the_indices_are_those_of_the_core(self, example: Any, survey: Path, indices: Any) -> None:
        """A region's satisfaction, computed from its answers with fractions and `gm100.score`, is the same."""
        import polars as pl

        cards = example["cards"]
        answers = pl.read_parquet(survey)
        assert sum(row["respondents"] for row in indices) == ROWS
        for row in indices[::40]:
            mine = answers.filter(pl.col("region") == row["region"], pl.col("year") == row["year"])
            data: dict[str, Any] = {name: mean(mine[name].to_list()) for name in cards.ELEMENTS}
            result = gm100.score({"code": row["region"], **data}, cards.SKM)
            assert result.value is not None
            assert Decimal(repr(row["skm_index"])) == result.value
            assert row["skm_rank"] >= 1

    @pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=[pytest.mark.java, pytest.mark.slow])])
    def test_every_engine_gives_the_same(
        self, example: Any, survey: Path, indices: Any, engine: str, request: pytest.FixtureRequest
    ) -> None:
        """DuckDB and Spark have what Polars has, to the last digit."""
        request.getfixturevalue("named_engine")({"spark": "pyspark"}.get(engine, engine))
        assert example["job"].run(str(survey), engine) == indices

    def test_the_command_writes_a_table(self, example: Any, survey: Path, indices: Any, tmp_path: Path) -> None:
        """From the command line the results come as CSV, one row a region and year."""
        example["job"].main([str(survey), "--out", str(tmp_path / "out.csv")])
        lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "region,year,respondents,skm_index,skm_rank,impact_index,impact_rank"
        assert len(lines) == len(indices) + 1
