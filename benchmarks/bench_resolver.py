"""
Time names of regions beside pycountry and rapidfuzz, on the same names and in one run, and count wrong answers.

    pip install 'gm100[bench]' && python benchmarks/bench_resolver.py

Every figure is the best of five rounds, in microseconds a name. pycountry knows the 38 provinces only, so it is given
those; rapidfuzz is given the 514 full names.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import perf_counter

import pycountry
from rapidfuzz import fuzz, process

import gm100

ROUNDS = 5
SLIPS = 1_000


def each(function: Callable[[str], object], texts: Sequence[str]) -> float:
    """
    Return microseconds a text, best of the rounds.
    """
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for text in texts:
            function(text)
        best = min(best, perf_counter() - start)
    return best / len(texts) * 1e6


def slips(names: Sequence[str], seed: int = 7) -> list[tuple[str, str]]:
    """
    Return names with one letter left out, put in or swapped, each with the name that was meant.
    """
    draw = random.Random(seed)  # Names are no secret.
    found: list[tuple[str, str]] = []
    while len(found) < SLIPS:
        name = draw.choice(names)
        place = draw.randrange(1, len(name) - 1)
        ways = (
            name[:place] + name[place + 1 :],
            name[:place] + draw.choice("aeioubdgklmnprst") + name[place:],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        )
        found.append((draw.choice(ways), name))
    return found


def first_use() -> list[float]:
    """
    Return milliseconds of the table, then of the first region, then of the first name; fresh processes, imports done.
    """
    program = (
        "from time import perf_counter as t; import gm100; import gm100.reference.areas, gm100.reference.resolver;"
        "a = t(); r = gm100.regions(); b = t(); r['35.03']; c = t(); r.resolve('Pemkab Trenggalek');"
        "print(b - a, c - b, t() - c)"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(ROUNDS)]
    return [min(times) * 1e3 for times in zip(*(map(float, run.stdout.split()) for run in runs), strict=True)]


def province_by_fuzzy_search(text: str) -> object:
    """
    Look a province up as pycountry does it, by its own fuzzy search.
    """
    try:
        return pycountry.subdivisions.search_fuzzy(text)
    except LookupError:
        return None


def verdicts(answers: Sequence[str | None], meant: Sequence[str]) -> str:
    """
    Return how many answers are right, refused and wrong.
    """
    right = sum(a == m for a, m in zip(answers, meant, strict=True))
    refused = sum(a is None for a in answers)
    return f"{right} / {refused} / {len(meant) - right - refused}"


def main() -> None:
    """
    Print the table.
    """
    regions = gm100.regions()
    names = [region.full_name for region in regions.values()]
    offices = [f"{'Pemkot' if r.kind.is_kota else 'Pemkab'} {r.name}" for r in regions.values()]
    beside = [f"{r.full_name}, {gm100.provinces()[r.province].name}" for r in regions.values()]
    typed = slips(names)
    wrong = [slip for slip, _ in typed]
    meant = [name for _, name in typed]
    provinces = [province.name for province in gm100.provinces().values()]
    nonsense = ["Kota Cerdas", "Danau Toba", "Kabupaten Aceh Raya", "Kota Trenggalek", "Kabupaten Sumbawa Timur"]

    def best(text: str) -> str:
        return process.extractOne(text, names, scorer=fuzz.ratio)[0]

    def ours(text: str) -> str | None:
        found = regions.match(text).region
        return found.full_name if found else None

    rows = [
        ("full name", each(regions.resolve, names), "rapidfuzz", each(best, names)),
        ("office and name", each(regions.resolve, offices), "rapidfuzz", each(best, offices)),
        ("name, province", each(regions.resolve, beside), "rapidfuzz", each(best, beside)),
        ("one slip", each(regions.match, wrong), "rapidfuzz", each(best, wrong)),
        ("no region", each(regions.match, nonsense), "rapidfuzz", each(best, nonsense)),
        ("province", each(regions.match, provinces), "pycountry fuzzy", each(province_by_fuzzy_search, provinces)),
    ]
    print(f"{'names':18}{'gm100 us':>10}  {'peer':17}{'us':>10}{'peer / gm100':>14}")
    for what, own, peer, other in rows:
        print(f"{what:18}{own:10.1f}  {peer:17}{other:10.1f}{other / own:14.1f}")
    table, region, name = first_use()
    print(f"\nfirst use: the table {table:.1f} ms, then a region {region:.1f} ms, then a name {name:.1f} ms")
    print(f"\n{SLIPS} slips, right / refused / wrong: gm100 {verdicts([ours(t) for t in wrong], meant)}", end="; ")
    print(f"rapidfuzz's best {verdicts([best(t) for t in wrong], meant)}")
    invented = [text for text in nonsense if ours(text) is not None]
    print(f"{len(nonsense)} texts that are no region: gm100 answers {len(invented)}, rapidfuzz's best {len(nonsense)}")


if __name__ == "__main__":
    main()
