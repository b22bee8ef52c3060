"""
One run of a scorecard over a table: read, solved, checked, and ready to be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias

from gm100.errors import DefinitionError, Issue, ScoringError
from gm100.model._entity import evolve
from gm100.model.evaluation import Evaluation
from gm100.model.result import NodeScore
from gm100.model.scorecard import Arithmetic, Group, Missing, Scorecard
from gm100.scoring._check import check_scorecard, is_exact
from gm100.scoring._exact import CONTEXT
from gm100.scoring._frames import unframed
from gm100.scoring._interpret import DomainError, Interpreter, gaps
from gm100.scoring._numbers import EXACT, FLOAT, Numbers
from gm100.scoring._rows import Inputs, RowReader, at_once, of_rows
from gm100.scoring._solve import Solver
from gm100.scoring._table import Schema, Table, of_columns, twice
from gm100.scoring.registry import Engine
from gm100.typing import NOT_APPLICABLE, Row

Given: TypeAlias = Any
"""A table: rows, columns by name, or a frame."""


class Plan:
    """
    A scorecard under an engine, checked, with the arithmetic it is computed in.

    Attributes:
        card: The scorecard.
        engine: The engine.
        numbers: The arithmetic.
        root: The tree, the rounding of the index written into its root.
    """

    def __init__(self, card: Scorecard, engine: Engine) -> None:
        issues = check_scorecard(card, engine)
        if issues:
            raise DefinitionError(card.id, issues)
        self.card, self.engine = card, engine
        arithmetic = card.arithmetic or (Arithmetic.EXACT if is_exact(card, engine) else Arithmetic.FLOAT)
        self.numbers: Numbers = EXACT if arithmetic is Arithmetic.EXACT else FLOAT
        self.root: Group = evolve(card.root, round=card.round) if card.round else card.root


class Run:
    """
    One table solved by one plan.

    Attributes:
        plan: The plan.
        units: The codes of all units, those that did not take part among them.
        names: Their names.
        published: Published indices by row.
        details: Questions behind indicators by row.
        places: For each row its place among the units that take part, or `None`.
        table: The units that take part, as they were read.
        solver: The solved table.
        column: The index of each unit that takes part.
    """

    def __init__(self, plan: Plan, data: Given, previous: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self.plan, self.card, self.numbers = plan, plan.card, plan.numbers
        self._issues: list[Issue] = []
        table = self._read(data)
        if previous:
            table = _with_previous(table, previous)
        if self._issues:
            self._refuse_if([*self._issues, *self._holes(table)])
        self.table = table
        self.solver = Solver(plan.root, table, plan.engine, plan.numbers)
        self.column = self.solver.values(self.solver.root)
        self._refuse_if([*self.solver.issues, *self._gaps(), *self._contradictions(table)])

    def _read(self, data: Given) -> Table:
        schema = Schema(self.card, self.plan.engine, self.numbers)
        data = unframed(data)
        if isinstance(data, Mapping):
            table = of_columns(data, schema, self._issues)
            self.units, self.names = list(table.units), list(table.names)
            self.published: Mapping[int, Decimal] = {}
            self.details: Mapping[int, Mapping[str, tuple[NodeScore, ...]]] = {}
            self.places: Sequence[int | None] = range(len(self.units))
            return table
        return self._read_rows(list(data), schema)

    def _read_rows(self, data: Sequence[Evaluation | Row], schema: Schema) -> Table:
        rows, table = at_once(data, schema) or self._one_by_one(data, schema)
        self.units, self.names = [row.unit for row in rows], [row.name for row in rows]
        self.published = {i: row.published for i, row in enumerate(rows) if row.published is not None}
        self.details = {i: row.details for i, row in enumerate(rows) if row.details}
        present = count()
        self.places = [next(present) if row.participated else None for row in rows]
        self._issues += twice(self.units)
        return table

    def _one_by_one(self, data: Sequence[Evaluation | Row], schema: Schema) -> tuple[list[Inputs], Table]:
        reader = RowReader(self.card, schema, self.numbers)
        rows = [reader.read(each) for each in data]
        self._issues += reader.issues
        return rows, of_rows([row for row in rows if row.participated], schema)

    def _refuse_if(self, issues: Sequence[Issue]) -> None:
        if issues:
            raise ScoringError(self.card.id, issues)

    def _holes(self, table: Table) -> list[Issue]:
        """
        Return what is missing in a table that is refused anyway, so that all of it is said at once.
        """
        said = {issue.path for issue in self._issues}
        found = [
            issue
            for row, unit in enumerate(table.units)
            for issue in gaps(self.plan.root, {code: column[row] for code, column in table.columns.items()}, unit)
        ]
        return [issue for issue in found if issue.path not in said]

    def _gaps(self) -> list[Issue]:
        """
        Return what is missing where there is no index and the scorecard does not allow for that.
        """
        if not any(isinstance(n, Group) and n.missing is Missing.ERROR for n in self.solver.root_nodes):
            return []
        holes = [row for row, value in enumerate(self.column) if value is None]
        return [issue for row in holes for issue in self.solver.missing(row)]

    def _contradictions(self, table: Table) -> list[Issue]:
        """
        Return groups whose given value is not what their children make, at the decimals that are given.
        """
        given = [node for node in self.solver.root_nodes if isinstance(node, Group) and node.id in table.columns]
        return [
            issue
            for group in given
            for row, value in enumerate(table.columns[group.id])
            if value is not None and value is not NOT_APPLICABLE
            for issue in self._contradicted(group, row, value)
        ]

    def _contradicted(self, group: Group, row: int, value: Any) -> list[Issue]:
        values = {code: each for code, each in self.solver.row(row).items() if code != group.id}
        try:
            made = Interpreter(group, self.plan.engine, self.numbers, self.solver.ready).step(values, row).state
        except DomainError:
            return []
        if made is None or made is NOT_APPLICABLE:
            return []
        given = self.numbers.give(value)
        step = Decimal(1).scaleb(min(int(given.as_tuple().exponent), 0))
        computed = self.numbers.give(made).quantize(step, ROUND_HALF_UP, CONTEXT)
        if computed == given:
            return []
        message = f"{given} is given, but its children make {computed}; give one of the two"
        return [Issue("contradiction", message, (self.solver.unit(row), group.id), str(given), str(computed))]

    @cached_property
    def interpreter(self) -> Interpreter:
        """
        The interpreter of the solved tree, for the way to single results.
        """
        return Interpreter(self.solver.root, self.plan.engine, self.numbers, self.solver.ready)

    def value(self, row: int) -> Decimal | None:
        """
        Return the index of a row.
        """
        place = self.places[row]
        value = None if place is None else self.column[place]
        return None if value is None or value is NOT_APPLICABLE else self.numbers.give(value)


def _with_previous(table: Table, previous: Mapping[str, Mapping[str, Any]]) -> Table:
    import attrs

    codes = {code for values in previous.values() for code in values}
    columns = {code: [previous.get(unit, {}).get(code) for unit in table.units] for code in sorted(codes)}
    made: Table = attrs.evolve(table, previous=columns)
    return made
