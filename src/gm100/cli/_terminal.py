"""
The person at the terminal: which language they read, how wide their screen is, whether they see colours.

It is the one module of the package that asks the environment; no result depends on it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gm100.text.words import LANGUAGES

if TYPE_CHECKING:
    from typing import TextIO


def language(given: Sequence[str]) -> str:
    """
    Return the language to speak: that of `--lang`, of `GM100_LANG`, or of the locale; English for any other.
    """
    for word, after in zip(given, (*given[1:], ""), strict=False):
        if word == "--lang" and after in LANGUAGES:
            return after
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
    asked = (os.environ.get(name) for name in ("GM100_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in asked if value), "")
    return "id" if first.lower().startswith(("id", "in_")) else "en"


def width(stream: TextIO) -> int | None:
    """
    Return how many characters a line of a terminal has, or `None` where the output is no terminal.
    """
    return shutil.get_terminal_size().columns if stream.isatty() else None


def bold(text: str, stream: TextIO) -> str:
    """
    Return a text with emphasis where that shows, and as it is elsewhere, with `NO_COLOR` too.
    """
    plain = not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else f"\033[1m{text}\033[0m"


def progress(stream: Any, things: str) -> Any:
    """
    Return what writes progress to a terminal, or `None` where the output is no terminal.
    """
    if not stream.isatty():
        return None
    return lambda done, total: stream.write(f"\r{done} of {total} {things}" + ("\n" if done == total else ""))
