"""
Formulas alone as one function of JavaScript, so that what the words of the backend write can be run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from gm100.errors import EngineLimitError, Issue
from gm100.scoring.formula.floats import all_for_floats
from gm100.scoring.formula.javascript import PRELUDE, WORDS
from gm100.scoring.formula.proof import Known, unproved
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.formula.walk import columns_of
from gm100.scoring.formula.write import Words, refuse, written

_READ: Final = """\
  const read = v => v === null || v === undefined || v === "" || v === "n/a" ? NaN
    : typeof v === "number" || Number.isNaN(Number(v)) ? v : Number(v);
"""


def javascript(
    roots: Mapping[str, Formula], *, name: str = "score", known: Mapping[str, Known] | None = None, exact: bool = False
) -> str:
    """
    Return a JavaScript function that takes a row, an object by name of column, and returns an object of results.

    A result is a number, or null for a gap and where a value has no meaning.

    Args:
        roots: The formulas by the name of their result.
        name: The name of the function.
        known: What is known of the columns.
        exact: Refuse what floats might round otherwise than exact numbers.

    Raises:
        EngineLimitError: A formula calls an ordinary Python function, or a rounding cannot be proved exact.
    """
    for key, root in roots.items():
        refuse(root, "JavaScript", WORDS)
        if exact and (found := unproved(root, known or {})):
            message = (
                f"{len(found)} roundings or comparisons may differ in floats; "
                "give the decimals and scales of all columns"
            )
            raise EngineLimitError("JavaScript", [Issue("not-exact", message, (key,))])
    formulas = all_for_floats(tuple(roots.values()), known)
    columns = columns_of(*formulas)
    local = {column: f"x{number}" for number, column in enumerate(columns)}
    words: Words = {**WORDS, "column": lambda node, _: local[node.data[0]]}
    text = written(formulas, words, step=lambda number: f"t{number}")
    lines = [f"  const {local[column]} = {_read(column)};" for column in columns]
    lines += [f"  const {step} = {value};" for step, value in (*text.first, *text.steps)]
    pairs = ", ".join(f"{json.dumps(key)}: {result}" for key, result in zip(roots, text.results, strict=True))
    lines += [
        f"  const found = {{{pairs}}};",
        "  for (const key in found) if (!Number.isFinite(found[key])) found[key] = null;",
        "  return found;",
    ]
    return f"function {name}(row) {{\n{_READ}{PRELUDE}" + "\n".join(lines) + "\n}\n"


def _read(column: str) -> str:
    if column.endswith(APPLIES):
        return f'row[{json.dumps(column.removesuffix(APPLIES))}] !== "n/a"'
    return f"read(row[{json.dumps(column)}])"
