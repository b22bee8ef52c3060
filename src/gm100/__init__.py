"""
Indonesia's Gerakan Menuju 100 Smart City as data, rules and an index engine.

Everything public is named here and imported when it is first used.
"""

from gm100._lazy import door

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters import *
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
        BOOK_RECORD,
        RuleBook,
        next_steps,
        rule,
        stage_of,
        timeline,
    )
    from gm100.scoring import *
    from gm100.serializers import dump, dumps, iter_dump, iter_load, load, load_lenient, loads, loads_lenient, schema

__version__ = "0.1.0"

# Sorted and several a line, the names are read at a glance; the formatter would spread them over a hundred lines.
# fmt: off
__all__ = [
    "BOOK_2017", "BOOK_2018", "BOOK_2019", "BOOK_2021", "BOOK_2022", "BOOK_2023", "BOOK_2024", "BOOK_RECORD",
    "DIMENSIONS", "DRAWERS", "ActionGroup", "ActionPlan", "AggregatorChoice", "AmbiguousRegionError", "Arithmetic",
    "AssessorMark", "Award", "Band", "Beneficiary", "BimtekMode", "BimtekSession", "Book", "Bounds", "Budget",
    "Candidate", "CannotHoldError", "Cohort", "Cohorts", "Commitment", "Comparison", "Confidence", "Council",
    "Criterion", "CriterionAnswer", "DateReading", "Decree", "DecreeKind", "DefinitionError", "Difference",
    "DimensionScore", "Direction", "DirichletWeights", "DocumentError", "Dossier", "Dossiers", "Draw", "DrawnError",
    "DrawnMethod", "DrawnWeight", "DuplicateIdError", "DuplicateMethodError", "Element", "Engine", "EngineLimitError",
    "Evaluation", "EvaluationSession", "Event", "Evidence", "Factor", "Finding", "FormerCode", "FormerName", "Forum",
    "Gm100Error", "Group", "GroupId", "ImplementationTeam", "Indicator", "InvalidEntityError", "Issue", "Judged",
    "LeaveOut", "LetterNumber", "Leverage", "LeverageKind", "Masterplan", "MeasurementError", "Membership",
    "MembershipStatus", "Method", "Missing", "MissingExtraError", "MoU", "Need", "Needs", "NextStep", "Node",
    "NodeChange", "NodeScore", "NormaliserChoice", "Obstacle", "ObstacleKind", "Omission", "Outcome", "Panel",
    "Parameter", "PartialDate", "Participants", "Partnership", "PartnershipKind", "Person", "PersonRole", "Pillar",
    "PillarId", "Pillars", "PrintedDate", "PrintedFigure", "Program", "Programme", "Province", "Provinces",
    "QuestionScore", "QuickWin", "RankProbability", "RankShift", "RankSpread", "Ranked", "Ranking", "Readiness",
    "ReadinessFinding", "Realisation", "Recommendation", "Region", "RegionKind", "Regions", "Report", "Resolution",
    "ResolutionStatus", "Resolutions", "Rounding", "RoundingMode", "Rpjmd", "Rule", "RuleBook", "RuleBooks",
    "RuleKind", "Scale", "ScopeId", "ScoreResult", "Scorecard", "Scorecards", "Scores", "ScoringError", "Selection",
    "Sensitivity", "SensitivityRecord", "Severity", "SimplexWeights", "Sobol", "SobolIndex", "Source", "Stage",
    "Statement", "StatementKind", "Status", "Step", "SubDimension", "SubclassingError", "Swot", "Text", "Ties",
    "TimeZone", "Timeline", "Track", "UnknownFormatError", "UnknownIdError", "UnknownRegionError",
    "UnreadableDateError", "WeightShare", "Weighting", "YearFrom", "ahp", "check", "check_scorecard", "cohort_of",
    "cohorts", "compare", "compiled", "diff", "distance_km", "dossiers", "dump", "dumps", "effective_weights",
    "evaluations", "explain", "from_frame", "improvement", "iter_dump", "iter_load", "leave_one_out", "load",
    "load_lenient", "load_plugins", "loads", "loads_lenient", "mean_answer", "members", "memberships", "needed_for",
    "next_steps", "panel", "pillars", "provinces", "rank", "ranks", "read_date", "read_stage", "regions",
    "resolve_frame", "rounded_mean", "rule", "rule_books", "rule_of", "schema", "score", "score_frame", "scorecards",
    "sensitivity", "sobol", "stage_of", "timeline", "to_frame", "what_if",
]
# fmt: on

__getattr__, __dir__ = door(
    __name__, __all__, ("errors", "model", "reference", "rules", "scoring", "serializers", "adapters")
)
