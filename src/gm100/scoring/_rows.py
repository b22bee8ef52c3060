"""
From what users hand over to what is scored: a unit with one value an indicator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from gm100.errors import Issue
from gm100.model.evaluation import Evaluation, QuestionScore
from gm100.model.result import NodeScore
from gm100.model.scorecard import Scale, Scorecard
from gm100.scoring._aggregate import Arithmetic
from gm100.scoring._exact import divide, rounded
from gm100.typing import Row

UNIT = "code"
"""The column of a row that names its unit."""

NAME = "name"
"""The column of a row that may name it for people."""


class Inputs(NamedTuple):
    """
    A unit ready to be scored.
    """

    unit: str
    name: str | None = None
    participated: bool = True
    values: Mapping[str, Decimal | None] = {}
    details: Mapping[str, tuple[NodeScore, ...]] = {}
    published: Decimal | None = None
    issues: tuple[Issue, ...] = ()


class RowReader:
    """
    Reads evaluations and plain rows for one scorecard.
    """

    def __init__(self, card: Scorecard) -> None:
        self._card = card
        self._indicators = {i.id: i for i in card.indicators}
        self._fits = {i.id: _fits(i.scale) for i in card.indicators}

    def read(self, data: Evaluation | Row) -> Inputs:
        """
        Read one evaluation or one row; what is wrong with it comes along as issues.
        """
        if not isinstance(data, Evaluation):
            return self._of_row(data)
        if not data.participated:
            return Inputs(data.region, data.name, participated=False, published=data.published_index)
        values: dict[str, Decimal | None] = {s.dimension: s.value for s in data.scores}
        details: dict[str, tuple[NodeScore, ...]] = {}
        issues: list[Issue] = []
        if data.questions:
            details = self._of_questions(data, values, issues)
        self._check(data.region, values, issues)
        return Inputs(
            data.region,
            data.name,
            values=values,
            details=details,
            published=data.published_index,
            issues=tuple(issues),
        )

    def _of_questions(
        self, evaluation: Evaluation, values: dict[str, Decimal | None], issues: list[Issue]
    ) -> dict[str, tuple[NodeScore, ...]]:
        """
        Fill in dimensions from their questions, and refuse a dimension that its questions contradict.
        """
        details = {}
        for dimension, questions in _by_dimension(evaluation.questions).items():
            indicator = self._indicators.get(dimension)
            if indicator is None or not indicator.of_questions:
                message = f"{self._card.id} makes nothing of questions on it"
                issues.append(Issue("unknown-indicator", message, (evaluation.region, dimension)))
                continue
            details[dimension] = nodes = _question_nodes(questions)
            mean = sum((n.contribution for n in nodes if n.contribution is not None), Decimal(0))
            computed, given = rounded(mean, indicator.round), values.get(dimension)
            values[dimension] = mean
            if given is not None and given not in {mean, computed}:
                message = f"{given} is given, but its questions make {computed}"
                place = (evaluation.region, dimension)
                issues.append(Issue("contradiction", message, place, str(given), str(computed)))
        return details

    def _of_row(self, row: Row) -> Inputs:
        unit = str(row.get(UNIT, "row without code"))
        issues: list[Issue] = []
        if UNIT not in row:
            issues.append(Issue("no-unit", f"expected the key {UNIT!r} with the code", (unit,)))
        values: dict[str, Decimal | None] = {}
        for key, cell in row.items():
            if key in {UNIT, NAME}:
                continue
            try:
                values[key] = decimal_of(cell)
            except ValueError as error:
                issues.append(Issue("not-a-number", str(error), (unit, key), repr(cell)))
                values[key] = None
        self._check(unit, values, issues)
        name = row.get(NAME)
        return Inputs(unit, None if name is None else str(name), values=values, issues=tuple(issues))

    def _check(self, unit: str, values: Mapping[str, Decimal | None], issues: list[Issue]) -> None:
        for key, value in values.items():
            fits = self._fits.get(key)
            if fits is None:
                issues.append(Issue("unknown-indicator", f"not part of {self._card.id}", (unit, key)))
            elif value is not None and not fits(value):
                scale = self._indicators[key].scale
                complaint = scale.complaint(value) if scale else ""
                issues.append(Issue("out-of-scale", complaint or "", (unit, key), str(value), str(scale)))


def _fits(scale: Scale | None) -> Callable[[Decimal], bool]:
    if scale is None:
        return lambda _: True
    low, high = scale.low, scale.high
    return lambda value: low <= value <= high


def _by_dimension(questions: tuple[QuestionScore, ...]) -> dict[str, list[QuestionScore]]:
    found: dict[str, list[QuestionScore]] = {}
    for question in questions:
        found.setdefault(question.dimension, []).append(question)
    return found


def _question_nodes(questions: list[QuestionScore]) -> tuple[NodeScore, ...]:
    values = [q.value if q.value is not None else mean_mark(q) for q in questions]
    ones, count = [Decimal(1)] * len(values), Decimal(len(values))
    parts = Arithmetic().parts(ones, values, count)
    weight = divide(Decimal(1), count)
    return tuple(
        NodeScore(id=q.item, value=value, unrounded=value, weight=weight, contribution=part)
        for q, value, part in zip(questions, values, parts, strict=True)
    )


def mean_mark(question: QuestionScore) -> Decimal:
    """
    Return the mean of the assessors' marks, unrounded.
    """
    total = sum(mark.mark for mark in question.marks)
    return divide(Decimal(total), len(question.marks))


def decimal_of(cell: object) -> Decimal | None:
    """
    Read a cell as an exact number; a float by its shortest decimal text.

    Raises:
        ValueError: The cell is no finite number.
    """
    if cell is None:
        return None
    if type(cell) is bool or not isinstance(cell, int | float | str | Decimal):
        message = f"got {cell!r}, expected a number, a text that is one, or None for a missing value"
        raise ValueError(message)
    try:
        value = Decimal(repr(cell) if isinstance(cell, float) else cell)
    except ArithmeticError:
        message = f"got {cell!r}, expected a number such as 3.08"
        raise ValueError(message) from None
    if not value.is_finite():
        message = f"got {cell!r}, expected a finite number; use None for a missing value"
        raise ValueError(message)
    return value
