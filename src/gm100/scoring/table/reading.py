"""
Tables as users hand them over, read for a scorecard: units, what is known of each, and everything wrong with them.

They are rows, columns, or a frame of pandas, Polars, DuckDB and others (extra `frames`); where rows name a region and
have no code, names are resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from gm100._extras import library
from gm100._lookup import areas
from gm100.errors import Issue
from gm100.fields.arguments import is_collection, refused
from gm100.model.evaluation import Evaluation
from gm100.model.result import NodeScore
from gm100.scoring.table.schema import NAME, UNIT, Feeds, Schema
from gm100.scoring.table.table import (
    Inputs,
    RowReader,
    Table,
    duplicates,
    of_columns,
    of_rows,
    read_uniform,
    uniform,
)
from gm100.text.headers import ALIASES, CODE, plain

if TYPE_CHECKING:  # Most tables have codes, and need none of it.
    from gm100.model.resolution import Resolutions

_EXPECTED = "rows, columns or a frame"
_BYTES = 8


def many(data: Any) -> Any:
    """
    Return a table as it is, and one unit as a table of one.
    """
    return (one_row(data),) if is_unit(data) else data


def one_row(data: Any) -> Any:
    """
    Return one unit as an evaluation or a row: a row of a frame as a dict.
    """
    return data if isinstance(data, Evaluation | Mapping) else data.to_dict()


def is_unit(data: Any) -> bool:
    """
    Tell whether data are one evaluation or one row, a row of a frame too, and no table.
    """
    if hasattr(type(data), "to_dict") and getattr(data, "ndim", 0) == 1:
        return True
    return isinstance(data, Evaluation) or (isinstance(data, Mapping) and not any(map(_is_column, data.values())))


def columns_of(data: Any) -> Any:
    """
    Return a frame, or other columns, as lists of cells by their name, and rows as they are.

    What the engine calls missing is `None`.

    Raises:
        ArgumentError: It is not a table.
        MissingExtraError: narwhals is not installed.
    """
    if isinstance(data, Mapping):
        return {key: _listed(key, cells) for key, cells in data.items()}
    # The type is asked, for a lazy frame of Polars warns when it is asked itself.
    if not isinstance(data, list | tuple) and hasattr(type(data), "columns"):
        narwhals: Any = library("narwhals", "scoring a frame", "frames")
        try:
            frame: Any = narwhals.from_native(data, pass_through=True)
            if isinstance(frame, narwhals.DataFrame | narwhals.LazyFrame):
                return _cells_of(frame, narwhals)
        except narwhals.exceptions.DuplicateError as error:
            raise refused("data", data, "a frame whose columns have their own names", str(error)) from None
    if not is_collection(data):
        raise refused("data", data, _EXPECTED)
    return data


def _cells_of(frame: Any, narwhals: Any) -> dict[str, list[Any]]:
    eager = frame.collect() if isinstance(frame, narwhals.LazyFrame) else frame
    # pandas has columns without a text for a name, which frames of narwhals take for places.
    floats = [name for name, kind in eager.schema.items() if kind == narwhals.Float64 and isinstance(name, str)]
    table = eager[floats].to_numpy() if len(floats) > 1 else None
    whole = dict(zip(floats, table.T, strict=True)) if table is not None and table.dtype.kind == "f" else {}
    columns = {name: whole[name] if name in whole else _cells(eager.get_column(name)) for name in eager.columns}
    index = narwhals.maybe_get_index(eager)
    if index is not None and plain(str(index.name)) in ALIASES[CODE] and index.name not in columns:
        columns = {index.name: list(index), **columns}
    return columns


def _is_column(cells: Any) -> bool:
    if isinstance(cells, list | tuple | range):
        return True
    return not isinstance(cells, str) and _way(cells) is not None and getattr(cells, "ndim", 1) == 1


def _way(cells: Any) -> str | None:
    """
    Return how the library of a column calls what makes a list of it: numpy and pandas, Polars, or Arrow.
    """
    return next((way for way in ("tolist", "to_list", "to_pylist") if hasattr(cells, way)), None)


def _listed(key: Any, cells: Any) -> Any:
    """
    Return the cells of a column as a list; an array of floats stays one, for it is computed with as it is.
    """
    if isinstance(cells, list):
        return cells
    if type(cells).__module__ == "numpy" and cells.dtype.kind == "f" and cells.ndim == 1:
        return widened(cells)
    way = _way(cells)
    made = getattr(cells, way)() if way else cells
    if isinstance(made, str | bytes | Mapping) or not hasattr(type(made), "__getitem__"):  # A text is no list.
        raise refused("data", cells, "a list of cells, one for each unit", f"in the column {key!r}")
    return list(made)


def widened(cells: Any) -> Any:
    """
    Return an array of floats as one of eight bytes; shorter ones are read by their own shortest text, 3.08 as 3.08.
    """
    return cells if cells.dtype.itemsize >= _BYTES else cells.astype(str).astype("float64")


def with_units(columns: Mapping[Any, Any], data: Any) -> Mapping[Any, Any]:
    """
    Return columns, if their units are under `code`.

    Raises:
        ArgumentError: Nothing says which unit a row is.
    """
    if UNIT not in columns:
        got = ", ".join(map(str, columns)) or "no columns"
        how = f"name the units in a column {UNIT!r}, make them the index with that name, or name regions in 'region'"
        advice = f"it has {got:.200}; {how}"
        if {"region", "edition"} <= {*columns}:
            advice = "gm100.from_frame(frame, gm100.Evaluation) reads its evaluations, which can be scored"
        raise refused("data", data, f"a column {UNIT!r} that says which unit a row is", advice)
    return columns


def _cells(series: Any) -> Any:
    if not series.null_count():
        return widened(series.to_numpy()) if series.dtype.is_float() else series.to_list()
    there = ~series.is_null()
    kept = iter(_cells(series.filter(there)))
    return [next(kept) if has else None for has in there.to_list()]


def rows_from(table: Any) -> list[Any]:
    """
    Return columns as a list of rows, and rows as a list.
    """
    if not isinstance(table, Mapping):
        return list(table)
    columns: Iterable[Iterable[Any]] = table.values()
    return [dict(zip(table, cells, strict=True)) for cells in zip(*columns, strict=True)]


def fed(data: Any, feeds: Feeds) -> Any:
    """
    Return columns, or a list of rows, under the codes of the indicators.

    A value that is under the code as well stays there, and the column too, which is then refused as unknown.
    """
    if not feeds:
        return data
    if not isinstance(data, Mapping):
        return [_fed(row, feeds) if isinstance(row, Mapping) else row for row in data]
    return _fed(data, feeds)


def _fed(given: Mapping[Any, Any], feeds: Feeds) -> dict[Any, Any]:
    found = dict(given)
    for name, codes in feeds.items():
        if name in given and all(code == name or code not in given for code in codes):
            if name not in codes:
                del found[name]
            found |= dict.fromkeys(codes, given[name])
    return found


class Named(NamedTuple):
    """
    A table with its units.

    Attributes:
        data: The table, with a column of codes and one of names where its own named regions.
        issues: The names without an answer.
        resolutions: How the names were read; `None` where there were codes.
    """

    data: Any
    issues: list[Issue]
    resolutions: Resolutions | None


def with_codes(data: Mapping[str, Sequence[Any]] | list[Any], schema: Schema) -> Named:
    """
    Return a table whose units are the regions that it names; one that has codes is returned as it is.
    """
    as_it_is = Named(data, [], None)
    if not isinstance(data, Mapping):
        if not all(type(row) is dict for row in data[:1]) or not all(isinstance(row, Mapping) for row in data):
            return as_it_is
        header = dict.fromkeys(key for row in data for key in row)
    else:
        header = dict.fromkeys(data)
    if UNIT in header or UNIT in schema.renamed(header).values() or {"region", "edition"} <= {*header}:
        return as_it_is
    columns = data if isinstance(data, Mapping) else {key: [row.get(key) for row in data] for key in header}
    found = areas({key: cells for key, cells in columns.items() if _is_free(key, schema)})
    if found is None:
        return as_it_is
    issues = [
        Issue("no-unit", str(one.problem), (f"row {row}", found.column), one.text, "a region or a province")
        for row, one in enumerate(found.answers, start=1)
        if one.region is None
    ]
    units = {
        UNIT: [one.code or f"row {row}" for row, one in enumerate(found.answers, start=1)],
        NAME: [one.region and one.region.full_name for one in found.answers],
    }
    rest = {key: cells for key, cells in columns.items() if key not in found.used and key not in units}
    return Named(units | rest, issues, found.answers)


def _is_free(column: Any, schema: Schema) -> bool:
    return isinstance(column, str) and schema.reader(column) is None and column not in schema.labels


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
        resolutions: How names of regions were read.
        remark: What a reader of every result must know.
        remarks: What a reader should know of how a file was read.
    """

    remark: str | None = None
    remarks: tuple[str, ...] = ()

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
        rows, self.table = read_uniform(data, schema) or self._one_by_one(data, schema)
        self.units, self.names = [row.unit for row in rows], [row.name for row in rows]
        self.published = {i: row.published for i, row in enumerate(rows) if row.published is not None}
        self.details = {i: row.details for i, row in enumerate(rows) if row.details}
        present = count()
        self.places = [next(present) if row.participated else None for row in rows]
        self.issues += duplicates(self.units)

    def _one_by_one(self, data: Sequence[Any], schema: Schema) -> tuple[list[Inputs], Table]:
        reader = RowReader(schema)
        rows = [reader.read(each) for each in data]
        self.issues += reader.issues
        return rows, of_rows([row for row in rows if row.participated], schema)


def pool(readings: Mapping[str, Reading]) -> Reading:
    """
    Return several tables as one, in which the name of its table is behind the code of each unit.
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
    answers = [reading.resolutions for reading in readings.values() if reading.resolutions is not None]
    pooled.resolutions = type(answers[0])(tuple(each for found in answers for each in found)) if answers else None
    pooled.published, pooled.details, pooled.places = {}, {}, range(len(pooled.units))
    pooled.table = Table(
        units=pooled.units,
        names=pooled.names,
        columns=_joined([table.columns for table in tables.values()], [len(table.units) for table in tables.values()]),
        labels=_joined([table.labels for table in tables.values()], [len(table.units) for table in tables.values()]),
    )
    return pooled


def _joined(parts: Sequence[Mapping[str, Sequence[Any]]], sizes: Sequence[int]) -> dict[str, list[Any]]:
    codes = dict.fromkeys(code for part in parts for code in part)
    pairs = list(zip(parts, sizes, strict=True))
    return {code: [x for part, size in pairs for x in part.get(code, [None] * size)] for code in codes}
