"""
Where the budgets of `Limits` begin, and what is left alone by them.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import gm100
from gm100 import DocumentError
from gm100.serializers import LIMITS, dumps, loads, loads_lenient

EVALUATION = gm100.Evaluation(region="35.03", edition="e", year=2022)


def codes(text: str | bytes, name: str = "json", **limits: int) -> list[str]:
    """The codes of what is wrong with a document."""
    try:
        loads(text, format=name, limits=LIMITS._replace(**limits))
    except DocumentError as error:
        return [issue.code for issue in error.issues]
    return []


class TestSuggestions:
    def test_what_was_meant_is_sought_for_the_first_names(self) -> None:
        """Twenty of them, and the rest are listed without."""
        item = {"region": "35.03", "edition": "e", "year": 2022} | {f"regio{n}": 1 for n in range(30)}
        with pytest.raises(DocumentError) as caught:
            loads(json.dumps({"schema_version": 1, "type": "Evaluation", "item": item}))
        assert [issue.message for issue in caught.value.issues] == ["unknown key; did you mean region?"] * 20 + [
            "unknown key"
        ] * 10

    def test_the_work_stops_with_the_issues(self) -> None:
        """After as many problems as are wanted there is one more line, which says so."""
        item = {"region": "35.03", "edition": "e", "year": 2022} | {f"k{n}": 1 for n in range(30)}
        text = json.dumps({"schema_version": 1, "type": "Evaluation", "item": item})
        assert codes(text, issues=5) == ["unknown-key"] * 5 + ["too-many-issues"]

    def test_a_long_key_is_shortened(self) -> None:
        """A message stays a line."""
        item = {"region": "35.03", "edition": "e", "year": 2022, "k" * 10_000: 1}
        with pytest.raises(DocumentError) as caught:
            loads(json.dumps({"schema_version": 1, "type": "Evaluation", "item": item}))
        assert len(str(caught.value)) < 300
        assert caught.value.issues[0].path == ("item", "k" * 10_000)


class TestNodes:
    @pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv", "toml", "yaml", "msgpack", "arrow", "parquet"])
    def test_a_document_within_the_limit_is_read(self, name: str) -> None:
        """The same limit refuses ten times as many entities."""
        few, many = ((EVALUATION,) * n for n in (20, 600))
        assert loads(dumps(few, format=name), format=name, limits=LIMITS._replace(nodes=1_000)) == few
        assert codes(dumps(many, format=name), name, nodes=1_000) == ["too-large"]

    def test_marks_within_texts_count_too(self) -> None:
        """A limit is seen before a text is parsed, so a text of commas needs a higher one; another does not."""
        plain, commas = (dumps(gm100.Person(name=name)) for name in ("a" * 2_000, "," * 2_000))
        assert codes(plain, nodes=1_000) == []
        assert codes(commas, nodes=1_000) == ["too-large"]


class TestTomlKeys:
    def read(self, line: str) -> list[str]:
        """What is wrong with a document with such a line."""
        head = 'schema_version = 1\ntype = "Person"\n[item]\nname = "x"\n'
        return codes(head + line + "\n", "toml")

    def test_64_parts_are_parsed_and_65_are_not(self) -> None:
        """As deep as the limit, and one more."""
        assert self.read(".".join(["a"] * 64) + " = 1") == ["unknown-key"]
        assert self.read(".".join(["a"] * 65) + " = 1") == ["too-deep"]
        assert self.read(".".join(["a"] * 30_000) + " = 1") == ["too-deep"]

    @pytest.mark.parametrize(
        "line",
        [
            f'office = "{"a." * 100}"',
            f"office = '{'a.' * 100}'",
            f'office = """\n{"a." * 100}\n"a"\n"""',
            f"office = '''{'a.' * 100}'''",
            f"# {'a.' * 100}",
            f'office = "x" # {"a." * 100}',
        ],
    )
    def test_dots_elsewhere_are_no_key(self, line: str) -> None:
        """In texts and in comments."""
        assert self.read(line) == []

    @pytest.mark.parametrize("part", ["a", '"a.b"', "'a.b'", '"a\\"."'])
    @pytest.mark.parametrize("dot", [".", " . ", "\t."])
    def test_parts_and_dots_in_every_spelling(self, part: str, dot: str) -> None:
        """Quoted or not, with space or without."""
        assert self.read(dot.join([part] * 70) + " = 1") == ["too-deep"]


class TestPackedColumns:
    def read(self, data: bytes, name: str, size: int) -> list[str]:
        """What is wrong with a file under a limit of bytes."""
        return codes(data, name, size=size)

    @pytest.mark.parametrize("how", ["zstd", "lz4"])
    @pytest.mark.libraries
    def test_arrow_is_counted_unpacked(self, how: str) -> None:
        """To the byte: 8,000 for a thousand whole numbers."""
        import pyarrow as pa

        head = {b"gm100": json.dumps({"schema_version": 1, "type": "Evaluation", "many": True}).encode()}
        table = pa.table({"year": pa.array([0] * 1_000)}).replace_schema_metadata(head)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression=how)) as writer:
            writer.write_table(table)
        data = sink.getvalue().to_pybytes()
        assert len(data) < 2_000
        assert self.read(data, "arrow", 7_999) == ["too-large"]
        assert "too-large" not in self.read(data, "arrow", 8_000)

    @pytest.mark.parametrize("how", ["zstd", "gzip", "snappy", "brotli"])
    @pytest.mark.parametrize("version", ["1.0", "2.0"])
    @pytest.mark.libraries
    def test_parquet_is_counted_unpacked(self, how: str, version: str) -> None:
        """By the headers of its pages, whichever packer and version made them."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        head = {b"gm100": json.dumps({"schema_version": 1, "type": "Evaluation", "many": True}).encode()}
        table = pa.table({"year": [0] * 1_000, "name": ["x"] * 1_000}).replace_schema_metadata(head)
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression=how, use_dictionary=False, data_page_version=version)
        data = sink.getvalue().to_pybytes()
        assert self.read(data, "parquet", 12_999) == ["too-large"]
        assert "too-large" not in self.read(data, "parquet", 25_000)


class TestNothingIsLostOnTheWay:
    @pytest.mark.parametrize("name", ["csv", "tsv", "tables", "yaml", "toml"])
    def test_a_text_of_any_length_comes_back(self, name: str) -> None:
        """Also one above 131,072 characters, the most that Python's own reader of CSV takes."""
        person: Any = gm100.Person(name="a,\"b'\n" * 50_000)
        read = loads(dumps(person, format=name), format=name)
        assert read in (person, (person,))

    def test_a_lenient_reading_has_limits_too(self) -> None:
        """A report of more unknown keys than the document may have values is not made."""
        item = {f"k{n}": 1 for n in range(2_000)} | {"name": "x"}
        text = json.dumps({"schema_version": 1, "type": "Person", "item": item})
        with pytest.raises(DocumentError, match=r"Limits\.nodes"):
            loads_lenient(text, limits=LIMITS._replace(nodes=10_000))
        assert len(loads_lenient(text).unknown) == 2_000
