"""
Limits that a scorecard takes from the data, found by the functions that find them in the core.

What they are found from is what the core finds them from: the cells with a value, of the rows that took part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from gm100.errors import Issue, ScoringError
from gm100.model.scorecard import Indicator, Scorecard
from gm100.scoring.decide import differs
from gm100.scoring.methods.limits import Fitted, fixed, present
from gm100.scoring.methods.node import Solved
from gm100.scoring.methods.normalisers import Normaliser
from gm100.scoring.methods.registry import Methods


class Summary(NamedTuple):
    """
    What an engine finds of a column by one query; nothing where it has no value.
    """

    least: float | None
    most: float | None
    mean: float | None
    deviation: float | None


NO_LIMITS: Final = fixed("constant", Decimal(0))
"""What becomes of a column without a value."""


def derived(card: Scorecard, methods: Methods) -> list[Indicator]:
    """
    Return the indicators whose limits come from the data.
    """
    return [i for i in card.indicators if i.normalise and methods.normalisers[i.normalise.slug].limits]


def solved(card: Scorecard, methods: Methods, columns: Mapping[str, Summary | Sequence[float]]) -> Solved:
    """
    Return the limits of a scorecard, from the cells of each indicator that count, or a summary of them.

    Raises:
        ScoringError: The data have no limits to give.
    """
    known: dict[str, Any] = {}
    issues = []
    for node in derived(card, methods):
        method = node.normalise or NO_LIMITS
        try:
            known[node.id] = _limits(node, methods.normalisers[method.slug], method.params, columns[node.id])
        except ValueError as error:
            issues.append(Issue("limits", str(error), (node.id, method.slug)))
    if issues:
        raise ScoringError(card.id, issues)
    return Solved(fixed=known)


def _limits(
    node: Indicator, normaliser: Normaliser, params: Sequence[Any], column: Summary | Sequence[float]
) -> Fitted:
    if isinstance(column, Summary):
        if column.least is None or column.most is None:
            return NO_LIMITS
        ends = (column.least, column.most)
        if normaliser.moments is not None:
            deviation = (column.deviation or 0.0) if differs(ends) else 0.0
            found: Fitted = normaliser.moments(column.mean, deviation, node.direction, *params)
            return found
        column = ends
    assert normaliser.limits is not None  # noqa: S101 - for type checkers: only such come here
    if not present(column):
        return NO_LIMITS
    made: Fitted = normaliser.limits(column, node.direction, *params)
    return made
