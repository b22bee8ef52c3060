"""
Names as documents write them: what is answered, what is refused, and that nothing is guessed.
"""

from __future__ import annotations

import csv
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gm100 import (
    AmbiguousRegionError,
    Province,
    Region,
    ResolutionStatus,
    UnknownIdError,
    UnknownRegionError,
    provinces,
    regions,
)
from gm100.reference.names.index import index

CASES = Path(__file__).resolve().parents[2] / "tools/sources/resolver_cases.csv"


def answer(text: str, *, on: date | None = None, within: str | None = None) -> str:
    """
    Return the code that a name means, or AMBIGUOUS, or UNKNOWN.
    """
    found = regions().match(text, on=on, within=within)
    return found.code or found.status.value.upper()


def resolved_or_none(text: str) -> Region | Province | None:
    """
    Return what `resolve` returns, and nothing where it refuses.
    """
    try:
        return regions().resolve(text)
    except (AmbiguousRegionError, UnknownRegionError):
        return None


def candidates(text: str) -> list[str]:
    """
    Return the codes of the candidates of a name.
    """
    return [candidate.region.code for candidate in regions().match(text).candidates]


def cases() -> list[tuple[str, str]]:
    """
    Return the names of the table of cases, each with its answer.
    """
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["surface"], row["expected_code"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_every_case_is_answered_as_it_says(text: str, expected: str) -> None:
    """
    Names seen in documents and in data sets mean what the table of cases says.
    """
    assert answer(text) == expected


class TestEveryName:
    def test_every_full_name_means_its_region(self) -> None:
        """
        Kind and name, in any case, mean one region, and by both ways to ask.
        """
        for region in regions().values():
            for text in (region.full_name, region.full_name.upper(), f"  {region.full_name.lower()} "):
                assert regions().resolve(text) == region
                assert answer(text) == region.code

    def test_a_bare_name_means_its_region_or_is_one_of_the_shared_ones(self) -> None:
        """
        Without its kind a name means its region, unless a kabupaten and a kota, two provinces' regions or a province
        have it too; those 26 names and the five of provinces are ambiguous.
        """
        shared = {region.name for region in regions().values() if answer(region.name) == "AMBIGUOUS"}
        pairs = [name for name in shared if len({r.code for r in regions().values() if r.name == name}) == 2]
        assert len(pairs) == 26
        assert shared - set(pairs) == {"Bengkulu", "Jambi", "Yogyakarta", "Pontianak"}
        others = [region for region in regions().values() if region.name not in shared]
        assert all(answer(region.name) == region.code for region in others)

    def test_every_former_name_and_alias_means_its_region_after_its_kind(self) -> None:
        """
        Spellings, short forms and former names count as the name does.
        """
        for region in regions().values():
            for name in (*region.aliases, *(former.name for former in region.former_names)):
                assert answer(f"{region.kind.label} {name}") == region.code

    def test_every_province_means_itself(self) -> None:
        """
        A province is found by its name, its aliases and its codes, after a word that says province.
        """
        for province in provinces().values():
            for name in (province.name, *province.aliases):
                assert answer(f"Provinsi {name}") == province.code
                assert answer(f"Pemprov {name}") == province.code
            assert answer(province.iso_code) == province.code

    def test_a_glued_kind_never_makes_another_name(self) -> None:
        """
        No name, with its kind before it and no space, is the name of something else.
        """
        whole = index().whole
        for region in regions().values():
            kind = "kota" if region.kind.is_kota else "kabupaten"
            assert whole[kind + region.name.replace(" ", "").replace("-", "").lower()] == region.code

    def test_seats_of_government_are_no_regions(self) -> None:
        """
        Who writes the seat does not say the region; it is named as a candidate and no more.
        """
        for text in ("Purwokerto", "Kota Purwokerto", "Sekayu", "Manggar", "Sampit", "Kota Pinang"):
            assert answer(text) == "UNKNOWN"
        assert candidates("Sekayu") == ["16.06"]


class TestOffices:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Pemkot Surabaya", "35.78"),
            ("Wabup Blitar", "35.05"),
            ("Pj. Wali Kota Malang", "35.73"),
            ("Sekda Kota Malang", "35.73"),
            ("Diskominfo Kab. Blitar", "35.05"),
            ("Kepala Dinas Kominfo Trenggalek", "35.03"),
            ("Dinas Komunikasi dan Informatika (DISKOMINFO) Kabupaten Kulon Progo", "34.01"),
            ("Pemerintah Kabupaten (pemkab) Blitar", "35.05"),
            ("Wali Kota Administrasi Jakarta Barat", "31.73"),
            ("Kota Adm. Jakarta Selatan", "31.74"),
            ("Kotamadya Bandung", "32.73"),
            ("Blitar Regency", "35.05"),
            ("Pemda DIY", "34"),
            ("Pemerintah Daerah Istimewa Yogyakarta", "34"),
        ],
    )
    def test_an_office_says_the_kind_or_nothing(self, text: str, code: str) -> None:
        """
        Words before a name are dropped, and what they say of the kind counts.
        """
        assert answer(text) == code

    def test_what_was_dropped_is_told(self) -> None:
        """
        The answer lists the words that are not a part of the name.
        """
        assert regions().match("1. Pj Bupati Kab. Lombok Utara (KLU), NTB").dropped == (
            "pj",
            "bupati",
            "kab",
            "ntb",
            "klu",
        )

    @pytest.mark.parametrize(
        "text",
        [
            *("Kota Trenggalek", "Kabupaten Surabaya", "Kabupaten Sabang", "Kota Trengalek", "Kota Banten"),
            *("Bupati Kota Malang", "Pemkot Kotabaru", "Kota Administrasi Bandung", "Provinsi Semarang"),
        ],
    )
    def test_a_kind_that_cannot_be_is_refused(self, text: str) -> None:
        """
        A kind that the region does not have makes the name unknown, and is never overlooked.
        """
        assert answer(text) == "UNKNOWN"

    def test_the_region_of_the_other_kind_is_named(self) -> None:
        """
        A refusal shows what was considered.
        """
        assert candidates("Kota Trenggalek") == ["35.03"]

    def test_a_kind_word_inside_a_name_is_no_prefix(self) -> None:
        """
        Kotabaru, Kotamobagu, Kotawaringin and Lima Puluh Kota keep their Kota, spaced or not.
        """
        assert answer("Kota Mobagu") == "71.74"
        assert answer("Pemkab Kota Baru") == "63.02"
        assert answer("Kota Waringin Timur") == "62.02"
        assert answer("Kab. 50 Kota") == "13.07"

    @pytest.mark.parametrize(
        "text", ["Kota", "Kabupaten", "Pemkab", "Kep.", "50 Kota", "Pemerintah Daerah", "dan", " "]
    )
    def test_a_kind_alone_is_no_name(self, text: str) -> None:
        """
        Without a name there is no answer.
        """
        assert answer(text) == "UNKNOWN"

    def test_kabupaten_or_kota_says_only_that_it_is_a_region(self) -> None:
        """
        "Kab/Kota" settles nothing where both exist, and does no harm where one does.
        """
        assert answer("Kab./Kota Malang") == "AMBIGUOUS"
        assert answer("Kabupaten/Kota Sleman") == "34.04"


