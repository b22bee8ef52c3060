"""
Change the code in small ways, one at a time, and see whether the tests notice.

    python tools/mutate.py                      # 300 mutants over scoring, rules, resolver and readers
    python tools/mutate.py --count 20 readers   # a sample of one area
    python tools/mutate.py --again              # those that survived before

First every test is run once, to learn which lines it reaches; a mutant is then run with the tests that reach its
line, the quickest first. One that no test notices is a missing test, or equivalent: the changed code does the same.
Those that were looked at are in `tools/mutants.csv`, each with a verdict; new ones are added without one.
"""

from __future__ import annotations

import argparse
import ast
import copy
import csv
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import hypothesis  # noqa: F401 - to be there before a process is made of this one
import pytest

ROOT = Path(__file__).resolve().parents[1]
REVIEWED = ROOT / "tools/mutants.csv"
AREAS = {
    "scoring": ("src/gm100/scoring", ["tests/scoring", "tests/adapters"]),
    "rules": ("src/gm100/rules", ["tests/rules"]),
    "resolver": ("src/gm100/reference/names", ["tests/reference"]),
    "readers": ("src/gm100/serializers", ["tests/serializers", "tests/cli", "tests/adapters"]),
}
"""Each area: its code, and the tests that should notice, next to the examples in the docstrings of the code."""

PYTEST = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
PYTEST += [
    word for name in ("faker", "anyio", "typeguard") for word in ("-p", f"no:{name}")
]  # Half a second each time.
PYTEST += ["-m", "not (slow or npm or chromium or java or libreoffice)"]
FIRST, FEW, SECONDS, BYTES = 400, 4, 240, 12 << 30
"""Tests that a mutant is run with at most, the quickest ones; how many are few; time and memory that they have."""

