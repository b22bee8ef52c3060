"""
Hypothesis strategies for every entity, made from its fields: types, limits, patterns.

A constraint is written once, in the field, and values that obey it follow from it. Only an invariant over several
fields cannot be seen there: what it refuses is drawn again.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st

from gm100.errors import InvalidEntityError
from gm100.fields.constraints import Constraint
from gm100.fields.field import FieldRule, rules_of
from gm100.model.dossier import Dossier
from gm100.text.codes import AREA_CODE, REGION_CODE
from gm100.text.dates import PartialDate

REGION = "35.03"
WORDS = st.sampled_from([
    "Bupati", "Wali Kota", "Dinas Kominfo", "Kementerian Kominfo", "Pemerintah Kabupaten", "seluruh OPD", "kepala desa",
    "akademisi", "bimtek", "Buku 1", "Rabu (25/11/2020)", "Selasa (6/9)", "Jumat", "x",
])  # fmt: skip
"""Words that rules look for, and some that they do not."""


@cache
def entity(cls: Any) -> st.SearchStrategy[Any]:
    """
    Return a strategy for an entity class; entities within it are small.
    """
    return st.deferred(lambda: _build(cls))


def _build(cls: Any) -> st.SearchStrategy[Any]:
    required = {rule.name: _field(cls, rule) for rule in rules_of(cls) if rule.required}
    optional = {rule.name: _field(cls, rule) for rule in rules_of(cls) if not rule.required}
    drawn = st.fixed_dictionaries(required, optional=optional)
    return drawn.map(lambda fields: _made(cls, fields)).filter(lambda made: made is not None)


def _made(cls: Any, fields: dict[str, Any]) -> Any:
    try:
        return cls(**fields)
    except InvalidEntityError:
        return None


def _field(cls: type, rule: FieldRule) -> st.SearchStrategy[Any]:
    if rule.constraint.pattern in {REGION_CODE, AREA_CODE} and rule.name == "region":
        return st.just(REGION)
    several = 3 if cls is Dossier else 2
    return _of(rule.hint, rule.constraint, several)


def _of(hint: Any, c: Constraint, several: int) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), [a for a in get_args(hint) if a is not Ellipsis]
    if origin in {Union, UnionType}:
        kinds = [_of(a, c, several) for a in args if a is not NoneType]
        return st.one_of(*([st.none()] if NoneType in args else []), *kinds)
    if origin in {tuple, frozenset}:
        return _collection(origin, _of(args[0], c._replace(min_length=None), several), c, several)
    if c.one_of is not None:
        return st.sampled_from(sorted(c.one_of))
    return _plain(hint, c)


def _collection(kind: Any, item: st.SearchStrategy[Any], c: Constraint, several: int) -> st.SearchStrategy[Any]:
    least = c.min_length or 0
    most = max(least, several) if c.max_length is None else c.max_length
    if kind is frozenset:
        return st.frozensets(item, min_size=least, max_size=most)
    by = None if c.unique_by is None else (lambda each: getattr(each, c.unique_by or "") if c.unique_by else each)
    return st.lists(item, min_size=least, max_size=most, unique_by=by).map(tuple)


def _plain(hint: Any, c: Constraint) -> st.SearchStrategy[Any]:
    if hint is str:
        return st.from_regex(c.pattern, fullmatch=True, alphabet=_ASCII) if c.pattern else WORDS
    numbers: dict[Any, Any] = {
        int: st.integers,
        Decimal: partial(st.decimals, places=2, allow_nan=False),
    }
    if hint in numbers:
        return numbers[hint](*_limits(c))  # type: ignore[no-any-return]  # a strategy for numbers
    if hint is PartialDate:
        return DATES
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if attrs.has(hint):
        return entity(hint)
    return st.booleans() if hint is bool else st.just("x")


_ASCII = st.characters(codec="ascii", categories=("L", "N", "P"))


def _limits(c: Constraint, low: int = 0, high: int = 3000) -> tuple[int, int]:
    """
    Return the limits of a number; years stay near those of the programme, so that rules have something to judge.
    """
    least, most = low if c.ge is None else int(c.ge), high if c.le is None else int(c.le)
    return (least, min(most, 2026)) if most == 9999 else (least, max(least, most))


def _date(day: date, known: int) -> PartialDate:
    return PartialDate(day.year, day.month if known else None, day.day if known > 1 else None)


DATES = st.builds(_date, st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(0, 2))
"""Days, months and years around the programme."""
