"""
People and bodies as a document names them.
"""

from __future__ import annotations

from gm100._fields import field
from gm100.model._entity import entity


@entity
class Person:
    """
    A person in an office, on an occasion.
    """

    name: str = field("Name as printed, titles included.", kw_only=False, example="Mochamad Nur Arifin")
    office: str | None = field("Office held then.", default=None, example="Bupati Trenggalek")
    affiliation: str | None = field("Body the person belongs to.", default=None, example="UGM")
    acting: str | None = field(
        "Acting status, where the office was held provisionally.", default=None, one_of=("Pjs", "Pj", "Plt", "Plh")
    )


@entity
class Participants:
    """
    How many of a group took part.
    """

    group: str = field("Who, as the document says.", kw_only=False, example="kepala desa")
    count: int | None = field(
        "How many; nothing where the document gives no number.", default=None, ge=0, unit="persons"
    )
    note: str | None = field("What the document adds.", default=None)
