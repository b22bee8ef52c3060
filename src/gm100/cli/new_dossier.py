"""
`gm100 new-dossier`: a commented skeleton to fill in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._output import remark, say
from gm100.reference import regions
from gm100.serializers.schemas.skeleton import skeleton

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "new-dossier",
        help="print a commented skeleton of a dossier (TOML)",
        description="Print it, and save it as .toml.",
    )
    command.add_argument("region", metavar="REGION", help="code or full name, such as 35.03 or 'Kabupaten Trenggalek'")
    command.add_argument("--exact", action="store_true", help="correct no misspelled name")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    region = regions().resolve(args.region, corrections=not args.exact)
    correction = regions().match(args.region).correction
    if correction:
        remark(correction)
    say(skeleton(region.code, region.full_name))
    return 0
