"""
Which columns an entity has when it lies flat, and how a field gets into them and back.

A field of one value is one column. An entity within is a column a field, under its name: `source_title`. Plain values
are joined by a separator; lists of entities are the JSON that documents hold. Scores are a column a dimension.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from gm100.errors import EngineLimitError, Issue
from gm100.fields.field import rules_of
from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation, QuestionScore
from gm100.model.pillar import PillarId
from gm100.serializers.structure.converter import converter
from gm100.serializers.structure.shapes import shape_of
from gm100.text.dates import PartialDate


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
        path: The field, and the fields within it.
        kind: What it holds.
        hint: The type of the field.
        get: Returns the cell of a value; the separator is between joined texts.
        put: Returns what documents hold of a cell.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind
    hint: Any
    get: Callable[[Any, Any, str], Any]
    put: Callable[[Any, str], Any]


_KINDS: Final[Mapping[Any, Kind]] = {
    str: Kind.TEXT,
    PartialDate: Kind.TEXT,
    int: Kind.WHOLE,
    Decimal: Kind.NUMBER,
    float: Kind.NUMBER,
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
        yield from (Column(prefix + d, (name, d), Kind.NUMBER, Decimal, _plain, _same) for d in dimensions)
        return
    shape = shape_of(hint)
    if shape.kind == "many":
        plain = shape_of(shape.of).kind in {"scalar", "either"}
        if shape.of is not QuestionScore:  # Questions have rows of their own.
            yield Column(name, (name,), Kind.TEXT, hint, *((_joined, _parted) if plain else (_to_json, _from_json)))
    elif shape.kind in {"entity", "union"}:
        for rule in rules_of(shape.of if shape.kind == "entity" else shape.of[0]):
            for column in _columns(rule.name, rule.hint):
                yield column._replace(name=f"{name}_{column.name}", path=(name, *column.path))
    else:
        yield Column(name, (name,), _KINDS.get(shape.of, Kind.TEXT), hint, _plain, _same)


def _plain(value: Any, _: Any, __: str) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    return str(value) if isinstance(value, PartialDate) else value


def _same(value: Any, _: str) -> Any:
    return value


def _to_json(value: Any, hint: Any, _: str) -> str | None:
    return json.dumps(converter().unstructure(value, hint), ensure_ascii=False) if value else None


def _joined(value: Any, hint: Any, separator: str) -> str | None:
    texts = [str(item) for item in converter().unstructure(value, hint)]
    held = [text for text in texts if separator in text]
    if held:
        message = f"{held[0]!r} contains the separator {separator!r}; give another separator"
        raise EngineLimitError("a flat table", [Issue("separator", message, (held[0],), separator)])
    return separator.join(texts) if texts else None


def _from_json(cell: Any, _: str) -> Any:
    try:
        return json.loads(cell)
    except (TypeError, ValueError):
        return cell


def _parted(cell: Any, separator: str) -> Any:
    return cell.split(separator) if isinstance(cell, str) else cell


def cells(entity: Any, separator: str = "; ") -> dict[str, Any]:
    """
    Return the cells of one entity; decimals are exact.
    """
    cls: Any = type(entity)
    return {column.name: _cell(entity, column, separator) for column in columns_of(cls)}


def _cell(entity: Any, column: Column, separator: str) -> Any:
    value = entity
    for step, after in zip_longest(column.path, column.path[1:]):
        if value is None:
            return None
        if step in SCORES and after is not None:
            return next((score.value for score in getattr(value, step) if score.dimension == after), None)
        value = getattr(value, step)
    return None if value is None else column.get(value, column.hint, separator)


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


def document_of(cls: Any, row: Mapping[str, Any], separator: str, plain: Callable[[Any, Kind], Any]) -> dict[str, Any]:
    """
    Return the document that a row of cells stands for; cells without a value are left out.

    Args:
        cls: The class of the entity.
        row: The cells by column.
        separator: What is between joined texts.
        plain: Returns a cell as documents hold it, or `None` for one without a value.
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
