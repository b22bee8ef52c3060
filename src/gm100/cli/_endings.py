"""
What the end of a file's name says of the answer that is written to it: the form of rows, or the format of a document.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Final

from gm100.cli._commands import Command

_FORMS: Final = {".csv": "csv", ".xlsx": "csv", ".json": "json", ".html": "html", ".htm": "html"}
"""The forms of rows, by the ends that mean them; rows go into a workbook as into CSV."""

DOCUMENTS: Final = {".json": "json", ".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".jsonl": "jsonl"}
"""The formats of documents that are text."""

_OTHERS: Final = frozenset({".arrow", ".doc", ".docx", ".feather", ".md", ".ods", ".parquet", ".pdf", ".tsv", ".xls"})
"""Ends that mean something no command writes; what means nothing, such as `.out`, takes any form."""

WORKBOOK: Final = ".xlsx"


def ending_of(file: str) -> str:
    """
    Return the end of a name of a file, in small letters.
    """
    return Path(file).suffix.lower()


def fit(command: Command, values: SimpleNamespace, *, chosen: bool) -> str | None:
    """
    Let the end of the file choose the form, or return the ends that fit, where the command cannot write this one.

    Args:
        command: The command.
        values: What was given to it; its form is set here.
        chosen: Whether a form was asked for.
    """
    ending = ending_of(values.out)
    if ending not in {*_FORMS, *DOCUMENTS, *_OTHERS} or not (command.formats or command.writes):
        return None
    forms = [values.format] if chosen else [*command.formats] or [command.writes]
    for form in sorted(forms, key="document".__eq__):  # `.json` means rows before it means a document.
        if ending in _ends(form):
            values.format = form
            return None
    return ", ".join(dict.fromkeys(end for form in forms for end in _ends(form))) or ".txt"


def converted_to(command: Command, values: SimpleNamespace) -> tuple[str, str] | None:
    """
    Return the format in which a command writes a document and the one that its file asks for, where they differ.
    """
    own = {"document": "json", "toml": "toml"}.get(command.writes or vars(values).get("format", ""))
    wanted = DOCUMENTS.get(ending_of(values.out))
    return (own, wanted) if own and wanted and wanted != own else None


def _ends(form: str) -> list[str]:
    documents = [*DOCUMENTS] if form in {"document", "toml"} else []
    return documents or [ending for ending, each in _FORMS.items() if each == form]
