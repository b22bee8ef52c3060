"""
The nouns of the programme: plain, frozen values.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100._dates import PartialDate
    from gm100.model.bimtek import BimtekSession, Stage
    from gm100.model.cohort import Cohort, Confidence, Membership, MembershipStatus
    from gm100.model.evaluation import DIMENSIONS, AssessorMark, DimensionScore, Evaluation, QuestionScore, Track
    from gm100.model.mou import LetterNumber, MoU
    from gm100.model.person import Participants, Person
    from gm100.model.pillar import Pillar, PillarId, SubDimension
    from gm100.model.quickwin import QuickWin
    from gm100.model.region import FormerCode, FormerName, Province, Region, RegionKind, TimeZone
    from gm100.model.resolution import Candidate, Resolution, Resolutions, ResolutionStatus
    from gm100.model.result import NodeScore, Ranked, ScoreResult, Status, Ties
    from gm100.model.scorecard import (
        Group,
        Indicator,
        Missing,
        Node,
        Rounding,
        RoundingMode,
        Scale,
        Scorecard,
        Weighting,
    )
    from gm100.model.source import Evidence, Source

__all__ = [
    "DIMENSIONS",
    "AssessorMark",
    "BimtekSession",
    "Candidate",
    "Cohort",
    "Confidence",
    "DimensionScore",
    "Evaluation",
    "Evidence",
    "FormerCode",
    "FormerName",
    "Group",
    "Indicator",
    "LetterNumber",
    "Membership",
    "MembershipStatus",
    "Missing",
    "MoU",
    "Node",
    "NodeScore",
    "PartialDate",
    "Participants",
    "Person",
    "Pillar",
    "PillarId",
    "Province",
    "QuestionScore",
    "QuickWin",
    "Ranked",
    "Region",
    "RegionKind",
    "Resolution",
    "ResolutionStatus",
    "Resolutions",
    "Rounding",
    "RoundingMode",
    "Scale",
    "ScoreResult",
    "Scorecard",
    "Source",
    "Stage",
    "Status",
    "SubDimension",
    "Ties",
    "TimeZone",
    "Track",
    "Weighting",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AssessorMark": "evaluation",
        "BimtekSession": "bimtek",
        "Candidate": "resolution",
        "Cohort": "cohort",
        "Confidence": "cohort",
        "DIMENSIONS": "evaluation",
        "DimensionScore": "evaluation",
        "Evaluation": "evaluation",
        "Evidence": "source",
        "FormerCode": "region",
        "FormerName": "region",
        "Group": "scorecard",
        "Indicator": "scorecard",
        "LetterNumber": "mou",
        "Membership": "cohort",
        "MembershipStatus": "cohort",
        "Missing": "scorecard",
        "MoU": "mou",
        "Node": "scorecard",
        "NodeScore": "result",
        "PartialDate": "region",
        "Participants": "person",
        "Person": "person",
        "Pillar": "pillar",
        "PillarId": "pillar",
        "Province": "region",
        "QuestionScore": "evaluation",
        "QuickWin": "quickwin",
        "Ranked": "result",
        "Region": "region",
        "RegionKind": "region",
        "Resolution": "resolution",
        "ResolutionStatus": "resolution",
        "Resolutions": "resolution",
        "Rounding": "scorecard",
        "RoundingMode": "scorecard",
        "Scale": "scorecard",
        "ScoreResult": "result",
        "Scorecard": "scorecard",
        "Source": "source",
        "Stage": "bimtek",
        "Status": "result",
        "SubDimension": "pillar",
        "Ties": "result",
        "TimeZone": "region",
        "Track": "evaluation",
        "Weighting": "scorecard",
    },
)
