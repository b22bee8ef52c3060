"""
`gm100 sensitivity`: how far ranks move when the weights are uncertain.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gm100.cli._output import as_json, remark, say
from gm100.cli.score import read_table
from gm100.cli.scorecard import find
from gm100.errors import count
from gm100.model import WeightShare
from gm100.reference import evaluations
from gm100.scoring import sensitivity
from gm100.serializers.csv_ import write_rows

if TYPE_CHECKING:
    import argparse

    from gm100.scoring import Sensitivity

COLUMNS = ("rank", "code", "name", "mean", "median", "p5", "p95", "shift")


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "sensitivity",
        help="show how far ranks move when the weights are uncertain",
        description="Rank a table again and again with weights that are off by chance, and show where each unit comes "
        "to stand. Ctrl-C stops early and shows what is done so far. Exit code 1 when it was stopped, 2 when the input "
        "is wrong.",
    )
    command.add_argument("table", nargs="?", type=Path, help="CSV table; without it, the published results")
    command.add_argument(
        "--scorecard", required=True, metavar="ID_OR_FILE", help="an id of gm100 scorecards, or a file"
    )
    command.add_argument("--draws", type=int, default=1_000, metavar="N", help="default: %(default)s")
    command.add_argument("--seed", type=int, default=7, metavar="S", help="default: %(default)s")
    command.add_argument(
        "--share", type=float, default=0.25, help="by which share a weight may be off, default: %(default)s"
    )
    command.add_argument("--ties", choices=("min", "max", "average", "dense", "ordinal"), default="min")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    card = find(args.scorecard)
    data: Any = read_table(args.table) if args.table else evaluations(scorecard=card)
    if not data or args.draws < 1:
        remark("there is nothing to rank; give a table with rows, and 1 draw or more")
        return 2
    factors = [WeightShare(share=args.share)]
    result = sensitivity(
        data, card, factors, draws=args.draws, seed=args.seed, ties=args.ties, progress=_progress(sys.stderr)
    )
    _WRITERS[args.format](result)
    remark(_closing(result, args.share))
    return 0 if result.complete else 1


def _progress(stream: Any) -> Any:
    """
    Return what writes progress to a terminal, or `None` where nobody watches.
    """
    if not stream.isatty():
        return None
    return lambda done, total: stream.write(f"\r{done} of {total} draws" + ("\n" if done == total else ""))


def _closing(result: Sensitivity, share: float) -> str:
    done = f"{result.draws}" if result.complete else f"stopped after {result.draws} of {result.asked}"
    units = count(result.units, "unit")
    return (
        f"{done} draws, weights within {share:.0%}, seed {result.seed}; {units} move by {result.shift:.2f} on average"
    )


def _table(result: Sensitivity) -> None:
    say(str(result))


def _csv(result: Sensitivity) -> None:
    say(write_rows(result.to_rows(), COLUMNS))


def _json(result: Sensitivity) -> None:
    say(
        as_json(
            {
                "seed": result.seed,
                "asked": result.asked,
                "draws": result.draws,
                "complete": result.complete,
                "shift": result.shift,
                "units": result.to_rows(),
            }
        )
    )


_WRITERS = {"table": _table, "csv": _csv, "json": _json}
