"""
How it travels: entities to documents and back, strictly.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.serializers._converter import make_converter
    from gm100.serializers.evaluation_table import read_evaluations
    from gm100.serializers.files import dump, dumps, load, loads

__all__ = [
    "dump",
    "dumps",
    "load",
    "loads",
    "make_converter",
    "read_evaluations",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "dump": "files",
        "dumps": "files",
        "load": "files",
        "loads": "files",
        "make_converter": "_converter",
        "read_evaluations": "evaluation_table",
    },
)
