"""
Publish the official evaluations of 2023 as GeoJSON, and open the file with an independent reader.

    pip install geojson
    python examples/publish_geojson.py evaluations.geojson

QGIS opens the file as a layer of points, and so does whatever else reads with GDAL:

    pip install pyogrio
    python -c "import pyogrio; print(pyogrio.read_info('evaluations.geojson'))"
"""

from __future__ import annotations

import sys
from pathlib import Path

import geojson

import gm100


def main(path: Path) -> None:
    """
    Write the file, and say what the reader finds in it.
    """
    evaluations = gm100.evaluations(scorecard="kominfo-2023-regular")
    gm100.dump(evaluations, path, regions=gm100.regions())
    with path.open(encoding="utf-8") as stream:
        found = geojson.load(stream)
    placed = [feature for feature in found.features if feature.geometry]
    best = max(placed, key=lambda feature: feature.properties.get("published_index", 0))
    print(f"valid: {found.is_valid}, {len(found.features)} features, {len(placed)} with a place")
    print(f"best: {best.properties['name']} {best.properties['published_index']} at {best.geometry.coordinates}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("evaluations.geojson"))
