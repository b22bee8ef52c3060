"""
Formulas as text: the frame that all textual backends share; each adds its own words for the operations it has.

A part that is used more than once, or stands too deep, becomes a step with a name: a local name in Python and
JavaScript, a column of an inner query in SQL, its own cell in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, NamedTuple

from gm100.errors import EngineLimitError, Issue
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order, operations, uses

DEEPEST: Final = 40
"""How deep brackets may be in one another: parsers of Python and SQL give up at about two hundred."""

LEAVES: Final = frozenset({"number", "word", "column", "parameter", "true", "false", "gap", "infinity"})

Words = Mapping[str, Callable[[Formula, Sequence[str]], str]]
"""For each operation that a backend has, what it writes for a node whose parts are written already."""


def called(name: str, between: str = ", ") -> Callable[[Formula, Sequence[str]], str]:
    """
    Return what writes an operation as the call of a function.
    """
    return lambda _, args: f"{name}({between.join(args)})"


def joined(sign: str) -> Callable[[Formula, Sequence[str]], str]:
    """
    Return what writes an operation as its parts in brackets, with a sign between them.
    """
    return lambda _, args: f"({sign.join(args)})"


def signs(space: str = " ", *, all_of: str = "and", one_of: str = "or") -> Words:
    """
    Return what most languages write for arithmetic, comparisons and conditions.

    Args:
        space: What stands around the signs.
        all_of: The sign between conditions that must all hold.
        one_of: The sign between conditions of which one must hold.
    """
    words = {op: joined(f"{space}{op}{space}") for op in ("+", "-", "*", "/", "<", "<=")}
    return {**words, "and": joined(f" {all_of} "), "or": joined(f" {one_of} ")}


class Written(NamedTuple):
    """
    Formulas as text.

    Attributes:
        steps: Names with what they stand for, each using only those before it.
        results: The texts of the formulas.
        first: Steps that depend on no column, and so are the same for all rows; they come before the others.
    """

    steps: tuple[tuple[str, str], ...]
    results: tuple[str, ...]
    first: tuple[tuple[str, str], ...] = ()


def written(
    roots: Sequence[Formula], words: Words, *, step: Callable[[int], str] | None = None, deepest: int = DEEPEST
) -> Written:
    """
    Write formulas.

    Args:
        roots: The formulas.
        words: What the backend writes for each operation.
        step: Returns the name of a step by its number; without it shared parts are written out each time.
        deepest: How deep brackets may be in one another before a step is made.
    """
    counts = uses(*roots)
    same, apart = _same_for_all(in_order(*roots))
    texts: dict[int, str] = {}
    depths: dict[int, int] = {}
    steps: list[tuple[str, str]] = []
    first: list[tuple[str, str]] = []
    for node in in_order(*roots):
        key = id(node)
        text = words[node.op](node, [texts[id(arg)] for arg in node.args])
        depth = 1 + max((depths[id(arg)] for arg in node.args), default=-1)
        if step is not None and node.op not in LEAVES and (counts[key] > 1 or depth > deepest or key in apart):
            name = step(len(steps) + len(first))
            (first if key in same else steps).append((name, text))
            text, depth = name, 0
        texts[key], depths[key] = text, depth
    return Written(tuple(steps), tuple(texts[id(root)] for root in roots), tuple(first))


def _same_for_all(nodes: Sequence[Formula]) -> tuple[set[int], set[int]]:
    """
    Return the nodes that depend on no column, and those of them that others work on which do.
    """
    same: set[int] = set()
    for node in nodes:
        if node.op != "column" and all(id(arg) in same for arg in node.args):
            same.add(id(node))
    return same, {id(arg) for node in nodes if id(node) not in same for arg in node.args if id(arg) in same}


def lacking(root: Formula, backend: str, has: Collection[str], place: tuple[str, ...]) -> list[Issue]:
    """
    Return an issue where a formula uses operations that a backend does not have.

    Args:
        root: The formula.
        backend: What to call the backend.
        has: The operations it has.
        place: The node of the scorecard and its method.
    """
    missing = sorted(operations(root) - set(has))
    if not missing:
        return []
    calls = sorted({node.data[0] for node in in_order(root) if node.op == "call"})
    if calls:
        message = f"{', '.join(calls)} is an ordinary Python function, and {backend} needs a formula; write it as one"
    else:
        message = f"{backend} cannot compute {', '.join(missing)}; score in the core, or use another method"
    return [Issue("operation", message, place)]


def refuse(root: Formula, backend: str, has: Collection[str]) -> None:
    """
    Refuse a formula that a backend cannot compute.

    Raises:
        EngineLimitError: It uses operations that the backend does not have.
    """
    if issues := lacking(root, backend, has, ("formula",)):
        raise EngineLimitError(backend, issues)
