"""
The catalogue of all scorecards that gm100 knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

from gm100.model.scorecard import Scorecard
from gm100.reference import appraisals, indices
from gm100.reference._catalogue import Catalogue
from gm100.reference.editions import EDITIONS


class Scorecards(Catalogue[Scorecard]):
    """
    Scorecards by id: first the editions of the evaluation, then other indices.
    """

    kind = "scorecard"
    opened_by = "scorecards"


_OTHERS: Final[Mapping[str, Callable[[], Scorecard]]] = {
    "spbe-2018": partial(indices.spbe, "spbe-2018"),
    "spbe-2020": partial(indices.spbe, "spbe-2020"),
    "skm-2017-ninth": partial(indices.skm, "ninth"),
    "skm-2017-0.111": partial(indices.skm, "0.111"),
    "skm-2017-0.11": partial(indices.skm, "0.11"),
    "skm-2017-rounded-mean": partial(indices.skm, "rounded-mean"),
    "ipm-bps": indices.ipm,
    "impact-survey-2023": appraisals.impact_survey,
    "quick-win-appraisal": appraisals.quick_win_appraisal,
    "readiness-gm100": appraisals.readiness,
}


@cache
def scorecards() -> Scorecards:
    """
    Return the catalogue of scorecards.

    >>> [str(i.weight) for i in scorecards()["kominfo-2022-early"].indicators]
    ['0.10', '0.20', '0.30', '0.10', '0.30']
    >>> scorecards()["spbe-2020"]["i47"].name
    'Layanan Publik Sektor 3'
    """
    editions = {card.id: card for card in EDITIONS}
    return Scorecards((*editions, *_OTHERS), lambda id_: editions[id_] if id_ in editions else _OTHERS[id_]())
