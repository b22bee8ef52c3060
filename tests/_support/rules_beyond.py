"""
The rules of a class that no schema can say, by the codes of their issues, as the published table lists them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from build_schema import rules_across

from gm100.fields.field import rules_of
from gm100.serializers.structure.shapes import shape_of


@cache
def codes_beyond(cls: Any) -> frozenset[str]:
    """
    Return the codes of a class and of every class within it.
    """
    found: set[str] = set()
    todo, seen = [cls], set()
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            found |= set(rules_across(each))
            todo += [below for rule in rules_of(each) for below in _classes(rule.hint)]
    return frozenset(found)


def _classes(hint: Any) -> list[Any]:
    shape = shape_of(hint)
    if shape.kind == "many":
        return _classes(shape.of)
    return [shape.of] if shape.kind == "entity" else list(shape.of) if shape.kind == "union" else []
