"""
Documents by name: the format from the suffix, the file written whole or not at all.
"""

from __future__ import annotations

import os
from errno import ENOENT
from pathlib import Path
from typing import Any

from gm100._arguments import checked, file_of
from gm100._atomic import replacing, write_folder
from gm100.errors import DocumentError, Issue, MissingFileError, RefusedError
from gm100.serializers._text import bytes_of, text_of
from gm100.serializers._wire import Request, class_if
from gm100.serializers.doors import LENIENT, Door, Notes, Reading, reading
from gm100.serializers.limits import LIMITS, Limits, cut, refuse_size
from gm100.serializers.registry import FORMATS, Formats


@checked
def loads(  # noqa: PLR0913 - every argument but the first has a default and is given by name
    data: str | bytes,
    *,
    format: str = "json",  # noqa: A002 - the word users look for
    document: str | None = None,
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Any:
    """
    Read entities from text or bytes, strictly.

    Args:
        data: The document.
        format: The name of its format, such as `json`.
        document: What to call it in errors.
        entity: The class it must hold, or its name, for formats that do not say.
        limits: How much it may hold.
        formats: The formats to choose from.
        **options: What the format takes beside, such as `engine="orjson"` of JSON.

    Returns:
        One entity, or a tuple of them.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.
    """
    request = Request(document or f"{format} document", limits, class_if(entity))
    return _told(formats[format].loads, data, request, options)


@checked
def loads_lenient(  # noqa: PLR0913 - every argument but the first has a default and is given by name
    data: str | bytes,
    *,
    format: str = "json",  # noqa: A002 - the word users look for
    door: Door = LENIENT,
    document: str | None = None,
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Reading:
    """
    Read entities from text or bytes that are nearly right, and report everything that was not.

    Args:
        data: The document.
        format: The name of its format.
        door: What may differ from the wire.
        document: What to call it in errors.
        entity: The class it must hold, or its name, for formats that do not say.
        limits: How much it may hold.
        formats: The formats to choose from.
        **options: What the format takes beside.

    Raises:
        DocumentError: Something in it is wrong beyond what the door lets pass; all of it is listed.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.
    """
    notes = Notes()
    request = Request(document or f"{format} document", limits, class_if(entity), door, notes)
    return reading(_told(formats[format].loads, data, request, options), notes)


@checked
def dumps(data: Any, *, format: str = "json", formats: Formats = FORMATS, **options: Any) -> Any:  # noqa: A002 - as above
    """
    Write one entity, or many of one type, as text, or as bytes in a binary format.

    Args:
        data: The entity or entities.
        format: The name of the format, such as `json`.
        formats: The formats to choose from.
        **options: What the format takes beside, such as `indent=None` of JSON.

    Raises:
        ArgumentError: The data is no entity, or entities of several types.
        CannotHoldError: The format has no place for something.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.
    """
    return formats[format].dumps(data, **options)


@checked
def load(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - as above
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Any:
    """
    Read entities from a file, or from a folder of tables; the suffix tells the format unless it is named.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        MissingFileError: There is no such file.
        OSError: The file cannot be read.
    """
    file = file_of(path)
    return _load(file, format, Request(file.name, limits, class_if(entity)), formats, options)


@checked
def load_lenient(  # noqa: PLR0913 - every argument but the first has a default and is given by name
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - as above
    door: Door = LENIENT,
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Reading:
    """
    Read a file that is nearly right, and report everything that was not; see `loads_lenient` and `load`.

    Raises:
        DocumentError: Something in it is wrong beyond what the door lets pass; all of it is listed.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        MissingFileError: There is no such file.
        OSError: The file cannot be read.
    """
    file, notes = file_of(path), Notes()
    request = Request(file.name, limits, class_if(entity), door, notes)
    return reading(_load(file, format, request, formats, options), notes)


def _load(file: Path, name: str | None, request: Request, formats: Formats, options: dict[str, Any]) -> Any:
    if not file.exists():
        raise MissingFileError(ENOENT, "there is no such file", str(file))
    if file.is_dir():
        from gm100.serializers.tables import read_folder

        return _told(read_folder, file, request, options)
    chosen = formats[name] if name else formats.of(file)
    return _told(lambda *_: chosen.loads(_read(file, request.limits), request, **options), file, request, {})


def _read(file: Path, limits: Limits) -> bytes:
    refuse_size(file.stat().st_size, limits)
    return file.read_bytes()


def _told(read: Any, data: Any, request: Request, options: dict[str, Any]) -> Any:
    """
    Read, and turn a refusal into the error that names the document.
    """
    try:
        return read(data, request, **options)
    except RefusedError as refused:
        raise DocumentError(request.document, cut(refused.issues, request.limits)) from None
    except RecursionError:
        issue = Issue("too-deep", "is nested more deeply than this interpreter can go")
        raise DocumentError(request.document, [issue]) from None


@checked
def dump(
    data: Any,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - as above
    formats: Formats = FORMATS,
    **options: Any,
) -> None:
    """
    Write entities to a file; the suffix tells the format unless it is named. A crash never leaves half a file.

    With `format="tables"`, a path without suffix becomes a folder of tables.

    Raises:
        ArgumentError: The data is no entity, or entities of several types.
        CannotHoldError: The format has no place for something; nothing was written.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        OSError: The file cannot be written.
    """
    file = file_of(path)
    chosen = formats[format] if format else formats.of(file)
    if chosen.name == "tables" and not file.suffix:
        from gm100.serializers.tables import files_of

        write_folder(file, files_of(data, **options))
        return
    made = chosen.dumps(data, **options)
    content = made if isinstance(made, bytes) else bytes_of(made, chosen.name)
    with replacing(file) as stream:
        stream.write(content)


def read_text(file: Path, limits: Limits = LIMITS) -> str:
    """
    Return the text of a UTF-8 file, without a byte-order mark.

    Raises:
        DocumentError: The bytes are not UTF-8, or too many.
    """
    try:
        return text_of(_read(file, limits), limits)
    except RefusedError as refused:
        raise DocumentError(file.name, refused.issues) from None
