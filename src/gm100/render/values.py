"""
Numbers and dates as each language writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100.text.dates import in_words
from gm100.text.layout import shown
from gm100.text.words import checked, translated

if TYPE_CHECKING:
    from decimal import Decimal

    from gm100.model.scorecard import Scorecard
    from gm100.text.dates import PartialDate


def number(value: Decimal | None, lang: str, decimals: int | None = None, *, sign: bool = False) -> str:
    """
    Return a number as the language writes it: a decimal comma in Indonesian.

    >>> from decimal import Decimal
    >>> number(Decimal("3.31"), "id"), number(Decimal("0.4"), "en", 2, sign=True)
    ('3,31', '+0.40')
    """
    if value is None:
        return ""
    text = shown(value) if decimals is None else f"{value:.{decimals}f}"
    text = f"+{text}" if sign and value > 0 else text
    return text.replace(".", ",") if checked(lang) == "id" else text


def local(value: str, lang: str) -> str:
    """
    Return a value as the language writes it: with a decimal comma in Indonesian.
    """
    plain = value.strip("-…").replace(".", "", 1).isdecimal()
    return value.replace(".", ",") if plain and checked(lang) == "id" else value


def title_of(card: Scorecard, lang: str) -> str:
    """
    Return what a scorecard is called; without a title, and in a language that gm100 does not know it in, as it stands.
    """
    return translated(card.title or card.id, lang, "note")


def written(day: PartialDate, lang: str) -> str:
    """
    Return a date as the language writes it: in words in Indonesian, by ISO 8601 in English.
    """
    return in_words(day) if checked(lang) == "id" else str(day)
