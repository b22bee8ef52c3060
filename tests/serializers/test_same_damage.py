"""
One policy for all formats: the same damage gives the same issues, whatever text a document is written in.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from build_sbom import bill

import gm100
from gm100 import DocumentError
from gm100.serializers import FORMATS, dumps, loads

Pairs: TypeAlias = list[tuple[str, Any]]
Written: TypeAlias = str | bytes

RIGHT: Pairs = [("region", "99.01"), ("edition", "e"), ("year", 2022), ("name", "x"), ("published_index", "3.10")]


def json_object(pairs: Pairs) -> str:
    """An object of JSON, in which a key may stand twice; halves of characters are escaped."""
    return "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pairs) + "}"


def as_json(head: Pairs, item: Pairs) -> Written:
    """A JSON document."""
    return json_object(head)[:-1] + ', "item": ' + json_object(item) + "}"


def as_yaml(head: Pairs, item: Pairs) -> Written:
    """A YAML document; its texts in quotes are those of JSON."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in head]
    return "\n".join([*lines, "item:", *(f"  {key}: {json.dumps(value)}" for key, value in item), ""])


def as_toml(head: Pairs, item: Pairs) -> Written:
    """A TOML document."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in head]
    return "\n".join([*lines, "[item]", *(f"{key} = {json.dumps(value)}" for key, value in item), ""])


def as_msgpack(head: Pairs, item: Pairs) -> Written:
    """A MessagePack document."""
    import msgpack

    packer = msgpack.Packer(unicode_errors="surrogatepass")

    def pairs(of: Pairs, more: int = 0) -> bytes:
        made: bytes = packer.pack_map_header(len(of) + more)
        return made + b"".join(packer.pack(each) for pair in of for each in pair)

    return pairs(head, 1) + bytes(packer.pack("item")) + pairs(item)


def as_csv(head: Pairs, item: Pairs, mark: str = ",") -> Written:
    """A table of one row."""
    label = "/".join(str(value) for _, value in reversed(head))
    names, cells = zip(("gm100", label), *item, strict=True)
    return mark.join(names) + "\n" + mark.join(map(str, cells)) + "\n"


def as_tables(head: Pairs, item: Pairs) -> Written:
    """A zip file of one table."""
    out = io.BytesIO()
    names, cells = zip(("_row", "1"), *item, strict=True)
    table = ",".join(names) + "\n" + ",".join(map(str, cells)) + "\n"
    manifest = json_object([*head, ("many", False), ("tables", [])])
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("gm100.json", manifest)
        archive.writestr(f"{dict(head)['type']}.csv", table.encode("utf-8", "surrogatepass"))
    return out.getvalue()


def as_geojson(head: Pairs, item: Pairs) -> Written:
    """A feature."""
    return f'{{"type": "Feature", "gm100": {json_object(head)}, "properties": {json_object(item)}}}'


def as_ngsi_ld(head: Pairs, item: Pairs) -> Written:
    """An entity for a context broker."""
    names = {"type": "entity", "schema_version": "schema_version"}
    all_of = [(names[key], value) for key, value in head] + item
    properties = [(f"gm100:{key}", {"type": "Property", "value": value}) for key, value in all_of]
    return json_object([("id", "urn:x:1"), ("@context", []), *properties])


def as_arrow(head: Pairs, item: Pairs, *, parquet: bool = False) -> Written:
    """A table of one row, in columns."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    def column(value: Any) -> Any:
        if not isinstance(value, str):
            return pa.array([value])
        data = value.encode("utf-8", "surrogatepass")
        ends = pa.py_buffer((0).to_bytes(4, "little") + len(data).to_bytes(4, "little"))
        return pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(data)])

    metadata = {b"gm100": json.dumps(dict(head) | {"many": False}).encode()}
    schema = pa.schema([(name, column(value).type) for name, value in item], metadata=metadata)
    table = pa.Table.from_arrays([column(value) for _, value in item], schema=schema)
    sink = pa.BufferOutputStream()
    if parquet:
        pq.write_table(table, sink)
    else:
        with pa.ipc.new_file(sink, schema) as writer:
            writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


