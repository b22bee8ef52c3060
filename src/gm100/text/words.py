"""
The words that a user reads, in Indonesian and English: one catalogue, `text/words.json`, in sections.

Whatever speaks to a person asks here: charts, forms, reports, the command line and the errors of tables. A test holds
both languages to the same keys and the same places to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from gm100.errors import UnknownIdError, shorten

LANGUAGES: Final = ("id", "en")

_FILE: Final = f"{__file__.removesuffix('.py')}.json"


def checked(lang: object) -> str:
    """
    Return a language that is known.

    Raises:
        UnknownIdError: There is no such language.
    """
    if not isinstance(lang, str) or lang not in LANGUAGES:
        raise UnknownIdError("language", lang if isinstance(lang, str) else shorten(lang), LANGUAGES)
    return lang


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """
    Return all words: by section, by key, by language.
    """
    import json  # Here, for a ranking has no words, and is to be quick.

    spec: Any = __spec__
    words: Mapping[str, Any] = json.loads(spec.loader.get_data(_FILE))  # Through the loader, in a zip as well.
    return words


@cache
def words_of(section: str, lang: str) -> Mapping[str, str]:
    """
    Return the words of a section in a language.

    Raises:
        UnknownIdError: There is no such language.

    >>> words_of("form", "id")["mark"]
    'Skor'
    """
    checked(lang)
    return {key: texts[lang] for key, texts in catalogue()[section].items()}


def named(node: str, lang: str, name: str | None = None) -> str:
    """
    Return what a node of a scorecard is called; one that gm100 does not know keeps the name it has, or else its id.

    >>> named("outcome", "id"), named("air_quality", "id"), named("air_quality", "id", "Kualitas udara")
    ('Hasil', 'air_quality', 'Kualitas udara')
    """
    return words_of("node", lang).get(node, name or node)


def say(key: str, lang: str, /, **values: object) -> str:
    """
    Return a text of a section, with what stands for the names in it.

    Raises:
        UnknownIdError: There is no such language.

    >>> say("status.member", "id", cohort=2019)
    'anggota angkatan 2019'
    """
    section, _, name = key.partition(".")
    return words_of(section, lang)[name].format(**values)


PHRASES: Final = frozenset({"advice", "expected", "hint", "kind", "part", "reason", "what"})
"""Places of a text that hold words of the catalogue; the others hold names, ids and values, which stay as they are."""

_QUOTED: Final = r"""(?P<quoted>'.*'|".*")"""
"""The place of a value in quotes, which tells it from the words before it."""

_PLACE: Final = re.compile(r"\{(\w+)\}")
_CLAUSES: Final = re.compile(r"; (?=(?:[^']*'[^']*')*[^']*$)")
"""Where a sentence goes on with what to do, which no value in quotes does."""


class _Template(NamedTuple):
    """
    An English text with places to fill in, and how another language says it.
    """

    english: re.Pattern[str]
    other: str


@cache
def _templates(section: str, lang: str) -> tuple[_Template, ...]:
    """
    Return the texts of a section that have places to fill in: first those that begin with words, then those with most.
    """
    texts = [each for each in catalogue()[section].values() if _PLACE.search(each["en"])]
    texts.sort(key=lambda each: (each["en"].startswith("{"), -len(_PLACE.sub("", each["en"]))))
    return tuple(_Template(re.compile(_pattern(each["en"]), re.DOTALL), each[lang]) for each in texts)


def _pattern(english: str) -> str:
    parts = _PLACE.split(english)
    holes = (_QUOTED if part == "quoted" else f"(?P<{part}>.+?)" for part in parts[1::2])
    return "".join(map("".join, zip_longest(map(re.escape, parts[::2]), holes, fillvalue="")))


def translated(text: str, lang: str, section: str = "message") -> str:
    """
    Return what the package says in English in a language, by the texts of a section; what is none of them stays.

    Errors and remarks of the API are English; the command line and forms say them in the language of the reader.

    >>> translated("got 'x', expected a whole number", "id")
    "mendapat 'x', seharusnya bilangan bulat"
    >>> translated("masterplan has a legal basis", "id", "question")
    'Masterplan memiliki dasar hukum'
    """
    if lang == "en":
        return text
    words = words_of(section, lang)
    if text in words:
        return words[text]
    clauses = _CLAUSES.split(text)
    if len(clauses) > 1:
        return "; ".join(translated(clause, lang, section) for clause in clauses)
    for template in _templates(section, lang):
        found = template.english.fullmatch(text)
        if found is not None:
            parts = found.groupdict()
            if "near" in parts:
                parts["near"] = parts["near"].replace(" or ", f" {words['or']} ")
            said = {k: translated(part, lang, section) if k in PHRASES else part for k, part in parts.items()}
            return template.other.format(**said)
    return text
