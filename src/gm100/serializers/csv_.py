"""
CSV and TSV documents: one table, one row an entity.

An entity within an entity takes dotted columns (`source.title`), a list of scores a column each (`scores.baseline`), a
list of plain values one cell of JSON. A list of entities does not fit: that is refused before anything is written, and
`gm100.serializers.tables` holds it. The column `gm100` says what the rows are, such as `Evaluation/1`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from gm100._convert import is_entity
from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.serializers._tables import Joiner, Row, Tables, unknown_columns
from gm100.serializers._text import text_of
from gm100.serializers._wire import Request, entity_types, from_tree, items_of
from gm100.serializers.cells import write_cell
from gm100.serializers.doors import Door
from gm100.serializers.migrations import SCHEMA_VERSION

KIND: Final = "gm100"
"""The column that says what the rows are and by which version of the wire."""

_TO_QUOTE: Final = frozenset('"\r\n')


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], delimiter: str = ",") -> str:
    """
    Write rows as a table; texts that a spreadsheet would run as formulas are neutralised.
    """
    names = list(columns)
    return write_lines([names, *([write_cell(row.get(name)) for name in names] for row in rows)], delimiter)


def write_lines(lines: Iterable[list[str]], delimiter: str = ",") -> str:
    """
    Write cells of text as they are, quoted where they must be.
    """
    marks = _TO_QUOTE | {delimiter}
    return "".join(delimiter.join(_quoted(cell, marks) for cell in line) + "\n" for line in lines)


def _quoted(cell: str, marks: frozenset[str]) -> str:
    return cell if marks.isdisjoint(cell) else '"' + cell.replace('"', '""') + '"'


def dumps(data: Any, *, entity: type | None = None, delimiter: str = ",") -> str:
    """
    Write entities of one type as a table, or the rows of a ranking as they are.

    Args:
        data: An entity, or several of one type.
        entity: Their class, where there may be none of them.
        delimiter: What stands between two cells.

    Raises:
        TypeError: The data is no entity, or entities of several types.
        CannotHoldError: An entity holds a list of entities, or two hold the same scores in different order.
    """
    kind: Any = type(data)
    if hasattr(data, "to_rows") and not is_entity(kind):
        rows = data.to_rows()
        return write_rows(rows, rows[0] if rows else (), delimiter)
    cls, items, _ = items_of(data, entity)
    tables = Tables(single=True)
    tables.add(cls, items)
    rows = tables.rows[cls.__name__]
    refuse_blank(rows)
    label = f"{cls.__name__}/{SCHEMA_VERSION}"
    header = _header(rows)
    lines = [[label, *(row.get(name, "") for name in header)] for row in rows]
    return write_lines([[KIND, *header], *(lines or [[label]])], delimiter)


def refuse_blank(rows: list[Row]) -> None:
    """
    Refuse an entity of which nothing stands in its row: read back, a blank row is no entity.
    """
    blank = [place for place, row in enumerate(rows) if not _filled(row)]
    if blank:
        message = "has no value other than its defaults, and its row would be blank; use JSON"
        raise CannotHoldError("a single table", [Issue("blank", message, (place,)) for place in blank])


def dumps_tsv(data: Any, *, entity: type | None = None) -> str:
    """
    Write entities of one type as a table with tabs between the cells; see `dumps`.
    """
    return dumps(data, entity=entity, delimiter="\t")


def _header(rows: list[Row]) -> list[str]:
    """
    Return all columns of rows; where no order of columns suits every row, their lists would come back in another.
    """
    header = list(dict.fromkeys(name for row in rows for name in row))
    rank = {name: place for place, name in enumerate(header)}
    issues = []
    for place, row in enumerate(rows):
        ranks = [(name.partition(".")[0], rank[name]) for name in row if "." in name]
        if any(head == after and at > later for (head, at), (after, later) in pairwise(ranks)):
            issues.append(Issue("order", "has its scores in another order than the rows before; use JSON", (place,)))
    if issues:
        raise CannotHoldError("a single table", issues)
    return header


def loads(data: str | bytes, request: Request, *, delimiter: str = ",") -> tuple[Any, ...]:
    """
    Read a table of entities.

    Raises:
        RefusedError: Something in it is wrong; each issue has its line and column.
    """
    issues: list[Issue] = []
    text = text_of(data, request.limits)
    if request.door and request.door.decimal_comma and delimiter == "," and has_semicolons(text):
        delimiter = ";"
    header, rows = read_lines(text, delimiter, issues)
    cls, version = _kind(header, rows, request)
    rows, header = _named(cls, rows, [name for name in header if name != KIND], request)
    issues += unknown_columns(cls, header, single=True)
    joiner = Joiner({}, single=True)
    items = [joiner.tree(cls, row, line, "", ("items", n)) for n, (line, row) in enumerate(rows) if _filled(row)]
    tree = {"schema_version": version, "type": cls.__name__, "items": items}
    return tuple(joined(tree, joiner, issues, request, lambda _: ()))


def joined(tree: Any, joiner: Joiner, issues: list[Issue], request: Request, show: Any) -> Any:
    """
    Read a tree made of tables, and report at lines and columns.

    Raises:
        RefusedError: Something is wrong.
    """
    found: Any = ()
    try:
        found = from_tree(tree, request)
    except RefusedError as refused:
        issues += [joiner.placed(issue, show) for issue in refused.issues]
    issues += [joiner.placed(issue, show) for issue in joiner.issues]
    if request.notes:
        request.notes.changes[:] = [joiner.placed(change, show) for change in request.notes.changes]
    if issues:
        raise RefusedError(sorted(issues, key=lambda issue: issue.line or 0))
    return found


def has_semicolons(text: str) -> bool:
    """
    Tell whether semicolons part the cells of a table, by its first line.
    """
    first = text.partition("\n")[0]
    return ";" in first and "," not in first


def _filled(row: Row) -> bool:
    return any(row.values())


def loads_tsv(data: str | bytes, request: Request) -> tuple[Any, ...]:
    """
    Read a table with tabs between the cells; see `loads`.
    """
    return loads(data, request, delimiter="\t")


def read_lines(text: str, delimiter: str, issues: list[Issue]) -> tuple[list[str], list[tuple[int, Row]]]:
    """
    Return the header of a table and its rows with their lines; what is wrong with a line is added to the issues.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, Row]] = []
    header: list[str] = []
    try:
        header = next(lines, [])
        for line, cells in _numbered(lines):
            if len(cells) > len(header) or (len(cells) < len(header) and any(cells[1:])):
                message = f"the row has {len(cells)} cells, expected {len(header)}"
                issues.append(Issue("cells", message, (), str(len(cells)), str(len(header)), line))
            elif cells:
                rows.append((line, dict(zip(header, cells, strict=False))))
    except csv.Error as error:
        issues.append(Issue("no-csv", f"this is no CSV: {error}", line=lines.line_num))
    return header, rows


