"""
Writers of annotations: value in, document tree out; a field that has its default is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, NamedTuple

from cattrs import Converter  # noqa: TC002 - every edge of the house stands where the others stand

from gm100._dates import PartialDate
from gm100._fields import rules_of
from gm100.errors import CannotHoldError, Issue
from gm100.serializers._scalars import NUMBER_LENGTH
from gm100.serializers._shapes import default_of, is_enum, shape_of

Write = Callable[[Any], Any]


def writer(converter: Converter, hint: Any) -> Write | None:
    """
    Return the writer of an annotation, or nothing where a value is written as it is.
    """
    shape = shape_of(hint)
    if shape.kind == "many":
        return _many(writer(converter, shape.of), in_order=shape.container is frozenset)
    if shape.kind == "entity":
        return converter.get_unstructure_hook(shape.of)
    if shape.kind == "scalar":
        return _scalar(shape.of)
    return converter.unstructure  # By the class of the value.


def _scalar(kind: Any) -> Write | None:
    if is_enum(kind):
        values = {member: member.value for member in kind}
        return values.__getitem__
    return _SCALARS.get(kind)


def _many(item: Write | None, *, in_order: bool) -> Write:
    if in_order:
        return sorted if item is None else lambda values: sorted(map(item, values))
    return list if item is None else lambda values: [item(value) for value in values]


class Plan(NamedTuple):
    """
    How a class is written.

    Attributes:
        defaults: For each field that has one its default, and whether a value can equal it without being it.
        writers: The fields whose values are not written as they are.
    """

    defaults: tuple[tuple[str, Any, bool], ...]
    writers: tuple[tuple[str, Write], ...]


def entity_writer(converter: Converter, cls: Any) -> Write:
    """
    Return the hook that writes an entity class; its plan is made on first use, for a class may hold itself.
    """
    names = [rule.name for rule in rules_of(cls)]
    values_of = attrgetter(*names) if len(names) > 1 else lambda item: (getattr(item, names[0]),)
    plan: list[Plan] = []

    def write(item: Any) -> dict[str, Any]:
        if not plan:
            plan.append(_plan(converter, cls))
        made = dict(zip(names, values_of(item), strict=True))
        for name, default, compare in plan[0].defaults:
            value = made[name]
            if value is default or (compare and value == default):
                del made[name]
        for name, write_value in plan[0].writers:
            value = made.get(name)
            if value is not None:
                made[name] = write_value(value)
        return made

    return write


def _plan(converter: Converter, cls: Any) -> Plan:
    defaults = {rule.name: default_of(cls, rule.name) for rule in rules_of(cls) if not rule.required}
    writers = ((rule.name, writer(converter, rule.hint)) for rule in rules_of(cls))
    return Plan(
        tuple((name, default, default is not None) for name, default in defaults.items()),
        tuple((name, write) for name, write in writers if write is not None),
    )


def decimal_text(value: Decimal) -> str:
    """
    Return a decimal as documents write it: digits, without exponent.

    Raises:
        CannotHoldError: It is so large or so fine that no reader would take it.
    """
    text = str(value)
    if "E" not in text and len(text) <= NUMBER_LENGTH:
        return text
    if abs(value.adjusted()) >= NUMBER_LENGTH or len(text := f"{value:f}") > NUMBER_LENGTH:
        message = f"a number of more than {NUMBER_LENGTH} digits has no place in a document"
        raise CannotHoldError("a document", [Issue("too-large", message, (), f"{value:.3E}")])
    return text


_SCALARS: Final[dict[Any, Write]] = {Decimal: decimal_text, PartialDate: str, date: str}
