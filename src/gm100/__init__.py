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
    "DIMENSIONS", "AmbiguousRegionError", "AssessorMark", "BimtekSession", "Candidate", "CannotHoldError", "Cohort",
    "Cohorts", "Confidence", "DimensionScore", "DocumentError", "Evaluation", "Evidence", "FormerCode", "FormerName",
    "Gm100Error", "Group", "Indicator", "InvalidEntityError", "Issue", "LetterNumber", "Membership",
    "MembershipStatus", "Missing", "MissingExtraError", "MoU", "Node", "NodeScore", "PartialDate", "Participants",
    "Person", "Pillar", "PillarId", "Pillars", "Province", "Provinces", "QuestionScore", "QuickWin", "Ranked",
    "Ranking", "Region", "RegionKind", "Regions", "Resolution", "ResolutionStatus", "Resolutions", "Rounding",
    "RoundingMode", "Scale", "ScoreResult", "Scorecard", "Scorecards", "Scores", "ScoringError", "Source", "Stage",
    "Status", "SubDimension", "SubclassingError", "Ties", "TimeZone", "Track", "UnknownFormatError", "UnknownIdError",
    "UnknownRegionError", "Weighting", "cohort_of", "cohorts", "distance_km", "dump", "dumps", "evaluations",
    "improvement", "load", "loads", "members", "memberships", "pillars", "provinces", "rank", "regions", "score",
    "scorecards",
]
# fmt: on

__getattr__, __dir__ = door(__name__, __all__, ("errors", "model", "reference", "scoring", "serializers"))
