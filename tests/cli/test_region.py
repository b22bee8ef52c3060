"""
`gm100 region` and `gm100 cohorts`: what they print, and with which exit code.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gm100.cli import main


class TestRegion:
    def test_a_region_is_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Code and full name, and exit code 0.
        """
        assert main(["region", "Pemkab Trenggalek"]) == 0
        assert capsys.readouterr().out == "35.03 Kabupaten Trenggalek\n"

    def test_an_ambiguous_name_prints_its_candidates(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Exit code 3, and each candidate with its reason.
        """
        assert main(["region", "Malang"]) == 3
        assert capsys.readouterr().out.splitlines() == [
            "ambiguous: write Kabupaten or Kota before it",
            "  35.07 Kabupaten Malang (its name)",
            "  35.73 Kota Malang (its name)",
        ]

    def test_an_unknown_name_prints_why(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Exit code 4.
        """
        assert main(["region", "Danau Toba"]) == 4
        assert capsys.readouterr().out == "unknown: the name of an area of the programme, not of a region\n"

    def test_date_and_province_settle_a_name(self) -> None:
        """
        `--on` and `--within` are those of the library.
        """
        assert main(["region", "Pontianak"]) == 3
        assert main(["region", "Pontianak", "--on", "2020-01-01"]) == 0
        assert main(["region", "Banjar", "--within", "Jawa Barat"]) == 0

    def test_json_has_all_of_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        The columns, the candidates and what was dropped.
        """
        assert main(["region", "Kota Trenggalek", "--format", "json"]) == 4
        (report,) = json.loads(capsys.readouterr().out)["rows"]
        assert report["status"] == "unknown"
        assert report["candidates"] == [{"code": "35.03", "name": "Kabupaten Trenggalek", "reason": "its name"}]
        assert report["dropped"] == ["kota"]

    def test_a_file_becomes_a_table(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        One row a line, blank ones too; the summary goes to stderr, and the worst line gives the exit code.
        """
        file = tmp_path / "names.txt"
        file.write_text("\ufeffKab. Blitar\n\nMalang\n=HYPERLINK()\n", encoding="utf-8")
        assert main(["region", "--file", str(file), "--format", "csv"]) == 4
        out, err = capsys.readouterr()
        rows = list(csv.DictReader(io.StringIO(out)))
        assert list(rows[0]) == [
            "text",
            "status",
            "code",
            "name",
            "kind",
            "province",
            "corrected",
            "candidates",
            "note",
        ]
        assert [(row["text"], row["status"], row["code"]) for row in rows] == [
            ("Kab. Blitar", "resolved", "35.05"),
            ("", "unknown", ""),
            ("Malang", "ambiguous", ""),
            ("'=HYPERLINK()", "unknown", ""),
        ]
        assert err.startswith("4 names: 1 resolved, 1 ambiguous, 2 unknown\n")

    def test_a_csv_table_is_read_by_its_header(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Semicolons and a byte-order mark are no matter; the summary says the scheme and what was corrected.
        """
        file = tmp_path / "table.csv"
        file.write_text("\ufeffkode;nama\n3573;Malang\n3507;Malang\n;Kab. Trengalek\n", encoding="utf-8")
        assert main(["region", "--file", str(file), "--format", "csv"]) == 0
        out, err = capsys.readouterr()
        assert [row["code"] for row in csv.DictReader(io.StringIO(out))] == ["35.73", "35.07", "35.03"]
        assert err.splitlines()[1:] == [
            "  codes of the column kode: Kemendagri or BPS 2020 or BPS 2023",
            "  'Kab. Trengalek' was read as 35.03 Kabupaten Trenggalek",
        ]
        assert main(["region", "--file", str(file), "--exact"]) == 4

    def test_a_completed_table_is_read_back(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        What the first run leaves open is filled in, and the second run uses it.
        """
        names, completed = tmp_path / "names.csv", tmp_path / "completed.csv"
        names.write_text("nama\nMalang\nSuralaya\n", encoding="utf-8")
        assert main(["region", "--file", str(names), "--format", "csv"]) == 4
        answer = capsys.readouterr().out
        completed.write_text(
            answer.replace("Malang,ambiguous,", "Malang,ambiguous,35.73").replace(
                "Suralaya,unknown,", "Suralaya,unknown,36.72"
            ),
            encoding="utf-8",
        )
        assert main(["region", "--file", str(names), "--known", str(completed)]) == 0
        assert capsys.readouterr().out == "Malang: 35.73 Kota Malang\nSuralaya: 36.72 Kota Cilegon\n"

    def test_a_broken_table_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        A row with a cell too many is named with its line.
        """
        file = tmp_path / "table.csv"
        file.write_text("kode,nama\n3573,Malang,x\n", encoding="utf-8")
        assert main(["region", "--file", str(file)]) == 2
        assert "line 2: the row has 3 cells, expected 2" in capsys.readouterr().err

    def test_a_correction_is_said_and_can_be_declined(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        The text that was read is beside the answer; with `--exact` there is none.
        """
        assert main(["region", "Kab. Trengalek"]) == 0
        assert capsys.readouterr().out == (
            "35.03 Kabupaten Trenggalek (corrected: 'Kab. Trengalek' was read as Trenggalek)\n"
        )
        assert main(["region", "Kab. Trengalek", "--exact"]) == 4
        assert "35.03 Kabupaten Trenggalek (Trenggalek, 1 letter away)" in capsys.readouterr().out

    def test_a_file_without_failures_ends_well(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Exit code 0, and one line a name.
        """
        file = tmp_path / "names.txt"
        file.write_text("Kab. Blitar\nDIY\n", encoding="utf-8")
        assert main(["region", "--file", str(file)]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "DIY: 34 Provinsi Daerah Istimewa Yogyakarta"

    def test_standard_input_is_a_file(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """
        `-` reads names from a pipe.
        """
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Kota Blitar\n")))
        assert main(["region", "--file", "-", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["code"] == "35.72"

    @pytest.mark.parametrize("day", ["20200101", "2020-13-01"])
    def test_no_day_ends_with_2(self, day: str, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Another form of date, and a date that does not exist.
        """
        assert main(["region", "--on", day, "Blitar"]) == 2
        assert f"on: got '{day}', expected a day as YYYY-MM-DD" in capsys.readouterr().err

    def test_no_name_ends_with_2(self) -> None:
        """
        Without a name or a file there is nothing to find.
        """
        assert main(["region"]) == 2
        assert main(["region", "Kota Blitar", "--file", "-"]) == 2

    def test_words_need_no_quotes(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        They are joined, wherever options stand.
        """
        assert main(["region", "Kabupaten", "--exact", "Trenggalek"]) == 0
        assert capsys.readouterr().out == "35.03 Kabupaten Trenggalek\n"

    def test_a_province_that_is_none_ends_with_2(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        The mistake is the caller's, not the name's.
        """
        assert main(["region", "Blitar", "--within", "Jawa"]) == 2
        assert capsys.readouterr().err == "unknown province 'Jawa'\n"


class TestCohorts:
    def test_all_cohorts_with_the_gap(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        One line a cohort; 2022 lacks four, 2023 five.
        """
        assert main(["cohorts", "--format", "csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [(row["year"], row["missing"], row["cumulative"]) for row in rows][-3:] == [
            ("2022", "4", "191"),
            ("2023", "5", "241"),
            ("2024", "0", "251"),
        ]

    def test_the_members_of_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        A line a region, and what was not found.
        """
        assert main(["cohorts", "2022"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert any(line.startswith("35.03  Kabupaten Trenggalek") for line in lines)
        assert lines[-1] == "46 counted in 2022; 4 of 50 new regions were not found"

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        Rows as objects.
        """
        assert main(["cohorts", "2024", "--format", "json"]) == 0
        assert [row["status"] for row in json.loads(capsys.readouterr().out)["rows"]].count("replaced") == 1
        assert main(["cohorts", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["mou_date"] == "2017-05-22"

    def test_a_year_without_a_cohort_ends_with_2(self, capsys: pytest.CaptureFixture[str]) -> None:
        """
        There was none in 2020.
        """
        assert main(["cohorts", "2020"]) == 2
        assert "unknown cohort '2020'" in capsys.readouterr().err


class TestEvaluate:
    HEADER = "region,baseline,output,outcome,impact,quick_win\n"

    def test_a_table_may_name_regions_as_documents_do(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        The region column goes through the resolver.
        """
        file = tmp_path / "table.csv"
        file.write_text(self.HEADER + "Pemkab Trenggalek,3,3,3,3,3\nTANGSEL,2,2,2,2,2\n", encoding="utf-8")
        assert main(["evaluate", str(file), "--format", "csv"]) == 0
        assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()] == ["code", "35.03", "36.74"]

    def test_every_correction_is_listed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        As text, as CSV and as JSON; with `--exact` the name is an error.
        """
        file = tmp_path / "table.csv"
        file.write_text(self.HEADER + "Kab. Trengalek,3,3,3,3,3\nKota Blitar,2,2,2,2,2\n", encoding="utf-8")
        assert main(["evaluate", str(file)]) == 0
        sentence = "'Kab. Trengalek' was read as 35.03 Kabupaten Trenggalek"
        assert sentence in capsys.readouterr().err.splitlines()
        assert main(["evaluate", str(file), "--format", "csv"]) == 0
        out, err = capsys.readouterr()
        assert [row["text_read"] for row in csv.DictReader(io.StringIO(out))] == ["Kab. Trengalek", ""]
        assert sentence in err.splitlines()
        assert main(["evaluate", str(file), "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["corrected"] == [{"text": "Kab. Trengalek", "code": "35.03"}]
        assert main(["evaluate", str(file), "--exact"]) == 2
        assert "line 2, region: unknown region 'Kab. Trengalek'" in capsys.readouterr().err
        page = tmp_path / "page.html"
        assert main(["report", str(file), "--lang", "id", "--out", str(page)]) == 0
        assert "Nama yang dibetulkan" in page.read_text(encoding="utf-8")
        assert "Trengalek" in page.read_text(encoding="utf-8")

    def test_names_without_an_answer_are_told_by_line(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        An ambiguous name, an unknown one and a province, each in its line.
        """
        file = tmp_path / "table.csv"
        file.write_text(self.HEADER + "Malang,3,3,3,3,3\nFoo,3,3,3,3,3\nDIY,3,3,3,3,3\n", encoding="utf-8")
        assert main(["evaluate", str(file)]) == 2
        err = capsys.readouterr().err
        assert "line 2, region: 'Malang' may mean several regions" in err
        assert "line 3, region: unknown region 'Foo'" in err
        assert "line 4, region: unknown region 'DIY': it is a province" in err
