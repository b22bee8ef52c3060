"""
What to say of a value that a field refuses: what was got, what was expected, and what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from gm100.errors import LONGEST_WORD, InvalidEntityError, Issue, PathPart, shorten
from gm100.fields.constraints import Constraint, holds_of, type_test
from gm100.fields.convert import entity_from, is_entity
from gm100.text.codes import CODES
from gm100.text.dates import PartialDate
from gm100.text.layout import close_to


def explain_failure(name: str, hint: Any, c: Constraint, value: Any) -> Iterator[Issue]:
    """
    Say what is wrong with a value that a field refuses; of a collection, which of its items are.

    Args:
        name: The field.
        hint: Its type.
        c: Its constraint.
        value: The value that it does not take.
    """
    kind = next((a for a in get_args(hint) if get_origin(a) in {tuple, frozenset}), hint)
    if get_origin(kind) in {tuple, frozenset} and type(value) is get_origin(kind):
        item, alone = get_args(kind)[0], c._replace(min_length=None, max_length=None, unique_by=None)
        holds = holds_of(item, alone)
        wrong = [(place, each) for place, each in enumerate(value) if not holds(each)]
        for place, each in wrong:
            path = (name, place) if type(value) is tuple else (name,)
            yield from _refused(item, alone, each, path)
        repeated = [] if wrong or c.unique_by is None else duplicates(value, c.unique_by)
        yield from (issue._replace(path=(name, *issue.path)) for issue in repeated)
        if wrong or repeated:
            return
    yield from _refused(hint, c, value, (name,))


def duplicates(items: Collection[Any], by: str) -> list[Issue]:
    """
    Return an issue for each item that is in a collection a second time.

    Args:
        items: The items.
        by: The attribute that distinguishes them; `""` for the items themselves.
    """
    seen: set[Any] = set()
    issues = []
    for place, key in enumerate(map(attrgetter(by), items) if by else items):
        if key in seen:
            path = (place, by) if by else (place,)
            issues.append(Issue("duplicate", f"{key} is given twice, expected it once", path, str(key)))
        seen.add(key)
    return issues


def _refused(hint: Any, c: Constraint, value: Any, path: tuple[PathPart, ...]) -> Iterator[Issue]:
    inner = _reasons(hint, value)
    if inner:
        yield from (issue._replace(path=(*path, *issue.path)) for issue in inner)
        return
    expected, got = expectation(hint, c), shorten(value)
    code = "not-allowed" if type_test(hint)(value) else "wrong-type"
    yield Issue(code, f"got {got}, expected {expected}{_advice(hint, c, value)}", path, got, expected)


def _reasons(hint: Any, value: Any) -> tuple[Issue, ...]:
    """
    Return what is wrong inside a value that stands for an entity.
    """
    for kind in get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,):
        if is_entity(kind) and isinstance(value, str | tuple | list):
            try:
                entity_from(kind, value)
            except InvalidEntityError as error:
                return error.issues
    return ()


def _advice(hint: Any, c: Constraint, value: Any) -> str:
    """
    Return what to do about a value, where there is more to say than what was expected.
    """
    kinds = {get_origin(kind) or kind for kind in (*get_args(hint), hint)}
    held = next((advice for kind, wanted, advice in _ADVICE if isinstance(value, kind) and kinds & wanted), "")
    if c.pattern in CODES and isinstance(value, str):
        named = any(map(str.isalpha, value))
        held = f"; {'gm100.regions().resolve(name).code is the code of a name' if named else 'write it with its dot'}"
    elif c.pattern is not None and isinstance(value, int | float):
        held = "; write it as text, in quotes"
    elif isinstance(value, float) and value != value and NoneType in kinds:  # noqa: PLR0124 - only NaN is not itself
        held = "; give None for what is not known"
    elif isinstance(value, dict) and any(map(is_entity, kinds)):
        held = "; build the entity, or read a document with gm100.loads"
    elif isinstance(value, str) and Decimal in kinds:
        held = "; write a decimal point" if "," in value else ""
    return held.format(shorten(value)) or _near(kinds, value)


_ADVICE: tuple[tuple[type, set[Any], str], ...] = (
    (str, {tuple, frozenset}, "; put it in a list: [{}]"),
    (AbstractSet, {tuple}, "; a set has no order, give a list"),
    (list, {frozenset}, "; give each value once"),
    (datetime, {date, PartialDate}, "; give the day alone: .date()"),
    (str, {date, PartialDate}, "; gm100.read_date reads dates as documents write them"),
)


def _near(kinds: set[Any], value: Any) -> str:
    words = [str(m.value) for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for m in kind]
    near = close_to(value.casefold(), words, n=1) if isinstance(value, str) and len(value) < LONGEST_WORD else []
    return f"; did you mean {near[0]!r}?" if near else ""


def expectation(hint: Any, constraint: Constraint) -> str:
    """
    Return what a field expects, in words: `text matching 12.34, such as '35.03'`.
    """
    parts = [type_name(hint), *_bounds(constraint)]
    if constraint.example is not None:
        parts.append(f"such as {constraint.example!r}")
    return ", ".join(parts)


def _bounds(c: Constraint) -> Iterator[str]:
    if c.ge is not None and c.le is not None:
        yield f"from {c.ge} to {c.le}"
    elif c.ge is not None:
        yield f"{c.ge} or more"
    elif c.le is not None:
        yield f"{c.le} or less"
    if c.pattern is not None:
        yield f"matching {c.pattern}"
    if c.one_of is not None:
        yield "one of " + ", ".join(map(str, c.one_of))
    if c.min_length:
        yield f"at least {c.min_length} long"
    if c.max_length is not None:
        yield f"at most {c.max_length} long"
    if c.unique_by is not None:
        yield f"no two with the same {c.unique_by}" if c.unique_by else "no two alike"


_WORDS = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    Decimal: "a finite decimal number",
    float: "a finite number",
    PartialDate: "a date as YYYY-MM-DD, YYYY-MM or YYYY",
}


def type_name(hint: Any) -> str:
    """
    Return a type as a person says it: `text`, `a tuple of Speaker`, `a whole number or nothing`.
    """
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        names = [type_name(a) for a in get_args(hint) if a is not NoneType]
        return " or ".join([*names, *(["nothing"] if NoneType in get_args(hint) else [])])
    if origin in {tuple, frozenset}:
        return f"a {origin.__name__} of {type_name(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of " + ", ".join(str(m.value) for m in hint)
    return str(_WORDS.get(hint) or getattr(hint, "__name__", None) or hint)
