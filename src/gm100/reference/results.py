"""
The results the ministry has published, and one printed by the press.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation, QuestionScore, Track
from gm100.model.pillar import PillarId
from gm100.model.scorecard import Scorecard
from gm100.model.source import Evidence, Source
from gm100.reference.areas import regions
from gm100.reference.cards import scorecards
from gm100.reference.editions import LETTER_2022_EARLY, LETTER_2023
from gm100.serializers.cells import read_row

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


def evaluations(
    *, scorecard: Scorecard | str | None = None, year: int | None = None, region: str | None = None
) -> tuple[Evaluation, ...]:
    """
    Return published evaluations, in the order of the tables.

    Args:
        scorecard: Only those of this scorecard, or of this id.
        year: Only those of this year.
        region: Only those of the region with this Kemendagri code.

    Raises:
        UnknownIdError: There is no scorecard or region of that id.
    """
    edition = scorecard.id if isinstance(scorecard, Scorecard) else scorecard
    if isinstance(scorecard, str):
        edition = scorecards()[scorecard].id
    if region is not None:
        region = regions()[region].code
    return tuple(
        e
        for e in _all()
        if (edition is None or e.edition == edition)
        and (year is None or e.year == year)
        and (region is None or e.region == region)
    )


def track_of(edition: str | None) -> Track | None:
    """
    Return the track that an edition is for, or `None`.
    """
    return _TRACKS.get(edition or "")


@cache
def _all() -> tuple[Evaluation, ...]:
    from gm100.reference._data.evaluations import COLUMNS, ROWS

    rows = (_fields(dict(zip(COLUMNS, row, strict=True))) for row in ROWS)
    return tuple(read_row(Evaluation, row, document="published evaluations") for row in rows)


def _fields(cells: dict[str, str | None]) -> dict[str, Any]:
    code, edition = str(cells["code"]), str(cells["edition"])
    note = cells["note"]
    return {
        "region": code,
        "name": regions()[code].full_name,
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


def _source(edition: str) -> Source:
    return {
        "kominfo-2022-early": LETTER_2022_EARLY,
        "kominfo-2022-regular": KEDIRI_2022,
    }.get(edition, LETTER_2023)


def _scores(cells: dict[str, str | None], names: tuple[str, ...]) -> tuple[DimensionScore, ...]:
    return tuple(
        DimensionScore(dimension=str(name), value=Decimal(value))
        for name in names
        if (value := cells[name]) is not None
    )


@cache
def _questions() -> dict[tuple[str, str], tuple[QuestionScore, ...]]:
    from gm100.reference._data.questions import COLUMNS, ROWS

    found: dict[tuple[str, str], tuple[QuestionScore, ...]] = {}
    for row in ROWS:
        cells = dict(zip(COLUMNS, row, strict=True))
        question = QuestionScore(
            dimension=str(cells["dimension"]),
            item=str(cells["item"]),
            label=cells["label_en"],
            indicator=cells["indicator"],
            value=Decimal(str(cells["score"])),
        )
        key = (str(cells["code"]), str(cells["edition"]))
        found[key] = (*found.get(key, ()), question)
    return found
