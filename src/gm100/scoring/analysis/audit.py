"""
An instrument checked for faults: what can be computed and still is not what was meant.

`check_scorecard` says what the engine cannot compute. Here it is what a reader of the regulation would stumble over:
weights that add up to 99, a band that is missing at the top, an indicator with another weight than the regulation's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gm100._lookup import alike, scorecard
from gm100.errors import Issue
from gm100.fields.arguments import checked
from gm100.model.scorecard import Group, Indicator, Missing, Node, Scorecard, Weighting
from gm100.scoring.engine.compiled import effective_weights
from gm100.scoring.methods.registry import STANDARD
from gm100.scoring.methods.spans import span_of
from gm100.text.layout import shown

WHOLES: Final = (Decimal(1), Decimal(100))
"""What weights add up to, as shares or as percentages."""

NEAR: Final = Decimal("0.1")
"""Weights that miss a whole by less than this share of it were meant to add up to it."""


@checked
def audit(card: Scorecard | str, against: Scorecard | str | None = None) -> tuple[Issue, ...]:
    """
    Return the faults of an instrument that do not prevent the computation, in the order of the nodes.

    Args:
        card: The scorecard, or its id.
        against: The scorecard that it should be; without one, the shipped one with the same indicators, where there
            is one.

    >>> from gm100.model import Scorecard
    >>> table = [{"code": "x"}, {"code": "a", "parent": "x", "weight": 50}, {"code": "b", "parent": "x", "weight": 49}]
    >>> [issue.message for issue in audit(Scorecard.from_table(table, id="mine"))]
    ['the weights of its children add up to 99, and not to 100; correct the wrong weight']

    Raises:
        UnknownIdError: There is no scorecard of that id.
    """
    given = scorecard(card)
    other = alike(given) if against is None else scorecard(against, "against")
    return (*_faults(given), *(() if other is None or other == given else _against(given, other)))


def _faults(card: Scorecard) -> Iterator[Issue]:
    for node in card.walk():
        if isinstance(node, Group):
            yield from _weights(node)
            yield from _fill(node)
    yield from _aspects(card.root)
    yield from _edges(card)


def _weights(group: Group) -> Iterator[Issue]:
    total = sum((child.weight for child in group.children), Decimal(0))
    for whole in WHOLES:
        meant = group.weighting is Weighting.NORMALISED and group.weigh.slug == "given"
        if meant and total != whole and abs(total - whole) < whole * NEAR and _shares(group, whole):
            message = f"the weights of its children add up to {shown(total)}, and not to {whole}"
            yield Issue("weights-total", f"{message}; correct the wrong weight", (group.id, "children"))


def _shares(group: Group, whole: Decimal) -> bool:
    """
    Tell whether weights are written as shares of a whole: as fractions, or as percentages of more than 1 each.
    """
    weights = {child.weight for child in group.children}
    return len(weights) > 1 and all(weight < 1 if whole == 1 else weight >= 1 for weight in weights)


def _fill(group: Group) -> Iterator[Issue]:
    if group.missing is Missing.FILL and group.fill is not None:
        for child in group.children:
            span = span_of(child, STANDARD)
            if span is not None and not span[0] <= group.fill <= span[1]:
                message = f"a missing value is filled with {group.fill}, which lies outside {span[0]} to {span[1]}"
                yield Issue("fill", f"{message}; refuse, skip or leave the row without an index", (child.id, "missing"))


def _aspects(root: Group) -> Iterator[Issue]:
    """
    Where indicators are weighted by their shares of the whole, compare each group with what its indicators add up to.
    """
    groups = [(child, _below(child)) for child in root.children if isinstance(child, Group)]
    whole = next((whole for whole in WHOLES if abs(_below(root) - whole) < whole * NEAR), None)
    if whole is None or len(groups) < len(root.children) or not any(g.weight == total for g, total in groups):
        return  # The weights of its indicators are shares of the group, and say nothing of the group's own.
    for group, total in groups:
        if group.weight != total:
            message = f"weighs {shown(group.weight)}, but its indicators add up to {shown(total)}; correct one of them"
            yield Issue("aspect", message, (group.id, "weight"), str(group.weight), str(total))


def _below(node: Node) -> Decimal:
    return node.weight if isinstance(node, Indicator) else sum(map(_below, node.children), Decimal(0))


def _edges(card: Scorecard) -> Iterator[Issue]:
    """
    Find values of the index that have no band: below the lowest, above the highest, or between two.
    """
    span = span_of(card.root, STANDARD)
    if not card.bands or span is None:
        return
    low, high, top = *span, card.bands[-1].high
    if low < card.bands[0].low:
        message = f"the index can be {shown(low)}, and the lowest band begins at {card.bands[0].low}"
        yield Issue("bands-low", f"{message}; correct the scale of the indicators or the band", ("bands", 0))
    if top is not None and top < high:
        message = f"the index can be {shown(high)}, and the highest band ends at {top}; leave its upper edge out"
        yield Issue("bands-high", message, ("bands", len(card.bands) - 1))
    for place, (below, above) in enumerate(pairwise(card.bands)):
        if below.high is not None and below.high < above.low and card.round is None and card.root.round is None:
            message = f"an index between {below.high} and {above.low} has no band; say how it is rounded"
            yield Issue("bands-gap", message, ("bands", place))


def _against(card: Scorecard, other: Scorecard) -> Iterator[Issue]:
    ours, theirs = effective_weights(card), effective_weights(other)
    for code in dict.fromkeys((*theirs, *ours)):
        if code not in ours:
            yield Issue("indicator", f"{other.id} has the indicator {code}, this one has not", (code,))
        elif code not in theirs:
            yield Issue("indicator", f"{other.id} has no indicator {code}", (code,))
        else:
            yield from _leaf(card[code], other[code], ours[code], theirs[code], other.id)
    if card.bands != other.bands:
        got, wanted = ("; ".join(map(str, each.bands)) or "none" for each in (card, other))
        yield Issue("bands", f"got the bands {got}, {other.id} has {wanted}", ("bands",))


def _leaf(ours: Node, theirs: Node, share: Decimal, wanted: Decimal, name: str) -> Iterator[Issue]:
    if abs(share - wanted) > Decimal("1e-12"):
        message = f"counts {shown(share * 100)} % of the index, in {name} {shown(wanted * 100)} %"
        yield Issue("weight", message, (ours.id, "weight"), str(share), str(wanted))
    if isinstance(ours, Indicator) and isinstance(theirs, Indicator) and ours.scale != theirs.scale:
        message = f"got the scale {ours.scale or 'of any number'}, {name} has {theirs.scale or 'any number'}"
        yield Issue("scale", message, (ours.id, "scale"))
