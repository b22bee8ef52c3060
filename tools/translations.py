"""
List translations whose source changed since they were translated.

    python tools/translations.py                     list them; exit 1 where there are any
    python tools/translations.py --renew [PAGE ...]  write the hash of the source into them, once they are in step again

A translation is `page.id.md` beside `page.md`. Its front matter says from which text it was translated.
"""

from __future__ import annotations

import argparse
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
GENERATED: Final = frozenset({"commands.id.md", "glossary.id.md"})
"""Pages that are made in both languages from one source."""

FRONT: Final = re.compile(r"\A---\ntranslated_from: ([0-9a-f]*)\n---\n\n?")


def translations() -> list[Path]:
    """
    Return the translated pages.
    """
    return [page for page in sorted((ROOT / "docs").rglob("*.id.md")) if page.name not in GENERATED]


def source_of(page: Path) -> Path:
    """
    Return the page that a translation translates.
    """
    return page.with_name(page.name.replace(".id.md", ".md"))


def digest(source: Path) -> str:
    """
    Return the hash of a source, short enough to be read in a front matter.
    """
    return sha256(source.read_bytes()).hexdigest()[:16]


def stale() -> list[Path]:
    """
    Return the translations that were made of another text than the source now has.
    """
    found = ((page, FRONT.match(page.read_text(encoding="utf-8"))) for page in translations())
    return [page for page, front in found if front is None or front[1] != digest(source_of(page))]


def renew(page: Path) -> None:
    """
    Write into a translation that it is of the source as it is now.
    """
    text = FRONT.sub("", page.read_text(encoding="utf-8"))
    page.write_text(f"---\ntranslated_from: {digest(source_of(page))}\n---\n\n{text}", encoding="utf-8")


def main() -> int:
    """
    List stale translations, or renew their hashes.
    """
    parser = argparse.ArgumentParser(description="List translations whose source changed since they were translated.")
    parser.add_argument("--renew", action="store_true", help="write the hash of the source into them")
    parser.add_argument("pages", nargs="*", type=Path, help="the translations to renew; all that are stale without any")
    options = parser.parse_args()
    if options.renew:
        for page in options.pages or stale():
            renew(page.resolve())
            sys.stdout.write(f"{page}\n")
        return 0
    found = stale()
    sys.stdout.writelines(
        f"{page.relative_to(ROOT)}: its source changed; translate what changed, then --renew\n" for page in found
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
