"""
Formulas as JavaScript in binary floats, of which `export.javascript` makes the function of a scorecard.

Rounding is done with the proof of `proof`, as `floats` writes it out. `rationals` needs no such proof.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gm100.scoring.formula.floats import as_float
from gm100.scoring.formula.write import Words, called, signs

PRELUDE: Final = """\
  const ln = v => v > 0 ? Math.log(v) : NaN;
  const over = (a, b) => b === 0 ? NaN : a / b;
  const power = (a, b) => a === 0 && b < 0 ? NaN : Math.pow(a, b);
  const descending = v => v.filter(a => !Number.isNaN(a)).sort((a, b) => b - a);
"""


def number_text(value: Decimal | Fraction) -> str:
    """
    Return a constant as the shortest text of the float it is read as.
    """
    text = repr(as_float(value)).removesuffix(".0")
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
