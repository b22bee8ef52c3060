"""
Dates as entities hold them, and the reader of dates as documents write them.
"""

from gm100._dates import PartialDate
from gm100._indonesian import DateReading, YearFrom, read_date, read_stage

__all__ = ["DateReading", "PartialDate", "YearFrom", "read_date", "read_stage"]
