"""
Tables of regions: columns read together, and what the whole table says of a single row.
"""

from __future__ import annotations

from typing import Any

import pytest

from gm100 import DocumentError, Resolutions, provinces, regions, resolve_table
from gm100.reference.names.columns import Roles, code_text, is_header, lost_zero, roles_of


def codes(found: Resolutions) -> list[str]:
    """
    Return the code of each row, or its status.
    """
    return [row.code or row.status.value for row in found]


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "roles"),
        [
            (["kode", "nama"], Roles(name="nama", code="kode")),
            (["KODE_WILAYAH", "Kabupaten/Kota", "Provinsi"], Roles("Kabupaten/Kota", "KODE_WILAYAH", None, "Provinsi")),
            (
                ["kode_provinsi", "nama_provinsi", "bps_kode_kabupaten_kota", "nama_kabupaten_kota"],
                Roles("nama_kabupaten_kota", "bps_kode_kabupaten_kota", None, "nama_provinsi", bps=True),
            ),
            (["id", "name", "type", "province"], Roles("name", "id", "type", "province")),
            (["jenis", "daerah", "nilai"], Roles("daerah", None, "jenis")),
            (["provinsi", "nilai"], Roles(province="provinsi")),
        ],
    )
    def test_a_header_says_what_a_column_is(self, header: list[str], roles: Roles) -> None:
        """
        Indonesian and English, in any case, with underscores or slashes.
        """
        assert roles_of(header) == roles

    def test_a_table_without_names_and_codes_is_refused(self) -> None:
        """
        The columns are listed, and what to say; given columns are used.
        """
        rows = [{"x": "Kota Blitar", "y": 1}]
        with pytest.raises(DocumentError, match="no column of names or codes among x, y"):
            resolve_table(rows)
        assert codes(resolve_table(rows, columns={"name": "x"})) == ["35.72"]
        with pytest.raises(DocumentError, match="no such column"):
            resolve_table(rows, columns={"name": "z"})
        with pytest.raises(DocumentError, match="is not a role"):
            resolve_table(rows, columns={"namen": "x"})

    def test_a_name_is_no_header(self) -> None:
        """
        A file that starts with a region has no header.
        """
        assert is_header(["Nama", "Nilai 2022"])
        assert not is_header(["Kota Blitar"])
        assert not is_header(["Kab. Sleman", "DI Yogyakarta"])

    def test_kind_and_province_go_with_the_name(self) -> None:
        """
        They settle a name, and contradict it; a province that is not understood is not passed over.
        """
        found = resolve_table(
            [
                {"nama": "Banjar", "jenis": "kota", "provinsi": "Jawa Barat"},
                {"nama": "Banjar", "jenis": "kab", "provinsi": "Kalsel"},
                {"nama": "Malang", "jenis": "Kota", "provinsi": "East Java"},
                {"nama": "Sleman", "jenis": "", "provinsi": "Jawa Tengah"},
                {"nama": "Sleman", "jenis": "", "provinsi": "Jawa"},
                {"nama": "Sleman", "jenis": None, "provinsi": 34},
            ]
        )
        assert codes(found) == ["32.79", "63.03", "35.73", "unknown", "unknown", "34.04"]
        assert found[4].note == "the province 'Jawa' is not understood"

    @pytest.mark.libraries
    def test_frames_and_columns_are_tables(self) -> None:
        """
        A frame of any kind, or columns by name.
        """
        import pandas as pd
        import polars as pl

        columns = {"kode": [3273.0, 3204.0, None], "nama": ["Bandung", "Bandung", "Kota Blitar"]}
        for table in (columns, pl.DataFrame(columns), pd.DataFrame(columns)):
            assert codes(resolve_table(table)) == ["32.73", "32.04", "35.72"]

    def test_an_empty_table(self) -> None:
        """
        No rows, no answers.
        """
        assert codes(resolve_table([])) == []


class TestCodes:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (3273, "3273"),
            (3273.0, "3273"),
            ("3273.0", "3273"),
            (" 32.73 ", "32.73"),
            (35.1, "35.1"),
            (float("nan"), ""),
        ],
    )
    def test_numbers_are_codes(self, cell: Any, text: str) -> None:
        """
        A whole number that a spreadsheet made a float of is the whole number; a gap is none.
        """
        assert code_text(cell) == text

    @pytest.mark.parametrize("scheme", ["Kemendagri", "BPS 2020"])
    def test_the_scheme_is_found_with_the_names(self, scheme: str) -> None:
        """
        All 514 by either list, whole numbers without a dot; the remark says which it is.
        """
        rows = [
            {
                "kode": int(str(r.code.replace(".", "") if scheme == "Kemendagri" else r.bps_code)),
                "nama": r.name,
                "k": r.code,
            }
            for r in regions().values()
        ]
        found = resolve_table(rows)
        assert codes(found) == list(regions())
        assert found.remarks == (f"codes of the column kode: {scheme}",)

    def test_codes_alone_need_one_scheme(self) -> None:
        """
        1275 is of two regions: another row, or the header, may say by which scheme.
        """
        assert codes(resolve_table([{"kode": 1275}])) == ["ambiguous"]
        assert codes(resolve_table([{"kode": 1275}, {"kode": "12.71"}])) == ["12.75", "12.71"]
        assert codes(resolve_table([{"kode_bps": 1275}, {"kode_bps": 1201}])) == ["12.71", codes_of_bps("1201")]

    def test_codes_of_2023(self) -> None:
        """
        A column of BPS with a code of 2023 is read by that list.
        """
        found = resolve_table([{"kode_bps": "9501"}, {"kode_bps": "3273"}])
        assert codes(found) == ["93.01", "32.73"]
        assert found.remarks == ("codes of the column kode_bps: BPS 2023",)

    def test_a_code_and_a_name_must_agree(self) -> None:
        """
        A code settles a name, never another's; both are offered.
        """
        found = resolve_table([{"kode": "32.73", "nama": "Kabupaten Bogor"}, {"kode": "32.73", "nama": "Bandung"}])
        assert codes(found) == ["unknown", "32.73"]
        assert found[0].note == "the code 32.73 and the name disagree"
        assert [c.region.code for c in found[0].candidates] == ["32.73", "32.01"]
        assert codes(resolve_table([{"kode": "99.99", "nama": "Kota Bandung"}])) == ["unknown"]
        unconfirmed = resolve_table([{"kode_bps": 9501, "nama": "Merauke"}, {"kode_bps": 9502, "nama": "Boven Digoel"}])
        assert codes(unconfirmed) == ["93.01", "93.02"]
        assert unconfirmed[1].note == "read as its name; no source confirms the code 9502"

    def test_a_lost_zero_is_offered(self) -> None:
        """
        35.1 was 35.10 before a spreadsheet read it; the name decides, alone it is a candidate.
        """
        found = resolve_table(
            [{"kode": 35.1, "nama": "Banyuwangi"}, {"kode": 35.1, "nama": ""}, {"kode": "35.03", "nama": ""}]
        )
        assert codes(found) == ["35.10", "unknown", "35.03"]
        assert found[1].candidates[0].region.code == "35.10"
        assert [lost_zero(text) for text in ("35.1", "99.1", "351", "35.01")] == ["35.10", None, None, None]
        assert sum(code.endswith("0") for code in regions()) == 23


