"""
Slips of the pen: how many letters two names differ by, and when a slip may be put right.

The limits come from the distances between the names themselves; `docs/names-of-regions.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

MARGIN: Final = 2
"""How many letters further away any other name must be."""


_THRICE: Final = 1 << 64


class Target(NamedTuple):
    """
    A name that a slip may be meant for, or that may be meant instead.

    Attributes:
        key: The name without spaces.
        code: Code of what it names; nothing for a place that is no region.
        words: Every word by which that place is known.
        correctable: Whether a slip may be put right to it; short forms and places that are no region only compete.
    """

    key: str
    code: str
    words: frozenset[str]
    correctable: bool


Rows: TypeAlias = dict[int, list[tuple[int, Target]]]
"""Targets by the length of their key, each behind what `letters_of` makes of it."""


class Correction(NamedTuple):
    """
    What became of a slip.

    Attributes:
        codes: What is meant; several where a kabupaten and a kota share the name, none where it cannot be told.
        too_near: The names between which it could not be told.
    """

    codes: frozenset[str]
    too_near: tuple[Target, ...]


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


def allowed(length: int, *, kind_given: bool) -> int:
    """
    Return how many letters may be put right in a name of a length.

    A bare word may be any place at all, so it needs a longer name than one that is called a kabupaten or a kota.
    """
    one, two = (6, 10) if kind_given else (8, 12)
    return 2 if length >= two else 1 if length >= one else 0


def distance(one: str, two: str, limit: int) -> int:
    """
    Return the letters added, left out, changed or swapped between two keys; more than `limit` is `limit + 1`.

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
    Fill the table of the optimal string alignment distance, row by row, no further from its diagonal than the limit.
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


class Shelf:
    """
    The targets in order of length, for a quick look at those that can be near.
    """

    def __init__(self, targets: Iterable[Target], vocabulary: frozenset[str]) -> None:
        self._all: Rows = {}
        self._by_first_letter: dict[str, Rows] = {}
        for target in targets:
            row = (letters_of(target.key), target)
            self._all.setdefault(len(target.key), []).append(row)
            self._by_first_letter.setdefault(target.key[0], {}).setdefault(len(target.key), []).append(row)
        self._vocabulary = vocabulary

    def correction(self, words: tuple[str, ...], *, kind_given: bool) -> Correction:
        """
        Return what the words are a slip of, and the names that were too near to tell.

        The name must start with the same letter, be as near as its length allows, and lie nearer than every other name
        by a margin. A word that stands in some known name is never changed: who writes "Sumbawa Timur" does not mean
        Sumba Timur, and who writes "Aceh Raya" does not mean Aceh Jaya.
        """
        key = "".join(words)
        # One letter may have been left out, so the name itself can be longer by one.
        at_most = allowed(len(key) + 1, kind_given=kind_given)
        alike = self._by_first_letter.get(key[0], {}) if at_most else {}
        hits = [hit for hit in _near(alike, key, at_most) if self._fits(hit, words, kind_given=kind_given)]
        if not hits:
            return Correction(frozenset(), ())
        best, meant = min(hits, key=lambda hit: hit[0])
        codes = frozenset(target.code for _, target in hits if target.key == meant.key)
        rivals = _near(self._all, key, best + MARGIN - 1)
        too_near = tuple(target for _, target in rivals if target.code not in codes)
        return Correction(frozenset(), (meant, *too_near)) if too_near else Correction(codes, ())

    def _fits(self, hit: tuple[int, Target], words: tuple[str, ...], *, kind_given: bool) -> bool:
        found, target = hit
        return (
            target.correctable
            and found <= allowed(len(target.key), kind_given=kind_given)
            and all(word in target.words or word not in self._vocabulary for word in words)
        )


def _near(rows: Rows, key: str, limit: int) -> Iterator[tuple[int, Target]]:
    """
    Yield the targets within a distance of a key, each with it.
    """
    letters = letters_of(key)
    for length in range(len(key) - limit, len(key) + limit + 1):
        most = 2 * limit - abs(length - len(key))
        for target in [t for bits, t in rows.get(length, ()) if (bits ^ letters).bit_count() <= most]:
            found = distance(key, target.key, limit)
            if found <= limit:
                yield found, target
