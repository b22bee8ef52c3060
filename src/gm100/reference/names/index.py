"""
Every name by which a region or a province is known, and by which it was known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import Final, NamedTuple

from gm100.reference.names.grammar import Rank, words_of
from gm100.reference.names.places import Places
from gm100.reference.names.spelling import SpellingIndex
from gm100.text.codes import kind_of
from gm100.text.dates import PartialDate

GLUE: Final = str.maketrans("", "", " .-'")
"""What may be in a name or be missing without another name coming of it."""

OFFICIAL: Final = "its name"
_FORMER: Final = "its former name"
_SPELLING: Final = "a spelling or short form of it"

_GLUED: Final = {"kabupaten": ("kabupaten", "kab", "pemkab"), "kota": ("kota", "pemkot"), "provinsi": ()}
"""What is written before a name without a space, by what the place is."""

_ISLANDS: Final = frozenset(("Kepulauan", "Pulau"))
_SHORTEST: Final = 4


class Label(NamedTuple):
    """
    One name of one place.

    Attributes:
        code: Code of the region or the province.
        via: What kind of name it is, as a person says it.
        name: The name as it is written.
        until: When a former name ended: a date, or what is known of it.
        law: The regulation that ended it.
        needs_rank: Whether it counts only after a word such as kabupaten.
        kind: What the place was when it had the name, where that is not what it is.
        old: Whether it is so old that another place's name of today is meant before it.
        decides: Whether it can be the answer; else it is offered, or makes another answer ambiguous.
    """

    code: str
    via: str
    name: str
    until: str | None = None
    law: str | None = None
    needs_rank: bool = False
    kind: Rank | None = None
    old: bool = False
    decides: bool = True

    @property
    def is_official(self) -> bool:
        """
        Whether it is the name in the code list.
        """
        return self.via == OFFICIAL

    @property
    def reason(self) -> str:
        """
        The kind of name, with when it ended and by which law.
        """
        parts = [self.via, self.until and f"until {self.until}", self.law and f"({self.law})"]
        return ", ".join(filter(None, parts[:2])) + (f" {parts[2]}" if parts[2] else "")

    @property
    def is_dated(self) -> bool:
        """
        Whether it is known when the name ended.
        """
        return _end(self.until or "") is not None

    def ended_by(self, day: date) -> bool:
        """
        Tell whether the name had ended by a day; a year or month counts to its last day.
        """
        end = _end(self.until or "")
        return end is not None and day >= end

    def fits(self, ranks: frozenset[Rank], *, administrative: bool = False) -> bool:
        """
        Tell whether the place is, or then was, all that the words before the name say.
        """
        if self.kind is None:
            return is_of(self.code, ranks, administrative=administrative)
        return not administrative and ranks <= {self.kind, Rank.REGION}


class Index:
    """
    Labels by key, where a key is a name without spaces, in small letters.
    """

    def __init__(self, labels: Iterable[Label], places: Places) -> None:
        self.places = places
        self._every = tuple(labels)
        self._labels: dict[str, tuple[Label, ...]] = {}
        for label in self._every:
            name = label.name.lower()
            key = name.translate(GLUE) if label.is_official else "".join(words_of(name))
            known = self._labels.get(key)
            if known is None:
                self._labels[key] = (label,)
            elif all(label.code != other.code for other in known):
                self._labels[key] = (*known, label)

    def __getitem__(self, key: str) -> tuple[Label, ...]:
        return self._labels.get(key, ())

    def provinces(self, key: str) -> tuple[str, ...]:
        """
        Return the codes of the provinces of a name: one, or none.
        """
        return tuple(label.code for label in self[key] if is_province(label.code))

    @cached_property
    def whole(self) -> dict[str, str]:
        """
        The code of each text that can mean only one place today, kind included, for texts that need no grammar.
        """
        found = {}
        for key, labels in self._labels.items():
            recent = [label for label in labels if not label.old]
            if len(recent) == 1 and not recent[0].needs_rank:
                found[key] = recent[0].code
        official = ((key, label.code) for key, labels in self._labels.items() for label in labels if label.is_official)
        for key, code in official:
            found.update(dict.fromkeys((kind + key for kind in _GLUED[kind_of(code)]), code))
        return found

    @cached_property
    def spelling(self) -> SpellingIndex:
        """
        The names near which a spelling mistake may be: those of regions, and those of seats and areas that compete.

        Short forms of less than four letters are none: every three letters are near some of them.
        """
        return SpellingIndex((*(key for key in self._labels if len(key) >= _SHORTEST), *self.places.unlisted))

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """
        Every word by which a place is known, by its code.
        """
        found: dict[str, set[str]] = {}
        for label in self._every:
            found.setdefault(label.code, set()).update(words_of(label.name.lower()))
        return {code: frozenset(words) for code, words in found.items()}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """
        Every word that is in a name.
        """
        return frozenset().union(*self.words.values())

    def full_name(self, code: str) -> str:
        """
        Return the kind and the official name of a region.
        """
        return f"{kind_of(code).title()} {self._official_names[code]}"

    @cached_property
    def _official_names(self) -> dict[str, str]:
        labels = (label for labels in self._labels.values() for label in labels if label.is_official)
        return {label.code: label.name for label in labels}


def is_province(code: str) -> bool:
    """
    Tell a code of a province from one of a region.
    """
    return "." not in code


def is_of(code: str, ranks: frozenset[Rank], *, administrative: bool) -> bool:
    """
    Tell whether a place is all that the words before its name say.
    """
    if administrative and not code.startswith("31."):
        return False
    kind = Rank(kind_of(code))
    return ranks <= ({kind} if kind is Rank.PROVINSI else {kind, Rank.REGION})


@cache
def index() -> Index:
    """
    Return the index of all names.
    """
    return Index(all_labels(), Places.of_data())


@cache
def _end(until: str) -> date | None:
    """
    Return the first day after a name's end, where it is known to the year at least.
    """
    try:
        end = PartialDate.parse(until)
    except ValueError:
        return None
    return end.first_day if end.day else end.last_day


def all_labels() -> Iterator[Label]:
    """
    Yield every name, the official ones first.
    """
    from gm100.reference._data import changes, other_names, provinces, regions

    rows = [(row[0], row[2], row[-1]) for row in regions.ROWS] + [(row[0], row[1], row[-1]) for row in provinces.ROWS]
    for code, name, _ in rows:
        yield Label(str(code), OFFICIAL, str(name))
    for kind, _, old, code, _, day, law, *_ in changes.ROWS:
        if kind == "rename":
            number = str(law).partition(" (")[0]
            yield Label(str(code), _FORMER, str(old).split(" ", 1)[1], str(day), number)
    short = [(row[2], row[1]) for row in other_names.ROWS if row[2]]
    aliases = [(code, alias) for code, _, cell in rows if cell for alias in cell.split(";")]
    for code, alias in (*aliases, *short):
        yield Label(str(code), _SPELLING, str(alias))
    names = [(str(code), str(name)) for code, name, _ in rows]
    yield from _longer_short_forms(names, [(str(code), str(alias)) for code, alias in (*aliases, *short)])
    yield from _names_cut_short(names)
    yield from _english()
    yield from _former()


def _longer_short_forms(names: list[tuple[str, str]], aliases: list[tuple[str, str]]) -> Iterator[Label]:
    """
    Yield `OKU Timur` for Ogan Komering Ulu Timur, because OKU is short for Ogan Komering Ulu.
    """
    longer: dict[str, list[tuple[str, str]]] = {}
    for code, name in names:
        start, space, rest = name.rpartition(" ")
        if space and not is_province(code):
            longer.setdefault(start, []).append((code, rest))
    name_of = dict(names)
    for code, alias in aliases:
        for other, rest in longer.get(name_of[code], ()):
            yield Label(other, _SPELLING, f"{alias} {rest}")


def _names_cut_short(names: list[tuple[str, str]]) -> Iterator[Label]:
    """
    Yield names that are clear only after a kind: those without their "Kepulauan" or "Pulau", and "50 Kota".
    """
    taken = {name for _, name in names}
    for code, name in names:
        words = name.split()
        if not _ISLANDS.isdisjoint(words) and "dan" not in words:
            rest = " ".join(word for word in words if word not in _ISLANDS)
            if rest not in taken:
                yield Label(code, "its name without Kepulauan or Pulau", rest, needs_rank=True)
        if name.startswith("Lima Puluh "):
            yield Label(code, "its name with the number in digits", name.replace("Lima Puluh", "50"), needs_rank=True)


def _english() -> Iterator[Label]:
    """
    Yield the English names that no rule makes out of the Indonesian ones.
    """
    from gm100.reference._data import english

    for code, name, others, confidence, _ in english.ROWS:
        for each in filter(None, (name, *(others or "").split(";"))):
            yield Label(str(code), "its English name", each, decides=confidence != "low")


def _former() -> Iterator[Label]:
    """
    Yield the names of before 2014, the parts of a name that was split behind the region that was named after it.
    """
    from gm100.reference._data import former_names

    parts: list[tuple[bool, Label]] = []
    for code, name, kind_then, change, until, law, confidence, others, _ in former_names.ROWS:
        kind = {"kabupaten": Rank.KABUPATEN, "provinsi": Rank.PROVINSI}.get(str(kind_then), Rank.KOTA)
        if change == "kind changed":
            continue
        if change == "spelling":
            yield Label(str(code), "a former spelling of it", str(name), decides=confidence != "low")
            continue
        sure = (
            change != "merged"
            and confidence != "low"
            and bool(law)
            and "memory" not in str(law)
            and _end(until or "") is not None
        )
        via = {"renamed": _FORMER, "merged": f"{name} was merged into it"}.get(str(change), f"part of {name}")
        yield Label(str(code), via, str(name), until, law, kind=kind, old=True, decides=sure)
        for other in filter(None, (others or "").split(";")):
            part = Label(other, f"part of {name}", str(name), until, kind=kind, old=True, decides=False)
            parts.append((change == "renamed", part))
    # What a law took out of a region is dated better than what a later change of its name tells of its parts.
    yield from (part for _, part in sorted(parts, key=lambda each: each[0]))
