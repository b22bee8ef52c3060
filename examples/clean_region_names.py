"""
Clean the region column of a messy list: the fifty regions that signed on 8 May 2018.

The regions are those of the list in the press. The spellings are the press's ways, put together for this example:
kinds left out, misspellings, short forms, offices, datelines. What can be read is read; what cannot is put before a
person, whose answers are in `SETTLED`. Then the list is compared with the members.

    python examples/clean_region_names.py
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import gm100

LIST = Path(__file__).with_name("press_list_2018.csv")
DAY = date(2018, 5, 8)

# A person looked these up; the library had refused to choose.
SETTLED = {
    "Bandung": "Kabupaten Bandung",
    "Blitar": "Kabupaten Blitar",
    "Magelang": "Kabupaten Magelang",
    "Solok": "Kabupaten Solok",
}


def main() -> None:
    """
    Print what became of each name, then how the list differs from the members.
    """
    with LIST.open(encoding="utf-8", newline="") as file:
        names = [row["region"] for row in csv.DictReader(file)]
    first = gm100.regions().resolve_all(names, on=DAY)
    print(first.summary())

    cleaned = gm100.regions().resolve_all((SETTLED.get(name, name) for name in names), on=DAY)
    print(f"\nwith {len(SETTLED)} names settled by hand: {cleaned.summary()}\n")
    for name, result in zip(names, cleaned, strict=True):
        if result.region and name != result.region.full_name:
            print(f"  {name:28} {result.region}")

    listed = {result.code for result in cleaned}
    counted = {membership.region for membership in gm100.members(cohort=2018)}
    print("\nsigned, and finished in a later cohort:")
    for code in sorted(str(code) for code in listed - counted):
        cohort = gm100.cohort_of(code)
        print(f"  {gm100.regions()[code]}: {cohort.year if cohort else 'never'}")
    print("counted in 2018, and not on the list:")
    for code in sorted(counted - listed):
        print(f"  {gm100.regions()[code]}")


if __name__ == "__main__":
    main()
