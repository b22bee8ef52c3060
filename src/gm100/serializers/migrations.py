"""
Documents of the past: each step turns the tree of one version into that of the next, before anything is read.

A step is a plain function from dict to dict. It knows nothing of entities, so it goes on working when they change, and
it must take any tree: what a step does not recognise it leaves for the reader to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

Tree: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[Tree], Tree]

SCHEMA_VERSION: Final = 1
"""The version of the wire that this release writes."""


def from_0(tree: Tree) -> Tree:
    """
    Put the flat draft of a document into an envelope, and its scores by dimension into a list.

    Version 0 was a draft on paper: the fields stood beside `schema_version` and `type`, and scores were an object
    `{"baseline": "3.08"}`. No release wrote it.

    >>> from_0({"schema_version": 0, "type": "Evaluation", "region": "35.03"})
    {'schema_version': 1, 'type': 'Evaluation', 'item': {'region': '35.03'}}
    """
    item = {key: value for key, value in tree.items() if key not in {"schema_version", "type"}}
    for name in ("scores", "pillar_scores"):
        if isinstance(item.get(name), dict):
            item[name] = [{"dimension": key, "value": value} for key, value in item[name].items()]
    return {"schema_version": 1, "type": tree.get("type"), "item": item}


MIGRATIONS: Final[Mapping[int, Step]] = MappingProxyType({0: from_0})
"""For each past version the step that leads to the next."""


def migrate(tree: Tree, steps: Mapping[int, Step] = MIGRATIONS) -> Tree:
    """
    Return a document of a past version as the present one has it; any other is returned as it is.

    Args:
        tree: The whole document.
        steps: For each past version the step that leads to the next.
    """
    version = tree.get("schema_version")
    while type(version) is int and version in steps:
        tree = steps[version](tree)
        version += 1
    return tree
