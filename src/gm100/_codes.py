"""
The grammars of codes: regions, slugs, and the numbers of letters and agreements.
"""

from __future__ import annotations

import re
from typing import NamedTuple

REGION_CODE = r"[1-9]\d\.\d{2}"
"""A Kemendagri code of a regency or city: province, dot, two digits (Permendagri 72/2019 and its successors)."""

PROVINCE_CODE = r"[1-9]\d"
"""A Kemendagri code of a province."""

AREA_CODE = r"[1-9]\d(\.\d{2})?"
"""A Kemendagri code of a region or of a province."""

SLUG = r"[a-z0-9]+([._-][a-z0-9]+)*"
"""An id as gm100 writes them: lower case, digits, and single `-`, `_` or `.` between."""


class LetterParts(NamedTuple):
    """
    The parts of a ministry number that are certain.
    """

    sequence: int
    unit: str
    classification: str
    month: int
    year: int


_MINISTRY = re.compile(
    r"""(?:B[-.]\s*)? (?P<sequence>\d{1,4}) \s*/\s*
        (?P<unit>[A-Z][A-Z0-9.]*(?:\s*/\s*DJAI)?) \s*/\s*
        (?P<classification>[A-Z]{2}\.\d{2}\.\d{2}) \s*/\s*
        (?P<month>0?[1-9]|1[0-2]) \s*/\s* (?P<year>20\d{2})""",
    re.VERBOSE | re.ASCII,
)


def parse_ministry_number(raw: str) -> LetterParts | None:
    """
    Read a number of the ministry, `[B-]sequence/unit/class/MM/YYYY`; `None` where the text has another form.

    >>> parse_ministry_number("B-32/DJAI/HK.04.02/04/2022")
    LetterParts(sequence=32, unit='DJAI', classification='HK.04.02', month=4, year=2022)
    >>> parse_ministry_number("54/MoU. KP/KHM/208")
    """
    match = _MINISTRY.fullmatch(raw.strip())
    if match is None:
        return None
    unit = re.sub(r"\s", "", match["unit"])
    return LetterParts(int(match["sequence"]), unit, match["classification"], int(match["month"]), int(match["year"]))
