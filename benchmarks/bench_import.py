"""
What importing costs, and the first call of each kind, each in a fresh interpreter.

    pip install '.[bench]'
    python benchmarks/bench_import.py [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from io import BytesIO
from math import nan
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter

from _timing import report

ATTRS = "import attrs, cattrs, dateutil.relativedelta, dateutil.rrule"
PYDANTIC = """
from decimal import Decimal
from typing import Annotated
from pydantic import BaseModel, Field
class Score(BaseModel, extra="forbid", frozen=True):
    dimension: Annotated[str, Field(pattern="^[a-z_]+$")]
    value: Annotated[Decimal, Field(ge=0, le=4)]
class Evaluation(BaseModel, extra="forbid", frozen=True):
    region: Annotated[str, Field(pattern="^[1-9][0-9.]+$")]
    edition: str
    year: Annotated[int, Field(ge=2017, le=9999)]
    scores: tuple[Score, ...] = ()
made = Evaluation(region="35.03", edition="x", year=2023)
assert Evaluation.model_validate_json(made.model_dump_json()) == made
"""
GM100 = """
import gm100
made = gm100.Evaluation(region="35.03", edition="x", year=2023)
assert gm100.loads(gm100.dumps(made)) == made
"""
CASES = {
    "import gm100": "import gm100",
    "its three dependencies, eagerly": ATTRS,
    "gm100, one region by code": "import gm100; gm100.regions()['35.03']",
    "gm100, a bundled region out and in": "import gm100; gm100.loads(gm100.dumps(gm100.regions()['35.03']))",
    "gm100, a first document out and in": GM100,
    "gm100, the ranking of 2023": (
        "import gm100; c = gm100.scorecards()['kominfo-2023-regular']; gm100.rank(gm100.evaluations(scorecard=c), c)"
    ),
    "pydantic, two models, a first document out and in": PYDANTIC,
    "import pymcdm.methods": "import pymcdm.methods",
    "import skcriteria": "import skcriteria",
}

BEFORE = "83fc4e6"
"""The version against which the aims of the first calls were set."""

FIRST = {
    "`scorecards()`": "gm100.scorecards()",
    "`dossiers()`": "gm100.dossiers()",
    "a dossier read": "gm100.dossiers()['35.03']",
    "`evaluations()`": "gm100.evaluations()",
    "`rank`, one row": (
        "gm100.rank([{'code': 'a', 'baseline': 3, 'output': 3, 'outcome': 3, 'impact': 3, 'quick_win': 3}], "
        "gm100.scorecards()['kominfo-2023-regular'])"
    ),
    "`regions().resolve`": "gm100.regions().resolve('Kab. Trenggalek')",
    "attrs alone, for comparison": "import attrs",
}
"""What a program may call first; the time of the call alone, on the processor."""


def main(rounds: int = 9) -> None:
    """
    Measure in turn, so that a machine that drifts drifts for all, and print.
    """
    least = dict.fromkeys(("pass", *CASES.values()), float("inf"))
    for _ in range(rounds):
        for code, before in least.items():
            least[code] = min(before, run("-I", "-c", code))
    bare = least["pass"]
    times = {name: least[code] - bare for name, code in CASES.items()}
    first_calls(rounds)
    version = min(run("-m", "gm100", "--version") for _ in range(rounds)) - min(run("-c", "0") for _ in range(rounds))
    print(f"\n`gm100 --version`: {version * 1e3:.0f} ms above a bare interpreter")
    report(f"Above a bare interpreter of {bare * 1e3:.0f} ms", times, "its three dependencies, eagerly")


def first_calls(rounds: int) -> None:
    """
    Print the first call of each kind, before and now.
    """
    root = Path(__file__).parents[1]
    with TemporaryDirectory() as folder:
        archive = ["git", "archive", BEFORE, "src"]
        packed = subprocess.run(archive, cwd=root, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
        sources = [Path(folder) / "src", root / "src"]
        least = {(name, source): float("inf") for name in FIRST for source in sources}
        for _ in range(rounds):
            for (name, source), best in least.items():
                least[name, source] = min(best, processor(FIRST[name], source, folder))
        counted = {(name, each): instructions(FIRST[name], each, folder) for name in FIRST for each in sources}
    print(f"\nThe first call, of the processor (best of {rounds}), and its instructions; before is {BEFORE}\n")
    print("| what | before, ms | now, ms | ratio | before, M | now, M | ratio |\n|---|---:|---:|---:|---:|---:|---:|")
    for name in FIRST:
        before, now = (least[name, source] * 1e3 for source in sources)
        old, new = (counted[name, source] / 1e6 for source in sources)
        print(f"| {name} | {before:.1f} | {now:.1f} | {now / before:.2f} | {old:.0f} | {new:.0f} | {new / old:.2f} |")


def run(*arguments: str) -> float:
    """
    Run a fresh interpreter and return the seconds it took.
    """
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return perf_counter() - start


def processor(code: str, source: Path, folder: str) -> float:
    """
    Run code in a fresh interpreter that has imported gm100, and return the seconds of the processor it took.

    Args:
        code: What is timed.
        source: Where gm100 is imported from.
        folder: Where bytecode is kept, so that it is compiled in the first round alone.
    """
    timed = f"import gm100, time; start = time.process_time(); {code}; print(time.process_time() - start)"
    return float(_ran([sys.executable, "-c", timed], source, folder).stdout)


def instructions(code: str, source: Path, folder: str) -> float:
    """
    Count the instructions of code after `import gm100`, which no load of the machine changes; NaN without valgrind.

    Args:
        code: What is counted.
        source: Where gm100 is imported from.
        folder: Where bytecode is kept, which must be compiled by now.
    """
    if not which("valgrind"):
        return nan
    counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-c"]
    said = [_ran([*counter, f"import gm100; {each}"], source, folder).stderr for each in (code, "0")]
    all_of_it, bare = (int(text.rpartition("Collected : ")[2].split()[0]) for text in said)
    return all_of_it - bare


def _ran(command: list[str], source: Path, folder: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": folder, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
