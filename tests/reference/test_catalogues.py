"""
The catalogues of what is known.
"""

import copy
import pickle
from collections import Counter
from pathlib import Path

import pytest

import gm100
from gm100 import RegionKind, UnknownIdError

UNKNOWN_PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "what-we-do-not-know.md"


class TestRegions:
    def test_all_of_them_pass_the_strict_door(self) -> None:
        """Every bundled row makes a checked entity: 416 regencies and 98 cities in 38 provinces."""
        regions = list(gm100.regions().values())
        kinds = [region.kind for region in regions]
        assert len(regions) == 514
        assert (kinds.count(RegionKind.KABUPATEN), kinds.count(RegionKind.KABUPATEN_ADMINISTRASI)) == (415, 1)
        assert (kinds.count(RegionKind.KOTA), kinds.count(RegionKind.KOTA_ADMINISTRASI)) == (93, 5)
        assert {region.province for region in regions} == set(gm100.provinces())

    def test_names_and_kinds(self) -> None:
        """A full name is kind and name; a city's code ends in 71 or more."""
        regions = gm100.regions()
        assert str(regions["35.03"]) == "35.03 Kabupaten Trenggalek"
        assert regions["31.71"].full_name.startswith("Kota Administrasi Jakarta")
        assert all(region.kind.is_kota == (int(code[3:]) >= 71) for code, region in regions.items())

    def test_what_they_were(self) -> None:
        """Papua's regions know the codes that moved in 2022, and the renamed their old names."""
        mimika, toba = gm100.regions()["94.04"], gm100.regions()["12.12"]
        assert [(c.code, str(c.until), c.instrument) for c in mimika.former_codes] == [
            ("91.09", "2022-07-25", "UU 15/2022")
        ]
        assert [(n.name, str(n.until)) for n in toba.former_names] == [("Toba Samosir", "2020-02-26")]
        assert sum(len(region.former_codes) for region in gm100.regions().values()) == 26

    def test_sums_are_those_of_the_sources(self) -> None:
        """Inhabitants add up to the figure of Dukcapil, region by region and province by province."""
        assert sum(r.population or 0 for r in gm100.regions().values()) == 284_973_643
        assert sum(p.population or 0 for p in gm100.provinces().values()) == 284_973_643

    def test_an_unknown_code(self) -> None:
        """A code that does not exist is a KeyError that names those that look alike."""
        with pytest.raises(UnknownIdError, match=r"unknown region '35\.99'; did you mean"):
            gm100.regions()["35.99"]
        with pytest.raises(UnknownIdError, match=r"unknown region '35\.03 \(float\)'; did you mean 35\.03\?"):
            gm100.regions()[35.03]  # type: ignore[index]  # the mistake that is tried
        with pytest.raises(UnknownIdError):
            gm100.regions().part(["35.03", "35.99"])
        with pytest.raises(gm100.ArgumentError):
            gm100.regions().part("35.03")
        assert gm100.regions().get("35.99") is None
        assert "35.99" not in gm100.regions()
        assert repr(gm100.regions()) == "<Regions of 514>"

    def test_whether_there_is_one_costs_no_search(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Tables ask for thousands of codes that are not of regions; what is alike is looked for in errors alone."""
        regions = gm100.regions()
        monkeypatch.setattr(type(regions), "_near", None)
        assert regions.get("unit 1") is None
        assert regions.get("unit 1", default=1) == 1
        assert regions.get("35.03") == regions["35.03"]
        assert regions.get(["35.03"]) is None  # type: ignore[call-overload]  # the mistake that is tried

    def test_time_zones(self) -> None:
        """Three zones, seven to nine hours ahead of UTC."""
        assert {zone: zone.utc_offset_hours for zone in gm100.TimeZone} == {"WIB": 7, "WITA": 8, "WIT": 9}

    def test_a_capital_is_a_town_or_a_district(self) -> None:
        """Where no source says which of them, that is said; pages that count them agree."""
        kinds = Counter(region.capital_kind for region in gm100.regions().values())
        assert kinds == {"town": 461, "district": 38, "unknown": 15}
        found = gm100.regions()
        assert [found[code].capital_kind for code in ("35.03", "31.71", "11.02")] == ["town", "district", "unknown"]
        assert "of 15 regions | `capital_kind` is `unknown`" in UNKNOWN_PAGE.read_text(encoding="utf-8")


class TestProvinces:
    def test_they_have_their_codes(self) -> None:
        """A province knows its ISO code; the four of 2022 have no BPS code of 2020."""
        provinces = gm100.provinces()
        assert str(provinces["35"]) == "35 Provinsi Jawa Timur"
        assert provinces["35"].iso_code == "ID-JI"
        assert [code for code, p in provinces.items() if p.bps_code is None] == ["93", "94", "95", "96"]


class TestPillars:
    def test_six_of_three(self) -> None:
        """Six pillars in the order of the ministry, three sub-dimensions each."""
        assert list(gm100.pillars()) == [pillar.value for pillar in gm100.PillarId]
        assert len({s.id for pillar in gm100.pillars().values() for s in pillar.sub_dimensions}) == 18


class TestEvaluations:
    def test_they_can_be_chosen(self) -> None:
        """By scorecard, by year, by region, or all of them."""
        assert len(gm100.evaluations()) == 184 + 32
        assert {e.year for e in gm100.evaluations(year=2022)} == {2022}
        assert len(gm100.evaluations(region="35.07")) == 2
        card = gm100.scorecards()["kominfo-2022-early"]
        assert gm100.evaluations(scorecard=card) == gm100.evaluations(scorecard=card.id)

    @pytest.mark.parametrize("wrong", [{"scorecard": "kominfo-2020"}, {"region": "35.99"}])
    def test_what_does_not_exist_is_not_just_empty(self, wrong: dict[str, str]) -> None:
        """An unknown scorecard or region is an error, not an empty answer."""
        with pytest.raises(UnknownIdError):
            gm100.evaluations(**wrong)

    def test_each_says_where_it_was_seen(self) -> None:
        """A result of a table has the number of its letter, one that was printed elsewhere the address of the page."""
        for result in gm100.evaluations():
            assert result.source is not None
            assert result.source.number if result.edition else result.source.address
            assert result.source.evidence in ({"official", "press"} if result.edition else {"site", "press"})

    def test_indices_of_the_press_have_no_components(self) -> None:
        """They are results of their year, left out where a scorecard is asked for."""
        printed = [result for result in gm100.evaluations() if result.edition is None]
        assert len(printed) == 32
        assert {result.year for result in printed} == {2020, 2021, 2022, 2024}
        assert not any(result.scores for result in printed)


def test_keys_are_offered_in_a_notebook() -> None:
    """IPython completes `scorecards()["` with the ids."""
    assert "kominfo-2023-regular" in gm100.scorecards()._ipython_key_completions_()


class TestCopies:
    @pytest.mark.parametrize(
        "catalogue",
        ["regions", "provinces", "scorecards", "cohorts", "pillars", "dossiers", "rule_books"],
    )
    def test_a_catalogue_goes_to_another_process(self, catalogue: str) -> None:
        """Pickled, copied and deep-copied, it is the catalogue that the process opens anyway."""
        held = getattr(gm100, catalogue)()
        for again in (pickle.loads(pickle.dumps(held)), copy.copy(held), copy.deepcopy(held)):  # noqa: S301 - our own bytes
            assert again is held
