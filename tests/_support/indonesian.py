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


def unfolded(text: str) -> list[str]:
    """Return the lines of a text before long ones were broken; the rest of a line is indented by four more."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and line.strip() and indent(line) == indent(lines[-1]) + 4:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return lines


def indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def english(text: str) -> list[str]:
    """Return the lines of a text that have English words."""
    return [line for line in unfolded(text) if not SOURCE.match(line) and ENGLISH.search(line)]
