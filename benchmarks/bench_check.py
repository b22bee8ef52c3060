"""
Check the dossiers that come with gm100 against their rule books, beside the time that it takes to read them.

Times are those of the processor, so that a busy machine matters less.

    python benchmarks/bench_check.py
"""

from __future__ import annotations

from datetime import date
from functools import partial
from time import process_time

from _timing import best, report

import gm100
from gm100 import Dossier

ON = date(2026, 1, 1)


def main() -> None:
    """
    Measure and print, with how much was judged.
    """
    dossiers = list(gm100.dossiers().values())
    documents = [gm100.dumps(dossier) for dossier in dossiers]
    reports = [gm100.check(dossier, on=ON) for dossier in dossiers]
    judged, findings = (sum(len(getattr(one, part)) for one in reports) for part in ("judged", "findings"))
    read, least = "read them from JSON", partial(best, runs=15, clock=process_time)
    report(
        f"{len(dossiers)} dossiers, {judged} rules judged, {findings} findings",
        {
            read: least(lambda: [gm100.loads(document, Dossier) for document in documents]),
            "gm100.check": least(lambda: [gm100.check(dossier, on=ON) for dossier in dossiers]),
            "gm100.next_steps": least(lambda: [gm100.next_steps(dossier, ON) for dossier in dossiers]),
        },
        base=read,
    )


if __name__ == "__main__":
    main()
