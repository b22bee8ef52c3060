"""
The translations: each has a source, and says of which text it is the translation.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import translations as tool


class TestTranslations:
    def test_none_is_behind_its_source(self) -> None:
        """Where a page changed, its translation follows; then `python tools/translations.py --renew` says so."""
        assert [page.name for page in tool.stale()] == []

    def test_each_has_a_source(self) -> None:
        """A page is not in Indonesian alone."""
        assert len(tool.translations()) > 10
        assert [page.name for page in tool.translations() if not tool.source_of(page).exists()] == []

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
