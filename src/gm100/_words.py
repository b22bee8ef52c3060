"""
The words that a user reads, in Indonesian and English: one catalogue, `_words.json`, in sections.

Whatever speaks to a person asks here: charts, forms, reports, the command line and the errors of tables. A test holds
both languages to the same keys and the same places to fill in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from gm100.errors import UnknownIdError

LANGUAGES: Final = ("id", "en")

_FILE: Final = Path(__file__).with_name("_words.json")


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
    words: Mapping[str, Any] = json.loads(spec.loader.get_data(str(_FILE)))  # Through the loader, in a zip as well.
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
