"""
Say what still keeps a tag from being published.

    python tools/check_release.py v0.2.0
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def faults(tag: str, read: dict[str, str]) -> Iterator[str]:
    """
    Yield what the files of the project say otherwise than a release with this tag must.

    Args:
        tag: The tag, such as `v0.2.0`.
        read: The text of `src/gm100/__init__.py`, `CHANGELOG.md`, `CITATION.cff` and `pyproject.toml`.
    """
    (version,) = re.findall(r'^__version__ = "(.+)"$', read["src/gm100/__init__.py"], re.MULTILINE)
    if tag != f"v{version}":
        yield f"the tag is {tag!r} and the version {version!r}; expected the tag 'v{version}'"
    dated = re.search(rf"^## \[{re.escape(version)}\] - (\d{{4}}-\d\d-\d\d)$", read["CHANGELOG.md"], re.MULTILINE)
    if dated is None:
        yield f"CHANGELOG.md: no section '## [{version}] - YYYY-MM-DD'; give what is unreleased that heading"
    for key, value in {"version": version, "date-released": dated and dated[1]}.items():
        if value and f"\n{key}: {value}\n" not in read["CITATION.cff"]:
            yield f"CITATION.cff: expected '{key}: {value}', as the changelog has it"
    if "Source" not in tomllib.loads(read["pyproject.toml"])["project"].get("urls", {}):
        yield "pyproject.toml: [project.urls] has no Source; write the address of the repository there"


def main() -> int:
    """
    Print every fault, and return 1 where there is one.
    """
    names = ("src/gm100/__init__.py", "CHANGELOG.md", "CITATION.cff", "pyproject.toml")
    found = list(faults(sys.argv[1], {name: (ROOT / name).read_text(encoding="utf-8") for name in names}))
    print("\n".join(found) or "ready to publish")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
