"""
`gm100 report`: one page of HTML on a dossier, a region or a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

from gm100.adapters.report import dossier_page, ranking_page, region_page
from gm100.cli._given import STANDARD, card_of, day_of, dossier_of, is_file, region_of
from gm100.cli._output import say
from gm100.cli._tables import engine_of, table_of
from gm100.reference import scorecards
from gm100.reference.results import published
from gm100.scoring import rank

if TYPE_CHECKING:
    from gm100.model import Scorecard
    from gm100.scoring import Ranking

_TABLES = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".parquet")


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    given = args.given
    is_table = given is None or (given != STANDARD and is_file(given) and given.lower().endswith(_TABLES))
    say(_of_table(args) if is_table else _of_dossier(args))
    return 0


def _of_dossier(args: SimpleNamespace) -> str:
    dossier = dossier_of(args.given, args.lang)
    return dossier_page(dossier, on=day_of(args, dossier, args.given), book=args.book, lang=args.lang)


def _of_table(args: SimpleNamespace) -> str:
    given = table_of(args, args.given, card_of(args.scorecard) if args.scorecard else None)
    ranking = rank(given.among(args.among), given.card, engine=engine_of(args))
    if args.region:
        code = args.region if args.region in ranking.scores.units else region_of(args.region, args.lang).code
        return region_page(ranking, code, previous=_earlier(given.card), lang=args.lang, corrected=given.corrections)
    return ranking_page(ranking, lang=args.lang, corrected=given.corrections)


def _earlier(card: Scorecard) -> Iterator[Ranking]:
    for other in scorecards().values():
        found = published(other.id) if card.id in scorecards() else ()
        if found and (other.edition or "") < (card.edition or ""):
            yield rank(found, other)