class TestBeside:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Kab. Sleman, DIY", "34.04"),
            ("Kota Malang Jatim", "35.73"),
            ("Kabupaten Blitar Provinsi Jawa Timur, Indonesia", "35.05"),
            ("Jawa Timur - Kab. Blitar", "35.05"),
            ("Kabupaten Blitar Indonesia", "35.05"),
            ("Natuna Kepulauan Riau", "21.03"),
            ("Banjar, Jawa Barat", "32.79"),
            ("Banjar Kalsel", "63.03"),
            ("Jambi, Jambi", "15.71"),
            ("Muaro Jambi", "15.05"),
            ("Malang, Kota", "35.73"),
            ("Malang (Kab.)", "35.07"),
            ("Sumbawa Barat (KSB)", "52.07"),
            ("Kab. Toba (d/h Toba Samosir)", "12.12"),
            ("Kabupaten Blitar (35.05)", "35.05"),
            ("TRENGGALEK, beritalima.com –", "35.03"),
            ("KENDAL –", "33.24"),
            ("Surabaya, 12 Mei 2018", "35.78"),
        ],
    )
    def test_what_stands_beside_a_name_may_settle_it(self, text: str, code: str) -> None:
        """
        A province, a kind, a short form, a paper or a date beside a name is understood.
        """
        assert answer(text) == code

    @pytest.mark.parametrize(
        "text",
        [
            *("Kab. Sleman, Jawa Tengah", "Kabupaten Malang (Kota Batu)", "Kab. Bandung; Kota Bandung", "Malang/Batu"),
            *("Sekayu, Musi Banyuasin", "Kecamatan Lembang", "Smart City Kabupaten Blitar", "Bandung Raya"),
            *("Kota Magelang dan Kabupaten Magelang", "Kabupaten Blitar (35.72)", "Bupati Trenggalek Mochamad"),
            *("Kabupaten Pangkajene dan", "Kabupaten Sumbawa Barat (KASB)", "Hulu Sungai Utara (HUS)", "Kendal (K)"),
        ],
    )
    def test_what_contradicts_or_is_not_understood_makes_it_unknown(self, text: str) -> None:
        """
        No word is overlooked: it may be the one that changes the meaning.
        """
        assert answer(text) == "UNKNOWN"

    def test_a_region_may_be_written_with_its_province_of_before_2022(self) -> None:
        """
        Mimika was in Papua until 2022, and old documents say so; a date of later refuses it.
        """
        assert answer("Kabupaten Mimika, Papua") == "94.04"
        assert answer("Mimika", within="Papua", on=date(2022, 7, 24)) == "94.04"
        assert answer("Mimika", within="Papua", on=date(2022, 7, 25)) == "UNKNOWN"


