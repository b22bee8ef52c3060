"""
Formulas as people write them, for the docs and for `repr`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.write import Words, joined, signs, written


def formula_text(root: Formula) -> str:
    """
    Return a formula as plain text.

    >>> from gm100.scoring.formula.tree import column, parameter
    >>> formula_text((column("x") - parameter("low")) / (parameter("high") - parameter("low")))
    '(x - low) / (high - low)'
    """
    (text,) = written([root], WORDS, deepest=10**9).results
    return _bare(text)


def _bare(text: str) -> str:
    """
    Leave out the brackets around the whole.
    """
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(text) - 1:
            return text
    return text[1:-1] if text.startswith("(") else text


def _number(value: Decimal | Fraction) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _named(name: str) -> Callable[[Formula, Sequence[str]], str]:
    return lambda _, args: f"{name}({', '.join(map(_bare, args))})"


WORDS: Final[Words] = {
    **signs(),
    "**": joined(" ** "),
    "number": lambda node, _: _number(node.data),
    "word": lambda node, _: repr(node.data),
    "infinity": lambda *_: "infinity",
    "gap": lambda *_: "no value",
    "true": lambda *_: "true",
    "false": lambda *_: "false",
    "column": lambda node, _: node.data[0],
    "parameter": lambda node, _: node.data,
    "log": _named("ln"),
    "exp": _named("exp"),
    "abs": _named("abs"),
    "floor": _named("floor"),
    "least": _named("min"),
    "most": _named("max"),
    "if": lambda _, args: f"({args[1]} if {_bare(args[0])} else {args[2]})",
    "require": lambda _, args: args[1],
    "is": lambda _, args: f"({args[0]} is {args[1]})",
    "not": lambda _, args: f"(not {args[0]})",
    "given": _named("given"),
    "round": lambda node, args: f"round({_bare(args[0])}, {node.data})",
    "sorted": _named("descending"),
    "nth": lambda node, args: f"{args[0]}[{node.data}]",
    "call": lambda node, args: _named(node.data[0])(node, args),
}
