"""
The dossiers of every region, composed when they are read: membership, published results and records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gm100.model._entity import evolve
from gm100.model.cohort import TOOK_PART, Membership
from gm100.model.dossier import FACT_FIELDS, Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.mou import MoU
from gm100.model.source import Evidence, Source
from gm100.reference._catalogue import Catalogue
from gm100.reference.areas import area_of, provinces, regions
from gm100.reference.membership import cohorts, memberships
from gm100.reference.records import recorded
from gm100.reference.results import evaluations
from gm100.text.dates import PartialDate

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NOTHING_KNOWN: Final = (
    "nothing on record about it; nine members of 2022 and 2023 were not found, so it may be one of them"
)
"""The note of a dossier without a fact."""


class Dossiers(Catalogue[Dossier]):
    """
    The dossiers by Kemendagri code: one of every region and province, empty where nothing is known.
    """

    kind = "dossier"
    opened_by = "dossiers"


@cache
def dossiers() -> Dossiers:
    """
    Return what gm100 knows of each region and province: membership, published results and records, with their sources.

    Eight regions have a dossier made by hand, to which only results of other years are added. One of which nothing is
    known is empty, and its note says so.

    >>> [dossiers()[code].name for code in ("35.03", "35.10")]
    ['Kabupaten Trenggalek', 'Kabupaten Banyuwangi']
    >>> dossiers()["35.10"].memberships[0].cohort, dossiers()["11.01"].empty
    (2017, True)
    """
    return Dossiers((*regions(), *provinces()), _composed)


@cache
def by_hand() -> frozenset[str]:
    """
    Return the codes of the regions whose dossier was made by hand.
    """
    names = (file.name for file in _folder().iterdir())
    return frozenset(name.removesuffix(".json") for name in names if name.endswith(".json"))


def _folder() -> Traversable:
    """
    Return where the dossiers stand: a folder, or a part of the zip file that gm100 is imported from.
    """
    from importlib.resources import files

    return files("gm100.reference._data") / "dossiers"


@cache
def _made_by_hand(code: str) -> Dossier:
    from gm100.serializers import loads

    name = f"{code}.json"
    return loads((_folder() / name).read_bytes(), Dossier, document=name)


def _composed(code: str) -> Dossier:
    if code in by_hand():
        return _joined(_made_by_hand(code), _known(code))
    found = _known(code)
    return evolve(found, note=NOTHING_KNOWN) if found.empty else found


def _known(code: str) -> Dossier:
    """
    Return what the lists, tables and records have of a region.
    """
    place, found = area_of(code), recorded(code)
    named = memberships(region=place)
    results = _by_year([*evaluations(region=place), *found.evaluations])
    there = {mou.cohort or (mou.signed and mou.signed.year) for mou in found.mous}
    return evolve(
        found,
        name=place.full_name,
        memberships=named,
        evaluations=tuple(results[year] for year in sorted(results)),
        mous=(*found.mous, *_signed_with_cohort(named, there)),
    )


def _by_year(found: list[Evaluation]) -> dict[int, Evaluation]:
    """
    Return one result a year, that of the best source; another that prints the same index is a further source of it.
    """
    kept: dict[int, Evaluation] = {}
    for result in found:
        there = kept.setdefault(result.year, result)
        if there is result or result.source is None or there.source is None:
            continue
        scores = there.scores or result.scores
        if result.source.address != there.source.address and result.published_index == there.published_index:
            kept[result.year] = evolve(there, scores=scores, further_sources=(*there.further_sources, result.source))
    return kept


def _signed_with_cohort(named: Iterable[Membership], there: set[Any]) -> Iterator[MoU]:
    """
    Yield an agreement for each cohort of which no record has one: its members signed on one day.
    """
    for membership in named:
        cohort = cohorts()[membership.cohort]
        if membership.status not in TOOK_PART or cohort.year in there or cohort.mou_date is None:
            continue
        seen = cohort.sources[0].address if cohort.sources else None
        source = Source(
            f"the day on which the cohort of {cohort.year} signed", evidence=Evidence.INFERRED, address=seen
        )
        day: PartialDate = cohort.mou_date
        yield MoU(region=membership.region, cohort=cohort.year, signed=day, source=source, inferred=("signed",))


def kept(dossier: Dossier) -> Dossier:
    """
    Return what someone wrote down of a region: of what gm100 composed, the part made by hand, if any.
    """
    code = dossier.region
    if code not in dossiers() or dossier != dossiers()[code]:
        return dossier
    return _made_by_hand(code) if code in by_hand() else Dossier(region=code, name=dossier.name)


def with_known(dossier: Dossier) -> Dossier:
    """
    Return a dossier with what gm100 knows of the region and the dossier leaves open.

    Its own facts stay as they are. A collection that is empty, and is not said to be whole, is filled; results are
    added for years without one. A code that gm100 does not know is left alone, and so is a dossier that names another
    cohort than the lists: a finding says so, and two histories are not mixed.
    """
    code = dossier.region
    if code not in dossiers():
        return dossier
    known = dossiers()[code]
    listed = {(m.cohort, m.status) for m in known.memberships}
    contradicted = any((m.cohort, m.status) not in listed for m in dossier.memberships)
    return dossier if contradicted else _joined(dossier, known)


def _joined(dossier: Dossier, known: Dossier) -> Dossier:
    changes: dict[str, Any] = {} if dossier.name or known.empty else {"name": known.name}
    for collection in FACT_FIELDS:
        held, more = getattr(dossier, collection), getattr(known, collection)
        if collection in dossier.complete or not more:
            continue
        if collection == "evaluations":
            years = {result.year for result in held}
            more = tuple(result for result in more if result.year not in years)
        elif held:
            continue
        if more:
            changes[collection] = (*held, *more)
    return evolve(dossier, **changes) if changes else dossier
