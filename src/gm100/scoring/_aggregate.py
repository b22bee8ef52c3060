"""
The aggregators behind the slugs of a scorecard: how the values of children become the value of a group.

Each is a function of weights, values and a divisor: weights as the scorecard writes them, one a value; the values that
are present, at least one; and what the weights are to be divided by, which is their sum, or 1 for verbatim weights.
Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6, unless a docstring names another.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import mul
from statistics import median as middle
from types import MappingProxyType
from typing import Final, NamedTuple

from gm100.scoring._condorcet import condorcet
from gm100.scoring._numbers import N
from gm100.scoring._outrank import copeland, topsis
from gm100.scoring._params import Check, at_least_one, none, numbers, optional_number, optional_word

Combine = Callable[..., N]
"""`(weights, values, divisor, *params) -> value`, or columns instead of values for one that sees all units."""

Parts = Callable[..., list[N]]
"""`(weights, values, divisor, value, *params) -> contributions`, which add up to the value but for rounding noise."""


class Aggregator(NamedTuple):
    """
    An aggregator with what a definition must know of it.

    Attributes:
        value: The function.
        parts: How the value is told apart into contributions.
        check: What its parameters must be.
        exact: Whether it needs no more than sums, products and comparisons, so that decimals stay exact.
        whole: Whether it looks at all units at once.
        positive: Whether a child at zero or below makes it meaningless, or zero whatever the others are.
        additive: Whether the value is the sum of weight times score over the divisor.
        internal: Whether the value lies between the least and the greatest child.
        shared: Whether weights count over the divisor alone, so that both may be multiplied by the same number.
    """

    value: Combine
    parts: Parts
    check: Check = none
    exact: bool = False
    whole: bool = False
    positive: bool = False
    additive: bool = False
    internal: bool = True
    shared: bool = False


def in_proportion(weights: Sequence[N], values: Sequence[N], _divisor: N, value: N, *_: N) -> list[N]:
    """
    Split a value in proportion to weight times score: the way of all aggregators that are no sum.

    It says how much of the index each child carries, not what the index would be without it.
    """
    products = list(map(mul, weights, values))
    total = sum(products)
    if not total or min(products) < 0:
        products, total = list(weights), sum(weights)
    return [value * product / total for product in products]


def at_the_value(_weights: Sequence[N], values: Sequence[N], _divisor: N, value: N, *_: N) -> list[N]:
    """
    Give the whole value to the children that have it, in equal shares.
    """
    holders = values.count(value) if isinstance(values, list | tuple) else 1
    return [value / holders if each == value else value * 0 for each in values]


def arithmetic(weights: Sequence[N], values: Sequence[N], divisor: N) -> N:
    """
    Return the weighted mean, `sum(w * x) / divisor`, divided once at the end so that no share is cut off before.

    >>> arithmetic([1, 3], [2.0, 4.0], 4)
    3.5
    """
    total = sum(map(mul, weights, values))
    return total if divisor == 1 else total / divisor


def additive_parts(weights: Sequence[N], values: Sequence[N], divisor: N, value: N, *_: N) -> list[N]:
    """
    Return weight times value over the divisor; the last part takes up what division cuts off at the last digit.
    """
    products = list(map(mul, weights, values))
    if divisor == 1:
        return products
    parts = [product / divisor for product in products]
    parts[-1] += value - sum(parts)
    return parts


def total(weights: Sequence[N], values: Sequence[N], _divisor: N) -> N:
    """
    Return the weighted sum, `sum(w * x)`, with the weights as they stand.
    """
    return sum(map(mul, weights, values))


def total_parts(weights: Sequence[N], values: Sequence[N], _divisor: N, *_: N) -> list[N]:
    """
    Return weight times value.
    """
    return list(map(mul, weights, values))


def counted(_weights: Sequence[N], values: Sequence[N], _divisor: N, above: N = 0) -> N:
    """
    Return how many children have a value above a limit, which is 0 where none is given.
    """
    return type(values[0])(sum(value > above for value in values))


def counted_parts(_weights: Sequence[N], values: Sequence[N], _divisor: N, _value: N, above: N = 0) -> list[N]:
    """
    Return one for each child that counts.
    """
    return [type(value)(value > above) for value in values]


def _no_negative(values: Sequence[N], name: str) -> None:
    if min(values) < 0:
        message = (
            f"a {name} mean has no meaning below 0, and a child has {min(values):g}; normalise it to a range above 0"
        )
        raise ValueError(message)


def geometric(weights: Sequence[N], values: Sequence[N], divisor: N) -> N:
    """
    Return the weighted geometric mean, `prod(x ** (w / divisor))`; a child at 0 makes it 0.

    A low score can be made up for by others only in part. Not for values at or below 0.

    >>> round(geometric([1, 1], [2.0, 8.0], 2), 12)
    4.0
    """
    _no_negative(values, "geometric")
    if any(x == 0 and w for w, x in zip(weights, values, strict=True)):
        return 0.0
    return math.exp(sum(w * math.log(x) for w, x in zip(weights, values, strict=True) if w) / divisor)


def harmonic(weights: Sequence[N], values: Sequence[N], divisor: N) -> N:
    """
    Return the weighted harmonic mean, `divisor / sum(w / x)`; a child at 0 makes it 0.

    >>> harmonic([1, 1], [2.0, 6.0], 2)
    3.0
    """
    _no_negative(values, "harmonic")
    if any(x == 0 and w for w, x in zip(weights, values, strict=True)):
        return 0.0
    return divisor / sum(w / x for w, x in zip(weights, values, strict=True) if w)


def power(weights: Sequence[N], values: Sequence[N], divisor: N, p: N) -> N:
    """
    Return the weighted power mean, `(sum(w * x ** p) / divisor) ** (1 / p)`; with p = 0 the geometric mean.

    1 is the arithmetic mean, -1 the harmonic one; the lower p, the less a good score makes up for a bad one.

    >>> power([1, 1], [1.0, 7.0], 2, 2)
    5.0
    """
    if not p:
        return geometric(weights, values, divisor)
    _no_negative(values, "power")
    if p < 0 and any(x == 0 and w for w, x in zip(weights, values, strict=True)):
        return 0.0
    return (sum(w * x**p for w, x in zip(weights, values, strict=True) if w) / divisor) ** (1 / p)


def minimum(_weights: Sequence[N], values: Sequence[N], _divisor: N) -> N:
    """
    Return the least value, whatever the weights.
    """
    return min(values)


def maximum(_weights: Sequence[N], values: Sequence[N], _divisor: N) -> N:
    """
    Return the greatest value, whatever the weights.
    """
    return max(values)


def median(_weights: Sequence[N], values: Sequence[N], _divisor: N) -> N:
    """
    Return the middle value, or the mean of the two in the middle, whatever the weights.
    """
    return middle(values)


def owa(_weights: Sequence[N], values: Sequence[N], _divisor: N, *by_place: N) -> N:
    """
    Return the ordered weighted average: weights go to places, the first to the best value.

    With fewer values than weights, the weights of the last places are left out and the others share theirs.
    Source: Yager, On ordered weighted averaging aggregation operators (1988).

    >>> owa([1, 1, 1], [3.0, 9.0, 6.0], 3, 0.5, 0.25, 0.25)
    6.75
    """
    held = by_place[: len(values)]
    return sum(map(mul, held, sorted(values, reverse=True))) / sum(held)


def product(weights: Sequence[N], values: Sequence[N], _divisor: N) -> N:
    """
    Return the weighted product, `prod(x ** w)`, with the weights as they stand.

    Source: Bridgman, Dimensional Analysis (1922); the WPM of multi-criteria analysis.
    """
    return geometric(weights, values, 1)


def mazziotta_pareto(weights: Sequence[N], values: Sequence[N], divisor: N, sense: str = "minus") -> N:
    """
    Return the mean less (or, with `plus`, more) a penalty for imbalance, `M - S * S / M`.

    M and S are mean and standard deviation over the children. With z-scores of mean 100 and deviation 10 it is the MPI,
    with goalposts stretched to 70-130 the adjusted MPI. `plus` is for indices where more is worse.
    Source: Mazziotta and Pareto, On a generalized non-compensatory composite index (2016).
    """
    mean = arithmetic(weights, values, divisor)
    if mean <= 0:
        message = f"the penalty needs a mean above 0, and it is {mean:g}; use z-scores of mean 100 and deviation 10"
        raise ValueError(message)
    variance = arithmetic(weights, [(x - mean) ** 2 for x in values], divisor)
    return mean + variance / mean if sense == "plus" else mean - variance / mean


def gated(weights: Sequence[N], values: Sequence[N], divisor: N, threshold: N, cap: N) -> N:
    """
    Return the weighted mean, but no more than a cap while any child is below a threshold.

    Level models work so: no level 3 while one element is below 2.
    """
    mean = arithmetic(weights, values, divisor)
    return min(mean, cap) if min(values) < threshold else mean


AGGREGATORS: Final[Mapping[str, Aggregator]] = MappingProxyType(
    {
        "arithmetic": Aggregator(arithmetic, additive_parts, exact=True, additive=True, shared=True),
        "condorcet": Aggregator(condorcet, in_proportion, whole=True, internal=False),
        "copeland": Aggregator(copeland, in_proportion, whole=True, internal=False),
        "count": Aggregator(counted, counted_parts, optional_number("limit"), exact=True, internal=False),
        "gated": Aggregator(gated, in_proportion, numbers("threshold", "cap"), exact=True, internal=False, shared=True),
        "geometric": Aggregator(geometric, in_proportion, positive=True),
        "harmonic": Aggregator(harmonic, in_proportion, positive=True),
        "maximum": Aggregator(maximum, at_the_value, exact=True),
        "mazziotta_pareto": Aggregator(mazziotta_pareto, in_proportion, optional_word("minus", "plus"), internal=False),
        "median": Aggregator(median, in_proportion, exact=True),
        "minimum": Aggregator(minimum, at_the_value, exact=True),
        "owa": Aggregator(owa, in_proportion, at_least_one("weight")),
        "power": Aggregator(power, in_proportion, numbers("p"), positive=True),
        "product": Aggregator(product, in_proportion, positive=True, internal=False),
        "sum": Aggregator(total, total_parts, exact=True, additive=True, internal=False),
        "topsis": Aggregator(topsis, in_proportion, whole=True, internal=False),
    }
)
"""The aggregators that every engine starts with."""
