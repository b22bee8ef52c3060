"""
What is asked of a name, and what is answered, in codes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from gm100.reference.names.grammar import Reading


class Wanted(NamedTuple):
    """
    What an answer must agree with besides the name.

    Attributes:
        on: The day of the document.
        province: Code of the province it must lie in.
        among: The codes to choose from; `None` for all.
        corrections: Whether a spelling mistake may be corrected.
    """

    on: date | None = None
    province: str | None = None
    among: Collection[str] | None = None
    corrections: bool = True

    def has(self, code: str) -> bool:
        """
        Tell whether a place is, or lies in, the province; without a date also where it lay before 2022.
        """
        if self.province is None or code[:2] == self.province:
            return True
        province, until = _former_provinces().get(code, ("", date.max))
        return province == self.province and not (self.on and self.on >= until)


class Answer(NamedTuple):
    """
    What was found before anything is built: codes, each with its reason.

    Attributes:
        found: What it may mean.
        refused: What was considered and cannot be, the nearest first.
        dropped: Words that are not a part of the name.
        note: Why there is no answer, or how the text was read.
        corrected: The known name that a misspelled text was read as.
        ways: How a text without an answer can be read, to look for the names nearest to it.
    """

    found: Mapping[str, str]
    refused: Mapping[str, str] = MappingProxyType({})
    dropped: tuple[str, ...] = ()
    note: str | None = None
    corrected: str | None = None
    ways: tuple[Reading, ...] = ()


@cache
def _former_provinces() -> dict[str, tuple[str, date]]:
    """
    Return the province in which each region that was moved lay before, and until when.
    """
    from gm100.reference._data import changes

    rows = [row for row in changes.ROWS if row[0] == "recode"]
    return {str(row[3]): (str(row[1])[:2], date.fromisoformat(str(row[5]))) for row in rows}
