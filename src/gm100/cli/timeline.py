"""
`gm100 timeline`: what happened in a region, in order.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from gm100.cli._given import dossier_of
from gm100.cli._output import show
from gm100.rules import timeline
from gm100.text.layout import columns
from gm100.text.words import words_of

if TYPE_CHECKING:
    from gm100.model import Event


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    events = timeline(dossier_of(args.dossier, args.lang))
    rows = (
        {"date": str(each.date), "until": each.until and str(each.until), "event": each.title.in_(args.lang)}
        for each in events
    )
    text = "\n".join(columns((_line(each, args.lang) for each in events), "ll")) if events else ""
    show(args, "events", rows, text=text, document=events)
    return 0


def _line(event: Event, lang: str) -> tuple[str, str]:
    ends = event.until and event.until != event.date
    when = words_of("timeline", lang)["from_to"].format(start=event.date, end=event.until) if ends else str(event.date)
    return when, event.title.in_(lang)
