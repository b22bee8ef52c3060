"""
Types that appear in the signatures of gm100 and that users may want to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, TypeAlias

Number: TypeAlias = Decimal | int | float
"""A number a row may hold; a float is read by its shortest decimal text, so `3.6` means 3.6."""

NumberLike: TypeAlias = Decimal | int | float | str
"""What a constructor takes for a number; a float is read by its shortest digits, a text as digits with a dot."""

DateLike: TypeAlias = date | int | str
"""What a constructor takes for a `PartialDate` beside one: a date, a year, or ISO text."""


class HasCode(Protocol):
    """
    What a constructor takes for the code of a region beside the code: the region itself.
    """

    @property
    def code(self) -> str:
        """
        Its Kemendagri code.
        """
        ...


Cell: TypeAlias = Number | str | None
"""A cell of a row; a text is read as a decimal number, `None` is a missing value."""

Row: TypeAlias = Mapping[str, object]
"""A row of a table: a `Cell` by code of indicator, and `code` for the unit. Each cell is checked when it is read."""

Columns: TypeAlias = Mapping[str, list[Any]]
"""A table by columns: cells by code of indicator, and under `code` the units."""


class Frame(Protocol):
    """
    A frame of any engine that narwhals knows: pandas, Polars, PyArrow, DuckDB and others (extra `frames`).
    """

    @property
    def columns(self) -> Any:
        """
        The names of its columns.
        """


class ArrowTable(Frame, Protocol):
    """
    A table of PyArrow, which has no types of its own: what is read of it, and what other libraries take it by.
    """

    @property
    def num_rows(self) -> int:
        """
        How many rows it has.
        """
        ...

    @property
    def column_names(self) -> list[str]:
        """
        The names of its columns, in order.
        """
        ...

    def to_pylist(self) -> list[dict[str, object]]:
        """
        Return its rows.
        """
        ...

    def to_pydict(self) -> dict[str, list[object]]:
        """
        Return its columns.
        """
        ...

    def to_pandas(self, **options: Any) -> Any:
        """
        Return it as a frame of pandas.
        """
        ...

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


NOT_APPLICABLE: Final = "n/a"
"""The cell of a value that a unit cannot have. It is left out, whatever is to be done about missing ones."""
