"""
Write gm100 as one file that Python starts, with the libraries it needs: `gm100.pyz` beside the wheel.

    python -m build --wheel && python tools/build_pyz.py dist/*.whl

The libraries are those of this environment. The same wheel and the same libraries make the same bytes.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

# Members of a zip need a date; this is the one that hatchling gives to those of a wheel.
DATE = (2020, 2, 2, 0, 0, 0)
# It runs on any Python 3, so that an old one is refused in words.
MAIN = b"""\
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "gm100 needs Python 3.11 or newer, and this is Python %d.%d. "
        "Install a newer one from https://www.python.org and start gm100.pyz with it." % sys.version_info[:2]
    )

from gm100.cli import main

sys.exit(main())
"""


def needed(requirements: Iterable[str]) -> dict[str, metadata.Distribution]:
    """
    Return the distributions that these requirements name, and what they require in turn, by name.
    """
    found: dict[str, metadata.Distribution] = {}
    todo = [Requirement(each) for each in requirements]
    while todo:
        one = todo.pop()
        if one.name not in found and (one.marker is None or one.marker.evaluate({"extra": ""})):
            found[one.name] = metadata.distribution(one.name)
            todo += [Requirement(each) for each in found[one.name].requires or ()]
    return found


def files_of(distribution: metadata.Distribution) -> Iterator[tuple[str, bytes]]:
    """
    Yield the name and the bytes of each file of an installed distribution that is imported or says under which licence.

    Raises:
        SystemExit: If a part is compiled, for one file cannot hold that for every machine.
    """
    for file in distribution.files or ():
        if file.suffix in {".so", ".pyd", ".dylib"}:
            sys.exit(f"{distribution.name}: {file} is compiled; install a wheel of Python alone (py3-none-any)")
        installed = file.name in {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}  # How, not what.
        if not installed and ".." not in file.parts and "__pycache__" not in file.parts:
            yield file.as_posix(), file.read_binary()


def write(members: Mapping[str, bytes], target: Path) -> None:
    """
    Write members, by name, as a zip file that Python starts.
    """
    with target.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w") as packed:
            for name, data in sorted(members.items()):
                packed.writestr(zipfile.ZipInfo(name, DATE), data, zipfile.ZIP_DEFLATED)


def main() -> int:
    """
    Write `gm100.pyz` beside the wheel that is named.
    """
    if len(sys.argv) != 2:
        print("usage: python tools/build_pyz.py dist/*.whl, with one wheel there", file=sys.stderr)
        return 2
    wheel = Path(sys.argv[1])
    (own,) = metadata.distributions(name="gm100", path=[str(wheel)])
    with zipfile.ZipFile(wheel) as packed:
        members = {"__main__.py": MAIN} | {name: packed.read(name) for name in packed.namelist()}
    for distribution in needed(own.requires or ()).values():
        members |= files_of(distribution)
    target = wheel.with_name("gm100.pyz")
    write(members, target)
    print(f"written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
