"""
A table under uncertain weights, methods and values, ready to be ranked under any changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import nan
from typing import Any, Final, TypeAlias

from gm100.errors import DefinitionError
from gm100.model.factor import Factor
from gm100.model.method import Method
from gm100.model.result import Ties
from gm100.model.scorecard import Scorecard
from gm100.scoring._draws import Changes, Drawer, groups_varied
from gm100.scoring._factors import check_factors
from gm100.scoring._linear import block_of, linear
from gm100.scoring._trials import Trials
from gm100.scoring._variant import settled, varied
from gm100.scoring.registry import Engine

Progress: TypeAlias = Callable[[int, int], object]
"""Called with how much is done, and of how much."""

Stop: TypeAlias = Callable[[], bool]
"""Asked from time to time whether to stop."""

BLOCK: Final = 100
"""Draws between two looks at `stop`."""


class Study:
    """
    A table under uncertain weights, methods and values: what all analyses of it share.

    Attributes:
        trials: The table.
        card: The scorecard that is varied; weights found from the data are written in where weights vary.
        factors: What is uncertain.
    """

    def __init__(self, data: Any, card: Scorecard, factors: Sequence[Factor], engine: Engine, ties: Ties) -> None:
        self.factors = tuple(factors)
        issues = check_factors(card, self.factors, engine)
        if issues:
            raise DefinitionError(card.id, issues)
        self.trials = Trials(data, card, engine, ties)
        groups = {group.id for factor in self.factors for group in groups_varied(factor, card)}
        self.card = settled(self.trials.card, self.trials.root, groups)
        self.drawer = Drawer(self.card, self.factors, self.trials.units)
        table = linear(self.trials) if self.drawer.weights_only else None
        self._shares = table.shares if table else None
        self._block = block_of(table) if table else None
        self._seen: dict[tuple[Method, ...], list[float]] = {}

    def ranks(self, many: Sequence[Changes]) -> Iterator[Sequence[float]]:
        """
        Yield the rank of each unit for each of many changes, `nan` for one without an index.
        """
        if self._block is None or self._shares is None:
            yield from map(self._one, many)
            return
        found = self._block([self._shares(changes.weights) for changes in many])
        for changes, row in zip(many, found, strict=True):
            yield self._one(changes) if row is None else row

    def _one(self, changes: Changes) -> list[float]:
        if changes.weights or changes.errors:
            return self._ranked(changes)
        # Choices come back again and again; each is worked out once.
        key = tuple(changes.methods.values())
        if key not in self._seen:
            self._seen[key] = self._ranked(changes)
        return self._seen[key]

    def _ranked(self, changes: Changes) -> list[float]:
        found = self.trials.ranks(self.variant(changes, "draw"), changes.errors)
        return [nan if rank is None else rank for rank in found]

    def variant(self, changes: Changes, name: str) -> Scorecard:
        """
        Return the scorecard of one draw.
        """
        return varied(self.card, changes, name)
