"""
Formulas that are one weighted sum of columns: their coefficients, as formulas of parameters alone.

A tree of weighted means over straight-line normalisers is one product of a matrix with a vector. With weights as
parameters, a thousand draws of weights are a thousand vectors, and one product of two matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from gm100.scoring.formula.tree import ONE, ZERO, Formula, total
from gm100.scoring.formula.walk import fold


class Linear(NamedTuple):
    """
    A weighted sum of columns.

    Attributes:
        coefficients: What each column is multiplied by, by name.
        constant: What is added.
    """

    coefficients: Mapping[str, Formula]
    constant: Formula


def linear_of(root: Formula) -> Linear | None:
    """
    Return a formula as a weighted sum of columns, or `None` where it is none.

    >>> from gm100.scoring.formula.tree import column, parameter
    >>> found = linear_of(((column("x") - 20) / 65 * parameter("w") + column("y")) / 2)
    >>> {name: repr(coefficient) for name, coefficient in found.coefficients.items()}, repr(found.constant)
    ({'x': '(1/65 * w) / 2', 'y': '0.5'}, '(-4/13 * w) / 2')
    """
    return fold(root, _linear)


def _linear(node: Formula, parts: Sequence[Linear | None]) -> Linear | None:
    there = [part for part in parts if part is not None]
    if len(there) < len(parts):
        return None
    if node.op == "column":
        return Linear({node.data[0]: ONE}, ZERO)
    if not any(part.coefficients for part in there):
        return Linear({}, node)
    make = _MAKERS.get(node.op)
    return make(there) if make else None


def _sum(terms: Sequence[Linear]) -> Linear:
    names = dict.fromkeys(name for term in terms for name in term.coefficients)
    added = {name: total(term.coefficients.get(name, ZERO) for term in terms) for name in names}
    return Linear(added, total(term.constant for term in terms))


def _difference(terms: Sequence[Linear]) -> Linear:
    return _sum([terms[0], _scaled(terms[1], ZERO - ONE)])


def _product(factors: Sequence[Linear]) -> Linear | None:
    one, other = factors
    if one.coefficients and other.coefficients:
        return None
    return _scaled(one, other.constant) if one.coefficients else _scaled(other, one.constant)


def _quotient(sides: Sequence[Linear]) -> Linear | None:
    above, below = sides
    if below.coefficients:
        return None
    made = {name: each / below.constant for name, each in above.coefficients.items()}
    return Linear(made, above.constant / below.constant)


def _scaled(line: Linear, factor: Formula) -> Linear:
    return Linear({name: each * factor for name, each in line.coefficients.items()}, line.constant * factor)


_MAKERS: Final[Mapping[str, Callable[[Sequence[Linear]], Linear | None]]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
}
