"""
People and bodies as a document names them.
"""

from gm100.fields.field import OrText, field
from gm100.model._entity import entity
from gm100.model.vocabulary import GroupId, PersonRole


@entity
class Person:
    """
    A person in an office, on an occasion.
    """

    name: str | None = field(
        "Name as printed, titles included; nothing where only the office is.",
        default=None,
        kw_only=False,
        example="Mochamad Nur Arifin",
    )
    office: str | None = field("Office held then.", default=None, example="Bupati Trenggalek")
    affiliation: str | None = field("Body the person belongs to.", default=None, example="UGM")
    acting: str | None = field(
        "Acting status, where the office was held provisionally.", default=None, one_of=("Pjs", "Pj", "Plt", "Plh")
    )
    represents: str | None = field(
        "Whom the person stands in for (mewakili), by office.", default=None, example="Bupati Kendal"
    )
    role: OrText[PersonRole | None] = field("What the person did on the occasion.", default=None)


@entity
class Participants:
    """
    How many of a group took part.
    """

    group: str | None = field("Who, as the document says.", default=None, kw_only=False, example="kepala desa")
    kind: OrText[GroupId | None] = field("Which group that is.", default=None)
    count: int | None = field("How many; nothing where the document gives no number.", default=None, ge=0)
    unit: str | None = field("What is counted.", default=None, one_of=("persons", "bodies"))
    all: bool | None = field("Whether all of the group took part, as the document says.", default=None)
    note: str | None = field("What the document adds.", default=None)