class TestWithin:
    def test_it_settles_down_to_the_province_and_no_further(self) -> None:
        """
        In Jawa Tengah there are two Semarang; in Jawa Barat there is one Banjar.
        """
        assert answer("Semarang", within="Jawa Tengah") == "AMBIGUOUS"
        assert answer("Banjar", within="32") == "32.79"
        assert answer("Yogyakarta", within="DIY") == "34.71"
        assert answer("Sleman", within="33") == "UNKNOWN"

    def test_the_shortest_way_to_an_answer_asks_for_it_too(self) -> None:
        """
        `resolve` takes a name that can mean only one place without reading it, but not past the province, the day or
        the regions asked.
        """
        assert regions().resolve("Kab. Sleman").code == "34.04"
        with pytest.raises(UnknownRegionError, match="is not in that province"):
            regions().resolve("Kab. Sleman", within="33")
        with pytest.raises(UnknownRegionError, match="not one of the given regions"):
            regions().where(province="33").resolve("Kab. Sleman")
        assert regions().resolve("Kab. Aceh Tengah").code == "11.04"
        with pytest.raises(AmbiguousRegionError, match="it was split"):
            regions().resolve("Kab. Aceh Tengah", on=date(1985, 1, 1))

    def test_a_province_is_given_by_itself_its_code_or_its_name(self) -> None:
        """
        All ways to say Jawa Timur are one.
        """
        for within in ("35", "ID-JI", "Jawa Timur", "Jatim", "Prov. Jawa Timur", provinces()["35"]):
            assert regions().resolve("Sidoarjo", within=within).code == "35.15"

    def test_there_must_be_such_a_province(self) -> None:
        """
        A mistake of the caller is an error, not an unknown name.
        """
        with pytest.raises(UnknownIdError, match="unknown province 'Jawa'"):
            regions().match("Sidoarjo", within="Jawa")


class TestTime:
    def test_a_name_that_moved_is_settled_by_the_date(self) -> None:
        """
        Until 20 July 2014 there were a Kabupaten and a Kota Pontianak; without a date either may be meant.
        """
        assert answer("Pontianak") == "AMBIGUOUS"
        assert answer("Pontianak", on=date(2014, 7, 20)) == "AMBIGUOUS"
        assert answer("Pontianak", on=date(2014, 7, 21)) == "61.71"
        assert answer("Kabupaten Pontianak") == "61.02"

    def test_an_old_name_alone_is_never_refused_for_its_date(self) -> None:
        """
        Documents use an old name for years; the reason says that it is one.
        """
        assert answer("Toba Samosir", on=date(2024, 1, 1)) == "12.12"
        assert "former name" in regions().match("Toba Samosir").candidates[0].reason

    def test_an_old_name_is_not_read_as_its_part(self) -> None:
        """
        Toba Samosir is Toba, and Samosir is Samosir.
        """
        assert answer("Samosir") == "12.17"


