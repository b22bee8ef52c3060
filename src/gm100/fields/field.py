"""
Fields that carry their own constraints, and the conversion and the check that attrs is given from them.

A constraint is written once, in the field. From there come the check at construction, the reader's message, and the
JSON Schema, so they cannot drift apart. The type is not written twice either: it is taken from the annotation, and
with it the conversion of what a constructor accepts beside it.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar, get_type_hints

import attrs

from gm100.errors import InvalidEntityError, Issue
from gm100.fields.constraints import Constraint, holds_of
from gm100.fields.convert import converter_of
from gm100.fields.expected import explain_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gm100.typing import DateLike, HasCode, NumberLike

Stored = TypeVar("Stored")

Given = TypeVar("Given")


if TYPE_CHECKING:

    class Accepts(Generic[Stored, Given]):
        """
        A field that stores one type and whose constructor also accepts another.
        """

        def __get__(self, instance: object, owner: type | None = None) -> Stored: ...
        def __set__(self, instance: object, value: Stored | Given) -> None: ...

    Many: TypeAlias = Accepts[tuple[Stored, ...], Iterable[Stored]]
    OrText: TypeAlias = Accepts[Stored, str]
    Number: TypeAlias = Accepts[Stored, NumberLike]
    Day: TypeAlias = Accepts[Stored, DateLike]
    RegionCode: TypeAlias = Accepts[str, HasCode]

else:

    class Accepts:
        """
        A field that stores one type and whose constructor also accepts another.

        Type checkers see a descriptor, because that is how both of them type a converter; at run time the annotation
        is just the stored type, and what is accepted beside it follows from that (`gm100.fields.convert`).
        """

        def __class_getitem__(cls, types: Any) -> Any:
            return types[0] if isinstance(types, tuple) else types

    class Many:
        """
        A tuple that is given as any sequence.
        """

        def __class_getitem__(cls, item: Any) -> Any:
            return tuple[item, ...]

    OrText = Number = Day = Accepts
    RegionCode = str


class Declared(NamedTuple):
    """
    What a class declares of a field, until `completed` makes the attribute of it.
    """

    constraint: Constraint
    default: Any
    kw_only: bool
    convert: Callable[[Any], Any] | None


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
        convert: Turns what `Accepts` allows into what is stored, where that does not follow from the type.
        **constraint: Any other attribute of `Constraint`.
    """
    return Declared(Constraint(doc, **constraint), default, kw_only, convert)


class FieldRule(NamedTuple):
    """
    A field ready to be checked: name, resolved type, constraint, default, and the test made of type and constraint.
    """

    name: str
    hint: Any
    constraint: Constraint
    default: Any
    holds: Callable[[Any], bool]

    @property
    def required(self) -> bool:
        """
        Whether there is no default for it.
        """
        return self.default is attrs.NOTHING


@cache
def rules_of(cls: type[Any]) -> tuple[FieldRule, ...]:
    """
    Return the fields of an entity class with their resolved types and predicates.
    """
    hints = _hints_of(cls)
    return tuple(
        FieldRule(f.name, hints[f.name], c, f.default, holds_of(hints[f.name], c))
        for f in attrs.fields(cls)
        for c in (constraint_of(f),)
    )


def check_of(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], None]:
    """
    Return the check of all fields of a new instance, from what gives their values.

    There is one check a class, not one a field, for attrs compiles a call of each. A value that was left at its default
    is not looked at; and the check is made of the fields when the first instance is.
    """
    tests: tuple[Callable[[Any], bool], ...] = ()
    defaults: tuple[Any, ...] = ()

    def check(instance: Any) -> None:
        nonlocal tests, defaults
        if not tests:
            cls: Any = type(instance)
            _, _, _, defaults, tests = zip(*rules_of(cls), strict=True)
        for value, default, holds in zip(values(instance), defaults, tests):  # noqa: B905 - made of the same fields
            if value is not default and not holds(value):
                raise InvalidEntityError(type(instance).__name__, _broken(instance))

    return check


def values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """
    Return what gives the values of an instance, in the order of the names.
    """
    first, *others = names
    if others:
        return attrgetter(first, *others)
    return lambda instance: (getattr(instance, first),)


def _broken(instance: Any) -> Iterator[Issue]:
    cls: Any = type(instance)
    for rule in rules_of(cls):
        value = getattr(instance, rule.name)
        if not rule.holds(value):
            yield from explain_failure(rule.name, rule.hint, rule.constraint, value)


def completed(cls: type[Any]) -> dict[str, Any]:
    """
    Return the attributes of a class with their conversions, from its annotations and constraints.

    Importing waits for this. attrs looks into the signature of each converter, so the converter of a type is made once.
    """
    declared = {name: each for name, each in vars(cls).items() if isinstance(each, Declared)}
    hints = _hints_of(cls)
    return {
        name: attrs.field(
            default=default,
            kw_only=kw_only,
            converter=convert or _converter(hints[name], constraint.pattern),
            metadata={"gm100": constraint},
        )
        for name, (constraint, default, kw_only, convert) in declared.items()
    }


def _hints_of(cls: type[Any]) -> dict[str, Any]:
    """
    Return the types of the fields of a class. They are types already, but for those that name the class itself.
    """
    hints: dict[str, Any] = cls.__annotations__
    if any(isinstance(hint, str) for hint in hints.values()):
        hints = get_type_hints(cls, localns={cls.__name__: cls})
    return hints


@cache
def _converter(hint: Any, pattern: str | None) -> Any:
    convert = converter_of(hint, pattern)
    return None if convert is None else attrs.Converter(convert)


def constraint_of(attribute: attrs.Attribute[Any]) -> Constraint:
    """
    Return the constraint that `field` put on an attribute.
    """
    metadata: Mapping[str, Constraint] = attribute.metadata
    return metadata["gm100"]
