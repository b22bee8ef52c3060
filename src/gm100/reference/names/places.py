"""
Places that are not a region, with which a name could be confused: districts, villages, seats of government, areas.

Of the 70,626 districts and villages of the code list of 2025 those are here that would otherwise be read as a region;
`tools/build_places.py` finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from gm100.reference.names.grammar import words_of

_AREA: Final = "an area of the programme"
_SEAT: Final = "the seat of government"

# Words that are in names of places and in tables and mean something, so that they are not a misspelling:
# those of places, and others, Indonesian, English or of far away, that are one letter from the name of a region.
# Several words a line are read at a glance; the formatter would spread them.
# fmt: off
_WORDS: Final = frozenset((
    "darat", "dalam", "luar", "atas", "bawah", "pantai", "induk", "lor", "kidul", "wetan", "kulon", "raya", "baru",
    "kecamatan", "kelurahan", "desa", "nagari", "distrik", "kawasan", "area", "danau", "pulau", "gunung", "teluk",
    "tanjung", "muara", "sungai",
    "agama", "agar", "bantu", "batal", "belum", "berat", "kabel", "kenal", "kendala", "kurang", "lahan", "langkah",
    "malu", "mana", "minat", "papa", "pasti", "posko", "siap", "tabel", "tegas", "wati", "kairo", "melaka", "panipi",
    "belt", "bond", "end", "ended", "mean", "median", "none", "palm", "path", "post", "sign", "zone",
))
# fmt: on


Row: TypeAlias = tuple[str | None, ...]


class Place(NamedTuple):
    """
    What is known of a name that is not a region's.

    Attributes:
        name: The name as it is written.
        what: What it names: a district, a village, a seat of government, an area.
        codes: The regions in which it lies, where it is known.
    """

    name: str
    what: str
    codes: tuple[str, ...] = ()

    @property
    def is_seat(self) -> bool:
        """
        Whether it is where a regency or a city is governed from.
        """
        return self.what == _SEAT

    @property
    def is_area(self) -> bool:
        """
        Whether it is an area of the programme.
        """
        return self.what == _AREA


class Places:
    """
    Places by key, where a key is a name without spaces, in small letters.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        """
        Keep the rows of the data: the code of a region and its districts and villages, and the words of such names.
        """
        self._rows = tuple(rows)

    @classmethod
    def of_data(cls) -> Places:
        """
        Return the places that come with the package.
        """
        from gm100.reference._data import places

        return cls(places.ROWS)

    def __getitem__(self, key: str) -> Place | None:
        return self.listed.get(key) or self.unlisted.get(key)

    def spelled(self, key: str) -> str:
        """
        Return the name of a place as it is written.
        """
        place = self[key]
        return place.name if place else key

    def is_word(self, word: str) -> bool:
        """
        Tell whether a word is in names of places, and so is not a spelling mistake of another word.
        """
        return word in self._words or word in _WORDS

    def seat_of(self, key: str) -> frozenset[str]:
        """
        Return the codes of the regions of which a place is the seat.
        """
        return self._seats.get(key, frozenset())

    @cached_property
    def _seats(self) -> dict[str, frozenset[str]]:
        return {_key(place.name): frozenset(place.codes) for place in _seats_and_areas() if place.is_seat}

    @cached_property
    def unlisted(self) -> dict[str, Place]:
        """
        Seats of government and areas of the programme, of which no district or village list tells.
        """
        return {_key(place.name): place for place in _seats_and_areas()}

    @cached_property
    def listed(self) -> dict[str, Place]:
        """
        Districts and villages by key.
        """
        return {_key(place.name): place for place in _places_of(self._rows)}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for where, words in self._rows if where == "word" for word in str(words).split(";"))


def _key(name: str) -> str:
    return "".join(words_of(name.lower().replace("'", "")))


def _places_of(rows: Iterable[Row]) -> Iterator[Place]:
    """
    Yield the districts, which have a star in the data, and the villages.
    """
    for where, names in rows:
        for name in str(names).split(";") if where != "word" else ():
            what = "a district" if name.startswith("*") else "a village"
            yield Place(name.lstrip("*"), what, () if where == "several" else (str(where),))


def _seats_and_areas() -> Iterator[Place]:
    from gm100.reference._data import other_names, regions

    seats: dict[str, list[str]] = {}
    place = regions.COLUMNS.index("capital")
    for row in regions.ROWS:
        if row[place]:
            seats.setdefault(str(row[place]), []).append(str(row[0]))
    for name, codes in seats.items():
        yield Place(name, _SEAT, tuple(codes))
    for row in other_names.ROWS:
        if row[0] == "area":
            yield Place(str(row[1]), _AREA)
