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
from gm100._fields import FieldRule, rules_of
from gm100.errors import CannotHoldError, Issue
from gm100.serializers._scalars import NUMBER_LENGTH
from gm100.serializers._shapes import KIND, default_of, is_enum, is_tagged, shape_of

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
    if shape.kind == "union" and is_tagged(shape.of):
        return lambda value: {KIND: type(value).__name__, **converter.unstructure(value)}
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


class Row(NamedTuple):
    """
    How a field is written.

    Attributes:
        name: Its key.
        default: The value for which it is left out; a field that is required has none that could be met.
        compare: Whether a value can equal the default without being it.
        write: Its writer, where a value is not written as it is.
    """

    name: str
    default: Any
    compare: bool
    write: Write | None


_NEVER: Final = object()


def entity_writer(converter: Converter, cls: Any) -> Write:
    """
    Return the hook that writes an entity class; its table is made on first use, for a class may hold itself.
    """
    names = [rule.name for rule in rules_of(cls)]
    values_of = attrgetter(*names) if len(names) > 1 else lambda item: (getattr(item, names[0]),)
    rows: list[Row] = []

    def write(item: Any) -> dict[str, Any]:
        if not rows:
            rows.extend(_row(converter, cls, rule) for rule in rules_of(cls))
        made = {}
        for (name, default, compare, write_value), value in zip(rows, values_of(item)):  # noqa: B905 - hot, and of one length by construction
            if value is default or (compare and value == default):
                continue
            made[name] = value if write_value is None or value is None else write_value(value)
        return made

    return write


def _row(converter: Converter, cls: Any, rule: FieldRule) -> Row:
    default = _NEVER if rule.required else default_of(cls, rule.name)
    return Row(rule.name, default, default is not None and not rule.required, writer(converter, rule.hint))


def decimal_text(value: Decimal) -> str:
    """
    Return a decimal as documents write it: digits, without exponent.

    Raises:
        CannotHoldError: It is so large or so fine that no reader would take it.
    """
    text = str(value)
    if len(text) <= NUMBER_LENGTH and "E" not in text:
        return text
    if abs(value.adjusted()) >= NUMBER_LENGTH or len(text := f"{value:f}") > NUMBER_LENGTH:
        message = f"a number of more than {NUMBER_LENGTH} digits has no place in a document"
        raise CannotHoldError("a document", [Issue("too-large", message, (), f"{value:.3E}")])
    return text


_SCALARS: Final[dict[Any, Write]] = {Decimal: decimal_text, PartialDate: str, date: str}
