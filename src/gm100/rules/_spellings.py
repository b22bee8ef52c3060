"""
How documents spell parties, offices, groups, books and scopes; a text that is not recognised is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from gm100.model.bimtek import BimtekStage
from gm100.model.indonesian import read_stage
from gm100.model.person import Participants, Person
from gm100.model.pillar import PillarId
from gm100.model.vocabulary import GroupId, ScopeId
from gm100.rules._records import spellings


class Party(StrEnum):
    """
    A side of an agreement, or the giver of an award.
    """

    MINISTRY = "ministry"
    """The ministry of the programme: Kominfo, since October 2024 Komdigi."""
    REGION = "region"
    OTHER = "other"


class Office(StrEnum):
    """
    An office, as far as it matters who signs or chairs.
    """

    HEAD = "head"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    ASSISTANT = "assistant"
    MINISTRY = "ministry"
    OTHER = "other"


@cache
def _table(name: str) -> dict[str, re.Pattern[str]]:
    """
    Return the words of a table of `tools/sources/rules/spellings.toml` by what they mean, in its order.
    """
    return {
        meaning: re.compile(rf"(?<![a-z])(?:{'|'.join(patterns)})(?![a-z])", re.IGNORECASE)
        for meaning, patterns in spellings(name).items()
    }


def _first(text: str, name: str) -> str | None:
    """
    Return the first meaning of a table whose words a text has.
    """
    return next((meaning for meaning, words in _table(name).items() if words.search(text)), None)


def _all(texts: Iterable[str], name: str) -> Iterator[str]:
    return (meaning for text in texts for meaning, words in _table(name).items() if words.search(text))


_BOOK_NUMBER = re.compile(r"buku\s*(?:ke-?)?\s*(1|2|3|4|iv|iii|ii|i|satu|dua|tiga|empat)(?![a-z0-9])", re.IGNORECASE)
BOOKS: Final[Mapping[str, frozenset[int]]] = {
    "analysis": frozenset({1}),
    "masterplan": frozenset({2}),
    "summary": frozenset({3}),
    "quick win": frozenset({3, 4}),
    "roadmap": frozenset({4}),
}
"""Which numbers a book of that content has; Kota Bogor counts the quick wins as the third."""


def party_of(text: str) -> Party | None:
    """
    Return which side a text names; an office of the region for informatics is of the region.

    >>> [party_of(text) for text in ("Ditjen Teknologi Pemerintah Digital", "Diskominfo Jatim", "Kementerian PANRB")]
    [<Party.MINISTRY: 'ministry'>, <Party.REGION: 'region'>, <Party.OTHER: 'other'>]
    """
    words = _table("parties")
    if words["ministry"].search(words["agency"].sub("", text)):
        return Party.MINISTRY
    if words["other"].search(text):
        return Party.OTHER
    return Party.REGION if words["agency"].search(text) or words["region"].search(text) else None


def office_of(person: Person) -> Office | None:
    """
    Return the office that a person holds; one who signs for the head of region (mewakili) counts as such.
    """
    for text in (person.represents, person.office, person.name):
        office = _first(text or "", "offices")
        if office is not None:
            return Office(office)
    return None if person.office is None else Office.OTHER


def is_director_general(person: Person) -> bool:
    """
    Whether a person signs as the Director General.
    """
    return _first(f"{person.office or ''} {person.name or ''}", "director") is not None


def groups_of(texts: Iterable[str]) -> frozenset[GroupId]:
    """
    Return the groups that texts name.
    """
    return frozenset(map(GroupId, _all(texts, "groups")))


def groups_in(participants: Iterable[Participants]) -> frozenset[GroupId]:
    """
    Return the groups among those who took part: as the record says, or as the document prints them.
    """
    listed = list(participants)
    return groups_of(p.group for p in listed if p.group) | {p.kind for p in listed if p.kind}


def pillars_of(texts: Iterable[str]) -> frozenset[PillarId]:
    """
    Return the pillars that texts name.
    """
    return frozenset(map(PillarId, _all(texts, "pillars")))


def venue_of(text: str) -> str | None:
    """
    Return which venue of a signing a text names; a region that signs online names its own room too.
    """
    return _first(text, "venues")


def scheme_of(text: str) -> str | None:
    """
    Return whose scheme of size classes an award is of: ISNA, RKCI or IKCI.
    """
    return _first(text, "schemes")


def size_of(text: str) -> int | None:
    """
    Return which size a class names, from 0 for the smallest.

    >>> size_of("kota kecil"), size_of("kabupaten sedang")
    (0, 1)
    """
    size = _first(text, "sizes")
    return None if size is None else int(size)


def scopes_of(texts: Iterable[str]) -> frozenset[ScopeId]:
    """
    Return the points of a scope that texts name.
    """
    return frozenset(map(ScopeId, _all(texts, "scopes")))


def content_of(title: str) -> str | None:
    """
    Return what a book holds by its title: analysis, masterplan, summary, quick win or roadmap.
    """
    return _first(title, "books")


def books_of(text: str) -> frozenset[int]:
    """
    Return the numbers that a book can have, by its number or by its title.

    >>> sorted(books_of("Buku I")), sorted(books_of("Executive Summary"))
    ([1], [3])
    """
    numbered = _BOOK_NUMBER.search(text)
    if numbered:
        return frozenset({read_stage(numbered[1])})
    return BOOKS.get(content_of(text) or "", frozenset())


def dated_by(text: str) -> tuple[str, BimtekStage | None] | None:
    """
    Return which kind of fact a printed date is about, and of the bimtek which stage.

    >>> dated_by("closing of bimtek IV")
    ('bimtek', <BimtekStage.IV: 4>)
    """
    collection = _first(text, "dated")
    if collection != "bimtek":
        return None if collection is None else (collection, None)
    numeral = re.search(r"(?<![a-z0-9])(iv|iii|ii|i|[1-4])(?![a-z0-9/])", text, re.IGNORECASE)
    return ("bimtek", BimtekStage(read_stage(numeral[1]))) if numeral else None
