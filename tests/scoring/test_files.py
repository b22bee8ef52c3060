"""
Tables by their paths: anyone who has a file gives its name, and what is wrong with it is said with line and column.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gm100

CARD = "kominfo-2023-regular"
GOOD = "kode;daerah;baseline;keluaran;hasil;dampak;quick win;camat\n35.05;Kabupaten Blitar;3,76;2,6;3,47;3,21;3,57;a\n"
GOOD += "35.77;Kota Madiun;3,8;3,17;3,72;4;3,9;b\n"
BAD = "code,baseline,output,outcome,impact,quick_win\n35.99,1,1,1,1,1\n35.05,1,9,1,1,x\n"

VERBS: dict[str, Callable[[Any], Any]] = {
    "score": lambda data: gm100.score(data, CARD),
    "rank": lambda data: gm100.rank(data, CARD),
    "panel": lambda data: gm100.panel({2022: data, 2023: data}, CARD),
    "sensitivity": lambda data: gm100.sensitivity(data, CARD, draws=3),
    "leave_one_out": lambda data: gm100.leave_one_out(data, CARD),
    "sobol": lambda data: gm100.sobol(data, CARD, samples=2),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text(GOOD, encoding="utf-8")
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    Path("names.txt").write_text("Kota Kediri\nKab. Trengalek\n", encoding="utf-8")
    Path("known.csv").write_text("text,code\nmy town,35.71\n", encoding="utf-8")


class TestVerbs:
    @pytest.mark.parametrize("verb", VERBS)
    def test_a_path_is_its_table(self, verb: str) -> None:
        """A text or a path gives what the rows of `read_table` give."""
        rows = gm100.read_table("good.csv", CARD).rows
        found = [VERBS[verb](data) for data in ("good.csv", Path("good.csv"), rows)]
        assert str(found[0]) == str(found[1]) == str(found[2])

    @pytest.mark.parametrize("verb", VERBS)
    def test_what_is_wrong_has_its_line(self, verb: str) -> None:
        """All of it at once; a file that is not there is said to be missing."""
        with pytest.raises(gm100.DocumentError) as caught:
            VERBS[verb]("bad.csv")
        assert [issue.place for issue in caught.value.issues] == ["line 2, code", "line 3, output", "line 3, quick_win"]
        with pytest.raises(FileNotFoundError, match=r"absent\.csv: there is no such file"):
            VERBS[verb]("absent.csv")

    def test_what_was_read_is_said(self) -> None:
        """Decimal commas and other columns are remarks of the results, which keep them."""
        remarks = gm100.score("good.csv", CARD).remarks
        assert remarks[0].startswith("decimal commas in baseline")
        assert remarks[1] == "other columns are ignored: camat"
        assert pickle.loads(pickle.dumps(gm100.score("good.csv", CARD))).remarks == remarks  # noqa: S301 - our own


class TestNames:
    def test_a_text_of_names(self) -> None:
        """A name in each line, and a table with a header."""
        assert [one.code for one in gm100.resolve_table("names.txt")] == ["35.71", "35.03"]
        assert [one.code for one in gm100.resolve_table(Path("good.csv"))] == ["35.05", "35.77"]

    def test_readings_of_ones_own(self) -> None:
        """What the user reads otherwise may be in a file as well."""
        assert gm100.resolve_table(["my town"], known="known.csv")[0].code == "35.71"
