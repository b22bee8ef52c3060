"""
Write docs/conformance/vectors.json: scorecards, rows, and what comes of them, for implementations in other languages.

    python tools/build_conformance.py            write the file
    python tools/build_conformance.py --check    say whether it is as it would be written, and write nothing

The cards are those that gm100 ships, and generated ones with every method and policy that a function of one unit can
have. What is expected is what `gm100.score` says.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from generated_cards import between, card_of, row_of  # noqa: E402 - as above

import gm100  # noqa: E402 - the package is beside the script
from gm100.errors import ScoringError  # noqa: E402 - as above
from gm100.model import Scorecard  # noqa: E402 - as above
from gm100.serializers import dumps  # noqa: E402 - as above

FILE = ROOT / "docs" / "conformance" / "vectors.json"
FORMAT: Final = 1
GENERATED, ROWS, SEED = 120, 6, 100

ENDS: Final = {
    "uhh": (20, 85),
    "hls": (0, 18),
    "rls": (0, 15),
    "pengeluaran": (1_007_436, 26_572_352),
    "i5": (0, 100),
    "i6": (0, 5),
    "i7": (0, 5),
}
"""Between what values rows lie of indicators without scales: human development, and what Pemdi takes over."""


def vectors(count: int = GENERATED) -> dict[str, Any]:
    """
    Return the whole document.

    Args:
        count: How many cards are generated.
    """
    cases = [_case(card, _shipped_rows(card, random.Random(SEED))) for card in gm100.scorecards().values()]
    cases += generated(count)
    return {"format": FORMAT, "made by": "tools/build_conformance.py", "cases": cases}


def generated(count: int) -> list[dict[str, Any]]:
    """
    Return generated cards, each with its rows; the first of them are the same whatever the number.
    """
    found: list[dict[str, Any]] = []
    seed = SEED
    while len(found) < count:
        seed += 1
        chance = random.Random(seed)
        card = card_of(chance, len(found))
        found.append(_case(card, [row_of(card, chance) for _ in range(ROWS)]))
    return found


def _case(card: Scorecard, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "card": json.loads(dumps(card)),
        "rows": [{"row": row, **expected(card, row)} for row in rows],
    }


def expected(card: Scorecard, row: dict[str, Any]) -> dict[str, Any]:
    """
    Return what comes of a row: index, band and nodes at the printed digits, or the problems by code and node.
    """
    try:
        result = gm100.score({"code": "u", **row}, card)
    except ScoringError as error:
        issues = [[issue.code, str(issue.path[1])] for issue in error.issues]
        return {"index": None, "band": None, "nodes": {}, "issues": issues}
    nodes = {} if result.root is None else {n.id: f"{n.value:f}" for n in result.root.walk() if n.value is not None}
    index = None if result.value is None else f"{result.value:f}"
    return {"index": index, "band": result.band, "nodes": nodes, "issues": []}


def _shipped_rows(card: Scorecard, chance: random.Random) -> list[dict[str, Any]]:
    rows = []
    for place in range(ROWS):
        row: dict[str, Any] = {}
        for leaf in card.indicators:
            low, high = (leaf.scale.low, leaf.scale.high) if leaf.scale else ENDS[leaf.id]
            row[leaf.id] = str(between(chance, Decimal(low), Decimal(high), 2 if place % 2 else 0))
        _spoil(row, chance, place)
        rows.append(row)
    return rows


def _spoil(row: dict[str, Any], chance: random.Random, place: int) -> None:
    """
    Take a value out of some rows, or make one wrong.
    """
    code = chance.choice(sorted(row))
    if place in {2, 3}:
        row[code] = None if place == 2 else "n/a"
    elif place == 4:
        row[code] = chance.choice(["-999999", "much", "1e12"])


def text_of(document: dict[str, Any]) -> str:
    """
    Return the document as text: a row of a case on its own line.
    """
    lines = ["{", f'"format": {document["format"]},', f'"made by": {json.dumps(document["made by"])},', '"cases": [']
    lines += [",\n".join(_lines(document["cases"])), "]", "}", ""]
    return "\n".join(lines)


def _lines(cases: list[dict[str, Any]]) -> Iterator[str]:
    for case in cases:
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in case["rows"])
        yield f'{{"card": {json.dumps(case["card"], ensure_ascii=False)},\n "rows": [\n  {rows}]}}'


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Write or check the file.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(arguments)
    text = text_of(vectors())
    if args.check:
        same = FILE.exists() and FILE.read_text(encoding="utf-8") == text
        sys.stdout.write("" if same else f"{FILE.relative_to(ROOT)} is not what this script writes\n")
        return 0 if same else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