WRITERS: dict[str, Callable[[Pairs, Pairs], Written]] = {
    "json": as_json,
    "jsonl": as_json,
    "csv": as_csv,
    "tsv": lambda head, item: as_csv(head, item, "\t"),
    "tables": as_tables,
    "toml": as_toml,
    "yaml": as_yaml,
    "msgpack": as_msgpack,
    "geojson": as_geojson,
    "ngsi-ld": as_ngsi_ld,
    "parquet": lambda head, item: as_arrow(head, item, parquet=True),
    "arrow": as_arrow,
}


def changed(**fields: Any) -> Pairs:
    """The right fields, some of them with another value, or with none and left out."""
    made = dict(RIGHT) | fields
    return [(key, value) for key, value in made.items() if value is not None]


DAMAGES: dict[str, tuple[Pairs, set[tuple[str, str]]]] = {
    "nothing": (RIGHT, set()),
    "an unknown key": (changed(yeer=1), {("unknown-key", "yeer")}),
    "a key is missing": (changed(year=None), {("missing", "year")}),
    "a code of another form": (changed(region="3503"), {("not-allowed", "region")}),
    "a text for a number": (changed(year="x"), {("wrong-type", "year")}),
    "a number out of range": (changed(published_index="-1"), {("not-allowed", "published_index")}),
    "a decimal comma": (changed(published_index="3;1"), {("wrong-type", "published_index")}),
    "several at once": (
        changed(region="3503", year=None, published_index="x", yeer=1),
        {
            ("not-allowed", "region"),
            ("missing", "year"),
            ("wrong-type", "published_index"),
            ("unknown-key", "yeer"),
        },
    ),
    "a key given twice": ([*RIGHT, ("year", 2023)], {("duplicate", "year")}),
    "two keys given twice": (
        [*RIGHT, ("year", 2023), ("name", "y")],
        {("duplicate", "year"), ("duplicate", "name")},
    ),
    "half a character": (changed(name="\ud800"), {("not-utf-8", "name")}),
}

# Where the syntax of a format itself forbids the damage, its parser finds it first, and does not say at which key.
BY_SYNTAX = {
    ("toml", "a key given twice"): "no-toml",
    ("toml", "two keys given twice"): "no-toml",
    ("toml", "half a character"): "no-toml",
    ("yaml", "half a character"): "no-yaml",
    ("msgpack", "half a character"): "no-msgpack",
    ("arrow", "half a character"): "no-arrow",
    ("parquet", "half a character"): "no-arrow",
    ("csv", "half a character"): "not-utf-8",
    ("tsv", "half a character"): "not-utf-8",
    ("tables", "half a character"): "not-utf-8",
}


def issues(written: Written, name: str) -> set[tuple[str, str]]:
    """What is wrong with a document: the code, and the field where it is."""
    try:
        loads(written, format=name)
    except DocumentError as error:
        return {(issue.code, field_of(issue.path)) for issue in error.issues}
    return set()


def field_of(path: tuple[str | int, ...]) -> str:
    """The field at the end of a path; in NGSI-LD it is a term that has a value."""
    steps = [str(step).removeprefix("gm100:") for step in path]
    return next((step for step in reversed(steps) if step != "value"), "")


def test_every_format_takes_part() -> None:
    """None of the twelve is left out."""
    assert set(WRITERS) == set(FORMATS)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_damage_gives_the_same_issues(name: str, damage: str) -> None:
    """In every format, at the same field."""
    item, expected = DAMAGES[damage]
    written = WRITERS[name]([("schema_version", 1), ("type", "Evaluation")], item)
    found = issues(written, name)
    if (name, damage) in BY_SYNTAX:
        assert {code for code, _ in found} == {BY_SYNTAX[name, damage]}
    else:
        assert found == expected


@pytest.mark.parametrize("name", FORMATS)
def test_the_right_document_is_read_alike(name: str) -> None:
    """Every format gives the same entity, to the digit."""
    found: Any = loads(WRITERS[name]([("schema_version", 1), ("type", "Evaluation")], RIGHT), format=name)
    one = found[0] if isinstance(found, tuple) else found
    expected = gm100.Evaluation(region="99.01", edition="e", year=2022, name="x", published_index=Decimal("3.10"))
    assert (one, str(one.published_index)) == (expected, "3.10")


