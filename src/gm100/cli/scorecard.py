"""
`gm100 scorecard`: show a scorecard, check one, say how two differ, or write one in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from gm100.cli._given import card_of, place_of
from gm100.cli._output import remark, say
from gm100.cli._output import show as show_rows
from gm100.cli._tables import engine_of
from gm100.errors import DefinitionError
from gm100.model import Group, Scorecard
from gm100.render.values import local
from gm100.scoring import audit, check_scorecard, effective_weights, export_scorecard
from gm100.scoring import diff as differences
from gm100.serializers import dumps
from gm100.serializers.tabular.reading import read
from gm100.text.layout import columns, shown
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.model import Node
    from gm100.scoring import Difference


def show(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard show`.
    """
    card = card_of(args.scorecard)
    lang = args.lang if args.format == "text" else "en"  # What programs read has the words of the API.
    head = tuple(translated(each, lang) for each in ("node", "weight", "share", "method"))
    shares = effective_weights(card)
    lines = list(_lines(card.root, "", shares, lang))
    title = translated(card.title or "", lang, "note")
    notes = [f"{translated(label, lang)}: {value}" for label, value in _notes(card, lang) if value]
    text = "\n".join([f"{card.id}: {title}".rstrip(": "), *notes, *columns([head, *lines], "lrrl")])
    rows = [
        {"node": node.id, "weight": node.weight, "share": shares.get(node.id), "method": line[3]}
        for node, line in zip(card.walk(), lines, strict=True)
    ]
    show_rows(
        args, "scorecard", rows, as_of=card.edition, text=text, document=card, scorecard=card.id, title=card.title
    )
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
        say("\n".join(f"{', '.join(map(str, each.path))}: {translated(each.message, args.lang)}" for each in faults))
        return 1
    remark(words_of("usage", args.lang)["nothing_wrong"].format(card=card.id))
    return 0


def new(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard new`.
    """
    table = read(place_of(args.table), sheet=args.sheet).numbers(("weight", "bobot", "Weight")).sound()
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
    text = "\n".join(_difference(each, args.lang) for each in found)
    show_rows(args, "differences", rows, ("node", "field", "before", "after"), text=text)
    return 1 if found else 0


def export(args: SimpleNamespace) -> int:
    """
    Run `gm100 scorecard export`.
    """
    say(export_scorecard(card_of(args.scorecard), args.to, name=args.name, methods=engine_of(args)).rstrip("\n"))
    return 0


def _difference(found: Difference, lang: str) -> str:
    values = (local(translated(value or "nothing", lang), lang) for value in (found.before, found.after))
    return f"{found.node or translated('scorecard', lang)}, {found.field}: {' -> '.join(values)}"


def _notes(card: Scorecard, lang: str) -> Iterator[tuple[str, str | None]]:
    yield "evidence", card.evidence and translated(card.evidence.value, lang, "evidence")
    yield "source", (card.source.number or card.source.title) if card.source else None
    yield "index", translated(str(card.round), lang) if card.round else None
    yield "bands", "; ".join(translated(str(band), lang) for band in card.bands)
    yield "note", translated(card.note or "", lang, "note")


def _lines(node: Node, indent: str, shares: dict[str, Decimal], lang: str) -> Iterator[tuple[str, str, str, str]]:
    rounded, group = f"rounded {node.round}" if node.round else "", isinstance(node, Group)
    how = [str(node.aggregate)] if isinstance(node, Group) else [str(node.normalise or "")]
    if isinstance(node, Group):
        how += ["" if node.weigh.slug == "given" else f"weights by {node.weigh}", f"missing {node.missing}"]
        how += [f"x {local(str(node.factor), lang)}" if node.factor != 1 else "", rounded]
    else:
        how += [f"scale {node.scale}" if node.scale else "", rounded]
        how += ["less is better" if node.direction == "lower" else ""]
    parts = [translated(part, lang) for part in how if part]
    if not group and node.name:
        parts.append(translated(translated(node.name, lang, "question"), lang, "note"))
    weight, share = (local(each, lang) for each in (str(node.weight), "" if group else shown(shares[node.id])))
    yield (indent + node.id, weight, share, ", ".join(parts))
    for child in node.children if isinstance(node, Group) else ():
        yield from _lines(child, indent + "  ", shares, lang)
