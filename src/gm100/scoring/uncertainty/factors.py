"""
Factors checked against the scorecard that they are to vary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gm100.errors import Issue
from gm100.model.factor import AggregatorChoice, Factor, MeasurementError, NormaliserChoice, WeightShare
from gm100.model.scorecard import Group, Indicator, Scorecard
from gm100.scoring.engine.check import check_scorecard
from gm100.scoring.methods.registry import Engine
from gm100.scoring.uncertainty.draws import WEIGHT_FACTORS, Changes, groups_varied, indicators_meant
from gm100.scoring.uncertainty.variant import varied


def check_factors(card: Scorecard, factors: Sequence[Factor], engine: Engine) -> tuple[Issue, ...]:
    """
    Return everything about factors that does not fit a scorecard: unknown nodes, methods that cannot be, overlaps.
    """
    if not factors:
        return (Issue("no-factors", "expected one factor or more", ("factors",)),)
    return tuple(_issues(card, factors, engine))


def _issues(card: Scorecard, factors: Sequence[Factor], engine: Engine) -> Iterator[Issue]:
    known = {node.id: node for node in card.walk()}
    seen: dict[tuple[str, str], int] = {}
    for place, factor in enumerate(factors):
        code = factor.indicator if isinstance(factor, MeasurementError) else factor.node
        wrong = None if code is None else _misplaced(factor, known.get(code), code)
        if wrong:
            yield wrong._replace(path=("factors", place, *wrong.path))
            continue
        for issue in (*_choices(card, factor, engine), *_words(card, factor, engine)):
            yield issue._replace(path=("factors", place, *issue.path))
        for what in _varies(card, factor):
            if seen.setdefault(what, place) != place:
                message = (
                    f"the {what[0]} of {what[1]} is varied by factor {seen[what]} already; leave it to one of them"
                )
                yield Issue("varied-twice", message, ("factors", place))


def _misplaced(factor: Factor, node: Group | Indicator | None, code: str) -> Issue | None:
    if node is None:
        return Issue("unknown-node", f"unknown node {code!r} of the scorecard", ("node",), code)
    if isinstance(factor, MeasurementError | NormaliserChoice):
        good, wanted = isinstance(node, Indicator), "an indicator"
    else:
        good, wanted = isinstance(node, Group) or isinstance(factor, WeightShare), "a group"
    return None if good else Issue("wrong-node", f"{code} is not {wanted}", ("node",), code, wanted)


def _choices(card: Scorecard, factor: Factor, engine: Engine) -> Iterator[Issue]:
    """
    Yield what would be wrong with the scorecard under each method of a choice.
    """
    if not isinstance(factor, AggregatorChoice | NormaliserChoice):
        return
    codes = [factor.node] if isinstance(factor, AggregatorChoice) else indicators_meant(factor, card)
    for place, method in enumerate(factor.methods):
        variant = varied(card, Changes(methods=dict.fromkeys(codes, method)), "choice", engine)
        for issue in check_scorecard(variant, engine):
            yield issue._replace(path=("methods", place, *issue.path))


def _words(card: Scorecard, factor: Factor, engine: Engine) -> Iterator[Issue]:
    """
    Yield the indicators whose values are words, which have no errors in numbers.
    """
    if not isinstance(factor, MeasurementError):
        return
    for code in indicators_meant(factor, card):
        node = card[code]
        method = node.normalise if isinstance(node, Indicator) else None
        if method and method.slug in engine.normalisers and engine.normalisers[method.slug].words:
            yield Issue("words", f"the values of {code} are words; an error needs numbers", ("indicator",), code)


def _varies(card: Scorecard, factor: Factor) -> Iterator[tuple[str, str]]:
    if isinstance(factor, WEIGHT_FACTORS):
        alone = factor.node if factor.node and isinstance(card[factor.node], Indicator) else None
        nodes = (child.id for group in groups_varied(factor, card) for child in group.children)
        yield from (("weight", code) for code in nodes if alone in {None, code})
    elif isinstance(factor, MeasurementError):
        yield from (("value", code) for code in indicators_meant(factor, card))
    elif isinstance(factor, NormaliserChoice):
        yield from (("normaliser", code) for code in indicators_meant(factor, card))
    else:
        yield ("aggregator", factor.node)
