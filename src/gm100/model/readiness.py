"""
Readiness: what a region brings along, as Buku 1 of the masterplan analyses it.
"""

from collections.abc import Iterator
from enum import StrEnum

from gm100.errors import Issue
from gm100.fields.field import Day, Many, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.model.source import NOTE, SOURCE, Source
from gm100.text.codes import AREA_CODE
from gm100.text.dates import PartialDate


class Element(StrEnum):
    """
    The three elements of readiness.

    Attributes:
        STRUCTURE: Such as people, their education and the budget.
        INFRASTRUCTURE: Infrastructure.
        SUPERSTRUCTURE: Such as the council, regional laws and decisions.
    """

    STRUCTURE = "structure"
    INFRASTRUCTURE = "infrastructure"
    SUPERSTRUCTURE = "superstructure"


PARTS = {
    Element.STRUCTURE: ("people", "governance", "budget"),
    Element.INFRASTRUCTURE: ("physical", "digital", "social"),
    Element.SUPERSTRUCTURE: ("policy", "institution", "execution"),
}
"""The parts of each element (SDM, tata kelola, anggaran; fisik, TIK, sosial; kebijakan, kelembagaan, pelaksanaan)."""


class Swot(StrEnum):
    """
    The side of a SWOT analysis.

    Attributes:
        STRENGTH: What helps, from within.
        WEAKNESS: What hinders, from within.
        OPPORTUNITY: What helps, from outside.
        THREAT: What hinders, from outside.
    """

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


@entity
class ReadinessFinding:
    """
    What is there, or is not, in one part of an element.
    """

    element: OrText[Element] = field("Which of the three.")
    part: str | None = field(
        "Which part of it.", default=None, one_of=tuple(part for parts in PARTS.values() for part in parts)
    )
    swot: OrText[Swot | None] = field("Which side of the analysis.", default=None)
    finding: str = field("What was found, paraphrased.")
    source: OrText[Source | None] = SOURCE

    def _invariants(self) -> Iterator[Issue]:
        if self.part is not None and self.part not in PARTS[self.element]:
            expected = ", ".join(PARTS[self.element])
            message = f"{self.part} is not a part of {self.element.value}; it has {expected}"
            yield Issue("wrong-part", message, ("part",), self.part, expected)


@entity
class Readiness:
    """
    An analysis of readiness.
    """

    region: RegionCode = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.03")
    dated: Day[PartialDate | None] = field("When it was made.", default=None)
    findings: Many[ReadinessFinding] = field("What was found.", default=())
    source: OrText[Source | None] = SOURCE
    note: str | None = NOTE
