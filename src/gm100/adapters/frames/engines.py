"""
The one module that imports narwhals, and what each engine behind it is called and cannot do.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, TypeAlias, TypeVar

from gm100._extras import library
from gm100.errors import EngineLimitError, Issue
from gm100.fields.arguments import refused
from gm100.fields.convert import cell_value

Expr: TypeAlias = Any
"""A narwhals expression; the extra may be absent where types are checked."""

Frame: TypeAlias = Any
"""A frame of any engine, or narwhals' own around it."""

F = TypeVar("F")
"""The frame that is given, of the kind that comes back."""

RANK_BY_PARTS: Final = {
    "dask": "narwhals cannot rank on Dask; pass rank=False, and rank after compute()",
    "pyarrow": "narwhals cannot rank within parts on PyArrow; score each part, or take polars.from_arrow(table)",
}
"""Engines that cannot rank within parts, and the way round."""

RANK: Final = {"dask": RANK_BY_PARTS["dask"]}
"""Engines that cannot rank at all, and the way round."""

NO_HORIZONTAL: Final = frozenset({"dask"})
"""Engines that cannot use the least of several columns in a choice."""

NO_DOTS: Final = frozenset({"pyspark", "sqlframe"})
"""Engines that read a dot in a column name as a step into a structure."""


def narwhals() -> Any:
    """
    Return the module narwhals.

    Raises:
        MissingExtraError: It is not installed.
    """
    return library("narwhals", "a frame", "frames")


def wrapped(frame: Frame) -> Any:
    """
    Return a frame as narwhals sees it.

    Raises:
        MissingExtraError: narwhals is not installed.
        ArgumentError: It is not a frame that narwhals knows, or two columns have one name.
    """
    try:
        return narwhals().from_native(frame)
    except narwhals().exceptions.DuplicateError as error:
        raise refused("frame", frame, "a frame whose columns have their own names", str(error)) from None
    except TypeError:
        raise refused("frame", frame, "a frame of pandas, Polars or another engine that narwhals knows") from None


def engine_of(frame: Any) -> str:
    """
    Return the name of the engine behind a narwhals frame, such as `polars`.
    """
    return str(frame.implementation.value)


def is_missing(cell: Any) -> bool:
    """
    Return whether a cell is what its engine calls missing: nothing, NaN, or the NA of pandas.
    """
    return cell_value(cell) is None


def refuse_dots(engine: str, names: Collection[str]) -> None:
    """
    Refuse names that an engine would misread.

    Raises:
        EngineLimitError: A name holds a dot and the engine cannot have it.
    """
    message = f"{engine} reads the dot as a step into a structure; rename the column, and map it with columns="
    issues = [Issue("dot", message, (name,), name) for name in names if "." in name and engine in NO_DOTS]
    if issues:
        raise EngineLimitError(engine, issues)


def collected(frame: Any) -> Any:
    """
    Return a frame that has been computed.
    """
    return frame.collect() if hasattr(frame, "collect") else frame
