"""
A table read for a scorecard: the units, what is known of each, the numbers in columns, and everything wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from gm100.errors import Issue
from gm100.model.result import NodeScore
from gm100.scoring.table.feeds import fed
from gm100.scoring.table.frames import columns_of, many, with_units
from gm100.scoring.table.named import with_codes
from gm100.scoring.table.rows import Inputs, RowReader, at_once, of_rows, uniform
from gm100.scoring.table.table import Schema, Table, of_columns, twice

if TYPE_CHECKING:  # Most tables have codes, and need no names of regions.
    from gm100.model.resolution import Resolutions


class Reading:
    """
    A table as it was read.

    Attributes:
        table: The units that take part.
        units: The codes of all units, those that did not take part among them.
        names: Their names.
        published: Published indices by row.
        details: Questions behind indicators by row.
        places: For each row its place among the units that take part, or `None`.
        issues: Everything that is wrong.
        resolutions: How names of regions were read, if there were any.
        remark: What a reader of every result must know.
    """

    remark: str | None = None

    def __init__(self, data: Any, schema: Schema) -> None:
        self.issues: list[Issue]
        self.resolutions: Resolutions | None
        self.published: Mapping[int, Decimal] = {}
        self.details: Mapping[int, Mapping[str, tuple[NodeScore, ...]]] = {}
        found = columns_of(many(data))
        found = fed(found if isinstance(found, Mapping) else list(found), schema.feeds)
        found, self.issues, self.resolutions = with_codes(found, schema)
        if isinstance(found, Mapping):
            names = schema.renamed(found)
            found = with_units({names.get(key, key): cells for key, cells in found.items()}, data)
        data = found
        if not isinstance(data, Mapping):
            columns = uniform(data, schema) if data else None
            data = data if columns is None else columns
        if isinstance(data, Mapping):
            self._of_columns(data, schema)
        else:
            self._of_rows(data, schema)

    def _of_columns(self, data: Mapping[str, Sequence[Any]], schema: Schema) -> None:
        self.table = of_columns(data, schema, self.issues)
        self.units, self.names = list(self.table.units), list(self.table.names)
        self.places: Sequence[int | None] = range(len(self.units))

    def _of_rows(self, data: Sequence[Any], schema: Schema) -> None:
        rows, self.table = at_once(data, schema) or self._one_by_one(data, schema)
        self.units, self.names = [row.unit for row in rows], [row.name for row in rows]
        self.published = {i: row.published for i, row in enumerate(rows) if row.published is not None}
        self.details = {i: row.details for i, row in enumerate(rows) if row.details}
        present = count()
        self.places = [next(present) if row.participated else None for row in rows]
        self.issues += twice(self.units)

    def _one_by_one(self, data: Sequence[Any], schema: Schema) -> tuple[list[Inputs], Table]:
        reader = RowReader(schema)
        rows = [reader.read(each) for each in data]
        self.issues += reader.issues
        return rows, of_rows([row for row in rows if row.participated], schema)


def pool(readings: Mapping[str, Reading]) -> Reading:
    """
    Return several tables as one, in which the name of its table stands behind the code of each unit.
    """
    pooled = Reading.__new__(Reading)
    tables = {name: reading.table for name, reading in readings.items()}
    pooled.units = [f"{unit} {name}" for name, table in tables.items() for unit in table.units]
    pooled.names = [each for table in tables.values() for each in table.names]
    pooled.issues = [
        issue._replace(path=(f"{issue.path[0]} {name}", *issue.path[1:])) if len(issue.path) > 1 else issue
        for name, reading in readings.items()
        for issue in reading.issues
    ]
    pooled.resolutions = _pooled([reading.resolutions for reading in readings.values()])
    pooled.published, pooled.details, pooled.places = {}, {}, range(len(pooled.units))
    pooled.table = Table(
        units=pooled.units,
        names=pooled.names,
        columns=_joined([table.columns for table in tables.values()], [len(table.units) for table in tables.values()]),
        labels=_joined([table.labels for table in tables.values()], [len(table.units) for table in tables.values()]),
    )
    return pooled


def _pooled(parts: Sequence[Resolutions | None]) -> Resolutions | None:
    named = [part for part in parts if part is not None]
    return type(named[0])(tuple(each for part in named for each in part)) if named else None


def _joined(parts: Sequence[Mapping[str, Sequence[Any]]], sizes: Sequence[int]) -> dict[str, list[Any]]:
    codes = dict.fromkeys(code for part in parts for code in part)
    pairs = list(zip(parts, sizes, strict=True))
    return {code: [x for part, size in pairs for x in part.get(code, [None] * size)] for code in codes}
