"""
Columns of tables of regions: what a header means, and by which scheme a column of codes is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from gm100.fields.convert import cell_text
from gm100.reference.names.codes import code_book, editions_on

_WORD: Final = re.compile(r"[a-z0-9]+")
_CODES: Final = frozenset(("kode", "code", "kd", "id"))
_REGIONS: Final = frozenset(("kabupaten", "kab", "kota", "kabkota", "regency", "regencies", "city", "region", "daerah"))
_NAMES: Final = frozenset(("nama", "name", "wilayah", "pemda", "text"))
_KINDS: Final = frozenset(("jenis", "kind", "tipe", "type"))
_PROVINCES: Final = frozenset(("provinsi", "propinsi", "prov", "province"))
_EXCEL: Final = re.compile(r"\d\d\.\d")
_DOTTED: Final = re.compile(r"\d\d\.\d\d")


class Roles(NamedTuple):
    """
    Which column of a table says what.

    Attributes:
        name: The column of names.
        code: The column of codes.
        kind: The column that says kabupaten or kota.
        province: The column of provinces.
        bps: Whether the header of the codes names BPS.
    """

    name: str | None = None
    code: str | None = None
    kind: str | None = None
    province: str | None = None
    bps: bool = False


def roles_of(header: Iterable[str]) -> Roles:
    """
    Return what the columns of a table are, Indonesian or English; a name of regions goes before a mere name.

    >>> roles_of(["bps_kode_kabupaten_kota", "Kabupaten/Kota", "nama_provinsi"])
    Roles(name='Kabupaten/Kota', code='bps_kode_kabupaten_kota', kind=None, province='nama_provinsi', bps=True)
    """
    words = {column: _words(column) for column in header}
    codes = [column for column, said in words.items() if said & _CODES and not said & _PROVINCES]
    others = [column for column, said in words.items() if not said & _CODES]
    provinces = [column for column in others if words[column] & _PROVINCES and not words[column] & _REGIONS]
    kinds = [column for column in others if words[column] & _KINDS]
    regions = [column for column in others if words[column] & _REGIONS and column not in kinds]
    names = [column for column in others if words[column] & _NAMES and column not in {*provinces, *kinds}]
    code = next(iter(codes), None)
    return Roles(
        name=next(iter((*regions, *names)), None),
        code=code,
        kind=next(iter(kinds), None),
        province=next(iter(provinces), None),
        bps=is_bps(code),
    )


def is_bps(column: str | None) -> bool:
    """
    Tell whether the header of a column of codes names BPS.
    """
    return column is not None and "bps" in _words(column)


def is_header(cells: Iterable[str]) -> bool:
    """
    Tell the header of a table of regions from a name: it has a word for names, codes or provinces, and no digits.

    >>> is_header(["kode", "Kabupaten/Kota"]), is_header(["Kota Blitar"]), is_header(["Kabupaten Blitar", "Jawa Timur"])
    (True, False, False)
    """
    known = _CODES | _REGIONS | _NAMES | _KINDS | _PROVINCES | {"bps", "kemendagri", "status"}
    return any(words and words <= known for words in map(_words, cells))


def _words(cell: str) -> frozenset[str]:
    return frozenset(_WORD.findall(cell.lower().replace("_", " ")))


def code_text(cell: Any) -> str:
    """
    Return a cell of a code as text; a whole number that a spreadsheet made a float of is the whole number.

    >>> code_text(3273.0), code_text("3273.0"), code_text(35.1), code_text(None)
    ('3273', '3273', '35.1', '')
    """
    text = cell_text(cell)
    whole, dot, rest = text.partition(".")
    return whole if dot and rest == "0" and len(whole) != len("35") else text


class Scheme(NamedTuple):
    """
    A way to write codes.

    Attributes:
        name: Who writes them so, and since when.
        codes: The code of Kemendagri by the code as it is written.
    """

    name: str
    codes: Mapping[str, str]

    def read(self, text: str) -> str | None:
        """
        Return the code of Kemendagri of a code, or nothing where the scheme does not have it.
        """
        return self.codes.get(text.replace(".", ""))


def schemes(*, bps: bool, on: date | None) -> list[Scheme]:
    """
    Return the schemes by which a column of codes may be written.

    Args:
        bps: Whether its header names BPS.
        on: The day of the document, which rules out an edition of BPS.
    """
    book = code_book()
    ours = {code.replace(".", ""): area for code, area in (*book.retired.items(), *book.kemendagri.items())}
    editions = [Scheme(f"BPS {edition}", _with_provinces(book.bps[edition])) for edition in editions_on(on)]
    return editions if bps else [Scheme("Kemendagri", ours), *editions]


def _with_provinces(codes: Mapping[str, str]) -> dict[str, str]:
    """
    Return codes of BPS with those of provinces in four digits too, as its web service writes them.
    """
    return {**codes, **{f"{code}00": area for code, area in codes.items() if "." not in area}}


def scheme_of(codes: Sequence[str], choices: Sequence[Scheme], agrees: Callable[[int, str], bool]) -> list[Scheme]:
    """
    Return the schemes that fit a column best: one, or several that fit it equally well.

    A scheme fits a row where it has the code and the region agrees with what else the row says.

    Args:
        codes: The codes of the column.
        choices: The schemes.
        agrees: Tells whether a region can be that of a row.
    """
    if any(_DOTTED.fullmatch(code) for code in codes):
        return [scheme for scheme in choices if scheme.name == "Kemendagri"] or list(choices)
    counts = [
        sum((area := scheme.read(code)) is not None and agrees(row, area) for row, code in enumerate(codes))
        for scheme in choices
    ]
    return [scheme for scheme, count in zip(choices, counts, strict=True) if count == max(counts) and count]


def lost_zero(text: str) -> str | None:
    """
    Return the code of which a spreadsheet left out the zero at the end: 35.1 was 35.10.
    """
    code = f"{text}0"
    return code if _EXCEL.fullmatch(text) and code in code_book().kemendagri else None
