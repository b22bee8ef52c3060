"""
The table of formulas and backends in docs/reference/methods.md is made of the methods.
"""

from __future__ import annotations

import runpy
from pathlib import Path

from gm100.scoring.methods.registry import STANDARD

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/methods.md").read_text(encoding="utf-8")


class TestTable:
    def test_it_is_made_of_the_methods(self) -> None:
        """Made again, the page is as it is; a difference calls for `python tools/build_methods.py`."""
        assert runpy.run_path(str(ROOT / "tools/build_methods.py"))["page"](PAGE) == PAGE

    def test_every_method_has_a_row(self) -> None:
        """Normalisers first, then aggregators."""
        table = PAGE.split("<!-- table: backends -->")[1].split("<!-- end of table -->")[0]
        rows = [line.split("`")[1].split()[0] for line in table.splitlines() if line.startswith("| `")]
        assert rows == [*sorted(STANDARD.normalisers), *sorted(STANDARD.aggregators)]

    def test_what_sorts_children_works_everywhere(self) -> None:
        """In one cell of a spreadsheet too, for the value at any place is a median."""
        (row,) = [line for line in PAGE.splitlines() if line.startswith("| `median` | `(")]
        assert [cell.strip() for cell in row.split("|")[3:-1]] == ["yes"] * 6
