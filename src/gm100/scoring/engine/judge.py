"""
A node computed, and the units found for which it has no meaning.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from gm100.errors import Issue
from gm100.model.scorecard import Group, Indicator, Node
from gm100.scoring import decide
from gm100.scoring.engine.kernel import Kernel
from gm100.scoring.engine.plan import Made
from gm100.scoring.engine.solution import FAILS, Solution
from gm100.scoring.formula.exact import complaints, values_of
from gm100.scoring.formula.walk import operations


class Work(NamedTuple):
    """
    What it takes to compute a node.

    Attributes:
        node: The node.
        kernel: Its formulas.
        columns: The columns they need, by name.
        parameters: The numbers that are the same for all units, by name.
    """

    node: Node
    kernel: Kernel
    columns: Mapping[str, Any]
    parameters: Mapping[str, Any]

    def cells(self, row: int) -> dict[str, Any]:
        """
        Return the cells of one unit.
        """
        return {name: column[row] for name, column in self.columns.items()}


def run(solution: Solution, work: Work, given: Made | None = None) -> Made:
    """
    Compute a node, and note the units for which it has no meaning.

    Args:
        solution: The table.
        work: What it takes.
        given: The column of an indicator, which has a value where its row gives one.
    """
    try:
        found = work.kernel.columns(work.columns, work.parameters, solution.count, solution.np)
    except FAILS as error:
        return _one_by_one(solution, work, error)
    if len(found) == 1:
        made = Made(found[0], *((given.there, given.applies) if given else ()))
    else:
        values, there, applies = found
        made = Made(values) if all(there) else Made(values, there, None if all(applies) else applies)
    _judge(solution, work, made)
    if isinstance(work.node, Group):
        note_range(solution, work.node, made)
    return made


def note_range(solution: Solution, node: Group, made: Made) -> None:
    """
    Remark on values outside the output range of a group, whose children can lie outside the range it starts from.
    """
    output = node.output
    if output is None:
        return
    low, high = solution.plan.numbers.take(output.low), solution.plan.numbers.take(output.high)
    there = [x for x in solution.present(made) if x - x == 0]
    beyond = sum(decide.ahead(low, x) or decide.ahead(x, high) for x in there)
    if beyond:
        message = f"{beyond} of {len(there)} values lie outside the output range {output}"
        solution.remarks.append(f"{node.id}: {message}; cap the goalposts of its children to keep them within")


def _judge(solution: Solution, work: Work, made: Made) -> None:
    if made.there is None:
        total = made.values.sum() if solution.np is not None else sum(made.values)
        if total - total == 0:
            return
    for row, value in enumerate(made.values):
        if (made.there is None or made.there[row]) and not is_finite(value):
            _note_domain(solution, work, row, value)


def is_finite(value: Any) -> bool:
    """
    Tell whether a number of any arithmetic is finite.
    """
    return bool(value - value == 0)


def _note_domain(solution: Solution, work: Work, row: int, value: Any) -> None:
    """
    Note why a node has no value for a unit, unless that is because a child was refused already.
    """
    if _child_refused(solution, work.node, row):
        return
    cells, said = work.cells(row), []
    if "call" not in operations(work.kernel.cell.value):
        exact = {name: _exactly(x) for name, x in {**cells, **work.parameters}.items()}
        said = complaints(work.kernel.cell.value, values_of(work.kernel.cell.value, exact))
    if isinstance(work.node, Indicator):
        if not said and any(x != x for x in cells.values() if x is not None):  # noqa: PLR0124 - NaN alone differs from itself
            return
        said = said and [f"{solution.plan.numbers.give(cells[work.node.id])} {said[0]}"]
    message = said[0] if said else f"comes out as {value}, which is not a finite number"
    solution.note(Issue("domain", message, (solution.table.units[row], work.node.id)))


def _child_refused(solution: Solution, node: Node, row: int) -> bool:
    """
    Tell whether a child of a group has no meaning for a unit, which was noted where the child was computed.
    """
    below = [solution.made[child.id] for child in node.children] if isinstance(node, Group) else []
    return any((made.there is None or made.there[row]) and not is_finite(made.values[row]) for made in below)


def _one_by_one(solution: Solution, work: Work, error: Exception) -> Made:
    """
    Find the units for which a function of a plug-in fails.
    """
    for row in range(solution.count):
        try:
            work.kernel.one(work.cells(row), work.parameters)
        except FAILS as each:
            solution.note(Issue("domain", str(each), (solution.table.units[row], work.node.id)))
    if not solution.issues:
        solution.note(Issue("domain", str(error), (work.node.id,)))
    return solution.nothing()


def _exactly(value: Any) -> Any:
    if isinstance(value, str | bool | Decimal) or value is None:
        return value
    number = float(value)
    return None if math.isnan(number) else Decimal(repr(number))
