"""
Progress on long runs: a bar where a person watches, silence everywhere else (extra `progress`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")


def progress(things: Iterable[T], total: int | None = None, label: str | None = None) -> Iterable[T]:
    """
    Pass things on, and show on stderr how many have passed.

    Nothing is shown where stderr is not a terminal, such as in a pipe or a log, or where tqdm is not installed. Results
    never depend on it.

    Args:
        things: What a loop runs over.
        total: How many there are, where they cannot be counted beforehand.
        label: What is being done.

    >>> list(progress(range(3), label="scoring"))
    [0, 1, 2]
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return things
    try:
        tqdm: Any = import_module("tqdm")
    except ImportError:
        return things
    shown: Iterable[T] = tqdm.tqdm(things, total=total, desc=label, file=sys.stderr)
    return shown
