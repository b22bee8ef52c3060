"""
Workbooks as files: looked over before they are opened, and written the same on every machine.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from gm100._extras import library
from gm100.errors import DocumentError, Issue
from gm100.serializers.document.atomic import replacing

MOST_FILE_BYTES: Final = 4 * 2**20
"""A form has a few dozen kilobytes; what is a hundred times as long is not a form."""

MOST_BYTES: Final = 8 * 2**20
"""What all parts may have together once they are unpacked; reading takes some fifty times as much memory."""

MOST_PARTS: Final = 200
"""Parts that a workbook may have."""

MOST_RATIO: Final = 100
"""How many times longer a part may become by unpacking; a sheet full of equal cells reaches about forty."""

FEATURE, EXTRA = "reading and writing workbooks", "excel"


def openpyxl(module: str = "openpyxl") -> Any:
    """
    Return openpyxl or one of its modules.

    Raises:
        MissingExtraError: It is not installed.
    """
    return library(module, FEATURE, EXTRA)


def open_workbook(name: str, data: bytes, *, values: bool = False) -> Any:
    """
    Open a workbook of which the outside has been looked over.

    Args:
        name: What errors call it.
        data: What the file holds.
        values: Whether a formula stands for the value that it last had.

    Raises:
        DocumentError: It is not a workbook, or one that unpacks to more than a form ever holds.
    """
    load = openpyxl().load_workbook
    if len(data) > MOST_FILE_BYTES:
        raise _refused(name, "too-large", f"has {len(data)} bytes, expected at most {MOST_FILE_BYTES}")
    try:
        _look_over(name, data)
        return load(io.BytesIO(data), keep_vba=False, keep_links=False, rich_text=False, data_only=values)
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken workbook makes openpyxl raise whatever it stumbles over
        raise _refused(name, "no-workbook", f"this is not a workbook that can be read: {error}") from None


Sheet = list[tuple[int, list[Any]]]
"""The rows of a sheet in which a cell is filled, each with its number."""


FORM: Final = "form"
"""The first sheet of a self-assessment form."""


def sheets_of(name: str, data: bytes) -> dict[str, Sheet] | None:
    """
    Return the sheets of a workbook in which something stands, by title, or `None` where it is a form.

    A number is exact, with the decimals that its cell shows where these are more: `35.10` in a column with two
    decimals is not 35.1. A percentage is the text that its cell shows, `87.5%`, for it may mean 87.5 or 0.875. A
    formula stands for the value that the spreadsheet last stored. Hidden sheets are the last.

    Raises:
        DocumentError: It is not a workbook, or a formula in it has no stored value.
    """
    book = open_workbook(name, data)
    if FORM in book.sheetnames:
        return None
    formulas = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    book = open_workbook(name, data, values=True) if formulas else book
    empty = [(title, place) for title, place in sorted(formulas) if book[title][place].value is None]
    if empty:
        message = "the formula has no stored value; open the file in a spreadsheet and save it"
        raise DocumentError(name, [Issue("formula", message, (place,), sheet=title) for title, place in empty])
    shown = sorted(book, key=lambda sheet: sheet.sheet_state != "visible")  # One that is hidden is not the first.
    sheets = {each.title: [(row[0].row, [_cell(cell) for cell in row]) for row in each.iter_rows()] for each in shown}
    filled = {
        title: [(line, cells) for line, cells in rows if any(c is not None for c in cells)]
        for title, rows in sheets.items()
    }
    return {title: rows for title, rows in filled.items() if rows}


_FIXED: Final = re.compile(r"0\.(0+)")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.')


def _cell(cell: Any) -> Any:
    value = cell.value
    if type(value) in {int, float} and "%" in _LITERAL.sub("", str(cell.number_format)):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if not isinstance(value, float):
        return value
    exact = Decimal(repr(value))
    shown = _FIXED.fullmatch(str(cell.number_format))
    more = shown is not None and -len(shown[1]) < int(exact.as_tuple().exponent)
    return exact.quantize(Decimal(1).scaleb(-len(shown[1]))) if shown is not None and more else exact


_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def _look_over(name: str, data: bytes) -> None:
    """
    Refuse a workbook by its table of contents, then by what its parts begin with; nothing is unpacked before.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        infos = parts.infolist()
        if len(infos) > MOST_PARTS:
            raise _refused(name, "too-many-parts", f"has {len(infos)} parts, expected at most {MOST_PARTS}")
        total = sum(info.file_size for info in infos)
        if total > MOST_BYTES:
            raise _refused(name, "too-large", f"unpacks to {total} bytes, expected at most {MOST_BYTES}")
        for info in infos:
            _look_over_part(name, info)
            # Reading stops at the size in the table of contents, and a wrong one breaks the checksum.
            if _DECLARES.search(parts.read(info).replace(b"\0", b"")):
                raise _refused(name, "entities", f"part {info.filename} declares entities, which no workbook needs")


def _look_over_part(name: str, info: zipfile.ZipInfo) -> None:
    if info.file_size > MOST_RATIO * max(info.compress_size, 1):
        message = f"part {info.filename} unpacks to more than {MOST_RATIO} times its length"
        raise _refused(name, "too-packed", message)
    if info.flag_bits & 1:
        raise _refused(name, "encrypted", f"part {info.filename} is encrypted; save the form without a password")
    if info.filename.casefold().endswith("vbaproject.bin"):
        raise _refused(name, "macros", "contains macros; save the form as .xlsx")


def _refused(name: str, code: str, message: str) -> DocumentError:
    return DocumentError(name, [Issue(code, message)])


_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # The first moment a zip file can hold.


def save(workbook: Any, file: Path) -> None:
    """
    Write a workbook whole or not at all; the same content makes the same bytes, at any time.

    Raises:
        OSError: It cannot be written.
    """
    drawn = io.BytesIO()
    workbook.save(drawn)
    with replacing(file) as stream:
        stream.write(_timeless(drawn.getvalue()))


def _timeless(data: bytes) -> bytes:
    """
    Return the same workbook without the times at which it was made.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as plain:
        for info in parts.infolist():
            content = parts.read(info)
            if info.filename == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            plain.writestr(entry, content)
    return made.getvalue()
