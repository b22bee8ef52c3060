"""
Spelling mistakes: corrected where one name is nearest and no other place is called so, and never silently.
"""

from __future__ import annotations

import csv
import gzip
import random
import string
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from effort import THOROUGH

from gm100 import Region, UnknownRegionError, regions
from gm100.reference.names.grammar import words_of
from gm100.reference.names.index import index
from gm100.reference.names.spelling import SpellingIndex, distance

TOOLS = Path(__file__).resolve().parents[2] / "tools"
PLACES = TOOLS / "sources/places.csv.gz"
# Of how many one is tried in an everyday run.
EVERY_PLACE, EVERY_MISTAKE = (1, 1) if THOROUGH else (20, 60)


def mistakes(name: str) -> set[str]:
    """
    Return a name with each letter left out, each changed, each put in, and each two neighbours swapped.
    """
    found = {name[:i] + name[i + 1 :] for i in range(len(name))}
    found |= {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    for letter in string.ascii_lowercase:
        found |= {name[:i] + letter + name[i + 1 :] for i in range(len(name))}
        found |= {name[:i] + letter + name[i:] for i in range(len(name) + 1)}
    return found - {name}


def kind_of(region: Region) -> str:
    """
    Return the word that is before its name.
    """
    return "Kota" if region.kind.is_kota else "Kabupaten"


def key_of(text: str) -> str:
    """
    Return a name as it is looked up.
    """
    return "".join(words_of(text.lower().replace("'", "")))


@cache
def trials() -> tuple[tuple[Region, str], ...]:
    """
    Return regions with mistakes in their names: all of them, or a drawn part.
    """
    every = [(region, text) for region in regions().values() for text in sorted(mistakes(region.name.lower()))]
    draw = random.Random(14)  # noqa: S311 - a sample that stays is not a secret
    return tuple(every if THOROUGH else draw.sample(every, len(every) // EVERY_MISTAKE))


def places() -> list[str]:
    """
    Return the names of districts and villages that are not a name of a region.
    """
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        names = sorted({row["name"] for row in csv.DictReader(file)})
    return [name for name in names[::EVERY_PLACE] if not index()[key_of(name)] and not is_full_name(name)]


def is_full_name(text: str) -> bool:
    """
    Tell whether a text is kind and name of a region, as the village Kota Medan is.
    """
    return " " in text and key_of(text) in index().whole


@pytest.mark.slow
class TestEveryMistake:
    """
    One letter wrong MUST be corrected to the region that was meant or refused, and never be read as another.
    """

    def test_behind_its_kind(self) -> None:
        """
        At least 98.5 % are corrected; what is another region's name means that region.
        """
        counts: Counter[str] = Counter()
        wrong = []
        for region, text in trials():
            found = regions().match(f"{kind_of(region)} {text}")
            counts["right" if found.code == region.code else "refused" if found.region is None else "wrong"] += 1
            if found.region is not None and found.code != region.code and not index()[key_of(text)]:
                wrong.append((text, region.full_name, str(found.region)))
        assert wrong == []
        assert counts["right"] / counts.total() >= 0.985

    def test_bare(self) -> None:
        """
        At least 90 % are corrected; a name that a kabupaten and a kota share stays ambiguous between them.
        """
        counts: Counter[str] = Counter()
        wrong = []
        for region, text in trials():
            found = regions().match(text)
            meant = {r.code for r in regions().values() if r.name == region.name}
            answers = {candidate.region.code for candidate in found.candidates} if found.status != "unknown" else set()
            counts["right" if answers >= meant else "other"] += 1
            if found.region is not None and found.code not in meant and not index()[key_of(text)]:
                wrong.append((text, region.full_name, str(found.region)))
        assert wrong == []
        assert counts["right"] / counts.total() >= 0.90

    def test_every_correction_says_so(self) -> None:
        """
        An answer to a text that is not a known name carries the name it was read as.
        """
        for region, text in trials()[:: 1 if THOROUGH else 10]:
            found = regions().match(f"{kind_of(region)} {text}")
            if found.region is not None:
                assert bool(found.corrected) == (not index()[key_of(text)])


class TestEveryPlace:
    """
    A district or a village MUST NOT be read as a region, bare or with a kind before it.
    """

    @pytest.mark.slow
    def test_none_is_a_region(self) -> None:
        """
        Of all names of the code list none is answered; a thorough run tries the 70,626, an everyday one a part.
        """
        answered = [
            text
            for name in places()
            for text in (name, f"Kota {name}", f"Kabupaten {name}")
            if regions().match(text).region
        ]
        # "Kota Kota Batu" aside, what is left after its kind is a name of a region that needs its kind.
        assert [text for text in answered if not index()[key_of(text.split(" ", 1)[1])]] == []

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("Kotabatu", "Kotabatu is a village in Kabupaten Bogor, not a regency or city"),
            ("Suralaya", "Suralaya is a village in Kota Cilegon, not a regency or city"),
            ("Kota Suralaya", "Suralaya is a village in Kota Cilegon, not a regency or city"),
            ("Parungpanjang", "Parungpanjang is a district in Kabupaten Bogor, not a regency or city"),
            ("Sulabesi Barat", "Sulabesi Barat is a district in Kabupaten Kepulauan Sula, not a regency or city"),
        ],
    )
    def test_a_refused_place_says_what_it_is(self, text: str, what: str) -> None:
        """
        The note names the place, what it is and where it lies, and the nearest names are offered.
        """
        found = regions().match(text)
        assert (found.region, found.note) == (None, what)
        assert found.candidates

    @pytest.mark.parametrize("text", ["Kota Tua", "Kota Satu", "Kota Guru", "Kota Kota Batu", "Binjai Kota", "Total"])
    def test_words_and_districts_are_no_mistakes(self, text: str) -> None:
        """
        A word that is in names of places is not a spelling mistake, and a district called X Kota is not a Kota X.
        """
        assert regions().match(text).region is None


if THOROUGH:  # The tools take minutes.

    @pytest.mark.parametrize("tool", ["build_places.py", "count_refusals.py"])
    def test_what_the_tools_found_is_current(tool: str) -> None:
        """
        The places that are shipped, and the table of refusals, are what the names of today give.
        """
        command = [sys.executable, str(TOOLS / tool), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestWhatIsCorrected:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Kota Medn", "12.71"),
            ("Kabupaten Xresik", "35.25"),
            ("Kabupaten Gresk", "35.25"),
            ("Kabupaten Kendl", "33.24"),
            ("Suarabaya", "35.78"),
            ("Kabupaten Gunugn Kidul", "34.03"),
            ("Kabupaten Tulungagngg", "35.04"),
            ("Kabupten Malang", "35.07"),
            ("Malnag Kab.", "35.07"),
            ("Kab. Bdung, Bali", "51.03"),
            ("Kab. Tqnaimbar Islands", "81.03"),
        ],
    )
    def test_the_one_nearest_name_of_the_kind(self, text: str, code: str) -> None:
        """
        The first letter and short names too; two letters from ten letters on; a province settles between two names.
        """
        found = regions().match(text)
        assert (found.code, bool(found.corrected)) == (code, True)

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Kabupaten Bdung", ["Badung", "Bandung"]),
            ("Kabupaten Subabg", ["Subang"]),
            ("Kabupaten Aceh Raya", ["Aceh Jaya"]),
            ("Kabupaten Ogan Komer", ["Ogan Komering Ilir"]),
        ],
    )
    def test_what_is_refused_offers_candidates(self, text: str, names: list[str]) -> None:
        """
        Two names as near, a word of another name, a name cut off: the nearest are offered, nearest first.
        """
        found = regions().match(text)
        offered = [candidate.region.name for candidate in found.candidates]
        if found.region is None:
            assert offered[: len(names)] == names
        else:
            assert found.region.name == names[0]

    @pytest.mark.parametrize("text", ["Kab. Bindowvso", "Labuntnbatu", "Kab. Lampungazarat"])
    def test_two_letters_are_not_always_corrected(self, text: str) -> None:
        """
        Not in nine letters, not without a kind, and not where another name is three letters away.
        """
        found = regions().match(text)
        assert found.region is None
        assert found.candidates

    @pytest.mark.parametrize(
        ("text", "offered"),
        [
            *(("Bon", ["Bone"]), ("Lam", [])),
            *(("Satunondo", ["Situbondo"]), ("Satunando", [])),
            *(("Majasnrgka", ["Majalengka"]), ("Gasungkodal", [])),
        ],
    )
    def test_how_far_a_candidate_may_be(self, text: str, offered: list[str]) -> None:
        """
        One letter in three, two letters up to nine, three from ten on.
        """
        assert [candidate.region.name for candidate in regions().match(text).candidates] == offered

    def test_from_five_letters_on_a_name_may_be_cut_off(self) -> None:
        """
        What begins as the text does is offered, but four letters begin too many names.
        """
        reasons = {text: [each.reason for each in regions().match(text).candidates] for text in ("Mojok", "Mojo")}
        assert "Mojokerto begins like this" in reasons["Mojok"]
        assert not any("begins like this" in reason for reason in reasons["Mojo"])

    def test_the_words_behind_a_name_are_quoted(self) -> None:
        """
        Who reads the note sees which words are too many, all of them.
        """
        assert regions().match("Kab. Ogan Ilir makmur sekali").note == "'makmur sekali' is not understood"

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("Kota garot", ["32.05", "12.06", "73.09"]),
            ("Kabupaten butu", ["81.04", "81.09", "53.04", "72.05", "73.17"]),
            ("Dary", ["12.06", "12.11", "12.15"]),
        ],
    )
    def test_candidates_are_in_order(self, text: str, codes: list[str]) -> None:
        """
        The nearest first, and those as near in the order of their codes; five at most.
        """
        found = regions().match(text).candidates
        assert [candidate.region.code for candidate in found] == codes
        assert {candidate.reason.partition(", ")[2] for candidate in found} <= {"1 letter away", "2 letters away"}

    def test_a_name_of_four_letters_needs_no_kind(self) -> None:
        """
        One of three does: every three letters are near some name.
        """
        assert regions().match("Siaq").code == "14.08"
        assert regions().match("Sia").code is None

    def test_a_mistake_in_a_shared_name_is_ambiguous(self) -> None:
        """
        Correcting a letter does not settle the kind.
        """
        assert [c.region.code for c in regions().match("Probollinggo").candidates] == ["35.13", "35.74"]

    def test_corrections_can_be_declined(self) -> None:
        """
        With `corrections=False` a misspelled name is refused, and what it may mean is offered.
        """
        for text in ("Kab. Trengalek", "Kabupten Trenggalek"):
            found = regions().match(text, corrections=False)
            assert (found.region, found.candidates[0].region.code) == (None, "35.03")
            with pytest.raises(UnknownRegionError):
                regions().resolve(text, corrections=False)
        assert regions().resolve("Kab. Trenggalek", corrections=False).code == "35.03"

    def test_the_summary_lists_every_correction(self) -> None:
        """
        Each corrected name once, with what it was read as, in the order of the rows.
        """
        found = regions().resolve_all(["Kab. Trengalek", "Kota Blitar", "Kab. Trengalek"])
        assert found.summary().splitlines() == [
            "3 names: 3 resolved, 0 ambiguous, 0 unknown",
            "  'Kab. Trengalek' was read as 35.03 Kabupaten Trenggalek",
        ]
        assert [row["corrected"] for row in found.to_rows()] == ["Trenggalek", None, "Trenggalek"]


