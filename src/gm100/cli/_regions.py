"""
Names of regions on the command line and in the tables that commands read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100._lookup import area
from gm100.errors import DocumentError, Issue, UnknownRegionError
from gm100.model import Region
from gm100.reference import regions

if TYPE_CHECKING:
    from gm100.model import Resolution
    from gm100.scoring import Scores


class RegionNames:
    """
    Reads the names of regions of one table, and keeps what it corrected.

    Attributes:
        corrected: The misspelled names by the code of their region.
    """

    def __init__(self, *, exact: bool) -> None:
        self.corrected: dict[str, Resolution] = {}
        self._exact = exact

    def __call__(self, name: str) -> Region:
        """
        Return the region of a name; an evaluation is of regions, so a province is none.
        """
        found = regions().resolve(name, corrections=not self._exact)
        if not isinstance(found, Region):
            raise UnknownRegionError(name, f"it is a province, {found.full_name}")
        read = regions().match(name)
        if read.corrected:
            self.corrected[found.code] = read
        return found

    @property
    def corrections(self) -> list[str]:
        """
        What was corrected, in a sentence each.
        """
        return [str(read.correction) for read in self.corrected.values()]


def unit_of(given: str, scores: Scores) -> str:
    """
    Return the unit that an argument means: as it stands, or the region that it names.

    Raises:
        AmbiguousRegionError: It fits several regions.
    """
    if given in scores.units:
        return given
    try:
        return area(given).code
    except UnknownRegionError:
        return given  # A unit need not be a region; the scores say what they have.


def refuse_corrected(scores: Scores, *, exact: bool) -> None:
    """
    Refuse scores of units whose names were corrected, where none shall be.

    Raises:
        DocumentError: There are such names; all of them are listed.
    """
    issues = [
        Issue("unknown-region", f"{each.text!r} is misspelled; {each.region} may be meant")
        for each in scores.resolutions.corrected
        if exact
    ]
    if issues:
        raise DocumentError("table", issues, "nothing was computed")
