"""
JSON Lines: a document on every line, read and written one at a time, so that a file may be larger than the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from gm100.errors import DocumentError, Issue, RefusedError
from gm100.fields.arguments import checked, is_collection
from gm100.fields.convert import is_entity
from gm100.serializers.document.envelope import Request, class_if, from_tree, to_tree
from gm100.serializers.document.limits import LIMITS, Limits, cut, refuse_nodes, refuse_size
from gm100.serializers.document.opening import Place, name_of, opened_to_read, opened_to_write
from gm100.serializers.document.text import bytes_of
from gm100.serializers.formats.json_ import Engine, parse, render


def dumps(data: Any, *, engine: Engine = "json") -> str:
    """
    Write an entity, or many, also of several types, as JSON Lines.

    Raises:
        ArgumentError: Something is not an entity.
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
    return (data,) if is_entity(kind) or not is_collection(data) else data


def _lines(data: Iterable[Any], engine: Engine) -> Iterator[str]:
    for item in data:
        yield render(to_tree(item), engine=engine)


def loads(data: str | bytes, request: Request, *, engine: Engine = "json") -> tuple[Any, ...]:
    """
    Read JSON Lines.

    Raises:
        RefusedError: A line is wrong; the issues of all lines are listed.
    """
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(content) > request.limits.nodes:
        refuse_nodes(sum(map(content.count, (b"\n", b",", b":", b"[", b"{"))), request.limits)
    lines = content.split(b"\n")
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
    path: Place, *, limits: Limits = LIMITS, entity: type | str | None = None, engine: Engine = "json"
) -> Iterator[Any]:
    """
    Yield the entities of a JSON Lines file, holding no more than one line.

    >>> import gm100, io
    >>> lines = gm100.dumps(gm100.provinces(), format="jsonl")
    >>> next(iter_load(io.BytesIO(lines.encode()))).name
    'Aceh'

    Raises:
        DocumentError: A line is wrong; what stood before it has been yielded by then.
        OSError: The file cannot be read.
    """
    request = Request(name_of(path), limits, class_if(entity))
    with opened_to_read(path) as stream:
        for number, line in enumerate(_bounded(stream, limits), 1):
            try:
                refuse_size(len(line), limits)
                yield from _read(line, request, engine)
            except RefusedError as refused:
                issues = [issue._replace(line=number) for issue in cut(refused.issues, limits)]
                raise DocumentError(request.document, issues, "reading stopped at this line") from None


def _bounded(stream: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """
    Yield lines, each cut one byte above the limit, so that a file without line ends fills no memory.
    """
    yield from iter(lambda: stream.readline(limits.size + 1), b"")


@checked
def iter_dump(data: Any, path: Place, *, engine: Engine = "json") -> int:
    """
    Write entities to a JSON Lines file as they come, and return how many; a crash leaves the old file as it was.

    >>> import gm100, io
    >>> out = io.BytesIO()
    >>> iter_dump(gm100.provinces().values(), out)
    38
    >>> len(out.getvalue().splitlines())
    38

    Raises:
        ArgumentError: Something is not an entity.
        CannotHoldError: A number is too long, or a text has half a character.
        OSError: The file cannot be written.
    """
    written = 0
    lines = _lines(_several(data), engine)
    with opened_to_write(path) as stream:
        while batch := list(islice(lines, 256)):
            stream.write(bytes_of("\n".join(batch) + "\n", "JSON Lines"))
            written += len(batch)
    return written
