"""
Means of answers in a frame, rounded by rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100.adapters.frames.engines import narwhals
from gm100.fields.arguments import checked
from gm100.model.scorecard import Rounding, RoundingMode
from gm100.scoring.formula.expressions import expression
from gm100.scoring.formula.tree import GAP, Formula, column, floor, lift, where

if TYPE_CHECKING:
    import narwhals as nw


@checked
def rounded_mean(total: str, count: str, *, round: Rounding | int = 2) -> nw.Expr:  # noqa: A002 - the word of scorecards
    """
    Return the mean of whole numbers from their sum and count, as a narwhals expression.

    It is rounded in whole numbers, so that a half is a half on every engine, and comes out as the float nearest to the
    decimal, which is how `score_frame` reads it. Where nothing was counted there is no mean.

    >>> import narwhals, polars
    >>> frame = narwhals.from_native(polars.DataFrame({"sum": [10], "n": [3]}))
    >>> frame.select(mean=rounded_mean("sum", "n"))["mean"].to_list()
    [3.33]

    Args:
        total: The column of sums; whole numbers of 0 or more, up to 10**12.
        count: The column of counts.
        round: How the mean is rounded: a number of decimals, half up, or a rule.

    Raises:
        MissingExtraError: narwhals is not installed.
    """
    rule = round if isinstance(round, Rounding) else Rounding(round)
    times = 10**rule.decimals
    n = column(count)
    steps = _quotient(column(total) * times, n, rule.mode)
    mean: nw.Expr = expression(narwhals(), where(n > lift(0), steps / times, GAP))
    return mean


def _quotient(number: Formula, by: Formula, mode: RoundingMode) -> Formula:
    """
    Return a quotient of whole numbers as a whole number; no quotient of such is carried across one by a float.
    """
    if mode is RoundingMode.DOWN:
        return floor(number / by)
    up = floor((number * 2 + by) / (by * 2))
    if mode is RoundingMode.HALF_UP:
        return up
    half = up / 2
    tie = up * by * 2 - by - number * 2
    return where(tie < lift(0), up, where(lift(0) < tie, up, where(floor(half) < half, up - 1, up)))
