"""
Indonesia's Gerakan Menuju 100 Smart City as data, rules and an index engine.

Everything public is named here and imported when it is first used.
"""

from gm100._lazy import door

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.errors import *
    from gm100.model import *
    from gm100.reference import *
    from gm100.rules import (
        BOOK_2017,
        BOOK_2018,
        BOOK_2019,
        BOOK_2021,
        BOOK_2022,
        BOOK_2023,
        BOOK_2024,
        RuleBook,
        next_steps,
        rule,
        stage_of,
        timeline,
    )
    from gm100.scoring import *
    from gm100.serializers import dump, dumps, load, loads

__version__ = "0.1.0"

# Sorted and several a line, the names are read at a glance; the formatter would spread them over a hundred lines.
# fmt: off
__all__ = [
    "BOOK_2017", "BOOK_2018", "BOOK_2019", "BOOK_2021", "BOOK_2022", "BOOK_2023", "BOOK_2024", "DIMENSIONS",
    "DRAWERS", "ActionGroup", "ActionPlan", "AmbiguousRegionError", "AssessorMark", "Award", "BimtekSession", "Book",
    "Candidate", "CannotHoldError", "Cohort", "Cohorts", "Commitment", "Confidence", "Council", "Criterion",
    "CriterionAnswer", "DateReading", "Decree", "DecreeKind", "DimensionScore", "DocumentError", "Dossier",
    "Dossiers", "DuplicateIdError", "Element", "Evaluation", "EvaluationSession", "Event", "Evidence", "Finding",
    "FormerCode", "FormerName", "Forum", "Gm100Error", "Group", "ImplementationTeam", "Indicator",
    "InvalidEntityError", "Issue", "Judged", "LetterNumber", "Masterplan", "Membership", "MembershipStatus",
    "Missing", "MissingExtraError", "MoU", "NextStep", "Node", "NodeScore", "Outcome", "Parameter", "PartialDate",
    "Participants", "Person", "Pillar", "PillarId", "Pillars", "PrintedDate", "Programme", "Province", "Provinces",
    "QuestionScore", "QuickWin", "Ranked", "Ranking", "Readiness", "ReadinessFinding", "Realisation", "Region",
    "RegionKind", "Regions", "Report", "Resolution", "ResolutionStatus", "Resolutions", "Rounding", "RoundingMode",
    "Rpjmd", "Rule", "RuleBook", "RuleBooks", "Scale", "ScoreResult", "Scorecard", "Scorecards", "Scores",
    "ScoringError", "Selection", "Severity", "Source", "Stage", "Statement", "StatementKind", "Status", "Step",
    "SubDimension", "SubclassingError", "Swot", "Text", "Ties", "TimeZone", "Timeline", "Track", "UnknownFormatError",
    "UnknownIdError", "UnknownRegionError", "UnreadableDateError", "Weighting", "YearFrom", "check", "cohort_of",
    "cohorts", "distance_km", "dossiers", "dump", "dumps", "evaluations", "explain", "improvement", "load", "loads",
    "members", "memberships", "next_steps", "pillars", "provinces", "rank", "read_date", "read_stage", "regions",
    "rule", "rule_books", "rule_of", "score", "scorecards", "stage_of", "timeline",
]
# fmt: on

__getattr__, __dir__ = door(__name__, __all__, ("errors", "model", "reference", "rules", "scoring", "serializers"))
