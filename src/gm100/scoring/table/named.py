"""
Tables whose rows name a region and have no code: the names are resolved, and the codes are the units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gm100._lookup import areas
from gm100.errors import Issue
from gm100.scoring.table.table import NAME, UNIT, Schema

if TYPE_CHECKING:  # Most tables have codes, and need no names of regions.
    from gm100.model.resolution import Resolutions


class Named(NamedTuple):
    """
    A table with its units.

    Attributes:
        data: The table, with a column of codes and one of names where its own named regions.
        issues: The names without an answer.
        resolutions: How the names were read, if there were any.
    """

    data: Any
    issues: list[Issue]
    resolutions: Resolutions | None = None


def with_codes(data: Mapping[str, Sequence[Any]] | list[Any], schema: Schema) -> Named:
    """
    Return a table whose units are the regions that it names; one that has codes is returned as it is.
    """
    as_it_is = Named(data, [])
    if not isinstance(data, Mapping):
        if not all(type(row) is dict for row in data[:1]) or not all(isinstance(row, Mapping) for row in data):
            return as_it_is
        header = dict.fromkeys(key for row in data for key in row)
    else:
        header = dict.fromkeys(data)
    if UNIT in header or UNIT in schema.renamed(header).values() or {"region", "edition"} <= {*header}:
        return as_it_is
    columns = data if isinstance(data, Mapping) else {key: [row.get(key) for row in data] for key in header}
    found = areas({key: cells for key, cells in columns.items() if _is_free(key, schema)})
    if found is None:
        return as_it_is
    issues = [
        Issue("no-unit", str(one.problem), (f"row {row}", found.column), one.text, "a region or a province")
        for row, one in enumerate(found.answers, start=1)
        if one.region is None
    ]
    units = {
        UNIT: [one.code or f"row {row}" for row, one in enumerate(found.answers, start=1)],
        NAME: [one.region and one.region.full_name for one in found.answers],
    }
    rest = {key: cells for key, cells in columns.items() if key not in found.used and key not in units}
    return Named(units | rest, issues, found.answers)


def _is_free(column: Any, schema: Schema) -> bool:
    return isinstance(column, str) and schema.reader(column) is None and column not in schema.labels
