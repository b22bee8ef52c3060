"""
`gm100 verify`: verify claims about regions with what is known of them.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._given import place_of
from gm100.cli._output import remark, show
from gm100.cli._parse import misused
from gm100.errors import ArgumentError
from gm100.model import Verdict, Verifications
from gm100.reference import verify
from gm100.serializers.tabular.reading import read
from gm100.text.headers import CLAIMED, CLAIMS, CODE, NAME, columns_by_header


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if (args.file is None) == (args.region is None):
        raise misused(args.lang, "claim_or_file")
    given = {name: vars(args)[name] for name in CLAIMED if vars(args)[name] is not None}
    found = _verified(args) if args.file else verify(region=args.region, **given)
    show(args, "claims", found.to_rows(), text=found.text(args.lang), document=found)
    return 1 if found.count(Verdict.CONTRADICTED) else 0


def _verified(args: SimpleNamespace) -> Verifications:
    """
    Return what became of the claims of a table; what is wrong with it is named by its lines and columns.
    """
    table = read(place_of(args.file), sheet=args.sheet)
    found = columns_by_header(table.header, {}, CLAIMS)
    table = table.needing(found.values(), CODE, NAME).sound().renamed(found).numbers(["index"])
    remark(*table.said(args.lang))
    try:
        return verify([row for _, row in table.rows])
    except ArgumentError as error:
        lines, named = [line for line, _ in table.rows], {"region": NAME if NAME in table.header else CODE}
        issues = [
            issue._replace(path=tuple(named.get(str(step), step) for step in path), line=lines[int(row)])
            for issue in error.issues
            for _, row, *path in (issue.path,)
        ]
        table.sound(issues, "nothing was verified")
        raise
