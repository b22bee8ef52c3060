"""
`gm100 cohorts`: list the cohorts, or the members of one.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from gm100.cli._output import say, show
from gm100.model import MembershipStatus
from gm100.reference import cohorts, memberships, provinces, regions
from gm100.text.words import words_of

if TYPE_CHECKING:
    from gm100.model import Membership

COHORT_COLUMNS = ("year", "phase", "announced", "new", "known", "missing", "provinces", "cumulative", "mou_date")


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.year is None:
        show(args, "cohorts", cohorts().to_rows(), COHORT_COLUMNS)
        return 0
    cohort = cohorts()[args.year]
    show(args, "members", (_row(row) for row in memberships(cohort=cohort.year)), as_of=cohort.year)
    if args.format == "table":
        counted = len(memberships(cohort=cohort.year, status=MembershipStatus.MEMBER))
        says = words_of("cohorts", args.lang)
        gap = says["gap"].format(missing=cohort.missing, announced=cohort.announced_new) if cohort.missing else ""
        say(says["counted"].format(count=counted, year=cohort.year) + gap)
    return 0


def _row(row: Membership) -> dict[str, object]:
    area = regions()[row.region] if row.region in regions() else provinces()[row.region]
    return {
        "code": row.region,
        "name": area.full_name,
        "status": row.status.value,
        "confidence": row.confidence.value,
        "area": row.area,
        "note": row.note,
    }
