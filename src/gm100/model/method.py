"""
A method named by slug, with its parameters: how a definition speaks of functions without holding any.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from gm100.fields.field import Accepts, field
from gm100.model._entity import entity
from gm100.text.codes import SLUG

Param: TypeAlias = Decimal | str
"""A parameter of a method: a number or a word."""


@entity
class Method:
    """
    A method by name. `gm100.scoring` knows the functions behind the names.

    >>> Method.of(("goalposts", 20, 85))
    Method(slug='goalposts', params=(Decimal('20'), Decimal('85')))
    """

    slug: str = field("Name of the method.", pattern=SLUG, kw_only=False, example="goalposts")
    params: Accepts[tuple[Param, ...], Iterable[Param | int | float]] = field(
        "Its parameters: numbers and words, in order.", default=(), kw_only=False
    )

    @classmethod
    def of(cls, given: "Method | str | Sequence[Any] | None") -> "Method | None":
        """
        Take a name, or a tuple of a name and parameters, as a method; anything else is left for the check to refuse.
        """
        if isinstance(given, str):
            return cls(given)
        if isinstance(given, tuple | list) and given:
            return cls(given[0], given[1:])
        return given  # type: ignore[return-value]  # what is left is a method, nothing, or refused

    def to_wire(self) -> str | list[str]:
        """
        Return it as documents write it: the name alone, or a list of name and parameters as text.
        """
        words = [f"{p:f}" if isinstance(p, Decimal) else p for p in self.params]
        return [self.slug, *words] if words else self.slug

    def __str__(self) -> str:
        wire = self.to_wire()
        return wire if isinstance(wire, str) else " ".join(wire)
