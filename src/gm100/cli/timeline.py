"""
`gm100 timeline`: what happened in a region, in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100._text import columns
from gm100.cli._dossier import add_dossier, read_dossier
from gm100.cli._output import say
from gm100.rules import timeline
from gm100.serializers import dumps

if TYPE_CHECKING:
    import argparse

    from gm100.model import Event


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser("timeline", help="show what happened in a region, in order")
    add_dossier(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    events = timeline(read_dossier(args.dossier))
    if args.format == "json":
        say(dumps(events) if events else "[]")
    elif events:
        say("\n".join(columns((_line(event, args.lang) for event in events), "ll")))
    return 0


def _line(event: Event, lang: str) -> tuple[str, str]:
    when = f"{event.date} to {event.until}" if event.until and event.until != event.date else str(event.date)
    return when, event.title.in_(lang)
