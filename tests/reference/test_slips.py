"""
Slips of the pen: put right where only one name can be meant, refused elsewhere, never answered wrong.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from effort import THOROUGH

from gm100 import regions
from gm100.reference._typos import allowed, distance

# A slip that is itself what someone may write of another region, and means that region.
ANOTHERS_NAME = {
    ("Kabupaten Bandung", "Kabupaten Badung"): "51.03",
    ("Kabupaten Badung", "Kabupaten Bandung"): "32.04",
    ("Kota Solok", "Kota Solo"): "33.72",
}


def slips(name: str) -> Iterator[str]:
    """
    Yield a name with each letter left out, each two neighbours swapped, and each letter put in at each place.
    """
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :]
    for i in range(len(name) + 1):
        for letter in string.ascii_lowercase:
            yield name[:i] + letter + name[i:]


@pytest.mark.slow
def test_no_single_slip_in_a_full_name_is_answered_wrong() -> None:
    """
    The slips of full names mean their region or are refused, but for three that are names themselves.

    A thorough run tries all 280,000 of the 514 names, an everyday one those of every eighth.
    """
    known = {name for name, _ in ANOTHERS_NAME}
    chosen = [each for n, each in enumerate(regions().values()) if THOROUGH or n % 8 == 0 or each.full_name in known]
    wrong: dict[tuple[str, str], str | None] = {}
    right = total = 0
    for region in chosen:
        for slip in set(slips(region.full_name)) - {region.full_name}:
            code = regions().match(slip).code
            total += 1
            right += code == region.code
            if code not in {None, region.code}:
                wrong[region.full_name, slip] = code
    assert wrong == ANOTHERS_NAME
    assert right / total > 0.8


class TestLimits:
    def test_short_names_are_not_put_right(self) -> None:
        """
        Five letters are too few, and a bare name needs two more than one after its kind.
        """
        assert regions().match("Kota Medn").region is None
        assert regions().match("Kabupaten Gresk").code == "35.25"
        assert regions().match("Gresk").region is None
        assert regions().match("Sumenepp").region is None
        assert regions().match("Suarabaya").code == "35.78"

    @pytest.mark.parametrize(("length", "bare", "kind"), [(5, 0, 0), (6, 0, 1), (7, 0, 1), (8, 1, 1), (9, 1, 1)])
    def test_one_letter_by_length(self, length: int, bare: int, kind: int) -> None:
        """
        One letter may be put right from six letters on after a kind, from eight on without.
        """
        assert (allowed(length, kind_given=False), allowed(length, kind_given=True)) == (bare, kind)

    @pytest.mark.parametrize(("length", "bare", "kind"), [(9, 1, 1), (10, 1, 2), (11, 1, 2), (12, 2, 2)])
    def test_two_letters_by_length(self, length: int, bare: int, kind: int) -> None:
        """
        Two letters may be put right from ten letters on after a kind, from twelve on without.
        """
        assert (allowed(length, kind_given=False), allowed(length, kind_given=True)) == (bare, kind)

    def test_names_too_near_to_tell_are_refused_with_both(self) -> None:
        """
        "Kendl" is one letter from Kendal, and two from Ende, which is not far enough.
        """
        found = regions().match("Kabupaten Kendl")
        assert found.note == "it is too near to several names"
        assert [candidate.region.name for candidate in found.candidates] == ["Kendal", "Ende"]
        assert regions().match("Kabupaten Kubang").region is None

    def test_the_first_letter_must_be_right(self) -> None:
        """
        Lembang is a place of its own and no slip of Rembang.
        """
        assert regions().match("Kabupaten Lembang").region is None

    def test_a_slip_of_a_shared_name_is_ambiguous(self) -> None:
        """
        Putting a letter right does not settle the kind.
        """
        assert [c.region.code for c in regions().match("Probollinggo").candidates] == ["35.13", "35.74"]

    def test_a_slip_in_the_word_kabupaten_is_forgiven(self) -> None:
        """
        The word is long enough to be known by nine of its letters; "kota" is not.
        """
        assert regions().match("Kabupten Malang").code == "35.07"
        assert regions().match("Kotz Malang").region is None


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "two", "letters"),
        [
            ("badung", "bandung", 1),
            ("bandung", "badung", 1),
            ("surabaya", "suarbaya", 1),
            ("bolaang", "bolang", 1),
            ("purwakarta", "purwokerto", 3),
            ("sumbabarat", "sumbawabarat", 2),
            ("demak", "demak", 0),
            ("", "ab", 2),
            ("abcdef", "badcfe", 3),
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
