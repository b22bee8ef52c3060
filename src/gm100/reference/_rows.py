"""
The rows of the reference data, and the addresses in them, as sources with a grade.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gm100.model.source import Evidence, Source

_OFFICIAL: Final = "Kominfo letter"
"""What the address of a ministry's letter says in the rows of membership."""


def rows_of(table: Any) -> Iterator[dict[str, Any]]:
    """
    Yield the rows of a module of data, each by the names of its columns.
    """
    return (dict(zip(table.COLUMNS, row, strict=True)) for row in table.ROWS)


def source_at(address: str) -> Source:
    """
    Return an address as a source, with the grade that follows from it.

    >>> [source_at(address).evidence.value for address in ("https://tobakab.go.id/x", "https://voi.id/x", "GitHub x")]
    ['site', 'press', 'stored']
    """
    if _OFFICIAL in address:
        evidence = Evidence.OFFICIAL
    elif address.startswith("GitHub"):
        evidence = Evidence.STORED
    else:
        evidence = Evidence.SITE if ".go.id" in address else Evidence.PRESS
    return Source(address, evidence=evidence, address=address)
