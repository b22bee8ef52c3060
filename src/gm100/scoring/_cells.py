"""
Cells: what a row may hold for an indicator, read as a number of the arithmetic in use.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import countOf
from typing import Any

from gm100._convert import number
from gm100.errors import shorten
from gm100.model.scorecard import Indicator, Scale
from gm100.scoring._numbers import N, Numbers
from gm100.typing import NOT_APPLICABLE


def decimal_of(cell: object) -> Decimal | None:
    """
    Read a cell as an exact number; a float by its shortest decimal text.

    Raises:
        ValueError: The cell is no finite number.
    """
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


class CellReader:
    """
    Reads the cells of one indicator.
    """

    def __init__(self, node: Indicator, numbers: Numbers, words: Callable[[str], Any] | None = None) -> None:
        self._numbers = numbers
        self._none = frozenset(node.no_answer)
        self._words = words
        self.scale = node.scale

    def __call__(self, cell: object) -> Any:
        """
        Return the number, `None` for a missing value, or `NOT_APPLICABLE`.

        Raises:
            ValueError: The cell is no number, or a word that the scorecard does not know.
        """
        if cell == NOT_APPLICABLE:
            return NOT_APPLICABLE
        if self._words is not None:
            return None if cell is None else self._word(str(cell))
        value = decimal_of(cell)
        return None if value is None or value in self._none else self._numbers.take(value)

    def _word(self, cell: str) -> str:
        try:
            if self._words is not None:
                self._words(cell)
        except KeyError:
            message = f"got {cell!r}, which is none of the levels of the scorecard"
            raise ValueError(message) from None
        return cell

    def column(self, cells: list[Any]) -> list[N] | None:
        """
        Return a whole column where every cell is a finite number within the scale, or `None` where each needs a look.
        """
        if self._none or self._words is not None or countOf(map(type, cells), self._numbers.type) < len(cells):
            return None
        return cells if self._numbers.all_finite(cells) and self._within(cells) else None

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
