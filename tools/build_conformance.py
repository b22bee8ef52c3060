"""
Write docs/conformance/vectors.json: scorecards, rows, and what comes of them, for implementations in other languages.

    python tools/build_conformance.py            write the file
    python tools/build_conformance.py --check    say whether it is as it would be written, and write nothing
    python tools/build_conformance.py --many N   print N generated cards instead of the few of the file

The cards are those that gm100 ships, and generated ones with every method and policy that a function of one unit can
have. What is expected is what `gm100.score` says.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import gm100  # noqa: E402 - the package stands beside the script
from gm100.errors import ScoringError  # noqa: E402 - as above
from gm100.model import Group, Indicator, Scale, Scorecard  # noqa: E402 - as above
from gm100.model.scorecard import Direction, Missing, RoundingMode, Weighting  # noqa: E402 - as above
from gm100.serializers import dumps  # noqa: E402 - as above

FILE = ROOT / "docs" / "conformance" / "vectors.json"
FORMAT: Final = 1
GENERATED, ROWS, SEED = 120, 6, 100

AGGREGATORS: Final[list[Any]] = [
    "arithmetic",
    "sum",
    "count",
    ("count", 3),
    "minimum",
    "maximum",
    "median",
    ("owa", "0.5", "0.3", "0.2"),
    ("gated", 2, "2.5"),
    "geometric",
    "harmonic",
    "product",
    ("power", 2),
    ("power", "-1.5"),
    "mazziotta_pareto",
]
NORMALISERS: Final[list[Any]] = [
    None,
    None,
    "identity",
    ("goalposts", 0, 5),
    ("goalposts", 5, 0),
    ("goalposts", 1, 4, "cap"),
    ("log_goalposts", "0.5", 10),
    ("fraction", 4),
    ("inverse_fraction", 1),
    ("constant", "0.5"),
    ("standard", "2.5", "1.25", 100, 10),
    ("piecewise", 0, 0, 2, 80, 4, 100),
    ("steps", 1, 10, 2, 20, 3, 30),
    ("levels", "A", 4, "B", 3, "C", 1),
]
WEIGHTS: Final[list[Any]] = [0, 1, 1, 2, "0.25", "0.3", "0.11"]
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
        card = _card(chance, len(found))
        if not gm100.check_scorecard(card):
            found.append(_case(card, [_row(card, chance) for _ in range(ROWS)]))
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
            row[leaf.id] = str(_between(chance, Decimal(low), Decimal(high), 2 if place % 2 else 0))
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


def _between(chance: random.Random, low: Decimal, high: Decimal, decimals: int) -> Decimal:
    scale = int(10**decimals)
    return Decimal(chance.randint(int(low * scale), int(high * scale))) / Decimal(scale)


def _card(chance: random.Random, number: int) -> Scorecard:
    """
    Return a card of two levels.
    """
    inner = _group(chance, "inner", [_leaf(chance, code) for code in "cde"[: chance.randint(1, 3)]])
    root = _group(chance, "index", [_leaf(chance, "a"), _leaf(chance, "b"), inner])
    bands = {"high": 3, "middle": "1.5", "low": -1000} if chance.random() < 0.5 else ()
    return Scorecard(id=f"generated-{number:04d}", root=root, bands=bands)


def _leaf(chance: random.Random, code: str) -> Indicator:
    method = chance.choice(NORMALISERS)
    is_words = isinstance(method, tuple) and method[0] == "levels"
    scale = None if is_words or chance.random() < 0.3 else Scale("0.5", 5)
    return Indicator(
        code,
        weight=chance.choice(WEIGHTS),
        scale=scale,
        normalise=method,
        direction=Direction.HIGHER if scale is None else chance.choice(list(Direction)),
        no_answer=(9,) if scale and chance.random() < 0.2 else (),
        output=Scale(1, 100) if scale and chance.random() < 0.3 else None,
        round=_rounding(chance),
    )


def _rounding(chance: random.Random) -> Any:
    from gm100.model.scorecard import Rounding

    decimals = chance.choice([None, None, 0, 1, 2])
    return None if decimals is None else Rounding(decimals, mode=chance.choice(list(RoundingMode)))


def _group(chance: random.Random, name: str, children: list[Any]) -> Group:
    from gm100.model._entity import evolve

    method = chance.choice(AGGREGATORS)
    if method in {"arithmetic", "sum"} and chance.random() < 0.3:
        children = [evolve(child, round_part=chance.choice([1, 2])) for child in children]
    if not any(child.weight for child in children):
        children[0] = evolve(children[0], weight=1)
    missing = chance.choice(list(Missing))
    return Group(
        name,
        children=tuple(children),
        aggregate=method,
        weight=chance.choice(WEIGHTS[1:]),
        missing=missing,
        fill=chance.choice(["1", "2.5"]) if missing is Missing.FILL else None,
        min_coverage=chance.choice(["0", "0.5", "0.75"]) if missing is Missing.SKIP else 0,
        weighting=chance.choice(list(Weighting)),
        weights_total=sum(child.weight for child in children),
        factor=chance.choice([1, 1, 25]),
        round=_rounding(chance),
    )


def _row(card: Scorecard, chance: random.Random) -> dict[str, Any]:
    while True:
        row = {leaf.id: _cell(leaf, chance) for leaf in card.indicators}
        if not any(_weightless(node, row) for node in card.walk() if isinstance(node, Group)):
            return row


def _weightless(group: Group, row: dict[str, Any]) -> bool:
    """
    Tell whether only children of weight 0 have a value: what a group makes of them is no matter of conformance.
    """
    there = [child for child in group.children if _is_there(child, row, filled=group.fill is not None)]
    return bool(there) and not any(child.weight for child in there)


def _is_there(node: Any, row: dict[str, Any], *, filled: bool = False) -> bool:
    leaves = [node]
    while any(isinstance(each, Group) for each in leaves):
        leaves = [child for each in leaves for child in (each.children if isinstance(each, Group) else (each,))]
    gaps = {"n/a"} if filled else {None, "n/a"}
    return any(row[leaf.id] not in gaps for leaf in leaves)


def _cell(leaf: Indicator, chance: random.Random) -> Any:
    kind = chance.random()
    if kind < 0.1:
        return None
    if kind < 0.2:
        return "n/a"
    if leaf.normalise and leaf.normalise.slug == "levels":
        return chance.choice(["A", "B", "C", "D"] if kind < 0.25 else ["A", "B", "C"])
    if kind < 0.23:
        return chance.choice(["7", "0", "-1", "9", "x"])
    value = _between(chance, Decimal("0.5"), Decimal(5), chance.choice([0, 1, 2]))
    return str(value) if chance.random() < 0.5 else float(value)


def text_of(document: dict[str, Any]) -> str:
    """
    Return the document as text: a row of a case on a line of its own.
    """
    lines = ["{", f'"format": {document["format"]},', f'"made by": {json.dumps(document["made by"])},', '"cases": [']
    lines += [",\n".join(_lines(document["cases"])), "]", "}", ""]
    return "\n".join(lines)


def _lines(cases: list[dict[str, Any]]) -> Iterator[str]:
    for case in cases:
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in case["rows"])
        yield f'{{"card": {json.dumps(case["card"], ensure_ascii=False)},\n "rows": [\n  {rows}]}}'


def main() -> int:
    """
    Write or check the file.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--many", type=int, metavar="N")
    args = parser.parse_args()
    if args.many:
        sys.stdout.write(text_of({"format": FORMAT, "made by": "", "cases": generated(args.many)}))
        return 0
    text = text_of(vectors())
    if args.check:
        same = FILE.exists() and FILE.read_text(encoding="utf-8") == text
        sys.stdout.write("" if same else f"{FILE.relative_to(ROOT)} is not what this script writes\n")
        return 0 if same else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
