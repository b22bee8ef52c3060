"""
The catalogue of words: whoever reads Indonesian reads all that is said in English.
"""

from __future__ import annotations

import re

from gm100._words import catalogue

ENTRIES = [(f"{section}.{key}", texts) for section, keys in catalogue().items() for key, texts in keys.items()]


class TestWords:
    def test_both_languages_say_it(self) -> None:
        """Each entry has both languages, neither blank, with the same places to fill in."""
        for key, texts in ENTRIES:
            assert list(texts) == ["id", "en"], key
            assert all(texts.values()), key
            places = [sorted(re.findall(r"\{\w+\}", text)) for text in texts.values()]
            assert places[0] == places[1], key
