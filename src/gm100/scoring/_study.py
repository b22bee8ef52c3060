"""
A table under uncertain weights, methods and values, ready to be ranked under any changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import nan
from typing import Any, Final, TypeAlias

from gm100.errors import DefinitionError
from gm100.model.factor import Factor
from gm100.model.method import Method
from gm100.model.result import Ties
from gm100.model.scorecard import Scorecard
from gm100.scoring._draws import Changes, Drawer, ShareSource, groups_varied
from gm100.scoring._factors import check_factors
from gm100.scoring._linear import linear
from gm100.scoring._matrix import Matrix, matrix
from gm100.scoring._packed import packed
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
        self._table = linear(self.trials) if self.drawer.weights_only else None
        quick = self._table if self._table and self._table.quick else None
        self._matrix = matrix(quick) if quick else None
        self._packed = packed(quick.rows) if quick and not self._matrix else None
        self._seen: dict[tuple[Method, ...], list[float]] = {}

    def ranks(self, streams: Sequence[Sequence[str]]) -> Iterator[Sequence[float]]:
        """
        Yield the rank of each unit for each of many draws, `nan` for one without an index.

        Args:
            streams: For each draw the name of the stream of each factor.
        """
        found = self._matrix.ranks(self._shares(self._matrix, streams)) if self._matrix else [None] * len(streams)
        for names, row in zip(streams, found, strict=True):
            yield self._one(self.drawer(names)) if row is None else row

    def _shares(self, quick: Matrix, streams: Sequence[Sequence[str]]) -> Any:
        sources = [source for source in self.drawer.sources if isinstance(source, ShareSource)]
        if len(sources) == len(self.factors):
            return quick.drawn(sources, streams)
        return [self._table.shares(self.drawer(names).weights) for names in streams] if self._table else []

    def _one(self, changes: Changes) -> Sequence[float]:
        return self._summed(changes.weights) or self._solved(changes)

    def _summed(self, weights: Mapping[str, float]) -> Sequence[float] | None:
        """
        Return the ranks by sums, or `None` where the index is none or they are not certain.
        """
        if self._table is None:
            return None
        shares = self._table.shares(weights)
        return (self._packed(shares) if self._packed else None) or self._table.ranks(shares)

    def _solved(self, changes: Changes) -> list[float]:
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
