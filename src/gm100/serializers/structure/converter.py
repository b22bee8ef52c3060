"""
The one converter: cattrs, with strict hooks for everything that an entity can hold.

cattrs by itself turns texts and numbers into one another, and reads no decimal; these hooks refuse, and each collects
all that is wrong below it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_origin

from cattrs import Converter

from gm100.fields.constraints import Constraint
from gm100.fields.convert import is_entity
from gm100.serializers.structure.readers import ReadOptions, entity_hook, reader
from gm100.serializers.structure.scalars import scalar_reader
from gm100.serializers.structure.shapes import SCALARS, shape_of
from gm100.serializers.structure.writers import decimal_text, entity_writer, writer
from gm100.text.dates import PartialDate

_FREE = Constraint("")


def make_converter(options: ReadOptions = ReadOptions()) -> Converter:  # noqa: B008 - a frozen value, the same for every call
    """
    Return a fresh converter that reads and writes every entity of gm100 strictly.

    It is a plain `cattrs.Converter`. A hook that is registered on it for a class of your own, for a scalar such as
    `Decimal`, for a vocabulary or for an entity takes effect inside entities too; what it returns is checked by the
    constraint of the field. A value that cannot be read raises `RefusedError`, which `issues_of` takes apart also
    where cattrs has put errors of the classes around it into a group.

    >>> import gm100
    >>> make_converter().structure({"dimension": "output", "value": "3.08"}, gm100.DimensionScore)
    DimensionScore(dimension='output', value=Decimal('3.08'))

    Args:
        options: When to stop, and whether decimals may be plain numbers.
    """
    return configure_converter(Converter(), options)


def configure_converter(converter: Converter, options: ReadOptions = ReadOptions()) -> Converter:  # noqa: B008 - as above
    """
    Put the hooks of gm100 on a converter of your own, one of `cattrs.preconf` included, and return it.

    They are those for entities, vocabularies, dates, decimals and collections, so that classes of your own which hold
    them are read as strictly as documents of gm100. Register hooks of your own afterwards: the last one counts.

    >>> import cattrs, gm100
    >>> converter = cattrs.Converter()
    >>> _ = configure_converter(converter)
    >>> converter.unstructure(gm100.DimensionScore("output", "3.08"))
    {'dimension': 'output', 'value': '3.08'}

    Args:
        converter: The converter.
        options: When to stop, and whether decimals may be plain numbers.
    """

    def hook(hint: Any) -> Any:
        read = reader(converter, hint, _FREE, options)
        return lambda value, _: read(value)

    def scalar(kind: Any) -> Any:
        read = scalar_reader(kind, _FREE, plain=options.plain_numbers)
        return lambda value, _: read(value)

    for kind in sorted(SCALARS, key=str):
        converter.register_structure_hook(kind, scalar(kind))
    word = cache(scalar)
    for kind in (Enum, StrEnum, IntEnum):  # cattrs would find the hook for `str` or `int` before that for `Enum`.
        converter.register_structure_hook(kind, lambda value, cls: word(cls)(value, cls))
        converter.register_unstructure_hook(kind, _value)
    converter.register_structure_hook_factory(_is_collection, hook)
    converter.register_structure_hook_factory(_is_union, hook)
    converter.register_structure_hook_factory(is_entity, lambda cls: entity_hook(converter, cls, options))
    converter.register_unstructure_hook(Decimal, decimal_text)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook(date, str)
    for ours in (_is_set, _is_union):
        converter.register_unstructure_hook_factory(ours, lambda hint: writer(converter, hint) or list)
    converter.register_unstructure_hook_factory(is_entity, lambda cls: entity_writer(converter, cls))
    return converter


def _value(member: Enum) -> Any:
    return member.value


def converter(options: ReadOptions = ReadOptions()) -> Converter:  # noqa: B008 - as above
    """
    Return the converter that gm100 itself reads and writes with.
    """
    return _kept(options)  # With or without an argument it is the same one.


_kept = cache(make_converter)


def _is_collection(hint: Any) -> bool:
    return shape_of(hint).kind == "many" and not shape_of(hint).optional


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in {Union, UnionType} and shape_of(hint).kind == "union"


def _is_set(hint: Any) -> bool:
    return get_origin(hint) is frozenset
