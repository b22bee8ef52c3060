"""
JSON documents: one entity or many, in an envelope that says what it is and by which version of the wire it was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import attrs

from gm100 import model
from gm100._fields import type_name
from gm100.errors import DocumentError, Issue
from gm100.serializers._converter import Repeated, converter
from gm100.serializers._refusal import RefusedError, at, refuse, shorten, suggestion

SCHEMA_VERSION: Final = 1
"""The version of the wire that this release writes."""

_ENVELOPE = ("schema_version", "type", "item", "items")


@cache
def entity_types() -> dict[str, type]:
    """
    Return the entity classes by the name that documents use.
    """
    found = (getattr(model, name) for name in model.__all__)
    return {cls.__name__: cls for cls in found if isinstance(cls, type) and attrs.has(cls)}


def dumps(data: Any) -> str:
    """
    Write an entity, or many of one type, as a JSON document.

    Raises:
        TypeError: The data is no entity, or entities of several types.
    """
    head: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
    if type(data).__name__ in entity_types():
        body = {"type": type(data).__name__, "item": converter().unstructure(data)}
    else:
        items = _same_type(data)
        body = {"type": type(items[0]).__name__, "items": [converter().unstructure(i) for i in items]}
    return json.dumps(head | body, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _same_type(data: Any) -> tuple[Any, ...]:
    items = tuple(data) if isinstance(data, Iterable) else ()
    kinds = sorted({type(item).__name__ for item in items})
    if len(kinds) != 1 or kinds[0] not in entity_types():
        message = f"got {', '.join(kinds) or shorten(data)}, expected one entity, or one or more of one type"
        raise TypeError(message)
    return items


def loads(text: str, *, document: str = "JSON document") -> Any:
    """
    Read a JSON document that gm100 wrote.

    Args:
        text: The document.
        document: What to call it in errors.

    Returns:
        The entity, or a tuple of entities.

    Raises:
        DocumentError: The text is no JSON, or no document of this version, or something in it is wrong; all of it is
            listed.
    """
    try:
        return _read(_parse(text))
    except RefusedError as refused:
        raise DocumentError(document, refused.issues) from None


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_Constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RefusedError([Issue("no-json", f"this is no JSON: {error.msg} at {place}")]) from None
    except (RecursionError, ValueError) as error:
        raise RefusedError([Issue("no-json", f"this JSON cannot be read: {error}")]) from None


class _Constant(str):
    """
    A number that JSON does not have: NaN or Infinity. No field takes it.
    """

    __slots__ = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    keys = [key for key, _ in pairs]
    repeated = Repeated(made)
    repeated.keys_twice = tuple(key for key in made if keys.count(key) > 1)
    return repeated


def _read(document: Any) -> Any:
    if not isinstance(document, dict):
        raise refuse("wrong-type", document, "an object with schema_version, type and item or items")
    cls, many = _envelope(document)
    hint: Any = tuple[cls, ...] if many else cls  # type: ignore[valid-type]  # built at run time
    key = "items" if many else "item"
    try:
        return converter().get_structure_hook(hint)(document[key], hint)
    except RefusedError as refused:
        raise RefusedError(at(key, refused.issues)) from None


def _envelope(document: dict[str, Any]) -> tuple[type, bool]:
    issues = [
        Issue("unknown-key", f"unknown key{suggestion(key, _ENVELOPE)}", (key,), key)
        for key in document
        if key not in _ENVELOPE
    ]
    if isinstance(document, Repeated):
        issues += [Issue("duplicate", "the key is given twice", (k,)) for k in document.keys_twice]
    issues += _version_issues(document.get("schema_version"))
    name = document.get("type")
    if not isinstance(name, str) or name not in entity_types():
        hint = suggestion(name, entity_types()) if isinstance(name, str) else ""
        message = f"got {shorten(name)}, expected the name of an entity{hint}"
        issues.append(Issue("unknown-type", message, ("type",), shorten(name), type_name(str)))
    if ("item" in document) == ("items" in document):
        issues.append(Issue("missing", "expected either item or items"))
    if issues:
        raise RefusedError(issues)
    return entity_types()[str(name)], "items" in document


def _version_issues(version: Any) -> list[Issue]:
    if type(version) is int and version == SCHEMA_VERSION:
        return []
    newer = type(version) is int and version > SCHEMA_VERSION
    advice = "it was written by a newer gm100; update to read it" if newer else "correct the document"
    message = f"got {shorten(version)}, expected {SCHEMA_VERSION}: {advice}"
    return [Issue("schema-version", message, ("schema_version",), shorten(version), str(SCHEMA_VERSION))]
