"""
The reference of public names: each is on a page, with an example.
"""

from __future__ import annotations

from pathlib import Path

import api_pages
import pytest

import gm100

SOURCES = Path(__file__).resolve().parents[1] / "docs" / api_pages.FOLDER


def entry_of(page: str, name: str) -> str:
    """What the site says of a name."""
    return api_pages.page(page).partition(f"{{ #gm100.{name} }}")[2].partition("\n### ")[0]


class TestPages:
    def test_every_public_name_is_on_a_page(self) -> None:
        """Whatever `gm100` offers is an entry, and so is what a room alone offers."""
        found = {each.name for page in api_pages.PAGES for each in api_pages.entries(page)}
        assert set(vars(gm100)["__getattr__"]("__all__")) - found == set()
        assert {"Row", "FORMATS", "write_form", "Knowledge"} <= found

    def test_every_name_has_an_example(self) -> None:
        """It is in the docstring, or under the name on the source page, where the tests run it."""
        assert api_pages.without_example() == []

    def test_pages_and_sources_are_the_same(self) -> None:
        """Each source page is one of a room, and each room has one."""
        assert {page.stem for page in SOURCES.glob("*.md")} == set(api_pages.PAGES)

    @pytest.mark.parametrize("page", api_pages.PAGES)
    def test_no_example_is_of_a_name_that_went_away(self, page: str) -> None:
        """A heading of the source page is a public name of its rooms, and has a block that runs."""
        _, shown = api_pages.examples((SOURCES / f"{page}.md").read_text(encoding="utf-8"))
        assert set(shown) <= {each.name for each in api_pages.entries(page)}
        assert [name for name, text in shown.items() if "```python\n>>> " not in text] == []


class TestEntries:
    def test_a_function_shows_its_signature_and_arguments(self) -> None:
        """A long signature has an argument a line, and a default that is a word is shown as text."""
        entry = entry_of("scoring", "panel")
        assert "\n    *,\n    bounds: Bounds | str = 'first',\n" in entry
        assert ") -> Panel\n```" in entry
        assert "**Arguments**\n\n- `tables`: " in entry

    def test_a_class_shows_its_fields_and_methods(self) -> None:
        """The fields of an entity are those of its declaration."""
        entry = entry_of("model", "FormerCode")
        assert "| **`code`** | The retired code. |" in entry
        assert "'91.09'" in entry

    def test_the_members_of_a_vocabulary_have_their_text(self) -> None:
        """A member stands with its value and its meaning."""
        entry = entry_of("model", "TimeZone")
        assert "- `WIB = 'WIB'`: Waktu Indonesia Barat, UTC+7." in entry
