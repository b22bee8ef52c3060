"""
Tables as users hand them over: rows, columns, or a frame of pandas, Polars, DuckDB and others (extra `frames`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gm100._arguments import refused
from gm100._extras import library
from gm100._headers import ALIASES, CODE, plain
from gm100.model.evaluation import Evaluation
from gm100.scoring.table.table import UNIT

_EXPECTED = "rows, columns or a frame"
_BYTES = 8


def many(data: Any) -> Any:
    """
    Return a table as it is, and one unit as a table of one.
    """
    if is_unit(data):
        return (data if isinstance(data, Evaluation | Mapping) else data.to_dict(),)
    return data


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
        return {key: _listed(cells) for key, cells in data.items()}
    # The type is asked, for a lazy frame of Polars warns when it is asked itself.
    if not isinstance(data, list | tuple) and hasattr(type(data), "columns"):
        narwhals: Any = library("narwhals", "scoring a frame", "frames")
        frame: Any = narwhals.from_native(data, pass_through=True)
        if isinstance(frame, narwhals.DataFrame | narwhals.LazyFrame):
            return _cells_of(frame, narwhals)
    if isinstance(data, str | bytes | type) or not isinstance(data, Iterable):
        raise refused("data", data, _EXPECTED)
    return data


def _cells_of(frame: Any, narwhals: Any) -> dict[str, list[Any]]:
    eager = frame.collect() if isinstance(frame, narwhals.LazyFrame) else frame
    floats = [name for name, kind in eager.schema.items() if kind == narwhals.Float64]
    table = eager[floats].to_numpy() if len(floats) > 1 else None
    whole = dict(zip(floats, table.T, strict=True)) if table is not None and table.dtype.kind == "f" else {}
    columns = {name: whole[name] if name in whole else _cells(eager[name]) for name in eager.columns}
    index = narwhals.maybe_get_index(eager)
    if index is not None and plain(str(index.name)) in ALIASES[CODE] and index.name not in columns:
        columns = {index.name: list(index), **columns}
    return columns


def _is_column(cells: Any) -> bool:
    return isinstance(cells, list | tuple) or (hasattr(cells, "tolist") and getattr(cells, "ndim", 1) == 1)


def _listed(cells: Any) -> Any:
    """
    Return cells as a list; an array of floats stays one, for it is computed with as it is.
    """
    if hasattr(cells, "tolist"):
        if type(cells).__module__ == "numpy" and cells.dtype.kind == "f" and cells.ndim == 1:
            return widened(cells)
        return cells.tolist()
    return list(cells) if isinstance(cells, tuple) else cells


def widened(cells: Any) -> Any:
    """
    Return an array of floats as one of eight bytes; shorter ones are read by their own shortest text, 3.08 as 3.08.
    """
    return cells if cells.dtype.itemsize >= _BYTES else cells.astype(str).astype("float64")


def with_units(columns: Mapping[Any, Any], data: Any) -> Mapping[Any, Any]:
    """
    Return columns, if their units stand under `code`.

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
