"""
Whatever takes the name of a region reads it in the same way, and corrects nothing in silence.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.adapters.frames import resolve_frame
from gm100.cli import main

CARD = gm100.Scorecard(
    id="mine",
    root=gm100.Group("index", children=(gm100.Indicator("life", normalise=("goalposts", 20, 85)),)),
)
MARKS = "baseline,output,outcome,impact,quick_win\n"
WAYS = ("Pemkab Trenggalek", "KAB. TRENGGALEK", "Trenggalek Regency", "trenggalekkab.go.id", "Kab Trenggalek, Jatim")
"""Kabupaten Trenggalek, as documents write it."""
REFUSED = {"Malang": "Kota Malang", "Suralaya": "village in Kota Cilegon", "Kab. Atlantis": "Atlantis"}
"""What is not an answer, and a part of what is said of it: the candidates, what it is, the text itself."""
MISSPELLED = "Kab. Trengalek"

Take = Callable[[str], Any]
"""Takes a name, and returns the code it was read as, or what has the code in it."""


def _frame(engine: str, text: str) -> Any:
    return import_module(engine).DataFrame({"region": [text], "life": [70]})


def _scored(scores: gm100.scoring.Scores) -> str:
    for line in scores.remarks:
        warnings.warn(line, stacklevel=2)
    return scores[0].unit


FUNCTIONS: dict[str, Take] = {
    "resolve": lambda text: gm100.regions().resolve(text, corrections=False).code,
    "match": lambda text: _first(gm100.regions().match(text)),
    "resolve_all": lambda text: _first(gm100.regions().resolve_all([text])[0]),
    "resolve_table": lambda text: _first(gm100.resolve_table([{"nama": text}])[0]),
    "resolve_frame, pandas": lambda text: resolve_frame(_frame("pandas", text), "region")["code"][0],
    "resolve_frame, Polars": lambda text: resolve_frame(_frame("polars", text), "region")["code"][0],
    "near": lambda text: gm100.regions().near(text, 1) and gm100.regions().resolve(text, corrections=False).code,
    "memberships": lambda text: gm100.memberships(region=text)[0].region,
    "check": lambda text: gm100.check(text, on="2022-12-31").region,
    "score, rows": lambda text: _scored(gm100.score([{"region": text, "life": 70}], CARD)),
    "score, columns": lambda text: _scored(gm100.score({"Kabupaten/Kota": [text], "life": [70]}, CARD)),
    "score, a short header": lambda text: _scored(gm100.score({"Kab/Kota": [text], "life": [70]}, CARD)),
    "score, pandas": lambda text: _scored(gm100.score(_frame("pandas", text), CARD)),
    "score, Polars": lambda text: _scored(gm100.score(_frame("polars", text), CARD)),
    "rank": lambda text: _scored(gm100.rank([{"wilayah": text, "life": 70}], CARD).scores),
}
COMMANDS: dict[str, list[str]] = {
    "region": ["region", "NAME"],
    "region, table": ["region", "--file", "names.csv"],
    "new-dossier": ["new-dossier", "NAME"],
    "check": ["check", "NAME", "--on", "2022-12-31"],
    "timeline": ["timeline", "NAME"],
    "report": ["report", "NAME", "--out", "-"],
    "evaluate": ["evaluate", "results.csv"],
    "evaluate, one": ["evaluate", "results.csv", "--explain", "NAME"],
    "score": ["score", "table.csv", "--scorecard", "mine.json"],
    "score, one": ["score", "table.csv", "--scorecard", "mine.json", "--explain", "NAME"],
    "report, ranking": ["report", "results.csv", "--out", "-"],
    "report, one": ["report", "results.csv", "--out", "-", "--region", "NAME"],
}
CORRECTING = {*FUNCTIONS} - {"resolve", "near", "memberships", "check"}
"""Functions that correct a name and have a place to say so; `resolve` is asked for none here."""
EXACT = ("region", "region, table", "new-dossier", "evaluate", "score", "report, ranking")
"""Commands of which an option `--exact` has no name corrected."""


def _first(found: gm100.Resolution) -> str:
    """The code of an answer; a correction is a warning here, and a refusal an error."""
    if found.correction:
        warnings.warn(found.correction, stacklevel=2)
    if found.code is None:
        raise gm100.UnknownRegionError(found.text, f"{found.note}", found.candidates)
    return found.code


def typed(name: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    """Run a command on a name, or on a table that has it."""
    monkeypatch.chdir(folder)
    (folder / "names.csv").write_text(f'nama\n"{text}"\n', encoding="utf-8")
    (folder / "results.csv").write_text(f'region,{MARKS}"{text}",3.76,2.6,3.47,3.21,3.57\n', encoding="utf-8")
    (folder / "table.csv").write_text(f'region,life\n"{text}",70\n', encoding="utf-8")
    gm100.dump(CARD, folder / "mine.json")
    return main([*(text if word == "NAME" else word for word in COMMANDS[name]), *more])


class TestFunctions:
    @pytest.mark.parametrize("take", FUNCTIONS.values(), ids=FUNCTIONS)
    def test_every_way_of_writing(self, take: Take) -> None:
        """Office, English, host names and the province behind it are all read."""
        assert [take(text) for text in WAYS] == ["35.03"] * len(WAYS)

    @pytest.mark.parametrize(("text", "said"), REFUSED.items())
    @pytest.mark.parametrize("take", FUNCTIONS.values(), ids=FUNCTIONS)
    def test_what_is_no_answer_says_why(self, take: Take, text: str, said: str) -> None:
        """Two regions of one name, a place that is not a region, and an unknown name."""
        with pytest.raises(gm100.Gm100Error, match=said):
            take(text)

    @pytest.mark.parametrize("name", FUNCTIONS)
    def test_a_correction_is_said_or_refused(self, name: str) -> None:
        """Never is a misspelled name read in silence."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            if name in CORRECTING:
                assert FUNCTIONS[name](MISSPELLED) == "35.03"
                assert any("Trengalek" in str(each.message) for each in caught)
            else:
                with pytest.raises(gm100.Gm100Error, match=r"Kab\. Trengalek"):
                    FUNCTIONS[name](MISSPELLED)

    @pytest.mark.parametrize("cells", [[35.03], [3503], [3503.0]], ids=str)
    @pytest.mark.libraries
    def test_numbers_are_codes(self, cells: list[float]) -> None:
        """Whole numbers and floats in a frame are read as codes."""
        import pandas as pd

        frame = pd.DataFrame({"kode": cells})
        assert list(resolve_frame(frame, "kode", to="region")["region"]) == ["35.03"]


