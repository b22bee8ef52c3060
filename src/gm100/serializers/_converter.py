"""
The one converter: cattrs, with strict hooks for everything that an entity can hold.

cattrs by itself coerces and stops at the first broken field; these hooks refuse, and each collects all that is wrong
below it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

import attrs
from cattrs import Converter

from gm100._dates import PartialDate
from gm100._fields import FieldRule, explain_failure, rules_of, type_name
from gm100.errors import InvalidEntityError, Issue, PathPart
from gm100.model.scorecard import Group, Indicator, Node
from gm100.serializers._refusal import RefusedError, at, refuse, suggestion
from gm100.serializers.cells import NUMBER

Hook: TypeAlias = Callable[[Any, Any], Any]


class Repeated(dict[str, Any]):
    """
    An object of a document in which keys are given twice.
    """

    keys_twice: tuple[str, ...] = ()


def make_converter() -> Converter:
    """
    Return a fresh converter that reads and writes every entity of gm100 strictly.

    It is a plain `cattrs.Converter`: register further hooks on it for classes of your own that hold entities.
    """
    converter = Converter(omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exact(kind))
    for family in (StrEnum, IntEnum):  # By themselves they would fall to the hooks of `str` and `int`.
        converter.register_structure_hook(family, _enum)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(PartialDate, _date)
    converter.register_structure_hook_factory(_is_optional, lambda hint: _optional(converter, hint))
    converter.register_structure_hook_factory(_is_collection, lambda hint: _collection(converter, hint))
    converter.register_structure_hook_factory(_is_entity, lambda cls: _entity(converter, cls))
    converter.register_structure_hook_func(_is_path_part, _path_part)
    converter.register_structure_hook(Node, lambda value, _: _node(converter, value))
    converter.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook_factory(_is_enum, lambda _: lambda value: value.value)
    converter.register_unstructure_hook_factory(_is_set, lambda _: sorted)
    return converter


@cache
def converter() -> Converter:
    """
    Return the converter that gm100 itself reads and writes with.
    """
    return make_converter()


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in {Union, UnionType} and NoneType in get_args(hint)


def _is_collection(hint: Any) -> bool:
    return get_origin(hint) in {tuple, frozenset}


def _is_set(hint: Any) -> bool:
    return get_origin(hint) is frozenset


def _is_entity(hint: Any) -> bool:
    return attrs.has(hint) and hint.__module__.startswith("gm100.model")


def _exact(kind: type) -> Hook:
    expected = type_name(kind)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise refuse("wrong-type", value, expected)
        return value

    return structure


def _decimal(value: Any, _: Any) -> Decimal:
    if type(value) is not str or NUMBER.fullmatch(value) is None:
        raise refuse("wrong-type", value, 'a decimal number as text, such as "3.08"')
    return Decimal(value)


def _date(value: Any, _: Any) -> PartialDate:
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        raise refuse("wrong-type", value, "a date as YYYY-MM-DD, YYYY-MM or YYYY") from None


def _enum(value: Any, hint: Any) -> Any:
    members = _members(hint)
    if type(value) not in {str, int} or value not in members:
        near = suggestion(value, list(members)) if isinstance(value, str) else ""
        raise refuse("not-allowed", value, type_name(hint) + near)
    return members[value]


@cache
def _members(hint: Any) -> dict[Any, Any]:
    return {member.value: member for member in hint}


def _optional(converter: Converter, hint: Any) -> Hook:
    """
    Read `X | None`; cattrs' own way lets a text stand for a `StrEnum`.
    """
    (kind,) = (kind for kind in get_args(hint) if kind is not NoneType)

    def structure(value: Any, _: Any) -> Any:
        return None if value is None else converter.get_structure_hook(kind)(value, kind)

    return structure


def _collection(converter: Converter, hint: Any) -> Hook:
    kind, item = get_origin(hint), get_args(hint)[0]

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise refuse("wrong-type", value, f"a list of {type_name(item)}")
        hook = converter.get_structure_hook(item)
        items, issues = [], []
        for place, each in enumerate(value):
            try:
                items.append(hook(each, item))
            except RefusedError as refused:
                issues += at(place, refused.issues)
        made = kind(items)
        if not issues and len(made) < len(items):
            issues.append(Issue("duplicate", "got the same value twice, expected each once"))
        if issues:
            raise RefusedError(issues)
        return made

    return structure


def _is_path_part(hint: Any) -> bool:
    return bool(hint == PathPart)


def _path_part(value: Any, _: Any) -> PathPart:
    """
    Read a step of a path: a key, or a position.
    """
    if type(value) not in {str, int}:
        raise refuse("wrong-type", value, "a key as text, or a position as a whole number")
    part: PathPart = value
    return part


def _node(converter: Converter, value: Any) -> Node:
    cls: type[Any] = Group if isinstance(value, dict) and "children" in value else Indicator
    node: Node = converter.structure(value, cls)
    return node


def _entity(converter: Converter, cls: type) -> Hook:
    rules = {rule.name: rule for rule in rules_of(cls)}

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise refuse("wrong-type", value, f"an object with the fields of {cls.__name__}")
        return _build(cls, *_fields(converter, rules, value))

    return structure


def _fields(
    converter: Converter, rules: dict[str, FieldRule], given: dict[str, Any]
) -> tuple[dict[str, Any], list[Issue]]:
    """
    Read every field of an object, in document order, and collect what is wrong with each.
    """
    fields: dict[str, Any] = {}
    issues: list[Issue] = []
    for key, value in given.items():
        rule = rules.get(key)
        if rule is None:
            message = f"unknown key{suggestion(key, rules)}"
            issues.append(Issue("unknown-key", message, (key,), key))
            continue
        try:
            fields[key] = made = converter.get_structure_hook(rule.hint)(value, rule.hint)
        except RefusedError as refused:
            issues += at(key, refused.issues)
            continue
        if not rule.holds(made):
            issues.append(explain_failure(rule, made))
    if isinstance(given, Repeated):
        issues += [Issue("duplicate", "the key is given twice", (key,)) for key in given.keys_twice]
    missing = (rule for rule in rules.values() if rule.required and rule.name not in given)
    issues += [Issue("missing", "is missing", (rule.name,), None, type_name(rule.hint)) for rule in missing]
    return fields, issues


def _build(cls: type, fields: dict[str, Any], issues: list[Issue]) -> Any:
    if issues:
        raise RefusedError(issues)
    try:
        return cls(**fields)
    except InvalidEntityError as error:
        raise RefusedError(error.issues) from None
