"""
Calendar arithmetic: months after a day, years, and what comes back every year.

The one module that knows dateutil.
"""

from __future__ import annotations

from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from dateutil.rrule import YEARLY, rrule


def months_after(day: date, months: int) -> date:
    """
    Return the day so many months later; a day that the month does not have becomes its last.

    >>> months_after(date(2023, 12, 31), 2)
    datetime.date(2024, 2, 29)
    """
    return day + relativedelta(months=months)


def years_after(day: date, years: int) -> date:
    """
    Return the day so many years later; 29 February becomes 28 where the year is no leap year.

    >>> years_after(date(2020, 2, 29), 5)
    datetime.date(2025, 2, 28)
    """
    return day + relativedelta(years=years)


def whole_months(start: date, end: date) -> int:
    """
    Return how many whole months lie between two days.

    >>> whole_months(date(2022, 6, 21), date(2022, 9, 20)), whole_months(date(2022, 6, 21), date(2022, 9, 21))
    (2, 3)
    """
    between = relativedelta(end, start)
    return between.years * 12 + between.months


def every_year(first: int, last: int) -> tuple[int, ...]:
    """
    Return the years in which something yearly falls due, both ends included.

    >>> every_year(2019, 2021), every_year(2022, 2021)
    ((2019, 2020, 2021), ())
    """
    start, until = (datetime.combine(date(year, 1, 1), time()) for year in (first, last))
    return tuple(found.year for found in rrule(YEARLY, dtstart=start, until=until))
