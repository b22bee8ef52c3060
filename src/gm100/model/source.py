"""
Where a fact was seen, and how far it can be trusted.
"""

from enum import StrEnum
from typing import Any, Final

from gm100.fields.field import Day, OrText, field
from gm100.model._entity import entity
from gm100.text.dates import PartialDate


class Evidence(StrEnum):
    """
    How a fact is known.

    Attributes:
        OFFICIAL: An official document, read in full.
        SITE: A page of the ministry or of a region, excerpt read.
        PRESS: A press article, excerpt read.
        STORED: A document stored in a public repository by someone else than its author.
        COMPUTED: Computed or reconciled from other facts.
        INFERRED: Inferred; no document says so.
        MEMORY: Recalled, not seen.
        DRAFT: A text put out for consultation, which was never in force.
        CONVENTION: A choice of gm100; no ministry says so.
    """

    OFFICIAL = "official"
    SITE = "site"
    PRESS = "press"
    STORED = "stored"
    COMPUTED = "computed"
    INFERRED = "inferred"
    MEMORY = "memory"
    DRAFT = "draft"
    CONVENTION = "convention"


@entity
class Source:
    """
    A document that states a fact.
    """

    title: str = field("What the document calls itself.", kw_only=False)
    evidence: OrText[Evidence] = field("How far it can be trusted.", default=Evidence.PRESS)
    publisher: str | None = field("Who published it.", default=None, example="Ditjen Aptika, Kominfo")
    number: str | None = field("Its number, as printed.", default=None, example="B-1384/DJAI/AI.01.04/12/2023")
    address: str | None = field("Where it can be found: a web address or a repository path.", default=None)
    published: Day[PartialDate | None] = field("When it was published, as far as known.", default=None)
    retrieved: Day[PartialDate | None] = field("When it was read.", default=None)
    author: str | None = field("Who wrote it, as signed.", default=None, example="heDJ / Kominfo")
    sponsored: bool | None = field(
        "Whether it is an advertisement (advertorial), which the region pays for.", default=None
    )
    note: str | None = field("What a reader should know about it.", default=None)


# The fields by which a fact says where it was seen, alike in every class of facts.

SOURCE: Final[Any] = field("Source of this row.", default=None)
FURTHER_SOURCES: Final[Any] = field("Other documents that say the same.", default=())
INFERRED: Final[Any] = field("Its fields that no document states, and that were inferred.", default=frozenset())
NOTE: Final[Any] = field("What else the source says.", default=None)


def sources_of(fact: Any) -> tuple[Source, ...]:
    """
    Return the sources of a fact, whether it names one or several.
    """
    one = getattr(fact, "source", None)
    several: Any = getattr(fact, "sources", ()) or getattr(fact, "further_sources", ())
    return tuple(several) if one is None else (one, *several)
