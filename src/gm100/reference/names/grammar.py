"""
The grammar of names as documents write them: offices, kinds, what is behind a comma or in brackets.

Nothing here knows a single region. A text is split; what the parts mean is for the resolver to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from gm100.reference.names.spelling import distance


class Rank(Enum):
    """
    What a word before a name says about the place.
    """

    KABUPATEN = "kabupaten"
    KOTA = "kota"
    PROVINSI = "provinsi"
    REGION = "kabupaten or kota"


class Reading(NamedTuple):
    """
    One way to read the words of a name.

    Attributes:
        words: The words left as the name itself.
        ranks: What the words before it say; two that differ contradict each other.
        administrative: Whether the text says that it is an administrative region.
        dropped: The words before it.
        misspelled: Whether a word for a kind had to be corrected.
    """

    words: tuple[str, ...]
    ranks: frozenset[Rank]
    administrative: bool
    dropped: tuple[str, ...]
    misspelled: bool = False

    @property
    def key(self) -> str:
        """
        The words without the spaces between them: spacing and hyphens differ too much to mean anything.
        """
        return "".join(self.words)


class Parts(NamedTuple):
    """
    A text split into its parts.

    Attributes:
        head: The words of what comes first.
        extras: What is behind a comma or a dash, or in brackets.
        is_host: Whether the text is the address of a site of the state, such as `medankota.go.id`.
    """

    head: tuple[str, ...]
    extras: tuple[str, ...]
    is_host: bool = False


# Words before a name. Those of two words are joined before they are looked up.
_RANKS: Final = {
    **dict.fromkeys(("kabupaten", "kab", "kabif", "pemkab", "bupati", "wabup", "regency"), Rank.KABUPATEN),
    **dict.fromkeys(("kota", "kotamadya", "kodya", "kotif", "kotapraja", "pemkot", "walikota"), Rank.KOTA),
    **dict.fromkeys(("wawali", "wawalikota", "city", "municipality"), Rank.KOTA),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "pemprov", "gubernur", "wagub", "province"), Rank.PROVINSI),
    "kabkota": Rank.REGION,
}
# Several words a line are read at a glance; the formatter would spread them.
# fmt: off
_OFFICES: Final = frozenset((
    "pemerintah", "pemda", "daerah", "sekda", "setda", "sekretaris", "sekretariat", "penjabat", "pj", "pjs",
    "plt", "plh", "pelaksana", "tugas", "harian", "sementara", "wakil", "ketua", "kepala", "kadis", "dprd",
    "bappeda", "dinas", "badan", "komunikasi", "dan", "informatika", "informasi", "statistik", "persandian",
    "kominfo", "diskominfo", "dinkominfo", "diskominfotik", "diskominfosp", "kadiskominfo", "of",
    "dati", "tingkat", "ii", "2",  # Until 1999 a region was a Daerah Tingkat II.
))
# An office is said by its first word; "dan" or "of" alone before a name says nothing and is not an office.
_NOT_FIRST: Final = frozenset((
    "dan", "of", "tugas", "harian", "sementara", "daerah", "komunikasi", "informasi", "statistik", "tingkat", "ii", "2",
))
# fmt: on
_WRITTEN_OUT: Final = {
    "kep": "kepulauan",
    "adm": "administrasi",
    "sumatra": "sumatera",
    "kadiskominfo": "diskominfo",
}
_ENDINGS: Final = frozenset(("regency", "city", "municipality", "province"))
# Kinds behind a name, as in `malang-kota`; there are districts that are called so, which is for the resolver to know.
_KINDS_BEHIND: Final = frozenset(("kabupaten", "kab", "kota", "kotamadya", "kodya", "provinsi", "prov"))
_GLUED_BEHIND: Final = re.compile(r"(?P<name>[a-z]{4,}?)(?P<kind>kab|kota|prov)")
_GLUED_BEFORE: Final = re.compile(r"(?P<kind>kab|kota|pemkab|pemkot|prov|pemprov)(?P<name>[a-z]{4,})")
_HOST: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)*(?P<name>[a-z0-9-]+)\.go\.id(?:/.*)?")
# fmt: off
_ABBREVIATED: Final = {
    "sel": "selatan", "slt": "selatan", "tim": "timur", "tmr": "timur", "bar": "barat", "brt": "barat",
    "ut": "utara", "utr": "utara", "teng": "tengah", "tgh": "tengah", "tengg": "tenggara", "tgr": "tenggara",
    "gn": "gunung", "gng": "gunung", "tj": "tanjung", "tjg": "tanjung", "tlk": "teluk", "tl": "teluk",
    "p": "pulau", "pul": "pulau", "peg": "pegunungan", "sei": "sungai", "s": "sungai", "kp": "kepulauan",
}
_DIRECTIONS: Final = {
    "north": "utara", "south": "selatan", "east": "timur", "west": "barat", "central": "tengah", "middle": "tengah",
    "southeast": "tenggara", "southwest": "barat daya", "eastern": "bagian timur", "western": "bagian barat",
}
# fmt: on
_COUNTRY: Final = frozenset(("indonesia", "ri"))
_FORMERLY: Final = frozenset(("dahulu", "dulu", "dh", "eks", "sebelumnya", "formerly"))

_BULLET: Final = re.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)])\s+")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SPLIT: Final = re.compile(r"[,;:|/\n]|\s[-–—]+(?=\s|$)|[–—]+")  # Datelines end in an en dash.
_EITHER: Final = re.compile(r"\bkab(?:upaten)?\.?\s*/\s*kota\b")
_WALI: Final = re.compile(r"\bwali\s+kota\b")
_WORD: Final = re.compile(r"[a-z0-9]+")
_SHORT: Final = range(2, 9)
_QUOTES: Final = re.compile("['`’‘\"“”]")  # noqa: RUF001  # Quotation marks as documents have them.
_FOOTNOTE: Final = re.compile(r"(?<=[\w.])\s*(?:\d{1,2}\)|[*†‡]+)\s*$")
_LEVEL: Final = re.compile(r"\s*level\s+\d\s*")
_SUPERSCRIPTS: Final = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_MEDIUM: Final = re.compile(r"\s*[\w.-]+\.(?:com|net|org|info|news|co|id|tv)\s*")
_DATE: Final = re.compile(r"\s*(?:\d{1,2}[\s./-]+(?:\d{1,2}|[a-z]{3,9})[\s./-]+)?(?:19|20)\d\d\s*")

# Letters of other alphabets that look like Latin ones, by code point: Cyrillic, then Greek.
_LOOKALIKES: Final = {
    **dict(zip(map(ord, "аеорсухіјѕкмтнвԁһɡ"), "aeopcyxijskmthbdhg", strict=True)),  # They are the point.
    **dict(zip(map(ord, "αορικντυχ"), "aopikvtux", strict=True)),  # As above.
}


def plain(text: str) -> str:
    """
    Return a text in small Latin letters, without accents, and with one kind of space.

    >>> plain("KAB. Kéndal")
    'kab. kendal'
    """
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(_SUPERSCRIPTS)).casefold()
    kept = (c for c in spread if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(kept).translate(_LOOKALIKES)


def words_of(text: str) -> tuple[str, ...]:
    """
    Return the words of a plain text, abbreviations of common words written out.

    >>> words_of("kep. toli-toli & co")
    ('kepulauan', 'toli', 'toli', 'dan', 'co')
    """
    found: list[str] = _WORD.findall(text.replace("&", " dan "))
    return tuple(_WRITTEN_OUT.get(word, word) for word in found)


def take_apart(text: str) -> Parts:
    """
    Split a plain text into what comes first and what is beside it.

    >>> take_apart("1. kab. ogan komering ulu (oku), sumsel")
    Parts(head=('kab', 'ogan', 'komering', 'ulu'), extras=('sumsel', 'oku'), is_host=False)
    """
    text = _WALI.sub("walikota", _EITHER.sub("kabkota", _BULLET.sub("", _QUOTES.sub("", text.replace("d/h", "dh")))))
    host = _HOST.fullmatch(text.strip())
    if host is not None:
        return Parts(words_of(host["name"]), (), is_host=True)
    brackets = _BRACKETS.findall(text)
    outside = _FOOTNOTE.sub("", _BRACKETS.sub(" ", text))
    first, *rest = [part for part in _SPLIT.split(outside) if part.strip(" .")] or [""]
    return Parts(words_of(first), tuple(part.strip() for part in (*rest, *brackets) if part.strip()))


def readings(words: tuple[str, ...]) -> Iterator[Reading]:
    """
    Yield the ways to read the words, from the one that drops nothing to the one that drops most.

    >>> [(r.key, sorted(rank.value for rank in r.ranks)) for r in readings(("pemkab", "kota", "baru"))]
    [('pemkabkotabaru', []), ('kotabaru', ['kabupaten']), ('baru', ['kabupaten', 'kota'])]
    """
    ranks: list[Rank] = []
    administrative = misspelled = False
    ending = 1 if len(words) > 1 and words[-1] in _ENDINGS and words[-2] != "smart" else 0
    last = len(words) - ending
    for start in range(last):
        tail = (words[last:],) if ending else ()
        said = frozenset((*ranks, *(_RANKS[word] for group in tail for word in group)))
        dropped = (*words[:start], *words[last:])
        yield Reading(words[start:last], said, administrative, dropped, misspelled)
        word = words[start]
        # A village may be called Kota Batu, so that Kota Kota Batu is not a city.
        doubled = word == "kota" and words[start + 1 : start + 2] == ("kota",)
        if word in _RANKS and not doubled:
            ranks.append(_RANKS[word])
        elif is_misspelled_kabupaten(word):
            ranks.append(Rank.KABUPATEN)
            misspelled = True
        elif word == "administrasi" and (ranks or start == 0):
            administrative = True
        elif not (word == "administratif" and ranks) and (word not in _OFFICES or (start == 0 and word in _NOT_FIRST)):
            return


def looser_readings(words: tuple[str, ...]) -> Iterator[Reading]:
    """
    Yield the ways to read words that are not a name as they stand: kind behind, abbreviated, in English, glued.

    >>> [(r.key, *r.ranks) for r in looser_readings(("west", "bandung", "regency"))]
    [('bandungbarat', <Rank.KABUPATEN: 'kabupaten'>)]
    >>> [(r.key, *r.ranks) for r in looser_readings(("acehbaratkab",))]
    [('acehbarat', <Rank.KABUPATEN: 'kabupaten'>)]
    """
    if len(words) > 1 and words[-1] in _KINDS_BEHIND:
        for reading in readings(words[:-1]):
            yield reading._replace(ranks=reading.ranks | {_RANKS[words[-1]]}, dropped=(*reading.dropped, words[-1]))
    glued = (_GLUED_BEHIND.fullmatch(words[0]) or _GLUED_BEFORE.fullmatch(words[0])) if len(words) == 1 else None
    if glued is not None:
        yield Reading(
            (glued["name"],), frozenset({_RANKS[glued["kind"]]}), administrative=False, dropped=(glued["kind"],)
        )
    written_out = tuple(_ABBREVIATED.get(word, word) for word in words)
    if written_out != words:
        yield from readings(written_out)
    for reading in readings(words):
        yield from (reading._replace(words=name) for name in _from_english(reading.words))


def _from_english(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """
    Yield the Indonesian order of an English name: West X is X Barat, X Islands are Kepulauan X.
    """
    if len(words) < len(("west", "x")):
        return
    if words[0] in _DIRECTIONS:
        yield (*words[1:], *_DIRECTIONS[words[0]].split())
    islands = {"islands": "kepulauan", "island": "pulau", "mountains": "pegunungan"}.get(words[-1])
    if islands:
        yield (islands, *words[:-1])
        yield (*words[:-1], islands)


def is_misspelled_kabupaten(word: str) -> bool:
    """
    Tell whether a word is `kabupaten` with one letter too few, too many, changed, or two swapped.

    No other word before a name is long enough to be recognised so.

    >>> is_misspelled_kabupaten("kabupatn"), is_misspelled_kabupaten("kebupatan")
    (True, False)
    """
    return word.startswith("k") and distance(word, "kabupaten", 1) == 1


def rank_of(text: str) -> Rank | None:
    """
    Return what a text says of the place, if that is all it says: `kota`, `Kab.`, `pemkab`.
    """
    words = words_of(text)
    return _RANKS.get(words[0]) if len(words) == 1 else None


def is_noise(text: str) -> bool:
    """
    Tell whether a text beside a name says nothing about the place: an office, the country, a paper, a date.
    """
    words = words_of(text)
    if not words or all(word in _OFFICES or word in _COUNTRY for word in words):
        return True
    return any(pattern.fullmatch(text) for pattern in (_MEDIUM, _DATE, _LEVEL))


def without_formerly(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the words without a leading `d/h`, `dahulu` or the like.
    """
    return words[1:] if words and words[0] in _FORMERLY else words


def without_country(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the words without a trailing `Indonesia`.
    """
    return words[:-1] if len(words) > 1 and words[-1] in _COUNTRY else words


def abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """
    Tell whether a short form in brackets can stand for the name before it.

    It must take letters of every word, in their order; a leading "k" may stand for the kind. That is enough to drop
    it, never to find a region by it.

    >>> [abbreviates(short, ("lombok", "utara")) for short in ("klu", "lotara", "klb", "x")]
    [True, True, False, False]
    """
    if not short.isalpha() or len(short) not in _SHORT:
        return False
    return _takes_from_each(short, words) or (short.startswith("k") and _takes_from_each(short[1:], words))


def _takes_from_each(letters: str, words: tuple[str, ...]) -> bool:
    if not words:
        return not letters
    return any(
        _in_order(letters[:cut], words[0]) and _takes_from_each(letters[cut:], words[1:])
        for cut in range(1, len(letters) + 1)
    )


def _in_order(letters: str, word: str) -> bool:
    left = iter(word)
    return all(letter in left for letter in letters)
