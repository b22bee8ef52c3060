"""
Documents of the past open, and those of today are still written as they were.
"""

from __future__ import annotations

import json
from pathlib import Path

import build_schema
import pytest

import gm100
from gm100.serializers import dumps, loads
from gm100.serializers.document.envelope import entity_types
from gm100.serializers.document.migrations import MIGRATIONS, SCHEMA_VERSION, migrate
from gm100.serializers.schemas.examples import example

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
LINES = {
    json.loads(line)["type"]: line
    for line in (GOLDEN / f"v{SCHEMA_VERSION}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
}


class TestGoldenDocuments:
    def test_there_is_one_of_every_entity(self) -> None:
        """In the order of their names, a line each, so that a change can be reviewed."""
        assert list(LINES) == sorted(entity_types())

    @pytest.mark.parametrize("name", LINES)
    def test_they_are_read_as_they_were(self, name: str) -> None:
        """The document of this version is the example, to the byte when it is written again."""
        made = loads(LINES[name])
        assert made == example(entity_types()[name])
        assert dumps(made, indent=None) == LINES[name]

    def test_a_dossier_from_before_new_fields_opens(self) -> None:
        """A dossier written before facts had cohorts, further sources and typed homes says what it said."""
        kept = json.loads((GOLDEN / "earlier" / "Dossier.json").read_text(encoding="utf-8"))
        made = json.loads(dumps(loads(json.dumps(kept))))
        assert made == kept

    def test_what_is_published_is_what_the_code_says(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Schemas and golden documents are current; a difference calls for a new version, or for the tool."""
        assert (build_schema.main(["--check"]), capsys.readouterr().out) == (0, "")


class TestMigrations:
    def test_every_past_version_has_a_step_and_documents(self) -> None:
        """From the first version to the present one there is no gap."""
        assert list(MIGRATIONS) == list(range(1, SCHEMA_VERSION))
        assert [(GOLDEN / f"v{version}.jsonl").exists() for version in MIGRATIONS] == [True] * len(MIGRATIONS)

    def test_steps_follow_one_another(self) -> None:
        """A document two versions old takes two steps."""
        steps = {
            1: lambda tree: tree | {"schema_version": 2, "a": 1},
            2: lambda tree: tree | {"schema_version": 3, "b": 2},
        }
        assert migrate({"schema_version": 1}, steps) == {"schema_version": 3, "a": 1, "b": 2}

    @pytest.mark.parametrize("version", [2, 0, -1, "1", True, None])
    def test_other_versions_are_refused(self, version: object) -> None:
        """Neither what is to come nor what never was is guessed at."""
        with pytest.raises(gm100.DocumentError) as caught:
            loads(json.dumps({"schema_version": version, "type": "Evaluation", "items": []}))
        assert [issue.code for issue in caught.value.issues] == ["schema-version"]
