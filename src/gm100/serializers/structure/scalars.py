"""
Scalars of a document tree, and the one strict reader of each type.

A reader checks type and constraint in one call, because there is one call for every cell of every document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from gm100.errors import RefusedError
from gm100.fields.constraints import Constraint, value_test
from gm100.fields.expected import expectation, type_name
from gm100.serializers.structure.refusal import refuse, suggestion
from gm100.serializers.structure.shapes import is_enum
from gm100.text.dates import PartialDate

Read = Callable[[Any], Any]

NUMBER_LENGTH: Final = 1000
"""The most characters of a decimal number."""

NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
"""The only text form of a number: digits, and a dot before decimals."""


_PLAIN: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


class PlainNumber(str):
    """
    A number that a document writes without quotes, kept to the digit: `3.08` in YAML or TOML.

    It is neither a text nor a binary float; only a field for numbers takes it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def scalar_reader(kind: Any, c: Constraint, *, plain: bool) -> Read:
    """
    Return the reader of a scalar type under a constraint.

    Args:
        kind: The type.
        c: The constraint of the field it is in.
        plain: Whether decimals may also be plain numbers, as in formats that keep their digits.
    """
    test = value_test(kind, c)
    if is_enum(kind):
        return _enum(kind, c, test)
    if kind is Decimal:
        read = _decimal(c, test, plain=plain)
        return read if plain else _remembering(read)
    if kind in {PartialDate, date}:
        return _day(kind)
    return _float(c, test) if kind is float else _exact(kind, c, test)


_REMEMBERED: Final = 4096


def _remembering(read: Read) -> Read:
    """
    Return a reader of text that keeps what it has made of the first few thousand texts.

    Scores come again and again: looking one up is faster than making it each time, and a thousand evaluations then hold
    the same 4.00 rather than a thousand of them.
    """
    known: dict[str, Any] = {}

    def look_up(value: Any) -> Any:
        if type(value) is not str:
            return read(value)
        made = known.get(value)
        if made is None:
            made = read(value)
            if len(known) < _REMEMBERED:
                known[value] = made
        return made

    return look_up


def _exact(kind: Any, c: Constraint, test: Callable[[Any], bool] | None) -> Read:
    def read(value: Any) -> Any:
        if type(value) is kind and (test is None or test(value)):
            return value
        if kind is int and _whole(value) and (test is None or test(int(value))):
            raise with_a_point(value)
        raise refusal(kind, c, value, right_type=type(value) is kind)

    return read


def _whole(value: Any) -> bool:
    return type(value) is float and value.is_integer()


def with_a_point(value: float) -> RefusedError:
    """
    Return the refusal of a whole number written as `2023.0`: of its own code, for JSON Schema would take it.
    """
    return refuse("written-as-float", value, "a whole number", f"; write {value:.0f}")


def refusal(kind: Any, c: Constraint, value: Any, *, right_type: bool) -> RefusedError:
    """
    Return the refusal of a scalar, with what the field would have taken.
    """
    code = "not-allowed" if right_type else "wrong-type"
    hint = suggestion(value, list(map(str, c.one_of))) if c.one_of and right_type else ""
    example = f"{c.example:f}" if isinstance(c.example, Decimal) else c.example
    return refuse(code, value, expectation(kind, c._replace(example=example)), hint)


def _enum(kind: Any, c: Constraint, test: Callable[[Any], bool] | None) -> Read:
    members = {member.value: member for member in kind if test is None or test(member)}
    types = frozenset(map(type, members))
    expected = type_name(kind) if test is None else expectation(kind, c)

    def read(value: Any) -> Any:
        if type(value) in types and value in members:
            return members[value]
        if _whole(value) and value in members:
            raise with_a_point(value)
        raise refuse("not-allowed", value, expected, suggestion(value, list(map(str, members))))

    return read


def _decimal(c: Constraint, test: Callable[[Any], bool] | None, *, plain: bool) -> Read:
    matches = NUMBER.fullmatch

    def read(value: Any) -> Any:
        given = _plain_text(value) if plain and type(value) is not str else value
        if type(given) is str and len(given) <= NUMBER_LENGTH and matches(given):
            made = Decimal(given)
            if test is None or test(made):
                return made
            raise refusal(Decimal, c, value, right_type=True)
        raise refuse("wrong-type", value, 'a decimal number as text, such as "3.08"', _advice(value))

    return read


def _plain_text(value: Any) -> Any:
    """
    Return a number without quotes as the digits of a text; anything else as it is.
    """
    if type(value) is int:
        return str(value) if abs(value) < 10**NUMBER_LENGTH else value
    written = value.replace("_", "") if type(value) is PlainNumber else ""
    if len(written) > NUMBER_LENGTH or not _PLAIN.fullmatch(written):
        return value
    number = Decimal(written)
    return f"{number:f}" if abs(number.adjusted()) < NUMBER_LENGTH else value


def _advice(value: Any) -> str:
    if type(value) is str and NUMBER.fullmatch(value.replace(",", ".", 1)):
        return "; write a decimal point, or read it leniently with decimal commas"
    return f'; put it in quotes: "{value}"' if type(value) in {int, float} else ""


def _day(kind: Any) -> Read:
    expected = "a date as YYYY-MM-DD" + (", YYYY-MM or YYYY" if kind is PartialDate else "")

    def read(value: Any) -> Any:
        if isinstance(value, date) and not isinstance(value, datetime):  # TOML has dates of its own.
            return PartialDate.of(value) if kind is PartialDate else value
        try:
            made = PartialDate.parse(cast("str", value))
        except (TypeError, ValueError):
            raise refuse("wrong-type", value, expected) from None
        if kind is PartialDate:
            return made
        if made.day is None:
            raise refuse("wrong-type", value, expected)
        return made.first_day

    return read


def _float(c: Constraint, test: Callable[[Any], bool] | None) -> Read:
    def read(value: Any) -> Any:
        right = type(value) in {int, float, PlainNumber}
        try:
            made = float(value) if right else None
        except (OverflowError, ValueError):
            made = None
        if made is not None and made - made == 0.0 and (test is None or test(made)):
            return made
        raise refusal(float, c, value, right_type=made is not None and made - made == 0.0)

    return read
