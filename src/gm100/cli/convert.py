"""
`gm100 convert`: read a document in one format and write it in another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gm100.cli._files import STANDARD, to_read, to_write
from gm100.cli._output import remark
from gm100.reference import regions
from gm100.serializers import FORMATS, dump, iter_dump, iter_load, load, load_lenient
from gm100.serializers.document.envelope import entity_class

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "convert",
        help="read a document in one format and write it in another",
        description="Read a document in one format and write it in another; the suffixes tell the formats. "
        "Exit code 2 when the input is wrong, or when the new format cannot hold it.",
    )
    command.add_argument("input", metavar="IN", help="a file, a folder of tables, or - for standard input")
    command.add_argument(
        "output", metavar="OUT", help="a file, or - for standard output; with --to tables also a folder"
    )
    command.add_argument("--from", dest="source", choices=list(FORMATS), help="format of IN, whatever its suffix")
    command.add_argument("--to", choices=list(FORMATS), help="format of OUT, whatever its suffix")
    command.add_argument("--entity", metavar="NAME", help="what IN holds, where it does not say, such as Evaluation")
    command.add_argument("--lenient", action="store_true", help="read what is nearly right, and report it")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    entity = entity_class(args.entity) if args.entity else None
    for option, name, given in (("--from", args.source, args.input), ("--to", args.to, args.output)):
        if given == STANDARD and name is None:
            remark(f"-: nothing tells the format; say {option}, such as {option} json")
            return 2
    target = args.to or FORMATS.of(Path(args.output)).name
    source = args.source or (
        "tables" if args.input and Path(args.input).is_dir() else FORMATS.of(Path(args.input)).name
    )
    if source == target == "jsonl" and not args.lenient:
        iter_dump(iter_load(to_read(args.input), entity=entity), to_write(args.output))
        return 0
    data = _read(args, entity)
    options: dict[str, Any] = {"regions": regions()} if target in {"geojson", "ngsi-ld"} else {}
    if entity is not None and target != "jsonl":
        options["entity"] = entity
    dump(data, to_write(args.output), format=target, **options)
    return 0


def _read(args: argparse.Namespace, entity: type | None) -> Any:
    if not args.lenient:
        return load(to_read(args.input), format=args.source, entity=entity)
    found = load_lenient(to_read(args.input), format=args.source, entity=entity)
    for change in found.changes:
        remark(str(change))
    return found.data
