"""
`gm100 check`: check a dossier against the programme's rules.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._given import dossier_of
from gm100.cli._output import say, show
from gm100.cli._parse import UsageError
from gm100.reference import check
from gm100.rules import latest_day
from gm100.serializers import dumps
from gm100.text.words import words_of


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    dossier = dossier_of(args.dossier, args.lang)
    on = args.on or latest_day(dossier)
    if on is None:
        raise UsageError([words_of("usage", args.lang)["no_dates"].format(got=args.dossier)])
    report = check(dossier, on=on, book=args.book)
    if args.format == "document":
        say(dumps(report))
    else:
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
        text = report.text(args.lang)
        show(
            args,
            "findings",
            rows,
            as_of=report.on,
            text=text,
            region=report.region,
            book=report.book,
            clean=report.clean,
        )
    return 0 if report.clean else 1
