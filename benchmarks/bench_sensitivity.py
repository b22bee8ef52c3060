"""
1,000 draws of weights over 514 regions and 30 indicators, with ranks: gm100 beside five libraries and numpy.

Every one normalises by least and greatest value, weighs, adds up and ranks. gm100 also reads and checks the table,
keeps each draw so that it can be made again, and leaves no rank to chance: what its quick ways cannot tell apart, its
engine decides. The others are given arrays.

    pip install '.[bench]'
    python benchmarks/bench_sensitivity.py --peer pysensmcda=.venv-pysensmcda/bin/python

Libraries that cannot share an environment with the others are started with an interpreter of their own; the
commands are in docs/benchmarks/sensitivity.md.
"""

from __future__ import annotations

from _race import commands_of, options, race, report
from _rivals import DRAWS, columns, ours_draws
from _timing import best

UNITS, INDICATORS = 514, 30


def main() -> None:
    """
    Measure in turns, and print.
    """
    args = options("Sensitivity beside its peers.").parse_args()
    rounds = args.rounds or 7
    rivals = race("draws", (UNITS, INDICATORS), rounds=rounds, commands=commands_of(args.peer))
    report(f"{DRAWS:,} draws of weights, {UNITS} units, {INDICATORS} indicators, ranks", rivals, rounds)
    result = ours_draws(columns(UNITS, INDICATORS))()
    print("\nAfterwards:", f"spreads of all units {best(lambda: list(result)) * 1e3:.0f} ms,", end=" ")
    print(f"a draw made again {best(lambda: result.draw(500)) * 1e6:.0f} us.")


if __name__ == "__main__":
    main()
