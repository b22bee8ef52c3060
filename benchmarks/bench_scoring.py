"""
Scoring beside the MCDA peers and textbook numpy, in one run on one machine.

    python benchmarks/bench_scoring.py            the tables
    python benchmarks/bench_scoring.py --large    also 100,000 x 30

What counts is the ratio: absolute times are those of the machine. Libraries that cannot share an environment with the
others are started with an interpreter of their own; docs/benchmarks/sensitivity.md has the commands:

    python benchmarks/bench_scoring.py --peer 'ProMCDA=env PYTHONPATH=ProMCDA-1.0.8 .venv-promcda/bin/python'
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter
from typing import Any

from _race import commands_of, options, race, shown
from _race import report as report_race

import gm100
from gm100 import Arithmetic, Group, Indicator, Scorecard

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


def report(title: str, found: list[tuple[str, float]]) -> None:
    """
    Print the times of one piece of work, each with its ratio to the first.
    """
    print(f"\n{title}\n\n| what | time | ratio |\n|---|---:|---:|")
    for name, seconds in found:
        print(f"| {name} | {shown(seconds)} | {seconds / found[0][1]:.2f} |")


def main() -> None:
    """
    Run everything.
    """
    parser = options("Scoring beside its peers.")
    parser.add_argument("--large", action="store_true", help="also 100,000 units")
    args = parser.parse_args()
    commands = commands_of(args.peer)
    print(f"gm100 {gm100.__version__}, {platform.python_implementation()} {platform.python_version()}")
    report("One evaluation, 72 indicators on three levels", single())
    sizes = [(514, 30, 60), *([(100_000, 30, 5)] if args.large else [])]
    for units, indicators, usual in sizes:
        rounds = args.rounds or usual
        rivals = race("scores", (units, indicators), rounds=rounds, commands=commands)
        report_race(f"{units:,} units x {indicators} indicators: min-max, weighted mean, ranks", rivals, rounds)


if __name__ == "__main__":
    main()
