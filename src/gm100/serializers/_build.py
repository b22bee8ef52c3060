"""
The trusted way to an entity, for readers that have checked every field already.

The usual constructor checks each field again, because it cannot know. A reader knows: it has just made the value by
the same constraint. What no field can know alone, the invariants, is checked here as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from gm100.serializers._refusal import RefusedError


def builder(cls: Any) -> Callable[[dict[str, Any]], Any]:
    """
    Return a function that makes an entity of checked fields and refuses what breaks an invariant.
    """
    slots = tuple((f.name, cls.__dict__[f.name].__set__, _default(f)) for f in attrs.fields(cls))
    new = cls.__new__
    invariants = getattr(cls, "_invariants", None)

    def build(fields: dict[str, Any]) -> Any:
        made = new(cls)
        given = fields.get
        for name, put, default in slots:
            put(made, given(name, default))
        if invariants is not None:
            issues = tuple(invariants(made))
            if issues:
                raise RefusedError(issues)
        return made

    return build


def _default(field: attrs.Attribute[Any]) -> Any:
    """
    Return what the constructor would store when a field is not given.
    """
    default = field.default
    if default is attrs.NOTHING:
        return None
    return field.converter(default) if callable(field.converter) else default
