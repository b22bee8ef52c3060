"""
From what users hand over to what is scored: evaluations and plain rows, one unit each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple, cast

from gm100._arguments import described
from gm100.errors import Issue
from gm100.model.evaluation import Evaluation, QuestionScore
from gm100.model.result import NodeScore
from gm100.scoring._exact import cut, rounded
from gm100.scoring.methods.contributions import additive
from gm100.scoring.table.table import NAME, UNIT, Schema, Table, unit_of
from gm100.typing import Row


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
                message = f"{self._card.id} makes nothing of questions on it"
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
            return Inputs("")
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


def at_once(data: Sequence[Evaluation | Row], schema: Schema) -> tuple[list[Inputs], Table] | None:
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
