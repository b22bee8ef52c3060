"""
Packages whose names are imported when they are first used (PEP 562).

Importing gm100 must cost next to nothing, and looking up one region must not load the scoring engine.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Return the `__getattr__` and `__dir__` of a package whose names live in other modules.

    Args:
        package: The name of the package.
        homes: For each public name the module, relative to the package, that defines it.
    """

    def getattr_(name: str) -> Any:
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        home = f"{package}.{homes[name]}"
        __import__(home)
        value = getattr(sys.modules[home], name)
        setattr(sys.modules[package], name, value)
        return value

    return getattr_, lambda: sorted(homes)
