"""
A table as it is evaluated: the columns of its nodes, what was found from the data, and units without a meaning.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from typing import Any, Final, NamedTuple

from gm100.errors import Issue
from gm100.model._entity import evolve, replaced
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Node
from gm100.scoring import decide
from gm100.scoring._numbers import NAN
from gm100.scoring.engine.prepared import WEIGHT, NodeColumn, PreparedScorecard
from gm100.scoring.formula.fused import Kernel
from gm100.scoring.formula.walk import operations
from gm100.scoring.methods.limits import Fitted, ends_of
from gm100.scoring.methods.node import LACKING
from gm100.scoring.methods.ranks import FEW
from gm100.scoring.methods.spans import span_of
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE

FAILS: Final = (ArithmeticError, LookupError, TypeError, ValueError)
"""What a function of a plug-in may raise; those of ours raise `ValueError` alone."""


class EvaluatedTable:
    """
    One table evaluated by one prepared scorecard.

    Attributes:
        prepared: The scorecard.
        table: The table.
        columns: The columns as they enter, after imputation and treatment.
        entered: The same without gaps in them, as they are computed with.
        made: The column of each node; of one that was folded into the group above when it is first asked for.
        fixed: What normalisers that take limits from the data became, by code.
        weights: The weights that were found, by code of the child.
        cell_remarks: What was done to single cells, by code and row.
        remarks: What was done to columns and weights, as texts or what makes one.
        issues: Everything that is wrong.
    """

    def __init__(self, prepared: PreparedScorecard, table: Table, weights: Mapping[str, float] | None = None) -> None:
        """
        Begin with a table of which nothing is computed yet.

        Args:
            prepared: The scorecard.
            table: The table.
            weights: Weights by code, in place of those of the scorecard.
        """
        self.prepared, self.table = prepared, table
        self.count = len(table.units)
        self.np = self._numpy()
        self.columns: dict[str, Any] = dict(table.columns)
        self.entered: dict[str, NodeColumn] = {}
        self.made: dict[str, NodeColumn] = {}
        self.compared: dict[str, Any] = {}
        self.units: dict[str, int] = {}
        self.fixed: dict[str, Fitted] = {}
        self.weights = {code: Decimal(repr(weight)) for code, weight in (weights or {}).items()}
        self.cell_remarks: dict[str, dict[int, str]] = {}
        self.remarks: list[Any] = []
        self.issues: list[Issue] = []
        self.gap: Any = NAN if prepared.numbers.exact else float("nan")

    def _numpy(self) -> Any:
        """
        Return numpy where it is loaded already, and the table is long enough and nothing but floats.
        """
        np: Any = sys.modules.get("numpy")
        good = np is not None and not self.prepared.numbers.exact and self.count >= FEW
        return np if good and self.table.dense.issuperset(self.table.columns) else None

    def nothing(self) -> NodeColumn:
        """
        Return a column without any value.
        """
        return NodeColumn([self.gap] * self.count, [False] * self.count)

    def take(self, value: Any) -> Any:
        """
        Return a number as one of the arithmetic.
        """
        return self.prepared.numbers.take(Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value))

    def array(self, values: Any) -> Any:
        """
        Return a column as an array, where columns are arrays.
        """
        return values if self.np is None else self.np.asarray(values, dtype=float)

    def present(self, made: NodeColumn) -> Any:
        """
        Return the values that a column has.
        """
        if made.there is None:
            return made.values
        return [x for x, has in zip(made.values, made.there, strict=True) if has]

    @property
    def is_as_read(self) -> bool:
        """
        Whether no cell was imputed or treated.
        """
        return not self.cell_remarks

    def note(self, issue: Issue) -> None:
        """
        Note a problem, once.
        """
        if issue not in self.issues:
            self.issues.append(issue)

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
        return {
            WEIGHT + code: self.prepared.numbers.take(weight) for code, weight in (self.weights_of(node) or {}).items()
        }

    def lacks(self, node: Group) -> list[bool]:
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
        return cell is not None and cell is not NOT_APPLICABLE and self.lacks(node)[row]

    def rounded(self, node: Group, value: Any) -> Any:
        """
        Round a value as a group rounds its own.
        """
        rounding = self.prepared.numbers.rounder(node.round)
        return value if rounding is None else rounding(value)

    def state(self, code: str, row: int) -> Any:
        """
        Return the value of a node for a unit: a number, `None`, or `NOT_APPLICABLE`.
        """
        made = self.made[code]
        if made.there is None or made.there[row]:
            value = made.values[row]
            return float(value) if self.np is not None and not isinstance(value, str) else value
        return NOT_APPLICABLE if made.applies is not None and not made.applies[row] else None

    def states(self, code: str) -> list[Any]:
        """
        Return the value of a node for every unit, as `state` has it.
        """
        made = self.made[code]
        values = made.values.tolist() if hasattr(made.values, "tolist") else list(made.values)
        if made.there is None:
            return values
        applies = repeat(object=True, times=self.count) if made.applies is None else made.applies
        rows = zip(values, made.there, applies, strict=True)
        return [x if has else None if applied else NOT_APPLICABLE for x, has, applied in rows]

    def ends(self, code: str, values: Any) -> Any:
        """
        Return the least and the greatest of the values of an indicator, which has no gaps.
        """
        if self.columns[code] is self.table.columns[code] and code in self.table.ends:
            return self.table.ends[code]
        return ends_of(values)

    def fill_of(self, code: str) -> Decimal | None:
        """
        Return what an indicator counts as where it is missing, or `None` where the group above fills nothing.
        """
        if any(node.id == code and isinstance(node, Group) for node in self.prepared.nodes):
            return None
        groups = (node for node in self.prepared.nodes if isinstance(node, Group))
        return next((group.fill for group in groups if any(child.id == code for child in group.children)), None)

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
        if self.prepared.numbers.exact:
            return 0
        if (known := self.prepared.scale(self.units)) is not None:
            return known
        found: dict[str, float] = {}
        for node in self.prepared.upward:
            found[node.id] = self._scale(node, found)
        return found[self.prepared.root.id]

    def _scale(self, node: Node, found: Mapping[str, float]) -> float:
        span = span_of(node, self.prepared.engine, self.units)
        if span is not None:
            return float(max(map(abs, span)))
        aggregator = self.prepared.engine.aggregators[node.aggregate.slug] if isinstance(node, Group) else None
        if isinstance(node, Group) and aggregator is not None and not aggregator.own_size:
            below = max(found[child.id] for child in node.children)
            if aggregator.additive and not aggregator.internal:
                below *= float(sum(child.weight for child in node.children))
            return below * float(node.factor)
        values = self.present(self.made[node.id])
        return float(max(map(abs, ends_of(values)))) if len(values) else 0.0

    @cached_property
    def root(self) -> Group:
        """
        The tree with every limit and weight that was found written in.
        """
        done: dict[str, Node] = {}
        for node in self.prepared.upward:
            done[node.id] = self._written(node, done)
        root = done[self.prepared.root.id]
        if not isinstance(root, Group):
            raise TypeError(root)
        return root

    def _written(self, node: Node, done: Mapping[str, Node]) -> Node:
        if isinstance(node, Indicator):
            fixed = self.fixed.get(node.id)
            return node if fixed is None else replaced(node, normalise=fixed.method, direction=Direction.HIGHER)
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
        return gaps(self.prepared.root, self.row(row), self.table.units[row])


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
            yield Issue("missing", LACKING, (unit, node.id))


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


def compute(evaluated: EvaluatedTable, work: Work, given: NodeColumn | None = None) -> NodeColumn:
    """
    Compute a node, and note the units for which it has no meaning.

    Args:
        evaluated: The table.
        work: What it takes.
        given: The column of an indicator, which has a value where its row gives one.
    """
    try:
        found = work.kernel.columns(work.columns, work.parameters, evaluated.count, evaluated.np)
    except FAILS as error:
        return _one_by_one(evaluated, work, error)
    if len(found) == 1:
        made = NodeColumn(found[0], *((given.there, given.applies) if given else ()))
    else:
        values, there, applies = found
        made = NodeColumn(values) if all(there) else NodeColumn(values, there, None if all(applies) else applies)
    _judge(evaluated, work, made)
    if isinstance(work.node, Group):
        note_range(evaluated, work.node, made)
    return made


def note_range(evaluated: EvaluatedTable, node: Group, made: NodeColumn) -> None:
    """
    Remark on values outside the output range of a group, whose children can lie outside the range it starts from.
    """
    output = node.output
    if output is None:
        return
    low, high = evaluated.prepared.numbers.take(output.low), evaluated.prepared.numbers.take(output.high)
    there = [x for x in evaluated.present(made) if x - x == 0]
    beyond = sum(decide.ahead(low, x) or decide.ahead(x, high) for x in there)
    if beyond:
        message = f"{beyond} of {len(there)} values lie outside the output range {output}"
        evaluated.remarks.append(f"{node.id}: {message}; cap the goalposts of its children to keep them within")


def _judge(evaluated: EvaluatedTable, work: Work, made: NodeColumn) -> None:
    if made.there is None:
        total = made.values.sum() if evaluated.np is not None else sum(made.values)
        if total - total == 0:
            return
    for row, value in enumerate(made.values):
        if (made.there is None or made.there[row]) and not is_finite(value):
            _note_domain(evaluated, work, row, value)


def is_finite(value: Any) -> bool:
    """
    Tell whether a number of any arithmetic is finite.
    """
    return bool(value - value == 0)


def _note_domain(evaluated: EvaluatedTable, work: Work, row: int, value: Any) -> None:
    """
    Note why a node has no value for a unit, unless that is because a child was refused already.
    """
    if _child_refused(evaluated, work.node, row):
        return
    cells, said = work.cells(row), []
    if "call" not in operations(work.kernel.cell.value):
        own, same = ({name: _exactly(x) for name, x in each.items()} for each in (cells, work.parameters))
        said = work.kernel.complaints(own, same)
    if isinstance(work.node, Indicator):
        if not said and any(x != x for x in cells.values() if x is not None):  # noqa: PLR0124 - NaN alone differs from itself
            return
        said = said and [f"{evaluated.prepared.numbers.give(cells[work.node.id])} {said[0]}"]
    message = said[0] if said else f"comes out as {value}, which is not a finite number"
    evaluated.note(Issue("domain", message, (evaluated.table.units[row], work.node.id)))


def _child_refused(evaluated: EvaluatedTable, node: Node, row: int) -> bool:
    """
    Tell whether a child of a group has no meaning for a unit, which was noted where the child was computed.
    """
    below = [evaluated.made[child.id] for child in node.children] if isinstance(node, Group) else []
    return any((made.there is None or made.there[row]) and not is_finite(made.values[row]) for made in below)


def _one_by_one(evaluated: EvaluatedTable, work: Work, error: Exception) -> NodeColumn:
    """
    Find the units for which a function of a plug-in fails.
    """
    for row in range(evaluated.count):
        try:
            work.kernel.one(work.cells(row), work.parameters)
        except FAILS as each:
            evaluated.note(Issue("domain", str(each), (evaluated.table.units[row], work.node.id)))
    if not evaluated.issues:
        evaluated.note(Issue("domain", str(error), (work.node.id,)))
    return evaluated.nothing()


def _exactly(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return Decimal(repr(float(value)))  # A float of numpy shows its type.
