"""
What a text that is not a name may have been meant for: a correction where one name is nearest, else candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from gm100.reference.names.answer import Answer, Wanted
from gm100.reference.names.grammar import Rank, Reading
from gm100.reference.names.index import Index, Label
from gm100.reference.names.places import Place
from gm100.reference.names.spelling import MARGIN, TWO_LETTERS_FROM

_CANDIDATES: Final = 5
_CUT_OFF_FROM: Final = 5
_SHORT: Final = 3
NO_NAME: Final = "no region has this name"
TOO_NEAR: Final = "it is close to several names"


class Hit(NamedTuple):
    """
    A known name that a misspelled text is read as.

    Attributes:
        reading: How the text was read.
        labels: What the name names.
    """

    reading: Reading
    labels: tuple[Label, ...]


class Nearest:
    """
    Finds the names nearest to a text.
    """

    def __init__(self, names: Index) -> None:
        self._index = names

    def correction(self, ways: Sequence[Reading], wanted: Wanted) -> Hit | str:
        """
        Return the one name that is nearest, or why there is none: there are several, or another place competes.

        One letter may be corrected in any name of four letters and more. Two may be only behind a kind, in ten letters
        and more, and where every other name is further away by two. A word that is in some known name is never
        changed: who writes "Sumbawa Timur" does not mean Sumba Timur, and who writes "Aceh Raya" not Aceh Jaya.

        Args:
            ways: The ways to read the text.
            wanted: What the answer must agree with; a province settles between names that are equally near.
        """
        hits: dict[str, Hit] = {}
        for reading in ways:
            near = self._index.spelling.near(reading.key) if reading.ranks or len(reading.key) > _SHORT else ()
            for key in near:
                if self._competes(key, reading):
                    return f"it is close to {self._index.places.spelled(key)}, a place that is not a region"
                if labels := self._fitting(key, reading, wanted):
                    hits.setdefault(key, Hit(reading, labels))
        hits = hits or self._by_two_letters(ways, wanted)
        meant = {frozenset(label.code for label in hit.labels) for hit in hits.values()}
        if len(meant) > 1:
            return TOO_NEAR
        hit = next(iter(hits.values()), None)
        return hit if hit and self._is_mistake(hit) else NO_NAME

    def no_region(self, place: Place, reading: Reading) -> Answer:
        """
        Say what a place is that is not a region, and where it lies.
        """
        if place.is_seat:
            refused = dict.fromkeys(place.codes, "this is its seat")
            return Answer({}, refused, note="the name of a seat of government, not of a region")
        if place.is_area:
            return Answer({}, note=f"the name of {place.what}, not of a region")
        where = self._index.full_name(place.codes[0]) if place.codes else "several regions"
        note = f"{place.name} is {place.what} in {where}, not a regency or city"
        return Answer({}, note=note, ways=(reading,))

    def no_name(self, ways: Sequence[Reading], why: str) -> Answer:
        """
        Say what is known of words that are not a name of a region.
        """
        if not ways:
            return Answer({}, note="the text contains no name")
        words = ways[-1].words
        for cut in range(len(words) - 1, 0, -1):
            if why == NO_NAME and self._index["".join(words[:cut])]:
                why = f"{' '.join(words[cut:])!r} is not understood"
        return Answer({}, note=why, ways=(ways[0], ways[-1]))

    def candidates(self, ways: Sequence[Reading]) -> dict[str, str]:
        """
        Return the regions whose names are nearest to a text, nearest first, then those with which its words begin.

        Args:
            ways: The ways to read the text.
        """
        keys = dict.fromkeys(way.key for way in ways)
        ranks = ways[-1].ranks if ways else frozenset()
        found = sorted(self._near(keys), key=lambda each: (each[0], not each[1].fits(ranks), each[1].old, each[1].code))
        reasons = [(label, f"{label.name}, {letters} letter{'s' * (letters > 1)} away") for letters, label in found]
        for way in ways:
            goes_on = self._index.spelling.starting(way.key) if len(way.key) >= _CUT_OFF_FROM else ()
            reasons += [(label, f"{label.name} begins like this") for key in goes_on for label in self._index[key]]
            starts = ("".join(way.words[:cut]) for cut in range(len(way.words) - 1, 0, -1))
            reasons += [(label, label.reason) for start in starts for label in self._index[start]]
        reasons = [each for each in reasons if each[0].decides]
        fitting = [each for each in reasons if each[0].fits(ranks)] or reasons
        return dict(list({label.code: why for label, why in reversed(fitting)}.items())[::-1][:_CANDIDATES])

    def _competes(self, key: str, reading: Reading) -> bool:
        """
        Tell whether a name near is that of a seat or an area, which a text without the word kabupaten may mean.
        """
        return not self._index[key] and Rank.KABUPATEN not in reading.ranks

    def _fitting(self, key: str, reading: Reading, wanted: Wanted) -> tuple[Label, ...]:
        """
        Return the places of a name that agree with what else the text says; old names only where there are no others.
        """
        fitting = tuple(
            label
            for label in self._index[key]
            if label.fits(reading.ranks, administrative=reading.administrative)
            and (reading.ranks or not (label.needs_rank or label.old))
            and wanted.has(label.code)
        )
        return tuple(label for label in fitting if not label.old) or fitting

    def _is_mistake(self, hit: Hit) -> bool:
        """
        Tell whether no word of the text is a word that a name of somewhere else has.
        """
        if hit.reading.key in self._index.whole:
            return False
        known: frozenset[str] = frozenset().union(*(self._index.words[label.code] for label in hit.labels))
        names = self._index
        return all(
            word in known or not (word in names.vocabulary or names.places.is_word(word)) for word in hit.reading.words
        )

    def _by_two_letters(self, ways: Sequence[Reading], wanted: Wanted) -> dict[str, Hit]:
        """
        Return the name two letters away behind a kind, where no other name is nearly as near.
        """
        hits: dict[str, Hit] = {}
        for reading in ways:
            if not reading.ranks or len(reading.key) < TWO_LETTERS_FROM:
                continue
            found = self._index.spelling.within(reading.key, 2 * MARGIN - 1)
            labels = self._fitting(found[0][1], reading, wanted) if found and found[0][0] == MARGIN else ()
            others = {label.code for _, key in found[1:] for label in self._index[key]}
            if labels and others <= {label.code for label in labels}:
                hits[found[0][1]] = Hit(reading, labels)
        return hits

    def _near(self, keys: Iterable[str]) -> Iterator[tuple[int, Label]]:
        for key in keys:
            limit = 1 if len(key) <= _SHORT else 2 if len(key) < TWO_LETTERS_FROM else 3
            for letters, other in self._index.spelling.within(key, limit):
                yield from ((letters, label) for label in self._index[other])
