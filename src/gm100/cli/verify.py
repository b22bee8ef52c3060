"""
`gm100 verify`: hold claims about regions against what is known of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._files import to_read
from gm100.cli._output import say
from gm100.errors import DocumentError, Issue
from gm100.model import Verdict
from gm100.reference import verify
from gm100.serializers import dumps
from gm100.serializers.document.files import read_text
from gm100.serializers.document.limits import LIMITS
from gm100.serializers.formats.csv_ import write_rows
from gm100.serializers.tabular.records import read_table

if TYPE_CHECKING:
    import argparse

FIELDS = ("year", "index", "rank", "cohort", "award", "mou")


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "verify",
        help="hold a figure or a fact against what is known",
        description="Hold claims against what is known. Exit code 1 when one is contradicted, 2 when the input is "
        "wrong.",
    )
    command.add_argument("region", nargs="*", help="code or name of the region; words are joined")
    command.add_argument("--file", metavar="FILE", help="a CSV table of claims, one a row; - for standard input")
    for name in FIELDS:
        command.add_argument(f"--{name}", help=f"the {name} that is claimed")
    command.add_argument("--lang", choices=("id", "en"), default="en", help="default: %(default)s")
    command.add_argument("--format", choices=("text", "json", "csv"), default="text")
    command.set_defaults(run=run, command=command)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    if (args.file is None) == (not args.region):
        args.command.error("expected a region with a claim, or --file")
    given = {name: getattr(args, name) for name in FIELDS if getattr(args, name) is not None}
    found = verify(_rows(args.file)) if args.file else verify(region=" ".join(args.region), **given)
    if args.format == "json":
        say(dumps(found) if found else "[]")
    elif args.format == "csv":
        rows = found.to_rows()
        say(write_rows(rows, tuple(rows[0])) if rows else "")
    else:
        say(found.text(args.lang))
    return 1 if found.count(Verdict.CONTRADICTED) else 0


def _rows(file: str) -> list[dict[str, str]]:
    issues: list[Issue] = []
    header, rows = read_table(read_text(to_read(file)), LIMITS, issues)
    if issues:
        raise DocumentError(file, issues)
    return [dict(zip(header, cells, strict=True)) for _, cells in rows]
