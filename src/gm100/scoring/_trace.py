"""
The traced path: a scorecard and its values make a tree in which every step can be read.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any, TypeAlias

from gm100.model.result import NodeScore
from gm100.model.scorecard import Group, Indicator, Missing, Node, Weighting
from gm100.scoring._aggregate import aggregator
from gm100.scoring._exact import CONTEXT, ZERO, divide, rounded
from gm100.scoring._rows import Inputs

Draft: TypeAlias = dict[str, Any]
"""The fields of a `NodeScore` before the group above has added weight and contribution."""


def trace(root: Group, inputs: Inputs) -> NodeScore:
    """
    Return the tree of values of one unit.
    """
    with localcontext(CONTEXT):
        return NodeScore(**_draft(root, inputs))


def _draft(node: Node, inputs: Inputs) -> Draft:
    if isinstance(node, Indicator):
        return _leaf(node, inputs)
    children = [_draft(child, inputs) for child in node.children]
    present = [i for i, child in enumerate(children) if child["value"] is not None]
    if not present or (len(present) < len(children) and node.missing is not Missing.SKIP):
        nodes = tuple(NodeScore(**child) for child in children)
        return {"id": node.id, "value": None, "unrounded": None, "children": nodes}
    return _weighted(node, children, present)


def _leaf(node: Indicator, inputs: Inputs) -> Draft:
    given = inputs.values.get(node.id)
    draft: Draft = {"id": node.id, "value": None, "unrounded": given}
    if given is not None:
        draft["value"] = rounded(given, node.round)
        draft["children"] = inputs.details.get(node.id, ())
        draft["of_questions"] = node.id in inputs.details
        _note_rounding(draft, given, node)
    return draft


def _weighted(group: Group, children: list[Draft], present: list[int]) -> Draft:
    """
    Aggregate the children that have a value, rounding where the scorecard says so.
    """
    weights = [group.children[i].weight for i in present]
    divisor = divisor_of(group, weights)
    parts = aggregator(group.aggregate).parts(weights, [children[i]["value"] for i in present], divisor)
    total = ZERO
    for i, weight, part in zip(present, weights, parts, strict=True):
        share = weight if divisor == 1 else divide(weight, divisor)
        contribution = rounded(part, group.children[i].round_part)
        children[i].update(weight=share, contribution=contribution, part_rounding=contribution - part)
        total += contribution
    draft: Draft = {
        "id": group.id,
        "value": rounded(total, group.round),
        "unrounded": sum(parts, ZERO),
        "children": tuple(NodeScore(**child) for child in children),
    }
    _note_rounding(draft, total, group)
    return draft


def divisor_of(group: Group, weights: list[Decimal]) -> Decimal:
    """
    Return what the weights present are divided by: their sum, or for verbatim weights their share of the whole.
    """
    held = sum(weights, ZERO)
    if group.weighting is Weighting.NORMALISED:
        return held
    whole = sum((child.weight for child in group.children), ZERO)
    return Decimal(1) if held == whole else divide(held, whole)


def _note_rounding(draft: Draft, before: Decimal, node: Node) -> None:
    step = draft["value"] - before
    if step:
        draft["rounding"] = step
        draft["rule"] = str(node.round)
