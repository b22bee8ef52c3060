"""
The notebooks of `examples/`: they run, and show what they show.
"""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))

pytestmark = pytest.mark.libraries


def tool(name: str) -> Any:
    """A script of `tools/`, imported."""
    spec = spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(notebook: dict[str, Any]) -> list[str]:
    """Every text that a notebook shows; pictures differ between versions of the library that draws them."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return ["".join(o.get("text", ())) or "".join(o["data"]["text/plain"]) for o in outputs]


@pytest.mark.slow
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_runs_and_shows_what_it_shows(file: Path) -> None:
    """From top to bottom, every cell runs, and its texts are those that are kept in the file."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    again = tool("run_notebook").run(kept)
    assert shown(again) == shown(kept)
    assert len(shown(kept)) >= 5


def test_there_is_a_notebook() -> None:
    """One story, at least."""
    assert NOTEBOOKS
