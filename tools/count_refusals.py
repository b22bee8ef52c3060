"""
Write the table of docs/explanation/names-of-regions.md: what becomes of every one-letter mistake in a name of a region.

    python tools/count_refusals.py            write the table
    python tools/count_refusals.py --check    write nothing; exit 1 when the table would differ
"""

import argparse
import string
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gm100 import Region, regions
from gm100.reference.names.answer import Answer, Wanted
from gm100.reference.names.resolver import Resolver, resolver

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "names-of-regions.md"
START, END = "<!-- counted by tools/count_refusals.py -->\n", "<!-- end of the count -->\n"

# What the note of a refusal has in it, and what to call the cause; the first that fits counts.
CAUSES: Final = (
    ("not a regency or city", "refused: a district or a village is called so"),
    ("seat of government", "refused: the seat of another region is called so"),
    ("a place that is not a region", "refused: a seat or an area is as near"),
    ("several names", "refused: two names are as near"),
    ("of that kind", "refused: a name of the other kind"),
    ("a kind must", "refused: write its kind before it"),
    ("", "refused: a word in it is one of another name or place"),
)


def mistakes(name: str) -> set[str]:
    """
    Return a name with each letter left out, each changed, each put in, and each two neighbours swapped.
    """
    found = {name[:i] + name[i + 1 :] for i in range(len(name))}
    found |= {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    for letter in string.ascii_lowercase:
        found |= {name[:i] + letter + name[i + 1 :] for i in range(len(name))}
        found |= {name[:i] + letter + name[i:] for i in range(len(name) + 1)}
    return found - {name}


def outcome(answer: Answer, region: Region, meant: set[str]) -> str:
    """
    Say what became of a mistake.
    """
    if set(answer.found) == {region.code}:
        return "corrected"
    if meant <= set(answer.found):
        return "ambiguous between the kabupaten and the kota of the name"
    if len(answer.found) == 1:
        return "read as another region, because it is its name"
    if answer.found:
        return "ambiguous, because it is a name of several others"
    return next(cause for text, cause in CAUSES if text in (answer.note or ""))


def counted(names: Resolver, *, kind: bool) -> Counter[str]:
    """
    Return the counts, with the kind before the name or without.
    """
    counts: Counter[str] = Counter()
    for region in regions().values():
        before = f"{'kota' if region.kind.is_kota else 'kabupaten'} " if kind else ""
        meant = {region.code} if kind else {other.code for other in regions().values() if other.name == region.name}
        for text in mistakes(region.name.lower()):
            counts[outcome(names.answer(before + text, Wanted()), region, meant)] += 1
    return counts


def table() -> Iterator[str]:
    """
    Yield the lines of the table.
    """
    behind, bare = counted(resolver(), kind=True), counted(resolver(), kind=False)
    yield f"Of {behind.total():,} mistakes of one letter in the 514 names:\n\n"
    yield "| what became of it | behind its kind | % | bare | % |\n|---|---:|---:|---:|---:|\n"
    for what, _ in (behind + bare).most_common():
        share = [f"{counts[what]:,} | {counts[what] / counts.total():.2%}".rstrip("%") for counts in (behind, bare)]
        yield f"| {what} | {' | '.join(share)} |\n"


def main() -> int:
    """
    Run the tool; return 1 on a difference.
    """
    parser = argparse.ArgumentParser(description="Count what becomes of one-letter mistakes.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the table would differ")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    text = before + START + "\n" + "".join(table()) + "\n" + END + rest.partition(END)[2]
    if not parser.parse_args().check:
        PAGE.write_text(text, encoding="utf-8")
    if PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"the table of {PAGE.name} differs\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
