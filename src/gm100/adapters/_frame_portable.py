"""
What of a scorecard frames can compute; the rest is refused before anything runs.

Whatever is not named here is refused, so that a method that scorecards learn later is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from gm100.adapters._frame_sums import AGGREGATORS, SCORE
from gm100.errors import DefinitionError, EngineLimitError, Issue
from gm100.model.scorecard import Arithmetic, Direction, Group, Indicator, Node, Scorecard

EXACT: Final = ("fraction", "goalposts", "identity")
"""The normalisers that frames have in whole numbers."""

SUMS: Final = ("arithmetic", "sum")
"""The aggregators whose parts may be rounded."""


def in_floats(card: Scorecard) -> bool:
    """
    Return whether a scorecard is computed in floats: because it says so, or because a method of it has no exact form.
    """
    if card.arithmetic is Arithmetic.FLOAT or all(map(_plain, card.walk())):
        return card.arithmetic is Arithmetic.FLOAT
    from gm100.scoring._check import is_exact
    from gm100.scoring.registry import STANDARD

    return not is_exact(card, STANDARD)


def _plain(node: Node) -> bool:
    """
    Return whether a node has nothing to check: such scorecards need not wait for the methods of scoring to be loaded.
    """
    if node.output is not None or node.direction is not Direction.HIGHER:
        return False
    if isinstance(node, Indicator):
        return node.normalise is None and node.impute is None and node.treat is None
    parts = any(child.round_part for child in node.children)
    return node.weigh.slug == "given" and node.aggregate.slug in (SUMS if parts else AGGREGATORS)


def refuse_unportable(card: Scorecard, engine: Any = None) -> None:
    """
    Refuse a scorecard that asks for more than frames have, all of it at once.

    Raises:
        EngineLimitError: It does; each issue names the node and what it asks for.
        DefinitionError: No engine could compute it.
    """
    if all(map(_plain, card.walk())):
        return
    from gm100.scoring._check import check_scorecard

    issues = [Issue("no-such-method", f"{message}; {SCORE}", path, got) for path, got, message in _problems(card)]
    if issues:
        raise EngineLimitError("frames", issues)
    wrong = check_scorecard(card, engine)
    if wrong:
        raise DefinitionError(card.id, wrong)


def _problems(card: Scorecard) -> Iterator[tuple[tuple[str, str], str, str]]:
    from gm100.adapters._frame_fit import FITTED
    from gm100.adapters._frame_floats import AGGREGATES, NORMALISERS

    floats = in_floats(card)
    known = ((*NORMALISERS, *FITTED, "identity"), AGGREGATES) if floats else (EXACT, AGGREGATORS)
    for node in card.walk():
        asked = _of_indicator(node, known[0]) if isinstance(node, Indicator) else _of_group(node, known[1])
        for field, got, others in asked:
            message = f"frames have no {field} {got}" + (f", only {', '.join(sorted(others))}" if others else "")
            yield (node.id, field), str(got), message


def _of_indicator(node: Indicator, known: Collection[str]) -> Iterator[tuple[str, Any, Collection[str]]]:
    if node.normalise is not None and node.normalise.slug not in known:
        yield "normalise", node.normalise.slug, known
    if node.impute is not None:
        yield "impute", node.impute.slug, ()
    if node.treat is not None:
        yield "treat", node.treat.slug, ()


def _of_group(node: Group, known: Collection[str]) -> Iterator[tuple[str, Any, Collection[str]]]:
    if node.aggregate.slug not in known:
        yield "aggregate", node.aggregate.slug, known
    if node.weigh.slug != "given":
        yield "weigh", node.weigh.slug, ("given",)
    stretched = node.output is not None or node.direction is not Direction.HIGHER
    if stretched and any(child.round_part for child in node.children):
        yield "output", "of a group whose parts are rounded", ()
