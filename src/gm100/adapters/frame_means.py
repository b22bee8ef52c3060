"""
Means of answers in a frame, rounded by rule.
"""

from __future__ import annotations

from gm100._arguments import checked
from gm100.adapters._frame_numbers import nearest, rounded_quotient
from gm100.adapters._narwhals import Expr, narwhals
from gm100.model.scorecard import Rounding


@checked
def rounded_mean(total: str, count: str, *, round: Rounding | int = 2) -> Expr:  # noqa: A002 - the word of scorecards
    """
    Return the mean of whole numbers from their sum and count, as a narwhals expression.

    It is rounded in whole numbers, so that a half is a half on every engine, and comes out as the float nearest to the
    decimal, which is how `score_frame` reads it. Where nothing was counted there is no mean.

    Args:
        total: The column of sums; whole numbers of 0 or more, up to 10**12.
        count: The column of counts.
        round: How the mean is rounded: a number of decimals, half up, or a rule.

    Raises:
        MissingExtraError: narwhals is not installed.
    """
    nw, rule = narwhals(), round if isinstance(round, Rounding) else Rounding(round)
    times = 10**rule.decimals
    counted = nw.col(count) > 0
    below = nw.when(counted).then(nw.col(count)).otherwise(nw.lit(1)).cast(nw.Int64)
    above = nw.col(total).cast(nw.Int64) * times
    number = rounded_quotient(above, below, rule.mode, negative=False)
    return nw.when(counted).then(nearest(number, times, counted))
