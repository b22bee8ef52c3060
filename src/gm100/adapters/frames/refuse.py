"""
What of a scorecard frames cannot compute: it follows from what its methods are and which operations they need.
"""

from __future__ import annotations

from collections.abc import Iterator

from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Group, Indicator, Scorecard
from gm100.scoring.engine.validate import refuse_unsound
from gm100.scoring.formula.expressions import HAS
from gm100.scoring.formula.write import lacking
from gm100.scoring.methods.node import alone
from gm100.scoring.methods.registry import Methods

_SCORE = "score the rows with gm100.score"


def refuse_unportable(card: Scorecard, methods: Methods) -> None:
    """
    Refuse a scorecard whose methods are not formulas of cells, all of them at once.

    Raises:
        EngineLimitError: Each issue names the node and what it asks for.
        DefinitionError: No engine could compute it.
    """
    refuse_unsound(card, methods)
    issues = [
        Issue("no-such-method", f"frames have no {field} {got}: {why}; {_SCORE}", (node.id, field), got)
        for node in card.walk()
        for field, got, why in (
            _of_indicator(node, methods) if isinstance(node, Indicator) else _of_group(node, methods)
        )
    ]
    if issues:
        raise EngineLimitError("frames", issues)


def refuse_lacking(card: Scorecard, methods: Methods) -> None:
    """
    Refuse a scorecard whose formulas need operations that expressions do not have, all of them at once.

    Raises:
        EngineLimitError: Each issue names the node and what it asks for.
    """
    issues = []
    for node in card.walk():
        place = (node.id, "aggregate" if isinstance(node, Group) else "normalise")
        issues += lacking(alone(node, methods), "frames", HAS, place)
    if issues:
        raise EngineLimitError("frames", issues)


def _of_indicator(node: Indicator, methods: Methods) -> Iterator[tuple[str, str, str]]:
    if node.normalise is not None:
        normaliser = methods.normalisers[node.normalise.slug]
        if normaliser.column is not None:
            yield "normalise", node.normalise.slug, "it compares every row with every other"
        if normaliser.words:
            yield "normalise", node.normalise.slug, "its cells are words"
        if normaliser.limits is not None and not (normaliser.extremes or normaliser.moments):
            yield "normalise", node.normalise.slug, "its limits are not found by a query"
    if node.impute is not None:
        yield "impute", node.impute.slug, "it looks at whole columns"
    if node.treat is not None:
        yield "treat", node.treat.slug, "it looks at whole columns"


def _of_group(node: Group, methods: Methods) -> Iterator[tuple[str, str, str]]:
    if methods.aggregators[node.aggregate.slug].columns is not None:
        yield "aggregate", node.aggregate.slug, "it compares every row with every other"
    if node.weigh.slug != "given":
        yield "weigh", node.weigh.slug, "they take the weights of the scorecard"
