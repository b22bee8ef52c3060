"""
Timing for the benchmarks: the best of several runs, and a table of ratios.
"""

from __future__ import annotations

import gc
import platform
from collections.abc import Callable, Mapping
from time import perf_counter


def best(
    work: Callable[[], object], *, runs: int = 7, repeat: int = 1, clock: Callable[[], float] = perf_counter
) -> float:
    """
    Return the least time of one call in seconds; the least is what noise on a shared machine disturbs least.
    """
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        start = clock()
        for _ in range(repeat):
            work()
        times.append((clock() - start) / repeat)
    return min(times)


def report(title: str, times: Mapping[str, float], base: str) -> None:
    """
    Print the times as a Markdown table with ratios to one of them.
    """
    print(f"\n{title}  (CPython {platform.python_version()}, best of 7)\n")
    print(f"| what | ms | x {base} |\n|---|---:|---:|")
    for name, seconds in times.items():
        print(f"| {name} | {seconds * 1e3:.3f} | {seconds / times[base]:.2f} |")
