"""
Formulas in fractions, which cut nothing off, to compare decimals and floats with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import node_by_node

from gm100.model.scorecard import RoundingMode
from gm100.scoring._numbers import NAN
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order


def in_fractions(root: Formula, row: Mapping[str, Any]) -> Any:
    """The value of a formula without logarithms and powers for one row of numbers; NaN for a gap."""
    found: dict[int, Any] = {}
    for node in in_order(root):
        found[id(node)] = _value(node, [found[id(arg)] for arg in node.args], row)
    return found[id(root)]


def _value(node: Formula, args: list[Any], row: Mapping[str, Any]) -> Any:
    if node.op in {"number", "column", "parameter"}:
        given = node.data if node.op == "number" else row[node.data if node.op == "parameter" else node.data[0]]
        return NAN if given is None or given.is_nan() else Fraction(given)
    if node.op != "round":
        return node_by_node._value(node, args, row)
    (value,) = args
    if isinstance(value, Decimal):  # A gap.
        return value
    scale = 10**node.data.decimals
    size = abs(value) * scale
    steps = {
        RoundingMode.DOWN: math.floor(size),
        RoundingMode.HALF_EVEN: round(size),
        RoundingMode.HALF_UP: math.floor(size + Fraction(1, 2)),
    }[node.data.mode]
    return Fraction(steps if value >= 0 else -steps, scale)
