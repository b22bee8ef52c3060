"""
Forms for the tests: written, filled in, and recalculated by LibreOffice.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import gm100
from gm100.adapters.workbook import _plan as at
from gm100.adapters.workbook import write_form


def marks(card: gm100.Scorecard, seed: int, questions: Any = None) -> dict[str, object]:
    """Random marks for every cell that asks for one, by `sheet!cell`."""
    draw = Random(seed)  # noqa: S311 - seeded numbers make marks here, not secrets
    filled: dict[str, object] = {}
    for sheet in at.sheets_of(card, questions):
        for line in sheet.lines:
            step = 10**sheet.decimals
            number = draw.randint(int(sheet.scale.low) * step, int(sheet.scale.high) * step)
            filled[f"{sheet.title}!{at.MARK}{line.row}"] = number / step if sheet.decimals else number
    return filled


def fill(file: Path, cells: Mapping[str, object]) -> Path:
    """Write values into cells, as a person would."""
    from openpyxl import load_workbook

    book = load_workbook(file)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    book.save(file)
    return file


def form(
    folder: Path, card: gm100.Scorecard, cells: Mapping[str, object], name: str = "form.xlsx", **options: Any
) -> Path:
    """Write a form for Kabupaten Malang and fill it in."""
    file = folder / name
    write_form(card, file, **{"region": "35.07", **options})
    return fill(file, cells)
