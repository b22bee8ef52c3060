r"""
Regular expressions for JSON Schema that say exactly what a reader accepts, alike in every engine.

Schemas are read by engines that differ: `\d` may mean any digit of Unicode, and some, such as RE2 and that of Rust,
have no look-ahead. So classes are spelled out, and ranges are written as choices. `$` is the end of the text, as
ECMA-262 has it. Decimal numbers travel as text, to which `minimum` does not apply, so their range is a pattern as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

_CLASSES: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": " \\t\\n\\r\\f\\v"}

_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"
_DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"

DAY_PATTERN: Final = f"^({_YEAR}-{_DAY}|{_LEAP})$"
"""A day that exists, as `YYYY-MM-DD`."""

DATE_PATTERN: Final = f"^({_YEAR}(-(0[1-9]|1[0-2]|{_DAY}))?|{_LEAP})$"
"""A day, a month or a year that exists."""


def portable(pattern: str) -> str:
    r"""
    Return a whole-text pattern of Python (ASCII) for any dialect.

    >>> portable(r"[1-9]\d\.\d{2}")
    '^(?:[1-9][0-9]\\.[0-9]{2})$'
    """
    made, inside = [], False
    for part in re.findall(r"\\.|[^\\]", pattern, re.DOTALL):
        if part[0] == "\\" and part[1:] in _CLASSES:
            part = _CLASSES[part[1:]] if inside else f"[{_CLASSES[part[1:]]}]"  # noqa: PLW2901 - the part is spelled out
        elif part in {"[", "]"}:
            inside = part == "["
        made.append(part)
    return f"^(?:{''.join(made)})$"


def decimal_pattern(ge: Decimal | int | None = None, le: Decimal | int | None = None) -> str:
    """
    Return the pattern of decimal numbers from `ge` to `le`.

    >>> bool(re.search(decimal_pattern(0, 4), "4.00")), bool(re.search(decimal_pattern(0, 4), "4.01"))
    (True, False)
    """
    low = None if ge is None else Decimal(ge)
    high = None if le is None else Decimal(le)
    positive = _magnitudes(low, high)
    negative = _magnitudes(None if high is None else -high, None if low is None else -low)
    signed = [f"{sign}(?:{'|'.join(body)})" for sign, body in (("-", negative), ("[+]?", positive)) if body]
    return f"^(?:{'|'.join(signed)})$"


_ANY: Final = "(?:[.][0-9]+)?"


def _magnitudes(low: Decimal | None, high: Decimal | None) -> list[str]:
    """
    Return patterns of the numbers without sign between two bounds: of the whole part with what may follow it.
    """
    if high is not None and (high < 0 or (low is not None and low > high)):
        return []
    if low is None or low <= 0:
        if high is None:
            return [f"[0-9]+{_ANY}"]
        low = Decimal(0)
    places = max(0, *(-int(bound.normalize().as_tuple().exponent) for bound in (low, high or low)))
    first, from_ = divmod(int(low.scaleb(places)), 10**places)
    if high is None:
        above = [*_wholes(first + 1, 10 ** len(str(first)) - 1), f"0*[1-9][0-9]{{{len(str(first))},}}"]
        return [f"{_whole(first)}{_fraction(from_, None, places)}", *(f"{each}{_ANY}" for each in above)]
    last, to = divmod(int(high.scaleb(places)), 10**places)
    if first == last:
        return [f"{_whole(first)}{_fraction(from_, to, places)}"]
    between = [f"{each}{_ANY}" for each in _wholes(first + 1, last - 1)]
    ends = [f"{_whole(first)}{_fraction(from_, None, places)}", f"{_whole(last)}{_fraction(0, to, places)}"]
    return [ends[0], *between, ends[1]]


def _whole(number: int) -> str:
    return f"0*{number}" if number else "0+"


def _wholes(low: int, high: int) -> Iterator[str]:
    """
    Yield patterns of the whole numbers from 1 or more to another, with any zeros before them.
    """
    for width in range(len(str(low)), len(str(high)) + 1):
        start, end = max(low, 10 ** (width - 1)), min(high, 10**width - 1)
        if start <= end:
            yield f"0*(?:{'|'.join(_digits(str(start), str(end)))})"


def _fraction(low: int, high: int | None, places: int) -> str:
    """
    Return the pattern of what follows a whole part, from one number of so many decimal places to another.
    """
    choices = []
    for width in range(1, places):
        unit = 10 ** (places - width)
        start, end = -(-low // unit), (10**places - 1 if high is None else high) // unit
        choices += _padded(start, end, width)
    if high is None:
        choices += [f"{each}[0-9]*" for each in _padded(low, 10**places - 1, places)] or ["[0-9]+"]
    else:
        choices += [f"{each}[0-9]*" for each in _padded(low, high - 1, places)]
        choices.append(f"{high:0{places}}0*" if places else "0+")
    return f"(?:[.](?:{'|'.join(choices)}))" + ("" if low else "?")


def _padded(low: int, high: int, width: int) -> list[str]:
    return _digits(f"{low:0{width}}", f"{high:0{width}}") if width and low <= high else []


def _digits(low: str, high: str) -> list[str]:
    """
    Return patterns of the numbers between two that have as many digits.
    """
    if not low:
        return [""]
    head, tail = f"[{low[0]}-{high[0]}]" if low[0] != high[0] else low[0], len(low) - 1
    if set(low[1:]) <= {"0"} and set(high[1:]) <= {"9"}:
        return [head + (f"[0-9]{{{tail}}}" if tail else "")]
    if low[0] == high[0]:
        return [low[0] + each for each in _digits(low[1:], high[1:])]
    middle = [f"[{int(low[0]) + 1}-{int(high[0]) - 1}][0-9]{{{tail}}}"] if int(high[0]) - int(low[0]) > 1 else []
    lowest = [low[0] + each for each in _digits(low[1:], "9" * tail)]
    return [*lowest, *middle, *(high[0] + each for each in _digits("0" * tail, high[1:]))]
