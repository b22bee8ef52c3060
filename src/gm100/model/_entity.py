"""
The one place that says what an entity is.
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, dataclass_transform

import attrs

from gm100._remade import again
from gm100.errors import InvalidEntityError, SubclassingError
from gm100.fields.field import check_of, completed, field, values_of
from gm100.text.layout import brief

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def entity(cls: type[T]) -> type[T]:
    """
    Make a class an entity: frozen, slotted, keyword-only, converted and checked by its fields, not to be subclassed.
    """
    cls.__init_subclass__ = classmethod(_refuse_subclass)  # type: ignore[assignment]  # a hook, not a method of ours
    cls.__get_pydantic_core_schema__ = classmethod(_core_schema)  # type: ignore[attr-defined]  # pydantic calls it
    cls.__get_pydantic_json_schema__ = classmethod(_json_schema)  # type: ignore[attr-defined]  # as above
    cls.__reduce__ = again  # type: ignore[method-assign]  # a method, written once for all of them
    cls.__repr__ = brief  # type: ignore[method-assign]  # a method, written once for all of them
    fields = completed(cls)
    values = values_of(fields)
    _compare_by(cls, values)
    _check_by(cls, check_of(values))
    return attrs.frozen(kw_only=True, slots=True, repr=False, eq=False, these=fields)(cls)


def _compare_by(cls: Any, values: Callable[[Any], Any]) -> None:
    """
    Let instances of a class be equal, and hash, by their values: attrs would compile two functions a class for it.
    """

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    cls.__eq__, cls.__hash__ = equal, hashed


def _check_by(cls: Any, check: Callable[[Any], None]) -> None:
    """
    Let a new instance be checked: each of its fields, and then what no field can know alone.
    """

    def hold_together(self: Any) -> None:
        check(self)
        if issues := tuple(self._invariants()):
            raise InvalidEntityError(type(self).__name__, issues)

    cls.__attrs_post_init__ = hold_together if hasattr(cls, "_invariants") else check


def _core_schema(cls: type[Any], _: Any, __: Any) -> Any:
    """
    Answer pydantic, which alone asks, and only where it is installed.
    """
    from gm100.adapters.pydantic import core_schema_of

    return core_schema_of(cls)


def _json_schema(cls: type[Any], _: Any, handler: Any) -> Any:
    from gm100.adapters.pydantic import json_schema_of

    return json_schema_of(cls, handler)


def _refuse_subclass(cls: type[Any], /, **_: Any) -> NoReturn:
    message = (
        f"{cls.__mro__[1].__name__} is an entity, a plain value: do not subclass it. "
        "Hold one in a class of your own, or write a function."
    )
    raise SubclassingError(message)


def replaced(entity: T, /, **changes: Any) -> T:
    """
    Return a copy with some fields changed and nothing checked again: for values that were made here, not given.
    """
    value: Any = entity
    cls: Any = type(entity)
    made: T = cls.__new__(cls)
    for name in cls.__slots__:
        if name != "__weakref__":
            object.__setattr__(made, name, changes[name] if name in changes else getattr(value, name))
    return made


def evolve(entity: T, /, **changes: Any) -> T:
    """
    Return a copy with some fields changed; the copy is converted and checked like any other.

    Raises:
        InvalidEntityError: The changed values cannot be.
    """
    value: Any = entity
    evolved: T = attrs.evolve(value, **changes)
    return evolved
