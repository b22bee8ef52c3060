"""
From steps to a tree of results, in which the contributions and the rounding add up to each value, exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from gm100.model.result import NodeScore
from gm100.model.scorecard import Group, Indicator
from gm100.scoring._combine import Made
from gm100.scoring._interpret import Step
from gm100.scoring._numbers import Numbers
from gm100.typing import NOT_APPLICABLE

Draft: TypeAlias = dict[str, Any]
"""The fields of a `NodeScore` before the group above has added weight and contribution."""

Details: TypeAlias = Mapping[str, tuple[NodeScore, ...]]


class Tracer:
    """
    Turns the steps of one unit into a tree of results.
    """

    def __init__(self, numbers: Numbers, details: Details, remarks: Mapping[str, str]) -> None:
        self._give: Callable[[Any], Decimal] = numbers.give
        self._details = details
        self._remarks = remarks

    def tree(self, step: Step) -> NodeScore:
        """
        Return the tree.
        """
        return NodeScore(**self._draft(step))

    def _draft(self, step: Step) -> Draft:
        draft = self._leaf(step) if isinstance(step.node, Indicator) else self._group(step, step.node)
        if step.filled:
            draft["remark"] = "no value, filled"
        elif step.node.id in self._remarks:
            draft["remark"] = self._remarks[step.node.id]
        elif step.state is NOT_APPLICABLE:
            draft["remark"] = "not applicable"
        return draft

    def _leaf(self, step: Step) -> Draft:
        node = step.node
        draft: Draft = {"id": node.id, "value": None, "unrounded": None}
        if step.state is None or step.state is NOT_APPLICABLE:
            return draft
        before = self._give(step.before)
        draft |= {"value": self._give(step.state), "unrounded": before}
        draft["children"] = self._details.get(node.id, ())
        draft["of_questions"] = node.id in self._details
        if isinstance(node, Indicator) and (node.normalise or node.output) and step.raw is not None:
            draft["raw"] = step.raw if isinstance(step.raw, str) else str(self._give(step.raw))
            draft["method"] = str(node.normalise or "identity")
        _note_rounding(draft, before, step)
        return draft

    def _group(self, step: Step, group: Group) -> Draft:
        children = [self._draft(child) for child in step.children]
        draft: Draft = {"id": group.id, "value": None, "unrounded": None}
        if step.made is not None:
            draft |= self._made(step.made, step, group, children)
        elif step.given and step.state is not None:
            before = self._give(step.before)
            draft |= {"value": self._give(step.state), "unrounded": before, "remark": "given"}
            _note_rounding(draft, before, step)
            children = []
        draft["children"] = tuple(NodeScore(**child) for child in children)
        return draft

    def _made(self, made: Made, step: Step, group: Group, children: list[Draft]) -> Draft:
        """
        Carry weights and contributions over; the last contribution takes up what was cut off behind the last digit.
        """
        give = self._give
        before, unrounded = give(made.before), give(made.unrounded)
        parts, held = [give(part) for part in made.parts], [give(part) for part in made.contributions]
        parts[-1] += unrounded - sum(parts)
        held[-1] += before - sum(held)
        for i, share, part, contribution in zip(step.present, made.shares, parts, held, strict=True):
            children[i].update(weight=give(share), contribution=contribution, part_rounding=contribution - part)
        draft: Draft = {"value": give(made.value), "unrounded": unrounded}
        if group.output is not None or group.direction != "higher":
            draft["method"] = f"{group.aggregate}, then to {group.output or 'the other end'}"
        elif group.aggregate.slug != "arithmetic":
            draft["method"] = str(group.aggregate)
        if group.factor != 1:
            draft["factor"] = group.factor
        _note_rounding(draft, before, step)
        return draft


def _note_rounding(draft: Draft, before: Decimal, step: Step) -> None:
    added = draft["value"] - before
    if added:
        draft["rounding"] = added
        draft["rule"] = str(step.node.round)
