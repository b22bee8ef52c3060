"""
`gm100 convert`: read a document in one format and write it in another.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gm100.cli._given import STANDARD, place_of
from gm100.cli._output import remark
from gm100.cli._parse import UsageError
from gm100.reference import regions
from gm100.serializers import FORMATS, dump, iter_dump, iter_load, load, load_lenient
from gm100.serializers.document.envelope import entity_class
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.serializers.document.opening import Place


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    entity = entity_class(args.entity) if args.entity else None
    formats = {"from": vars(args)["from"], "to": args.to}
    says = words_of("usage", args.lang)
    problems = [
        says["no_format"].format(option=f"--{option}")
        for option, given in (("from", args.input), ("to", args.output))
        if given == STANDARD and formats[option] is None
    ]
    if problems:
        raise UsageError(problems)
    target = FORMATS[formats["to"]].name if formats["to"] else FORMATS.of(Path(args.output)).name
    source = FORMATS[formats["from"]].name if formats["from"] else _format_at(args.input)
    if source == target == "jsonl" and not args.lenient:
        iter_dump(iter_load(place_of(args.input), entity=entity), _place_to_write(args.output))
        return 0
    data = _read(args, source, entity)
    options: dict[str, Any] = {"regions": regions()} if target in {"geojson", "ngsi-ld"} else {}
    if entity is not None and target != "jsonl":
        options["entity"] = entity
    dump(data, _place_to_write(args.output), format=target, **options)
    return 0


def _format_at(given: str) -> str:
    return "tables" if given and Path(given).is_dir() else FORMATS.of(Path(given)).name


def _place_to_write(given: str) -> Place:
    if given != STANDARD:
        return given
    sys.stdout.flush()  # What was said before comes first.
    return sys.stdout.buffer


def _read(args: SimpleNamespace, source: str, entity: type | None) -> Any:
    if not args.lenient:
        return load(place_of(args.input), format=source, entity=entity)
    found = load_lenient(place_of(args.input), format=source, entity=entity)
    remark(*(translated(str(change), args.lang) for change in found.changes))
    return found.data
