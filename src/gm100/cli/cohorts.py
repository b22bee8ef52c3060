"""
`gm100 cohorts`: list the cohorts, or the members of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gm100._text import columns
from gm100.cli._output import as_json, say
from gm100.model import MembershipStatus
from gm100.reference import cohorts, memberships, provinces, regions
from gm100.serializers.formats.csv_ import write_rows

if TYPE_CHECKING:
    import argparse

    from gm100.model import Membership

COHORT_COLUMNS: Sequence[str] = (
    "year",
    "phase",
    "announced",
    "new",
    "known",
    "missing",
    "provinces",
    "cumulative",
    "mou_date",
)
MEMBER_COLUMNS: Sequence[str] = ("code", "name", "status", "confidence", "area", "note")


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "cohorts",
        help="list the cohorts, or the members of one",
        description="List the cohorts with what was announced and what is known, or all that is known of one cohort.",
    )
    command.add_argument("year", nargs="?", type=int, help="year of a cohort, such as 2018")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    if args.year is None:
        rows, closing = cohorts().to_rows(), []
    else:
        rows, closing = [_row(row) for row in memberships(cohort=args.year)], [_gap(args.year)]
    names = COHORT_COLUMNS if args.year is None else MEMBER_COLUMNS
    if args.format == "json":
        say(as_json([{name: _plain(value) for name, value in row.items()} for row in rows]))
    elif args.format == "csv":
        say(write_rows(rows, names))
    else:
        cells = [[str(row[name] if row[name] is not None else "") for name in names] for row in rows]
        say("\n".join([*columns([names, *cells], "l" * len(names)), *closing]))
    return 0


def _row(row: Membership) -> dict[str, object]:
    area = regions()[row.region] if row.region in regions() else provinces()[row.region]
    return {
        "code": row.region,
        "name": area.full_name,
        "status": row.status.value,
        "confidence": row.confidence.value,
        "area": row.area,
        "note": row.note,
    }


def _gap(year: int) -> str:
    cohort = cohorts()[year]
    counted = len(memberships(cohort=cohort, status=MembershipStatus.MEMBER))
    missing = f"; {cohort.missing} of {cohort.announced_new} new regions were not found" if cohort.missing else ""
    return f"{counted} counted in {year}{missing}"


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
