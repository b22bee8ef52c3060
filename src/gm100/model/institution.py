"""
The institutions of a smart city: council, implementation team, forum, and the decrees behind them.
"""

from collections.abc import Iterable
from enum import StrEnum

from gm100.fields.field import Accepts, Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.mou import LetterNumber
from gm100.model.person import Person
from gm100.model.pillar import PillarId
from gm100.model.source import FURTHER_SOURCES, INFERRED, NOTE, SOURCE, Source
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate
from gm100.typing import DateLike


class DecreeKind(StrEnum):
    """
    The kinds of regional law and decision that the programme rests on.

    Attributes:
        PERDA: A regional law, made with the council of representatives (DPRD).
        PERBUP: A regulation of the regent.
        PERWALI: A regulation of the mayor.
        PERGUB: A regulation of the governor.
        KEPBUP: A decision of the regent.
        KEPWAL: A decision of the mayor.
        KEPGUB: A decision of the governor.
        SK: A decision of which the source does not say whose.
    """

    PERDA = "perda"
    PERBUP = "perbup"
    PERWALI = "perwali"
    PERGUB = "pergub"
    KEPBUP = "kepbup"
    KEPWAL = "kepwal"
    KEPGUB = "kepgub"
    SK = "sk"


REGULATIONS = frozenset({DecreeKind.PERDA, DecreeKind.PERBUP, DecreeKind.PERWALI, DecreeKind.PERGUB})
"""Those that bind in general; the others appoint and decide."""


@entity
class Decree:
    """
    A regional regulation, or a decision of the head of region.
    """

    kind: OrText[DecreeKind] = field("What kind of regulation or decision.")
    number: OrText[LetterNumber | None] = field("Number as printed.", default=None)
    title: str | None = field("Title, or what it is about.", default=None)
    dated: Day[PartialDate | None] = field("When it was made.", default=None)
    source: OrText[Source | None] = SOURCE
    note: str | None = NOTE


@entity
class Council:
    """
    The Dewan Smart City: it directs, and stands for those who take part.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="33.24")
    formed: Day[PartialDate | None] = field("When it was formed.", default=None)
    seen: Day[PartialDate | None] = field("First date at which a source says that it exists.", default=None)
    decree: Decree | None = field("Decision that formed it.", default=None)
    chair: OrText[Person | None] = field("Who chairs it; usually the head of region.", default=None)
    members: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Members by name.", default=())
    groups: Many[str] = field("Groups it draws on.", default=(), example="akademisi", unique_by="")
    size: int | None = field("Number of members.", default=None, ge=1, unit="persons")
    meetings: Accepts[tuple[PartialDate, ...], Iterable[PartialDate | DateLike]] = field("When it met.", default=())
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE


@entity
class ImplementationTeam:
    """
    The Tim Pelaksana: it writes the masterplan and carries it out.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    formed: Day[PartialDate | None] = field("When it was formed.", default=None)
    seen: Day[PartialDate | None] = field("First date at which a source says that it exists.", default=None)
    decree: Decree | None = field("Decision that formed it.", default=None)
    chair: OrText[Person | None] = field("Who chairs it; offices vary from region to region.", default=None)
    secretary: OrText[Person | None] = field("Its secretary.", default=None)
    members: Accepts[tuple[Person, ...], Iterable[Person | str]] = field("Members by name.", default=())
    groups: Many[str] = field("Groups it draws on.", default=(), unique_by="")
    pillars: Accepts[frozenset[PillarId], Iterable[PillarId | str]] = field(
        "Pillars for which it has its own group.", default=frozenset()
    )
    size: int | None = field("Number of members.", default=None, ge=1, unit="persons")
    meetings: Accepts[tuple[PartialDate, ...], Iterable[PartialDate | DateLike]] = field(
        "When it met with the agencies.", default=()
    )
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE


@entity
class Forum:
    """
    The Forum Smart City: regular meetings with those who have a stake.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    formed: Day[PartialDate | None] = field("When it was formed.", default=None)
    seen: Day[PartialDate | None] = field("First date at which a source says that it exists.", default=None)
    groups: Many[str] = field("Who meets in it.", default=(), unique_by="")
    meetings: Accepts[tuple[PartialDate, ...], Iterable[PartialDate | DateLike]] = field("When it met.", default=())
    source: OrText[Source | None] = SOURCE
    further_sources: Many[Source] = FURTHER_SOURCES
    inferred: Accepts[frozenset[str], Iterable[str]] = INFERRED
    note: str | None = NOTE
