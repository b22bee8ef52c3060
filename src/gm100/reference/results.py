"""
The results the ministry has published, and indices without components that the press or a region printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from gm100._lookup import area
from gm100._lookup import scorecard as scorecard_of
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked
from gm100.fields.arguments import year as year_of
from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation, QuestionScore, Track
from gm100.model.pillar import PillarId
from gm100.model.region import Province, Region, RegionKind
from gm100.model.source import Evidence, Source
from gm100.reference._rows import rows_of, source_at
from gm100.reference.cards import source_of
from gm100.serializers.tabular.cells import read_row

if TYPE_CHECKING:  # Anyone who wants all results needs no scorecards.
    from gm100.model.scorecard import Scorecard

_TRACKS = {
    "kominfo-2022-early": Track.EARLY_PHASE,
    "kominfo-2022-regular": Track.REGULAR,
    "kominfo-2023-regular": Track.REGULAR,
    "kominfo-2023-kppn-ikn": Track.KPPN_IKN,
}

KEDIRI_2022 = Source(
    "Hasil evaluasi smart city 2022, Kota Kediri ke-4 tertinggi se-Jawa Timur",
    evidence=Evidence.PRESS,
    publisher="bangsaonline.com",
    number="B-1003/DJAI/AI.01.04/12/2022",
)


@checked
def evaluations(
    *,
    scorecard: Scorecard | str | None = None,
    year: int | str | None = None,
    region: Region | Province | str | None = None,
) -> tuple[Evaluation, ...]:
    """
    Return published evaluations, in the order of the tables, and then indices that only the press or a region printed.

    Those have neither an edition nor scores, and their source says their grade; with a scorecard they are left out. An
    empty answer says that nothing which is held lists the region; of what nothing is held, is an error.

    >>> len(evaluations(year=2023)), evaluations(region="35.07")[0].year
    (141, 2022)

    Args:
        scorecard: Only those of this scorecard, or of this id.
        year: Only those of this year.
        region: Only those of this region, or of the one with this code or name.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        UnknownIdError: There is no such scorecard or region, or no published results of the scorecard or the year.
    """
    edition = None if scorecard is None else scorecard_of(scorecard).id
    when = None if year is None else year_of(year)
    code = None if region is None else area(region).code
    _refuse_unheld("scorecard", "edition", edition)
    _refuse_unheld("year", "year", when)
    chosen = _all() if edition is None else published(edition)
    return tuple(e for e in chosen if when in {None, e.year} and code in {None, e.region})


def published(edition: str) -> tuple[Evaluation, ...]:
    """
    Return the published evaluations of a scorecard, none where none are held.
    """
    return tuple(e for e in _all() if e.edition == edition)


def _refuse_unheld(kind: str, field: str, asked: object) -> None:
    held = () if asked is None else {getattr(e, field) for e in _all()} - {None}
    if held and asked not in held:
        raise UnknownIdError(f"{kind} of the published results", str(asked), sorted(map(str, held)))


def track_of(edition: str | None) -> Track | None:
    """
    Return the track that an edition is for, or `None`.
    """
    return _TRACKS.get(edition or "")


@cache
def _all() -> tuple[Evaluation, ...]:
    from gm100.reference._data import evaluations as table

    tables = (read_row(Evaluation, _fields(cells), document="published evaluations") for cells in rows_of(table))
    return (*tables, *_printed())


def _printed() -> Iterator[Evaluation]:
    """
    Yield the indices of the press, by year and code.
    """
    from gm100.reference._data import press

    for cells in rows_of(press):
        track, place, note = cells["track"], cells["rank_province"], cells["note"]
        said = (track, f"rank {place} in its province" if place else None, note)
        fields = {
            "region": cells["code"],
            "name": _full_names()[cells["code"]],
            "year": cells["year"],
            "track": Track.REGULAR if track and track.startswith("REGULER") else None,
            "published_index": cells["index"],
            "published_improvement": cells["improvement"],
            "published_previous": cells["prev_index"],
            "published_rank": cells["rank_national"],
            "source": source_at(press.SOURCES[int(cells["source"])]),
            "note": "; ".join(part for part in said if part) or None,
        }
        yield read_row(Evaluation, fields, document="published indices")


def _fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    code, edition, note = cells["code"], cells["edition"], cells["note"]
    return {
        "region": code,
        "name": _full_names()[code],
        "edition": edition,
        "year": cells["year"],
        "track": _TRACKS[edition],
        "participated": cells["participated"],
        "scores": _scores(cells, DIMENSIONS),
        "pillar_scores": _scores(cells, tuple(PillarId)),
        "questions": _questions().get((code, edition), ()),
        "published_index": cells["index"],
        "published_improvement": cells["improvement"],
        "published_previous": cells["prev_index"],
        "published_rank": cells["rank_national"],
        "source": _source(edition),
        "note": None if note and note.startswith("computed") else note,
    }


def _source(edition: str) -> Source | None:
    """
    Return where the results of an edition stand: in the letter that states its weights, but for one in the press.
    """
    return KEDIRI_2022 if edition == "kominfo-2022-regular" else source_of(edition)


def _scores(cells: Mapping[str, Any], names: tuple[str, ...]) -> tuple[DimensionScore, ...]:
    return tuple(
        DimensionScore(dimension=str(name), value=Decimal(value))
        for name in names
        if (value := cells[name]) is not None
    )


@cache
def _full_names() -> dict[str, str]:
    """
    Return the full name of each region by its code, without making the regions.
    """
    from gm100.reference._data.regions import COLUMNS, ROWS

    code, kind, name = map(COLUMNS.index, ("code", "kind", "name"))
    return {str(row[code]): f"{RegionKind(str(row[kind])).label} {row[name]}" for row in ROWS}


@cache
def _questions() -> dict[tuple[str, str], tuple[QuestionScore, ...]]:
    from gm100.reference._data import questions

    found: dict[tuple[str, str], tuple[QuestionScore, ...]] = {}
    for cells in rows_of(questions):
        question = QuestionScore(
            dimension=cells["dimension"],
            item=cells["item"],
            label=cells["label_en"],
            indicator=cells["indicator"],
            value=cells["score"],
        )
        key = (cells["code"], cells["edition"])
        found[key] = (*found.get(key, ()), question)
    return found
