"""
The catalogue of dossiers, which knows their codes and has one composed when it is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gm100.reference._catalogue import Catalogue

if TYPE_CHECKING:  # A catalogue of codes needs no classes of facts yet.
    from gm100.model.dossier import Dossier


class Dossiers(Catalogue["Dossier"]):
    """
    The dossiers by Kemendagri code: one of every region and province, empty where nothing is known.
    """

    kind = "dossier"
    opened_by = "dossiers"


@cache
def dossiers() -> Dossiers:
    """
    Return what gm100 knows of each region and province: membership, published results and records, with their sources.

    Eight regions have a dossier made by hand, to which only results of other years are added. One of which nothing is
    known is empty, and its note says so.

    >>> [dossiers()[code].name for code in ("35.03", "35.10")]
    ['Kabupaten Trenggalek', 'Kabupaten Banyuwangi']
    >>> dossiers()["35.10"].memberships[0].cohort, dossiers()["11.01"].empty
    (2017, True)
    """
    from gm100.reference._data import provinces, regions

    return Dossiers((str(row[0]) for row in (*regions.ROWS, *provinces.ROWS)), _composed)


def _composed(code: str) -> Dossier:
    from gm100.reference.composed import composed

    return composed(code)
