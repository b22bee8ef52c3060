"""
What packed columns come to, counted before any of them is unpacked.

An Arrow file says for each packed buffer how long it is unpacked, in the first eight bytes of the buffer; a Parquet
file says it for each page, in the header of the page. Where these stand is read here from the bytes, because pyarrow
gives neither before it has unpacked them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_MAGIC: Final = b"ARROW1"
_DICTIONARY, _BATCH = 2, 3  # Kinds of messages.


def arrow_size(data: bytes) -> int:
    """
    Return what the columns of an Arrow file come to in bytes.

    Raises:
        ValueError: It is not an Arrow file.
    """
    try:
        return sum(_body_size(data, *block) for block in _blocks(data))
    except (struct.error, IndexError) as error:
        message = "its table of contents is broken"
        raise ValueError(message) from error


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """
    Yield where each message stands that the table of contents names, and how long its head is.
    """
    if not data.endswith(_MAGIC):
        message = "it does not end as an Arrow file does"
        raise ValueError(message)
    length = _int(data, len(data) - len(_MAGIC) - 4, "i")
    foot = _table(data, len(data) - len(_MAGIC) - 4 - length)
    for field in (_DICTIONARY, _BATCH):
        start, many = _vector(data, _field(data, foot, field))
        for place in range(start, start + 24 * many, 24):
            yield _int(data, place, "q"), _int(data, place + 8, "i")


def _body_size(data: bytes, start: int, head: int) -> int:
    """
    Return what the buffers of one message come to.
    """
    prefix = 8 if _int(data, start, "I") == 0xFFFFFFFF else 4  # noqa: PLR2004 - what newer files begin a message with
    message = _table(data, start + prefix)
    batch = _follow(data, _field(data, message, 2))
    if data[_field(data, message, 1)] == _DICTIONARY:
        batch = _follow(data, _field(data, batch, 1))
    packed = _field(data, batch, 3) != 0
    buffers, many = _vector(data, _field(data, batch, 2))
    size = 0
    for place in range(buffers, buffers + 16 * many, 16):
        offset, length = _int(data, place, "q"), _int(data, place + 8, "q")
        unpacked = _int(data, start + head + offset, "q") if packed and length else -1
        size += length if unpacked < 0 else unpacked  # A buffer that packing makes no shorter stands as it is.
    return size


# The few pieces of FlatBuffers that this takes: a table knows its fields by a list of offsets, and 0 is none.


def _int(data: bytes, place: int, kind: str) -> int:
    if place < 0:
        raise IndexError(place)
    value: int = struct.unpack_from(f"<{kind}", data, place)[0]
    return value


def _follow(data: bytes, place: int) -> int:
    return place + _int(data, place, "I")


def _table(data: bytes, place: int) -> int:
    return _follow(data, place)


def _field(data: bytes, table: int, number: int) -> int:
    offsets = table - _int(data, table, "i")
    if 4 + 2 * number >= _int(data, offsets, "H"):
        return 0
    offset = _int(data, offsets + 4 + 2 * number, "H")
    return table + offset if offset else 0


def _vector(data: bytes, place: int) -> tuple[int, int]:
    """
    Return where the items of a vector stand, and how many they are.
    """
    if not place:
        return 0, 0
    start = _follow(data, place)
    many = _int(data, start, "I")
    if start + many > len(data):
        raise IndexError(many)
    return start + 4, many


def parquet_size(data: bytes) -> int:
    """
    Return what the pages of a Parquet file come to in bytes, by its own table of contents.

    pyarrow is not asked: where a file contradicts itself there, it ends the process and not only the reading.

    Raises:
        ValueError: The table of contents is broken, or a page has no header.
    """
    size = 0
    for column in _columns(data):
        many, packed, first = (_zigzag(data, column[field])[0] for field in (_MANY, _PACKED, _FIRST_PAGE))
        if not many:
            continue  # Then pyarrow reads no page.
        if _DICTIONARY_PAGE in column:
            first = min(first, _zigzag(data, column[_DICTIONARY_PAGE])[0])
        size += sum(_page_sizes(data, first, first + packed))
    return size


_GROUPS, _COLUMNS, _METADATA = 4, 1, 3
_MANY, _PACKED, _FIRST_PAGE, _DICTIONARY_PAGE = 5, 7, 9, 11
"""The fields of a Parquet file's table of contents that are asked for, in the file, its groups and their columns."""