ALONE = 40
"""So many are run before the others: most mutants are noticed by then, and few files of tests are imported."""

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
        line: The number of the line.
        code: The line.
        text: The change, for a person.
    """

    file: Path
    number: int
    line: int
    code: str
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """
        What names the change while other lines change: the file, the line as it reads, and the change.
        """
        return self.file.relative_to(ROOT).as_posix(), self.code, self.text

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
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sorted":
            func, keywords = node.func, node.keywords
            node.func, node.keywords = ast.Name("list"), []
            yield line, f"{before} -> {ast.unparse(node)}"
            node.func, node.keywords = func, keywords
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
    Return all changes of the files of a folder.
    """
    found = []
    for file in sorted((ROOT / place).rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        lines = ["", *map(str.strip, source.splitlines())]
        seen: Counter[tuple[str, str]] = Counter()
        for number, (line, text) in enumerate(changes(ast.parse(source))):
            seen[lines[line], text] += 1
            again = seen[lines[line], text]
            found.append(Mutant(file, number, line, lines[line], text if again == 1 else f"{text} (no. {again})"))
    return found


def named(nodeid: str) -> str:
    """
    Return the test of an item, whatever its parameters; the examples of a file build on one another and are one.

    >>> named("tests/test_a.py::test_b[c]"), named("src/gm100/a.py::line:3,column:1")
    ('tests/test_a.py::test_b', 'src/gm100/a.py')
    """
    return nodeid.partition("[")[0].partition("::line:")[0]


class Reach:
    """
    Learns which test reaches which line, as a plug-in of pytest; a test that fails is of no use and left out.

    Attributes:
        seconds: How long each test takes.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(ROOT / "src/gm100")])
        self._failed: set[str] = set()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """
        Note what is reached from now on under the name of the test.
        """
        self._coverage.switch_context(named(nodeid))

    def pytest_runtest_logreport(self, report: Any) -> None:
        """
        Note how long a test took, and whether it failed.
        """
        name = named(report.nodeid)
        self.seconds[name] += report.duration
        if report.failed:
            self._failed.add(name)

    def learn(self, tests: list[str]) -> dict[str, dict[int, list[str]]]:
        """
        Run tests and return for each file and line those that reach it, the quickest first.
        """
        os.environ["GM100_LEAST"] = "yes"
        self._coverage.start()
        ended = pytest.main([*PYTEST[1:], *tests], plugins=[self])
        self._coverage.stop()
        if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            raise SystemExit(f"the tests do not run: {ended!r}")
        data = self._coverage.get_data()
        return {
            str(Path(file).relative_to(ROOT)): {
                line: sorted({*names} - {"", *self._failed}, key=self.seconds.__getitem__)
                for line, names in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }


def reached(areas: list[str], kept: Path) -> dict[str, dict[str, list[str]]]:
    """
    Return the tests that reach each line of each file, from a file that an earlier run left, if there is one.
    """

    def learn() -> int:
        kept.write_text(
            json.dumps(Reach().learn([test for area in areas for test in (AREAS[area][0], *AREAS[area][1])])),
            encoding="utf-8",
        )
        return 0

    if not kept.exists() and not apart(learn, ROOT / "src"):
        raise SystemExit("the tests do not run")
    found: dict[str, dict[str, list[str]]] = json.loads(kept.read_text(encoding="utf-8"))
    if not any(names for lines in found.values() for names in lines.values()):
        raise SystemExit(f"{kept} names no test that reaches a line; remove it, and it is learned again")
    return found


def tests_of(mutant: Mutant, reach: dict[str, dict[str, list[str]]]) -> list[str]:
    """
    Return the tests that reach the line of a mutant, the quickest first.

    What is computed once and kept is reached by the first test alone, and what importing does by none; so where a few
    tests reach a line, all that reach its file come after them, and where none does, all there are.
    """
    lines = reach.get(str(mutant.file.relative_to(ROOT)), {})
    found = lines.get(str(mutant.line), [])
    if len(found) <= FEW:
        near = [name for names in lines.values() for name in names]
        found = [*found, *(near or (name for other in reach.values() for names in other.values() for name in names))]
    return list(dict.fromkeys(found))[:FIRST]


def survives(mutant: Mutant, tests: list[str], source: Path, stamp: int) -> bool:
    """
    Tell whether no test notices a change, in a copy of the code.

    Args:
        mutant: The change.
        tests: The tests to run.
        source: The folder of the copy.
        stamp: A time of the file that no other mutant has, so that none is taken for another.
    """
    target = source / mutant.file.relative_to(ROOT / "src")
    before = target.read_text(encoding="utf-8")
    tree = ast.parse(before)
    found = next(copy.deepcopy(tree) for number, _ in enumerate(changes(tree)) if number == mutant.number)
    target.write_text(ast.unparse(found), encoding="utf-8")
    os.utime(target, (stamp, stamp))
    try:
        return all(passes(some, source) for some in (tests[:ALONE], tests[ALONE:]) if some)
    finally:
        target.write_text(before, encoding="utf-8")


def passes(tests: list[str], source: Path) -> bool:
    """
    Tell whether tests pass with a copy of the code.
    """

    def run() -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # An endless loop is noticed,
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))  # and a list without an end.
        return int(pytest.main([*PYTEST, *tests, "-o", f"pythonpath={source} tests/_support tools"]))

    return apart(run, source)


def apart(work: Callable[[], int], source: Path) -> bool:
    """
    Do work in its own process, which has pytest already, and tell whether nothing went wrong.
    """
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in {
            pytest.ExitCode.OK,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        }
    errors = os.fdopen(os.dup(2), "w")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - descriptors are wanted
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    sys.path.insert(0, str(source))
    os.environ["PYTHONPATH"] = str(source)
    try:
        os._exit(work())
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as its parent
        traceback.print_exc(file=errors)
        errors.flush()
    os._exit(3)


COLUMNS: tuple[str, ...] = ("file", "code", "change", "verdict", "why")


def reviewed() -> dict[tuple[str, str, str], dict[str, str]]:
    """
    Return the mutants that were looked at, by what names them.
    """
    with REVIEWED.open(encoding="utf-8", newline="") as stream:
        return {(row["file"], row["code"], row["change"]): row for row in csv.DictReader(stream)}


def keep(survived: dict[Mutant, bool]) -> None:
    """
    Add mutants that no test noticed to those that were looked at, without a verdict, and take away those noticed.
    """
    rows = reviewed()
    for mutant, has in survived.items():
        if has:
            rows.setdefault(mutant.key, dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, mutant.key, strict=False)))
        else:
            rows.pop(mutant.key, None)
    with REVIEWED.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, row in sorted(rows.items()))


def main() -> int:
    """
    Try a sample of mutants of each area, list those that survive, and fail where fewer than 92 % were noticed.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", choices=[*AREAS, []], metavar="AREA")
    parser.add_argument("--count", type=int, default=300, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="only those that survived before")
    parser.add_argument("--reach", type=Path, help="keep here which test reaches which line, and read it again")
    args = parser.parse_args()
    areas, chance, known = args.areas or list(AREAS), random.Random(args.seed), reviewed()
    same = {key for key, row in known.items() if row["verdict"] == "equivalent"}
    survived: dict[Mutant, bool] = {}
    equivalent = 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        reach = reached(areas, args.reach or Path(folder) / "reach.json")
        shutil.copytree(ROOT / "src", source)
        sys.dont_write_bytecode = False  # What is not changed need not be compiled again.
        for area in areas:
            found = mutants(AREAS[area][0])
            if not passes(tests_of(found[0], reach), source):
                raise SystemExit(f"{area}: the tests fail with the code as it is")
            chosen = [mutant for mutant in found if mutant.key in known]
            if not args.again:
                chosen = chance.sample(found, min(len(found), args.count // len(areas)))
            equivalent += sum(mutant.key in same for mutant in chosen)
            for mutant in (each for each in chosen if each.key not in same):
                tests, began = tests_of(mutant, reach), time.monotonic()
                survived[mutant] = not tests or survives(mutant, tests, source, len(survived))
                said = f"{'survived' if survived[mutant] else 'noticed'} ({len(tests)} tests"
                print(f"{said}, {time.monotonic() - began:.0f} s): {mutant}", flush=True)
    keep(survived)
    noticed, asked = sum(not has for has in survived.values()), len(survived)
    print(f"{noticed} of {asked} noticed; {equivalent} more of {asked + equivalent} change nothing")
    return 0 if asked and noticed / asked >= 0.92 else 1


if __name__ == "__main__":
    sys.exit(main())
