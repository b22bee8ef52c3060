"""
Parquet files and Arrow IPC files: entities as typed columns, nested as deep as they are.

Decimals are decimals, with as many places as the column needs. What the rows are is in the metadata of the schema.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Any, Final

from gm100._extras import library
from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.fields.field import rules_of
from gm100.serializers.document.envelope import Request, entity_types, from_tree, items_of
from gm100.serializers.document.limits import Limits, refuse_nodes, refuse_size
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.document.tree import check_depth
from gm100.serializers.formats.packed import arrow_size, parquet_size
from gm100.serializers.structure.converter import converter
from gm100.serializers.structure.refusal import refuse
from gm100.serializers.structure.shapes import KIND, Shape, is_enum, is_tagged, shape_of, shapes_of
from gm100.serializers.structure.writers import decimal_text

_KEY: Final = b"gm100"
_DIGITS: Final = 76  # The most that decimal256 holds.
_WIDE: Final = Context(prec=_DIGITS)
"""Digits enough for every decimal of Arrow; those of the caller may be fewer."""

_PLACES: Final = b"gm100.places"
"""Metadata of a column: its rows, and the places of each of its decimals; left alone where the rows are others."""


def dumps(data: Any, *, entity: type | None = None) -> bytes:
    """
    Write entities of one type as a Parquet file.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A number is too large, or a text has half a character.
        MissingExtraError: pyarrow is not installed.
    """
    arrow, parquet = _arrow(), library("pyarrow.parquet", "Parquet", "arrow")
    sink = arrow.BufferOutputStream()
    parquet.write_table(table_of(data, entity), sink)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def dumps_ipc(data: Any, *, entity: type | None = None) -> bytes:
    """
    Write entities of one type as an Arrow IPC file; see `dumps`.
    """
    arrow = _arrow()
    table = table_of(data, entity)
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def table_of(data: Any, entity: type | None = None) -> Any:
    """
    Return entities of one type as a `pyarrow.Table`.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A number is too large, or a text has half a character.
        MissingExtraError: pyarrow is not installed.
    """
    arrow = _arrow()
    cls, items, many = items_of(data, entity)
    head = json.dumps({"schema_version": SCHEMA_VERSION, "type": cls.__name__, "many": many})
    kind = _struct(arrow, cls, items)
    columns = {
        f.name: [_cell(getattr(item, f.name), rule.hint) for item in items]
        for f, rule in zip(kind, rules_of(cls), strict=True)
    }
    try:
        arrays = [arrow.array(columns[f.name], f.type) for f in kind]
    except (arrow.ArrowException, OverflowError, UnicodeEncodeError) as error:
        raise CannotHoldError("Arrow", [Issue("not-allowed", str(error))]) from None
    fields = [f.with_metadata(_places_of(columns[f.name])) for f in kind]
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata={_KEY: head}))


def _places_of(column: list[Any]) -> dict[bytes, bytes] | None:
    """
    Return the metadata of a column whose decimals have not all as many places: a column of Arrow has one number.
    """
    places = [max(0, -_exponent(value)) for value in _decimals(column)]
    return {_PLACES: json.dumps([len(column), *places]).encode()} if len(set(places)) > 1 else None


def _decimals(cell: Any) -> Iterator[Decimal]:
    if isinstance(cell, Decimal):
        yield cell
    elif isinstance(cell, dict | list):
        for each in cell.values() if isinstance(cell, dict) else cell:
            yield from _decimals(each)


def _with_places(cell: Any, places: Iterator[int]) -> Any:
    """
    Return a cell whose decimals have as many places as they were written with.
    """
    if isinstance(cell, Decimal):
        short = cell.quantize(Decimal((0, (1,), -next(places, -_exponent(cell)))), context=_WIDE)
        return short if short == cell else cell
    if isinstance(cell, dict):
        return {name: _with_places(each, places) for name, each in cell.items()}
    return [_with_places(each, places) for each in cell] if isinstance(cell, list) else cell


def _arrow() -> Any:
    library("pyarrow.ipc", "Arrow", "arrow")
    return library("pyarrow", "Arrow", "arrow")


def _struct(arrow: Any, cls: Any, items: Iterable[Any]) -> Any:
    """
    Return the type of entities, as deep as these are: a class that holds itself has no end otherwise.
    """
    found = tuple(items)
    fields = [(r.name, _type(arrow, r.hint, [getattr(item, r.name) for item in found])) for r in rules_of(cls)]
    return arrow.struct(fields)


def _type(arrow: Any, hint: Any, values: list[Any]) -> Any:
    shape = shape_of(hint)
    there = [value for value in values if value is not None]
    if shape.kind == "many":
        return arrow.list_(_type(arrow, shape.of, [item for value in there for item in value]))
    if shape.kind == "entity":
        return _struct(arrow, shape.of, there) if there else arrow.null()
    if shape.kind == "union":
        named = [(cls.__name__, [value for value in there if type(value) is cls]) for cls in shape.of]
        classes = {cls.__name__: cls for cls in shape.of}
        return arrow.struct([(name, _struct(arrow, classes[name], v) if v else arrow.null()) for name, v in named])
    return _scalar(arrow, shape, there)


def _scalar(arrow: Any, shape: Shape, values: list[Any]) -> Any:
    if shape.kind != "scalar":
        return arrow.string()
    if shape.of is Decimal:
        return _decimal(arrow, values)
    if is_enum(shape.of):
        return arrow.int64() if issubclass(shape.of, int) else arrow.string()
    simple = {int: arrow.int64, bool: arrow.bool_, float: arrow.float64, date: arrow.date32}
    return simple.get(shape.of, arrow.string)()


def _decimal(arrow: Any, values: list[Decimal]) -> Any:
    """
    Return the narrowest decimal type that holds all values.
    """
    places = max((max(0, -_exponent(value)) for value in values), default=0)
    digits = max((value.adjusted() + 1 for value in values), default=1)
    precision = max(digits, 1) + places
    if precision > _DIGITS:
        message = f"needs {precision} digits for all its values, and Arrow has {_DIGITS}"
        raise CannotHoldError("Arrow", [Issue("too-large", message)])
    return arrow.decimal128(precision, places) if precision <= _DIGITS // 2 else arrow.decimal256(precision, places)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _cell(value: Any, hint: Any) -> Any:
    """
    Return a value as Arrow takes it.
    """
    shape = shape_of(hint)
    if value is None:
        return None
    if shape.kind == "many":
        return [_cell(item, shape.of) for item in (sorted(value) if shape.container is frozenset else value)]
    if shape.kind == "entity":
        return {rule.name: _cell(getattr(value, rule.name), rule.hint) for rule in rules_of(shape.of)}
    if shape.kind == "union":
        return {type(value).__name__: _cell(value, type(value))}
    if shape.of in {Decimal, date}:
        return value
    plain = converter().unstructure(value)
    return plain if shape.kind == "scalar" else json.dumps(plain, ensure_ascii=False)


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a Parquet file.

    Raises:
        RefusedError: It is not a Parquet file, or something in it is wrong.
        MissingExtraError: pyarrow is not installed.
    """
    return _read(data, request, lambda arrow, data: _opened(arrow, data, request.limits))


