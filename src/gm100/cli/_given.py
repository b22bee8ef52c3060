"""
What a command is given: a region, a dossier or a scorecard, by id, by name, or as a file.

Whatever only one of them needs is imported there, so that looking up a region loads no scorecards.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gm100.cli._output import remark
from gm100.cli._parse import misused
from gm100.reference.areas import regions
from gm100.text.words import translated

if TYPE_CHECKING:
    from datetime import date
    from types import SimpleNamespace

    from gm100.model import Dossier, Province, Region, Scorecard
    from gm100.serializers.document.opening import Place

STANDARD = "-"
"""Stands for standard input, or for standard output."""


def place_of(given: str) -> Place:
    """
    Return what to read for a path as it was typed.
    """
    return sys.stdin.buffer if given == STANDARD else given


def is_file(given: str) -> bool:
    """
    Tell whether an argument names a file: it has the end of one, there is one, or it is standard input.
    """
    from gm100.serializers import FORMATS

    suffixes = (suffix for each in FORMATS.values() for suffix in each.suffixes)
    return given == STANDARD or given.lower().endswith((*suffixes, ".xlsx")) or bool(given and Path(given).exists())


def format_of(given: str) -> str | None:
    """
    Return the format of a document that has no suffix to tell it: JSON on standard input, otherwise what the name says.
    """
    return "json" if given == STANDARD else None


def region_of(given: str, lang: str, *, exact: bool = False) -> Region | Province:
    """
    Return the region of a code or a name, and say what was corrected.

    Raises:
        AmbiguousRegionError: The name fits several.
        UnknownRegionError: It fits none.
    """
    found = regions().resolve(given, corrections=not exact)
    if not exact and (correction := regions().match(given).correction):
        remark(translated(correction, lang))
    return found


def dossier_of(given: str, lang: str) -> Dossier:
    """
    Return the dossier of a file, in which Indonesian words are read too, or the one that is known of a region.

    Raises:
        UnknownIdError: There is no such region.
        DocumentError: The file holds something else, or something in it is wrong.
    """
    from gm100.model import Dossier
    from gm100.reference import dossiers
    from gm100.serializers import load, load_lenient

    if not is_file(given):
        return dossiers()[region_of(given, lang).code]
    if Path(given).suffix.lower() == ".toml":
        found = load_lenient(given, entity=Dossier)
        remark(*(translated(str(change), lang) for change in found.changes))
        if isinstance(found.data, Dossier):
            return found.data
    return load(place_of(given), Dossier, format=format_of(given))


def day_of(args: SimpleNamespace, dossier: Dossier, given: str) -> date | str:
    """
    Return the day that was asked for, or the latest one of a dossier.

    Raises:
        UsageError: The dossier has none.
    """
    from gm100.rules import latest_day

    on = args.on or latest_day(dossier)
    if on is None:
        raise misused(args.lang, "no_dates", got=given)
    return on


def card_of(given: str) -> Scorecard:
    """
    Return a scorecard by its id, in any case, or from a file.

    Raises:
        UnknownIdError: There is neither a scorecard nor a file of that name.
        DocumentError: The file holds something else than one scorecard, or something in it is wrong.
    """
    from gm100.model import Scorecard
    from gm100.reference import scorecards
    from gm100.serializers import load

    known = scorecards()
    if given.lower() in known:
        return known[given.lower()]
    return load(place_of(given), Scorecard, format=format_of(given)) if is_file(given) else known[given]