@pytest.mark.parametrize("name", FORMATS)
def test_an_unknown_version_and_an_unknown_type(name: str) -> None:
    """Neither is guessed at, in any format."""
    newer = {code for code, _ in issues(WRITERS[name]([("schema_version", 2), ("type", "Evaluation")], RIGHT), name)}
    other = {code for code, _ in issues(WRITERS[name]([("schema_version", 1), ("type", "Evaluasi")], RIGHT), name)}
    assert newer == {"schema-version"}
    assert other in ({"unknown-type"}, {"wrong-type"})


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"arrow", "msgpack", "parquet", "tables"}])
def test_half_a_character_in_a_text_that_is_handed_in(name: str) -> None:
    """No format takes it, as none could write it again."""
    text = dumps(gm100.Person(name="Ayu"), format=name).replace("Ayu", "A\ud800")
    assert {code for code, _ in issues(text, name)} == {"not-utf-8"}


class TestSets:
    @pytest.mark.parametrize("name", ["json", "yaml", "toml", "msgpack", "csv", "geojson", "ngsi-ld"])
    def test_what_is_in_a_set_twice_is_refused(self, name: str) -> None:
        """In every format that has lists of its own; a set that has it once is read."""
        win = gm100.QuickWin(
            region="35.05", name="x", pillars=frozenset({gm100.PillarId.LIVING, gm100.PillarId.ECONOMY})
        )
        right = dumps(win, format=name)
        if isinstance(right, bytes):
            wrong: Written = right.replace(b"\xa7economy", b"\xa6living")
        else:
            wrong = right.replace("economy", "living")
        assert issues(right, name) == set()
        assert {code for code, _ in issues(wrong, name)} == {"duplicate"}


class TestKeysGivenTwice:
    """Of what is given twice, nothing is taken, at whatever level it stands."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("geojson", '{"type": "FeatureCollection", "features": [], "features": []}'),
            ("geojson", '{"type": "Feature", "gm100": {"type": "Person", "type": "Person"}, "properties": {}}'),
            ("ngsi-ld", '{"@context": [], "gm100:name": {"value": "x"}, "gm100:name": {"value": "y"}}'),
            ("ngsi-ld", '{"@context": [], "gm100:name": {"value": "x", "value": "y"}}'),
            ("json", '{"schema_version": 1, "schema_version": 1, "type": "Person", "item": {"name": "x"}}'),
        ],
    )
    def test_in_json(self, name: str, text: str) -> None:
        """Members of a feature, terms of an entity, the envelope itself."""
        assert "duplicate" in {code for code, _ in issues(text, name)}

    def test_in_json_within_a_cell(self) -> None:
        """A cell may hold an object, and it obeys the same rule."""
        rows = "gm100,id,topic,severity,title.id,title.en,explanation.id,explanation.en,parameters\nRule/1,x,,,,,,,"
        text = rows + '"{""a"": 1, ""a"": 2}"\n'
        assert issues(text, "csv")

    def test_members_of_a_zip(self) -> None:
        """Two files of one name: which one counts is not guessed."""
        out = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
            warnings.simplefilter("ignore")
            for _ in range(2):
                archive.writestr("gm100.json", "{}")
        assert issues(out.getvalue(), "tables") == {("duplicate", "gm100.json")}

    def test_the_manifest_of_tables(self) -> None:
        """It is a document like others."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("gm100.json", '{"schema_version": 1, "type": "Person", "type": "Person", "many": true}')
        assert issues(out.getvalue(), "tables") == {("duplicate", "type")}

    @pytest.mark.libraries
    def test_fields_within_a_column(self) -> None:
        """Also deep in a table of columns."""
        import pyarrow as pa

        inner = pa.StructArray.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["title", "title"])
        table = pa.table({"source": inner}).replace_schema_metadata(
            {b"gm100": b'{"schema_version": 1, "type": "Evaluation"}'}
        )
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        assert issues(sink.getvalue().to_pybytes(), "arrow") == {("duplicate", "title")}


