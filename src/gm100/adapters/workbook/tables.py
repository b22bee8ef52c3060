"""
Tables of results as workbooks, with numbers as numbers and texts as texts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from gm100.adapters.workbook._cells import decimals_of, put_number, put_text
from gm100.errors import UnknownFormatError, UnknownIdError
from gm100.scoring import Ranking
from gm100.serializers import to_rows
from gm100.serializers.tabular.workbook import openpyxl, save

WIDEST: Final = 60
"""Characters up to which a column grows with its content."""


def write_table(data: Any, path: str | os.PathLike[str]) -> None:
    """
    Write whatever the library returns, or rows of one shape, as a workbook; `gm100.to_rows` says what its rows are.

    Numbers keep their decimals in the format of their column; texts that a spreadsheet would take for a formula are
    written as texts. A ranking has a second sheet with the value of every indicator,
    and a third with the names of regions that were corrected, if any were.

    >>> import gm100
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_table(gm100.regions(), f"{folder}/regions.xlsx")
    ...     openpyxl().load_workbook(f"{folder}/regions.xlsx").active.max_row
    515

    Args:
        data: A result, a scorecard, a report, an entity, several of one kind, or rows as dicts with the same keys, at
            least one.
        path: The file, which ends in `.xlsx`; for other formats there are `gm100.to_frame` and `gm100.to_rows`.

    Raises:
        CannotHoldError: A number has more digits than a spreadsheet keeps, or a text is none that it can hold.
        UnknownIdError: A row has a key that the first row does not have.
        ValueError: There are no rows.
        UnknownFormatError: The name of the file ends otherwise.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be written.
    """
    file = Path(path)
    if file.suffix.lower() != ".xlsx":
        raise UnknownFormatError("format of a workbook", file.suffix or file.name, [".xlsx"])
    tables = _of_ranking(data) if isinstance(data, Ranking) else {"table": to_rows(data)}
    book = openpyxl().Workbook()
    book.remove(book.active)
    for title, rows in tables.items():
        _write(book.create_sheet(title), rows)
    save(book, file)


def _of_ranking(ranking: Ranking) -> dict[str, list[dict[str, Any]]]:
    indicators = [indicator.id for indicator in ranking.scores.scorecard.indicators]
    rows = ranking.to_rows(nodes=indicators)
    found: dict[str, list[dict[str, Any]]] = {
        "ranking": [{k: v for k, v in row.items() if k not in indicators} for row in rows],
        "values": [
            {name: row[name] for name in ("code", "region", *indicators, "index") if name in row} for row in rows
        ],
    }
    read = [
        {"text read": each.text, "code": each.code, "region": str(each.region)}
        for each in ranking.scores.resolutions.corrected
    ]
    return found | ({"corrected": read} if read else {})


def _write(sheet: Any, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        message = "got no rows, expected at least one"
        raise ValueError(message)
    names = list(rows[0])
    for row in rows:
        for name in row:
            if name not in rows[0]:
                raise UnknownIdError("column of this table", name, names)
    bold = openpyxl("openpyxl.styles").Font(name="Calibri", size=11, bold=True)
    for column, name in enumerate(names, start=1):
        head = sheet.cell(1, column)
        put_text(head, name)
        head.font = bold
        _column(sheet, column, [row.get(name) for row in rows])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _column(sheet: Any, column: int, values: Sequence[object]) -> None:
    """
    Write a column; all its numbers are shown with the decimals of the longest.
    """
    numbers = [v for v in values if isinstance(v, Decimal | int) and not isinstance(v, bool)]
    decimals = max(map(decimals_of, numbers), default=0)
    longest = len(str(sheet.cell(1, column).value))
    for row, value in enumerate(values, start=2):
        _put(sheet.cell(row, column), value, decimals)
        longest = max(longest, len(str(value)) if value is not None else 0)
    sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(longest, WIDEST) + 4


def _put(cell: Any, value: object, decimals: int) -> None:
    if value is None:
        return
    if isinstance(value, bool | float):
        cell.value = value
    elif isinstance(value, Decimal | int):
        put_number(cell, value, decimals)
    else:
        put_text(cell, str(value))
