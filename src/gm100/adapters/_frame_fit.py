"""
Limits that a scorecard takes from the data, found in a frame by one query.

What they are found from is what `gm100.score` finds them from: the cells with a value, of the rows that took part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from gm100.adapters._frame_numbers import column
from gm100.adapters._narwhals import Expr, is_missing, narwhals
from gm100.errors import Issue, ScoringError
from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Scorecard, changed
from gm100.scoring.registry import STANDARD

FITTED: Final = ("distance_to_max", "distance_to_target", "fraction_of_max", "minmax", "zscore")
"""The normalisers whose limits a query can find."""


def derived(card: Scorecard) -> tuple[Indicator, ...]:
    """
    Return the indicators whose limits come from the data.
    """
    return tuple(i for i in card.indicators if i.normalise is not None and i.normalise.slug in FITTED)


def fitted(frame: Any, card: Scorecard, sound: Mapping[str, Expr]) -> Group:
    """
    Return the tree with every limit written in.

    Args:
        frame: The frame with the cells as they were read.
        card: The scorecard.
        sound: By indicator, whether a cell counts.

    Raises:
        ScoringError: The data have no limits to give.
    """
    found, issues, changes = _aggregated(frame, derived(card), sound), [], {}
    for node in derived(card):
        least, most = found[column(node.id, "least")], found[column(node.id, "most")]
        if is_missing(least):
            continue
        try:
            changes[node.id] = _limits(node, float(least), float(most), found)
        except ValueError as error:
            slug = node.normalise.slug if node.normalise else ""
            issues.append(Issue("limits", str(error), (node.id, slug)))
    if issues:
        raise ScoringError(card.id, issues)
    empty = {
        node.id: {"normalise": Method("constant", (Decimal(0),))} for node in derived(card) if node.id not in changes
    }
    return changed(card.root, {**changes, **empty})


def _aggregated(frame: Any, nodes: Sequence[Indicator], sound: Mapping[str, Expr]) -> Mapping[str, Any]:
    """
    Return least, greatest, mean and deviation of the cells that count.
    """
    nw = narwhals()
    kept = {column(n.id, "fit"): nw.when(sound[n.id]).then(nw.col(column(n.id, "read"))) for n in nodes}
    wanted: list[Expr] = []
    for node in nodes:
        cells = nw.col(column(node.id, "fit"))
        wanted += [cells.min().alias(column(node.id, "least")), cells.max().alias(column(node.id, "most"))]
        if node.normalise is not None and node.normalise.slug == "zscore":
            free = 0 if "population" in node.normalise.params else 1
            wanted += [cells.mean().alias(column(node.id, "mean"))]
            wanted += [cells.std(ddof=free).alias(column(node.id, "deviation"))]
    rows = frame.select(**kept).select(*wanted)
    rows = rows.collect() if hasattr(rows, "collect") else rows
    row: Mapping[str, Any] = next(iter(rows.iter_rows(named=True)))
    return row


def _limits(node: Indicator, least: float, most: float, found: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the fields of an indicator with its limits, by the functions that find them in `gm100.score`.
    """
    method = node.normalise or Method("identity")
    normaliser = STANDARD.normalisers[method.slug]
    unbounded = node.output is not None and normaliser.span(*method.params) is None
    fit = STANDARD.normalisers["minmax"].fit if unbounded else normaliser.fit
    params = () if unbounded else method.params
    if method.slug == "zscore" and not unbounded:
        return {"normalise": _standard(node, params, least == most, found), "direction": Direction.HIGHER}
    assert fit is not None  # noqa: S101 - for type checkers: every one of these fits
    return {"normalise": fit([least, most], node.direction, {}, *params), "direction": Direction.HIGHER}


def _standard(node: Indicator, params: Sequence[Any], same: bool, found: Mapping[str, Any]) -> Method:  # noqa: FBT001 - told apart by the caller alone
    """
    Return the distance from the mean in deviations; a column without differences is at the centre.
    """
    mean, deviation = found[column(node.id, "mean")], found[column(node.id, "deviation")]
    if same or is_missing(deviation) or not deviation:
        return Method("constant", (params[1] if len(params) > 1 else Decimal(0),))
    sign = 1 if node.direction is Direction.HIGHER else -1
    limits = (Decimal(repr(float(mean))), Decimal(repr(sign * float(deviation))))
    return Method("standard", (*limits, *params[1:]))
