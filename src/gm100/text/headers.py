"""
The vocabulary of tables: what a column is called in English and Indonesian, for every command and function alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

CODE, NAME, PARTICIPATED, PUBLISHED = "code", "name", "participated", "published"
INDICATOR, VALUE = "indicator", "value"
BESIDE: Final = (CODE, NAME, PARTICIPATED, PUBLISHED)
"""The columns a table may have beside the values."""

_KINDS: Final = ("daerah", "kabupaten_kota", "kab_kota", "kabupaten", "kota", "pemda", "wilayah")

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    CODE: ("code", "kode", "kode_daerah", "kode_wilayah", "kode_kemendagri", "region_code"),
    NAME: ("name", "nama", *(f"nama_{kind}" for kind in _KINDS), "region", *_KINDS),
    PARTICIPATED: ("participated", "ikut"),
    PUBLISHED: ("published", "terbit", "indeks_terbit", "published_index"),
}
"""What a column beside the values may be called; where a table has several of them, the first counts."""

LONG: Final[Mapping[str, tuple[str, ...]]] = {
    INDICATOR: ("indicator", "indikator", "kode_indikator", "indicator_code"),
    VALUE: ("value", "nilai", "skor", "score", "level", "tingkat"),
}
"""What the two columns of a table with one row an indicator may be called."""

CLAIMED: Final[Mapping[str, tuple[str, ...]]] = {
    "year": ("year", "tahun"),
    "index": ("index", "indeks"),
    "rank": ("rank", "peringkat"),
    "cohort": ("cohort", "angkatan", "kohort"),
    "award": ("award", "penghargaan"),
    "mou": ("mou", "nota_kesepahaman"),
}
"""What can be claimed of a region, and what a column of a table of claims may be called."""

CLAIMS: Final[Mapping[str, tuple[str, ...]]] = {CODE: ALIASES[CODE], NAME: ALIASES[NAME], **CLAIMED}
"""What the columns of a table of claims may be called."""

LATEST: Final = "kominfo-2023-regular"
"""The scorecard of the latest published results, whose columns a table has where nothing else is said."""

EXTRA: Final = ("ignore", "keep", "refuse")
"""What may be done about columns that are not a part of the scorecard."""

_WORD: Final = re.compile(r"\w+")


def plain(header: str) -> str:
    """
    Return a header without case, blanks and marks.

    >>> plain("Kabupaten/Kota"), plain(" Quick Win")
    ('kabupaten_kota', 'quick_win')
    """
    return "_".join(_WORD.findall(header.casefold()))


def columns_by_header(
    header: Iterable[str], ids: Mapping[str, str | None], aliases: Mapping[str, tuple[str, ...]] = ALIASES
) -> dict[str, str]:
    """
    Return for each header that is understood the column it stands for.

    An id goes before all else; then the columns beside the values; then the names of ids, as the scorecard or the
    programme calls them.

    Args:
        header: The headers as they stand.
        ids: The columns of values, each with its name where it has one.
        aliases: What other columns may be called.

    >>> columns_by_header(["Kode", "Daerah", "Keluaran", "Quickwin", "output2"], {"output": None, "quick_win": None})
    {'Kode': 'code', 'Daerah': 'name', 'Keluaran': 'output', 'Quickwin': 'quick_win'}
    """
    given = {text: plain(text) for text in header}
    found = {text: text for text in given if text in ids}
    for column, names in (*aliases.items(), *((each, _names(each, name)) for each, name in ids.items())):
        free = {word: text for text, word in reversed(given.items()) if text not in found}
        joined = {word.replace("_", ""): text for word, text in free.items()}  # Quickwin, KabKota
        first = next((free[name] for name in names if name in free), None)
        first = first or next((joined[name] for each in names if (name := each.replace("_", "")) in joined), None)
        if first is not None and column not in found.values():
            found[first] = column
    return {text: found[text] for text in given if text in found}


@cache
def _names(column: str, name: str | None) -> tuple[str, ...]:
    from gm100.text.words import catalogue  # Here, for most tables have their columns by the codes of the scorecard.

    words = catalogue()["node"].get(column, {}).values()
    return tuple(dict.fromkeys(plain(each) for each in (column, *words, *([name] if name else ()))))
