"""
Tables of evaluations: one row a region, one column a dimension, as analysts keep them.

The header names `code` or `region`, the dimensions of the scorecard, and optionally `participated` and `published`. A
table is read whole or not at all: every problem is listed by line and column.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, NamedTuple

from gm100.errors import AmbiguousRegionError, DocumentError, Issue, RefusedError, UnknownIdError
from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation
from gm100.model.region import Region
from gm100.model.scorecard import Indicator, Scorecard
from gm100.serializers.document.limits import LIMITS
from gm100.serializers.structure.refusal import suggestion
from gm100.serializers.tabular.cells import read_decimal, read_truth
from gm100.serializers.tabular.records import header_issues, read_table

EXTRA_COLUMNS: Final = ("code", "region", "participated", "published")
"""The columns a table may have beside the dimensions."""


class Rules(NamedTuple):
    """
    What a table is read by.

    Attributes:
        scorecard: The scorecard whose dimensions the table holds.
        regions: The regions by code.
        resolve: Returns the region that a name means, or raises `UnknownIdError` or `AmbiguousRegionError`.
        decimal_comma: Whether decimals stand after a comma, as a spreadsheet of Indonesia saves them.
        elsewhere: For a dimension that this scorecard does not have, the id of one that has it.
    """

    scorecard: Scorecard
    regions: Mapping[str, Region]
    resolve: Callable[[str], Region]
    decimal_comma: bool = False
    elsewhere: Mapping[str, str] = {}


def read_evaluations(text: str, rules: Rules, *, document: str) -> tuple[Evaluation, ...]:
    """
    Read a table of evaluations.

    Args:
        text: The table as CSV; its cells are separated by commas, or by semicolons where the header has no comma.
        rules: The scorecard and the regions to read it by.
        document: What to call it in errors.

    Raises:
        DocumentError: Something in the table is wrong; all of it is listed, and nothing is returned.
    """
    reader = _TableReader(rules)
    try:
        evaluations = tuple(reader.read(text))
    except RefusedError as refused:
        raise DocumentError(document, refused.issues, "nothing was computed") from None
    if reader.issues:
        raise DocumentError(document, sorted(reader.issues, key=reader.order), "nothing was computed")
    return evaluations


class _TableReader:
    """
    Reads one table and collects what is wrong with it.
    """

    def __init__(self, rules: Rules) -> None:
        self.issues: list[Issue] = []
        self._rules = rules
        self._indicators = {i.id: i for i in rules.scorecard.indicators}
        self._header: list[str] = []
        self._seen: dict[str, int] = {}

    def order(self, issue: Issue) -> tuple[int, int]:
        """
        Return where an issue stands in the table, to sort by.
        """
        column = str(issue.path[0]) if issue.path else ""
        place = self._header.index(column) if column in self._header else len(self._header)
        return (issue.line or 0, place)

    def read(self, text: str) -> Iterator[Evaluation]:
        """
        Yield the evaluations that can be read; there may be fewer than rows.

        Raises:
            RefusedError: It is no CSV, or holds too much.
        """
        table = read_table(text, LIMITS, self.issues)
        self._header = [name.strip() for name in table.header]
        if self._header_is_usable():
            yield from filter(None, itertools.starmap(self._row, table.rows))

    def _wrong(self, line: int, path: tuple[str, ...], code: str, message: str, got: str | None = None) -> None:
        self.issues.append(Issue(code, message, path, got, None, line))

    def _header_is_usable(self) -> bool:
        """
        Report on the header; rows can be read once it names the regions.
        """
        self.issues += header_issues(self._header)
        for name in dict.fromkeys(self._header):
            if name and name not in {*EXTRA_COLUMNS, *self._indicators, *DIMENSIONS}:
                hint = suggestion(name, [*self._indicators, *EXTRA_COLUMNS])
                self._wrong(1, (name,), "unknown-column", f"no column of this table{hint}", name)
        for indicator in self._indicators:
            if indicator not in self._header:
                self._wrong(1, (indicator,), "missing", f"the column is missing; {self._rules.scorecard.id} needs it")
        if not {"code", "region"} & set(self._header):
            self._wrong(1, (), "missing", "neither a column code nor a column region says which region a row is about")
            return False
        return True

    def _row(self, line: int, cells: list[str]) -> Evaluation | None:
        row: dict[str, str] = {}
        for name, cell in zip(self._header, cells, strict=True):
            row.setdefault(name, cell.strip())
        before = len(self.issues)
        region = self._region(line, row)
        participated = self._participated(line, row)
        scores = tuple(self._scores(line, row, participated=participated))
        published = self._number(line, "published", row.get("published", ""))
        if region is None or len(self.issues) > before:
            return None
        card = self._rules.scorecard
        return Evaluation(
            region=region.code,
            name=region.full_name,
            edition=card.id,
            year=int(card.edition or 0),
            participated=participated,
            scores=scores,
            published_index=published,
        )

    def _region(self, line: int, row: Mapping[str, str]) -> Region | None:
        """
        Find the region of a row; where code and name are given, they must agree.
        """
        by_code = self._by_code(line, row["code"]) if "code" in row else None
        by_name = self._by_name(line, row["region"]) if row.get("region") or "code" not in row else None
        if by_code and by_name and by_code != by_name:
            message = f"{row['region']!r} is {by_name.code}, but code says {by_code.code} ({by_code.full_name})"
            self._wrong(line, ("region",), "contradiction", message, row["region"])
        region = by_code or by_name
        if region is None:
            return None
        first = self._seen.setdefault(region.code, line)
        if first != line:
            message = f"{region.code} ({region.full_name}) is given twice, first in line {first}"
            self._wrong(line, ("code" if by_code else "region",), "duplicate", message, region.code)
        return region

    def _by_code(self, line: int, text: str) -> Region | None:
        code = text.replace(",", ".") if self._rules.decimal_comma else text
        if code in self._rules.regions:
            return self._rules.regions[code]
        near = get_close_matches(code, self._rules.regions, n=2, cutoff=0.6)
        known = ", ".join(f"{c} is {self._rules.regions[c].full_name}" for c in sorted(near))
        message = f"{text or 'a blank cell'} is no region" + (
            f"; {known}" if known else "; expected a code such as 35.03"
        )
        self._wrong(line, ("code",), "unknown-region", message, text)
        return None

    def _by_name(self, line: int, text: str) -> Region | None:
        try:
            return self._rules.resolve(text)
        except AmbiguousRegionError as error:
            self._wrong(line, ("region",), "ambiguous-region", str(error), text)
        except UnknownIdError as error:
            self._wrong(line, ("region",), "unknown-region", str(error), text)
        return None

    def _participated(self, line: int, row: Mapping[str, str]) -> bool:
        text = row.get("participated", "")
        try:
            return read_truth(text) if text else True
        except RefusedError as refused:
            self._wrong(line, ("participated",), "wrong-type", refused.issues[0].message, text)
            return True

    def _scores(self, line: int, row: Mapping[str, str], *, participated: bool) -> Iterator[DimensionScore]:
        for name in row:
            if name in self._indicators:
                value = self._score(line, self._indicators[name], row[name], participated=participated)
                if value is not None:
                    yield DimensionScore(dimension=name, value=value)
            elif name in DIMENSIONS and row[name] and (participated or row[name].strip("0.,")):
                self._wrong(line, (name,), "wrong-track", self._not_part(name), row[name])

    def _not_part(self, dimension: str) -> str:
        other = self._rules.elsewhere.get(dimension)
        return f"not part of {self._rules.scorecard.id}" + (f"; {other} has it" if other else "")

    def _score(self, line: int, indicator: Indicator, text: str, *, participated: bool) -> Decimal | None:
        """
        Read a score; a region that took part must have one, an absent one may have zero or none.
        """
        if not text:
            if participated:
                message = "the cell is blank; give the score, or 0 in participated for a region that was absent"
                self._wrong(line, (indicator.id,), "missing", message)
            return None
        value = self._number(line, indicator.id, text)
        if value is None:
            return None
        complaint = indicator.scale.complaint(value) if indicator.scale else None
        if complaint is None and value and not participated:
            complaint = f"{value} is given, but participated says that the region was absent"
        if complaint:
            self._wrong(line, (indicator.id,), "out-of-scale", complaint, text)
            return None
        return value

    def _number(self, line: int, column: str, text: str) -> Decimal | None:
        if not text:
            return None
        plain = text
        if self._rules.decimal_comma:
            if "." in text:
                self._wrong(line, (column,), "not-a-number", f"got {text!r}, expected a decimal comma", text)
                return None
            plain = text.replace(",", ".")
        try:
            return read_decimal(plain)
        except RefusedError as refused:
            message = refused.issues[0].message.replace(repr(plain), repr(text))
            self._wrong(line, (column,), "not-a-number", message, text)
            return None