def _opened(arrow: Any, data: bytes, limits: Limits) -> tuple[Any, Iterable[Any]]:
    file = library("pyarrow.parquet", "Parquet", "arrow").ParquetFile(arrow.BufferReader(data))
    refuse_nodes(file.metadata.num_rows * max(1, file.metadata.num_columns), limits)
    refuse_size(parquet_size(data), limits, "bytes when it is unpacked")
    return file.schema_arrow, file.iter_batches(batch_size=_ROWS)


def plain_rows(data: bytes, limits: Limits) -> list[dict[str, Any]] | None:
    """
    Return the rows of a Parquet file as they stand, or `None` where it says that they are entities.

    Raises:
        RefusedError: It is not a Parquet file, or holds too much.
        MissingExtraError: pyarrow is not installed.
    """
    arrow = _arrow()
    try:
        schema, batches = _opened(arrow, data, limits)
        _check_names(arrow.types, schema)
        if _KEY in (schema.metadata or {}):
            return None
        return [row for batch in batches for row in batch.to_pylist()]
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise RefusedError([Issue("no-arrow", f"this is not a Parquet file: {error}")]) from None


_ROWS: Final = 256  # What a page of repeated values comes to is then seen before it fills the memory.


def loads_ipc(data: str | bytes, request: Request) -> Any:
    """
    Read an Arrow IPC file; see `loads`.
    """

    def opened(arrow: Any, data: bytes) -> tuple[Any, Iterable[Any]]:
        refuse_size(arrow_size(data), request.limits, "bytes when it is unpacked")
        file = arrow.ipc.open_file(arrow.py_buffer(data))
        return file.schema, map(file.get_batch, range(file.num_record_batches))

    return _read(data, request, opened)


def _read(data: str | bytes, request: Request, opened: Any) -> Any:
    arrow = _arrow()
    if isinstance(data, str):
        raise refuse("no-arrow", data, "bytes")
    refuse_size(len(data), request.limits)
    try:
        schema, batches = opened(arrow, data)
        _check_names(arrow.types, schema)
        head, cls = _head(json.loads((schema.metadata or {}).get(_KEY, b"null")), request)
        items = _items(arrow, batches, Shape("entity", optional=False, of=cls), request.limits, _places(schema))
    except (arrow.ArrowException, ArithmeticError, OSError, ValueError) as error:  # Decimals raise arithmetic errors.
        raise RefusedError([Issue("no-arrow", f"this is not an Arrow or Parquet file: {error}")]) from None
    check_depth(items, request.limits)
    many = head.get("many") or len(items) != 1
    body = {"items": items} if many else {"item": items[0]}
    return from_tree({"schema_version": head.get("schema_version"), "type": cls.__name__, **body}, request)


