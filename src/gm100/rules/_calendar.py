"""
Calendar arithmetic: months and years after a day, and the whole months between two.

The one module that knows dateutil.
"""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta


def months_after(day: date, months: int) -> date:
    """
    Return the day so many months later; a day that the month does not have becomes its last.

    >>> months_after(date(2023, 12, 31), 2)
    datetime.date(2024, 2, 29)
    """
    return day + relativedelta(months=months)


def years_after(day: date, years: int) -> date:
    """
    Return the day so many years later; 29 February becomes 28 where the year is not a leap year.

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
