"""
What the command line says of an error, in the language of who reads it.

Errors are English, as the API is; the catalogue of words has what they say in the other language.
"""

from __future__ import annotations

from gm100.cli._parse import UsageError
from gm100.errors import ArgumentError, Gm100Error
from gm100.text.words import translated, words_of


def lines_of(error: Exception, lang: str) -> list[str] | None:
    """
    Return what to say of an error, or `None` where it is a fault of gm100, which has to be seen whole.
    """
    if isinstance(error, UsageError):
        return [*error.problems, words_of("usage", lang)["see_help"]]
    if isinstance(error, Gm100Error) and not isinstance(error, OSError):
        return _lines(error, lang)
    if isinstance(error, OSError):
        name = translated("standard output", lang) if error.filename is None else error.filename
        return [f"{name or repr(name)}: {translated(error.strerror or str(error), lang)}"]
    return None


def _lines(error: Gm100Error, lang: str) -> list[str]:
    """
    Return the lines of an error: its head, and one for each of its issues, of which only the place stays as it is.
    """
    head, _, rest = str(error).partition("\n")
    if isinstance(error, ArgumentError):  # Which function a command calls says nothing to who typed the command.
        head = head.removeprefix(f"{error.function}: ")
    lines = [translated(head, lang)]
    for issue in getattr(error, "issues", ()):
        place, found, after = rest.partition(f": {issue.message}")
        if not found:  # Of many issues, the last are only counted.
            break
        lines.append(f"  {translated(place.strip(), lang, 'place')}: {translated(issue.message, lang)}")
        rest = after
    return lines + [f"  {translated(line.strip(), lang)}" for line in rest.splitlines() if line.strip()]
