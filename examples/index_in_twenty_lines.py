"""
Build an index from a table, save its definition, and read it back.
"""

import gm100

card = gm100.Scorecard(
    id="liveability",
    root=gm100.Group(
        "index",
        children=(
            gm100.Indicator("life", weight=2, normalise=("goalposts", 20, 85)),
            gm100.Indicator("waste", direction=gm100.Direction.LOWER, normalise="minmax"),
        ),
    ),
    round=2,
    bands={"good": "0.6", "fair": 0},
)
rows = [
    {"code": "a", "name": "Alun", "life": 72.5, "waste": 0.4},
    {"code": "b", "name": "Bale", "life": 68.0, "waste": 0.9},
]
scores = gm100.score(rows, card)
for result in scores:
    print(result, result.band)
print(scores["a"].explain())
print(gm100.dumps(scores.fitted))
