"""
Cells as floats: a value, nothing, or a number that is greater than any scale where a cell cannot be read.

An engine does it for a column by an expression; `collected` does it for a list of cells. Both follow the same rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, Final

from gm100.adapters.frames.engines import Expr, is_missing, narwhals

READABLE: Final = 4_000_000_000
"""The greatest number that is read: with six decimals it stays below what floats hold exactly."""

UNREADABLE: Final = 1e12
"""Stands for a cell that cannot be read; with six decimals more it is a whole number of every engine."""

_NUMBER: Final = r"[+-]?(?:0*[0-9]{1,8}(?:\.[0-9]{1,6}0*)?|0E-[0-9]+)"
"""What fifteen digits hold, and so the nearest float stands for; `0E-8` is how some engines write a decimal of zero."""


def is_readable(dtype: Any) -> bool:
    """
    Tell whether a column of a type is read.

    Objects, as pandas keeps `Decimal`, are read by their text, and so are floats of four bytes: the one nearest to 3.08
    says 3.08.
    """
    nw = narwhals()
    kinds = nw.Float64 | nw.Float32 | nw.String | nw.Categorical | nw.Enum | nw.Decimal | nw.Object
    return isinstance(dtype, kinds) or dtype.is_integer()


def read(name: str, dtype: Any, silent: Sequence[Decimal]) -> Expr:
    """
    Return the expression that reads a column of a type, in which some values stand for no answer, and so for none.
    """
    nw, x = narwhals(), narwhals().col(name)
    if isinstance(dtype, nw.Float64):
        made = (
            nw.when(x.is_finite()).then(x).otherwise(nw.lit(UNREADABLE))
        )  # NaN as well, unless it is what is missing.
    elif dtype.is_integer():
        made = x.cast(nw.Float64)
    else:
        text = x if isinstance(dtype, nw.String) else x.cast(nw.String)
        text = nw.when(~x.is_null()).then(text).otherwise(nw.lit(""))
        legible = text.str.contains(f"^{_NUMBER}$") & ~text.str.contains(r"\s")
        number = nw.when(legible).then(text).otherwise(nw.lit("0")).cast(nw.Float64)
        made = nw.when(legible).then(number).otherwise(nw.lit(UNREADABLE))
    given = ~x.is_null()
    return nw.when(given & ~reduce(or_, (made == float(v) for v in silent)) if silent else given).then(made)


def read_cells(series: Any, silent: Sequence[Decimal]) -> list[float]:
    """
    Return the cells of a column as floats, NaN where there is no value; some values stand for no answer.
    """
    nw, cells = narwhals(), series.to_list()
    if isinstance(series.dtype, nw.Float64):
        if not math.isfinite(sum(cells) if not series.null_count() else math.nan):
            lost = math.nan if series.implementation.is_pandas_like() else UNREADABLE
            cells = [math.nan if x is None else x if math.isfinite(x) else _no_number(x, lost) for x in cells]
    elif isinstance(series.dtype, nw.Float32):
        texts = zip(series.cast(nw.String).to_list(), series.is_null().to_list(), strict=True)
        cells = [math.nan if lost else _of_text(text) for text, lost in texts]
    else:
        of = float if series.dtype.is_integer() else _of_text
        cells = [math.nan if is_missing(x) else of(x) for x in cells]
    if silent:
        none = frozenset(map(float, silent))
        cells = [math.nan if x in none else x for x in cells]
    return cells  # type: ignore[no-any-return]  # floats, by the type of the column


def _no_number(x: float, lost: float) -> float:
    return UNREADABLE if math.isinf(x) else lost


_of_number: Final[Callable[[str], Any]] = re.compile(_NUMBER, re.ASCII).fullmatch


def _of_text(cell: object) -> float:
    text = str(cell)
    return float(text) if _of_number(text) else UNREADABLE