def codes_of_bps(digits: str) -> str:
    """
    Return the region of a BPS code.
    """
    return regions().by_bps(digits).code


class TestConventions:
    def test_bare_names_beside_kota(self) -> None:
        """
        In a list of all regions in which cities have Kota before them, the 26 bare names are kabupaten.
        """
        rows = [{"nama": r.full_name if r.kind.is_kota else r.name} for r in regions().values()]
        found = resolve_table(rows)
        assert codes(found) == list(regions())
        assert found.remarks[0].endswith("names without a kind are listed with 'Kota X': read as kabupaten")
        assert found.summary().splitlines()[1] == f"  {found.remarks[0]}"

    def test_a_bare_city_speaks_against_it(self) -> None:
        """
        Where a bare name can only be a city, nothing is concluded; the user may say it.
        """
        rows = [{"nama": name} for name in ("Kota Malang", "Malang", "Surabaya")]
        assert codes(resolve_table(rows)) == ["35.73", "ambiguous", "35.78"]
        assert codes(resolve_table(rows, bare="kabupaten")) == ["35.73", "35.07", "35.78"]
        assert codes(resolve_table([{"nama": "Malang"}, {"nama": "Kota Batu"}])) == ["ambiguous", "35.79"]

    def test_columns_of_provinces(self) -> None:
        """
        A column of provinces reads Jambi as the province, by its header, by its rows, or as given.
        """
        assert codes(resolve_table([{"provinsi": p.name} for p in provinces().values()])) == list(provinces())
        assert codes(resolve_table([{"nama": name} for name in ("Jambi", "Riau", "Bali", "Aceh")])) == [
            "15",
            "14",
            "51",
            "11",
        ]
        assert codes(resolve_table([{"nama": "Jambi"}, {"nama": "Riau"}])) == ["ambiguous", "14"]
        assert codes(resolve_table([{"nama": "Jambi"}], level="province")) == ["15"]
        assert codes(resolve_table([{"nama": "Jambi"}], level="region")) == ["15.71"]

    def test_only_known_values(self) -> None:
        """
        A wrong value is refused with those that there are.
        """
        with pytest.raises(ValueError, match="level: got 'district', expected one of region, province"):
            resolve_table([{"nama": "x"}], level="district")
        with pytest.raises(ValueError, match="bare: got 'desa', expected one of kabupaten, kota"):
            resolve_table([{"nama": "x"}], bare="desa")


class TestAnswers:
    def test_a_row_has_what_is_needed_to_complete_it(self) -> None:
        """
        Status, code, name, what was corrected, candidates.
        """
        found = resolve_table([{"nama": "Malang"}, {"nama": "Kab. Trengalek"}]).to_rows()
        assert found[0]["candidates"] == "35.07 Kabupaten Malang; 35.73 Kota Malang"
        assert (found[1]["code"], found[1]["corrected"], found[1]["candidates"]) == ("35.03", "Trenggalek", None)

    def test_a_completed_answer_is_remembered(self) -> None:
        """
        Codes that the user filled in hold for the same texts, in this call only.
        """
        rows = [{"nama": "Malang"}, {"nama": "Suralaya"}, {"nama": "Kota Batu"}]
        completed = resolve_table(rows).to_rows()
        assert [row["code"] for row in completed] == [None, None, "35.79"]
        completed[0]["code"], completed[1]["code"] = "35.73", "36.72"
        assert codes(resolve_table(rows, known=completed)) == ["35.73", "36.72", "35.79"]
        assert codes(resolve_table(rows, known={"Malang": "35.07"})) == ["35.07", "unknown", "35.79"]
        assert codes(resolve_table(rows)) == ["ambiguous", "unknown", "35.79"]

    def test_a_code_that_does_not_exist_is_no_reading(self) -> None:
        """
        All of them are named at once.
        """
        with pytest.raises(DocumentError, match=r"2 problems(.|\n)*35\.99(.|\n)*36\.99"):
            resolve_table([], known={"a": "35.99", "b": "36.99"})

    def test_corrections_can_be_declined(self) -> None:
        """
        As for a single name.
        """
        assert codes(resolve_table([{"nama": "Kab. Trengalek"}], corrections=False)) == ["unknown"]
