"""
A table evaluated: columns prepared, limits and weights taken from them, and the column of every node computed.

From the leaves up, each node once, over all units; a gap is a value of every column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import ref

from gm100.model.scorecard import Group, Indicator, Node
from gm100.scoring import decide
from gm100.scoring.engine.columns import leaf, prepare
from gm100.scoring.engine.groups import group
from gm100.scoring.engine.judge import is_finite, note_range
from gm100.scoring.engine.plan import Made, Plan, parameters_of
from gm100.scoring.engine.solution import Solution
from gm100.scoring.formula.arrays import TOGETHER
from gm100.scoring.methods.node import walked
from gm100.scoring.table.table import Table


def solve(plan: Plan, table: Table, weights: Mapping[str, float] | None = None) -> Solution:
    """
    Return a table evaluated by a plan.

    Args:
        plan: The plan.
        table: The table.
        weights: Weights by code, in place of those of the scorecard.
    """
    solution = Solution(plan, table, weights)
    made = solution.made = _Columns(solution)
    folded = set() if weights else _folded(plan, solution)
    for node in plan.upward:
        if isinstance(node, Indicator):
            prepare(solution, node)
        if node.id in folded:
            continue
        if isinstance(node, Group) and node.children[0].id in folded:
            made.fold(node)
        else:
            made.compute(node)
    if not plan.numbers.exact and not solution.issues and solution.count > 1:
        _settle(solution, plan.root.id)
    return solution


class _Columns(dict[str, Made]):
    """
    The column of each node, by code. What was folded into the group above is computed when it is first asked for.
    """

    def __init__(self, solution: Solution) -> None:
        super().__init__()
        # The table holds its columns, and not the other way round: in a circle, arrays would outlive their table.
        self._of = ref(solution)

    @property
    def _solution(self) -> Solution:
        solution = self._of()
        assert solution is not None  # noqa: S101 - for type checkers: who asks for a column holds the table
        return solution

    def __missing__(self, code: str) -> Made:
        for node in reversed(list(walked(self._solution.plan.by_code[code]))):
            if node.id not in self:
                self.compute(node)
        return self[code]

    def compute(self, node: Node) -> None:
        """
        Compute a node of its children.
        """
        self[node.id] = leaf(self._solution, node) if isinstance(node, Indicator) else group(self._solution, node)

    def fold(self, node: Group) -> None:
        """
        Compute a group of the indicators below it at once.
        """
        values = self._at_once(node)
        if values is not None and is_finite(values.sum() if hasattr(values, "sum") else sum(values)):
            self[node.id] = made = Made(values)
            note_range(self._solution, node, made)
        else:
            self.__missing__(node.id)  # A value has no meaning somewhere: it is noted where it is made.

    def _at_once(self, node: Group) -> Any:
        solution = self._solution
        plan, below, found = solution.plan, solution.plan.below[node.id], solution.fixed
        limited = plan.limited.intersection(below)
        if not limited <= found.keys():
            return None
        fixed = {code: found[code] for code in below if code in limited}
        columns = {code: solution.entered[code].values for code in below}
        if solution.np is not None and solution.table.together and solution.is_as_read:
            columns[TOGETHER] = solution.table.together
        kernel, parameters = plan.whole_tree(node, fixed), parameters_of(fixed, plan.numbers)
        return kernel.columns(columns, parameters, solution.count, solution.np)[0]


def _folded(plan: Plan, solution: Solution) -> set[str]:
    """
    Return the nodes that are computed in one function with the group above: all below a group, or none.
    """
    found: set[str] = set()
    for node in plan.upward:
        if node.id not in plan.foldable:
            continue
        if isinstance(node, Group):
            whole = node.id not in solution.columns and all(child.id in found for child in node.children)
        else:
            whole = node.impute is None and node.id in solution.table.dense
        if whole:
            found.add(node.id)
    for node in plan.nodes:
        codes = {child.id for child in node.children} if isinstance(node, Group) else set()
        if node.id not in found and not (codes <= found and node.id not in solution.columns):
            found -= codes
    return found


def _settle(solution: Solution, root: str) -> None:
    """
    Make indices the same that differ by nothing but the noise of floats, so that whoever compares them agrees.
    """
    values = solution.made[root].values
    if solution.np is not None:
        rising = solution.np.sort(values)
        step = solution.np.diff(rising)
        size = decide.SHARE * max(solution.scale, abs(rising[0]), abs(rising[-1]))
        if not ((step > 0) & (step <= size)).any():
            return
        values = values.tolist()
    found = decide.settled(values, solution.scale)
    if found != values:
        solution.made[root] = solution.made[root]._replace(values=solution.array(found))
