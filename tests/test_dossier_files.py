"""
What is written from the rules and the dossiers is current: the catalogue, the examples.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import build_rule_catalogue

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "src/gm100/reference/_data/dossiers"
ENVIRONMENT = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the project with this interpreter."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )


def test_the_catalogue_of_rules_is_current() -> None:
    """The page on the rules is what the rules say."""
    assert build_rule_catalogue.main(["--check"]) == 0


def test_the_examples_are_the_bundled_dossiers() -> None:
    """The documents among the examples are those that the package ships, byte by byte."""
    examples = {file.name: file.read_bytes() for file in (ROOT / "examples/dossiers").glob("*.json")}
    assert examples == {file.name: file.read_bytes() for file in BUNDLED.glob("*.json")}
    assert len(examples) == 8


def test_the_example_script_runs() -> None:
    """The script prints a line for each region."""
    finished = run("examples/check_dossiers.py")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "Kabupaten Trenggalek, 2022-12-31: masterplan; 7 findings" in finished.stdout


def test_a_rule_takes_a_dozen_lines() -> None:
    """The first block of the page on your own rules has fewer than fifteen lines of code."""
    page = (ROOT / "docs/how-to/write-your-own-rule.md").read_text(encoding="utf-8")
    block = page.split("```python\n")[1].split("```")[0]
    assert len([line for line in block.splitlines() if line.strip()]) < 15
