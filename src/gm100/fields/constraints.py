"""
Constraints: what a field says of its values, and the one test that is made of it and of the type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal, InvalidOperation
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

import attrs


class Constraint(NamedTuple):
    """
    What a field says of itself: its sentence, and what its values must obey.

    Attributes:
        doc: One sentence: what the field means.
        unit: The unit of a number, such as `km2`.
        example: A typical value, as it would be written in a document.
        ge: The least value allowed.
        le: The greatest value allowed.
        min_length: The fewest characters of a text, or items of a collection.
        max_length: The most characters of a text, or items of a collection.
        pattern: A regular expression that the whole text must match.
        one_of: The only values allowed.
        unique_by: The attribute by which no two items may be equal; `""` compares the items themselves.
    """

    doc: str
    unit: str | None = None
    example: Any = None
    ge: Any = None
    le: Any = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    one_of: Collection[Any] | None = None
    unique_by: str | None = None


def value_test(hint: Any, c: Constraint) -> Callable[[Any], bool] | None:
    """
    Return the test of a scalar of the right type against its constraint, or `None` where any value of it will do.
    """
    tests = tuple(_value_tests(hint, c))
    return _all_of(tests) if tests else None


def holds_of(hint: Any, c: Constraint) -> Callable[[Any], bool]:
    """
    Fuse the type test of an annotation with the constraint of its field.

    There is one call for every field of every instance, so the commonest tests are one function each.
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        choices = tuple(holds_of(a, c) for a in args if a is not NoneType)
        return _any_of(choices, optional=NoneType in args)
    if origin in {tuple, frozenset}:
        return _collection(origin, args[0], c)
    test = value_test(hint, c)
    return type_test(hint) if test is None else _scalar(hint, c, test)


def _scalar(hint: Any, c: Constraint, test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    if hint in _EXACT:
        return lambda value: type(value) is hint and test(value)
    if hint is Decimal and c.ge is not None and c.le is not None and c.one_of is None:
        return _decimal_between(Decimal(c.ge), Decimal(c.le))
    if hint is Decimal:
        return lambda value: type(value) is Decimal and value.is_finite() and test(value)
    return _all_of((type_test(hint), test))


def _decimal_between(low: Decimal, high: Decimal) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        if type(value) is not Decimal:
            return False
        try:
            return low <= value <= high
        except InvalidOperation:  # What is not a number cannot be compared.
            return False

    return holds


def _any_of(choices: tuple[Callable[[Any], bool], ...], *, optional: bool) -> Callable[[Any], bool]:
    if optional and len(choices) == 1:
        only = choices[0]
        return lambda value: value is None or only(value)
    return lambda value: (optional and value is None) or any(test(value) for test in choices)


def _all_of(tests: tuple[Callable[[Any], bool], ...]) -> Callable[[Any], bool]:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:  # noqa: PLR2004 - the common case, spelled out because it is the hot one
        first, second = tests
        return lambda value: first(value) and second(value)
    return lambda value: all(test(value) for test in tests)


def _collection(kind: type[Any], hint: Any, c: Constraint) -> Callable[[Any], bool]:
    least, most = c.min_length or 0, c.max_length
    key = None if c.unique_by is None else (attrgetter(c.unique_by) if c.unique_by else _itself)
    right = _items(hint, c._replace(min_length=None, max_length=None, unique_by=None))

    def holds(value: Any) -> bool:
        if type(value) is not kind or len(value) < least or (most is not None and len(value) > most):
            return False
        if not value:
            return True
        return right(value) and (key is None or len(set(map(key, value))) == len(value))

    return holds


def _items(hint: Any, c: Constraint) -> Callable[[Any], bool]:
    """
    Return the test of all items at once; entities are known by their class, since nothing can be derived from them.
    """
    if attrs.has(hint):
        alone = {hint}
        return lambda values: set(map(type, values)) == alone
    item = holds_of(hint, c)
    return lambda values: all(map(item, values))


def _itself(value: Any) -> Any:
    return value


_EXACT = (str, int, bool)


def type_test(hint: Any) -> Callable[[Any], bool]:
    """
    Return the test for a type: exact for primitives, so that `True` is not a number and no text is a code.
    """
    if get_origin(hint) is not None:
        return holds_of(hint, Constraint(""))
    if hint in _EXACT:
        return lambda value: type(value) is hint
    if hint is Decimal:
        return lambda value: type(value) is Decimal and value.is_finite()
    if hint is float:
        return lambda value: type(value) is float and value - value == 0.0
    if hint is Any:
        return lambda _: True
    return lambda value: isinstance(value, hint)


def _value_tests(hint: Any, c: Constraint) -> Iterator[Callable[[Any], bool]]:
    if hint is str:
        yield _text_test(c)
    if hint in {int, Decimal, float} and (c.ge is not None or c.le is not None):
        kind = Decimal if hint is Decimal else _itself  # Bounds of a decimal's own type are compared twice as fast.
        yield _range_test(*(None if bound is None else kind(bound) for bound in (c.ge, c.le)))
    if c.one_of is not None:
        yield frozenset(c.one_of).__contains__


def _text_test(c: Constraint) -> Callable[[Any], bool]:
    if c.pattern is not None:
        return _pattern_test(c.pattern)
    least, most = 1 if c.min_length is None else c.min_length, c.max_length
    if most is None:
        return lambda value: len(value) >= least
    return lambda value: least <= len(value) <= most


_REMEMBERED, _SHORT = 4096, 100


def _pattern_test(pattern: str) -> Callable[[Any], bool]:
    """
    Return the test of a text; it remembers the first few thousand short ones, for codes and slugs come again and again.
    """
    matches = re.compile(pattern, re.ASCII).fullmatch
    known: set[str] = set()

    def holds(value: Any) -> bool:
        if value in known:
            return True
        if matches(value) is None:
            return False
        if len(known) < _REMEMBERED and len(value) <= _SHORT:
            known.add(value)
        return True

    return holds


def _range_test(ge: Any, le: Any) -> Callable[[Any], bool]:
    if le is None:
        return lambda value: bool(value >= ge)
    if ge is None:
        return lambda value: bool(value <= le)
    return lambda value: bool(ge <= value <= le)
