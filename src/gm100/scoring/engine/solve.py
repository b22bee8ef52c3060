"""
A table evaluated: columns prepared, limits and weights taken from them, and the column of every node computed.

From the leaves up, each node once, over all units; a gap is a value of every column.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Final

from gm100.errors import Issue
from gm100.model._entity import evolve, replaced
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Node
from gm100.scoring import decide
from gm100.scoring._exact import CONTEXT
from gm100.scoring.decide import settled
from gm100.scoring.engine.plan import WEIGHT, Kernel, Made, Plan, gaps_of, parameters_of
from gm100.scoring.formula.exact import NAN, complaints, values_of
from gm100.scoring.formula.tree import APPLIES
from gm100.scoring.methods.limits import is_present
from gm100.scoring.methods.node import COMPARED, Gaps
from gm100.scoring.methods.spans import span_of
from gm100.scoring.methods.weigh import CONSISTENT, ahp
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE

FEW: Final = 200
"""Units from which on arrays of numpy are worth the while to make them."""

FAILS: Final = (ArithmeticError, LookupError, TypeError, ValueError)
"""What a function of a plug-in may raise; those of ours raise `ValueError` alone."""


class Solution:
    """
    One table evaluated by one plan.

    Attributes:
        plan: The plan.
        table: The table.
        columns: The columns as they enter, after imputation and treatment.
        made: The column of each node.
        fixed: What normalisers that take limits from the data became, by code.
        weights: The weights that were found, by code of the child.
        cell_remarks: What was done to single cells, by code and row.
        remarks: What was done to columns and weights, in words.
        issues: Everything that is wrong.
    """

    def __init__(self, plan: Plan, table: Table, weights: Mapping[str, float] | None = None) -> None:
        """
        Evaluate a table.

        Args:
            plan: The plan.
            table: The table.
            weights: Weights by code, in place of those of the scorecard.
        """
        self.plan, self.table = plan, table
        self.count = len(table.units)
        self.np = self._numpy()
        self.columns: dict[str, Any] = dict(table.columns)
        self.made: dict[str, Made] = {}
        self.compared: dict[str, Any] = {}
        self.units: dict[str, int] = {}
        self.fixed: dict[str, Method] = {}
        self.weights = {code: Decimal(repr(weight)) for code, weight in (weights or {}).items()}
        self.cell_remarks: dict[str, dict[int, str]] = {}
        self.remarks: list[str] = []
        self.issues: list[Issue] = []
        self._gap: Any = NAN if plan.numbers.exact else float("nan")
        for node in plan.upward:
            self.made[node.id] = self._leaf(node) if isinstance(node, Indicator) else self._group(node)
        if not plan.numbers.exact and not self.issues and self.count > 1:
            self._settle(plan.root.id)

    def _numpy(self) -> Any:
        """
        Return numpy where it is loaded already, and the table is long enough and nothing but floats.
        """
        np: Any = sys.modules.get("numpy")
        good = np is not None and not self.plan.numbers.exact and self.count >= FEW
        return np if good and self.table.dense.issuperset(self.table.columns) else None

    def _settle(self, root: str) -> None:
        """
        Make indices the same that differ by nothing but the noise of floats, so that whoever compares them agrees.
        """
        values = self.made[root].values
        if self.np is not None:
            rising = self.np.sort(values)
            step = self.np.diff(rising)
            size = decide.SHARE * max(self.scale, abs(rising[0]), abs(rising[-1]))
            if not ((step > 0) & (step <= size)).any():
                return
            values = values.tolist()
        found = settled(values, self.scale)
        if found != values:
            self.made[root] = self.made[root]._replace(values=self._array(found))

    # Indicators.

    def _leaf(self, node: Indicator) -> Made:
        if node.id not in self.columns:
            return self._nothing()
        if node.impute is not None:
            self._impute(node, node.impute)
        if node.treat is not None:
            self._treat(node, node.treat)
        given = self._given(self.columns[node.id], dense=node.id in self.table.dense and node.impute is None)
        normaliser = self.plan.engine.normalisers[node.normalise.slug] if node.normalise else None
        columns = {node.id: given.values}
        if node.normalise is None or normaliser is None:
            pass
        elif normaliser.limits is not None:
            self._limits(node, node.normalise, given)
        elif normaliser.column is not None:
            columns[node.id + COMPARED] = self._ranked(node, node.normalise, given)
        if not (node.normalise or node.output or node.round or node.direction is Direction.LOWER):
            return given
        fixed = self.fixed.get(node.id)
        if fixed is None and normaliser is not None and normaliser.limits is not None:
            return given  # No limits, and so no value: there is none, or the issue is noted.
        kernel = self.plan.leaf(node, gaps_of(given), fixed, self.units.get(node.id, 2))
        parameters = parameters_of(fixed, self.plan.numbers)
        return self._run(node, kernel, columns, parameters, given)

    def _nothing(self) -> Made:
        return Made([self._gap] * self.count, [False] * self.count)

    def _given(self, cells: Any, *, dense: bool) -> Made:
        """
        Return a column as it was read, its gaps as values.
        """
        if dense:
            return Made(cells if self.np is None else self.np.asarray(cells, dtype=float))
        kinds = set(map(type, cells))
        if type(None) not in kinds and str not in kinds:
            return Made(cells)
        there = [x is not None and x is not NOT_APPLICABLE for x in cells]
        if all(there):
            return Made(cells)
        values = [x if has else self._gap for x, has in zip(cells, there, strict=True)]
        lost = NOT_APPLICABLE in cells if str in kinds else False
        return Made(values, there, [x is not NOT_APPLICABLE for x in cells] if lost else None)

    def _impute(self, node: Indicator, method: Method) -> None:
        imputation = self.plan.engine.imputations[method.slug]
        cells = list(self.columns[node.id])
        column = [None if x is NOT_APPLICABLE else x for x in cells]
        beside: Sequence[Any] = self.table.previous.get(node.id, [None] * len(column))
        if imputation.labels:
            beside = self.table.labels.get(str(method.params[0]), [None] * len(column))
        made = imputation.estimate(column, beside, *method.params)
        for row, (old, new) in enumerate(zip(cells, made, strict=True)):
            if old is None and new is not None:
                cells[row] = self.plan.numbers.take(Decimal(str(new)))
                self.cell_remarks.setdefault(node.id, {})[row] = f"imputed by {method}"
        self.columns[node.id] = cells

    def _treat(self, node: Indicator, method: Method) -> None:
        column = list(self.columns[node.id])
        try:
            treated = self.plan.engine.treatments[method.slug].column(column, *method.params)
        except FAILS as error:
            self._note(Issue("treatment", f"{method}: {error}", (node.id, "treat")))
            return
        changed = [row for row, (old, new) in enumerate(zip(column, treated, strict=True)) if new is not old]
        give = self.plan.numbers.give
        for row in changed:
            remark = f"treated by {method}, from {give(column[row])}"
            self.cell_remarks.setdefault(node.id, {})[row] = remark
        self.columns[node.id] = treated
        if changed:
            there = sum(map(is_present, column))
            self.remarks.append(f"{node.id}: {method} changed {len(changed)} of {there} values")

    def _limits(self, node: Indicator, method: Method, given: Made) -> None:
        """
        Find the method with fixed limits that a method with limits from the data stands for.
        """
        values = self._present(given)
        fit = self.plan.engine.normalisers[method.slug].limits
        if not len(values) or fit is None:
            return
        units = [dict(zip(self.table.units, given.values, strict=True))] if _names_a_unit(method) else []
        try:
            found = fit(values, node.direction, *method.params, *units)
        except ValueError as error:
            self._note(Issue("limits", str(error), (node.id, method.slug)))
            return
        self.fixed[node.id] = found
        self.remarks.append(f"{node.id}: {method} became {found}")

    def _ranked(self, node: Indicator, method: Method, given: Made) -> Any:
        """
        Return what a normaliser that compares units makes of a column, turned so that more is better.
        """
        column = self.plan.engine.normalisers[method.slug].column
        turned = [-x for x in given.values] if node.direction is Direction.LOWER else list(given.values)
        found = column(turned, *method.params) if column else turned
        self.units[node.id] = len(self._present(given))
        take = self._take
        self.compared[node.id] = [self._gap if x is None else take(x) for x in found]
        return self._array(self.compared[node.id])

    def _take(self, value: Any) -> Any:
        return self.plan.numbers.take(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))

    def _array(self, values: Any) -> Any:
        return values if self.np is None else self.np.asarray(values, dtype=float)

    def _present(self, made: Made) -> Any:
        if made.there is None:
            return made.values
        return [x for x, has in zip(made.values, made.there, strict=True) if has]

    # Groups.

    def _group(self, node: Group) -> Made:
        if node.weigh.slug != "given":
            self._weigh(node, node.weigh)
        children = [self.made[child.id] for child in node.children]
        columns: dict[str, Any] = {}
        for child, each in zip(node.children, children, strict=True):
            columns[child.id] = each.values
            if each.applies is not None:
                columns[child.id + APPLIES] = each.applies
        compares = self.plan.engine.aggregators[node.aggregate.slug].columns
        if compares is not None:
            made = self._compared(node, compares, columns, children)
        else:
            kernel = self.plan.group(node, [gaps_of(each) for each in children], self.units, self.weights_of(node))
            made = self._run(node, kernel, columns, self.parameters(node), None)
        return self._or_given(node, made) if node.id in self.table.columns else made

    def weights_of(self, node: Group) -> Mapping[str, Decimal] | None:
        """
        Return the weights of the children where they were found from the data, or `None`.
        """
        found = {child.id: self.weights[child.id] for child in node.children if child.id in self.weights}
        return found or None

    def parameters(self, node: Group) -> dict[str, Any]:
        """
        Return the weights that were found, as numbers of the arithmetic.
        """
        return {WEIGHT + code: self.plan.numbers.take(weight) for code, weight in (self.weights_of(node) or {}).items()}

    def _weigh(self, group: Group, method: Method) -> None:
        weighting = self.plan.engine.weightings[method.slug]
        codes = [child.id for child in group.children]
        try:
            columns = self._complete(group, group.children)[1] if weighting.derived else []
            if weighting.derived and not columns[0]:
                self.remarks.append(f"{group.id}: no unit has a value in every child, so the weights stay as they are")
                return
            weights = _checked(method, codes, weighting.weights(codes, columns, *method.params))
        except FAILS as error:
            self._note(Issue("weights", str(error), (group.id, str(method))))
            return
        whole = sum(weights)
        shown = ", ".join(f"{code} {weight / whole:.4f}" for code, weight in zip(codes, weights, strict=True))
        alike = weighting.derived and len(codes) > 1 and len(set(decide.keys(weights))) == 1
        beside = "; nothing in the data tells them apart" if alike else self._consistency(method)
        self.remarks.append(f"{group.id}: weights by {method.slug}: {shown}{beside}")
        self.weights |= {code: Decimal(repr(float(weight))) for code, weight in zip(codes, weights, strict=True)}

    @staticmethod
    def _consistency(method: Method) -> str:
        if method.slug != "ahp":
            return ""
        params = method.params
        ratio = ahp(dict(zip(map(str, params[::2]), params[1::2], strict=True))).consistency
        return f"; consistency ratio {ratio:.3f}, {'below' if ratio < CONSISTENT else 'NOT below'} {CONSISTENT:.2f}"

    def _complete(self, group: Group, children: Sequence[Node]) -> tuple[list[int], list[list[Any]]]:
        """
        Return the units in which every child has a value, and the column of each child over them.
        """
        made = [self._filled(group, self.made[child.id]) for child in children]
        if all(each.there is None for each in made):
            return list(range(self.count)), [list(each.values) for each in made]
        rows = [i for i in range(self.count) if all(each.there is None or each.there[i] for each in made)]
        return rows, [[each.values[i] for i in rows] for each in made]

    def _filled(self, group: Group, made: Made) -> Made:
        if group.fill is None or made.there is None:
            return made
        fill = self.plan.numbers.take(group.fill)
        values = [x if has else fill for x, has in zip(made.values, made.there, strict=True)]
        return Made(values, made.applies)

    def _compared(self, node: Group, compares: Any, columns: dict[str, Any], children: Sequence[Made]) -> Made:
        """
        Return the column of a group whose aggregator looks at all units at once.

        Units are compared in the children that count; where one of them has no value there is nothing to compare.
        """
        weights = [self.weights.get(child.id, child.weight) for child in node.children]
        counting = [child for child, weight in zip(node.children, weights, strict=True) if weight]
        needed = counting if node.missing is Missing.PROPAGATE else list(node.children)
        rows = self._complete(node, needed)[0]
        kept = set(rows)
        applies = [any(each.applies is None or each.applies[i] for each in children) for i in range(self.count)]
        core: list[Any] = [self._gap] * self.count
        used = [self._filled(node, self.made[child.id]).values for child in counting]
        try:
            inner = [[column[i] for i in rows] for column in used]
            found = compares([w for w in weights if w], inner, *node.aggregate.params) if rows else []
        except FAILS as error:
            self._note(Issue("domain", str(error), (node.id, str(node.aggregate))))
            found = [self._gap] * len(rows)
        for row, value in zip(rows, found, strict=True):
            core[row] = value
        self.compared[node.id] = core
        there = [i in kept for i in range(self.count)]
        kernel = self.plan.group(node, [Gaps.NONE] * len(children), self.units, self.weights_of(node))
        (values,) = kernel.columns({node.id + COMPARED: core, **columns}, self.parameters(node), self.count)
        values = [x if has else self._gap for x, has in zip(values, there, strict=True)]
        made = Made(values, None if all(there) else there, None if all(applies) else applies)
        return made if self.np is None else made._replace(values=self._array(values))

    def _or_given(self, node: Group, made: Made) -> Made:
        """
        Take the value of a group from the rows that give it and lack a child; refuse one that its children contradict.
        """
        cells = self.columns[node.id]
        missing = self._lacks(node)
        values, there = list(made.values), list(made.there or [True] * self.count)
        applies = list(made.applies or [True] * self.count)
        for row, cell in enumerate(cells):
            if cell is None or cell is NOT_APPLICABLE:
                continue
            if there[row]:
                self._contradicted(node, row, cell, values[row])
            if missing[row]:
                values[row], there[row], applies[row] = self._rounded(node, cell), True, True
        return Made(values, None if all(there) else there, None if all(applies) else applies)

    def _lacks(self, node: Group) -> list[bool]:
        """
        Tell for each unit whether a child is missing, which is other than n/a.
        """
        children = [each for each in (self.made[child.id] for child in node.children) if each.there is not None]
        return [
            any(not each.there[i] and (each.applies is None or each.applies[i]) for each in children)  # type: ignore[index]  # sorted out above
            for i in range(self.count)
        ]

    def is_given(self, node: Group, row: int) -> bool:
        """
        Tell whether the value of a group was taken from the row, because a child has none.
        """
        cell = self.columns[node.id][row] if node.id in self.table.columns else None
        return cell is not None and cell is not NOT_APPLICABLE and self._lacks(node)[row]

    def _rounded(self, node: Group, value: Any) -> Any:
        rounding = self.plan.numbers.rounder(node.round)
        return value if rounding is None else rounding(value)

    def _contradicted(self, node: Group, row: int, cell: Any, made: Any) -> None:
        give = self.plan.numbers.give
        given = give(cell)
        if made != made:  # noqa: PLR0124 - NaN: the problem is noted already
            return
        step = Decimal(1).scaleb(min(int(given.as_tuple().exponent), 0))
        computed = give(made).quantize(step, ROUND_HALF_UP, CONTEXT)
        if computed != given:
            message = f"{given} is given, but its children make {computed}; give one of the two"
            path = (self.table.units[row], node.id)
            self._note(Issue("contradiction", message, path, str(given), str(computed)))

    # Both.

    def _run(
        self, node: Node, kernel: Kernel, columns: Mapping[str, Any], parameters: Mapping[str, Any], given: Made | None
    ) -> Made:
        """
        Compute a node, and note the units for which it has no meaning.
        """
        try:
            found = kernel.columns(columns, parameters, self.count, self.np)
        except FAILS as error:
            return self._one_by_one(node, kernel, columns, parameters, error)
        if len(found) == 1:
            made = Made(found[0], *((given.there, given.applies) if given else ()))
        else:
            values, there, applies = found
            made = Made(values, there, None if all(applies) else applies)
            if all(there):
                made = Made(values)
        self._judge(node, kernel, made, columns, parameters)
        if node.output is not None and isinstance(node, Group):
            self._note_range(node, made)
        return made

    def _note_range(self, node: Group, made: Made) -> None:
        """
        Remark on values outside the output range of a group, whose children can lie outside the range it starts from.
        """
        if node.output is None:
            return
        low, high = self.plan.numbers.take(node.output.low), self.plan.numbers.take(node.output.high)
        beyond = sum(decide.ahead(low, x) or decide.ahead(x, high) for x in self._present(made) if x - x == 0)
        if beyond:
            message = f"{beyond} of {len(self._present(made))} values lie outside the output range {node.output}"
            self.remarks.append(f"{node.id}: {message}; cap the goalposts of its children to keep them within")

    def _judge(
        self, node: Node, kernel: Kernel, made: Made, columns: Mapping[str, Any], parameters: Mapping[str, Any]
    ) -> None:
        if made.there is None:
            total = made.values.sum() if self.np is not None else sum(made.values)
            if total - total == 0:
                return
        for row, value in enumerate(made.values):
            if (made.there is None or made.there[row]) and not value - value == 0:  # noqa: SIM201 - false for NaN as well
                self._note_domain(node, kernel, row, value, columns, parameters)

    def _note_domain(
        self,
        node: Node,
        kernel: Kernel,
        row: int,
        value: Any,
        columns: Mapping[str, Any],
        parameters: Mapping[str, Any],
    ) -> None:
        cells = {name: column[row] for name, column in columns.items()}
        said = []
        if value != value and not any(map(_callable_inside, [kernel])):  # noqa: PLR0124 - NaN
            exact = {name: _exactly(x) for name, x in {**cells, **parameters}.items()}
            said = complaints(kernel.cell.value, values_of(kernel.cell.value, exact))
        if not said and any(x != x for x in cells.values() if x is not None):  # noqa: PLR0124 - a child was refused
            return
        if said and isinstance(node, Indicator):
            said = [f"{self.plan.numbers.give(cells[node.id])} {said[0]}"]
        message = said[0] if said else f"comes out as {value}, which is no finite number"
        self._note(Issue("domain", message, (self.table.units[row], node.id)))

    def _one_by_one(
        self, node: Node, kernel: Kernel, columns: Mapping[str, Any], parameters: Mapping[str, Any], error: Exception
    ) -> Made:
        """
        Find the units for which a function of a plug-in fails.
        """
        for row in range(self.count):
            try:
                kernel.one({name: column[row] for name, column in columns.items()}, parameters)
            except FAILS as each:
                self._note(Issue("domain", str(each), (self.table.units[row], node.id)))
        if not self.issues:
            self._note(Issue("domain", str(error), (node.id,)))
        return self._nothing()

    def _note(self, issue: Issue) -> None:
        if issue not in self.issues:
            self.issues.append(issue)

    # What others ask.

    @property
    def ready(self) -> Mapping[str, Any]:
        """
        Columns that were found by looking at all units.
        """
        return self.compared

    def state(self, code: str, row: int) -> Any:
        """
        Return the value of a node for a unit: a number, `None`, or `NOT_APPLICABLE`.
        """
        made = self.made[code]
        if made.there is None or made.there[row]:
            value = made.values[row]
            return float(value) if self.np is not None and not isinstance(value, str) else value
        return NOT_APPLICABLE if made.applies is not None and not made.applies[row] else None

    def row(self, row: int) -> dict[str, Any]:
        """
        Return the values of one unit by code, as they enter.
        """
        return {code: column[row] for code, column in self.columns.items()}

    @cached_property
    def scale(self) -> Any:
        """
        The size of what the index was computed from, at fifteen digits of which floats are compared; 0 for decimals.
        """
        if self.plan.numbers.exact:
            return 0
        found: dict[str, float] = {}
        for node in self.plan.upward:
            found[node.id] = self._scale(node, found)
        return found[self.plan.root.id]

    def _scale(self, node: Node, found: Mapping[str, float]) -> float:
        span = span_of(node, self.plan.engine, self.units)
        if span is not None:
            return float(max(map(abs, span)))
        if isinstance(node, Group):
            aggregator = self.plan.engine.aggregators[node.aggregate.slug]
            below = max(found[child.id] for child in node.children)
            if aggregator.additive and not aggregator.internal:
                below *= float(sum(child.weight for child in node.children))
            return below * float(node.factor)
        values = self._present(self.made[node.id])
        return (
            max((abs(float(x)) for x in (min(values), max(values)) if not isinstance(x, str)), default=0.0)
            if len(values)
            else 0.0
        )

    @cached_property
    def root(self) -> Group:
        """
        The tree with every limit and weight that was found written in.
        """
        done: dict[str, Node] = {}
        for node in self.plan.upward:
            done[node.id] = self._written(node, done)
        root = done[self.plan.root.id]
        if not isinstance(root, Group):
            raise TypeError(root)
        return root

    def _written(self, node: Node, done: Mapping[str, Node]) -> Node:
        if isinstance(node, Indicator):
            fixed = self.fixed.get(node.id)
            return node if fixed is None else replaced(node, normalise=fixed, direction=Direction.HIGHER)
        children = tuple(done[child.id] for child in node.children)
        if weights := self.weights_of(node):
            children = tuple(evolve(child, weight=weights[child.id]) for child in children)
            return evolve(node, children=children, weigh=Method("given"))
        same = all(new is old for new, old in zip(children, node.children, strict=True))
        return node if same else evolve(node, children=children)

    def missing(self, row: int) -> Iterator[Issue]:
        """
        Yield what a unit without an index would have needed.
        """
        return gaps(self.plan.root, self.row(row), self.table.units[row])


def gaps(root: Group, values: Mapping[str, Any], unit: str) -> Iterator[Issue]:
    """
    Yield the indicators that a group must have and a row does not give.
    """
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, asked = waiting.pop()
        if isinstance(node, Group):
            if values.get(node.id) is None:
                must = node.missing is Missing.ERROR
                waiting.extend((child, must) for child in reversed(node.children))
        elif asked and values.get(node.id) is None:
            message = "has no value; give one, or use a scorecard that says what to do without it"
            yield Issue("missing", message, (unit, node.id))


def _names_a_unit(method: Method) -> bool:
    return method.slug == "distance_to_reference"


def _callable_inside(kernel: Kernel) -> bool:
    from gm100.scoring.formula.walk import operations

    return "call" in operations(kernel.cell.value)


def _exactly(value: Any) -> Any:
    if isinstance(value, str | bool | Decimal) or value is None:
        return value
    number = float(value)
    return None if number != number else Decimal(repr(number))  # noqa: PLR0124 - NaN


def _checked(method: Method, codes: Sequence[str], weights: Any) -> list[Any]:
    found = list(weights)
    if len(found) != len(codes):
        message = f"{method.slug} returned {len(found)} weights for {len(codes)} children"
        raise ValueError(message)
    for code, weight in zip(codes, found, strict=True):
        if isinstance(weight, bool | str) or not float(weight) >= 0 or float(weight) == float("inf"):
            message = f"{method.slug} returned {weight!r} for {code}, expected a number that is 0 or more"
            raise ValueError(message)
    if not any(found):
        message = f"{method.slug} returned weights that are all 0"
        raise ValueError(message)
    return found
