"""
Entities as rows of linked tables, and back.

The flat part of an entity is a row. An entity within it takes columns of its own, `source.title`. A collection becomes
its own table, whose rows name the row they belong to; the owner's cell says how many there are, so that a lost row
is noticed. A cell that is blank says nothing, and the field has its default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from gm100.errors import CannotHoldError, Issue, PathPart
from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.document.limits import LIMITS
from gm100.serializers.structure.converter import converter
from gm100.serializers.structure.refusal import unknown
from gm100.serializers.structure.shapes import KIND, Shape, default_of, is_tagged, rule_table, shape_of
from gm100.serializers.tabular.cells import cell_of, list_cell, list_of, wire_of, write_cell

Row = dict[str, str]
Path = tuple[PathPart, ...]

ROW: Final = "_row"
PARENT: Final = "_parent"
POSITION: Final = "_position"
TYPE: Final = "_type"
VALUE: Final = "_value"
LINKS: Final = (ROW, PARENT, POSITION, TYPE, VALUE)
"""Columns of a linked table that no field has: its key, its owner's, its place there, its class, a plain value."""


class Tables:
    """
    Split entities into tables.

    Attributes:
        rows: The rows by name of table, in the order in which they came.
    """

    def __init__(self, *, single: bool) -> None:
        self.rows: dict[str, list[Row]] = {}
        self._single = single
        self._issues: list[Issue] = []

    def add(self, cls: Any, items: tuple[Any, ...]) -> None:
        """
        Add entities of one class.

        Raises:
            CannotHoldError: A single table was asked for, and an entity holds a list of others.
        """
        table = self.rows.setdefault(cls.__name__, [])
        for place, item in enumerate(items, 1):
            row: Row = {} if self._single else {ROW: str(place)}
            table.append(row)
            self._entity(item, row, (), cls.__name__, str(place))
        if self._issues:
            raise CannotHoldError("a single table", self._issues)

    def _entity(self, item: Any, row: Row, prefix: tuple[str, ...], table: str, key: str) -> None:
        cls: Any = type(item)
        for rule in rules_of(cls):
            value = getattr(item, rule.name)
            if rule.required or value != default_of(cls, rule.name):
                self._field(rule, value, row, (*prefix, rule.name), table, key)

    def _field(self, rule: FieldRule, value: Any, row: Row, name: tuple[str, ...], table: str, key: str) -> None:  # noqa: PLR0913, PLR0917 - where a cell goes takes this many words
        shape, column = shape_of(rule.hint), ".".join(name)
        if value is None or shape.kind not in {"entity", "union", "many"}:
            row[column] = cell_of(converter().unstructure(value, rule.hint), shape)
        elif shape.kind == "many":
            self._many(rule, value, row, name, table, key)
        else:
            before = len(row)
            if shape.kind == "union":
                row[column] = type(value).__name__
            self._entity(value, row, name, table, key)
            if len(row) == before:
                row[column] = "yes"

    def _many(self, rule: FieldRule, value: Any, row: Row, name: tuple[str, ...], table: str, key: str) -> None:  # noqa: PLR0913, PLR0917 - as above
        shape, column = shape_of(rule.hint), ".".join(name)
        if not self._single:
            row[column] = str(len(value))
            self._linked(shape, _in_order(shape, value), f"{table}.{column}", f"{key}/{column}", key)
        elif spread := spread_of(rule):
            row |= {f"{column}.{getattr(v, spread.key)}": write_cell(getattr(v, spread.value)) for v in value}
            if not value:
                row[column] = "[]"
        elif not value or _is_flat(shape):
            row[column] = list_cell(converter().unstructure(value, rule.hint))
        else:
            where: Path = (int(key) - 1, *name)
            self._issues.append(Issue("nested", "is a list of objects; write a .zip or a folder of tables", where))

    def _linked(self, shape: Shape, items: tuple[Any, ...], table: str, stem: str, parent: str) -> None:
        inner = shape_of(shape.of)
        rows = self.rows.setdefault(table, [])
        for place, item in enumerate(items, 1):
            key = f"{stem}/{place}"
            row = {ROW: key, PARENT: parent, POSITION: str(place)}
            rows.append(row)
            if item is None or inner.kind not in {"entity", "union"}:
                row[VALUE] = cell_of(converter().unstructure(item, shape.of), inner)
                continue
            if inner.kind == "union":
                row[TYPE] = type(item).__name__
            self._entity(item, row, (), type(item).__name__, key)


