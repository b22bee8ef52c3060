"""
From factors to draws: each factor becomes a function from the label of a stream to what it changes.

Random numbers have names: a stream is determined by its label alone, and so is every number in it. The bits are those
of SHAKE128 (FIPS 202) over the label, so a draw can be made again without the draws before it, on every machine and
every version of Python.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import shake_128
from statistics import NormalDist
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.model.factor import (
    AggregatorChoice,
    DirichletWeights,
    Draw,
    DrawnError,
    DrawnMethod,
    DrawnWeight,
    Factor,
    MeasurementError,
    NormaliserChoice,
    SimplexWeights,
    WeightShare,
)
from gm100.model.method import Method
from gm100.model.scorecard import Group, Indicator, Scorecard

_STEP = 2.0**-53
_NORMAL = NormalDist()
_SMALL = 0.0331  # The constant of the quick acceptance step, from the paper that `Stream.log_gamma` names.


def uniforms(label: str, count: int) -> list[float]:
    """
    Return the first numbers of a stream, between 0 and 1 and never one of the two.

    >>> uniforms("7:0:0", 2) == uniforms("7:0:0", 3)[:2]
    True
    """
    # 52 bits and half a step: neither 0, which has no logarithm, nor 1 can come out.
    words = struct.unpack(f"<{count}Q", shake_128(label.encode()).digest(8 * count))
    return [((word >> 12) * 2 + 1) * _STEP for word in words]


def normal(uniform: float) -> float:
    """
    Return the standard normal number below which a share of all lie.
    """
    return _NORMAL.inv_cdf(uniform)


class Stream:
    """
    A stream that is read on and on, for methods that do not know beforehand how much they need.
    """

    def __init__(self, label: str, ahead: int = 64) -> None:
        self._label, self._next = label, 0
        self._known = uniforms(label, ahead)

    def uniform(self) -> float:
        """
        Return the next number.
        """
        if self._next == len(self._known):
            self._known = uniforms(self._label, 2 * len(self._known))
        self._next += 1
        return self._known[self._next - 1]

    def log_gamma(self, shape: float) -> float:
        """
        Return the logarithm of a gamma variate of scale 1; as a logarithm it does not vanish for a small shape.

        Source: Marsaglia and Tsang, A simple method for generating gamma variables (2000).
        """
        boost = math.log(self.uniform()) / shape if shape < 1 else 0.0
        d = (shape + 1 if shape < 1 else shape) - 1 / 3
        c = 1 / math.sqrt(9 * d)
        while True:
            x = normal(self.uniform())
            v, u = (1 + c * x) ** 3, self.uniform()
            if v > 0 and (u < 1 - _SMALL * x**4 or math.log(u) < x * x / 2 + d * (1 - v + math.log(v))):
                return math.log(d * v) + boost

    def below(self, count: int) -> int:
        """
        Return a whole number from 0 to one less than `count`, all with equal probability.
        """
        return int(self.uniform() * count)


WEIGHT_FACTORS: Final = (WeightShare, DirichletWeights, SimplexWeights)


class Changes(NamedTuple):
    """
    What a draw changes.

    Attributes:
        weights: Weights by code of node.
        methods: Aggregators and normalisers by code of node.
        errors: Errors by code of indicator, one a unit in the order of their codes.
    """

    weights: Mapping[str, float] = {}
    methods: Mapping[str, Method] = {}
    errors: Mapping[str, Sequence[float]] = {}

    def and_(self, other: Changes) -> Changes:
        """
        Return both together; no two factors change the same.
        """
        return Changes(
            {**self.weights, **other.weights}, {**self.methods, **other.methods}, {**self.errors, **other.errors}
        )


Source: TypeAlias = Callable[[str], Changes]
"""What a factor makes of a stream, by its label."""


class Drawer:
    """
    Draws all factors of a scorecard.

    Attributes:
        sources: One a factor, in their order.
    """

    def __init__(self, card: Scorecard, factors: Sequence[Factor], units: Sequence[str]) -> None:
        self._units = units
        self.sources = [_SOURCES[type(factor)](factor, card, units) for factor in factors]

    def __call__(self, streams: Sequence[str]) -> Changes:
        """
        Return what one draw changes.

        Args:
            streams: The name of the stream of each factor, without the number of the factor.
        """
        named = zip(streams, self.sources, strict=True)
        return reduce(Changes.and_, (source(f"{name}:{k}") for k, (name, source) in enumerate(named)))

    def record(self, index: int, changes: Changes) -> Draw:
        """
        Return a draw as a noun.
        """
        return Draw(
            index=index,
            weights=tuple(DrawnWeight(code, weight) for code, weight in changes.weights.items()),
            methods=tuple(DrawnMethod(code, method) for code, method in changes.methods.items()),
            errors=tuple(
                DrawnError(code, unit, error)
                for code, errors in changes.errors.items()
                for unit, error in zip(self._units, errors, strict=True)
            ),
        )


def groups_varied(factor: Factor, card: Scorecard) -> Iterator[Group]:
    """
    Yield the groups of a scorecard of whose children a factor varies some weight.
    """
    if not isinstance(factor, WEIGHT_FACTORS):
        return
    for group in card.walk():
        if isinstance(group, Group) and (factor.node in {None, group.id} or _holds(group, factor.node)):
            yield group


def _holds(group: Group, code: str | None) -> bool:
    return any(child.id == code and isinstance(child, Indicator) for child in group.children)


def nodes_meant(factor: MeasurementError | NormaliserChoice | AggregatorChoice, card: Scorecard) -> list[str]:
    """
    Return the codes of the nodes whose values or methods a factor varies.
    """
    if isinstance(factor, MeasurementError):
        return [i.id for i in card.indicators] if factor.indicator is None else [factor.indicator]
    return [i.id for i in card.indicators if i.normalise] if factor.node is None else [factor.node]


def _within(factor: WeightShare, card: Scorecard, _units: Any) -> Source:
    """
    Each weight times a number between 1 - share and 1 + share.
    """
    alone = factor.node is not None and isinstance(card[factor.node], Indicator)
    nodes = [child for group in groups_varied(factor, card) for child in group.children]
    weights = {node.id: float(node.weight) for node in nodes if not alone or node.id == factor.node}
    share = factor.share

    def draw(label: str) -> Changes:
        pairs = zip(weights.items(), uniforms(label, len(weights)), strict=True)
        return Changes({code: weight * (1 + share * (2 * u - 1)) for (code, weight), u in pairs})

    return draw


def _shares(factor: DirichletWeights | SimplexWeights, card: Scorecard, _units: Any) -> Source:
    """
    Variates over their sum, by which they lie around the weights, or are spread evenly over the simplex.

    Gamma variates do the one, their shapes in proportion to the weights, and exponential ones the other.
    """
    groups = [{child.id: float(child.weight) for child in group.children} for group in groups_varied(factor, card)]

    def log(stream: Stream, weight: float, total: float) -> float:
        if isinstance(factor, SimplexWeights):
            return math.log(-math.log(stream.uniform()))
        return stream.log_gamma(factor.concentration * weight / total) if weight else -math.inf

    def draw(label: str) -> Changes:
        stream, found = Stream(label), {}
        for weights in groups:
            total = sum(weights.values())
            found.update(_shared(weights, [log(stream, weight, total) for weight in weights.values()], total))
        return Changes(found)

    return draw


def _shared(codes: Mapping[str, float], logs: Sequence[float], total: float) -> dict[str, float]:
    """
    Share out a total in proportion to numbers given by their logarithms.
    """
    most = max(logs)  # The greatest becomes 1, so that not all of them vanish where exponents are far below 0.
    parts = [math.exp(log - most) for log in logs]
    whole = sum(parts)
    return {code: total * part / whole for code, part in zip(codes, parts, strict=True)}


def _methods(factor: AggregatorChoice | NormaliserChoice, card: Scorecard, _units: Any) -> Source:
    codes = nodes_meant(factor, card)
    choices = [Changes(methods=dict.fromkeys(codes, method)) for method in factor.methods]
    return lambda label: choices[Stream(label, 1).below(len(choices))]


def _errors(factor: MeasurementError, card: Scorecard, units: Sequence[str]) -> Source:
    """
    One error a unit, in the order of their codes, from a stream for each indicator.
    """
    codes, count = nodes_meant(factor, card), len(units)

    def draw(label: str) -> Changes:
        return Changes(errors={code: _error(factor, uniforms(f"{label}:{code}", count)) for code in codes})

    return draw


def _error(factor: MeasurementError, drawn: Sequence[float]) -> list[float]:
    if factor.half_width is not None:
        return [factor.half_width * (2 * u - 1) for u in drawn]
    return [(factor.sd or 0.0) * normal(u) for u in drawn]


_SOURCES: Final[Mapping[type, Callable[..., Source]]] = {
    WeightShare: _within,
    DirichletWeights: _shares,
    SimplexWeights: _shares,
    AggregatorChoice: _methods,
    NormaliserChoice: _methods,
    MeasurementError: _errors,
}
