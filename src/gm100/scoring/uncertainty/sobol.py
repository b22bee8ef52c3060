"""
Variance-based sensitivity: which of the uncertain things makes the ranks move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import fsum, isnan
from typing import Any

from gm100._lookup import scorecard
from gm100.errors import UnknownIdError
from gm100.fields.arguments import at_least, checked, choice, refused
from gm100.model.factor import Factor, WeightShare
from gm100.model.result import Ties
from gm100.model.scorecard import Scorecard
from gm100.model.sensitivity import Sobol, SobolIndex
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.uncertainty.indices import Interval, Outputs, estimates, variance
from gm100.scoring.uncertainty.repeated import RepeatedTable
from gm100.scoring.uncertainty.uncertain import BLOCK, Progress, Stop, UncertaintyTable


@checked
def sobol(  # noqa: PLR0913 - options, all but the first by name
    data: Any,
    card: Scorecard | str,
    factors: Sequence[Factor] | None = None,
    *,
    samples: int = 500,
    seed: int = 7,
    of: str | None = None,
    resamples: int = 200,
    confidence: float = 0.95,
    ties: Ties | str = Ties.MIN,
    progress: Progress | None = None,
    stop: Stop | None = None,
    engine: Engine | None = None,
) -> Sobol:
    """
    Split up the variance of a ranking among factors, with first and total order Sobol indices.

    All weights or errors of a factor are drawn together: the indices are those of the factor as a group.

    >>> import gm100
    >>> results = gm100.evaluations(scorecard="kominfo-2023-regular")
    >>> found = sobol(results, "kominfo-2023-regular", samples=4, resamples=9)
    >>> found.indices[0].label
    'weights of baseline within 25%'

    Args:
        data: The table, as for `score`.
        card: The scorecard, or its id.
        factors: What is uncertain; without it the weights of each group by up to a quarter, or each weight where there
            is but one group.
        samples: How many samples; each takes as many draws as there are factors, and two.
        seed: What the draws follow from; the same seed gives the same result.
        of: The unit whose rank is looked at; without it, the mean distance of all from their rank by the scorecard.
        resamples: How often samples are drawn again for the confidence intervals.
        confidence: How sure the intervals are to be.
        ties: What rank equal values get.
        progress: Called with how many samples are done, and of how many.
        stop: Asked from time to time whether to stop; what is done so far is then returned, as after Ctrl-C.
        engine: The methods that the scorecard may name; without it those of gm100.

    Raises:
        DefinitionError: A factor does not fit the scorecard.
        ScoringError: As for `score`, or a value has no meaning under a draw.
        UnknownIdError: The unit has no rank.
        ArgumentError: Fewer than two samples or one resample are asked for, or the unit has no index in some draw.
    """
    at_least(2, samples, "samples")  # One sample has no variance.
    at_least(1, resamples, "resamples")
    if not 0 < confidence < 1:
        raise refused("confidence", confidence, "a share between 0 and 1, such as 0.95")
    known, rule = scorecard(card), choice(Ties, ties, "ties")
    uncertain = UncertaintyTable(
        data, known, WeightShare.apart(known) if factors is None else factors, engine or STANDARD, rule
    )
    measure = _measure(uncertain.repeated, of)
    found = _sampled(_rows(uncertain, measure, samples, seed), samples, progress, stop)
    a, b, *ab = zip(*found, strict=True)
    intervals = estimates(Outputs(a, b, ab), label=f"{seed}:again", resamples=resamples, confidence=confidence)
    both = [*a, *b]
    return Sobol(
        output="mean rank shift" if of is None else f"rank of {of}",
        seed=seed,
        asked=samples,
        samples=len(found),
        mean=fsum(both) / len(both),
        variance=variance(both),
        confidence=float(confidence),
        indices=tuple(map(_index, uncertain.factors, intervals)),
    )


def _index(factor: Factor, orders: tuple[Interval, Interval]) -> SobolIndex:
    first, total = orders
    return SobolIndex(
        label=str(factor),
        first=first.value,
        first_low=first.low,
        first_high=first.high,
        total=total.value,
        total_low=total.low,
        total_high=total.high,
    )


def _sampled(
    blocks: Iterator[list[list[float]]], samples: int, progress: Progress | None, stop: Stop | None
) -> list[list[float]]:
    """
    Return the outputs of all samples, or of those that were done when someone said stop.
    """
    found: list[list[float]] = []
    try:
        for block in blocks:
            found += block
            if progress:
                progress(len(found), samples)
            if stop and 1 < len(found) < samples and stop():
                break
    except KeyboardInterrupt:
        if len(found) < 2:  # noqa: PLR2004 - one sample has no variance
            raise
    return found


def _rows(
    uncertain: UncertaintyTable, measure: Callable[[Sequence[float]], float], samples: int, seed: int
) -> Iterator[list[list[float]]]:
    """
    Yield the outputs of the samples, one block after the other.
    """
    width = len(uncertain.factors) + 2
    step = max(BLOCK // width, 1)
    for start in range(0, samples, step):
        numbers = range(start, min(start + step, samples))
        many = [names for i in numbers for names in _sample(len(uncertain.factors), f"{seed}:a:{i}", f"{seed}:b:{i}")]
        outputs = [measure(row) for row in uncertain.ranks(many)]
        yield [outputs[place : place + width] for place in range(0, len(outputs), width)]


def _sample(count: int, a: str, b: str) -> Iterator[list[str]]:
    """
    Yield the draws of one sample: all factors from the first stream, from the second, and each in turn exchanged.
    """
    yield [a] * count
    yield [b] * count
    for k in range(count):
        yield [b if place == k else a for place in range(count)]


def _measure(repeated: RepeatedTable, of: str | None) -> Callable[[Sequence[float]], float]:
    if of is None:
        pairs = [(place, repeated.base[place] or 0.0) for place in repeated.held]
        return lambda row: _mean_shift([abs(row[place] - base) for place, base in pairs])
    places = {repeated.units[place]: place for place in repeated.held}
    if of not in places:
        raise UnknownIdError("unit of this ranking", of)
    place = places[of]

    def rank(row: Sequence[float]) -> float:
        if isnan(row[place]):
            raise refused("of", of, "a unit with an index in every draw", "leave out what takes its index away")
        return row[place]

    return rank


def _mean_shift(distances: Sequence[float]) -> float:
    ranked = [distance for distance in distances if not isnan(distance)]
    return fsum(ranked) / len(ranked) if ranked else 0.0
