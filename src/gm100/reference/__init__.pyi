from gm100.reference.aspects import Approaches as Approaches, approaches as approaches
from gm100.reference.areas import Provinces as Provinces, Regions as Regions, provinces as provinces, regions as regions
from gm100.reference.cards import Scorecards as Scorecards, scorecards as scorecards
from gm100.reference.claims import verify as verify
from gm100.reference.dossier_catalogue import Dossiers as Dossiers, dossiers as dossiers
from gm100.reference.occasions import awards as awards, events as events
from gm100.reference.guidance import (
    RuleBooks as RuleBooks, check as check, explain as explain, rule_books as rule_books, rule_of as rule_of,
)
from gm100.reference.membership import (
    Cohorts as Cohorts, cohort_of as cohort_of, cohorts as cohorts, members as members, memberships as memberships,
)
from gm100.reference.nearby import distance_km as distance_km
from gm100.reference.records import award_editions as award_editions
from gm100.reference.results import evaluations as evaluations
from gm100.reference.standing import status as status
from gm100.reference.tables import resolve_table as resolve_table
from gm100.reference.themes import Pillars as Pillars, pillars as pillars
