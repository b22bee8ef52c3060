"""
Every name by which a region or a province is known, and by which it was known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final, NamedTuple

from gm100._dates import PartialDate
from gm100.reference._names import Rank, words_of
from gm100.reference._typos import Shelf, Target

GLUE: Final = str.maketrans("", "", " .-'")
"""What may stand in a name or be missing without another name coming of it."""

_ISLANDS: Final = frozenset(("Kepulauan", "Pulau"))

# Words that stand in no name and mean something before or behind one, so that they are no slip of another word.
# Several words a line are read at a glance; the formatter would spread them.
# fmt: off
_WORDS_OF_PLACES: Final = frozenset((
    "darat", "dalam", "luar", "atas", "bawah", "pantai", "induk", "lor", "kidul", "wetan", "kulon", "raya",
    "baru", "kecamatan", "kelurahan", "desa", "nagari", "distrik", "kawasan", "area", "danau", "pulau",
    "gunung", "teluk", "tanjung", "muara", "sungai",
))
# fmt: on


class Label(NamedTuple):
    """
    One name of one place.

    Attributes:
        code: Code of the region or the province.
        via: What kind of name it is, as a person says it.
        name: The name as it is written.
        until: The day on which a former name ended.
        needs_rank: Whether it counts only after a word such as kabupaten.
    """

    code: str
    via: str
    name: str
    until: PartialDate | None = None
    needs_rank: bool = False

    @property
    def is_official(self) -> bool:
        """
        Whether it is the name in the code list.
        """
        return self.via == "its name"


class Index:
    """
    Labels by key, where a key is a name without spaces, in small letters.
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels: dict[str, tuple[Label, ...]] = {}
        for label in labels:
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
        The code of each text that can mean only one place, kind included, for texts that need no grammar.
        """
        found = {
            key: labels[0].code for key, labels in self._labels.items() if len(labels) == 1 and not labels[0].needs_rank
        }
        official = ((key, label.code) for key, labels in self._labels.items() for label in labels if label.is_official)
        for key, code in official:
            if not is_province(code):
                kinds = ("kota", "pemkot") if is_kota(code) else ("kabupaten", "kab", "pemkab")
                found.update(dict.fromkeys((kind + key for kind in kinds), code))
        return found

    @cached_property
    def shelf(self) -> Shelf:
        """
        The names that a slip can be measured against.
        """
        words: dict[str, set[str]] = {}
        entries: list[tuple[str, str, bool]] = []
        for key, labels in self._labels.items():
            for label in labels:
                words.setdefault(label.code, set()).update(words_of(label.name.lower()))
                entries.append((key, label.code, label.via in {"its name", "its former name"}))
        others = [("".join(words_of(name.lower())), name) for name, _ in _places_that_are_no_region()]
        entries += [(key, "", False) for key, _ in others if key not in self._labels]
        vocabulary = set(_WORDS_OF_PLACES).union(*words.values(), *(words_of(name.lower()) for _, name in others))
        targets = (Target(key, code, frozenset(words.get(code, ())), correctable) for key, code, correctable in entries)
        return Shelf(targets, frozenset(vocabulary))

    @cached_property
    def no_region(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """
        What is known of places that are no region: what each is, and the regions of which it is the seat.
        """
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for name, code in _places_that_are_no_region():
            key = "".join(words_of(name.lower()))
            if not code:
                found[key] = ("an area of the programme", ())
            elif found.get(key, ("the seat", ()))[0] == "the seat":
                found[key] = ("the seat", (*found.get(key, ("", ()))[1], code))
        return found


def is_province(code: str) -> bool:
    """
    Tell a code of a province from one of a region.
    """
    return "." not in code


def is_kota(code: str) -> bool:
    """
    Tell a city by its code: the second part is 71 or more.
    """
    return code[3:] >= "71"


def is_of(code: str, ranks: frozenset[Rank], *, administrative: bool) -> bool:
    """
    Tell whether a place is all that the words before its name say.
    """
    if administrative and not code.startswith("31."):
        return False
    if is_province(code):
        return ranks <= {Rank.PROVINSI}
    kind = Rank.KOTA if is_kota(code) else Rank.KABUPATEN
    return ranks <= {kind, Rank.REGION}


@cache
def index() -> Index:
    """
    Return the index of all names.
    """
    return Index(_all_labels())


def _all_labels() -> Iterator[Label]:
    """
    Yield every name, the official ones first.
    """
    from gm100.reference._data import changes, other_names, provinces, regions

    rows = [(row[0], row[2], row[-1]) for row in regions.ROWS] + [(row[0], row[1], row[-1]) for row in provinces.ROWS]
    for code, name, _ in rows:
        yield Label(str(code), "its name", str(name))
    for kind, _, old, code, _, date, *_ in changes.ROWS:
        if kind == "rename":
            yield Label(str(code), "its former name", str(old).split(" ", 1)[1], PartialDate.parse(str(date)))
    short = [(row[2], row[1]) for row in other_names.ROWS if row[2]]
    aliases = [(code, alias) for code, _, cell in rows if cell for alias in cell.split(";")]
    for code, alias in (*aliases, *short):
        yield Label(str(code), "a spelling or short form of it", str(alias))
    names = [(str(code), str(name)) for code, name, _ in rows]
    yield from _longer_short_forms(names, [(str(code), str(alias)) for code, alias in (*aliases, *short)])
    yield from _names_cut_short(names)


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
            yield Label(other, "a spelling or short form of it", f"{alias} {rest}")


def _names_cut_short(names: list[tuple[str, str]]) -> Iterator[Label]:
    """
    Yield names that are clear only after a kind: those without their "Kepulauan" or "Pulau", and "50 Kota".
    """
    taken = {name for _, name in names}
    for code, name in names:
        words = name.split()
        if not _ISLANDS.isdisjoint(words) and "dan" not in words and not is_province(code):
            rest = " ".join(word for word in words if word not in _ISLANDS)
            if rest not in taken:
                yield Label(code, "its name without Kepulauan or Pulau", rest, needs_rank=True)
        if name.startswith("Lima Puluh "):
            yield Label(code, "its name with the number in digits", name.replace("Lima Puluh", "50"), needs_rank=True)


def _places_that_are_no_region() -> Iterator[tuple[str, str]]:
    """
    Yield seats of government, each with the code of its region, and areas of the programme without one.
    """
    from gm100.reference._data import other_names, regions

    known = {f"{kind}{row[2]}".lower().translate(GLUE) for row in regions.ROWS for kind in ("", "Kota ")}
    place = regions.COLUMNS.index("capital")
    for row in regions.ROWS:
        seat = row[place]
        if seat and seat.lower().translate(GLUE) not in known:
            yield seat, str(row[0])
    for row in other_names.ROWS:
        if row[0] == "area":
            yield str(row[1]), ""