def _numbered(lines: Any) -> Iterator[tuple[int, list[str]]]:
    """
    Yield rows with the line on which each begins, which is not the line on which it ends.
    """
    start = lines.line_num + 1
    for cells in lines:
        yield start, cells
        start = lines.line_num + 1


def _kind(header: list[str], rows: list[tuple[int, Row]], request: Request) -> tuple[type, Any]:
    """
    Return what the rows are and by which version, and take the column that says so out of them.
    """
    said = list(dict.fromkeys(row.pop(KIND, "") for _, row in rows)) if KIND in header else []
    said = [kind for kind in said if kind]
    if len(said) > 1:
        message = f"the rows are of several kinds: {', '.join(said)}; make it a table each"
        raise RefusedError([Issue("unknown-type", message, (KIND,), said[1], said[0], 1)])
    if not said:
        if request.entity is None:
            message = f"nothing says what the rows are; say entity=, or add a column {KIND} such as Evaluation/1"
            raise RefusedError([Issue("unknown-type", message, (), None, None, 1)])
        return request.entity, SCHEMA_VERSION
    name, _, version = said[0].partition("/")
    if name not in entity_types():
        message = f"got {said[0]}, expected the name of an entity and a version, such as Evaluation/1"
        raise RefusedError([Issue("unknown-type", message, (KIND,), said[0], None, 2)])
    return entity_types()[name], int(version) if version.isdecimal() and len(version) < 5 else version  # noqa: PLR2004 - no version has more digits


def _named(
    cls: type, rows: list[tuple[int, Row]], header: list[str], request: Request
) -> tuple[list[tuple[int, Row]], list[str]]:
    """
    Return rows and header as the lenient door names the columns; columns that no field has go into the notes.
    """
    door, notes = request.door, request.notes
    if door is None or notes is None:
        return rows, header
    names = _new_names(cls, header, door)
    for column in header:
        name = names[column]
        if name is None:
            notes.unknown(column, tuple(row.get(column, "") for _, row in rows))
        elif name != column:
            notes.changed("renamed", f"read {column} as {name}", column, column)
    notes.changes[:] = [change._replace(line=1) for change in notes.changes]
    kept = [(line, {n: c for k, c in row.items() if (n := names[k]) is not None}) for line, row in rows]
    return kept, [name for name in names.values() if name is not None]


def _new_names(cls: type, header: list[str], door: Door) -> dict[str, str | None]:
    names: dict[str, str | None] = {}
    for column in header:
        if not unknown_columns(cls, [column], single=True):
            names[column] = column
            continue
        plain = column.strip().casefold().replace(" ", "_")
        name = door.names.get(plain, plain)
        fits = not unknown_columns(cls, [name], single=True) and name not in header
        names[column] = name if fits else None if door.keep_unknown else column
    return names
