"""
`gm100 needed`: what it takes for a region to reach an index, a band or a rank.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._output import remark, say, show, word_for
from gm100.cli._parse import misused
from gm100.cli._tables import results_of
from gm100.scoring import NeededValue, needed_for
from gm100.text.words import translated, words_of


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if sum(each is not None for each in (args.index, args.band, args.rank)) != 1:
        raise misused(args.lang, "one_target")
    (code,), scores = results_of(args, args.region)
    index = args.index and args.index.replace(",", ".")
    found = needed_for(scores, code, index=index, band=args.band, rank=args.rank, nodes=args.only)
    groups = (("alone", found.alone), ("together", found.together), ("cheapest", found.cheapest))
    rows = [_row(way, need) for way, needs in groups for need in needs]
    if args.format != "table":
        beside: dict[str, Any] = {"region": code, "asked": found.asked, "target": found.target, "cost": found.cost}
        show(args, "needed", rows, as_of=scores.scorecard.edition, scorecard=scores.scorecard.id, **beside)
    else:
        says = words_of("needed", args.lang)
        asked = next(says[key].format(value=vars(args)[key]) for key in ("index", "band", "rank") if vars(args)[key])
        say(says["head"].format(name=scores[code].label, asked=asked))
        for row in rows:
            row["way"], row["node"] = says[str(row["way"])], word_for(str(row["node"]), args.lang)
            row["needed"] = says["not_enough"] if row["needed"] is None else row["needed"]
        show(args, "needed", rows, ("way", "node", "now", "needed"))
    remark(*(translated(each, args.lang) for each in found.remarks))
    return 0


def _row(way: str, need: NeededValue) -> dict[str, object]:
    return {"way": way, "node": need.node, "now": need.now, "needed": need.needed}
