"""
GDAL opens what gm100 writes as GeoJSON: the library below QGIS, asked through pyogrio, knows nothing of gm100.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from libraries import Later

import gm100

pyogrio, raw = Later("pyogrio"), Later("pyogrio.raw")
pytestmark = pytest.mark.peers


def opened(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What GDAL says of the layer, and its features: their attributes, and the point as `point`."""
    meta, _, shapes, columns = raw.read(path)
    rows = [dict(zip(meta["fields"], values, strict=True)) for values in zip(*columns, strict=True)]
    return pyogrio.read_info(path), [row | {"point": point(shape)} for row, shape in zip(rows, shapes, strict=True)]


def point(shape: bytes | None) -> tuple[float, float] | None:
    """The coordinates of a point in well-known binary."""
    if shape is None:
        return None
    kind, x, y = struct.unpack("<xIdd", shape)
    assert kind == 1
    return x, y


def place_of(region: gm100.Region) -> tuple[float, float]:
    """Where a region is, as a map wants it."""
    assert region.longitude is not None
    assert region.latitude is not None
    return float(region.longitude), float(region.latitude)


class TestRegions:
    def test_all_are_there_at_their_places(self, tmp_path: Path) -> None:
        """Every region is a feature whose point is its longitude and latitude, in WGS 84."""
        regions = tuple(gm100.regions().values())
        gm100.dump(regions, tmp_path / "regions.geojson")
        info, features = opened(tmp_path / "regions.geojson")
        assert (info["driver"], info["crs"], info["features"]) == ("GeoJSON", "EPSG:4326", len(regions))
        assert info["geometry_type"] == "Point"
        placed = [(region.code, place_of(region)) for region in regions]
        assert [(each["code"], each["point"]) for each in features] == placed

    def test_attributes_keep_their_types(self, tmp_path: Path) -> None:
        """A code with its dot stays text, a count is a whole number, an area a number."""
        region = gm100.regions()["35.03"]
        gm100.dump(region, tmp_path / "one.geojson")
        info, [feature] = opened(tmp_path / "one.geojson")
        types = dict(zip(info["fields"], info["ogr_types"], strict=True))
        assert (types["code"], types["population"], types["area_km2"]) == ("OFTString", "OFTInteger", "OFTReal")
        assert (feature["code"], feature["name"]) == ("35.03", region.name)
        assert feature["population"] == region.population
        assert feature["area_km2"] == float(region.area_km2 or 0)


class TestEvaluations:
    def test_the_ranking_can_be_drawn(self, tmp_path: Path) -> None:
        """Each evaluation stands at the point of its region, with its index as a number to colour by."""
        evaluations = gm100.evaluations(scorecard="kominfo-2023-regular")
        gm100.dump(evaluations, tmp_path / "ranking.geojson", regions=gm100.regions())
        info, features = opened(tmp_path / "ranking.geojson")
        assert (info["crs"], info["features"]) == ("EPSG:4326", len(evaluations))
        assert dict(zip(info["fields"], info["ogr_types"], strict=True))["published_index"] == "OFTReal"
        for evaluation, feature in zip(evaluations, features, strict=True):
            place = gm100.regions()[evaluation.region]
            assert feature["region"] == evaluation.region
            assert feature["point"] == place_of(place)
            assert feature["published_index"] == float(evaluation.published_index or 0)

    def test_without_regions_they_have_no_place(self, tmp_path: Path) -> None:
        """What has no point is a feature nevertheless, with all its attributes."""
        evaluations = gm100.evaluations()[:3]
        gm100.dump(evaluations, tmp_path / "table.geojson")
        _, features = opened(tmp_path / "table.geojson")
        assert [(each["region"], each["point"]) for each in features] == [(e.region, None) for e in evaluations]
