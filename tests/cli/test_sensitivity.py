"""
`gm100 sensitivity`, as a user types it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.cli import main, sensitivity
from gm100.scoring import _study

BUNDLED = ["sensitivity", "--scorecard", "kominfo-2023-regular", "--draws", "20"]


class TestSensitivity:
    def test_the_published_ranking(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a table it is the published results that are put to the test."""
        assert main(BUNDLED) == 0
        out, err = capsys.readouterr()
        assert out.splitlines()[0].split() == ["rank", "code", "name", "mean", "median", "5", "%", "95", "%", "shift"]
        assert out.splitlines()[1].split()[:4] == ["1", "32.73", "Kota", "Bandung"]
        assert err.startswith("20 draws, weights within 25%, seed 7; 72 units move by 0.")

    def test_a_table_of_ones_own(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With a scorecard from a file."""
        card = gm100.Scorecard(
            id="mine", root=gm100.Group("index", children=(gm100.Indicator("x"), gm100.Indicator("y")))
        )
        gm100.dump(card, tmp_path / "mine.json")
        (tmp_path / "t.csv").write_text("code,name,x,y\np,Pati,1,5\nq,Kudus,4,3\n", encoding="utf-8")
        command = ["sensitivity", str(tmp_path / "t.csv"), "--scorecard", str(tmp_path / "mine.json")]
        assert main([*command, "--share", "0", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "rank,code,name,mean,median,p5,p95,shift",
            "1.0,q,Kudus,1.0,1.0,1.0,1.0,0.0",
            "2.0,p,Pati,2.0,2.0,2.0,2.0,0.0",
        ]

    def test_json_has_what_it_takes_to_do_it_again(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Seed and draws stand beside the units."""
        assert main([*BUNDLED, "--seed", "3", "--format", "json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert (report["seed"], report["draws"], report["complete"]) == (3, 20, True)
        assert len(report["units"]) == 72

    def test_stopping_early_is_told(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Ctrl-C shows what is done; the exit code says that it is not all."""
        asked = iter(range(10))
        real = _study.Study.ranks

        def ranks(self: _study.Study, many: Any) -> Any:
            if next(asked) == 1:
                raise KeyboardInterrupt
            return real(self, many)

        monkeypatch.setattr(_study.Study, "ranks", ranks)
        assert main([*BUNDLED[:-1], "300"]) == 1
        assert capsys.readouterr().err.startswith("stopped after 100 of 300 draws")

    @pytest.mark.parametrize("command", [[*BUNDLED[:-1], "0"], ["sensitivity", "--scorecard", "spbe-2020"]])
    def test_nothing_to_do(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """No draws, or a scorecard of which no results are known and no table."""
        assert main(command) == 2
        assert "nothing to rank" in capsys.readouterr().err

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
        progress = sensitivity._progress(watched)
        progress(100, 200)
        progress(200, 200)
        assert watched.text == "\r100 of 200 draws\r200 of 200 draws\n"
        assert sensitivity._progress(Terminal(watched=False)) is None
