"""
JSON Schema (2020-12), made of the same constraints by which entities are checked.

A schema accepts exactly what strict parsing accepts, but for the rules across fields; `beyond` lists those of a class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gm100.fields.arguments import checked
from gm100.fields.constraints import Constraint
from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.document.envelope import class_of, entity_types
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.schemas.examples import value_of
from gm100.serializers.schemas.patterns import DATE_PATTERN, DAY_PATTERN, decimal_pattern, portable
from gm100.serializers.structure.converter import converter
from gm100.serializers.structure.scalars import NUMBER_LENGTH
from gm100.serializers.structure.shapes import (
    KIND,
    Shape,
    default_of,
    is_enum,
    is_tagged,
    rule_table,
    shape_of,
    telling_fields,
)
from gm100.text.dates import PartialDate

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

PUBLISHED: Final = f"/schema/v{SCHEMA_VERSION}.json"
"""Where the schemas of this version stand, as a path from the root of the documentation."""

DOCUMENT: Final = "Document"
"""What the name of an entity ends with where its document is meant."""

Schema = dict[str, Any]

_DEFS: Final = "#/$defs/"


@checked
def schema(cls: type | str, *, document: bool = False) -> Schema:
    """
    Return the JSON Schema of an entity class.

    >>> import gm100
    >>> sorted(schema(gm100.DimensionScore)["properties"])
    ['dimension', 'value']

    Args:
        cls: The class, or its name.
        document: Describe the document that a user has, with its envelope, rather than the entity alone.

    Raises:
        ArgumentError: It is not an entity class.
        UnknownIdError: There is no entity of that name.
    """
    cls = class_of(cls, "cls")
    name = cls.__name__
    body = _envelope(cls, _DEFS) if document else _entity(cls, _DEFS)
    used = _reachable(cls) if document or _holds_itself(cls) else _reachable(cls) - {cls}
    defs = {each.__name__: _definition(each, _DEFS) for each in sorted(used, key=lambda each: each.__name__)}
    pointer = f"{_DEFS}{name}{DOCUMENT if document else ''}"
    comment = " ".join(filter(None, (f"Published as {PUBLISHED}{pointer}.", body.get("$comment"))))
    return {"$schema": DIALECT} | body | {"$comment": comment} | ({"$defs": defs} if defs else {})


def published() -> Schema:
    """
    Return the one file of schemas of this version: every entity, every vocabulary, and every kind of document.

    Its root is any document of gm100; `#/$defs/EvaluationDocument` is one of an evaluation, `#/$defs/Evaluation` what
    is in it.
    """
    return {
        "$schema": DIALECT,
        "$id": PUBLISHED,
        "title": "A document of gm100",
        "$ref": f"{_DEFS}Document",
        "$defs": dict(sorted((all_schemas(_DEFS) | document_schemas(_DEFS)).items())),
    }


def all_schemas(place: str) -> dict[str, Schema]:
    """
    Return the schemas of all entities and vocabularies by name.
    """
    classes: set[Any] = set()
    for cls in entity_types().values():
        classes |= _reachable(cls)
    return {each.__name__: _definition(each, place) for each in classes}


def document_schemas(place: str) -> dict[str, Schema]:
    """
    Return the schemas of what is in files: one or many of an entity, any document, and three formats on their own.
    """
    types = entity_types()
    made = {f"{name}{DOCUMENT}": _envelope(cls, place) for name, cls in types.items()}
    head: Schema = {
        "title": "What features are",
        "description": "The member `gm100` of a feature or of a collection of features.",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION, "description": "The version of the documents."},
            "type": {"type": "string", "enum": list(types), "description": "The entity that the properties are."},
        },
        "required": ["schema_version", "type"],
        "additionalProperties": False,
    }
    value: Schema = {
        "anyOf": [
            _attribute("Property", "value", "The value of the field of the entity."),
            _attribute("Relationship", "object", "The URN of the region or province that the entity names."),
        ]
    }
    return made | {
        "Document": {
            "title": "Any document",
            "description": "One entity, or many of one type, in the envelope of gm100: JSON, TOML, YAML, MessagePack.",
            "oneOf": [{"$ref": f"{place}{name}{DOCUMENT}"} for name in types],
        },
        "JsonLine": {
            "title": "A line of JSON Lines",
            "description": "Each line is its own document.",
            "$ref": f"{place}Document",
        },
        "GeoJsonMember": head,
        "NgsiLdEntity": {
            "title": "An entity of NGSI-LD",
            "description": "Each field of an entity is a property under a term of gm100.",
            "type": "object",
            "properties": {
                "id": {"type": "string", "description": "A URN made of what the entity is."},
                "type": {"type": "string", "description": "The type of a smart data model, or of gm100."},
            },
            "patternProperties": {"^gm100:": value},
            "required": ["id", "type"],
        },
    }


def _attribute(kind: str, key: str, text: str) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, key: {"description": text}},
        "required": ["type", key],
    }


def _envelope(cls: Any, place: str) -> Schema:
    ref = {"$ref": f"{place}{cls.__name__}"}
    return {
        "title": f"{cls.__name__} document",
        "description": f"One {cls.__name__} under `item`, or many under `items`.",
        "oneOf": [
            _one_way(cls, "item", ref),
            _one_way(cls, "items", {"type": "array", "items": ref, "description": "The entities."}),
        ],
    }


def _one_way(cls: Any, key: str, held: Schema) -> Schema:
    head: Schema = {
        "schema_version": {"const": SCHEMA_VERSION, "description": "The version of the documents."},
        "type": {"const": cls.__name__, "description": "The entity that the document contains."},
    }
    return {
        "type": "object",
        "properties": {**head, key: held},
        "required": [*head, key],
        "additionalProperties": False,
    }


def _definition(cls: Any, place: str) -> Schema:
    return _vocabulary(cls) if is_enum(cls) else _entity(cls, place)


def _vocabulary(cls: Any) -> Schema:
    """
    Return a vocabulary as a list of its values, each with what it means.
    """
    words = [{"const": m.value, "title": m.name, "description": meaning(m)} for m in cls]
    return {
        "title": cls.__name__,
        "description": _first_sentence(cls),
        "type": "integer" if issubclass(cls, int) else "string",
        "oneOf": words,
    }


def meaning(member: Any) -> str:
    """
    Return the sentence that says what a word of a vocabulary means, as the docstring of its class has it.

    >>> from gm100 import Severity
    >>> meaning(Severity.MUST)
    'The programme asks for it.'
    """
    cls = type(member)
    found = re.search(rf"^\s*{member.name}: (.+)$", cls.__doc__ or "", re.MULTILINE)
    return found[1] if found else f"{_first_sentence(cls)} {member.value}"


def beyond(cls: type) -> tuple[str, ...]:
    """
    Return the fields of a class whose lists may not repeat a part of their items, which no schema can say.

    What a class checks across its fields, its invariants, is beyond a schema too; `docs/schema` lists both.
    """
    return tuple(r.name for r in rules_of(cls) if r.constraint.unique_by)


def _reachable(cls: Any) -> set[Any]:
    found: set[Any] = set()
    done: set[Any] = set()
    todo = [cls]
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
        if each not in done and not is_enum(each):
            done.add(each)
            todo += [below for rule in rules_of(each) for below in _classes(shape_of(rule.hint))]
    return found


def _holds_itself(cls: Any) -> bool:
    below = {each for rule in rules_of(cls) for each in _classes(shape_of(rule.hint)) if not is_enum(each)}
    return any(cls in _reachable(each) for each in below)


def _classes(shape: Shape) -> Iterator[Any]:
    if shape.kind == "entity" or (shape.kind == "scalar" and is_enum(shape.of)):
        yield shape.of
    elif shape.kind == "either":
        yield from (each for each in shape.of if is_enum(each))
    elif shape.kind == "union" and is_tagged(shape.of):
        yield from (each for cls in shape.of for rule in rules_of(cls) for each in _classes(shape_of(rule.hint)))
    elif shape.kind == "union":
        yield from shape.of
    elif shape.kind == "many":
        yield from _classes(shape_of(shape.of))


def _entity(cls: Any, place: str) -> Schema:
    made: Schema = {
        "title": cls.__name__,
        "description": _first_sentence(cls),
        "type": "object",
        "properties": {rule.name: _field(cls, rule, place) for rule in rules_of(cls)},
        "required": [rule.name for rule in rules_of(cls) if rule.required],
        "additionalProperties": False,
    }
    rules = [f"{name}: no two with the same {rule_table(cls)[name].constraint.unique_by}" for name in beyond(cls)]
    rules += ["further rules across fields; see docs/schema"] if hasattr(cls, "_invariants") else []
    return made | ({"$comment": "Checked beyond this schema: " + "; ".join(rules) + "."} if rules else {})


def _first_sentence(cls: Any) -> str:
    return " ".join((cls.__doc__ or "").strip().partition("\n\n")[0].split())


def _field(cls: Any, rule: FieldRule, place: str) -> Schema:
    c = rule.constraint
    made: Schema = {"description": c.doc + (f" Unit: {c.unit}." if c.unit else "")}
    made |= _typed(shape_of(rule.hint), c, place)
    made["examples"] = [converter().unstructure(value_of(rule), rule.hint)]
    if not rule.required:
        made["default"] = converter().unstructure(default_of(cls, rule.name), rule.hint)
    return made


def _typed(shape: Shape, c: Constraint, place: str) -> Schema:
    made = _MAKERS[shape.kind](shape, c, place)
    return {"anyOf": [made, {"type": "null"}]} if shape.optional and made else made


def _one(shape: Shape, _: Constraint, place: str) -> Schema:
    return {"$ref": f"{place}{shape.of.__name__}"}


def _one_of(shape: Shape, _: Constraint, place: str) -> Schema:
    """
    Return the choice that the reader makes: by the field that gives a class away, or by what the object says it is.
    """
    if is_tagged(shape.of):
        return {"oneOf": [_tagged(_entity(cls, place), cls) for cls in shape.of]}
    made: Schema = {"type": "object", "not": {}}
    for name, cls in reversed(telling_fields(shape.of)):
        ref = {"$ref": f"{place}{cls.__name__}"}
        has = {"type": "object", "properties": {name: True}, "required": [name]}
        made = {"if": has, "then": ref, "else": made} if name else ref
    return made


def _tagged(made: Schema, cls: Any) -> Schema:
    tag: Schema = {KIND: {"const": cls.__name__}}
    return made | {"properties": tag | made["properties"], "required": [KIND, *made["required"]]}


def _either(shape: Shape, c: Constraint, place: str) -> Schema:
    return {"anyOf": [_typed(shape_of(kind), c, place) for kind in shape.of]}


def _many(shape: Shape, c: Constraint, place: str) -> Schema:
    item = c._replace(min_length=None, max_length=None, unique_by=None)
    made: Schema = {"type": "array", "items": _typed(shape_of(shape.of), item, place)}
    if c.min_length:
        made["minItems"] = c.min_length
    if c.max_length is not None:
        made["maxItems"] = c.max_length
    if shape.container is frozenset or c.unique_by == "":
        made["uniqueItems"] = True
    return made


def _anything(_: Shape, __: Constraint, ___: str) -> Schema:
    return {}


def _scalar(shape: Shape, c: Constraint, place: str) -> Schema:
    if not is_enum(shape.of):
        made = _SCALARS[shape.of](c)
        return made | ({"enum": [converter().unstructure(value) for value in c.one_of]} if c.one_of is not None else {})
    if c.one_of is None:
        return {"$ref": f"{place}{shape.of.__name__}"}
    some = [member for member in shape.of if member in c.one_of]
    return _vocabulary(shape.of) | {
        "oneOf": [{"const": m.value, "title": m.name, "description": meaning(m)} for m in some]
    }


def _text(c: Constraint) -> Schema:
    if c.pattern is not None:
        return {"type": "string", "pattern": portable(c.pattern)}
    least = {"minLength": 1 if c.min_length is None else c.min_length}
    return {"type": "string"} | least | ({} if c.max_length is None else {"maxLength": c.max_length})


def _number(kind: str, c: Constraint) -> Schema:
    made: Schema = {"type": kind}
    made |= {} if c.ge is None else {"minimum": c.ge}
    return made | ({} if c.le is None else {"maximum": c.le})


def _decimal(c: Constraint) -> Schema:
    return {"type": "string", "pattern": decimal_pattern(c.ge, c.le), "maxLength": NUMBER_LENGTH}


_SCALARS: Final[dict[Any, Callable[[Constraint], Schema]]] = {
    str: _text,
    int: lambda c: _number("integer", c),
    float: lambda c: _number("number", c),
    bool: lambda _: {"type": "boolean"},
    Decimal: _decimal,
    PartialDate: lambda _: {"type": "string", "pattern": DATE_PATTERN},
    date: lambda _: {"type": "string", "pattern": DAY_PATTERN},
}

_MAKERS: Final = {
    "scalar": _scalar,
    "either": _either,
    "entity": _one,
    "union": _one_of,
    "many": _many,
    "other": _anything,
}
