"""
Spelling mistakes: how many letters two names differ by, and which known names lie near a text.

A name one letter away has either its first or its last half in common with the text, so two look-ups in a table of
half-names find it. Names further away are counted out against every name, which is needed only where nothing is near.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import Final

MARGIN: Final = 2
"""How many letters further away any other name must be where two letters are corrected."""

TWO_LETTERS_FROM: Final = 10
"""Letters from which on two of them may be corrected, behind a kind."""

_MOST: Final = 20
"""How many names that go on as a text begins are looked at."""

_THRICE: Final = 1 << 64


def letters_of(key: str) -> int:
    """
    Return which letters occur in a key once, twice, and three times or more, one bit each.

    A letter added or left out changes one bit at most, a changed letter two, two swapped ones none.
    """
    bits = 0
    for letter in key:
        bit = 1 << (ord(letter) & 31)
        while bits & bit and bit < _THRICE:
            bit <<= 32
        bits |= bit
    return bits


def distance(one: str, two: str, limit: int) -> int:
    """
    Return the letters added, left out, changed or swapped between two keys; more than `limit` is `limit + 1`.

    This is the optimal string alignment distance.

    >>> distance("badung", "bandung", 2), distance("suarabaya", "surabaya", 2), distance("malang", "mlaang", 2)
    (1, 1, 1)
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    one, two = _different_part(one, two)
    if not one or not two:
        return len(one) + len(two)
    if limit == 1:
        swapped = (one[::-1] == two) and len(one) == len("ab")
        return 1 if swapped or len(one) == len(two) == 1 else 2
    return _table(one, two, limit)


def _different_part(one: str, two: str) -> tuple[str, str]:
    """
    Return the two without what they start and end with in common.
    """
    start, shorter = 0, min(len(one), len(two))
    while start < shorter and one[start] == two[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return one[start : len(one) - end], two[start : len(two) - end]


def _table(one: str, two: str, limit: int) -> int:
    """
    Fill the table of the distance, row by row, no further from its diagonal than the limit.
    """
    far = limit + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one):
        older, before, row = before, row, [i + 1] + [far] * len(two)
        for j in range(max(0, i - limit), min(len(two), i + far)):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != two[j]))
            if i and j and a == two[j - 1] and one[i - 1] == two[j]:
                cost = min(cost, older[j - 1] + 1)
            row[j + 1] = cost
        if min(row) > limit:
            return far
    return min(row[-1], far)


class SpellingIndex:
    """
    Keys by their halves, for a quick look at those one letter away.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = dict.fromkeys(keys)
        halves: dict[tuple[int, str], list[str]] = {}
        for key in self._keys:
            length = len(key)
            middle = length // 2
            # The sign of the length tells a first half from a last one.
            halves.setdefault((length, key[:middle]), []).append(key)
            halves.setdefault((-length, key[middle:]), []).append(key)
        self._halves = halves

    def near(self, key: str) -> tuple[str, ...]:
        """
        Return the keys that differ by one letter, in the order of the alphabet.
        """
        halves, size = self._halves, len(key)
        found: set[str] = set()
        for length in (size - 1, size, size + 1):
            middle = length // 2
            found.update(halves.get((length, key[:middle]), ()))
            found.update(halves.get((-length, key[size - length + middle :]), ()))
        # Two letters swapped across the middle leave neither half as it was.
        middle = size // 2
        if middle:
            swapped = f"{key[: middle - 1]}{key[middle]}{key[middle - 1]}{key[middle + 1 :]}"
            if swapped in self._keys:
                found.add(swapped)
        return tuple(sorted(other for other in found if distance(key, other, 1) == 1))

    def within(self, key: str, limit: int) -> tuple[tuple[int, str], ...]:
        """
        Return the keys at most so many letters away, each behind its distance, nearest first.
        """
        return tuple(sorted(self._measured(key, limit)))

    def starting(self, key: str) -> tuple[str, ...]:
        """
        Return the keys that start with a key and go on, in the order of the alphabet.
        """
        first = bisect_right(self._in_order, key)
        return tuple(takewhile(lambda other: other.startswith(key), self._in_order[first : first + _MOST]))

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._keys)

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[int, str]]]:
        rows: dict[int, list[tuple[int, str]]] = {}
        for key in self._keys:
            rows.setdefault(len(key), []).append((letters_of(key), key))
        return rows

    def _measured(self, key: str, limit: int) -> Iterator[tuple[int, str]]:
        letters, size = letters_of(key), len(key)
        for length in range(size - limit, size + limit + 1):
            most = 2 * limit - abs(length - size)
            rows = self._by_length.get(length, ())
            for other in [other for bits, other in rows if (bits ^ letters).bit_count() <= most]:
                found = distance(key, other, limit)
                if found <= limit:
                    yield found, other
