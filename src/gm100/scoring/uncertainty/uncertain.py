"""
A table under uncertain weights, methods and values, ready to be ranked under any changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import nan
from typing import Any, Final, TypeAlias

from gm100._remade import Remade
from gm100.errors import DefinitionError
from gm100.model.factor import Factor
from gm100.model.method import Method
from gm100.model.result import Ties
from gm100.model.scorecard import Scorecard
from gm100.scoring.engine.prepared import PreparedScorecard
from gm100.scoring.methods.registry import Engine
from gm100.scoring.uncertainty.draws import Changes, Drawer, groups_varied
from gm100.scoring.uncertainty.repeated import RepeatedTable
from gm100.scoring.uncertainty.variant import check_factors, ranges_vary, settled, varied
from gm100.scoring.uncertainty.weights import Reweighed

Progress: TypeAlias = Callable[[int, int], object]
"""Called with how much is done, and of how much."""

Stop: TypeAlias = Callable[[], bool]
"""Asked from time to time whether to stop."""

BLOCK: Final = 100
"""Draws between two looks at `stop`."""


class UncertaintyTable(Remade):
    """
    A table under uncertain weights, methods and values: what all analyses of it share.

    Attributes:
        repeated: The table.
        reading: The table as it was read.
        given: The scorecard as it was given.
        engine: The methods.
        ties: What rank equal values get.
        card: The scorecard that is varied; weights found from the data are written in where weights vary.
        factors: What is uncertain.
    """

    _made_of = ("reading", "given", "factors", "engine", "ties")

    def __init__(self, data: Any, card: Scorecard, factors: Sequence[Factor], engine: Engine, ties: Ties) -> None:
        self.given, self.factors, self.engine, self.ties = card, tuple(factors), engine, ties
        issues = check_factors(card, self.factors, engine)
        if issues:
            raise DefinitionError(card.id, issues)
        self.repeated = RepeatedTable(data, card, engine, ties)
        self.reading = self.repeated.reading
        groups = {group.id for factor in self.factors for group in groups_varied(factor, card)}
        self.card = settled(self.repeated.card, self.repeated.root, groups)
        self.drawer = Drawer(self.card, self.factors, self.repeated.units)
        self._prepared_cards: dict[tuple[Method, ...], PreparedScorecard] = {}
        self._vary: dict[tuple[Method, ...], bool] = {}
        self._ways: dict[tuple[Method, ...], Reweighed | None] = {}
        self._seen: dict[tuple[Method, ...], list[float]] = {}

    def ranks(self, streams: Sequence[Sequence[str]]) -> Iterator[Sequence[float]]:
        """
        Yield the rank of each unit for each of many draws, `nan` for one without an index.

        Args:
            streams: For each draw the name of the stream of each factor.
        """
        draws = [self.drawer(names) for names in streams]
        quick: dict[int, Sequence[float] | None] = {}
        for way, places in self._together(draws):
            quick |= zip(places, way.ranks([draws[place].weights for place in places]), strict=True)
        for place, changes in enumerate(draws):
            yield quick.get(place) or self._solved(changes)

    def _together(self, draws: Sequence[Changes]) -> Iterator[tuple[Reweighed, list[int]]]:
        """
        Yield the draws that can be computed together: those whose weights alone differ.
        """
        found: dict[tuple[Method, ...], list[int]] = {}
        for place, changes in enumerate(draws):
            if changes.weights and not changes.errors:
                found.setdefault(tuple(changes.methods.values()), []).append(place)
        for key, places in found.items():
            if key not in self._ways:
                self._ways[key] = self._way(draws[places[0]])
            if (way := self._ways[key]) is not None:
                yield way, places

    def _way(self, changes: Changes) -> Reweighed | None:
        """
        Return what ranks the table under drawn weights, or `None` where groups have to look at the whole table.
        """
        if self._each_its_own(tuple(changes.methods.values()), changes):
            return None
        as_it_is = self.repeated.prepared(
            varied(self.card, Changes(methods=changes.methods), "draw", self.repeated.engine)
        )
        evaluated = self.repeated.evaluated(as_it_is)
        way = Reweighed(self._prepared(changes), evaluated, tuple(changes.weights), self.repeated.ties)
        return way if way.possible else None

    def _prepared(self, changes: Changes) -> PreparedScorecard:
        """
        Return a draw prepared but for its weights, which are given with each use; only ranges may depend on them.
        """
        key = tuple(changes.methods.values())
        if key not in self._prepared_cards or (changes.weights and self._each_its_own(key, changes)):
            self._prepared_cards[key] = self.repeated.prepared(self.variant(changes, "draw"))
        return self._prepared_cards[key]

    def _each_its_own(self, key: tuple[Method, ...], changes: Changes) -> bool:
        """
        Tell whether ranges depend on the weights of a draw.
        """
        if key not in self._vary:
            self._vary[key] = ranges_vary(self.variant(changes, "draw"), self.engine)
        return self._vary[key]

    def _solved(self, changes: Changes) -> list[float]:
        if changes.weights or changes.errors:
            return self._ranked(changes)
        # Choices come back again and again; each is worked out once.
        key = tuple(changes.methods.values())
        if key not in self._seen:
            self._seen[key] = self._ranked(changes)
        return self._seen[key]

    def _ranked(self, changes: Changes) -> list[float]:
        found = self.repeated.ranks(self._prepared(changes), changes.weights, changes.errors)
        return [nan if rank is None else rank for rank in found]

    def variant(self, changes: Changes, name: str) -> Scorecard:
        """
        Return the scorecard of one draw.
        """
        return varied(self.card, changes, name, self.repeated.engine)
