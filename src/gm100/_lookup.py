"""
What a text stands for: the id of a scorecard, the code or the name of a dossier, a region or a province.

The catalogues stand above the verbs, which import none of them; a catalogue is asked here, when a text is given and not
before. It is the one look upward, and the architecture test names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100._arguments import refused
from gm100.errors import UnknownRegionError

if TYPE_CHECKING:  # Whoever looks up a region needs no dossiers, whose classes take longest of all to make.
    from gm100.model.dossier import Dossier
    from gm100.model.region import Province, Region
    from gm100.model.scorecard import Scorecard


def scorecard(value: Scorecard | str, name: str = "card") -> Scorecard:
    """
    Return a scorecard, or the one of an id.

    Raises:
        UnknownIdError: There is none of that id; ids that look alike are named.
    """
    if not isinstance(value, str):
        return value
    from gm100.reference.cards import scorecards

    _refuse_file(value, name)
    return scorecards()[value]


def dossier(value: Dossier | Region | Province | str, name: str = "dossier") -> Dossier:
    """
    Return a dossier, or the bundled one of a region, given by itself, its code or its name.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        UnknownIdError: There is no such region, or no dossier of it comes with gm100.
    """
    from gm100.model.dossier import Dossier

    if isinstance(value, Dossier):
        return value
    from gm100.reference.bundled import dossiers

    _refuse_file(value, name)
    return dossiers()[area(value).code]


def _refuse_file(value: object, name: str) -> None:
    if isinstance(value, str) and value.endswith((".json", ".toml", ".yaml", ".yml")):
        raise refused(name, value, "an id, a code or a name, and no file", "gm100.load(path) reads it")


def area(value: Region | Province | str) -> Region | Province:
    """
    Return a region or a province, or the one of a code, also a retired one, or of a name.

    Raises:
        AmbiguousRegionError: The name fits several.
        UnknownRegionError: It fits none.
    """
    if not isinstance(value, str):
        return value
    from gm100.reference.areas import regions

    return regions().resolve(value, corrections=False)  # There is nowhere to say what was corrected.


def region(value: Region | str) -> Region:
    """
    Return a region, or the one of a code or a name.

    Raises:
        AmbiguousRegionError: The name fits several.
        UnknownRegionError: It fits none, or a province.
    """
    from gm100.model.region import Province

    found = area(value)
    if isinstance(found, Province):
        raise UnknownRegionError(str(value), f"it is a province, {found.full_name}")
    return found
