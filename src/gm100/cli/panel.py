"""
`gm100 panel`: one index over several years.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._given import card_of, region_of
from gm100.cli._output import show
from gm100.cli._tables import engine_of, table_of
from gm100.reference import evaluations
from gm100.scoring import panel


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    card = card_of(args.scorecard)
    tables: dict[str, Any] = {year: table_of(args, file, card).rows for year, file in args.years.items()}
    found = panel(tables or _published(card), card, bounds=args.bounds, engine=engine_of(args))
    rows = found.to_rows()
    if args.region:
        code = region_of(args.region, args.lang).code
        rows = [row for row in rows if row["code"] == code]
    show(args, "panel", rows, ("code", "name", *map(str, found.years)), as_of=found.years[-1], scorecard=card.id)
    return 0


def _published(card: Any) -> dict[str, Any]:
    """
    Return the published evaluations by year, as far as they have the values of a scorecard.
    """
    wanted = {indicator.id for indicator in card.indicators}
    held = [each for each in evaluations() if {score.dimension for score in each.scores} == wanted]
    return {str(year): [each for each in held if each.year == year] for year in sorted({each.year for each in held})}
