"""
Packages whose names are imported when they are first used (PEP 562).

Importing gm100 must cost next to nothing, and looking up one region must not load the scoring engine. The names of a
package are written once, in the stub beside its `__init__.py`, which type checkers, editors and this module read.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = (
    False  # Type checkers take this name for true; importing `typing` alone costs more than the whole package.
)
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


RENAMED = {
    "Bounds": "scoring.Bounds",
    "CompiledScorecard": "scoring.CompiledScorecard",
    "DRAWERS": "FACT_FIELDS",
    "Difference": "scoring.Difference",
    "Door": "LenientOptions",
    "DuplicateMethodError": "errors.DuplicateMethodError",
    "Engine": "scoring.Engine",
    "GivenTable": "adapters.GivenTable",
    "Need": "scoring.NeededValue",
    "NeededValue": "scoring.NeededValue",
    "NodeChange": "scoring.NodeChange",
    "Program": "scoring.CompiledScorecard",
    "Stage": "BimtekStage",
    "Status": "ResultStatus",
    "Step": "ProgrammeStage",
    "SubclassingError": "errors.SubclassingError",
    "Text": "Bilingual",
    "check_scorecard": "scoring.check_scorecard",
    "compiled": "scoring.compiled",
    "load_plugins": "scoring.load_plugins",
    "ranks": "scoring.ranks",
    "rounded_mean": "adapters.rounded_mean",
}
"""
Names of version 0.1 and what they are called now; the old ones work in 0.2 as well, with a warning.

A name behind a dot is that of a room: what only users of the engine need is no longer a name of `gm100` itself.
"""


def exports(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Return the `__getattr__` and `__dir__` of a package whose stub says where its names live.

    Args:
        package: The name of the package, whose `__init__.pyi` holds nothing but imports.
    """
    homes: dict[str, str] = {}

    def known() -> dict[str, str]:
        if not homes:
            homes.update(homes_of(package))
        return homes

    def getattr_(name: str) -> Any:
        if name == "__all__":
            return sorted(name for name, home in known().items() if home != package)
        if name not in known() and name in RENAMED:
            room, _, new = RENAMED[name].rpartition(".")
            if new in known():
                return _warned(package, name, new)
            if room in known():
                return _warned(package, name, f"{package}.{room}.{new}")
        if name.startswith("__") or name not in known():
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        home = homes[name]
        value = _module(f"{package}.{name}") if home == package else getattr(_module(home), name)
        setattr(sys.modules[package], name, value)  # The next look-up is an ordinary one.
        return value

    return getattr_, lambda: sorted(known())


def homes_of(package: str) -> dict[str, str]:
    """
    Return for each public name of a package the module that defines it, from the stub of the package.

    >>> homes_of("gm100")["Region"]
    'gm100.model.region'
    """
    root, *below = package.split(".")
    spec: Any = _module(root).__spec__
    # `__init__.pyi` is beside `__init__.py`, in a zip and where only compiled files (`.pyc`) are left as well.
    folder = spec.origin[: spec.origin.rindex("__init__")]
    stub = spec.loader.get_data(f"{folder}{''.join(each + folder[-1] for each in below)}__init__.pyi").decode()
    homes: dict[str, str] = {}
    for statement in f"\n{stub}".split("\nfrom ")[1:]:
        home, _, names = statement.partition("\n\n")[0].partition(" import ")
        if names.startswith("*"):
            homes |= homes_of(home)
        else:
            homes.update((name.split()[0], home) for name in names.strip("()\n, ").split(","))
    return homes


def _warned(package: str, name: str, new: str) -> Any:
    import warnings

    message = f"{package}.{name} is now called {new}; the old name goes with version 0.3"
    warnings.warn(message, DeprecationWarning, stacklevel=3)
    room, _, last = new.rpartition(".")
    return getattr(_module(room or package), last)


def _module(name: str) -> Any:
    __import__(name)
    return sys.modules[name]
