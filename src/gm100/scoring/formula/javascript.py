"""
Formulas as JavaScript: one self-contained function of a row, for the web page that embeds a scorecard.

Numbers are binary floats. Rounding is done with the proof of `proof`: where the decimals of the columns are known,
adding a known small share before rounding decides every case as decimals do, with one multiplication. What cannot be
proved is refused when exact numbers are asked for, before anything is written. `rationals` needs no such proof.

A cell that is null, undefined, empty or "n/a" is a gap. A text that is a number is read as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gm100.errors import EngineLimitError, Issue
from gm100.scoring.formula.floats import all_for_floats
from gm100.scoring.formula.proof import Known, unproved
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.formula.walk import columns_of
from gm100.scoring.formula.write import Words, called, refuse, signs, written

PRELUDE: Final = """\
  const ln = v => v > 0 ? Math.log(v) : NaN;
  const over = (a, b) => b === 0 ? NaN : a / b;
  const power = (a, b) => a === 0 && b < 0 ? NaN : Math.pow(a, b);
  const descending = v => v.filter(a => !Number.isNaN(a)).sort((a, b) => b - a);
"""

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


def number_text(value: Decimal | Fraction) -> str:
    """
    Return a constant as the shortest text of the float it is read as.
    """
    text = repr(float(value)).removesuffix(".0")
    return f"({text})" if value < 0 else text


WORDS: Final[Words] = {
    **signs(all_of="&&", one_of="||"),
    "number": lambda node, _: number_text(node.data),
    "word": lambda node, _: json.dumps(node.data),
    "infinity": lambda *_: "Infinity",
    "gap": lambda *_: "NaN",
    "true": lambda *_: "true",
    "false": lambda *_: "false",
    "column": lambda node, _: node.data[0],
    "/": lambda node, args: f"({args[0]} / {args[1]})" if node.args[1].op == "number" else called("over")(node, args),
    "**": called("power"),
    "log": called("ln"),
    "exp": called("Math.exp"),
    "abs": called("Math.abs"),
    "floor": called("Math.floor"),
    "least": called("Math.min"),
    "most": called("Math.max"),
    "if": lambda _, args: f"({args[0]} ? {args[1]} : {args[2]})",
    "require": lambda _, args: f"({args[0]} ? {args[1]} : NaN)",
    "is": lambda _, args: f"({args[0]} === {args[1]})",
    "not": lambda _, args: f"(!{args[0]})",
    "given": lambda _, args: f"(!Number.isNaN({args[0]}))",
    "round": lambda _, args: args[0],  # Written out before, by `for_floats`.
    "sorted": lambda _, args: f"descending([{', '.join(args)}])",
    "nth": lambda node, args: f"{args[0]}[{node.data - 1}]",
}
