"""
`gm100 report`: one page of HTML on a region or a ranking.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gm100.adapters.report import ranking_page, region_page
from gm100.cli._output import remark
from gm100.cli.evaluate import read_table
from gm100.reference import evaluations, scorecards
from gm100.scoring import rank
from gm100.serializers.files import write_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gm100.model import Scorecard
    from gm100.scoring import Ranking


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "report",
        help="write a page on a region or a ranking",
        description="Write one page of HTML that holds everything it shows: standing, scores with their explanation, "
        "comparison, sources. It can be printed on A4 and needs no network.",
    )
    command.add_argument("file", nargs="?", type=Path, help="CSV table; without it, the bundled official results")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the page")
    command.add_argument("--scorecard", default="kominfo-2023-regular", metavar="ID", help="default: %(default)s")
    command.add_argument("--region", metavar="CODE", help="the region the page is about; without it, the whole ranking")
    command.add_argument("--lang", choices=("id", "en"), default="id", help="default: %(default)s")
    command.add_argument("--decimal-comma", action="store_true", help="the table has decimal commas")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    card = scorecards()[args.scorecard]
    comma = args.decimal_comma
    ranking = rank(read_table(args.file, card, decimal_comma=comma) if args.file else evaluations(scorecard=card), card)
    if args.region:
        page = region_page(ranking, args.region, previous=_earlier(card), lang=args.lang)
    else:
        page = ranking_page(ranking, lang=args.lang)
    write_text(args.out, page)
    remark(f"wrote {args.out}")
    return 0


def _earlier(card: Scorecard) -> Iterator[Ranking]:
    """
    Yield the bundled rankings of earlier editions, oldest first.
    """
    for other in scorecards().values():
        found = evaluations(scorecard=other)
        if found and (other.edition or "") < (card.edition or ""):
            yield rank(found, other)
