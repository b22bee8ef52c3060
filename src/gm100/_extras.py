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


def drawn(chart: str, *things: Any, **options: Any) -> Any:
    """
    Draw something with a chart of the adapters, and return the figure.

    The charts are above what they draw, so they are found by name when someone asks for a picture.

    Args:
        chart: The name of the chart in `gm100.adapters.charts`.
        things: What to draw.
        options: As for the chart, such as `ax` and `lang`.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    return getattr(import_module("gm100.adapters.charts"), chart)(*things, **options)
