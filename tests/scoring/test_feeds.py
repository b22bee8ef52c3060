"""
Columns that are called otherwise than the indicators, and columns that feed several.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from libraries import Later

import gm100
from gm100 import Group, Indicator, Scorecard
from gm100.adapters import score_frame
from gm100.cli import main

duckdb, pd, pl = Later("duckdb"), Later("pandas"), Later("polars")
NODE = shutil.which("node")
CARD = Scorecard(
    id="mine",
    root=Group(
        "index",
        children=(
            Indicator("level", column="Population", normalise=("goalposts", 0, 10)),
            Indicator("few", column="Population", normalise=("goalposts", 10, 0), weight=3),
            Indicator("income"),
        ),
    ),
    round=2,
)
ROWS: list[dict[str, Any]] = [
    {"code": "a", "Population": 4, "income": Decimal("1.0")},
    {"code": "b", "Population": 10, "income": Decimal("0.5")},
]
WANTED = [(Decimal("0.4") + 3 * Decimal("0.6") + 1) / 5, (1 + 0 + Decimal("0.5")) / 5]


def columns() -> dict[str, list[Any]]:
    """The same as columns."""
    return {name: [row[name] for row in ROWS] for name in ROWS[0]}


def in_pandas(columns: dict[str, list[Any]]) -> Any:
    """A frame of pandas."""
    return pd.DataFrame(columns)


def in_polars(columns: dict[str, list[Any]]) -> Any:
    """A frame of Polars."""
    return pl.DataFrame(columns)


class TestOneColumnForSeveral:
    @pytest.mark.parametrize(
        "make",
        [
            lambda _: ROWS,
            dict,
            pytest.param(in_pandas, id="pandas"),
            pytest.param(in_polars, id="polars"),
        ],
    )
    def test_rows_columns_and_frames(self, make: Callable[[Any], Any]) -> None:
        """Each of the indicators has the value of the column."""
        found = gm100.score(make(columns()), CARD)
        assert list(found.values) == [round(each, 2) for each in WANTED]
        assert found["a"]["few"].raw == "4"

    def test_compiled(self) -> None:
        """So has the one function of the scorecard."""
        one = gm100.scoring.compiled(CARD)
        assert [one(row) for row in ROWS] == list(gm100.score(ROWS, CARD).values)

    @pytest.mark.libraries
    def test_in_a_frame(self) -> None:
        """And the frame that is scored in its own engine."""
        frame = pl.DataFrame({**columns(), "income": [1.0, 0.5]})
        assert score_frame(frame.lazy(), CARD, rank=False).collect()["index"].to_list() == [0.64, 0.3]
        assert score_frame(frame, CARD)["index"].to_list() == [0.64, 0.3]
        assert score_frame(frame.to_pandas(), CARD)["index"].to_list() == [0.64, 0.3]
        named = score_frame(frame.rename({"income": "money"}), CARD, columns={"income": "money"})
        assert named["index"].to_list() == [0.64, 0.3]

    @pytest.mark.libraries
    def test_in_sql(self) -> None:
        """And a database."""
        query = gm100.scoring.export_scorecard(CARD, "sql")
        base = duckdb.connect()
        base.execute("CREATE TABLE units AS SELECT 'a' AS code, 4 AS \"Population\", 1.0 AS income")
        assert base.execute(query).fetchdf()["index"].tolist() == [0.64]

    @pytest.mark.skipif(NODE is None, reason="needs Node")
    @pytest.mark.node
    def test_in_javascript(self) -> None:
        """And a page without Python."""
        text = gm100.scoring.export_scorecard(CARD, "js")
        rows = json.dumps(ROWS, default=float)
        script = f"{text}\nconsole.log(JSON.stringify({rows}.map(row => score(row).text)))"
        run = subprocess.run([str(NODE), "-"], input=script, capture_output=True, text=True, check=True)
        assert json.loads(run.stdout) == ["0.64", "0.30"]

    def test_on_the_command_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """And a table in a file."""
        gm100.dump(CARD, tmp_path / "mine.json")
        (tmp_path / "table.csv").write_text("code,Population,income\na,4,1\n", encoding="utf-8")
        assert main(["score", str(tmp_path / "table.csv"), "--scorecard", str(tmp_path / "mine.json")]) == 0
        assert "0.64" in capsys.readouterr().out

    def test_a_column_that_is_the_code_of_one_of_them(self) -> None:
        """It feeds that one and the other."""
        card = CARD.with_node("few", column="income")
        assert gm100.score({"code": "a", "Population": 4, "income": 5}, card)["few"].raw == "5"

    def test_both_the_column_and_the_code(self) -> None:
        """Which of them counts is not guessed: the column is refused."""
        with pytest.raises(gm100.ScoringError, match="Population: not part of mine"):
            gm100.score([{**ROWS[0], "few": 1}], CARD)

    def test_from_a_table(self) -> None:
        """A table of nodes names it, and a document keeps it."""
        card = Scorecard.from_table(CARD.to_table(), id="mine", round=2)
        assert card == CARD
        assert gm100.loads(gm100.dumps(card)) == card
