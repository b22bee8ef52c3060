from gm100.scoring.analysis.what_if import what_if as what_if
from gm100.scoring.analysis.audit import audit as audit
from gm100.scoring.analysis.diff import Difference as Difference, diff as diff
from gm100.scoring.analysis.panel import Bounds as Bounds, Panel as Panel, panel as panel
from gm100.scoring.analysis.needed import NeededValue as NeededValue, Needs as Needs, needed_for as needed_for
from gm100.scoring.survey import mean_answer as mean_answer, mean_answers as mean_answers
from gm100.scoring.analysis.change import improvement as improvement
from gm100.scoring.analysis.comparison import Comparison as Comparison, NodeChange as NodeChange, compare as compare
from gm100.scoring.engine.validate import check_scorecard as check_scorecard
from gm100.scoring.engine.compiled import (
    CompiledScorecard as CompiledScorecard,
    compiled as compiled,
    effective_weights as effective_weights,
)
from gm100.scoring.engine.ranking import Ranking as Ranking, rank as rank
from gm100.scoring.engine.score import score as score
from gm100.scoring.engine.results import Scores as Scores
from gm100.scoring.methods.ranks import ranks as ranks
from gm100.scoring.methods.registry import Engine as Engine, load_plugins as load_plugins
from gm100.scoring.methods.weights import ahp as ahp
from gm100.scoring.uncertainty.leave_out import LeaveOut as LeaveOut, leave_one_out as leave_one_out
from gm100.scoring.uncertainty.monte_carlo import Sensitivity as Sensitivity, sensitivity as sensitivity
from gm100.scoring.uncertainty.sobol import sobol as sobol
from gm100.scoring.export import export_scorecard as export_scorecard
