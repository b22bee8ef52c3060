"""
Trials: one table, read once, solved under many variants of a scorecard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

import attrs

from gm100.errors import ScoringError
from gm100.model._entity import evolve
from gm100.model.result import Ties
from gm100.model.scorecard import Arithmetic, Group, Indicator, Node, Scale, Scorecard
from gm100.scoring._exact import CONTEXT
from gm100.scoring._leaf import line_of
from gm100.scoring._numbers import Numbers
from gm100.scoring._ranks import ranks
from gm100.scoring._run import Plan, Run
from gm100.scoring._solve import Solver
from gm100.scoring._table import Table
from gm100.scoring.registry import Engine
from gm100.typing import NOT_APPLICABLE


class Trials:
    """
    A table and its scorecard, ready to be solved again under variants.

    Units stand in the order of their codes, so that nothing depends on the order of the rows.

    Attributes:
        card: The scorecard; its arithmetic is written in where numbers are floats.
        engine: The methods.
        ties: What rank equal values get.
        units: Codes of all units that take part, in their order.
        names: Their names.
        solver: The table solved by the scorecard as it is.
        root: The solved tree.
        base: The rank of each by the scorecard as it is, `None` for one without an index.
        held: Places of the units that have a rank.
    """

    def __init__(self, data: Any, card: Scorecard, engine: Engine, ties: Ties) -> None:
        self.engine, self.ties = engine, ties
        with localcontext(CONTEXT):
            run = Run(Plan(card, engine), data)
        self._numbers, exact = run.numbers, run.numbers.exact
        self.card = card if exact else evolve(card, arithmetic=Arithmetic.FLOAT)
        self._scales = {node.id: node.scale for node in card.indicators if node.scale}
        codes = run.table.units
        self._order = sorted(range(len(codes)), key=codes.__getitem__)
        self._table = _ordered(run.table, self._order)
        self._floats = _floats(self._table) if exact else self._table
        self.units, self.names = self._table.units, self._table.names
        self.solver = run.solver
        self.root: Group = run.solver.root
        self.base = self._ranked([run.column[i] for i in self._order], run.numbers)
        self.held = [place for place, rank in enumerate(self.base) if rank is not None]

    def column(self, node: Node) -> list[Any]:
        """
        Return the values of a node by the scorecard as it is.
        """
        column = self._straight(node)
        if column is None:
            with localcontext(CONTEXT):
                column = self.solver.values(node)
        return list(map(column.__getitem__, self._order))

    def _straight(self, node: Node) -> list[float] | None:
        """
        Return the values of an indicator of floats that is normalised along a straight line, `None` for any other.

        To write code for one column would cost more than to compute it.
        """
        if self._numbers.exact or not isinstance(node, Indicator) or node.round is not None:
            return None
        if node.id in self.solver.ready or node.id not in self.solver.columns:
            return None
        line = line_of(node, self.engine)
        return line and [line.low + (x - line.origin) * line.slope for x in self.solver.columns[node.id]]

    def ranks(self, card: Scorecard, errors: Mapping[str, Sequence[float]] | None = None) -> list[float | None]:
        """
        Return the rank of each unit under a variant.

        Args:
            card: The variant.
            errors: By code of indicator, what is added to the value of each unit.

        Raises:
            ScoringError: A value has no meaning under it.
        """
        plan = Plan(card, self.engine)
        table = self._table if plan.numbers.exact else self._floats
        with localcontext(CONTEXT):
            if errors:
                table = attrs.evolve(table, columns=self._shaken(table, errors, plan.numbers))
            solver = Solver(plan.root, table, self.engine, plan.numbers)
            column = solver.values(solver.root)
            if solver.issues:
                raise ScoringError(self.card.id, solver.issues)
            return self._ranked(column, plan.numbers)

    def _ranked(self, column: Sequence[Any], numbers: Numbers) -> list[float | None]:
        with localcontext(CONTEXT):
            values = [None if x is None or x is NOT_APPLICABLE else numbers.give(x) for x in column]
        return [None if rank is None else float(rank) for rank in ranks(values, self.ties)]

    def _shaken(self, table: Table, errors: Mapping[str, Sequence[float]], numbers: Numbers) -> dict[str, Any]:
        columns = dict(table.columns)
        for code, found in errors.items():
            if code in columns:
                moved = map(_sum(numbers), columns[code], found)
                columns[code] = _kept_within(self._scales.get(code), moved, numbers)
        return columns


def _sum(numbers: Numbers) -> Callable[[Any, float], Any]:
    """
    Return the function that adds an error to a value; what is missing stays so.
    """
    take = (lambda error: Decimal(repr(error))) if numbers.exact else float
    return lambda value, error: value if value is None or value is NOT_APPLICABLE else value + take(error)


def _kept_within(scale: Scale | None, values: Iterable[Any], numbers: Numbers) -> list[Any]:
    if scale is None:
        return list(values)
    low, high = numbers.take(scale.low), numbers.take(scale.high)
    return [x if x is None or x is NOT_APPLICABLE else min(max(x, low), high) for x in values]


def _ordered(table: Table, order: Sequence[int]) -> Table:
    """
    Put the units of a table in order; questions and published indices are not needed here.
    """

    def sort(columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        return {code: list(map(column.__getitem__, order)) for code, column in columns.items()}

    return Table(
        units=[table.units[i] for i in order],
        names=[table.names[i] for i in order],
        columns=sort(table.columns),
        labels=sort(table.labels),
        previous=sort(table.previous),
    )


def _floats(table: Table) -> Table:
    def turn(columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        return {c: [float(x) if isinstance(x, Decimal) else x for x in column] for c, column in columns.items()}

    made: Table = attrs.evolve(table, columns=turn(table.columns), previous=turn(table.previous))
    return made
