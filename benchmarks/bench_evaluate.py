"""
514 evaluations of five dimensions: gm100 beside a naive recursion and two libraries for multi-criteria decisions.

The libraries compute a flat weighted sum in binary floats on the same numbers; gm100 also checks every value against
its scale, rounds as the edition says in exact decimals, and keeps what an explanation needs.

    pip install '.[bench]'
    python benchmarks/bench_evaluate.py
"""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from _timing import best, report
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

import gm100
from gm100 import Group, Indicator, Node

CARD = gm100.scorecards()["kominfo-2023-regular"]
NAMES = [i.id for i in CARD.indicators]
WEIGHTS = [float(i.weight) for i in CARD.indicators]


def evaluations(n: int = 514, seed: int = 7) -> list[gm100.Evaluation]:
    """
    Return one evaluation a region, with random scores from 1.00 to 4.00.
    """
    draw = random.Random(seed)
    codes = list(gm100.regions())[:n]
    return [
        gm100.Evaluation(
            region=code,
            edition=CARD.id,
            year=2023,
            scores=tuple(
                gm100.DimensionScore(dimension=name, value=Decimal(draw.randint(100, 400)) / 100) for name in NAMES
            ),
        )
        for code in codes
    ]


def naive(node: Node, values: dict[str, Decimal]) -> Decimal:
    """
    Compute a node as one would write it down first.
    """
    if isinstance(node, Indicator):
        return values[node.id].quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert isinstance(node, Group)
    total = sum((child.weight * naive(child, values) for child in node.children), Decimal(0))
    return total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def naive_all(found: list[gm100.Evaluation]) -> list[Decimal]:
    """
    Compute all, without a check and without a trace.
    """
    return [naive(CARD.root, {s.dimension: s.value for s in e.scores}) for e in found]


def main() -> None:
    """
    Measure and print.
    """
    found = evaluations()
    matrix = np.array([[float(s.value) for s in e.scores] for e in found])
    assert list(gm100.score(found, CARD).values) == naive_all(found)
    objectives = [max] * len(NAMES)
    wsm, weighted = WSM(), WeightedSumModel()
    report(
        "Index of 514 regions, five dimensions",
        {
            "gm100.score (exact, checked, explainable)": best(lambda: gm100.score(found, CARD)),
            "naive recursion (exact, unchecked)": best(lambda: naive_all(found)),
            "scikit-criteria WeightedSumModel (floats)": best(
                lambda: weighted.evaluate(mkdm(matrix, objectives, weights=WEIGHTS))
            ),
            "pymcdm WSM (floats)": best(lambda: wsm(matrix, np.array(WEIGHTS), np.ones(len(NAMES)))),
        },
        "gm100.score (exact, checked, explainable)",
    )
    report(
        "The same with ranks",
        {
            "gm100.rank": best(lambda: gm100.rank(found, CARD)),
            "scikit-criteria": best(lambda: weighted.evaluate(mkdm(matrix, objectives, weights=WEIGHTS)).rank_),
            "pymcdm": best(lambda: wsm.rank(wsm(matrix, np.array(WEIGHTS), np.ones(len(NAMES))))),
        },
        "gm100.rank",
    )


if __name__ == "__main__":
    main()
