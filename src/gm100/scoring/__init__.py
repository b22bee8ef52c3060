"""
How the programme counts: verbs that work on scorecards and evaluations.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.scoring._check import check_scorecard
    from gm100.scoring._ranks import ranks
    from gm100.scoring._weigh import ahp
    from gm100.scoring.advice import Need, Needs, needed_for, what_if
    from gm100.scoring.answers import mean_answer
    from gm100.scoring.change import improvement
    from gm100.scoring.comparison import Comparison, NodeChange, compare
    from gm100.scoring.definition import Difference, diff
    from gm100.scoring.engine import score
    from gm100.scoring.leave_out import LeaveOut, leave_one_out
    from gm100.scoring.program import Program, compiled, effective_weights
    from gm100.scoring.ranking import Ranking, rank
    from gm100.scoring.registry import Engine, load_plugins
    from gm100.scoring.scores import Scores
    from gm100.scoring.uncertainty import Sensitivity, sensitivity
    from gm100.scoring.variance import sobol
    from gm100.scoring.years import Bounds, Panel, panel

__all__ = [
    "Bounds",
    "Comparison",
    "Difference",
    "Engine",
    "LeaveOut",
    "Need",
    "Needs",
    "NodeChange",
    "Panel",
    "Program",
    "Ranking",
    "Scores",
    "Sensitivity",
    "ahp",
    "check_scorecard",
    "compare",
    "compiled",
    "diff",
    "effective_weights",
    "improvement",
    "leave_one_out",
    "load_plugins",
    "mean_answer",
    "needed_for",
    "panel",
    "rank",
    "ranks",
    "score",
    "sensitivity",
    "sobol",
    "what_if",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Bounds": "years",
        "Comparison": "comparison",
        "Difference": "definition",
        "Engine": "registry",
        "LeaveOut": "leave_out",
        "Need": "advice",
        "Needs": "advice",
        "NodeChange": "comparison",
        "Panel": "years",
        "Program": "program",
        "Ranking": "ranking",
        "Scores": "scores",
        "Sensitivity": "uncertainty",
        "ahp": "_weigh",
        "check_scorecard": "_check",
        "compare": "comparison",
        "compiled": "program",
        "diff": "definition",
        "effective_weights": "program",
        "improvement": "change",
        "leave_one_out": "leave_out",
        "load_plugins": "registry",
        "mean_answer": "answers",
        "needed_for": "advice",
        "panel": "years",
        "rank": "ranking",
        "ranks": "_ranks",
        "score": "engine",
        "sensitivity": "uncertainty",
        "sobol": "variance",
        "what_if": "advice",
    },
)
