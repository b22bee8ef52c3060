"""
Dates and stages as Indonesian documents write them, read strictly: day first, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from gm100.errors import UnreadableDateError
from gm100.fields.arguments import checked, refused
from gm100.text.dates import MONTHS, PartialDate

WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""The days of the week, from Monday."""

_SHORT_MONTHS = (
    *("jan", "feb peb pebruari", "mar mrt", "apr", "", "jun"),
    *("jul", "agt agu ags agust", "sep sept", "okt", "nov nop nopember", "des"),
)
_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    short: number for number, names in enumerate(_SHORT_MONTHS, 1) for short in names.split()
}
_WEEKDAY = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {"jum'at": 4, "jum\u2019at": 4, "ahad": 6}

_TO = r"\s*(?:[-–]|s/d|s\.d\.|sampai|hingga|dan)\s*"
_DAY_NAME = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_NAME_OF_MONTH = "|".join(sorted(_MONTH, key=len, reverse=True))
_FORM = rf"""(?:(?P<weekday>{_DAY_NAME})(?:{_TO}(?P<weekday2>{_DAY_NAME}))?\s*[.,]?\s*)?
    (?P<open>\()?
    (?:(?P<day>\d{{1,2}})
        (?:\s*(?P<month>{_NAME_OF_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?)?
        (?:{_TO}(?P<day2>\d{{1,2}})\s*(?P<month2>{_NAME_OF_MONTH})\.?(?:\s+(?P<year2>\d{{4}}))?)?
      |(?P<n_day>\d{{1,2}})(?:-(?P<n_day2>\d{{1,2}}))?(?P<mark>[/.-])(?P<n_month>\d{{1,2}})(?:(?P=mark)(?P<n_year>\d{{4}}))?
      |(?P<only_month>{_NAME_OF_MONTH})\s+(?P<only_year>\d{{4}}))
    (?(open)\))[.,]*
    (?:\s*(?:pukul|pkl\.?|jam)\s+(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?:\s+(?P<zone>WIB|WITA|WIT))?[.,]*)?"""
"""Any date; `_full` compiles it."""

_COMMON = re.compile(r"(?:([A-Za-z']+),? )?(\()?(\d{1,2})([/ ])([A-Za-z]+|\d{1,2})\4(\d{4})(?(2)\))", re.ASCII)
"""A single day with its year, which is what nearly every text has; the full grammar reads it too, and slower."""

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)

NUMERALS: Final = (
    ("1", "i", "satu", "pertama", "kesatu"),
    ("2", "ii", "dua", "kedua"),
    ("3", "iii", "tiga", "ketiga"),
    ("4", "iv", "empat", "keempat"),
)
"""How documents write the four stages of the bimtek."""

_STAGES = {word: number for number, words in enumerate(NUMERALS, 1) for word in words}
_STAGE = re.compile(r"(?:tahap\s+)?(?:ke\s*-?\s*)?(?P<word>[a-z]+|\d)", re.ASCII | re.IGNORECASE)


class YearFrom(StrEnum):
    """
    How the year of a date is known.
    """

    TEXT = "text"
    CONTEXT = "context"
    """The text has none; the caller said which."""
    WEEKDAY = "weekday"
    """The text has none; of the years the caller allows, the weekday fits just one."""


class DateReading(NamedTuple):
    """
    What a text says about a date.

    Attributes:
        text: The text, as printed.
        start: The day, or the first day of a range.
        end: The last day of a range; the same as `start` for a single day.
        year_from: How the year is known.
        weekday: The weekday as printed, of the first day.
        contradiction: What the weekday says against the date, or `None`.
        time: The time of day, where the text gives one.
        zone: Its zone: `WIB`, `WITA` or `WIT`.
    """

    text: str
    start: PartialDate
    end: PartialDate
    year_from: YearFrom = YearFrom.TEXT
    weekday: str | None = None
    contradiction: str | None = None
    time: time | None = None
    zone: str | None = None


class _Span(NamedTuple):
    """
    A first and a last day, each as day, month and year; what the text does not say is 0.
    """

    first: tuple[int, int, int]
    last: tuple[int, int, int]


@checked
def read_date(text: str, *, year: int | None = None, years: Iterable[int] = ()) -> DateReading:
    """
    Read a date or a range of days as an Indonesian document writes it; ISO text is read as ISO and as nothing else.

    >>> read_date("Rabu (25/11/2020)").start
    PartialDate(year=2020, month=11, day=25)
    >>> reading = read_date("Selasa (6/9)", years=range(2017, 2025))
    >>> str(reading.start), reading.year_from.value
    ('2022-09-06', 'weekday')

    Args:
        text: The date as printed.
        year: The year to take where the text has none.
        years: Years among which a weekday may decide where the text has none.

    Raises:
        UnreadableDateError: The text has another form, names a day that does not exist, or leaves the year open.
    """
    plain = " ".join(text.split())  # Word processors and pages have blanks of other kinds.
    common = _COMMON.fullmatch(plain)
    if common is not None and (reading := _single_day(text, common)) is not None:
        return reading
    if _ISO.fullmatch(plain):
        return _iso(text, plain)
    match = _full().fullmatch(plain)
    if match is None:
        raise UnreadableDateError(text, "not a form of date that documents use, such as 'Rabu (25/11/2020)'")
    try:
        return _reading(text, match, year, tuple(years))
    except ValueError as error:
        raise UnreadableDateError(text, getattr(error, "reason", str(error))) from None


