"""
Dates that hold just what is known: a day, a month, or a year (ISO 8601 reduced precision).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import total_ordering
from importlib import import_module
from typing import Any, Final

import attrs

from gm100._remade import again
from gm100.errors import UnreadableDateError, shorten

_FORMS = "YYYY-MM-DD, YYYY-MM or YYYY"
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
"""The months in Indonesian."""

DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
"""The text forms of a `PartialDate`: `2022`, `2022-04`, `2022-04-21`; no other ISO form is read."""


def _as_given(value: int | str | date) -> int:
    return value  # type: ignore[return-value]  # the year of a text or a date is found when the parts are known


def _parts(value: object) -> tuple[int, int | None, int | None]:
    """
    Return year, month and day of a date or a text, as far as it has them.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.year, value.month, value.day
    match = _FORM.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        text = value if isinstance(value, str) else shorten(value)
        raise UnreadableDateError(text, f"expected {_FORMS}, a year or a date")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _shown(year: object, month: object, day: object) -> str:
    """
    Return parts that make no date, as they were given.
    """
    if all(type(part) is int for part in (year, month, day)):
        return f"{year:04}-{month:02}-{day:02}"
    return ", ".join(f"{name} {shorten(part)}" for name, part in (("year", year), ("month", month), ("day", day)))


@total_ordering
@attrs.frozen(slots=True, eq=True, order=False)
class PartialDate:
    """
    A calendar date of which the day, or the day and the month, may be unknown.

    It sorts by the part that is known; what is less known comes first, so a year is before its months and days.

    >>> PartialDate("2022-04") < PartialDate(2022, 4, 21) < PartialDate(2023)
    True

    Attributes:
        year: The year, 1 to 9999; where it stands alone, also a date or a text such as `2022-04`.
        month: The month, 1 to 12, or `None` where only the year is known.
        day: The day of the month, or `None` where it is not known.
    """

    year: int = attrs.field(converter=_as_given)
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        given: tuple[Any, ...] = (self.year, self.month, self.day)
        try:
            if type(self.year) is type(self.month) is type(self.day) is int:
                date(*given)
                return
        except (ValueError, OverflowError):
            pass  # What is wrong is said below.
        if type(self.year) is not int and given[1:] == (None, None):
            given = _parts(self.year)
            for name, part in zip(("year", "month", "day"), given, strict=True):
                object.__setattr__(self, name, part)
        if type(self.year) is not int or any(type(part) is not int for part in given if part is not None):
            raise UnreadableDateError(_shown(*given), "expected whole numbers for year, month and day")
        if self.day is not None and self.month is None:
            raise UnreadableDateError(_shown(*given), "a day needs a month")
        try:
            date(self.year, *(1 if part is None else part for part in (self.month, self.day)))
        except (ValueError, OverflowError) as error:
            raise UnreadableDateError(_shown(*given), str(error)) from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and nothing else.

        Raises:
            UnreadableDateError: The text has another form, or names a day that does not exist.
        """
        given: Any = text
        if not isinstance(given, str):
            raise UnreadableDateError(shorten(given), f"expected text of the form {_FORMS}")
        return cls(*_parts(text))

    @classmethod
    def of(cls, value: PartialDate | date | str | int) -> PartialDate:
        """
        Return a full date, an ISO text or a year as a partial date; a partial one as it is.

        >>> str(PartialDate.of(date(2022, 4, 21))), str(PartialDate.of("2022-04")), str(PartialDate.of(2022))
        ('2022-04-21', '2022-04', '2022')

        Raises:
            UnreadableDateError: It is not a date.
        """
        return value if isinstance(value, PartialDate) else cls(value)

    @property
    def first_day(self) -> date:
        """
        The earliest day it can mean.
        """
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """
        The latest day it can mean.
        """
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        from calendar import monthrange

        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    __reduce__ = again

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: Any) -> Any:
        """
        Answer pydantic, which alone asks: text in JSON, and what `of` takes elsewhere.
        """
        core: Any = import_module("pydantic_core").core_schema
        text = core.str_schema(pattern=f"^{DATE_PATTERN}$")
        return core.json_or_python_schema(
            json_schema=core.no_info_after_validator_function(cls.of, text),
            python_schema=core.no_info_plain_validator_function(cls.of),
            serialization=core.to_string_ser_schema(),
        )

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p is not None))
        return "-".join(parts)


def in_words(day: PartialDate | date) -> str:
    """
    Return a date as an Indonesian document writes it.

    >>> in_words(date(2022, 4, 21)), in_words(PartialDate(2018, 5)), in_words(PartialDate(2019))
    ('21 April 2022', 'Mei 2018', '2019')
    """
    known = PartialDate.of(day)
    parts = (known.day and str(known.day), known.month and MONTHS[known.month - 1], str(known.year))
    return " ".join(part for part in parts if part)
