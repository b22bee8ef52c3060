"""
Cohorts of the movement, and the membership of regions in them.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from gm100.fields.field import Accepts, Day, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.mou import LetterNumber
from gm100.model.source import Evidence, Source
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


class MembershipStatus(StrEnum):
    """
    What became of a region that was named for a cohort.

    Attributes:
        MEMBER: It belongs to this cohort and is counted in it.
        REPEAT: It took part again; it is counted in the cohort in which it first did.
        WITHDREW: It signed, and finished in a later cohort.
        REPLACED: It was chosen, and another region took its place.
        MISREPORTED: The press named it; the lists do not.
    """

    MEMBER = "member"
    REPEAT = "repeat"
    WITHDREW = "withdrew"
    REPLACED = "replaced"
    MISREPORTED = "misreported"


TOOK_PART: Final = frozenset({MembershipStatus.MEMBER, MembershipStatus.REPEAT})
"""What became of those that finished in the cohort: counted in it, or in an earlier one."""


class Confidence(StrEnum):
    """
    How sure it is that a membership is right.

    Attributes:
        HIGH: Nothing speaks against it.
        MEDIUM: It rests on one page, or on subtraction.
        LOW: It is doubtful.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@entity
class Cohort:
    """
    The regions chosen in one year.
    """

    year: int = field("Year of the cohort.", ge=2017, le=9999, example=2018)
    phase: str | None = field("What the ministry called it.", default=None, example="Tahap II")
    theme: str | None = field("What it was about.", default=None, example="KPPN & IKN")
    announced: int = field("Regions announced, without provinces.", ge=0, unit="regions")
    announced_new: int = field("Regions announced that had not been members before.", ge=0, unit="regions")
    known: int = field("New members of which the name is known.", ge=0, unit="regions")
    provinces: int = field("Provinces that joined.", default=0, ge=0, unit="provinces")
    cumulative: int = field("Regions in the programme after it, by the ministry's count.", ge=0, unit="regions")
    mou_date: Day[PartialDate | None] = field("When the agreement was signed.", default=None)
    venue: str | None = field("Where the agreement was signed.", default=None)
    letters: Accepts[tuple[LetterNumber, ...], Iterable[LetterNumber | str]] = field(
        "Letters of the ministry that name it.", default=()
    )
    evidence: OrText[Evidence] = field("How far its list can be trusted.")
    sources: Accepts[tuple[Source, ...], Iterable[Source | str]] = field("Source of this row.", default=())
    note: str | None = field("What a user should know.", default=None)

    @property
    def missing(self) -> int:
        """
        New members of which no source gives the name: a known gap.
        """
        return self.announced_new - self.known


@entity
class Membership:
    """
    A region in a cohort.
    """

    region: RegionCode = field("Kemendagri code of the region or province.", pattern=AREA_CODE, example="35.03")
    cohort: int = field("Year of the cohort.", ge=2017, le=9999, example=2022)
    status: OrText[MembershipStatus] = field("Status of the membership.", default=MembershipStatus.MEMBER)
    confidence: OrText[Confidence] = field("How sure that is.", default=Confidence.HIGH)
    area: str | None = field("The area whose masterplan it shares.", default=None, example="Danau Toba")
    sources: Accepts[tuple[Source, ...], Iterable[Source | str]] = field("Source of this row.", default=())
    note: str | None = field("What else the sources say.", default=None)
