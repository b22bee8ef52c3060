"""
Scoring beside the MCDA peers and textbook numpy, in one run on one machine.

    python benchmarks/bench_scoring.py            the tables
    python benchmarks/bench_scoring.py --large    also 100,000 x 30, 100,000 rows and 300,000 rows of Polars

What counts is the ratio: absolute times are those of the machine. Libraries that cannot share an environment with the
others are started with an interpreter of their own; docs/benchmarks/sensitivity.md has the commands:

    python benchmarks/bench_scoring.py --peer 'ProMCDA=env PYTHONPATH=ProMCDA-1.0.8 .venv-promcda/bin/python'
"""

from __future__ import annotations

import platform
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple

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
    program = gm100.scoring.compiled(card)
    exact = gm100.scoring.compiled(Scorecard(id="exact", root=card.root))
    decimals = {code: Decimal(repr(value)) for code, value in values.items()}
    works: dict[str, Work] = {
        "gm100, compiled, floats": lambda: [program(values) for _ in range(100)],
        "gm100, compiled, exact decimals": lambda: [exact(decimals) for _ in range(100)],
        "naive recursion": lambda: [naive(card.root, values) for _ in range(100)],
    }
    return [(name, seconds / 100) for name, seconds in best_of(works, rounds=100)]


class Line(NamedTuple):
    """
    A line of the table of aims.

    Attributes:
        work: What is done.
        ours: Does it with gm100.
        beside: What it is compared with, in words.
        theirs: Does that.
        aim: The ratio or the time aimed at.
        most: How often each runs.
    """

    work: str
    ours: Work
    beside: str
    theirs: Work
    aim: str
    most: int = 30


@contextmanager
def core_only() -> Iterator[None]:
    """
    Let nothing find numpy, as where it is not installed.
    """
    held = sys.modules.get("numpy")
    sys.modules["numpy"] = None  # type: ignore[assignment]  # what `import` takes for not installed
    try:
        yield
    finally:
        del sys.modules["numpy"]
        if held is not None:
            sys.modules["numpy"] = held


def alone(work: Work) -> Work:
    """
    Return work done without numpy.
    """

    def done() -> object:
        with core_only():
            return work()

    return done


def card(count: int, normalise: Any = None, arithmetic: Arithmetic | None = None, **fields: Any) -> Scorecard:
    """
    Return a scorecard of one group, with weights 1, 2, 3 ...
    """
    children = tuple(Indicator(f"i{n}", weight=n + 1, normalise=normalise) for n in range(count))
    return Scorecard(id="flat", root=Group("index", children=children, **fields), arithmetic=arithmetic)


def hundredths(units: int, count: int) -> dict[str, list[Any]]:
    """
    Return columns of values from 1.00 to 4.00, as floats.
    """
    draw = random.Random(7)
    cells = {f"i{n}": [draw.randint(100, 400) / 100 for _ in range(units)] for n in range(count)}
    return {"code": [f"u{n}" for n in range(units)], **cells}


