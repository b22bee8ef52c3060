"""
Writers of annotations: value in, document tree out; a field that has its default is left out.

An entity is written by one expression a class, a dict literal, compiled on first use: a loop over the fields takes
longer than the library that makes text of the dict.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from cattrs import Converter  # noqa: TC002 - every edge of the house stands where the others stand

from gm100._compiled import function_of
from gm100._dates import PartialDate
from gm100._fields import FieldRule, rules_of
from gm100.errors import CannotHoldError, Issue
from gm100.serializers._scalars import NUMBER_LENGTH
from gm100.serializers._shapes import Shape, default_of, is_enum, shape_of

Write = Callable[[Any], Any]


def writer(converter: Converter, hint: Any) -> Write | None:
    """
    Return the writer of an annotation, or nothing where a value is written as it is.
    """
    shape = shape_of(hint)
    if shape.kind == "many":
        return _many(converter, shape)
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


def _many(converter: Converter, shape: Shape) -> Write:
    inner, item = shape_of(shape.of), writer(converter, shape.of)
    if shape.container is frozenset:
        return sorted if item is None else lambda values: sorted(map(item, values))
    if item is None:
        return list
    if getattr(item, "__module__", "") == __name__ and inner.kind == "entity" and not inner.optional:
        return _once(lambda: _compiled(converter, inner.of, "lambda items: [{made} for x in items]"))
    return lambda values: [item(value) for value in values]


def entity_writer(converter: Converter, cls: Any) -> Write:
    """
    Return the hook that writes an entity class.
    """
    return _once(lambda: _compiled(converter, cls, "lambda x: {made}"))


def _once(make: Callable[[], Write]) -> Write:
    """
    Return a writer that is made on first use, for a class may hold itself.
    """
    made: list[Write] = []

    def write(value: Any) -> Any:
        if not made:
            made.append(make())
        return made[0](value)

    return write


def _compiled(converter: Converter, cls: Any, frame: str) -> Write:
    """
    Return the function that makes the dict of an entity; the names in it are those of our own fields.
    """
    names: dict[str, Any] = {"len": len, "most": NUMBER_LENGTH, "long": decimal_text, "no": {}}
    fields = [_field(converter, cls, rule, place, names) for place, rule in enumerate(rules_of(cls))]
    write: Write = function_of(frame.format(made="{" + ", ".join(fields) + "}"), names)
    return write


_DECIMAL: Final = "(t if len(t := f'{{{value}!s}}') <= most and 'E' not in t else long({value}))"
"""What `decimal_text` does, without a call for the ordinary number."""


def _field(converter: Converter, cls: Any, rule: FieldRule, place: int, names: dict[str, Any]) -> str:
    """
    Return the part of a dict literal that writes a field, and bind the names it uses.
    """
    name, optional = rule.name, shape_of(rule.hint).optional
    value = f"x.{name}" if rule.required and not optional else "v"
    text = _value(converter, rule, place, names, value)
    if not rule.required:
        names[f"d{place}"] = default = default_of(cls, name)
        left_out = f"(v := x.{name}) is d{place}" + ("" if default is None else f" or v == d{place}")
        if optional and default is not None:
            text = f"None if v is None else {text}"
        return f"**(no if {left_out} else {{'{name}': {text}}})"
    return f"'{name}': {text}" if not optional else f"'{name}': None if (v := x.{name}) is None else {text}"


def _value(converter: Converter, rule: FieldRule, place: int, names: dict[str, Any], value: str) -> str:
    write = writer(converter, rule.hint)
    if write is None:
        return value
    if write is decimal_text:
        return _DECIMAL.format(value=value)
    names[f"w{place}"] = write
    return f"w{place}({value})"


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
