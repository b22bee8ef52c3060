"""
A table ready to be solved: units, and one column of numbers an indicator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from operator import index
from typing import Any, SupportsIndex

import attrs

from gm100._arguments import described
from gm100.errors import Issue
from gm100.model.scorecard import Group, Indicator, Scorecard
from gm100.scoring._numbers import Numbers
from gm100.scoring.methods.registry import Engine
from gm100.scoring.table.cells import CellReader
from gm100.typing import NOT_APPLICABLE

UNIT = "code"
"""The column of a row that names its unit."""

NAME = "name"
"""The column of a row that may name it for people."""

INDONESIAN = {UNIT: "kode", NAME: "nama"}
"""What the two are called in Indonesian tables."""


def unit_of(cell: Any, place: str, issues: list[Issue]) -> str:
    """
    Return the code of a unit as text; a code that is none is added to the issues under its place.

    A whole number stands for its digits. A float has lost what it was: `35.10` becomes 35.1.
    """
    if isinstance(cell, str) and cell.strip():
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # A frame makes floats of whole numbers where one is missing.
    if isinstance(cell, SupportsIndex) and not isinstance(cell, bool):
        return str(index(cell))
    is_number = isinstance(cell, float) and not isnan(cell)
    advice = "write it as text, for a float loses the last digit of 35.10" if is_number else "name it"
    message = f"got {described(cell)} for the code of a unit; {advice}"
    issues.append(Issue("no-unit", message, (place, UNIT), described(cell), "text"))
    return place


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """
    The units that take part, with what is known of each.

    Attributes:
        units: Their codes.
        names: Their names, as far as given.
        columns: Numbers by code of indicator or group, one a unit.
        dense: The codes of columns that are known to have no gaps.
        labels: Columns that say which units are alike, for imputation.
        previous: Columns of the year before, for imputation in a panel.
    """

    units: Sequence[str]
    names: Sequence[str | None]
    columns: Mapping[str, Sequence[Any]]
    dense: frozenset[str] = frozenset()
    labels: Mapping[str, Sequence[Any]] = {}
    previous: Mapping[str, Sequence[Any]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _table, ({field.name: getattr(self, field.name) for field in attrs.fields(Table)},)


def _table(fields: Mapping[str, Any]) -> Table:
    """
    Return a table that was pickled: n/a is again the one text that is known by its identity.
    """
    columns, dense = fields["columns"], fields["dense"]
    known = {code: column if code in dense else _known(column) for code, column in columns.items()}
    remade: Any = {**fields, "columns": known}
    return Table(**remade)


def _known(column: Sequence[Any]) -> list[Any]:
    return [NOT_APPLICABLE if isinstance(cell, str) and cell == NOT_APPLICABLE else cell for cell in column]


class Schema:
    """
    What a scorecard reads: its indicators, groups that may be given as they are, and columns of labels.
    """

    def __init__(self, card: Scorecard, engine: Engine, numbers: Numbers, *, ignore: bool = False) -> None:
        """
        Look up what a scorecard reads.

        Args:
            card: The scorecard.
            engine: The methods it names.
            numbers: The arithmetic.
            ignore: Whether columns that are no part of the scorecard are left out, and not refused.
        """
        self.card, self.numbers, self.ignore = card, numbers, ignore
        self.readers: dict[str, CellReader] = {}
        self.labels: set[str] = set()
        for node in card.indicators:
            normaliser = engine.normalisers[node.normalise.slug] if node.normalise else None
            words = None
            if normaliser and normaliser.words and node.normalise:
                words = frozenset(map(str, node.normalise.params[::2]))
            self.readers[node.id] = CellReader(node, numbers, words)
            if node.impute and engine.imputations[node.impute.slug].labels:
                self.labels.add(str(node.impute.params[0]))
        self.groups = {node.id for node in card.walk() if isinstance(node, Group)}
        self._group_reader = CellReader(Indicator("group"), numbers)

    def reader(self, code: str) -> CellReader | None:
        """
        Return what reads the cells of a column, or `None` where the scorecard has no such node.
        """
        return self.readers.get(code) or (self._group_reader if code in self.groups else None)

    def unknown(self, code: str) -> list[Issue]:
        """
        Return what is wrong with a column that is no part of the scorecard: one problem, however many cells it has.
        """
        if self.ignore:
            return []
        message = f"not part of {self.card.id}; correct the name, leave it out, or say extra='ignore'"
        return [Issue("unknown-indicator", message, (code,))]

    def whole(self, code: str, cells: list[Any]) -> list[Any] | None:
        """
        Return a whole column as it is where nothing in it needs a look, or `None`.
        """
        reader = self.reader(code)
        return reader.column(cells) if reader else None

    def array(self, code: str, cells: Any) -> Any:
        """
        Return an array of numpy as one of floats, where nothing in it needs a look, or `None`.
        """
        reader = self.reader(code)
        if (
            reader is None
            or self.numbers.exact
            or getattr(getattr(cells, "dtype", None), "kind", "") not in {"f", "i", "u"}
        ):
            return None
        return reader.array(cells)

    def cell(self, unit: str, code: str, cell: object, issues: list[Issue]) -> Any:
        """
        Read one cell; what is wrong with it is added to the issues.
        """
        reader = self.reader(code)
        if reader is None:
            issues += [issue for issue in self.unknown(code) if issue not in issues]
            return None
        try:
            value = reader(cell)
        except ValueError as error:
            issues.append(Issue("not-a-number", str(error), (unit, code), repr(cell)))
            return None
        if complaint := reader.complaint(value):
            issues.append(Issue("out-of-scale", complaint, (unit, code), str(cell), str(reader.scale)))
        return value


def of_columns(data: Mapping[str, Sequence[Any]], schema: Schema, issues: list[Issue]) -> Table:
    """
    Read a table given as columns of equal length: `code`, perhaps `name`, and one an indicator.
    """
    units = [unit_of(unit, f"row {row}", issues) for row, unit in enumerate(data[UNIT], start=1)]
    names = [None if name is None else str(name) for name in data.get(NAME, [None] * len(units))]
    columns: dict[str, Sequence[Any]] = {}
    dense: set[str] = set()
    for code, cells in data.items():
        if code in {UNIT, NAME} or code in schema.labels:
            continue
        if schema.reader(code) is None:
            issues += schema.unknown(code)
            continue
        if len(cells) != len(units):
            message = f"the column has {len(cells)} cells, expected one for each of {len(units)} units"
            issues.append(Issue("cells", message, (code,)))
            continue
        whole = schema.array(code, cells)
        if whole is None:
            listed = _listed(cells)
            whole = schema.whole(code, listed)
        if whole is None:
            columns[code] = [
                schema.cell(unit, code, cell, issues) for unit, cell in zip(units, _listed(cells), strict=True)
            ]
        else:
            columns[code] = whole
            if not (isinstance(whole, list) and None in whole):
                dense.add(code)
    issues.extend(twice(units))
    labels = {name: list(data.get(name, [None] * len(units))) for name in sorted(schema.labels)}
    return Table(units=units, names=names, columns=columns, dense=frozenset(dense), labels=labels)


def _listed(cells: Any) -> list[Any]:
    """
    Return a column as a list; an array of numpy becomes one of Python's numbers.
    """
    return cells.tolist() if hasattr(cells, "tolist") and not isinstance(cells, list) else list(cells)


def twice(units: Sequence[str]) -> Iterable[Issue]:
    """
    Yield a problem for each unit that is given again.
    """
    if len(set(units)) == len(units):
        return
    seen: set[str] = set()
    for unit in units:
        if unit in seen:
            yield Issue("duplicate", "is given twice, expected once", (unit,))
        seen.add(unit)
