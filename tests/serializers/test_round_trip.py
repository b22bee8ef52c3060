"""
Every entity through every format and back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from effort import examples
from generated import entities
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gm100
from gm100 import CannotHoldError
from gm100.serializers import FORMATS, dumps, iter_dump, iter_load, load, loads
from gm100.serializers.document.envelope import entity_types
from gm100.serializers.formats.tables import files_of

ALWAYS_MANY = {"csv", "tsv", "jsonl"}
HOLDS_EVERYTHING = {"json", "jsonl", "yaml", "msgpack", "tables"}

relaxed = settings(max_examples=examples(12), suppress_health_check=list(HealthCheck))


def comes_back(data: Any, name: str) -> None:
    """Assert that a format returns what it was given, byte for byte the second time, or says that it cannot."""
    if name in HOLDS_EVERYTHING:
        written = dumps(data, format=name)
    else:
        try:
            written = dumps(data, format=name)
        except CannotHoldError:
            return
    read = loads(written, format=name)
    expected = data if isinstance(data, tuple) or name not in ALWAYS_MANY else (data,)
    assert read == expected
    assert dumps(read, format=name) == written


@pytest.mark.slow
@pytest.mark.parametrize("cls", entity_types().values(), ids=list(entity_types()))
class TestEveryEntityThroughEveryFormat:
    @relaxed
    @given(st.data())
    def test_one(self, cls: type, data: st.DataObject) -> None:
        """What is read is what was written, and writing it again gives the same bytes."""
        item = data.draw(entities(cls))
        for name in FORMATS:
            comes_back(item, name)

    @settings(max_examples=examples(4), suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_many(self, cls: type, data: st.DataObject) -> None:
        """So it is with several of a type, where each has other fields filled."""
        items = tuple(data.draw(st.lists(entities(cls), min_size=1, max_size=3)))
        for name in FORMATS:
            comes_back(items, name)

    def test_none(self, cls: type) -> None:
        """None of a type come back as none, where the type is said."""
        for name in set(FORMATS) - {"jsonl", "ngsi-ld"}:
            written = dumps((), format=name, entity=cls)
            assert loads(written, format=name, entity=cls) == (), name


class TestHugeCollections:
    def test_every_region_and_every_evaluation(self) -> None:
        """The bundled catalogues pass through every format that holds them."""
        for items in (tuple(gm100.regions().values()), gm100.evaluations()):
            for name in sorted(HOLDS_EVERYTHING - {"yaml"}):
                comes_back(items, name)


class TestFoldersOfTables:
    def test_a_folder_holds_what_a_zip_holds(self, tmp_path: Path) -> None:
        """An entity with lists in it becomes a folder of tables, and comes back equal."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        gm100.dump(card, tmp_path / "card", format="tables")
        assert sorted(file.name for file in (tmp_path / "card").iterdir()) == sorted(files_of(card))
        assert load(tmp_path / "card") == card

    def test_a_folder_in_use_is_left_alone(self, tmp_path: Path) -> None:
        """Nothing of the user's is overwritten, and no draft stays behind."""
        (tmp_path / "card").mkdir()
        (tmp_path / "card" / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(FileExistsError):
            gm100.dump(gm100.scorecards()["kominfo-2023-regular"], tmp_path / "card", format="tables")
        assert [path.name for path in tmp_path.rglob("*")] == ["card", "mine.txt"]

    def test_a_lost_row_is_noticed(self, tmp_path: Path) -> None:
        """The owner's cell says how many rows there must be."""
        gm100.dump(gm100.evaluations()[0], tmp_path / "one", format="tables")
        table = tmp_path / "one" / "Evaluation.scores.csv"
        table.write_text("\n".join(table.read_text(encoding="utf-8").splitlines()[:-1]), encoding="utf-8")
        with pytest.raises(gm100.DocumentError) as caught:
            load(tmp_path / "one")
        assert [(issue.code, issue.place) for issue in caught.value.issues] == [
            ("rows", "line 2, Evaluation.csv, scores")
        ]

    def test_a_row_without_an_owner_is_noticed(self, tmp_path: Path) -> None:
        """A row that belongs to nothing is an error, not a row left out."""
        gm100.dump(gm100.evaluations()[0], tmp_path / "one", format="tables")
        table = tmp_path / "one" / "Evaluation.scores.csv"
        table.write_text(table.read_text(encoding="utf-8") + "9/scores/1,9,1,baseline,2\n", encoding="utf-8")
        with pytest.raises(gm100.DocumentError) as caught:
            load(tmp_path / "one")
        assert [issue.code for issue in caught.value.issues] == ["orphan"]


class TestJsonLinesStream:
    def test_what_is_written_as_it_comes_is_read_as_it_stands(self, tmp_path: Path) -> None:
        """A generator in, an iterator out, one line at a time, also of several types."""
        items = [*gm100.evaluations()[:3], gm100.regions()["35.03"]]
        assert iter_dump(iter(items), tmp_path / "all.jsonl") == 4
        assert list(iter_load(tmp_path / "all.jsonl")) == items

    def test_lines_before_a_fault_have_been_yielded(self, tmp_path: Path) -> None:
        """The error names the line, and the lines before it were read."""
        iter_dump(gm100.evaluations()[:2], tmp_path / "all.jsonl")
        with (tmp_path / "all.jsonl").open("a", encoding="utf-8") as stream:
            stream.write("{}\n")
        found: list[Any] = []
        with pytest.raises(gm100.DocumentError, match="line 3"):
            found.extend(iter_load(tmp_path / "all.jsonl"))
        lines = iter_load(tmp_path / "all.jsonl")
        assert (next(lines), next(lines)) == gm100.evaluations()[:2]

    def test_a_crash_while_writing_leaves_the_old_file(self, tmp_path: Path) -> None:
        """What was there before stays until the new file is whole."""
        file = tmp_path / "all.jsonl"
        iter_dump(gm100.evaluations()[:1], file)

        def broken() -> Any:
            yield from gm100.evaluations()[:600]
            message = "the power went"
            raise OSError(message)

        with pytest.raises(OSError, match="the power went"):
            iter_dump(broken(), file)
        assert list(iter_load(file)) == list(gm100.evaluations()[:1])
        assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl"]
