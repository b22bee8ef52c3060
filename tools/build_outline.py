"""
Write the outline of Indonesia that lies under the dots of a map.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python tools/build_outline.py package/countries-50m.json

The file is Natural Earth 4.1 at 1:50,000,000, in the public domain, as TopoJSON by world-atlas (ISC licence). Islands
below a hundredth of a square degree are left out, and points nearer than 0.06 degrees to the line of their neighbours.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from textwrap import fill
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parents[1] / "src/gm100/reference/_outline.py"
INDONESIA: Final = "360"  # ISO 3166-1, numeric.
LEAST_AREA, TOLERANCE = 0.01, 0.06

HEAD: Final = '''"""
The outline of Indonesia at 1:50,000,000, for the ground of a map; not a statement on borders.

Source: Natural Earth 4.1, in the public domain, by way of world-atlas 2.0 (ISC licence). Written by
tools/build_outline.py; longitude and latitude in hundredths of a degree, a blank line between islands.
"""

from __future__ import annotations

from typing import Final

_ISLANDS: Final = """\\
'''
TAIL: Final = '''"""


def islands() -> list[list[tuple[float, float]]]:
    """
    Return each island as points of longitude and latitude.

    >>> len(islands()[0]) > 3
    True
    """
    return [
        [(int(x) / 100, int(y) / 100) for x, _, y in (point.partition(",") for point in island.split())]
        for island in _ISLANDS.split("\\n\\n")
    ]
'''

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """
    Return the outer rings of Indonesia, in degrees.
    """
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (x * scale_x + shift_x, y * scale_y + shift_y)
            for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        ]
        for arc in topology["arcs"]
    ]
    (country,) = (each for each in topology["objects"]["countries"]["geometries"] if each.get("id") == INDONESIA)
    return [
        [point for arc in polygon[0] for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
        for polygon in country["arcs"]
    ]


def area(ring: list[Point]) -> float:
    """
    Return the area within a ring, in square degrees.
    """
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise([*ring, ring[0]]))) / 2


def simplified(line: list[Point]) -> list[Point]:
    """
    Leave out points that lie near the line of others (Douglas and Peucker, 1973).
    """
    (x, y), (u, v) = line[0], line[-1]
    length = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
    far = [
        abs((u - x) * (y - q) - (x - p) * (v - y)) / length if length else ((p - x) ** 2 + (q - y) ** 2) ** 0.5
        for p, q in line
    ]
    most = max(range(len(line)), key=far.__getitem__)
    if far[most] <= TOLERANCE:
        return [line[0], line[-1]]
    return [*simplified(line[: most + 1])[:-1], *simplified(line[most:])]


def main(path: str) -> int:
    """
    Write the module.
    """
    kept = sorted((ring for ring in rings(json.loads(Path(path).read_bytes())) if area(ring) >= LEAST_AREA), key=area)
    drawn = (" ".join(f"{x * 100:.0f},{y * 100:.0f}" for x, y in simplified(ring)) for ring in reversed(kept))
    FILE.write_text(HEAD + "\n\n".join(fill(each, 118) for each in drawn) + "\n" + TAIL, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
