"""
Documents by name: the format from the suffix, the file written whole or not at all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol
from uuid import uuid4

from gm100.errors import DocumentError, Issue, UnknownFormatError
from gm100.serializers import csv_, json_, toml_


class Reader(Protocol):
    """
    Reads the text of a document.
    """

    def __call__(self, text: str, *, document: str) -> Any:
        """
        Return what the text says, or raise `DocumentError` with all that is wrong.
        """
        ...


class Writer(Protocol):
    """
    Writes entities as the text of a document.
    """

    def __call__(self, data: Any) -> str:
        """
        Return the text, or raise `TypeError` for what the format cannot hold.
        """
        ...


class Format(NamedTuple):
    """
    A format: how it is read and written.
    """

    loads: Reader
    dumps: Writer


FORMATS: Final = {"json": Format(json_.loads, json_.dumps), "csv": Format(csv_.loads, csv_.dumps)}
"""The formats by name; a file's suffix is its format's name."""

READ_ONLY: Final[dict[str, Reader]] = {"toml": toml_.loads}
"""Formats that people write and gm100 reads."""


def loads(text: str, *, format: str = "json", document: str | None = None) -> Any:  # noqa: A002 - the word users look for
    """
    Read entities from text.

    Args:
        text: The document.
        format: `json`, `csv` or `toml`.
        document: What to call it in errors.

    Returns:
        One entity, or a tuple of them.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownFormatError: There is no such format.
    """
    return _reader(format)(text, document=document or f"{format.upper()} document")


def dumps(data: Any, *, format: str = "json") -> str:  # noqa: A002 - the word users look for
    """
    Write one entity, or many of one type, as text.

    Raises:
        TypeError: The format does not hold what was given.
        UnknownFormatError: There is no such format.
    """
    return _format(format).dumps(data)


def load(path: str | os.PathLike[str]) -> Any:
    """
    Read entities from a file; its suffix tells the format.

    Raises:
        DocumentError: The file is not UTF-8, or something in it is wrong; all of it is listed.
        UnknownFormatError: No format has that suffix.
        OSError: The file cannot be read.
    """
    file = Path(path)
    return _reader(file.suffix.removeprefix("."))(read_text(file), document=file.name)


def dump(data: Any, path: str | os.PathLike[str]) -> None:
    """
    Write entities to a file; its suffix tells the format. A crash never leaves half a file.

    Raises:
        TypeError: The format does not hold what was given.
        UnknownFormatError: No format has that suffix.
        OSError: The file cannot be written.
    """
    file = Path(path)
    write_text(file, _format(file.suffix.removeprefix(".")).dumps(data))


def read_text(file: Path) -> str:
    """
    Return the text of a UTF-8 file, without a byte-order mark.

    Raises:
        DocumentError: The bytes are not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise DocumentError(file.name, [Issue("not-utf-8", message)]) from None


def write_text(file: Path, text: str) -> None:
    """
    Write a whole file beside the old one, then put it in its place.
    """
    draft = file.with_name(f".{file.name}.{uuid4().hex}")
    try:
        draft.write_bytes(text.encode())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _reader(name: str) -> Reader:
    return READ_ONLY[name] if name in READ_ONLY else _format(name).loads


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownFormatError("format", name, FORMATS)
    return FORMATS[name]
