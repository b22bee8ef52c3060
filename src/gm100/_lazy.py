"""
Packages whose names are imported when they are first used (PEP 562).

Importing gm100 must cost next to nothing, and looking up one region must not load the scoring engine.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = (
    False  # Type checkers take this name for true; importing `typing` alone costs more than the whole front door.
)
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import ModuleType
    from typing import Any


def lazy(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Return the `__getattr__` and `__dir__` of a package whose names live in its modules.

    Args:
        package: The name of the package.
        homes: For each public name the module, relative to the package, that defines it.
    """

    def getattr_(name: str) -> Any:
        if name not in homes:
            raise _no_attribute(package, name)
        return _keep(package, name, _module(f"{package}.{homes[name]}"))

    return getattr_, lambda: sorted(homes)


def door(
    package: str, names: Iterable[str], rooms: Iterable[str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Return the `__getattr__` and `__dir__` of a package that re-exports names of several rooms.

    Args:
        package: The name of the package.
        names: Its public names.
        rooms: The modules, relative to the package, whose `__all__` hold the names.
    """
    known = frozenset(names)

    def getattr_(name: str) -> Any:
        if name in known:
            for room in rooms:
                module = _module(f"{package}.{room}")
                if name in module.__all__:
                    return _keep(package, name, module)
        raise _no_attribute(package, name)

    return getattr_, lambda: sorted(known)


def _module(name: str) -> ModuleType:
    __import__(name)
    return sys.modules[name]


def _keep(package: str, name: str, module: ModuleType) -> Any:
    """
    Put a value into its package, so that the next look-up is an ordinary one.
    """
    value = getattr(module, name)
    setattr(sys.modules[package], name, value)
    return value


def _no_attribute(package: str, name: str) -> AttributeError:
    return AttributeError(f"module {package!r} has no attribute {name!r}")
