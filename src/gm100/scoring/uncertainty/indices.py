"""
Sobol indices: how much of the variance of an output each factor answers for.

Two independent sets of samples, A and B, and for each factor the set AB: A with that factor taken from B. That makes
N (d + 2) outputs for d factors. The estimators are those that SALib and COINr use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from gm100.scoring.uncertainty.draws import uniforms


def quantile(rising: Sequence[float], share: float) -> float:
    """
    Return a quantile of sorted values, on a straight line between the two next to it.

    Source: Hyndman and Fan, Sample quantiles in statistical packages (1996), type 7, which R and numpy take.

    >>> quantile([1, 2, 3, 4], 0.5)
    2.5
    """
    place = share * (len(rising) - 1)
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return rising[below] + (place - below) * (rising[above] - rising[below])


class Outputs(NamedTuple):
    """
    The outputs of a design, one a sample.

    Attributes:
        a: Of the first set.
        b: Of the second set.
        ab: For each factor of the first set with that factor from the second.
    """

    a: Sequence[float]
    b: Sequence[float]
    ab: Sequence[Sequence[float]]

    def picked(self, places: Sequence[int]) -> Outputs:
        """
        Return the outputs of some samples, of the same ones throughout.
        """
        pick = itemgetter(*places)
        return Outputs(pick(self.a), pick(self.b), [pick(each) for each in self.ab])

    def spread(self) -> float:
        """
        Return the variance of both sets together.
        """
        return variance([*self.a, *self.b])

    def centred(self) -> Outputs:
        """
        Return the outputs less their mean, which makes the first order less noisy.
        """
        mean = fsum([*self.a, *self.b, *(y for each in self.ab for y in each)]) / (len(self.a) * (2 + len(self.ab)))
        return Outputs([y - mean for y in self.a], [y - mean for y in self.b], [[y - mean for y in e] for e in self.ab])


Order: TypeAlias = Callable[[Outputs, int, float], float]
"""An estimator, of the outputs, the place of a factor and the variance."""


class Interval(NamedTuple):
    """
    An estimate with the ends of its confidence interval.
    """

    value: float
    low: float
    high: float


def variance(values: Sequence[float]) -> float:
    """
    Return the variance of a population.

    >>> variance([1.0, 3.0])
    1.0
    """
    mean = fsum(values) / len(values)
    return fsum((y - mean) ** 2 for y in values) / len(values)


def first_order(outputs: Outputs, factor: int, spread: float) -> float:
    """
    Return `mean(B (AB - A)) / V`, the share that is gone when the factor is known; 0 where nothing varies.

    `spread` is the variance of A and B together.

    Source: Saltelli et al., Variance based sensitivity analysis of model output (2010), table 2 b.
    """
    products = (b * (ab - a) for a, b, ab in zip(outputs.a, outputs.b, outputs.ab[factor], strict=True))
    return fsum(products) / len(outputs.a) / spread if spread else 0.0


def total_order(outputs: Outputs, factor: int, spread: float) -> float:
    """
    Return `mean((A - AB)^2) / 2 V`, the share that stays when all others are known; 0 where nothing varies.

    Source: Jansen, Analysis of variance designs for model output (1999).
    """
    squares = ((a - ab) ** 2 for a, ab in zip(outputs.a, outputs.ab[factor], strict=True))
    return fsum(squares) / len(outputs.a) / 2 / spread if spread else 0.0


def estimates(outputs: Outputs, *, label: str, resamples: int, confidence: float) -> list[tuple[Interval, Interval]]:
    """
    Return first and total order of each factor, with bootstrap intervals: samples are drawn again, with replacement.

    Args:
        outputs: The outputs, two samples or more.
        label: The name of the stream that the samples are drawn from.
        resamples: How often they are drawn again.
        confidence: The share of the estimates that lies between the ends.
    """
    outputs, count = outputs.centred(), len(outputs.a)
    again = [
        outputs.picked([int(u * count) for u in uniforms(f"{label}:{round_}", count)]) for round_ in range(resamples)
    ]

    spreads = [each.spread() for each in (outputs, *again)]

    def estimate(order: Order, factor: int) -> Interval:
        value, *others = (order(each, factor, v) for each, v in zip((outputs, *again), spreads, strict=True))
        tail, rising = (1 - confidence) / 2, sorted(others)
        return Interval(value, quantile(rising, tail), quantile(rising, 1 - tail))

    return [(estimate(first_order, k), estimate(total_order, k)) for k in range(len(outputs.ab))]
