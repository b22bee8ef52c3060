"""
A dossier to complete: what is known, and every field with its sentence, as a TOML document that can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from gm100.fields.field import rules_of
from gm100.model.dossier import FACT_FIELDS, Dossier
from gm100.serializers.document.envelope import to_tree
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.schemas.examples import value_of
from gm100.serializers.structure.converter import converter
from gm100.text.words import words_of


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
        if field.name == "region" and field.required:
            continue  # The dossier says it.
        example = converter().unstructure(value_of(field, "..."), field.hint)
        value = _toml(item["region"] if field.name == "region" else example)
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
