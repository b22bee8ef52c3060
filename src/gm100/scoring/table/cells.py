"""
Cells: what a row may hold for an indicator, read as a number of the arithmetic in use.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from contextlib import suppress
from decimal import Decimal
from math import isnan
from typing import Any, Final

from gm100._convert import number
from gm100.errors import shorten
from gm100.model.scorecard import Indicator, Scale
from gm100.scoring._numbers import N, Numbers
from gm100.typing import NOT_APPLICABLE

MISSING: Final = frozenset({"NAType", "NaTType", "MaskedConstant"})
"""Types of pandas and numpy whose only value says that there is none."""


_SHORT: Final = frozenset({"float16", "float32"})
"""Types of numpy whose floats are read by their own shortest text: the one nearest to 3.08 says 3.08."""


def plain(cell: Any) -> Any:
    """
    Return a cell as Python has it: a number of numpy as the number it is, and `None` for whatever says missing.

    NaN is a missing value, wherever it comes from: pandas has no other, and rows, columns and frames say the same.
    """
    kind = type(cell)
    if kind.__name__ in MISSING:
        return None
    if kind.__module__ != "builtins" and hasattr(cell, "item") and not getattr(cell, "shape", ()):
        cell = float(str(cell)) if type(cell).__name__ in _SHORT else cell.item()
    if isinstance(cell, float | Decimal) and math.isnan(cell):
        return None
    return cell


def decimal_of(cell: object) -> Decimal | None:
    """
    Read a cell as an exact number; a float by its shortest decimal text.

    Raises:
        ValueError: The cell is not a finite number.
    """
    cell = plain(cell)
    value = number(cell)
    if value is None or (type(value) is Decimal and value.is_finite()):
        return value
    if isinstance(cell, str) and cell.strip().lower() not in _NOT_FINITE:
        message = f"got {shorten(cell)}, expected a number such as 3.08"
    elif isinstance(value, float | str | Decimal):
        message = f"got {shorten(cell)}, expected a finite number; use None for a missing value"
    else:
        message = f"got {shorten(cell)}, expected a number, a text that is one, or None for a missing value"
    raise ValueError(message)


_NOT_FINITE = {f"{sign}{word}" for sign in ("", "+", "-") for word in ("nan", "inf", "infinity")}


def _finite(cells: list[Any], kinds: set[type]) -> bool:
    if kinds == {float}:
        total = sum(cells)
        if total - total == 0:
            return True
    try:
        total = math.fsum(map(float, cells))
    except (OverflowError, ValueError):
        return False
    return math.isfinite(total)


def _is_nan(x: Any) -> bool:
    return type(x) is float and isnan(x)


class CellReader:
    """
    Reads the cells of one indicator.
    """

    def __init__(self, node: Indicator, numbers: Numbers, words: Collection[str] | None = None) -> None:
        self._numbers = numbers
        self._none = frozenset(node.no_answer)
        self._words = words
        self.scale = node.scale

    def __call__(self, cell: object) -> Any:
        """
        Return the number, `None` for a missing value, or `NOT_APPLICABLE`.

        Raises:
            ValueError: The cell is not a number, or a word that the scorecard does not know.
        """
        if isinstance(cell, str) and cell == NOT_APPLICABLE:
            return NOT_APPLICABLE
        if self._words is not None:
            cell = plain(cell)
            return None if cell is None else self._word(str(cell), self._words)
        value = decimal_of(cell)
        return None if value is None or value in self._none else self._numbers.take(value)

    @staticmethod
    def _word(cell: str, words: Collection[str]) -> str:
        if cell not in words:
            message = f"got {cell!r}, which is none of the levels of the scorecard"
            raise ValueError(message)
        return cell

    def column(self, cells: list[Any], seen: dict[float, Decimal] | None = None) -> list[N] | None:
        """
        Return a whole column where it takes no look at each cell, or `None` where it does.

        Every cell must be `None`, NaN or a finite number within the scale. Whole numbers and floats are read as
        decimals where the arithmetic is exact.

        Args:
            cells: The cells.
            seen: What floats were read as in other columns of the table; what is read here is added.
        """
        if not self.plain:
            return None
        seen = {} if seen is None else seen
        kinds = set(map(type, cells))
        if float in kinds and not (kinds == {float} and _finite(cells, kinds)) and any(map(_is_nan, cells)):
            cells = [None if _is_nan(x) else x for x in cells]
            kinds = kinds | {type(None)}
        if type(None) in kinds:
            there = self._numbers_of([x for x in cells if x is not None], kinds - {type(None)}, seen)
            if there is None:
                return None
            following = iter(there)
            return (
                cells
                if kinds == {self._numbers.type, type(None)}
                else [x if x is None else next(following) for x in cells]
            )
        return self._numbers_of(cells, kinds, seen)

    def _numbers_of(self, cells: list[Any], kinds: set[type], seen: dict[float, Decimal]) -> list[N] | None:
        """
        Return numbers of some types as numbers of the arithmetic, or `None` where one of them needs a look.
        """
        finite = False
        if kinds != {self._numbers.type}:
            if not cells or not kinds <= {int, float, Decimal}:
                return None
            finite = float in kinds and _finite(cells, kinds)
            if float in kinds and not finite:
                return None
            cells = self._taken(cells, kinds, seen)
        return cells if (finite or self._numbers.all_finite(cells)) and self._within(cells) else None

    @property
    def plain(self) -> bool:
        """
        Whether every number is a value, and nothing else is.
        """
        return not self._none and self._words is None

    def _taken(self, cells: list[Any], kinds: set[type], seen: dict[float, Decimal]) -> list[N]:
        if not self._numbers.exact:
            return list(map(float, cells))
        if kinds == {float}:
            if len(seen) > 1:
                with suppress(KeyError):
                    return list(map(seen.__getitem__, cells))
            new = set(cells).difference(seen)
            if len(new) > len(cells) * 3 // 4:  # Few are the same; what is seldom seen again is not kept.
                return list(map(Decimal, map(repr, cells)))
            seen.update(zip(new, map(Decimal, map(repr, new)), strict=True))
            return list(map(seen.__getitem__, cells))
        return [Decimal(repr(x)) if type(x) is float else Decimal(x) for x in cells]

    def _within(self, cells: list[N]) -> bool:
        if self.scale is None or not cells:
            return True
        take = self._numbers.take
        return bool(take(self.scale.low) <= min(cells) and max(cells) <= take(self.scale.high))

    def complaint(self, value: Any) -> str | None:
        """
        Say why a number lies outside the scale, or return `None` where it does not.
        """
        if self.scale is None or value is None or isinstance(value, str):
            return None
        return complaint(self.scale, value, self._numbers)


def complaint(scale: Scale, value: N, numbers: Numbers) -> str | None:
    """
    Say why a number lies outside a scale, or return `None` where it does not.
    """
    if numbers.take(scale.low) <= value <= numbers.take(scale.high):
        return None
    return scale.complaint(numbers.give(value))
