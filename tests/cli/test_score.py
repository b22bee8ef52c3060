"""
`gm100 score` and `gm100 scorecard`, as a user types them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gm100
from gm100.cli import main

TABLE = "code,name,life,income\np,Alun,70,2000\nq,Bukit,80,1000\nr,Cendana,60,8000\n"


@pytest.fixture(name="table")
def _table(tmp_path: Path) -> str:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return str(file)


@pytest.fixture(name="card")
def _card(tmp_path: Path) -> str:
    scorecard = gm100.Scorecard(
        id="mine",
        root=gm100.Group(
            "index",
            aggregate="geometric",
            children=(
                gm100.Indicator("life", normalise=("goalposts", 20, 85)),
                gm100.Indicator("income", normalise=("log_goalposts", 100, 10_000)),
            ),
        ),
        round=3,
        bands={"high": "0.7", "low": 0},
    )
    file = tmp_path / "mine.json"
    gm100.dump(scorecard, file)
    return str(file)


class TestScore:
    def test_a_table_and_a_file(self, table: str, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The ranking, best first, with its bands."""
        assert main(["score", table, "--scorecard", card]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "rank  code  name     index  band",
            "   1  r     Cendana  0.765  high",
            "   2  p     Alun     0.707  high",
            "   3  q     Bukit    0.679  low",
        ]

    def test_one_row_explained(self, table: str, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Each step of it."""
        assert main(["score", table, "--scorecard", card, "--explain", "q"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Bukit (q), mine\n")
        assert "80 by goalposts 20 85" in out

    def test_json_keeps_every_digit(self, table: str, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Decimals are numbers."""
        assert main(["score", table, "--scorecard", card, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0] == {
            "rank": 1,
            "code": "r",
            "name": "Cendana",
            "index": 0.765,
            "band": "high",
        }

    def test_csv(self, table: str, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A table for the next program."""
        assert main(["score", table, "--scorecard", card, "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "1,r,Cendana,0.765,high"

    def test_everything_wrong_at_once(self, tmp_path: Path, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Unit and indicator for each, and exit code 2."""
        file = tmp_path / "bad.csv"
        file.write_text("code,life,income,luck\np,seventy,2000,1\nq,,0,\n", encoding="utf-8")
        assert main(["score", str(file), "--scorecard", card]) == 2
        err = capsys.readouterr().err
        assert "p, life: got 'seventy'" in err
        assert "q, life: has no value" in err

    def test_extra_columns(self, tmp_path: Path, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """They are ignored, which is said once; or kept; or refused."""
        file = tmp_path / "more.csv"
        file.write_text("code,life,income,luck\np,70,2000,1\nq,80,1000,2\n", encoding="utf-8")
        command = ["score", str(file), "--scorecard", card, "--format", "csv"]
        assert main(command) == 0
        assert capsys.readouterr().err == "other columns are ignored: luck\n"
        assert main([*command, "--extra", "keep"]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines()[:2] == ["rank,code,name,index,band,luck", "1,p,,0.707,high,1"]
        assert err == ""
        assert main([*command, "--extra", "refuse"]) == 2
        assert "line 1, luck: not a column of this table" in capsys.readouterr().err

    def test_a_ragged_table_is_refused(self, tmp_path: Path, card: str, capsys: pytest.CaptureFixture[str]) -> None:
        """By line, and a name that stands twice as well."""
        file = tmp_path / "bad.csv"
        file.write_text("code,life,life\np,1\n", encoding="utf-8")
        assert main(["score", str(file), "--scorecard", card]) == 2
        err = capsys.readouterr().err
        assert "line 1, life: the column is given twice" in err
        assert "line 2: the row has 2 cells, expected 3" in err

    def test_a_cell_is_what_stands_between_its_quotes(
        self, tmp_path: Path, card: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Line breaks and what looks like one stay; semicolons separate cells too; an open quote is named."""
        file = tmp_path / "table.csv"
        file.write_bytes('\ufeffcode;name;life;income\r\np;"Alun\r\nBaru \u2028 x";70;2000\r\n'.encode())
        assert main(["score", str(file), "--scorecard", card, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["name"] == "Alun\r\nBaru \u2028 x"
        file.write_text('code,name,life,income\np,"Alun,70,2000\n', encoding="utf-8")
        assert main(["score", str(file), "--scorecard", card]) == 2
        assert "quote" in capsys.readouterr().err

    def test_a_ready_scorecard_by_its_id(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Groups can be given: SPBE from domains."""
        file = tmp_path / "spbe.csv"
        file.write_text("code,d1,d2,d3,d4\n51.71,3.00,3.30,2.18,3.55\n", encoding="utf-8")
        assert main(["score", str(file), "--scorecard", "spbe-2020"]) == 0
        assert "3.19" in capsys.readouterr().out

    def test_an_unknown_scorecard(self, table: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The nearest id is named."""
        assert main(["score", table, "--scorecard", "spbe-2021"]) == 2
        assert "did you mean spbe-20" in capsys.readouterr().err


class TestScorecard:
    def test_show(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The tree with weights, shares of the index, and methods."""
        assert main(["scorecard", "show", "ipm-bps"]) == 0
        out = capsys.readouterr().out
        assert "evidence: computed" in out
        assert "geometric, missing error, x 100" in out
        assert "goalposts 20 85" in out

    def test_show_as_a_document(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What is printed can be read again."""
        assert main(["scorecard", "show", "skm-2017-0.11", "--format", "document"]) == 0
        assert gm100.loads(capsys.readouterr().out) == gm100.scorecards()["skm-2017-0.11"]

    def test_check(self, card: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing wrong is exit code 0, something is 2."""
        assert main(["scorecard", "check", card]) == 0
        bad = tmp_path / "bad.json"
        bad.write_text(Path(card).read_text(encoding="utf-8").replace('"geometric"', '"geometrik"'), encoding="utf-8")
        assert main(["scorecard", "check", str(bad)]) == 2
        assert "did you mean geometric?" in capsys.readouterr().err

    def test_a_file_that_holds_something_else(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It says what it holds."""
        file = tmp_path / "region.json"
        gm100.dump(gm100.regions()["35.03"], file)
        assert main(["scorecard", "check", str(file)]) == 2
        assert "got 'Region', expected Scorecard" in capsys.readouterr().err

    def test_diff(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Exit code 1 when they differ, 0 when not; as text and as JSON."""
        assert main(["scorecard", "diff", "kominfo-2021", "kominfo-2022-regular"]) == 1
        assert "baseline, round_part: nothing -> half up to 2 decimals" in capsys.readouterr().out
        assert main(["scorecard", "diff", "kominfo-2021", "kominfo-2021"]) == 0
        assert main(["scorecard", "diff", "skm-2017-0.11", "skm-2017-0.111", "--format", "json"]) == 1
        assert {"node": "waktu", "field": "weight", "before": "0.11", "after": "0.111"} in json.loads(
            capsys.readouterr().out
        )["rows"]


class TestExport:
    def test_a_function_and_a_query(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A ready scorecard becomes a program; a name can be given."""
        assert main(["scorecard", "export", "skm-2017-ninth", "--to", "js"]) == 0
        assert capsys.readouterr().out.startswith("function score(row) {")
        assert main(["scorecard", "export", "skm-2017-ninth", "--to", "sql", "--name", "surveys"]) == 0
        assert 'FROM "surveys"' in capsys.readouterr().out

    def test_what_needs_a_table_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Exit code 2, with the node and the method."""
        scorecard = gm100.Scorecard(id="x", root=gm100.Group("x", children=(gm100.Indicator("a", normalise="minmax"),)))
        file = tmp_path / "x.json"
        gm100.dump(scorecard, file)
        assert main(["scorecard", "export", str(file), "--to", "js"]) == 2
        assert "a, minmax: needs a table to look at" in capsys.readouterr().err
