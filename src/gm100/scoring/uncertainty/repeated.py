"""
One table, read once, evaluated under many variants of a scorecard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

import attrs

from gm100.errors import ScoringError
from gm100.model._entity import evolve
from gm100.model.result import Ties
from gm100.model.scorecard import Arithmetic, Group, Scale, Scorecard
from gm100.scoring._numbers import CONTEXT
from gm100.scoring.engine.evaluate import evaluate
from gm100.scoring.engine.evaluated import EvaluatedTable
from gm100.scoring.engine.prepared import PreparedScorecard, prepared_of
from gm100.scoring.engine.results import ScoredTable
from gm100.scoring.methods.limits import is_present
from gm100.scoring.methods.ranks import ranks
from gm100.scoring.methods.registry import Engine
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE


class RepeatedTable:
    """
    A table and its scorecard, ready to be evaluated again under variants.

    Units are in the order of their codes, so that nothing depends on the order of the rows. Variants are computed in
    floats, whatever the scorecard is computed in; drawn weights are floats anyhow, and what floats cannot tell apart
    is tied.

    Attributes:
        card: The scorecard.
        engine: The methods.
        ties: What rank equal values get.
        reading: The table as it was read.
        units: Codes of all units that take part, in their order.
        names: Their names.
        root: The tree with every limit and weight that was found.
        base: The rank of each by the scorecard as it is, `None` for one without an index.
        held: Places of the units that have a rank.
    """

    def __init__(self, data: Any, card: Scorecard, engine: Engine, ties: Ties) -> None:
        self.card, self.engine, self.ties = card, engine, ties
        with localcontext(CONTEXT):
            scored = ScoredTable(prepared_of(card, engine), data)
            self.root: Group = scored.evaluated.root
        self.reading = scored.reading
        self._scales = {node.id: node.scale for node in card.indicators if node.scale}
        codes = scored.table.units
        order = sorted(range(len(codes)), key=codes.__getitem__)
        self.table = _ordered(scored.table, order)
        self.units, self.names = self.table.units, self.table.names
        states = scored.evaluated.states(scored.prepared.root.id)
        values = [None if states[place] is NOT_APPLICABLE else states[place] for place in order]
        self.base = _as_floats(ranks(values, ties, scale=scored.evaluated.scale))
        self.held = [place for place, rank in enumerate(self.base) if rank is not None]

    def prepared(self, card: Scorecard) -> PreparedScorecard:
        """
        Return a variant prepared, in floats.
        """
        return PreparedScorecard(evolve(card, arithmetic=Arithmetic.FLOAT), self.engine)

    def evaluated(
        self,
        prepared: PreparedScorecard,
        weights: Mapping[str, float] | None = None,
        errors: Mapping[str, Sequence[float]] | None = None,
    ) -> EvaluatedTable:
        """
        Return the table evaluated by a prepared scorecard.

        Args:
            prepared: The scorecard.
            weights: Weights by code, in place of those of the scorecard.
            errors: By code of indicator, what is added to the value of each unit.

        Raises:
            ScoringError: A value has no meaning under it.
        """
        table = attrs.evolve(self.table, columns=self._shaken(errors)) if errors else self.table
        with localcontext(CONTEXT):
            evaluated = evaluate(prepared, table, weights)
        if evaluated.issues:
            raise ScoringError(self.card.id, evaluated.issues)
        return evaluated

    def ranks(
        self,
        prepared: PreparedScorecard,
        weights: Mapping[str, float] | None = None,
        errors: Mapping[str, Sequence[float]] | None = None,
    ) -> list[float | None]:
        """
        Return the rank of each unit under a variant; as `evaluated` has it.
        """
        evaluated = self.evaluated(prepared, weights, errors)
        root = evaluated.prepared.root.id
        values = [None if state is NOT_APPLICABLE else state for state in evaluated.states(root)]
        return _as_floats(ranks(values, self.ties, scale=evaluated.scale))

    def _shaken(self, errors: Mapping[str, Sequence[float]]) -> dict[str, Any]:
        columns = dict(self.table.columns)
        for code, found in errors.items():
            if code in columns:
                pairs = zip(columns[code], found, strict=True)
                moved = (x + error if is_present(x) else x for x, error in pairs)
                columns[code] = _kept_within(self._scales.get(code), moved)
        return columns


def _as_floats(found: Sequence[Any]) -> list[float | None]:
    return [None if rank is None else float(rank) for rank in found]


def _kept_within(scale: Scale | None, values: Iterable[Any]) -> list[Any]:
    if scale is None:
        return list(values)
    low, high = float(scale.low), float(scale.high)
    return [min(max(x, low), high) if is_present(x) else x for x in values]


def _ordered(table: Table, order: Sequence[int]) -> Table:
    """
    Put the units of a table in order, as floats; questions and published indices are not needed here.
    """

    def sort(columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        return {
            code: [float(x) if isinstance(x, Decimal) else x for x in map(_listed(column).__getitem__, order)]
            for code, column in columns.items()
        }

    return Table(
        units=[table.units[i] for i in order],
        names=[table.names[i] for i in order],
        columns=sort(table.columns),
        dense=table.dense,
        labels={code: [column[i] for i in order] for code, column in table.labels.items()},
        earlier={code: [column[i] for i in order] for code, column in table.earlier.items()},
    )


def _listed(column: Any) -> Sequence[Any]:
    return column.tolist() if hasattr(column, "tolist") else column  # type: ignore[no-any-return]  # an array
