"""
`gm100 scorecards`: list the scorecards with their weights and their evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100._text import columns
from gm100.cli._output import as_json, say
from gm100.reference import scorecards

if TYPE_CHECKING:
    import argparse

    from gm100.model import Scorecard

MOST_SHOWN = 9
"""Scorecards with more indicators have a command of their own to show them."""


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser("scorecards", help="list the scorecards with their weights and evidence")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    cards = scorecards().values()
    if args.format == "json":
        say(as_json([_row(card) for card in cards]))
    else:
        rows = [
            (card.id, card.evidence.value if card.evidence else "", _weights(card), card.title or "") for card in cards
        ]
        say("\n".join(columns([("id", "evidence", "weights", "title"), *rows], "llll")))
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
