"""
`gm100 score`: compute an index from a table, with a scorecard by id or from a file.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._given import card_of, region_of
from gm100.cli._output import remark, say, show
from gm100.cli._tables import engine_of, table_of
from gm100.scoring import ranks, score
from gm100.text.words import translated

COLUMNS = ("rank", "code", "name", "index", "band")


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    given = table_of(args, args.table, card_of(args.scorecard), plain=True)
    scores = score(given.rows, given.card, engine_of(args))
    if args.explain:
        code = args.explain if args.explain in scores.units else region_of(args.explain, args.lang).code
        say(scores[code].explain(lang=args.lang))
    else:
        places = ranks(scores.values, args.ties)
        rows = [
            {"rank": place, "code": result.unit, "name": result.name, "index": result.value, "band": result.band}
            | dict(given.kept.get(result.unit, {}))
            for place, result in zip(places, scores, strict=True)
        ]
        rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or 0, row["code"]))
        names = (*COLUMNS, *(name for name in (rows[0] if rows else ()) if name not in COLUMNS))
        show(args, "scores", rows, names, as_of=given.card.edition, scorecard=given.card.id)
    remark(*(translated(each, args.lang) for each in scores.remarks))
    return 0
