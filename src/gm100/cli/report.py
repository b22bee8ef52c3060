"""
`gm100 report`: one page of HTML on a dossier, a region or a ranking.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gm100.adapters.report import dossier_page, ranking_page, region_page
from gm100.cli._dossier import read_dossier
from gm100.cli._files import STANDARD, to_write
from gm100.cli._output import remark
from gm100.cli._plugins import add_plugins, engine_of
from gm100.cli._regions import RegionNames, refuse_corrected, unit_of
from gm100.cli.evaluate import read_table
from gm100.cli.score import read_table as read_rows
from gm100.cli.scorecard import find
from gm100.model import DIMENSIONS
from gm100.reference import evaluations, regions, scorecards
from gm100.reference.results import published
from gm100.rules import latest_day
from gm100.scoring import rank
from gm100.serializers.document.opening import opened_to_write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from gm100.model import Scorecard
    from gm100.scoring import Ranking


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "report",
        help="write a page on a dossier, a region or a ranking",
        description="Write one page of HTML that holds everything it shows: standing, timeline, findings and "
        "next steps, scores with their explanation, comparison, sources. It can be printed on A4 and needs no network.",
    )
    command.add_argument(
        "given",
        nargs="?",
        metavar="DOSSIER|TABLE",
        help="a dossier (a file, - for JSON on standard input, or the code of a bundled one) or a CSV table; "
        "without it, the bundled results",
    )
    command.add_argument("--out", required=True, metavar="FILE", help="where to write the page; - for standard output")
    command.add_argument("--lang", choices=("id", "en"), default="id", help="default: %(default)s")
    command.add_argument("--on", metavar="DATE", help="dossier: as of this day (YYYY-MM-DD), not the last it speaks of")
    command.add_argument("--book", metavar="ID", help="dossier: rule book; without it, that of the region's cohort")
    command.add_argument(
        "--scorecard",
        default="kominfo-2023-regular",
        metavar="ID_OR_FILE",
        help="table: an id of gm100 scorecards, or a file; default: %(default)s",
    )
    command.add_argument(
        "--region", metavar="REGION", help="table: the region the page is about, not the whole ranking"
    )
    command.add_argument("--decimal-comma", action="store_true", help="the table has decimal commas")
    command.add_argument("--exact", action="store_true", help="table: correct no misspelled name of a region")
    add_plugins(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    is_table = args.given is None or Path(args.given).suffix.lower() == ".csv"
    page = _of_table(args) if is_table else _of_dossier(args)
    if page is None:
        remark(f"{args.given}: the dossier has no dates; say with --on as of which day to report on it")
        return 2
    with opened_to_write(to_write(args.out)) as stream:
        stream.write(page.encode())
    if args.out != STANDARD:
        remark(f"wrote {args.out}")
    return 0


def _of_dossier(args: argparse.Namespace) -> str | None:
    dossier = read_dossier(args.given)
    on = args.on or latest_day(dossier)
    return dossier_page(dossier, on=on, book=args.book, lang=args.lang) if on else None


def _of_table(args: argparse.Namespace) -> str:
    card = find(args.scorecard)
    names = RegionNames(exact=args.exact)
    ranking = rank(_given(args, card, names), card, engine=engine_of(args))
    refuse_corrected(ranking.scores, exact=args.exact)
    for line in [*names.corrections, *ranking.scores.remarks]:
        remark(line)
    if args.region:
        unit = unit_of(args.region, ranking.scores)
        return region_page(ranking, unit, previous=_earlier(card), lang=args.lang, corrected=names.corrections)
    return ranking_page(ranking, lang=args.lang, corrected=names.corrections)


def _given(args: argparse.Namespace, card: Scorecard, names: RegionNames) -> Sequence[Any]:
    """
    Return evaluations where the scorecard counts the ministry's dimensions, plain rows for any other.
    """
    if args.given is None:
        return evaluations(scorecard=card)
    file = args.given
    if {indicator.id for indicator in card.indicators} <= set(DIMENSIONS):
        return read_table(file, card, names, decimal_comma=args.decimal_comma)
    return [_named(row) for row in read_rows(file, decimal_comma=args.decimal_comma)]


def _named(row: dict[str, object]) -> dict[str, object]:
    """
    Return a row with the name of its region, where it brings none.
    """
    known = regions().get(str(row.get("code")))
    return row if row.get("name") or known is None else {**row, "name": known.full_name}


def _earlier(card: Scorecard) -> Iterator[Ranking]:
    """
    Yield the bundled rankings of earlier editions, oldest first.
    """
    for other in scorecards().values():
        found = published(other.id) if card.id in scorecards() else ()
        if found and (other.edition or "") < (card.edition or ""):
            yield rank(found, other)
