"""
The way to a result: a tree in which the contributions and the rounding add up to each value, exactly.

Values are those that were computed with, taken from the columns of the nodes; here they are only laid out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.errors import Issue, ScoringError
from gm100.model.result import NodeScore
from gm100.model.scorecard import Direction, Group, Indicator, Node, Weighting
from gm100.scoring.engine.evaluated import EvaluatedTable, is_finite
from gm100.scoring.engine.prepared import gaps_of, parameters_of
from gm100.scoring.formula.tree import APPLIES
from gm100.scoring.methods.node import COMPARED
from gm100.typing import NOT_APPLICABLE

Draft: TypeAlias = dict[str, Any]
"""The fields of a `NodeScore` before the group above has added weight and contribution."""

_TOO_GREAT: Final = "what a child carries of the value is greater than floats can be; use a greater unit"

Details: TypeAlias = Mapping[str, tuple[NodeScore, ...]]


class Whole(NamedTuple):
    """
    The value of a group on its way.

    Attributes:
        core: What the aggregator makes.
        made: That with factor and output range.
        before: That with parts rounded, before the value is.
    """

    core: Any
    made: Any
    before: Any


class Explainer:
    """
    Lays out the results of one unit.
    """

    def __init__(self, evaluated: EvaluatedTable, row: int, details: Details) -> None:
        self._evaluated, self._row, self._details = evaluated, row, details
        self._numbers = evaluated.prepared.numbers
        self._give = self._numbers.give

    def tree(self) -> NodeScore:
        """
        Return the tree.
        """
        return NodeScore(**self._draft(self._evaluated.prepared.root))

    def _draft(self, node: Node) -> Draft:
        state = self._evaluated.state(node.id, self._row)
        draft = self._leaf(node, state) if isinstance(node, Indicator) else self._group(node, state)
        draft["name"] = node.name
        remark = self._evaluated.cell_remarks.get(node.id, {}).get(self._row)
        if remark:
            draft["remark"] = remark
        elif state is NOT_APPLICABLE:
            draft["remark"] = "not applicable"
        return draft

    def _leaf(self, node: Indicator, state: Any) -> Draft:
        draft: Draft = {"id": node.id, "value": None, "unrounded": None}
        if state is None or state is NOT_APPLICABLE:
            return draft
        raw = self._evaluated.columns[node.id][self._row]
        before = self._give(state if node.round is None else self._before(node, raw))
        draft |= {"value": self._give(state), "unrounded": before}
        draft["children"] = self._details.get(node.id, ())
        draft["of_questions"] = node.id in self._details
        if node.normalise or node.output:
            draft["raw"] = raw if isinstance(raw, str) else str(self._give(raw))
            draft["unit"] = node.unit
            fixed = self._evaluated.fixed.get(node.id)
            draft["method"] = str(fixed.method if fixed else node.normalise or "identity")
        _note_rounding(draft, before, node)
        return draft

    def _before(self, node: Indicator, raw: Any) -> Any:
        evaluated = self._evaluated
        fixed = evaluated.fixed.get(node.id)
        kernel = evaluated.prepared.before(node, fixed, evaluated.units.get(node.id, 2))
        compared = evaluated.compared.get(node.id)
        row = {node.id: raw, node.id + COMPARED: None if compared is None else compared[self._row]}
        return kernel.one(row, parameters_of({node.id: fixed} if fixed else {}, self._numbers))

    def _group(self, group: Group, state: Any) -> Draft:
        draft: Draft = {"id": group.id, "value": None, "unrounded": None}
        if self._evaluated.is_given(group, self._row):
            before = self._give(self._evaluated.columns[group.id][self._row])
            draft |= {"value": self._give(state), "unrounded": before, "remark": "given"}
            _note_rounding(draft, before, group)
            return draft
        children = [self._draft(child) for child in group.children]
        states = [self._evaluated.state(child.id, self._row) for child in group.children]
        if group.fill is not None:
            for place, child in enumerate(states):
                if child is None:
                    states[place] = self._numbers.take(group.fill)
                    shown = isinstance(group.children[place], Indicator)  # What was put in; a group shows its children.
                    children[place] |= {"value": group.fill, "unrounded": group.fill} if shown else {}
                    children[place]["remark"] = "no value, filled"
        if state is not None and state is not NOT_APPLICABLE:
            draft |= self._made(group, state, states, children)
        draft["children"] = tuple(NodeScore(**child) for child in children)
        return draft

    def _made(self, group: Group, state: Any, states: Sequence[Any], children: list[Draft]) -> Draft:
        """
        Share the value out; the last contribution takes up what was cut off behind the last digit.
        """
        give = self._give
        present = [i for i, x in enumerate(states) if x is not None and x is not NOT_APPLICABLE]
        whole = self._whole(group, state, present)
        weights, divisor = self._weights(group, present)
        parts = self._parts(group, whole, [states[i] for i in present], weights, divisor)
        contributions = self._rounded(group, present, parts)
        before, made = give(whole.before), give(whole.made)
        given, held = [give(part) for part in parts], [give(part) for part in contributions]
        given[-1] += made - sum(given)
        held[-1] += before - sum(held)
        for i, weight, part, contribution in zip(present, weights, given, held, strict=True):
            share = give(weight if divisor == 1 else weight / divisor)
            children[i].update(weight=share, contribution=contribution, part_rounding=contribution - part)
        draft: Draft = {"value": give(state), "unrounded": made}
        if group.output is not None or group.direction is Direction.LOWER:
            draft["method"] = f"{group.aggregate}, then to {group.output or 'the other end'}"
        elif group.aggregate.slug != "arithmetic":
            draft["method"] = str(group.aggregate)
        if group.factor != 1:
            draft["factor"] = group.factor
        _note_rounding(draft, before, group)
        return draft

    def _weights(self, group: Group, present: Sequence[int]) -> tuple[list[Any], Any]:
        """
        Return the weights that are there, and what they are divided by: their sum, or if verbatim their share of all.
        """
        found = self._evaluated.weights_of(group) or {}
        every = [found.get(child.id, child.weight) for child in group.children]
        weights, take = [every[i] for i in present], self._numbers.take
        held, whole = sum(weights, Decimal(0)), sum(every, Decimal(0))
        if group.weighting is Weighting.NORMALISED:
            return list(map(take, weights)), take(held)
        if held == whole:
            return list(map(take, weights)), take(Decimal(1))
        # Nothing is divided beforehand: a share without end would be cut off, and with it a half.
        return [take(weight * whole) for weight in weights], take(held)

    def _whole(self, group: Group, state: Any, present: Sequence[int]) -> Whole:
        parts = any(child.round_part for child in group.children)
        plain = group.factor == 1 and group.output is None and group.direction is Direction.HIGHER
        if plain and group.round is None and not parts:
            return Whole(state, state, state)
        evaluated, there = self._evaluated, set(present)
        row: dict[str, Any] = {}
        for place, child in enumerate(group.children):
            made = evaluated.made[child.id]
            row[child.id] = made.values[self._row] if made.there is None or made.there[self._row] else self._nan()
            row[child.id + APPLIES] = made.applies is None or made.applies[self._row]
            if place in there and row[child.id] != row[child.id]:
                row[child.id] = self._numbers.take(group.fill)  # type: ignore[arg-type]  # what is present without a value was filled
        if group.id in evaluated.compared:
            row[group.id + COMPARED] = evaluated.compared[group.id][self._row]
        gaps = [gaps_of(evaluated.made[child.id]) for child in group.children]
        kernel = evaluated.prepared.whole(group, gaps, evaluated.units, evaluated.weights_of(group))
        whole = Whole(*kernel.one(row, evaluated.parameters(group)))
        return whole if group.round is not None or parts else whole._replace(made=state, before=state)

    def _nan(self) -> Any:
        return Decimal("NaN") if self._numbers.exact else float("nan")

    def _parts(self, group: Group, whole: Whole, values: Sequence[Any], weights: list[Any], divisor: Any) -> list[Any]:
        """
        Return what each child carries; what does not depend on a child goes to all by weight.
        """
        aggregator = self._evaluated.prepared.engine.aggregators[group.aggregate.slug]
        params = [self._numbers.take(p) if isinstance(p, Decimal) else p for p in group.aggregate.params]
        core, made = whole.core, whole.made
        try:
            parts = aggregator.parts(weights, values, divisor, core, *params)
            wrong = "" if is_finite(sum(parts)) else _TOO_GREAT
        except ValueError as error:
            parts, wrong = [], str(error)
        if wrong:
            path = (self._evaluated.table.units[self._row], group.id)
            raise ScoringError(self._evaluated.prepared.card.id, [Issue("contributions", wrong, path)])
        if core is made or (group.factor == 1 and group.output is None and group.direction is Direction.HIGHER):
            return parts
        if core and group.output is None and group.direction is Direction.HIGHER:
            return [part * made / core for part in parts]
        total = sum(weights)
        return [part + (made - core) * weight / total for part, weight in zip(parts, weights, strict=True)]

    def _rounded(self, group: Group, present: Sequence[int], parts: Sequence[Any]) -> list[Any]:
        rounders = [self._numbers.rounder(group.children[i].round_part) for i in present]
        return [part if rounder is None else rounder(part) for part, rounder in zip(parts, rounders, strict=True)]


def _note_rounding(draft: Draft, before: Decimal, node: Node) -> None:
    added = draft["value"] - before
    if added:
        draft["rounding"] = added
        draft["rule"] = str(node.round)
