"""
One competitor of the scoring benchmarks, in its own process: it makes its data, gets ready, and runs once a line.

    python benchmarks/_rivals.py NAME WORK UNITS INDICATORS

It prints its version as a line of JSON, or why it cannot run, and then for each line of input the seconds of one run.
Every interpreter will do that has the competitor: nothing of gm100 is needed but by gm100 itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from random import Random
from time import perf_counter
from typing import Any

Work = Callable[[], object]
Columns = list[list[float]]

SEED, DRAWS, SHARE = 7, 1_000, 0.25


def columns(units: int, indicators: int) -> Columns:
    """
    Return random values, the same in every interpreter.
    """
    random = Random(SEED)
    return [[100 * random.random() for _ in range(units)] for _ in range(indicators)]


def _arrays(data: Columns) -> tuple[Any, Any, Any]:
    """
    Return the values as a matrix, weights of 1, 2, 3 ..., and that more is always better.
    """
    import numpy as np

    weights = np.arange(1.0, len(data) + 1)
    return np.array(data).T, weights / weights.sum(), np.ones(len(data))


def _drawn(count: int) -> Any:
    """
    Draw weights within a quarter of equal ones, as numpy does it.
    """
    import numpy as np

    drawn = 1 + SHARE * (2 * np.random.default_rng(SEED).random((DRAWS, count)) - 1)
    return drawn / drawn.sum(axis=1, keepdims=True)


def _table(data: Columns) -> dict[str, list[Any]]:
    return {"code": [f"u{n}" for n in range(len(data[0]))], **{f"i{n}": column for n, column in enumerate(data)}}


def _flat(data: Columns, normalise: Any, *, equal: bool) -> Any:
    from gm100 import Arithmetic, Group, Indicator, Scorecard

    codes = [f"i{n}" for n in range(len(data))]
    children = tuple(Indicator(c, weight=1 if equal else n, normalise=normalise) for n, c in enumerate(codes, 1))
    return Scorecard(id="flat", root=Group("index", children=children), arithmetic=Arithmetic.FLOAT)


def ours_scores(data: Columns) -> Work:
    """
    Score columns of Python numbers with gm100: read, checked, limits taken from the data, weighed, ranked.
    """
    import gm100

    table, card = _table(data), _flat(data, "minmax", equal=False)
    return lambda: gm100.scoring.ranks(gm100.score(table, card).raw)


def ours_arrays(data: Columns) -> Work:
    """
    Do the same with columns of numpy, which is what the others are given.
    """
    import numpy as np

    import gm100

    table, card = _table(data), _flat(data, "minmax", equal=False)
    table |= {code: np.array(column) for code, column in table.items() if code != "code"}
    return lambda: gm100.scoring.ranks(gm100.score(table, card).raw)


def ours_frame(data: Columns) -> Work:
    """
    Do the same with a frame of Polars.
    """
    import polars as pl

    import gm100

    frame, card = pl.DataFrame(_table(data)), _flat(data, "minmax", equal=False)
    return lambda: gm100.scoring.ranks(gm100.score(frame, card).raw)


def ours_goalposts(data: Columns) -> Work:
    """
    Do the same with limits that are fixed beforehand.
    """
    import gm100

    table, card = _table(data), _flat(data, ("goalposts", 0, 100), equal=False)
    return lambda: gm100.scoring.ranks(gm100.score(table, card).raw)


def ours_compiled(data: Columns) -> Work:
    """
    Run the compiled scorecard over columns that were checked before, without ranks.
    """
    import gm100

    program = gm100.scoring.compiled(_flat(data, ("goalposts", 0, 100), equal=False))
    return lambda: program.column(data)


def ours_draws(data: Columns) -> Work:
    """
    Draw with gm100 from columns of Python numbers; each draw is kept so that it can be made again.
    """
    import gm100

    table, card = _table(data), _flat(data, "minmax", equal=True)
    return lambda: gm100.sensitivity(table, card, draws=DRAWS, seed=SEED)


def ours_draws_alone(data: Columns) -> Work:
    """
    Do the same in an interpreter that has no numpy.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]  # what `import` takes for not installed
    return ours_draws(data)


def textbook_scores(data: Columns) -> Work:
    """
    Write it in three lines of numpy; ties are broken by position.
    """
    matrix, weights, _ = _arrays(data)

    def work() -> Any:
        low, high = matrix.min(axis=0), matrix.max(axis=0)
        return (-((matrix - low) / (high - low)) @ weights).argsort().argsort() + 1

    return work


def textbook_draws(data: Columns) -> Work:
    """
    Do the same for all draws at once.
    """
    matrix, _, _ = _arrays(data)

    def work() -> Any:
        low, high = matrix.min(axis=0), matrix.max(axis=0)
        scores = _drawn(len(data)) @ ((matrix - low) / (high - low)).T
        return (-scores).argsort(axis=1).argsort(axis=1) + 1

    return work


def skcriteria_scores(data: Columns) -> Work:
    """
    Make a decision matrix, scale and evaluate it.
    """
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    matrix, weights, types = _arrays(data)

    def work() -> Any:
        problem = mkdm(matrix, [max] * len(types), weights=weights)
        return WeightedSumModel().evaluate(MinMaxScaler(target="matrix").transform(problem)).rank_

    return work


