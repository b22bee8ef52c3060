"""
One run of a scorecard over a table: read, evaluated, checked, and ready to be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from gm100.errors import Issue, ScoringError
from gm100.model.scorecard import Group, Missing
from gm100.scoring.engine.plan import Plan
from gm100.scoring.engine.solution import gaps
from gm100.scoring.engine.solve import solve
from gm100.scoring.table.reading import Reading
from gm100.scoring.table.table import Schema, Table

Previous = Mapping[str, Mapping[str, Any]]
"""The last value of each unit, by its code and that of the indicator."""


class Run:
    """
    One table evaluated by one plan.

    Attributes:
        plan: The plan.
        card: The scorecard.
        numbers: The arithmetic.
        units: The codes of all units, those that did not take part among them.
        names: Their names.
        published: Published indices by row.
        details: Questions behind indicators by row.
        places: For each row its place among the units that take part, or `None`.
        table: The units that take part, as they were read.
        solver: The evaluated table.
    """

    def __init__(self, plan: Plan, data: Any, previous: Previous | None = None, *, ignore: bool = False) -> None:
        reading = data if isinstance(data, Reading) else read(plan, data, ignore=ignore)
        self.plan, self.card, self.numbers = plan, plan.card, plan.numbers
        self.units, self.names, self.places = reading.units, reading.names, reading.places
        self.published, self.details = reading.published, reading.details
        self.table = _with_previous(reading.table, previous) if previous else reading.table
        if reading.issues:
            raise ScoringError(self.card.id, [*reading.issues, *self._holes(reading.issues)])
        self.solver = solve(plan, self.table)
        issues = [*self.solver.issues, *self._gaps()]
        if issues:
            raise ScoringError(self.card.id, issues)

    def _holes(self, issues: Sequence[Issue]) -> list[Issue]:
        """
        Return what is missing as well, but for cells that cannot be read.
        """
        said = {issue.path for issue in issues}
        columns = self.table.columns
        return [
            issue
            for row, unit in enumerate(self.table.units)
            for issue in gaps(self.plan.root, {code: column[row] for code, column in columns.items()}, unit)
            if issue.path not in said
        ]

    def _gaps(self) -> list[Issue]:
        """
        Return what is missing where there is no index and the scorecard does not allow for that.
        """
        there = self.solver.made[self.plan.root.id].there
        if there is None or not any(isinstance(n, Group) and n.missing is Missing.ERROR for n in self.plan.nodes):
            return []
        return [issue for row, has in enumerate(there) if not has for issue in self.solver.missing(row)]


def read(plan: Plan, data: Any, *, ignore: bool = False) -> Reading:
    """
    Read a table for a scorecard.

    Args:
        plan: The scorecard.
        data: Rows, columns by name, or a frame.
        ignore: Whether columns that are no part of the scorecard are left out, and not refused.
    """
    schema = Schema(plan.card, plan.engine, plan.numbers, ignore=True) if ignore else plan.schema
    return Reading(data, schema)


def _with_previous(table: Table, previous: Previous) -> Table:
    codes = {code for values in previous.values() for code in values}
    columns = {code: [previous.get(unit, {}).get(code) for unit in table.units] for code in sorted(codes)}
    made: Table = attrs.evolve(table, previous=columns)
    return made
