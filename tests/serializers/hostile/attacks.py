"""
Documents made to take memory or time, by format and by what they abuse; each is made here and stored nowhere.

Run with a format and a file, this script reads the file and prints what that took.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

MIB: Final = 1024 * 1024
HEAD: Final = {"schema_version": 1, "type": "Evaluation"}
START: Final = json.dumps(HEAD)[:-1] + ", "
RIGHT: Final = '{"region": "35.03", "edition": "e", "year": 2022}'


def fill(piece: str, size: int = 16 * MIB - 1000) -> str:
    """A piece again and again, as often as a size has room for it."""
    return piece * (size // len(piece))


def numbered(form: str, many: int) -> str:
    """A piece for each number."""
    return "".join(form.format(n) for n in range(many))


def archive(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def manifest(*tables: str) -> bytes:
    """What says what the tables are."""
    return json.dumps(HEAD | {"many": True, "tables": list(tables)}).encode()


def ipc(packed: str | None, **columns: Any) -> bytes:
    """An Arrow file."""
    import pyarrow as pa

    table = pa.table(columns).replace_schema_metadata({b"gm100": json.dumps(HEAD | {"many": True}).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression=packed)) as writer:
        writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def parquet(**columns: Any) -> bytes:
    """A Parquet file of one page a column, packed as well as can be."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    table = pa.table(columns).replace_schema_metadata({b"gm100": json.dumps(HEAD | {"many": True}).encode()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", use_dictionary=False, data_page_size=2**30)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def zeros(many: int) -> Any:
    """A column of zeros."""
    import numpy as np
    import pyarrow as pa

    return pa.array(np.zeros(many, "int64"))


def repeated_blocks() -> bytes:
    """An Arrow file whose table of contents names its one batch a hundred times."""
    import pyarrow as pa

    data = ipc("zstd", year=zeros(100_000))
    length = struct.unpack_from("<i", data, len(data) - 10)[0]
    foot = bytearray(data[-10 - length : -10])
    (table,) = struct.unpack_from("<I", foot)
    offsets = table - struct.unpack_from("<i", foot, table)[0]
    field = table + struct.unpack_from("<H", foot, offsets + 10)[0]  # The fourth field: the blocks of the batches.
    block = field + struct.unpack_from("<I", foot, field)[0] + 4
    foot += bytes(-(len(foot) + 4) % 8)
    struct.pack_into("<I", foot, field, len(foot) - field)
    foot += struct.pack("<I", 4_000) + foot[block : block + 24] * 4_000
    made = data[: -10 - length] + bytes(foot) + struct.pack("<i", len(foot)) + b"ARROW1"
    assert pa.ipc.open_file(pa.py_buffer(made)).num_record_batches == 4_000
    return made


