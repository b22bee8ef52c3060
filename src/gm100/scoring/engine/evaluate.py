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
from gm100.scoring.engine.evaluated import FAILS, EvaluatedTable, Work, compute, is_finite, note_range
from gm100.scoring.engine.groups import group
from gm100.scoring.engine.prepared import NodeColumn, PreparedScorecard, gaps_of, parameters_of
from gm100.scoring.formula.arrays import TOGETHER
from gm100.scoring.methods.imputation import Beside
from gm100.scoring.methods.limits import Fitted, is_present
from gm100.scoring.methods.node import COMPARED, walked
from gm100.scoring.methods.normalisers import Normaliser
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE


def evaluate(prepared: PreparedScorecard, table: Table, weights: Mapping[str, float] | None = None) -> EvaluatedTable:
    """
    Return a table evaluated by a prepared scorecard.

    Args:
        prepared: The scorecard.
        table: The table.
        weights: Weights by code, in place of those of the scorecard.
    """
    evaluated = EvaluatedTable(prepared, table, weights)
    made = evaluated.made = _Columns(evaluated)
    folded = set() if weights else _folded(prepared, evaluated)
    for node in prepared.upward:
        if isinstance(node, Indicator):
            prepare(evaluated, node)
        if node.id in folded:
            continue
        if isinstance(node, Group) and node.children[0].id in folded:
            made.fold(node)
        else:
            made.compute(node)
    if not prepared.numbers.exact and not evaluated.issues and evaluated.count > 1:
        _settle(evaluated, prepared.root.id)
    return evaluated


class _Columns(dict[str, NodeColumn]):
    """
    The column of each node, by code. What was folded into the group above is computed when it is first asked for.
    """

    def __init__(self, evaluated: EvaluatedTable) -> None:
        super().__init__()
        # The table holds its columns, and not the other way round: in a circle, arrays would outlive their table.
        self._of = ref(evaluated)

    @property
    def _evaluated(self) -> EvaluatedTable:
        evaluated = self._of()
        assert evaluated is not None  # noqa: S101 - for type checkers: who asks for a column holds the table
        return evaluated

    def __missing__(self, code: str) -> NodeColumn:
        for node in reversed(list(walked(self._evaluated.prepared.by_code[code]))):
            if node.id not in self:
                self.compute(node)
        return self[code]

    def compute(self, node: Node) -> None:
        """
        Compute a node of its children.
        """
        self[node.id] = leaf(self._evaluated, node) if isinstance(node, Indicator) else group(self._evaluated, node)

    def fold(self, node: Group) -> None:
        """
        Compute a group of the indicators below it at once.
        """
        values = self._at_once(node)
        if values is not None and is_finite(values.sum() if hasattr(values, "sum") else sum(values)):
            self[node.id] = made = NodeColumn(values)
            note_range(self._evaluated, node, made)
        else:
            self.__missing__(node.id)  # A value has no meaning somewhere: it is noted where it is made.

    def _at_once(self, node: Group) -> Any:
        evaluated = self._evaluated
        prepared, below, found = evaluated.prepared, evaluated.prepared.below[node.id], evaluated.fixed
        limited = prepared.limited.intersection(below)
        if not limited <= found.keys():
            return None
        fixed = {code: found[code] for code in below if code in limited}
        columns = {code: evaluated.entered[code].values for code in below}
        if evaluated.np is not None and evaluated.table.together and evaluated.is_as_read:
            columns[TOGETHER] = evaluated.table.together
        kernel, parameters = prepared.whole_tree(node, fixed), parameters_of(fixed, prepared.numbers)
        return kernel.columns(columns, parameters, evaluated.count, evaluated.np)[0]


def _folded(prepared: PreparedScorecard, evaluated: EvaluatedTable) -> set[str]:
    """
    Return the nodes that are computed in one function with the group above: all below a group, or none.
    """
    found: set[str] = set()
    for node in prepared.upward:
        if node.id not in prepared.foldable:
            continue
        if isinstance(node, Group):
            whole = node.id not in evaluated.columns and all(child.id in found for child in node.children)
        else:
            whole = node.impute is None and node.id in evaluated.table.dense
        if whole:
            found.add(node.id)
    for node in prepared.nodes:
        codes = {child.id for child in node.children} if isinstance(node, Group) else set()
        if node.id not in found and not (codes <= found and node.id not in evaluated.columns):
            found -= codes
    return found


