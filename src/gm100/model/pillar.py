"""
The six pillars of a smart city in this programme, and their eighteen sub-dimensions.
"""

from enum import StrEnum

from gm100.fields.field import Many, OrText, field
from gm100.model._entity import entity
from gm100.text.codes import SLUG


class PillarId(StrEnum):
    """
    The six pillars, in the order of the ministry.

    Attributes:
        GOVERNANCE: Smart governance.
        BRANDING: Smart branding.
        ECONOMY: Smart economy.
        LIVING: Smart living.
        SOCIETY: Smart society.
        ENVIRONMENT: Smart environment.
    """

    GOVERNANCE = "governance"
    BRANDING = "branding"
    ECONOMY = "economy"
    LIVING = "living"
    SOCIETY = "society"
    ENVIRONMENT = "environment"


@entity
class SubDimension:
    """
    One of the three parts of a pillar.
    """

    id: str = field("Slug, unique within the pillar.", pattern=SLUG, example="service")
    name_id: str = field("Indonesian name, as the survey of 2023 prints it.", example="Layanan Publik")
    name_en: str = field("English label; no official one was found.", example="public service")


@entity
class Pillar:
    """
    A pillar of the masterplan, also called a dimension.
    """

    id: OrText[PillarId] = field("Slug.")
    name: str = field("Name as the programme prints it, in English.", example="Smart Governance")
    goal: str = field("What it is for, paraphrased.")
    sub_dimensions: Many[SubDimension] = field("Its three parts.", min_length=3, max_length=3, unique_by="id")
