"""
Scoring: a scorecard and rows make results.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import localcontext
from os import PathLike
from typing import Any, overload

from gm100._lookup import replaced_by, scorecard
from gm100.fields.arguments import checked, day_if, refused
from gm100.model.evaluation import Evaluation
from gm100.model.result import ScoreResult
from gm100.model.scorecard import Scorecard
from gm100.scoring._numbers import CONTEXT
from gm100.scoring.engine.prepared import prepared_of
from gm100.scoring.engine.results import ScoredTable, Scores
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.table.reading import is_unit
from gm100.typing import Columns, Frame, Row


@overload
def score(  # type: ignore[overload-overlap]  # a row holds no lists
    data: Columns | Frame,
    card: Scorecard | str,
    engine: Engine | None = None,
    *,
    extra: str = "refuse",
    on: date | str | None = None,
) -> Scores: ...
@overload
def score(
    data: Evaluation | Row,
    card: Scorecard | str,
    engine: Engine | None = None,
    *,
    extra: str = "refuse",
    on: date | str | None = None,
) -> ScoreResult: ...
@overload
def score(
    data: Iterable[Evaluation | Row] | str | PathLike[str],
    card: Scorecard | str,
    engine: Engine | None = None,
    *,
    extra: str = "refuse",
    on: date | str | None = None,
) -> Scores: ...
@checked
def score(
    data: Any,
    card: Scorecard | str,
    engine: Engine | None = None,
    *,
    extra: str = "refuse",
    on: date | str | None = None,
) -> ScoreResult | Scores:
    """
    Score one unit, or each of many.

    >>> import gm100
    >>> row = {"code": "a", "baseline": 3, "output": 3, "outcome": 3, "impact": 3, "quick_win": 4}
    >>> gm100.score(row, "kominfo-2023-regular").value
    Decimal('3.20')

    Args:
        data: An evaluation, a row `{"code": ..., indicator: value, ...}`, or many of them; or a table as columns,
            `{"code": [...], indicator: [...], ...}`, or as a frame of pandas, Polars or another engine that narwhals
            knows (extra `frames`). A row may give the value of a group instead of its children. Where there is no
            `code`, a column such as `region` or `kabupaten` names the regions, which `resolve_table` reads. The path of
            a file is read as by `read_table`, which ignores other columns; `remarks` of the results say what was read.
        card: The scorecard, or its id.
        engine: The methods that the scorecard may name; without it those of gm100.
        extra: What to do about columns that are not a part of the scorecard: `refuse` or `ignore` them.
        on: The day for which the index is asked; results say so where the scorecard was not in force then.

    Returns:
        One result, or the results of all units in their order.

    Raises:
        DefinitionError: The engine does not know a method of the scorecard, or cannot compute it as it stands.
        ScoringError: Values are missing, outside their scale or not part of the scorecard, a unit is given twice, or a
            group contradicts its children; every problem of every row is listed, and nothing is computed.
        DocumentError: Something in a file is wrong; all of it is listed, with lines and columns.
        MissingExtraError: It is a frame, and narwhals is not installed.
        ArgumentError: `extra` is neither of the two words.
    """
    if extra not in {"refuse", "ignore"}:
        raise refused("extra", extra, "'refuse' or 'ignore'")
    found = scores_of(data, card, engine, ignore=extra == "ignore")
    when = day_if(on)
    if when is not None and not found.scorecard.in_force(when):
        found.scored.reading.remark = _not_in_force(found.scorecard, when)
    return found[0] if is_unit(data) else found


def _not_in_force(card: Scorecard, on: date) -> str:
    start, end = card.effective_from, card.effective_until
    when = f"from {start} to {end}" if start and end else f"from {start}" if start else f"until {end}"
    others = ", ".join(replaced_by(card))
    by = f"; {others} replaced it" if others and end is not None and end.last_day < on else ""
    return f"{card.id} was in force {when}, and not on {on}{by}"


def scores_of(data: Any, card: Scorecard | str, engine: Engine | None, *, ignore: bool = False) -> Scores:
    """
    Score a table, one unit being a table of one.
    """
    with localcontext(CONTEXT):
        return Scores(ScoredTable(prepared_of(scorecard(card), engine or STANDARD), data, ignore=ignore))
