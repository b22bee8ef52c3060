"""
Variants of a scorecard: the definition as one draw has it, and factors checked against the scorecard they are to vary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gm100.errors import Issue
from gm100.model._entity import evolve
from gm100.model.factor import AggregatorChoice, Factor, MeasurementError, NormaliserChoice, WeightShare
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Node, Scorecard, Weighting
from gm100.model.source import Evidence
from gm100.scoring.engine.validate import check_scorecard
from gm100.scoring.methods.node import walked
from gm100.scoring.methods.registry import Engine
from gm100.scoring.methods.spans import method_span
from gm100.scoring.uncertainty.draws import WEIGHT_FACTORS, Changes, groups_varied, nodes_meant


def varied(card: Scorecard, changes: Changes, name: str, engine: Engine) -> Scorecard:
    """
    Return a scorecard with the weights and methods of a draw.

    A normaliser without its own range, such as `zscore`, cannot be stretched; with it goes the output range.

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
        if node.output is not None and _rangeless(method, engine):
            fields["output"] = None
    if node.id in changes.weights:
        fields["weight"] = Decimal(repr(changes.weights[node.id]))
    return evolve(node, **fields) if fields else node


def _rangeless(method: Method, engine: Engine) -> bool:
    """
    Tell whether a normaliser has no range of its own; of one that is wrong, `check_scorecard` says what is.
    """
    normaliser = engine.normalisers.get(method.slug)
    if normaliser is None or normaliser.check(method.params) is not None:
        return False
    try:
        return method_span(method, engine) is None
    except ValueError:
        return False


def _group(group: Group, children: tuple[Node, ...], methods: Mapping[str, Method]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if any(new is not old for new, old in zip(children, group.children, strict=True)):
        fields["children"] = children
    if group.id in methods:
        fields["aggregate"] = methods[group.id]
    if group.weighting is Weighting.VERBATIM and [c.weight for c in children] != [c.weight for c in group.children]:
        if fields.get("aggregate", group.aggregate).slug == "arithmetic":  # The index keeps its size.
            fields |= {"weighting": Weighting.NORMALISED, "weights_total": Decimal(1)}
            fields["factor"] = group.factor * group.weights_total
        else:
            fields["weights_total"] = sum(child.weight for child in children)
    return fields


def ranges_vary(card: Scorecard, engine: Engine) -> bool:
    """
    Tell whether values are turned or stretched in the range of a sum, which reaches as far as its weights do.
    """
    turning = [n for n in card.walk() if isinstance(n, Group) and (n.output or n.direction is Direction.LOWER)]
    below = (engine.aggregators.get(n.aggregate.slug) for top in turning for n in walked(top) if isinstance(n, Group))
    return any(known is not None and known.additive and not known.internal for known in below)


def settled(card: Scorecard, solved: Group, groups: Collection[str]) -> Scorecard:
    """
    Return a scorecard in which some groups carry the weights that were found from the data.

    Args:
        card: The scorecard.
        solved: Its tree with all weights found.
        groups: Codes of the groups; those with given weights are left as they are.
    """
    weighed = [node for node in walked(solved) if isinstance(node, Group) and node.id in groups]
    known = {child.id: child.weight for node in weighed for child in node.children}
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


def check_factors(card: Scorecard, factors: Sequence[Factor], engine: Engine) -> tuple[Issue, ...]:
    """
    Return everything about factors that does not fit a scorecard: unknown nodes, methods that cannot be, overlaps.
    """
    if not factors:
        return (Issue("no-factors", "expected one factor or more", ("factors",)),)
    return tuple(_issues(card, factors, engine))


def _issues(card: Scorecard, factors: Sequence[Factor], engine: Engine) -> Iterator[Issue]:
    known = {node.id: node for node in card.walk()}
    seen: dict[tuple[str, str], int] = {}
    for place, factor in enumerate(factors):
        code = factor.indicator if isinstance(factor, MeasurementError) else factor.node
        wrong = None if code is None else _misplaced(factor, known.get(code), code)
        if wrong:
            yield wrong._replace(path=("factors", place, *wrong.path))
            continue
        for issue in (*_choices(card, factor, engine), *_words(card, factor, engine)):
            yield issue._replace(path=("factors", place, *issue.path))
        for what in _varies(card, factor):
            if seen.setdefault(what, place) != place:
                message = (
                    f"the {what[0]} of {what[1]} is varied by factor {seen[what]} already; leave it to one of them"
                )
                yield Issue("varied-twice", message, ("factors", place))


def _misplaced(factor: Factor, node: Group | Indicator | None, code: str) -> Issue | None:
    if node is None:
        return Issue("unknown-node", f"unknown node {code!r} of the scorecard", ("node",), code)
    if isinstance(factor, MeasurementError | NormaliserChoice):
        good, wanted = isinstance(node, Indicator), "an indicator"
    else:
        good, wanted = isinstance(node, Group) or isinstance(factor, WeightShare), "a group"
    return None if good else Issue("wrong-node", f"{code} is not {wanted}", ("node",), code, wanted)


def _choices(card: Scorecard, factor: Factor, engine: Engine) -> Iterator[Issue]:
    """
    Yield what would be wrong with the scorecard under each method of a choice.
    """
    if not isinstance(factor, AggregatorChoice | NormaliserChoice):
        return
    codes = nodes_meant(factor, card)
    for place, method in enumerate(factor.methods):
        variant = varied(card, Changes(methods=dict.fromkeys(codes, method)), "choice", engine)
        for issue in check_scorecard(variant, engine):
            yield issue._replace(path=("methods", place, *issue.path))


def _words(card: Scorecard, factor: Factor, engine: Engine) -> Iterator[Issue]:
    """
    Yield the indicators whose values are words, which have no errors in numbers.
    """
    if not isinstance(factor, MeasurementError):
        return
    for code in nodes_meant(factor, card):
        node = card[code]
        method = node.normalise if isinstance(node, Indicator) else None
        if method and method.slug in engine.normalisers and engine.normalisers[method.slug].words:
            yield Issue("words", f"the values of {code} are words; an error needs numbers", ("indicator",), code)


def _varies(card: Scorecard, factor: Factor) -> Iterator[tuple[str, str]]:
    if isinstance(factor, WEIGHT_FACTORS):
        alone = factor.node if factor.node and isinstance(card[factor.node], Indicator) else None
        nodes = (child.id for group in groups_varied(factor, card) for child in group.children)
        yield from (("weight", code) for code in nodes if alone in {None, code})
        return
    kinds = {MeasurementError: "value", NormaliserChoice: "normaliser", AggregatorChoice: "aggregator"}
    yield from ((kinds[type(factor)], code) for code in nodes_meant(factor, card))
