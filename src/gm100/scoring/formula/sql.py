"""
Formulas as SQL that DuckDB and PostgreSQL both read: a query over one table. NULL is a gap.

Rounding is written out with FLOOR, as for every backend of floats, and so does not depend on how a database rounds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gm100.scoring.formula.floats import all_for_floats, as_float, in_pairs
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.formula.write import Words, called, refuse, signs, written

_STEP: Final = re.compile(r"\b_t\d+\b")


def sql_query(
    roots: Mapping[str, Formula],
    table: str,
    keep: Sequence[str] = (),
    *,
    known: Mapping[str, Known] | None = None,
    source: str | None = None,
) -> str:
    """
    Return a query that computes formulas for each row of a table.

    Args:
        roots: The formulas by the name of their column in the result.
        table: The name of the table.
        keep: Columns of the table that the result has too, such as the code of the unit.
        known: What is known of the columns.
        source: What is behind FROM instead of the table: a query in brackets, with a name.

    Raises:
        EngineLimitError: A formula calls an ordinary Python function.
    """
    for root in roots.values():
        refuse(root, "SQL", WORDS)
    formulas = all_for_floats(in_pairs(tuple(roots.values())), known)
    text = written(formulas, WORDS, step=lambda number: f"_t{number}")
    source = identifier(table) if source is None else source
    # Steps are in queries around those they work on, so that each is written, and computed, once. Without an OFFSET,
    # PostgreSQL merges the queries into one, in which a step stands as often as it is used, and runs out of memory.
    for number, steps in enumerate(_layers((*text.first, *text.steps))):
        added = ", ".join(f"{value} AS {name}" for name, value in steps)
        source = f"(SELECT *, {added} FROM {source} OFFSET 0) AS s{number}"  # noqa: S608 - names are counted or quoted, words are quoted
    pairs = zip(roots, text.results, strict=True)
    shown = [*(identifier(name) for name in keep), *(f"{result} AS {identifier(name)}" for name, result in pairs)]
    return f"SELECT {', '.join(shown)} FROM {source}"  # noqa: S608 - as above


def _layers(steps: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """
    Put steps that do not work on each other side by side; databases plan few wide queries sooner than many narrow ones.
    """
    depths: dict[str, int] = {}
    layers: list[list[tuple[str, str]]] = []
    for name, value in steps:
        depth = 1 + max((depths[each] for each in _STEP.findall(value) if each in depths), default=-1)
        depths[name] = depth
        layers.extend([] for _ in range(depth + 1 - len(layers)))
        layers[depth].append((name, value))
    return layers


def identifier(name: str) -> str:
    """
    Return a name as SQL quotes it.
    """
    return '"' + name.replace('"', '""') + '"'


def text_literal(word: str) -> str:
    """
    Return a text as SQL quotes it.
    """
    return "'" + word.replace("'", "''") + "'"


def number_literal(value: Decimal | Fraction) -> str:
    """
    Return a constant as a float in both databases.
    """
    text = repr(as_float(value))
    shown = text if "e" in text else f"{text}e0"  # With an exponent it is a float in both, and no decimal.
    return f"({shown})" if value < 0 else shown


def _column(node: Formula, _: Sequence[str]) -> str:
    name: str = node.data[0]
    return identifier(name) if name.endswith(APPLIES) else f"CAST({identifier(name)} AS DOUBLE PRECISION)"


def _is(node: Formula, args: Sequence[str]) -> str:
    name = node.args[0].data[0] if node.args[0].op == "column" else None
    return f"({identifier(name) if name else args[0]} = {args[1]})"


def _given(node: Formula, args: Sequence[str]) -> str:
    return f"({identifier(node.args[0].data[0]) if node.args[0].op == 'column' else args[0]} IS NOT NULL)"


def _power(_: Formula, args: Sequence[str]) -> str:
    # A root of a negative number, and 0 to a negative power, are errors to PostgreSQL and infinite to DuckDB.
    base, power = args
    return f"CASE WHEN {base} > 0 THEN POWER({base}, {power}) WHEN {base} = 0 AND {power} > 0 THEN 0e0 END"


WORDS: Final[Words] = {
    **signs(all_of="AND", one_of="OR"),
    "number": lambda node, _: number_literal(node.data),
    "word": lambda node, _: text_literal(node.data),
    "infinity": lambda *_: "CAST('Infinity' AS DOUBLE PRECISION)",
    "gap": lambda *_: "CAST(NULL AS DOUBLE PRECISION)",
    "true": lambda *_: "TRUE",
    "false": lambda *_: "FALSE",
    "column": _column,
    "/": lambda node, args: f"({args[0]} / {args[1] if node.args[1].op == 'number' else f'NULLIF({args[1]}, 0)'})",
    "**": _power,
    "log": lambda _, args: f"LN(CASE WHEN {args[0]} > 0 THEN {args[0]} END)",
    "exp": called("EXP"),
    "abs": called("ABS"),
    "floor": called("FLOOR"),
    "least": called("LEAST"),
    "most": called("GREATEST"),
    "if": lambda _, args: f"CASE WHEN {args[0]} THEN {args[1]} ELSE {args[2]} END",
    "require": lambda _, args: f"CASE WHEN {args[0]} THEN {args[1]} END",
    "is": _is,
    "not": lambda _, args: f"(NOT {args[0]})",
    "given": _given,
    "round": lambda _, args: args[0],  # Written out before, by `for_floats`, and the next two by `in_pairs`.
    "sorted": lambda _, args: args[0],
    "nth": lambda _, args: args[0],
}
