"""
Scoring: a scorecard and rows make results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext
from typing import cast, overload

from gm100.errors import Issue, ScoringError
from gm100.model.evaluation import Evaluation
from gm100.model.result import ScoreResult
from gm100.model.scorecard import Group, Indicator, Missing, Scorecard
from gm100.scoring._compile import Values, compile_node
from gm100.scoring._exact import CONTEXT
from gm100.scoring._rows import RowReader
from gm100.scoring.scores import Scores
from gm100.typing import Row


@overload
def score(data: Evaluation | Row, card: Scorecard) -> ScoreResult: ...
@overload
def score(data: Iterable[Evaluation | Row], card: Scorecard) -> Scores: ...
def score(data: Evaluation | Row | Iterable[Evaluation | Row], card: Scorecard) -> ScoreResult | Scores:
    """
    Score one unit, or each of many.

    Args:
        data: An evaluation, a row `{"code": ..., indicator: value, ...}`, or many of them.
        card: The scorecard.

    Returns:
        One result, or the results of all units in their order.

    Raises:
        ScoringError: Values are missing, outside their scale or not part of the scorecard, or a unit is given twice;
            every
            problem of every row is listed, and nothing is computed.
    """
    if isinstance(data, Evaluation | Mapping):
        one = cast("Evaluation | Row", data)
        return score((one,), card)[0]
    with localcontext(CONTEXT):
        return _score_all(data, card)


def _score_all(data: Iterable[Evaluation | Row], card: Scorecard) -> Scores:
    reader, compute = RowReader(card), compile_node(card.root)
    rows, values, issues = [], [], []
    seen: set[str] = set()
    for each in data:
        row = reader.read(each)
        if row.unit in seen:
            issues.append(Issue("duplicate", "is given twice, expected once", (row.unit,)))
        seen.add(row.unit)
        issues.extend(row.issues)
        value = compute(row.values) if row.participated else None
        if value is None and row.participated:
            issues.extend(_gaps(card.root, row.values, row.unit))
        rows.append(row)
        values.append(value)
    if issues:
        raise ScoringError(card.id, issues)
    return Scores(card, rows, values)


def _gaps(group: Group, values: Values, unit: str) -> Iterator[Issue]:
    """
    Yield the indicators that a group must have and a row does not give.
    """
    for child in group.children:
        if isinstance(child, Group):
            yield from _gaps(child, values, unit)
        elif values.get(child.id) is None and group.missing is Missing.ERROR:
            yield _gap(child, unit)


def _gap(indicator: Indicator, unit: str) -> Issue:
    message = "has no value; give one, or use a scorecard that says what to do without it"
    return Issue("missing", message, (unit, indicator.id))
