"""
Improvement (Indeks Peningkatan): the difference from the year before.
"""

from __future__ import annotations

from decimal import Decimal

from gm100.fields.arguments import at_least, checked, refused
from gm100.model.result import ScoreResult
from gm100.model.scorecard import Rounding
from gm100.scoring._numbers import rounded


@checked
def improvement(current: ScoreResult, previous: ScoreResult, *, decimals: int = 2) -> Decimal | None:
    """
    Return the improvement from one result to another, from unrounded totals, rounded half up at the end.

    The ministry publishes it so in 2023. It can differ by 0.01 from the difference of two published indices, and,
    since the ministry seems to start from dimensions that it does not publish, from its own figure.

    >>> import gm100
    >>> card = gm100.Scorecard(id="own", root=gm100.Group("own", children=[gm100.Indicator("x")]))
    >>> before, after = (gm100.score({"code": "a", "x": x}, card) for x in (2, 3))
    >>> improvement(after, before)
    Decimal('1.00')

    Args:
        current: The later result.
        previous: The earlier result of the same unit.
        decimals: Decimals of the answer.

    Returns:
        The difference in index points; `None` where one of the two has no index.

    Raises:
        ArgumentError: The results are of two different units.
    """
    if current.unit != previous.unit:
        raise refused("previous", previous.unit, f"a result of {current.unit}, as the current one is")
    if current.unrounded is None or previous.unrounded is None:
        return None
    return rounded(current.unrounded - previous.unrounded, Rounding(at_least(0, decimals, "decimals")))
