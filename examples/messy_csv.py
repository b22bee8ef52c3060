"""
Read a messy table of a regional office and report its problems.

    python examples/messy_csv.py

Lenient parsing reads the Indonesian headings and the decimal commas, and says so; what is wrong beyond that is listed
by line and column, and nothing is computed from it.
"""

from __future__ import annotations

from pathlib import Path

import gm100

HERE = Path(__file__).parent


def main() -> None:
    """
    Print what is wrong with the messy table, and what was corrected in the second one.
    """
    try:
        gm100.load_lenient(HERE / "data" / "messy.csv", entity=gm100.Evaluation)
    except gm100.DocumentError as error:
        print(error)
    found = gm100.load_lenient(HERE / "data" / "corrected.csv", entity=gm100.Evaluation)
    print(f"\ncorrected.csv: {len(found.data)} evaluations")
    for change in found.changes:
        print(f"  {change}")


if __name__ == "__main__":
    main()
