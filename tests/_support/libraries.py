"""
Libraries that a test module may name before they are needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """
    A library that is imported when a test first uses it, so that its module is collected where the library is absent.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        """
        Return an attribute of the library.
        """
        return getattr(import_module(self._name), attribute)
