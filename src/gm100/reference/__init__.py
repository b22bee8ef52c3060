"""
What is known: regions, provinces, pillars, scorecards and published evaluations, each with its source.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.reference.areas import Provinces, Regions, provinces, regions
    from gm100.reference.cards import Scorecards, scorecards
    from gm100.reference.results import evaluations
    from gm100.reference.themes import Pillars, pillars

__all__ = [
    "Pillars",
    "Provinces",
    "Regions",
    "Scorecards",
    "evaluations",
    "pillars",
    "provinces",
    "regions",
    "scorecards",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Pillars": "themes",
        "Provinces": "areas",
        "Regions": "areas",
        "Scorecards": "cards",
        "evaluations": "results",
        "pillars": "themes",
        "provinces": "areas",
        "regions": "areas",
        "scorecards": "cards",
    },
)
