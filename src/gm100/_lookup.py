"""
What a text stands for: the id of a scorecard, the code or name of a dossier or a region, the table in a file.

The catalogues and the reader of tables are above the verbs, which import none of them; they are asked here, when a
text is given and not before. It is the one look upward, and the architecture test names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from gm100.errors import UnknownRegionError
from gm100.fields.arguments import refused

if TYPE_CHECKING:  # Anyone who looks up a region needs no dossiers, whose classes take longest of all to make.
    from gm100.model.dossier import Dossier
    from gm100.model.region import Province, Region
    from gm100.model.resolution import Resolutions
    from gm100.model.scorecard import Scorecard

Path: TypeAlias = str | PathLike[str]
"""Where a table stands."""

HALF: Final = 0.5
"""A scorecard with more than this share of the indicators of another is meant to be the other."""


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


def alike(card: Scorecard) -> Scorecard | None:
    """
    Return the shipped scorecard that measures by the indicators of another: that of its id, or with the most in common.
    """
    from gm100.reference.cards import scorecards

    held, codes = scorecards(), {each.id for each in card.indicators}
    if card.id in held:
        return held[card.id]
    common = {each.id: len(codes & {i.id for i in each.indicators}) / len(each.indicators) for each in held.values()}
    best = max(common, key=lambda id_: (common[id_], held[id_].subject == card.subject))
    return held[best] if common[best] > HALF and len(codes) > 1 else None


def replaced_by(card: Scorecard) -> tuple[str, ...]:
    """
    Return the ids of the shipped scorecards that replaced another.
    """
    from gm100.reference.cards import scorecards

    return scorecards().replaced_by(card.id) if card.id in scorecards() else ()


def dossier(value: Dossier | Region | Province | str, name: str = "dossier") -> Dossier:
    """
    Return a dossier with what gm100 knows besides, or that of a region, given by itself, its code or its name.

    Raises:
        AmbiguousRegionError: The name fits several regions.
        UnknownIdError: There is no such region.
    """
    from gm100.model.dossier import Dossier
    from gm100.reference.dossier_catalogue import dossiers, with_known

    if isinstance(value, Dossier):
        return with_known(value)
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
    from gm100.reference.areas import area_of, provinces, regions

    if value in regions() or value in provinces():  # A code needs no reader of names, which takes long to load.
        return area_of(value)
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


def rows_of_file(path: Path, card: Scorecard) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """
    Return the rows of a file for a scorecard, and what a reader should know of how it was read.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed, with lines and columns.
        MissingFileError: There is no such file.
    """
    from gm100.adapters.tables import read_table

    found = read_table(path, card)
    return found.rows, found.remarks


class Areas(NamedTuple):
    """
    Which region each row of a table is of.

    Attributes:
        answers: One answer a row.
        column: The column of names.
        used: All columns that were read for it.
    """

    answers: Resolutions
    column: str
    used: tuple[str, ...]


def areas(columns: Mapping[str, Sequence[Any]]) -> Areas | None:
    """
    Return the region or the province that each row names, or `None` where no column has names of regions.
    """
    from gm100.reference.names.columns import roles_of
    from gm100.reference.tables import resolve_table

    roles = roles_of(columns)
    if roles.name is None:
        return None
    said = {
        "name": roles.name,
        "kind": roles.kind,
        "province": roles.province,
        "code": roles.code if roles.bps else None,
    }
    given = {role: column for role, column in said.items() if column is not None}
    answers = resolve_table({column: columns[column] for column in given.values()}, columns=given)
    if roles.name in {"name", "nama"} and all(one.region is None for one in answers):
        return None  # Names of something else.
    return Areas(answers, roles.name, tuple(given.values()))
