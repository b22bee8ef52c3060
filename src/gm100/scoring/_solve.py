"""
A table solved: columns prepared, limits and weights taken from them, and the index of every unit computed at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gm100.errors import Issue
from gm100.model._entity import evolve, replaced
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Node
from gm100.scoring._check import method_span
from gm100.scoring._combine import Combiner
from gm100.scoring._generate import MOST_LEAVES, Kernel
from gm100.scoring._interpret import DomainError, Interpreter, gaps
from gm100.scoring._leaf import stretch
from gm100.scoring._numbers import N, Numbers
from gm100.scoring._table import Table
from gm100.scoring._weigh import CONSISTENT, ahp
from gm100.scoring.registry import Engine
from gm100.typing import NOT_APPLICABLE

Column = Sequence[Any]


class Solver:
    """
    Solves one table with one scorecard.

    Attributes:
        columns: The columns as they enter, after imputation and treatment.
        ready: Columns of nodes whose values were found by looking at all units.
        cell_remarks: What was done to single cells, by code and row.
        remarks: What was done to columns and weights, in words.
        issues: Everything that is wrong.
    """

    def __init__(self, root: Group, table: Table, engine: Engine, numbers: Numbers) -> None:
        self._table, self._engine, self._numbers = table, engine, numbers
        self.columns: dict[str, Column] = dict(table.columns)
        self.ready: dict[str, Column] = {}
        self.cell_remarks: dict[str, dict[int, str]] = {}
        self.remarks: list[str] = []
        self.issues: list[Issue] = []
        self.root = self._fitted_group(root)

    # Fitting: from the leaves up, every method that needs data becomes one that does not.

    def _fitted(self, node: Node) -> Node:
        return self._fitted_leaf(node) if isinstance(node, Indicator) else self._fitted_group(node)

    def _fitted_group(self, group: Group) -> Group:
        children = tuple(self._fitted(child) for child in group.children)
        if any(new is not old for new, old in zip(children, group.children, strict=True)):
            group = evolve(group, children=children)
        if group.weigh.slug != "given":
            group = self._weighed(group)
        if self._engine.aggregators[group.aggregate.slug].whole:
            self.ready[group.id] = self._compared(group)
        return group

    def _fitted_leaf(self, node: Indicator) -> Indicator:
        if node.id not in self.columns:
            return node
        if node.impute is not None:
            self._impute(node, node.impute)
        if node.treat is not None:
            self._treat(node, node.treat)
        normaliser = self._engine.normalisers[node.normalise.slug] if node.normalise else None
        if node.normalise is None or normaliser is None or normaliser.make is not None:
            return node
        rows, values = self._present(node.id)
        if not values:
            return node
        if normaliser.whole is not None:
            self.ready[node.id] = self._ranked(node, node.normalise, rows, values)
            return node
        return self._limits(node, node.normalise, values)

    def _present(self, code: str) -> tuple[Sequence[int], Sequence[N]]:
        column = self.columns[code]
        if code in self._table.dense:
            return range(len(column)), column
        pairs = [(i, x) for i, x in enumerate(column) if x is not None and x is not NOT_APPLICABLE]
        return [i for i, _ in pairs], [x for _, x in pairs]

    def _impute(self, node: Indicator, method: Method) -> None:
        imputation = self._engine.imputations[method.slug]
        column = [None if x is NOT_APPLICABLE else x for x in self.columns[node.id]]
        beside: Sequence[Any] = self._table.previous.get(node.id, [None] * len(column))
        if imputation.labels:
            beside = self._table.labels.get(str(method.params[0]), [None] * len(column))
        made = imputation.estimate(column, beside, *method.params)
        remark = f"imputed by {method}"
        merged = list(self.columns[node.id])
        for row, (old, new) in enumerate(zip(merged, made, strict=True)):
            if old is None and new is not None:
                merged[row] = self._numbers.take(Decimal(str(new)))
                self.cell_remarks.setdefault(node.id, {})[row] = remark
        self.columns[node.id] = merged

    def _treat(self, node: Indicator, method: Method) -> None:
        rows, values = self._present(node.id)
        treated = self._engine.treatments[method.slug].treat(values, *method.params)
        merged, changed = list(self.columns[node.id]), 0
        for row, old, new in zip(rows, values, treated, strict=True):
            if new != old:
                merged[row], changed = new, changed + 1
                remark = f"treated by {method}, from {self._numbers.give(old)}"
                self.cell_remarks.setdefault(node.id, {})[row] = remark
        self.columns[node.id] = merged
        if changed:
            self.remarks.append(f"{node.id}: {method} changed {changed} of {len(values)} values")

    def _ranked(self, node: Indicator, method: Method, rows: Sequence[int], values: Sequence[N]) -> list[N | None]:
        whole = self._engine.normalisers[method.slug].whole
        turned = [-x for x in values] if node.direction is Direction.LOWER else values
        found = whole(turned) if whole else turned
        shape = stretch(method_span(method, self._engine, len(values)), node.output, Direction.HIGHER, self._numbers)
        column: list[N | None] = [None] * len(self.columns[node.id])
        for row, value in zip(rows, found, strict=True):
            column[row] = value if shape is None else shape(value)
        return column

    def _limits(self, node: Indicator, method: Method, values: Sequence[N]) -> Indicator:
        """
        Replace a method that takes limits from the data by the one with these limits.
        """
        normaliser, output = self._engine.normalisers[method.slug], node.output
        unbounded = normaliser.span(*method.params) is None
        fit = self._engine.normalisers["minmax"].fit if output is not None and unbounded else normaliser.fit
        params = () if output is not None and unbounded else method.params
        units = dict(zip(self._table.units, self.columns[node.id], strict=True)) if params else {}
        try:
            fitted = fit(values, node.direction, units, *params) if fit else method
        except ValueError as error:
            self.issues.append(Issue("limits", str(error), (node.id, method.slug)))
            return node
        self.remarks.append(f"{node.id}: {method} became {fitted}")
        return replaced(node, normalise=fitted, direction=Direction.HIGHER)

    def _weighed(self, group: Group) -> Group:
        weighting = self._engine.weightings[group.weigh.slug]
        codes = [child.id for child in group.children]
        try:
            columns = self._complete(group)[1] if weighting.derived else []
            weights = weighting.weights(codes, columns, *group.weigh.params)
        except (DomainError, ValueError) as error:
            self.issues.append(Issue("weights", str(error), (group.id, str(group.weigh))))
            return group
        shown = ", ".join(f"{code} {weight / sum(weights):.4f}" for code, weight in zip(codes, weights, strict=True))
        self.remarks.append(f"{group.id}: weights by {group.weigh.slug}: {shown}{self._consistency(group)}")
        children = tuple(
            evolve(child, weight=Decimal(repr(float(weight))))
            for child, weight in zip(group.children, weights, strict=True)
        )
        return evolve(group, children=children, weigh=Method("given"))

    def _consistency(self, group: Group) -> str:
        if group.weigh.slug != "ahp":
            return ""
        params = group.weigh.params
        ratio = ahp(dict(zip(map(str, params[::2]), params[1::2], strict=True))).consistency
        return f"; consistency ratio {ratio:.3f}, {'below' if ratio < CONSISTENT else 'NOT below'} {CONSISTENT:.2f}"

    def _compared(self, group: Group) -> list[N | None]:
        column: list[N | None] = [None] * len(self._table.units)
        try:
            rows, columns = self._complete(group)
            values = Combiner(group, self._engine, self._numbers).column(columns) if rows else []
        except (DomainError, ValueError) as error:
            self.issues.append(Issue("domain", str(error), (group.id, str(group.aggregate))))
            return column
        for row, value in zip(rows, values, strict=True):
            column[row] = value
        return column

    def _complete(self, group: Group) -> tuple[list[int], list[list[N]]]:
        """
        Return the units in which every child has a value, and the column of each child over them.
        """
        columns = [self.values(child) for child in group.children]
        rows = [i for i, row in enumerate(zip(*columns, strict=True)) if None not in row and NOT_APPLICABLE not in row]
        return rows, [[column[i] for i in rows] for column in columns]

    def values(self, node: Node) -> list[Any]:
        """
        Return the column of a node; a unit without a value has `None`, and what is wrong is among the issues.
        """
        if node.id in self.ready and isinstance(node, Group):
            return list(self.ready[node.id])
        if self._engine.generate and self._dense(node):
            try:
                return self._fast(node)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
                pass  # A gap, or a value without meaning: the interpreter says which.
        return self._slow(node)

    def _dense(self, node: Node) -> bool:
        nodes = list(_walk(node))
        given = any(isinstance(each, Group) and each.id in self.columns for each in nodes)
        there = all(each.id in self.columns for each in nodes if isinstance(each, Indicator))
        return there and not given and len(nodes) <= MOST_LEAVES

    def _fast(self, node: Node) -> list[N]:
        kernel = Kernel(node, self._engine, self._numbers, self.ready)
        column = kernel.column([self.ready.get(code, self.columns.get(code, ())) for code in kernel.codes])
        total = sum(column)
        if isinstance(total, complex) or total - total != 0:
            message = "some value is no finite number"
            raise ValueError(message)
        return column

    def _slow(self, node: Node) -> list[Any]:
        holder = node if isinstance(node, Group) else Group("one", children=(node,))
        interpreter = Interpreter(holder, self._engine, self._numbers, self.ready)
        found: list[Any] = []
        for row, unit in enumerate(self._table.units):
            values = self.row(row)
            try:
                step = interpreter.step(values, row)
            except DomainError as error:
                self._note(Issue("domain", str(error), (unit, error.node)))
                found.append(None)
                continue
            step = step if isinstance(node, Group) else step.children[0]
            found.append(step.state)
        return found

    def _note(self, issue: Issue) -> None:
        if issue not in self.issues:
            self.issues.append(issue)

    @property
    def root_nodes(self) -> Sequence[Node]:
        """
        The nodes of the solved tree, each before its children.
        """
        return _walk(self.root)

    def unit(self, row: int) -> str:
        """
        Return the code of a unit.
        """
        return self._table.units[row]

    def row(self, row: int) -> dict[str, Any]:
        """
        Return the values of one unit by code.
        """
        return {code: column[row] for code, column in self.columns.items()}

    def missing(self, row: int) -> list[Issue]:
        """
        Return what a unit without an index would have needed.
        """
        return list(gaps(self.root, self.row(row), self._table.units[row]))


def _walk(node: Node) -> Sequence[Node]:
    if isinstance(node, Indicator):
        return (node,)
    return (node, *(each for child in node.children for each in _walk(child)))
