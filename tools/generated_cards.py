"""
Scorecards and tables made from a number: every method and policy, with gaps, n/a, constants and weights of 0.

The conformance file and the law that all backends agree are both made of them. A number makes the same card everywhere.
"""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any, Final

import gm100
from gm100.model import Group, Indicator, Scale, Scorecard
from gm100.model._entity import evolve
from gm100.model.scorecard import Direction, Missing, Rounding, RoundingMode, Weighting

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
    ("mazziotta_pareto", "plus"),
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

OF_TABLES: Final[list[Any]] = [
    "minmax",
    "distance_to_max",
    ("distance_to_target", 3),
    ("distance_to_reference", "u0"),
    "fraction_of_max",
    "zscore",
    ("zscore", "population", 100, 10),
    "rank",
    ("percentile_rank", "min"),
    ("borda", "dense"),
]
"""Normalisers that look at a column."""

COMPARING: Final[list[Any]] = ["topsis", "copeland", "condorcet"]
"""Aggregators that look at all units."""

WEIGHINGS: Final[list[Any]] = ["equal", "deviation", "entropy", "critic", "ahp", "budget"]
TREATMENTS: Final[list[Any]] = ["log", ("winsorise", 2), ("winsorise_or_log", 2)]
IMPUTATIONS: Final[list[Any]] = ["mean", "median", ("group", "province"), ("group", "province", "median"), "previous"]


def card_of(chance: random.Random, number: int, *, table: bool = False) -> Scorecard:
    """
    Return a card of two levels that can be computed.

    Args:
        chance: What draws it.
        number: What its id ends in.
        table: Whether its methods may look at whole tables.
    """
    while True:
        card = _card(chance, number, table=table)
        if not gm100.scoring.check_scorecard(card):
            return card


def _card(chance: random.Random, number: int, *, table: bool) -> Scorecard:
    inner = _group(chance, "inner", [_leaf(chance, c, table=table) for c in "cde"[: chance.randint(1, 3)]], table=table)
    root = _group(chance, "index", [*(_leaf(chance, c, table=table) for c in "ab"), inner], table=table)
    bands = {"high": 3, "middle": "1.5", "low": -1000} if chance.random() < 0.5 else ()
    return Scorecard(id=f"generated-{number:04d}", root=root, bands=bands)


def _leaf(chance: random.Random, code: str, *, table: bool) -> Indicator:
    method = chance.choice(NORMALISERS + 2 * OF_TABLES if table else NORMALISERS)
    is_words = isinstance(method, tuple) and method[0] == "levels"
    scale = None if is_words or chance.random() < 0.3 else Scale("0.5", 5)
    turned = scale is not None or method in OF_TABLES
    columns = table and not is_words
    return Indicator(
        code,
        weight=chance.choice(WEIGHTS),
        scale=scale,
        normalise=method,
        direction=chance.choice(list(Direction)) if turned else Direction.HIGHER,
        no_answer=(9,) if scale and chance.random() < 0.2 else (),
        output=Scale(1, 100) if turned and chance.random() < 0.3 else None,
        round=_rounding(chance),
        impute=chance.choice(IMPUTATIONS) if columns and chance.random() < 0.2 else None,
        treat=chance.choice(TREATMENTS) if columns and chance.random() < 0.2 else None,
    )


def _rounding(chance: random.Random) -> Rounding | None:
    decimals = chance.choice([None, None, 0, 1, 2])
    return None if decimals is None else Rounding(decimals, mode=chance.choice(list(RoundingMode)))


def _group(chance: random.Random, name: str, children: list[Any], *, table: bool) -> Group:
    method = chance.choice(COMPARING if table and chance.random() < 0.15 else AGGREGATORS)
    if method in {"arithmetic", "sum"} and chance.random() < 0.3:
        children = [evolve(child, round_part=chance.choice([1, 2])) for child in children]
    if not any(child.weight for child in children):
        children[0] = evolve(children[0], weight=1)
    missing, weigh = chance.choice(list(Missing)), "given"
    if table and chance.random() < 0.2:
        weigh = _weighing(chance, [child.id for child in children])
    return Group(
        name,
        children=tuple(children),
        aggregate=method,
        weight=chance.choice(WEIGHTS[1:]),
        weigh=weigh,
        missing=missing,
        fill=chance.choice(["1", "2.5"]) if missing is Missing.FILL else None,
        min_coverage=chance.choice(["0", "0.5", "0.75"]) if missing is Missing.SKIP else 0,
        weighting=chance.choice(list(Weighting)) if weigh == "given" else Weighting.NORMALISED,
        weights_total=sum(child.weight for child in children),
        factor=chance.choice([1, 1, 25]),
        round=_rounding(chance),
    )


def _weighing(chance: random.Random, codes: list[str]) -> Any:
    method = chance.choice(WEIGHINGS)
    if method == "budget":
        return (method, *(part for code in codes for part in (code, chance.randint(1, 9))))
    if method == "ahp":
        pairs = [f"{one}/{other}" for place, one in enumerate(codes) for other in codes[place + 1 :]]
        return (method, *(part for pair in pairs for part in (pair, chance.randint(1, 4)))) if pairs else "equal"
    return method


def row_of(card: Scorecard, chance: random.Random) -> dict[str, Any]:
    """
    Return the cells of one unit: numbers, texts, words, gaps, n/a, and now and then what is none of them.
    """
    return {leaf.id: _cell(leaf, chance) for leaf in card.indicators}


def table_of(card: Scorecard, chance: random.Random, size: int) -> list[dict[str, Any]]:
    """
    Return the rows of a table; now and then a column has no differences.
    """
    rows = [row_of(card, chance) for _ in range(size)]
    for leaf in card.indicators:
        if chance.random() < 0.15:
            same = _cell(leaf, chance)
            for row in rows:
                row[leaf.id] = same if row[leaf.id] not in {None, "n/a"} else row[leaf.id]
    return [{"code": f"u{place}", "province": chance.choice("PQ"), **row} for place, row in enumerate(rows)]


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
    value = between(chance, Decimal("0.5"), Decimal(5), chance.choice([0, 1, 2]))
    return str(value) if chance.random() < 0.5 else float(value)


def between(chance: random.Random, low: Decimal, high: Decimal, decimals: int) -> Decimal:
    """
    Return a number of so many decimals.
    """
    scale = int(10**decimals)
    return Decimal(chance.randint(int(low * scale), int(high * scale))) / Decimal(scale)