def _settle(evaluated: EvaluatedTable, root: str) -> None:
    """
    Make indices the same that differ by nothing but the noise of floats, so that anyone who compares them agrees.
    """
    values = evaluated.made[root].values
    if evaluated.np is not None:
        rising = evaluated.np.sort(values)
        step = evaluated.np.diff(rising)
        size = decide.SHARE * max(evaluated.scale, abs(rising[0]), abs(rising[-1]))
        if not ((step > 0) & (step <= size)).any():
            return
        values = values.tolist()
    found = decide.settled(values, evaluated.scale)
    if found != values:
        evaluated.made[root] = evaluated.made[root]._replace(values=evaluated.array(found))


def prepare(evaluated: EvaluatedTable, node: Indicator) -> None:
    """
    Read the column of an indicator, and find in it what has to be known of all units before one can be computed.
    """
    if node.id not in evaluated.columns:
        return
    if node.impute is not None:
        _impute(evaluated, node, node.impute)
    if node.treat is not None:
        _treat(evaluated, node, node.treat)
    evaluated.entered[node.id] = given = _given(evaluated, node)
    if node.normalise is None:
        return
    normaliser = evaluated.prepared.engine.normalisers[node.normalise.slug]
    if normaliser.limits is not None:
        _find_limits(evaluated, node, normaliser, given)
    elif normaliser.column is not None:
        _compare(evaluated, node, node.normalise, given)


def leaf(evaluated: EvaluatedTable, node: Indicator) -> NodeColumn:
    """
    Return the column of an indicator that is prepared.
    """
    given = evaluated.entered.get(node.id)
    if given is None:
        return evaluated.nothing()
    if not (node.normalise or node.output or node.round or node.direction is Direction.LOWER):
        return given
    fixed = evaluated.fixed.get(node.id)
    if fixed is None and node.id in evaluated.prepared.limited:
        return given  # No limits, and so no value: there is none, or the issue is noted.
    columns = {node.id: given.values}
    if node.id in evaluated.compared:
        columns[node.id + COMPARED] = evaluated.array(evaluated.compared[node.id])
    kernel = evaluated.prepared.leaf(node, gaps_of(given), fixed, evaluated.units.get(node.id, 2))
    parameters = parameters_of({node.id: fixed} if fixed else {}, evaluated.prepared.numbers)
    return compute(evaluated, Work(node, kernel, columns, parameters), given)


class Became(NamedTuple):
    """
    The remark on a method that took its limits from the data.
    """

    code: str
    method: Method
    found: Fitted

    def __str__(self) -> str:
        return f"{self.code}: {self.method} became {self.found.method}"


def _given(evaluated: EvaluatedTable, node: Indicator) -> NodeColumn:
    """
    Return a column as it was read, its gaps as values.
    """
    cells = evaluated.columns[node.id]
    if node.id in evaluated.table.dense:
        return NodeColumn(cells if evaluated.np is None else evaluated.np.asarray(cells, dtype=float))
    kinds = set(map(type, cells))
    if type(None) not in kinds and str not in kinds:
        return NodeColumn(cells)
    there = [x is not None and x is not NOT_APPLICABLE for x in cells]
    if all(there):
        return NodeColumn(cells)
    values = [x if has else evaluated.gap for x, has in zip(cells, there, strict=True)]
    lost = NOT_APPLICABLE in cells if str in kinds else False
    return NodeColumn(values, there, [x is not NOT_APPLICABLE for x in cells] if lost else None)


