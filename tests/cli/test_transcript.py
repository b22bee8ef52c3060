"""
The page for analysts, command by command: what it shows is what the program prints.

`RENEW=1 pytest tests/cli/test_transcript.py` writes what is printed now into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from gm100.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "analyst.id.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
TABLE = re.compile(r"```csv\n(.*?)```", re.DOTALL)


def fill_in(file: Path) -> None:
    """What the page tells a person to do: 3.5 in every yellow cell for a mark."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets[1:]:
        sheet["D6"].value = 3.5
    book.save(file)


def session(block: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The commands of a block, each with what it prints, as a terminal shows it."""
    shown = []
    for command in re.findall(r"^\$ gm100 (.*)$", block, re.MULTILINE):
        assert main(shlex.split(command)) in {0, 1, 3}
        out, err = capsys.readouterr()
        shown.append(f"$ gm100 {command}\n{err}{out}")
        if command.startswith("form "):
            fill_in(Path(command.rpartition(" ")[2]))
    return "".join(shown)


class TestTranscript:
    def test_the_page_shows_what_is_printed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """From the name of a region to the printed report, in Indonesian and without Python."""
        pytest.importorskip("openpyxl")
        monkeypatch.setenv("GM100_LANG", "id")
        monkeypatch.chdir(tmp_path)
        page = PAGE.read_text(encoding="utf-8")
        Path("tabel.csv").write_text(TABLE.findall(page)[0], encoding="utf-8")
        printed = BLOCK.sub(lambda block: f"```console\n{session(block[1], capsys)}```", page)
        if os.environ.get("RENEW"):
            PAGE.write_text(printed, encoding="utf-8")
        assert printed == page
        assert Path("laporan.html").read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="id">')
        assert "Kota Kediri" in Path("berkas.html").read_text(encoding="utf-8")
