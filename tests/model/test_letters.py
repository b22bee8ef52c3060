"""
Numbers of letters, agreements and decrees.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gm100 import LetterNumber

GLUED = "corrected: the class was printed without dots; the unit, printed DCAI, is left open"
OPEN = "not of the form [B-]sequence/unit/class/MM/YYYY"

# As printed -> running number, unit, class, month, year.
NUMBERS = {
    "B-32/DJAI/HK.04.02/04/2022": (32, "DJAI", "HK.04.02", 4, 2022),
    "50/DJAI/HK.04.02/02/2023": (50, "DJAI", "HK.04.02", 2, 2023),
    "265/KOMINFO/DJAI/AI.01.05/05/2017": (265, "KOMINFO/DJAI", "AI.01.05", 5, 2017),
    "B-217/KOMINFO/DJAI/AI.01.05/04/2018": (217, "KOMINFO/DJAI", "AI.01.05", 4, 2018),
    "B.116/DJAI/AI.01.05/02/2019": (116, "DJAI", "AI.01.05", 2, 2019),
    "883/DJAI/AI.01.02/12/2020": (883, "DJAI", "AI.01.02", 12, 2020),
    "B-1013/DJAI/AI.01.02/10/2021": (1013, "DJAI", "AI.01.02", 10, 2021),
    "B-003/DJAI/AI.01.04/01/2022": (3, "DJAI", "AI.01.04", 1, 2022),
    "3124/DJPP1.2/HK.04.02/11/2023": (3124, "DJPP1.2", "HK.04.02", 11, 2023),
    "139/139/PK/DISKOMINFO/IV/2022": (139, "PK/DISKOMINFO", "139", 4, 2022),
    "555/085/KOMINFO/III/2020": (85, "KOMINFO", "555", 3, 2020),
    "005/1033/kominfo/III/2022": (1033, "kominfo", "005", 3, 2022),
    "188/157/KEP/412.013/2017": (157, None, "188", None, 2017),
    "173/2021": (173, None, None, None, 2021),
    "Nomor 22 Tahun 2019": (22, None, None, None, 2019),
}
BROKEN = {
    "265 Kominfo/DJAI/AI.01.05.05/2017": (265, "KOMINFO/DJAI", "AI.01.05", 5, 2017),
    "265/KOMINFO/DJAI/AI.01.05/05/05/2017": (265, "KOMINFO/DJAI", "AI.01.05", 5, 2017),
    "B-217 KOMINFO/DJAI/AI.01.05/04/2018": (217, "KOMINFO/DJAI", "AI.01.05", 4, 2018),
    "No.50DCAI/HK0402/02 tahun 2023": (50, None, "HK.04.02", 2, 2023),
    "555.6/2019": (6, None, "555", None, 2019),
    "B-32/DJAI/HK.04.02/13/2022": (None, None, None, None, None),
    "54/MoU. KP/KHM/208": (None, None, None, None, None),
    "0/DJAI/AI.01.02/12/2020": (None, "DJAI", "AI.01.02", 12, 2020),
    "seen, not copied": (None, None, None, None, None),
}


def parts(number: LetterNumber) -> tuple[object, ...]:
    """The parts of a number."""
    return (number.sequence, number.unit, number.classification, number.month, number.year)


@pytest.mark.parametrize(("raw", "expected"), NUMBERS.items())
def test_a_regular_number_is_read_in_full(raw: str, expected: tuple[object, ...]) -> None:
    """A number of the ministry, of a region or of a decree gives its parts, and nothing to remark."""
    number = LetterNumber.parse(raw)
    assert (number.raw, parts(number), number.note) == (raw, expected, None)


@pytest.mark.parametrize(("raw", "expected"), BROKEN.items())
def test_a_broken_number_gives_what_is_certain(raw: str, expected: tuple[object, ...]) -> None:
    """Of a number that the press broke, what is certain is read, and a note says what is not."""
    number = LetterNumber.parse(raw)
    assert (number.raw, parts(number)) == (raw, expected)
    assert number.note


def test_the_note_says_what_was_corrected() -> None:
    """The note names the repair, or what was left open."""
    assert LetterNumber.parse("No.50DCAI/HK0402/02 tahun 2023").note == GLUED
    printed = LetterNumber.parse("54/MoU. KP/KHM/208").note
    assert printed == f"{OPEN}; parts left open; 208 is not a year"


@given(st.text(min_size=1, max_size=40))
def test_the_printed_text_is_always_kept(raw: str) -> None:
    """Whatever was printed is kept as it was, and no text is refused."""
    assert LetterNumber.parse(raw).raw == raw


@given(
    st.booleans(),
    st.integers(1, 9999),
    st.sampled_from(["DJAI", "KOMINFO/DJAI"]),
    st.integers(1, 12),
    st.integers(2017, 2030),
)
def test_the_ministry_s_form_is_read_in_full(lead: bool, sequence: int, unit: str, month: int, year: int) -> None:  # noqa: FBT001 - Hypothesis draws it by name
    """Every number of the ministry's form gives its parts back."""
    raw = f"{'B-' if lead else ''}{sequence}/{unit}/HK.04.02/{month:02}/{year}"
    assert parts(LetterNumber.parse(raw)) == (sequence, unit, "HK.04.02", month, year)
