"""
How stable are the top ten of 2023? Four questions to the published ranking of the 72 REGULER regions.

    python examples/stress_test_2023.py
"""

from __future__ import annotations

import gm100
from gm100 import AggregatorChoice, DirichletWeights, Factor, MeasurementError, WeightShare

CARD = gm100.scorecards()["kominfo-2023-regular"]
FOUND = gm100.evaluations(scorecard=CARD)
DRAWS = 1_000
PLACES = 10


def main() -> None:
    """
    Ask and print.
    """
    weights = gm100.sensitivity(FOUND, CARD, [WeightShare(share=0.25)], draws=DRAWS, seed=7)
    print("1. Every weight off by up to a quarter\n")
    print("\n".join(str(weights).splitlines()[: PLACES + 1]))

    print("\n2. Who is among the first ten, when weights, marks and the mean itself are uncertain?\n")
    uncertain: dict[str, list[Factor]] = {
        "weights within 25 %": [WeightShare(share=0.25)],
        "weights, Dirichlet 20": [DirichletWeights(20)],
        "marks within 0.2": [MeasurementError(half_width=0.2)],
        "mean or median": [AggregatorChoice("index", ("arithmetic", "median"))],
    }
    for title, factors in uncertain.items():
        result = gm100.sensitivity(FOUND, CARD, factors, draws=DRAWS // 5, seed=7)
        safe = [spread.name for spread in result if spread.within(PLACES) == 1]
        print(f"{title:22} {len(safe):2} regions in every draw; mean shift {result.shift:.2f}")

    print("\n3. Without one dimension\n")
    print(gm100.leave_one_out(FOUND, CARD))

    print("\n4. What makes ranks move: weights, or marks?\n")
    both: list[Factor] = [WeightShare(share=0.25), MeasurementError(half_width=0.1)]
    print(gm100.sobol(FOUND, CARD, both, samples=60, seed=7))


if __name__ == "__main__":
    main()
