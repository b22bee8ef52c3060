"""
Who is in the programme: the arithmetic closes, and what is not known shows.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from gm100 import (
    Confidence,
    MembershipStatus,
    UnknownIdError,
    cohort_of,
    cohorts,
    evaluations,
    members,
    memberships,
    provinces,
    regions,
)


def is_region(code: str) -> bool:
    """
    Tell a region from a province.
    """
    return code in regions()


class TestArithmetic:
    def test_a_hundred_smart_cities(self) -> None:
        """
        25 + 50 + 25 = 100.
        """
        assert [len(members(cohort=year)) for year in (2017, 2018, 2019)] == [25, 50, 25]

    def test_forty_one_new_and_seven_again(self) -> None:
        """
        The 48 of 2021 are 41 new regions and 7 of the first hundred.
        """
        again = memberships(cohort=2021, status=MembershipStatus.REPEAT)
        assert (len(members(cohort=2021)), len(again)) == (41, 7)
        assert cohorts()[2021].announced == 48
        first = {row.region for year in (2017, 2018, 2019) for row in members(cohort=year)}
        assert {row.region for row in again} <= first

    def test_the_first_four_cohorts_are_the_141_of_the_ministry(self) -> None:
        """
        The table of the evaluation of 2023 has the members of 2017 to 2021, none left over and none missing.
        """
        table = {e.region for e in evaluations(year=2023)}
        assert table == {row.region for row in members(on=date(2021, 12, 31))}
        assert len(table) == 141

    def test_the_ministrys_counts_follow(self) -> None:
        """
        Each cohort's count in all is the one before and the new regions announced.
        """
        total = 0
        for cohort in cohorts().values():
            total += cohort.announced_new
            assert cohort.cumulative == total
        assert [cohorts()[year].cumulative for year in (2021, 2022, 2023, 2024)] == [141, 191, 241, 251]

    def test_what_is_known_is_counted_and_the_gap_shows(self) -> None:
        """
        Four of 2022 and five of 2023 were not found, and nothing stands in for them.
        """
        for cohort in cohorts().values():
            known = [row for row in members(cohort=cohort) if is_region(row.region)]
            assert len(known) == cohort.known
        assert {year: cohort.missing for year, cohort in cohorts().items() if cohort.missing} == {2022: 4, 2023: 5}
        assert len([row for row in members() if is_region(row.region)]) == 251 - 9

    def test_two_provinces_joined_in_2023(self) -> None:
        """
        Jawa Barat and DIY are members too.
        """
        joined = [row.region for row in members(cohort=2023) if not is_region(row.region)]
        assert joined == ["32", "34"]
        assert cohorts()[2023].provinces == 2

    def test_no_one_is_counted_twice(self) -> None:
        """
        A region is a member in one cohort.
        """
        assert max(Counter(row.region for row in members()).values()) == 1


class TestMembership:
    def test_every_row_keeps_its_sources(self) -> None:
        """
        Each of the 258 rows says where it was seen.
        """
        assert len(memberships()) == 258
        assert all(row.sources for row in memberships())

    def test_what_was_said_and_did_not_last_is_kept_apart(self) -> None:
        """
        Singkawang signed in 2017, was misreported for 2018, and is a member of 2022.
        """
        statuses = {row.cohort: row.status.value for row in memberships(region="61.72")}
        assert statuses == {2017: "withdrew", 2018: "misreported", 2022: "member"}
        assert [row.region for row in memberships(status=MembershipStatus.REPLACED)] == ["75.03"]

    def test_doubt_is_told(self) -> None:
        """
        A member that rests on subtraction is of medium confidence, and says so.
        """
        panjang = members(cohort=2018, region="13.74")[0]
        assert panjang.confidence == Confidence.MEDIUM
        assert "subtraction" in str(panjang.note)

    def test_the_cohort_of_a_region(self) -> None:
        """
        A region is given by itself, by its code or by a retired one; a province may be a member.
        """
        assert cohort_of(regions()["35.03"]) is cohorts()[2022]
        assert cohort_of("91.09") is cohorts()[2017]
        assert cohort_of(provinces()["34"]) is cohorts()[2023]
        assert cohort_of("31.01") is None

    def test_membership_begins_with_the_signature(self) -> None:
        """
        Jember signed on 8 May 2018.
        """
        assert cohort_of("35.09", on=date(2018, 5, 7)) is None
        assert cohort_of("35.09", on=date(2018, 5, 8)) is cohorts()[2018]

    def test_unknown_codes_and_years_are_errors(self) -> None:
        """
        There was no cohort in 2020, and 35.99 is not a region.
        """
        with pytest.raises(UnknownIdError, match="unknown cohort '2020'"):
            members(cohort=2020)
        with pytest.raises(UnknownIdError, match="unknown region"):
            cohort_of("35.99")

    def test_the_areas_of_2021(self) -> None:
        """
        Eight regions share the area of Danau Toba, nine that of Borobudur.
        """
        areas = Counter(row.area for row in memberships(cohort=2021))
        assert (areas["Danau Toba"], areas["Borobudur"], areas[None]) == (8, 9, 1)


class TestCohorts:
    def test_they_are_keyed_by_year(self) -> None:
        """
        No cohort signed in 2020.
        """
        assert list(cohorts()) == [2017, 2018, 2019, 2021, 2022, 2023, 2024]

    def test_rows_are_flat(self) -> None:
        """
        One dict a cohort, with the gap in it.
        """
        row = cohorts().to_rows()[4]
        assert (row["year"], row["announced"], row["known"], row["missing"]) == (2022, 50, 46, 4)

    def test_letters_are_read_where_their_form_is_certain(self) -> None:
        """
        Letters keep their print, and their parts where those are certain.
        """
        letter = cohorts()[2022].letters[0]
        assert (letter.raw, letter.sequence, letter.year) == ("B-003/DJAI/AI.01.04/01/2022", 3, 2022)
