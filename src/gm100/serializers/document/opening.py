"""
Where a document stands: a file by its path, or an open binary stream.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from errno import ENOENT
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO, TypeAlias, TypeGuard

from gm100.errors import MissingFileError
from gm100.fields.arguments import file_of, refused
from gm100.serializers.document.atomic import replacing
from gm100.serializers.document.limits import Limits, refuse_size

Place: TypeAlias = str | os.PathLike[str] | BinaryIO | BufferedIOBase | RawIOBase
"""The path of a file, or an open binary stream such as `sys.stdin.buffer`."""

_STREAMS = {"<stdin>": "standard input", "<stdout>": "standard output"}


def file_at(place: str | os.PathLike[str]) -> Path:
    """
    Return the path of a file or of a folder.

    Raises:
        ArgumentError: It is blank, or holds what no file system takes.
    """
    text = os.fspath(place)
    return Path(text) if text and "\0" not in text else file_of(text)


def is_folder(place: Place) -> TypeGuard[str | os.PathLike[str]]:
    """
    Tell whether a place is the path of a folder; what is too long for a path is none.
    """
    return isinstance(place, str | os.PathLike) and os.path.isdir(file_at(place))  # noqa: PTH112 - as below


def name_of(place: Place) -> str:
    """
    Return what errors call a place.
    """
    if isinstance(place, str | os.PathLike):
        text = os.fspath(place)
        return (os.path.basename(os.path.normpath(text)) or text) if text else text  # noqa: PTH119 - a blank path is none
    name = str(getattr(place, "name", "stream"))
    return _STREAMS.get(name, name)


def read_bytes(place: Place, limits: Limits) -> bytes:
    """
    Return what is in a place, of which no more is read than the limit says, whatever kind of file it is.

    Raises:
        RefusedError: It is longer than the limit.
        OSError: It cannot be read.
    """
    with opened_to_read(place) as stream:
        if isinstance(place, str | os.PathLike) and S_ISREG((kind := os.fstat(stream.fileno())).st_mode):
            refuse_size(kind.st_size, limits)
        data: Any = stream.read(limits.size + 1)
    if isinstance(data, str):
        raise refused("path", place, "open binary file")
    refuse_size(len(data), limits)
    return bytes(data)


@contextmanager
def opened_to_read(place: Place) -> Generator[Any]:
    """
    Open a file, or give a stream back; what the system says of a stream names it.

    Raises:
        OSError: It cannot be read.
    """
    if isinstance(place, str | os.PathLike):
        file = file_at(place)
        if not os.path.exists(file):  # noqa: PTH110 - `Path` raises for a name that is too long
            raise MissingFileError(ENOENT, "there is no such file", str(file))
        with file.open("rb") as stream:
            yield stream
        return
    with _naming(place):
        yield place


@contextmanager
def opened_to_write(place: Place) -> Generator[Any]:
    """
    Open a file that is replaced when all is written, or give a stream back.

    Raises:
        OSError: It cannot be written.
    """
    if isinstance(place, str | os.PathLike):
        file_at(place)
        with replacing(place) as stream:
            yield stream
        return
    with _naming(place):
        yield place
        place.flush()


@contextmanager
def _naming(stream: Place) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, name_of(stream)) from None
