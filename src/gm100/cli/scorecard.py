"""
`gm100 scorecard`: show a scorecard, check one, say how two differ, or write one in another language.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gm100._text import columns, shown
from gm100.cli._dossier import is_file
from gm100.cli._files import standard_format, to_read
from gm100.cli._output import as_json, remark, say
from gm100.cli._plugins import add_plugins, engine_of
from gm100.errors import DefinitionError, count
from gm100.model import Group, Scorecard
from gm100.reference import scorecards
from gm100.scoring import audit, check_scorecard, diff, effective_weights, export_scorecard
from gm100.serializers import dumps, load
from gm100.serializers.tabular.plain import read_cells

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from decimal import Decimal

    from gm100.model import Node


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser("scorecard", help="show a scorecard, check one, compare two, or export one")
    verbs = command.add_subparsers(required=True, metavar="VERB")
    show = verbs.add_parser("show", help="show the tree with weights and methods, or the document itself")
    show.add_argument("scorecard", metavar="ID_OR_FILE")
    show.add_argument("--format", choices=("tree", "json"), default="tree")
    show.set_defaults(run=_show)
    check = verbs.add_parser(
        "check",
        help="say what keeps a scorecard from being computed (exit code 2), and its faults (exit code 1)",
    )
    check.add_argument("scorecard", metavar="ID_OR_FILE")
    check.add_argument("--against", metavar="ID_OR_FILE", help="the scorecard it should be; without it the shipped one")
    add_plugins(check)
    check.set_defaults(run=_check)
    compare = verbs.add_parser("diff", help="say how two scorecards differ; exit code 1 when they do")
    compare.add_argument("one", metavar="ID_OR_FILE")
    compare.add_argument("other", metavar="ID_OR_FILE")
    compare.add_argument("--format", choices=("text", "json"), default="text")
    compare.set_defaults(run=_diff)
    new = verbs.add_parser("new", help="make a scorecard of a table of nodes, such as COINr's iMeta")
    new.add_argument("table", metavar="FILE", help="a row a node: code, parent, weight, direction, normalise, ...")
    new.add_argument("--id", help="id of the scorecard (the name of the file)")
    new.add_argument("--title", help="title for people")
    new.add_argument(
        "--weights",
        choices=("of_group", "of_whole"),
        default="of_group",
        help="what weights are shares of",
    )
    new.set_defaults(run=_new)
    export = verbs.add_parser("export", help="write a scorecard as a function of JavaScript or a query of SQL")
    export.add_argument("scorecard", metavar="ID_OR_FILE")
    export.add_argument("--to", choices=("js", "sql"), required=True, help="the language")
    export.add_argument("--name", help="name of the function (score) or of the table (units)")
    add_plugins(export)
    export.set_defaults(run=_export)


def find(name: str) -> Scorecard:
    """
    Return a scorecard by its id, or from a file.

    Raises:
        UnknownIdError: There is neither a scorecard nor a file of that name.
        DocumentError: The file holds something else than one scorecard, or something in it is wrong.
    """
    if name in scorecards() or not is_file(name):
        return scorecards()[name]
    return load(to_read(name), Scorecard, format=standard_format(name))


def _show(args: argparse.Namespace) -> int:
    card = find(args.scorecard)
    if args.format == "json":
        say(dumps(card))
        return 0
    shares = effective_weights(card)
    head = ("node", "weight", "share", "method")
    rows = [head, *_lines(card.root, "", shares)]
    notes = [f"{label}: {value}" for label, value in _notes(card) if value]
    say("\n".join([f"{card.id}: {card.title or ''}".rstrip(": "), *notes, *columns(rows, "lrrl")]))
    return 0


def _notes(card: Scorecard) -> Iterator[tuple[str, str | None]]:
    yield "evidence", card.evidence and card.evidence.value
    yield "source", (card.source.number or card.source.title) if card.source else None
    yield "index", str(card.round) if card.round else None
    yield "bands", "; ".join(map(str, card.bands))
    yield "note", card.note


def _lines(node: Node, indent: str, shares: dict[str, Decimal]) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(node, Group):
        how = [str(node.aggregate), "" if node.weigh.slug == "given" else f"weights by {node.weigh}"]
        how += [f"missing {node.missing}", f"x {node.factor}" if node.factor != 1 else "", _rounding(node)]
        yield (indent + node.id, str(node.weight), "", ", ".join(part for part in how if part))
        for child in node.children:
            yield from _lines(child, indent + "  ", shares)
        return
    how = [str(node.normalise or ""), f"scale {node.scale}" if node.scale else "", _rounding(node)]
    how += ["less is better" if node.direction == "lower" else "", node.name or ""]
    yield (indent + node.id, str(node.weight), shown(shares[node.id]), ", ".join(part for part in how if part))


def _rounding(node: Node) -> str:
    return f"rounded {node.round}" if node.round else ""


def _check(args: argparse.Namespace) -> int:
    card = find(args.scorecard)
    issues = check_scorecard(card, engine_of(args))
    if issues:
        raise DefinitionError(card.id, issues)
    faults = audit(card, find(args.against) if args.against else None)
    for each in faults:
        say(f"{', '.join(map(str, each.path))}: {each.message}")
    remark(f"{card.id}: {count(faults, 'fault') if faults else 'nothing is wrong'}")
    return 1 if faults else 0


def _new(args: argparse.Namespace) -> int:
    id_ = args.id or Path(args.table).stem.lower()
    say(dumps(Scorecard.from_table(read_cells(to_read(args.table)), id=id_, title=args.title, weights=args.weights)))
    return 0


def _diff(args: argparse.Namespace) -> int:
    found = diff(find(args.one), find(args.other))
    if args.format == "json":
        say(as_json([each._asdict() for each in found]))
    elif found:
        say("\n".join(map(str, found)))
    return 1 if found else 0


def _export(args: argparse.Namespace) -> int:
    say(export_scorecard(find(args.scorecard), args.to, name=args.name, methods=engine_of(args)).rstrip("\n"))
    return 0
