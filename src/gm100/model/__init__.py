"""
The nouns of the programme: plain, frozen values.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100._dates import PartialDate
    from gm100.model.band import Band
    from gm100.model.bimtek import BimtekSession, Stage
    from gm100.model.cohort import Cohort, Confidence, Membership, MembershipStatus
    from gm100.model.evaluation import DIMENSIONS, AssessorMark, DimensionScore, Evaluation, QuestionScore, Track
    from gm100.model.method import Method
    from gm100.model.mou import LetterNumber, MoU
    from gm100.model.person import Participants, Person
    from gm100.model.pillar import Pillar, PillarId, SubDimension
    from gm100.model.quickwin import QuickWin
    from gm100.model.region import FormerCode, FormerName, Province, Region, RegionKind, TimeZone
    from gm100.model.result import NodeScore, Ranked, ScoreResult, Status, Ties
    from gm100.model.scorecard import (
        Arithmetic,
        Direction,
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
    "Arithmetic",
    "AssessorMark",
    "Band",
    "BimtekSession",
    "Cohort",
    "Confidence",
    "DimensionScore",
    "Direction",
    "Evaluation",
    "Evidence",
    "FormerCode",
    "FormerName",
    "Group",
    "Indicator",
    "LetterNumber",
    "Membership",
    "MembershipStatus",
    "Method",
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
        "Arithmetic": "scorecard",
        "AssessorMark": "evaluation",
        "Band": "band",
        "BimtekSession": "bimtek",
        "Cohort": "cohort",
        "Confidence": "cohort",
        "DIMENSIONS": "evaluation",
        "DimensionScore": "evaluation",
        "Direction": "scorecard",
        "Evaluation": "evaluation",
        "Evidence": "source",
        "FormerCode": "region",
        "FormerName": "region",
        "Group": "scorecard",
        "Indicator": "scorecard",
        "LetterNumber": "mou",
        "Membership": "cohort",
        "MembershipStatus": "cohort",
        "Method": "method",
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
