"""
Tables of evaluations: one row a region, one column a dimension, as analysts keep them.

The header names the regions by code or by name, the dimensions of the scorecard, and optionally `participated` and
`published`. A table is read whole or not at all: every problem is listed by line and column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from gm100.errors import AmbiguousRegionError, Issue, RefusedError, UnknownIdError
from gm100.model.evaluation import DIMENSIONS, DimensionScore, Evaluation
from gm100.model.region import Region
from gm100.model.scorecard import Indicator, Scorecard
from gm100.serializers.structure.scalars import NUMBER
from gm100.serializers.tabular.cells import read_decimal, read_truth
from gm100.serializers.tabular.reading import Table
from gm100.text.headers import BESIDE, CODE, NAME, PARTICIPATED, PUBLISHED
from gm100.text.layout import close_to
from gm100.text.words import translated, words_of


class Rules(NamedTuple):
    """
    What a table is read by.

    Attributes:
        scorecard: The scorecard whose dimensions the table holds.
        regions: The regions by code.
        resolve: Returns the region that a name means, or raises `UnknownIdError` or `AmbiguousRegionError`.
        lang: The language of the problems.
        elsewhere: For a dimension that this scorecard does not have, the id of one that has it.
    """

    scorecard: Scorecard
    regions: Mapping[str, Region]
    resolve: Callable[[str], Region]
    lang: str = "en"
    elsewhere: Mapping[str, str] = {}


def read_evaluations(table: Table, rules: Rules) -> tuple[Evaluation, ...]:
    """
    Return the evaluations of a table whose columns have the names of gm100.

    Raises:
        DocumentError: Something in the table is wrong; all of it is listed, and nothing is returned.
    """
    reader = _Reader(table, rules)
    found = tuple(reader.read())
    table.sound(reader.issues)
    return found


class _Reader:
    """
    Reads one table and collects what is wrong with it.
    """

    def __init__(self, table: Table, rules: Rules) -> None:
        self.issues: list[Issue] = []
        self._rules, self._table = rules, table
        self._says = words_of("table", rules.lang)
        self._indicators = {i.id: i for i in rules.scorecard.indicators}
        self._seen: dict[str, int] = {}

    def read(self) -> Iterator[Evaluation]:
        """
        Yield the evaluations that can be read; there may be fewer than rows.
        """
        if self._header_is_usable():
            for line, row in self._table.rows:
                found = self._row(line, row)
                if found is not None:
                    yield found

    def _wrong(self, line: int, column: str, code: str, message: str, got: Any = None) -> None:
        path = (column,) if column else ()
        self.issues.append(Issue(code, message, path, None if got is None else str(got), None, line))

    def _header_is_usable(self) -> bool:
        """
        Report on the header; rows can be read once it names the regions.
        """
        header, unknown = self._table.header, [n for n in self._table.header if n not in {*BESIDE, *self._indicators}]
        for indicator in self._indicators:
            if indicator not in header:
                near = close_to(indicator, unknown, 1)
                hint = self._says["meant_column"].format(column=near[0]) if near else ""
                message = self._says["column_missing"].format(card=self._rules.scorecard.id) + hint
                self._wrong(1, indicator, "missing", message)
        if not {CODE, NAME} & {*header}:
            self._wrong(1, "", "missing", self._says["no_region_column"])
            return False
        return True

    def _row(self, line: int, row: Mapping[str, Any]) -> Evaluation | None:
        before = len(self.issues)
        region = self._region(line, row)
        participated = self._participated(line, row.get(PARTICIPATED))
        scores = tuple(self._scores(line, row, participated=participated))
        published = self._number(line, PUBLISHED, row.get(PUBLISHED))
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

    def _region(self, line: int, row: Mapping[str, Any]) -> Region | None:
        """
        Find the region of a row; where code and name are given, they must agree.
        """
        code, name = row.get(CODE), row.get(NAME)
        by_code = (
            self._by_code(line, code) if code is not None or (name is None and CODE in self._table.header) else None
        )
        by_name = self._by_name(line, name) if name is not None or CODE not in self._table.header else None
        if by_code and by_name and by_code != by_name:
            message = self._says["contradiction"].format(
                name=repr(name), by_name=by_name.code, code=by_code.code, by_code=by_code.full_name
            )
            self._wrong(line, NAME, "contradiction", message, name)
        region = by_code or by_name
        if region is None:
            return None
        first = self._seen.setdefault(region.code, line)
        if first != line:
            message = self._says["given_twice"].format(code=region.code, name=region.full_name, line=first)
            self._wrong(line, CODE if by_code else NAME, "duplicate", message, region.code)
        return region

    def _by_code(self, line: int, cell: Any) -> Region | None:
        code = "" if cell is None else str(cell)
        if code in self._rules.regions:
            return self._rules.regions[code]
        near = [f"{code}0"] if f"{code}0" in self._rules.regions else close_to(code, self._rules.regions, n=2)
        known = ", ".join(f"{c}: {self._rules.regions[c].full_name}" for c in sorted(near))
        hint = self._says["near"].format(known=known) if known else self._says["such_as"]
        self._wrong(
            line, CODE, "unknown-region", self._says["no_code" if code else "blank_code"].format(code=code) + hint, code
        )
        return None

    def _by_name(self, line: int, cell: Any) -> Region | None:
        text = "" if cell is None else str(cell)
        try:
            return self._rules.resolve(text)
        except AmbiguousRegionError as error:
            self._wrong(line, NAME, "ambiguous-region", translated(str(error), self._rules.lang), text)
        except UnknownIdError as error:
            self._wrong(line, NAME, "unknown-region", translated(str(error), self._rules.lang), text)
        return None

    def _participated(self, line: int, cell: Any) -> bool:
        if cell is None or isinstance(cell, bool):
            return cell is not False
        try:
            return read_truth(str(cell))
        except RefusedError:
            self._wrong(line, PARTICIPATED, "wrong-type", self._says["not_truth"].format(got=repr(str(cell))), cell)
            return True

    def _scores(self, line: int, row: Mapping[str, Any], *, participated: bool) -> Iterator[DimensionScore]:
        for name, cell in row.items():
            if name in self._indicators:
                value = self._score(line, self._indicators[name], cell, participated=participated)
                if value is not None:
                    yield DimensionScore(dimension=name, value=value)
            elif name in DIMENSIONS and cell is not None and (participated or str(cell).strip("0.,")):
                self._wrong(line, name, "wrong-track", self._not_part(name), cell)

    def _not_part(self, dimension: str) -> str:
        other = self._rules.elsewhere.get(dimension)
        message = self._says["not_part"].format(card=self._rules.scorecard.id)
        return message + (self._says["other_has_it"].format(other=other) if other else "")

    def _score(self, line: int, indicator: Indicator, cell: Any, *, participated: bool) -> Decimal | None:
        """
        Read a score; a region that took part must have one, an absent one may have zero or none.
        """
        if cell is None:
            if participated:
                self._wrong(line, indicator.id, "missing", self._says["blank_score"])
            return None
        value = self._number(line, indicator.id, cell)
        if value is None:
            return None
        scale = indicator.scale
        complaint = None
        if scale is not None and not scale.low <= value <= scale.high:
            key = "above_scale" if value > scale.high else "below_scale"
            complaint = self._says[key].format(value=value, low=scale.low, high=scale.high)
        elif value and not participated:
            complaint = self._says["absent_with_score"].format(value=value)
        if complaint:
            self._wrong(line, indicator.id, "out-of-scale", complaint, cell)
            return None
        return value

    def _number(self, line: int, column: str, cell: Any) -> Decimal | None:
        if cell is None or isinstance(cell, Decimal):
            return cell
        text = repr(cell) if isinstance(cell, float) else str(cell)
        try:
            return read_decimal(text)
        except RefusedError as refused:
            message = refused.issues[0].message
            if NUMBER.fullmatch(text.replace(",", ".", 1)):
                message = self._says["comma_among_points"].format(got=repr(text))
            elif self._rules.lang != "en":
                message = self._says["not_a_number"].format(got=repr(text))
            self._wrong(line, column, "not-a-number", message, text)
            return None
