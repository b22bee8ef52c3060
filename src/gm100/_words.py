"""
The words that a user reads, in Indonesian and English: one catalogue, `_words.json`, in sections.

Whatever speaks to a person asks here: charts, forms, reports, the command line and the errors of tables. A test holds
both languages to the same keys and the same places to fill in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from gm100.errors import AmbiguousRegionError, Gm100Error, UnknownIdError, UnknownRegionError

LANGUAGES: Final = ("id", "en")

_FILE: Final = f"{__file__.removesuffix('.py')}.json"


def checked(lang: str) -> str:
    """
    Return a language that is known.

    Raises:
        UnknownIdError: There is no such language.
    """
    if lang not in LANGUAGES:
        raise UnknownIdError("language", lang, LANGUAGES)
    return lang


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """
    Return all words: by section, by key, by language.
    """
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


def named(node: str, lang: str) -> str:
    """
    Return what a node of a scorecard is called; one that gm100 does not know keeps its id.

    >>> named("outcome", "id"), named("air_quality", "id")
    ('Hasil', 'air_quality')
    """
    return words_of("node", lang).get(node, node)


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


def said(error: Gm100Error, lang: str) -> str:
    """
    Return what an error says in a language: of names and ids that are unknown; other errors are English, as the API is.

    >>> said(UnknownRegionError("Atlantis", "no region has this name"), "id")
    "'Atlantis' bukan daerah: tidak ada daerah dengan nama ini"
    """
    if lang == "en" or not isinstance(error, UnknownIdError | AmbiguousRegionError):
        return str(error)
    says, known = words_of("error", lang), words_of("answer", lang)
    if isinstance(error, UnknownRegionError | AmbiguousRegionError):
        key = "no_region" if isinstance(error, UnknownRegionError) else "ambiguous"
        listed = (f"{each.region} ({known.get(each.reason, each.reason)})" for each in error.candidates)
        note = known.get(error.note, error.note)
        return "; ".join((says[key].format(got=repr(error.text), note=note), *listed))
    text = says["unknown"].format(got=repr(error.got), kind=known.get(error.kind, error.kind))
    return text + (says["near"].format(near=says["or"].join(error.near)) if error.near else "")
