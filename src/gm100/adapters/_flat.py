"""
Which columns an entity has when it lies flat, and how a field gets into them and back.

A field of one value is one column. An entity within is a column a field, under its name: `source_title`. Texts are
joined by a separator; lists of entities are the JSON that documents hold. Scores are a column a dimension.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, NamedTuple, get_args, get_origin

import attrs

from gm100._dates import PartialDate
from gm100._fields import rules_of
from gm100.adapters.frames.engines import is_missing
from gm100.errors import EngineLimitError, Issue
from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation, QuestionScore
from gm100.model.pillar import PillarId


class Kind(StrEnum):
    """
    What a column holds.
    """

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"


class Column(NamedTuple):
    """
    A column of a flat entity.

    Attributes:
        name: Its name.
        path: The field, and the field within it.
        kind: What it holds.
        put: Returns what documents hold of a cell.
        get: Returns the cell of an entity's document; the separator stands between joined texts.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind
    get: Callable[[Any, str], Any]
    put: Callable[[Any, str], Any]


_KINDS: Final[Mapping[Any, Kind]] = {
    str: Kind.TEXT,
    PartialDate: Kind.TEXT,
    int: Kind.WHOLE,
    Decimal: Kind.NUMBER,
    bool: Kind.TRUTH,
}


class Scores(NamedTuple):
    """
    A field of scores, which lies flat as a column a dimension.
    """

    dimensions: tuple[str, ...]
    prefix: str


SCORES: Final = {"scores": Scores(DIMENSIONS, ""), "pillar_scores": Scores(tuple(map(str, PillarId)), "pillar_")}


@cache
def columns_of(cls: Any) -> tuple[Column, ...]:
    """
    Return the columns of an entity class, in the order of its fields.
    """
    return tuple(column for rule in rules_of(cls) for column in _columns(rule.name, rule.hint))


def _columns(name: str, hint: Any) -> Iterator[Column]:
    if name in SCORES:
        dimensions, prefix = SCORES[name]
        yield from (Column(prefix + d, (name, d), Kind.NUMBER, _same, _same) for d in dimensions)
        return
    items = get_args(hint)
    if get_origin(hint) in {tuple, frozenset}:
        yield from _list_columns(name, items[0])
        return
    kind: Any = next(each for each in items or (hint,) if each is not NoneType)
    if attrs.has(kind) and kind is not PartialDate:
        for rule in rules_of(kind):
            for column in _columns(rule.name, rule.hint):
                yield column._replace(name=f"{name}_{column.name}", path=(name, *column.path))
    else:
        text = isinstance(kind, type) and issubclass(kind, Enum)
        yield Column(name, (name,), Kind.TEXT if text else _KINDS[kind], _same, _same)


def _list_columns(name: str, item: Any) -> Iterator[Column]:
    """
    Yield the column of a list; questions have none, because they have rows of their own.
    """
    if not attrs.has(item):
        yield Column(name, (name,), Kind.TEXT, _joined, _parted)
    elif item.__name__ != QuestionScore.__name__:
        yield Column(name, (name,), Kind.TEXT, _to_json, _from_json)


def _same(value: Any, _: str) -> Any:
    return value


def _to_json(value: Any, _: str) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _from_json(cell: Any, _: str) -> Any:
    try:
        return json.loads(cell)
    except (TypeError, ValueError):
        return cell


def _joined(value: Any, separator: str) -> str | None:
    held = [text for text in value or () if separator in text]
    if held:
        message = f"{held[0]!r} holds the separator {separator!r}; give another separator"
        raise EngineLimitError("frames", [Issue("separator", message, (held[0],), separator)])
    return separator.join(value) if value else None


def _parted(cell: Any, separator: str) -> Any:
    return cell.split(separator) if isinstance(cell, str) else cell


def cells(document: Mapping[str, Any], entity: Any, *, separator: str, exact: bool) -> dict[str, Any]:
    """
    Return the cells of one entity.

    Args:
        document: What JSON documents hold of it.
        entity: The entity itself, for the values that documents leave out because they are the ordinary ones.
        separator: What to put between joined texts.
        exact: Whether decimals become text; otherwise floats.
    """
    found: dict[str, Any] = {}
    cls: Any = type(entity)
    for column in columns_of(cls):
        value = _value(document, entity, column)
        if column.kind is Kind.NUMBER and value is not None and not exact:
            found[column.name] = _float(value, column)
        else:
            found[column.name] = None if value is None else column.get(value, separator)
    return found


def _value(document: Mapping[str, Any], entity: Any, column: Column) -> Any:
    head, *rest = column.path
    if head in SCORES:
        return next((score["value"] for score in document.get(head, ()) if score["dimension"] == rest[0]), None)
    if rest:
        return (document.get(head) or {}).get(rest[0])
    value = document.get(head)
    if value is None:  # Documents leave out what is as usual, such as that a region took part.
        usual = getattr(entity, head)
        return usual if isinstance(usual, bool | int | str) else None
    return value


def _float(value: str, column: Column) -> float:
    near = float(value)
    if Decimal(repr(near)) != Decimal(value):
        message = f"{value} has more digits than a float can hold; pass numbers='text'"
        raise EngineLimitError("frames", [Issue("digits", message, (column.name,), value)])
    return near


def refuse_lost(entity: Any) -> Iterator[Issue]:
    """
    Yield what an evaluation holds that its columns cannot.
    """
    for name, (dimensions, _) in SCORES.items() if isinstance(entity, Evaluation) else ():
        scores: tuple[DimensionScore, ...] = getattr(entity, name)
        for score in scores:
            if score.dimension not in dimensions:
                message = f"there is no column for {score.dimension}; use JSON"
                yield Issue("no-column", message, (entity.region, name, score.dimension))


def document_of(cls: Any, row: Mapping[str, Any], separator: str) -> dict[str, Any]:
    """
    Return the document that a row of cells stands for; cells without a value are left out.
    """
    found: dict[str, Any] = {}
    for column in columns_of(cls):
        cell = plain(row.get(column.name), column.kind)
        if cell is None:
            continue
        value = column.put(cell, separator)
        head, *rest = column.path
        if head in SCORES:
            found.setdefault(head, []).append({"dimension": rest[0], "value": value})
        elif rest:
            found.setdefault(head, {})[rest[0]] = value
        else:
            found[head] = value
    return found


def plain(cell: Any, kind: Kind) -> Any:
    """
    Return a cell as documents hold it, or `None` for whatever an engine calls missing.
    """
    cell = cell.item() if hasattr(cell, "item") else cell
    if is_missing(cell):
        return None
    if kind is Kind.WHOLE and isinstance(cell, float) and cell.is_integer():
        return int(cell)  # pandas turns a column of whole numbers with gaps into floats.
    if kind is Kind.NUMBER and type(cell) in {int, float, Decimal}:
        return f"{Decimal(repr(cell) if isinstance(cell, float) else cell):f}"
    return cell
