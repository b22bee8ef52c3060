"""
Tables as they stand, for scorecards of one's own: the scorecard says what the cells must be.
"""

from __future__ import annotations

import re
from typing import Final

from gm100.errors import DocumentError, Issue, RefusedError
from gm100.serializers.document.limits import LIMITS, Limits
from gm100.serializers.document.opening import Place, name_of, read_bytes
from gm100.serializers.document.text import text_of
from gm100.serializers.tabular.records import header_issues, read_table

_COMMA: Final = re.compile(r"[+-]?[0-9]+,[0-9]+")


def read_cells(place: Place, *, decimal_comma: bool = False, limits: Limits = LIMITS) -> list[dict[str, object]]:
    """
    Return the rows of a CSV table by column; a blank cell is nothing.

    Args:
        place: The table: a path, or an open binary stream.
        decimal_comma: Read `3,08` as `3.08`.
        limits: How much it may hold.

    Raises:
        DocumentError: A column has no name or is given twice, a row has more or fewer cells than the header, or it is
            no CSV.
        OSError: It cannot be read.
    """
    issues: list[Issue] = []
    try:
        table = read_table(text_of(read_bytes(place, limits), limits), limits, issues)
        header = [name.strip() for name in table.header]
        issues += header_issues(header)
    except RefusedError as refused:
        issues = list(refused.issues)
    if issues:
        issues.sort(key=lambda issue: issue.line or 0)
        raise DocumentError(name_of(place), issues, "nothing was computed")
    read = _with_point if decimal_comma else str.strip
    return [{name: read(cell) or None for name, cell in zip(header, cells, strict=True)} for _, cells in table.rows]


def _with_point(cell: str) -> str:
    """
    Return a cell with its decimal comma as a point, where it is a number.
    """
    text = cell.strip()
    return text.replace(",", ".") if _COMMA.fullmatch(text) else text
