"""
Workbooks that LibreOffice computes.
"""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from gm100.scoring.formula.spreadsheet import spreadsheet
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import columns_of
from gm100.scoring.methods.limits import is_present

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(files: Iterable[Path], folder: Path) -> list[Path]:
    """Let LibreOffice open the files, compute every formula, and save them again."""
    out, given = folder / "recalculated", list(files)
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), *map(str, given)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [out / file.name for file in given]


def computed(book: Any, folder: Path) -> Any:
    """A workbook with every formula computed."""
    from openpyxl import load_workbook

    file = folder / "book.xlsx"
    book.save(file)
    return load_workbook(recalculated([file], folder)[0], data_only=True)


def _beside(first: int, row: int, step: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(first + step)}{row}"


def put(sheet: Any, formula: Formula, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Write a formula, its cells and its steps for each row of a table; the addresses of the results come back."""
    from openpyxl.utils import get_column_letter as letter

    names, results = columns_of(formula), []
    for number, row in enumerate(rows, start=1):
        addresses = {name: f"{letter(place)}{number}" for place, name in enumerate(names, start=1)}
        for name, address in addresses.items():
            x: Any = row.get(name)
            sheet[address] = x if isinstance(x, str | bool) else float(x) if is_present(x) else None
        text = spreadsheet(formula, addresses, cell=partial(_beside, len(names) + 2, number))
        for address, made in (*text.first, *text.steps):
            sheet[address] = f"={made}"
        results.append(f"{letter(len(names) + 1)}{number}")
        sheet[results[-1]] = f"={text.results[0]}"
    return results


def shown(cell: Any) -> float | None:
    """What a cell shows: a number, or nothing."""
    return cell if isinstance(cell, int | float) and math.isfinite(cell) else None
