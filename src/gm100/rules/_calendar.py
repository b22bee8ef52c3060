"""
Calendar arithmetic: days, months and years after a day, as far as the calendar goes.

The one module that knows dateutil.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def days_after(day: date, days: int) -> date:
    """
    Return the day so many days later, or earlier.

    >>> days_after(date(2024, 2, 28), 2), days_after(date(9999, 12, 31), 1)
    (datetime.date(2024, 3, 1), datetime.date(9999, 12, 31))
    """
    return _after(day, timedelta(days=days))


def months_after(day: date, months: int) -> date:
    """
    Return the day so many months later; a day that the month does not have becomes its last.

    >>> months_after(date(2023, 12, 31), 2)
    datetime.date(2024, 2, 29)
    """
    return _after(day, relativedelta(months=months))


def years_after(day: date, years: int) -> date:
    """
    Return the day so many years later; 29 February becomes 28 where the year is not a leap year.

    >>> years_after(date(2020, 2, 29), 5)
    datetime.date(2025, 2, 28)
    """
    return _after(day, relativedelta(years=years))


def _after(day: date, time: timedelta | relativedelta) -> date:
    """
    Return the day after some time, or the last, or the first, of the calendar: a dossier may have any date.
    """
    try:
        return day + time
    except (OverflowError, ValueError):
        return date.max if day > date(2000, 1, 1) else date.min
