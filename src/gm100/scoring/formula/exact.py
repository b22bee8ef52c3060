"""
Formulas in decimals of fifty digits, which the core shows and explains.

Shares without end are cut at fifty digits, and what is rounded or compared is first cut to forty, so that a half is a
half again. A gap is `Decimal("NaN")`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

from gm100.scoring._numbers import CERTAIN, KERNEL, rounder
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order

NAN: Final = Decimal("NaN")
"""The gap of exact numbers."""


def value_of(root: Formula, row: Mapping[str, Any]) -> Any:
    """
    Return the value of a formula for one row; `Decimal("NaN")` for a gap, and where it has no meaning.

    >>> from gm100.scoring.formula.tree import column
    >>> value_of((column("a") * 2 + column("b")) / 4, {"a": Decimal("1.5"), "b": Decimal(4)})
    Decimal('1.75')
    """
    return values_of(root, row)[id(root)]


def values_of(root: Formula, row: Mapping[str, Any]) -> dict[int, Any]:
    """
    Return the value of every node of a formula, by its identity, so that the way to the result can be shown.

    Args:
        root: The formula.
        row: The values of columns and parameters, by name: exact numbers, words, or `None` for a gap.
    """
    found: dict[int, Any] = {}
    with localcontext(KERNEL):
        for node in in_order(root):
            found[id(node)] = _value(node, [found[id(arg)] for arg in node.args], row)
    return found


def complaints(root: Formula, found: Mapping[int, Any]) -> list[str]:
    """
    Return why a formula has no meaning for a row: the messages of what it requires and does not have.

    Args:
        root: The formula.
        found: What `values_of` returned for the row.
    """
    return [node.data for node in in_order(root) if node.op == "require" and found[id(node.args[0])] is not True]


def _value(node: Formula, args: Sequence[Any], row: Mapping[str, Any]) -> Any:
    op = node.op
    if op in {"number", "word"}:
        return _constant(node.data)
    if op in {"column", "parameter"}:
        given = row.get(node.data if op == "parameter" else node.data[0])
        return NAN if given is None else _constant(given)
    if op not in _SHORT_CIRCUIT and any(_is_gap(arg) for arg in args):
        return op != "not" and op not in {"<", "<=", "is"} and NAN
    return _OPERATIONS[op](node, *args)


_SHORT_CIRCUIT: Final = {"if", "given", "require", "and", "or", "not", "is", "call", "sorted", "least", "most"}


def _constant(given: Any) -> Any:
    if isinstance(given, str | bool):
        return given
    if isinstance(given, Fraction):
        return Decimal(given.numerator) / given.denominator
    return Decimal(repr(float(given))) if isinstance(given, float) else Decimal(given)


def _is_gap(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_nan()


def _divided(_: Formula, one: Any, other: Any) -> Any:
    return one / other if other else NAN


def _rounded(node: Formula, value: Any) -> Any:
    return rounder(node.data, KERNEL)(value) if value.is_finite() else value


def _certain(value: Any) -> Any:
    """
    Cut a decimal to forty digits, so that a third times three is one when it is compared.
    """
    return CERTAIN.plus(value) if isinstance(value, Decimal) else value


def _required(_: Formula, condition: Any, value: Any) -> Any:
    return value if condition is True else NAN


def _sorted(_: Formula, *values: Any) -> list[Any]:
    there = sorted((value for value in values if not _is_gap(value)), reverse=True)
    return there + [NAN] * (len(values) - len(there))


def _extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    def found(_: Formula, *values: Any) -> Any:
        return NAN if any(map(_is_gap, values)) else choose(values)

    return found


_OPERATIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "+": lambda _, *values: sum(values[1:], values[0]),
    "-": lambda _, one, other: one - other,
    "*": lambda _, one, other: one * other,
    "/": _divided,
    "**": lambda _, one, other: one**other,
    "log": lambda _, x: x.ln() if x > 0 else NAN,
    "exp": lambda _, x: x.exp(),
    "abs": lambda _, x: abs(x),
    "floor": lambda _, x: type(x)(math.floor(x)),
    "least": _extreme(min),
    "most": _extreme(max),
    "<": lambda _, one, other: bool(_certain(one) < _certain(other)),
    "<=": lambda _, one, other: bool(_certain(one) <= _certain(other)),
    "is": lambda _, x, word: x == word,
    "and": lambda _, *conditions: all(conditions),
    "or": lambda _, *conditions: any(conditions),
    "not": lambda _, condition: not condition,
    "if": lambda _, condition, one, other: one if condition else other,
    "given": lambda _, x: not _is_gap(x),
    "round": _rounded,
    "require": _required,
    "sorted": _sorted,
    "nth": lambda node, values: values[node.data - 1],
    "call": lambda node, *values: node.data[1](*values),
    "gap": lambda _: NAN,
    "infinity": lambda _: Decimal("Infinity"),
    "true": lambda _: True,
    "false": lambda _: False,
}
