"""
A dossier to fill in: every field with its sentence, as comments of a TOML document that can be read as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from gm100._dates import PartialDate
from gm100._fields import FieldRule, rules_of
from gm100.model.dossier import DRAWERS, Dossier
from gm100.serializers.document.migrations import SCHEMA_VERSION

_DEPTH = 2
"""How deep entities stand in one another in an example; deeper ones are left to the reader."""


def skeleton(region: str, name: str) -> str:
    """
    Return an empty dossier of a region as TOML, with a commented example of every kind of fact.

    Args:
        region: Kemendagri code of the region.
        name: Its name.
    """
    return "\n".join((*_head(region, name), *(line for drawer in DRAWERS for line in _drawer(drawer, region)), ""))


def _head(region: str, name: str) -> Iterator[str]:
    yield f"# Dossier of {name}."
    yield "# Take the '# ' away before the lines you fill in; leave out what you do not know; repeat blocks."
    yield "# A date is YYYY-MM-DD, YYYY-MM or YYYY. Name in `complete` the collections in which nothing is missing."
    yield f"schema_version = {SCHEMA_VERSION}"
    yield 'type = "Dossier"'
    yield ""
    yield "[item]"
    yield f"region = {json.dumps(region)}"
    yield f"name = {json.dumps(name, ensure_ascii=False)}"
    yield "complete = []"


def _drawer(drawer: str, region: str) -> Iterator[str]:
    rule = next(rule for rule in rules_of(Dossier) if rule.name == drawer)
    yield ""
    yield f"# {rule.constraint.doc}"
    yield f"# [[item.{drawer}]]"
    for field in rules_of(get_args(rule.hint)[0]):
        value = json.dumps(region) if field.name == "region" else _example(field, _DEPTH)
        if value is not None:
            needed = " Required." if field.required else ""
            yield f"# {field.name} = {value}  # {field.constraint.doc}{needed}"


def _example(field: FieldRule, depth: int) -> str | None:
    """
    Return a value that a field takes, as TOML; `None` where none fits on a line.
    """
    if field.constraint.example is not None and not attrs.has(type(field.constraint.example)):
        shown = _shown(field.constraint.example)
        return f"[{shown}]" if get_origin(field.hint) in {tuple, frozenset} else shown
    if field.constraint.one_of is not None:
        first = _shown(next(iter(sorted(field.constraint.one_of))))
        return f"[{first}]" if get_origin(field.hint) in {tuple, frozenset} else first
    return _of_type(field.hint, field, depth)


def _of_type(hint: Any, field: FieldRule, depth: int) -> str | None:
    choices = [kind for kind in get_args(hint) if kind not in {NoneType, Ellipsis}]
    if get_origin(hint) in {tuple, frozenset}:
        item = _of_type(choices[0], field, depth)
        return None if item is None else f"[{item}]"
    kind = choices[0] if choices else hint
    if attrs.has(kind) and kind is not PartialDate:
        return _inline(kind, depth - 1) if depth else None
    return _shown(_sample(kind, field))


def _inline(kind: type, depth: int) -> str | None:
    """
    Return the required fields of an entity as an inline table.
    """
    parts = [(rule.name, _example(rule, depth)) for rule in rules_of(kind) if rule.required]
    if any(value is None for _, value in parts) or hasattr(kind, "_invariants"):
        return None  # What an invariant asks for, no example can know.
    return "{ " + ", ".join(f"{name} = {value}" for name, value in parts) + " }"


def _sample(kind: Any, field: FieldRule) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind is PartialDate:
        return "2022-04-21"
    if kind is int:
        least = field.constraint.ge
        return 1 if least is None else max(1, least)
    samples: dict[Any, Any] = {bool: True, Decimal: Decimal("1.00")}
    return samples.get(kind, "...")


def _shown(value: Any) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Decimal | PartialDate):
        value = str(value)
    return json.dumps(value, ensure_ascii=False)
