"""
The one place that says what an entity is.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar, dataclass_transform

import attrs

from gm100._fields import field, fused_check
from gm100.errors import SubclassingError

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def entity(cls: type[T]) -> type[T]:
    """
    Make a class an entity: frozen, slotted, keyword-only, checked as a whole, and not to be subclassed.

    The check is built when the first instance is, so that a class costs nothing until it is used.
    """

    def check_first(self: Any) -> None:
        check = fused_check(made)
        made.__attrs_post_init__ = check
        check(self)

    cls.__attrs_post_init__ = check_first  # type: ignore[attr-defined]  # attrs calls it, mypy cannot know
    cls.__init_subclass__ = classmethod(_refuse_subclass)  # type: ignore[assignment]  # a hook, not a method of ours
    made: Any = attrs.frozen(kw_only=True, slots=True)(cls)
    return made  # type: ignore[no-any-return]  # the class attrs built of `cls`


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
    Return a copy with some fields changed; the copy is checked like any other.

    Raises:
        InvalidEntityError: The changed values cannot be.
    """
    value: Any = entity
    evolved: T = attrs.evolve(value, **changes)
    return evolved
