"""
The page of codes: whatever code an issue may have is explained there, and nothing else is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/reference/error-codes.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split(" | ")] for line in PAGE.splitlines() if line.startswith("| `")]
MODULES = [path for path in sorted((ROOT / "src/gm100").rglob("*.py")) if "_data" not in path.parts]


def takers(tree: ast.AST) -> dict[str, int]:
    """The functions of a module that take a code, with the place of it among the arguments."""
    found = {"Issue": 0, "refuse": 0}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
            if "code" in names and "message" in names:
                found[node.name] = names.index("code")
    return found


def codes(path: Path) -> Iterator[str]:
    """The codes that a module writes out where it reports an issue."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    places = takers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
            argument = node.args[places[name]] if places.get(name, len(node.args)) < len(node.args) else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                yield argument.value


class TestPage:
    def test_every_code_is_explained(self) -> None:
        """A code that the package writes has a row with its meaning and the remedy."""
        known = {re.findall("`([^`]+)`", row[0])[0] for row in ROWS}
        written = {code for path in MODULES for code in codes(path)}
        assert len(written) > 90
        assert written - known == set()

    def test_no_row_is_of_a_code_that_went_away(self) -> None:
        """Each code of the page is in the package, as a text."""
        source = "".join(path.read_text(encoding="utf-8") for path in MODULES)
        assert [row[0] for row in ROWS if f'"{row[0].strip("|` ")}"' not in source] == []

    def test_every_row_says_what_it_means_and_what_to_do(self) -> None:
        """No cell is left blank, and each code is written once."""
        assert {len([cell for cell in row if cell.strip("| ")]) for row in ROWS} == {3}
        assert len({row[0] for row in ROWS}) == len(ROWS)
