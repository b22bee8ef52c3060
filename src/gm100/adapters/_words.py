"""
The words on charts and reports, in Indonesian and English, and numbers as each language writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from gm100._text import shown
from gm100.errors import UnknownIdError

LANGUAGES: Final = ("id", "en")

NODES: Final[Mapping[str, tuple[str, str]]] = {
    "index": ("Indeks", "Index"),
    "baseline": ("Baseline", "Baseline"),
    "output": ("Keluaran", "Output"),
    "outcome": ("Hasil", "Outcome"),
    "impact": ("Dampak", "Impact"),
    "quick_win": ("Quick win", "Quick win"),
    "collaboration": ("Kolaborasi", "Collaboration"),
    "governance": ("Governance", "Governance"),
    "branding": ("Branding", "Branding"),
    "economy": ("Economy", "Economy"),
    "living": ("Living", "Living"),
    "society": ("Society", "Society"),
    "environment": ("Environment", "Environment"),
}
"""What a node is called, Indonesian and English; the pillars have English names in the programme."""


def checked(lang: str) -> str:
    """
    Return a language that is known.

    Raises:
        UnknownIdError: There is no such language.
    """
    if lang not in LANGUAGES:
        raise UnknownIdError("language", lang, LANGUAGES)
    return lang


def named(node: str, lang: str) -> str:
    """
    Return what a node is called; one that gm100 does not know keeps its id.

    >>> named("outcome", "id"), named("air_quality", "id")
    ('Hasil', 'air_quality')
    """
    names = NODES.get(node, (node, node))
    return names[0] if lang == "id" else names[1]


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
