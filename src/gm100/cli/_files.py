"""
Where a command reads from and writes to: a file, or with `-` standard input and standard output.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gm100.serializers.document.opening import Place

STANDARD = "-"


def to_read(given: str) -> Place:
    """
    Return what to read for a path as it was typed.
    """
    return sys.stdin.buffer if given == STANDARD else given


def to_write(given: str) -> Place:
    """
    Return where to write for a path as it was typed.
    """
    if given != STANDARD:
        return given
    sys.stdout.flush()  # What was said before stands before.
    return sys.stdout.buffer


def standard_format(given: str) -> str | None:
    """
    Return the format of a document that has no suffix to tell it: JSON on standard input, otherwise what the name says.
    """
    return "json" if given == STANDARD else None
