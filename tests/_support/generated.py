"""
Entities out of thin air: for every class a Hypothesis strategy, made of the types and constraints of its fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from hypothesis import strategies as st

from gm100.errors import InvalidEntityError
from gm100.fields.constraints import Constraint
from gm100.fields.field import rules_of
from gm100.serializers.structure.scalars import NUMBER
from gm100.serializers.structure.shapes import Shape, is_enum, rule_table, shape_of
from gm100.text.dates import PartialDate

Values = st.SearchStrategy[Any]

DEPTH = 3
"""How deep an entity that may hold itself goes."""

TEXT = st.one_of(
    st.sampled_from(
        ["no", "on", "null", "~", "3.08", "2022-04-21", "=1+1", "'", "''=A1", r"\N", "a,b;c\td", '"', "1e3"]
    ),
    st.sampled_from(
        ["Kota Bandar Lampung", "Ka\u2019bah", "Pemkab. Trenggalek\r\nJl. Pemuda", " spasi ", "\u2028", "\ufeffx"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)


@cache
def entities(cls: Any, depth: int = DEPTH) -> Values:
    """
    Return the strategy of an entity class.
    """
    fields = {r.name: st.deferred(_field(r.hint, r.constraint, depth)) for r in rules_of(cls)}
    required = {r.name: fields[r.name] for r in rules_of(cls) if r.required}
    optional = {r.name: fields[r.name] for r in rules_of(cls) if not r.required}
    given = st.fixed_dictionaries(required, optional=optional)
    return given.map(lambda kwargs: _make(cls, kwargs)).filter(lambda made: made is not None)


def _field(hint: Any, c: Constraint, depth: int) -> Callable[[], Values]:
    return lambda: values(shape_of(hint), c, depth)


def _make(cls: Any, fields: dict[str, Any]) -> Any:
    """
    Make an entity; where its fields contradict one another, leave out those that it can do without.
    """
    required = {name for name, rule in rule_table(cls).items() if rule.required}
    for _ in range(3):
        try:
            return cls(**fields)
        except InvalidEntityError as error:
            named = {issue.path[0] for issue in error.issues if issue.path} - required
            fields = {n: v for n, v in fields.items() if n not in named and (named or n in required)}
    return None


def values(shape: Shape, c: Constraint, depth: int) -> Values:
    """
    Return the strategy of what a field can hold.
    """
    made = _KINDS[shape.kind](shape, c, depth)
    return st.none() | made if shape.optional else made


def _entity(shape: Shape, _: Constraint, depth: int) -> Values:
    return entities(shape.of, depth - 1)


def _union(shape: Shape, _: Constraint, depth: int) -> Values:
    classes = [cls for cls in shape.of if depth > 0 or not _must_hold_others(cls)]
    return st.one_of([entities(cls, depth - 1) for cls in classes])


def _must_hold_others(cls: Any) -> bool:
    return any(r.required and shape_of(r.hint).kind in {"many", "union"} for r in rules_of(cls))


def _many(shape: Shape, c: Constraint, depth: int) -> Values:
    inner = shape_of(shape.of)
    least = c.min_length or 0
    most = least if depth <= 0 and inner.kind in {"entity", "union"} else min(least + 3, c.max_length or least + 3)
    item = values(inner, c._replace(min_length=None, max_length=None, unique_by=None), depth)
    if shape.container is frozenset:
        return st.frozensets(item, min_size=least, max_size=most)
    key = None if c.unique_by is None else attrgetter(c.unique_by) if c.unique_by else lambda value: value
    return st.lists(item, min_size=least, max_size=most, unique_by=key).map(tuple)


def _either(shape: Shape, c: Constraint, depth: int) -> Values:
    made = st.one_of([values(shape_of(kind), c, depth) for kind in shape.of])
    return made.filter(lambda value: type(value) is not str or Decimal not in shape.of or not NUMBER.fullmatch(value))


def _scalar(shape: Shape, c: Constraint, _: int) -> Values:
    if c.one_of is not None:
        return st.sampled_from(sorted(c.one_of))
    if is_enum(shape.of):
        return st.sampled_from(list(shape.of))
    return _SCALARS[shape.of](c)


def _text(c: Constraint) -> Values:
    if c.pattern is not None:
        return st.from_regex(re.compile(c.pattern, re.ASCII), fullmatch=True)
    least, most = 1 if c.min_length is None else c.min_length, c.max_length
    return TEXT.filter(lambda text: len(text) >= least and (most is None or len(text) <= most))


def _decimal(c: Constraint) -> Values:
    bounds = {"min_value": c.ge, "max_value": c.le}
    plain = st.decimals(**bounds, allow_nan=False, allow_infinity=False, places=2)
    return plain | st.decimals(**bounds, allow_nan=False, allow_infinity=False).filter(lambda d: abs(d.adjusted()) < 30)


def _dates(_: Constraint) -> Values:
    days = st.dates()
    return (
        days.map(PartialDate.of)
        | days.map(lambda d: PartialDate(d.year, d.month))
        | days.map(lambda d: PartialDate(d.year))
    )


_SCALARS: dict[Any, Callable[[Constraint], Values]] = {
    str: _text,
    int: lambda c: st.integers(c.ge, c.le if c.le is not None else 2**63 - 1).filter(lambda n: n >= -(2**63)),
    bool: lambda _: st.booleans(),
    float: lambda c: st.floats(c.ge, c.le, allow_nan=False, allow_infinity=False),
    Decimal: _decimal,
    PartialDate: _dates,
    date: lambda _: st.dates(),
}

_KINDS: dict[str, Callable[[Shape, Constraint, int], Values]] = {
    "scalar": _scalar,
    "either": _either,
    "entity": _entity,
    "union": _union,
    "many": _many,
}
