"""
What each child carries of the value of its group, in numbers: the parts add up to the value.

They are functions of weights, values, what the weights are divided by, the value of the group and parameters, over the
children that are there. For a
sum or a mean the parts are what is added up; for other aggregators they are a way to share the value out, and say how
much of the index a child carries, not what the index would be without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from typing import Any, TypeAlias

from gm100.scoring.decide import ahead, tied

N: TypeAlias = Any
"""A number of the arithmetic in use: a `Decimal` or a `float`, never mixed."""


def additive(weights: Sequence[N], values: Sequence[N], divisor: N, value: N, *_: Any) -> list[N]:
    """
    Return weight times value over the divisor; the last part takes up what division cuts off at the last digit.
    """
    products = list(map(mul, weights, values))
    if divisor == 1:
        return products
    parts = [product / divisor for product in products]
    parts[-1] += value - sum(parts)
    return parts


def summed(weights: Sequence[N], values: Sequence[N], *_: Any) -> list[N]:
    """
    Return weight times value.
    """
    return list(map(mul, weights, values))


def in_proportion(weights: Sequence[N], values: Sequence[N], _divisor: N, value: N, *_: Any) -> list[N]:
    """
    Share out in proportion to weight times value, or to weight where a value is below 0.
    """
    products = list(map(mul, weights, values))
    whole = sum(products)
    if not whole or min(products) < 0:
        products, whole = list(weights), sum(weights)
    return [value * product / whole for product in products]


def at_the_value(_: Sequence[N], values: Sequence[N], _divisor: N, value: N, *__: Any) -> list[N]:
    """
    Give the whole value to the children that have it, in equal shares.
    """
    holds = [tied(each, value) for each in values]
    return [value / sum(holds) if held else value * 0 for held in holds]


def counted(_: Sequence[N], values: Sequence[N], _divisor: N, value: N, above: N = 0) -> list[N]:
    """
    Give one to each child that counts.
    """
    one = type(value)(1)
    return [one if ahead(each, above) else one * 0 for each in values]
