"""
Forms and tables as workbooks.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import OFFICE, recalculated

import gm100
from gm100.adapters import workbook
from gm100.adapters.workbook import _plan as at
from gm100.adapters.workbook._cells import decimals_of, put_text
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.spreadsheet import spreadsheet
from gm100.scoring.formula.tree import column, least, rounded
from gm100.serializers.tabular import workbook as limits

from . import _forms

EARLY = gm100.scorecards()["kominfo-2022-early"]
KPPN = gm100.scorecards()["kominfo-2023-kppn-ikn"]
REGULAR = gm100.scorecards()["kominfo-2023-regular"]


def _leaves(name: str, count: int, **fields: Any) -> list[gm100.Indicator]:
    """Indicators from 0 to 4, many of them."""
    return [gm100.Indicator(f"{name}{n}", scale=gm100.Scale(0, 4), **fields) for n in range(count)]


def _card(*children: gm100.Indicator | gm100.Group) -> gm100.Scorecard:
    """A scorecard with these below its index."""
    return gm100.Scorecard(id="own", root=gm100.Group("index", children=children))


def sheets(file: Path) -> Any:
    """The workbook, as a program that knows nothing of gm100 sees it."""
    return openpyxl.load_workbook(file)


class TestForm:
    def test_a_sheet_a_dimension(self, tmp_path: Path) -> None:
        """A form has a cover, and a sheet for each dimension of the scorecard."""
        book = sheets(_forms.form(tmp_path, KPPN, {}))
        assert book.sheetnames == ["form", *gm100.DIMENSIONS]
        assert [book["form"][cell].value for cell in ("B4", "B5", "B6")] == [KPPN.id, "35.07", "Kabupaten Malang"]

    def test_questions_where_they_are_known(self, tmp_path: Path) -> None:
        """The bundled questions of an edition are on the sheet of their dimension."""
        book = sheets(_forms.form(tmp_path, EARLY, {}))
        counts = [book[dimension].max_row - at.FIRST_ROW + 1 for dimension in gm100.DIMENSIONS[:5]]
        assert counts == [5, 7, 31, 4, 12]
        assert [book["baseline"][f"{c}6"].value for c in "ABC"] == ["1.1.1", "planning", "masterplan has a legal basis"]
        assert "paraphrased" in book["baseline"]["A2"].value

    @pytest.mark.parametrize("card", [EARLY, KPPN], ids=lambda card: card.id)
    def test_every_question_in_indonesian(self, tmp_path: Path, card: gm100.Scorecard) -> None:
        """A form in Indonesian asks every question in Indonesian, says whose words these are, and is read."""
        file = _forms.form(tmp_path, card, _forms.marks(card, 3), lang="id")
        book, english = sheets(file), at.sheets_of(card, None)
        asked = [(line.question, book[s.title][f"C{line.row}"].value) for s in english for line in s.lines]
        assert [pair for pair in asked if pair[0] == pair[1]] == []
        assert "rumusan asli kementerian tidak tersedia" in book["baseline"]["A2"].value
        assert [q.label for q in workbook.read_form(file).questions] == [text for text, _ in asked]

    def test_whole_dimensions_where_they_are_not(self, tmp_path: Path) -> None:
        """An edition without known questions is scored by dimension, and the sheet says so."""
        book = sheets(_forms.form(tmp_path, REGULAR, {}))
        assert book["output"].max_row == at.FIRST_ROW
        assert "not known" in book["output"]["A2"].value
        assert book["output"].data_validations.dataValidation[0].type == "decimal"

    def test_marks_are_chosen_from_a_list(self, tmp_path: Path) -> None:
        """Each cell for a mark offers the marks of the scale."""
        rule = sheets(_forms.form(tmp_path, EARLY, {}))["output"].data_validations.dataValidation[0]
        assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", '"0,1,2,3,4"', "D6:D12")

    def test_only_cells_to_fill_in_are_open(self, tmp_path: Path) -> None:
        """Marks and evidence can be written; questions, totals and the cover cannot."""
        book = sheets(_forms.form(tmp_path, EARLY, {}))
        assert all(sheet.protection.sheet for sheet in book)
        open_cells = {
            f"{sheet.title}!{cell.coordinate}"
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert open_cells == {
            f"{sheet.title}!{column}{line.row}"
            for sheet in at.sheets_of(EARLY, None)
            for line in sheet.lines
            for column in "DEFG"
        }

    def test_without_a_region_it_asks_for_one(self, tmp_path: Path) -> None:
        """A form for nobody in particular has an open cell for the code."""
        file = _forms.form(tmp_path, EARLY, _forms.marks(EARLY, 1), region=None)
        assert not sheets(file)["form"]["B5"].protection.locked
        with pytest.raises(gm100.DocumentError, match=r"form!B5: got None, expected a Kemendagri code"):
            workbook.read_form(file)
        for given in ("35.73", "Kota Malang", "Pemkot Malang"):
            assert workbook.read_form(_forms.fill(file, {"form!B5": given})).region == "35.73"

    @pytest.mark.parametrize(
        ("given", "message"),
        [("Malang", "may mean several"), ("Kota Malagn", "Kota Malang"), ("Suralaya", "a village in Kota Cilegon")],
    )
    def test_a_name_that_is_none_says_why(self, tmp_path: Path, given: str, message: str) -> None:
        """A name with two meanings, a misspelled one and a place that is not a region are refused in the cell."""
        file = _forms.form(tmp_path, EARLY, _forms.marks(EARLY, 1), region=None)
        with pytest.raises(gm100.DocumentError, match=rf"form!B5: .*{message}"):
            workbook.read_form(_forms.fill(file, {"form!B5": given}))

    def test_it_speaks_indonesian(self, tmp_path: Path) -> None:
        """The words around the questions come in Indonesian, too; another language is refused."""
        book = sheets(_forms.form(tmp_path, REGULAR, {}, lang="id"))
        assert book["output"]["D5"].value == "Skor"
        with pytest.raises(gm100.UnknownIdError, match="unknown language 'fr'"):
            workbook.write_form(REGULAR, tmp_path / "x.xlsx", lang="fr")

    def test_the_same_form_has_the_same_bytes(self, tmp_path: Path) -> None:
        """Writing a form twice gives the same file, whatever the time."""
        files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
        for file in files:
            workbook.write_form(REGULAR, file, region=gm100.regions()["35.07"])
        assert files[0].read_bytes() == files[1].read_bytes()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]

    def test_questions_of_ones_own(self, tmp_path: Path) -> None:
        """A form can ask other questions; it is read with them."""
        own = [gm100.QuestionScore(dimension="output", item="x", label="=1+1", value=Decimal(0))]
        file = _forms.form(tmp_path, REGULAR, _forms.marks(REGULAR, 3, own), questions=own)
        evaluation = workbook.read_form(file, questions=own)
        assert [(q.item, q.label) for q in evaluation.questions] == [("x", "=1+1")]
        assert len(evaluation.scores) == 4

    def test_what_a_form_cannot_count(self, tmp_path: Path) -> None:
        """A scorecard that has no marks, or whose methods are not formulas of a sheet, is refused with every reason."""
        free = gm100.Indicator("free")
        below = gm100.Indicator("below", scale=gm100.Scale(-1, 1))
        silent = gm100.Indicator("silent", scale=gm100.Scale(0, 4), no_answer=(Decimal(4), Decimal(9)))
        names = (
            "x" * 31 + "a",
            "X" * 31 + "b",
            "Form",
            "History",
        )  # Excel distinguishes no upper case in names of sheets.
        long = [gm100.Indicator(name, scale=gm100.Scale(0, 4)) for name in names]
        root = gm100.Group("index", children=(free, below, silent, *long), aggregate="median", weigh="critic")
        with pytest.raises(gm100.CannotHoldError) as caught:
            workbook.write_form(gm100.Scorecard(id="x", root=root), tmp_path / "x.xlsx")
        assert [issue.place for issue in caught.value.issues] == [
            "$.index.critic", "$.free", "$.below", "$.silent.no_answer", f"$.{'X' * 31}b", "$.Form", "$.History",
        ]  # fmt: skip
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("card", gm100.scorecards().values(), ids=gm100.scorecards())
    def test_every_scorecard_has_a_form_or_a_reason(self, tmp_path: Path, card: gm100.Scorecard) -> None:
        """Only what takes statistics, and not marks, is not a form."""
        if any(leaf.scale is None for leaf in card.indicators):
            with pytest.raises(gm100.CannotHoldError, match="has no scale from 0 up"):
                workbook.write_form(card, tmp_path / "x.xlsx")
            return
        row = workbook.read_row(_forms.form(tmp_path, card, _forms.marks(card, 1)))
        assert gm100.score(row, card).value is not None


class TestReading:
    @pytest.mark.parametrize("card", [EARLY, KPPN, REGULAR], ids=lambda card: card.id)
    def test_a_filled_form_is_an_evaluation(self, tmp_path: Path, card: gm100.Scorecard) -> None:
        """What was filled in comes out, with the edition, the region and the year."""
        filled = _forms.marks(card, 7)
        evaluation = workbook.read_form(_forms.form(tmp_path, card, filled))
        assert (evaluation.region, evaluation.edition, str(evaluation.year)) == ("35.07", card.id, card.edition)
        numbers = [Decimal(str(number)) for number in filled.values()]
        given = [Decimal(q.marks[0].mark) for q in evaluation.questions] + [s.value for s in evaluation.scores]
        assert given == numbers
        assert gm100.score(evaluation, card).value is not None

    def test_ten_faults_ten_cells(self, tmp_path: Path) -> None:
        """A form with ten faults is answered with ten cells, each with what was expected."""
        faults = {
            "baseline!D6": None,
            "baseline!D7": 5,
            "baseline!D8": -1,
            "baseline!D9": 2.5,
            "baseline!D10": "three",
            "output!D6": "=1+1",
            "output!D7": True,
            "output!C8": "an easier question",
            "outcome!D40": 4,
            "form!B5": "35.99",
        }
        file = _forms.form(tmp_path, EARLY, {**_forms.marks(EARLY, 1), **faults})
        with pytest.raises(gm100.DocumentError) as caught:
            workbook.read_form(file)
        assert {issue.place for issue in caught.value.issues} == set(faults)
        lines = str(caught.value).splitlines()
        assert lines[0] == "form.xlsx: 10 problems, nothing was read"
        assert "  baseline!D6: the cell is blank; give a whole number from 0 to 4" in lines
        assert "  baseline!D7: got 5, expected a whole number from 0 to 4" in lines
        assert "  output!D6: got the formula '=1+1', expected a whole number from 0 to 4" in lines
        assert pickle.loads(pickle.dumps(caught.value)).issues == caught.value.issues  # noqa: S301 - our own error

    @pytest.mark.parametrize(("value", "fine"), [(4, True), (4.01, False), (0, True), (3.08, True), (3.085, False)])
    def test_the_score_of_a_whole_dimension(self, tmp_path: Path, value: float, fine: bool) -> None:  # noqa: FBT001 - a column of a table of cases
        """A whole dimension takes two decimals on the scale."""
        file = _forms.form(tmp_path, REGULAR, {**_forms.marks(REGULAR, 1), "output!D6": value})
        if fine:
            assert workbook.read_form(file).score_of("output") == Decimal(str(value))
        else:
            with pytest.raises(gm100.DocumentError, match=r"output!D6: got"):
                workbook.read_form(file)

    def test_a_scale_beyond_an_evaluation(self, tmp_path: Path) -> None:
        """Levels up to five fit no evaluation, which the form says; as a row they can be scored."""
        card = gm100.scorecards()["spbe-2020"]
        file = _forms.form(tmp_path, card, dict.fromkeys(_forms.marks(card, 1), 5))
        with pytest.raises(
            gm100.DocumentError, match="D6: got 5, but an evaluation has scores up to 4; read the form with read_row"
        ):
            workbook.read_form(file)
        assert gm100.score(workbook.read_row(file), card).value == Decimal("5.00")

    def test_a_row_has_the_faults_of_the_form(self, tmp_path: Path) -> None:
        """What is wrong with a form is said with its cell, as a row or as an evaluation; means of marks are exact."""
        full = _forms.marks(EARLY, 4)
        file = _forms.form(tmp_path, EARLY, {**full, "output!D7": 5, "form!B5": "35.99"})
        with pytest.raises(gm100.DocumentError) as caught:
            workbook.read_row(file)
        assert [issue.place for issue in caught.value.issues] == ["form!B5", "output!D7"]
        good = _forms.form(tmp_path, EARLY, full)
        assert gm100.score(workbook.read_row(good), EARLY).value == gm100.score(workbook.read_form(good), EARLY).value

    @pytest.mark.parametrize(("cell", "value"), [("B5", "35.73"), ("B6", "Kota Malang")])
    def test_a_cover_of_two_regions(self, tmp_path: Path, cell: str, value: str) -> None:
        """The form of another region has two cells to change; a name that is written otherwise is not another."""
        file = _forms.form(tmp_path, EARLY, {**_forms.marks(EARLY, 4), f"form!{cell}": value})
        with pytest.raises(gm100.DocumentError, match=r"form!B6: got .*, expected .*; the cell must not be changed"):
            gm100.read_table(file)
        file = _forms.form(tmp_path, EARLY, {**_forms.marks(EARLY, 4), "form!B6": "Kab. Malang"})
        assert [each.region for each in gm100.read_table(file).rows if isinstance(each, gm100.Evaluation)] == ["35.07"]

    def test_evidence_comes_along(self, tmp_path: Path) -> None:
        """What a region writes as evidence is read beside the marks."""
        cells = {"output!E7": "SK 188/2022", "output!F7": "https://example.org/sk.pdf", "impact!G6": "survey running"}
        file = _forms.form(tmp_path, EARLY, cells)
        assert workbook.read_evidence(file) == (
            ("output", "2.2.1", "SK 188/2022", "https://example.org/sk.pdf", ""),
            ("impact", "4.1", "", "", "survey running"),
        )
        with pytest.raises(gm100.DocumentError, match=r"output!E8: got a formula"):
            workbook.read_evidence(_forms.fill(file, {"output!E8": "=HYPERLINK(1)"}))

    def test_sheets_are_all_there_and_no_others(self, tmp_path: Path) -> None:
        """A sheet that is gone or was added is named."""
        file = _forms.form(tmp_path, EARLY, _forms.marks(EARLY, 1))
        book = sheets(file)
        del book["impact"]
        book.create_sheet("notes")
        book.save(file)
        with pytest.raises(gm100.DocumentError) as caught:
            workbook.read_form(file)
        assert [issue.place for issue in caught.value.issues] == ["notes!A1", "impact!A1"]

    @pytest.mark.parametrize(
        ("cell", "value", "words"),
        [
            ("form!B4", "kominfo-2030", "form!B4: got 'kominfo-2030', expected the id of a scorecard"),
            ("form!B7", "9", "form!B7: got '9', expected layout '1'"),
        ],
    )
    def test_forms_of_another_kind(self, tmp_path: Path, cell: str, value: str, words: str) -> None:
        """A form for an unknown scorecard, or of another layout, is not guessed at."""
        with pytest.raises(gm100.DocumentError, match=words):
            workbook.read_form(_forms.form(tmp_path, EARLY, {cell: value}))

    def test_a_scorecard_of_ones_own(self, tmp_path: Path) -> None:
        """A form of a scorecard that gm100 does not bundle is read with that scorecard."""
        leaf = gm100.Indicator("a", scale=gm100.Scale(0, 10))
        card = gm100.Scorecard(
            id="own", root=gm100.Group("index", children=(leaf,)), effective_from=gm100.PartialDate(2024)
        )
        file = _forms.form(tmp_path, card, {"a!D6": 3.1234})
        assert workbook.read_form(file, card=card).year == 2024
        with pytest.raises(gm100.DocumentError, match="got 'own', expected the id of a scorecard"):
            workbook.read_form(file)
        with pytest.raises(gm100.DocumentError, match="got 'own', expected kominfo-2022-early"):
            workbook.read_form(file, card=EARLY)
        undated = gm100.Scorecard(id="own", root=card.root)
        with pytest.raises(gm100.DocumentError, match="own has no year"):
            workbook.read_form(file, card=undated)

    def test_a_workbook_that_is_no_form(self, tmp_path: Path) -> None:
        """Another workbook is refused by name."""
        workbook.write_table([{"a": 1}], tmp_path / "table.xlsx")
        with pytest.raises(
            gm100.DocumentError, match=r"table.xlsx: 1 problem, nothing was read\n.*has no sheet 'form'"
        ):
            workbook.read_form(tmp_path / "table.xlsx")


def zipped(parts: dict[str, bytes], **options: Any) -> bytes:
    """A zip file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **options) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return made.getvalue()


