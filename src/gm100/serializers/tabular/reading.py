"""
The one reader of tables, whatever they come in: CSV, a workbook, JSON Lines, Parquet, or documents of entities.

What a file is, it says itself: its first bytes are looked at, not its name. Cells are left as they stand, but for blank
ones, which are nothing; anyone who knows which columns hold numbers asks for them with `numbers`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from gm100.errors import DocumentError, Issue, RefusedError, UnknownIdError
from gm100.fields.convert import cell_value
from gm100.serializers.document.limits import LIMITS, Limits, refuse_nodes
from gm100.serializers.document.opening import Place, is_folder, name_of, read_bytes
from gm100.serializers.document.text import text_of
from gm100.serializers.document.tree import Repeated, check_marks, object_of
from gm100.serializers.tabular.records import (
    MOST_ABOVE,
    delimiter_among,
    delimiter_of,
    header_issues,
    is_numbering,
    lines_below,
    lines_of,
    read_table,
    rows_above_header,
)
from gm100.text.headers import CODE
from gm100.text.words import words_of

_PARQUET, _ZIP, _OLD = b"PAR1", b"PK", b"\xd0\xcf\x11\xe0"
_COMMA: Final = re.compile(r"[+-]?[0-9]+,[0-9]+")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)")
_EITHER: Final = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_POINT: Final = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_DIGIT: Final = re.compile(r"[0-9]")


@attrs.frozen
class Table:
    """
    A table as it was given.

    Attributes:
        document: What errors call it.
        header: The names of its columns.
        rows: Its rows, each with its line and its cells by column; a blank cell is `None`.
        entities: What it holds where it is a document of entities and no plain table.
        data: Where it is a workbook that holds a form, what the file holds.
        remarks: What a reader should know of how it was read: keys of the catalogue with what to fill in.
        lines: The lines of a text, where it is not a table.
        issues: What is wrong with its header and its rows; `sound` refuses them.
        written: The names of its columns as they are in the file, by the names they were given since.
        places: Where a cell is on another line than its row: that line, by the line of the row and the column.
        sheets: The sheets of a workbook of several of which no one has chosen one, the one that was read first.
        header_line: The line of its header; whatever is wrong with line 1 is wrong with that.
    """

    document: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, Any]], ...] = ()
    entities: tuple[Any, ...] | None = None
    data: bytes | None = None
    remarks: tuple[tuple[str, dict[str, Any]], ...] = ()
    lines: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    written: Mapping[str, str] = {}
    places: Mapping[tuple[int, str], int] = {}
    sheets: tuple[str, ...] = ()
    header_line: int = 1

    def needing(self, found: Iterable[str], *one_of: str) -> Table:
        """
        Return the table with an issue where none of some columns is among those that were found.
        """
        if {*found} & {*one_of}:
            return self
        message = words_of("table", "en")["no_region_column"]
        return attrs.evolve(self, issues=(*self.issues, Issue("missing", message, (), None, None, 1)))

    def sound(self, more: Iterable[Issue] = (), consequence: str = "nothing was computed") -> Table:
        """
        Return the table, or refuse it with all that is wrong.

        Args:
            more: What else was found to be wrong.
            consequence: What is not done because of it.

        Raises:
            DocumentError: Something is wrong; all of it is listed, in the order of the table.
        """
        issues = [self._placed(issue) for issue in (*self.issues, *more)]
        if not issues:
            return self
        first = self.header_line
        in_header = any(issue.code == "missing" and issue.line == first for issue in issues)
        uneven = [issue for issue in issues if issue.code == "cells"] if in_header else []
        if len(uneven) > 1:  # What is no table at all, or begins with a title: one problem, not one a row.
            message = (
                f"{len(uneven)} rows have more or fewer cells than line {first}; is that line the header of a table?"
            )
            issues = [issue for issue in issues if issue.code != "cells"]
            issues.append(Issue("cells", message, (), None, None, first))
        if self.sheets and in_header:
            others = ", ".join(self.sheets[1:])
            message = f"the sheet {self.sheets[0]!r} was read; there are also {others}; say --sheet, or sheet="
            issues.append(Issue("sheet", message, (), None, None, first))
        places = {name: place for place, name in enumerate(self.header)}
        issues.sort(key=lambda i: (i.line or 0, places.get(str(i.path[0]) if i.path else "", len(places))))
        as_written = (i._replace(path=tuple(self.written.get(str(step), step) for step in i.path)) for i in issues)
        raise DocumentError(self.document, as_written, consequence)

    def _placed(self, issue: Issue) -> Issue:
        if issue.line == 1:
            return issue._replace(line=self.header_line)
        at = (issue.line or 0, str(issue.path[0]) if issue.path else "")
        return issue._replace(line=self.places.get(at, issue.line)) if self.places else issue

    def said(self, lang: str) -> list[str]:
        """
        Return the remarks as sentences.
        """
        return [words_of("table", lang)[key].format(**parts) for key, parts in self.remarks]

    def noting(self, key: str, **parts: Any) -> Table:
        """
        Return the table with one more remark.
        """
        return attrs.evolve(self, remarks=(*self.remarks, (key, parts)))

    def renamed(self, names: Mapping[str, str]) -> Table:
        """
        Return the table with other names of its columns.
        """
        header = tuple(names.get(name, name) for name in self.header)
        rows = tuple((line, {names.get(key, key): cell for key, cell in row.items()}) for line, row in self.rows)
        written = {**self.written, **{name: self.written.get(text, text) for text, name in names.items()}}
        return attrs.evolve(self, header=header, rows=rows, written=written)

    def numbers(self, columns: Iterable[str], *, decimal_comma: bool = False, lang: str = "en") -> Table:
        """
        Return the table with decimal points, where its columns show that they have commas.

        A column has decimal commas where it has a comma in a number and no point, and the commas cannot all stand
        between thousands; what is no number says nothing. Otherwise its cells stay as they are, for anyone who reads
        them to refuse.

        Args:
            columns: The columns that hold numbers.
            decimal_comma: Whether all of them have decimal commas; a point is then a problem, but in a code.
            lang: The language of the problems.
        """
        found = {}
        listed = list(columns)
        if decimal_comma:
            return self._with_commas(listed, words_of("table", lang)["expected_comma"])
        for name in listed:
            texts = [cell for _, row in self.rows if isinstance(cell := row.get(name), str) and _DIGIT.search(cell)]
            if _has_commas(texts):
                found[name] = next(text for text in texts if "," in text)
        if not found:
            return self
        example = next(iter(found.values()))
        changed = self._pointed(found)
        return changed.noting(
            "decimal_comma",
            columns=", ".join(self.written.get(name, name) for name in found),
            got=example,
            read=_pointed(example),
        )

    def _pointed(self, columns: Iterable[str]) -> Table:
        names = frozenset(columns)
        rows = tuple((line, {k: _pointed(c) if k in names else c for k, c in row.items()}) for line, row in self.rows)
        return attrs.evolve(self, rows=rows)

    def _with_commas(self, columns: list[str], message: str) -> Table:
        pointed = [
            Issue("not-a-number", message.format(got=repr(cell)), (name,), cell, None, line)
            for line, row in self.rows
            for name in columns
            if name != CODE and isinstance(cell := row.get(name), str) and _POINT.fullmatch(cell)
        ]
        return attrs.evolve(self._pointed(columns), issues=(*self.issues, *pointed))


def _has_commas(texts: list[str]) -> bool:
    commas = [text for text in texts if _COMMA.fullmatch(text) or _GROUPED.fullmatch(text)]
    return bool(commas) and not any(map(_POINT.fullmatch, texts)) and not all(map(_EITHER.fullmatch, commas))


def _pointed(cell: Any) -> Any:
    if isinstance(cell, str) and (_COMMA.fullmatch(cell) or _GROUPED.fullmatch(cell)):
        return cell.replace(".", "").replace(",", ".")
    return cell


def read(
    place: Place,
    limits: Limits = LIMITS,
    *,
    is_table: Callable[[list[str]], bool] | None = None,
    sheet: str | None = None,
) -> Table:
    """
    Read a table from a file, a stream, or a folder of tables.

    Args:
        place: Where it stands.
        limits: How much it may hold.
        is_table: Tells by the first line of a text whether it is a table; where it is none, there are only its lines.
        sheet: The sheet of a workbook that is read; without it the first.

    Raises:
        DocumentError: It is none of the kinds.
        UnknownIdError: The workbook has no such sheet.
        MissingExtraError: It is a workbook or Parquet, and the extra is not installed.
        OSError: It cannot be read.
    """
    name = name_of(place)
    if is_folder(place):
        from gm100.serializers.document.files import load  # Here, as below.

        return Table(name, entities=_several(load(place)))
    try:
        data = read_bytes(place, limits)
        return (
            _of_workbook(name, data, limits, sheet)
            if data.startswith(_ZIP)
            else _of_bytes(name, data, limits, is_table)
        )
    except RefusedError as refused:
        raise DocumentError(name, refused.issues, "nothing was computed") from None


def _of_bytes(name: str, data: bytes, limits: Limits, is_table: Callable[[list[str]], bool] | None) -> Table:
    if data.startswith(_PARQUET):
        from gm100.serializers.formats.arrow import plain_rows

        found = plain_rows(data, limits)
        return _entities(name, data, "parquet", limits) if found is None else _of_objects(name, enumerate(found, 1))
    if data.startswith(_OLD):
        message = "this is a workbook of the old kind (.xls), or one with a password; save it as .xlsx without one"
        raise RefusedError([Issue("no-workbook", message)])
    text = text_of(data, limits)
    if not text.strip():
        raise RefusedError([Issue("empty", "it is empty")])
    if text.lstrip()[:1] in {"{", "["}:
        return _of_json(name, text, limits)
    if is_table is not None and not is_table(lines_of(text, 1)[0].split(delimiter_of(text))):
        return Table(name, lines=tuple(lines_of(text)))
    return _of_csv(name, text, limits)


def _of_csv(name: str, text: str, limits: Limits) -> Table:
    issues: list[Issue] = []
    first = lines_of(text, MOST_ABOVE)[:MOST_ABOVE]
    mark = delimiter_among(first)
    split = [[cell.strip(' "') for cell in line.split(mark)] for line in first]
    skipped = rows_above_header(split)
    found = read_table(lines_below(text, skipped) if skipped else text, limits, issues)
    header = [cell.strip() for cell in found.header]
    if "gm100" in header:
        return _entities(name, text, "csv", limits)
    rows = [(line + skipped, [*map(_blank, cells)]) for line, cells in found.rows]
    issues = [issue._replace(line=(issue.line or 0) + skipped) for issue in issues]
    return _as_table(name, header, rows, issues, split[:skipped], 1 + skipped)


def _as_table(  # noqa: PLR0913, PLR0917 - the parts of a sheet
    name: str,
    header: Sequence[str],
    rows: Sequence[tuple[int, Sequence[Any]]],
    issues: list[Issue],
    above: Sequence[Sequence[Any]],
    line: int,
) -> Table:
    """
    Return a table, without its empty columns and the row that numbers its columns, and say what was above it.

    Args:
        name: What errors call it.
        header: The names of its columns.
        rows: Its rows, each with its line and its cells.
        issues: What is wrong with them.
        above: The rows above the header.
        line: The line of the header.
    """
    numbered = bool(rows) and is_numbering(rows[0][1], [cells for _, cells in rows[1:]])
    rows = rows[numbered:]
    filled = {place for _, cells in rows for place, cell in enumerate(cells) if cell is not None}
    kept = [place for place, column in enumerate(header) if column or place in filled]
    names = tuple(header[place] for place in kept)
    body = tuple((at, {header[p]: cells[p] if p < len(cells) else None for p in kept}) for at, cells in rows)
    table = Table(name, names, body, issues=(*issues, *header_issues(list(names))), header_line=line)
    if text := " ".join(str(cell) for cells in above for cell in cells if cell not in {None, ""}):
        table = table.noting("title_line" if len(above) == 1 else "title", count=len(above), text=text)
    return table.noting("numbering") if numbered else table


def _of_workbook(name: str, data: bytes, limits: Limits, wanted: str | None) -> Table:
    from gm100.serializers.tabular.workbook import sheets_of

    sheets = sheets_of(name, data)
    if sheets is None:
        return Table(name, data=data)
    if wanted is not None and wanted not in sheets:
        raise UnknownIdError("sheet of the workbook", wanted, sheets)
    title = next(iter(sheets), "") if wanted is None else wanted
    rows = sheets.get(title, [(1, [])])
    skipped = rows_above_header([cells for _, cells in rows])
    above, rows = [cells for _, cells in rows[:skipped]], rows[skipped:]
    refuse_nodes(sum(len(cells) for _, cells in rows), limits)
    width = max((place for place, cell in enumerate(rows[0][1], 1) if cell is not None), default=0)
    header = ["" if cell is None else str(cell).strip() for cell in rows[0][1][:width]]
    message = "there is a cell to the right of the last column that has a name"
    right = [line for line, cells in rows[1:] if any(cell is not None for cell in cells[width:])]
    issues = [Issue("cells", message, (), None, None, line) for line in right]
    body = [(line, [*map(_blank, cells)]) for line, cells in rows[1:]]
    table = _as_table(name, header, body, issues, above, rows[0][0])
    if wanted is not None or len(sheets) == 1:
        return table
    return attrs.evolve(table.noting("sheet", sheet=title, count=len(sheets)), sheets=tuple(sheets))


def _of_json(name: str, text: str, limits: Limits) -> Table:
    """
    Read JSON Lines, a list of objects, the envelope that the commands write, or documents of entities.
    """
    check_marks(text, limits)
    whole = _parsed(text)
    lines = [(line, _parsed(each)) for line, each in enumerate(lines_of(text), 1) if each.strip()]
    objects = list(enumerate(whole, 1)) if isinstance(whole, list) else [(1, whole)] if whole is not None else lines
    first = objects[0][1] if objects else None
    if isinstance(first, dict) and "schema_version" in first:
        return _entities(name, text, "json" if whole is not None else "jsonl", limits)
    if isinstance(first, dict) and isinstance(first.get("rows"), list):
        objects = list(enumerate(first["rows"], 1))
    if first is None:
        raise RefusedError([Issue("no-json", "this is neither JSON nor JSON Lines")])
    return _of_objects(name, objects)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=object_of)
    except (ValueError, RecursionError):
        return None


def _of_objects(name: str, objects: Iterable[tuple[int, Any]]) -> Table:
    rows: list[tuple[int, dict[str, Any]]] = []
    issues: list[Issue] = []
    for line, row in objects:
        if not isinstance(row, dict):
            issues.append(Issue("not-a-row", "expected an object with a value for each column", (), None, None, line))
            continue
        if isinstance(row, Repeated):
            issues += [Issue("duplicate", "is given twice", (key,), key, None, line) for key in row.repeated_keys]
        nested = [key for key, cell in row.items() if isinstance(cell, dict | list)]
        issues += [Issue("not-a-cell", "expected a number, a text or null", (key,), None, None, line) for key in nested]
        rows.append((line, {key: _blank(cell) for key, cell in row.items()}))
    header = tuple(dict.fromkeys(key for _, row in rows for key in row))
    return Table(name, header, tuple(rows), issues=tuple(issues))


def _entities(name: str, data: str | bytes, format_name: str, limits: Limits) -> Table:
    from gm100.serializers.document.files import loads  # Here, for a plain table needs no readers of documents.

    return Table(name, entities=_several(loads(data, format=format_name, document=name, limits=limits)))


def _several(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


def _blank(cell: Any) -> Any:
    return cell.strip() or None if isinstance(cell, str) else cell_value(cell)