def _is_flat(shape: Shape) -> bool:
    """
    Tell whether what a list holds has no lists of objects in it, so that a cell can show it.
    """
    inner = shape_of(shape.of)
    if inner.kind != "entity":
        return inner.kind == "scalar"
    lists = (below for below in (shape_of(rule.hint) for rule in rules_of(inner.of)) if below.kind == "many")
    return all(shape_of(below.of).kind == "scalar" for below in lists)


def _in_order(shape: Shape, value: Any) -> tuple[Any, ...]:
    return tuple(sorted(value)) if shape.container is frozenset else tuple(value)


class Spread(NamedTuple):
    """
    A list of pairs that a single table spreads over columns, `scores.baseline`: the fields of name and value.
    """

    key: str
    value: str


def spread_of(rule: FieldRule) -> Spread | None:
    """
    Return how a list is spread: its items have just a name that is a slug, by which no two are equal, and a value.
    """
    shape = shape_of(rule.hint)
    if shape.kind != "many" or shape_of(shape.of).kind != "entity" or not rule.constraint.unique_by:
        return None
    fields = rules_of(shape.of)
    key = rule_table(shape.of)[rule.constraint.unique_by]
    if len(fields) != len(Spread._fields) or key.constraint.pattern is None:
        return None
    other = next(field for field in fields if field is not key)
    scalar = shape_of(other.hint)
    return Spread(key.name, other.name) if scalar.kind == "scalar" and not scalar.optional else None


def known_column(cls: Any, column: str, *, single: bool) -> bool:
    """
    Tell whether an entity class can have a column of this name.
    """
    head, _, rest = column.partition(".")
    rule = rule_table(cls).get(head)
    if rule is None or not rest:
        return rule is not None
    shape = shape_of(rule.hint)
    if shape.kind == "many":
        return single and spread_of(rule) is not None
    classes = shape.of if shape.kind == "union" else (shape.of,) if shape.kind == "entity" else ()
    return any(known_column(each, rest, single=single) for each in classes)


class Rows(NamedTuple):
    """
    The rows of one table as they were read, each with its line.
    """

    name: str
    rows: list[tuple[int, Row]]


