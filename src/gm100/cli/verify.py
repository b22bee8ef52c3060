"""
`gm100 verify`: verify claims about regions with what is known of them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._given import place_of
from gm100.cli._output import remark, say, show
from gm100.cli._parse import UsageError
from gm100.model import Verdict
from gm100.reference import verify
from gm100.serializers import dumps
from gm100.serializers.tabular.reading import read
from gm100.text.headers import CLAIMED, CLAIMS, CODE, NAME, columns_by_header
from gm100.text.words import words_of


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if (args.file is None) == (args.region is None):
        raise UsageError([words_of("usage", args.lang)["claim_or_file"]])
    given = {name: vars(args)[name] for name in CLAIMED if vars(args)[name] is not None}
    found = verify(_rows(args)) if args.file else verify(region=args.region, **given)
    if args.format == "document":
        say(dumps(found) if found else "[]")
    else:
        show(args, "claims", found.to_rows(), text=found.text(args.lang))
    return 1 if found.count(Verdict.CONTRADICTED) else 0


def _rows(args: SimpleNamespace) -> list[dict[str, Any]]:
    """
    Return the rows of a table of claims, under the names of the fields.
    """
    table = read(place_of(args.file), sheet=args.sheet)
    found = columns_by_header(table.header, {}, CLAIMS)
    table = table.needing(found.values(), CODE, NAME).sound().renamed(found).numbers(["index"])
    remark(*table.said(args.lang))
    return [row for _, row in table.rows]
