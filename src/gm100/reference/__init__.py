"""
What is known: regions, provinces, cohorts, pillars, scorecards and published evaluations, each with its source.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.reference.areas import Provinces, Regions, provinces, regions
    from gm100.reference.cards import Scorecards, scorecards
    from gm100.reference.guidance import Dossiers, RuleBooks, check, dossiers, explain, rule_books, rule_of
    from gm100.reference.membership import Cohorts, cohort_of, cohorts, members, memberships
    from gm100.reference.nearby import distance_km
    from gm100.reference.results import evaluations
    from gm100.reference.tables import resolve_table
    from gm100.reference.themes import Pillars, pillars

__all__ = [
    "Cohorts",
    "Dossiers",
    "Pillars",
    "Provinces",
    "Regions",
    "RuleBooks",
    "Scorecards",
    "check",
    "cohort_of",
    "cohorts",
    "distance_km",
    "dossiers",
    "evaluations",
    "explain",
    "members",
    "memberships",
    "pillars",
    "provinces",
    "regions",
    "resolve_table",
    "rule_books",
    "rule_of",
    "scorecards",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Cohorts": "membership",
        "Dossiers": "guidance",
        "Pillars": "themes",
        "Provinces": "areas",
        "Regions": "areas",
        "RuleBooks": "guidance",
        "Scorecards": "cards",
        "check": "guidance",
        "cohort_of": "membership",
        "cohorts": "membership",
        "distance_km": "nearby",
        "dossiers": "guidance",
        "evaluations": "results",
        "explain": "guidance",
        "members": "membership",
        "memberships": "membership",
        "pillars": "themes",
        "provinces": "areas",
        "regions": "areas",
        "resolve_table": "tables",
        "rule_books": "guidance",
        "rule_of": "guidance",
        "scorecards": "cards",
    },
)
