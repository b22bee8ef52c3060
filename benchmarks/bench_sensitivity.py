"""
1,000 draws of weights over 514 regions and 30 indicators, with ranks: gm100 beside three libraries and numpy.

Every one normalises by least and greatest value, weighs, adds up and ranks. gm100 also reads and checks the table,
keeps each draw so that it can be made again, and leaves no rank to chance: what its quick ways cannot tell apart, its
engine decides. The others are given the arrays.

    pip install '.[bench]'
    python benchmarks/bench_sensitivity.py
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from _timing import best, report

import gm100
from gm100.scoring._stream import uniforms

UNITS, INDICATORS, DRAWS = 514, 30, 1_000
CODES = [f"i{j}" for j in range(INDICATORS)]
TABLE = {"code": [f"u{i}" for i in range(UNITS)], **{code: uniforms(code, UNITS) for code in CODES}}
CARD = gm100.Scorecard(
    id="flat", root=gm100.Group("index", children=tuple(gm100.Indicator(code, normalise="minmax") for code in CODES))
)
WITHOUT = "without"


def draws() -> gm100.Sensitivity:
    """
    Rank the table under all draws.
    """
    return gm100.sensitivity(TABLE, CARD, draws=DRAWS, seed=7)


def without_numpy() -> float:
    """
    Return the seconds it takes in an interpreter that has no numpy.
    """
    answer = subprocess.run([sys.executable, __file__, WITHOUT], check=True, capture_output=True, text=True)
    return float(answer.stdout)


def peers() -> dict[str, Callable[[], object]]:
    """
    Return the same work as numpy users write it, and by the libraries that are installed.
    """
    import numpy as np

    matrix = np.array([TABLE[code] for code in CODES]).T
    types = np.ones(INDICATORS)

    def weights() -> Any:
        drawn = 1 + 0.25 * (2 * np.random.default_rng(7).random((DRAWS, INDICATORS)) - 1)
        return drawn / drawn.sum(axis=1, keepdims=True)

    def textbook() -> Any:
        normalised = (matrix - matrix.min(axis=0)) / (matrix.max(axis=0) - matrix.min(axis=0))
        scores = weights() @ normalised.T
        return (-scores).argsort(axis=1).argsort(axis=1) + 1

    found: dict[str, Callable[[], object]] = {"numpy, as a textbook has it": textbook}
    return found | _libraries(matrix, types, weights)


def _libraries(matrix: Any, types: Any, weights: Callable[[], Any]) -> dict[str, Callable[[], object]]:
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    wsm = WSM(minmax_normalization)
    found: dict[str, Callable[[], object]] = {
        "pymcdm, WSM and rank, draw by draw": lambda: [wsm.rank(wsm(matrix, w, types)) for w in weights()],
    }
    try:
        from pysensmcda.smaa import simulate

        found["pysensmcda, simulate with pymcdm's WSM"] = lambda: simulate(wsm, matrix, types, weights=weights())
    except ImportError:
        print("pysensmcda is not installed: it asks for pandas below 3, and so for an environment of its own")
    try:
        from pyrepo_mcda.additions import rank_preferences
        from pyrepo_mcda.mcda_methods import SAW
        from pyrepo_mcda.normalizations import minmax_normalization as minmax

        saw = SAW(normalization_method=minmax)
        found["pyrepo-mcda, SAW and rank, draw by draw"] = lambda: [
            rank_preferences(saw(matrix, w, types)) for w in weights()
        ]
    except ImportError:
        print("pyrepo-mcda is not installed")
    return found


def main() -> None:
    """
    Measure in turn, so that a machine that is busy is busy for all, and print.
    """
    work = {"gm100, with numpy": draws, **peers()}
    times = dict.fromkeys(work, float("inf"))
    core = float("inf")
    for _ in range(5):
        core = min(core, without_numpy())
        for name, each in work.items():
            start = perf_counter()
            each()
            times[name] = min(times[name], perf_counter() - start)
    title = f"{DRAWS} draws of weights, {UNITS} units, {INDICATORS} indicators, ranks"
    report(title, {"gm100, core only": core, **times}, "gm100, core only")
    result = draws()
    print("\nafterwards:", f"spreads of all units {best(lambda: list(result)) * 1e3:.0f} ms,", end=" ")
    print(f"a draw made again {best(lambda: result.draw(500)) * 1e6:.0f} us")


if __name__ == "__main__":
    if WITHOUT in sys.argv:
        sys.modules["numpy"] = None  # type: ignore[assignment]  # what `import` takes for not installed
        draws()
        print(best(draws, runs=2))
    else:
        main()