def lying() -> bytes:
    """A zip file whose table of contents says that a long part is short."""
    data = bytearray(zipped({"a.xml": bytes(range(256)) * 40}))
    at_ = data.index(b"PK\x01\x02")
    data[at_ + 24 : at_ + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def encrypted() -> bytes:
    """A zip file whose table of contents says that a part is encrypted."""
    data = bytearray(zipped({"a.xml": b"a"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"code,baseline\n", "no-workbook"),
    "empty": (lambda: b"", "no-workbook"),
    "cut off": (lambda: zipped({"a.xml": b"a" * 500})[:60], "no-workbook"),
    "another zip": (lambda: zipped({"a.txt": b"a"}), "no-workbook"),
    "long file": (lambda: b"0" * (limits.MOST_FILE_BYTES + 1), "too-large"),
    "many parts": (lambda: zipped({f"{n}.xml": b"" for n in range(limits.MOST_PARTS + 1)}), "too-many-parts"),
    "bomb": (lambda: zipped({"a.xml": b"0" * (limits.MOST_BYTES + 1)}), "too-large"),
    "just no bomb, but packed": (lambda: zipped({"a.xml": b"0" * limits.MOST_BYTES}), "too-packed"),
    "packed": (lambda: zipped({"a.xml": b"0" * 1_000_000}), "too-packed"),
    "lying": (lying, "no-workbook"),
    "encrypted": (encrypted, "encrypted"),
    "macros": (lambda: zipped({"xl/vbaProject.bin": b"a"}), "macros"),
    "entities": (lambda: zipped({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
    "utf-16 entities": (lambda: zipped({"a.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")}), "entities"),
}


class TestBrokenFiles:
    @pytest.mark.parametrize(("make", "code"), BROKEN.values(), ids=BROKEN)
    def test_it_is_refused(self, tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
        """A file that is not a workbook, or one made to take memory, is refused with a reason."""
        file = tmp_path / "bad.xlsx"
        file.write_bytes(make())
        with pytest.raises(gm100.DocumentError) as caught:
            workbook.read_form(file)
        assert [issue.code for issue in caught.value.issues] == [code]

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """A missing file is the error of the system."""
        with pytest.raises(FileNotFoundError):
            workbook.read_form(tmp_path / "none.xlsx")

    def test_without_openpyxl(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library, the error names the extra."""
        monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
        with pytest.raises(gm100.MissingExtraError, match=r"pip install 'gm100\[excel\]'") as caught:
            workbook.write_form(EARLY, tmp_path / "x.xlsx")
        assert isinstance(caught.value, ImportError)
        assert pickle.loads(pickle.dumps(caught.value)).extra == "excel"  # noqa: S301 - our own error


class TestFormulas:
    def test_numbers_that_are_too_long(self, tmp_path: Path) -> None:
        """What a spreadsheet could not round exactly is refused by node."""

        def card(high: int) -> gm100.Scorecard:
            leaves = tuple(gm100.Indicator(c, weight="1.0001", scale=gm100.Scale(0, high)) for c in "ab")
            return gm100.Scorecard(id="own", root=gm100.Group("index", aggregate="sum", children=leaves, round=2))

        workbook.write_form(card(10**4), tmp_path / "a.xlsx")
        with pytest.raises(gm100.CannotHoldError, match=r"index: its numbers become too long for a spreadsheet"):
            workbook.write_form(card(10**9), tmp_path / "b.xlsx")

    def test_formulas_that_excel_does_not_take(self, tmp_path: Path) -> None:
        """What of a scorecard makes formulas that are too great is refused by node, all at once."""
        owa = gm100.Group("owa", aggregate=("owa", *[1] * 30), children=_leaves("o", 30))
        with pytest.raises(gm100.CannotHoldError) as caught:
            workbook.write_form(_card(owa), tmp_path / "x.xlsx")
        remedy = "divide what is below it into more groups, or round the nodes below it"
        assert [str(issue) for issue in caught.value.issues] == [
            f"$.owa: its formula has 8625 characters, and Excel takes 8192; {remedy}",
            f"$.index: its formula has 8625 characters, and Excel takes 8192; {remedy}",
        ]

    def test_a_form_has_no_more_sheets_than_are_read(self, tmp_path: Path) -> None:
        """As many indicators as a form has room for are written and read, and one more is refused."""
        full = _forms.form(tmp_path, _card(*_leaves("i", at.MOST_SHEETS)), {})
        with pytest.raises(gm100.DocumentError, match="the cell is blank"):
            workbook.read_row(full, card=_card(*_leaves("i", at.MOST_SHEETS)))
        with pytest.raises(gm100.CannotHoldError, match=r"index: has 181 indicators, and a form has room for 180"):
            workbook.write_form(_card(*_leaves("i", at.MOST_SHEETS + 1)), tmp_path / "more.xlsx")

    def test_more_marks_than_a_list_holds(self, tmp_path: Path) -> None:
        """Where a list of marks is longer than Excel takes, whole numbers of the scale are allowed instead."""
        asked = [gm100.QuestionScore(dimension="fine", item="1", label="how?", value=Decimal(0))]
        for high, kind in ((87, "list"), (88, "whole"), (10**9, "whole")):
            fine = gm100.Indicator("fine", scale=gm100.Scale(0, high), of_questions=True)
            workbook.write_form(_card(fine), tmp_path / "x.xlsx", questions=asked)
            (rule,) = sheets(tmp_path / "x.xlsx")["fine"].data_validations.dataValidation
            assert rule.type == kind
            assert len(rule.formula1) <= 257  # With its quotes.

    def test_a_number_that_a_cell_cannot_hold(self, tmp_path: Path) -> None:
        """Fifteen digits are kept, sixteen are refused."""
        workbook.write_table([{"a": Decimal("1.23456789012345")}], tmp_path / "a.xlsx")
        with pytest.raises(gm100.CannotHoldError, match=r"table!A2: 1.234567890123456 has more than 15 digits"):
            workbook.write_table([{"a": Decimal("1.234567890123456")}], tmp_path / "b.xlsx")

    @pytest.mark.parametrize(("number", "decimals"), [("3.10", 2), ("3", 0), ("1E+2", 0), ("0.001", 3)])
    def test_decimals(self, number: str, decimals: int) -> None:
        """A number has the decimals it is written with."""
        assert decimals_of(Decimal(number)) == decimals


class TestTables:
    def test_a_ranking(self, tmp_path: Path) -> None:
        """A ranking comes with its numbers as numbers, in two sheets."""
        ranking = gm100.rank(gm100.evaluations(scorecard=REGULAR), REGULAR)
        workbook.write_table(ranking, tmp_path / "ranking.xlsx")
        book = sheets(tmp_path / "ranking.xlsx")
        assert book.sheetnames == ["ranking", "values"]
        assert [cell.value for cell in book["ranking"][2]] == [1, "32.73", "Kota Bandung", 3.83, 3.83, True]
        assert book["ranking"]["D2"].number_format == "0.00"
        assert book["values"]["G1"].value == "quick_win"
        assert book["values"]["G2"].value == 3.98
        assert book["ranking"].freeze_panes == "A2"

    def test_names_that_were_corrected(self, tmp_path: Path) -> None:
        """They have a sheet of their own, with the text that was read."""
        card = gm100.Scorecard(id="c", root=gm100.Group("i", children=(gm100.Indicator("x"),)))
        rows = [{"region": "Kab. Trengalek", "x": 1}, {"region": "Kab. Sleman", "x": 2}]
        workbook.write_table(gm100.rank(rows, card), tmp_path / "ranking.xlsx")
        sheet = sheets(tmp_path / "ranking.xlsx")["corrected"]
        assert [[cell.value for cell in row] for row in sheet] == [
            ["text read", "code", "region"],
            ["Kab. Trengalek", "35.03", "35.03 Kabupaten Trenggalek"],
        ]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
    def test_a_text_is_never_a_formula(self, tmp_path: Path, text: str) -> None:
        """What looks like a formula is stored and marked as text."""
        workbook.write_table([{"name": text, text: "x"}], tmp_path / "a.xlsx")
        sheet = sheets(tmp_path / "a.xlsx")["table"]
        for cell in (sheet["A2"], sheet["B1"]):
            assert (cell.data_type, cell.quotePrefix) == ("s", True)
            assert cell.value.replace("_x000D_", "\r").replace("\n", "\r") == text.replace("\n", "\r")

    def test_rows_of_ones_own(self, tmp_path: Path) -> None:
        """A blank stays blank, a truth a truth, and a column has the decimals of its longest number."""
        rows: list[dict[str, object]] = [
            {"a": Decimal("1.5"), "b": None, "c": False},
            {"a": 2, "c": "plain", "b": 0.25},
        ]
        workbook.write_table(rows, tmp_path / "a.xlsx")
        sheet = sheets(tmp_path / "a.xlsx")["table"]
        assert [[cell.value for cell in row] for row in sheet] == [
            ["a", "b", "c"],
            [1.5, None, False],
            [2, 0.25, "plain"],
        ]
        assert sheet["A3"].number_format == "0.0"
        assert not sheet["C3"].quotePrefix

    def test_what_is_no_table(self, tmp_path: Path) -> None:
        """No rows, and rows of other shapes, are refused."""
        with pytest.raises(ValueError, match="got no rows"):
            workbook.write_table([], tmp_path / "a.xlsx")
        with pytest.raises(gm100.UnknownIdError, match="unknown column 'b' of this table"):
            workbook.write_table([{"a": 1}, {"b": 1}], tmp_path / "a.xlsx")

    @pytest.mark.parametrize("text", ["\x00", "a\x1b[0m", "x" * 32_768])
    def test_texts_that_no_cell_can_hold(self, text: str) -> None:
        """Control characters and endless texts are refused with their cell."""
        cell = openpyxl.Workbook().active["B3"]
        with pytest.raises(gm100.CannotHoldError, match=r"Sheet!B3"):
            put_text(cell, text)
        put_text(cell, "x" * 32_767)


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
class TestInLibreOffice:
    def test_the_totals_are_those_of_gm100(self, tmp_path: Path) -> None:
        """Forms of every scorecard, filled in at random: the formulas give what gm100 computes, to the last digit."""
        cards = {id_: card for id_, card in gm100.scorecards().items() if id_ not in {"ipm-bps", "pemdi-2026-external"}}
        files = [
            _forms.form(tmp_path, card, _forms.marks(card, seed), name=f"{id_}-{seed}.xlsx")
            for id_, card in cards.items()
            for seed in range(3 if len(card.indicators) < 10 else 1)
        ]
        compared = set()
        for file in recalculated(files, tmp_path):
            cover = openpyxl.load_workbook(file, data_only=True)["form"]
            rows = range(at.FIRST_TOTAL, cover.max_row + 1)
            shown = {cover[f"A{row}"].value: cover[f"F{row}"].value for row in rows}
            card = cards[cover["B4"].value]
            result = gm100.score(workbook.read_row(file), card)
            assert Decimal(repr(shown[card.root.id])) == result.value, file.name
            for node, value in shown.items():  # A spreadsheet keeps fifteen digits of a share without an end.
                assert value == pytest.approx(float(result[node].value or 0), rel=1e-14), (file.name, node)
                compared.add((card.id, node))
        assert compared == {(card.id, node.id) for card in cards.values() for node in card.walk()}

    def test_rounding_is_exact_everywhere(self, tmp_path: Path) -> None:
        """Every possible mean of marks, and thousands of weighted sums, are rounded by each rule as decimals are."""
        book = openpyxl.Workbook()
        expected: list[int] = []
        for n in (5, 7, 12, 16, 31, 33, 54):
            for mode in gm100.RoundingMode:
                for total in range(4 * n + 1):
                    row = len(expected) + 1
                    rule = gm100.Rounding(2, mode=mode)
                    book.active[f"A{row}"] = total
                    formula, known = rounded(column("a") / n, rule), {"a": Known(0, Fraction(0), Fraction(4 * n))}
                    text = spreadsheet(formula, {"a": f"A{row}"}, known=known)
                    book.active[f"B{row}"] = f"=ROUND(100*({text.results[0]}),6)"
                    expected.append(_exactly(total, n, mode))
        file = tmp_path / "lattice.xlsx"
        book.save(file)
        (done,) = recalculated([file], tmp_path)
        sheet = openpyxl.load_workbook(done, data_only=True).active
        assert [sheet[f"B{row}"].value for row in range(1, len(expected) + 1)] == expected

    def test_an_unfinished_form_has_no_total(self, tmp_path: Path) -> None:
        """Without every mark, or with a mark that is none, there is no total; what is filled in is counted."""
        full = _forms.marks(EARLY, 2)
        files = [
            _forms.form(tmp_path, EARLY, {**full, "output!D7": value}, name=f"{n}.xlsx")
            for n, value in enumerate([None, 2.5, 5, "3"])
        ]
        for file, count in zip(recalculated(files, tmp_path), [6, 7, 7, 6], strict=True):
            cover = openpyxl.load_workbook(file, data_only=True)["form"]
            assert [cover[cell].value or "" for cell in ("F14", "F18")] == ["", ""]
            assert cover["D14"].value == count

    def test_any_formula(self, tmp_path: Path) -> None:
        """Means other than sums, normalised marks, output ranges and plug-ins that are formulas come out the same."""
        engine = gm100.scoring.Engine().with_aggregator("capped", lambda x, top: least(x.mean(), top), formula=True)
        scale = gm100.Scale(0, 5)
        marks = [gm100.Indicator("a", weight=2, scale=scale, normalise=("goalposts", 0, 5), output=gm100.Scale(1, 100))]
        marks += [gm100.Indicator("b", scale=scale, direction="lower", output=gm100.Scale(1, 10), round=1)]
        marks += [gm100.Indicator("c", scale=scale, normalise=("piecewise", 0, 1, 2, 3, 5, 9))]
        inexact = ("geometric", "harmonic", ("power", 2), "mazziotta_pareto", ("capped", 7))
        made: dict[str, gm100.Scorecard] = {}
        for aggregate in (*inexact, "minimum", ("gated", 4, 2), ("count", 3), "sum", "median", ("owa", 3, 2, 1)):
            inner = gm100.Group("inner", children=tuple(marks), aggregate=aggregate, round=2)
            root = gm100.Group("index", children=(inner, gm100.Indicator("d", scale=scale)), factor=2)
            card = gm100.Scorecard(id="own", root=root, round=2)
            for seed in range(3):
                file = _forms.form(tmp_path, card, _forms.marks(card, seed), f"{len(made)}.xlsx", engine=engine)
                made[file.name] = card
        for file in recalculated([tmp_path / name for name in made], tmp_path):
            card, cover = made[file.name], openpyxl.load_workbook(file, data_only=True)["form"]
            shown = {cover[f"A{row}"].value: cover[f"F{row}"].value for row in range(13, cover.max_row + 1)}
            result = gm100.score(workbook.read_row(file, card=card), card, engine)
            for node in ("inner", "index"):
                assert shown[node] == pytest.approx(float(result[node].value or 0), rel=1e-12), (card["inner"], node)

    def test_a_nested_scorecard(self, tmp_path: Path) -> None:
        """Groups in groups, weights that are divided by their sum, and other roundings come out the same."""
        scale = gm100.Scale(0, 5)
        low = gm100.Group(
            "low",
            weight=2,
            round=gm100.Rounding(3, mode=gm100.RoundingMode.HALF_EVEN),
            children=tuple(gm100.Indicator(f"a{n}", weight=n, scale=scale, round=1) for n in (1, 2, 4)),
        )
        high = gm100.Indicator("b", weight=5, scale=scale, round_part=gm100.Rounding(2, mode=gm100.RoundingMode.DOWN))
        card = gm100.Scorecard(id="own", edition="2024", root=gm100.Group("index", children=(low, high), round=3))
        files = [_forms.form(tmp_path, card, _forms.marks(card, seed), name=f"{seed}.xlsx") for seed in range(10)]
        for file in recalculated(files, tmp_path):
            cover = openpyxl.load_workbook(file, data_only=True)["form"]
            rows = {cover[f"A{row}"].value: cover[f"F{row}"].value for row in range(13, cover.max_row + 1)}
            result = gm100.score({"code": "x", **{k: v for k, v in rows.items() if k not in {"low", "index"}}}, card)
            assert Decimal(repr(rows["index"])) == result.value
            assert Decimal(repr(rows["low"])) == result["low"].value


def _exactly(total: int, n: int, mode: gm100.RoundingMode) -> int:
    """The rounded hundredths of a mean, by whole numbers alone."""
    whole, rest = divmod(100 * total, n)
    if mode is gm100.RoundingMode.DOWN:
        return whole
    if 2 * rest == n:
        return whole + (1 if mode is gm100.RoundingMode.HALF_UP else whole % 2)
    return whole + (2 * rest > n)
