"""
What an annotation asks of a format: a scalar, an entity, one of several entities, a collection, or anything else.

Readers, schemas, tables and frames all branch on the same few shapes; they ask here, so that a new entity needs no
line of code in any format.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin

import attrs

from gm100.errors import Issue, RefusedError
from gm100.fields.convert import is_entity
from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.structure.refusal import at, refuse, suggestion
from gm100.text.dates import PartialDate

SCALARS: Final = frozenset({str, int, bool, float, Decimal, PartialDate, date})

KIND: Final = "kind"
"""The key that says of which class of a tagged union an object is."""


class Shape(NamedTuple):
    """
    An annotation split into its parts.

    Attributes:
        kind: What it is, without the possibility of nothing.
        optional: Whether it may be nothing.
        of: The type of a scalar, or the types of either; the class of an entity, or the classes of a union; the
            annotation of the items of a collection.
        container: What holds the items of a collection.
    """

    kind: Literal["scalar", "either", "entity", "union", "many", "other"]
    optional: bool
    of: Any
    container: Any = None


@cache
def shape_of(hint: Any) -> Shape:
    """
    Return the shape of an annotation.

    >>> shape_of(tuple[str, ...] | None)
    Shape(kind='many', optional=True, of=<class 'str'>, container=<class 'tuple'>)
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _shape_of_union(hint, [a for a in args if a is not NoneType], optional=NoneType in args)
    if origin is frozenset or (origin is tuple and args[1:] == (...,)):
        return Shape("many", optional=False, of=args[0], container=origin)
    if is_entity(hint):
        return Shape("entity", optional=False, of=hint)
    scalar = hint in SCALARS or is_enum(hint)
    return Shape("scalar" if scalar else "other", optional=False, of=hint)


def _shape_of_union(hint: Any, members: list[Any], *, optional: bool) -> Shape:
    if len(members) == 1:
        return shape_of(members[0])._replace(optional=optional)
    if all(is_entity(member) for member in members):
        return Shape("union", optional, tuple(members))
    if all(shape_of(member).kind == "scalar" for member in members):
        return Shape("either", optional, tuple(members))
    return Shape("other", optional, hint)


def is_enum(hint: Any) -> bool:
    """
    Tell whether an annotation is a vocabulary.
    """
    return isinstance(hint, type) and issubclass(hint, Enum)


@cache
def rule_table(cls: Any) -> dict[str, FieldRule]:
    """
    Return the fields of an entity class by name.
    """
    return {rule.name: rule for rule in rules_of(cls)}


@cache
def shapes_of(cls: Any) -> dict[str, Shape]:
    """
    Return the shapes of the fields of an entity class by name.
    """
    return {rule.name: shape_of(rule.hint) for rule in rules_of(cls)}


@cache
def default_of(cls: Any, name: str) -> Any:
    """
    Return what a reader puts where nothing is given.
    """
    field = attrs.fields_dict(cls)[name]
    convert: Any = getattr(field.converter, "converter", field.converter)  # attrs may wrap it in one of its own.
    return field.default if convert is None else convert(field.default)


@cache
def telling_fields(classes: tuple[Any, ...]) -> tuple[tuple[str, Any], ...]:
    """
    Return, for a union of entities, the field that gives each class away, and last the class that has none.

    A field tells when its class requires it and no other class of the union has it; so a group is known by its
    children, and an indicator by having none. Nothing is returned for a union that is tagged.
    """
    telling: list[tuple[str, Any]] = []
    plain: list[Any] = []
    for cls in classes:
        others = {name for other in classes if other is not cls for name in rule_table(other)}
        own = [rule.name for rule in rules_of(cls) if rule.required and rule.name not in others]
        if own:
            telling.append((own[0], cls))
        else:
            plain.append(cls)
    return () if len(plain) > 1 else (*telling, *(("", cls) for cls in plain))


@cache
def is_tagged(classes: tuple[Any, ...]) -> bool:
    """
    Tell whether an object has to say of which class of a union it is, because its fields do not.

    It says so under `kind`, by the name of the class.

    Raises:
        TypeError: A class has a field of that name.
    """
    tagged = not telling_fields(classes)
    taken = [cls.__name__ for cls in classes if tagged and KIND in rule_table(cls)]
    if taken:
        message = f"{', '.join(taken)} cannot be distinguished in a document: the field {KIND!r} conflicts with the tag"
        raise TypeError(message)
    return tagged


def choose(classes: tuple[Any, ...], given: Mapping[Any, Any]) -> Any:
    """
    Return the class of a union that an object belongs to.

    Raises:
        RefusedError: It belongs to none.
    """
    if is_tagged(classes):
        return _named(classes, given)
    for name, cls in telling_fields(classes):
        if not name or name in given:
            return cls
    raise refuse("wrong-type", sorted(map(str, given)), "one of " + ", ".join(cls.__name__ for cls in classes))


def _named(classes: tuple[Any, ...], given: Mapping[Any, Any]) -> Any:
    by_name = {cls.__name__: cls for cls in classes}
    expected = "one of " + ", ".join(by_name)
    if KIND not in given:
        raise RefusedError([Issue("missing", "is missing", (KIND,), None, expected)])
    name = given[KIND]
    if not isinstance(name, str) or name not in by_name:
        raise RefusedError(at(KIND, refuse("not-allowed", name, expected, suggestion(name, by_name)).issues))
    return by_name[name]


def untagged(given: dict[Any, Any]) -> dict[Any, Any]:
    """
    Return an object without what says of which class it is; the rest are its fields.
    """
    fields = copy(given)  # A dict that remembers keys given twice goes on remembering them.
    del fields[KIND]
    return fields
