"""
What is English in a text that is to be Indonesian.
"""

from __future__ import annotations

import re

ENGLISH = re.compile(
    r"(?<![-\w'.=<|$])(?:among|and|are|as|at|been|both|by|cannot|expected|for|from|give|got|has|have|is|it|its|must|nothing"
    r"|of|on|or|other|say|than|that|the|this|to|use|was|were|which|with|without|write)(?![-\w=.(])"
)
"""Words that nearly every English sentence has one of, and no Indonesian one."""

SOURCE = re.compile(r"^\s*(sumber:|tercatat menurut:|\[\d+\]|on: )")
"""A line that names a source, which keeps its name, or the argument `on`."""


def english(text: str) -> list[str]:
    """Return the lines of a text that have English words."""
    return [line for line in text.splitlines() if not SOURCE.match(line) and ENGLISH.search(line)]
