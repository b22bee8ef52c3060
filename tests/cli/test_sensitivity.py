"""
`gm100 sensitivity`, as a user types it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.cli import _terminal, main
from gm100.scoring.uncertainty.uncertain import UncertaintyTable

CARD = ["--scorecard", "kominfo-2023-regular"]
BUNDLED = ["sensitivity", *CARD, "--draws", "20"]
LEAVE_ONE_OUT = ["sensitivity", *CARD, "--leave-one-out"]
SOBOL = ["sensitivity", *CARD, "--sobol", "--samples", "8"]
NODES = ["baseline", "output", "outcome", "impact", "quick_win"]


class TestSensitivity:
    def test_the_published_ranking(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a table it is the published results that are put to the test."""
        assert main(BUNDLED) == 0
        out, err = capsys.readouterr()
        assert out.splitlines()[0].split() == ["rank", "code", "name", "mean", "median", "5", "%", "95", "%", "shift"]
        assert out.splitlines()[1].split()[:4] == ["1", "32.73", "Kota", "Bandung"]
        assert err.startswith("20 draws, all weights within 25%, seed 7; 72 units move by 0.")

    def test_a_table_of_ones_own(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With a scorecard from a file."""
        card = gm100.Scorecard(
            id="mine", root=gm100.Group("index", children=(gm100.Indicator("x"), gm100.Indicator("y")))
        )
        gm100.dump(card, tmp_path / "mine.json")
        (tmp_path / "t.csv").write_text("code,name,x,y\np,Alun,1,5\nq,Baru,4,3\n", encoding="utf-8")
        command = ["sensitivity", str(tmp_path / "t.csv"), "--scorecard", str(tmp_path / "mine.json")]
        assert main([*command, "--share", "0", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "rank,code,name,mean,median,p5,p95,shift",
            "1.0,q,Baru,1.0,1.0,1.0,1.0,0.0",
            "2.0,p,Alun,2.0,2.0,2.0,2.0,0.0",
        ]

    def test_json_has_what_it_takes_to_do_it_again(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Seed and draws are beside the units."""
        assert main([*BUNDLED, "--seed", "3", "--format", "json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert (report["seed"], report["draws"], report["complete"]) == (3, 20, True)
        assert len(report["rows"]) == 72

    def test_stopping_early_is_told(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Ctrl-C shows what is done; the exit code says that it is not all."""
        asked = iter(range(10))
        real = UncertaintyTable.ranks

        def ranks(self: UncertaintyTable, many: Any) -> Any:
            if next(asked) == 1:
                raise KeyboardInterrupt
            return real(self, many)

        monkeypatch.setattr(UncertaintyTable, "ranks", ranks)
        assert main([*BUNDLED[:-1], "300"]) == 1
        assert capsys.readouterr().err.startswith("stopped after 100 of 300 draws")

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--scorecard", "spbe-2020"], "unknown scorecard 'spbe-2020' of the published results"),
            ([*CARD, "--draws", "0"], "draws: got 0, expected a whole number of 1 or more"),
            ([*CARD, "--sobol", "--samples", "1"], "samples: got 1, expected a whole number of 2 or more"),
            ([*CARD, "--share", "2"], "share: got 2.0"),
            ([*CARD, "--sobol", "--samples", "2", "--of", "99.99"], "unknown unit '99.99' of this ranking"),
        ],
    )
    def test_what_cannot_be_done(self, options: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
        """No table, too few draws, a share of more than all, an unknown unit: exit code 2, and a sentence."""
        assert main(["sensitivity", *options]) == 2
        assert expected in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("options", "stray"),
        [
            (["--samples", "5"], "--samples"),
            (["--of", "32.73"], "--of"),
            (["--sobol", "--draws", "5"], "--draws"),
            (["--leave-one-out", "--share", "0.1", "--seed", "0"], "--seed, --share"),
        ],
    )
    def test_options_of_another_analysis(
        self, options: list[str], stray: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """They are refused rather than passed over in silence."""
        assert main(["sensitivity", *CARD, *options]) == 2
        assert capsys.readouterr().err.startswith(f"{stray}: not for this analysis")

    def test_values_may_be_off_as_well(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Errors of measurement come on top of the weights."""
        assert main([*BUNDLED[:-1], "5", "--error", "0.1", "--format", "json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["factors"] == ["all weights within 25%", "error of all indicators, within 0.1"]
        assert "error of all indicators, within 0.1, seed 7" in err

    def test_progress_is_for_terminals(self) -> None:
        """Nobody watches a file."""

        class Terminal:
            """What is needed of a stream."""

            def __init__(self, *, watched: bool) -> None:
                self.watched, self.text = watched, ""

            def isatty(self) -> bool:
                """Whether somebody watches."""
                return self.watched

            def write(self, text: str) -> None:
                """Keep what is written."""
                self.text += text

        watched = Terminal(watched=True)
        progress = _terminal.progress(watched, "draws")
        progress(100, 200)
        progress(200, 200)
        assert watched.text == "\r100 of 200 draws\r200 of 200 draws\n"
        assert _terminal.progress(Terminal(watched=False), "draws") is None


class TestLeaveOneOut:
    def test_a_line_for_each_node(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The table is that of `gm100.leave_one_out`."""
        assert main(LEAVE_ONE_OUT) == 0
        out, err = capsys.readouterr()
        card = gm100.scorecards()["kominfo-2023-regular"]
        assert out == f"{gm100.leave_one_out(gm100.evaluations(scorecard=card), card)}\n"
        assert err == "5 nodes left out, one at a time\n"

    def test_csv_has_the_same_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One a node."""
        assert main([*LEAVE_ONE_OUT, "--format", "csv"]) == 0
        head, *rows = capsys.readouterr().out.splitlines()
        assert head == "node,mean_shift,greatest_shift"
        assert [row.partition(",")[0] for row in rows] == NODES

    def test_json_has_the_ranks_as_well(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With and without, for each unit."""
        assert main([*LEAVE_ONE_OUT, "--format", "json"]) == 0
        nodes = {each["node"]: each for each in json.loads(capsys.readouterr().out)["rows"]}
        assert list(nodes) == NODES
        shifts = [abs(each["without"] - each["rank"]) for each in nodes["quick_win"]["units"]]
        assert max(shifts) == nodes["quick_win"]["greatest_shift"] == 13


class TestSobol:
    def test_a_line_for_each_weight(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Where there is one group; the table is that of `gm100.sobol`."""
        assert main(SOBOL) == 0
        out, err = capsys.readouterr()
        card = gm100.scorecards()["kominfo-2023-regular"]
        assert out == f"{gm100.sobol(gm100.evaluations(scorecard=card), card, samples=8)}\n"
        assert [line.split()[2] for line in out.splitlines()[1:]] == NODES
        assert err == "8 samples of the mean rank shift, seed 7; intervals of 95%\n"

    def test_the_rank_of_one_unit(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Errors of measurement are one more factor."""
        assert main([*SOBOL, "--of", "35.77", "--error", "0.2", "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["output"], found["samples"], found["complete"]) == ("rank of 35.77", 8, True)
        assert [each["factor"] for each in found["rows"]][-1] == "error of all indicators, within 0.2"

    def test_csv(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The intervals are beside the indices."""
        assert main([*SOBOL, "--format", "csv"]) == 0
        assert capsys.readouterr().out.startswith("factor,first,first_low,first_high,total,total_low,total_high\n")

    def test_stopping_early_is_told(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """As with draws."""
        asked = iter(range(10))
        real = UncertaintyTable.ranks

        def ranks(self: UncertaintyTable, many: Any) -> Any:
            if next(asked) == 1:
                raise KeyboardInterrupt
            return real(self, many)

        monkeypatch.setattr(UncertaintyTable, "ranks", ranks)
        assert main([*SOBOL[:-1], "50"]) == 1
        assert capsys.readouterr().err.startswith("stopped after 14 of 50 samples")
