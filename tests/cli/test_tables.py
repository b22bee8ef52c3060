"""
Tables of every kind, through the commands that take them: all take the same, and say the same.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from libraries import Later

import gm100
from gm100.cli import main

Capture = pytest.CaptureFixture[str]

pa, parquet = Later("pyarrow"), Later("pyarrow.parquet")

DIMENSIONS = ("baseline", "output", "outcome", "impact", "quick_win")
HEADER = ["Kode", "Daerah", "Baseline", "Keluaran", "Hasil", "Dampak", "Quick Win"]
BLITAR: list[Any] = ["35.05", "Kabupaten Blitar", 3.76, 2.6, 3.47, 3.21, 3.57]
MADIUN: list[Any] = ["35.77", "Kota Madiun", 3.8, 3.17, 3.72, 4, 3.9]
EXPECTED = ["1,35.77,Kota Madiun,3.71,,", "2,35.05,Kabupaten Blitar,3.29,,"]


def objects() -> list[dict[str, Any]]:
    """The rows as objects."""
    return [dict(zip(HEADER, row, strict=True)) for row in (BLITAR, MADIUN)]


def csv(file: Path, mark: str = ",", comma: str = ".") -> None:
    """The table as text."""
    lines = [mark.join(str(cell).replace(".", comma) for cell in row) for row in (HEADER, BLITAR, MADIUN)]
    file.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")


def long(file: Path) -> None:
    """The table with one row an indicator, those of both regions mixed."""
    rows = zip(
        *([(*row[:2], name, cell) for name, cell in zip(HEADER[2:], row[2:], strict=True)] for row in (BLITAR, MADIUN)),
        strict=True,
    )
    lines = [";".join(map(str, row)).replace(".", ",").replace(",", ".", 1) for pair in rows for row in pair]
    file.write_text("\n".join(["Kode;Daerah;Indikator;Nilai", *lines]), encoding="utf-8")


def xlsx(file: Path) -> None:
    """The table as a workbook whose codes were made numbers."""
    book = openpyxl.Workbook()
    for row in (HEADER, BLITAR, MADIUN):
        book.active.append([float(row[0]) if str(row[0])[0] == "3" else row[0], *row[1:]])
    book.save(file)


def evaluations() -> tuple[gm100.Evaluation, ...]:
    """The table as entities."""
    return tuple(
        gm100.Evaluation(
            region=row[0],
            name=row[1],
            edition="kominfo-2023-regular",
            year=2023,
            scores=[
                gm100.DimensionScore(dimension=name, value=cell) for name, cell in zip(DIMENSIONS, row[2:], strict=True)
            ],
        )
        for row in (BLITAR, MADIUN)
    )


WAYS: dict[str, Any] = {
    "comma.csv": csv,
    "semicolon.csv": lambda file: csv(file, ";", ","),
    "tab.tsv": lambda file: csv(file, "\t", ","),
    "no-suffix": csv,
    "long.csv": long,
    "table.xlsx": xlsx,
    "rows.jsonl": lambda file: file.write_text("\n".join(map(json.dumps, objects())), encoding="utf-8"),
    "list.json": lambda file: file.write_text(json.dumps(objects()), encoding="utf-8"),
    "envelope.json": lambda file: file.write_text(json.dumps({"what": "x", "rows": objects()}), encoding="utf-8"),
    "table.parquet": lambda file: parquet.write_table(pa.Table.from_pylist(objects()), file),
    "entities.json": lambda file: gm100.dump(evaluations(), file),
    "entities.jsonl": lambda file: gm100.dump(evaluations(), file),
    "entities.csv": lambda file: gm100.dump(evaluations(), file),
    "entities.parquet": lambda file: gm100.dump(evaluations(), file),
    "folder": lambda file: gm100.dump(evaluations(), file, format="tables"),
}


class TestKinds:
    @pytest.mark.parametrize("name", WAYS)
    def test_they_all_say_the_same(self, name: str, tmp_path: Path, capsys: Capture) -> None:
        """Whatever the table comes in, the answer is the same."""
        WAYS[name](tmp_path / name)
        assert main(["evaluate", str(tmp_path / name), "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1:] == EXPECTED

    @pytest.mark.parametrize("command", ["score", "sensitivity"])
    @pytest.mark.parametrize("name", [name for name in WAYS if "entities" not in name and name != "folder"])
    def test_other_commands_take_them_too(self, command: str, name: str, tmp_path: Path, capsys: Capture) -> None:
        """With Indonesian headers and decimal commas."""
        WAYS[name](tmp_path / name)
        options = ["--draws", "2"] if command == "sensitivity" else []
        words = [command, str(tmp_path / name), "--scorecard", "kominfo-2023-regular", "--format", "csv", *options]
        assert main(words) == 0
        assert "Kota Madiun" in capsys.readouterr().out.splitlines()[1]

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
        """What is written as JSON can be read from a pipe."""
        lines = "\n".join(map(json.dumps, objects())).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
        assert main(["evaluate", "-", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1:] == EXPECTED

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('{"kode": "99.01", "kode": "99.02"}', "line 1, kode: is given twice"),
            ('{"kode": ["99.01"]}', "line 1, kode: expected a number, a text or null"),
            ("[1]", "line 1: expected an object with a value for each column"),
            ("{", "this is neither JSON nor JSON Lines"),
            (json.dumps({**objects()[0], "Hasil": float("nan")}), "got 'NaN', expected a finite number"),
        ],
    )
    def test_broken_json(self, text: str, says: str, tmp_path: Path, capsys: Capture) -> None:
        """Nothing is lost or read as something else."""
        (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
        assert main(["evaluate", str(tmp_path / "t.jsonl")]) == 2
        assert says in capsys.readouterr().err

    def test_an_ignored_column_may_be_a_misspelled_one(self, tmp_path: Path, capsys: Capture) -> None:
        """It is named with what it may have been meant for."""
        (tmp_path / "t.csv").write_text("code,baselin,luck\n99.01,1,2\n", encoding="utf-8")
        assert main(["score", str(tmp_path / "t.csv"), "--scorecard", "kominfo-2023-regular"]) == 2
        assert "other columns are ignored: baselin (baseline?), luck\n" in capsys.readouterr().err

    def test_other_entities_are_refused(self, tmp_path: Path, capsys: Capture) -> None:
        """A dossier is not a table."""
        gm100.dump(gm100.dossiers()["35.03"], tmp_path / "d.json")
        assert main(["evaluate", str(tmp_path / "d.json")]) == 2
        assert "contains Dossier, expected evaluations or a table" in capsys.readouterr().err


class TestWorkbooks:
    def test_a_code_keeps_its_zero_where_the_cell_shows_it(self, tmp_path: Path, capsys: Capture) -> None:
        """35.10 with two decimals is read; 35.1 is refused with what it may be."""
        book = openpyxl.Workbook()
        book.active.append(HEADER)
        book.active.append([35.1, None, 3, 3, 3, 3, 3])
        book.save(tmp_path / "t.xlsx")
        assert main(["evaluate", str(tmp_path / "t.xlsx")]) == 2
        assert (
            "line 2, Kode: unknown region code 35.1; alike are 35.10: Kabupaten Banyuwangi" in capsys.readouterr().err
        )
        assert main(["score", str(tmp_path / "t.xlsx"), "--scorecard", "kominfo-2023-regular"]) == 2
        assert "alike are 35.10" in capsys.readouterr().err
        book.active["A2"].number_format = "0.00"
        book.save(tmp_path / "t.xlsx")
        assert main(["evaluate", str(tmp_path / "t.xlsx"), "--format", "csv"]) == 0
        assert "35.10,Kabupaten Banyuwangi,3.00" in capsys.readouterr().out

    def test_formulas_and_sheets(self, tmp_path: Path, capsys: Capture) -> None:
        """A formula without a stored value is refused with its cell; of several sheets the first is read, and said."""
        book = openpyxl.Workbook()
        book.active.append(HEADER)
        book.active.append([*BLITAR[:2], "=1+2", *BLITAR[3:]])
        book.save(tmp_path / "t.xlsx")
        assert main(["evaluate", str(tmp_path / "t.xlsx")]) == 2
        assert "Sheet!C2: the formula has no stored value" in capsys.readouterr().err
        book.active["C2"].value = 3
        book.create_sheet("Other").append(["x"])
        book.save(tmp_path / "t.xlsx")
        assert main(["evaluate", str(tmp_path / "t.xlsx")]) == 0
        assert "the sheet Sheet was read, the first of 2" in capsys.readouterr().err

    def test_a_sheet_is_chosen(self, tmp_path: Path, capsys: Capture) -> None:
        """Another sheet than the first is read on demand; where the first is not a table, the others are named."""
        book = openpyxl.Workbook()
        book.active.append(["catatan"])
        sheet = book.create_sheet("Nilai")
        sheet.append(HEADER)
        sheet.append(BLITAR)
        book.save(tmp_path / "t.xlsx")
        file = str(tmp_path / "t.xlsx")
        assert main(["evaluate", file, "--sheet", "Nilai"]) == 0
        assert capsys.readouterr().err == ""
        assert main(["evaluate", file]) == 2
        assert "the sheet 'Sheet' was read; there are also Nilai; say --sheet, or sheet=" in capsys.readouterr().err
        assert main(["evaluate", file, "--sheet", "Nila"]) == 2
        assert "unknown sheet 'Nila' of the workbook; did you mean Sheet or Nilai?" in capsys.readouterr().err
        rows = gm100.read_table(file, "kominfo-2023-regular", sheet="Nilai").rows
        assert [each.region for each in rows if isinstance(each, gm100.Evaluation)] == ["35.05"]

    def test_a_cell_without_a_column(self, tmp_path: Path, capsys: Capture) -> None:
        """It is named by its line."""
        book = openpyxl.Workbook()
        book.active.append(HEADER)
        book.active.append([*BLITAR, "loose"])
        book.save(tmp_path / "t.xlsx")
        assert main(["evaluate", str(tmp_path / "t.xlsx")]) == 2
        assert "line 2: there is a cell to the right of the last column that has a name" in capsys.readouterr().err

    def test_empty_columns_percentages_and_hidden_sheets(self, tmp_path: Path, capsys: Capture) -> None:
        """Empty columns are left out, a sheet that is hidden is not the first, and a percentage may mean two things."""
        file, book = tmp_path / "t.xlsx", openpyxl.Workbook()
        book.active.append(["x"])
        book.active.sheet_state = "hidden"
        sheet = book.create_sheet("Nilai")
        for row in (HEADER, BLITAR, MADIUN):
            sheet.append([None, *row[:2], None, *row[2:]])
        book.save(file)
        assert main(["evaluate", str(file), "--among", "table", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1:] == EXPECTED
        sheet["E2"], sheet["E3"] = 0.875, 0.5
        sheet["E2"].number_format, sheet["E3"].number_format = "0.0%", '0.0" %"'
        book.save(file)
        assert main(["evaluate", str(file), "--among", "table"]) == 2
        said = capsys.readouterr().err.splitlines()
        assert said[1:] == ["  line 2, Baseline: got '87.5%', expected a number such as 3.08"]

    def test_one_of_the_old_kind(self, tmp_path: Path, capsys: Capture) -> None:
        """It is called what it is, and not a text of another encoding."""
        (tmp_path / "t.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
        assert main(["evaluate", str(tmp_path / "t.xls")]) == 2
        assert "this is a workbook of the old kind (.xls), or one with a password" in capsys.readouterr().err


class TestUnits:
    """Rows of `score` are of any units, and of regions where they say so."""

    ROWS = ("35.05;Kab. Blitar;3", "35.77;Kota Madiun;2", "35.73;Kota Malang;1")

    def scored(self, tmp_path: Path, *rows: str) -> int:
        """What the command answers."""
        card = gm100.Scorecard(id="one", root=gm100.Group("g", children=[gm100.Indicator("x")]))
        gm100.dump(card, tmp_path / "c.json")
        (tmp_path / "t.csv").write_text("\n".join(("kode;daerah;x", *rows)), encoding="utf-8")
        return main(["score", str(tmp_path / "t.csv"), "--scorecard", str(tmp_path / "c.json")])

    def test_a_unit_given_twice_is_named_by_its_lines(self, tmp_path: Path, capsys: Capture) -> None:
        """As every other command names it."""
        assert self.scored(tmp_path, *self.ROWS, self.ROWS[0]) == 2
        assert "line 5, kode: 35.05 (Kab. Blitar) is given twice, first in line 2" in capsys.readouterr().err

    def test_a_name_of_another_region(self, tmp_path: Path, capsys: Capture) -> None:
        """It is a contradiction here as for `evaluate`; what is no name of a region is a mere label."""
        assert self.scored(tmp_path, "35.77;Kota Malang;3", "35.05;Blitar, bagian barat;2") == 2
        said = capsys.readouterr().err.splitlines()
        assert said[1:] == ["  line 2, daerah: 'Kota Malang' is 35.73, but code says 35.77 (Kota Madiun)"]

    def test_a_total_among_regions(self, tmp_path: Path, capsys: Capture) -> None:
        """Whatever is not a region among regions is said, for it counts as a unit."""
        assert self.scored(tmp_path, *self.ROWS, "Jumlah;;6") == 0
        assert "not regions, as the other rows are, and counted as units: Jumlah" in capsys.readouterr().err
        assert self.scored(tmp_path, "a;;1", "b;;2") == 0
        assert capsys.readouterr().err == ""


class TestClaims:
    def test_what_is_wrong_is_named_by_line_and_column(self, tmp_path: Path, capsys: Capture) -> None:
        """As in every other table."""
        file = tmp_path / "claims.csv"
        file.write_text("\nJudul\ndaerah;tahun;indeks\nKota Malang;2023;abc\nAtlantis;2022;3,1\n", encoding="utf-8")
        assert main(["verify", "--file", str(file)]) == 2
        said = capsys.readouterr().err.splitlines()
        assert said[-3:] == [
            "claims.csv: 2 problems, nothing was verified",
            "  line 4, indeks: got 'abc', expected a number such as 3.31 or 3,31",
            "  line 5, daerah: unknown region 'Atlantis': no region has this name",
        ]


class TestHeaders:
    @pytest.mark.parametrize("header", ["kabupaten", "Nama Kabupaten/Kota", "Kab/Kota", "Nama Pemda", "Daerah", "kota"])
    def test_a_column_of_regions(self, header: str, tmp_path: Path, capsys: Capture) -> None:
        """Offices head the names of regions in many ways."""
        file = tmp_path / "t.csv"
        rows = [[header, *HEADER[2:]], BLITAR[1:], MADIUN[1:]]
        file.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
        assert main(["evaluate", str(file), "--among", "table", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1:] == EXPECTED


class TestTitles:
    """Official tables have a title above the header, and sometimes an empty line."""

    def test_of_a_workbook(self, tmp_path: Path, capsys: Capture) -> None:
        """It is skipped with a remark, and problems name the line of the sheet."""
        file, book = tmp_path / "t.xlsx", openpyxl.Workbook()
        for row in (["HASIL EVALUASI 2023"], [], ["No", *HEADER], [1, *BLITAR], [2, *MADIUN[:-1], 9]):
            book.active.append(row)
        book.save(file)
        assert main(["evaluate", str(file)]) == 2
        assert "line 5, Quick Win: 9 is above the scale" in capsys.readouterr().err

    @pytest.mark.parametrize("mark", [",", ";"])
    def test_of_a_text(self, mark: str, tmp_path: Path, capsys: Capture) -> None:
        """Whatever stands between the cells below."""
        file = tmp_path / "t.csv"
        csv(file, mark)
        file.write_text("Hasil evaluasi 2023\r\n\r\n" + file.read_text(encoding="utf-8-sig"), encoding="utf-8")
        assert main(["evaluate", str(file), "--among", "table", "--format", "csv"]) == 0
        answer = capsys.readouterr()
        assert answer.out.splitlines()[1:] == EXPECTED
        assert "2 lines above the header were skipped: Hasil evaluasi 2023" in answer.err

    def test_the_header_is_found_by_what_most_lines_have(self, tmp_path: Path, capsys: Capture) -> None:
        """Commas in a title, in a header and in numbers do not make a table with semicolons one with commas."""
        file = tmp_path / "t.csv"
        csv(file, ";", ",")
        text = file.read_text(encoding="utf-8-sig").replace("Daerah", "Petugas, NIP;Daerah").replace(";Ka", ";x, y;Ka")
        file.write_text("Hasil evaluasi, tahun 2023\n" + text.replace(";Kota", ";x, y;Kota"), encoding="utf-8")
        assert main(["evaluate", str(file), "--among", "table", "--format", "csv"]) == 0
        answer = capsys.readouterr()
        assert answer.out.splitlines()[1:] == EXPECTED
        assert "1 line above the header was skipped: Hasil evaluasi, tahun 2023" in answer.err

    @pytest.mark.parametrize("number", ["({})", "{}"])
    def test_the_row_that_numbers_the_columns(self, number: str, tmp_path: Path, capsys: Capture) -> None:
        """Official tables have one under the header; it is skipped with a remark."""
        file = tmp_path / "t.csv"
        csv(file, ";", ",")
        head, *rows = file.read_text(encoding="utf-8-sig").splitlines()
        numbers = ";".join(number.format(place) for place in range(1, len(HEADER) + 1))
        file.write_text("\n".join((head, numbers, *rows)), encoding="utf-8")
        assert main(["evaluate", str(file), "--among", "table", "--format", "csv"]) == 0
        answer = capsys.readouterr()
        assert answer.out.splitlines()[1:] == EXPECTED
        assert "the row under the header that numbers the columns was skipped" in answer.err

    def test_problems_of_the_header_name_its_line(self, tmp_path: Path, capsys: Capture) -> None:
        """Below a title it is not the first."""
        file = tmp_path / "t.csv"
        csv(file)
        text = file.read_text(encoding="utf-8-sig").replace("Keluaran", "K")
        file.write_text("Hasil evaluasi\n\n" + text, encoding="utf-8")
        assert main(["evaluate", str(file)]) == 2
        assert "  line 3, output: the column is missing" in capsys.readouterr().err

    def test_a_column_of_names_has_none(self, tmp_path: Path, capsys: Capture) -> None:
        """A name with a comma below `Nama` does not make `Nama` a title."""
        file = tmp_path / "t.csv"
        file.write_text('Nama\n"Malang, Kota"\n', encoding="utf-8")
        assert main(["region", "--file", str(file)]) == 0
        assert "35.73" in capsys.readouterr().out

    @pytest.mark.parametrize("data", [b"", b"\r\n \n", b"\xef\xbb\xbf"])
    def test_an_empty_file(self, data: bytes, tmp_path: Path, capsys: Capture) -> None:
        """It is one problem, not one a column."""
        file = tmp_path / "t.csv"
        file.write_bytes(data)
        assert main(["evaluate", str(file)]) == 2
        assert capsys.readouterr().err.splitlines()[1:] == ["  $: it is empty"]

    def test_what_is_no_table(self, tmp_path: Path, capsys: Capture) -> None:
        """Rows of other lengths are one problem where the header is none."""
        file = tmp_path / "t.toml"
        file.write_text("# a title\na = [1, 2]\n" * 40, encoding="utf-8")
        assert main(["evaluate", str(file)]) == 2
        said = capsys.readouterr().err
        assert "have more or fewer cells than line" in said
        assert len(said.splitlines()) < 10


class TestNumbers:
    def table(self, tmp_path: Path, *rows: str) -> str:
        """A table of one indicator."""
        file = tmp_path / "t.csv"
        file.write_text("\n".join(("kode;x", *rows)), encoding="utf-8")
        gm100.dump(
            gm100.Scorecard(id="one", root=gm100.Group("g", children=[gm100.Indicator("x")])), tmp_path / "c.json"
        )
        return str(file)

    @pytest.mark.parametrize(
        ("cells", "values"),
        [
            (["3,5", "2"], ["3.5", "2"]),
            (["1.250,75", "3,5"], ["1250.75", "3.5"]),
            (["0,125", "0,250"], ["0.125", "0.250"]),
            (["3.5", "2"], ["3.5", "2"]),
        ],
    )
    def test_commas_are_found_by_column(
        self, cells: list[str], values: list[str], tmp_path: Path, capsys: Capture
    ) -> None:
        """From the column as a whole, and said."""
        rows = [f"{unit};{cell}" for unit, cell in zip("ab", cells, strict=True)]
        words = ["score", self.table(tmp_path, *rows), "--scorecard", str(tmp_path / "c.json"), "--json"]
        assert main(words) == 0
        out, err = capsys.readouterr()
        found = {row["code"]: row["index"] for row in json.loads(out)["rows"]}
        assert [found[unit] for unit in "ab"] == list(map(float, values))
        assert ("decimal commas in x" in err) == ("," in "".join(cells))

    @pytest.mark.parametrize("cells", [["12,500", "13,250"], ["3,5", "3.5"]])
    def test_what_may_be_two_things_is_refused(self, cells: list[str], tmp_path: Path, capsys: Capture) -> None:
        """Commas that may be between thousands, and commas beside points."""
        rows = [f"{unit};{cell}" for unit, cell in zip("ab", cells, strict=True)]
        words = ["score", self.table(tmp_path, *rows), "--scorecard", str(tmp_path / "c.json")]
        assert main(words) == 2
        assert cells[0] in capsys.readouterr().err

    def test_what_is_no_number_says_nothing_of_the_others(self, tmp_path: Path, capsys: Capture) -> None:
        """It is the one problem, and the good cells of its column are none."""
        words = ["evaluate", str(tmp_path / "t.csv")]
        lines = [";".join(map(str, row)).replace(".", ",") for row in (HEADER, [*BLITAR[:2], "-", *BLITAR[3:]], MADIUN)]
        (tmp_path / "t.csv").write_text("\n".join(lines).replace("35,", "35."), encoding="utf-8")
        assert main(words) == 2
        said = capsys.readouterr().err.splitlines()
        assert said[1:] == ["  line 2, Baseline: got '-', expected a number such as 3.08"]

    def test_given_commas(self, tmp_path: Path, capsys: Capture) -> None:
        """With --decimal-comma a number with three digits behind the comma is read, and a point refused."""
        words = ["--scorecard", str(tmp_path / "c.json"), "--decimal-comma"]
        assert main(["score", self.table(tmp_path, "a;12,500"), *words]) == 0
        assert "12.500" in capsys.readouterr().out
        assert main(["score", self.table(tmp_path, "a;12.5"), *words]) == 2
        assert "line 2, x: got '12.5', expected a decimal comma" in capsys.readouterr().err


class TestOneRegion:
    def row(self, tmp_path: Path) -> str:
        """A table of one region."""
        file = tmp_path / "own.csv"
        csv(file)
        file.write_text("\n".join(file.read_text(encoding="utf-8").splitlines()[:2]), encoding="utf-8")
        return str(file)

    def test_it_is_ranked_among_the_published(self, tmp_path: Path, capsys: Capture) -> None:
        """In place of its published result; the table alone on request."""
        assert main(["evaluate", self.row(tmp_path), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["rows"][0]["rank"], found["ranked"], len(found["rows"])) == (17, 72, 1)
        assert main(["evaluate", self.row(tmp_path), "--json", "--among", "table"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["rows"][0]["rank"], found["ranked"]) == (1, 1)

    def test_a_report_too(self, tmp_path: Path, capsys: Capture) -> None:
        """Its page has the rank among the published."""
        assert main(["report", self.row(tmp_path), "--region", "Kabupaten Blitar", "--lang", "en"]) == 0
        assert "17 of 72" in capsys.readouterr().out


class TestLayouts:
    """Tables with one row an indicator, and the national SPBE interface."""

    def problems(self, file: Path, text: str, capsys: Capture, *words: str) -> list[str]:
        """What is wrong with a table, a line each."""
        file.write_text(text, encoding="utf-8")
        assert main(["evaluate", str(file), *words]) == 2
        return capsys.readouterr().err.splitlines()

    def test_problems_name_their_own_line(self, tmp_path: Path, capsys: Capture) -> None:
        """What is given twice, beyond the scale, of no indicator, or of another name than the line before."""
        cells = [
            ("Baseline", 3),
            ("Keluaran", 7),
            ("output", 3),
            ("Hasil", 3),
            ("Dampak", 3),
            ("Quick Win", 3),
            ("", 1),
        ]
        rows = [f"35.05;{'Kabupaten Blitar' if value != 7 else 'Blitar'};{name};{value}" for name, value in cells]
        found = self.problems(tmp_path / "l.csv", "\n".join(["kode;nama;indikator;nilai", *rows]), capsys)
        assert found[1:] == [
            "  line 3, nama: got Blitar, but line 2 says Kabupaten Blitar; a unit has one of these",
            "  line 3, output: 7 is above the scale of this scorecard (0 to 4)",
            "  line 4, indikator: output was already given in line 3",
            "  line 8, indikator: got '', expected the code or name of an indicator",
        ]

    def test_other_columns_and_indicators(self, tmp_path: Path, capsys: Capture) -> None:
        """Notes are ignored and said, or kept, all that differ; so is an indicator of another scorecard."""
        names = (*DIMENSIONS, "stray")
        rows = [f"99.01,{name},{number},{'x' if number < 2 else 'y'}" for number, name in enumerate(names)]
        file = tmp_path / "l.csv"
        file.write_text("\n".join(["code,indicator,value,note", *rows]), encoding="utf-8")
        words = ["score", str(file), "--scorecard", "kominfo-2023-regular", "--format", "csv"]
        assert main([*words, "--decimal-comma"]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines()[1] == "1,99.01,,2.20,"
        assert err.splitlines() == [
            "6 rows of an indicator each were read as 1 units",
            "other columns are ignored: note, stray",
        ]
        assert main([*words, "--extra", "keep"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "1,99.01,,2.20,,x; y,5"
        assert main([*words, "--extra", "refuse"]) == 2

    def test_levels_of_the_national_interface(self, tmp_path: Path, capsys: Capture) -> None:
        """A20nn is the level of indicator nn; D20 fields are left out and said; any other key is refused by name."""
        levels = {f"A20{number:02}": 1 + number % 5 for number in range(1, 48)}
        file = tmp_path / "api.json"
        file.write_text(json.dumps({"code": "99.01", **levels, "D2001": 4.5}), encoding="utf-8")
        words = ["score", str(file), "--scorecard", "spbe-2020", "--json"]
        assert main(words) == 0
        out, err = capsys.readouterr()
        row = {"code": "99.01"} | {f"i{number}": 1 + number % 5 for number in range(1, 48)}
        assert json.loads(out)["rows"][0]["index"] == float(gm100.score(row, "spbe-2020").value or 0)
        assert "the fields D2001 of the SPBE interface are ignored" in err
        file.write_text(json.dumps({"code": "99.01", **levels, "A2048": 1, "total": 3}), encoding="utf-8")
        assert main(words) == 2
        err = capsys.readouterr().err
        assert "A2048: no known key of the SPBE interface" in err
        assert "total: no known key of the SPBE interface" in err


class TestForms:
    def test_written_filled_in_and_read(self, tmp_path: Path, capsys: Capture) -> None:
        """The form names its scorecard, which need not be said again."""
        file = tmp_path / "form.xlsx"
        assert main(["form", "Kabupaten", "Banyuwangi", "--edition", "kominfo-2022-early", "-o", str(file)]) == 0
        book = openpyxl.load_workbook(file)
        for sheet in book.worksheets[1:]:
            for row in range(6, sheet.max_row + 1):
                if sheet[f"A{row}"].value:
                    sheet[f"D{row}"].value = 3
        book.save(file)
        capsys.readouterr()
        assert main(["evaluate", str(file), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["scorecard"], found["rows"][0]["code"], found["rows"][0]["index"]) == (
            "kominfo-2022-early",
            "35.10",
            3,
        )

    def test_of_another_scorecard(self, tmp_path: Path, capsys: Capture) -> None:
        """A form of levels, filled in, is a table for `score`."""
        file = tmp_path / "form.xlsx"
        assert main(["form", "35.10", "--edition", "pemdi-2026", "-o", str(file)]) == 0
        book = openpyxl.load_workbook(file)
        for sheet in book.worksheets[1:]:
            for row in range(6, sheet.max_row + 1):
                if sheet[f"A{row}"].value:
                    sheet[f"D{row}"].value = 2
        book.save(file)
        capsys.readouterr()
        assert main(["score", str(file), "--scorecard", "pemdi-2026", "--json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["rows"]
        assert (row["code"], row["index"], row["band"]) == ("35.10", 2, "Cukup")

    def test_what_cannot_be_written(self, tmp_path: Path, capsys: Capture) -> None:
        """No file, another kind of file, a province."""
        assert main(["form", "35.10"]) == 2
        assert "name the file of the form with -o" in capsys.readouterr().err
        assert main(["form", "35.10", "-o", str(tmp_path / "form.csv")]) == 2
        assert main(["form", "Jawa Timur", "-o", str(tmp_path / "form.xlsx")]) == 2
        assert "it is a province" in capsys.readouterr().err

    def test_a_blank_form_is_refused(self, tmp_path: Path, capsys: Capture) -> None:
        """With every cell that is blank."""
        file = tmp_path / "form.xlsx"
        main(["form", "35.10", "-o", str(file)])
        assert main(["evaluate", str(file)]) == 2
        assert "output!D6: the cell is blank" in capsys.readouterr().err


class TestAnalysis:
    def test_what_if(self, capsys: Capture) -> None:
        """With Indonesian names and commas; the rank before and after."""
        assert main(["what-if", "35.07", "keluaran=3,5", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        scores = gm100.score(gm100.evaluations(scorecard="kominfo-2023-kppn-ikn"), "kominfo-2023-kppn-ikn")
        expected = gm100.what_if(scores, "35.07", {"output": "3.5"})
        assert found["index_after"] == float(expected.after.value or 0)
        assert (found["rank_before"], found["ranked"]) == (22, 58)

    @pytest.mark.parametrize(("change", "says"), [("outputt=3", "outputt"), ("output=5", "above the scale")])
    def test_what_cannot_be(self, change: str, says: str, capsys: Capture) -> None:
        """An unknown node, a value beyond the scale."""
        assert main(["what-if", "35.07", change]) == 2
        assert says in capsys.readouterr().err

    def test_needed(self, capsys: Capture) -> None:
        """The same as the function says, in rows."""
        assert main(["needed", "Kota", "Kediri", "--rank", "10", "--only", "output", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert [(row["way"], row["node"]) for row in found["rows"]][:2] == [("alone", "output"), ("together", "output")]
        assert main(["needed", "35.71", "--index", "3,5", "--lang", "id"]) == 0
        assert "mencapai indeks 3,5" in capsys.readouterr().out
        assert main(["needed", "35.71"]) == 2

    def test_compare(self, capsys: Capture) -> None:
        """Two regions by codes or by names without quotes; two years of one."""
        assert main(["compare", "35.71", "35.77"]) == 0
        shown = capsys.readouterr().out
        assert main(["compare", "Kota", "Kediri", "Kota", "Madiun"]) == 0
        assert capsys.readouterr().out == shown
        assert main(["compare", "Kabupaten", "Malang", "--since", "2022"]) == 0
        assert "2.51 -> " in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["Kota", "Kediri"], "name two regions"),
            (["35.71", "35.07"], "no published results by one scorecard"),
            (["35.71", "--since", "2019"], "2019"),
        ],
    )
    def test_what_cannot_be_compared(self, words: list[str], says: str, capsys: Capture) -> None:
        """One region, two lists, a year without results."""
        assert main(["compare", *words]) == 2
        assert says in capsys.readouterr().err

    def test_panel(self, tmp_path: Path, capsys: Capture) -> None:
        """Of tables by year, or of the published results."""
        csv(tmp_path / "a.csv")
        assert main(["panel", f"2022={tmp_path / 'a.csv'}", f"2023={tmp_path / 'a.csv'}", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "code,name,2022,2023",
            "35.05,Kabupaten Blitar,3.29,3.29",
            "35.77,Kota Madiun,3.71,3.71",
        ]
        assert main(["panel", "--region", "Kota Kediri", "--format", "csv"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "35.71,Kota Kediri,3.32,3.20"

    def test_a_table_in_place_of_the_published(self, tmp_path: Path, capsys: Capture) -> None:
        """What-if of your own plan."""
        csv(tmp_path / "a.csv")
        assert main(["what-if", "35.05", "output=4", "--table", str(tmp_path / "a.csv")]) == 0
        assert "rank 2 -> 2 of 2" in capsys.readouterr().out
