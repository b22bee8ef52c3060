"""
Cells of tables: text to typed values by the field they belong to, and back.

What a cell may hold follows from the field alone, so a table obeys the same constraints as any other document. This
module does without cattrs, because a table of flat rows needs no tree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

from gm100.errors import DocumentError, InvalidEntityError
from gm100.serializers.document.tree import object_of
from gm100.serializers.structure.refusal import refuse
from gm100.serializers.structure.scalars import NUMBER, PlainNumber
from gm100.serializers.structure.shapes import Shape, is_enum, shape_of, shapes_of

T = TypeVar("T")

NOTHING: Final = r"\N"
"""The cell of a field that is nothing although its default is something."""

_WHOLE = re.compile(r"[+-]?\d{1,400}", re.ASCII)
_TRUTH = {"1": True, "true": True, "yes": True, "ya": True, "0": False, "false": False, "no": False, "tidak": False}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula; the last four are full-width."""


def read_row(cls: type[T], row: Mapping[str, Any], *, document: str) -> T:
    """
    Make an entity of a row; text cells are read by the type of their field, other values are taken as they are.

    Raises:
        DocumentError: The row cannot be; every broken cell is named.
    """
    kind: Any = cls
    shapes = shapes_of(kind)
    given = {key: value for key, value in row.items() if value is not None}
    try:
        return cls(**{key: wire_of(v, shapes[key]) if isinstance(v, str) else v for key, v in given.items()})
    except InvalidEntityError as error:
        raise DocumentError(document, error.issues) from None


def read_decimal(text: str) -> Decimal:
    """
    Read digits with at most one dot; nothing is guessed about commas and spaces.

    Raises:
        RefusedError: The text has another form.
    """
    if NUMBER.fullmatch(text) is None:
        raise refuse("not-a-number", text, _number_advice(text))
    return Decimal(text)


def _number_advice(text: str) -> str:
    if text.strip().lower() in {"nan", "inf", "-inf", "infinity", "-infinity"}:
        return "a finite number; leave the cell blank where there is none"
    if NUMBER.fullmatch(text.replace(",", ".", 1)):
        return "a decimal point; say decimal_comma if the table has commas"
    return "a number such as 3.08"


def read_truth(text: str) -> bool:
    """
    Read `1`, `0`, `true`, `false`, `yes`, `no`, `ya`, `tidak`, in any case.

    Raises:
        RefusedError: The text is none of them.
    """
    if text.lower() not in _TRUTH:
        raise refuse("wrong-type", text, "one of " + ", ".join(_TRUTH))
    return _TRUTH[text.lower()]


def write_cell(value: Any) -> str:
    """
    Return a value as the text of a cell; a text that a spreadsheet would run as a formula gets a leading apostrophe.

    >>> write_cell("=1+1"), write_cell(Decimal("-0.37")), write_cell(True), write_cell(None)
    ("'=1+1", '-0.37', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        value = value.value
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"'{text}" if isinstance(value, str) and _needs_guard(text) else text


def read_text(cell: str) -> str:
    """
    Return the text of a cell, without the apostrophe that `write_cell` puts before a formula.

    >>> read_text("'=1+1"), read_text("'s-Gravenhage")
    ('=1+1', "'s-Gravenhage")
    """
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(text: str) -> bool:
    """
    Tell whether a text would be run, or be taken for a blank cell, or be mistaken for a guarded one.
    """
    bare = text.lstrip("'")
    return bare in {"", NOTHING} or bare.startswith(_FORMULA)


def cell_of(value: Any, shape: Shape) -> str:
    """
    Return a value of a document as a cell, which `wire_of` reads back: scalars as text, anything else as JSON.
    """
    if value is None:
        return NOTHING
    if shape.of is Decimal:
        return str(value)  # The digits of a number, a minus before them, are not a formula.
    return write_cell(value) if shape.kind == "scalar" else json.dumps(value, ensure_ascii=False)


def list_cell(items: list[Any]) -> str:
    """
    Return a list as a cell that `list_of` reads back: plain values joined by `; `, or JSON where that is not enough.

    >>> list_cell(["Tulungagung", "Kediri"]), list_cell(["a; b"]), list_cell([{"code": "35.03"}])
    ('Tulungagung; Kediri', '["a; b"]', '[{"code": "35.03"}]')
    """
    plain = all(isinstance(item, str | int) and not isinstance(item, bool) for item in items)
    texts = [str(item) for item in items] if plain else []
    text = "; ".join(texts)
    whole = text and not text.startswith("[") and _parts(text) == texts and not any(map(_needs_guard, texts))
    return text if whole else json.dumps(items, ensure_ascii=False)


def list_of(cell: str, shape: Shape) -> Any:
    """
    Return the list of a cell as documents have it: JSON, or plain values with semicolons between them.
    """
    inner = shape_of(shape.of)
    if cell == NOTHING or cell.startswith("[") or inner.kind != "scalar":
        return wire_of(cell, shape)
    return [wire_of(part, inner) for part in _parts(cell)]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def wire_of(cell: str, shape: Shape) -> Any:
    """
    Return a cell as a document has it; what cannot be read stays text, for the reader to refuse.

    >>> from gm100.serializers.structure.shapes import shape_of
    >>> wire_of("2022", shape_of(int)), wire_of("ya", shape_of(bool)), wire_of("3.08", shape_of(Decimal))
    (2022, True, '3.08')
    """
    if cell == NOTHING:
        return None
    if shape.kind != "scalar":
        return _json_of(cell)
    if shape.of is bool:
        return _TRUTH.get(cell.lower(), cell)
    if _is_whole(shape.of) and _WHOLE.fullmatch(cell):
        return int(cell)
    return PlainNumber(cell) if shape.of is float else read_text(cell)


def _is_whole(kind: Any) -> bool:
    return kind is int or (is_enum(kind) and issubclass(kind, int))


def _json_of(cell: str) -> Any:
    try:
        return json.loads(cell, object_pairs_hook=object_of)
    except (ValueError, RecursionError):
        return cell