class TestCodes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("35.03", "35.03"),
            ("35.03 Kabupaten Trenggalek", "35.03"),
            ("35.03 Kabupaten Blitar", "UNKNOWN"),
            ("91.09 Kabupaten Mimika", "94.04"),
            ("BPS 1275", "12.71"),
            ("Kemendagri 1275", "12.75"),
            ("9302", "UNKNOWN"),
            ("1473", "UNKNOWN"),
            ("35", "35"),
            ("94", "AMBIGUOUS"),
            ("93", "UNKNOWN"),
            ("35.99", "UNKNOWN"),
            ("35.1", "UNKNOWN"),
            ("35.03.01", "UNKNOWN"),
        ],
    )
    def test_digits_without_a_dot_need_both_schemes_to_agree(self, text: str, expected: str) -> None:
        """
        Kemendagri writes a dot; without it BPS may be meant, whose codes in Papua changed again after 2020.
        """
        assert answer(text) == expected

    @pytest.mark.parametrize(
        ("text", "note"),
        [
            ("1275", "the codes of Kemendagri and BPS differ; write 12.34, or BPS before the digits"),
            ("9302", "only one of two schemes has these digits; write 12.34, or BPS before them"),
            ("35.99", "no scheme has the code 35.99"),
            ("35.03 Kabupaten Blitar", "the code and the name disagree"),
            ("Kab. Trenggalek (35)", "the text also says '35', which is not understood"),
        ],
    )
    def test_what_is_no_answer_says_why(self, text: str, note: str) -> None:
        """
        Two regions, a scheme that nobody named, no region, another region, and a number that is not a code of one.
        """
        assert regions().match(text).note == note

    def test_every_retired_code_means_the_region_of_today(self) -> None:
        """
        The 26 codes of before 2022 were not used again.
        """
        retired = [(old.code, region.code) for region in regions().values() for old in region.former_codes]
        assert len(retired) == 26
        assert all(answer(old) == code for old, code in retired)


class TestWriting:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("K O T A  D U M A I", "14.72"),
            ("KOTADUMAI", "14.72"),
            ("D.I. Yogyakarta", "34"),
            ("Kab.Trenggalek", "35.03"),
            ("Kab\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}Kendal", "33.24"),
            ("\N{CYRILLIC CAPITAL LETTER KA}endal", "33.24"),
            ("Tr\N{ZERO WIDTH SPACE}enggalek", "35.03"),
            ("Ko\N{SOFT HYPHEN}ta Malang", "35.73"),
            ("Ko\N{COMBINING ACUTE ACCENT}ta Malang", "35.73"),
            ("Toli\N{NON-BREAKING HYPHEN}Toli", "72.04"),
            ("Pangkajene & Kepulauan", "73.10"),
            ("Sumatra Utara", "12"),
            ("OKU Timur", "16.08"),
            ("Kota Tidore", "82.72"),
            ("12) Kota Blitar", "35.72"),
        ],
    )
    def test_spaces_signs_and_letters_may_differ(self, text: str, code: str) -> None:
        """
        How a name is set in type does not change what it means.
        """
        assert answer(text) == code

    def test_kepulauan_may_be_left_out_only_after_a_kind(self) -> None:
        """
        Kabupaten Meranti is Kepulauan Meranti; Meranti alone may be anything, and Morotai is an area.
        """
        assert answer("Kabupaten Meranti") == "14.10"
        assert answer("Meranti") == "UNKNOWN"
        assert answer("Morotai") == "UNKNOWN"


class TestNothingIsGuessed:
    @pytest.mark.parametrize(
        "text",
        [
            *("Kabupaten Gorontalo Barat", "Kabupaten Bone Selatan", "Kabupaten Sumbawa Timur", "Kabupaten Aceh Raya"),
            *("Kabupaten Luwu Tengah", "Kota Cirebon Timur", "Halmahera Darat", "Malang Raya", "Kota Cerdas"),
            *("Lembang", "Bandungan", "Simpang", "Kuta", "Jawa", "Labuan Bajo", "Jaksel", "KLU", "Kota Tua"),
        ],
    )
    def test_a_place_that_is_no_region_is_unknown(self, text: str) -> None:
        """
        Proposed regions, districts, areas and short forms that no source has are refused.
        """
        assert answer(text) == "UNKNOWN"

    @pytest.mark.slow
    def test_a_word_from_names_is_never_corrected_into_another(self) -> None:
        """
        Every name with every direction behind it that is not a name is refused, with and without a kind.
        """
        known = set(index().whole)
        wrong = []
        for name in sorted({region.name for region in regions().values()}):
            for word in ("Barat", "Timur", "Utara", "Selatan", "Tengah", "Tenggara", "Raya", "Jaya", "Laut", "Hulu"):
                text = f"{name} {word}"
                if text.replace(" ", "").replace("-", "").lower() not in known:
                    wrong += [text for kind in ("", "Kabupaten ") if regions().match(kind + text).region]
        assert wrong == []

    @given(st.text(max_size=60))
    def test_any_text_has_an_answer(self, text: str) -> None:
        """
        No text is too odd: it is answered or refused, and both ways to ask agree.
        """
        assert resolved_or_none(text) == regions().match(text).region

    @given(
        st.sampled_from(("", "Kab. ", "kota ", "PEMKAB ", "Pemkot", "Wali Kota ", "Provinsi ")),
        st.sampled_from([label for region in regions().values() for label in (region.name, *region.aliases)]),
        st.sampled_from(("", ", Jawa Timur", " Papua", " (Kota)", " –", " Barat", ", Indonesia")),
    )
    def test_both_doors_agree(self, before: str, name: str, behind: str) -> None:
        """
        The quick way of `resolve` gives what the long way of `match` gives.
        """
        text = before + name + behind
        assert resolved_or_none(text) == regions().match(text).region

    def test_a_text_too_long_for_a_name_is_refused(self) -> None:
        """
        Two hundred characters may be a name, one more is prose.
        """
        assert answer("Kota Blitar".ljust(200)) == "35.72"
        assert "longer than 200" in str(regions().match("Kota Blitar".ljust(201)).note)


