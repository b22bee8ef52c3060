"""
Documents by name: the format from the suffix, the file written whole or not at all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, overload

from gm100.errors import DocumentError, Issue, RefusedError
from gm100.fields.arguments import checked, refused
from gm100.fields.convert import is_entity
from gm100.serializers.document.atomic import write_folder
from gm100.serializers.document.envelope import Request, class_if
from gm100.serializers.document.lenient import LENIENT, LenientOptions, Notes, Reading, reading
from gm100.serializers.document.limits import LIMITS, Limits, cut
from gm100.serializers.document.opening import Place, file_at, is_folder, name_of, opened_to_write, read_bytes
from gm100.serializers.document.text import bytes_of, text_of
from gm100.serializers.formats.registry import FORMATS, Formats

T = TypeVar("T")


@overload
def loads(
    data: str | bytes,
    cls: type[T],
    *,
    format: str = ...,
    document: str | None = ...,
    limits: Limits = ...,
    formats: Formats = ...,
    **options: Any,
) -> T: ...
@overload
def loads(
    data: str | bytes,
    cls: None = ...,
    *,
    format: str = ...,
    document: str | None = ...,
    entity: type | str | None = ...,
    limits: Limits = ...,
    formats: Formats = ...,
    **options: Any,
) -> object: ...
@checked
def loads(  # noqa: PLR0913 - every argument but the first two has a default and is given by name
    data: str | bytes,
    cls: Any = None,
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
        cls: What it must hold, and what is returned: `Region` for one, `tuple[Region, ...]` for any number.
        format: The name of its format, such as `json`.
        document: What to call it in errors.
        entity: The class it must hold, or its name, one or many, for formats that do not say; `cls` says it as well.
        limits: How much it may hold.
        formats: The formats to choose from.
        **options: What the format takes beside, such as `engine="orjson"` of JSON.

    Returns:
        What `cls` says; without it one entity, or a tuple of them.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.

    >>> from gm100 import Bilingual
    >>> loads('{"schema_version": 1, "type": "Bilingual", "item": {"id": "kota", "en": "city"}}', Bilingual).en
    'city'
    """
    request = Request(document or f"{format} document", limits, wanted(cls) or class_if(entity))
    return _as_wanted(_named_in_errors(formats[format].loads, data, request, options), cls, request.document)


def wanted(cls: Any) -> type | None:
    """
    Return the entity class of what is to be read: a class, or a tuple of any number of it.

    Raises:
        ArgumentError: It is neither.
    """
    if cls is None:
        return None
    args = get_args(cls)
    inner = args[0] if get_origin(cls) is tuple and args[1:] == (...,) else cls
    if not isinstance(inner, type) or not is_entity(inner):
        raise refused("cls", cls, "the class of an entity, such as Region, or tuple[Region, ...]")
    return inner


def _as_wanted(found: Any, cls: Any, document: str) -> Any:
    """
    Return what was read as the caller wants it.

    Raises:
        DocumentError: One entity was wanted, and there are more or none.
    """
    if cls is None:
        return found
    items = found if isinstance(found, tuple) else (found,)
    if get_origin(cls) is tuple:
        return items
    if len(items) == 1:
        return items[0]
    name = cls.__name__
    message = f"contains {len(items)} of {name}, expected one; say tuple[{name}, ...] to read any number"
    raise DocumentError(document, [Issue("not-one", message, (), str(len(items)), "1")])


