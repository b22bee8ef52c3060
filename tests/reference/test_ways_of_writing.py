"""
Every way in which documents write a region, made for all 514 and tried on all.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from gm100 import Region, UnknownIdError, provinces, regions
from gm100.reference.names.codes import BPS_EDITIONS, code_book
from gm100.reference.names.index import index

SOURCES = Path(__file__).resolve().parents[2] / "tools/sources"
DIRECTIONS = {"Barat": "West", "Timur": "East", "Utara": "North", "Selatan": "South", "Tengah": "Central"}
ABBREVIATIONS = {"Selatan": "Sel", "Timur": "Tim", "Barat": "Bar", "Utara": "Ut", "Tengah": "Teng", "Kepulauan": "Kep."}
ABBREVIATIONS |= {"Gunung": "Gn.", "Tanjung": "Tj", "Teluk": "Tlk.", "Tenggara": "Tengg."}
# A district has this name with Kota behind it, so that it is refused.
SHARED_WITH_A_DISTRICT = "is a (district|village) in"


def answer(text: str, on: date | None = None) -> str:
    """
    Return the code that a text means, or AMBIGUOUS, or UNKNOWN.
    """
    found = regions().match(text, on=on)
    return found.code or found.status.value.upper()


@cache
def english_provinces() -> dict[str, str]:
    """
    Return the English names of provinces.
    """
    with (SOURCES / "english_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["english"] for row in csv.DictReader(file) if row["row_type"] == "province"}


def english(name: str) -> str:
    """
    Return a name in the English order of its words, by the rules of the table of English names.
    """
    *rest, last = name.split()
    first = rest[0] if rest else ""
    if name.endswith("Barat Daya"):
        return f"Southwest {' '.join(rest[:-1])}"
    if name.startswith("Timor Tengah"):
        return f"{DIRECTIONS[last]} Central Timor"
    if last == "Tenggara":
        return f"Southeast {' '.join(rest)}"
    if first in {"Kepulauan", "Pulau", "Pegunungan"}:
        behind = {"Kepulauan": "Islands", "Pulau": "Island", "Pegunungan": "Mountains"}[first]
        return f"{' '.join((*rest[1:], last))} {behind}"
    return f"{DIRECTIONS[last]} {' '.join(rest)}" if last in DIRECTIONS and rest else name


def slug(name: str) -> str:
    """
    Return a name as an address has it.
    """
    return name.lower().replace(" ", "").replace("-", "")


def kind(region: Region, kota: str, kabupaten: str) -> str:
    """
    Return one of two words, by what a region is.
    """
    return kota if region.kind.is_kota else kabupaten


WAYS: dict[str, Callable[[Region], str]] = {
    "in English": lambda r: f"{english(r.name)} {kind(r, 'City', 'Regency')}",
    "in English, of": lambda r: f"{kind(r, 'City', 'Regency')} of {english(r.name)}",
    "untranslated": lambda r: f"{r.name} {kind(r, 'City', 'Regency')}",
    "with province and country": lambda r: (
        f"{english(r.name)} {kind(r, 'City', 'Regency')}, {english_provinces()[r.province]}, Indonesia"
    ),
    "slug before": lambda r: f"{kind(r, 'kota', 'kab')}-{slug(r.name)}",
    "host": lambda r: f"{slug(r.name)}{kind(r, 'kota', 'kab')}.go.id",
    "address": lambda r: f"https://ppid.{slug(r.name)}{kind(r, 'kota', 'kab')}.go.id/profil",
    "kind behind a comma": lambda r: f"{r.name}, {kind(r, 'Kota', 'Kab.')}",
    "kind in brackets": lambda r: f"{r.name} ({kind(r, 'Kota', 'Kab.')})",
    "old kind": lambda r: f"{kind(r, 'Kotamadya', 'Kabupaten')} Daerah Tingkat II {r.name}",
    "old kind, short": lambda r: f"{kind(r, 'Kodya', 'Kab.')} Dati II {r.name}",
    "abbreviated": lambda r: " ".join([kind(r, "Kota", "Kab."), *(ABBREVIATIONS.get(w, w) for w in r.name.split())]),
    "code before": lambda r: f"{r.code.replace('.', '')} {kind(r, 'Kota', 'Kabupaten')} {r.name}",
    "code in brackets": lambda r: f"[{r.code.replace('.', '')}] {kind(r, 'KOTA', 'KAB.')} {r.name.upper()}",
    "code behind": lambda r: f"{kind(r, 'Kota', 'Kabupaten')} {r.name} ({r.code.replace('.', '')})",
    "BPS code before": lambda r: f"{r.bps_code} {kind(r, 'Kota', 'Kabupaten')} {r.name}",
    "number of the row": lambda r: f"01 {kind(r, 'Kota', 'Kab.')} {r.name}",
    "footnote": lambda r: f"{kind(r, 'Kota', 'Kab.')} {r.name} 2)",
    "superscript": lambda r: f"{kind(r, 'Kota', 'Kab.')} {r.name}\N{SUPERSCRIPT TWO}",
    "level": lambda r: f"{kind(r, 'Kota', 'Kab.')} {r.name} (Level 4)",
    "province first": lambda r: f"{provinces()[r.province].name} - {kind(r, 'Kota', 'Kab.')} {r.name}",
    "twice": lambda r: f"{kind(r, 'Kota', 'Kabupaten')} {r.name} / {kind(r, 'Kota', 'Kab.')} {r.name}",
}


class TestEveryWay:
    """
    A region MUST be found in every way in which it is written, whichever it is.
    """

    @pytest.mark.parametrize("way", WAYS)
    def test_it_means_its_region(self, way: str) -> None:
        """
        All 514 are tried, and none is corrected to be found.
        """
        texts = {WAYS[way](region): region.code for region in regions().values()}
        assert {text: answer(text) for text in texts} == texts
        assert [text for text in texts if regions().match(text).corrected] == []

    @pytest.mark.parametrize("way", ["{name} {kind}", "{slug}{short}", "{slug}-{short}"])
    def test_a_kind_behind_the_name(self, way: str) -> None:
        """
        So too with the kind behind it, but for cities of which a district is called so.
        """
        refused = []
        for region in regions().values():
            short, long = kind(region, "kota", "kab"), kind(region, "Kota", "Kab.")
            found = regions().match(way.format(name=region.name, kind=long, slug=slug(region.name), short=short))
            if found.region is None:
                assert "not a regency or city" in str(found.note)
                refused.append(region)
            else:
                assert found.code == region.code
        assert len(refused) == 16
        assert all(region.kind.is_kota for region in refused)

    def test_a_seat_before_its_region(self) -> None:
        """
        The seat of a kabupaten may be before it, if the kabupaten is named as one.
        """
        for region in regions().values():
            if region.capital and region.capital != region.name and not region.kind.is_kota:
                assert answer(f"{region.capital}, Kab. {region.name}") == region.code
        assert answer("Sekayu, Musi Banyuasin") == "UNKNOWN"
        assert answer("Sekayu, Kab. Banyuasin") == "UNKNOWN"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Thousand Islands", "31.01"),
            ("Banggai Islands", "72.07"),
            ("ADM. KEP. SERIBU", "31.01"),
            ("Blora Regency, Central Java, Indonesia", "33.16"),
            ("Central Java", "33"),
            ("Highland Papua", "95"),
            ("Bulungan (Bulongan)", "65.01"),
            ("Selayar (Kepulauan Selayar)", "73.01"),
            ("Malang Kab.", "35.07"),
            ("jatengprov.go.id", "33"),
            ("Gn. Kidul", "34.03"),
            ("Kab. Nias Sel", "12.14"),
            ("Kotif Depok", "32.76"),
        ],
    )
    def test_forms_seen(self, text: str, code: str) -> None:
        """
        Forms that are in real tables.
        """
        assert answer(text) == code

    @pytest.mark.parametrize(
        "text",
        [
            *("3274 Kota Bandung", "[3204] KOTA BANDUNG", "KOTA BANDUNG (3204)", "32 Kota Semarang, Jawa Barat"),
            *("Surabaya.com", "West Malang", "Regency of Surabaya", "Kota Administratif Cilacap", "suralaya.go.id"),
        ],
    )
    def test_what_contradicts_stays_refused(self, text: str) -> None:
        """
        A code of another region, an English name that is none, an old city that was merged, the site of a village.
        """
        assert answer(text) in {"UNKNOWN", "AMBIGUOUS"}


class TestFormerNames:
    @pytest.mark.parametrize(
        ("text", "on", "expected"),
        [
            ("Kabupaten Polewali Mamasa", date(2003, 1, 1), "76.04"),
            ("Kabupaten Polewali Mamasa", date(2001, 1, 1), "AMBIGUOUS"),
            ("Kabupaten Yapen Waropen", date(2002, 12, 31), "91.05"),
            ("Kabupaten Yapen Waropen", date(2002, 6, 1), "AMBIGUOUS"),
            ("Kota Ujung Pandang", None, "73.71"),
            ("Kabupaten Kutai", None, "AMBIGUOUS"),
            ("Kab/Kota Kabupaten Kutai", None, "AMBIGUOUS"),
            ("Kabupaten Nias", date(2003, 2, 24), "AMBIGUOUS"),
            ("Kabupaten Nias", date(2010, 1, 1), "12.04"),
            ("Kabupaten Nias", None, "12.04"),
            ("Sawahlunto/Sijunjung", None, "AMBIGUOUS"),
        ],
    )
    def test_a_name_that_was_split_is_settled_by_the_day(self, text: str, on: date | None, expected: str) -> None:
        """
        Before the law it is the whole that was; after it, the part that kept the name, or today's holder of it.
        """
        assert answer(text, on) == expected

    def test_the_reason_has_law_and_date(self) -> None:
        """
        An old name says until when it held, and by which law it ended.
        """
        found = regions().match("Kota Ujung Pandang")
        assert found.note == "read as its former name, until 1999-10-13 (PP 86/1999)"

    def test_a_part_left_when_the_law_took_it_out(self) -> None:
        """
        Mahakam Ulu left Kutai in 1999; that the rest was renamed in 2002 says nothing of it.
        """
        reasons = {each.region.code: each.reason for each in regions().match("Kabupaten Kutai").candidates}
        assert reasons["64.11"] == "part of Kutai, until 1999"

    @pytest.mark.parametrize(
        "text", ["Kabupaten Surabaya", "Kabupaten Panarukan", "Kota Tanjung Karang", "Ujung Pandang"]
    )
    def test_what_no_law_shows_is_offered_and_never_decides(self, text: str) -> None:
        """
        Names of which the law was not seen, and old names that a district has today, are candidates.
        """
        found = regions().match(text)
        assert found.region is None
        assert found.candidates

    def test_no_doubtful_row_decides(self) -> None:
        """
        No label of low confidence, or whose law is from memory, is the answer to its name with any day.
        """
        with (SOURCES / "former_names.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["kind_of_change"] in {"renamed", "split"}]
        for row in rows:
            if row["confidence"] == "low" or "memory" in row["law"]:
                labels = index()["".join(row["former_name"].lower().replace("/", " ").split())]
                assert not any(label.decides and label.old and label.code == row["code"] for label in labels)


class TestBpsCodes:
    def test_the_day_says_which_list_holds(self) -> None:
        """
        9501 is of 2023; 9401 was Merauke until then. Without a day either is taken.
        """
        old, new = "9401", "9501"
        assert regions().by_bps(new, on=date(2023, 1, 1)).code == "93.01"
        assert regions().by_bps(old, on=date(2022, 12, 31)).code == "93.01"
        for code, on in ((new, date(2022, 12, 31)), (old, date(2023, 1, 1))):
            with pytest.raises(UnknownIdError):
                regions().by_bps(code, on=on)
        assert regions().by_bps(old).code == regions().by_bps(new).code == "93.01"

    def test_no_code_was_given_to_another_region(self) -> None:
        """
        So that a code without a day means one region.
        """
        former, newer = (code_book().bps[edition] for edition in BPS_EDITIONS)
        assert [code for code in former.keys() & newer.keys() if former[code] != newer[code]] == []

    def test_what_did_not_change_holds_on_any_day(self) -> None:
        """
        The 488 codes of regions that were not moved are the same in both lists.
        """
        moved = {region.code for region in regions().values() if region.former_codes}
        for region in regions().values():
            if region.code not in moved:
                assert {
                    regions().by_bps(str(region.bps_code), on=on).code for on in (date(2020, 1, 1), date(2024, 1, 1))
                } == {region.code}

    def test_what_no_source_confirms_is_absent(self) -> None:
        """
        Of the 26 regions that were moved six have a code of 2023; a likely code of another, 9502, is unknown.
        """
        with pytest.raises(UnknownIdError):
            regions().by_bps("9502", on=date(2024, 1, 1))
        assert regions().match("9501").candidates[0].reason == "BPS code 9501 of 2023"
