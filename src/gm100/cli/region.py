"""
`gm100 region`: find the region that a name means, or a whole column of them.
"""

from __future__ import annotations

import argparse
from typing import Any

from gm100.cli._files import to_read
from gm100.cli._output import as_json, remark, say
from gm100.errors import DocumentError, Issue, RefusedError
from gm100.model import Resolution, Resolutions, ResolutionStatus
from gm100.reference import regions, resolve_table
from gm100.reference.names.columns import is_header
from gm100.serializers.document.files import read_text
from gm100.serializers.document.limits import LIMITS
from gm100.serializers.formats.csv_ import write_rows
from gm100.serializers.tabular.records import lines_of, read_table

COLUMNS = ("text", "status", "code", "name", "kind", "province", "corrected", "candidates", "note")
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
    what.add_argument(
        "--file", metavar="FILE", help="a CSV table with a header, or a name in each line; - for standard input"
    )
    command.add_argument("--on", metavar="DATE", help="the day of the document, as YYYY-MM-DD")
    command.add_argument("--within", metavar="PROVINCE", help="the province to look in: its name or code")
    command.add_argument("--level", choices=("region", "province"), help="what the rows of the file name")
    command.add_argument("--bare", choices=("kabupaten", "kota"), help="what a name without a kind is, in the file")
    command.add_argument(
        "--known", metavar="FILE", help="an earlier answer as CSV with the missing codes filled in, which are then used"
    )
    command.add_argument("--exact", action="store_true", help="correct no misspelled name")
    command.add_argument("--format", choices=("text", "json", "csv"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    if args.file is None:
        found = regions().resolve_all([args.text], on=args.on, within=args.within, corrections=not args.exact)
    else:
        found = _of_file(args)
    _WRITERS[args.format](found, single=args.file is None)
    if args.file is not None:
        remark(found.summary())
    return max((EXIT_CODES[result.status] for result in found), default=0)


def _of_file(args: argparse.Namespace) -> Resolutions:
    """
    Return the answers for a file: a table where its first line names columns, else a name in each line.

    Raises:
        DocumentError: The table cannot be read, or no column of it has names or codes.
    """
    text = read_text(to_read(args.file))
    header, rows = _table(text, args.file)
    known = _table(read_text(to_read(args.known)), args.known)[1] if args.known else ()
    return resolve_table(
        rows if is_header(header) else {"text": lines_of(text)},
        on=args.on,
        within=args.within,
        level=args.level,
        bare=args.bare,
        corrections=not args.exact,
        known=known if is_header(header) else (),
    )


def _table(text: str, file: str) -> tuple[list[str], list[dict[str, str]]]:
    issues: list[Issue] = []
    try:
        header, rows = read_table(text, LIMITS, issues)
    except RefusedError as refused:
        raise DocumentError(file, refused.issues, "nothing was resolved") from None
    if issues and is_header(header):
        raise DocumentError(file, issues, "nothing was resolved")
    return header, [dict(zip(header, cells, strict=True)) for _, cells in rows]


def _text(found: Resolutions, *, single: bool) -> None:
    for result in found:
        say(_answer(result) if single else f"{result.text}: {_answer(result)}")


def _answer(result: Resolution) -> str:
    if result.region is not None:
        return str(result.region) + (
            f" (corrected: {result.text!r} was read as {result.corrected})" if result.corrected else ""
        )
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
