r"""
Regular expressions for JSON Schema that say exactly what a reader accepts, alike everywhere.

Schemas are read by engines that differ: `\d` may mean any digit of Unicode, and `$` may stand before a last line
end. So classes are spelled out, and the end is the end. Decimal numbers travel as text, to which `minimum` does not
apply, so their range is a pattern as well.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

END: Final = "$(?!\\n)"

_CLASSES: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": " \\t\\n\\r\\f\\v"}

_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
DAY_PATTERN: Final = (
    "^(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    f"|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}){END}"
)
"""A day that exists, as `YYYY-MM-DD`."""

DATE_PATTERN: Final = (
    "^(?!0000)([0-9]{4}(-(0[1-9]|1[0-2]))?|[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    f"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}){END}"
)
"""A day, a month or a year that exists."""


def portable(pattern: str) -> str:
    r"""
    Return a whole-text pattern of Python (ASCII) for any dialect.

    >>> portable(r"[1-9]\d\.\d{2}")
    '^(?:[1-9][0-9]\\.[0-9]{2})$(?!\\n)'
    """
    made, inside = [], False
    for part in re.findall(r"\\.|[^\\]", pattern, re.DOTALL):
        if part[0] == "\\" and part[1:] in _CLASSES:
            part = _CLASSES[part[1:]] if inside else f"[{_CLASSES[part[1:]]}]"  # noqa: PLW2901 - the part is spelled out
        elif part in {"[", "]"}:
            inside = part == "["
        made.append(part)
    return f"^(?:{''.join(made)}){END}"


def decimal_pattern(ge: Decimal | int | None = None, le: Decimal | int | None = None) -> str:
    """
    Return the pattern of decimal numbers from `ge` to `le`.

    >>> bool(re.search(decimal_pattern(0, 4), "4.00")), bool(re.search(decimal_pattern(0, 4), "4.01"))
    (True, False)
    """
    low = None if ge is None else Decimal(ge)
    high = None if le is None else Decimal(le)
    signed = [("-", _magnitudes(_negated(high), _negated(low))), ("[+]?", _magnitudes(low, high))]
    choices = [f"{sign}(?:{body})" for sign, body in signed if body]
    return f"^(?:{'|'.join(choices)}){END}"


def _negated(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound


def _magnitudes(low: Decimal | None, high: Decimal | None) -> str:
    """
    Return the pattern of numbers without sign between two bounds, or nothing where there are none.
    """
    if high is not None and high < 0:
        return ""
    parts = []
    if low is not None and low > 0:
        parts.append(f"(?={_at_least(low)}{END})")
    if high is not None:
        parts.append(f"(?={_at_most(high)}{END})")
    return "".join(parts) + "[0-9]+(?:[.][0-9]+)?"


def _split(bound: Decimal) -> tuple[str, str]:
    whole, _, fraction = f"{bound:f}".partition(".")
    return whole.lstrip("0"), fraction.rstrip("0")


def _at_most(bound: Decimal) -> str:
    whole, fraction = _split(bound)
    below = [*_whole_below(whole)]
    fractions = [*_digits_below(fraction), f"{fraction}0*"]
    same = f"0*{whole}(?:[.](?:{'|'.join(fractions)}))?" if whole else f"0+(?:[.](?:{'|'.join(fractions)}))?"
    return "(?:" + "|".join([*(f"0*{each}(?:[.][0-9]+)?" for each in below), same]) + ")"


def _at_least(bound: Decimal) -> str:
    whole, fraction = _split(bound)
    above = [f"0*[1-9][0-9]{{{len(whole)},}}", *(f"0*{each}" for each in _whole_above(whole))]
    choices = [f"{each}(?:[.][0-9]+)?" for each in above]
    same = f"0*{whole}" if whole else "0+"
    if fraction:
        choices += [f"{same}[.](?:{'|'.join([*_digits_above(fraction), f'{fraction}[0-9]*'])})"]
    else:
        choices += [f"{same}(?:[.][0-9]+)?"]
    return "(?:" + "|".join(choices) + ")"


def _whole_below(whole: str) -> list[str]:
    """
    Return patterns of the whole numbers below one, without leading zeros; zero is the empty text with zeros before.
    """
    shorter = [f"[1-9][0-9]{{0,{len(whole) - 2}}}"] if len(whole) > 1 else []
    zero = ["0"] if whole else []
    same = [
        f"{whole[:n]}[{'1' if n == 0 else '0'}-{int(d) - 1}][0-9]{{{len(whole) - n - 1}}}"
        for n, d in enumerate(whole)
        if int(d) > (1 if n == 0 else 0)
    ]
    return zero + shorter + same


def _whole_above(whole: str) -> list[str]:
    """
    Return patterns of the whole numbers above one that have as many digits.
    """
    return [
        f"{whole[:n]}[{int(d) + 1}-9][0-9]{{{len(whole) - n - 1}}}"
        for n, d in enumerate(whole)
        if int(d) < 9  # noqa: PLR2004 - the last digit
    ]


def _digits_below(fraction: str) -> list[str]:
    """
    Return patterns of the decimals below one.
    """
    below = [f"{fraction[:n]}[0-{int(d) - 1}][0-9]*" for n, d in enumerate(fraction) if int(d) > 0]
    return below + [fraction[:n] for n in range(1, len(fraction))]


def _digits_above(fraction: str) -> list[str]:
    """
    Return patterns of the decimals above one, where a digit is greater.
    """
    return [f"{fraction[:n]}[{int(d) + 1}-9][0-9]*" for n, d in enumerate(fraction) if int(d) < 9]  # noqa: PLR2004 - as above
