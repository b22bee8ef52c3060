"""
A job for cron or a systemd timer: checks every dossier of a folder as of today, and writes one report.

    */30 * * * *  python scheduled_check.py dossiers/ report.json

A run that finds another one still at work ends at once with code 75 (try again later). The report takes the place of
the old one when it is whole; a dossier that cannot be read is listed with all that is wrong with it, and the run ends
with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import gm100

TRY_LATER = 75


@contextmanager
def only_one(lock: Path) -> Iterator[bool]:
    """
    Tell whether this is the only run; the system lets go of the lock also where the process is killed.
    """
    import fcntl

    with lock.open("w", encoding="utf-8") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def checked(file: Path, on: date) -> dict[str, Any]:
    """
    Return what a report says of one dossier, or what is wrong with it.
    """
    try:
        report = gm100.check(gm100.load(file, gm100.Dossier), on=on)
    except gm100.Gm100Error as error:
        return {"file": file.name, "problems": [str(issue) for issue in getattr(error, "issues", ())] or [str(error)]}
    return {"file": file.name, "findings": report.to_rows()}


def main() -> int:
    """
    Run the job, and return its code.
    """
    parser = argparse.ArgumentParser(description="Check a folder of dossiers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--on", type=date.fromisoformat, default=date.today())  # noqa: DTZ011 - the day where it runs
    args = parser.parse_args()
    with only_one(args.report.with_suffix(".lock")) as alone:
        if not alone:
            print("another run is at work", file=sys.stderr)
            return TRY_LATER
        found = [checked(file, args.on) for file in sorted(args.folder.glob("*.json"))]
        draft = args.report.with_suffix(".draft")
        draft.write_text(json.dumps({"on": str(args.on), "dossiers": found}, ensure_ascii=False, indent=1), "utf-8")
        os.replace(draft, args.report)  # noqa: PTH105 - in one step, or not at all
    broken = sum("problems" in each for each in found)
    print(f"{len(found)} dossiers checked, {broken} of them cannot be read")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
