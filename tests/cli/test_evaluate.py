"""
`gm100 evaluate` and `gm100 scorecards`, as a user types them.
"""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import gm100
from gm100.cli import main

HEADER = "code,baseline,output,outcome,impact,quick_win"
BLITAR = "35.05,3.76,2.6,3.47,3.21,3.57"
MADIUN = "35.77,3.8,3.17,3.72,4,3.9"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    """Run the command line and return exit code, stdout and stderr."""
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def table(tmp_path: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> str:
    """Write a table and return its path."""
    file = tmp_path / name
    file.write_text(text, encoding=encoding)
    return str(file)


class TestBundled:
    def test_without_a_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The official results of 2023 are recomputed, and every index matches."""
        code, out, err = run(capsys, "evaluate")
        lines = out.splitlines()
        assert (code, err) == (0, "")
        assert lines[0].split() == ["rank", "code", "region", "index", "published", "match"]
        assert lines[1].split() == ["1", "32.73", "Kota", "Bandung", "3.83", "3.83", "yes"]
        assert lines[-2].startswith("3 regions did not take part: ")
        assert lines[-1] == "72 of 72 published indices reproduced"

    @pytest.mark.parametrize(
        ("id_", "n"),
        [("kominfo-2022-early", 38), ("kominfo-2022-regular", 1), ("kominfo-2023-kppn-ikn", 58)],
    )
    def test_every_edition(self, capsys: pytest.CaptureFixture[str], id_: str, n: int) -> None:
        """Each edition with published results reproduces all of them."""
        code, out, _ = run(capsys, "evaluate", "--scorecard", id_)
        assert code == 0
        assert f"{n} of {n} published indices reproduced" in out

    def test_csv(self, capsys: pytest.CaptureFixture[str]) -> None:
        """As CSV, stdout holds the table alone; the closing line goes to stderr."""
        code, out, err = run(capsys, "evaluate", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert list(rows[0]) == ["rank", "code", "region", "index", "published", "match"]
        assert (code, len(rows), {row["match"] for row in rows}) == (0, 72, {"yes"})
        assert "72 of 72" in err

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """As JSON, the envelope says what, as of when, and holds the rows; numbers are numbers."""
        _, out, _ = run(capsys, "evaluate", "--json")
        report = json.loads(out)
        assert (report["what"], report["as_of"], report["scorecard"]) == ("evaluation", "2023", "kominfo-2023-regular")
        assert (report["comparable"], report["reproduced"], len(report["rows"]), len(report["absent"])) == (
            72,
            72,
            72,
            3,
        )
        assert report["rows"][0]["index"] == 3.83

    def test_explain(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One region's calculation, line by line."""
        code, out, _ = run(capsys, "evaluate", "--explain", "32.73")
        assert code == 0
        assert out.splitlines()[0] == "Kota Bandung (32.73), kominfo-2023-regular"
        assert "quick_win  3.98  x 0.20 =  0.7960" in out

    @pytest.mark.parametrize("argv", [("--scorecard", "kominfo-2023-reguler"), ("--explain", "99.99")])
    def test_unknown_ids(self, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]) -> None:
        """What does not exist is exit 2, and a near miss is named."""
        code, out, err = run(capsys, "evaluate", *argv)
        assert (code, out) == (2, "")
        assert err.startswith("unknown ")

    def test_usage(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Wrong usage is exit 2, and everything wrong is said at once."""
        code, out, err = run(capsys, "evaluate", "--format", "xml", "--exakt", "one.csv", "two.csv")
        assert (code, out) == (2, "")
        assert err.splitlines() == [
            "--format: got 'xml', expected one of table, csv, json",
            "no option --exakt; did you mean --exact?",
            "too many arguments: 'two.csv'",
            "see --help",
        ]


class TestFile:
    def test_a_table(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Your own table is ranked; without published indices there is nothing to compare."""
        file = table(tmp_path, f"{HEADER}\n{BLITAR}\n{MADIUN}\n\n")
        code, out, _ = run(capsys, "evaluate", file, "--format", "csv")
        assert code == 0
        assert out.splitlines()[1:] == ["1,35.77,Kota Madiun,3.71,,", "2,35.05,Kabupaten Blitar,3.29,,"]

    def test_a_mismatch_is_exit_1(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A published index that does not come out is marked, and the exit code says so."""
        file = table(tmp_path, f"{HEADER},published\n{BLITAR},3.28\n{MADIUN},3.71\n")
        code, out, _ = run(capsys, "evaluate", file)
        assert code == 1
        assert "NO" in out
        assert "1 of 2 published indices reproduced" in out

    def test_names_instead_of_codes(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A region can be given by its full name."""
        file = table(tmp_path, f"{HEADER.replace('code', 'region')}\nKota Madiun,3.8,3.17,3.72,4,3.9\n")
        assert "35.77" in run(capsys, "evaluate", file)[1]

    def test_own_output_with_scores_is_input(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Code and region may both be given, if they agree."""
        good = table(tmp_path, f"region,{HEADER}\nKota Madiun,{MADIUN}\n")
        assert run(capsys, "evaluate", good)[0] == 0
        bad = table(tmp_path, f"region,{HEADER}\nKota Madiun,35.19,3.8,3.17,3.72,4,3.9\n")
        assert "'Kota Madiun' is 35.77, but code says 35.19 (Kabupaten Madiun)" in run(capsys, "evaluate", bad)[2]

    def test_byte_order_mark(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A byte-order mark is not a fault."""
        file = table(tmp_path, f"{HEADER}\n{BLITAR}\n", encoding="utf-8-sig")
        assert run(capsys, "evaluate", file)[0] == 0

    def test_indonesian_excel(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Semicolons separate cells and commas decimals, in codes too; that is found and said, or given."""
        text = f"\ufeff{HEADER.replace(',', ';')};published\r\n35,05;3,76;2,60;3,47;3,21;3,57;3,29\r\n"
        file = table(tmp_path, text)
        row = "1,35.05,Kabupaten Blitar,3.29,3.29,yes"
        code, out, err = run(capsys, "evaluate", file, "--decimal-comma", "--among", "table", "--format", "csv")
        assert (code, out.splitlines()[1]) == (0, row)
        assert "decimal commas" not in err
        code, out, err = run(capsys, "evaluate", file, "--among", "table", "--format", "csv")
        assert (code, out.splitlines()[1]) == (0, row)
        assert " ".join(err.split()).startswith(
            "decimal commas in code, baseline, output, outcome, impact, quick_win, published: 35,05 was read as 35.05"
        )

    def test_a_dot_where_commas_are_promised(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A table said to have decimal commas may not have points."""
        file = table(tmp_path, f"{HEADER.replace(',', ';')}\n35.05;3.76;2,6;3,47;3,21;3,57\n")
        assert "got '3.76', expected a decimal comma" in run(capsys, "evaluate", file, "--decimal-comma")[2]

    def test_absent_regions(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A region that was absent may have zeros or blanks, and is not ranked; scores it may not have."""
        file = table(tmp_path, f"{HEADER},participated\n32.72,0,0,0,0,0,0\n33.75,,,,,,no\n{BLITAR},ya\n")
        code, out, err = run(capsys, "evaluate", file, "--format", "csv")
        assert (code, len(out.splitlines())) == (0, 2)
        assert "2 regions did not take part" in err
        bad = table(tmp_path, f"{HEADER},participated\n32.72,0,1,0,0,0,0\n33.75,0,0,0,0,0,maybe\n")
        err = run(capsys, "evaluate", bad)[2]
        assert "line 2, output: 1 is given, but participated says that the region was absent" in err
        assert "line 3, participated: got 'maybe'" in err

    def test_zero_is_a_score(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A region that took part may have zeros; since absent ones are printed so, that is remarked on."""
        file = table(tmp_path, f"{HEADER}\n32.72,0,0,0,0,0\n{BLITAR}\n")
        _, out, err = run(capsys, "evaluate", file)
        assert "0.00" in out
        assert err == "Kota Sukabumi (32.72): all scores are 0; if absent, write 0 under participated\n"

    def test_a_file_that_is_not_there(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A missing file is exit 2 and one line."""
        code, out, err = run(capsys, "evaluate", str(tmp_path / "none.csv"))
        assert (code, out) == (2, "")
        assert err.endswith("none.csv: there is no such file\n")


class TestTenFaults:
    """A table with ten faults of different kinds is answered with all of them, and nothing is computed."""

    text = (
        "code,baseline,output,outcome,impact,impact,collaboration,published\n"
        "35.99,3,3,3,3,3,,3\n"
        "35.03,3,4.2,3,3,3,,3\n"
        "35.04,three,3,3,3,3,,3\n"
        "35.05,,3,3,3,3,,3\n"
        "35.03,3,3,3,3,3,,3\n"
        "35.06,NaN,3.5,3,3,3,,3\n"
        "35.07,3,3,3,3,3,2.5,3\n"
        '35.08,3,"3,5",3,3,3,,3\n'
    )

    def test_all_are_named(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Each fault is on its own line, with line and column, in the order of the table."""
        code, out, err = run(capsys, "evaluate", table(tmp_path, self.text, "bad.csv"))
        assert (code, out) == (2, "")
        assert err == (
            "bad.csv: 10 problems, nothing was computed\n"
            "  line 1, impact: the column is given twice\n"
            "  line 1, quick_win: the column is missing; kominfo-2023-regular needs it\n"
            "  line 2, code: unknown region code 35.99; alike are 35.29: Kabupaten Sumenep, 35.79: Kota Batu\n"
            "  line 3, output: 4.2 is above the scale of this scorecard (0 to 4)\n"
            "  line 4, baseline: got 'three', expected a number such as 3.08\n"
            "  line 5, baseline: the cell is blank; give the score, or 0 in participated for a region that was absent\n"
            "  line 6, code: 35.03 (Kabupaten Trenggalek) is given twice, first in line 3\n"
            "  line 7, baseline: got 'NaN', expected a finite number; leave the cell blank where there is none\n"
            "  line 8, collaboration: not part of kominfo-2023-regular; kominfo-2023-kppn-ikn has it\n"
            "  line 9, output: got '3,5', expected a decimal point; say --decimal-comma if all numbers have commas\n"
        )

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("", "$: it is empty"),
            (
                f"{HEADER.replace('baseline', 'bseline')}\n",
                "baseline: the column is missing; kominfo-2023-regular needs it; the column bseline may be meant",
            ),
            ("baseline\n3\n", "line 1: no column says which region a row is about"),
            (f"{HEADER}\n35.03,3\n", "line 2: the row has 2 cells, expected 6"),
            (f'{HEADER}\n"35.03\n', "this is not CSV"),
            (f"{HEADER.replace('code', 'region')}\nKota Atlantis,3,3,3,3,3\n", "line 2, region: "),
        ],
    )
    def test_the_shape_of_the_table(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, place: str
    ) -> None:
        """A table that is no such table says what is wrong with it."""
        code, _, err = run(capsys, "evaluate", table(tmp_path, text))
        assert code == 2
        assert place in err


class TestScorecards:
    def test_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Every scorecard is listed with its weights and evidence."""
        code, out, _ = run(capsys, "scorecards")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()[1:]] == list(gm100.scorecards())
        (early,) = (line for line in out.splitlines() if line.startswith("kominfo-2022-early "))
        assert " ".join(early.split()).startswith(
            "kominfo-2022-early official 2022 to 2022 baseline 0.10 output 0.20 outcome 0.30 impact 0.10 quick_win 0.30"
        )

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """As JSON, weights are numbers with the digits they are stated with."""
        out = run(capsys, "scorecards", "--format", "json")[1]
        early = next(card for card in json.loads(out)["rows"] if card["id"] == "kominfo-2022-early")
        assert early["weights"] == {"baseline": 0.1, "output": 0.2, "outcome": 0.3, "impact": 0.1, "quick_win": 0.3}
        assert '"baseline": 0.10' in out
        assert early["source"]["number"] == "B-1004/DJAI/AI.01.04/12/2022"


class TestProcess:
    def test_as_a_module(self) -> None:
        """`python -m gm100` is the command."""
        done = subprocess.run([sys.executable, "-m", "gm100", "--version"], capture_output=True, text=True, check=True)
        assert done.stdout == f"gm100 {gm100.__version__}\n"

    def test_a_reader_that_stops(self) -> None:
        """A reader that has seen enough does not make it complain."""
        command = f"{sys.executable} -m gm100 scorecards --format json | head -n 1"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)  # noqa: S607 - any bash
        assert (done.stdout, done.stderr) == ("{\n", "")
