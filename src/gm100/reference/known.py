"""
What the bundled reference data know, as the rules ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from gm100.errors import ScoringError
from gm100.model.cohort import Cohort, Membership
from gm100.model.evaluation import Evaluation, Track
from gm100.model.pillar import PillarId
from gm100.model.scorecard import Scorecard
from gm100.model.source import Evidence
from gm100.reference.areas import provinces, regions
from gm100.reference.cards import scorecards
from gm100.reference.membership import cohorts, memberships
from gm100.reference.results import evaluations, track_of
from gm100.scoring import score


def _card(edition: str | None) -> Scorecard | None:
    return scorecards()[edition] if edition is not None and edition in scorecards() else None


class Published:
    """
    What the scorecards, lists and tables that come with gm100 know; the rules are given it (`rules.case.Knowledge`).
    """

    def dimensions(self, edition: str | None) -> tuple[str, ...] | None:
        """
        Return the dimensions of an edition, or `None` where no scorecard has that id.
        """
        card = _card(edition)
        return None if card is None else tuple(i.id for i in card.indicators)

    def recomputed(self, evaluation: Evaluation) -> Decimal | None:
        """
        Return the index computed again, or `None` where the scorecard or a score is missing.
        """
        card = _card(evaluation.edition)
        if card is None:
            return None
        try:
            return score(evaluation, card).value
        except ScoringError:
            return None

    def official(self, edition: str | None) -> bool | None:
        """
        Whether a document of the ministry states the weights of an edition; `None` where the edition is not known.
        """
        card = _card(edition)
        return None if card is None else card.evidence is Evidence.OFFICIAL

    def track(self, edition: str | None) -> Track | None:
        """
        Return the track that an edition is for; `None` where it is for several, or is not known.
        """
        return track_of(edition)

    def published(self, region: str, year: int) -> tuple[Evaluation, ...]:
        """
        Return the results of a region that are in the tables of a year.
        """
        return _results().get((region, year), ())

    def memberships(self, region: str) -> tuple[Membership, ...] | None:
        """
        Return the cohorts that a region was named for; `None` for a code that is not known.
        """
        return memberships(region=region) if region in regions() or region in provinces() else None

    def names(self, region: str) -> tuple[str, ...]:
        """
        Return the full names of a region, that of today first, former ones of the same kind after it.
        """
        if region in provinces():
            return (provinces()[region].full_name,)
        if region not in regions():
            return ()
        found = regions()[region]
        kind = found.full_name.removesuffix(found.name)
        spelled = (*(former.name for former in found.former_names), *found.aliases)
        return (found.full_name, *(f"{kind}{name}" for name in spelled))

    def cohorts(self) -> tuple[Cohort, ...]:
        """
        Return the cohorts as the ministry announced them.
        """
        return tuple(cohorts().values())

    def population(self, region: str) -> int | None:
        """
        Return how many people live in a region, as far as known.
        """
        return regions()[region].population if region in regions() else None

    def winners(self, year: int) -> Mapping[PillarId, str]:
        """
        Return the code of the one winner of each pillar in the awards of the ministry.
        """
        return _WINNERS.get(year, {})


_WINNERS: Final[Mapping[int, Mapping[PillarId, str]]] = {
    2022: {  # nationalgeographic.grid.id 133603329, opengovasia.com: seven winners, the seventh for its area.
        PillarId.GOVERNANCE: "32.73",
        PillarId.BRANDING: "33.72",
        PillarId.ECONOMY: "33.74",
        PillarId.LIVING: "33.21",
        PillarId.SOCIETY: "34.71",
        PillarId.ENVIRONMENT: "35.77",
    }
}


@cache
def _results() -> dict[tuple[str, int], tuple[Evaluation, ...]]:
    """
    Return the results of all tables by region and year.
    """
    found: dict[tuple[str, int], tuple[Evaluation, ...]] = {}
    for one in evaluations():
        found[one.region, one.year] = (*found.get((one.region, one.year), ()), one)
    return found
