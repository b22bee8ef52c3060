"""
A table evaluated: columns prepared, limits and weights taken from them, and the column of every node computed.

From the leaves up, each node once, over all units; a gap is a value of every column.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from weakref import ref

from gm100.errors import Issue
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Node
from gm100.scoring import decide
from gm100.scoring.engine.groups import group
from gm100.scoring.engine.plan import Made, Plan, gaps_of, parameters_of
from gm100.scoring.engine.solution import FAILS, Solution, Work, is_finite, note_range, run
from gm100.scoring.formula.arrays import TOGETHER
from gm100.scoring.methods.impute import Beside
from gm100.scoring.methods.limits import Fitted, is_present
from gm100.scoring.methods.node import COMPARED, walked
from gm100.scoring.methods.normalise import Normaliser
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE


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
    Make indices the same that differ by nothing but the noise of floats, so that anyone who compares them agrees.
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


def prepare(solution: Solution, node: Indicator) -> None:
    """
    Read the column of an indicator, and find in it what has to be known of all units before one can be computed.
    """
    if node.id not in solution.columns:
        return
    if node.impute is not None:
        _impute(solution, node, node.impute)
    if node.treat is not None:
        _treat(solution, node, node.treat)
    solution.entered[node.id] = given = _given(solution, node)
    if node.normalise is None:
        return
    normaliser = solution.plan.engine.normalisers[node.normalise.slug]
    if normaliser.limits is not None:
        _find_limits(solution, node, normaliser, given)
    elif normaliser.column is not None:
        _compare(solution, node, node.normalise, given)


def leaf(solution: Solution, node: Indicator) -> Made:
    """
    Return the column of an indicator that is prepared.
    """
    given = solution.entered.get(node.id)
    if given is None:
        return solution.nothing()
    if not (node.normalise or node.output or node.round or node.direction is Direction.LOWER):
        return given
    fixed = solution.fixed.get(node.id)
    if fixed is None and node.id in solution.plan.limited:
        return given  # No limits, and so no value: there is none, or the issue is noted.
    columns = {node.id: given.values}
    if node.id in solution.compared:
        columns[node.id + COMPARED] = solution.array(solution.compared[node.id])
    kernel = solution.plan.leaf(node, gaps_of(given), fixed, solution.units.get(node.id, 2))
    parameters = parameters_of({node.id: fixed} if fixed else {}, solution.plan.numbers)
    return run(solution, Work(node, kernel, columns, parameters), given)


class Became(NamedTuple):
    """
    The remark on a method that took its limits from the data.
    """

    code: str
    method: Method
    found: Fitted

    def __str__(self) -> str:
        return f"{self.code}: {self.method} became {self.found.method}"


def _given(solution: Solution, node: Indicator) -> Made:
    """
    Return a column as it was read, its gaps as values.
    """
    cells = solution.columns[node.id]
    if node.id in solution.table.dense:
        return Made(cells if solution.np is None else solution.np.asarray(cells, dtype=float))
    kinds = set(map(type, cells))
    if type(None) not in kinds and str not in kinds:
        return Made(cells)
    there = [x is not None and x is not NOT_APPLICABLE for x in cells]
    if all(there):
        return Made(cells)
    values = [x if has else solution.gap for x, has in zip(cells, there, strict=True)]
    lost = NOT_APPLICABLE in cells if str in kinds else False
    return Made(values, there, [x is not NOT_APPLICABLE for x in cells] if lost else None)


def _impute(solution: Solution, node: Indicator, method: Method) -> None:
    """
    Estimate what is missing in a column, and remark on each cell.
    """
    imputation = solution.plan.engine.imputations[method.slug]
    cells, table = list(solution.columns[node.id]), solution.table
    column = [None if x is NOT_APPLICABLE else x for x in cells]
    labels = table.labels.get(str(method.params[0])) if imputation.labels else None
    earlier = table.earlier.get(node.id, [()] * len(cells))
    try:
        made = imputation.estimate(column, Beside(table.units, labels or [None] * len(cells), earlier), *method.params)
    except FAILS as error:
        solution.note(Issue("imputation", f"{method}: {error}", (node.id, "impute")))
        return
    for row, (old, new) in enumerate(zip(cells, made, strict=True)):
        if old is None and new is not None:
            cells[row] = solution.plan.numbers.take(Decimal(str(new)))
            solution.cell_remarks.setdefault(node.id, {})[row] = f"imputed by {method}"
    solution.columns[node.id] = cells


def _treat(solution: Solution, node: Indicator, method: Method) -> None:
    """
    Treat the outliers of a column, and remark on each cell that is moved.
    """
    column = list(solution.columns[node.id])
    try:
        treated = solution.plan.engine.treatments[method.slug].column(column, *method.params)
    except FAILS as error:
        solution.note(Issue("treatment", f"{method}: {error}", (node.id, "treat")))
        return
    changed = [row for row, (old, new) in enumerate(zip(column, treated, strict=True)) if new is not old]
    give = solution.plan.numbers.give
    for row in changed:
        remark = f"treated by {method}, from {give(column[row])}"
        solution.cell_remarks.setdefault(node.id, {})[row] = remark
    solution.columns[node.id] = treated
    if changed:
        there = sum(map(is_present, column))
        solution.remarks.append(f"{node.id}: {method} changed {len(changed)} of {there} values")


def _find_limits(solution: Solution, node: Indicator, normaliser: Normaliser, given: Made) -> None:
    """
    Find the method with fixed limits that a method with limits from the data stands for.
    """
    method, fit = node.normalise, normaliser.limits
    values = solution.present(given)
    if not len(values) or fit is None or method is None:
        return
    if given.there is None and normaliser.extremes:
        values = solution.ends(node.id, values)
    units = [dict(zip(solution.table.units, given.values, strict=True))] if _names_a_unit(method) else ()
    try:
        found = _fixed(solution, method, fit(values, node.direction, *method.params, *units))
    except ValueError as error:
        solution.note(Issue("limits", str(error), (node.id, method.slug)))
        return
    solution.fixed[node.id] = found
    solution.remarks.append(Became(node.id, method, found))


def _fixed(solution: Solution, method: Method, found: Method | Fitted) -> Fitted:
    """
    Return limits as a method with fixed parameters, and refuse what is none, such as a plug-in may give.
    """
    if isinstance(found, Fitted):  # What the functions of gm100 return.
        return found
    fitted = Fitted(found.slug, found.params)
    normaliser = solution.plan.engine.normalisers.get(found.slug)
    complaint = "which is not a normaliser with fixed parameters"
    if normaliser is not None and (normaliser.formula is not None or normaliser.function is not None):
        complaint = normaliser.check(fitted.method.params) or ""
    if complaint:
        message = f"{method.slug} returned {fitted.method}, {complaint}"
        raise ValueError(message)
    return fitted


def _compare(solution: Solution, node: Indicator, method: Method, given: Made) -> None:
    """
    Find what a normaliser that compares units makes of a column, turned so that more is better.
    """
    column = solution.plan.engine.normalisers[method.slug].column
    turned = [-x for x in given.values] if node.direction is Direction.LOWER else list(given.values)
    try:
        found = column(turned, *method.params) if column else turned
    except FAILS as error:
        solution.note(Issue("domain", str(error), (node.id, method.slug)))
        found = [None] * len(turned)
    solution.units[node.id] = len(solution.present(given))
    take = solution.take
    solution.compared[node.id] = [solution.gap if x is None else take(x) for x in found]


def _names_a_unit(method: Method) -> bool:
    return method.slug == "distance_to_reference"
