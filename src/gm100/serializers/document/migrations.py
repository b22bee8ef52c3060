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
"""The version of the documents that this release writes."""


MIGRATIONS: Final[Mapping[int, Step]] = MappingProxyType({})
"""For each past version the step that leads to the next; there is no past version yet."""


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
