"""
Formulas as narwhals expressions, which run on every engine of frames, lazy ones included. Null is a gap.

The module `narwhals` is an argument, so that nothing is imported here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any, Final, NamedTuple

from gm100.scoring.formula.floats import all_for_floats, as_float, in_pairs
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import OPERATIONS, Formula
from gm100.scoring.formula.walk import in_order, uses
from gm100.scoring.formula.write import refuse

HAS: Final = OPERATIONS - {"call", "parameter"}


_COUNTED: Final = 2.0**62
"""Up to here engines count in whole numbers of 64 bits."""

LONGEST: Final = 6
"""How many operations are rather written out again than kept in a column of their own."""


def expression(nw: Any, root: Formula, *, known: Mapping[str, Known] | None = None) -> Any:
    """
    Return the expression of one formula, in which shared parts are written out each time.

    Args:
        nw: The module `narwhals`.
        root: The formula; parameters must have been given with `walk.bound`.
        known: What is known of the columns.

    Raises:
        EngineLimitError: The formula calls an ordinary Python function.
    """
    (found,) = _steps(nw, {"": root}, known, {}, lambda _: None)
    return found[""]


def stepped(  # noqa: PLR0913 - each is its own choice, given by name
    nw: Any,
    roots: Mapping[str, Formula],
    *,
    known: Mapping[str, Known] | None = None,
    columns: Mapping[str, str] | None = None,
    mark: str = "_",
    horizontal: bool = True,
    decimals: bool = False,
) -> Iterator[dict[str, Any]]:
    """
    Yield what is to be added to a frame one after another: columns for shared parts, and last the formulas.

    Args:
        nw: The module `narwhals`.
        roots: The formulas by the names of their columns.
        known: What is known of the columns.
        columns: The names of columns in the frame, where they are others than in the formulas.
        mark: What the names of columns for shared parts begin with.
        horizontal: Whether the engine finds the least of several columns; otherwise, on Dask, they are compared in
            pairs.
        decimals: Whether the engine, which is Ibis, writes numbers as decimals of its database, whose products can be
            too long for it.

    Raises:
        EngineLimitError: A formula calls an ordinary Python function.
    """
    has = _OPERATIONS | ({} if horizontal else _PAIRS) | (_AS_TEXTS if decimals else {})
    return _steps(nw, roots, known, columns or {}, lambda number: f"{mark}{number}", has=has)


def _steps(  # noqa: PLR0913 - those of the two above
    nw: Any,
    roots: Mapping[str, Formula],
    known: Mapping[str, Known] | None,
    columns: Mapping[str, str],
    step: Callable[[int], str | None],
    *,
    has: Mapping[str, Callable[..., Any]] | None = None,
) -> Iterator[dict[str, Any]]:
    for root in roots.values():
        refuse(root, "frames", HAS)
    formulas = all_for_floats(in_pairs([*roots.values()]), known)
    counts = uses(*formulas)
    made: dict[int, _Made] = {}
    steps: dict[int, dict[str, Any]] = {}
    for number, node in enumerate(in_order(*formulas)):
        args = [made[id(arg)] for arg in node.args]
        height, length = max((arg.height for arg in args), default=0), 1 + sum(arg.length for arg in args)
        if node.op == "column":
            expr = nw.col(columns.get(node.data[0], node.data[0]))
        elif node.op in _FOLDED and not any(hasattr(arg.expr, "alias") for arg in args):
            expr, length = _number(nw, node), 1
        else:
            expr = (has or _OPERATIONS)[node.op](nw, node, *(arg.expr for arg in args))
        name = step(number) if (length > LONGEST and counts[id(node)] > 1) or length > LONGEST**3 else None
        if name is not None:
            steps.setdefault(height, {})[name] = expr
            expr, height, length = nw.col(name), height + 1, 1
        made[id(node)] = _Made(expr, height, length)
    yield from (steps[height] for height in sorted(steps))
    yield {name: _lit(nw, made[id(formula)].expr) for name, formula in zip(roots, formulas, strict=True)}


def _number(nw: Any, node: Formula) -> Any:
    """
    Return what depends on no column as a number: a number has no methods, and Dask compares no column with one.
    """
    found = float(Fused([node], exact=True).one(()))
    return found if math.isfinite(found) else _gap(nw, node)


class _Made(NamedTuple):
    """
    The expression of a node.

    Attributes:
        expr: The expression.
        height: How many steps must have been added before.
        length: How many operations it has.
    """

    expr: Any
    height: int
    length: int


def _over(nw: Any, node: Formula, one: Any, other: Any) -> Any:
    if node.args[1].op != "number":
        # A choice has no name of its own for SQLFrame, which then divides by something else; a sum has.
        return one / (nw.when(other != 0).then(other) + 0.0)
    if node.args[0].op in {"floor", "if"}:
        # Whole steps become decimals. Polars would multiply by the reciprocal of one number, which misses 0.3 by its
        # last bit; by a column it divides.
        return one / (one * 0.0 + other)
    return one / other


def _joined(how: str) -> Callable[..., Any]:
    def found(nw: Any, node: Formula, *values: Any) -> Any:
        if all(hasattr(value, "alias") for value in values):
            return (nw.min_horizontal if how == "least" else nw.max_horizontal)(*values)
        return _in_pairs(how)(nw, node, *values)  # Not all engines compare with plain numbers.

    return found


def _in_pairs(how: str) -> Callable[..., Any]:
    def found(nw: Any, node: Formula, *values: Any) -> Any:
        if len(values) == 1:
            return values[0]
        half = len(values) // 2  # A tournament: a chain would write the first value out twice for each that follows.
        return _extreme(nw, how, found(nw, node, *values[:half]), found(nw, node, *values[half:]))

    return found


def _extreme(nw: Any, how: str, one: Any, other: Any) -> Any:
    first = one < other if how == "least" else one > other
    return nw.when(first).then(_lit(nw, one)).otherwise(_lit(nw, other))


def _power(nw: Any, node: Formula, one: Any, other: Any) -> Any:
    rising = node.args[1].op == "number" and node.args[1].data > 0
    return (nw.when(one >= 0 if rising else one > 0).then(one) + 0.0) ** other


def _log(nw: Any, _: Formula, x: Any) -> Any:
    return (nw.when(x > 0).then(x) + 0.0).log()


def _floor(nw: Any, node: Formula, x: Any) -> Any:
    # The least of nothing is endless. No result is made of it, but engines that count in whole numbers fail over it.
    endless = any(below.op == "infinity" for below in in_order(node))
    return (nw.when(x.abs() < _COUNTED).then(x) + 0.0).floor() if endless else x.floor()


def _gap(nw: Any, _: Formula) -> Any:
    return nw.lit(None, dtype=nw.Float64)


_OPERATIONS: Final[dict[str, Callable[..., Any]]] = {
    "number": lambda _, node: as_float(node.data),
    "word": lambda _, node: node.data,
    "infinity": lambda *_: 1e308,  # Some engines write infinite numbers in ways that they do not read.
    "gap": _gap,
    "true": lambda nw, _: nw.lit(True),  # noqa: FBT003 - the truth itself
    "false": lambda nw, _: nw.lit(False),  # noqa: FBT003 - as above
    "+": lambda _, __, *terms: reduce(lambda one, other: one + other, terms),
    "-": lambda _, __, one, other: one - other,
    "*": lambda _, __, one, other: one * other,
    "/": _over,
    "**": _power,
    "log": _log,
    "exp": lambda _, __, x: x.exp(),
    "abs": lambda _, __, x: x.abs(),
    "floor": _floor,
    "least": _joined("least"),
    "most": _joined("most"),
    "<": lambda _, __, one, other: one < other,
    "<=": lambda _, __, one, other: one <= other,
    "is": lambda _, __, x, word: x == word,
    "and": lambda _, __, *values: reduce(lambda one, other: one & other, values),
    "or": lambda _, __, *values: reduce(lambda one, other: one | other, values),
    "not": lambda _, __, value: ~value,
    "if": lambda nw, _, condition, one, other: nw.when(condition).then(_lit(nw, one)).otherwise(_lit(nw, other)),
    "require": lambda nw, _, condition, x: nw.when(condition).then(_lit(nw, x)),
    "given": lambda nw, _, x: ~_lit(nw, x).is_null(),
}

_FOLDED: Final = frozenset({"/", "**", "log", "exp", "abs", "floor"})

_AS_TEXTS: Final = {"number": lambda nw, node: nw.lit(repr(as_float(node.data))).cast(nw.Float64)}

_PAIRS: Final = {"least": _in_pairs("least"), "most": _in_pairs("most")}


def _lit(nw: Any, x: Any) -> Any:
    return x if hasattr(x, "alias") else nw.lit(x)
