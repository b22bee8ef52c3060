"""
Formulas for spreadsheets, as Excel, LibreOffice and Google Sheets read them.

An empty cell is a gap, and so is a text where a number is asked for. A sheet has no
place for parts that are used twice but other cells: `steps` are to be written into cells of their own, whose addresses
`cell` gives. Without it every part is written out where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from gm100.scoring.formula.floats import for_floats, without_gaps
from gm100.scoring.formula.javascript import number_text
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order
from gm100.scoring.formula.write import Words, Written, called, refuse, signs, written

LONGEST, MOST_ARGUMENTS, DEEPEST = 8192, 255, 64
"""What Excel takes in one formula: characters, arguments of a function, brackets in one another."""

_TEXT: Final = re.compile('"[^"]*"')


def spreadsheet(
    root: Formula,
    addresses: Mapping[str, str],
    *,
    cell: Callable[[int], str] | None = None,
    known: Mapping[str, Known] | None = None,
) -> Written:
    """
    Return the text of a formula without its `=`, and the steps that need cells of their own.

    Args:
        root: The formula.
        addresses: The addresses of the cells that hold the columns, by name.
        cell: Returns the address of a cell for a step by its number.
        known: What is known of the columns.

    Raises:
        EngineLimitError: The formula calls an ordinary Python function.
    """
    refuse(root, "a spreadsheet", WORDS)
    (root,) = without_gaps([root])
    of_words = {node.args[0] for node in in_order(root) if node.op == "is"}

    def is_given(node: Formula, args: Sequence[str]) -> str:
        return f'({args[0]}<>"")' if node.args[0] in of_words else WORDS["given"](node, args)

    words: Words = {**WORDS, "column": lambda node, _: addresses[node.data[0]], "given": is_given}
    return written([for_floats(root, known)], words, step=cell)


def excess(formula: str) -> str | None:
    """
    Say what a formula has more of than Excel takes, or return `None`.

    >>> excess("MAX(A1,B1)"), excess(f"MEDIAN({','.join(['A1'] * 300)})")
    (None, 'has 300 arguments of one function, and Excel takes 255')
    """
    if len(formula) > LONGEST:
        return f"has {len(formula)} characters, and Excel takes {LONGEST}"
    arguments, most, deepest = [1], 1, 0
    for sign in _TEXT.sub("", formula):
        if sign == "(":
            arguments.append(1)
            deepest = max(deepest, len(arguments) - 1)
        elif sign == ",":
            arguments[-1] += 1
            most = max(most, arguments[-1])
        elif sign == ")":
            arguments.pop()
    if most > MOST_ARGUMENTS:
        return f"has {most} arguments of one function, and Excel takes {MOST_ARGUMENTS}"
    return f"has brackets {deepest} deep, and Excel takes {DEEPEST}" if deepest > DEEPEST else None


def _nth(node: Formula, args: Sequence[str]) -> str:
    # LARGE asks for a range of cells, and a median for numbers alone: with enough of the greatest number beside them,
    # or of the least, the value at any place is the one in the middle.
    beside = len(node.args[0].args) + 1 - 2 * node.data
    return f"MEDIAN({','.join([args[0], *['9.99E+307' if beside > 0 else '-9.99E+307'] * abs(beside)])})"


WORDS: Final[Words] = {
    **signs(""),
    "number": lambda node, _: number_text(node.data).upper(),
    "word": lambda node, _: '"' + node.data.replace('"', '""') + '"',
    "infinity": lambda *_: "9.99E+307",
    "gap": lambda *_: '""',
    "true": lambda *_: "TRUE",
    "false": lambda *_: "FALSE",
    "column": lambda node, _: node.data[0],
    "**": called("POWER", ","),
    "log": called("LN", ","),
    "exp": called("EXP", ","),
    "abs": called("ABS", ","),
    "floor": called("INT", ","),
    "least": called("MIN", ","),
    "most": called("MAX", ","),
    "if": called("IF", ","),
    "require": lambda _, args: f"IF({args[0]},{args[1]},NA())",
    "is": lambda _, args: f"EXACT({args[0]},{args[1]})",
    "and": called("AND", ","),
    "or": called("OR", ","),
    "not": called("NOT", ","),
    "given": lambda _, args: f"ISNUMBER({args[0]})",
    "round": lambda _, args: args[0],  # Written out before, by `for_floats`.
    "sorted": lambda _, args: ",".join(args),
    "nth": _nth,
}
