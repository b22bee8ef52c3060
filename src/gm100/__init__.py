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
    from gm100.scoring import *
    from gm100.serializers import dump, dumps, load, loads

__version__ = "0.1.0"

# Sorted and several a line, the names are read at a glance; the formatter would spread them over a hundred lines.
# fmt: off
__all__ = [
    "DIMENSIONS", "AggregatorChoice", "Arithmetic", "AssessorMark", "Band", "BimtekSession", "Bounds", "Cohort",
    "Comparison", "Confidence", "DefinitionError", "Difference", "DimensionScore", "Direction", "DirichletWeights",
    "DocumentError", "Draw", "DrawnError", "DrawnMethod", "DrawnWeight", "DuplicateMethodError", "Engine", "Evaluation",
    "Evidence", "Factor", "FormerCode", "FormerName", "Gm100Error", "Group", "Indicator", "InvalidEntityError", "Issue",
    "LeaveOut", "LetterNumber", "MeasurementError", "Membership", "MembershipStatus", "Method", "Missing", "MoU",
    "Need", "Needs", "Node", "NodeChange", "NodeScore", "NormaliserChoice", "Omission", "Panel", "PartialDate",
    "Participants", "Person", "Pillar", "PillarId", "Pillars", "Program", "Province", "Provinces", "QuestionScore",
    "QuickWin", "RankProbability", "RankShift", "RankSpread", "Ranked", "Ranking", "Region", "RegionKind", "Regions",
    "Rounding", "RoundingMode", "Scale", "ScoreResult", "Scorecard", "Scorecards", "Scores", "ScoringError",
    "Sensitivity", "SensitivityRecord", "SimplexWeights", "Sobol", "SobolIndex", "Source", "Stage", "Status",
    "SubDimension", "SubclassingError", "Ties", "TimeZone", "Track", "UnknownFormatError", "UnknownIdError",
    "WeightShare", "Weighting", "ahp", "check_scorecard", "compare", "compiled", "diff", "dump", "dumps",
    "effective_weights", "evaluations", "improvement", "leave_one_out", "load", "load_plugins", "loads", "mean_answer",
    "needed_for", "panel", "pillars", "provinces", "rank", "ranks", "regions", "score", "scorecards", "sensitivity",
    "sobol", "what_if",
]
# fmt: on

__getattr__, __dir__ = door(__name__, __all__, ("errors", "model", "reference", "scoring", "serializers"))
