"""
Tables that are laid out otherwise than one row a unit and one column an indicator, brought into that layout.

Two are known: the long table, with one row for each indicator of a unit, and the national SPBE interface, whose keys
A2001 to A2047 are the levels of the indicators in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from gm100.errors import Issue
from gm100.serializers.tabular.reading import Table
from gm100.text.headers import ALIASES, BESIDE, CODE, INDICATOR, LONG, NAME, VALUE, columns_by_header
from gm100.text.words import words_of

_LEVEL: Final = re.compile(r"A20(0[1-9]|[1-3][0-9]|4[0-7])")
_DOMAIN: Final = re.compile(r"D20[0-9]{2}")
_SPBE: Final = frozenset(f"i{number}" for number in range(1, 48))


def laid_out(table: Table, ids: Mapping[str, str | None], *, decimal_comma: bool = False, lang: str = "en") -> Table:
    """
    Return a table with one row a unit and one column an indicator; one that has this layout is returned as it is.

    Args:
        table: The table as it was given.
        ids: The nodes of the scorecard, each with its name where it has one.
        decimal_comma: Whether all numbers have decimal commas; without it the values show whether they have.
        lang: The language of remarks and problems.
    """
    if ids.keys() >= _SPBE and any(map(_LEVEL.fullmatch, table.header)):
        return _of_spbe(table, lang)
    parts = columns_by_header(table.header, {}, {**ALIASES, **LONG})
    is_wide = not ids.keys().isdisjoint(columns_by_header(table.header, ids).values())
    if is_wide or not {INDICATOR, VALUE} <= {*parts.values()} or not {CODE, NAME} & {*parts.values()}:
        return table
    long = table.renamed(parts)
    return _Long(long if decimal_comma else long.numbers([VALUE]), ids, lang).wide()


def _of_spbe(table: Table, lang: str) -> Table:
    """
    Name the levels by their indicators, leave the D20 fields out, and refuse whatever else the interface may send.
    """
    beside = columns_by_header(table.header, {})
    domains = [key for key in table.header if _DOMAIN.fullmatch(key)]
    strange = [key for key in table.header if key not in domains and key not in beside and not _LEVEL.fullmatch(key)]
    message = words_of("table", lang)["spbe_key"]
    issues = [Issue("unknown-column", message, (key,), key, None, 1) for key in strange]
    kept = {key: f"i{int(key[3:])}" for key in table.header if _LEVEL.fullmatch(key)}
    rows = tuple((line, {k: cell for k, cell in row.items() if k not in domains}) for line, row in table.rows)
    header = tuple(key for key in table.header if key not in domains)
    found = attrs.evolve(table, header=header, rows=rows, issues=(*table.issues, *issues)).renamed(kept)
    return found.noting("spbe_domains", columns=", ".join(domains)) if domains else found


class _Long:
    """
    Gathers the rows of each unit; where a value came from is kept, so that problems name its own line.
    """

    def __init__(self, table: Table, ids: Mapping[str, str | None], lang: str) -> None:
        self._table, self._ids, self._says = table, ids, words_of("table", lang)
        self._beside = [name for name in table.header if name not in {INDICATOR, VALUE}]
        self._columns: dict[str, str] = {}
        self._issues = list(table.issues)
        self._places: dict[tuple[int, str], int] = {}

    def wide(self) -> Table:
        """
        Return the table with one row a unit.
        """
        units: dict[Any, tuple[int, dict[str, Any]]] = {}
        for line, row in self._table.rows:
            unit = next((row[key] for key in (CODE, NAME) if row.get(key) is not None), ("line", line))
            first, cells = units.setdefault(unit, (line, {}))
            self._describe(first, cells, line, row)
            column = self._column(line, row[INDICATOR])
            if column in cells:
                message = self._says["indicator_twice"].format(got=row[INDICATOR], line=self._places[first, column])
                self._wrong("duplicate", message, line, row[INDICATOR])
            elif column is not None:
                cells[column], self._places[first, column] = row[VALUE], line
        columns = dict.fromkeys(column for _, column in self._places)
        return attrs.evolve(
            self._table,
            header=(*self._beside, *columns),
            rows=tuple(units.values()),
            issues=tuple(self._issues),
            places=self._places,
        ).noting("long", rows=len(self._table.rows), units=len(units))

    def _describe(self, first: int, cells: dict[str, Any], line: int, row: Mapping[str, Any]) -> None:
        """
        Keep what is beside the values: what describes the unit once, of other columns all that differs.
        """
        for name in self._beside:
            cell, known = row[name], cells.get(name)
            if known is None:
                cells[name] = cell
            elif cell is not None and cell != known and name in BESIDE:
                message = self._says["differs"].format(got=cell, known=known, line=first)
                self._wrong("contradiction", message, line, cell, name)
            elif cell is not None and str(cell) not in str(known).split("; "):
                cells[name] = f"{known}; {cell}"

    def _column(self, line: int, cell: Any) -> str | None:
        """
        Return the column of an indicator; what the scorecard does not know becomes a column like any other.
        """
        text = "" if cell is None else str(cell)
        if text not in self._columns:
            known = columns_by_header([text], self._ids).get(text)
            self._columns[text] = known if known is not None and known in self._ids else text
        column = self._columns[text]
        if text and column not in {*BESIDE, *self._beside}:
            return column
        self._wrong("no-indicator", self._says["no_indicator"].format(got=repr(text)), line, cell)
        return None

    def _wrong(self, code: str, message: str, line: int, got: Any, column: str = INDICATOR) -> None:
        self._issues.append(Issue(code, message, (column,), None if got is None else str(got), None, line))
