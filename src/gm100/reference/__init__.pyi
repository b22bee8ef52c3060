from gm100.reference.areas import Provinces as Provinces, Regions as Regions, provinces as provinces, regions as regions
from gm100.reference.cards import Scorecards as Scorecards, scorecards as scorecards
from gm100.reference.bundled import Dossiers as Dossiers, dossiers as dossiers
from gm100.reference.guidance import (
    RuleBooks as RuleBooks, check as check, explain as explain, rule_books as rule_books, rule_of as rule_of,
)
from gm100.reference.membership import (
    Cohorts as Cohorts, cohort_of as cohort_of, cohorts as cohorts, members as members, memberships as memberships,
)
from gm100.reference.nearby import distance_km as distance_km
from gm100.reference.results import evaluations as evaluations
from gm100.reference.tables import resolve_table as resolve_table
from gm100.reference.themes import Pillars as Pillars, pillars as pillars
