"""
Hold names of regions beside rapidfuzz and lokal-id: right, wrong, refused and microseconds on the same rows.

    pip install 'gm100[bench]' lokal-id && python benchmarks/bench_resolver.py

rapidfuzz is given the 514 full names and returns the nearest, once always and once from a likeness of 90 on; lokal-id
searches its list of regencies and cities, and reads the text as an address. Times are those of the processor, of which
the best of three rounds counts, so that a busy machine matters less.
"""

from __future__ import annotations

import csv
import gzip
import random
import string
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import lokal.wilayah
from rapidfuzz import fuzz, process

import gm100

ROUNDS = 3
ROWS = 500
SLOW = 2
"""Seconds for all rows from which on one round is enough."""

PLACES = Path(__file__).resolve().parents[1] / "tools/sources/places.csv.gz"

Row = tuple[str, str | None]
"""A text and the code that it means; nothing where it means no region."""


class Verdict(NamedTuple):
    """
    How a competitor did on some rows.
    """

    right: int
    wrong: int
    refused: int
    microseconds: float


def verdict(function: Callable[[str], str | None], rows: Sequence[Row]) -> Verdict:
    """
    Ask for every row, and time it.
    """
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        answers = [function(text) for text, _ in rows]
        best = min(best, process_time() - start)
        if best > SLOW:
            break
    right = sum(answer == code for answer, (_, code) in zip(answers, rows, strict=True))
    refused = sum(answer is None and code is not None for answer, (_, code) in zip(answers, rows, strict=True))
    return Verdict(right, len(rows) - right - refused, refused, best / len(rows) * 1e6)


def misspelled(draw: random.Random) -> list[Row]:
    """
    Return full names with one letter of the name left out, put in, changed or swapped.
    """
    regions = list(gm100.regions().values())
    rows: list[Row] = []
    while len(rows) < ROWS:
        region, letter = draw.choice(regions), draw.choice(string.ascii_lowercase)
        name, at = region.name, draw.randrange(len(region.name) - 1)
        ways = (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :])
        swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        text = draw.choice((*ways, swapped))
        if text.lower() != name.lower():
            rows.append((f"{region.kind.label} {text}", region.code))
    return rows


def places(draw: random.Random) -> list[Row]:
    """
    Return names of districts and villages that no region has, bare.
    """
    known = {region.name.lower().replace(" ", "") for region in gm100.regions().values()}
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        names = sorted({row["name"] for row in csv.DictReader(file)})
    return [(name, None) for name in draw.sample(names, ROWS) if name.lower().replace(" ", "") not in known]


def near_places() -> list[Row]:
    """
    Return every third of the names of districts and villages that are hardest to tell from a region.
    """
    with (PLACES.parent / "confusable_places.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], None) for row in csv.DictReader(file) if row["level"] != "word"][::3]


def tables() -> dict[str, list[Row]]:
    """
    Return the rows by what they are.
    """
    draw = random.Random(14)  # Names are not a secret.
    regions = list(gm100.regions().values())
    behind = {True: "Kota", False: "Kab."}
    return {
        "full names": [(r.full_name, r.code) for r in regions],
        "office and name": [(f"{'Pemkot' if r.kind.is_kota else 'Pemkab'} {r.name}", r.code) for r in regions],
        "name, kind, province": [
            (f"{r.name}, {behind[r.kind.is_kota]}, {gm100.provinces()[r.province].name}", r.code) for r in regions
        ],
        "one letter wrong": misspelled(draw),
        "places": places(draw),
        "places near a name": near_places(),
        # Kota Baru is what some write for Kotabaru, a region.
        "Kota before them": [(f"Kota {name}", None) for name, _ in near_places() if name != "Baru"],
    }


def competitors() -> dict[str, Callable[[str], str | None]]:
    """
    Return what answers a text with a code.
    """
    names = {region.full_name: region.code for region in gm100.regions().values()}
    choices = list(names)

    def gm100_(text: str) -> str | None:
        return gm100.regions().match(text).code

    def nearest(text: str) -> str | None:
        return names[process.extractOne(text, choices, scorer=fuzz.ratio)[0]]

    def likely(text: str) -> str | None:
        found = process.extractOne(text, choices, scorer=fuzz.ratio, score_cutoff=90)
        return names[found[0]] if found else None

    def searched(text: str) -> str | None:
        found = lokal.wilayah.search_wilayah(text, level=2, limit=1)
        return found[0].code if found else None

    def address(text: str) -> str | None:
        code = lokal.wilayah.parse_alamat(text).code
        return code[:5] if code and len(code) >= len("35.03") else None

    return {
        "gm100": gm100_,
        "rapidfuzz, nearest": nearest,
        "rapidfuzz, from 90": likely,
        "lokal-id, search": searched,
        "lokal-id, address": address,
    }


def first_use() -> list[float]:
    """
    Return milliseconds of the table, then of the first region, then of the first name; fresh processes, imports done.
    """
    program = (
        "from time import process_time as t; import gm100, gm100.reference.areas, gm100.reference.names.resolver;"
        "a = t(); r = gm100.regions(); b = t(); r['35.03']; c = t(); r.resolve('Pemkab Trenggalek');"
        "print(b - a, c - b, t() - c)"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(ROUNDS)]
    return [min(times) * 1e3 for times in zip(*(map(float, run.stdout.split()) for run in runs), strict=True)]


def main() -> None:
    """
    Print a table of right, wrong, refused and microseconds, a line a competitor.
    """
    print(f"{'rows':22}{'':22}{'right':>8}{'wrong':>8}{'refused':>9}{'us':>10}")
    for what, rows in tables().items():
        for name, function in competitors().items():
            right, wrong, refused, microseconds = verdict(function, rows)
            print(f"{what:22}{name:22}{right:8}{wrong:8}{refused:9}{microseconds:10.1f}")
    table, region, name = first_use()
    print(f"\nfirst use: the table {table:.1f} ms, then a region {region:.1f} ms, then a name {name:.1f} ms")


if __name__ == "__main__":
    main()
