"""
The catalogue of all scorecards that gm100 knows, each its own document, and those in force on a day.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, day_if
from gm100.reference._catalogue import Catalogue

if TYPE_CHECKING:  # A catalogue of ids needs no scorecards yet.
    from gm100.model.scorecard import Scorecard
    from gm100.model.source import Source


class Scorecards(Catalogue["Scorecard"]):
    """
    Scorecards by id: first the editions of the evaluation, then other indices.
    """

    kind = "scorecard"
    opened_by = "scorecards"

    @checked
    def replaced_by(self, id_: str) -> tuple[str, ...]:
        """
        Return the ids of the scorecards that replaced one.

        >>> scorecards().replaced_by("spbe-2020")
        ('pemdi-2026',)

        Raises:
            UnknownIdError: There is no scorecard of that id.
        """
        return tuple(card.id for card in self.values() if self[id_].id in card.replaces)


@checked
def scorecards(*, on: date | str | None = None, subject: str | None = None) -> Scorecards:
    """
    Return the catalogue of scorecards, or of those in force on a day.

    Args:
        on: Only those in force on this day, as far as their dates are known; one without any always is.
        subject: Only those of this subject, such as `digital-government`.

    >>> [str(i.weight) for i in scorecards()["kominfo-2022-early"].indicators]
    ['0.10', '0.20', '0.30', '0.10', '0.30']
    >>> list(scorecards(on="2026-09-01", subject="digital-government"))
    ['pemdi-2026', 'pemdi-2026-external']

    Raises:
        UnknownIdError: There is no scorecard of that subject.
    """
    return _chosen(day_if(on), subject)


@cache
def _chosen(on: date | None, subject: str | None) -> Scorecards:
    from gm100.reference._data.scorecards import CARDS

    if on is None and subject is None:
        ids = sorted({*CARDS, *_DERIVED}, key=lambda id_: (not id_.startswith("kominfo"), id_))
        return Scorecards(ids, _read)
    cards = _chosen(None, None)
    subjects = {card.subject for card in cards.values()}
    if subject not in {None, *subjects}:
        raise UnknownIdError("subject of scorecards", str(subject), sorted(filter(None, subjects)))
    ids = [c.id for c in cards.values() if subject in {None, c.subject} and (on is None or c.in_force(on))]
    return cards.part(ids)


_DERIVED: Final = ("impact-survey-2023", "quick-win-appraisal")
"""Those that follow from the pillars and the questions of the evaluation."""


def _read(id_: str) -> Scorecard:
    from gm100.model.band import Band
    from gm100.model.scorecard import Scorecard
    from gm100.reference._data.scorecards import CARDS

    if id_ in _DERIVED:
        from gm100.reference.appraisals import impact_survey, quick_win_appraisal

        surveyed = id_ == "impact-survey-2023"
        return impact_survey() if surveyed else quick_win_appraisal(scorecards()["kominfo-2023-kppn-ikn"])
    head, nodes = CARDS[id_]
    source = source_of(id_)
    bands = tuple(Band(*band) for band in head.get("bands", ()))
    fields: dict[str, Any] = {"note": source.note} | head | {"source": source, "bands": bands}
    return Scorecard.from_table(nodes, id=id_, **fields)


@cache
def source_of(id_: str) -> Source:
    """
    Return where a scorecard stands, without making the scorecard.
    """
    from gm100.model.source import Source
    from gm100.reference._data.scorecards import CARDS

    head, _ = CARDS[id_]
    return Source(**head["source"])
