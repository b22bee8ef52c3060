"""
The catalogue of words: whoever reads Indonesian reads all that is said in English.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


NOT: dict[str, str] = {
    r"(front |lenient |strict |same |two |both |the |this )doors?\b": "strict or lenient parsing, public names",
    r"\btold\b": "given, stated, distinguished",
    r"\bdoubts?\b": "uncertainty",
    r"\b(how|more|less|looks?) firm(er)?\b|\bfirm(er|ly|ness)\b": "robust",
    r"(?<!there )\bis no (region|format|unit|scorecard|rule|node)\b": "unknown region code 'x', is not a region",
    r"units come and go": "rank reversal",
    r"\bslips? (of|with)\b|with a slip|puts? right": "misspelling, corrected",
    r"\b(hold|holds|held)\b( [\w`']+){0,4} against": "compare, check",
    r"made up for": "compensated",
    r"turns? (it )?round where": "invert",
    r"(version|value|as) (of|on|as) the wire|on the wire": "document",
    r"\b(each|every \w+|being) as likely": "uniform, with equal probability",
    r"outermost values": "winsorise, extreme values",
}
"""Words that do not come back, and what the field says."""

TEXTS: dict[str, str] = {
    "src/gm100": "**/*.py*",
    "docs": "**/*.md",
    "examples": "**/*.*",
    "tools": "*.py",
    "benchmarks": "*.py",
    "tests": "**/*.py",
    ".": "[RC]*.md",
}
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("place", TEXTS)
def test_plain_words(place: str) -> None:
    """Code, tests and pages speak in the words of the field, without pictures of our own."""
    found = []
    for file in sorted((ROOT / place).glob(TEXTS[place])):
        if file.suffix not in {".py", ".pyi", ".md", ".ipynb", ".toml"} or file == Path(__file__).resolve():
            continue
        if "_data" in file.parts or file.name == "CHANGELOG.md":
            continue  # What sources say, and what versions before were called.
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found += [
                f"{file.relative_to(ROOT)}:{number}: {each[0]!r}, better: {better}"
                for word, better in NOT.items()
                for each in re.finditer(word, line, re.IGNORECASE)
            ]
    assert found == []
