"""
`gm100 scorecards`: list the scorecards with their weights and their evidence.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gm100.cli._output import show
from gm100.reference import scorecards
from gm100.render.values import local

if TYPE_CHECKING:
    from gm100.model import Scorecard

MOST_SHOWN = 9
"""Scorecards with more indicators have a command of their own to show them."""


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    cards = scorecards(on=args.on, subject=args.subject).values()
    if args.format == "json":
        show(args, "scorecards", map(_row, cards))
        return 0
    lang = args.lang if args.format == "table" else "en"
    rows = (
        {
            "id": c.id,
            "evidence": c.evidence,
            "in_force": _dates(c),
            "weights": _weights(c, lang),
            "title": c.title or "",
        }
        for c in cards
    )
    show(args, "scorecards", rows)
    return 0


def _dates(card: Scorecard) -> str:
    if card.effective_from is None:
        return "not known"
    return f"{card.effective_from} to {card.effective_until}" if card.effective_until else f"from {card.effective_from}"


def _weights(card: Scorecard, lang: str) -> str:
    if len(card.indicators) > MOST_SHOWN:
        return f"{len(card.indicators)} indicators, see gm100 scorecard show {card.id}"
    return " ".join(f"{indicator.id} {local(str(indicator.weight), lang)}" for indicator in card.indicators)


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
