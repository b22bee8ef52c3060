"""
Codes as documents write them: with their dot, without it, of Kemendagri, of BPS, of ISO.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_CODE = re.compile(
    r"""(?:(?P<scheme>bps|kemendagri|iso)\b[\s:.-]*)?
        (?:(?P<dotted>\d\d\.\d\d)(?![\w.])[\s:,–-]*(?P<rest>.*) | (?P<bare>\d\d|\d{4}|id-[a-z]{2}))""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)


class Code(NamedTuple):
    """
    A code found in a text.

    Attributes:
        scheme: Who gave the code, where the text says so: `bps`, `kemendagri` or `iso`.
        digits: The code as written.
        rest: What stands behind it.
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
        bps: Codes of BPS, as of 2020.
        iso: Codes of ISO 3166-2, in small letters.
    """

    kemendagri: dict[str, str]
    retired: dict[str, str]
    bps: dict[str, str]
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
        if code.digits in self.bps:
            found["bps"] = {self.bps[code.digits]: f"BPS code {code.digits} of 2020"}
        if code.digits in self.iso:
            found["iso"] = {self.iso[code.digits]: f"ISO 3166-2 code {code.digits.upper()}"}
        return {scheme: meaning for scheme, meaning in found.items() if code.scheme in {None, scheme}}


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


@cache
def code_book() -> CodeBook:
    """
    Return the codes of all schemes.
    """
    from gm100.reference._data import changes, provinces, regions

    areas = [(str(row[0]), row[1]) for row in regions.ROWS] + [(str(row[0]), row[3]) for row in provinces.ROWS]
    return CodeBook(
        kemendagri={code: code for code, _ in areas},
        retired={str(row[1]): str(row[3]) for row in changes.ROWS if row[0] == "recode"},
        bps={bps: code for code, bps in areas if bps},
        iso={str(row[2]).lower(): str(row[0]) for row in provinces.ROWS},
    )