@pytest.mark.parametrize("name", FORMATS)
def test_digits_come_back(name: str) -> None:
    """`2.5` and `2.50` are two ways to publish a figure, and stay two."""
    made = tuple(
        gm100.Evaluation(region="99.01", edition="e", year=2020 + n, published_index=Decimal(text))
        for n, text in enumerate(("2.5", "2.50", "3.10", "3", "0.00"))
    )
    read = loads(dumps(made, format=name), tuple[gm100.Evaluation, ...], format=name)
    assert [str(each.published_index) for each in read] == ["2.5", "2.50", "3.10", "3", "0.00"]


class TestCellsThatSpreadsheetsRun:
    @pytest.mark.parametrize("start", ["\n", "\r", "\0", "\t", "=", "+", "-", "@"])
    def test_they_are_guarded(self, start: str) -> None:
        """A text that begins with a line break, with NUL or with a sign is written with an apostrophe before it."""
        person = gm100.Person(name=f"{start}1+1")
        text = dumps(person, format="csv")
        assert f"'{start}1+1" in text
        assert loads(text, format="csv") == (person,)

    def test_nul_never_reaches_a_page(self) -> None:
        """HTML has no place for it; the mark for what cannot be shown stands instead."""
        from gm100.render.html import element

        assert element("p", "a\0b", title="\0") == '<p title="\ufffd">a\ufffdb</p>'


class TestOpenQuote:
    @pytest.mark.parametrize("text", ['gm100,name\n"Person/1,x\n', 'gm100,name\nPerson/1,"x"y\n', '"gm100,name\n'])
    def test_it_is_named_as_what_it_is(self, text: str) -> None:
        """Nothing is said of a type that could not be read because of it."""
        with pytest.raises(DocumentError) as caught:
            loads(text, format="csv")
        assert [issue.code for issue in caught.value.issues] == ["no-csv"]


ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, gm100
assert ".zip" in gm100.__file__ or ".whl" in gm100.__file__ or ".pyz" in gm100.__file__, gm100.__file__
from gm100.cli import main
print(sorted(gm100.dossiers()), len(gm100.regions()), len(gm100.evaluations()), len(gm100.scorecards()))
print(all(gm100.dossiers()[code].region == code for code in gm100.dossiers()))
sys.exit(main(["check", "35.03"]) > 1)
"""


@pytest.mark.slow
class TestFromAZip:
    """Everything bundled is there when gm100 is imported from a zip file."""

    def run(self, *arguments: str, path: str) -> str:
        """What a program prints that finds gm100 in a zip file alone, and its dependencies where they are."""
        import sysconfig

        done = subprocess.run(
            [sys.executable, "-S", *arguments],
            env={"PYTHONPATH": f"{path}:{sysconfig.get_path('purelib')}", "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(path).parent,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def holds_everything(self, printed: str) -> None:
        """Assert that it is what the package itself holds."""
        counts = (len(gm100.regions()), len(gm100.evaluations()), len(gm100.scorecards()))
        assert printed.startswith(f"{sorted(gm100.dossiers())} {' '.join(map(str, counts))}\nTrue\n")

    def test_of_a_zipapp(self, tmp_path: Path) -> None:
        """As `python -m zipapp` makes it."""
        import shutil
        import zipapp

        shutil.copytree(
            ROOT / "src" / "gm100", tmp_path / "app" / "gm100", ignore=shutil.ignore_patterns("__pycache__")
        )
        (tmp_path / "app" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
        zipapp.create_archive(tmp_path / "app", tmp_path / "app.pyz")
        self.holds_everything(self.run(str(tmp_path / "app.pyz"), path=str(tmp_path / "app.pyz")))

    def test_of_the_wheel(self, tmp_path: Path) -> None:
        """As it is built, with nothing left out."""
        pytest.importorskip("build")
        pytest.importorskip("hatchling")
        made = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
        subprocess.run(made, capture_output=True, check=True)
        (wheel,) = tmp_path.glob("*.whl")
        assert [part["name"] for part in bill(wheel)["components"]] == ["attrs", "cattrs", "python-dateutil"]
        self.holds_everything(self.run("-c", PROGRAM, path=str(wheel)))
