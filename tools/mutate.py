"""
Change the code in small ways, one at a time, and see whether the tests notice.

    python tools/mutate.py                      # 300 mutants over scoring, rules, resolver and readers
    python tools/mutate.py --count 20 readers   # a sample of one area

A mutant that no test notices is printed with its place and its change. It is a missing test, or equivalent: the changed
code does the same. Equivalent ones go into `EQUIVALENT` with the reason, and are counted apart.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
AREAS = {
    "scoring": ("src/gm100/scoring", ["tests/scoring"]),
    "rules": ("src/gm100/rules", ["tests/rules"]),
    "resolver": ("src/gm100/reference/resolver.py", ["tests/reference"]),
    "readers": ("src/gm100/serializers", ["tests/serializers"]),
}
"""Each area: its code, and the tests that should notice."""

EQUIVALENT: dict[str, str] = {}
"""The change as it is printed, without its line, and why it changes nothing."""

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
}


class Mutant(NamedTuple):
    """
    A change of one place.

    Attributes:
        file: The file.
        number: Which of the changes of that file, counted from 0.
        line: The line.
        text: The change, for a person.
    """

    file: Path
    number: int
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} {self.text}"


def changes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """
    Yield each change of a tree with its line and its text; while it is yielded, the tree has it.
    """
    for node in ast.walk(tree):
        line, before = getattr(node, "lineno", 0), ast.unparse(node) if isinstance(node, ast.expr) else ""
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS:
            kept = node.ops[0]
            node.ops[0] = _SWAPS[type(kept)]()  # type: ignore[call-overload]  # the table holds operators
            yield line, f"{before} -> {ast.unparse(node)}"
            node.ops[0] = kept
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in _SWAPS:
            op = node.op
            node.op = _SWAPS[type(op)]()  # type: ignore[assignment]  # as above
            yield line, f"{before} -> {ast.unparse(node)}"
            node.op = op
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            number = node.value
            node.value = number + 1
            yield line, f"{number} -> {number + 1}"
            node.value = number
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            value = node.value
            node.value = ast.Constant(None)
            yield line, f"return {ast.unparse(value)[:60]} -> return None"
            node.value = value


def mutants(place: str) -> list[Mutant]:
    """
    Return all changes of a file or of the files of a folder.
    """
    path = ROOT / place
    return [
        Mutant(file, number, line, text)
        for file in ([path] if path.is_file() else sorted(path.rglob("*.py")))
        for number, (line, text) in enumerate(changes(ast.parse(file.read_text(encoding="utf-8"))))
    ]


def survives(mutant: Mutant, tests: list[str], folder: Path) -> bool:
    """
    Tell whether no test notices a change, in a copy of the code.
    """
    target = folder / mutant.file.relative_to(ROOT / "src")
    before = target.read_text(encoding="utf-8")
    tree = ast.parse(before)
    found = next(copy.deepcopy(tree) for number, _ in enumerate(changes(tree)) if number == mutant.number)
    target.write_text(ast.unparse(found), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
    command += ["-o", f"pythonpath={folder} tests/_support tools"]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(folder)},
            capture_output=True,
            check=False,
            timeout=900,
        )
    except subprocess.TimeoutExpired:
        return False  # An endless loop is noticed.
    finally:
        target.write_text(before, encoding="utf-8")
    return done.returncode == 0


def main() -> int:
    """
    Try a sample of mutants of each area, print those that survive, and fail where fewer than 92 % were noticed.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", choices=[*AREAS, []], metavar="AREA")
    parser.add_argument("--count", type=int, default=300, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    areas = args.areas or list(AREAS)
    chance, tried, lived = random.Random(args.seed), 0, []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", folder, dirs_exist_ok=True)
        for area in areas:
            place, tests = AREAS[area]
            found = mutants(place)
            for mutant in chance.sample(found, min(len(found), args.count // len(areas))):
                if mutant.text in EQUIVALENT:
                    continue
                tried += 1
                if survives(mutant, tests, Path(folder)):
                    lived.append(mutant)
                    print(f"survived: {mutant}", flush=True)
    print(f"{tried - len(lived)} of {tried} noticed")
    return 0 if tried and (tried - len(lived)) / tried >= 0.92 else 1


if __name__ == "__main__":
    sys.exit(main())
