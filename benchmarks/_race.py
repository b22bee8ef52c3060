"""
Competitors in turns: each in its own process, each with the interpreter that has it, and one table in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import _rivals

ROOT = Path(__file__).resolve().parents[1]

REMEDIES = {
    "pysensmcda": "it asks for pandas below 3: give it its own environment",
    "ProMCDA": "what pip installs of 1.0.8 lacks its subpackages: unpack its source archive and name it in PYTHONPATH",
}
"""What to do about a competitor that cannot be imported."""


class Rival:
    """
    A competitor that has been started.

    Attributes:
        name: Its name.
        version: Its version.
        problem: Why it cannot run, or nothing.
        seconds: The shortest run so far.
    """

    def __init__(self, name: str, work: str, size: tuple[int, int], command: list[str]) -> None:
        self.name, self.seconds = name, float("inf")
        script = [str(Path(_rivals.__file__)), name, work, *map(str, size)]
        # A command such as `env PYTHONPATH=... python` replaces the path, which only gm100 needs.
        path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        self._process = subprocess.Popen(
            [*command, *script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        answer = json.loads(self._answer() or '{"problem": "its interpreter did not start"}')
        self.version: str = answer.get("version", "")
        self.problem: str = answer.get("problem", "")

    def _answer(self) -> str:
        return self._process.stdout.readline() if self._process.stdout else ""

    def run(self) -> None:
        """
        Let it run once.
        """
        if self._process.stdin:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
            self.seconds = min(self.seconds, float(self._answer()))

    def stop(self) -> None:
        """
        Let it end.
        """
        self._process.communicate()


def race(work: str, size: tuple[int, int], *, rounds: int, commands: Mapping[str, list[str]]) -> list[Rival]:
    """
    Return all competitors for a piece of work, timed in turns, so that a busy machine is busy for all.

    Args:
        work: What to do, as `_rivals` names it.
        size: Units and indicators.
        rounds: How often each runs.
        commands: The interpreter of a competitor, where it is not this one.
    """
    names = [name for name, (_, works) in _rivals.RIVALS.items() if work in works]
    rivals = [Rival(name, work, size, commands.get(name, [sys.executable])) for name in names]
    running = [rival for rival in rivals if not rival.problem]
    for _ in range(rounds):
        for rival in running:
            rival.run()
    for rival in rivals:
        rival.stop()
    return rivals


def options(description: str) -> argparse.ArgumentParser:
    """
    Return the parser of a benchmark that has competitors.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="NAME=COMMAND",
        help="the interpreter of a competitor, such as pysensmcda=.venv-sens/bin/python",
    )
    parser.add_argument("--rounds", type=int, help="how often each runs")
    return parser


def commands_of(given: Iterable[str]) -> dict[str, list[str]]:
    """
    Return the commands by competitor.
    """
    found = {name: shlex.split(command) for name, _, command in (each.partition("=") for each in given)}
    for name in found:
        if name not in _rivals.RIVALS:
            sys.exit(f"{name} is not a competitor; there are {', '.join(_rivals.RIVALS)}")
    return found


def report(title: str, rivals: list[Rival], rounds: int) -> None:
    """
    Print a Markdown table, the quickest first, with ratios to the first line of gm100, and what could not be measured.
    """
    base = next(rival for rival in rivals if rival.name.startswith("gm100"))
    print(f"\n{title}\n\nCPython {platform.python_version()}, {os.cpu_count()} cores, the least of {rounds} rounds.\n")
    print(f"| what | time | beside {base.name} |\n|---|---:|---:|")
    for rival in sorted(rivals, key=lambda rival: rival.seconds):
        label = f"{rival.name} {rival.version}".strip() if not rival.name.startswith("gm100") else rival.name
        if rival.problem:
            print(f"| {label} | not measured | |")
        else:
            print(f"| {label} | {shown(rival.seconds)} | {rival.seconds / base.seconds:.2f} |")
    for rival in rivals:
        if rival.problem:
            remedy = f"; {REMEDIES[rival.name]}" if rival.name in REMEDIES else ""
            print(f"\nNot measured: {rival.name}. {rival.problem}{remedy}.")


def shown(seconds: float) -> Any:
    """
    Return a time as a person writes it.
    """
    return f"{seconds * 1e6:,.1f} us" if seconds < 1e-3 else f"{seconds * 1e3:,.2f} ms"
