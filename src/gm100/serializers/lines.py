"""
JSON Lines: a document on every line, read and written one at a time, so that a file may be larger than the memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from errno import ENOENT
from itertools import islice
from typing import Any, BinaryIO

from gm100._arguments import checked, file_of
from gm100._atomic import replacing
from gm100._convert import is_entity
from gm100.errors import DocumentError, Issue, MissingFileError, RefusedError
from gm100.serializers._text import bytes_of
from gm100.serializers._wire import Request, class_if, from_tree, to_tree
from gm100.serializers.json_ import Engine, parse, render
from gm100.serializers.limits import LIMITS, Limits, cut, refuse_size


def dumps(data: Any, *, engine: Engine = "json") -> str:
    """
    Write an entity, or many, also of several types, as JSON Lines.

    Raises:
        ArgumentError: Something is no entity.
        CannotHoldError: A number is too long.
    """
    return "".join(f"{line}\n" for line in _lines(_several(data), engine))


def _several(data: Any) -> Iterable[Any]:
    """
    Return what is to be written one after the other, taking nothing out of it.
    """
    if isinstance(data, Mapping):
        return data.values()
    kind: Any = type(data)
    return (data,) if is_entity(kind) or not isinstance(data, Iterable) else data


def _lines(data: Iterable[Any], engine: Engine) -> Iterator[str]:
    for item in data:
        yield render(to_tree(item), engine=engine)


def loads(data: str | bytes, request: Request, *, engine: Engine = "json") -> tuple[Any, ...]:
    """
    Read JSON Lines.

    Raises:
        RefusedError: A line is wrong; the issues of all lines are listed.
    """
    lines = (data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).split(b"\n")
    issues: list[Issue] = []
    made: list[Any] = []
    for number, line in enumerate(lines, 1):
        try:
            made += _read(line, request, engine)
        except RefusedError as refused:
            issues += [issue._replace(line=number) for issue in refused.issues]
            if len(issues) > request.limits.issues:
                break
    if issues:
        raise RefusedError(issues)
    return tuple(made)


def _read(line: bytes, request: Request, engine: Engine) -> tuple[Any, ...]:
    """
    Return the entities of one line; a blank line has none.
    """
    if not line.strip():
        return ()
    found = from_tree(parse(line, request.limits, engine=engine), request)
    return found if isinstance(found, tuple) else (found,)


@checked
def iter_load(
    path: str | os.PathLike[str], *, limits: Limits = LIMITS, entity: type | str | None = None, engine: Engine = "json"
) -> Iterator[Any]:
    """
    Yield the entities of a JSON Lines file, holding no more than one line.

    Raises:
        DocumentError: A line is wrong; what stood before it has been yielded by then.
        OSError: The file cannot be read.
    """
    file = file_of(path)
    request = Request(file.name, limits, class_if(entity))
    if not file.exists():
        raise MissingFileError(ENOENT, "there is no such file", str(file))
    with file.open("rb") as stream:
        for number, line in enumerate(_bounded(stream, limits), 1):
            try:
                refuse_size(len(line), limits)
                yield from _read(line, request, engine)
            except RefusedError as refused:
                issues = [issue._replace(line=number) for issue in cut(refused.issues, limits)]
                raise DocumentError(file.name, issues, "reading stopped at this line") from None


def _bounded(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """
    Yield lines, each cut one byte above the limit, so that a file without line ends fills no memory.
    """
    yield from iter(lambda: stream.readline(limits.size + 1), b"")


@checked
def iter_dump(data: Any, path: str | os.PathLike[str], *, engine: Engine = "json") -> int:
    """
    Write entities to a JSON Lines file as they come, and return how many; a crash leaves the old file as it was.

    Raises:
        ArgumentError: Something is no entity.
        CannotHoldError: A number is too long, or a text has half a character.
        OSError: The file cannot be written.
    """
    written = 0
    lines = _lines(_several(data), engine)
    with replacing(file_of(path)) as stream:
        while batch := list(islice(lines, 256)):
            stream.write(bytes_of("\n".join(batch) + "\n", "JSON Lines"))
            written += len(batch)
    return written
