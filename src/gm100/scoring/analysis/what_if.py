"""
What if: a unit's result with some values changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gm100.errors import DefinitionError, ScoringError
from gm100.fields.arguments import checked
from gm100.model._entity import evolve
from gm100.model.nodes import changed
from gm100.model.result import ScoreResult
from gm100.model.scorecard import Direction, Group, Indicator, Scorecard
from gm100.scoring.analysis.comparison import Comparison, compare
from gm100.scoring.engine.compiled import CompiledScorecard, compiled
from gm100.scoring.engine.results import Scores
from gm100.scoring.engine.score import score
from gm100.scoring.methods.registry import Engine
from gm100.typing import NOT_APPLICABLE

UNIT, NAME = "code", "name"


@checked
def what_if(scores: Scores, unit: str, changes: Mapping[str, Any]) -> Comparison:
    """
    Return what a unit's result would be with some values changed, against what it is.

    Limits and weights that were taken from data stay as they were found; where units are compared with each other, all
    of them are compared again.

    >>> import gm100
    >>> scores = gm100.score(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> what_if(scores, "35.77", {"output": 4}).difference
    Decimal('0.17')

    Args:
        scores: The results.
        unit: The code of the unit.
        changes: New values by code.

    Raises:
        UnknownIdError: There is no such unit.
        ScoringError: A new value is outside its scale or not part of the scorecard.
    """
    return compare(scores[unit], Variation(scores, unit).result(changes))


class Variation:
    """
    A unit whose values can be changed, under limits and weights as they were found.

    Attributes:
        unit: The code of the unit.
        card: The scorecard, with limits and weights written in; estimates and treated values are values like others.
        engine: The methods that it names.
        now: The values of the unit by code; a gap is `None`, or n/a.
        compares: Whether units are compared with each other, so that a change moves all of them.
    """

    def __init__(self, scores: Scores, unit: str) -> None:
        self.unit, self.engine = unit, scores.scored.prepared.engine
        self.card = _untreated(scores.fitted)
        self.now = _inputs(scores[unit], self.card)
        self._scores = scores
        self._program = _program(self.card, self.engine)
        self.compares = self._program is None
        self._take: Callable[[Any], Any] = float if any(isinstance(x, float) for x in scores.raw) else Decimal

    def result(self, changes: Mapping[str, Any]) -> ScoreResult:
        """
        Return the whole result with some values changed.
        """
        return self.results(changes)[self.unit]

    def results(self, changes: Mapping[str, Any]) -> Scores:
        """
        Return the results of all units that matter, with some values of this one changed.
        """
        own = self._scores[self.unit]
        rows = [{UNIT: self.unit, NAME: own.name, **self.now, **changes}]
        if self.compares:
            others = (each for each in self._scores if each.unit != self.unit and each.root is not None)
            rows += [{UNIT: each.unit, NAME: each.name, **_inputs(each, self.card)} for each in others]
        return score(rows, self.card, self.engine)

    def index(self, changes: Mapping[str, Any]) -> Decimal | None:
        """
        Return the index with some values changed, or `None` where there is none, or a value has no meaning.
        """
        given_groups = self.now.keys() - {leaf.id for leaf in self.card.indicators}
        try:
            if self._program is None or given_groups:
                return self.result(changes).value
            return self._program({code: self._number(x) for code, x in {**self.now, **changes}.items()})
        except ScoringError:
            return None

    def _number(self, value: Any) -> Any:
        return self._take(value) if isinstance(value, Decimal | int | float) else value


def _program(card: Scorecard, engine: Engine) -> CompiledScorecard | None:
    """
    Return the scorecard as a function of one unit, or `None` where units are compared with each other.
    """
    try:
        return compiled(card, engine)
    except DefinitionError:
        return None


def _untreated(card: Scorecard) -> Scorecard:
    plain = {leaf.id: {"impute": None, "treat": None} for leaf in card.indicators if leaf.impute or leaf.treat}
    return evolve(card, root=changed(card.root, plain)) if plain else card


def _inputs(result: ScoreResult, card: Scorecard) -> dict[str, Any]:
    """
    Read the values that a row had back from a result.
    """
    leaves = {leaf.id: leaf for leaf in card.indicators}
    groups = {node.id for node in card.walk() if isinstance(node, Group)}
    found: dict[str, Any] = {}
    for node in result.root.walk() if result.root else ():
        if node.id in leaves:
            found[node.id] = _cell(node, leaves[node.id])
        elif node.id in groups and node.remark == "given":
            found[node.id] = node.unrounded
    return found


def _cell(node: Any, leaf: Indicator) -> Any:
    if node.remark == "not applicable":
        return NOT_APPLICABLE
    if node.unrounded is None or node.remark == "no value, filled":
        return None
    if node.raw is not None:
        is_words = leaf.normalise is not None and leaf.normalise.slug == "levels"
        return node.raw if is_words else Decimal(node.raw)
    if leaf.direction is Direction.LOWER and leaf.scale is not None:
        return leaf.scale.low + leaf.scale.high - node.unrounded  # It was turned round within its scale.
    return node.unrounded
