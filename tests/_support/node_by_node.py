"""
Formulas in decimals of fifty digits, node by node and without any code that is generated, to compare others with.

Shares without end are cut at fifty digits, and what is rounded or compared is first cut to forty, so that a half is a
half again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

from gm100.scoring._numbers import CERTAIN, KERNEL, NAN, rounder
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order


def value_of(root: Formula, row: Mapping[str, Any]) -> Any:
    """The value of a formula for one row of exact numbers, words and `None`; NaN for a gap, and without a meaning."""
    found: dict[int, Any] = {}
    with localcontext(KERNEL):
        for node in in_order(root):
            found[id(node)] = _value(node, [found[id(arg)] for arg in node.args], row)
    return found[id(root)]


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
    """Cut a decimal to forty digits, so that a third times three is one when it is compared."""
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
