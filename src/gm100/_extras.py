"""
Libraries that only an extra installs.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gm100.errors import MissingExtraError


def library(module: str, feature: str, extra: str) -> Any:
    """
    Import a library where it is used.

    Args:
        module: Its dotted name.
        feature: What it is needed for, as the error says it.
        extra: The extra that installs it.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(feature, extra) from None
