"""
Formulas over numpy arrays: whole columns at once. NaN is a gap.

The module `numpy` is an argument, so that nothing is imported here and anyone who has no numpy is not asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

from gm100.scoring.formula.floats import as_float
from gm100.scoring.formula.tree import ONE, OPERATIONS, Formula, parameter
from gm100.scoring.formula.walk import in_order, uses

HAS: Final = OPERATIONS - {"call"}


class Steps:
    """
    Formulas that `for_floats` has prepared, laid out for anyone who computes them again and again.

    The terms of a sum that are alike, such as a weight times an indicator between its limits, are computed together, a
    row of one array each. Every value goes through the same operations in the same order as it does alone.
    """

    def __init__(self, roots: Sequence[Formula]) -> None:
        roots = _stacked(roots)
        left = uses(*roots)
        places: dict[int, int] = {}
        self._steps: list[tuple[Formula, list[int], list[int]]] = []
        for node in in_order(*roots):
            places[id(node)] = len(self._steps)
            for arg in node.args:
                left[id(arg)] -= 1
            # Memory of what no one needs any more is given back, to be used again while it is warm.
            done = [places[id(arg)] for arg in dict.fromkeys(node.args) if not left[id(arg)]]
            self._steps.append((node, [places[id(arg)] for arg in node.args], done))
        self._roots = [places[id(root)] for root in roots]

    def arrays(self, np: Any, columns: Mapping[str, Any]) -> list[Any]:
        """
        Return the array of each formula.
        """
        with np.errstate(all="ignore"):
            return self.quietly(np, columns)

    def quietly(self, np: Any, columns: Mapping[str, Any]) -> list[Any]:
        """
        Return the same for callers that have silenced numpy's warnings.
        """
        found: list[Any] = []
        for node, args, done in self._steps:
            found.append(_value(np, node, [found[place] for place in args], columns))
            for place in done:
                found[place] = None
        return [found[place] for place in self._roots]


def _stacked(roots: Sequence[Formula]) -> list[Formula]:
    """
    Return formulas in which each sum of terms that are alike is one leaf.
    """
    made: dict[int, Formula] = {}
    for node in in_order(*roots):
        args = tuple(made[id(arg)] for arg in node.args)
        stack = _stack_of(args) if node.op == "+" and len(args) >= ENOUGH else None
        if stack is not None:
            made[id(node)] = Formula("stack", (), stack)
        elif all(new is old for new, old in zip(args, node.args, strict=True)):
            made[id(node)] = node
        else:
            made[id(node)] = Formula(node.op, args, node.data)
    return [made[id(root)] for root in roots]


TOGETHER: Final = ""
"""The name under which anyone who has columns as the rows of one array gives their names, in a list, and the array."""

ENOUGH: Final = 4
"""How many terms it takes that one array for all of them is quicker than one each."""

_LEAVES: Final = frozenset({"number", "column", "parameter"})
_APART: Final = frozenset({"stack", "word", "is", "sorted", "nth", "call", "gap", "infinity"})
"""Operations whose arrays have other shapes than the columns they work on, or hold no numbers."""


def _stack_of(terms: Sequence[Formula]) -> _Stack | None:
    """
    Return terms that are alike but for their leaves as one, or `None` where they are not.
    """
    if any(term.op == "*" for term in terms):  # A weight of 1 was left out when its term was written.
        terms = [term if term.op == "*" else Formula("*", (ONE, term)) for term in terms]
    nodes = [in_order(term) for term in terms]
    if len(set(map(len, nodes))) > 1 or any(node.op in _APART for node in nodes[0]):
        return None
    places = [{id(node): place for place, node in enumerate(each)} for each in nodes]
    leaves = []
    for row in zip(*nodes, strict=True):
        shapes = {
            (node.op in _LEAVES or node.op, *(place[id(arg)] for arg in node.args))
            for node, place in zip(row, places, strict=True)
        }
        if len(shapes) > 1:
            return None
        if row[0].op in _LEAVES:
            leaves.append(row)
    return _Stack(terms, leaves)


class _Stack:
    """
    The sum of terms that are alike.
    """

    def __init__(self, terms: Sequence[Formula], leaves: Sequence[Sequence[Formula]]) -> None:
        names = {id(row[0]): parameter(str(place)) for place, row in enumerate(leaves)}
        made: dict[int, Formula] = {}
        for node in in_order(terms[0]):
            parts = tuple(made[id(arg)] for arg in node.args)
            made[id(node)] = names[id(node)] if id(node) in names else Formula(node.op, parts, node.data)
        self._terms, self._together = terms, Steps([made[id(terms[0])]])
        self._rows = [[_given_by(leaf) for leaf in row] for row in leaves]
        self._apart: Steps | None = None

    def total(self, np: Any, columns: Mapping[str, Any]) -> Any:
        """
        Return the sum, added from left to right.
        """
        codes, together = columns.get(TOGETHER, (None, None))
        made = [together if names == codes else _of_rows(np, names, columns) for names in self._rows]
        if any(array is None for array in made) or not any(array.ndim > 1 for array in made):
            # Numbers alone need no array; of many draws at once one of all terms would be too large.
            self._apart = self._apart or Steps(self._terms)
            return _total(np, self._apart.quietly(np, columns))
        arrays = {str(place): array if array.ndim > 1 else array[:, None] for place, array in enumerate(made)}
        terms = self._together.quietly(np, arrays)[0]
        # Rows are added one after the other; what has one column alone numpy would add up in another order.
        return np.add.reduce(terms, axis=0) if terms.shape[1] > 1 else _total(np, [*terms])


def _of_rows(np: Any, names: Sequence[float | str], columns: Mapping[str, Any]) -> Any:
    """
    Return numbers, or columns, as one array, a row each; `None` where one of them has a value for each of many draws.
    """
    row = [columns[each] if isinstance(each, str) else each for each in names]
    if set(map(type, row)) == {float}:
        return np.array(row)
    sizes = {getattr(value, "ndim", 0) for value in row}
    if max(sizes) > 1:
        return None
    return np.array(np.broadcast_arrays(*row) if len(sizes) > 1 else row)


def _given_by(leaf: Formula) -> float | str:
    """
    Return a number, or the name under which it is given.
    """
    if leaf.op == "number":
        return as_float(leaf.data)
    name: str = leaf.data[0] if leaf.op == "column" else leaf.data
    return name


def _value(np: Any, node: Formula, args: list[Any], columns: Mapping[str, Any]) -> Any:
    op = node.op
    if op == "column":
        return columns[node.data[0]]
    if op == "parameter":
        return columns[node.data]
    if op == "stack":
        return node.data.total(np, columns)
    if op == "+" and len(args) > 2:  # noqa: PLR2004 - two are added as they are
        return _total(np, args)
    return _OPERATIONS[op](np, node, *args)


def _total(np: Any, terms: Sequence[Any]) -> Any:
    made = terms[0] + terms[1]
    if getattr(made, "ndim", 0) == 0:
        return sum(terms[2:], made)
    for term in terms[2:]:  # Into one array of our own: thirty columns need one, not thirty.
        shape = getattr(term, "shape", ())
        # A weight that is drawn has a value for each draw, and beside fixed ones the first that does makes it wider.
        fits = shape == made.shape or np.broadcast_shapes(shape, made.shape) == made.shape
        made = np.add(made, term, out=made) if fits else made + term
    return made


def _over(np: Any, node: Formula, one: Any, other: Any) -> Any:
    if node.args[1].op == "number" or (other.all() if hasattr(other, "all") else other):
        return one / other
    return one / np.where(other == 0, np.nan, other)


def _sorted(np: Any, _: Formula, *values: Any) -> Any:
    shapes = np.broadcast_arrays(*values)
    return -np.sort(-np.stack(shapes), axis=0)  # Gaps come last, as NaN always does.


def _given(np: Any, _: Formula, x: Any) -> Any:
    return np.equal(x, x)


_OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "number": lambda _, node: as_float(node.data),
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
