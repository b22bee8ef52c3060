"""
What pickles, and copies, as the arguments that it was made of.

Results hold plans, and plans hold compiled functions, which cannot be sent to another process. What they follow from
can: the copy is made again from the scorecard, the engine and the table, and comes out the same, to the last digit.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs


class Remade:
    """
    A value that another process makes again.
    """

    __slots__ = ()

    _made_of: ClassVar[tuple[str, ...]] = ()
    """The attributes that its class is called with, in order."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self._made_of)


class Members(tuple[Any, ...]):
    """
    The members of a set, in order.

    A set of texts has another order in every process, and caches would take its pickle for that of another value.
    """

    __slots__ = ()


def sent(value: Any) -> Any:
    """
    Return a value as it is pickled: of a set, its members in order.
    """
    return Members(sorted(value)) if isinstance(value, frozenset) else value


def taken(value: Any) -> Any:
    """
    Return a value that was pickled as `sent` returned it.
    """
    return frozenset(value) if isinstance(value, Members) else value


class Again:
    """
    Makes a value again, of fields that were checked when it was made first.

    It is a class, not a function: caches such as Streamlit's hash what `__reduce__` returns, and refuse functions.
    """

    def __new__(cls, kind: Any, *fields: Any) -> Any:
        made = kind.__new__(kind)
        for field, value in zip(attrs.fields(kind), fields, strict=True):
            object.__setattr__(made, field.name, taken(value))
        return made


def again(self: Any) -> tuple[Any, ...]:
    """
    Return how an attrs value is made again. It is a method: a class takes it as `__reduce__ = again`.
    """
    kind: Any = type(self)
    return Again, (kind, *(sent(getattr(self, field.name)) for field in attrs.fields(kind)))
