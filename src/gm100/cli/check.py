"""
`gm100 check`: check a dossier against the programme's rules.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._given import day_of, dossier_of
from gm100.cli._output import show
from gm100.reference import check


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    dossier = dossier_of(args.dossier, args.lang)
    report = check(dossier, on=day_of(args, dossier, args.dossier), book=args.book)
    rows = (
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "path": finding.path,
            "message": finding.message.in_(args.lang),
            "remedy": finding.remedy.in_(args.lang),
        }
        for finding in report.findings
    )
    beside: dict[str, Any] = {"region": report.region, "book": report.book, "clean": report.clean}
    show(args, "findings", rows, as_of=report.on, text=report.text(args.lang), document=report, **beside)
    return 0 if report.clean else 1
