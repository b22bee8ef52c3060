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
    command.add_argument("--on", metavar="DATE", help="only those in force on this day, as YYYY-MM-DD")
    command.add_argument("--subject", help="only those of this subject, such as digital-government")
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    cards = scorecards(on=args.on, subject=args.subject).values()
    if args.format == "json":
        say(as_json([_row(card) for card in cards]))
    else:
        head = ("id", "evidence", "in force", "weights", "title")
        rows = [(c.id, str(c.evidence or ""), _dates(c), _weights(c), c.title or "") for c in cards]
        say("\n".join(columns([head, *rows], "lllll")))
    return 0


def _dates(card: Scorecard) -> str:
    if card.effective_from is None:
        return "not known"
    return f"{card.effective_from} to {card.effective_until}" if card.effective_until else f"from {card.effective_from}"


def _weights(card: Scorecard) -> str:
    if len(card.indicators) > MOST_SHOWN:
        return f"{len(card.indicators)} indicators, see gm100 scorecard show {card.id}"
    return " ".join(f"{indicator.id} {indicator.weight}" for indicator in card.indicators)


def _row(card: Scorecard) -> dict[str, Any]:
    source = card.source
    return {
        "id": card.id,
        "title": card.title,
        "subject": card.subject,
        "edition": card.edition,
        "effective_from": card.effective_from and str(card.effective_from),
        "effective_until": card.effective_until and str(card.effective_until),
        "replaces": list(card.replaces),
        "replaced_by": list(scorecards().replaced_by(card.id)),
        "evidence": card.evidence,
        "weights": {indicator.id: indicator.weight for indicator in card.indicators},
        "source": source and {"title": source.title, "number": source.number, "address": source.address},
        "note": card.note,
    }
