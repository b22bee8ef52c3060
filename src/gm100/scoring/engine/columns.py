"""
The columns of indicators: imputed, treated, their limits found, normalised.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from gm100.errors import Issue
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Indicator
from gm100.scoring.engine.judge import Work, run
from gm100.scoring.engine.plan import Made, gaps_of, parameters_of
from gm100.scoring.engine.solution import FAILS, Solution
from gm100.scoring.methods.impute import Beside
from gm100.scoring.methods.limits import Fitted, is_present
from gm100.scoring.methods.node import COMPARED
from gm100.typing import NOT_APPLICABLE


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
    normaliser = solution.plan.engine.normalisers[node.normalise.slug] if node.normalise else None
    if node.normalise is None or normaliser is None:
        pass
    elif normaliser.limits is not None:
        _find_limits(solution, node, node.normalise, given)
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


def _find_limits(solution: Solution, node: Indicator, method: Method, given: Made) -> None:
    """
    Find the method with fixed limits that a method with limits from the data stands for.
    """
    normaliser = solution.plan.engine.normalisers[method.slug]
    fit = normaliser.limits
    values = solution.present(given) if given.there or not normaliser.extremes else solution.ends(node.id, given.values)
    if not len(values) or fit is None:
        return
    units = [dict(zip(solution.table.units, given.values, strict=True))] if _names_a_unit(method) else []
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
