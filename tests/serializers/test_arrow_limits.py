"""
Arrow and Parquet files made to take memory: what a few bytes come to is counted before it is made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from libraries import Later

import gm100
from gm100 import DocumentError, Evaluation
from gm100.serializers import LIMITS, dumps, loads
from gm100.serializers.formats.packed import _STRUCT as STRUCT
from gm100.serializers.formats.packed import _skip as skipped
from gm100.serializers.formats.packed import arrow_size

pa, parquet = Later("pyarrow"), Later("pyarrow.parquet")
pytestmark = pytest.mark.libraries

HEAD = {b"gm100": json.dumps({"schema_version": 1, "type": "Evaluation", "many": True}).encode()}
SMALL = LIMITS._replace(size=100_000, nodes=100_000)


def ipc(columns: dict[str, Any]) -> bytes:
    """An Arrow file of these columns."""
    table = pa.table(columns).replace_schema_metadata(HEAD)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def as_parquet(columns: dict[str, Any]) -> bytes:
    """A Parquet file of these columns."""
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns).replace_schema_metadata(HEAD), sink)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def refused(data: bytes, name: str) -> str:
    """The code of the one issue for which a document is refused."""
    assert len(data) <= SMALL.size
    with pytest.raises(DocumentError) as caught:
        loads(data, format=name, limits=SMALL)
    [issue] = caught.value.issues
    return issue.code


BOMBS: dict[str, Callable[[], Any]] = {
    "a column of nothing": lambda: pa.nulls(200_000),
    "a list of nothing": lambda: pa.ListArray.from_arrays(pa.array([0, 200_000], pa.int32()), pa.nulls(200_000)),
    "a struct of nothing": lambda: pa.StructArray.from_arrays([pa.nulls(150_000)], names=["title"]),
    "a long text in a dictionary": lambda: pa.DictionaryArray.from_arrays([0] * 500, ["x" * 5_000]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_arrow(name: str) -> None:
    """A file within the limit that comes to more than the limit is refused."""
    assert refused(ipc({"region": BOMBS[name]()}), "arrow") == "too-large"


def test_a_packed_column() -> None:
    """A column is counted by what it comes to, however short it is packed, and by what it has where it is not."""
    table = pa.table({"region": ["x" * 90_000]})
    sizes = {}
    for packing in ("zstd", None):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression=packing)) as writer:
            writer.write_table(table)
        data = sink.getvalue().to_pybytes()
        assert (len(data) < 2_000) == bool(packing)
        sizes[packing] = arrow_size(data)
    assert 90_000 < sizes["zstd"] <= sizes[None] < 91_000


@pytest.mark.parametrize("kind", ["list_", "large_list"])
def test_a_name_twice_within_a_list(kind: str) -> None:
    """The fields of objects in a list have one name each as well."""
    inner = pa.struct([pa.field("dimension", pa.string()), pa.field("dimension", pa.string())])
    column = pa.array([[]], getattr(pa, kind)(inner))
    assert refused(ipc({"scores": column}), "arrow") == "duplicate"


@pytest.mark.parametrize("depth", [7, 8])
def test_heads_within_heads(depth: int) -> None:
    """The head of a page is looked through as deep as any writer nests it, and not without end."""
    field, end = b"\x1c", b"\x00"  # A field that is a struct, and the end of one.
    head = field * depth + end * (depth + 1)
    if depth == 8:
        with pytest.raises(IndexError):
            skipped(head, 0, STRUCT, 0)
    else:
        assert skipped(head, 0, STRUCT, 0) == len(head)


@pytest.mark.parametrize(("digits", "bits"), [(38, 128), (39, 256)])
def test_a_decimal_is_as_narrow_as_it_can_be(digits: int, bits: int) -> None:
    """Up to 38 digits a decimal has the type that every reader of Arrow knows."""
    number = Decimal("1." + "2" * (digits - 1))
    data = dumps([Evaluation(region="99.01", edition="x", year=2023, scores={"output": number})], format="arrow")
    assert f"decimal{bits}({digits}, {digits - 1})" in str(pa.ipc.open_file(data).schema)


def test_rows_without_columns() -> None:
    """Rows of no columns at all are counted as well (found by tools/fuzz.py)."""
    batch = pa.RecordBatch.from_struct_array(pa.array([{}] * 200_000, pa.struct([])))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema.with_metadata(HEAD)) as writer:
        writer.write_batch(batch)
    assert refused(sink.getvalue().to_pybytes(), "arrow") == "too-large"


@pytest.mark.parametrize("values", [["x" * 50_000] * 500, [None] * 200_000], ids=["the same text", "nothing"])
def test_parquet(values: list[Any]) -> None:
    """So is a Parquet file that says one thing many times."""
    assert refused(as_parquet({"region": pa.array(values, pa.string())}), "parquet") == "too-large"


SHARING: dict[str, Callable[[], Any]] = {
    "views": lambda: pa.array(["a"], pa.string_view()),
    "maps": lambda: pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string())),
    "runs": lambda: pa.RunEndEncodedArray.from_arrays([1], ["a"]),
}


@pytest.mark.parametrize("name", SHARING)
def test_types_that_share(name: str) -> None:
    """Types of which a few bytes may mean many values are not read."""
    assert refused(ipc({"region": SHARING[name]()}), "arrow") == "not-allowed"


def test_a_dictionary_is_read() -> None:
    """What pandas calls a category is a text like another."""
    columns = {"region": pa.array(["35.03"]).dictionary_encode(), "edition": ["a-card"], "year": [2023]}
    expected = (Evaluation(region="35.03", edition="a-card", year=2023),)
    assert loads(ipc(columns), format="arrow") == loads(as_parquet(columns), format="parquet") == expected


@pytest.mark.parametrize("scale", [-(2**31), -100_000, 100_000])
def test_decimals_of_a_scale_beyond_reason(scale: int) -> None:
    """A decimal that Python cannot write is not a document of ours (found by tools/fuzz.py)."""
    one = pa.py_buffer((1).to_bytes(16, "little"))
    array = pa.Array.from_buffers(pa.decimal128(3, scale), 1, [None, one])
    assert refused(ipc({"published_index": array}), "arrow") == "no-arrow"


DAMAGE = """
import sys
import gm100

data = gm100.dumps(tuple(gm100.pillars().values())[:2], format=sys.argv[1])
for place in range(len(data)):
    for change in (0x01, 0x80, 0xFF):
        damaged = bytearray(data)
        damaged[place] ^= change
        try:
            gm100.loads(bytes(damaged), format=sys.argv[1])
        except gm100.Gm100Error:
            pass
"""
"""A program that damages each byte of a file in turn."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["arrow", "parquet"])
def test_no_byte_ends_the_process(name: str) -> None:
    """A file of which one byte is wrong is read or refused; pyarrow by itself ends some of them with a signal."""
    done = subprocess.run([sys.executable, "-c", DAMAGE, name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_we_write_is_within_the_limits() -> None:
    """All bundled evaluations are read again, a few hundred rows at a time."""
    evaluations = gm100.evaluations()
    for name in ("arrow", "parquet"):
        assert loads(dumps(evaluations, format=name), format=name) == evaluations
