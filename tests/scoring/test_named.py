"""
Tables for a scorecard that have names of regions where others have a column `code`.
"""

from __future__ import annotations

import pytest

import gm100

CARD = gm100.Scorecard(
    id="mine",
    root=gm100.Group("index", children=(gm100.Indicator("life", normalise=("goalposts", 20, 85)),)),
)
MISSPELLED = "Kab. Trengalek"


class TestScoredTables:
    def test_units_are_codes_with_full_names(self) -> None:
        """Kind and province beside the name are read with it, and are not columns of the scorecard."""
        rows = [
            {"jenis": "kota", "nama": "Malang", "provinsi": "Jawa Timur", "life": 60},
            {"jenis": "kabupaten", "nama": "Malang", "provinsi": "Jawa Timur", "life": 70},
        ]
        scores = gm100.score(rows, CARD)
        assert [(each.unit, each.name) for each in scores] == [
            ("35.73", "Kota Malang"),
            ("35.07", "Kabupaten Malang"),
        ]

    def test_what_was_read_is_kept(self) -> None:
        """One answer a row, and a remark for each correction; a table with codes has none."""
        scores = gm100.score([{"region": MISSPELLED, "life": 70}], CARD)
        assert [each.corrected for each in scores.resolutions] == ["Trenggalek"]
        assert scores.remarks == ("'Kab. Trengalek' was read as 35.03 Kabupaten Trenggalek",)
        assert not gm100.score([{"code": "a", "life": 70}], CARD).resolutions.results

    def test_all_that_is_wrong_is_said_at_once(self) -> None:
        """Each row without an answer, with what may be meant, and a region that is given twice."""
        names = ["Malang", "Suralaya", "Sleman", "Kab. Sleman"]
        with pytest.raises(gm100.ScoringError) as caught:
            gm100.score({"region": names, "life": [70, 70, 70, 70]}, CARD)
        assert [issue.path for issue in caught.value.issues] == [
            ("row 1", "region"),
            ("row 2", "region"),
            ("34.04",),
        ]

    def test_one_row(self) -> None:
        """It is a table of one."""
        assert gm100.score({"kabupaten": "Pemkab Trenggalek", "life": 70}, CARD).unit == "35.03"

    def test_codes_go_first(self) -> None:
        """Where there are codes, a column of regions says what units are called."""
        (found,) = gm100.score([{"code": "a", "region": "Kab. Sleman", "life": 70}], CARD)
        assert (found.unit, found.name) == ("a", "Kab. Sleman")

    def test_names_of_something_else(self) -> None:
        """Names that are not a region's are none, and the code is asked for."""
        with pytest.raises(gm100.ScoringError, match="expected the key 'code'"):
            gm100.score([{"name": "Alun", "life": 70}], CARD)

    def test_an_indicator_that_is_called_like_a_column_of_names(self) -> None:
        """It is the scorecard's."""
        card = gm100.Scorecard(id="c", root=gm100.Group("i", children=(gm100.Indicator("kota"),)))
        assert gm100.score([{"nama": "Kab. Sleman", "kota": 3}], card)[0].unit == "34.04"
