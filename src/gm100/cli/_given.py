"""
What a command is given: a region, a dossier, a scorecard or a table, by id, by name, or as a file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gm100._words import words_of
from gm100.adapters.tables import GivenTable, Options, read_given
from gm100.cli._commands import LATEST
from gm100.cli._output import remark
from gm100.cli._parse import UsageError
from gm100.model import Dossier, Scorecard
from gm100.reference import dossiers, evaluations, regions, scorecards
from gm100.scoring import Engine, Scores, load_plugins, score
from gm100.serializers import FORMATS, load, load_lenient

if TYPE_CHECKING:
    from gm100.model import Province, Region
    from gm100.serializers.document.opening import Place

STANDARD = "-"
"""Stands for standard input, or for standard output."""

_SUFFIXES = tuple(suffix for each in FORMATS.values() for suffix in each.suffixes)


def place_of(given: str) -> Place:
    """
    Return what to read for a path as it was typed.
    """
    return sys.stdin.buffer if given == STANDARD else given


def is_file(given: str) -> bool:
    """
    Tell whether an argument names a file: it has the end of one, there is one, or it is standard input.
    """
    return given == STANDARD or given.lower().endswith((*_SUFFIXES, ".xlsx")) or bool(given and Path(given).exists())


def format_of(given: str) -> str | None:
    """
    Return the format of a document that has no suffix to tell it: JSON on standard input, otherwise what the name says.
    """
    return "json" if given == STANDARD else None


def region_of(given: str, *, exact: bool = False) -> Region | Province:
    """
    Return the region of a code or a name, and say what was corrected.

    Raises:
        AmbiguousRegionError: The name fits several.
        UnknownRegionError: It fits none.
    """
    found = regions().resolve(given, corrections=not exact)
    if not exact and (correction := regions().match(given).correction):
        remark(correction)
    return found


def dossier_of(given: str) -> Dossier:
    """
    Return the dossier of a file, in which Indonesian words are read too, or the one that is known of a region.

    Raises:
        UnknownIdError: There is no such region.
        DocumentError: The file holds something else, or something in it is wrong.
    """
    if not is_file(given):
        return dossiers()[region_of(given).code]
    if Path(given).suffix.lower() == ".toml":
        found = load_lenient(given, entity=Dossier)
        remark(*map(str, found.changes))
        if isinstance(found.data, Dossier):
            return found.data
    return load(place_of(given), Dossier, format=format_of(given))


def card_of(given: str) -> Scorecard:
    """
    Return a scorecard by its id, in any case, or from a file.

    Raises:
        UnknownIdError: There is neither a scorecard nor a file of that name.
        DocumentError: The file holds something else than one scorecard, or something in it is wrong.
    """
    known = scorecards()
    if given.lower() in known:
        return known[given.lower()]
    return load(place_of(given), Scorecard, format=format_of(given)) if is_file(given) else known[given]


def table_of(args: SimpleNamespace, table: str | None, card: Scorecard | None, **choices: Any) -> GivenTable:
    """
    Return a table, read as the options say, or without one the published results; what was found is said.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
    """
    options = Options(decimal_comma=bool(args.decimal_comma), extra=args.extra, exact=bool(args.exact), lang=args.lang)
    place = None if table is None else place_of(table)
    found = read_given(place, card, card or scorecards()[LATEST], options, **choices)
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
    areas = [region_of(each, exact=bool(args.exact)) for each in named]
    codes = [area.code for area in areas]
    card = card_of(args.scorecard) if args.scorecard else None
    if args.table is not None:
        given = table_of(args, args.table, card)
        return codes, score(given.among("auto"), given.card)
    if card is None:
        card = _latest(codes)
    if card is None:
        parts = {"one": areas[0].full_name, "other": areas[-1].full_name}
        raise UsageError([words_of("usage", args.lang)["no_common_result"].format(**parts)])
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
