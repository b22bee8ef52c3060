"""
The examples of scoring run and print what they promise; the page of methods names every method.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from gm100.scoring import Engine

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("index_in_twenty_lines", ["Alun (a): 0.87 good", "Bale (b): 0.49 fair", '"goalposts"']),
        ("own_aggregator", ["best_half", "3.00", "   1  u", "   1  v"]),
    ],
)
def test_an_example_runs(name: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As a script, with nothing but gm100."""
    runpy.run_path(str(ROOT / "examples" / f"{name}.py"), run_name="__main__")
    out = capsys.readouterr().out
    assert [word for word in words if word not in out] == []


def test_the_page_names_every_method() -> None:
    """No method without formula, source and warning, and none that does not exist."""
    page = (ROOT / "docs" / "reference" / "methods.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (?:impute: |treat: )?(`[^|]+) \|", page, re.MULTILINE)
    named = {word for cell in cells for word in re.findall(r"`(\w+)`", cell)}
    engine = Engine()
    known = {
        *engine.normalisers,
        *engine.weightings,
        *engine.aggregators,
        *engine.treatments,
        *engine.imputations,
    }
    assert named == known
