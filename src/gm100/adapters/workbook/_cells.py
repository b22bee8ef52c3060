"""
Cells that hold what they are given: a text is never a formula, and a number keeps its digits.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from gm100.errors import CannotHoldError, Issue

LONGEST_TEXT: Final = 32_767
"""Characters of a text that a cell of a spreadsheet can hold."""

MOST_DIGITS: Final = 15
"""Digits of a number that a spreadsheet keeps."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def put_text(cell: Any, text: str) -> None:
    """
    Write a text so that no program takes it for a formula, here or after it was copied elsewhere.

    Raises:
        CannotHoldError: The text is too long, or holds characters that a workbook cannot.
    """
    place = (cell.coordinate,)
    if len(text) > LONGEST_TEXT:
        message = f"the text has {len(text)} characters, expected at most {LONGEST_TEXT}"
        raise CannotHoldError("a workbook", [Issue("too-long", message, place, sheet=cell.parent.title)])
    if _UNPRINTABLE.search(text):
        message = f"got {text[:40]!r}, expected a text without control characters"
        raise CannotHoldError("a workbook", [Issue("not-printable", message, place, sheet=cell.parent.title)])
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_STARTS_FORMULA)


def put_number(cell: Any, number: Decimal | int, decimals: int) -> None:
    """
    Write a number, shown with a fixed count of decimals.

    Raises:
        CannotHoldError: It has more digits than a spreadsheet keeps.
    """
    exact = Decimal(number)
    if len(exact.normalize().as_tuple().digits) > MOST_DIGITS:
        message = f"{number} has more than {MOST_DIGITS} digits, which a spreadsheet would drop; round it first"
        raise CannotHoldError(
            "a workbook", [Issue("too-many-digits", message, (cell.coordinate,), sheet=cell.parent.title)]
        )
    cell.value = number
    cell.number_format = number_format(decimals)


def number_format(decimals: int) -> str:
    """
    Return the format that shows so many decimals.

    >>> number_format(2), number_format(0)
    ('0.00', '0')
    """
    return f"0.{'0' * decimals}" if decimals else "0"


def decimals_of(number: Decimal | int) -> int:
    """
    Return how many decimals a number is written with.
    """
    exponent = Decimal(number).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
