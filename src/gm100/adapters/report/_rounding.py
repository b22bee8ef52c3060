"""
Rules of rounding as a report says them.
"""

from __future__ import annotations

from gm100.model.scorecard import Rounding, RoundingMode
from gm100.text.words import words_of


def rule_in_words(rounding: Rounding, lang: str) -> str:
    """
    Return a rounding rule as a sentence says it.

    >>> rule_in_words(Rounding(2), "id")
    'setengah ke atas ke 2 desimal'
    """
    words = words_of("report", lang)
    mode = {RoundingMode.HALF_UP: "half_up", RoundingMode.HALF_EVEN: "half_even", RoundingMode.DOWN: "down"}
    return words["rule"].format(mode=words[mode[rounding.mode]], decimals=rounding.decimals)
