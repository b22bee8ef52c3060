"""
`gm100 score`: compute an index from a table, with a scorecard by id or from a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100._text import columns
from gm100.cli._files import to_read
from gm100.cli._output import as_json, remark, say
from gm100.cli._plugins import add_plugins, engine_of
from gm100.cli._regions import refuse_corrected, unit_of
from gm100.cli.scorecard import find
from gm100.scoring import ranks, score
from gm100.serializers.formats.csv_ import write_rows
from gm100.serializers.tabular.plain import read_cells

if TYPE_CHECKING:
    import argparse

    from gm100.model import Ties
    from gm100.scoring import Scores

COLUMNS = ("rank", "code", "name", "index", "band")


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "score",
        help="compute an index from a table",
        description="Compute the index of every row of a CSV table and rank them. The table has a column `code`, "
        "perhaps `name`, or names of regions in a column such as `region`, and one for each indicator; "
        "a blank cell is a missing value, `n/a` one that cannot be. "
        "Exit code 2 when the table or the scorecard is wrong.",
    )
    command.add_argument("table", help="CSV table, or - for standard input")
    command.add_argument(
        "--scorecard", required=True, metavar="ID_OR_FILE", help="an id of gm100 scorecards, or a file"
    )
    command.add_argument("--explain", metavar="CODE_OR_NAME", help="show how the index of this row comes about")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.add_argument("--decimal-comma", action="store_true", help="the table has decimal commas")
    command.add_argument("--exact", action="store_true", help="correct no misspelled name of a region")
    command.add_argument("--ties", choices=("min", "max", "average", "dense", "ordinal"), default="min")
    add_plugins(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    rows = read_table(args.table, decimal_comma=args.decimal_comma)
    scores = score(rows, find(args.scorecard), engine_of(args))
    refuse_corrected(scores, exact=args.exact)
    if args.explain:
        say(scores[unit_of(args.explain, scores)].explain())
    else:
        _WRITERS[args.format](_rows(scores, args.ties))
    for line in scores.remarks:
        remark(line)
    return 0


def read_table(file: str, *, decimal_comma: bool = False) -> list[dict[str, object]]:
    """
    Read the rows of a CSV table as they stand; the scorecard says what the cells must be.

    Args:
        file: Its path, or - for standard input.
        decimal_comma: Whether its numbers have decimal commas.

    Raises:
        DocumentError: A column has no name or stands twice, or a row has more or fewer cells than the header.
    """
    return read_cells(to_read(file), decimal_comma=decimal_comma)


def _rows(scores: Scores, ties: Ties) -> list[dict[str, Any]]:
    places = ranks(scores.values, ties)
    rows = [
        {"rank": place, "code": result.unit, "name": result.name, "index": result.value, "band": result.band}
        for place, result in zip(places, scores, strict=True)
    ]
    return sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0, row["code"]))


def _table(rows: list[dict[str, Any]]) -> None:
    cells = [["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in rows]
    say("\n".join(columns([COLUMNS, *cells], "rllrl")))


def _csv(rows: list[dict[str, Any]]) -> None:
    say(write_rows(rows, COLUMNS))


def _json(rows: list[dict[str, Any]]) -> None:
    say(as_json(rows))


_WRITERS = {"table": _table, "csv": _csv, "json": _json}
