"""
What the programme asks: rules with their sources, editions as values, and where a region stands.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.rules.book import BookRule, RuleBook, rule
    from gm100.rules.case import (
        Case,
        Episode,
        Ignorance,
        Knowledge,
        Observation,
        broken,
        idle,
        judge,
        met,
        unknown,
    )
    from gm100.rules.editions import (
        BOOK_2017,
        BOOK_2018,
        BOOK_2019,
        BOOK_2021,
        BOOK_2022,
        BOOK_2023,
        BOOK_2024,
        BOOK_RECORD,
        BOOKS,
        book_for,
    )
    from gm100.rules.engine import check
    from gm100.rules.progress import latest_day, next_steps, stage_of, timeline

__all__ = [
    "BOOKS",
    "BOOK_2017",
    "BOOK_2018",
    "BOOK_2019",
    "BOOK_2021",
    "BOOK_2022",
    "BOOK_2023",
    "BOOK_2024",
    "BOOK_RECORD",
    "BookRule",
    "Case",
    "Episode",
    "Ignorance",
    "Knowledge",
    "Observation",
    "RuleBook",
    "book_for",
    "broken",
    "check",
    "idle",
    "judge",
    "latest_day",
    "met",
    "next_steps",
    "rule",
    "stage_of",
    "timeline",
    "unknown",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        **dict.fromkeys(__all__[:9], "editions"),
        "BookRule": "book",
        "Case": "case",
        "Episode": "case",
        "Ignorance": "case",
        "Knowledge": "case",
        "Observation": "case",
        "RuleBook": "book",
        "book_for": "editions",
        "broken": "case",
        "check": "engine",
        "idle": "case",
        "judge": "case",
        "latest_day": "progress",
        "met": "case",
        "next_steps": "progress",
        "rule": "book",
        "stage_of": "progress",
        "timeline": "progress",
        "unknown": "case",
    },
)
