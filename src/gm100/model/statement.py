"""
What people say about the programme, kept with who said it; and dates as documents print them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from gm100._codes import AREA_CODE, SLUG
from gm100._dates import PartialDate
from gm100._fields import Day, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.person import Person
from gm100.model.source import Source


class StatementKind(StrEnum):
    """
    What a statement is about.

    Attributes:
        OBSTACLE: What stands in the way.
        PARTNERSHIP: Who works together.
        BENEFICIARY: Whom it is for.
        PROGRESS: What has been reached.
        VISION: What is aimed at.
        SATISFACTION: How content people are.
        COMMITMENT: What is promised.
        CONTEXT: What is the case around it.
        REQUIREMENT: What is needed.
        EXPECTATION: What is hoped for.
    """

    OBSTACLE = "obstacle"
    PARTNERSHIP = "partnership"
    BENEFICIARY = "beneficiary"
    """Whom the programme should serve."""
    PROGRESS = "progress"
    VISION = "vision"
    SATISFACTION = "satisfaction"
    """Satisfaction of citizens, such as its survey (SKM)."""
    COMMITMENT = "commitment"
    CONTEXT = "context"
    """The region and the programme around it."""
    REQUIREMENT = "requirement"
    """What the programme asks, as the speaker says."""
    EXPECTATION = "expectation"


@entity
class Statement:
    """
    A statement in a speech or an article, paraphrased.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    kind: OrText[StatementKind] = field("What it is about.")
    topic: str = field("Its subject, as a slug.", pattern=SLUG, example="budget-refocusing")
    text: str = field("What was said, paraphrased.")
    speaker: OrText[Person | None] = field("Who said it; nothing for the article itself.", default=None)
    said: Day[PartialDate | None] = field("When it was said.", default=None)
    amount: Number[Decimal | None] = field("The figure in it.", default=None, example=Decimal(70))
    unit: str | None = field("Unit of the figure.", default=None, example="percent")
    source: OrText[Source | None] = field("Where this was seen.", default=None)


@entity
class PrintedDate:
    """
    A date as a document prints it, to be read again and held against the calendar.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="33.24")
    text: str = field("The date as printed.", example="Senin (9/7/2018)")
    of: str = field("What it dates.", example="bimtek I")
    year: int | None = field("Year to take where the text has none.", default=None, ge=1945, le=9999)
    held: Day[PartialDate | None] = field("The day that the rest of the dossier holds for it.", default=None)
    source: OrText[Source | None] = field("Where this was seen.", default=None)
