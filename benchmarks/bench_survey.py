"""
Five million respondents to two indices a region and year: gm100 on three engines beside Polars written by hand.

Each run is its own process; its memory is the peak of the whole tree of processes, so that Spark's Java is
counted too. All of them must give the same file.

    pip install 'gm100[frames,backends]' numpy
    python benchmarks/bench_survey.py --rows 5000000
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter, sleep
from typing import Any

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/citizen_survey"
sys.path.insert(0, str(EXAMPLE))
WAYS = {"Polars by hand": "hand", "gm100 on Polars": "polars", "gm100 on DuckDB": "duckdb", "gm100 on Spark": "spark"}

SPARK = (
    "--master local[2] --driver-memory 640m "
    "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false "
    "--conf spark.sql.shuffle.partitions=4 pyspark-shell"
)
"""What Spark is started with: two cores and a small heap, to see whether it can do with little."""


def by_hand(path: str) -> list[dict[str, Any]]:
    """
    Return the indices as one would write them for this survey and this engine alone.
    """
    import polars as pl
    from cards import ELEMENTS, NO_ANSWER, PILLARS, STATEMENTS

    questions = [*ELEMENTS, *STATEMENTS]

    def hundredths(name: str) -> pl.Expr:
        return (pl.col(f"s_{name}") * 200 + pl.col(f"n_{name}")) // (pl.col(f"n_{name}") * 2)

    pillars = (
        pl.scan_parquet(path)
        .group_by("region", "year", "pillar")
        .agg(
            pl.len().alias("respondents"),
            *(pl.col(q).sum().alias(f"all_{q}") for q in questions),
            *((pl.col(q) == NO_ANSWER).sum().cast(pl.Int64).alias(f"silent_{q}") for q in questions),
        )
        .select(
            "region",
            "year",
            "pillar",
            "respondents",
            *((pl.col(f"all_{q}") - pl.col(f"silent_{q}") * NO_ANSWER).alias(f"s_{q}") for q in questions),
            *((pl.col("respondents").cast(pl.Int64) - pl.col(f"silent_{q}")).alias(f"n_{q}") for q in questions),
        )
        .with_columns(score=(pl.sum_horizontal(map(hundredths, STATEMENTS)) * 2 + 9) // 18)
    )
    regions = pillars.group_by("region", "year").agg(
        pl.col("respondents").sum(),
        *(pl.col(f"{w}_{e}").sum() for w in "sn" for e in ELEMENTS),
        *(pl.when(pl.col("pillar") == p).then("score").max().alias(p) for p in PILLARS),
    )
    skm = (pl.sum_horizontal(map(hundredths, ELEMENTS)) * 2 + 9) // 18 * 25
    impact = (pl.sum_horizontal(PILLARS) * 2 + 6) // 12
    scored = regions.select(
        "region",
        "year",
        "respondents",
        skm_index=(skm / 100).round(2),
        skm_rank=skm.rank("min", descending=True).over("year"),
        impact_index=(impact / 100).round(2),
        impact_rank=impact.rank("min", descending=True).over("year"),
    )
    rows: list[dict[str, Any]] = scored.sort("region", "year").collect(engine="streaming").to_dicts()
    return rows


def one(way: str, path: str, out: str) -> None:
    """
    Run one way, in this process, and write its results.
    """
    from job import run, write

    write(by_hand(path) if way == "hand" else run(path, way), out)


def measured(way: str, path: str, out: str) -> tuple[float, float]:
    """
    Return seconds and peak megabytes of one run in a fresh process.
    """
    command = [sys.executable, __file__, "--one", way, "--path", path, "--out", out]
    start, peak = perf_counter(), 0
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": SPARK}
    with TemporaryFile("w+") as log, subprocess.Popen(command, stderr=log, text=True, env=environment) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(resident, tree(process.pid))))
            sleep(0.02)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(log.read())
    return perf_counter() - start, peak / 1024


def tree(pid: int) -> list[int]:
    """
    Return a process and all below it.
    """
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in task.read_text().split() for each in tree(int(child))]
        except OSError:  # It has ended meanwhile.
            continue
    return found


def resident(pid: int) -> int:
    """
    Return the kilobytes of memory that a process holds; what it shares with others, its part of it.

    A process that has just been forked shares everything, and would otherwise count a second time.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def compare(rows: int, ways: Sequence[str], runs: int) -> None:
    """
    Measure every way on the same file, check that they agree, and print a table.
    """
    from generate import generate

    with TemporaryDirectory() as folder:
        path = Path(folder) / "survey.parquet"
        generate(path, rows)
        results, outputs = {}, set()
        for name in ways:
            out = Path(folder) / f"{WAYS[name]}.csv"
            times = [measured(WAYS[name], str(path), str(out)) for _ in range(1 if WAYS[name] == "spark" else runs)]
            results[name] = (min(t for t, _ in times), max(m for _, m in times))
            outputs.add(out.read_bytes())
        base = results[next(iter(results))][0]
        print(f"{rows:,} respondents, {path.stat().st_size / 1e6:.0f} MB of Parquet, best of {runs} (Spark: one)\n")
        print("| what | s | x by hand | peak MB |\n|---|---:|---:|---:|")
        for name, (seconds, memory) in results.items():
            print(f"| {name} | {seconds:.1f} | {seconds / base:.2f} | {memory:.0f} |")
        assert len(outputs) == 1, "the engines disagree"
        print("\nAll results are the same, byte for byte.")


def main() -> None:
    """
    Run from the command line.
    """
    parser = argparse.ArgumentParser(description="Time the citizen survey on several engines.")
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without", choices=("spark",), help="leave an engine out")
    parser.add_argument("--one", choices=sorted(WAYS.values()), help=argparse.SUPPRESS)
    parser.add_argument("--path", help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.path, options.out)
    else:
        compare(options.rows, [name for name, way in WAYS.items() if way != options.without], options.runs)


if __name__ == "__main__":
    main()
