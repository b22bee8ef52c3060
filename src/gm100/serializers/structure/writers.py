"""
Writers of annotations: value in, document tree out; a field that has its default is left out.

An entity is written by one function a class, compiled on first use: a loop over its fields takes longer than the
library that makes text of the dict.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from cattrs import Converter  # noqa: TC002 - every edge of the house stands where the others stand

from gm100._compiled import bind_late, function_of
from gm100.errors import CannotHoldError, Issue
from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.structure.readers import is_own
from gm100.serializers.structure.scalars import NUMBER_LENGTH
from gm100.serializers.structure.shapes import KIND, Shape, default_of, is_enum, is_tagged, shape_of
from gm100.text.dates import PartialDate

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
        return _scalar(converter, shape.of)
    if shape.kind == "union" and is_tagged(shape.of):
        return lambda value: {KIND: type(value).__name__, **converter.unstructure(value)}
    return converter.unstructure  # By the class of the value.


def _scalar(converter: Converter, kind: Any) -> Write | None:
    """
    Return our own writer of a scalar, unless a hook of the user's is registered for its type.
    """
    hook = converter.get_unstructure_hook(kind)
    if not is_own(hook):
        return hook
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
        return _compiled(converter, inner.of)
    return lambda values: [item(value) for value in values]


def entity_writer(converter: Converter, cls: Any) -> Write:
    """
    Return the hook that writes an entity class.
    """
    write_all = _compiled(converter, cls)
    return lambda item: write_all((item,))[0]


def _compiled(converter: Converter, cls: Any) -> Write:
    """
    Return the function that makes the dicts of entities; the only text in it that is not here are our fields' names.
    """
    names: dict[str, Any] = {"len": len, "most": NUMBER_LENGTH, "long": decimal_text}
    steps = [_step(converter, cls, rule, names) for rule in rules_of(cls)]
    body = "".join(f"        {step}\n" for step in steps)
    write: Write = function_of(_WRITE_ALL.format(body=body), names)
    return write


_WRITE_ALL: Final = """\
def write_all(items):
    made = []
    for x in items:
        one = {{}}
{body}        made.append(one)
    return made
"""

_DECIMAL: Final = "t if 'E' not in (t := f'{v!s}') and len(t) <= most else long(v)"
"""What `decimal_text` does, without a call for the ordinary number."""


def _step(converter: Converter, cls: Any, rule: FieldRule, names: dict[str, Any]) -> str:
    """
    Return the line that writes a field, and bind the names it uses.
    """
    name, made = rule.name, _value(converter, rule, names)
    none = "None if v is None else " if shape_of(rule.hint).optional else ""
    if rule.required:
        return f"v = x.{name}; one['{name}'] = {none}{made}"
    names[f"default_{name}"] = default = default_of(cls, name)
    if default is None:
        return f"if (v := x.{name}) is not None: one['{name}'] = {made}"
    return f"if (v := x.{name}) is not default_{name} and v != default_{name}: one['{name}'] = {none}{made}"


def _value(converter: Converter, rule: FieldRule, names: dict[str, Any]) -> str:
    """
    Return what is written for a value `v`; a writer that is called is made when the field is first met.
    """
    shape = shape_of(rule.hint)
    write = _scalar(converter, shape.of) if shape.kind == "scalar" else None
    if write is decimal_text:
        return _DECIMAL
    if shape.kind == "scalar" and write is None:
        return "v"
    bind_late(names, f"write_{rule.name}", lambda: cast("Write", writer(converter, rule.hint)))
    return f"write_{rule.name}(v)"


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
        message = f"a number of more than {NUMBER_LENGTH} digits cannot be part of a document"
        raise CannotHoldError("a document", [Issue("too-large", message, (), f"{value:.3E}")])
    return text


_SCALARS: Final[dict[Any, Write]] = {Decimal: decimal_text, PartialDate: str, date: str}
