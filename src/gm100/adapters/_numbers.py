"""
Numbers as each language writes them.
"""

from __future__ import annotations

from decimal import Decimal

from gm100._text import shown


def number(value: Decimal | None, lang: str, decimals: int | None = None, *, sign: bool = False) -> str:
    """
    Return a number as the language writes it: a decimal comma in Indonesian.

    >>> number(Decimal("3.31"), "id"), number(Decimal("0.4"), "en", 2, sign=True)
    ('3,31', '+0.40')
    """
    if value is None:
        return ""
    text = shown(value) if decimals is None else f"{value:.{decimals}f}"
    text = f"+{text}" if sign and value > 0 else text
    return text.replace(".", ",") if lang == "id" else text
