"""
Files, formats and the cells of tables.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gm100
from gm100 import CannotHoldError, DocumentError, MissingExtraError, UnknownFormatError
from gm100.errors import RefusedError
from gm100.model._entity import evolve
from gm100.serializers import FORMATS, Format, dump, dumps, load, loads
from gm100.serializers.formats.geojson import _place
from gm100.serializers.structure.shapes import shape_of
from gm100.serializers.tabular.cells import cell_of, read_text, read_truth, wire_of, write_cell

ROOT = Path(__file__).resolve().parents[2]


class TestRegistry:
    @pytest.mark.parametrize("name", ["a.json", "a.yml", "a.toml", "a.msgpack", "a.geojson", "a.parquet", "A.JSON"])
    def test_a_format_is_known_by_its_suffix(self, name: str, tmp_path: Path) -> None:
        """What is dumped under a name is loaded under it."""
        region = gm100.regions()["35.03"]
        dump(region, tmp_path / name)
        assert load(tmp_path / name) == region

    def test_a_name_wins_over_a_suffix(self, tmp_path: Path) -> None:
        """A file may be called anything when its format is said."""
        dump(gm100.regions()["35.03"], tmp_path / "a.txt", format="json")
        assert load(tmp_path / "a.txt", gm100.Region, format="json").code == "35.03"

    def test_an_unknown_suffix_is_an_error(self) -> None:
        """The error lists no format that does not exist."""
        with pytest.raises(UnknownFormatError, match="unknown format"):
            dump((), "a.docx")

    def test_a_format_of_ones_own(self, tmp_path: Path) -> None:
        """A registry with one more format is a new value; nobody else sees it."""
        codes = Format("codes", (".codes",), lambda data, _: tuple(data.decode().split()), lambda data: data.code)
        mine = FORMATS.with_format(codes)
        dump(gm100.regions()["35.03"], tmp_path / "a.codes", formats=mine)
        assert load(tmp_path / "a.codes", formats=mine) == ("35.03",)
        assert "codes" not in FORMATS

    @pytest.mark.parametrize("taken", [("json", (".new",)), ("new", (".json",))])
    def test_neither_name_nor_suffix_is_taken_twice(self, taken: tuple[str, tuple[str, ...]]) -> None:
        """A second format of the name or the suffix is an error, not an override."""
        with pytest.raises(ValueError, match=r"same name|already the suffix"):
            FORMATS.with_format(Format(*taken, loads=lambda *_: None, dumps=lambda _: ""))

    @pytest.mark.parametrize(
        ("name", "module", "extra"),
        [
            ("yaml", "yaml", "yaml"),
            ("toml", "tomli_w", "toml"),
            ("msgpack", "msgpack", "msgpack"),
            ("parquet", "pyarrow", "arrow"),
        ],
    )
    def test_a_missing_extra_is_named(
        self, name: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The error is an ImportError that says what to install."""
        for loaded in [each for each in sys.modules if each.partition(".")[0] == module]:
            monkeypatch.delitem(sys.modules, loaded)
        monkeypatch.setattr("importlib._bootstrap._find_and_load", _without(module))
        with pytest.raises(MissingExtraError, match=rf"pip install 'gm100\[{extra}\]'") as caught:
            dumps(gm100.regions()["35.03"], format=name)
        assert isinstance(caught.value, ImportError)


def _without(missing: str) -> Callable[..., Any]:
    bootstrap: Any = importlib._bootstrap  # The hook below every import.
    real = bootstrap._find_and_load

    def find(name: str, import_: Any) -> Any:
        if name.partition(".")[0] == missing:
            raise ImportError(name)
        return real(name, import_)

    return find


