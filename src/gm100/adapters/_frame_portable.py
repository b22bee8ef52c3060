"""
What of a scorecard frames can compute; the rest is refused before anything runs.

Whatever is not named here is refused, so that a method that scorecards learn later is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Arithmetic, Direction, Group, Indicator, Missing, Scorecard

AGGREGATES: Final = ("arithmetic", "sum")
"""The aggregators that frames have."""

NORMALISERS: Final = ("goalposts", "identity")
"""The normalisers that frames have."""

_ROUND: Final = "score the rows with gm100.score"


def refuse_unportable(card: Scorecard) -> None:
    """
    Refuse a scorecard that asks for more than frames have, all of it at once.

    Raises:
        EngineLimitError: It does; each issue names the node and what it asks for.
    """
    issues = [Issue(code, f"{message}; {_ROUND}", path, got) for path, code, got, message in _problems(card)]
    if issues:
        raise EngineLimitError("frames", issues)


def _problems(card: Scorecard) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    if card.arithmetic is Arithmetic.FLOAT:
        yield (card.id, "arithmetic"), "arithmetic", "float", "frames compute in exact numbers only"
    for node in card.walk():
        asked = _of_indicator(node) if isinstance(node, Indicator) else _of_group(node)
        for field, got, known in asked:
            message = f"frames have no {field} {got}" + (f", only {known}" if known else "")
            yield (node.id, field), "no-such-method", str(got), message


def _of_indicator(node: Indicator) -> Iterator[tuple[str, Any, str]]:
    if node.normalise is not None and node.normalise.slug not in NORMALISERS:
        yield "normalise", node.normalise.slug, ", ".join(NORMALISERS)
    if node.impute is not None:
        yield "impute", node.impute.slug, ""
    if node.treat is not None:
        yield "treat", node.treat.slug, ""


def _of_group(node: Group) -> Iterator[tuple[str, Any, str]]:
    if node.aggregate.slug not in AGGREGATES:
        yield "aggregate", node.aggregate.slug, ", ".join(AGGREGATES)
    if node.weigh.slug != "given":
        yield "weigh", node.weigh.slug, "given"
    if node.missing is Missing.FILL:
        yield "missing", "fill", "error, skip, propagate"
    if node.output is not None or node.direction is not Direction.HIGHER:
        yield "output", "of a group", "of an indicator"
