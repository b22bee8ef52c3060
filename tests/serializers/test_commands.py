"""
`gm100 convert` and `gm100 schema`, and the examples.
"""

from __future__ import annotations

import json
import runpy
from contextlib import nullcontext
from pathlib import Path

import pytest
from jsonschema import ValidationError

import gm100
from gm100.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


class TestConvert:
    @pytest.mark.parametrize("name", ["b.yaml", "b.toml", "b.zip", "b.parquet", "b.geojson", "b.jsonl", "b.csv"])
    def test_from_one_format_to_another(self, tmp_path: Path, name: str) -> None:
        """What comes out is what went in."""
        evaluations = gm100.evaluations()[:2]
        gm100.dump(evaluations, tmp_path / "a.json")
        assert main(["convert", str(tmp_path / "a.json"), str(tmp_path / name)]) == 0
        assert gm100.load(tmp_path / name) == evaluations

    def test_lines_are_streamed(self, tmp_path: Path) -> None:
        """From lines to lines nothing is held."""
        gm100.dump(gm100.evaluations()[:2], tmp_path / "a.jsonl")
        assert main(["convert", str(tmp_path / "a.jsonl"), str(tmp_path / "b.ndjson")]) == 0
        assert gm100.load(tmp_path / "b.ndjson") == gm100.evaluations()[:2]

    def test_a_folder_of_tables(self, tmp_path: Path) -> None:
        """A folder is read as it is, and written when it is asked for."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        gm100.dump(card, tmp_path / "a.json")
        assert main(["convert", str(tmp_path / "a.json"), str(tmp_path / "folder"), "--to", "tables"]) == 0
        assert main(["convert", str(tmp_path / "folder"), str(tmp_path / "b.json")]) == 0
        assert gm100.load(tmp_path / "b.json") == card

    def test_a_lenient_reading_is_reported(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Every change is said on stderr."""
        table = EXAMPLES / "data" / "corrected.csv"
        arguments = ["convert", str(table), str(tmp_path / "b.json"), "--entity", "Evaluation", "--lenient"]
        assert main(arguments) == 0
        assert "line 2, published_index: read 3,29 as 3.29" in capsys.readouterr().err

    def test_what_the_new_format_cannot_hold(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It says so, and writes nothing."""
        gm100.dump(gm100.scorecards()["kominfo-2023-regular"], tmp_path / "a.json")
        assert main(["convert", str(tmp_path / "a.json"), str(tmp_path / "b.csv")]) == 2
        assert "is a list of objects; write a .zip" in capsys.readouterr().err
        assert not (tmp_path / "b.csv").exists()

    def test_an_unknown_entity(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A near miss is named."""
        assert main(["convert", "a.csv", str(tmp_path / "b.json"), "--entity", "Evaluaton"]) == 2
        assert "did you mean Evaluation" in capsys.readouterr().err


class TestSchema:
    def test_of_one_entity(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What is printed is the schema of the file that a user has; with --inner, of the entity alone."""
        assert main(["schema", "Evaluation"]) == 0
        assert json.loads(capsys.readouterr().out) == gm100.schema(gm100.Evaluation, document=True)
        assert main(["schema", "Evaluation", "--inner"]) == 0
        assert json.loads(capsys.readouterr().out) == gm100.schema(gm100.Evaluation)

    def test_of_all(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a name it lists names; all of them are in the one file and in the OpenAPI document."""
        assert main(["schema"]) == 0
        names = capsys.readouterr().out.split()
        assert main(["schema", "--all"]) == 0
        assert set(names) <= set(json.loads(capsys.readouterr().out)["$defs"])
        assert main(["schema", "--openapi"]) == 0
        assert set(names) <= set(json.loads(capsys.readouterr().out)["components"]["schemas"])


class TestExamples:
    def test_a_messy_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Its problems are reported by line and column."""
        runpy.run_path(str(EXAMPLES / "messy_csv.py"), run_name="__main__")
        assert "line 4, year: got 'dua ribu'" in capsys.readouterr().out

    def test_a_map_by_an_independent_reader(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Another library finds the file valid, and every evaluation in its place."""
        pytest.importorskip("geojson")
        runpy.run_path(str(EXAMPLES / "publish_geojson.py"))["main"](tmp_path / "e.geojson")
        assert "valid: True, 75 features, 75 with a place" in capsys.readouterr().out

    def test_a_fiware_entity(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It is valid by the terms of its smart data model."""
        runpy.run_path(str(EXAMPLES / "fiware_entity.py"))["main"]([])
        assert "valid KeyPerformanceIndicator by the terms above" in capsys.readouterr().out

    @pytest.mark.parametrize(("kind", "fits"), [("string", True), ("number", False)])
    def test_a_fiware_entity_by_published_files(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, *, fits: bool
    ) -> None:
        """Files handed in are the schema: with the definitions they refer to, they take or refuse the entity."""
        dialect, place = "https://json-schema.org/draft/2020-12/schema", "https://example.org/common.json"
        name = {"properties": {"name": {"type": kind}}}
        common = {"$schema": dialect, "$id": place, "definitions": {"name": name}}
        schema = {"$schema": dialect, "allOf": [{"$ref": f"{place}#/definitions/name"}]}
        files = [tmp_path / "schema.json", tmp_path / "common.json"]
        for file, content in zip(files, (schema, common), strict=True):
            file.write_text(json.dumps(content), encoding="utf-8")
        with nullcontext() if fits else pytest.raises(ValidationError, match="is not of type 'number'"):
            runpy.run_path(str(EXAMPLES / "fiware_entity.py"))["main"]([str(file) for file in files])
        assert ("valid KeyPerformanceIndicator by the published schema" in capsys.readouterr().out) == fits
