"""
The catalogues of regions and provinces: by code, by other codes, in part, and near one another.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from gm100 import RegionKind, TimeZone, UnknownIdError, distance_km, provinces, regions
from gm100.model._entity import evolve


class TestRegions:
    def test_they_are_sorted_by_code(self) -> None:
        """
        A mapping of 514, in the order of the codes.
        """
        assert list(regions()) == sorted(regions())
        assert Counter(region.kind.value for region in regions().values()) == {
            "kabupaten": 415,
            "kabupaten_administrasi": 1,
            "kota": 93,
            "kota_administrasi": 5,
        }

    def test_where_leaves_those_to_which_all_applies(self) -> None:
        """
        The cities of Jawa Timur are nine, in a catalogue of their own.
        """
        cities = regions().where(province="35", kind=RegionKind.KOTA)
        assert (len(cities), next(iter(cities))) == (9, "35.71")
        assert "35.03" not in cities
        assert cities["35.78"] is regions()["35.78"]
        assert len(regions().where(province=provinces()["35"])) == 38

    def test_where_can_be_repeated(self) -> None:
        """
        Two steps leave what one step leaves.
        """
        java = regions().where(island_group="Jawa")
        assert list(java.where(kind=RegionKind.KOTA)) == list(
            regions().where(kind=RegionKind.KOTA, island_group="Jawa")
        )
        assert len(regions().where(timezone=TimeZone.WIT)) == 63

    def test_where_refuses_a_province_that_is_none(self) -> None:
        """
        A wrong code is an error and not an empty catalogue.
        """
        with pytest.raises(UnknownIdError, match="unknown province '30'"):
            regions().where(province="30")

    def test_a_bps_code_is_looked_up_by_name_of_the_scheme(self) -> None:
        """
        1275 is Medan for BPS and Binjai for Kemendagri; 164 codes differ like that.
        """
        assert regions().by_bps("1275").full_name == "Kota Medan"
        digits = {region.code.replace(".", ""): region for region in regions().values()}
        others = [r for r in regions().values() if r.bps_code in digits and digits[str(r.bps_code)] != r]
        assert len(others) == 164
        with pytest.raises(UnknownIdError, match="unknown BPS code '9999'"):
            regions().by_bps("9999")

    def test_a_retired_code_has_a_door_of_its_own(self) -> None:
        """
        The catalogue holds codes in force; the retired one is asked for as such.
        """
        assert "91.09" not in regions()
        assert regions().by_former_code("91.09").code == "94.04"
        with pytest.raises(UnknownIdError, match="is not a retired code"):
            regions().by_former_code("35.03")

    def test_rows_are_flat(self) -> None:
        """
        One dict a region, with every field as one value: names that it also has are joined.
        """
        row = regions().where(province="34").to_rows()[0]
        assert (row["code"], row["full_name"], row["bps_code"]) == ("34.01", "Kabupaten Kulon Progo", "3401")
        assert (row["aliases"], row["former_codes"]) == (None, None)


class TestProvinces:
    def test_they_are_found_by_iso_code(self) -> None:
        """
        ISO 3166-2 names every one of the 38.
        """
        assert [provinces().by_iso(province.iso_code) for province in provinces().values()] == list(
            provinces().values()
        )
        assert provinces().by_iso("id-pd").code == "96"
        with pytest.raises(UnknownIdError, match="unknown ISO 3166-2 code 'ID-XX'"):
            provinces().by_iso("ID-XX")

    def test_where_and_rows(self) -> None:
        """
        Java has six provinces.
        """
        java = provinces().where(island_group="Jawa")
        assert [row["name"] for row in java.to_rows()][-2:] == ["Jawa Timur", "Banten"]
        assert len(java) == 6


class TestNear:
    def test_the_nearest_come_first(self) -> None:
        """
        Around Trenggalek lie Ponorogo and Tulungagung; it is not a neighbour of itself.
        """
        near = regions().near("35.03", 3)
        assert [region.name for region in near][:2] == ["Ponorogo", "Tulungagung"]
        assert regions()["35.03"] not in near

    def test_neighbours_share_the_province_or_the_islands(self) -> None:
        """
        Pacitan's nearest region lies in the next province.
        """
        assert regions().near("35.01", 1)[0].province == "35"
        assert regions().near("35.01", 1, same="island_group")[0].full_name == "Kabupaten Wonogiri"

    def test_a_distance_is_the_same_both_ways(self) -> None:
        """
        Kota and Kabupaten Madiun are close, Sabang and Merauke are 5,200 km apart.
        """
        one, other = regions()["11.72"], regions()["93.01"]
        assert distance_km(one, other) == pytest.approx(distance_km(other, one))
        assert 5_000 < distance_km(one, other) < 5_400
        assert distance_km(one, one) == 0

    def test_one_degree_along_the_equator(self) -> None:
        """
        A degree is 111.195 km on a sphere of the mean radius.
        """
        here = evolve(regions()["35.03"], latitude=Decimal(0), longitude=Decimal(100))
        there = evolve(here, longitude=Decimal(101))
        assert distance_km(here, there) == pytest.approx(111.195, abs=0.001)

    def test_a_region_without_a_point_is_refused(self) -> None:
        """
        Nothing is invented for a missing point.
        """
        lost = evolve(regions()["35.03"], latitude=None)
        with pytest.raises(ValueError, match="expected a region with a point"):
            distance_km(lost, lost)
