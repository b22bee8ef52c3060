"""
The self-assessment form of an edition, as a workbook that counts while it is filled in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gm100._lookup import region as region_of
from gm100.adapters.workbook import _plan as at
from gm100.adapters.workbook._cells import decimals_of, number_format, put_number, put_text
from gm100.adapters.workbook._totals import Total, totals
from gm100.model.evaluation import QuestionScore
from gm100.model.region import Region
from gm100.model.scorecard import Scorecard
from gm100.render.values import title_of
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.serializers.tabular.workbook import openpyxl, save
from gm100.text.words import named, translated, words_of

_YELLOW, _GREY = "FFF9DB", "E8ECEF"

_LONGEST_LIST = 255
"""Characters of a list to choose from; with more, Excel takes the file for a broken one."""


class _Styles(NamedTuple):
    """
    How cells look and whether they can be written in.
    """

    bold: Any
    wrap: Any
    input_fill: Any
    head_fill: Any
    open: Any


def write_form(  # noqa: PLR0913 - each is its own choice, given by name
    card: Scorecard,
    path: str | os.PathLike[str],
    *,
    region: Region | str | None = None,
    questions: Iterable[QuestionScore] | None = None,
    lang: str = "en",
    engine: Engine | None = None,
) -> None:
    """
    Write the self-assessment form of an edition.

    One sheet a dimension with its questions, a list of marks to choose from, and columns for evidence; a cover with
    totals by formulas that equal gm100's to the last digit. Only cells to be filled in can be written in.

    Args:
        card: The scorecard of the edition.
        path: The file, which ends in `.xlsx`.
        region: The region that fills it in, its code or its name; without one, the form asks for the code.
        questions: The questions; without them, those bundled for this edition. Of an edition without known questions
            each dimension is scored as a whole, and its sheet says so.
        lang: Language of the words around the questions, `id` or `en`.
        engine: The methods that the scorecard may name, formulas among them; without it those of gm100.

    Raises:
        CannotHoldError: The scorecard counts in a way that the form does not.
        DefinitionError: The scorecard cannot be computed as it stands.
        UnknownIdError: There is no such region or language.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be written.
    """
    methods = engine or STANDARD
    words, sheets = words_of("form", lang), at.plan(card, questions, methods)
    who = None if region is None else region_of(region)
    book = openpyxl().Workbook()
    styles = _styles()
    book.active.title = at.COVER
    _cover(book.active, card, who, lang, styles)
    for sheet in sheets:
        title = _called(sheet.indicator.id, sheet.indicator.name, lang)
        _questions(book.create_sheet(sheet.title), sheet, title, lang, styles)
    rows = (row._replace(name=_called(row.node, row.name, lang)) for row in totals(card, sheets, methods))
    _write_totals(book[at.COVER], rows, words, styles)
    save(book, Path(path))


def _styles() -> _Styles:
    made = openpyxl("openpyxl.styles")
    return _Styles(
        bold=made.Font(name="Calibri", size=11, bold=True),  # A font without a name is another one.
        wrap=made.Alignment(wrap_text=True, vertical="top"),
        input_fill=made.PatternFill("solid", fgColor=_YELLOW),
        head_fill=made.PatternFill("solid", fgColor=_GREY),
        open=made.Protection(locked=False),
    )


def _cover(sheet: Any, card: Scorecard, region: Region | None, lang: str, styles: _Styles) -> None:
    words = words_of("form", lang)
    put_text(sheet["A1"], f"{words['title']}: {title_of(card, lang)}")
    sheet["A1"].font = styles.bold
    put_text(sheet["A2"], words["help"])
    facts = (
        ("scorecard", card.id),
        ("region", region.code if region else ""),
        ("name", region.full_name if region else ""),
        ("layout", at.VERSION),
    )
    for row, (word, text) in enumerate(facts, start=at.CARD_ROW):
        put_text(sheet[f"A{row}"], words[word])
        put_text(sheet[f"B{row}"], text)
    if region is None:
        _open(sheet[at.REGION_CELL], styles)
        sheet[at.REGION_CELL].value = None
        sheet[at.REGION_CELL].number_format = "@"
    _close(sheet, {"A": 30, "B": 30, "C": 10, "D": 10, "E": 8, "F": 10, "G": 12}, landscape=False)


def _open(cell: Any, styles: _Styles) -> None:
    cell.protection = styles.open
    cell.fill = styles.input_fill


def _close(sheet: Any, widths: Mapping[str, int], *, landscape: bool) -> None:
    """
    Lock a sheet but for its open cells, and make it fit the width of a page.
    """
    for column, width in widths.items():
        sheet.column_dimensions[column].width = width
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)


def _called(node: str, name: str | None, lang: str) -> str:
    """
    Return what a node is called: in Indonesian as the programme calls it, where that is known.
    """
    known = named(node, lang)
    return known if lang == "id" and known != node else translated(name or node, lang, "question")


def _questions(page: Any, sheet: at.Sheet, title: str, lang: str, styles: _Styles) -> None:
    words = words_of("form", lang)
    put_text(page["A1"], title)
    page["A1"].font = styles.bold
    put_text(page["A2"], words["known" if sheet.by_question else "unknown"])
    put_text(page["A3"], _instruction(sheet, words))
    _head(page, at.FIRST_ROW - 1, ("item", "element", "question", "mark", "document", "link", "remark"), words, styles)
    for line in sheet.lines:
        asked = (line.item, *(translated(text, lang, "question") for text in (line.element, line.question)))
        for column, text in zip((at.ITEM, at.ELEMENT, at.QUESTION), asked, strict=True):
            cell = page[f"{column}{line.row}"]
            put_text(cell, text)
            cell.alignment = styles.wrap
        for column in (at.MARK, at.DOCUMENT, at.LINK, at.REMARK):
            _open(page[f"{column}{line.row}"], styles)
        page[f"{at.MARK}{line.row}"].number_format = number_format(sheet.decimals)
        for column in (at.DOCUMENT, at.LINK, at.REMARK):
            page[f"{column}{line.row}"].number_format = "@"
            page[f"{column}{line.row}"].alignment = styles.wrap
    _validate(page, sheet, words)
    page.freeze_panes = f"A{at.FIRST_ROW}"
    page.print_title_rows = f"{at.FIRST_ROW - 1}:{at.FIRST_ROW - 1}"
    widths = {at.ITEM: 9, at.ELEMENT: 14, at.QUESTION: 46, at.MARK: 9, at.DOCUMENT: 34, at.LINK: 28, at.REMARK: 28}
    _close(page, widths, landscape=True)


def _instruction(sheet: at.Sheet, words: Mapping[str, str]) -> str:
    text = words["choose" if sheet.by_question else "number"]
    return text.format(low=sheet.scale.low, high=sheet.scale.high, decimals=sheet.decimals)


def _head(page: Any, row: int, names: Iterable[str], words: Mapping[str, str], styles: _Styles) -> None:
    for column, name in enumerate(names, start=1):
        cell = page.cell(row, column)
        put_text(cell, words[name])
        cell.font, cell.fill, cell.alignment = styles.bold, styles.head_fill, styles.wrap


def _validate(page: Any, sheet: at.Sheet, words: Mapping[str, str]) -> None:
    """
    Offer the marks as a list; where that is too long, or a dimension is scored as a whole, allow the numbers there are.
    """
    make = openpyxl("openpyxl.worksheet.datavalidation").DataValidation
    marks = ",".join(map(str, sheet.marks[:_LONGEST_LIST]))
    if sheet.by_question and len(marks) <= _LONGEST_LIST:
        rule = make(type="list", formula1=f'"{marks}"', allow_blank=True)
    else:
        low, high = str(sheet.scale.low), str(sheet.scale.high)
        kind = "whole" if sheet.by_question else "decimal"
        rule = make(type=kind, operator="between", formula1=low, formula2=high, allow_blank=True)
    rule.showErrorMessage = True
    rule.error = _instruction(sheet, words)
    rule.add(f"{at.MARK}{sheet.lines[0].row}:{at.MARK}{sheet.lines[-1].row}")
    page.add_data_validation(rule)


def _write_totals(cover: Any, rows: Iterable[Total], words: Mapping[str, str], styles: _Styles) -> None:
    _head(cover, at.FIRST_TOTAL - 1, ("node", "label", "weight", "answered", "of", "value", "part"), words, styles)
    for total in rows:
        put_text(cover[f"A{total.row}"], total.node)
        put_text(cover[f"B{total.row}"], total.name)
        if total.weight is not None:
            put_number(cover[f"C{total.row}"], total.weight, decimals_of(total.weight))
        for column, formula in total.formulas.items():
            cover[f"{column}{total.row}"].value = f"={formula}"
        cover[f"F{total.row}"].number_format = number_format(total.decimals)
        cover[f"G{total.row}"].number_format = number_format(total.part_decimals)
        if total.is_group:
            cover[f"A{total.row}"].font = cover[f"F{total.row}"].font = styles.bold
