"""
What people say about the programme, kept with who said it; and dates as documents print them.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from gm100.fields.field import Accepts, Day, Many, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.person import Person
from gm100.model.pillar import PillarId
from gm100.model.source import SOURCE, Source
from gm100.model.vocabulary import ObstacleKind, PartnershipKind
from gm100.text.codes import AREA_CODE, SLUG
from gm100.text.dates import PartialDate


class StatementKind(StrEnum):
    """
    What a statement is about.

    Attributes:
        OBSTACLE: What is in the way.
        PARTNERSHIP: Who works together.
        BENEFICIARY: Whom the programme should serve.
        PROGRESS: What has been reached.
        VISION: What is aimed at.
        SATISFACTION: Satisfaction of citizens, such as its survey (SKM).
        COMMITMENT: What is promised.
        CONTEXT: The region and the programme around it.
        REQUIREMENT: What the programme asks, as the speaker says.
        EXPECTATION: What is hoped for.
    """

    OBSTACLE = "obstacle"
    PARTNERSHIP = "partnership"
    BENEFICIARY = "beneficiary"
    PROGRESS = "progress"
    VISION = "vision"
    SATISFACTION = "satisfaction"
    COMMITMENT = "commitment"
    CONTEXT = "context"
    REQUIREMENT = "requirement"
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
    source: OrText[Source | None] = SOURCE


@entity
class Obstacle:
    """
    What is in the way of the programme, as someone says.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    kind: OrText[ObstacleKind] = field("What kind of obstacle.")
    text: str = field("What it is, paraphrased.")
    cause: str | None = field("What it comes from.", default=None, example="refocusing anggaran")
    pillar: OrText[PillarId | None] = field("Pillar that it hampers.", default=None)
    since: Day[PartialDate | None] = field("Since when, as far as known.", default=None)
    solved: Day[PartialDate | None] = field("When it was overcome.", default=None)
    speaker: OrText[Person | None] = field("Who said so.", default=None)
    said: Day[PartialDate | None] = field("When it was said.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class Partnership:
    """
    Others that take part in the programme, or are to.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    kind: OrText[PartnershipKind] = field("How they take part.")
    partners: Many[str] = field("Who they are, as printed.", default=(), example="investor swasta")
    subject: str | None = field("What it is about.", default=None, example="Trenggalek Creative City")
    status: str | None = field("How far it has come.", default=None, one_of=("wanted", "planned", "agreed", "running"))
    said: Day[PartialDate | None] = field("When it was said.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class Recommendation:
    """
    What someone advises a region to do.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="16.03")
    action: str = field("What to do, paraphrased.")
    by: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Who advises.", default=())
    to: str | None = field("Whom; nothing for the region.", default=None)
    said: Day[PartialDate | None] = field("When.", default=None)
    answered: bool | None = field("Whether it was followed, as far as known.", default=None)
    source: OrText[Source | None] = SOURCE


@entity
class PrintedFigure:
    """
    A figure about the programme as a document prints it, to be compared with the ministry's.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    of: str = field("What is counted.", one_of=("announced", "cumulative"), example="announced")
    cohort: int | None = field("Cohort that it is about.", default=None, ge=2017, le=9999)
    value: int = field("The figure.", ge=0, unit="regions", example=50)
    text: str | None = field("The words around it, as printed.", default=None, example="salah satu dari 50 daerah")
    source: OrText[Source | None] = SOURCE


@entity
class PrintedDate:
    """
    A date as a document prints it, to be read again and compared with the calendar and with the fact that it dates.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="33.24")
    text: str = field("The date as printed.", example="Senin (9/7/2018)")
    of: str = field("What it dates: a kind of fact, and which one.", example="bimtek I")
    year: int | None = field("Year to take where the text has none.", default=None, ge=1945, le=9999)
    counted_from: Day[PartialDate | None] = field(
        "The day from which words such as kemarin (yesterday) count.", default=None
    )
    held: Day[PartialDate | None] = field("The day that the compiler took it for.", default=None)
    source: OrText[Source | None] = SOURCE
