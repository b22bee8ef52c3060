"""
Draw the rooms of the package and what they import of one another, for docs/explanation/architecture.md.

    python tools/draw_rooms.py            write docs/images/rooms.svg
    python tools/draw_rooms.py --check    write nothing; exit 1 when the picture would differ
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "src" / "gm100"
FILE: Final = ROOT / "docs" / "images" / "rooms.svg"
GROUND: Final = "ground"
"""One box for the modules whose name begins with an underscore: they serve every room and are no room."""

LOOKUP: Final = "_lookup"
"""The one of them that looks up has its own box, as high as what it needs."""

FLOORS: Final = (
    ("cli", "adapters"),
    ("reference",),
    ("serializers", "rules", "scoring"),
    ("model", LOOKUP),
    ("render", "fields"),
    ("text", GROUND),
    ("errors", "typing"),
)
"""The rooms from the top floor down; imports go down."""

SAYS: Final = {
    "cli": "a file a command",
    "adapters": "frames, charts, reports, forms",
    "reference": "what is known, with sources",
    "serializers": "documents in and out",
    "rules": "what the programme asks",
    "scoring": "an index from a scorecard",
    "model": "the nouns of the programme",
    "render": "text and HTML from plain data",
    "fields": "constraints and arguments",
    "text": "dates, codes, words, layout",
    LOOKUP: "texts of arguments",
    GROUND: "extras, compiling: _*.py",
    "errors": "every error",
    "typing": "names for annotations",
}
TIP: Final = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 L8 4 L0 8 z" fill="#555"/></marker></defs>'
)
WIDTH: Final = 760
BOX: Final = (200, 52)
STEP: Final = 104


def room_of(parts: tuple[str, ...]) -> str:
    """
    Return the room of a module, by the parts of its name below the package.
    """
    first = parts[0] if parts else ""
    return GROUND if first.startswith("_") and first not in {"__main__", LOOKUP} else first


def edges() -> set[tuple[str, str]]:
    """
    Return which room imports which, whenever the import runs.
    """
    known = {room for floor in FLOORS for room in floor}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        here = room_of(path.relative_to(PACKAGE).with_suffix("").parts)
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            there = room_of(tuple(name.split(".")[1:]))
            if here != there and {here, there} <= known:
                found.add((here, there))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """
    Yield the names of the modules of gm100 that a module imports; what type checkers alone import is left out.
    """
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in (each for each in ast.walk(tree) if id(each) not in for_types):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "gm100":
            yield from (node.module if "." in node.module else f"gm100.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.startswith("gm100."))


def direct(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """
    Return the edges that do not follow from two others, so that the picture can be read.
    """
    down = {(one, two) for one, two in found if level(one) <= level(two)}
    far = {(one, three) for one, two in down for second, three in down if two == second}
    return {edge for edge in found if edge not in far}


def level(room: str) -> int:
    """
    Return the floor of a room, counted from the top.
    """
    return next(place for place, floor in enumerate(FLOORS) if room in floor)


def centre(room: str) -> tuple[float, float]:
    """
    Return the middle of the box of a room.
    """
    floor = FLOORS[level(room)]
    share = WIDTH / len(floor)
    return share * (floor.index(room) + 0.5), 20 + BOX[1] / 2 + STEP * level(room)


def picture() -> str:
    """
    Return the picture as SVG.
    """
    height = 40 + BOX[1] + STEP * (len(FLOORS) - 1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" role="img">',
        "<title>The rooms of gm100 and what they import</title>",
        TIP,
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    lines += [arrow(one, two) for one, two in sorted(direct(edges()))]
    lines += [box(room) for floor in FLOORS for room in floor]
    return "\n".join([*lines, "</svg>", ""])


def arrow(one: str, two: str) -> str:
    """
    Return the arrow from a room to one that it imports; dashed where it goes up.
    """
    (x1, y1), (x2, y2) = centre(one), centre(two)
    beside = level(one) == level(two)
    dx, dy = (BOX[0] / 2 if beside else 0), (0 if beside else BOX[1] / 2)
    down, right = (1 if y2 > y1 else -1), (1 if x2 > x1 else -1)
    dashed = ' stroke-dasharray="5 4"' if level(two) < level(one) else ""
    ends = f'x1="{x1 + right * dx:g}" y1="{y1 + down * dy:g}" x2="{x2 - right * dx:g}" y2="{y2 - down * dy:g}"'
    return f'<line {ends} stroke="#555"{dashed} marker-end="url(#tip)"/>'


def box(room: str) -> str:
    """
    Return the box of a room, with what it holds.
    """
    x, y = centre(room)
    left, top = x - BOX[0] / 2, y - BOX[1] / 2
    return (
        '<g text-anchor="middle">'
        f'<rect x="{left:g}" y="{top:g}" width="{BOX[0]}" height="{BOX[1]}" rx="6" fill="#e3f1ef" stroke="#00594f"/>'
        f'<text x="{x:g}" y="{y - 4:g}" font-weight="bold" font-size="15" fill="#00403a">{escape(room)}</text>'
        f'<text x="{x:g}" y="{y + 15:g}" font-size="12" fill="#333">{escape(SAYS[room])}</text></g>'
    )


def main() -> int:
    """
    Write the picture, or say that it differs.
    """
    parser = argparse.ArgumentParser(description="Draw the rooms of the package from its imports.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the picture would differ")
    options = parser.parse_args()
    if options.check:
        return 0 if FILE.exists() and FILE.read_text(encoding="utf-8") == picture() else 1
    FILE.write_text(picture(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
