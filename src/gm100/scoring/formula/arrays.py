"""
Formulas over numpy arrays: whole columns at once. NaN is a gap.

The module `numpy` is an argument, so that nothing is imported here and whoever has no numpy is not asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

from gm100.scoring.formula.floats import all_for_floats
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import OPERATIONS, Formula
from gm100.scoring.formula.walk import in_order, uses
from gm100.scoring.formula.write import refuse

HAS: Final = OPERATIONS - {"call"}


def arrays(
    np: Any,
    roots: Sequence[Formula],
    columns: Mapping[str, Any],
    *,
    known: Mapping[str, Known] | None = None,
) -> list[Any]:
    """
    Return the array of each formula.

    Args:
        np: The module `numpy`.
        roots: The formulas.
        columns: Arrays of floats (of objects for words) by name of column, and numbers by name of parameter.
        known: What is known of the columns, so that rounding is as in exact numbers.

    Raises:
        EngineLimitError: A formula calls an ordinary Python function.
    """
    for root in roots:
        refuse(root, "numpy", HAS)
    return computed(np, all_for_floats(roots, known), columns)


def computed(np: Any, roots: Sequence[Formula], columns: Mapping[str, Any]) -> list[Any]:
    """
    Return the array of each formula that `for_floats` has prepared.
    """
    return Steps(roots).arrays(np, columns)


class Steps:
    """
    Formulas that `for_floats` has prepared, laid out for whoever computes them again and again.
    """

    def __init__(self, roots: Sequence[Formula]) -> None:
        left = uses(*roots)
        places: dict[int, int] = {}
        self._steps: list[tuple[Formula, list[int], list[int]]] = []
        for node in in_order(*roots):
            places[id(node)] = len(self._steps)
            for arg in node.args:
                left[id(arg)] -= 1
            # Memory of what nobody needs any more is given back, to be used again while it is warm.
            done = [places[id(arg)] for arg in dict.fromkeys(node.args) if not left[id(arg)]]
            self._steps.append((node, [places[id(arg)] for arg in node.args], done))
        self._roots = [places[id(root)] for root in roots]

    def arrays(self, np: Any, columns: Mapping[str, Any]) -> list[Any]:
        """
        Return the array of each formula.
        """
        found: list[Any] = []
        with np.errstate(all="ignore"):
            for node, args, done in self._steps:
                found.append(_value(np, node, [found[place] for place in args], columns))
                for place in done:
                    found[place] = None
        return [found[place] for place in self._roots]


def _value(np: Any, node: Formula, args: list[Any], columns: Mapping[str, Any]) -> Any:
    op = node.op
    if op == "column":
        return columns[node.data[0]]
    if op == "parameter":
        return columns[node.data]
    if op == "+" and len(args) > 2:  # noqa: PLR2004 - two are added as they are
        return _total(np, args)
    return _OPERATIONS[op](np, node, *args)


def _total(np: Any, terms: list[Any]) -> Any:
    made = terms[0] + terms[1]
    if getattr(made, "ndim", 0) == 0:
        return sum(terms[2:], made)
    for term in terms[2:]:  # Into one array of our own: thirty columns need one, not thirty.
        np.add(made, term, out=made)
    return made


def _over(np: Any, node: Formula, one: Any, other: Any) -> Any:
    if node.args[1].op == "number":
        return one / other
    return one / np.where(other == 0, np.nan, other)


def _sorted(np: Any, _: Formula, *values: Any) -> Any:
    shapes = np.broadcast_arrays(*values)
    return -np.sort(-np.stack(shapes), axis=0)  # Gaps come last, as NaN always does.


def _given(np: Any, _: Formula, x: Any) -> Any:
    return np.equal(x, x)


_OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "number": lambda _, node: float(node.data),
    "word": lambda _, node: node.data,
    "infinity": lambda np, _: np.inf,
    "gap": lambda np, _: np.nan,
    "true": lambda np, _: np.True_,
    "false": lambda np, _: np.False_,
    "+": lambda _, __, *terms: reduce(lambda one, other: one + other, terms),
    "-": lambda _, __, one, other: one - other,
    "*": lambda _, __, one, other: one * other,
    "/": _over,
    "**": lambda np, _, one, other: np.where(np.equal(one, 0) & (other < 0), np.nan, np.power(one, other)),
    "log": lambda np, _, x: np.log(np.where(x > 0, x, np.nan)),
    "exp": lambda np, _, x: np.exp(x),
    "abs": lambda np, _, x: np.abs(x),
    "floor": lambda np, _, x: np.floor(x),
    "least": lambda np, _, *values: reduce(np.minimum, values),
    "most": lambda np, _, *values: reduce(np.maximum, values),
    "<": lambda _, __, one, other: one < other,
    "<=": lambda _, __, one, other: one <= other,
    "is": lambda np, _, x, word: np.equal(x, word),
    "and": lambda np, _, *values: reduce(np.logical_and, values),
    "or": lambda np, _, *values: reduce(np.logical_or, values),
    "not": lambda np, _, value: np.logical_not(value),
    "if": lambda np, _, condition, one, other: np.where(condition, one, other),
    "require": lambda np, _, condition, x: np.where(condition, x, np.nan),
    "given": _given,
    "sorted": _sorted,
    "nth": lambda _, node, values: values[node.data - 1],
}
