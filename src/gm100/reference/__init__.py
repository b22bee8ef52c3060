"""
What is known: regions, provinces, cohorts, pillars, scorecards and published evaluations, each with its source.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.reference.areas import Provinces, Regions, provinces, regions
    from gm100.reference.editions import Scorecards, scorecards
    from gm100.reference.membership import Cohorts, cohort_of, cohorts, members, memberships
    from gm100.reference.nearby import distance_km
    from gm100.reference.results import evaluations
    from gm100.reference.themes import Pillars, pillars

__all__ = [
    "Cohorts",
    "Pillars",
    "Provinces",
    "Regions",
    "Scorecards",
    "cohort_of",
    "cohorts",
    "distance_km",
    "evaluations",
    "members",
    "memberships",
    "pillars",
    "provinces",
    "regions",
    "scorecards",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Cohorts": "membership",
        "Pillars": "themes",
        "Provinces": "areas",
        "Regions": "areas",
        "Scorecards": "editions",
        "cohort_of": "membership",
        "cohorts": "membership",
        "distance_km": "nearby",
        "evaluations": "results",
        "members": "membership",
        "memberships": "membership",
        "pillars": "themes",
        "provinces": "areas",
        "regions": "areas",
        "scorecards": "editions",
    },
)
