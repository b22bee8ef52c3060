"""
The tables that commands are given, and the results that regions are among; what was found of a table is said.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.adapters.tables import GivenTable, read_table
from gm100.cli._given import card_of, place_of, region_of
from gm100.cli._output import remark
from gm100.cli._parse import misused
from gm100.model import Scorecard
from gm100.reference import evaluations, scorecards
from gm100.scoring import Engine, Scores, load_plugins, score
from gm100.text.headers import LATEST


def table_of(args: SimpleNamespace, table: str | None, card: Scorecard | None, **choices: Any) -> GivenTable:
    """
    Return a table, read as the options say, or without one the published results; what was found is said.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
    """
    if table is None:
        card = card or scorecards()[LATEST]
        return GivenTable(card=card, rows=evaluations(scorecard=card))
    found = read_table(
        place_of(table),
        card,
        decimal_comma=bool(args.decimal_comma),
        extra=args.extra,
        corrections=not args.exact,
        lang=args.lang,
        sheet=args.sheet,
        **choices,
    )
    remark(*found.remarks)
    return found


def engine_of(args: SimpleNamespace) -> Engine:
    """
    Return the engine that was asked for: with the methods of installed packages, or with those of gm100 alone.
    """
    return load_plugins() if args.plugins else Engine()


def results_of(args: SimpleNamespace, *named: str) -> tuple[list[str], Scores]:
    """
    Return the codes of regions, and the results they are among: of a table, or the latest published ones.

    Raises:
        UnknownIdError: There is no such region, or no results of it.
        UsageError: No scorecard has published results of all of them.
    """
    areas = [region_of(each, args.lang, exact=bool(args.exact)) for each in named]
    codes = [area.code for area in areas]
    card = card_of(args.scorecard) if args.scorecard else None
    if args.table is not None:
        given = table_of(args, args.table, card)
        return codes, score(given.among("auto"), given.card)
    if card is None:
        card = _latest(codes)
    if card is None:
        raise misused(args.lang, "no_common_result", one=areas[0].full_name, other=areas[-1].full_name)
    return codes, score(evaluations(scorecard=card), card)


def _latest(codes: list[str]) -> Scorecard | None:
    """
    Return the scorecard of the latest published results that all regions have; of one without any, the latest of all.
    """
    held = [{e.edition: e.year for e in evaluations(region=code) if e.participated} for code in codes]
    common = [edition for edition in held[0] if edition in scorecards() and all(edition in each for each in held)]
    if not common and len(codes) > 1:
        return None
    return scorecards()[str(max(common, key=lambda edition: held[0][edition], default=LATEST))]
