"""
The interpreting path: a tree walked node by node, one unit at a time.

It copes with gaps, and every step can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from gm100.errors import Issue
from gm100.model.scorecard import Group, Indicator, Missing, Node
from gm100.scoring._combine import Combiner, Made
from gm100.scoring._leaf import Step as LeafStep
from gm100.scoring._leaf import leaf_function
from gm100.scoring._numbers import N, Numbers
from gm100.scoring.registry import Engine
from gm100.typing import NOT_APPLICABLE

Values: TypeAlias = Mapping[str, Any]
"""Values of one unit by code: numbers, `None` for missing, `NOT_APPLICABLE`."""


class Step:
    """
    A node on its way to a value.

    Attributes:
        node: The node of the scorecard.
        state: The value: a number, `None`, or `NOT_APPLICABLE`.
        raw: The value as the row has it.
        before: The value before rounding.
        made: For a group, how it was made.
        children: The steps of the children.
        present: Which of them entered.
        filled: Whether the group above put its fill in.
        given: Whether the value of a group was taken from the row, because a child has none.
    """

    __slots__ = ("before", "children", "filled", "given", "made", "node", "present", "raw", "state")

    def __init__(self, node: Node, state: Any = None, raw: Any = None, before: Any = None) -> None:
        self.node, self.state, self.raw, self.before = node, state, raw, before
        self.made: Made | None = None
        self.children: Sequence[Step] = ()
        self.present: Sequence[int] = ()
        self.filled = self.given = False


class Interpreter:
    """
    Computes units one at a time; what a node needs is prepared once.
    """

    def __init__(self, root: Group, engine: Engine, numbers: Numbers, ready: Mapping[str, Any] | None = None) -> None:
        self._root, self._engine, self._numbers = root, engine, numbers
        self._ready = ready or {}
        self._leaves: dict[str, tuple[LeafStep | None, Any]] = {}
        self._whole: dict[str, Combiner] = {}

    def step(self, values: Values, row: int = 0) -> Step:
        """
        Return the steps of one unit.

        Args:
            values: Its values by code.
            row: Its place in the table, for nodes whose values were found for all units at once.

        Raises:
            DomainError: A value has no meaning for a method, such as a negative one under a geometric mean.
        """
        return self._step(self._root, values, row)

    def _step(self, node: Node, values: Values, row: int) -> Step:
        return self._leaf(node, values, row) if isinstance(node, Indicator) else self._group(node, values, row)

    def _leaf(self, node: Indicator, values: Values, row: int) -> Step:
        raw = values.get(node.id)
        if raw is None or raw is NOT_APPLICABLE:
            return Step(node, raw, raw)
        function, rounding = self._leaf_functions(node)
        if node.id in self._ready:
            before = self._ready[node.id][row]
        else:
            before = raw if function is None else _guarded(node, function, raw)
        return Step(node, before if rounding is None else rounding(before), raw, before)

    def _leaf_functions(self, node: Indicator) -> tuple[LeafStep | None, Any]:
        if node.id not in self._leaves:
            function = leaf_function(node, self._engine, self._numbers)
            self._leaves[node.id] = (function, self._numbers.rounder(node.round))
        return self._leaves[node.id]

    def _group(self, group: Group, values: Values, row: int) -> Step:
        step = Step(group, None, values.get(group.id))
        step.children = children = [self._step(child, values, row) for child in group.children]
        if step.raw is not None and any(child.state is None for child in children):
            self._take(step)
            return step
        if group.fill is not None:
            _fill(children, self._numbers.take(group.fill))
        applicable = [i for i, child in enumerate(children) if child.state is not NOT_APPLICABLE]
        step.present = [i for i in applicable if children[i].state is not None]
        if not applicable:
            step.state = NOT_APPLICABLE
        elif step.present and self._enough(group, step.present, applicable):
            self._combine(step, group, row)
        return step

    def _take(self, step: Step) -> None:
        """
        Take the value of a group from the row.
        """
        rounding = self._numbers.rounder(step.node.round)
        step.given, step.before = True, step.raw
        step.state = step.raw if rounding is None else rounding(step.raw)

    def _enough(self, group: Group, present: Sequence[int], applicable: Sequence[int]) -> bool:
        if len(present) == len(applicable):
            return True
        if group.missing is not Missing.SKIP:
            return False
        held = sum((group.children[i].weight for i in present), Decimal(0))
        whole = sum((group.children[i].weight for i in applicable), Decimal(0))
        return held > 0 and held >= group.min_coverage * whole

    def _combine(self, step: Step, group: Group, row: int) -> None:
        combiner = self._combiner(group, step.present)
        values = [step.children[i].state for i in step.present]
        known = self._ready[group.id][row] if group.id in self._ready else None
        if known is None and combiner.aggregator.whole:
            return
        step.made = made = _guarded(group, combiner.made, values, known)
        step.state, step.before = made.value, made.before

    def _combiner(self, group: Group, present: Sequence[int]) -> Combiner:
        if len(present) < len(group.children):
            return Combiner(group, self._engine, self._numbers, [group.children[i] for i in present])
        if group.id not in self._whole:
            self._whole[group.id] = Combiner(group, self._engine, self._numbers)
        return self._whole[group.id]


class DomainError(ValueError):
    """
    A value has no meaning for the method of a node; the engine turns it into an issue.

    Attributes:
        node: Code of the node.
    """

    def __init__(self, node: str, message: str) -> None:
        self.node = node
        super().__init__(message)


def _guarded(node: Node, function: Any, *values: Any) -> Any:
    try:
        made = function(*values)
    except (ArithmeticError, ValueError) as error:
        raise DomainError(node.id, str(error)) from error
    value = made.value if isinstance(made, Made) else made
    if isinstance(value, complex) or value - value != 0:
        raise DomainError(node.id, f"comes out as {value}, which is no finite number")
    return made


def _fill(children: Sequence[Step], fill: N) -> None:
    for child in children:
        if child.state is None:
            child.state = child.before = fill
            child.filled = True


def gaps(group: Group, values: Values, unit: str) -> Iterator[Issue]:
    """
    Yield the indicators that a group must have and a row does not give.
    """
    if values.get(group.id) is not None:
        return
    for child in group.children:
        if isinstance(child, Group):
            yield from gaps(child, values, unit)
        elif values.get(child.id) is None and group.missing is Missing.ERROR:
            message = "has no value; give one, or use a scorecard that says what to do without it"
            yield Issue("missing", message, (unit, child.id))
