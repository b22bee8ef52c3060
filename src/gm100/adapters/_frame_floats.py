"""
A scorecard as steps of expressions in binary floats, for methods that have no exact numbers.

These are roots, logarithms, limits taken from data. What a step does is what `gm100.score` does in floats, in the same
order, so that the two agree to the last digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from math import log
from operator import or_
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.adapters._frame_nodes import Step, enough, levels
from gm100.adapters._frame_numbers import READABLE, Column, column, nearest
from gm100.adapters._narwhals import Expr, narwhals
from gm100.model.scorecard import Group, Indicator, Missing, Node, Rounding, RoundingMode, Scale, Weighting
from gm100.scoring._combine import Combiner
from gm100.scoring._leaf import natural_span, params_of, stretch
from gm100.scoring._numbers import FLOAT
from gm100.scoring.registry import STANDARD

NOISE: Final = 4e-15
"""The share of a value that its fifteenth digit can hide: `gm100.score` reads floats back at fifteen."""


class Floats:
    """
    Cells as the floats that they are.
    """

    @property
    def slack(self) -> float:
        """
        The share of an index by which it may miss the edge of a band and be in it.
        """
        return NOISE

    @property
    def wanted(self) -> str:
        """
        What a cell must hold, in words.
        """
        return f"a finite number from {-READABLE} to {READABLE}"

    def number(self, read: Column) -> Expr:
        """
        Return a column as the numbers that are computed with.
        """
        return read.clean.cast(narwhals().Float64)

    def sound(self, read: Column, number: Expr, given: Expr) -> Expr:  # noqa: ARG002 - as it is for whole numbers
        """
        Return whether a number stands for its cell: whatever could be read does.
        """
        return read.legible

    def fits(self, number: Expr, scale: Scale | None) -> Expr:
        """
        Return whether a number lies in its scale.
        """
        if scale is None:
            return number == number  # noqa: PLR0124 - true in every row: without a scale everything fits
        return (number >= float(scale.low)) & (number <= float(scale.high))


class Float(NamedTuple):
    """
    A node: its value, any number where it has none, and whether a row has one.
    """

    value: Expr
    present: Expr

    @property
    def shown(self) -> Expr:
        """
        The value.
        """
        return self.value


class Means(NamedTuple):
    """
    What an aggregator is given.

    Attributes:
        group: The group.
        weights: The weights of its children.
        children: The children.
        divisor: What the weights of those present are divided by.
    """

    group: Group
    weights: Sequence[float]
    children: Sequence[Float]
    divisor: Expr | float

    def added(self, term: Callable[[Expr], Expr]) -> Expr:
        """
        Return the sum of weight times a function of the value, over the children that have one.
        """
        nw = narwhals()
        parts = [
            nw.when(child.present).then(term(child.value) * weight).otherwise(nw.lit(0.0))
            for weight, child in zip(self.weights, self.children, strict=True)
            if weight
        ]
        return reduce(lambda a, b: a + b, parts)

    def any(self, holds: Callable[[Expr], Expr], *, weighed: bool = True) -> Expr:
        """
        Return whether something holds of a child that has a value.
        """
        pairs = zip(self.weights, self.children, strict=True)
        return reduce(or_, (child.present & holds(child.value) for w, child in pairs if w or not weighed))


Aggregate: TypeAlias = "Callable[[Means, Any], Expr]"


class FloatRecipe:
    """
    The steps from numbers of indicators to the values of all nodes, in floats.

    Attributes:
        steps: Columns to add, step by step.
        nodes: Every node with its value as expressions over those columns.
        numbers: How cells are read.
        outside: Rows in which a node has no meaning, such as a negative value under a geometric mean, by node.
    """

    def __init__(self, root: Group) -> None:
        self.steps: list[Step] = []
        self.nodes: dict[str, Float] = {}
        self.numbers = Floats()
        self.outside: dict[str, Expr] = {}
        for level in levels(root):
            before: Step = {}
            step: Step = {}
            for node in level:
                made = self._leaf(node) if isinstance(node, Indicator) else self._group(node)
                self._keep(node, made, before, step)
            self.steps += [before, step]

    def _keep(self, node: Node, made: Float, before: Step, step: Step) -> None:
        """
        Give a node columns of its own; rounding names its value more than once, so that has one before.
        """
        nw = narwhals()
        raw, number, present = (column(node.id, what) for what in ("raw", "number", "present"))
        before[raw], before[present] = made.value, made.present
        step[number] = nw.when(nw.col(present)).then(rounded(nw.col(raw), node.round)).otherwise(nw.lit(0.0))
        self.nodes[node.id] = Float(nw.col(number), nw.col(present))

    def _leaf(self, node: Indicator) -> Float:
        nw = narwhals()
        value, given = nw.col(column(node.id, "read")), nw.col(column(node.id, "given"))
        method = node.normalise
        if method is not None and method.slug != "identity":
            positive = method.slug in POSITIVE
            if positive:  # What has no logarithm is found, and kept from the functions that would stumble over it.
                self.outside[node.id] = given & (value <= 0)
                value = nw.when(given & (value > 0)).then(value).otherwise(nw.lit(1.0))
            value = NORMALISERS[method.slug](value, *params_of(method, FLOAT))
        shape = stretch(natural_span(node, STANDARD), node.output, node.direction, FLOAT)
        return Float(value if shape is None else _of_column(shape, value), given)

    def _group(self, group: Group) -> Float:
        children = [self.nodes[child.id] for child in group.children]
        if group.fill is not None:
            children = [_filled(child, float(group.fill)) for child in children]
            pairs = zip(group.children, children, strict=True)
            self.nodes |= {child.id: made for child, made in pairs if isinstance(child, Indicator)}
        means = Means(group, [float(child.weight) for child in group.children], children, _divisor(group, children))
        if any(child.round_part for child in group.children):
            return Float(_of_parts(means), enough(group, children))
        value = AGGREGATES[group.aggregate.slug](means, *params_of(group.aggregate, FLOAT))
        if group.aggregate.slug in NOT_NEGATIVE:
            self.outside[group.id] = enough(group, children) & means.any(lambda x: x < 0, weighed=False)
        return Float(_of_column(Combiner(group, STANDARD, FLOAT).finish, value), enough(group, children))


def _of_column(function: Callable[[Any], Any], value: Expr) -> Expr:
    """
    Apply a function of numbers; what does not depend on the value becomes a column all the same.
    """
    made = function(value)
    return value * 0.0 + made if isinstance(made, int | float) else made


def _filled(child: Float, fill: float) -> Float:
    nw = narwhals()
    value = nw.when(child.present).then(child.value).otherwise(nw.lit(fill))
    return Float(value, child.present | ~child.present)


def _divisor(group: Group, children: Sequence[Float]) -> Expr | float:
    """
    Return what the weights are divided by: their sum, or for verbatim weights the share of the whole that is present.
    """
    nw, whole = narwhals(), float(sum((child.weight for child in group.children), Decimal(0)))
    normalised = group.weighting is Weighting.NORMALISED
    if group.missing is not Missing.SKIP:
        return whole if normalised else 1.0
    pairs = zip(group.children, children, strict=True)
    held = reduce(lambda a, b: a + b, (each.present.cast(nw.Float64) * float(child.weight) for child, each in pairs))
    held = nw.when(held > 0).then(held).otherwise(nw.lit(1.0))
    return held if normalised else held / whole


def _of_parts(means: Means) -> Expr:
    """
    Return the sum of parts that are rounded each by its rule.
    """
    nw, factor = narwhals(), float(means.group.factor)
    divisor = 1.0 if means.group.aggregate.slug == "sum" else means.divisor
    parts = []
    for node, weight, child in zip(means.group.children, means.weights, means.children, strict=True):
        part = rounded(child.value * weight / divisor * factor, node.round_part)
        parts.append(nw.when(child.present).then(part).otherwise(nw.lit(0.0)))
    return reduce(lambda a, b: a + b, parts)


def rounded(value: Expr, rounding: Rounding | None) -> Expr:
    """
    Round floats by a rule as `gm100.score` does, which reads them back at fifteen digits: near a half is a half.
    """
    if rounding is None:
        return value
    nw, scale = narwhals(), 10**rounding.decimals
    size = value.abs() * float(scale)
    size = size + size * NOISE
    below = size.floor() if rounding.mode is RoundingMode.DOWN else (size + 0.5).floor()
    if rounding.mode is RoundingMode.HALF_EVEN:
        tie = (size - size.floor() - 0.5).abs() <= size * (2 * NOISE)
        even = (size.floor() / 2.0 + 0.5).floor() * 2.0
        below = nw.when(tie).then(even).otherwise(below)
    unsigned = nearest(below, scale, value.is_finite())
    return nw.when(value < 0).then(unsigned * -1.0).otherwise(unsigned)


def _arithmetic(means: Means) -> Expr:
    return means.added(lambda x: x) / means.divisor


def _sum(means: Means) -> Expr:
    return means.added(lambda x: x)


def _geometric(means: Means) -> Expr:
    nw = narwhals()
    mean = (means.added(lambda x: _safe(x).log()) / means.divisor).exp()
    return nw.when(means.any(lambda x: x == 0)).then(nw.lit(0.0)).otherwise(mean)


def _harmonic(means: Means) -> Expr:
    nw, below = narwhals(), means.added(lambda x: _safe(x) ** -1.0)
    found = below > 0
    mean = _ratio(means.divisor, nw.when(found).then(below).otherwise(nw.lit(1.0)))
    return nw.when(means.any(lambda x: x == 0)).then(nw.lit(0.0)).otherwise(mean)


def _power(means: Means, p: float) -> Expr:
    nw = narwhals()
    if not p:
        return _geometric(means)
    inner = means.added((lambda x: _safe(x) ** p) if p < 0 else (lambda x: _not_negative(x) ** p)) / means.divisor
    if p > 0:
        return _not_negative(inner) ** (1 / p)
    mean = _safe(inner) ** (1 / p)
    return nw.when(means.any(lambda x: x == 0)).then(nw.lit(0.0)).otherwise(mean)


def _product(means: Means) -> Expr:
    return _geometric(means._replace(divisor=1.0))


def _least(means: Means) -> Expr:
    return _extreme(means, greatest=False)


def _greatest(means: Means) -> Expr:
    return _extreme(means, greatest=True)


def _extreme(means: Means, *, greatest: bool) -> Expr:
    nw = narwhals()
    never = nw.lit(-NEVER if greatest else NEVER)
    found = [nw.when(child.present).then(child.value).otherwise(never) for child in means.children]
    among = nw.max_horizontal if greatest else nw.min_horizontal
    return among(*found) if len(found) > 1 else found[0]


def _safe(value: Expr) -> Expr:
    """
    Return values above 0 as they are; the others are dealt with elsewhere.
    """
    return _above_0(value, 1.0)


def _not_negative(value: Expr) -> Expr:
    return _above_0(value, 0.0)


def _above_0(value: Expr, other: float) -> Expr:
    nw = narwhals()
    # SQLFrame writes the name of a choice into the power that is taken of it; a sum has no name.
    return nw.when(value > 0).then(value).otherwise(nw.lit(other)) + 0.0


def _ratio(above: Expr | float, below: Expr) -> Expr:
    return (below + 0.0) ** -1.0 * above  # As in `_above_0`, for the sake of SQLFrame.


NEVER: Final = 1e300
"""Beyond every value; stands for a child without one where the least or greatest is sought."""

NOT_NEGATIVE: Final = frozenset({"geometric", "harmonic", "power", "product"})
"""Aggregators that have no meaning below 0."""

POSITIVE: Final = frozenset({"inverse_fraction", "log_goalposts"})
"""Normalisers that have no meaning at or below 0."""

AGGREGATES: Final[Mapping[str, Callable[..., Expr]]] = MappingProxyType(
    {
        "arithmetic": _arithmetic,
        "geometric": _geometric,
        "harmonic": _harmonic,
        "maximum": _greatest,
        "minimum": _least,
        "power": _power,
        "product": _product,
        "sum": _sum,
    }
)
"""The aggregators that frames have in floats, by slug."""


def _goalposts(value: Expr, low: float, high: float, cap: str | None = None) -> Expr:
    nw, span = narwhals(), high - low
    share = (value - low) / span
    if cap is None:
        return share
    share = nw.when(share > 0).then(share).otherwise(nw.lit(0.0))
    return nw.when(share < 1).then(share).otherwise(nw.lit(1.0))


def _log_goalposts(value: Expr, low: float, high: float, cap: str | None = None) -> Expr:
    return _goalposts(value.log(), log(low), log(high), cap)


def _standard(value: Expr, mean: float, deviation: float, centre: float = 0.0, width: float = 1.0) -> Expr:
    return (value - mean) / deviation * width + centre


NORMALISERS: Final[Mapping[str, Callable[..., Expr]]] = MappingProxyType(
    {
        "constant": lambda value, level: value * 0.0 + level,
        "fraction": lambda value, whole: value / whole,
        "goalposts": _goalposts,
        "inverse_fraction": lambda value, least: _ratio(least, value),
        "log_goalposts": _log_goalposts,
        "standard": _standard,
    }
)
"""The normalisers that frames have in floats, by slug; `identity` is none."""
