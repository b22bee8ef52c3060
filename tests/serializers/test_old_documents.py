"""
Documents of the past open, and those of today are still written as they were.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import gm100
from gm100.serializers import dumps, loads
from gm100.serializers._wire import entity_types
from gm100.serializers.examples import example
from gm100.serializers.migrations import MIGRATIONS, SCHEMA_VERSION, migrate

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
TODAY = GOLDEN / f"v{SCHEMA_VERSION}"


class TestGoldenDocuments:
    @pytest.mark.parametrize("name", entity_types())
    def test_they_are_read_as_they_were(self, name: str) -> None:
        """The document of this version is the example, to the byte when it is written again."""
        text = (TODAY / f"{name}.json").read_text(encoding="utf-8")
        made = loads(text)
        assert made == example(entity_types()[name])
        assert dumps(made) == text

    def test_what_is_published_is_what_the_code_says(self) -> None:
        """Schemas and golden documents are current; a difference calls for a new version, or for the tool."""
        run = [sys.executable, str(ROOT / "tools" / "build_schema.py"), "--check"]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr


class TestMigrations:
    def test_every_past_version_has_a_step_and_a_document(self) -> None:
        """From the first version to the present one there is no gap."""
        assert list(MIGRATIONS) == list(range(SCHEMA_VERSION))
        assert all(list((GOLDEN / f"v{version}").glob("*.json")) for version in MIGRATIONS)

    @pytest.mark.parametrize("path", sorted((GOLDEN / "v0").glob("*.json")), ids=lambda path: path.stem)
    def test_documents_of_version_0_open(self, path: Path) -> None:
        """The draft without an envelope is read as the document of version 1 beside it."""
        expected = path.parent / "as_v1" / path.name
        assert loads(path.read_text(encoding="utf-8")) == loads(expected.read_text(encoding="utf-8"))

    def test_they_run_in_every_format(self) -> None:
        """A step sees a tree, whatever text it came from."""
        text = (
            "schema_version: 0\ntype: Evaluation\nregion: '99.01'\nedition: x\nyear: 2022\nscores: {baseline: 3.08}\n"
        )
        assert str(loads(text, format="yaml").score_of("baseline")) == "3.08"

    def test_steps_follow_one_another(self) -> None:
        """A document two versions old takes two steps."""
        steps = {
            0: lambda tree: tree | {"schema_version": 1, "a": 1},
            1: lambda tree: tree | {"schema_version": 2, "b": 2},
        }
        assert migrate({"schema_version": 0}, steps) == {"schema_version": 2, "a": 1, "b": 2}

    @pytest.mark.parametrize("version", [2, -1, "1", True, None])
    def test_other_versions_are_refused(self, version: object) -> None:
        """Neither what is to come nor what never was is guessed at."""
        with pytest.raises(gm100.DocumentError) as caught:
            loads(json.dumps({"schema_version": version, "type": "Evaluation", "items": []}))
        assert [issue.code for issue in caught.value.issues] == ["schema-version"]
