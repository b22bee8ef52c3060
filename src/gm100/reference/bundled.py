"""
The dossiers that come with gm100.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gm100.reference._catalogue import Catalogue

if TYPE_CHECKING:  # The classes of facts are made when the first dossier is read.
    from importlib.resources.abc import Traversable

    from gm100.model.dossier import Dossier


class Dossiers(Catalogue["Dossier"]):
    """
    The example dossiers by Kemendagri code.
    """

    kind = "bundled dossier"
    opened_by = "dossiers"


@cache
def dossiers() -> Dossiers:
    """
    Return the dossiers that come with gm100: regions whose way through the programme is well documented.

    >>> [dossiers()[code].name for code in ("35.03", "35.05")]
    ['Kabupaten Trenggalek', 'Kabupaten Blitar']
    """
    names = (file.name for file in _folder().iterdir())
    return Dossiers(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")), _read)


def _folder() -> Traversable:
    """
    Return where the dossiers stand: a folder, or a part of the zip file that gm100 is imported from.
    """
    from importlib.resources import files

    return files("gm100.reference._data") / "dossiers"


def _read(code: str) -> Dossier:
    from gm100.model.dossier import Dossier
    from gm100.serializers import loads

    name = f"{code}.json"
    return loads((_folder() / name).read_bytes(), Dossier, document=name)
