"""
`gm100 scorecards`: list the scorecards with their weights and their evidence.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gm100.cli._output import show
from gm100.reference import scorecards

if TYPE_CHECKING:
    from gm100.model import Scorecard

MOST_SHOWN = 9
"""Scorecards with more indicators have a command of their own to show them."""


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    cards = scorecards().values()
    if args.format == "json":
        show(args, "scorecards", map(_row, cards))
        return 0
    rows = (
        {"id": card.id, "evidence": card.evidence, "weights": _weights(card), "title": card.title or ""}
        for card in cards
    )
    show(args, "scorecards", rows)
    return 0


def _weights(card: Scorecard) -> str:
    if len(card.indicators) > MOST_SHOWN:
        return f"{len(card.indicators)} indicators, see gm100 scorecard show {card.id}"
    return " ".join(f"{indicator.id} {indicator.weight}" for indicator in card.indicators)


def _row(card: Scorecard) -> dict[str, Any]:
    source = card.source
    return {
        "id": card.id,
        "title": card.title,
        "edition": card.edition,
        "evidence": card.evidence,
        "weights": {indicator.id: indicator.weight for indicator in card.indicators},
        "source": source and {"title": source.title, "number": source.number, "address": source.address},
        "note": card.note,
    }
