"""
An example of every entity, made of the examples in its fields: for the schemas, the documentation and golden documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple

from gm100.errors import InvalidEntityError
from gm100.fields.constraints import Constraint
from gm100.fields.field import FieldRule, rules_of
from gm100.model._entity import evolve
from gm100.serializers.structure.shapes import Shape, is_enum, shape_of
from gm100.text.codes import PROVINCE_CODE, REGION_CODE
from gm100.text.dates import PartialDate

_DEPTH = 3


class Made(NamedTuple):
    """
    What values are made up from where a field has no example.

    Attributes:
        number: The numbers that tell one value from another.
        blank: A text to be filled in, which stands for every text; without it a text is the name of its field.
    """

    number: Iterator[int]
    blank: str | None = None


def example(cls: type) -> Any:
    """
    Return an entity with every field filled that can be, the same on every call.

    >>> from gm100 import Region
    >>> example(Region).name
    'Trenggalek'
    """
    return _entity(cls, Made(count(1)), _DEPTH)


def value_of(rule: FieldRule, blank: str | None = None) -> Any:
    """
    Return a value that a field takes, the same on every call.

    Args:
        rule: The field.
        blank: What stands for texts of which there is no example.
    """
    shape, made = shape_of(rule.hint), Made(count(1), blank)
    if shape.kind == "many" and shape_of(shape.of).kind == "either":
        first = shape_of(shape_of(shape.of).of[0])
        return shape.container([_scalar(rule.name, first, rule.constraint, made)])
    for depth in range(1, _DEPTH + 1):  # As little as the invariants of what is in it let stand there.
        with suppress(InvalidEntityError):
            return _value(rule.name, shape, rule.constraint, made, depth)
    return None


def _entity(cls: Any, made: Made, depth: int) -> Any:
    """
    Fill the fields of a class; where they contradict one another, leave out those it can do without.
    """
    rules = [rule for rule in rules_of(cls) if rule.required or depth > 0]
    fields = {rule.name: _field(rule, made, depth) for rule in rules}
    needed = {rule.name: fields[rule.name] for rule in rules if rule.required}
    while len(fields) > len(needed):
        try:
            return cls(**fields)
        except InvalidEntityError as error:
            named = {issue.path[0] for issue in error.issues if issue.path} - set(needed)
            last = {[name for name in fields if name not in needed][-1]}
            fields = {name: value for name, value in fields.items() if name not in (named & set(fields) or last)}
    return cls(**needed)


def _field(rule: FieldRule, made: Made, depth: int) -> Any:
    return _value(rule.name, shape_of(rule.hint), rule.constraint, made, depth)


def _value(name: str, shape: Shape, c: Constraint, made: Made, depth: int) -> Any:
    if shape.kind == "entity":
        return _entity(shape.of, made, depth - 1)
    if shape.kind == "union":
        plain = [cls for cls in shape.of if not _needs_others(cls)]
        return _entity((plain or shape.of)[0], made, depth - 1)
    if shape.kind == "many":
        many = max(c.min_length or 0, 1 if depth > 0 else 0)
        item = c._replace(min_length=None, max_length=None, unique_by=None)
        items = [_value(name, shape_of(shape.of), item, made, depth) for _ in range(many)]
        return shape.container(items[:1] + [_another(each, c.unique_by, n) for n, each in enumerate(items[1:], 2)])
    return _scalar(name, shape, c, made) if shape.kind == "scalar" else None


def _another(value: Any, by: str | None, place: int) -> Any:
    """
    Return a value that differs from its neighbours by what no two of them may share.
    """
    if not by:
        return f"{value} {place}" if isinstance(value, str) else value
    return evolve(value, **{by: f"{getattr(value, by)}-{place}"})


def _needs_others(cls: Any) -> bool:
    return any(rule.required and shape_of(rule.hint).kind in {"many", "union"} for rule in rules_of(cls))


def _scalar(name: str, shape: Shape, c: Constraint, made: Made) -> Any:
    if c.example is not None and type(c.example) is shape.of:
        return _of_no_place(c)
    if c.one_of is not None:
        return min(c.one_of)
    if is_enum(shape.of):
        return next(iter(shape.of))
    if shape.of in {int, Decimal, float}:
        low = c.ge if c.ge is not None else 0
        return shape.of(low if c.le is not None else max(low, next(made.number)))
    plain = {bool: True, PartialDate: PartialDate(2022, 4, 21), date: date(2022, 4, 21)}
    return plain.get(shape.of, _text(name, c, made))


def _of_no_place(c: Constraint) -> Any:
    """
    Return the example of a field; for the code of a place one of no place, since the rest of the entity is made up.
    """
    if c.pattern == PROVINCE_CODE:
        return "99"
    return "99.01" if isinstance(c.example, str) and re.fullmatch(REGION_CODE, c.example, re.ASCII) else c.example


_SAMPLES = ("99.01", "99", "9901", "ID-JI", "2022-04", "GM100-MOU-001", "example", "EX", "12", "1.1", "a", "0")


def _text(name: str, c: Constraint, made: Made) -> str:
    """
    Return a text for a field without example: its name, or the first sample that its pattern takes.
    """
    if c.pattern is None:
        return made.blank or f"{name.replace('_', ' ')} {next(made.number)}"
    if c.example is not None:
        return str(c.example)
    return next(sample for sample in _SAMPLES if re.fullmatch(c.pattern, sample, re.ASCII))
