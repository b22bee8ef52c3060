"""
Documents on disk.
"""

from pathlib import Path

import pytest

import gm100


class TestFiles:
    @pytest.mark.parametrize("name", ["region.json", "evaluations.csv"])
    def test_the_suffix_is_the_format(self, tmp_path: Path, name: str) -> None:
        """What is dumped to a file is loaded from it."""
        value = (
            gm100.regions()["35.03"] if name.endswith("json") else gm100.evaluations(scorecard="kominfo-2022-regular")
        )
        gm100.dump(value, tmp_path / name)
        assert gm100.load(tmp_path / name) == value

    def test_an_unknown_suffix(self, tmp_path: Path) -> None:
        """A suffix that no format has is an error that names the formats."""
        with pytest.raises(gm100.UnknownFormatError, match="'docx' is no format"):
            gm100.dump(gm100.regions()["35.03"], tmp_path / "region.docx")

    def test_a_byte_order_mark_is_no_fault(self, tmp_path: Path) -> None:
        """A file that a spreadsheet saved with a byte-order mark is read."""
        file = tmp_path / "region.json"
        file.write_text(gm100.dumps(gm100.regions()["35.03"]), encoding="utf-8-sig")
        assert gm100.load(file) == gm100.regions()["35.03"]

    def test_other_encodings_are_refused(self, tmp_path: Path) -> None:
        """A file that is not UTF-8 is not guessed at."""
        file = tmp_path / "region.json"
        file.write_bytes("Région".encode("latin-1"))
        with pytest.raises(gm100.DocumentError, match="byte 1 is not UTF-8"):
            gm100.load(file)

    def test_a_failed_write_leaves_the_old_file(self, tmp_path: Path) -> None:
        """What cannot be written leaves what was there, and nothing beside it."""
        file = tmp_path / "x.json"
        gm100.dump(gm100.regions()["35.03"], file)
        before = file.read_bytes()
        with pytest.raises(TypeError):
            gm100.dump(object(), file)
        assert file.read_bytes() == before
        assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