def _impute(evaluated: EvaluatedTable, node: Indicator, method: Method) -> None:
    """
    Estimate what is missing in a column, and remark on each cell.
    """
    imputation = evaluated.prepared.engine.imputations[method.slug]
    cells, table = list(evaluated.columns[node.id]), evaluated.table
    column = [None if x is NOT_APPLICABLE else x for x in cells]
    labels = table.labels.get(str(method.params[0])) if imputation.labels else None
    earlier = table.earlier.get(node.id, [()] * len(cells))
    try:
        made = imputation.estimate(column, Beside(table.units, labels or [None] * len(cells), earlier), *method.params)
    except FAILS as error:
        evaluated.note(Issue("imputation", f"{method}: {error}", (node.id, "impute")))
        return
    for row, (old, new) in enumerate(zip(cells, made, strict=True)):
        if old is None and new is not None:
            cells[row] = evaluated.prepared.numbers.take(Decimal(str(new)))
            evaluated.cell_remarks.setdefault(node.id, {})[row] = f"imputed by {method}"
    evaluated.columns[node.id] = cells


def _treat(evaluated: EvaluatedTable, node: Indicator, method: Method) -> None:
    """
    Treat the outliers of a column, and remark on each cell that is moved.
    """
    column = list(evaluated.columns[node.id])
    try:
        treated = evaluated.prepared.engine.treatments[method.slug].column(column, *method.params)
    except FAILS as error:
        evaluated.note(Issue("treatment", f"{method}: {error}", (node.id, "treat")))
        return
    changed = [row for row, (old, new) in enumerate(zip(column, treated, strict=True)) if new is not old]
    give = evaluated.prepared.numbers.give
    for row in changed:
        remark = f"treated by {method}, from {give(column[row])}"
        evaluated.cell_remarks.setdefault(node.id, {})[row] = remark
    evaluated.columns[node.id] = treated
    if changed:
        there = sum(map(is_present, column))
        evaluated.remarks.append(f"{node.id}: {method} changed {len(changed)} of {there} values")


def _find_limits(evaluated: EvaluatedTable, node: Indicator, normaliser: Normaliser, given: NodeColumn) -> None:
    """
    Find the method with fixed limits that a method with limits from the data stands for.
    """
    method, fit = node.normalise, normaliser.limits
    values = evaluated.present(given)
    if not len(values) or fit is None or method is None:
        return
    if given.there is None and normaliser.extremes:
        values = evaluated.ends(node.id, values)
    units = [dict(zip(evaluated.table.units, given.values, strict=True))] if _names_a_unit(method) else ()
    try:
        found = _fixed(evaluated, method, fit(values, node.direction, *method.params, *units))
    except ValueError as error:
        evaluated.note(Issue("limits", str(error), (node.id, method.slug)))
        return
    evaluated.fixed[node.id] = found
    evaluated.remarks.append(Became(node.id, method, found))


def _fixed(evaluated: EvaluatedTable, method: Method, found: Method | Fitted) -> Fitted:
    """
    Return limits as a method with fixed parameters, and refuse what is none, such as a plug-in may give.
    """
    if isinstance(found, Fitted):  # What the functions of gm100 return.
        return found
    fitted = Fitted(found.slug, found.params)
    normaliser = evaluated.prepared.engine.normalisers.get(found.slug)
    complaint = "which is not a normaliser with fixed parameters"
    if normaliser is not None and (normaliser.formula is not None or normaliser.function is not None):
        complaint = normaliser.check(fitted.method.params) or ""
    if complaint:
        message = f"{method.slug} returned {fitted.method}, {complaint}"
        raise ValueError(message)
    return fitted


def _compare(evaluated: EvaluatedTable, node: Indicator, method: Method, given: NodeColumn) -> None:
    """
    Find what a normaliser that compares units makes of a column, turned so that more is better.
    """
    column = evaluated.prepared.engine.normalisers[method.slug].column
    turned = [-x for x in given.values] if node.direction is Direction.LOWER else list(given.values)
    try:
        found = column(turned, *method.params) if column else turned
    except FAILS as error:
        evaluated.note(Issue("domain", str(error), (node.id, method.slug)))
        found = [None] * len(turned)
    evaluated.units[node.id] = len(evaluated.present(given))
    take = evaluated.take
    evaluated.compared[node.id] = [evaluated.gap if x is None else take(x) for x in found]


def _names_a_unit(method: Method) -> bool:
    return method.slug == "distance_to_reference"