def decimals(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """
    Return columns with decimals in place of floats.
    """
    return {name: [Decimal(repr(x)) if isinstance(x, float) else x for x in cells] for name, cells in columns.items()}


def plain_loop(rows: list[dict[str, Any]], weights: dict[str, Decimal]) -> list[Decimal]:
    """
    Return weighted means of rows as one would write them first: nothing is checked, nothing explained.
    """
    whole = sum(weights.values())
    return [sum(weight * row[code] for code, weight in weights.items()) / whole for row in rows]


def core_lines(*, large: bool) -> Iterator[Line]:
    """
    Yield the lines that need no library.
    """
    exact, columns = card(5), hundredths(20_000, 5)
    given = decimals(columns)
    yield Line(
        "20,000 x 5 floats, exact",
        alone(lambda: gm100.score(columns, exact)),
        "decimals",
        alone(lambda: gm100.score(given, exact)),
        "1.3",
        5,
    )
    weights = {i.id: i.weight for i in exact.indicators}
    for units in (514, 100_000) if large else (514,):
        table = decimals(hundredths(units, 5))
        rows = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
        works = partial(gm100.score, rows, exact), partial(plain_loop, rows, weights)
        yield Line(
            f"dict rows, exact, {units:,} x 5",
            works[0],
            "a plain exact loop",
            works[1],
            "3 ms" if units == 514 else "500 ms",
            60 if units == 514 else 3,
        )
        if units == 514:
            yield Line("rank, 514 x 5", partial(gm100.rank, rows, exact), "score", works[0], "1.15", 60)
    wide, many = card(100, arithmetic=Arithmetic.FLOAT), hundredths(514, 100)
    yield Line(
        "score and its column of the index, 514 x 100",
        lambda: gm100.score(many, wide).column("index"),
        "score",
        lambda: gm100.score(many, wide),
        "3",
    )
    drawn = random.Random(7)
    critic = card(300, "minmax", weigh="critic")
    table = {"code": [f"u{n}" for n in range(50)]} | {f"i{n}": [drawn.random() for _ in range(50)] for n in range(300)}
    equal = card(300, "minmax")
    yield Line(
        "critic, 300 columns x 50 rows",
        lambda: gm100.score(table, critic),
        "given weights",
        lambda: gm100.score(table, equal),
        "300 ms",
        5,
    )


def draw_lines() -> Iterator[Line]:
    """
    Yield the lines about draws of weights, so many that reading the table once does not count.
    """
    floats = card(30, "minmax", Arithmetic.FLOAT, missing="skip", min_coverage=0)
    whole, gaps, drawn = hundredths(514, 30), hundredths(514, 30), random.Random(7)
    for cells in list(gaps.values())[1:]:
        cells[:] = [None if drawn.random() < 0.02 else x for x in cells]

    def draws(table: Any, of: Scorecard, count: int) -> Work:
        return lambda: gm100.sensitivity(table, of, draws=count, seed=7)

    for work, count, way, aim in (("numpy", 500, lambda w: w, "250 ms"), ("core only", 50, alone, "4")):
        ours, theirs = way(draws(gaps, floats, count)), way(draws(whole, floats, count))
        yield Line(f"{count} draws, 514 x 30, 2 % gaps, {work}", ours, "without gaps", theirs, aim, 3)
    early = gm100.scorecards()["kominfo-2022-early"]
    marks = hundredths(38, len(early.indicators))
    marks = {"code": marks["code"]} | {i.id: marks[f"i{n}"] for n, i in enumerate(early.indicators)}
    ours, theirs = draws(marks, early, 1000), draws(marks, early, 10)
    yield Line("1,000 draws, the card of 2022, 38 regions", ours, "10 draws", theirs, "200 ms", 3)


def joined(frame: Any, scorecard: Scorecard) -> Any:
    """
    Score a frame of Polars, make a frame of the results with the value of every node, and join the two.
    """
    import polars as pl

    scores = gm100.score(frame, scorecard)
    made: dict[str, Any] = {"code": scores.units, "index": [float(x or 0) for x in scores.values]}
    for node in scorecard.walk():
        if node is not scorecard.root:
            made[f"value_{node.id}"] = [float(x or 0) for x in scores.column(node.id)]
    found = pl.DataFrame(made).with_columns(rank=pl.col("index").rank("min", descending=True))
    return frame.join(found, on="code")


def frame_lines(*, large: bool) -> Iterator[Line]:
    """
    Yield the lines about frames of Polars.
    """
    import polars as pl

    year = gm100.scorecards()["kominfo-2023-regular"]
    for units in (514, 300_000) if large else (514,):
        table = hundredths(units, len(year.indicators))
        names = ["code", *(i.id for i in year.indicators)]
        frame = pl.DataFrame(dict(zip(names, table.values(), strict=True)))

        yield Line(
            f"score_frame, {units:,} rows",
            partial(gm100.score_frame, frame, year),
            "collect, score, join",
            partial(joined, frame, year),
            "1.5" if units == 514 else "1",
            20 if units == 514 else 2,
        )


def aims(*, large: bool) -> None:
    """
    Print the table of aims, each beside what it is compared with.
    """
    print("\n| work | time | beside | ratio | at most |\n|---|---:|---|---:|---:|")
    for line in (*core_lines(large=large), *draw_lines(), *frame_lines(large=large)):
        (_, ours), (_, theirs) = best_of({"ours": line.ours, "theirs": line.theirs}, rounds=line.most)
        print(f"| {line.work} | {shown(ours)} | {line.beside} | {ours / theirs:.2f} | {line.aim} |", flush=True)


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
    aims(large=args.large)
    sizes = [(514, 30, 60), *([(100_000, 30, 5)] if args.large else [])]
    for units, indicators, usual in sizes:
        rounds = args.rounds or usual
        rivals = race("scores", (units, indicators), rounds=rounds, commands=commands)
        report_race(f"{units:,} units x {indicators} indicators: min-max, weighted mean, ranks", rivals, rounds)


if __name__ == "__main__":
    main()
