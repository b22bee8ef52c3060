"""
Whatever the library returns as rows of a table: one dict a row, the same for frames, workbooks and CSV.

Results say themselves what their rows are (`to_rows`). Entities lie flat, a column a field; decimals stay exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gm100.fields.arguments import checked, is_collection, refused
from gm100.fields.convert import is_entity
from gm100.serializers.tabular.flat import cells


@checked
def to_rows(data: Any, *, separator: str = "; ", **options: Any) -> list[dict[str, object]]:
    """
    Return results or entities as the rows of a table, one dict each, all with the same keys.

    A result has the rows of its own method `to_rows`. Of several results the rows follow one another. An entity is a
    row: a field of one value is a column; the fields of an entity within are `source_title` and so on; plain values
    are joined; lists of entities are the JSON that documents hold.

    >>> import gm100
    >>> [row["cohort"] for row in gm100.to_rows(gm100.members(region="35.03"))]
    [2022]
    >>> gm100.to_rows(gm100.scorecards()["kominfo-2021"])[1]["weight"]
    Decimal('0.10')

    Args:
        data: A result, a scorecard, a report, an entity, or several of one kind; also a catalogue, or rows.
        separator: What is between joined values.
        **options: What the method `to_rows` of the result takes, such as `level` for scores and rankings.

    Raises:
        ArgumentError: It has no rows, or things of several kinds are in it, or there is no such option.
        EngineLimitError: A value contains the separator.
    """
    rows = _rows(data, separator, options)
    if rows is None:
        raise refused("data", data, "a result, an entity, several of one kind, or rows")
    return rows


def _rows(data: Any, separator: str, options: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    own = getattr(data, "to_rows", None)
    if own is not None and not isinstance(data, type):
        return list(own(**options))
    if options:
        name, value = next(iter(options.items()))
        raise refused(name, value, "no option", "only results whose method to_rows takes it have it")
    return _row_or_many(data, separator)


def _row_or_many(data: Any, separator: str) -> list[dict[str, Any]] | None:
    kind: Any = type(data)
    if is_entity(kind):
        return [cells(data, separator)]
    if (named := getattr(data, "_asdict", None)) is not None:
        return [named()]
    if isinstance(data, Mapping):
        return many(data.values(), separator) if all(map(_is_row_like, data.values())) and data else None
    if is_collection(data):
        return many(data, separator)
    return None


def many(items: Iterable[Any], separator: str) -> list[dict[str, Any]] | None:
    """
    Return the rows of several items of one kind, or `None` where one of them has none.
    """
    given = tuple(items)
    kinds = {type(each).__name__: type(each) for each in given}
    if len(kinds) > 1:
        raise refused("data", given, "items of one kind", f"it contains {', '.join(sorted(kinds))}")
    if given and isinstance(given[0], dict):
        return list(given)
    found = [_rows(each, separator, {}) if _is_row_like(each) else None for each in given]
    return None if None in found else [row for rows in found for row in rows or ()]


def _is_row_like(value: Any) -> bool:
    kind: Any = type(value)
    return hasattr(value, "to_rows") or is_entity(kind) or hasattr(value, "_asdict")
