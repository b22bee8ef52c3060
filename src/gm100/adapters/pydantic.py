"""
Entities of gm100 in pydantic: fields and bodies as they are, parsed strictly, described by our schema.

Every entity answers pydantic's own questions (`__get_pydantic_core_schema__`), and the answers are given here, so that
pydantic is imported by those alone who use it.
"""

from __future__ import annotations

from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from typing import Any

from gm100.errors import MissingExtraError, RefusedError
from gm100.serializers import issues_of, make_converter, schema
from gm100.serializers.document.envelope import Request, entity_types, one_from_tree
from gm100.serializers.document.tree import object_of
from gm100.serializers.structure.readers import ReadOptions
from gm100.serializers.structure.scalars import PlainNumber

_OPEN: ContextVar[frozenset[str]] = ContextVar("_OPEN", default=frozenset())
"""The classes whose JSON Schema is being made: within itself a class is only referred to."""


def pydantic_field(cls: Any) -> Any:
    """
    Return the entity class itself, which is all that a field of a pydantic model needs.

    It is kept for code that was written when a field needed more.

    Args:
        cls: The entity class.

    Raises:
        MissingExtraError: pydantic is not installed.
    """
    _core()
    return cls


def core_schema_of(cls: Any) -> Any:
    """
    Return how pydantic validates and dumps an entity.

    It takes the entity, a tree as documents have it with decimals as text or number, or JSON text of either, with or
    without the envelope. Each problem is its own error, with the way to its place.
    """
    core = _core()
    return core.core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, cls) else _read(cls, value),
        serialization=core.core_schema.plain_serializer_function_ser_schema(_converter().unstructure),
        ref=_ref(cls),
    )


def json_schema_of(cls: Any, handler: Any) -> dict[str, Any]:
    """
    Return the JSON Schema of an entity, in which the entities it holds are components of their own.
    """
    whole = schema(cls)
    definitions = whole.pop("$defs", {})
    token = _OPEN.set(_OPEN.get() | {cls.__name__})
    try:
        body = {key: value for key, value in whole.items() if key not in {"$schema", "$comment"}}
        made: dict[str, Any] = _referring(body, definitions, handler)
    finally:
        _OPEN.reset(token)
    return made


def _referring(part: Any, definitions: dict[str, Any], handler: Any) -> Any:
    if isinstance(part, list):
        return [_referring(each, definitions, handler) for each in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if not name:
        return {key: _referring(value, definitions, handler) for key, value in part.items() if key != "$comment"}
    held = entity_types().get(name)
    if held is None:  # A vocabulary has no component of its own.
        return _referring(definitions[name], definitions, handler)
    core = _core().core_schema
    inner = core.definition_reference_schema(_ref(held))
    if name not in _OPEN.get():
        described = {"pydantic_js_functions": [lambda _, inside: json_schema_of(held, inside)]}
        inner = core_schema_of(held) | {"metadata": described}
    return handler(core.list_schema(inner))["items"]  # What a list holds becomes a component, and a reference to it.


def _read(cls: Any, value: Any) -> Any:
    try:
        if isinstance(value, str | bytes):
            value = _tree(value)
        if isinstance(value, dict) and "schema_version" in value:
            return one_from_tree(_exact(value), Request("a field", entity=cls), plain_numbers=True)
        return _converter().structure(_exact(value), cls)
    except RefusedError as refused:
        issues = refused.issues
    except Exception as error:  # noqa: BLE001 - whatever a hook raises becomes an error of pydantic
        issues = issues_of(error)
    core = _core()
    details = [
        {"type": core.PydanticCustomError(i.code, "{message}", {"message": i.message}), "loc": i.path, "input": value}
        for i in issues
    ]
    raise core.ValidationError.from_exception_data(cls.__name__, details)


def _tree(text: str | bytes) -> Any:
    import json

    try:
        return json.loads(text, object_pairs_hook=object_of, parse_float=PlainNumber)
    except (ValueError, RecursionError):
        return text


def _exact(tree: Any) -> Any:
    """
    Return a tree in which a float, as parsers of JSON make it, or a decimal stands for its shortest digits.
    """
    if isinstance(tree, float | Decimal):
        return PlainNumber(repr(tree) if isinstance(tree, float) else f"{tree:f}")
    if isinstance(tree, list):
        return [_exact(each) for each in tree]
    if type(tree) is dict:
        return {key: _exact(value) for key, value in tree.items()}
    return tree


def _ref(cls: Any) -> str:
    return f"gm100.{cls.__name__}"


@cache
def _converter() -> Any:
    return make_converter(ReadOptions(plain_numbers=True))


def _core() -> Any:
    try:
        import pydantic_core
    except ImportError:
        raise MissingExtraError("a field of a pydantic model", "pydantic") from None
    return pydantic_core
