"""
Scoring beside the MCDA peers and textbook numpy, in one run on one machine.

    python benchmarks/bench_scoring.py            the table
    python benchmarks/bench_scoring.py --large    also 100,000 x 30

Peers that are not installed are left out. What counts is the ratio: absolute times are those of the machine.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.metadata import version
from random import Random
from time import perf_counter
from typing import Any

import gm100
from gm100 import Arithmetic, Group, Indicator, Method, Scorecard

SEED = 7
Work = Callable[[], object]


def best_of(works: dict[str, Work], *, rounds: int) -> list[tuple[str, float]]:
    """
    Return the shortest time of each piece of work; all take turns, so that a busy machine is busy for all.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = perf_counter()
            work()
            times[name].append(perf_counter() - start)
    return [(name, min(found)) for name, found in times.items()]


def tree() -> Scorecard:
    """
    Return a scorecard of 72 indicators on three levels, in floats.
    """
    ids = iter(range(72))
    pillars = tuple(
        Group(
            f"p{p}",
            weight=p + 1,
            children=tuple(
                Group(f"p{p}.s{s}", weight=s + 1, children=tuple(Indicator(f"i{next(ids)}") for _ in range(4)))
                for s in range(3)
            ),
        )
        for p in range(6)
    )
    return Scorecard(id="tree", root=Group("index", children=pillars), arithmetic=Arithmetic.FLOAT)


def naive(node: Any, values: dict[str, float]) -> float:
    """
    Compute a tree as one would at first: by recursion.
    """
    if isinstance(node, Indicator):
        return values[node.id]
    total = sum(float(child.weight) for child in node.children)
    return sum(float(child.weight) * naive(child, values) for child in node.children) / total


def flat(indicators: int, normalise: Any) -> Scorecard:
    """
    Return a weighted mean of indicators, all normalised alike, in floats.
    """
    children = tuple(Indicator(f"i{n}", weight=n + 1, normalise=normalise) for n in range(indicators))
    return Scorecard(id="flat", root=Group("index", children=children), arithmetic=Arithmetic.FLOAT)


def table(units: int, indicators: int) -> dict[str, list[Any]]:
    """
    Return a table of random values, by columns.
    """
    random = Random(SEED)
    columns: dict[str, list[Any]] = {"code": [f"u{n}" for n in range(units)]}
    return columns | {f"i{n}": [random.uniform(0, 100) for _ in range(units)] for n in range(indicators)}


def single() -> list[tuple[str, float]]:
    """
    Time one evaluation of 72 indicators.
    """
    card = tree()
    values = {i.id: float(n % 5) for n, i in enumerate(card.indicators)}
    program = gm100.compiled(card)
    exact = gm100.compiled(Scorecard(id="exact", root=card.root))
    decimals = {code: Decimal(repr(value)) for code, value in values.items()}
    works: dict[str, Work] = {
        "gm100, compiled, floats": lambda: [program(values) for _ in range(100)],
        "gm100, compiled, exact decimals": lambda: [exact(decimals) for _ in range(100)],
        "naive recursion": lambda: [naive(card.root, values) for _ in range(100)],
    }
    return [(name, seconds / 100) for name, seconds in best_of(works, rounds=100)]


def many(units: int, indicators: int, rounds: int) -> list[tuple[str, float]]:
    """
    Time min-max, weighted mean and ranks of a table.
    """
    columns = table(units, indicators)
    data = [columns[f"i{n}"] for n in range(indicators)]
    derived, fixed = flat(indicators, "minmax"), flat(indicators, Method.of(("goalposts", 0, 100)))
    program = gm100.compiled(fixed)
    works: dict[str, Work] = {
        "gm100.score, limits from data, ranks": lambda: gm100.ranks(gm100.score(columns, derived).raw),
        "gm100.score, fixed goalposts, ranks": lambda: gm100.ranks(gm100.score(columns, fixed).raw),
        "gm100 compiled, fixed goalposts, no ranks": lambda: program.column(data),
    }
    return best_of(works | dict(_peers(data)), rounds=rounds)


def _peers(data: list[list[float]]) -> Iterator[tuple[str, Work]]:
    try:
        import numpy as np
    except ImportError:
        return
    matrix = np.array(data).T
    weights = np.arange(1, matrix.shape[1] + 1) / sum(range(1, matrix.shape[1] + 1))

    def textbook() -> Any:
        low, high = matrix.min(0), matrix.max(0)
        return (-((matrix - low) / (high - low)) @ weights).argsort().argsort()

    yield f"textbook numpy {version('numpy')}", textbook
    for name, peer in (("scikit-criteria", _skcriteria), ("pymcdm", _pymcdm)):
        try:
            yield f"{name} {version(name)}", peer(matrix, weights)
        except ImportError:
            continue


def _skcriteria(matrix: Any, weights: Any) -> Work:
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    def work() -> object:
        problem = mkdm(matrix, [max] * matrix.shape[1], weights=weights)
        return WeightedSumModel().evaluate(MinMaxScaler(target="matrix").transform(problem))

    return work


def _pymcdm(matrix: Any, weights: Any) -> Work:
    import numpy as np
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    types = np.ones(matrix.shape[1])
    method = WSM(normalization_function=minmax_normalization)
    return lambda: rrankdata(method(matrix, weights, types))


def report(title: str, found: list[tuple[str, float]]) -> None:
    """
    Print the times of one piece of work, each with its ratio to the first.
    """
    print(f"\n{title}\n\n| what | time | ratio |\n|---|---:|---:|")
    for name, seconds in found:
        shown = f"{seconds * 1e6:,.1f} us" if seconds < 1e-3 else f"{seconds * 1e3:,.2f} ms"
        print(f"| {name} | {shown} | {seconds / found[0][1]:.2f} |")


def main() -> None:
    """
    Run everything.
    """
    parser = argparse.ArgumentParser(description="Scoring beside its peers.")
    parser.add_argument("--large", action="store_true", help="also 100,000 units")
    large = parser.parse_args().large
    print(f"gm100 {gm100.__version__}, {platform.python_implementation()} {platform.python_version()}")
    report("One evaluation, 72 indicators on three levels", single())
    report("514 units x 30 indicators: min-max, weighted mean, ranks", many(514, 30, 60))
    if large:
        report("100,000 units x 30 indicators", many(100_000, 30, 5))


if __name__ == "__main__":
    main()
