"""
Faults put into right documents on purpose, each with the place at which a reader must name it.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.structure.shapes import (
    KIND,
    Shape,
    choose,
    is_enum,
    is_tagged,
    rule_table,
    shape_of,
    telling_fields,
    untagged,
)

Path = tuple[Any, ...]

NO_SCALAR = {"no": "scalar"}


class Fault(NamedTuple):
    """
    A change to a document: what stands at a place afterwards, or nothing where it is taken away.
    """

    path: Path
    value: Any
    code: str


REMOVED = object()


def possible(tree: Any, cls: Any, path: Path = (), union: tuple[Any, ...] = ()) -> Iterator[Fault]:
    """
    Yield the faults that an object of a class, or of one class of a union, can be given.
    """
    yield from (Fault((*path, f"zz{n}"), n, "unknown-key") for n in range(20))
    for name, value in tree.items():
        rule = rule_table(cls)[name]
        yield from _of_field(rule, shape_of(rule.hint), value, (*path, name))
    yield from _missing(tree, cls, path, union)


def _missing(tree: Any, cls: Any, path: Path, union: tuple[Any, ...]) -> Iterator[Fault]:
    """
    Yield required fields taken away, but not the one by which a union knows the class: without it it is another.
    """
    tells = {each: name for name, each in telling_fields(union)}.get(cls) if union else None
    for rule in rules_of(cls):
        if rule.required and rule.name in tree and rule.name != tells:
            yield Fault((*path, rule.name), REMOVED, "missing")


def _of_field(rule: FieldRule, shape: Shape, value: Any, path: Path) -> Iterator[Fault]:
    yield from (Fault(path, wrong, code) for wrong, code in _wrong_values(rule, shape))
    if shape.kind == "entity" and value is not None:
        yield from possible(value, shape.of, path)
    elif shape.kind == "union" and value is not None:
        yield from _of_union(shape, value, path)
    elif shape.kind == "many" and value is not None:
        for place, each in enumerate(value):
            yield from _of_field(rule, shape_of(shape.of), each, (*path, place))


def _of_union(shape: Shape, value: Any, path: Path) -> Iterator[Fault]:
    cls = choose(shape.of, value)
    if not is_tagged(shape.of):
        yield from possible(value, cls, path, shape.of)
        return
    yield from (Fault((*path, KIND), *wrong) for wrong in ((REMOVED, "missing"), ("zz", "not-allowed")))
    yield from possible(untagged(value), cls, path)


def _wrong_values(rule: FieldRule, shape: Shape) -> Iterator[tuple[Any, str]]:
    if shape.kind == "scalar":
        yield NO_SCALAR, "not-allowed" if is_enum(shape.of) else "wrong-type"
        yield from _beyond(rule, shape)
    elif shape.kind in {"entity", "union", "many"}:
        yield "a text", "wrong-type"


def _beyond(rule: FieldRule, shape: Shape) -> Iterator[tuple[Any, str]]:
    c = rule.constraint
    number = {int: int, Decimal: str}.get(shape.of)
    if number and c.ge is not None:
        yield number(c.ge - 1), "not-allowed"
    if number and c.le is not None:
        yield number(c.le + 1), "not-allowed"
    if shape.of is str and (c.pattern or c.one_of):
        yield "!", "not-allowed"
    if is_enum(shape.of):
        yield "zz", "not-allowed"
    if shape.of is int:
        yield True, "wrong-type"
    if shape.of is bool:
        yield 1, "wrong-type"


def inject(tree: Any, cls: Any, count: int, seed: int) -> tuple[Any, list[Fault]]:
    """
    Return a copy of an object with so many faults, none within another, and the faults.
    """
    candidates = list(possible(tree, cls))
    random.Random(seed).shuffle(candidates)  # noqa: S311 - chance that can be repeated is what a test wants
    chosen: list[Fault] = []
    for fault in candidates:
        if len(chosen) < count and not any(_overlap(_extent(fault), _extent(other)) for other in chosen):
            chosen.append(fault)
    broken = copy.deepcopy(tree)
    for fault in chosen:
        _put(broken, fault)
    return broken, chosen


def _extent(fault: Fault) -> Path:
    """
    Return the place that a fault spoils: without its tag the class of an object is open, and so are all its fields.
    """
    return fault.path[:-1] if fault.path[-1] == KIND and fault.code != "unknown-key" else fault.path


def _overlap(one: Path, two: Path) -> bool:
    shorter = min(len(one), len(two))
    return one[:shorter] == two[:shorter]


def _put(tree: Any, fault: Fault) -> None:
    for step in fault.path[:-1]:
        tree = tree[step]
    if fault.value is REMOVED:
        del tree[fault.path[-1]]
    else:
        tree[fault.path[-1]] = fault.value
