"""
One run of a scorecard over a table: read, evaluated, checked, and ready to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs

from gm100._remade import Remade
from gm100.errors import Issue, ScoringError
from gm100.model.scorecard import Group, Missing
from gm100.scoring.engine.plan import Plan
from gm100.scoring.engine.solve import solve
from gm100.scoring.table.reading import Reading
from gm100.scoring.table.table import Schema, Table

Previous = Mapping[str, Mapping[str, Any]]
"""The values of earlier years, the latest first, by the code of the unit and that of the indicator."""


class Run(Remade):
    """
    One table evaluated by one plan.

    Attributes:
        plan: The plan.
        reading: The table as it was read.
        card: The scorecard.
        numbers: The arithmetic.
        units: The codes of all units, those that did not take part among them.
        names: Their names.
        published: Published indices by row.
        details: Questions behind indicators by row.
        places: For each row its place among the units that take part, or `None`.
        resolutions: How names of regions were read.
        table: The units that take part, as they were read.
        solver: The evaluated table.
    """

    _made_of = ("plan", "reading", "previous")

    def __init__(self, plan: Plan, data: Any, previous: Previous | None = None, *, ignore: bool = False) -> None:
        reading = data if isinstance(data, Reading) else read(plan, data, ignore=ignore)
        self.plan, self.card, self.numbers, self.reading = plan, plan.card, plan.numbers, reading
        self.units, self.names, self.places = reading.units, reading.names, reading.places
        self.published, self.details = reading.published, reading.details
        self.resolutions = reading.resolutions
        self.table = _with_previous(reading.table, previous) if previous else reading.table
        self.previous = {unit: dict(values) for unit, values in (previous or {}).items()}
        if reading.issues:
            raise ScoringError(self.card.id, [*reading.issues, *self._others(reading.issues)])
        self.solver = solve(plan, self.table)
        issues = [*self.solver.issues, *self._gaps({issue.path[0] for issue in self.solver.issues})]
        if issues:
            raise ScoringError(self.card.id, issues)

    @property
    def remark(self) -> str | None:
        """
        What a reader of every result must know.
        """
        return self.reading.remark

    def _others(self, issues: Sequence[Issue]) -> list[Issue]:
        """
        Return what else is wrong with a table of which some cells cannot be read.
        """
        self.solver = solve(self.plan, self.table)
        wrong = {issue.path[0] for issue in issues}
        units = {*self.table.units} - wrong
        found = [issue for issue in self.solver.issues if issue.path[0] in units]
        said = {issue.path for issue in issues}
        return found + [issue for issue in self._gaps({*wrong, *(i.path[0] for i in found)}) if issue.path not in said]

    def _gaps(self, refused: Collection[Any]) -> list[Issue]:
        """
        Return what is missing where there is no index and the scorecard does not allow for that.

        Args:
            refused: Units that have no index whatever else they lack.
        """
        there = self.solver.made[self.plan.root.id].there
        if there is None and not refused:
            return []
        if not any(isinstance(n, Group) and n.missing is Missing.ERROR for n in self.plan.nodes):
            return []
        lacking = (
            row for row, unit in enumerate(self.table.units) if unit in refused or not (there is None or there[row])
        )
        return [issue for row in lacking for issue in self.solver.missing(row)]


def read(plan: Plan, data: Any, *, ignore: bool = False) -> Reading:
    """
    Read a table for a scorecard.

    Args:
        plan: The scorecard.
        data: Rows, columns by name, or a frame.
        ignore: Whether columns that are not a part of the scorecard are left out, and not refused.
    """
    schema = Schema(plan.card, plan.engine, plan.numbers, ignore=True) if ignore else plan.schema
    return Reading(data, schema)


def _with_previous(table: Table, previous: Previous) -> Table:
    codes = {code for values in previous.values() for code in values}
    columns = {code: [previous.get(unit, {}).get(code, ()) for unit in table.units] for code in sorted(codes)}
    made: Table = attrs.evolve(table, earlier=columns)
    return made