def _places(schema: Any) -> dict[str, list[int]]:
    """
    Return for each column that says so how many rows it has, and the places of its decimals.
    """
    said = {field.name: json.loads((field.metadata or {}).get(_PLACES, b"null")) for field in schema}
    return {
        name: found
        for name, found in said.items()
        if isinstance(found, list)
        and all((type(each) is int and 0 <= each <= _DIGITS) or not n for n, each in enumerate(found))
    }


def _items(arrow: Any, batches: Iterable[Any], shape: Shape, limits: Limits, places: dict[str, list[int]]) -> list[Any]:
    """
    Return the rows of a file as a document has them, and stop as soon as they are too many.
    """
    rows: list[Any] = []
    size = cells = 0
    for batch in batches:
        batch.validate()  # Before its size is asked for, which reads where its texts end and believes it.
        size += batch.nbytes
        refuse_size(size, limits)
        batch.validate(full=True)
        cells += batch.num_rows + sum(_cells(arrow.types, column, limits) for column in batch.columns)
        refuse_nodes(cells, limits)
        for start in range(0, batch.num_rows, _ROWS):
            rows += batch.slice(start, _ROWS).to_pylist()
    for name, (many, *found) in places.items():
        if many == len(rows):
            left = iter(found)
            for row in rows:
                row[name] = _with_places(row[name], left)
    for place, row in enumerate(rows):
        rows[place] = _wire(row, shape)
    return rows


def _check_names(types: Any, fields: Any, path: tuple[str, ...] = ()) -> None:
    """
    Refuse columns, and fields within them, that are given twice: of their values only the last would be left.

    Raises:
        RefusedError: There are some.
    """
    names = [field.name for field in fields]
    if len(set(names)) < len(names):
        twice = [name for name, times in Counter(names).items() if times > 1]
        raise RefusedError([Issue("duplicate", "the column is given twice", (*path, name), name) for name in twice])
    for field in fields:
        kind = field.type
        while types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
            kind = kind.value_type
        if types.is_struct(kind):
            _check_names(types, [kind.field(n) for n in range(kind.num_fields)], (*path, field.name))


_SHARED: Final = ("map", "union", "run_end_encoded", "string_view", "binary_view", "list_view", "large_list_view")


def _cells(types: Any, array: Any, limits: Limits) -> int:
    """
    Return how many values an array comes to at the deepest, as counted before any of them is made.

    A column of nothing takes no bytes however long it is, and one of a dictionary few; types whose values may share
    what they are made of in other ways are refused.
    """
    kind = array.type
    if types.is_dictionary(kind):
        longest = max((len(str(each)) for each in array.dictionary.to_pylist()), default=1)
        refuse_size(len(array) * longest, limits)
        return len(array)
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return len(array) + _cells(types, array.flatten(), limits)
    if types.is_struct(kind):
        return len(array) + sum(_cells(types, each, limits) for each in array.flatten())
    if any(getattr(types, f"is_{each}")(kind) for each in _SHARED):
        raise refuse("not-allowed", str(kind), "a plain type, a list or a struct")
    return len(array)


def _head(head: Any, request: Request) -> tuple[dict[str, Any], type]:
    """
    Return what the metadata says of the rows, and their class.

    Raises:
        RefusedError: It says no class that there is.
    """
    if head is None and request.entity is not None:
        head = {"schema_version": SCHEMA_VERSION, "type": request.entity.__name__, "many": True}
    head = head if isinstance(head, dict) else {}
    name = head.get("type")
    if not isinstance(name, str) or name not in entity_types():
        raise refuse("unknown-type", name, "the name of an entity in the metadata under gm100; or say entity=")
    return head, entity_types()[name]


def _wire(value: Any, shape: Shape) -> Any:
    """
    Return what Arrow gave as a document has it.
    """
    if shape.kind == "entity" and isinstance(value, dict):
        hints = shapes_of(shape.of)
        return {name: _wire(each, hints[name]) if name in hints else each for name, each in value.items()}
    if shape.kind == "union" and isinstance(value, dict):
        filled = [(cls, value[cls.__name__]) for cls in shape.of if value.get(cls.__name__) is not None]
        return _of_class(*filled[0], tagged=is_tagged(shape.of)) if filled else value
    if shape.kind == "many" and isinstance(value, list):
        return [_wire(each, shape_of(shape.of)) for each in value]
    if shape.kind in {"either", "other"} and isinstance(value, str):
        return _json(value)
    return _text(value)


def _of_class(cls: Any, value: Any, *, tagged: bool) -> Any:
    wire = _wire(value, Shape("entity", optional=False, of=cls))
    return {KIND: cls.__name__, **wire} if tagged else wire


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value) if value.is_finite() else str(value)
    return value.isoformat() if isinstance(value, date) else value
