"""
The engines of frames, each as a pair of functions: from columns to a frame, and from a frame back to rows.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any, NamedTuple

import pytest

Columns = Mapping[str, list[Any]]

REQUIRED = {
    "pandas": ("pandas",),
    "pandas-nullable": ("pandas",),
    "pandas-pyarrow": ("pandas", "pyarrow"),
    "polars": ("polars",),
    "polars-lazy": ("polars",),
    "pyarrow": ("pyarrow",),
    "duckdb": ("duckdb", "pyarrow"),
    "ibis": ("ibis", "duckdb", "pyarrow"),
    "dask": ("dask", "pandas", "pyarrow"),
    "sqlframe": ("sqlframe", "duckdb", "pyarrow"),
    "pyspark": ("pyspark", "pyarrow"),
}
"""What each engine needs installed."""


class Engine(NamedTuple):
    """
    An engine under test.

    Attributes:
        name: Its name.
        make: Returns a frame of columns.
    """

    name: str
    make: Callable[[Columns], Any]

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """
        Return the rows of a frame, with `None` for whatever the engine calls missing.
        """
        import narwhals as nw

        wrapped = nw.from_native(frame)
        eager = wrapped.collect() if isinstance(wrapped, nw.LazyFrame) else wrapped
        return [{key: plain(value) for key, value in row.items()} for row in eager.iter_rows(named=True)]


def plain(value: Any) -> Any:
    """
    Return a value as plain Python has it.
    """
    missing = value is None or (isinstance(value, float) and value != value) or type(value).__name__ == "NAType"  # noqa: PLR0124 - NaN is how numpy-backed pandas says missing
    return None if missing else value


def arrow(columns: Columns) -> Any:
    """
    Return the columns as an Arrow table, those without any value as numbers.
    """
    import pyarrow as pa

    arrays = {name: pa.array(cells) for name, cells in columns.items()}
    return pa.table({name: pa.array(a, pa.float64()) if pa.types.is_null(a.type) else a for name, a in arrays.items()})


def _pandas(columns: Columns) -> Any:
    import pandas as pd

    frame = pd.DataFrame({name: pd.Series(cells) for name, cells in columns.items()})
    empty = [name for name, cells in columns.items() if all(cell is None for cell in cells)]
    return frame.astype(dict.fromkeys(empty, "float64"))


def _dask(columns: Columns) -> Any:
    import dask.dataframe as dd

    return dd.from_pandas(_pandas(columns), npartitions=2)


def _polars(columns: Columns) -> Any:
    import polars as pl

    return pl.from_arrow(arrow(columns))


def _duckdb() -> Callable[[Columns], Any]:
    import duckdb

    connection = duckdb.connect()

    return lambda columns: connection.from_arrow(arrow(columns))


def _ibis(columns: Columns) -> Any:
    import ibis

    return ibis.memtable(arrow(columns))


def _sqlframe() -> Callable[[Columns], Any]:
    from sqlframe.duckdb import DuckDBSession

    return _with_session(DuckDBSession.builder.getOrCreate())


def _with_session(session: Any) -> Callable[[Columns], Any]:
    names = {"string": "string", "double": "double", "bool": "boolean", "int64": "bigint"}

    def make(columns: Columns) -> Any:
        table = arrow(columns)
        quote = "`" if any("." in name for name in columns) else ""  # SQLFrame keeps the quotes in the names.
        schema = ", ".join(f"{quote}{field.name}{quote} {names[str(field.type)]}" for field in table.schema)
        return session.createDataFrame([tuple(row.values()) for row in table.to_pylist()], schema)

    return make


def _lazy(columns: Columns) -> Any:
    return _polars(columns).lazy()


def _spark() -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "4",
        "spark.default.parallelism": "2",
        "spark.log.level": "ERROR",
    }
    builder: Any = SparkSession.builder
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.master("local[2]").getOrCreate()


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """
    The one Spark session of the test run.
    """
    skip_unless_here("pyspark")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = _spark()
    yield session
    session.stop()


def skip_unless_here(name: str) -> None:
    """
    Skip a test whose engine is not installed, and say which library is missing.
    """
    lost = [library for library in ("narwhals", *REQUIRED[name]) if find_spec(library) is None]
    if name == "pyspark" and shutil.which("java") is None:
        lost.append("java")
    if lost:
        pytest.skip(f"{name} needs {', '.join(lost)}, which is not installed")


PLAIN = {"pandas": _pandas, "polars": _polars, "polars-lazy": _lazy, "pyarrow": arrow, "ibis": _ibis, "dask": _dask}


def engine_named(name: str, request: pytest.FixtureRequest) -> Engine:
    """
    Return an engine, or skip the test.
    """
    skip_unless_here(name)
    if name == "pyspark":
        return Engine(name, _with_session(request.getfixturevalue("spark")))
    if name == "pandas-nullable":
        return Engine(name, lambda columns: _pandas(columns).convert_dtypes())
    if name == "pandas-pyarrow":
        return Engine(name, lambda columns: _pandas(columns).convert_dtypes(dtype_backend="pyarrow"))
    if name in {"duckdb", "sqlframe"}:
        return Engine(name, {"duckdb": _duckdb, "sqlframe": _sqlframe}[name]())
    return Engine(name, PLAIN[name])


def named(name: str) -> Any:
    """
    Return an engine's name as a parameter, marked with what it needs.
    """
    return pytest.param(name, marks=[pytest.mark.java, pytest.mark.slow] if name == "pyspark" else ())


@pytest.fixture(params=[named(name) for name in REQUIRED])
def engine(request: pytest.FixtureRequest) -> Engine:
    """
    Each engine in turn.
    """
    return engine_named(request.param, request)


@pytest.fixture
def named_engine(request: pytest.FixtureRequest) -> Callable[[str], Engine]:
    """
    One engine by its name.
    """
    return lambda name: engine_named(name, request)
