"""
How the programme counts: verbs that work on scorecards and evaluations.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.scoring.change import improvement
    from gm100.scoring.engine import score
    from gm100.scoring.ranking import Ranking, rank
    from gm100.scoring.scores import Scores

__all__ = [
    "Ranking",
    "Scores",
    "improvement",
    "rank",
    "score",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Ranking": "ranking",
        "Scores": "scores",
        "improvement": "change",
        "rank": "ranking",
        "score": "engine",
    },
)
