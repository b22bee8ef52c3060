"""
A table under drawn weights: the columns of its indicators are known, and only the groups above them are computed again.

With numpy many draws are computed together, a row of an array each; without it one after the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from gm100.model.result import Ties
from gm100.model.scorecard import Group
from gm100.scoring.engine.evaluated import EvaluatedTable
from gm100.scoring.engine.prepared import WEIGHT, NodeColumn, PreparedScorecard, gaps_of, inputs_of
from gm100.scoring.methods.ranks import in_arrays, ranks

Weights = Mapping[str, float]
"""Drawn weights by code; a node that is not there keeps its own."""


class Reweighed:
    """
    Ranks a table under drawn weights.
    """

    def __init__(
        self, prepared: PreparedScorecard, evaluated: EvaluatedTable, drawn: Sequence[str], ties: Ties
    ) -> None:
        """
        Find the groups that depend on drawn weights.

        Args:
            prepared: The scorecard as it is with drawn weights, in floats.
            evaluated: The table, evaluated by the scorecard that is varied.
            drawn: The codes of the nodes whose weights are drawn.
            ties: What rank equal values get.
        """
        self._prepared, self._evaluated, self._drawn, self._ties = prepared, evaluated, tuple(drawn), ties
        self._scale = float(evaluated.scale)
        self._np = _numpy()
        again: set[str] = set()
        for node in prepared.upward:
            if isinstance(node, Group) and any(child.id in drawn or child.id in again for child in node.children):
                again.add(node.id)
        self._groups = [node for node in prepared.upward if isinstance(node, Group) and node.id in again]
        codes = (node.id for node in prepared.upward if node.id not in again)
        self._known = {code: self._as_column(evaluated.made[code]) for code in codes}

    @property
    def possible(self) -> bool:
        """
        Whether the groups are formulas of one unit at a time, under weights that depend on nothing else.
        """
        engine, given = self._prepared.engine, self._evaluated.table.columns
        return all(
            engine.aggregators[node.aggregate.slug].formula is not None
            and not engine.weightings[node.weigh.slug].derived
            and node.id not in given
            for node in self._groups
        )

    def _as_column(self, made: NodeColumn) -> NodeColumn:
        np = self._np
        if np is None:
            return made._replace(values=list(made.values))
        applies = None if made.applies is None else np.array(made.applies)
        return NodeColumn(np.array(made.values, dtype=float), made.there, applies)

    def ranks(self, draws: Sequence[Weights]) -> list[Sequence[float] | None]:
        """
        Return the rank of each unit for each draw, NaN for one without an index; `None` where a value has no meaning.
        """
        if self._np is None:
            return [self._one(weights) for weights in draws]
        return self._many(draws)

    def _computed(self, weights: Mapping[str, Any], count: int) -> dict[str, NodeColumn] | None:
        """
        Return the column of each group, or `None` where a value has no meaning.
        """
        made = dict(self._known)
        for group in self._groups:
            columns, gaps = inputs_of(group, made), [gaps_of(made[child.id]) for child in group.children]
            held = {child.id: weights[child.id] for child in group.children if child.id in weights}
            given = {WEIGHT + code: weight for code, weight in held.items()} or self._evaluated.parameters(group)
            known = held or self._evaluated.weights_of(group)
            kernel = self._prepared.group(group, gaps, self._evaluated.units, known)
            found = kernel.columns(columns, given, count, self._np, loose=True)
            made[group.id] = each = NodeColumn(*found) if len(found) > 1 else NodeColumn(found[0])
            if not self._sound(each):
                return None
        return made

    def _sound(self, made: NodeColumn) -> bool:
        if self._np is not None:
            finite = self._np.isfinite(made.values)
            return bool(finite.all() if made.there is None else (finite | ~self._np.asarray(made.there)).all())
        if made.there is None:
            return math.isfinite(sum(made.values))
        return all(math.isfinite(x) for x, has in zip(made.values, made.there, strict=True) if has)

    def _one(self, weights: Weights) -> Sequence[float] | None:
        made = self._computed(weights, self._evaluated.count)
        if made is None:
            return None
        return self._ranked(made[self._prepared.root.id].values)

    def _ranked(self, values: Sequence[float]) -> list[float]:
        return [math.nan if rank is None else float(rank) for rank in ranks(values, self._ties, scale=self._scale)]

    def _many(self, draws: Sequence[Weights]) -> list[Sequence[float] | None]:
        np = self._np
        drawn = np.array([[weights[code] for code in self._drawn] for weights in draws])
        # A weight of 0 is left out of formulas, and so the same for all draws; a draw that differs is left for later.
        zero = drawn[0] == 0
        alike = ((drawn == 0) == zero).all(axis=1)
        columns = [0.0 if none else column[:, None] for none, column in zip(zero, drawn.T, strict=True)]
        made = self._computed(dict(zip(self._drawn, columns, strict=True)), self._evaluated.count)
        if made is None:
            return [None] * len(draws)
        values = np.broadcast_to(made[self._prepared.root.id].values, (len(draws), self._evaluated.count))
        found, sure = in_arrays(np, values, self._scale)
        rows = zip(found.tolist(), (sure | (self._ties is Ties.MIN)).tolist(), alike.tolist(), values, strict=True)
        return [(row if good else self._ranked(each.tolist())) if like else None for row, good, like, each in rows]


def _numpy() -> Any:
    try:
        import numpy as np
    except ImportError:
        return None
    return np
