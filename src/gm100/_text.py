"""
Plain text for a terminal: numbers as a person writes them, and tables with aligned columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def columns(rows: Iterable[Sequence[str]], align: str, gap: str = "  ") -> list[str]:
    """
    Lay out rows in columns.

    Args:
        rows: Cells of text, as many in each row as `align` has letters.
        align: One letter a column: `l` for left, `r` for right.
        gap: What stands between two columns.
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