@checked
def loads_lenient(  # noqa: PLR0913 - every argument but the first has a default and is given by name
    data: str | bytes,
    *,
    format: str = "json",  # noqa: A002 - the word users look for
    lenient: LenientOptions = LENIENT,
    document: str | None = None,
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Reading:
    """
    Read entities from text or bytes that are nearly right, and report everything that was not.

    >>> text = '{"schema_version": 1, "type": "DimensionScore", "item": {"dimensi": "output", "nilai": "3,08"}}'
    >>> loads_lenient(text).data
    DimensionScore(dimension='output', value=Decimal('3.08'))

    Args:
        data: The document.
        format: The name of its format.
        lenient: What may differ from the document format.
        document: What to call it in errors.
        entity: The class it must hold, or its name, for formats that do not say.
        limits: How much it may hold.
        formats: The formats to choose from.
        **options: What the format takes beside.

    Raises:
        DocumentError: Something in it is wrong beyond what `lenient` allows; all of it is listed.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.
    """
    notes = Notes(limits)
    request = Request(document or f"{format} document", limits, class_if(entity), lenient, notes)
    return reading(_named_in_errors(formats[format].loads, data, request, options), notes)


@checked
def dumps(data: Any, *, format: str = "json", formats: Formats = FORMATS, **options: Any) -> Any:  # noqa: A002 - as above
    """
    Write one entity, or many of one type, as text, or as bytes in a binary format.

    >>> import gm100
    >>> print(dumps(gm100.DimensionScore("output", "3.08"), format="csv"))
    gm100,dimension,value
    DimensionScore/1,output,3.08
    <BLANKLINE>

    Args:
        data: The entity or entities.
        format: The name of the format, such as `json`.
        formats: The formats to choose from.
        **options: What the format takes beside, such as `indent=None` of JSON.

    Raises:
        ArgumentError: The data is not an entity, or entities of several types.
        CannotHoldError: The format has no place for something.
        UnknownFormatError: There is no such format.
        MissingExtraError: The format needs a library that is not installed.
    """
    return formats[format].dumps(data, **options)


@overload
def load(
    path: Place,
    cls: type[T],
    *,
    format: str | None = ...,
    limits: Limits = ...,
    formats: Formats = ...,
    **options: Any,
) -> T: ...
@overload
def load(
    path: Place,
    cls: None = ...,
    *,
    format: str | None = ...,
    entity: type | str | None = ...,
    limits: Limits = ...,
    formats: Formats = ...,
    **options: Any,
) -> object: ...
@checked
def load(  # noqa: PLR0913 - as above
    path: Place,
    cls: Any = None,
    *,
    format: str | None = None,  # noqa: A002 - as above
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Any:
    """
    Read entities from a file, or from a folder of tables; the suffix tells the format unless it is named.

    >>> import gm100, io
    >>> load(io.BytesIO(gm100.dumps(gm100.regions()["35.03"]).encode()), gm100.Region, format="json").name
    'Trenggalek'

    Args:
        path: The path of a file or of a folder of tables, or an open binary stream.
        cls: What it must hold, and what is returned; see `loads`.
        format: The name of its format.
        entity: The class it must hold, one or many, for formats that do not say.
        limits: How much it may hold.
        formats: The formats to choose from.
        **options: What the format takes beside.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        MissingFileError: There is no such file.
        OSError: The file cannot be read.
    """
    request = Request(name_of(path), limits, wanted(cls) or class_if(entity))
    return _as_wanted(_load(path, format, request, formats, options), cls, request.document)


@checked
def load_lenient(  # noqa: PLR0913 - every argument but the first has a default and is given by name
    path: Place,
    *,
    format: str | None = None,  # noqa: A002 - as above
    lenient: LenientOptions = LENIENT,
    entity: type | str | None = None,
    limits: Limits = LIMITS,
    formats: Formats = FORMATS,
    **options: Any,
) -> Reading:
    """
    Read a file that is nearly right, and report everything that was not; see `loads_lenient` and `load`.

    >>> import gm100, io
    >>> text = '{"schema_version": 1, "type": "DimensionScore", "item": {"dimensi": "output", "nilai": "3,08"}}'
    >>> [change.message for change in load_lenient(io.BytesIO(text.encode()), format="json").changes]
    ['read dimensi as dimension', 'read nilai as value', 'read 3,08 as 3.08']

    Raises:
        DocumentError: Something in it is wrong beyond what `lenient` allows; all of it is listed.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        MissingFileError: There is no such file.
        OSError: The file cannot be read.
    """
    notes = Notes(limits)
    request = Request(name_of(path), limits, class_if(entity), lenient, notes)
    return reading(_load(path, format, request, formats, options), notes)


def _load(place: Place, name: str | None, request: Request, formats: Formats, options: dict[str, Any]) -> Any:
    if is_folder(place):
        from gm100.serializers.formats.tables import read_folder

        return _named_in_errors(read_folder, Path(place), request, options)
    chosen = formats[name] if name else formats.of(Path(name_of(place)))
    return _named_in_errors(
        lambda *_: chosen.loads(read_bytes(place, request.limits), request, **options), place, request, {}
    )


def _named_in_errors(read: Any, data: Any, request: Request, options: dict[str, Any]) -> Any:
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
    path: Place,
    *,
    format: str | None = None,  # noqa: A002 - as above
    formats: Formats = FORMATS,
    **options: Any,
) -> None:
    """
    Write entities to a file; the suffix tells the format unless it is named. A crash never leaves half a file.

    With `format="tables"`, a path without suffix becomes a folder of tables.

    >>> import gm100, io
    >>> out = io.BytesIO()
    >>> dump(gm100.provinces(), out, format="csv")
    >>> len(out.getvalue().splitlines())
    39

    Raises:
        ArgumentError: The data is not an entity, or entities of several types.
        CannotHoldError: The format has no place for something; nothing was written.
        UnknownFormatError: No format has that suffix.
        MissingExtraError: The format needs a library that is not installed.
        OSError: The file cannot be written.
    """
    chosen = formats[format] if format else formats.of(Path(name_of(path)))
    if chosen.name == "tables" and isinstance(path, str | os.PathLike) and not file_at(path).suffix:
        from gm100.serializers.formats.tables import files_of

        write_folder(path, files_of(data, **options))
        return
    made = chosen.dumps(data, **options)
    content = made if isinstance(made, bytes) else bytes_of(made, chosen.name)
    with opened_to_write(path) as stream:
        stream.write(content)


def read_text(place: Place, limits: Limits = LIMITS) -> str:
    """
    Return the text of a UTF-8 file, without a byte-order mark.

    Raises:
        DocumentError: The bytes are not UTF-8, or too many.
        OSError: The file cannot be read.
    """
    try:
        return text_of(read_bytes(place, limits), limits)
    except RefusedError as refused:
        raise DocumentError(name_of(place), refused.issues) from None
