"""
The ranges in which values lie, as far as a definition tells: what directions turn in and output ranges stretch from.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from gm100.model.method import Method
from gm100.model.scorecard import Group, Indicator, Node, Weighting
from gm100.scoring.methods.normalisers import Span
from gm100.scoring.methods.registry import Methods

Units = Mapping[str, int]
"""How many units have a value, by code of indicator: the range of ranks. Where it is not known, two are thought of."""

ALONE: Final[Units] = MappingProxyType({})
"""Nothing is known of the units."""


def span_of(node: Node, methods: Methods, units: Units = ALONE) -> Span:
    """
    Return the range of the values of a node, or `None` where there is no fixed one.
    """
    if node.output is not None:
        return (node.output.low, node.output.high)
    if isinstance(node, Group):
        return group_span(node, methods, units)
    return natural_span(node, methods, units)


def natural_span(node: Indicator, methods: Methods, units: Units = ALONE) -> Span:
    """
    Return the range of the values of an indicator once they are normalised, before its output range.
    """
    if node.normalise is None or node.normalise.slug == "identity":
        return (node.scale.low, node.scale.high) if node.scale else None
    if node.normalise.slug == "constant":
        return (Decimal(0), Decimal(1))  # What limits make of a column without differences: the middle.
    return method_span(node.normalise, methods, units.get(node.id, 2))


def method_span(method: Method, methods: Methods, units: int = 2) -> Span:
    """
    Return the range of what a normaliser makes, or `None` where there is no fixed one, or none of that name.
    """
    normaliser = methods.normalisers.get(method.slug)
    if normaliser is None or normaliser.check(method.params):
        return None
    span = normaliser.span(units) if normaliser.column else normaliser.span(*method.params)
    return None if span is None else (Decimal(span[0]), Decimal(span[1]))


def group_span(group: Group, methods: Methods, units: Units = ALONE) -> Span:
    """
    Return the range of what a group makes of its children, before its output range; `None` where it is not known.
    """
    aggregator = methods.aggregators.get(group.aggregate.slug)
    spans = [span_of(child, methods, units) for child in group.children]
    known = [span for span in spans if span is not None]
    if aggregator is None or len(known) < len(spans):
        return None
    if aggregator.additive and (group.weighting is Weighting.VERBATIM or not aggregator.internal):
        if group.weigh.slug != "given":  # A sum reaches as far as weights do that are not found yet.
            return None
        pairs = list(zip(group.children, known, strict=True))
        ends = [sum((child.weight * span[end] for child, span in pairs), Decimal(0)) for end in (0, 1)]
    elif aggregator.internal:
        ends = [min(span[0] for span in known), max(span[1] for span in known)]
    else:
        return None
    return (ends[0] * group.factor, ends[1] * group.factor)