ATTACKS: Final[dict[tuple[str, str], Callable[[], str | bytes]]] = {
    ("json", "empty lists"): lambda: START + '"items": [' + fill("[],") + "1]}",
    ("json", "objects of one key"): lambda: START + '"items": [' + fill('{"a":1},') + "1]}",
    ("json", "unknown keys"): lambda: START + '"item": {' + numbered('"smart_region_{}": 1,', 40_000) + '"x": 1}}',
    ("json", "as many unknown keys as fit"): lambda: START + '"item": {' + numbered('"k{}":1,', 490_000) + '"x": 1}}',
    ("json", "many objects with unknown keys"): lambda: (
        START + '"items": [' + fill('{"scores_of_dimension_a": 1},', 6 * MIB) + "1]}"
    ),
    ("json", "a long key"): lambda: START + '"item": {"' + fill("k") + '": 1}}',
    ("json", "a key given many times"): lambda: START + '"item": {' + fill('"year":1,', 4 * MIB) + '"x": 1}}',
    ("json", "nested lists"): lambda: fill("["),
    ("json", "nested objects"): lambda: fill('{"a":'),
    ("json", "halves of characters"): lambda: START + '"items": [' + fill(r'"\ud800",') + "1]}",
    ("json", "a text of wide characters"): lambda: START + '"item": {"name": "\U0001f600' + fill("a") + '"}}',
    ("json", "a long number"): lambda: START + '"item": {"year": ' + fill("9") + "}}",
    ("json", "wrong evaluations"): lambda: START + '"items": [' + fill('{"year":"x"},', 4 * MIB) + "1]}",
    ("json", "the same evaluation"): lambda: START + '"items": [' + f"{RIGHT}," * 100_000 + "1]}",
    ("jsonl", "blank lines"): lambda: fill("\n"),
    ("jsonl", "lines that are none"): lambda: fill("x\n"),
    ("csv", "unknown columns"): lambda: numbered("column_{},", 40_000) + "x\n1\n",
    ("csv", "columns given twice"): lambda: fill("region,", 4 * MIB) + "x\n",
    ("csv", "many blank columns"): lambda: fill(","),
    ("csv", "many short rows under a long header"): lambda: numbered("scores.a{},", 20_000) + "x\n" + fill("1\n", MIB),
    ("csv", "as many cells as fit"): lambda: "gm100,region,edition,year\n" + fill("Evaluation/1,35.03,e,2022\n"),
    ("csv", "an open quote"): lambda: 'gm100,region\n"' + fill("a\n"),
    ("csv", "quotes"): lambda: "gm100,region\n" + fill('"""","",'),
    ("csv", "quoted line ends"): lambda: "gm100,region\n" + fill('"\n\n\n\n",1\n'),
    ("tsv", "unknown columns"): lambda: numbered("column_{}\t", 40_000) + "x\n1\n",
    ("tables", "a bomb"): lambda: archive({"gm100.json": manifest("Evaluation"), "Evaluation.csv": bytes(300 * MIB)}),
    ("tables", "many files"): lambda: archive({f"{n}": b"" for n in range(60_000)}),
    ("tables", "a slow packer"): lambda: archive(
        {"gm100.json": manifest("Evaluation"), "Evaluation.csv": bytes(15 * MIB)}, zipfile.ZIP_BZIP2
    ),
    ("tables", "many tables"): lambda: archive(
        {"gm100.json": manifest(*map(str, range(900)))} | {f"{n}.csv": fill("a,", 10_000).encode() for n in range(900)}
    ),
    ("toml", "a dotted key"): lambda: ".".join("a" * 32_000) + " = 1",
    ("toml", "dotted keys"): lambda: numbered(".".join("a" * 60) + ".k{} = 1\n", 30_000),
    ("toml", "a dotted key of quoted parts"): lambda: ".".join(["'a.b'"] * 20_000) + " = 1",
    ("toml", "dotted keys within a table"): lambda: "x = { " + ".".join("a" * 32_000) + " = 1 }",
    ("toml", "as many keys as fit"): lambda: numbered("k{}=1\n", 120_000),
    ("toml", "nested lists"): lambda: "a = " + fill("["),
    ("toml", "blank space"): lambda: fill(" ", 4 * MIB - 10),
    ("toml", "escapes"): lambda: 'a = "' + fill("\\n", 4 * MIB - 10) + '"',
    ("toml", "tables in a list"): lambda: fill("[[a]]\n", 4 * MIB - 10),
    ("yaml", "aliases of aliases"): lambda: (
        "a: &a [1]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
    ),
    ("yaml", "nested lists"): lambda: fill("["),
    ("yaml", "nested blocks"): lambda: fill("- "),
    ("yaml", "keys of keys"): lambda: fill("? "),
    ("yaml", "as many values as fit"): lambda: "[" + fill("a,", 4 * MIB - 10) + "]",
    ("yaml", "as many keys as fit"): lambda: numbered("k{}: 1\n", 120_000),
    ("yaml", "a text of many lines"): lambda: "a: " + fill("b\n  ", 4 * MIB - 10),
    ("yaml", "comments"): lambda: fill("#\n", 4 * MIB - 10),
    ("msgpack", "lists that say they are long"): lambda: b"\xdd\x00\x0f\x42\x40" * 900 + bytes(15 * MIB),
    ("msgpack", "empty lists"): lambda: b"\xdd\x00\xef\xff\xff" + b"\x90" * (15 * MIB + 983_040),
    ("msgpack", "lists of empty lists"): lambda: b"\xdc\x3f\xff" + (b"\xdc\x03\xff" + b"\x80" * 1023) * 16_383,
    ("msgpack", "unknown keys"): lambda: (
        b"\xdf" + struct.pack(">I", 400_000) + b"".join(b"\xa6" + f"{n:06}".encode() + b"\x00" for n in range(400_000))
    ),
    ("geojson", "features of nothing"): lambda: (
        '{"type": "FeatureCollection", "gm100": {"schema_version": 1, '
        '"type": "Region"}, "features": [' + fill("{},", 5 * MIB) + "{}]}"
    ),
    ("geojson", "members given twice"): lambda: '{"type": "Feature", ' + fill('"a":1,', 3 * MIB) + '"b": 1}',
    ("ngsi-ld", "a graph of nothing"): lambda: (
        '{"@context": [], "gm100:type": "Region", "@graph": [' + fill("{},", 5 * MIB) + "{}]}"
    ),
    ("ngsi-ld", "terms without a value"): lambda: (
        '{"@context": [], ' + numbered('"gm100:k{}": 1,', 300_000) + '"gm100:entity": {"value": "Region"}}'
    ),
    ("parquet", "a packed page"): lambda: parquet(year=zeros(90_000_000)),
    ("parquet", "as many rows as fit"): lambda: parquet(year=zeros(490_000)),
    ("arrow", "packed with zstd"): lambda: ipc("zstd", year=zeros(90_000_000)),
    ("arrow", "packed with lz4"): lambda: ipc("lz4", year=zeros(90_000_000)),
    ("arrow", "the same batch many times"): repeated_blocks,
    ("arrow", "as many rows as fit"): lambda: ipc(None, year=zeros(490_000)),
}
"""Each attack by its format and what it abuses."""


def fixed_work() -> float:
    """
    Return how many times as long as a tenth of a second some fixed work in Python takes here.
    """
    import time

    start = time.process_time()
    counts: dict[str, int] = {}
    for n in range(400_000):
        key = str(n & 1023)
        counts[key] = counts.get(key, 0) + n
    return (time.process_time() - start) / 0.1


def main(name: str, file: Path) -> None:
    """
    Read a file and print the processor time, the growth of the memory in bytes, and the codes of the issues.

    A slow or shared processor takes more seconds for the same work. Fixed work, timed before and after, says how many
    times as slow this one is as the one that the ceilings are meant for; the time is divided by it.
    """
    import resource
    import time

    import gm100
    from gm100.serializers import load

    # The libraries of the format are loaded first: what they take is not the document's doing.
    assert gm100.loads(gm100.dumps(gm100.regions()["35.03"], format=name), format=name)
    slow = fixed_work()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    codes: set[str] = set()
    message = ""
    try:
        load(file, format=name)
    except gm100.DocumentError as error:
        codes, message = {issue.code for issue in error.issues}, str(error)
    assert len(message) < 1_000_000
    took, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took /= max(1.0, slow, fixed_work())
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps({"seconds": took, "bytes": (after - before) * unit, "codes": sorted(codes)}))  # noqa: T201 - its one result


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
