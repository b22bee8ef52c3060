"""
Frames as columns: what pandas, Polars, DuckDB and others hold, through narwhals (extra `frames`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gm100._extras import library
from gm100.model.evaluation import Evaluation


def unframed(data: Any) -> Any:
    """
    Return a frame as columns, and anything else as it is.

    What the engine calls missing is `None`: for pandas that is NaN too, for Polars it is not.

    Raises:
        MissingExtraError: narwhals is not installed.
    """
    # The type is asked, for a lazy frame of Polars warns when it is asked itself.
    if isinstance(data, Mapping | list | tuple | Evaluation) or not hasattr(type(data), "columns"):
        return data
    narwhals: Any = library("narwhals", "scoring a frame", "frames")
    frame: Any = narwhals.from_native(data, pass_through=True)
    if frame is data and not isinstance(data, narwhals.DataFrame | narwhals.LazyFrame):
        return data
    eager = frame.collect() if isinstance(frame, narwhals.LazyFrame) else frame
    return {series.name: _cells(series) for series in eager.iter_columns()}


def _cells(series: Any) -> Any:
    if not series.null_count():
        return series.to_numpy() if series.dtype.is_float() else series.to_list()
    cells: list[Any] = series.to_list()
    return [None if lost else cell for cell, lost in zip(cells, series.is_null().to_list(), strict=True)]
