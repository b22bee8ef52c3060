"""
`gm100 sensitivity`: how robust a ranking is, by three analyses.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from gm100.cli._given import card_of
from gm100.cli._output import remark, show, shown, word_for
from gm100.cli._parse import UsageError, misused
from gm100.cli._tables import engine_of, table_of
from gm100.cli._terminal import progress
from gm100.errors import Gm100Error
from gm100.model import MeasurementError, WeightShare
from gm100.scoring import leave_one_out, sensitivity, sobol
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.model import Factor, Scorecard, Sobol
    from gm100.scoring import LeaveOut, Sensitivity

_OPTIONS = {
    "draws": ("draws", "seed", "share", "error"),
    "leave-one-out": (),
    "sobol": ("samples", "seed", "share", "error", "of"),
}
"""The options of each of the three analyses; an option that another takes is refused."""


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    name = "sobol" if args.sobol else "leave-one-out" if args.leave_one_out else "draws"
    stray = _stray(args, name)
    if stray or (args.sobol and args.leave_one_out):
        raise misused(args.lang, "stray", options=", ".join(stray or ["--leave-one-out"]))
    card = card_of(args.scorecard)
    data = table_of(args, args.table, card, plain=True).rows
    if not data:
        raise misused(args.lang, "nothing_to_rank")
    try:
        analysis = _ANALYSES[name](data, card, args)
    except ValueError as error:  # Too few draws, or a unit without an index under some of them.
        if isinstance(error, Gm100Error):
            raise
        raise UsageError([translated(str(error), args.lang)]) from None
    rows = (analysis.rows if args.format == "json" else []) or analysis.result.to_rows()
    if args.format == "table":
        rows = [_shown(row, analysis.decimals, args.lang) for row in rows]
    show(args, name, rows, as_of=card.edition, scorecard=card.id, **analysis.data)
    remark(analysis.closing)
    return 0 if analysis.data.get("complete", True) else 1


class Analysis(NamedTuple):
    """
    An analysis, ready to be shown.

    Attributes:
        result: The result: a table as text, and rows.
        data: What JSON says beside the rows.
        closing: What is said beside the table.
        rows: The rows for JSON, where they hold more.
        decimals: How many decimals a person is shown; whole numbers have none where that is not fixed.
    """

    result: Sensitivity | LeaveOut | Sobol
    data: dict[str, Any]
    closing: str
    rows: Sequence[dict[str, Any]] = ()
    decimals: int | None = None


def _shown(row: dict[str, Any], decimals: int | None, lang: str) -> dict[str, Any]:
    """
    Return a row as a person is shown it: figures with few decimals, and the name of the node that is left out.
    """
    figures = {key: _figure(value, decimals) for key, value in row.items() if key != "node"}
    return {"without": word_for(row["node"], lang), **figures} if "node" in row else figures


def _figure(value: Any, decimals: int | None) -> Any:
    if not isinstance(value, float):
        return value
    return Decimal(f"{value:.0f}" if decimals is None and value.is_integer() else f"{value:.{decimals or 2}f}")


def _stray(args: SimpleNamespace, analysis: str) -> list[str]:
    options = dict.fromkeys(name for names in _OPTIONS.values() for name in names)
    wanted = _OPTIONS[analysis]
    return [f"--{name}" for name in options if name not in wanted and getattr(args, name) is not None]


def _draws(data: Any, card: Scorecard, args: SimpleNamespace) -> Analysis:
    factors: list[Factor] = [WeightShare(**_given(args, "share")), *_errors(args)]
    result = sensitivity(data, card, factors, **_how(args, "draws"))
    head = {"seed": result.seed, "asked": result.asked, "draws": result.draws, "complete": result.complete}
    closing = words_of("sensitivity", args.lang)["draws"].format(
        done=_done(args, result.draws, result.asked),
        factors=", ".join(translated(str(each), args.lang) for each in factors),
        seed=result.seed,
        units=len(result.units),
        shift=shown(Decimal(f"{result.shift:.2f}"), args.lang),
    )
    return Analysis(result, head | {"factors": list(map(str, factors)), "shift": result.shift}, closing)


def _leave_one_out(data: Any, card: Scorecard, args: SimpleNamespace) -> Analysis:
    result = leave_one_out(data, card, **_how(args, "nodes"))
    rows = [
        row | {"units": [{"code": each.unit, "rank": each.rank, "without": each.without} for each in omission.shifts]}
        for row, omission in zip(result.to_rows(), result, strict=True)
    ]
    return Analysis(result, {}, words_of("sensitivity", args.lang)["nodes"].format(count=len(rows)), rows)


def _sobol(data: Any, card: Scorecard, args: SimpleNamespace) -> Analysis:
    factors: list[Factor] = [*WeightShare.apart(card, **_given(args, "share")), *_errors(args)]
    result = sobol(data, card, factors, **_how(args, "samples"), of=args.of)
    head = {"seed": result.seed, "asked": result.asked, "samples": result.samples, "complete": result.complete}
    whole = {"output": result.output, "mean": result.mean, "variance": result.variance, "confidence": result.confidence}
    closing = words_of("sensitivity", args.lang)["samples"].format(
        done=_done(args, result.samples, result.asked),
        output=translated(result.output, args.lang),
        seed=result.seed,
        confidence=f"{result.confidence:.0%}",
    )
    return Analysis(result, head | whole, closing, decimals=3)


_ANALYSES = {"draws": _draws, "leave-one-out": _leave_one_out, "sobol": _sobol}


def _errors(args: SimpleNamespace) -> list[MeasurementError]:
    return [] if args.error is None else [MeasurementError(half_width=args.error)]


def _given(args: SimpleNamespace, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := vars(args).get(name)) is not None}


def _how(args: SimpleNamespace, counted: str) -> dict[str, Any]:
    """
    Return the options of an analysis that were given; the others have the defaults of the library.
    """
    return {
        **_given(args, "seed", counted, "ties"),
        "progress": progress(sys.stderr, counted),
        "engine": engine_of(args),
    }


def _done(args: SimpleNamespace, done: int, asked: int) -> str:
    says = words_of("sensitivity", args.lang)["stopped"]
    return str(done) if done == asked else says.format(done=done, asked=asked)
