"""
What a smart city is asked to work on: the six pillars of the movement, and the aspects of a draft that would follow.
"""

from gm100.fields.field import Day, Many, OrText, field
from gm100.model._entity import entity
from gm100.model.pillar import PillarId
from gm100.model.source import Evidence, Source
from gm100.text.codes import SLUG
from gm100.text.dates import PartialDate


@entity
class Aspect:
    """
    An aspect of an approach, with the pillar of the movement that it continues.
    """

    id: str = field("Slug, unique within the approach.", pattern=SLUG, example="mobility")
    name: str = field("Name in English.", example="mobility")
    pillar: OrText[PillarId | None] = field("Pillar that it continues; nothing where it is new.", default=None)


@entity
class Approach:
    """
    A set of aspects that smart cities are planned and assessed by.
    """

    id: str = field("Id.", pattern=SLUG, example="draft-2026")
    title: str = field("Title for people.")
    aspects: Many[Aspect] = field("Its aspects, in the order of the source.", min_length=1, unique_by="id")
    unit: str | None = field("Unit of the ministry in charge.", default=None)
    standard: str | None = field("Standard it refers to.", default=None, example="SNI, ISO 37122 family")
    target: str | None = field("What is aimed at, and until when.", default=None)
    evidence: OrText[Evidence] = field("How far it is known; a draft was never in force.")
    effective_from: Day[PartialDate | None] = field("First day in force; nothing for a draft.", default=None)
    sources: Many[Source] = field("Where it was seen.", min_length=1)
    note: str | None = field("What a user should know.", default=None)

    @property
    def dropped(self) -> tuple[PillarId, ...]:
        """
        The pillars of the movement that no aspect continues.
        """
        kept = {aspect.pillar for aspect in self.aspects}
        return tuple(pillar for pillar in PillarId if pillar not in kept)
