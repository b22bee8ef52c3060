"""
Plain text for a terminal: numbers as a person writes them, and tables with aligned columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

SHOWN_DECIMALS = 6
"""Decimals shown of a number that has many; published figures have two, weighted ones four."""


def shown(value: Decimal | None) -> str:
    """
    Return a number without exponent, cut after six decimals with an ellipsis where it goes on.
    """
    if value is None:
        return ""
    whole, _, decimals = f"{value:f}".partition(".")
    if decimals[SHOWN_DECIMALS:].strip("0"):
        return f"{whole}.{decimals[:SHOWN_DECIMALS]}…"
    return f"{whole}.{decimals[:SHOWN_DECIMALS]}" if decimals else whole


def close_to(text: str, known: Iterable[str], n: int = 3, cutoff: float = 0.6) -> list[str]:
    """
    Return the known words that a text may be a misspelling or the beginning of, the likeliest first.

    Of years they are the nearest.

    >>> close_to("2020", ["2017", "2018", "2019", "2021"], 2)
    ['2019', '2021']
    >>> close_to("indikator", ["indicator", "weight"]), close_to("spbe-2023", ["spbe-2020", "spbe-2023-rounded"], 1)
    (['indicator'], ['spbe-2023-rounded'])
    """
    from difflib import get_close_matches  # Only what is wrong needs it.

    words = list(known)
    years = [word for word in words if len(word) == _YEAR and word.isdecimal()]
    if years and len(text) == _YEAR and text.isdecimal():
        return sorted(years, key=lambda year: (abs(int(year) - int(text)), year))[:n]
    begun = [word for word in words if len(text) >= _BEGINNING and word.startswith(text)]
    return [*begun, *(word for word in get_close_matches(text, words, n, cutoff) if word not in begun)][:n]


_YEAR: Final = 4
"""How many digits a year has."""

_BEGINNING: Final = 4
"""How many letters it takes to be the beginning of a word rather than a misspelling."""


def columns(rows: Iterable[Sequence[str]], align: str, gap: str = "  ") -> list[str]:
    """
    Lay out rows in columns.

    Args:
        rows: Cells of text, as many in each row as `align` has letters.
        align: One letter a column: `l` for left, `r` for right.
        gap: What is between two columns.
    """
    cells = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        gap.join(
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(row, widths, align, strict=True)
        ).rstrip()
        for row in cells
    ]


REPR_LENGTH, REPR_ITEMS = 200, 4
"""About how long the `repr` of a value gets, and how many items of a collection it shows."""


def brief(self: object) -> str:
    """
    Return the `repr` of an attrs value on one short line: fields that have their default are left out.

    It is a method: a class takes it as `__repr__ = brief`.
    """
    import attrs  # Here, for tables of text need no attrs, and help is to be quick.

    cls: Any = type(self)
    parts: list[str] = []
    for field in attrs.fields(cls):
        held = getattr(self, field.name)
        if field.default is attrs.NOTHING or not (held is field.default or held == field.default):
            parts.append(f"{field.name}={_brief_item(held)}")
            if sum(map(len, parts)) > REPR_LENGTH:
                parts[-1] = "..." if len(parts) > 1 else f"{parts[-1][:REPR_LENGTH]}..."
                break
    return f"{cls.__name__}({', '.join(parts)})"


def _brief_item(held: Any) -> str:
    if isinstance(held, frozenset):
        return f"{{{', '.join(sorted(map(repr, held)))}}}"
    if isinstance(held, tuple | Mapping) and len(held) > REPR_ITEMS:
        kinds = {type(each).__name__ for each in held}
        return f"<{len(held)} {kinds.pop() if len(kinds) == 1 else 'items'}>"
    return repr(held)
