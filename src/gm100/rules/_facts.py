"""
When facts happened, how dates compare, and an order of facts that does not depend on their input.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import cache, cmp_to_key
from typing import Any, TypeVar

import attrs

from gm100.text.dates import PartialDate

K = TypeVar("K")
T = TypeVar("T")

_DATED = (
    *("formed", "seen", "signed", "start", "given", "completed", "assessed", "announced", "dated", "said", "finished"),
    *("as_of", "cohort", "year", "from_year"),
)


def date_of(fact: Any) -> PartialDate | None:
    """
    Return when a fact happened, or began; `None` where it does not say.
    """
    for name in _names_of(fact)[1]:
        found = getattr(fact, name)
        if found is not None:
            return PartialDate(found) if isinstance(found, int) else found
    return None


def _names_of(fact: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kind: Any = type(fact)
    return _names(kind)


@cache
def _names(kind: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Return the fields of a kind of fact, and those of them that can date it, the first of which counts.
    """
    names = tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) and kind is not PartialDate else ()
    return names, tuple(name for name in _DATED if name in names)


def in_order(found: Iterable[tuple[K, T]]) -> list[tuple[K, T]]:
    """
    Return facts, each with its path, by date, and those of one date by what they say, field by field.
    """
    dated = [(str(date_of(fact) or ""), path, fact) for path, fact in found]
    return [(path, fact) for _, path, fact in sorted(dated, key=cmp_to_key(_compared))]


def _compared(one: tuple[str, Any, Any], other: tuple[str, Any, Any]) -> int:
    if one[0] != other[0]:
        return -1 if one[0] < other[0] else 1
    first, second = one[2], other[2]
    for name in _names_of(first)[0]:
        mine, its = _plain(getattr(first, name)), _plain(getattr(second, name))
        if mine != its:
            return -1 if mine < its else 1
    return 0 if _names_of(first)[0] else (first > second) - (first < second)


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return str(value.value) if isinstance(value, Enum) else value
    if isinstance(value, frozenset | tuple):
        return "(" + ",".join(sorted(map(_plain, value))) + ")" if value else "()"
    names, _ = _names_of(value)
    if names:
        return "{" + ",".join([_plain(getattr(value, name)) for name in names]) + "}"
    return str(value.value) if isinstance(value, Enum) else str(value)


def not_after(one: PartialDate, other: PartialDate) -> bool | None:
    """
    Whether one date is not after another; `None` where too little of them is known.

    >>> not_after(PartialDate(2018, 5, 8), PartialDate(2018, 7)), not_after(PartialDate(2018), PartialDate(2018, 7))
    (True, None)
    """
    if one.last_day <= other.first_day:
        return True
    return False if one.first_day > other.last_day else None


def within(low: Decimal | int | None, value: Decimal | int | None, high: Decimal | int | None) -> bool | None:
    """
    Whether a number is between two others, both included; `None` where one of the three is not known.
    """
    return None if low is None or value is None or high is None else low <= value <= high
