"""
CSV and TSV documents: one table, one row an entity.

An entity within an entity takes dotted columns (`source.title`), a list of scores a column each (`scores.baseline`). A
list of plain values is one cell, joined by semicolons where that can be read back, and otherwise, as a list of small
entities, JSON. Lists in lists do not fit: that is refused before anything is written, and
`gm100.serializers.formats.tables` holds it. The column `gm100` says what the rows are, such as `Evaluation/1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.fields.convert import is_entity
from gm100.serializers.document.envelope import Request, entity_types, from_tree, items_of
from gm100.serializers.document.lenient import LenientOptions
from gm100.serializers.document.limits import Limits
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.document.text import text_of
from gm100.serializers.document.tree import halves
from gm100.serializers.tabular.cells import write_cell
from gm100.serializers.tabular.linked import Joiner, Row, Tables, known_column, unknown_columns
from gm100.serializers.tabular.records import header_issues, read_table

KIND: Final = "gm100"
"""The column that says what the rows are and by which schema version."""

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
    Write entities of one type as a table that can be read back, or the rows of a result as they are.

    Args:
        data: An entity, or several of one type.
        entity: Their class, where there may be none of them.
        delimiter: What is between two cells.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: An entity holds a list of entities, or two hold the same scores in different order.
    """
    kind: Any = type(data)
    if hasattr(data, "to_rows") and not is_entity(kind) and not isinstance(data, Mapping):
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
    Refuse an entity of which nothing is in its row: read back, a blank row is not an entity.
    """
    blank = [place for place, row in enumerate(rows) if not _filled(row)]
    if blank:
        message = "has no value other than its defaults, and its row would be blank; use JSON"
        raise CannotHoldError("a single table", [Issue("blank", message, (place,)) for place in blank])


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


def loads(data: str | bytes, request: Request, *, delimiter: str | None = None) -> tuple[Any, ...]:
    """
    Read a table of entities.

    Raises:
        RefusedError: Something in it is wrong; each issue has its line and column.
    """
    issues: list[Issue] = []
    header, rows = read_rows(data, request.limits, issues, delimiter)
    cls, version = _kind(header, rows, request)
    rows, header = _named(cls, rows, [name for name in header if name != KIND], request)
    issues += unknown_columns(cls, header, single=True) + header_issues(header)
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
        broken = halves(tree)  # JSON in a cell may hold them.
        issues += [joiner.placed(issue, show) for issue in broken]
        found = () if broken else from_tree(tree, request)
    except RefusedError as refused:
        issues += [joiner.placed(issue, show) for issue in refused.issues]
    issues += [joiner.placed(issue, show) for issue in joiner.issues]
    if request.notes:
        request.notes.changes[:] = [joiner.placed(change, show) for change in request.notes.changes]
    if issues:
        raise RefusedError(sorted(issues, key=lambda issue: issue.line or 0))
    return found


def read_rows(
    data: str | bytes, limits: Limits, issues: list[Issue], delimiter: str | None = None
) -> tuple[list[str], list[tuple[int, Row]]]:
    """
    Return the header of a table and its rows by column, each with its line; see `read_table`.

    Raises:
        RefusedError: It is not CSV, or holds too much.
    """
    header, rows = read_table(text_of(data, limits), limits, issues, delimiter)
    return header, [(line, dict(zip(header, cells, strict=True))) for line, cells in rows]


def _filled(row: Row) -> bool:
    return any(row.values())


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
    Return rows and header as lenient parsing names the columns; columns that no field has go into the notes.
    """
    lenient, notes = request.lenient, request.notes
    if lenient is None or notes is None:
        return rows, header
    names = _new_names(cls, header, lenient)
    for column in header:
        name = names[column]
        if name is None:
            notes.unknown(column, tuple(row.get(column, "") for _, row in rows))
        elif name != column:
            notes.changed("renamed", f"read {column} as {name}", column, column)
    notes.changes[:] = [change._replace(line=1) for change in notes.changes]
    kept = [(line, {n: c for k, c in row.items() if (n := names[k]) is not None}) for line, row in rows]
    return kept, [name for name in names.values() if name is not None]


def _new_names(cls: type, header: list[str], lenient: LenientOptions) -> dict[str, str | None]:
    names: dict[str, str | None] = {}
    taken = set(header)
    for column in header:
        if known_column(cls, column, single=True):
            names[column] = column
            continue
        plain = column.strip().casefold().replace(" ", "_")
        name = lenient.names.get(plain, plain)
        fits = known_column(cls, name, single=True) and name not in taken
        names[column] = name if fits else None if lenient.keep_unknown else column
    return names
