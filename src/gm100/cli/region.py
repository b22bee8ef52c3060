"""
`gm100 region`: find the region that a name means, or a whole column of them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gm100.cli._output import as_json, remark, say
from gm100.model import Resolution, Resolutions, ResolutionStatus
from gm100.reference import regions
from gm100.serializers.csv_ import write_rows
from gm100.serializers.files import read_text

COLUMNS = ("text", "status", "code", "name", "kind", "province", "note")
EXIT_CODES = {ResolutionStatus.RESOLVED: 0, ResolutionStatus.AMBIGUOUS: 3, ResolutionStatus.UNKNOWN: 4}


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "region",
        help="find the region that a name means",
        description="Find the region or the province that a name means, as a document writes it. Exit code 3 when it "
        "fits several, which are listed, and 4 when it fits none; for a file, the highest code of its lines.",
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", help="the name, such as 'Pemkab Trenggalek'")
    what.add_argument("--file", metavar="FILE", help="a text file with a name in each line, or - for standard input")
    command.add_argument("--on", metavar="DATE", help="the day of the document, as YYYY-MM-DD")
    command.add_argument("--within", metavar="PROVINCE", help="the province to look in: its name or code")
    command.add_argument("--format", choices=("text", "json", "csv"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    texts = [args.text] if args.file is None else _lines(args.file)
    found = regions().resolve_all(texts, on=args.on, within=args.within)
    _WRITERS[args.format](found, single=args.file is None)
    if args.file is not None:
        remark(found.summary())
    return max((EXIT_CODES[result.status] for result in found), default=0)


def _lines(file: str) -> list[str]:
    text = sys.stdin.read() if file == "-" else read_text(Path(file))
    return text.removeprefix("\ufeff").splitlines()


def _text(found: Resolutions, *, single: bool) -> None:
    for result in found:
        say(_answer(result) if single else f"{result.text}: {_answer(result)}")


def _answer(result: Resolution) -> str:
    if result.region is not None:
        return str(result.region)
    candidates = [f"  {candidate}" for candidate in result.candidates]
    return "\n".join([f"{result.status}: {result.note}", *candidates])


def _json(found: Resolutions, *, single: bool) -> None:
    rows = [_row(result) for result in found]
    say(as_json(rows[0] if single else rows))


def _row(result: Resolution) -> dict[str, Any]:
    candidates = [{"code": c.region.code, "name": c.region.full_name, "reason": c.reason} for c in result.candidates]
    return result.to_row() | {"candidates": candidates, "dropped": result.dropped}


def _csv(found: Resolutions, *, single: bool) -> None:  # noqa: ARG001 - a table is a table, with one row or many
    say(write_rows(found.to_rows(), COLUMNS))


_WRITERS = {"text": _text, "json": _json, "csv": _csv}
