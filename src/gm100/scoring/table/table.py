"""
A table ready to be evaluated: units, and one column of numbers an indicator, of columns, rows or evaluations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from math import isnan
from operator import index
from typing import Any, NamedTuple, SupportsIndex, cast

import attrs

from gm100._remade import sent, taken
from gm100.errors import Issue
from gm100.fields.arguments import described
from gm100.model.evaluation import Evaluation, QuestionScore
from gm100.model.result import NodeScore
from gm100.scoring._numbers import cut, rounded
from gm100.scoring.methods.contributions import additive
from gm100.scoring.methods.limits import Ends
from gm100.scoring.table.schema import NAME, UNIT, Schema, Together
from gm100.typing import NOT_APPLICABLE, Row


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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Table:
    """
    The units that take part, with what is known of each.

    Attributes:
        units: Their codes.
        names: Their names, as far as given.
        columns: Numbers by code of indicator or group, one a unit.
        dense: The codes of columns that are known to have no gaps.
        ends: The least and the greatest number of some of them, which are known already.
        together: The array whose rows some columns are, with their codes in that order.
        labels: Columns that say which units are alike, for imputation.
        earlier: By code, for each unit its values of earlier years in a panel, the latest first, with their years.
    """

    units: Sequence[str]
    names: Sequence[str | None]
    columns: Mapping[str, Sequence[Any]]
    dense: frozenset[str] = frozenset()
    ends: Mapping[str, Ends] = {}
    together: Together | None = None
    labels: Mapping[str, Sequence[Any]] = {}
    earlier: Mapping[str, Sequence[Sequence[tuple[int, Any]]]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _table, ({field.name: sent(getattr(self, field.name)) for field in attrs.fields(Table)},)


def _table(fields: Mapping[str, Any]) -> Table:
    """
    Return a table that was pickled: n/a is again the one text that is known by its identity.
    """
    columns, dense = fields["columns"], taken(fields["dense"])
    known = {code: column if code in dense else _known(column) for code, column in columns.items()}
    remade: Any = {**fields, "columns": known, "dense": dense}
    return Table(**remade)


def _known(column: Sequence[Any]) -> list[Any]:
    return [NOT_APPLICABLE if isinstance(cell, str) and cell == NOT_APPLICABLE else cell for cell in column]


def of_columns(data: Mapping[str, Sequence[Any]], schema: Schema, issues: list[Issue]) -> Table:
    """
    Read a table given as columns of equal length: `code`, perhaps `name`, and one an indicator.
    """
    units = _units(data[UNIT], issues)
    names = [None if name is None else str(name) for name in data[NAME]] if NAME in data else [None] * len(units)
    together, ends = schema.arrays(data, len(units))
    arrays = dict(zip(*together, strict=True)) if together else {}
    columns: dict[str, Sequence[Any]] = {}
    seen = {0.0: Decimal("0.0")}  # And -0.0, which is equal to it.
    dense: set[str] = {*arrays}
    for code, cells in data.items():
        if code in arrays:
            columns[code] = arrays[code]
            continue
        if code in {UNIT, NAME} or code in schema.labels:
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
    issues.extend(duplicates(units))
    labels = {name: list(data.get(name, [None] * len(units))) for name in sorted(schema.labels)}
    return Table(
        units=units,
        names=names,
        columns=columns,
        dense=frozenset(dense),
        ends=ends,
        together=together,
        labels=labels,
    )


def _units(cells: Sequence[Any], issues: list[Issue]) -> list[str]:
    if set(map(type, cells)) == {str}:
        joined = "".join(cells)
        # Codes have no spaces, and one look at all of them together is quicker than one at each.
        if all(cells) and (joined.split(maxsplit=1) == [joined] or all(map(str.strip, cells))):
            return list(cells)
    return [unit_of(unit, f"row {row}", issues) for row, unit in enumerate(cells, start=1)]


def _listed(cells: Any) -> list[Any]:
    """
    Return a column as a list; an array of numpy becomes one of Python's numbers.
    """
    return cells.tolist() if hasattr(cells, "tolist") and not isinstance(cells, list) else list(cells)


def duplicates(units: Sequence[str]) -> Iterable[Issue]:
    """
    Yield a problem for each unit that is given again.
    """
    if len(set(units)) == len(units):
        return
    seen: dict[str, int] = {}
    for row, unit in enumerate(units, start=1):
        first = seen.setdefault(unit, row)
        if first != row:
            yield Issue("duplicate", f"is given twice, in rows {first} and {row}, expected once", (unit,))


class Inputs(NamedTuple):
    """
    A unit ready to be scored.
    """

    unit: str
    name: str | None = None
    participated: bool = True
    values: Mapping[str, Any] = {}
    labels: Mapping[str, Any] = {}
    details: Mapping[str, tuple[NodeScore, ...]] = {}
    published: Decimal | None = None


class RowReader:
    """
    Reads evaluations and plain rows for one scorecard, and collects what is wrong with them.
    """

    def __init__(self, schema: Schema) -> None:
        self._card, self._schema = schema.card, schema
        self._indicators = {i.id: i for i in schema.card.indicators}
        self.issues: list[Issue] = []
        self._row = 0

    def read(self, data: Evaluation | Row) -> Inputs:
        """
        Read one evaluation or one row.
        """
        self._row += 1
        if not isinstance(data, Evaluation):
            return self._of_row(data)
        if not data.participated:
            return Inputs(data.region, data.name, participated=False, published=data.published_index)
        given: dict[str, Decimal | None] = {s.dimension: s.value for s in data.scores}
        details = self._of_questions(data, given) if data.questions else {}
        values = {code: self._schema.cell(data.region, code, value, self.issues) for code, value in given.items()}
        return Inputs(data.region, data.name, values=values, details=details, published=data.published_index)

    def _of_questions(
        self, evaluation: Evaluation, values: dict[str, Decimal | None]
    ) -> dict[str, tuple[NodeScore, ...]]:
        """
        Fill in dimensions from their questions, and refuse a dimension that its questions contradict.
        """
        details = {}
        for dimension, questions in _by_dimension(evaluation.questions).items():
            indicator = self._indicators.get(dimension)
            if indicator is None or not indicator.of_questions:
                message = f"{self._card.id} does not use questions about it"
                self.issues.append(Issue("unknown-indicator", message, (evaluation.region, dimension)))
                continue
            details[dimension] = nodes = _question_nodes(questions)
            mean = sum((n.contribution for n in nodes if n.contribution is not None), Decimal(0))
            computed, given = rounded(mean, indicator.round), values.get(dimension)
            values[dimension] = mean
            if given is not None and given not in {mean, computed}:
                message = f"{given} is given, but its questions make {computed}"
                place = (evaluation.region, dimension)
                self.issues.append(Issue("contradiction", message, place, str(given), str(computed)))
        return details

    def _of_row(self, row: Any) -> Inputs:
        if not isinstance(row, Mapping):
            self.issues.append(
                Issue("not-a-row", f"got {described(row)}, expected an evaluation or a dict", (f"row {self._row}",))
            )
            return Inputs(f"row {self._row}")
        names = self._schema.renamed(row)
        row = {names.get(key, key): cell for key, cell in row.items()} if names else row
        unit = f"row {self._row}"
        if UNIT in row:
            unit = unit_of(row[UNIT], unit, self.issues)
        else:
            self.issues.append(
                Issue(
                    "no-unit",
                    f"expected the key {UNIT!r} with the code, or 'region' with the name of a region",
                    (unit,),
                )
            )
        labels = self._schema.labels
        values = {
            key: self._schema.cell(unit, key, cell, self.issues)
            for key, cell in row.items()
            if key not in {UNIT, NAME} and key not in labels
        }
        name = row.get(NAME)
        beside = {key: row.get(key) for key in labels}
        return Inputs(unit, None if name is None else str(name), values=values, labels=beside)


def uniform(data: Sequence[Any], schema: Schema) -> dict[str, list[Any]] | None:
    """
    Return plain rows as columns, or `None` where one of them is not a row with a code; a key that a row lacks is a gap.
    """
    if set(map(type, data)) != {dict}:
        return None
    shapes = set(map(tuple, data))
    keys = list(dict.fromkeys(key for row in data for key in row)) if len(shapes) > 1 else [*data[0]]
    if not all(isinstance(key, str) for key in keys):
        return None
    names = schema.renamed(keys)
    codes = [str(names.get(key, key)) for key in keys]
    if UNIT not in codes or not all(keys[codes.index(UNIT)] in shape for shape in shapes):
        return None
    if len(shapes) == 1:  # All rows have the same keys in the same order.
        cells = list(chain.from_iterable(map(dict.values, data)))
        columns = {code: cells[place :: len(codes)] for place, code in enumerate(codes) if schema.knows(code)}
    else:
        columns = {
            code: [row.get(key) for row in data] for code, key in zip(codes, keys, strict=True) if schema.knows(code)
        }
    return columns | {code: [] for code in codes if code not in columns}


def read_uniform(data: Sequence[Evaluation | Row], schema: Schema) -> tuple[list[Inputs], Table] | None:
    """
    Lay evaluations side by side without a look at each, or return `None` where one of them needs a look.

    All must name every indicator in the same order, and no value may be missing, out of scale or made of questions.
    """
    if not all(type(each) is Evaluation and not each.questions for each in data):
        return None
    found = cast("Sequence[Evaluation]", data)
    present = [each for each in found if each.participated]
    scores = [score for each in present for score in each.scores]
    codes = [score.dimension for score in present[0].scores] if present else []
    if sorted(codes) != sorted(schema.readers) or [score.dimension for score in scores] != codes * len(present):
        return None
    values = [score.value for score in scores]
    columns = {code: schema.whole(code, values[place :: len(codes)]) for place, code in enumerate(codes)}
    if any(column is None or type(None) in set(map(type, column)) for column in columns.values()):
        return None
    rows = [Inputs(e.region, e.name, participated=e.participated, published=e.published_index) for e in found]
    units, names = [each.region for each in present], [each.name for each in present]
    whole = cast("Mapping[str, Sequence[Any]]", columns)
    return rows, Table(units=units, names=names, columns=whole, dense=frozenset(whole))


def of_rows(inputs: Sequence[Inputs], schema: Schema) -> Table:
    """
    Lay units that take part side by side; a column is there when any of them has its key.
    """
    codes = dict.fromkeys([*schema.readers, *(code for row in inputs for code in row.values if code in schema.groups)])
    return Table(
        units=[row.unit for row in inputs],
        names=[row.name for row in inputs],
        columns={code: [row.values.get(code) for row in inputs] for code in codes},
        labels={name: [row.labels.get(name) for row in inputs] for name in sorted(schema.labels)},
    )


def _by_dimension(questions: Iterable[QuestionScore]) -> dict[str, list[QuestionScore]]:
    found: dict[str, list[QuestionScore]] = {}
    for question in questions:
        found.setdefault(question.dimension, []).append(question)
    return found


def _question_nodes(questions: list[QuestionScore]) -> tuple[NodeScore, ...]:
    values = [q.value if q.value is not None else mean_mark(q) for q in questions]
    ones, count = [Decimal(1)] * len(values), Decimal(len(values))
    mean = cut(sum(values, Decimal(0)) / count)
    parts = [cut(part) for part in additive(ones, values, count, mean)]
    parts[-1] += mean - sum(parts)
    weight = cut(1 / count)
    return tuple(
        NodeScore(id=q.item, value=value, unrounded=value, weight=weight, contribution=part)
        for q, value, part in zip(questions, values, parts, strict=True)
    )


def mean_mark(question: QuestionScore) -> Decimal:
    """
    Return the mean of the assessors' marks, unrounded.
    """
    total = sum(mark.mark for mark in question.marks)
    return cut(Decimal(total) / len(question.marks))
