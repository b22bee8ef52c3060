"""
Fields that carry their own constraints, and the one fused check a class is given from them.

A constraint is written once, in the field. From there come the check at construction, the reader's message, and the
JSON Schema, so they cannot drift apart. The type is not written twice either: it is taken from the annotation.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from gm100._compiled import function_of
from gm100.errors import InvalidEntityError, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

Stored = TypeVar("Stored")
Given = TypeVar("Given")

if TYPE_CHECKING:

    class Accepts(Generic[Stored, Given]):
        """
        A field that stores one type and whose constructor also accepts another.
        """

        def __get__(self, instance: object, owner: type | None = None) -> Stored: ...
        def __set__(self, instance: object, value: Stored | Given) -> None: ...

else:

    class Accepts:
        """
        A field that stores one type and whose constructor also accepts another.

        Type checkers see a descriptor, because that is how both of them type a converter; at run time the annotation
        is just the stored type.
        """

        def __class_getitem__(cls, types: tuple[Any, Any]) -> Any:
            return types[0]


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


def field(
    doc: str,
    *,
    default: Any = attrs.NOTHING,
    kw_only: bool = True,
    convert: Callable[[Any], Any] | None = None,
    **constraint: Any,
) -> Any:
    """
    Declare a field of an entity with its sentence and its constraints.

    Args:
        doc: One sentence: meaning, and source where there is one.
        default: The value when none is given; without it the field is required.
        kw_only: Whether the field can only be given by name.
        convert: Turns what `Accepts` allows into what is stored.
        **constraint: Any other attribute of `Constraint`.
    """
    return attrs.field(
        default=default,
        kw_only=kw_only,
        converter=convert,
        metadata={"gm100": Constraint(doc, **constraint)},
    )


class FieldRule(NamedTuple):
    """
    A field ready to be checked: name, resolved type, constraint, and the predicate made of the two.
    """

    name: str
    hint: Any
    constraint: Constraint
    required: bool
    holds: Callable[[Any], bool]


@cache
def rules_of(cls: type[Any]) -> tuple[FieldRule, ...]:
    """
    Return the fields of an entity class with their resolved types and predicates.

    Resolving happens on first use, not when the class is defined, so that importing stays cheap.
    """
    hints = get_type_hints(cls)
    return tuple(
        FieldRule(f.name, hints[f.name], c, f.default is attrs.NOTHING, _predicate(hints[f.name], c))
        for f in attrs.fields(cls)
        for c in (f.metadata["gm100"],)
    )


def fused_check(cls: type) -> Callable[[Any], None]:
    """
    Return one function that checks a whole instance and raises with every broken field.
    """
    rules = rules_of(cls)
    invariants = getattr(cls, "_invariants", None)

    def refuse(self: Any) -> None:
        values = (getattr(self, rule.name) for rule in rules)
        raise InvalidEntityError(cls.__name__, _broken(rules, values))

    def hold_together(self: Any) -> None:
        issues = tuple(invariants(self)) if invariants else ()
        if issues:
            raise InvalidEntityError(cls.__name__, issues)

    tests = {f"f{n}": rule.holds for n, rule in enumerate(rules)}
    right = " and ".join(f"f{n}(x.{rule.name})" for n, rule in enumerate(rules))
    then = "rest(x)" if invariants else "None"
    check: Callable[[Any], None] = function_of(
        f"lambda x: {then} if {right} else refuse(x)", tests | {"rest": hold_together, "refuse": refuse}
    )
    return check


def _broken(rules: tuple[FieldRule, ...], values: Iterable[Any]) -> Iterator[Issue]:
    for rule, value in zip(rules, values, strict=True):
        if not rule.holds(value):
            yield explain_failure(rule, value)


def explain_failure(rule: FieldRule, value: Any) -> Issue:
    """
    Say what is wrong with a value that a field refuses.
    """
    expected = _member(rule.hint, value) or expectation(rule.hint, rule.constraint)
    got = repr(value)
    code = "wrong-type" if not _type_test(rule.hint)(value) else "not-allowed"
    return Issue(code, f"got {got}, expected {expected}", (rule.name,), got, expected)


def _member(hint: Any, value: Any) -> str | None:
    """
    Return the member of a vocabulary whose text was given in its place: `Direction.LOWER` for `"lower"`.
    """
    for each in (hint, *get_args(hint)):
        if isinstance(each, type) and issubclass(each, Enum) and type(value) is not each:
            found = [member.name for member in each if member.value == value]
            return f"{each.__name__}.{found[0]}" if found else None
    return None


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


def value_test(hint: Any, c: Constraint) -> Callable[[Any], bool] | None:
    """
    Return the test of a scalar of the right type against its constraint, or `None` where any value of it will do.
    """
    tests = tuple(_value_tests(hint, c))
    return _all_of(tests) if tests else None


def _predicate(hint: Any, c: Constraint) -> Callable[[Any], bool]:
    """
    Fuse the type test of an annotation with the constraint of its field.

    There is one call for every field of every instance, so the commonest tests are one function each.
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        choices = tuple(_predicate(a, c) for a in args if a is not NoneType)
        return _any_of(choices, optional=NoneType in args)
    if origin in {tuple, frozenset}:
        return _collection(origin, args[0], c)
    test = value_test(hint, c)
    if test is None:
        return _type_test(hint)
    if hint in _EXACT:
        return lambda value: type(value) is hint and test(value)
    if hint is Decimal:
        return lambda value: type(value) is Decimal and value.is_finite() and test(value)
    return _all_of((_type_test(hint), test))


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
    item = _predicate(hint, c)
    return lambda values: all(map(item, values))


def _itself(value: Any) -> Any:
    return value


_EXACT = (str, int, bool)


def _type_test(hint: Any) -> Callable[[Any], bool]:
    """
    Return the test for a type: exact for primitives, so that `True` is no number and no text is a code.
    """
    if get_origin(hint) is not None:
        return _predicate(hint, Constraint(""))
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


def constraint_of(attribute: attrs.Attribute[Any]) -> Constraint:
    """
    Return the constraint that `field` put on an attribute.
    """
    metadata: Mapping[str, Constraint] = attribute.metadata
    return metadata["gm100"]
