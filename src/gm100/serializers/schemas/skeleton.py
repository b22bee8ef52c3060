"""
A dossier to complete: what is known, and every field with its sentence, as a TOML document that can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from gm100._dates import PartialDate
from gm100._fields import FieldRule, rules_of
from gm100._words import words_of
from gm100.model.dossier import FACT_FIELDS, Dossier
from gm100.serializers.document.envelope import to_tree
from gm100.serializers.document.migrations import SCHEMA_VERSION

_DEPTH = 2
"""How deep entities are in one another in an example; deeper ones are left to the reader."""


def skeleton(known: Dossier, lang: str = "en") -> str:
    """
    Return a dossier as TOML: its facts, and a commented example of every kind of fact.

    Strict reading takes it as it stands; where facts leave out their region, lenient reading gives them that of the
    dossier.

    Args:
        known: What is known.
        lang: Language of the comments.
    """
    item = to_tree(known)["item"]
    lines = (line for collection in FACT_FIELDS for line in _collection(collection, item, lang))
    return "\n".join((*_head(known, item, lang), *lines, ""))


def _head(known: Dossier, item: Mapping[str, Any], lang: str) -> Iterator[str]:
    says = words_of("dossier", lang)
    yield f"# {says['title'].format(name=known.name or known.region)}"
    yield f"# {says['remove']}"
    yield f"# {says['dates']}"
    yield f"# {says['region_once']}"
    yield f"schema_version = {SCHEMA_VERSION}"
    yield 'type = "Dossier"'
    yield ""
    yield "[item]"
    for name in ("region", "name", "complete", "note"):
        if name in item or name == "complete":
            yield f"{name} = {_toml(item.get(name, []))}"


def _collection(collection: str, item: Mapping[str, Any], lang: str) -> Iterator[str]:
    rule = next(rule for rule in rules_of(Dossier) if rule.name == collection)
    says, needed = words_of("field", lang), words_of("dossier", lang)["needed"]
    fields = rules_of(get_args(rule.hint)[0])
    yield ""
    yield f"# {says[rule.constraint.doc]}"
    for fact in item.get(collection, ()):
        yield f"[[item.{collection}]]"
        yield from (
            f"{field.name} = {_toml(fact[field.name])}  # {says[field.constraint.doc]}"
            for field in fields
            if fact.get(field.name) is not None
        )
    yield f"# [[item.{collection}]]"
    for field in fields:
        own = field.name == "region"  # Of a fact that needs one, the dossier says it.
        value = None if own and field.required else json.dumps(item["region"]) if own else _example(field, _DEPTH)
        if value is not None:
            yield f"# {field.name} = {value}  # {says[field.constraint.doc]}" + (f" {needed}" if field.required else "")


def _toml(value: Any) -> str:
    """
    Return a value of a document as TOML on one line; what is nothing is left out.
    """
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items() if each is not None) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


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
