"""
Tables as users have them, read for a scorecard: the one way from a file to evaluations or rows.

Every command that takes a table comes through here, so that all of them take the same files, headers and numbers, and
say the same of what they do not take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from gm100._lookup import scorecard
from gm100.errors import AmbiguousRegionError, Issue, UnknownIdError, UnknownRegionError
from gm100.fields.arguments import checked, one_of, refused
from gm100.model.evaluation import DIMENSIONS, Evaluation
from gm100.model.region import Region
from gm100.model.resolution import Resolution
from gm100.model.scorecard import Scorecard
from gm100.reference import regions, scorecards
from gm100.reference.names.columns import code_text, lost_zero
from gm100.reference.results import published
from gm100.serializers.document.opening import Place
from gm100.serializers.tabular.evaluations import Rules, read_evaluations
from gm100.serializers.tabular.layouts import laid_out
from gm100.serializers.tabular.reading import Table, read
from gm100.text.headers import CODE, EXTRA, LATEST, NAME, PARTICIPATED, PUBLISHED, columns_by_header, plain
from gm100.text.layout import close_to
from gm100.text.words import checked as language_of
from gm100.text.words import translated, words_of
from gm100.typing import Row


class RegionNames:
    """
    Reads the names of regions of one table, and keeps what it corrected.

    Attributes:
        corrected: The misspelled names by the code of their region.
    """

    def __init__(self, *, exact: bool, lang: str) -> None:
        self.corrected: dict[str, Resolution] = {}
        self._exact, self._says = exact, words_of("table", lang)["corrected"]

    def __call__(self, name: str) -> Region:
        """
        Return the region of a name; an evaluation is of regions, so a province is none.
        """
        found = regions().resolve(name, corrections=not self._exact)
        if not isinstance(found, Region):
            raise UnknownRegionError(name, f"it is a province, {found.full_name}")
        said = regions().match(name)
        if said.corrected:
            self.corrected[found.code] = said
        return found

    @property
    def corrections(self) -> list[str]:
        """
        What was corrected, in a sentence each.
        """
        return [
            self._says.format(text=repr(said.text), code=code, name=regions()[code].full_name)
            for code, said in self.corrected.items()
        ]


@attrs.frozen(kw_only=True)
class GivenTable:
    """
    A table that was read.

    Attributes:
        card: The scorecard it is for.
        rows: Its evaluations, or its rows where the scorecard is not of the programme.
        remarks: What a reader should know of how it was read.
        corrected: The misspelled names by the code of their region.
        corrections: The same in sentences.
        kept: The cells of extra columns, by code of the row, where they are kept.
    """

    card: Scorecard
    rows: tuple[Evaluation | Row, ...]
    remarks: tuple[str, ...] = ()
    corrected: Mapping[str, Resolution] = {}
    corrections: tuple[str, ...] = ()
    kept: Mapping[str, Mapping[str, object]] = {}

    def among(self, choice: str) -> tuple[Evaluation | Row, ...]:
        """
        Return the rows with the published evaluations of other regions beside them.

        Args:
            choice: `published` for that, `table` for the rows alone, `auto` for the published ones where the table is
                about one region, whose rank would say nothing.
        """
        alone = choice == "table" or (choice == "auto" and len(self.rows) != 1)
        own = {row.region for row in self.rows if isinstance(row, Evaluation)}
        if alone or not own:
            return self.rows
        return (*self.rows, *(each for each in published(self.card.id) if each.region not in own))


@checked
def read_table(  # noqa: PLR0913 - each is its own choice, given by name
    path: Place,
    card: Scorecard | str | None = None,
    *,
    decimal_comma: bool = False,
    extra: str = "ignore",
    corrections: bool = True,
    plain: bool = False,
    lang: str = "en",
    sheet: str | None = None,
) -> GivenTable:
    r"""
    Read a table as every command does: one row a region or unit and one column an indicator, or one row an indicator.

    Headers are in English or Indonesian.

    Args:
        path: A CSV file, a workbook, a filled-in form, JSON Lines, Parquet, a folder of tables, or an open stream.
        card: The scorecard whose columns it has, or its id; without it, the one a form or evaluations name, or that of
            the latest published results.
        decimal_comma: Whether all numbers have decimal commas; without it each column shows whether it has.
        extra: What to do about columns that are not a part of the scorecard: `ignore`, `keep` or `refuse`.
        corrections: Whether a misspelled name of a region is corrected.
        plain: Whether its rows are of any units; without it, those of a scorecard of the programme are evaluations.
        lang: The language of remarks and problems, `id` or `en`.
        sheet: The sheet of a workbook; without it the first.

    Returns:
        The rows for `score` and `rank`, with the scorecard and with remarks on how they were read.

    Raises:
        ArgumentError: `extra` is none of its values.
        DocumentError: Something in it is wrong; all of it is listed.
        UnknownIdError: There is no such scorecard or language.
        MissingExtraError: It needs a library that is not installed.
        MissingFileError: There is no such file.

    >>> from io import BytesIO
    >>> table = read_table(BytesIO(b"kode;keluaran;camat\n99.01;3,5;x\n"), "kominfo-2023-regular", plain=True)
    >>> str(table.rows[0]["output"]), table.remarks[0]
    ('3.5', 'decimal commas in keluaran: 3,5 was read as 3.5')
    """
    if extra not in EXTRA:
        raise refused("extra", extra, one_of(EXTRA))
    chosen = None if card is None else scorecard(card)
    asked = chosen or scorecards()[LATEST]
    table = read(path, sheet=sheet)
    if table.data is not None:
        return _of_form(table, chosen)
    if table.entities is not None:
        return _of_entities(table, asked)
    reader = _Plain(
        table, asked, decimal_comma=decimal_comma, extra=extra, exact=not corrections, lang=language_of(lang)
    )
    return reader.read(plain=plain or not of_programme(asked))


def of_programme(card: Scorecard) -> bool:
    """
    Tell whether a scorecard counts the dimensions of the programme, so that its units are regions.
    """
    return {indicator.id for indicator in card.indicators} <= set(DIMENSIONS)


def _of_form(table: Table, card: Scorecard | None) -> GivenTable:
    from gm100.adapters.workbook.reading import Form

    form = Form(Path(table.document), card, None, table.data)
    return GivenTable(card=form.card, rows=(form.evaluation() if of_programme(form.card) else form.row(),))


def _of_entities(table: Table, card: Scorecard) -> GivenTable:
    found = table.entities or ()
    strange = [each for each in found if not isinstance(each, Evaluation)]
    if strange:
        message = f"contains {type(strange[0]).__name__}, expected evaluations or a table"
        table.sound([Issue("unknown-type", message)])
    return GivenTable(card=card, rows=tuple(found))


class _Plain:
    """
    Reads a plain table by the columns of a scorecard.
    """

    def __init__(  # noqa: PLR0913 - each is its own choice, given by name
        self, table: Table, card: Scorecard, *, decimal_comma: bool, extra: str, exact: bool, lang: str
    ) -> None:
        self._card, self._choice, self._lang = card, extra, lang
        self._names = RegionNames(exact=exact, lang=lang)
        self._says = words_of("table", lang)
        self._ids: dict[str, str | None] = {node.id: node.name for node in card.walk()}
        self._ids |= {i.column: None for i in card.indicators if i.column}
        self._labels = {str(i.impute.params[0]) for i in card.indicators if i.impute and i.impute.params}
        ids = {**dict.fromkeys(DIMENSIONS if of_programme(card) else ()), **self._ids}
        table = laid_out(table, ids, decimal_comma=decimal_comma, lang=lang)
        known = columns_by_header(table.header, ids)
        names = {
            text: name for text, name in known.items() if name not in {PARTICIPATED, PUBLISHED} or of_programme(card)
        }
        self._extra = [text for text in table.header if text and text not in names and text not in self._labels]
        numbers = [name for name in names.values() if name not in {NAME, PARTICIPATED}]
        self._table = table.renamed(names).numbers(numbers, decimal_comma=decimal_comma, lang=lang)
        self._codes()

    def _codes(self) -> None:
        """
        Make texts of the codes, which a spreadsheet may have made numbers of.
        """
        rows = tuple(
            (line, {**row, CODE: _code(row[CODE])} if row.get(CODE) is not None else row)
            for line, row in self._table.rows
        )
        self._table = attrs.evolve(self._table, rows=rows)

    def read(self, *, plain: bool) -> GivenTable:
        """
        Return evaluations of regions, or plain rows.
        """
        if self._extra and self._choice == "ignore":
            self._table = self._table.noting("extra", columns=", ".join(map(self._with_guess, self._extra)))
        if self._extra and self._choice == "refuse":
            issues = [Issue("unknown-column", self._says["no_column"], (name,), name, None, 1) for name in self._extra]
            self._table = attrs.evolve(self._table, issues=(*self._table.issues, *issues))
        rows = self._rows() if plain else self._evaluations()
        units = [row.region if isinstance(row, Evaluation) else row[CODE] for row in rows]
        kept = {
            unit: {name: row.get(name) for name in self._extra}
            for unit, (_, row) in zip(units, self._table.rows, strict=True)
            if self._choice == "keep" and self._extra
        }
        corrections = tuple(self._names.corrections)
        return GivenTable(
            card=self._card,
            rows=tuple(rows),
            remarks=(*self._table.said(self._lang), *corrections),
            corrected=self._names.corrected,
            corrections=corrections,
            kept=kept,
        )

    def _with_guess(self, header: str) -> str:
        """
        Return a column that is ignored, with the one it may have been meant for.
        """
        lacking = [name for name in self._ids if name not in self._table.header]
        near = close_to(plain(header), lacking, 1)
        return f"{header} ({near[0]}?)" if near else header

    def _evaluations(self) -> Sequence[Any]:
        others = {i.id: other.id for other in scorecards().values() for i in other.indicators}
        return read_evaluations(
            self._table, Rules(self._card, regions(), self._names, lang=self._lang, elsewhere=others)
        )

    def _rows(self) -> Sequence[Any]:
        """
        Return the rows as the scorecard reads them; regions may be named, and bring their codes and names along.
        """
        issues: list[Issue] = []
        columns = [name for name in self._table.header if name in self._ids or name in self._labels]
        if not {CODE, NAME} & {*self._table.header}:
            issues.append(Issue("missing", self._says["no_region_column"], (), None, None, 1))
        self._table.sound(issues)
        rows, seen = [], dict[str, int]()
        for line, row in self._table.rows:
            code, name = row.get(CODE), row.get(NAME)
            if code is None and name is not None:
                code, name = self._by_name(line, str(name), issues), None  # It goes by the name of its region.
            elif code is None or lost_zero(code):
                hint = self._says["near"].format(known=lost_zero(code)) if code else ""
                message = self._says["no_code" if code else "blank_code"].format(code=code) + hint
                issues.append(Issue("no-unit", message, (CODE,), code, None, line))
            issues += self._unit_issues(line, row, code, name, seen)
            known = regions().get(str(code))
            beside = {NAME: name or (known.full_name if known else None)}
            rows.append({CODE: code, **beside, **{column: row.get(column) for column in columns}})
        self._table.sound(issues)
        odd = [code for code in seen if code not in regions()]
        if odd and 2 * len(odd) < len(seen):
            self._table = self._table.noting("odd_units", units=", ".join(odd))
        return rows

    def _unit_issues(
        self, line: int, row: Mapping[str, Any], code: str | None, name: Any, seen: dict[str, int]
    ) -> Iterator[Issue]:
        """
        Yield that a unit was there before, and that the name beside the code of a region is that of another.
        """
        known = regions().get(str(code))
        full_name = known.full_name if known else None
        if code is not None and (first := seen.setdefault(code, line)) != line:
            message = self._says["given_twice"].format(code=code, name=name or full_name or code, line=first)
            yield Issue("duplicate", message, (CODE if row.get(CODE) else NAME,), code, None, line)
        meant = (
            regions().match(str(name), corrections=False).region if known and name not in {None, full_name} else None
        )
        if meant is not None and meant != known:
            parts = {"name": repr(name), "by_name": meant.code, "code": code, "by_code": full_name}
            yield Issue("contradiction", self._says["contradiction"].format(**parts), (NAME,), name, None, line)

    def _by_name(self, line: int, name: str, issues: list[Issue]) -> str | None:
        try:
            return self._names(name).code
        except (AmbiguousRegionError, UnknownIdError) as error:
            issues.append(Issue("unknown-region", translated(str(error), self._lang), (NAME,), name, None, line))
            return None


def _code(cell: Any) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else code_text(cell)
