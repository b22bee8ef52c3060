"""
The grammars of the numbers of letters, agreements and decrees.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class LetterParts(NamedTuple):
    """
    The parts of a number that are certain; `None` stands for what is not, and the note says why.
    """

    sequence: int | None = None
    unit: str | None = None
    classification: str | None = None
    month: int | None = None
    year: int | None = None
    note: str | None = None


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
    LetterParts(sequence=32, unit='DJAI', classification='HK.04.02', month=4, year=2022, note=None)
    >>> parse_ministry_number("54/MoU. KP/KHM/208")
    """
    match = _MINISTRY.fullmatch(raw.strip())
    if match is None:
        return None
    unit = re.sub(r"\s", "", match["unit"])
    return LetterParts(int(match["sequence"]), unit, match["classification"], int(match["month"]), int(match["year"]))


_ROMAN = {r: n for n, r in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}
_REGION = re.compile(
    r"""(?P<classification>\d{1,3}(?:\.\d{1,3})*) / (?P<sequence>\d{1,4}) / (?P<unit>[A-Za-z.]+(?:/[A-Za-z.]+)*) /
        (?P<month>[IVX]+) / (?P<year>20\d{2})""",
    re.VERBOSE | re.ASCII,
)
_DECREE = re.compile(r"(?:(?P<before>\d{1,3})\.)?(?P<sequence>\d{1,3})\s*/\s*(?P<year>20\d{2})", re.ASCII)
_NUMBERED = re.compile(r"(?P<sequence>\d{1,3})\s+(?:tahun\s+)?(?P<year>20\d{2})", re.ASCII | re.IGNORECASE)
_LONG_DECREE = re.compile(
    r"(?P<classification>\d{3})/(?P<sequence>\d{1,4})/KEP/\d{3}\.\d{2,3}/(?P<year>20\d{2})", re.ASCII
)
_GLUED_UNIT = re.compile(
    r"""(?P<sequence>\d{1,4}) (?P<unit>[A-Z]{4}) / (?P<letters>[A-Z]{2})(?P<digits>\d{4}) /
        (?P<month>0[1-9]|1[0-2]) \s tahun \s (?P<year>20\d{2})""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_GLUED_MONTH = re.compile(r"([A-Z]{2}\.\d{2}\.\d{2})[./](0[1-9]|1[0-2])/(?:\2/)?(20\d{2})$", re.ASCII)
_PREFIX = re.compile(r"(?:nomor|no)\s*[.:]?\s*", re.ASCII | re.IGNORECASE)


def parse_number(raw: str) -> LetterParts:
    """
    Read the number of a letter, an agreement or a decree as far as it is certain.

    The ministry's form, that of a region (class, running number, unit, Roman month, year) and those of decrees are
    read in full. Of a form that the press broke, only what is certain is read; the note says the rest.

    >>> parse_number("555/085/KOMINFO/III/2020")[:5]
    (85, 'KOMINFO', '555', 3, 2020)
    >>> parse_number("No.50DCAI/HK0402/02 tahun 2023")[:5]
    (50, None, 'HK.04.02', 2, 2023)
    >>> parse_number("54/MoU. KP/KHM/208").note
    'not of the form [B-]sequence/unit/class/MM/YYYY; parts left open; 208 is not a year'
    """
    text = _PREFIX.sub("", raw.strip(), count=1)
    for read in (parse_ministry_number, _region, _decree, _broken_ministry, _glued):
        if parts := read(text):
            return parts if parts.sequence else parts._replace(sequence=None, note="the running number is 0")
    return LetterParts(note=f"not of the form [B-]sequence/unit/class/MM/YYYY; parts left open{_tail(text)}")


def _region(text: str) -> LetterParts | None:
    """
    Read a region's own form; its month need not be that of the letter's date.
    """
    match = _REGION.fullmatch(text)
    if match is None or match["month"] not in _ROMAN:
        return None
    month, year = _ROMAN[match["month"]], int(match["year"])
    return LetterParts(int(match["sequence"]), match["unit"], match["classification"], month, year)


def _decree(text: str) -> LetterParts | None:
    match = _DECREE.fullmatch(text) or _NUMBERED.fullmatch(text)
    if match is not None:
        before = match.groupdict().get("before")
        note = before and f"{before} is taken for the class, what follows its dot for the running number"
        return LetterParts(int(match["sequence"]), classification=before, year=int(match["year"]), note=note)
    match = _LONG_DECREE.fullmatch(text)
    if match is None:
        return None
    return LetterParts(int(match["sequence"]), classification=match["classification"], year=int(match["year"]))


def _broken_ministry(text: str) -> LetterParts | None:
    """
    Read the ministry's form with a slash lost before the unit, or with the month glued on or printed twice.
    """
    corrected = _GLUED_MONTH.sub(r"\1/\2/\3", re.sub(r"^((?:B[-.]\s*)?\d{1,4})\s+(?=KOMINFO)", r"\1/", text.upper()))
    parts = parse_ministry_number(corrected)
    return parts and parts._replace(note=f"corrected: read as {corrected}")


def _glued(text: str) -> LetterParts | None:
    match = _GLUED_UNIT.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"]
    classification = f"{match['letters'].upper()}.{digits[:2]}.{digits[2:]}"
    note = f"corrected: the class was printed without dots; the unit, printed {match['unit']}, is left open"
    return LetterParts(int(match["sequence"]), None, classification, int(match["month"]), int(match["year"]), note)


def _tail(text: str) -> str:
    """
    Say of a last part that looks like a year with a digit lost that it is none.
    """
    last = re.split(r"[/ ]", text)[-1]
    return f"; {last} is not a year" if re.fullmatch(r"\d{3}", last) else ""
