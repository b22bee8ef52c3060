"""
Codes as documents write them: with their dot, without it, of Kemendagri, of BPS, of ISO.

BPS gave the new provinces of Papua codes of their own in 2023, which Kemendagri uses for others. Its codes are
therefore looked up by edition: that of 2020, known for all regions, and that of 2023, known where a source names BPS.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

BPS_EDITIONS: Final = (2020, 2023)
"""The years of the lists of BPS codes, the oldest first."""

_CODE = re.compile(
    r"""(?:(?P<scheme>bps|kemendagri|iso)\b[\s:.-]*)?
        (?:(?P<dotted>\d\d\.\d\d)(?![\w.])[\s:,–-]*(?P<rest>.*) | (?P<bare>\d\d|\d{4}|id-[a-z]{2}))""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_NUMBERED = re.compile(r"\[?(?P<digits>\d{1,4})\]?[\s:._–-]+(?P<rest>[^\W\d].*)", re.DOTALL | re.ASCII)


class Code(NamedTuple):
    """
    A code found in a text.

    Attributes:
        scheme: Who gave the code, where the text says so: `bps`, `kemendagri` or `iso`.
        digits: The code as written.
        rest: What is behind it.
    """

    scheme: str | None
    digits: str
    rest: str


class CodeBook(NamedTuple):
    """
    Today's Kemendagri code of each code that a document may hold.

    Attributes:
        kemendagri: Codes in force, of regions and provinces.
        retired: Codes of before 2022.
        bps: Codes of BPS by edition.
        iso: Codes of ISO 3166-2, in small letters.
    """

    kemendagri: dict[str, str]
    retired: dict[str, str]
    bps: dict[int, dict[str, str]]
    iso: dict[str, str]

    def meanings(self, code: Code) -> dict[str, dict[str, str]]:
        """
        Return what a code means, by scheme: the reasons by code of region or province.
        """
        dotted = code.digits if "." in code.digits else ".".join(filter(None, (code.digits[:2], code.digits[2:])))
        found: dict[str, dict[str, str]] = {}
        if dotted in self.kemendagri:
            found["kemendagri"] = {dotted: f"Kemendagri code {dotted}"}
        elif dotted in self.retired:
            found["kemendagri"] = {self.retired[dotted]: f"Kemendagri code {dotted} until 2022"}
        for edition in reversed(BPS_EDITIONS):
            if code.digits in self.bps[edition]:
                area = self.bps[edition][code.digits]
                found.setdefault("bps", {}).update({area: f"BPS code {code.digits} of {edition}"})
        if code.digits in self.iso:
            found["iso"] = {self.iso[code.digits]: f"ISO 3166-2 code {code.digits.upper()}"}
        return {scheme: meaning for scheme, meaning in found.items() if code.scheme in {None, scheme}}

    def of_bps(self, digits: str, on: date | None = None) -> str | None:
        """
        Return the region or the province of a BPS code.

        Args:
            digits: The code, without a dot.
            on: The day of the document, which says by which edition it was written; without it by either.
        """
        editions = (edition for edition in reversed(editions_on(on)) if digits in self.bps[edition])
        edition = next(editions, None)
        return None if edition is None else self.bps[edition][digits]


def editions_on(on: date | None) -> tuple[int, ...]:
    """
    Return the editions of BPS codes by which a document of a day can be written: one, or all without a day.
    """
    if on is None:
        return BPS_EDITIONS
    return tuple(edition for edition in BPS_EDITIONS if edition <= on.year)[-1:] or BPS_EDITIONS[:1]


def read_code(text: str) -> Code | None:
    """
    Read a plain text that is a code, or that starts with one that has its dot.

    >>> read_code("35.03 kabupaten trenggalek")
    Code(scheme=None, digits='35.03', rest='kabupaten trenggalek')
    >>> read_code("bps 1275").scheme, read_code("50 kota")
    ('bps', None)
    """
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    return Code(match["scheme"], match["dotted"] or match["bare"], match["rest"] or "")


def read_numbered(text: str) -> Code | None:
    """
    Read a plain text that starts with a number, which may be a code without its dot, or a number of the row.

    >>> read_numbered("[3273] kota bandung")
    Code(scheme=None, digits='3273', rest='kota bandung')
    """
    match = _NUMBERED.fullmatch(text.strip())
    return Code(None, match["digits"], match["rest"]) if match else None


def is_row_number(code: Code) -> bool:
    """
    Tell whether a number before a name is too short to be the code of a region.
    """
    return len(code.digits) != len("3273")


@cache
def code_book() -> CodeBook:
    """
    Return the codes of all schemes.
    """
    from gm100.reference._data import bps_codes, changes, provinces, regions

    areas = [(str(row[0]), row[1]) for row in regions.ROWS] + [(str(row[0]), row[3]) for row in provinces.ROWS]
    former = {bps: code for code, bps in areas if bps}
    retired = {str(row[1]): str(row[3]) for row in changes.ROWS if row[0] == "recode"}
    # The codes of the regions that were moved to new provinces changed in 2023; of those a source confirms six.
    moved = {*retired.values(), *(str(row[0]) for row in provinces.ROWS)}
    newer = {bps: code for bps, code in former.items() if code not in moved}
    newer.update((str(row[1]), str(row[0])) for row in bps_codes.ROWS)
    return CodeBook(
        kemendagri={code: code for code, _ in areas},
        retired=retired,
        bps={2020: former, 2023: newer},
        iso={str(row[2]).lower(): str(row[0]) for row in provinces.ROWS},
    )
