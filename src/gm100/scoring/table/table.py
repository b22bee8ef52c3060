"""
A table ready to be solved: units, and one column of numbers an indicator.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import isfinite, isnan
from operator import index
from typing import Any, SupportsIndex

import attrs

from gm100._arguments import described
from gm100._headers import CODE, columns_by_header
from gm100._headers import NAME as PEOPLE
from gm100.errors import Issue
from gm100.model.scorecard import Group, Indicator, Scorecard
from gm100.scoring._numbers import Numbers
from gm100.scoring.methods.ranks import FEW
from gm100.scoring.methods.registry import Engine
from gm100.scoring.table.cells import CellReader
from gm100.scoring.table.feeds import feeds_of
from gm100.typing import NOT_APPLICABLE

UNIT, NAME = CODE, PEOPLE
"""The column of a row that names its unit, and the one that may name it for people."""


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


Ends = tuple[Any, Any]
"""The least and the greatest number of a column."""


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """
    The units that take part, with what is known of each.

    Attributes:
        units: Their codes.
        names: Their names, as far as given.
        columns: Numbers by code of indicator or group, one a unit.
        dense: The codes of columns that are known to have no gaps.
        ends: The least and the greatest number of some of them, which are known already.
        labels: Columns that say which units are alike, for imputation.
        earlier: By code, for each unit its values of earlier years in a panel, the latest first, with their years.
    """

    units: Sequence[str]
    names: Sequence[str | None]
    columns: Mapping[str, Sequence[Any]]
    dense: frozenset[str] = frozenset()
    ends: Mapping[str, Ends] = {}
    labels: Mapping[str, Sequence[Any]] = {}
    earlier: Mapping[str, Sequence[Sequence[tuple[int, Any]]]] = {}

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
            ignore: Whether columns that are not a part of the scorecard are left out, and not refused.
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
        self.feeds = feeds_of(card)
        self.groups = {node.id for node in card.walk() if isinstance(node, Group)}
        self._ids = {**{node.id: node.name for node in card.walk()}, **dict.fromkeys(self.labels)}
        self._group_reader = CellReader(Indicator("group"), numbers)

    def renamed(self, keys: Iterable[Any]) -> dict[Any, str]:
        """
        Return the columns that are written otherwise, such as `kode` and `Keluaran`, with what they stand for.
        """
        if all(key in self._ids or key in {UNIT, NAME} for key in keys):
            return {}
        found = columns_by_header((key for key in keys if isinstance(key, str)), self._ids)
        return {key: name for key, name in found.items() if key != name and (name in self._ids or name in {UNIT, NAME})}

    def reader(self, code: str) -> CellReader | None:
        """
        Return what reads the cells of a column, or `None` where the scorecard has no such node.
        """
        return self.readers.get(code) or (self._group_reader if code in self.groups else None)

    def knows(self, code: str) -> bool:
        """
        Tell whether a row may have a column: a node, a label, or what the unit is called.
        """
        return code in {UNIT, NAME} or code in self.labels or self.reader(code) is not None

    def unknown(self, code: str) -> list[Issue]:
        """
        Return what is wrong with a column that is not a part of the scorecard: one problem, however many cells it has.
        """
        if self.ignore:
            return []
        message = f"not part of {self.card.id}; correct the name, leave it out, or say extra='ignore'"
        return [Issue("unknown-indicator", message, (code,))]

    def whole(self, code: str, cells: list[Any], seen: dict[float, Decimal] | None = None) -> list[Any] | None:
        """
        Return a whole column as it is where nothing in it needs a look, or `None`; as `CellReader.column`.
        """
        reader = self.reader(code)
        return reader.column(cells, seen) if reader else None

    def arrays(self, data: Mapping[str, Any], count: int) -> tuple[dict[str, Any], dict[str, Ends]]:
        """
        Return columns of floats as arrays of our own where numpy is loaded, with the ends of each.

        Columns in which a number is missing, not finite or outside its scale are left out: each cell needs a look.
        """
        np: Any = sys.modules.get("numpy")
        if np is None or self.numbers.exact or not count:
            return {}, {}
        given = {}
        for code, cells in data.items():
            reader = self.reader(code)
            if reader is not None and reader.plain and len(cells) == count and _are_floats(np, cells):
                given[code] = cells if isinstance(cells, np.ndarray) else np.array(cells)
        if not given:
            return {}, {}
        codes, made = [*given], np.array([*given.values()])
        found = zip(codes, made, made.min(axis=1).tolist(), made.max(axis=1).tolist(), strict=True)
        good = {code: (column, (low, high)) for code, column, low, high in found if self._spans(code, low, high)}
        return {code: column for code, (column, _) in good.items()}, {code: ends for code, (_, ends) in good.items()}

    def _spans(self, code: str, low: float, high: float) -> bool:
        reader = self.reader(code)
        scale = reader.scale if reader else None
        return isfinite(high - low) and (scale is None or (float(scale.low) <= low and high <= float(scale.high)))

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
    units = _units(data[UNIT], issues)
    names = [None if name is None else str(name) for name in data[NAME]] if NAME in data else [None] * len(units)
    arrays, ends = schema.arrays(data, len(units))
    columns: dict[str, Sequence[Any]] = {}
    seen = {0.0: Decimal("0.0")}  # And -0.0, which is equal to it.
    dense: set[str] = {*arrays}
    for code, cells in data.items():
        if code in {UNIT, NAME} or code in schema.labels:
            continue
        if code in arrays:
            columns[code] = arrays[code]
            continue
        if schema.reader(code) is None:
            issues += schema.unknown(code)
            continue
        if len(cells) != len(units):
            message = f"the column has {len(cells)} cells, expected one for each of {len(units)} units"
            issues.append(Issue("cells", message, (code,)))
            continue
        listed = _listed(cells)
        whole = schema.whole(code, listed, seen)
        if whole is None:
            columns[code] = [schema.cell(unit, code, cell, issues) for unit, cell in zip(units, listed, strict=True)]
        else:
            columns[code] = whole
            if type(None) not in set(map(type, whole)):  # Decimals compared with None look up what numbers are.
                dense.add(code)
    issues.extend(twice(units))
    labels = {name: list(data.get(name, [None] * len(units))) for name in sorted(schema.labels)}
    return Table(units=units, names=names, columns=columns, dense=frozenset(dense), ends=ends, labels=labels)


def _are_floats(np: Any, cells: Any) -> bool:
    """
    Tell whether cells are an array of numbers, or a list of nothing but floats that is long enough to make it one.
    """
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind in "fiu" and cells.ndim == 1
    return isinstance(cells, list) and len(cells) >= FEW and set(map(type, cells)) == {float}


def _units(cells: Sequence[Any], issues: list[Issue]) -> list[str]:
    if set(map(type, cells)) == {str} and all(map(str.strip, cells)):
        return list(cells)
    return [unit_of(unit, f"row {row}", issues) for row, unit in enumerate(cells, start=1)]


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
