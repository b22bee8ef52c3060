"""
Formulas as narwhals expressions, which run on every engine of frames, lazy ones included. Null is a gap.

The module `narwhals` is an argument, so that nothing is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

from gm100.scoring.formula.floats import for_floats
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import OPERATIONS, Formula
from gm100.scoring.formula.walk import fold
from gm100.scoring.formula.write import refuse

HAS: Final = OPERATIONS - {"call", "parameter", "sorted", "nth"}


def expression(
    nw: Any,
    root: Formula,
    *,
    columns: Mapping[str, str] | None = None,
    known: Mapping[str, Known] | None = None,
    engine: str = "frames",
) -> Any:
    """
    Return the expression of a formula.

    Args:
        nw: The module `narwhals`.
        root: The formula; parameters must have been given with `walk.bound`.
        columns: The names of the columns in the frame, where they are others than in the formula.
        known: What is known of the columns.
        engine: The name of the engine, for errors.

    Raises:
        EngineLimitError: The formula sorts children or calls an ordinary Python function.
    """
    refuse(root, engine, HAS)
    names = columns or {}

    def make(node: Formula, args: Sequence[Any]) -> Any:
        if node.op == "column":
            return nw.col(names.get(node.data[0], node.data[0]))
        return _OPERATIONS[node.op](nw, node, *args)

    found = fold(for_floats(root, known), make)
    return found if hasattr(found, "alias") else nw.lit(found)


def _over(nw: Any, node: Formula, one: Any, other: Any) -> Any:
    divisor = node.args[1]
    if divisor.op != "number":
        return one / nw.when(other != 0).then(other)
    made = one / other
    if node.args[0].op in {"floor", "if"} and divisor.data in _TENS:
        # Whole steps become decimals. Polars multiplies by the reciprocal instead, which misses 0.3 by its last bit.
        return made.round(_TENS[divisor.data])
    return made


_TENS: Final = {10**decimals: decimals for decimals in range(1, 13)}
"""The powers of ten that roundings divide by."""


def _joined(how: str) -> Callable[..., Any]:
    def found(nw: Any, _: Formula, *values: Any) -> Any:
        # A chain of two at a time: horizontal functions skip nulls on some engines and are missing on others.
        return reduce(lambda one, other: _extreme(nw, how, one, other), values)

    return found


def _extreme(nw: Any, how: str, one: Any, other: Any) -> Any:
    first = one < other if how == "least" else one > other
    return nw.when(first).then(one).otherwise(other)


def _power(nw: Any, node: Formula, one: Any, other: Any) -> Any:
    rising = node.args[1].op == "number" and node.args[1].data > 0
    return nw.when(one >= 0 if rising else one > 0).then(one) ** other


def _log(nw: Any, _: Formula, x: Any) -> Any:
    return nw.when(x > 0).then(x).log()


def _floor(_: Any, __: Formula, x: Any) -> Any:
    return x.floor()


def _gap(nw: Any, _: Formula) -> Any:
    return nw.lit(None, dtype=nw.Float64)


_OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "number": lambda _, node: float(node.data),
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
    "given": lambda _, __, x: ~x.is_null(),
}


def _lit(nw: Any, x: Any) -> Any:
    return x if hasattr(x, "alias") else nw.lit(x)
