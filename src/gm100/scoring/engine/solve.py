"""
A table evaluated: columns prepared, limits and weights taken from them, and the column of every node computed.

From the leaves up, each node once, over all units; a gap is a value of every column.
"""

from __future__ import annotations

from collections.abc import Mapping

from gm100.model.scorecard import Indicator
from gm100.scoring import decide
from gm100.scoring.engine.columns import leaf
from gm100.scoring.engine.groups import group
from gm100.scoring.engine.plan import Plan
from gm100.scoring.engine.solution import Solution
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
    for node in plan.upward:
        solution.made[node.id] = leaf(solution, node) if isinstance(node, Indicator) else group(solution, node)
    if not plan.numbers.exact and not solution.issues and solution.count > 1:
        _settle(solution, plan.root.id)
    return solution


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
