"""
`gm100 sensitivity`: how robust a ranking is, by three analyses.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from gm100.cli._output import as_json, remark, say
from gm100.cli._plugins import add_plugins, engine_of
from gm100.cli.score import read_table
from gm100.cli.scorecard import find
from gm100.errors import count
from gm100.model import MeasurementError, WeightShare
from gm100.reference import evaluations
from gm100.scoring import leave_one_out, sensitivity, sobol
from gm100.serializers.formats.csv_ import write_rows

if TYPE_CHECKING:
    import argparse

    from gm100.model import Factor, Scorecard, Sobol
    from gm100.scoring import LeaveOut, Sensitivity

SHARE = 0.25
DRAWS = 1_000
SAMPLES = 500
SEED = 7

_OPTIONS = {
    "draws": ("draws", "seed", "share", "error"),
    "leave-one-out": (),
    "sobol": ("samples", "seed", "share", "error", "of"),
}
"""The options of each of the three analyses; an option that another takes is refused."""


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "sensitivity",
        help="show how robust a ranking is: draws, leave one out, Sobol indices",
        description="Rank a table again and again with weights, and perhaps values, that are off by chance, and show "
        "where each unit comes to stand; or show what each node does to the ranks, or which source of "
        "uncertainty matters most. Ctrl-C "
        "stops draws and samples early and shows what is done so far. Exit code 1 when it was stopped, 2 when the "
        "input is wrong.",
    )
    command.add_argument(
        "table", nargs="?", help="CSV table, or - for standard input; without it, the published results"
    )
    command.add_argument(
        "--scorecard", required=True, metavar="ID_OR_FILE", help="an id of gm100 scorecards, or a file"
    )
    ways = command.add_mutually_exclusive_group()
    ways.add_argument(
        "--leave-one-out",
        dest="analysis",
        action="store_const",
        const="leave-one-out",
        default="draws",
        help="leave out each node by itself; its weight goes to its siblings",
    )
    ways.add_argument(
        "--sobol",
        dest="analysis",
        action="store_const",
        const="sobol",
        help="split up the variance among the weights of each group (or each weight, if there is one group) and errors",
    )
    command.add_argument("--draws", type=int, metavar="N", help=f"default: {DRAWS}")
    command.add_argument("--samples", type=int, metavar="N", help=f"of --sobol, default: {SAMPLES}")
    command.add_argument("--of", metavar="CODE", help="with --sobol, look at the rank of this unit, not at all shifts")
    command.add_argument("--seed", type=int, metavar="S", help=f"default: {SEED}")
    command.add_argument("--share", type=float, help=f"by which share a weight may be off, default: {SHARE}")
    command.add_argument("--error", type=float, metavar="E", help="by how much a value may be off, default: not at all")
    command.add_argument("--decimal-comma", action="store_true", help="the table has decimal commas")
    command.add_argument("--ties", choices=("min", "max", "average", "dense", "ordinal"), default="min")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add_plugins(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    stray = _stray(args)
    if stray:
        remark(f"{', '.join(stray)}: not for this analysis; see gm100 sensitivity --help")
        return 2
    card = find(args.scorecard)
    data: Any = (
        read_table(args.table, decimal_comma=args.decimal_comma)
        if args.table is not None
        else evaluations(scorecard=card)
    )
    if not data:
        remark("there is nothing to rank; give a table with rows")
        return 2
    try:
        analysis = _ANALYSES[args.analysis](data, card, args)
    except ValueError as error:  # Too few draws, or a unit without an index under some of them.
        remark(str(error))
        return 2
    _WRITERS[args.format](analysis)
    remark(analysis.closing)
    return 0 if analysis.complete else 1


class Analysis(NamedTuple):
    """
    An analysis, ready to be shown.

    Attributes:
        result: The result: a table as text, and rows.
        data: All of it for JSON.
        closing: What is said of it beside the table.
        complete: Whether it was not stopped.
    """

    result: Sensitivity | LeaveOut | Sobol
    data: dict[str, Any]
    closing: str
    complete: bool = True


def _stray(args: argparse.Namespace) -> list[str]:
    options = dict.fromkeys(name for names in _OPTIONS.values() for name in names)
    wanted = _OPTIONS[args.analysis]
    return [f"--{name}" for name in options if name not in wanted and getattr(args, name) is not None]


def _draws(data: Any, card: Scorecard, args: argparse.Namespace) -> Analysis:
    factors: list[Factor] = [WeightShare(share=_or(args.share, SHARE)), *_errors(args)]
    draws, progress = _or(args.draws, DRAWS), _progress(sys.stderr, "draws")
    seed, engine = _or(args.seed, SEED), engine_of(args)
    result = sensitivity(data, card, factors, draws=draws, seed=seed, ties=args.ties, progress=progress, engine=engine)
    head = {"seed": result.seed, "asked": result.asked, "draws": result.draws, "complete": result.complete}
    moved = f"{count(result.units, 'unit')} move by {result.shift:.2f} on average"
    done = _done(result.draws, result.asked)
    return Analysis(
        result,
        head | {"factors": list(map(str, factors)), "shift": result.shift, "units": result.to_rows()},
        f"{done} draws, {', '.join(map(str, factors))}, seed {result.seed}; {moved}",
        result.complete,
    )


def _leave_one_out(data: Any, card: Scorecard, args: argparse.Namespace) -> Analysis:
    progress, engine = _progress(sys.stderr, "nodes"), engine_of(args)
    result = leave_one_out(data, card, ties=args.ties, progress=progress, engine=engine)
    rows = [
        row | {"units": [{"code": each.unit, "rank": each.rank, "without": each.without} for each in omission.shifts]}
        for row, omission in zip(result.to_rows(), result, strict=True)
    ]
    return Analysis(result, {"nodes": rows}, f"{count(result.omissions, 'node')} left out, each by itself")


def _sobol(data: Any, card: Scorecard, args: argparse.Namespace) -> Analysis:
    result = sobol(
        data,
        card,
        [*WeightShare.apart(card, _or(args.share, SHARE)), *_errors(args)],
        samples=_or(args.samples, SAMPLES),
        seed=_or(args.seed, SEED),
        of=args.of,
        ties=args.ties,
        progress=_progress(sys.stderr, "samples"),
        engine=engine_of(args),
    )
    head = {"seed": result.seed, "asked": result.asked, "samples": result.samples, "complete": result.complete}
    whole = {"output": result.output, "mean": result.mean, "variance": result.variance, "confidence": result.confidence}
    done = _done(result.samples, result.asked)
    return Analysis(
        result,
        head | whole | {"factors": result.to_rows()},
        f"{done} samples of the {result.output}, seed {result.seed}; intervals of {result.confidence:.0%}",
        result.complete,
    )


_ANALYSES = {"draws": _draws, "leave-one-out": _leave_one_out, "sobol": _sobol}


def _errors(args: argparse.Namespace) -> list[MeasurementError]:
    return [] if args.error is None else [MeasurementError(half_width=args.error)]


def _or(given: Any, default: Any) -> Any:
    return default if given is None else given


def _done(done: int, asked: int) -> str:
    return str(done) if done == asked else f"stopped after {done} of {asked}"


def _progress(stream: Any, things: str) -> Any:
    """
    Return what writes progress to a terminal, or `None` where nobody watches.
    """
    if not stream.isatty():
        return None
    return lambda done, total: stream.write(f"\r{done} of {total} {things}" + ("\n" if done == total else ""))


def _table(analysis: Analysis) -> None:
    say(str(analysis.result))


def _csv(analysis: Analysis) -> None:
    rows = analysis.result.to_rows()
    say(write_rows(rows, tuple(rows[0])))


def _json(analysis: Analysis) -> None:
    say(as_json(analysis.data))


_WRITERS = {"table": _table, "csv": _csv, "json": _json}
