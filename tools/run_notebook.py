"""
Run the notebooks of `examples/` from top to bottom and keep what they show: `python tools/run_notebook.py`.

It does what a notebook server does, and no more, so that the test run needs none: each cell's last expression is shown,
as HTML where it has that and as a picture where it is one.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with the outputs of a fresh run."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            cells.append(cell)
            continue
        count += 1
        outputs = list(run_cell("".join(cell["source"]), names, count))
        cells.append({**cell, "execution_count": count, "outputs": outputs})
    return {**notebook, "cells": cells}


def run_cell(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run one cell and return what it printed and what its last expression shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    outputs: list[dict[str, Any]] = []
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, f"cell {count}", "exec"), names)  # noqa: S102 - running cells is what it is for
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), names)  # noqa: S307 - as above
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": lines(printed.getvalue())})
    if value is not None:
        shown = {"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data_of(value)}
        outputs.append(shown)
    return outputs


def data_of(value: Any) -> dict[str, Any]:
    """Return a value in every form in which a notebook can show it."""
    if hasattr(value, "savefig"):
        drawn = io.BytesIO()
        value.savefig(drawn, dpi=72)
        return {"image/png": base64.b64encode(drawn.getvalue()).decode(), "text/plain": ["<a chart>"]}
    data: dict[str, Any] = {}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = lines(value._repr_html_())
    data["text/plain"] = lines(str(value) if hasattr(value, "_repr_html_") else repr(value))
    return data


def lines(text: str) -> list[str]:
    """Return a text as notebooks keep it: a list of lines with their ends."""
    return text.splitlines(keepends=True)


def main() -> int:
    """Run every notebook and write it back."""
    for file in sorted(EXAMPLES.glob("*.ipynb")):
        notebook = run(json.loads(file.read_text(encoding="utf-8")))
        file.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(file.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
