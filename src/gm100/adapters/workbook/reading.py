"""
Filled-in forms become evaluations, or all that is wrong with them, by sheet and cell.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from gm100._lookup import region as region_of
from gm100.adapters.workbook import _plan as at
from gm100.adapters.workbook._cells import decimals_of
from gm100.errors import AmbiguousRegionError, DocumentError, Issue, UnknownRegionError
from gm100.model.evaluation import AssessorMark, DimensionScore, Evaluation, QuestionScore
from gm100.model.region import Region
from gm100.model.scorecard import Scorecard
from gm100.reference import regions, scorecards
from gm100.serializers.tabular.workbook import open_workbook
from gm100.text.words import LANGUAGES, translated

SELF = "self"
"""The assessor of a self-assessment."""


MOST: Final = 4
"""The greatest score that an evaluation holds."""


PRECISE: Final = Context(prec=50)
"""As many digits as scoring counts with; a mean of marks is then never taken for a half that it is not."""


class Evidenced(NamedTuple):
    """
    What a form gives as evidence for one mark.

    Attributes:
        dimension: Slug of the dimension.
        item: Number of the question; `-` where the dimension was scored as a whole.
        document: Document, number and date, as written.
        link: File or address, as written.
        remark: What else was written.
    """

    dimension: str
    item: str
    document: str
    link: str
    remark: str


def read_form(
    path: str | os.PathLike[str],
    *,
    card: Scorecard | None = None,
    questions: Iterable[QuestionScore] | None = None,
) -> Evaluation:
    """
    Read a filled-in form.

    Formulas are not looked at: the index is computed by `gm100.score`, from the marks.

    Args:
        path: The file.
        card: The scorecard it was written for, where that is not one of gm100's own.
        questions: The questions it was written with, where those were given.

    Returns:
        The evaluation, with one mark a question by the assessor `self`, or with scores of whole dimensions.

    Raises:
        DocumentError: It is no such form, or something in it is missing or wrong; all of it is listed, each with its
            sheet and cell, such as `output!D7`.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be read.
    """
    return Form(Path(path), card, questions).evaluation()


def read_row(
    path: str | os.PathLike[str],
    *,
    card: Scorecard | None = None,
    questions: Iterable[QuestionScore] | None = None,
) -> dict[str, str | Decimal]:
    """
    Read a filled-in form as a row for `gm100.score`, of any scale and without a year.

    Args:
        path: The file.
        card: The scorecard it was written for, where that is not one of gm100's own.
        questions: The questions it was written with, where those were given.

    Returns:
        The code of the region and the value of each indicator; the mean of the marks where there are questions.

    Raises:
        DocumentError: As `read_form` does.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be read.
    """
    return Form(Path(path), card, questions).row()


def read_evidence(
    path: str | os.PathLike[str],
    *,
    card: Scorecard | None = None,
    questions: Iterable[QuestionScore] | None = None,
) -> tuple[Evidenced, ...]:
    """
    Read what a form gives as evidence, for the marks that have any.

    Raises:
        DocumentError: It is no such form, or its fixed cells were changed, or evidence is not text.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be read.
    """
    return Form(Path(path), card, questions).evidence()


class Form:
    """
    Walks a workbook along the plan of its form, notes what does not fit, and raises it all at once.
    """

    def __init__(
        self, file: Path, card: Scorecard | None, questions: Iterable[QuestionScore] | None, data: bytes | None = None
    ) -> None:
        self._name = file.name
        self._issues: list[Issue] = []
        self._book = open_workbook(file.name, file.read_bytes() if data is None else data)
        if at.COVER not in self._book.sheetnames:
            message = f"has no sheet {at.COVER!r}; expected a form that gm100 wrote"
            raise DocumentError(self._name, [Issue("no-form", message)])
        self._cover = self._book[at.COVER]
        self.card = self._find_card(card)
        self._plan = at.sheets_of(self.card, questions)
        self._fixed()

    def evaluation(self) -> Evaluation:
        """
        Return the evaluation, as `read_form` does.
        """
        region = self._region()
        scores: list[DimensionScore] = []
        marks: list[QuestionScore] = []
        for sheet in self._present():
            self._read(sheet, scores, marks)
        self._sound()
        return Evaluation(
            region=region,
            name=regions()[region].full_name,
            edition=self.card.id,
            year=self._year(),
            scores=tuple(scores),
            questions=tuple(marks),
        )

    def row(self) -> dict[str, str | Decimal]:
        """
        Return the code of the region and the value of each indicator, as `read_row` does.
        """
        found: dict[str, str | Decimal] = {"code": self._region()}
        for sheet in self._present():
            marks = [self._mark(sheet, line) for line in sheet.lines]
            found[sheet.indicator.id] = PRECISE.divide(sum(mark or Decimal(0) for mark in marks), len(marks))
        self._sound()
        return found

    def _present(self) -> Iterator[at.Sheet]:
        return (sheet for sheet in self._plan if sheet.title in self._book.sheetnames)

    def evidence(self) -> tuple[Evidenced, ...]:
        """
        Return the evidence, sheet by sheet.
        """
        found = []
        for sheet in self._present():
            for line in sheet.lines:
                columns = (at.DOCUMENT, at.LINK, at.REMARK)
                given = [self._text(sheet.title, f"{column}{line.row}") for column in columns]
                if any(given):
                    found.append(Evidenced(sheet.indicator.id, line.item, *given))
        self._sound()
        return tuple(found)

    def _sound(self) -> None:
        if self._issues:
            raise DocumentError(self._name, self._issues)

    def _wrong(self, sheet: str, cell: str, code: str, message: str, got: object = None) -> None:
        shown = None if got is None else repr(got)
        self._issues.append(Issue(code, message, (cell,), shown, sheet=sheet))

    def _find_card(self, card: Scorecard | None) -> Scorecard:
        wanted, version = self._cover[at.CARD_CELL].value, self._cover[at.VERSION_CELL].value
        if version != at.VERSION:
            message = f"got {version!r}, expected layout {at.VERSION!r}; write a new form with this release"
            self._wrong(at.COVER, at.VERSION_CELL, "layout", message, version)
        known = card if card is not None and card.id == wanted else scorecards().get(str(wanted))
        if known is None or (card is not None and card.id != wanted):
            other = f"expected {card.id}" if card else "expected the id of a scorecard, or pass card="
            self._wrong(at.COVER, at.CARD_CELL, "unknown-scorecard", f"got {wanted!r}, {other}", wanted)
        self._sound()
        assert known is not None  # noqa: S101 - for type checkers: that it is unknown was noted
        return known

    def _fixed(self) -> None:
        """
        Note sheets that are missing or too many, and cells that were changed although they are locked.
        """
        titles = [at.COVER, *(sheet.title for sheet in self._plan)]
        for title in self._book.sheetnames:
            if title not in titles:
                self._wrong(title, "A1", "unknown-sheet", "not a sheet of this form; remove it")
        for sheet in self._plan:
            if sheet.title not in self._book.sheetnames:
                self._wrong(sheet.title, "A1", "missing-sheet", "the sheet is missing; put it back")
                continue
            for line in sheet.lines:
                for column, text in zip((at.ITEM, at.ELEMENT, at.QUESTION), line[1:], strict=True):
                    self._unchanged(sheet.title, f"{column}{line.row}", text)
            self._nothing_below(sheet)

    def _unchanged(self, sheet: str, cell: str, expected: str) -> None:
        """
        Note a cell that says what the form says in neither language.
        """
        got = self._book[sheet][cell].value
        if (got or "") not in {translated(expected, lang, "question") for lang in LANGUAGES}:
            message = f"got {got!r}, expected {expected!r}; the cell must not be changed"
            self._wrong(sheet, cell, "changed", message, got)

    def _nothing_below(self, sheet: at.Sheet) -> None:
        for row in self._book[sheet.title].iter_rows(min_row=sheet.lines[-1].row + 1):
            for cell in row:
                if cell.value is not None:
                    message = f"got {cell.value!r} below the last question; remove it"
                    self._wrong(sheet.title, cell.coordinate, "unknown-row", message, cell.value)

    def _region(self) -> str:
        given = self._cover[at.REGION_CELL].value
        message = f"got {given!r}, expected a Kemendagri code written as text, such as 35.03, or a name"
        if isinstance(given, str) and given.strip():
            try:
                return self._same_name(region_of(given.strip())).code
            except (AmbiguousRegionError, UnknownRegionError) as error:
                message = str(error)
        self._wrong(at.COVER, at.REGION_CELL, "unknown-region", message, given)
        return ""

    def _same_name(self, region: Region) -> Region:
        """
        Return the region of the cover, and note a name there that is that of another one.
        """
        name = self._cover[at.NAME_CELL].value
        meant = regions().match(name, corrections=False).region if isinstance(name, str) and name.strip() else None
        if meant not in {None, region}:
            message = f"got {name!r}, expected {region.full_name!r}; the cell must not be changed"
            self._wrong(at.COVER, at.NAME_CELL, "contradiction", message, name)
        return region

    def _year(self) -> int:
        edition = self.card.edition or ""
        if edition.isdecimal():
            return int(edition)
        start = self.card.effective_from
        if start is None:
            message = f"{self.card.id} has no year; give it an edition or effective_from"
            raise DocumentError(self._name, [Issue("no-year", message)])
        return start.year

    def _read(self, sheet: at.Sheet, scores: list[DimensionScore], marks: list[QuestionScore]) -> None:
        for line in sheet.lines:
            value = self._mark(sheet, line)
            if value is None:
                continue
            if value > MOST:
                message = f"got {value}, but an evaluation has scores up to {MOST}; read the form with read_row"
                self._wrong(sheet.title, f"{at.MARK}{line.row}", "beyond-an-evaluation", message, value)
                continue
            dimension = sheet.indicator.id
            if sheet.by_question:
                mark = AssessorMark(assessor=SELF, mark=int(value))
                marks.append(
                    QuestionScore(
                        dimension=dimension,
                        item=line.item,
                        label=line.question,
                        indicator=line.element or None,
                        marks=(mark,),
                    )
                )
            else:
                scores.append(DimensionScore(dimension=dimension, value=value))

    def _mark(self, sheet: at.Sheet, line: at.Line) -> Decimal | None:
        """
        Return what is in the cell of a mark, if it is one.
        """
        place = f"{at.MARK}{line.row}"
        got = self._book[sheet.title][place].value
        fault = _fault(sheet, got)
        if fault:
            self._wrong(sheet.title, place, *fault, got)
            return None
        return Decimal(repr(got)) if isinstance(got, float) else Decimal(got)

    def _text(self, sheet: str, place: str) -> str:
        cell: Any = self._book[sheet][place]
        if cell.value is None:
            return ""
        if cell.data_type == "f":
            self._wrong(sheet, place, "formula", "got a formula, expected text", cell.value)
        return str(cell.value)


def _fault(sheet: at.Sheet, got: Any) -> tuple[str, str] | None:
    """
    Say what is wrong with the content of a cell for a mark, as a code and a sentence.
    """
    low, high, decimals = sheet.scale.low, sheet.scale.high, sheet.decimals
    wanted = f"a whole number from {low} to {high}" if not decimals else f"a number from {low} to {high}"
    if got is None:
        return "missing", f"the cell is blank; give {wanted}"
    if isinstance(got, str) and got.startswith("="):
        return "formula", f"got the formula {got[:40]!r}, expected {wanted}"
    if isinstance(got, bool) or not isinstance(got, int | float):
        return "not-a-number", f"got {str(got)[:40]!r}, expected {wanted}"
    value = Decimal(repr(got))
    if not low <= value <= high:
        return "out-of-scale", f"got {got}, expected {wanted}"
    if decimals_of(value.normalize()) > decimals:
        more = f"got {got}, expected at most {decimals} decimals"
        return "too-many-decimals", more if decimals else f"got {got}, expected {wanted}"
    return None
