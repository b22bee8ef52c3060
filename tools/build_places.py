"""
Find the districts and villages whose names would be read as a region, and write `tools/sources/confusable_places.csv`.

    python tools/build_places.py            write the file, then run tools/build_reference.py
    python tools/build_places.py --check    write nothing; exit 1 when the file would differ

Each of the 70,626 names of `tools/sources/places.csv.gz` is given to the resolver as it would be without any place,
bare and with Kota and Kabupaten before it. What is answered although it names no region is kept, and so are the
words of such names that are one letter from a region's name: they are real words and no spelling mistakes.
"""

import argparse
import csv
import gzip
import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gm100.reference.names.answer import Wanted
from gm100.reference.names.grammar import words_of
from gm100.reference.names.index import Index, all_labels
from gm100.reference.names.places import Places
from gm100.reference.names.resolver import Resolver

ROOT: Final = Path(__file__).resolve().parents[1]
PLACES: Final = ROOT / "tools" / "sources" / "places.csv.gz"
OUTPUT: Final = ROOT / "tools" / "sources" / "confusable_places.csv"
COLUMNS: Final = ("name", "level", "regions", "in_regions")
KINDS: Final = ("", "Kota ", "Kabupaten ")
OFTEN: Final = 2
"""In how many names a word must stand; one that is in a single name may be a mistake of the list."""


def read_places() -> list[dict[str, str]]:
    """
    Read the names of districts and villages.
    """
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_of(name: str) -> str:
    """
    Return a name as the index looks it up.
    """
    return "".join(words_of(name.lower().replace("'", "")))


def confusable(rows: list[dict[str, str]], names: Index) -> Iterator[dict[str, str]]:
    """
    Yield the places that would be read as a region although they are none, such as the village Kota Medan.
    """
    resolver = Resolver(names)
    for row in rows:
        key = key_of(row["name"])
        is_full_name = " " in row["name"] and key in names.whole
        if (
            not is_full_name
            and all(label.old for label in names[key])
            and any(resolver.answer(kind + row["name"], Wanted()).found for kind in KINDS)
        ):
            yield row


def words_near(rows: list[dict[str, str]], names: Index, taken: set[str]) -> Iterator[str]:
    """
    Yield the words of places that are one letter from a name of a region.
    """
    counts = Counter(word for row in rows for word in set(words_of(row["name"].lower().replace("'", ""))))
    for word, times in counts.items():
        if times >= OFTEN and not names[word] and word not in taken:
            near = names.spelling.near(word)
            if any(names[key] for key in near):
                yield word


def build() -> str:
    """
    Return the text of the file.
    """
    rows, names = read_places(), Index(all_labels(), Places(()))
    # A name that is written in two ways is kept once; of a district and a village of one name the district.
    kept = {
        key_of(row["name"]): row for row in sorted(confusable(rows, names), key=lambda row: row["level"], reverse=True)
    }
    found = sorted(kept.values(), key=lambda row: row["name"])
    words = sorted(words_near(rows, names, {key_of(row["name"]) for row in found}))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    writer.writerows({"name": word, "level": "word", "regions": "", "in_regions": ""} for word in words)
    return text.getvalue()


def main() -> int:
    """
    Run the tool; return 1 on a difference.
    """
    parser = argparse.ArgumentParser(description="Find the places whose names would be read as a region.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file would differ")
    text = build()
    if not parser.parse_args().check:
        OUTPUT.write_text(text, encoding="utf-8")
    same = OUTPUT.read_text(encoding="utf-8") == text
    if not same:
        sys.stderr.write(f"{OUTPUT.name} differs\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
