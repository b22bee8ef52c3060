"""
Write a web page that computes every scorecard which JavaScript can: one file, no server, nothing loaded from elsewhere.

    python examples/elsewhere/build_page.py page-of-gm100.html

`page.html` beside this script is the page without scorecards; each comes from `export_scorecard(card, "js")`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import gm100
from gm100 import EngineLimitError, Scorecard

TEMPLATE = Path(__file__).with_name("page.html")


def page_of(cards: Iterable[Scorecard]) -> tuple[str, dict[str, str]]:
    """
    Return the page, and of each scorecard that JavaScript cannot compute why not.
    """
    functions: list[str] = []
    shown: list[str] = []
    refused: dict[str, str] = {}
    for card in cards:
        try:
            functions.append(gm100.export_scorecard(card, "js", name=f"score{len(functions)}"))
        except EngineLimitError as error:
            refused[card.id] = str(error)
            continue
        shown.append(f"{{...{json.dumps(about(card))}, score: score{len(shown)}}}")
    parts = {"FUNCTIONS": "\n".join(functions), "CARDS": f"[{', '.join(shown)}]"}
    # What ends a script or begins a comment of HTML may be in a text of a scorecard; the backslash is dropped.
    safe = {name: text.replace("</", "<\\/").replace("<!--", "<\\!--") for name, text in parts.items()}
    page = TEMPLATE.read_text(encoding="utf-8")
    return re.sub(r"/\*(FUNCTIONS|CARDS)\*/", lambda found: safe[found[1]], page), refused


def about(card: Scorecard) -> dict[str, Any]:
    """
    Return what the page says of a scorecard: its source, its days, and its nodes from the index down.
    """
    return {
        "id": card.id,
        "title": card.title or card.id,
        "source": card.source and ", ".join(filter(None, (card.source.title, card.source.number))),
        "grade": card.evidence,
        "from": card.effective_from and str(card.effective_from),
        "until": card.effective_until and str(card.effective_until),
        "nodes": list(nodes(card.root, 0)),
    }


def nodes(node: gm100.Group | gm100.Indicator, depth: int) -> Iterator[dict[str, Any]]:
    """
    Yield a node and those below it; a group has no scale, not even an empty one.
    """
    shown = {"id": node.id, "name": node.name or "", "depth": depth, "weight": str(node.weight)}
    if isinstance(node, gm100.Group):
        yield {**shown, "scale": None, "method": str(node.aggregate)}
        for child in node.children:
            yield from nodes(child, depth + 1)
    else:
        yield {**shown, "scale": str(node.scale or ""), "method": str(node.normalise or "")}


if __name__ == "__main__":
    page, refused = page_of(gm100.scorecards().values())
    Path(sys.argv[1]).write_text(page, encoding="utf-8")
    print(f"wrote {sys.argv[1]}", *(f"without {code}: {why}" for code, why in refused.items()), sep="\n")
