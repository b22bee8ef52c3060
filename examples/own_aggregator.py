"""
Rank with an aggregator of your own: the mean of the better half.
"""

import gm100


def best_half(weights: list[float], values: list[float]) -> float:
    """
    Return the mean of the better half of the values; the weights play no part.
    """
    best = sorted(values, reverse=True)[: (len(weights) + 1) // 2]
    return sum(best) / len(best)


engine = gm100.scoring.Engine().with_aggregator("best_half", best_half)
card = gm100.Scorecard(
    id="best-half",
    root=gm100.Group("index", aggregate="best_half", children=tuple(map(gm100.Indicator, "abc"))),
    round=2,
)
rows = [{"code": "u", "a": 1, "b": 4, "c": 2}, {"code": "v", "a": 3, "b": 3, "c": 3}]
ranking = gm100.rank(rows, card, engine=engine)
print(ranking)
print(ranking["u"].explain())
