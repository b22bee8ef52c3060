"""
The translations: each has a source, and says of which text it is the translation.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import translations as tool

BLOCK = re.compile(r"^```(\w*).*?^```$", re.DOTALL | re.MULTILINE)


def shape_of(page: Path) -> dict[str, object]:
    """What a page and its translation have in common: headings, blocks, tables, lists, and the figures in the text."""
    text = tool.FRONT.sub("", page.read_text(encoding="utf-8"))
    prose = BLOCK.sub("", text)
    return {
        "headings": [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)],
        "blocks": [found[1] for found in BLOCK.finditer(text)],
        "rows": [len(table.splitlines()) for table in re.findall(r"(?:^\|.*\n)+", prose, re.MULTILINE)],
        "items": len(re.findall(r"^[-*] ", prose, re.MULTILINE)),
        "figures": {found.replace(",", ".") for found in re.findall(r"\d+(?:[.,]\d+)*", prose)},
    }


class TestTranslations:
    def test_none_is_behind_its_source(self) -> None:
        """Where a page changed, its translation follows; then `python tools/translations.py --renew` says so."""
        assert [page.name for page in tool.stale()] == []

    def test_each_has_a_source(self) -> None:
        """A page is not in Indonesian alone."""
        assert len(tool.translations()) > 10
        assert [page.name for page in tool.translations() if not tool.source_of(page).exists()] == []

    @pytest.mark.parametrize("page", tool.translations(), ids=lambda page: page.name)
    def test_it_is_whole(self, page: Path) -> None:
        """A translation has the headings, blocks, rows, items and figures of its source."""
        assert shape_of(page) == shape_of(tool.source_of(page))

    def test_a_changed_source_is_noticed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A translation is stale without a hash and after a change, and in step once it was renewed."""
        monkeypatch.setattr(tool, "ROOT", tmp_path)
        (tmp_path / "docs").mkdir()
        page, source = tmp_path / "docs" / "a.id.md", tmp_path / "docs" / "a.md"
        page.write_text("# Satu\n", encoding="utf-8")
        source.write_text("# One\n", encoding="utf-8")
        assert tool.stale() == [page]
        tool.renew(page)
        assert tool.stale() == []
        source.write_text("# One, changed\n", encoding="utf-8")
        assert tool.stale() == [page]
        tool.renew(page)
        assert page.read_text(encoding="utf-8").endswith("---\n\n# Satu\n")
        assert page.read_text(encoding="utf-8").count("translated_from") == 1
