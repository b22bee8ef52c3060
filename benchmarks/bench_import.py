"""
What importing costs, each in a fresh interpreter, above an interpreter that does nothing.

    pip install '.[bench]'
    python benchmarks/bench_import.py
"""

from __future__ import annotations

import subprocess
import sys
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

FIRST = {
    "scorecards()": "gm100.scorecards()",
    "dossiers()": "gm100.dossiers()",
    "a dossier": "next(iter(gm100.dossiers().values()))",
    "evaluations()": "gm100.evaluations()",
    "rank": (
        "gm100.rank([{'code': 'a', 'baseline': 3, 'output': 3, 'outcome': 3, 'impact': 3, 'quick_win': 3}], "
        "'kominfo-2023-regular')"
    ),
    "resolve": "gm100.regions().resolve('Kab. Trenggalek')",
}
"""What a program may call first; the time of the call alone, on the processor."""


def main() -> None:
    """
    Measure in turn, so that a machine that drifts drifts for all, and print.
    """
    least = dict.fromkeys(("pass", *CASES.values()), float("inf"))
    for _ in range(9):
        for code, before in least.items():
            least[code] = min(before, run(code))
    bare = least["pass"]
    times = {name: least[code] - bare for name, code in CASES.items()}
    first = {name: min(processor(code) for _ in range(9)) for name, code in FIRST.items()}
    report("The first call, of the processor", first, "scorecards()")
    report(f"Above a bare interpreter of {bare * 1e3:.0f} ms", times, "its three dependencies, eagerly")


def run(code: str) -> float:
    """
    Run code in a fresh, isolated interpreter and return the seconds it took.
    """
    start = perf_counter()
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
    return perf_counter() - start


def processor(code: str) -> float:
    """
    Run code in a fresh interpreter that has imported gm100, and return the seconds of the processor it took.
    """
    timed = f"import gm100, time; start = time.process_time(); {code}; print(time.process_time() - start)"
    return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