def skcriteria_draws(data: Columns) -> Work:
    """
    Scale once, then evaluate draw by draw.
    """
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    matrix, _, types = _arrays(data)

    def work() -> Any:
        scaled = MinMaxScaler(target="matrix").transform(mkdm(matrix, [max] * len(types)))
        return [WeightedSumModel().evaluate(scaled.copy(weights=weights)).rank_ for weights in _drawn(len(data))]

    return work


def _wsm() -> Any:
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    return WSM(minmax_normalization)


def pymcdm_scores(data: Columns) -> Work:
    """
    Take WSM and its ranks.
    """
    wsm, (matrix, weights, types) = _wsm(), _arrays(data)
    return lambda: wsm.rank(wsm(matrix, weights, types))


def pymcdm_draws(data: Columns) -> Work:
    """
    Take WSM and its ranks, draw by draw.
    """
    wsm, (matrix, _, types) = _wsm(), _arrays(data)
    return lambda: [wsm.rank(wsm(matrix, weights, types)) for weights in _drawn(len(data))]


def pysensmcda_draws(data: Columns) -> Work:
    """
    Take `simulate` of its SMAA module, with WSM of pymcdm; it has no scoring of its own.
    """
    from pysensmcda.smaa import simulate

    wsm, (matrix, _, types) = _wsm(), _arrays(data)
    return lambda: simulate(wsm, matrix, types, weights=_drawn(len(data)))


def _saw() -> Any:
    from pyrepo_mcda.mcda_methods import SAW
    from pyrepo_mcda.normalizations import minmax_normalization

    return SAW(normalization_method=minmax_normalization)


def pyrepo_scores(data: Columns) -> Work:
    """
    Take SAW and its ranks.
    """
    from pyrepo_mcda.additions import rank_preferences

    saw, (matrix, weights, types) = _saw(), _arrays(data)
    return lambda: rank_preferences(saw(matrix, weights, types))


def pyrepo_draws(data: Columns) -> Work:
    """
    Take SAW and its ranks, draw by draw.
    """
    from pyrepo_mcda.additions import rank_preferences

    saw, (matrix, _, types) = _saw(), _arrays(data)
    return lambda: [rank_preferences(saw(matrix, weights, types)) for weights in _drawn(len(data))]


def _promcda(data: Columns) -> tuple[Any, Any]:
    """
    Return what normalises, and what aggregates and ranks by weights; columns have names in their order.
    """
    import pandas as pd
    from mcda.utility_functions.aggregation import Aggregation
    from mcda.utility_functions.normalization import Normalization

    frame = pd.DataFrame({f"i{n:03}": column for n, column in enumerate(data)})

    def normalised() -> Any:
        return Normalization(frame, ["+"] * len(data)).minmax(feature_range=(0, 1))

    def ranked(values: Any, weights: Any) -> Any:
        return Aggregation(list(weights)).weighted_sum(values).rank(ascending=False)

    return normalised, ranked


def promcda_scores(data: Columns) -> Work:
    """
    Take its classes for normalising and aggregating; its own command also writes files and draws charts.
    """
    (normalised, ranked), weights = _promcda(data), range(1, len(data) + 1)
    return lambda: ranked(normalised(), weights)


def promcda_draws(data: Columns) -> Work:
    """
    Normalise once, aggregate and rank draw by draw.
    """
    normalised, ranked = _promcda(data)

    def work() -> Any:
        values = normalised()
        return [ranked(values, weights) for weights in _drawn(len(data))]

    return work


RIVALS: dict[str, tuple[str, dict[str, Callable[[Columns], Work]]]] = {
    "gm100": ("gm100", {"scores": ours_scores}),
    "gm100, numpy given": ("gm100", {"scores": ours_arrays}),
    "gm100, Polars given": ("gm100", {"scores": ours_frame}),
    "gm100, fixed goalposts": ("gm100", {"scores": ours_goalposts}),
    "gm100, compiled, no ranks": ("gm100", {"scores": ours_compiled}),
    "gm100, core only": ("gm100", {"draws": ours_draws_alone}),
    "gm100, with numpy": ("gm100", {"draws": ours_draws}),
    "textbook numpy": ("numpy", {"scores": textbook_scores, "draws": textbook_draws}),
    "scikit-criteria": ("scikit-criteria", {"scores": skcriteria_scores, "draws": skcriteria_draws}),
    "pymcdm": ("pymcdm", {"scores": pymcdm_scores, "draws": pymcdm_draws}),
    "pysensmcda": ("pysensmcda", {"draws": pysensmcda_draws}),
    "pyrepo-mcda": ("pyrepo-mcda", {"scores": pyrepo_scores, "draws": pyrepo_draws}),
    "ProMCDA": ("ProMCDA", {"scores": promcda_scores, "draws": promcda_draws}),
}
"""By name, the distribution that gives the version, and what it can do."""


def main(name: str, work: str, units: str, indicators: str) -> None:
    """
    Get ready, and run once for each line of input.
    """
    answers, sys.stdout = sys.stdout, sys.stderr  # What a competitor prints is not an answer.
    distribution, works = RIVALS[name]
    try:
        run = works[work](columns(int(units), int(indicators)))
        run()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from running is stated in the table
        print(json.dumps({"problem": f"{type(error).__name__}: {error}"}), file=answers, flush=True)
        return
    try:
        found = version(distribution)
    except PackageNotFoundError:
        found = ""
    print(json.dumps({"version": found}), file=answers, flush=True)
    for _ in sys.stdin:
        start = perf_counter()
        run()
        print(perf_counter() - start, file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
