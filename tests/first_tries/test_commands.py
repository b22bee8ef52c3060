"""
What somebody types at first on the command line, and what comes of it.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import gm100
from gm100.cli import main

# What is typed -> exit code, and words of the answer, or of the refusal.
TRIES: list[tuple[list[str], int, str]] = [
    (["check", "35.03"], 0, "Trenggalek"),
    (["check", "Kabupaten Trenggalek", "--on", "2022-12-31"], 0, "as of 2022-12-31"),
    (["check", "trenggalek", "--lang", "id"], 0, "Trenggalek"),
    (["check", "Malang"], 2, "35.73 Kota Malang"),
    (["check", "35.99"], 2, "unknown region '35.99'"),
    (["check", "Atlantis"], 2, "unknown region 'Atlantis'"),
    (["check", "nothing.json"], 2, "nothing.json: there is no such file"),
    (["check", ""], 2, "the text is blank"),
    (["check", "35.03", "--on", "2022"], 2, "on: got '2022', expected a day as YYYY-MM-DD; 2022-12-31 is its last day"),
    (["check", "35.03", "--on", "2022-12"], 2, "2022-12-31 is its last day"),
    (["check", "35.03", "--on", "31-12-2022"], 2, "expected a day as YYYY-MM-DD"),
    (["check", "35.03", "--book", "2020"], 2, "'2020'"),
    (["check", "35.03", "--lang", "fr"], 2, "--lang: got 'fr', expected one of id, en"),
    (["check", "card.json"], 2, "expected Dossier"),
    (["check"], 2, "DOSSIER"),
    (["chek", "35.03"], 2, "no command chek; did you mean check"),
    (["region", "Kabupaten", "Trenggalek"], 0, "35.03"),
    (["timeline", "Kabupaten", "Trenggalek", "--lang", "id"], 0, "2022"),
    (["timeline", "Pemkab Trenggalek"], 0, "2022"),
    (["timeline", "35.99"], 2, "unknown region '35.99'"),
    (["region", "Pemkab Trenggalek"], 0, "35.03"),
    (["region", "malang"], 3, "ambiguous"),
    (["region", ""], 4, "unknown"),
    (["region", "Kediri", "--on", "2020"], 2, "on: got '2020'"),
    (["region", "Kediri", "--within", "Atlantis"], 2, "'Atlantis'"),
    (["region", "--file", "nothing.txt"], 2, "nothing.txt"),
    (["cohorts", "2018"], 0, "50 counted in 2018"),
    (["cohorts", "2020"], 2, "'2020'"),
    (["cohorts", "last"], 2, "YEAR: got 'last', expected a whole number"),
    (["evaluate"], 0, "32.73"),
    (["evaluate", "--scorecard", "kominfo-2023"], 2, "kominfo-2023-regular"),
    (["evaluate", "--scorecard", "spbe-2020"], 2, "kominfo-2023-regular"),
    (["evaluate", "nothing.csv"], 2, "nothing.csv"),
    (["evaluate", "--explain", "Kota Bandung"], 0, "32.73"),
    (["score", "marks.csv", "--scorecard", "kominfo-2023-regular"], 0, "x-1"),
    (["score", "marks.csv", "--scorecard", "kominfo-2023-regular", "--plugins"], 0, "x-1"),
    (["score", "marks.csv", "--scorecard", "card.json"], 0, "x-1"),
    (["score", "kode.csv", "--scorecard", "kominfo-2023-regular"], 0, "x-1"),
    (["score", "no-code.csv", "--scorecard", "kominfo-2023-regular"], 2, "no column says which region a row is about"),
    (["score", "marks.csv", "--scorecard", "mine"], 2, "'mine'"),
    (["score", "marks.csv", "--scorecard", "mine.json"], 2, "mine.json: there is no such file"),
    (["score", "marks.csv"], 2, "--scorecard"),
    (["score", "nothing.csv", "--scorecard", "kominfo-2023-regular"], 2, "nothing.csv"),
    (["score", ".", "--scorecard", "kominfo-2023-regular"], 2, "there is no gm100.json"),
    (["sensitivity", "--scorecard", "kominfo-2023-regular", "--draws", "3"], 0, "32.73"),
    (["sensitivity", "--scorecard", "kominfo-2023-regular", "--draws", "0"], 2, "draws: got 0"),
    (["sensitivity", "--scorecard", "mine"], 2, "'mine'"),
    (["scorecard", "show", "kominfo-2023-regular"], 0, "baseline"),
    (["scorecard", "show", "mine"], 2, "'mine'"),
    (["scorecard", "check", "card.json", "--plugins"], 0, "nothing is wrong"),
    (["scorecard", "diff", "kominfo-2023-regular", "mine"], 2, "'mine'"),
    (["rules", "MOU-002"], 2, "GM100-MOU-002"),
    (["rules", "--book", "2020"], 2, "'2020'"),
    (["new-dossier", "35.10"], 0, "35.10"),
    (["new-dossier", "Malang"], 2, "35.07"),
    (["report", "Kabupaten Trenggalek", "--out", "page.html"], 0, "wrote page.html"),
    (["report", "35.03", "--out", "page.html", "--on", "2022"], 2, "2022-12-31 is its last day"),
    (["report", "marks.csv", "--scorecard", "card.json", "--out", "page.html"], 2, "x-1"),
    (["report", "--region", "Kota Bandung", "--out", "page.html"], 0, "wrote page.html"),
    (["report", "35.03"], 0, "<!doctype html>"),
    (["convert", "nothing.json", "out.yaml"], 2, "nothing.json: there is no such file"),
    (["convert", "card.json", "out.docx"], 2, "'.docx'"),
    (["convert", "marks.csv", "out.json", "--entity", "Evaluatoin"], 2, "Evaluation"),
    (["schema", "evaluation"], 0, "properties"),
    (["schema", "Evaluation"], 0, "properties"),
    (["needed", "35.03", "--rank", "999"], 2, "which have 1 to 73; did you mean 73 or 72?"),
    (["needed", "35.03", "--rank", "999", "--lang", "id"], 2, "yang punya 1 sampai 73"),
    (["region", "--file", "sheets.xlsx"], 0, "the sheet one was read, the first of 2"),
    (["region", "--file", "sheets.xlsx", "--lang", "id"], 0, "lembar one dibaca, yang pertama dari 2"),
    (["region", "--file", "notes.xlsx"], 2, "there are also two; say --sheet"),
    (["region", "--file", "notes.xlsx", "--sheet", "two"], 0, "35.03"),
    (["scorecards", "--lang", "id"], 0, "baseline 0,10 output 0,20"),
    (["scorecards", "--lang", "id", "--format", "csv"], 0, "baseline 0.10 output 0.20"),
    (["scorecard", "show", "kominfo-2023-regular", "--lang", "id"], 0, "0,10    0,1"),
    (["scorecard", "diff", "kominfo-2021", "kominfo-2022-early", "--lang", "id"], 1, "0,20 -> 0,10"),
    (["scores"], 2, "no command scores; did you mean score"),
    ([], 2, "COMMAND"),
]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scorecard and three tables are in the working directory."""
    monkeypatch.chdir(tmp_path)
    gm100.dump(gm100.scorecards()["kominfo-2023-regular"], "card.json")
    marks = "baseline,output,outcome,impact,quick_win\n"
    Path("marks.csv").write_text(f"code,{marks}x-1,3,3,3,3,3\n", encoding="utf-8")
    Path("kode.csv").write_text(f"kode,{marks}x-1,3,3,3,3,3\n", encoding="utf-8")
    for name, header in (("sheets.xlsx", "kabupaten"), ("notes.xlsx", "figure")):
        book = openpyxl.Workbook()
        for title, head in (("one", header), ("two", "kabupaten")):
            sheet = book.create_sheet(title)
            sheet.append([head])
            sheet.append(["Trenggalek"])
        book.remove(book.worksheets[0])
        book.save(name)
    Path("no-code.csv").write_text(f"{marks}3,3,3,3,3\n", encoding="utf-8")


class TestFirstCommands:
    @pytest.mark.parametrize(("words", "code", "says"), TRIES, ids=[" ".join(row[0]) for row in TRIES])
    def test_it_answers(self, words: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
        """It is done, or refused in a sentence with exit code 2; nothing ends in a traceback."""
        found = main(words)
        captured = capsys.readouterr()
        assert found == code
        assert says in captured.out + captured.err
