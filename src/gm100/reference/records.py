"""
The dated records of the programme: the facts of each region, and the editions of awards, as they were typed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from gm100.model.award import AwardEdition
from gm100.model.dossier import Dossier
from gm100.serializers.structure.converter import converter


@cache
def _document() -> Mapping[str, Any]:
    from importlib.resources import files

    document: dict[str, Any] = json.loads((files("gm100.reference._data") / "records.json").read_bytes())
    return document


def recorded(region: str) -> Dossier:
    """
    Return the facts that the records have of a region, none where they have none.
    """
    held: Mapping[str, list[dict[str, Any]]] = _document()["facts"].get(region, {})
    facts = {collection: [_with_sources(fact) for fact in found] for collection, found in held.items()}
    return converter().structure({"region": region, **facts}, Dossier)


@cache
def award_editions() -> tuple[AwardEdition, ...]:
    """
    Return the editions of awards as their givers announce them, in the order of the records.

    >>> [edition.name for edition in award_editions()][:3]
    ['ISNA 2015', 'ISNA 2016', 'IKCI 2018']
    """
    return tuple(converter().structure(_with_sources(each), AwardEdition) for each in _document()["schemes"])


class UntypedRecord(NamedTuple):
    """
    A record that became no fact of its own.

    Attributes:
        line: Its line in the source of the records.
        region: Code of its region.
        reason: Why.
    """

    line: int
    region: str
    reason: str


@cache
def untyped_records() -> tuple[UntypedRecord, ...]:
    """
    Return the records that became no fact of their own, with the reason; `docs/reference/records.md` lists them, too.

    >>> untyped_records()[4]
    UntypedRecord(line=67, region='32.12', reason='a number of quick wins without a name; a quick win has one')
    """
    return tuple(UntypedRecord(**record) for record in _document()["untyped"])


def _with_sources(fact: Mapping[str, Any]) -> dict[str, Any]:
    further = (
        {"further_sources": [_source(place) for place in fact["further_sources"]]} if "further_sources" in fact else {}
    )
    return {**fact, "source": _source(fact["source"]), **further}


def _source(place: int) -> dict[str, str]:
    address, evidence = _document()["sources"][place]
    return {"title": address, "evidence": evidence, "address": address}