def _columns(data: bytes) -> list[dict[int, int]]:
    """
    Return for each column of each group of rows where its fields stand.
    """
    try:
        foot = _struct(data, len(data) - 8 - _int(data, len(data) - 8, "I"))
        groups = [_struct(data, place) for place in _structs(data, foot[_GROUPS])]
        chunks = [_struct(data, place) for group in groups for place in _structs(data, group[_COLUMNS])]
        columns = [_struct(data, chunk[_METADATA]) for chunk in chunks]
        return [column for column in columns if column[_MANY] and column[_PACKED] and column[_FIRST_PAGE]]
    except (IndexError, KeyError, struct.error) as error:
        message = "its table of contents is broken"
        raise ValueError(message) from error


def _page_sizes(data: bytes, place: int, end: int) -> Iterator[int]:
    try:
        while place < end:
            unpacked, packed, place = _page_header(data, place)
            yield unpacked
            place += packed
    except IndexError as error:
        message = "a page has no header"
        raise ValueError(message) from error


def _page_header(data: bytes, place: int) -> tuple[int, int, int]:
    """
    Return how long a page is unpacked and packed, and where its header ends.
    """
    sizes: dict[int, int] = {}
    field, kind = 0, data[place]
    while kind:
        field, place = _field_number(data, place, field)
        if kind & 15 == _I32:
            sizes[field], place = _zigzag(data, place)
        else:
            place = _skip(data, place, kind & 15, 0)
        kind = data[place]
    unpacked, packed = sizes.get(2, -1), sizes.get(3, -1)
    if unpacked < 0 or packed < 0:
        raise IndexError(place)
    return unpacked, packed, place + 1


# The compact protocol of Thrift, as far as it takes to step over what is not asked for.

_I32, _BINARY, _LIST, _SET, _STRUCT = 5, 8, 9, 10, 12
_BYTES: Final = {1: 0, 2: 0, 3: 1, 7: 8}  # Values of a fixed length; a truth value is in its kind.
_DEEPEST: Final = 8
_FOLLOWS: Final = 15  # In place of how many a list has, which then follows.


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while data[place] & 128:
        value |= (data[place] & 127) << shift
        place, shift = place + 1, shift + 7
        if shift > 63:  # noqa: PLR2004 - no length has more bits
            raise IndexError(place)
    return value | data[place] << shift, place + 1


def _zigzag(data: bytes, place: int) -> tuple[int, int]:
    value, place = _varint(data, place)
    return value >> 1 ^ -(value & 1), place


def _field_number(data: bytes, place: int, before: int) -> tuple[int, int]:
    step = data[place] >> 4
    return (before + step, place + 1) if step else _zigzag(data, place + 1)


def _struct(data: bytes, place: int) -> dict[int, int]:
    """
    Return where the fields of a structure stand.
    """
    found: dict[int, int] = {}
    field = 0
    while data[place]:
        kind = data[place] & 15
        field, place = _field_number(data, place, field)
        found[field] = place
        place = _skip(data, place, kind, 0)
    return found


def _structs(data: bytes, place: int) -> Iterator[int]:
    """
    Yield where the structures of a list begin.
    """
    many, place = data[place] >> 4, place + 1
    if many == _FOLLOWS:
        many, place = _varint(data, place)
    for _ in range(min(many, len(data))):
        yield place
        place = _skip(data, place, _STRUCT, 0)


def _skip(data: bytes, place: int, kind: int, depth: int) -> int:
    """
    Return where a value ends.
    """
    if kind in _BYTES:
        return place + _BYTES[kind]
    if kind == _BINARY:
        length, place = _varint(data, place)
        return place + length
    if kind == _STRUCT and depth < _DEEPEST:
        while data[place]:
            inner = data[place] & 15
            place = _skip(data, _field_number(data, place, 0)[1], inner, depth + 1)
        return place + 1
    if kind in {_LIST, _SET} and depth < _DEEPEST:
        many, inner, place = data[place] >> 4, data[place] & 15, place + 1
        if many == _FOLLOWS:
            many, place = _varint(data, place)
        for _ in range(min(many, len(data))):
            place = _skip(data, place, inner, depth + 1) if inner > 2 else place + 1  # noqa: PLR2004 - truth takes a byte in a list
        return place
    if kind in {4, _I32, 6}:  # Whole numbers.
        return _varint(data, place)[1]
    raise IndexError(place)
