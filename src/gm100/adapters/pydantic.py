"""
Entities of gm100 as fields of pydantic models: parsed strictly, described by our schema.
"""

from __future__ import annotations

from typing import Annotated, Any

from gm100.errors import MissingExtraError
from gm100.serializers import issues_of, make_converter, schema


def pydantic_field(cls: Any) -> Any:
    """
    Return an annotated type for a field of a pydantic model that holds an entity.

    The field takes an entity, or a tree as documents have it; it is dumped as such a tree, and the model's JSON Schema
    has the schema of the entity. Every problem is named in the one error that pydantic makes of it.

    Args:
        cls: The entity class.

    Raises:
        MissingExtraError: pydantic is not installed.
    """
    try:
        from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
    except ImportError:
        raise MissingExtraError("a field of a pydantic model", "pydantic") from None
    converter = make_converter()

    def validate(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        try:
            return converter.structure(value, cls)
        except Exception as error:  # noqa: BLE001 - whatever the converter raises, pydantic wants a ValueError
            raise ValueError("; ".join(map(str, issues_of(error)))) from None

    described = WithJsonSchema(_without_references(schema(cls)))
    return Annotated[cls, PlainValidator(validate), PlainSerializer(converter.unstructure), described]


def _without_references(whole: dict[str, Any]) -> dict[str, Any]:
    """
    Return a schema with its definitions put where they are used, since pydantic keeps definitions of its own.

    A class that holds itself would have no end; within itself it is described as an object and no further.
    """
    definitions = whole.get("$defs", {})

    def spelled_out(part: Any, within: tuple[str, ...]) -> Any:
        if isinstance(part, list):
            return [spelled_out(each, within) for each in part]
        if not isinstance(part, dict):
            return part
        name = str(part.get("$ref", "")).removeprefix("#/$defs/")
        if name in within:
            return {"type": "object", "title": name}
        if name:
            return spelled_out(definitions[name], (*within, name))
        return {key: spelled_out(value, within) for key, value in part.items()}

    plain: dict[str, Any] = spelled_out({k: v for k, v in whole.items() if not k.startswith("$")}, (whole["title"],))
    return plain