class Joiner:
    """
    Puts tables together into trees as documents have them, and remembers where everything stood.

    Attributes:
        issues: What is wrong with the links between the tables.
    """

    def __init__(self, tables: dict[str, Rows], *, single: bool) -> None:
        self.issues: list[Issue] = []
        self._single = single
        self._owned = _by_parent(tables)
        self._lines: dict[Path, tuple[str, int]] = {}
        self._columns: dict[Path, str] = {}
        self._used: set[tuple[str, str]] = set()

    def tree(self, cls: Any, row: Row, line: int, table: str, path: Path) -> dict[str, Any]:
        """
        Return the tree of a row and of everything that belongs to it.
        """
        self._lines[path] = (table, line)
        return self._entity(cls, row, "", row.get(ROW, ""), cls.__name__, path)

    def _entity(self, cls: Any, row: Row, prefix: str, key: str, table: str, path: Path) -> dict[str, Any]:  # noqa: PLR0913, PLR0917 - where a cell comes from takes this many words
        made: dict[str, Any] = {}
        for rule in rules_of(cls):
            column, shape = prefix + rule.name, shape_of(rule.hint)
            here = (*path, rule.name)
            cell = row.get(column, "")
            if shape.kind == "many" and cell != r"\N":
                made |= self._many(rule, row, column, key, table, here)
            elif shape.kind in {"entity", "union"} and cell != r"\N":
                inner = self._class(shape, row, column)
                if inner:
                    made[rule.name] = _tag(shape, inner) | self._entity(inner, row, f"{column}.", key, table, here)
            elif cell:
                made[rule.name] = wire_of(cell, shape)
        return made

    def _class(self, shape: Shape, row: Row, column: str) -> Any:
        """
        Return the class of an entity within a row, or nothing where none of its cells is filled.
        """
        if shape.kind == "union":
            return next((cls for cls in shape.of if cls.__name__ == row.get(column)), None)
        start = f"{column}."
        return shape.of if row.get(column) or any(c for n, c in row.items() if n.startswith(start)) else None

    def _many(self, rule: FieldRule, row: Row, column: str, key: str, table: str, path: Path) -> dict[str, Any]:  # noqa: PLR0913, PLR0917 - as above
        shape, cell = shape_of(rule.hint), row.get(column, "")
        if not self._single:
            items = self._linked(shape, f"{table}.{column}", key, path)
            if cell or items:
                self._count(cell, len(items), path)
            return {rule.name: items} if cell or items else {}
        spread = spread_of(rule)
        if spread is None or cell:
            return {rule.name: list_of(cell, shape)} if cell else {}
        return self._spread(rule, spread, row, f"{column}.", path)

    def _spread(self, rule: FieldRule, spread: Spread, row: Row, start: str, path: Path) -> dict[str, Any]:
        shape = shape_of(rule_table(shape_of(rule.hint).of)[spread.value].hint)
        filled = [(name, cell) for name, cell in row.items() if name.startswith(start) and cell]
        for place, (name, _) in enumerate(filled):
            self._columns[*path, place] = name
        items = [{spread.key: name.removeprefix(start), spread.value: wire_of(cell, shape)} for name, cell in filled]
        return {rule.name: items} if items else {}

    def _linked(self, shape: Shape, table: str, parent: str, path: Path) -> list[Any]:
        self._used.add((table, parent))
        inner = shape_of(shape.of)
        found = self._owned.get((table, parent), [])
        return [self._item(inner, row, line, table, (*path, n)) for n, (line, row) in enumerate(found)]

    def _item(self, shape: Shape, row: Row, line: int, table: str, path: Path) -> Any:
        self._lines[path] = (table, line)
        if row.get(VALUE):
            return wire_of(row[VALUE], shape)
        classes = shape.of if shape.kind == "union" else (shape.of,)
        cls = next((c for c in classes if shape.kind == "entity" or c.__name__ == row.get(TYPE)), None)
        if shape.kind not in {"entity", "union"} or cls is None:
            return None
        return _tag(shape, cls) | self._entity(cls, row, "", row.get(ROW, ""), cls.__name__, path)

    def _count(self, cell: str, found: int, path: Path) -> None:
        if cell != str(found):
            message = f"says that there are {cell or 'none'}, and the table has {found}"
            self.issues.append(Issue("rows", message, path, cell, str(found)))

    def orphans(self, tables: dict[str, Rows]) -> Iterator[Issue]:
        """
        Yield the rows that belong to no row of any table.
        """
        for (table, parent), rows in self._owned.items():
            if (table, parent) not in self._used:
                path = (f"{tables[table].name}", PARENT)
                for line, _ in rows:
                    yield Issue("orphan", f"no row has the key {parent!r}", path, parent, None, line)

    def placed(self, issue: Issue, show: Callable[[str], tuple[str, ...]]) -> Issue:
        """
        Return an issue at its line and column.

        Args:
            issue: An issue with a path into the trees.
            show: Returns what a path begins with for a table of this name.
        """
        for cut in range(len(issue.path), -1, -1):
            if issue.path[:cut] in self._lines:
                table, line = self._lines[issue.path[:cut]]
                column = self._column(issue.path, cut)
                return issue._replace(line=line, path=(*show(table), *((column,) if column else ())))
        return issue

    def _column(self, path: Path, cut: int) -> str:
        for end in range(len(path), cut, -1):
            if path[:end] in self._columns:
                return self._columns[path[:end]]
        return ".".join(map(str, path[cut:]))


def _tag(shape: Shape, cls: Any) -> dict[str, Any]:
    return {KIND: cls.__name__} if shape.kind == "union" and is_tagged(shape.of) else {}


def _by_parent(tables: dict[str, Rows]) -> dict[tuple[str, str], list[tuple[int, Row]]]:
    """
    Return the rows of linked tables by table and owner, in the order their places say.
    """
    found: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for name, table in tables.items():
        for line, row in table.rows:
            if row.get(PARENT):
                found.setdefault((name, row[PARENT]), []).append((line, row))
    return {owner: sorted(rows, key=_position) for owner, rows in found.items()}


def _position(placed: tuple[int, Row]) -> tuple[int, int]:
    line, row = placed
    text = row.get(POSITION, "")
    return (int(text) if text.isdecimal() and len(text) < 10 else 0, line)  # noqa: PLR2004 - no table is that long


def unknown_columns(cls: Any, header: list[str], *, single: bool) -> list[Issue]:
    """
    Return the columns of a header that the class does not have.
    """
    allowed = ("",) if single else ("", *LINKS)
    strange = (
        name for name in dict.fromkeys(header) if name not in allowed and not known_column(cls, name, single=single)
    )
    issues = unknown(strange, [*rule_table(cls), *LINKS], LIMITS.issues, "column")
    return [issue._replace(line=1) for issue in issues]
