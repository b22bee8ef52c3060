"""
JSON Schema (2020-12) and OpenAPI components, made of the same constraints by which entities are checked.

A schema accepts exactly what the strict door accepts, but for the rules across fields; `beyond` lists those of a class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gm100._arguments import checked
from gm100._constraints import Constraint
from gm100._dates import PartialDate
from gm100._fields import FieldRule, rules_of
from gm100.serializers._converter import converter
from gm100.serializers._patterns import DATE_PATTERN, DAY_PATTERN, decimal_pattern, portable
from gm100.serializers._scalars import NUMBER_LENGTH
from gm100.serializers._shapes import KIND, Shape, default_of, is_enum, is_tagged, rule_table, shape_of, telling_fields
from gm100.serializers._wire import class_of, entity_types
from gm100.serializers.migrations import SCHEMA_VERSION

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


@checked
def schema(cls: type | str, *, document: bool = False) -> Schema:
    """
    Return the JSON Schema of an entity class.

    Args:
        cls: The class, or its name.
        document: Describe the whole document with its envelope, rather than the entity alone.

    Raises:
        ArgumentError: It is no entity class.
        UnknownIdError: There is no entity of that name.
    """
    cls = class_of(cls, "cls")
    name = cls.__name__
    body = _envelope(cls) if document else _entity(cls, "#/$defs/")
    ending = ":document" if document else ""
    used = _reachable(cls) if document else [each for each in _reachable(cls) if each is not cls or _holds_itself(cls)]
    defs = {each.__name__: _entity(each, "#/$defs/") for each in sorted(used, key=lambda each: each.__name__)}
    head = {"$schema": DIALECT, "$id": f"urn:gm100:schema:{SCHEMA_VERSION}:{name}{ending}"}
    return head | body | ({"$defs": defs} if defs else {})


def _envelope(cls: Any) -> Schema:
    ref = {"$ref": f"#/$defs/{cls.__name__}"}
    return {
        "title": f"{cls.__name__} document",
        "type": "object",
        "properties": {
            "schema_version": {"const": SCHEMA_VERSION},
            "type": {"const": cls.__name__},
            "item": ref,
            "items": {"type": "array", "items": ref},
        },
        "required": ["schema_version", "type"],
        "oneOf": [{"required": ["item"]}, {"required": ["items"]}],
        "additionalProperties": False,
    }


def openapi() -> Schema:
    """
    Return the components of an OpenAPI 3.1 description: a schema for every entity.
    """
    place = "#/components/schemas/"
    return {"components": {"schemas": {name: _entity(cls, place) for name, cls in sorted(entity_types().items())}}}


def beyond(cls: type) -> tuple[str, ...]:
    """
    Return the fields of a class whose lists may not repeat a part of their items, which no schema can say.

    What a class checks across its fields, its invariants, is beyond a schema too; `docs/schema` lists both.
    """
    return tuple(r.name for r in rules_of(cls) if r.constraint.unique_by)


def _reachable(cls: Any) -> set[Any]:
    found: set[Any] = set()
    todo = [cls]
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            todo += [below for rule in rules_of(each) for below in _classes(shape_of(rule.hint))]
    return found


def _holds_itself(cls: Any) -> bool:
    below = {each for rule in rules_of(cls) for each in _classes(shape_of(rule.hint))}
    return any(cls in _reachable(each) for each in below)


def _classes(shape: Shape) -> Iterator[Any]:
    if shape.kind == "entity":
        yield shape.of
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
    if c.example is not None and shape_of(rule.hint).kind != "many":
        made["examples"] = [converter().unstructure(c.example)]
    if not rule.required:
        made["default"] = converter().unstructure(default_of(cls, rule.name), rule.hint)
    return made


def _typed(shape: Shape, c: Constraint, place: str) -> Schema:
    made = _MAKERS[shape.kind](shape, c, place)
    if not shape.optional:
        return made
    if isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        return made
    return {"anyOf": [made, {"type": "null"}]} if made else made


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
        made = {"if": {"type": "object", "required": [name]}, "then": ref, "else": made} if name else ref
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


def _scalar(shape: Shape, c: Constraint, _: str) -> Schema:
    if is_enum(shape.of):
        values = [m.value for m in shape.of if c.one_of is None or m in c.one_of]
        return {"type": "integer" if issubclass(shape.of, int) else "string", "enum": values}
    made = _SCALARS[shape.of](c)
    return made | ({"enum": [converter().unstructure(value) for value in c.one_of]} if c.one_of is not None else {})


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
    date: lambda _: {"type": "string", "pattern": DAY_PATTERN, "format": "date"},
}

_MAKERS: Final = {
    "scalar": _scalar,
    "either": _either,
    "entity": _one,
    "union": _one_of,
    "many": _many,
    "other": _anything,
}
