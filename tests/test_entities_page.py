"""
The page of the six entities: its tables are those of the fields, and the first pages lead to it.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.fields.field import rules_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/reference/entities.md").read_text(encoding="utf-8")
SIX = ("Region", "Pillar", "QuickWin", "BimtekSession", "MoU", "Evaluation")


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    """The script that writes the tables."""
    return runpy.run_path(str(ROOT / "tools/build_entities.py"))


class TestPage:
    def test_the_tables_are_those_of_the_fields(self, tool: dict[str, Any]) -> None:
        """Made again, the page is as it is; a difference calls for `python tools/build_entities.py`."""
        assert tool["page"](PAGE) == PAGE

    @pytest.mark.parametrize("name", SIX)
    def test_each_has_a_section_and_a_row_for_every_field(self, name: str) -> None:
        """A field that is not on the page is noticed, and one that is no longer in the class."""
        section = PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        rows = [line.split("`")[1] for line in section.splitlines() if line.startswith(("| `", "| **`"))]
        assert rows == [rule.name for rule in rules_of(getattr(gm100, name))]

    @pytest.mark.parametrize("name", SIX)
    def test_each_is_made_changed_refused_written_and_read(self, name: str) -> None:
        """The code of a section takes all five steps."""
        section = PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        for step in (f"gm100.{name}(", "evolve(", "InvalidEntityError", "gm100.dumps(", "gm100.loads("):
            assert step in section, step

    def test_a_changed_field_would_be_noticed(self, tool: dict[str, Any]) -> None:
        """A meaning that was edited on the page alone does not stay."""
        doctored = PAGE.replace("Kemendagri code of the province.", "Its largest town.")
        assert doctored != PAGE
        assert tool["page"](doctored) == PAGE

    def test_readers_are_led_to_it(self) -> None:
        """The first page of the docs and README lead to it."""
        links = [part.split(")")[0] for part in (ROOT / "docs/index.md").read_text(encoding="utf-8").split("](")[1:]]
        assert "reference/entities.md" in links
        assert "(docs/reference/entities.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
