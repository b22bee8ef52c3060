"""
What a constructor accepts beside what it stores: one table of conversions, by the type of the field.

A conversion never raises and never guesses. What it cannot take it hands on as it is, so that the check of the field
refuses it together with everything else that is wrong. Documents do not come through here: they are read strictly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache, partial
from math import isnan
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

import attrs

from gm100.errors import Gm100Error
from gm100.fields.arguments import is_collection
from gm100.text.codes import CODES
from gm100.text.dates import PartialDate

Convert = Callable[[Any], Any]

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_LONGEST: Final = 1000


def converter_of(hint: Any, pattern: str | None = None) -> Convert | None:
    """
    Return the conversion of a field, or `None` where a value is stored as it is given or not at all.

    Args:
        hint: The type that the field stores.
        pattern: The pattern of a text, which tells a code of a region or an id from any other text.

    >>> converter_of(Decimal)(0.2), converter_of(PartialDate | None)("2018-07-09").year
    (Decimal('0.2'), 2018)
    """
    kinds = [arg for arg in get_args(hint) if arg is not NoneType]
    match get_origin(hint):
        case None:
            return _scalar(hint, pattern)
        case origin if origin in {Union, UnionType}:
            alone = converter_of(kinds[0], pattern) if len(kinds) == 1 else None
            return parameter if set(kinds) == {Decimal, str} else alone
        case origin:
            item = text if kinds[0] is str else converter_of(kinds[0], pattern)
            return _sequence(item, kinds[0]) if origin is tuple else partial(_set, item)


def _scalar(hint: Any, pattern: str | None) -> Convert | None:
    if hint is str and pattern in CODES:
        return code
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _vocabulary(hint)
    return _entity(hint) if is_entity(hint) else _SCALARS.get(hint)


def number(value: Any) -> Any:
    """
    Take a whole number, a float by its shortest digits, or a text as an exact decimal.

    >>> number(3), number(0.1), number("3.08"), number("3,08")
    (Decimal('3'), Decimal('0.1'), Decimal('3.08'), '3,08')
    """
    if type(value) is Decimal or value is None:
        return value
    value = _plain(value)
    if type(value) is int:
        return Decimal(value)
    written = repr(value) if type(value) is float else value
    if isinstance(written, str) and len(written) <= _LONGEST and _NUMBER.fullmatch(written.strip()):
        return Decimal(written.strip())
    return value


def real(value: Any) -> Any:
    """
    Take a whole or an exact number, or a text, as a float.
    """
    if type(value) is float or value is None:
        return value
    made = number(value)
    return float(made) if type(made) is Decimal and made.is_finite() else value


def whole(value: Any) -> Any:
    """
    Take a text of digits, or another number without decimals, as a whole number.

    >>> whole("2023"), whole(2023.0), whole(2023.5), whole(True)
    (2023, 2023, 2023.5, True)
    """
    if type(value) is int or value is None:
        return value
    plain = _plain(value)
    if type(plain) in {float, Decimal} and _is_whole(plain):
        return int(plain)
    if isinstance(plain, str) and _WHOLE.fullmatch(plain.strip()):
        return int(plain)
    return plain if type(plain) is int else value


def _is_whole(value: float | Decimal) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return float(value).is_integer()


def truth(value: Any) -> Any:
    """
    Take the truth value of an array library as Python's own.
    """
    return value if type(value) is bool or value is None else _plain(value)


def text(value: Any) -> Any:
    """
    Take a text of another class, such as one of an array library or a word of a vocabulary, as plain text.
    """
    return str.__str__(value) if isinstance(value, str) and type(value) is not str else value


def parameter(value: Any) -> Any:
    """
    Take a number, or a text that is one, as an exact decimal; any other text stays a word.

    >>> parameter(75_000), parameter(0.11), parameter("1e-3"), parameter("cap")
    (Decimal('75000'), Decimal('0.11'), Decimal('0.001'), 'cap')
    """
    return text(number(value))


def partial_date(value: Any) -> Any:
    """
    Take a date, an ISO text or a year as a date of which just that is known.

    >>> str(partial_date("2018-07")), str(partial_date(2018)), str(partial_date(date(2018, 7, 9)))
    ('2018-07', '2018', '2018-07-09')
    """
    if type(value) is PartialDate or value is None:
        return value
    if isinstance(value, date):
        return value if _has_time(value) else PartialDate(value.year, value.month, value.day)
    plain = _plain(value)
    try:
        if isinstance(plain, str):
            return PartialDate.parse(plain.strip())
        return PartialDate(plain) if type(plain) is int else value
    except (ValueError, OverflowError):
        return value


def day(value: Any) -> Any:
    """
    Take an ISO text, or a date of which the day is known, as a date of the standard library.
    """
    if value is None or (type(value) is date):
        return value
    made = partial_date(value)
    return made.first_day if type(made) is PartialDate and made.day is not None else value


_SCALARS: Final[dict[Any, Convert]] = {
    int: whole,
    bool: truth,
    float: real,
    Decimal: number,
    date: day,
    PartialDate: partial_date,
}


def _has_time(value: date) -> bool:
    if not isinstance(value, datetime) or value != value:  # noqa: PLR0124 - pandas' missing time is not itself
        return isinstance(value, datetime)
    return value.tzinfo is not None or value.time().isoformat() != "00:00:00"


def _plain(value: Any) -> Any:
    """
    Return a scalar of an array library as Python's own; a float of fewer bits by its shortest digits.
    """
    if type(value).__module__ == "builtins" or getattr(value, "shape", None) != () or not hasattr(value, "item"):
        return value
    item = value.item()
    return float(str(value)) if type(item) is float and value.dtype.itemsize < 8 else item  # noqa: PLR2004 - bytes of a double


_MISSING: Final = frozenset({"NAType", "NaTType", "MaskedConstant"})
"""Types of pandas and numpy whose only value says that there is none."""


def cell_value(cell: Any) -> Any:
    """
    Return a cell of a table as Python has it: a number of numpy as the number it is, `None` for whatever says missing.

    NaN is a missing value, wherever it comes from: pandas has no other, and rows, columns and frames say the same.

    >>> cell_value(3.5), cell_value(float("nan")), cell_value(Decimal("sNaN")), cell_value("")
    (3.5, None, None, '')
    """
    if type(cell).__name__ in _MISSING:
        return None
    value = _plain(cell)
    # A signalling NaN of decimals raises where it is compared, and in `math.isnan`.
    is_nan = value.is_nan() if isinstance(value, Decimal) else isinstance(value, float) and isnan(value)
    return None if is_nan else value


def cell_text(cell: Any) -> str:
    """
    Return a cell as text, which is blank where it holds nothing.
    """
    value = cell_value(cell)
    return "" if value is None else str(value).strip()


def code(value: Any) -> Any:
    """
    Take the code of a region or province from the entity itself.
    """
    if type(value) is str or value is None:
        return value
    named = getattr(value, "code", None) if attrs.has(type(value)) else None
    return named if type(named) is str else value


@cache
def _vocabulary(kind: type[Enum]) -> Convert:
    known = {_word(form): member for member in kind for form in (member.value, member.name)}
    if issubclass(kind, IntEnum):
        known |= {str(member.value): member for member in kind}

    def convert(value: Any) -> Any:
        if type(value) is kind or value is None or isinstance(value, Enum | bool):
            return value
        plain = _plain(value)
        try:
            return known.get(_word(plain) if isinstance(plain, str) else plain, value)
        except TypeError:  # What has no hash is not a word.
            return value

    return convert


def _word(value: Any) -> Any:
    """
    Return a word without what is only its dress: capitals, and whether blanks, hyphens or underscores join its parts.
    """
    return re.sub(r"[\s_-]+", "_", value.strip().casefold()) if isinstance(value, str) else value


@cache
def is_entity(hint: Any) -> bool:
    """
    Whether a type is an entity: an attrs class whose every field carries a constraint of ours.
    """
    if not (isinstance(hint, type) and attrs.has(hint)):
        return False
    return all("gm100" in f.metadata for f in attrs.fields(hint)) and bool(attrs.fields(hint))


def _positional(cls: Any) -> list[Any]:
    """
    Return the fields of an entity that may be given by position.
    """
    return [each for each in attrs.fields(cls) if not each.kw_only] if attrs.has(cls) else []


def _entity(cls: Any) -> Convert | None:
    """
    Return the conversion to an entity: by its own `of`, or from what its constructor takes by position.
    """
    fields = _positional(cls)
    if not _has_own(cls) and not fields:
        return None

    def convert(value: Any) -> Any:
        if type(value) is cls or value is None:
            return value
        try:
            return entity_from(cls, value)
        except Gm100Error:
            return value

    return convert


def entity_from(cls: Any, value: Any) -> Any:
    """
    Return an entity made of what stands for it, or the value as it is where nothing can.

    Raises:
        InvalidEntityError: It stands for one, but not for one that can be.
    """
    if _has_own(cls):
        return cls.of(value)
    fields = _positional(cls)
    parts = tuple(value) if type(value) in {tuple, list} else (value,)
    needed = sum(each.default is attrs.NOTHING for each in attrs.fields(cls))
    return cls(*map(text, parts)) if needed <= len(parts) <= len(fields) else value


def _has_own(cls: Any) -> bool:
    return isinstance(vars(cls).get("of"), classmethod)


def _sequence(item: Convert | None, kind: Any) -> Convert:
    """
    Return the conversion of anything with an order, or of a mapping to entities of two positional fields.
    """
    pairs, alone = len(_positional(kind)) > 1, {kind}

    def convert(value: Any) -> Any:
        if type(value) is tuple and (item is None or not value or set(map(type, value)) == alone):
            return value
        if isinstance(value, Mapping):
            value = value.items() if pairs else value
        elif not is_ordered(value):
            return value
        if isinstance(value, Mapping):
            return value
        return tuple(value) if item is None else tuple(map(item, value))

    return convert


def is_ordered(value: Any) -> bool:
    """
    Whether a value is a collection whose order means something; a text is one thing and no collection.
    """
    return is_collection(value) and not isinstance(value, Mapping | AbstractSet | Enum)


def _set(item: Convert | None, value: Any) -> Any:
    """
    Take any collection as a frozenset, unless something is in it twice.
    """
    if value is None or not (is_ordered(value) or isinstance(value, AbstractSet)):
        return value
    items = list(value) if item is None else [item(each) for each in value]
    try:
        made = frozenset(items)
    except TypeError:  # What has no hash is in no set.
        return value
    return made if len(made) == len(items) else value