@cache
def _full() -> re.Pattern[str]:
    """
    Return the full grammar; it is compiled when it is first needed, for that takes as long as importing ten modules.
    """
    return re.compile(_FORM, re.VERBOSE | re.ASCII | re.IGNORECASE)


def _single_day(text: str, match: re.Match[str]) -> DateReading | None:
    """
    Read a day in the common form, or leave it to the full grammar, which also says what is wrong.
    """
    weekday, _, day, mark, month, year = match.groups()
    number = int(month) if mark == "/" and month.isdecimal() else mark == " " and _MONTH.get(month.lower())
    printed = None if weekday is None else _WEEKDAY.get(weekday.lower(), -1)
    if not number or printed == -1:
        return None
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    start = PartialDate(found.year, found.month, found.day)
    if printed is None or found.weekday() == printed:
        return DateReading(text, start, start, YearFrom.TEXT, weekday)
    return DateReading(text, start, start, YearFrom.TEXT, weekday, _says(str(weekday), start))


def _says(printed: str, day: PartialDate) -> str:
    return f"printed {printed}, but {day} was a {WEEKDAYS[day.first_day.weekday()]}"


def _iso(text: str, plain: str) -> DateReading:
    try:
        found = PartialDate.parse(plain)
    except ValueError as error:
        raise UnreadableDateError(text, getattr(error, "reason", str(error))) from None
    return DateReading(text, found, found)


def _reading(text: str, match: re.Match[str], year: int | None, years: tuple[int, ...]) -> DateReading:
    if match["only_month"]:
        month = PartialDate(int(match["only_year"]), _MONTH[match["only_month"].lower()])
        return DateReading(text, month, month)
    span = _span(match)
    weekday = None if match["weekday"] is None else _WEEKDAY[match["weekday"].lower()]
    printed = span.last[2] or span.first[2]
    found, how = (printed, YearFrom.TEXT) if printed else _open_year(span, weekday, year, years)
    end = PartialDate(found, span.last[1], span.last[0])
    start = end if span.first == span.last else PartialDate(_first_year(span, found), span.first[1], span.first[0])
    if end < start:
        message = f"the range ends on {end}, before it starts on {start}"
        raise ValueError(message)
    return DateReading(
        text,
        start,
        end,
        how,
        match["weekday"],
        _contradiction(match, start, end),
        time(int(match["hour"]), int(match["minute"])) if match["hour"] else None,
        match["zone"] and match["zone"].upper(),
    )


def _span(match: re.Match[str]) -> _Span:
    if match["n_day"]:
        month, year = int(match["n_month"]), int(match["n_year"] or 0)
        if match["mark"] != "/" and not year:
            message = "two numbers without a year are a date only with a slash between them"
            raise ValueError(message)
        first = (int(match["n_day"]), month, year)
        return _Span(first, (int(match["n_day2"]), month, year) if match["n_day2"] else first)
    if match["day2"] is None:
        if match["month"] is None:
            message = "a day needs a month"
            raise ValueError(message)
        only = _words(match, "")
        return _Span(only, only)
    last = _words(match, "2")
    month = _MONTH[match["month"].lower()] if match["month"] else last[1]
    return _Span((int(match["day"]), month, int(match["year"] or 0)), last)


def _words(match: re.Match[str], which: str) -> tuple[int, int, int]:
    return (
        int(match[f"day{which}"]),
        _MONTH[match[f"month{which}"].lower()],
        int(match[f"year{which}"] or 0),
    )


def _first_year(span: _Span, last: int) -> int:
    """
    Return the year in which a range begins; one from December into January began the year before.
    """
    return span.first[2] or (last - 1 if span.first[1] > span.last[1] else last)


def _open_year(span: _Span, weekday: int | None, year: int | None, years: tuple[int, ...]) -> tuple[int, YearFrom]:
    if year is not None:
        return year, YearFrom.CONTEXT
    if weekday is None or not years:
        message = "it has no year; say which with year=, or give years= and let the weekday decide"
        raise ValueError(message)
    fitting = [one for one in sorted(set(years)) if _falls_on(span, one, weekday)]
    if len(fitting) != 1:
        message = f"it has no year, and its weekday fits {', '.join(map(str, fitting)) or 'none'} of those allowed"
        raise ValueError(message)
    return fitting[0], YearFrom.WEEKDAY


def _falls_on(span: _Span, last: int, weekday: int) -> bool:
    """
    Whether the first day of a range that ends in a year falls on a weekday.
    """
    try:
        return date(_first_year(span, last), span.first[1], span.first[0]).weekday() == weekday
    except ValueError:
        return False


def _contradiction(match: re.Match[str], start: PartialDate, end: PartialDate) -> str | None:
    for printed, day in ((match["weekday"], start), (match["weekday2"], end)):
        if printed and day.first_day.weekday() != _WEEKDAY[printed.lower()]:
            return _says(printed, day)
    return None


@checked
def read_stage(text: str) -> int:
    """
    Read the number of a stage of the bimtek, in digits, Roman numerals or words.

    >>> [read_stage(text) for text in ("tahap ke-4", "Tahap I", "tahap satu", "ketiga")]
    [4, 1, 1, 3]

    Raises:
        ValueError: The text names none of the four stages.
    """
    match = _STAGE.fullmatch(" ".join(text.split()))
    number = match and _STAGES.get(match["word"].lower())
    if not number:
        raise refused("text", text, "one of the four stages, such as 'Tahap I' or 'tahap ke-4'")
    return number
