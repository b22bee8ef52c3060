"""
Quick wins: the innovations a region shows within a year.
"""

from __future__ import annotations

from gm100._codes import AREA_CODE
from gm100._fields import field
from gm100.model._entity import entity
from gm100.model.pillar import PillarId
from gm100.model.source import Source


@entity
class QuickWin:
    """
    A programme meant to show an effect on citizens within about a year.
    """

    region: str = field("Kemendagri code of the region.", pattern=AREA_CODE, example="35.05")
    name: str = field("Name as printed.", example="Blitar Siap 112")
    pillars: frozenset[PillarId] = field("Pillars it serves; empty where no source says.", default=frozenset())
    year: int | None = field("Year in which it was shown.", default=None, ge=2015, le=9999)
    owner: str | None = field("Agency that runs it.", default=None, example="Dinas Kominfo")
    digital: bool | None = field("Whether it is digital at all; it need not be.", default=None)
    new: bool | None = field("Whether it was new in its year, or continued.", default=None)
    leverage: str | None = field("Its leverage (daya ungkit), as claimed.", default=None)
    evidence_of_impact: str | None = field("Figures that show an effect.", default=None)
    source: Source | None = field("Where this was seen.", default=None)
    note: str | None = field("What else the source says.", default=None)
