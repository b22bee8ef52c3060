"""
`gm100 status`: what is known of a region, or of all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._output import say
from gm100.reference import regions, status
from gm100.serializers import dumps
from gm100.serializers.formats.csv_ import write_rows

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "status",
        help="show what is known of a region",
        description="Show what is known of a region: membership, step reached, results, records, what is due, and what "
        "is not known, each with its source.",
    )
    command.add_argument("region", nargs="*", help="code or name of the region; words are joined")
    command.add_argument("--all", action="store_true", help="all 514 regions")
    command.add_argument(
        "--on", metavar="DATE", help="as of this day (YYYY-MM-DD); without it, the last of which there is a record"
    )
    command.add_argument("--lang", choices=("id", "en"), default="en", help="default: %(default)s")
    command.add_argument("--format", choices=("text", "json", "html", "csv"), default="text")
    command.set_defaults(run=run, command=command)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    if args.all == bool(args.region):
        args.command.error("expected a region, or --all")
    named = [*regions()] if args.all else [" ".join(args.region)]
    found = [status(region, on=args.on) for region in named]
    if args.format == "json":
        say(dumps(found if args.all else found[0]))
    elif args.format == "csv":
        rows = [each.to_row() for each in found]
        say(write_rows(rows, tuple(rows[0])))
    else:
        say("\n\n".join(each.html(args.lang) if args.format == "html" else each.text(args.lang) for each in found))
    return 0
