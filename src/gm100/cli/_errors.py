"""
What the command line says of an error, in the language of who reads it.

The problems of a table come from the catalogue of words in either language; what the library says beyond them is
English, as its API is.
"""

from __future__ import annotations

from gm100._words import said, words_of
from gm100.cli._parse import UsageError
from gm100.errors import DocumentError, Gm100Error, Issue


def lines_of(error: Exception, lang: str) -> list[str] | None:
    """
    Return what to say of an error, or `None` where it is a fault of gm100, which has to be seen whole.
    """
    says = words_of("usage", lang)
    if isinstance(error, UsageError):
        return [*error.problems, says["see_help"]]
    if isinstance(error, DocumentError) and lang != "en":
        consequence = _said(error.consequence, lang)
        head = says["problems"].format(document=error.document, count=len(error.issues), consequence=consequence)
        return [head, *(f"  {_place(issue, lang)}: {_message(issue, lang)}" for issue in error.issues)]
    if isinstance(error, Gm100Error) and not isinstance(error, OSError):
        return [said(error, lang)]
    if isinstance(error, OSError):
        name = "standard output" if error.filename is None else error.filename
        return [f"{name or repr(name)}: {_said(error.strerror or str(error), lang)}"]
    return None


def _said(sentence: str, lang: str) -> str:
    """
    Return a sentence of the library in a language, as far as the catalogue has it.
    """
    return words_of("answer", lang).get(sentence, sentence)


def _message(issue: Issue, lang: str) -> str:
    if issue.code == "cells" and issue.got is not None:
        return words_of("usage", lang)["cells"].format(got=issue.got, expected=issue.expected)
    return _said(issue.message, lang)


def _place(issue: Issue, lang: str) -> str:
    """
    Return where a problem stands, with the line in words of the language.
    """
    place = issue.place
    return place.replace("line", words_of("usage", lang)["line"], 1) if issue.line is not None else place
