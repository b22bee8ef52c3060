"""
Functions written as text and compiled once, where a loop in Python would be felt in every cell of every document.

The text is put together from the templates of a module of ours, from names of fields that are in our own classes,
and from counted names that are bound to values; no text of a document ever gets into it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any


def function_of(source: str, names: dict[str, Any]) -> Any:
    """
    Compile one function and bind it to its constants and helpers, and to nothing else: it sees no builtins.

    Args:
        source: A `def` or a `lambda`; it is taken out of what is compiled, which itself never runs.
        names: What the names in it mean; the function looks there each time, so a name may be bound again.

    >>> function_of("lambda x: f0(x)", {"f0": len})("abc")
    3
    """
    names["__builtins__"] = {}
    return FunctionType(_code_of(source), names)


@lru_cache(maxsize=64)  # Anyone who scores one table after another with a scorecard asks for the same code again.
def _code_of(source: str) -> CodeType:
    module = compile(source, "<gm100>", "exec")
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


def bind_late(names: dict[str, Any], name: str, make: Callable[[], Callable[[Any], Any]]) -> None:
    """
    Bind a name to a function of one value that is made on the first call, for what it is made of may not exist yet.
    """

    def first(value: Any) -> Any:
        names[name] = made = make()
        return made(value)

    names[name] = first
