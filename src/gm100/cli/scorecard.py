"""
`gm100 scorecard`: show a scorecard, check one, say how two differ, or write one in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from gm100._text import columns, shown
from gm100._words import words_of
from gm100.cli._given import card_of, place_of
from gm100.cli._output import remark, say
from gm100.cli._output import show as show_rows
from gm100.cli._tables import engine_of
from gm100.errors import DefinitionError
from gm100.model import Group, Scorecard
from gm100.scoring import audit, check_scorecard, effective_weights, export_scorecard
from gm100.scoring import diff as differences
from gm100.serializers import dumps
from gm100.serializers.tabular.reading import read

if TYPE_CHECKING:
    from gm100.model import Node


def show(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard show`.
    """
    card = card_of(args.scorecard)
    if args.format == "document":
        say(dumps(card))
        return 0
    head = ("node", "weight", "share", "method")
    shares = effective_weights(card)
    lines = list(_lines(card.root, "", shares))
    notes = [f"{label}: {value}" for label, value in _notes(card) if value]
    text = "\n".join([f"{card.id}: {card.title or ''}".rstrip(": "), *notes, *columns([head, *lines], "lrrl")])
    rows = [
        {"node": node.id, "weight": node.weight, "share": shares.get(node.id), "method": line[3]}
        for node, line in zip(card.walk(), lines, strict=True)
    ]
    show_rows(args, "scorecard", rows, as_of=card.edition, text=text, scorecard=card.id, title=card.title)
    return 0


def check(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard check`.
    """
    card = card_of(args.scorecard)
    issues = check_scorecard(card, engine_of(args))
    if issues:
        raise DefinitionError(card.id, issues)
    faults = audit(card, card_of(args.against) if args.against else None)
    if faults:
        say("\n".join(f"{', '.join(map(str, each.path))}: {each.message}" for each in faults))
        return 1
    remark(words_of("usage", args.lang)["nothing_wrong"].format(card=card.id))
    return 0


def new(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard new`.
    """
    table = read(place_of(args.table)).numbers(("weight", "bobot", "Weight")).sound()
    id_ = args.id or Path(args.table).stem.lower()
    rows = [cells for _, cells in table.rows]
    say(dumps(Scorecard.from_table(rows, id=id_, title=args.title, weights=args.weights)).rstrip("\n"))
    return 0


def diff(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard diff`.
    """
    found = differences(card_of(args.one), card_of(args.other))
    rows = [each._asdict() for each in found]
    show_rows(args, "differences", rows, ("node", "field", "before", "after"), text="\n".join(map(str, found)))
    return 1 if found else 0


def export(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard export`.
    """
    say(export_scorecard(card_of(args.scorecard), args.to, name=args.name, methods=engine_of(args)).rstrip("\n"))
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
