"""
Awards, as their givers define them.
"""

from collections.abc import Iterable

from gm100.fields.field import Accepts, Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


@entity
class Award:
    """
    An award that a region received.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    name: str = field("Name as printed.", example="Smart City 2022")
    giver: str | None = field("Who gave it.", default=None, example="Kementerian Komunikasi dan Informatika")
    year: int | None = field("Year it was given for, as its name says.", default=None, ge=2000, le=9999)
    given: Day[PartialDate | None] = field("When it was given.", default=None)
    category: str | None = field("Category as printed.", default=None, example="Smart Branding")
    size_class: str | None = field(
        "Size class as the giver prints it; givers draw the lines differently.", default=None, example="kota kecil"
    )
    recipients: int | None = field("Regions that received it.", default=None, ge=1, unit="regions")
    others: Many[str] = field(
        "Others that received it, as printed.", default=(), example="Kabupaten Kebumen", unique_by=""
    )
    reason: str | None = field("What it was given for.", default=None)
    place: str | None = field("Where it was given.", default=None)
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE


@entity
class AwardEdition:
    """
    One edition of an award, as its giver announces it; who received it is in the awards of the regions.
    """

    name: str = field("Name as printed.", example="ISNA 2022")
    giver: str | None = field("Who gives it.", default=None, example="Citiasia")
    given: Day[PartialDate | None] = field("When it was given.", default=None)
    place: str | None = field("Where it was given.", default=None)
    categories: Many[str] = field("Its categories, as printed.", default=(), example="smart governance")
    size_classes: Many[str] = field(
        "Its size classes with their limits, as printed.", default=(), example="metropolitan: >1 juta"
    )
    criteria: Many[str] = field("What it looks at.", default=())
    recipients: int | None = field("Regions that received it.", default=None, ge=1, unit="regions")
    source: OrText[Source | None] = SOURCE
    note: str | None = NOTE
