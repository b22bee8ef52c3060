"""
The catalogue of all scorecards that gm100 knows.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from gm100.reference._catalogue import Catalogue

if TYPE_CHECKING:  # A catalogue of ids needs no scorecards yet.
    from gm100.model.scorecard import Scorecard


class Scorecards(Catalogue["Scorecard"]):
    """
    Scorecards by id: first the editions of the evaluation, then other indices.
    """

    kind = "scorecard"
    opened_by = "scorecards"


_CARDS: Final = {
    "kominfo-2021": ("editions", "edition", "kominfo-2021"),
    "kominfo-2022-regular": ("editions", "edition", "kominfo-2022-regular"),
    "kominfo-2022-early": ("editions", "edition", "kominfo-2022-early"),
    "kominfo-2023-regular": ("editions", "edition", "kominfo-2023-regular"),
    "kominfo-2023-kppn-ikn": ("editions", "edition", "kominfo-2023-kppn-ikn"),
    "kominfo-2024": ("editions", "edition", "kominfo-2024"),
    "spbe-2018": ("indices", "spbe", "spbe-2018"),
    "spbe-2020": ("indices", "spbe", "spbe-2020"),
    "skm-2017-ninth": ("indices", "skm", "ninth"),
    "skm-2017-0.111": ("indices", "skm", "0.111"),
    "skm-2017-0.11": ("indices", "skm", "0.11"),
    "skm-2017-rounded-mean": ("indices", "skm", "rounded-mean"),
    "ipm-bps": ("indices", "ipm"),
    "impact-survey-2023": ("appraisals", "impact_survey"),
    "quick-win-appraisal": ("appraisals", "quick_win_appraisal"),
    "readiness-gm100": ("appraisals", "readiness"),
}
"""By id the module and the function that make a scorecard, and what the function is given."""


def _made(id_: str) -> Scorecard:
    module, function, *given = _CARDS[id_]
    made: Scorecard = getattr(import_module(f"gm100.reference.{module}"), function)(*given)
    return made


@cache
def scorecards() -> Scorecards:
    """
    Return the catalogue of scorecards.

    >>> [str(i.weight) for i in scorecards()["kominfo-2022-early"].indicators]
    ['0.10', '0.20', '0.30', '0.10', '0.30']
    >>> scorecards()["spbe-2020"]["i47"].name
    'Layanan Publik Sektor 3'
    """
    return Scorecards(_CARDS, _made)
