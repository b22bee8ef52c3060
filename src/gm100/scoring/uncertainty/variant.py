"""
Variants of a scorecard: the definition as one draw has it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from gm100.model._entity import evolve
from gm100.model.method import Method
from gm100.model.scorecard import Group, Indicator, Node, Scorecard, Weighting
from gm100.model.source import Evidence
from gm100.scoring.methods.registry import Engine
from gm100.scoring.methods.spans import method_span
from gm100.scoring.uncertainty.draws import Changes


def varied(card: Scorecard, changes: Changes, name: str, engine: Engine) -> Scorecard:
    """
    Return a scorecard with the weights and methods of a draw.

    A normaliser without a range of its own, such as `zscore`, cannot be stretched; with it goes the output range.

    Args:
        card: The scorecard.
        changes: What the draw changes.
        name: What is added to its id.
        engine: The methods.
    """
    root: Any = _varied(card.root, changes, engine)
    return evolve(card, id=f"{card.id}-{name}", root=root, evidence=Evidence.CONVENTION)


def _varied(node: Node, changes: Changes, engine: Engine) -> Node:
    """
    Change one node and those below; a node in which nothing changes stays the same object.
    """
    fields: dict[str, Any] = {}
    if isinstance(node, Group):
        fields = _group(node, tuple(_varied(child, changes, engine) for child in node.children), changes.methods)
    elif node.id in changes.methods:
        method = changes.methods[node.id]
        fields = {"normalise": method}
        if node.output is not None and method.slug in engine.normalisers and not _ranged(method, engine):
            fields["output"] = None
    if node.id in changes.weights:
        fields["weight"] = Decimal(repr(changes.weights[node.id]))
    return evolve(node, **fields) if fields else node


def _ranged(method: Method, engine: Engine) -> bool:
    return engine.normalisers[method.slug].check(method.params) is not None or method_span(method, engine) is not None


def _group(group: Group, children: tuple[Node, ...], methods: Mapping[str, Method]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if any(new is not old for new, old in zip(children, group.children, strict=True)):
        fields["children"] = children
    if group.id in methods:
        fields["aggregate"] = methods[group.id]
    if group.weighting is Weighting.VERBATIM and sum(child.weight for child in children) != group.weights_total:
        fields |= {"weighting": Weighting.NORMALISED, "weights_total": Decimal(1)}
        fields |= {"factor": group.factor * group.weights_total} if group.aggregate.slug == "arithmetic" else {}
    return fields


def settled(card: Scorecard, solved: Group, groups: Collection[str]) -> Scorecard:
    """
    Return a scorecard in which some groups carry the weights that were found from the data.

    Args:
        card: The scorecard.
        solved: Its tree with all weights found.
        groups: Codes of the groups; those with given weights are left as they are.
    """
    known = {child.id: child.weight for node in _groups(solved) if node.id in groups for child in node.children}
    root: Any = _settled(card.root, known, groups)
    return card if root is card.root else evolve(card, root=root)


def _settled(node: Node, known: Mapping[str, Decimal], groups: Collection[str]) -> Node:
    if isinstance(node, Indicator):
        return node
    children = tuple(_settled(child, known, groups) for child in node.children)
    if node.id in groups and node.weigh.slug != "given":
        children = tuple(evolve(child, weight=known[child.id]) for child in children)
        return evolve(node, children=children, weigh=Method("given"))
    return node if children == node.children else evolve(node, children=children)


def _groups(group: Group) -> list[Group]:
    return [group, *(each for child in group.children if isinstance(child, Group) for each in _groups(child))]
