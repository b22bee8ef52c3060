"""
Slips of the pen: how many letters two names differ by, and when a slip may be put right.

The limits come from the distances between the names themselves; `docs/names-of-regions.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

MARGIN: Final = 2
"""How many letters further away any other name must be."""


class Target(NamedTuple):
    """
    A name that a slip may be meant for, or that may be meant instead.

    Attributes:
        key: The name without spaces.
        code: Code of what it names; nothing for a place that is no region.
        words: Every word by which that place is known.
        correctable: Whether a slip may be put right to it; short forms and places that are no region only compete.
        letters: The letters it has, one bit each.
    """

    key: str
    code: str
    words: frozenset[str]
    correctable: bool
    letters: int


def letters_of(key: str) -> int:
    """
    Return which letters occur in a key, one bit each.
    """
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) & 63)
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
        return 1 if len(one) == len(two) == 1 or (len(one) == 2 and one == two[::-1]) else 2
    return min(_table(one, two), limit + 1)


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


def _table(one: str, two: str) -> int:
    """
    Fill the table of the optimal string alignment distance, row by row.
    """
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, b in enumerate(two):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == two[j - 1] and one[i - 1] == b:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]


class Shelf:
    """
    The targets in order of length, for a quick look at those that can be near.
    """

    def __init__(self, targets: Iterable[Target], vocabulary: frozenset[str]) -> None:
        self._by_length: dict[int, list[Target]] = {}
        for target in targets:
            self._by_length.setdefault(len(target.key), []).append(target)
        self._vocabulary = vocabulary

    def near(self, key: str, limit: int) -> Iterator[tuple[int, Target]]:
        """
        Yield the targets within a distance, each with it.
        """
        letters = letters_of(key)
        for length in range(len(key) - limit, len(key) + limit + 1):
            for target in self._by_length.get(length, ()):
                # A changed letter takes one away and adds another, so this many bits may differ.
                if (target.letters ^ letters).bit_count() <= 2 * limit:
                    found = distance(key, target.key, limit)
                    if found <= limit:
                        yield found, target

    def corrections(self, words: tuple[str, ...], *, kind_given: bool) -> tuple[set[str], list[Target]]:
        """
        Return the codes of the one name that the words are a slip of, and the names that were too near to tell.

        The name must start with the same letter, be as near as its length allows, and lie nearer than every other name
        by a margin. A word that stands in some known name is never changed: who writes "Sumbawa Timur" does not mean
        Sumba Timur, and who writes "Aceh Raya" does not mean Aceh Jaya.
        """
        key = "".join(words)
        if allowed(len(key) + 1, kind_given=kind_given) == 0:
            return set(), []
        at_most = allowed(len(key) + 1, kind_given=kind_given)
        hits = [hit for hit in self.near(key, at_most) if self._fits(hit, words, key, kind_given=kind_given)]
        if not hits:
            return set(), []
        best, target = min(hits, key=lambda hit: hit[0])
        rivals = [other for _, other in self.near(key, best + MARGIN - 1) if other.key != target.key]
        codes = {other.code for _, other in hits if other.key == target.key}
        too_near = [rival for rival in rivals if rival.code not in codes]
        return (set(), [target, *too_near]) if too_near else (codes, [])

    def _fits(self, hit: tuple[int, Target], words: tuple[str, ...], key: str, *, kind_given: bool) -> bool:
        found, target = hit
        return (
            target.correctable
            and target.key[0] == key[0]
            and found <= allowed(len(target.key), kind_given=kind_given)
            and all(word in target.words or word not in self._vocabulary for word in words)
        )
