"""
`gm100 what-if`: what the index of a region would be with some values changed.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._tables import results_of
from gm100.cli.compare import show_comparison
from gm100.scoring import what_if
from gm100.text.headers import columns_by_header


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    (code,), scores = results_of(args, args.region)
    ids = {node.id: node.name for node in scores.scorecard.walk()}
    names = columns_by_header(args.change, ids)
    changes: dict[str, str] = {names.get(key, str(key)): value.replace(",", ".") for key, value in args.change.items()}
    found = what_if(scores, code, changes)
    others = [
        value for unit, value in zip(scores.units, scores.values, strict=True) if unit != code and value is not None
    ]
    before, after = (1 + sum(value > (result.value or 0) for value in others) for result in (found.before, found.after))
    show_comparison(args, found, scores.scorecard, rank_before=before, rank_after=after, ranked=len(others) + 1)
    return 0