class TestSpellingIndex:
    KEYS = ("badung", "bandung", "batu", "siak", "surabaya", "surakarta")

    def test_near_finds_what_measuring_every_key_finds(self) -> None:
        """
        Two look-ups by halves find every key one letter away, letters swapped across the middle included.
        """
        names = SpellingIndex(self.KEYS)
        for text in sorted(set().union(*map(mistakes, self.KEYS))):
            assert set(names.near(text)) == {key for key in self.KEYS if distance(key, text, 1) == 1}
        assert names.near("suarbaya") == ("surabaya",)
        assert names.near("surbaaya") == ("surabaya",)

    def test_near_is_in_order(self) -> None:
        """
        Whatever the seed of the hashes, for what is offered first must not change from run to run.
        """
        keys = [f"badun{letter}" for letter in "gfedcba"]
        assert SpellingIndex(keys).near("badun") == tuple(sorted(keys))

    def test_within_gives_the_nearest_first(self) -> None:
        """
        Behind its distance, by letters and then by the alphabet.
        """
        assert SpellingIndex(self.KEYS).within("badun", 2) == ((1, "badung"), (2, "bandung"), (2, "batu"))

    def test_within_finds_three_changed_letters(self) -> None:
        """
        Also where none of the three, nor what stands for it, occurs elsewhere in the name.
        """
        assert SpellingIndex(self.KEYS).within("xanyunz", 3) == ((3, "bandung"),)

    def test_starting_gives_what_goes_on(self) -> None:
        """
        The names that begin as the text does, without itself.
        """
        assert SpellingIndex(reversed(self.KEYS)).starting("sura") == ("surabaya", "surakarta")
        assert SpellingIndex(self.KEYS).starting("siak") == ()


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "two", "letters"),
        [
            ("badung", "bandung", 1),
            ("surabaya", "suarbaya", 1),
            ("bolaang", "bolang", 1),
            ("purwakarta", "purwokerto", 3),
            ("sumbabarat", "sumbawabarat", 2),
            ("demak", "demak", 0),
            ("", "ab", 2),
            ("abcdef", "badcfe", 3),
            ("xaby", "abz", 2),
        ],
    )
    def test_it_counts_letters(self, one: str, two: str, letters: int) -> None:
        """
        A letter added, left out, changed or swapped with its neighbour counts one, either way round.
        """
        assert distance(one, two, 3) == distance(two, one, 3) == letters

    def test_beyond_the_limit_it_does_not_count(self) -> None:
        """
        What is further away than asked is one more than asked.
        """
        assert distance("medan", "surabaya", 2) == 3
        assert distance("abcd", "wxyz", 2) == 3
        assert distance("ab", "cd", 1) == 2
