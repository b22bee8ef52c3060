"""
How it travels: entities to documents and back, strictly.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.serializers._converter import make_converter
    from gm100.serializers._openapi import openapi
    from gm100.serializers._told import issues_of
    from gm100.serializers._wire import Request
    from gm100.serializers.doors import LENIENT, Door, Reading
    from gm100.serializers.evaluation_table import read_evaluations
    from gm100.serializers.files import dump, dumps, load, load_lenient, loads, loads_lenient
    from gm100.serializers.limits import LIMITS, Limits
    from gm100.serializers.lines import iter_dump, iter_load
    from gm100.serializers.registry import FORMATS, Format, Formats
    from gm100.serializers.schemas import schema

__all__ = [
    "FORMATS",
    "LENIENT",
    "LIMITS",
    "Door",
    "Format",
    "Formats",
    "Limits",
    "Reading",
    "Request",
    "dump",
    "dumps",
    "issues_of",
    "iter_dump",
    "iter_load",
    "load",
    "load_lenient",
    "loads",
    "loads_lenient",
    "make_converter",
    "openapi",
    "read_evaluations",
    "schema",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Door": "doors",
        "FORMATS": "registry",
        "Format": "registry",
        "Formats": "registry",
        "LENIENT": "doors",
        "LIMITS": "limits",
        "Limits": "limits",
        "Reading": "doors",
        "Request": "_wire",
        "dump": "files",
        "dumps": "files",
        "issues_of": "_told",
        "iter_dump": "lines",
        "iter_load": "lines",
        "load": "files",
        "load_lenient": "files",
        "loads": "files",
        "loads_lenient": "files",
        "make_converter": "_converter",
        "openapi": "_openapi",
        "read_evaluations": "evaluation_table",
        "schema": "schemas",
    },
)
