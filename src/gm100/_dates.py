"""
Dates that hold just what is known: a day, a month, or a year (ISO 8601 reduced precision).
"""

from __future__ import annotations

import re
from datetime import date
from functools import total_ordering

import attrs

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
"""The text forms of a `PartialDate`: `2022`, `2022-04`, `2022-04-21`; no other ISO form is read."""


@total_ordering
@attrs.frozen(slots=True, eq=True, order=False)
class PartialDate:
    """
    A calendar date of which the day, or the day and the month, may be unknown.

    It sorts by the part that is known; what is less known comes first, so a year stands before its months and days.

    >>> PartialDate.parse("2022-04") < PartialDate.parse("2022-04-21") < PartialDate.parse("2023")
    True

    Attributes:
        year: The year, 1 to 9999.
        month: The month, 1 to 12, or `None` where only the year is known.
        day: The day of the month, or `None` where it is not known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.day is not None and self.month is None:
            message = f"a day needs a month: year {self.year}, day {self.day}"
            raise ValueError(message)
        date(self.year, *(1 if part is None else part for part in (self.month, self.day)))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and nothing else.

        Raises:
            ValueError: The text has another form, or names a day that does not exist.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            message = f"got {text!r}, expected a date as YYYY-MM-DD, YYYY-MM or YYYY"
            raise ValueError(message)
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, value: PartialDate | date) -> PartialDate:
        """
        Return the full date as a partial one; a partial one as it is.
        """
        return value if isinstance(value, cls) else cls(value.year, value.month, value.day)

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
        from calendar import monthrange

        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p is not None))
        return "-".join(parts)
