"""
`gm100 check`: hold a dossier against what the programme asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._dossier import add_dossier, read_dossier
from gm100.cli._output import remark, say
from gm100.reference import check
from gm100.rules import latest_day
from gm100.serializers import dumps

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "check",
        help="hold a dossier against what the programme asks",
        description="Hold a dossier against the rules. Exit code 1 when a rule of severity must is broken, "
        "2 when the input is wrong.",
    )
    add_dossier(command)
    command.add_argument(
        "--on", metavar="DATE", help="as of this day (YYYY-MM-DD); without it, the last day the dossier speaks of"
    )
    command.add_argument("--book", metavar="ID", help="rule book; without it, that of the region's cohort")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    dossier = read_dossier(args.dossier)
    on = args.on or latest_day(dossier)
    if on is None:
        remark(f"{args.dossier}: the dossier has no dates; say with --on as of which day to check it")
        return 2
    report = check(dossier, on=on, book=args.book)
    say(dumps(report) if args.format == "json" else report.text(args.lang))
    return 0 if report.clean else 1
