"""
What is known: regions, provinces, pillars, scorecards and published evaluations, each with its source.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.reference.areas import Provinces, Regions, provinces, regions
    from gm100.reference.editions import Scorecards, scorecards
    from gm100.reference.guidance import Dossiers, RuleBooks, check, dossiers, explain, rule_books, rule_of
    from gm100.reference.results import evaluations
    from gm100.reference.themes import Pillars, pillars

__all__ = [
    "Dossiers",
    "Pillars",
    "Provinces",
    "Regions",
    "RuleBooks",
    "Scorecards",
    "check",
    "dossiers",
    "evaluations",
    "explain",
    "pillars",
    "provinces",
    "regions",
    "rule_books",
    "rule_of",
    "scorecards",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Dossiers": "guidance",
        "Pillars": "themes",
        "Provinces": "areas",
        "Regions": "areas",
        "RuleBooks": "guidance",
        "Scorecards": "editions",
        "check": "guidance",
        "dossiers": "guidance",
        "evaluations": "results",
        "explain": "guidance",
        "pillars": "themes",
        "provinces": "areas",
        "regions": "areas",
        "rule_books": "guidance",
        "rule_of": "guidance",
        "scorecards": "editions",
    },
)