class TestCommands:
    @pytest.mark.parametrize("text", ["Pemkab Trenggalek", "trenggalekkab.go.id"])
    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_way_of_writing(
        self, name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As an argument and in a table."""
        assert typed(name, text, tmp_path, monkeypatch) == 0
        assert {"timeline": "2022-04-21"}.get(name, "Trenggalek") in capsys.readouterr().out

    @pytest.mark.parametrize(("text", "said"), [("Malang", "Kota Malang"), ("Suralaya", "Suralaya")])
    @pytest.mark.parametrize("name", COMMANDS)
    def test_what_is_no_answer(  # noqa: PLR0913, PLR0917 - pytest gives each
        self,
        name: str,
        text: str,
        said: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """It ends with an exit code that is not 0."""
        assert typed(name, text, tmp_path, monkeypatch) in range(1, 5)
        out, err = capsys.readouterr()
        assert said in out + err

    @pytest.mark.parametrize("name", COMMANDS)
    def test_a_correction_is_said_or_refused(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It is said what was read; with `--exact` it is refused."""
        assert typed(name, MISSPELLED, tmp_path, monkeypatch) == 0
        out, err = capsys.readouterr()
        assert "Kab. Trengalek" in out + err
        assert {"timeline": "2022-04-21"}.get(name, "Trenggalek") in out
        if name in EXACT:
            assert typed(name, MISSPELLED, tmp_path, monkeypatch, "--exact") in range(1, 5)