class TestWholeOrNotAtAll:
    def test_a_failed_dump_leaves_the_old_file(self, tmp_path: Path) -> None:
        """What a format cannot hold is refused before the file is touched."""
        file = tmp_path / "a.csv"
        dump(gm100.evaluations()[0], file)
        before = file.read_bytes()
        with pytest.raises(CannotHoldError, match="list of objects"):
            dump(gm100.scorecards()["kominfo-2023-regular"], file)
        assert file.read_bytes() == before
        assert list(tmp_path.iterdir()) == [file]

    def test_a_crash_while_writing_leaves_no_draft(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A disk that is full harms nothing."""

        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            dump(gm100.regions()["35.03"], tmp_path / "a.json")
        assert list(tmp_path.iterdir()) == []


class TestCells:
    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_a_text_comes_back(self, text: str) -> None:
        """Whatever a text begins with, the cell gives it back."""
        assert read_text(write_cell(text)) == text
        assert wire_of(cell_of(text, shape_of(str)), shape_of(str)) == text

    @given(st.sampled_from("=+-@\t\r\uff1d\uff0b\uff0d\uff20"), st.text(max_size=5), st.text("'", max_size=3))
    def test_no_cell_is_a_formula(self, mark: str, rest: str, quotes: str) -> None:
        """A text that a spreadsheet would run begins with an apostrophe."""
        assert write_cell(f"{quotes}{mark}{rest}").startswith("'")

    def test_numbers_stay_numbers(self) -> None:
        """A negative number is not a formula."""
        assert write_cell(-1) == "-1"

    def test_nothing_differs_from_an_empty_text(self) -> None:
        """Blank is nothing said; the two other kinds of nothing have marks of their own."""
        assert {write_cell(""), cell_of(None, shape_of(str | None)), write_cell(r"\N")} == {"'", r"\N", r"'\N"}

    @pytest.mark.parametrize(("text", "truth"), [("YA", True), ("tidak", False), ("1", True), ("No", False)])
    def test_a_truth_is_a_word(self, text: str, truth: bool) -> None:  # noqa: FBT001 - the truth is what it is about
        """In either language and any case; any other is refused with those that are taken."""
        assert read_truth(text) is truth
        with pytest.raises(RefusedError) as caught:
            read_truth(f"{text}?")
        assert caught.value.issues[0].expected == "one of 1, true, yes, ya, 0, false, no, tidak"


class TestTables:
    def test_a_table_of_others_needs_to_be_told_what_it_is(self) -> None:
        """Without the column gm100 nothing is guessed; with entity= the same table is read."""
        table = "region,edition,year,scores.baseline\n35.05,kominfo-2023-regular,2023,3.76\n"
        with pytest.raises(DocumentError, match="say entity="):
            loads(table, format="csv")
        (made,) = loads(table, tuple[gm100.Evaluation, ...], format="csv")
        assert str(made.score_of("baseline")) == "3.76"

    def test_problems_have_line_and_column(self) -> None:
        """Every problem of a table is named where a person will look for it."""
        table = (
            "region,edition,year,scores.baseline,scores.output,source.title,yeer\n"
            '99.01,e,2023,3.1,"4,1",x,\n'
            "3503,e,20x3,9,,,\n"
            "99.02,e,2023\n"
        )
        with pytest.raises(DocumentError) as caught:
            loads(table, format="csv", entity=gm100.Evaluation)
        assert [issue.place for issue in caught.value.issues] == [
            "line 1, yeer",
            "line 2, scores.output",
            "line 3, region",
            "line 3, year",
            "line 3, scores.baseline",
            "line 4",
        ]

    def test_rows_whose_lists_differ_in_order_are_refused(self) -> None:
        """One order of columns cannot give two orders of scores back."""
        one = gm100.evaluations()[0]
        other = gm100.Evaluation(region="35.03", edition="e", year=2022, scores=tuple(reversed(one.scores)))
        with pytest.raises(CannotHoldError, match="another order"):
            dumps((one, other), format="csv")

    def test_a_zip_is_the_same_whenever_it_is_written(self, tmp_path: Path) -> None:
        """No clock and no system leaves a mark in it."""
        dump(gm100.evaluations()[:3], tmp_path / "a.zip")
        with zipfile.ZipFile(tmp_path / "a.zip") as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert {info.create_system for info in archive.infolist()} == {3}

    def test_what_one_table_cannot_hold_is_named(self) -> None:
        """By the position of the entity and the field, from 0 on."""
        dossier = gm100.Dossier(region="35.05", mous=(gm100.MoU(region="35.05"),))
        with pytest.raises(CannotHoldError) as caught:
            dumps([dossier, gm100.Dossier(region="35.03"), dossier], format="csv")
        assert [issue.path for issue in caught.value.issues] == [(0, "mous"), (2, "mous")]


PROGRAM = """
import hashlib, gm100
from gm100.serializers import FORMATS, dumps
wins = gm100.QuickWin(region="99.01", name="x", pillars=frozenset(gm100.PillarId))
for name in FORMATS:
    if name != "parquet":  # Its own library writes its version into the file.
        made = dumps(wins, format=name)
        print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
print(hashlib.sha256(repr(gm100.schema(gm100.QuickWin)).encode()).hexdigest())
"""


class TestDeterminism:
    @pytest.mark.slow
    def test_bytes_do_not_depend_on_the_hash_seed(self) -> None:
        """Three interpreters with three seeds write the same bytes in every format."""
        outputs = {
            subprocess.run(
                [sys.executable, "-c", PROGRAM],
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("0", "1", "4242")
        }
        assert len(outputs) == 1

    def test_no_format_runs_code(self) -> None:
        """YAML tags, the usual way in, are refused before anything is made of them."""
        with pytest.raises(DocumentError, match="tag"):
            loads("!!python/object/apply:os.getcwd []", format="yaml")


class TestYaml:
    def read(self, line: str) -> Any:
        """What YAML makes of a note."""
        text = f"schema_version: 1\ntype: Source\nitem:\n  title: {line}\n"
        return loads(text, gm100.Source, format="yaml").title

    @pytest.mark.parametrize(
        "word", ["no", "yes", "on", "off", "NO", "2022-04-21", "12:30", "0x1f", "1_000", "<<", "="]
    )
    def test_words_stay_words(self, word: str) -> None:
        """Nothing but numbers, true, false and null is anything else than a text."""
        assert self.read(word) == word

    @pytest.mark.parametrize("word", ["1", "1.5", "true", "null", ".inf", "1e3"])
    def test_what_is_no_text_is_no_name(self, word: str) -> None:
        """A number is not a name; quotes make it one."""
        with pytest.raises(DocumentError):
            self.read(word)
        assert self.read(f"'{word}'") == word

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("a: 1\na: 2", "duplicate"),
            ("a: &x 1", "anchor"),
            ("a: *x", "anchor"),
            ("a: !!str 1", "tag"),
            ("a: [", "no-yaml"),
            ("a: 1\n---\nb: 2", "no-yaml"),
        ],
    )
    def test_what_is_refused(self, text: str, code: str) -> None:
        """Duplicate keys, anchors, aliases, tags and second documents."""
        with pytest.raises(DocumentError) as caught:
            loads(text, format="yaml")
        assert code in {issue.code for issue in caught.value.issues}


class TestToml:
    def test_its_own_dates_and_numbers(self) -> None:
        """A date is a date, and a number keeps its digits."""
        text = 'schema_version = 1\ntype = "Evaluation"\n[item]\nregion = "35.03"\nedition = "e"\nyear = 2022\n'
        text += 'published_index = 3.10\nsource = {title = "x", published = 2022-12-06}\n'
        made = loads(text, gm100.Evaluation, format="toml")
        assert made.source is not None
        assert (str(made.published_index), str(made.source.published)) == ("3.10", "2022-12-06")

    def test_null_has_no_place(self) -> None:
        """The error names the field that says nothing."""
        node = gm100.NodeScore(id="x", value=None, unrounded=None)
        with pytest.raises(CannotHoldError) as caught:
            dumps(node, format="toml")
        assert [issue.place for issue in caught.value.issues] == ["$.item.value", "$.item.unrounded"]


class TestGeoJson:
    @pytest.mark.parametrize(
        ("path", "place"),
        [
            (("item",), ("properties",)),
            (("items", 3), ("features", 3, "properties")),
            (("items", 3, "year"), ("features", 3, "properties", "year")),
            (("items",), ("items",)),
            ((), ()),
            (("type",), ("gm100", "type")),
        ],
    )
    def test_paths_are_those_of_the_document(self, path: tuple[Any, ...], place: tuple[Any, ...]) -> None:
        """A field of an entity is a property of a feature."""
        assert _place(path) == place

    def test_evaluations_are_placed_by_their_regions(self) -> None:
        """The point comes from the regions handed in; without them there is none."""
        import json

        evaluations = gm100.evaluations()[:2]
        with_places = json.loads(dumps(evaluations, format="geojson", regions=gm100.regions()))
        region = gm100.regions()[evaluations[0].region]
        first = with_places["features"][0]
        assert region.longitude is not None
        assert region.latitude is not None
        assert evaluations[0].published_index is not None
        assert first["geometry"] == {"type": "Point", "coordinates": [float(region.longitude), float(region.latitude)]}
        assert first["properties"]["published_index"] == float(evaluations[0].published_index)
        assert loads(json.dumps(with_places), format="geojson") == evaluations
        assert json.loads(dumps(evaluations, format="geojson"))["features"][0]["geometry"] is None

    def test_a_point_moved_on_a_map_moves_the_region(self) -> None:
        """The geometry is where a region keeps its place; a map program may change it."""
        text = dumps(gm100.regions()["35.03"], format="geojson", indent=None)
        longitude = str(gm100.regions()["35.03"].longitude)
        assert str(loads(text.replace(longitude, "111.5"), gm100.Region, format="geojson").longitude) == "111.5"


class TestNgsiLd:
    def test_an_evaluation_is_a_key_performance_indicator(self) -> None:
        """It has the published terms beside those of gm100, and a context for both."""
        import json

        made = json.loads(dumps(gm100.evaluations()[0], format="ngsi-ld"))
        assert made["type"] == "KeyPerformanceIndicator"
        assert (made["kpiValue"]["type"], made["kpiValue"]["value"]) == ("Property", 1.81)
        assert made["@context"][-1].startswith("https://uri.etsi.org/ngsi-ld/")

    def test_a_correction_updates_the_entity(self) -> None:
        """The id is made of region, edition and year; another index leaves it, another year does not."""
        import json

        first = gm100.Evaluation(region="35.03", edition="e", year=2022)
        others = (evolve(first, published_index=Decimal(3)), evolve(first, year=2023))
        ids = [json.loads(dumps(each, format="ngsi-ld"))["id"] for each in (first, *others)]
        assert ids[0] == ids[1] == "urn:ngsi-ld:KeyPerformanceIndicator:gm100:35.03:e:2022"
        assert ids[2].endswith(":2023")

    def test_no_two_entities_of_a_graph_have_one_id(self) -> None:
        """The same twice is numbered."""
        import json

        twice = [gm100.Person(name="Ayu Lestari")] * 2
        graph = json.loads(dumps(twice, format="ngsi-ld"))["@graph"]
        assert [each["id"] for each in graph] == [f"urn:ngsi-ld:Person:gm100:Ayu%20Lestari{end}" for end in ("", ":2")]

    def test_a_region_is_a_relationship_with_a_place_and_a_time(self) -> None:
        """It leads to the id that the region itself has; its point is a GeoProperty, its day `observedAt`."""
        import json

        regions = gm100.regions()
        source = gm100.Source(title="x", published=gm100.PartialDate(2022, 12, 6))
        first = gm100.Evaluation(region="35.03", edition="e", year=2022, source=source)
        made = json.loads(dumps(first, format="ngsi-ld", regions=regions))
        region = json.loads(dumps(regions["35.03"], format="ngsi-ld"))
        assert made["gm100:region"]["type"] == "Relationship"
        assert made["gm100:region"]["object"] == region["id"] == "urn:ngsi-ld:Region:gm100:35.03"
        assert made["location"] == region["location"]
        assert made["location"]["value"] == {"type": "Point", "coordinates": [111.62732, -8.16066]}
        assert made["gm100:edition"]["observedAt"] == "2022-12-06T00:00:00Z"
        assert loads(json.dumps(made), format="ngsi-ld") == first
        assert "location" not in json.loads(dumps(first, format="ngsi-ld"))