class TestErrors:
    def test_an_ambiguous_name_carries_its_candidates(self) -> None:
        """
        The error has the text, the candidates with their reasons, and what would settle it.
        """
        with pytest.raises(AmbiguousRegionError) as caught:
            regions().resolve("Malang")
        assert [candidate.region.code for candidate in caught.value.candidates] == ["35.07", "35.73"]
        assert str(caught.value) == (
            "'Malang' may mean several regions: write Kabupaten or Kota before it; "
            "35.07 Kabupaten Malang (its name); 35.73 Kota Malang (its name)"
        )
        assert isinstance(caught.value, LookupError)

    def test_an_unknown_name_carries_what_was_refused(self) -> None:
        """
        The error names the region of the other kind.
        """
        with pytest.raises(UnknownRegionError, match=r"no such region of that kind; .* Kabupaten Trenggalek"):
            regions().resolve("Kota Trenggalek")
        assert issubclass(UnknownRegionError, UnknownIdError)

    @pytest.mark.parametrize("text", ["Malang", "Kota Trenggalek"])
    def test_they_survive_pickling(self, text: str) -> None:
        """
        An error that crosses a process says the same on the other side.
        """
        with pytest.raises(LookupError) as caught:
            regions().resolve(text)
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # It is our own error.
        assert (type(copy), str(copy), vars(copy)) == (type(caught.value), str(caught.value), vars(caught.value))


class TestColumns:
    NAMES = ("Pemkab Trenggalek", "Malang", "Kota Cerdas", "Malang", "")

    def test_every_row_is_answered_in_order(self) -> None:
        """
        A column comes back as long as it went in.
        """
        found = regions().resolve_all(self.NAMES)
        assert [result.code for result in found] == ["35.03", None, None, None, None]
        assert [result.text for result in found] == list(self.NAMES)
        assert found[1].status == ResolutionStatus.AMBIGUOUS
        assert len(found) == 5

    def test_a_failure_is_told_once(self) -> None:
        """
        The summary counts rows and lists each name that failed once, with the reason.
        """
        found = regions().resolve_all(self.NAMES)
        assert [result.text for result in found.failed] == ["Malang", "Kota Cerdas", ""]
        assert found.summary().splitlines() == [
            "5 names: 1 resolved, 2 ambiguous, 2 unknown",
            "  'Malang': ambiguous; write Kabupaten or Kota before it",
            "  'Kota Cerdas': unknown; no region has this name",
            "  '': unknown; the text is blank",
        ]

    def test_rows_are_flat(self) -> None:
        """
        A row has the columns of the command line, and says why there is no answer.
        """
        first, second, *_ = regions().resolve_all(self.NAMES).to_rows()
        assert first == {
            "text": "Pemkab Trenggalek",
            "status": "resolved",
            "code": "35.03",
            "name": "Kabupaten Trenggalek",
            "kind": "kabupaten",
            "province": "35",
            "corrected": None,
            "candidates": None,
            "note": "read as its name",
        }
        assert "35.07 Kabupaten Malang" in str(second["note"])

    def test_a_part_of_the_catalogue_answers_from_that_part(self) -> None:
        """
        Among the regions of one province, or the cities, a name may mean one region only.
        """
        cities = regions().where(kind=regions()["35.78"].kind)
        assert cities.resolve("Malang").code == "35.73"
        with pytest.raises(UnknownRegionError, match="not one of the given regions"):
            cities.resolve("Kabupaten Malang")
