"""
`gm100 evaluate`: recompute an evaluation and compare it with what was published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._files import to_read
from gm100.cli._output import as_json, remark, say
from gm100.cli._regions import RegionNames, unit_of
from gm100.errors import count
from gm100.reference import evaluations, regions, scorecards
from gm100.scoring import rank
from gm100.serializers import read_evaluations
from gm100.serializers.document.files import read_text
from gm100.serializers.document.opening import name_of
from gm100.serializers.formats.csv_ import write_rows
from gm100.serializers.tabular.evaluations import Rules

if TYPE_CHECKING:
    import argparse

    from gm100.model import Evaluation, Scorecard
    from gm100.scoring import Ranking

COLUMNS = ("rank", "code", "region", "index", "published", "match")


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "evaluate",
        help="recompute an evaluation and compare it with the published index",
        description="Recompute the index of every region, rank them, and compare with the published index. "
        "Exit code 1 when a published index does not match, 2 when the input is wrong.",
    )
    command.add_argument(
        "file", nargs="?", help="CSV table, or - for standard input; without it, the bundled official results"
    )
    command.add_argument("--scorecard", default="kominfo-2023-regular", metavar="ID", help="default: %(default)s")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.add_argument("--explain", metavar="REGION", help="show how the index of this region comes about")
    command.add_argument("--decimal-comma", action="store_true", help="the table has decimal commas")
    command.add_argument("--exact", action="store_true", help="correct no misspelled name of a region")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    card = scorecards()[args.scorecard]
    names = RegionNames(exact=args.exact)
    found = evaluations(scorecard=card)
    if args.file is not None:
        found = read_table(args.file, card, names, decimal_comma=args.decimal_comma)
    for evaluation in found if args.file is not None else ():
        _doubt(evaluation)
    ranking = rank(found, card)
    if args.explain:
        say(ranking[unit_of(args.explain, ranking.scores)].explain())
    else:
        _WRITERS[args.format](ranking, names)
    for line in [*names.corrections, *_closing(ranking)]:
        (say if args.format == "table" else remark)(line)
    return 0 if ranking.reproduced == ranking.comparable else 1


def read_table(file: str, card: Scorecard, names: RegionNames, *, decimal_comma: bool) -> tuple[Evaluation, ...]:
    """
    Read a table of evaluations.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed.
    """
    others = {i.id: other.id for other in scorecards().values() for i in other.indicators}
    rules = Rules(card, regions(), names, decimal_comma=decimal_comma, elsewhere=others)
    place = to_read(file)
    return read_evaluations(read_text(place), rules, document=name_of(place))


def _doubt(evaluation: Evaluation) -> None:
    """
    Point at a region whose zeros may mean that it was absent: documents print both alike.
    """
    if evaluation.participated and not any(score.value for score in evaluation.scores):
        remark(f"{evaluation.name} ({evaluation.region}): all scores are 0; if absent, write 0 under participated")


def _closing(ranking: Ranking) -> list[str]:
    """
    Return what is to be said below the results.
    """
    lines = []
    if ranking.unranked:
        names = ", ".join(place.name or place.unit for place in ranking.unranked)
        lines.append(f"{count(ranking.unranked, 'region')} did not take part: {names}")
    if ranking.comparable:
        lines.append(f"{ranking.reproduced} of {ranking.comparable} published indices reproduced")
    else:
        lines.append(f"{count(ranking.places, 'region')} computed; no published index to compare with")
    return lines


def _table(ranking: Ranking, _: RegionNames) -> None:
    say(f"{ranking}\n")


def _csv(ranking: Ranking, names: RegionNames) -> None:
    read = {code: result.text for code, result in names.corrected.items()}
    rows = [row | {"text_read": read.get(str(row["code"]))} for row in ranking.to_rows()]
    say(write_rows(rows, (*COLUMNS, "text_read") if read else COLUMNS))


def _json(ranking: Ranking, names: RegionNames) -> None:
    report = {
        "scorecard": ranking.scores.scorecard.id,
        "comparable": ranking.comparable,
        "reproduced": ranking.reproduced,
        "ranking": ranking.to_rows(),
        "absent": [{"code": place.unit, "region": place.name} for place in ranking.unranked],
        "corrected": [{"text": read.text, "code": code} for code, read in names.corrected.items()],
    }
    say(as_json(report))


_WRITERS = {"table": _table, "csv": _csv, "json": _json}
