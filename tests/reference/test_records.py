"""
The records of the programme as typed facts, and the dossiers that are composed of what is known.
"""

from __future__ import annotations

import json
from pathlib import Path

import build_records
import pytest

import gm100
from gm100 import FACT_FIELDS, Dossier, ProgrammeStage
from gm100.model.source import sources_of
from gm100.reference.dossier_catalogue import by_hand, with_known
from gm100.reference.records import untyped_records

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "tools/sources/records.jsonl"
DAY = "2026-06-01"


def test_the_typed_records_are_current() -> None:
    """The tool finds the facts and the page equal to what it would write."""
    assert build_records.main(["--check"]) == 0


def test_every_record_is_a_fact_or_listed_with_the_reason() -> None:
    """The address of each record is that of a fact, or the page says why it is of none."""
    seen = {
        s.address
        for d in gm100.dossiers().values()
        for name in FACT_FIELDS
        for f in getattr(d, name)
        for s in sources_of(f)
    }
    seen |= {edition.source.address for edition in gm100.award_editions() if edition.source}
    listed = {record.line for record in untyped_records()}
    page = (ROOT / "docs/reference/records.md").read_text(encoding="utf-8")
    assert all(f"| {record.line} | {record.region} | {record.reason} |" in page for record in untyped_records())
    records = [json.loads(line) for line in RECORDS.read_text(encoding="utf-8").splitlines()]
    lost = [n for n, record in enumerate(records, 1) if record["source_url"] not in seen and n not in listed]
    assert lost == []


class TestComposed:
    """A dossier of every region, of what the lists, tables and records have of it."""

    def test_there_is_one_of_every_region(self) -> None:
        """Of 514 regions and 38 provinces; those of which nothing is known say so."""
        found = gm100.dossiers()
        assert len(found) == 514 + 38
        named = [code for code in found if found[code].memberships]
        assert {m.region for m in gm100.memberships()} == set(named)
        empty = [code for code in found if found[code].empty]
        assert all("nothing on record" in (found[code].note or "") for code in empty)
        assert not {*named} & {*empty}

    def test_no_fact_is_without_a_source(self) -> None:
        """Each fact of each dossier says where it was seen, and how far that can be trusted."""
        bare = [
            (code, name)
            for code, dossier in gm100.dossiers().items()
            for name in FACT_FIELDS
            for fact in getattr(dossier, name)
            if not sources_of(fact)
        ]
        assert bare == []

    def test_no_member_is_outside(self) -> None:
        """By the end of the year of its cohort, each member has at least signed."""
        for member in gm100.members():
            assert gm100.stage_of(member.region, f"{member.cohort}-12-31") not in {
                ProgrammeStage.OUTSIDE,
                ProgrammeStage.SELECTED,
            }
            assert gm100.stage_of(Dossier(region=member.region), DAY) is not ProgrammeStage.OUTSIDE

    def test_one_result_a_year(self) -> None:
        """No year is there twice, and where the ministry's table has the result, it is the one."""
        for code, dossier in gm100.dossiers().items():
            years = [result.year for result in dossier.evaluations]
            assert len(years) == len(set(years)), code
        official = {(e.region, e.year): e for e in gm100.evaluations() if e.source and e.source.evidence == "official"}
        for (code, year), expected in official.items():
            (held,) = (e for e in gm100.dossiers()[code].evaluations if e.year == year)
            assert held.published_index == expected.published_index

    @pytest.mark.parametrize("code", sorted(by_hand()))
    def test_what_was_made_by_hand_stays(self, code: str) -> None:
        """Facts of a dossier made by hand come first, unchanged, and none is there twice."""
        document = (ROOT / f"src/gm100/reference/_data/dossiers/{code}.json").read_bytes()
        own, held = gm100.loads(document, Dossier), gm100.dossiers()[code]
        for name in FACT_FIELDS:
            facts = getattr(own, name)
            assert getattr(held, name)[: len(facts)] == facts
            assert name == "evaluations" or not facts or getattr(held, name) == facts


class TestWithKnown:
    """What a dossier leaves open is taken from what is known; what it says stays."""

    def test_a_fresh_dossier_of_a_member(self) -> None:
        """It has the cohort, its agreement and its results, and is checked by the book of its cohort."""
        fresh = Dossier(region="35.10")
        assert gm100.check(fresh, on="2019-01-01").book == "2017"
        assert gm100.stage_of(fresh, "2019-01-01") is ProgrammeStage.BIMTEK_1
        assert "mou" not in {step.step for step in gm100.next_steps(fresh, "2017-06-01")}
        assert gm100.timeline(fresh) == gm100.timeline("35.10")

    def test_a_collection_that_is_whole_is_left_alone(self) -> None:
        """What the dossier says not to exist is not added."""
        own = Dossier(region="35.10", complete={"bimtek"})
        assert with_known(own).bimtek == ()

    def test_another_cohort_is_a_finding_and_is_not_mixed(self) -> None:
        """A dossier that names another cohort than the lists keeps its own history, and a finding says so."""
        wrong = Dossier(region="35.10", memberships=(gm100.Membership(region="35.10", cohort=2018),))
        assert with_known(wrong) is wrong
        (found,) = (f for f in gm100.check(wrong, on=DAY).broken if f.rule == "GM100-MEMBERSHIP-010")
        assert "member 2017" in found.message.en

    def test_a_code_that_does_not_exist(self) -> None:
        """Of it nothing is known, and nothing is added."""
        made_up = Dossier(region="99.01")
        assert with_known(made_up) is made_up

    def test_how_the_record_is_kept_is_judged_by_the_record(self) -> None:
        """A finding on records is about facts of the dossier itself, not about those that gm100 adds."""
        report = gm100.check(Dossier(region="35.10"), on="2019-01-01")
        assert report.record == ()


class TestEvents:
    def test_by_region_kind_and_year(self) -> None:
        """Each filter narrows, and an event says of which region it is."""
        found = gm100.events(kind="award", year=2022)
        assert {event.region for event in found} >= {"32.73", "33.12", "33.21", "35.77"}
        assert {event.date.year for event in found} == {2022}
        assert {event.region for event in gm100.events(region="Kota Bandung")} == {"32.73"}

    def test_national_ones(self) -> None:
        """Editions of awards are of no region."""
        assert [str(e.date) for e in gm100.events(kind="award-edition", year=2015)] == ["2015-10-20"]
        assert all(event.region is None for event in gm100.events(kind="award-edition"))

    def test_an_unknown_kind_is_refused(self) -> None:
        """The kinds that there are are named."""
        with pytest.raises(gm100.ArgumentError, match="one of membership, selection, mou"):
            gm100.events(kind="party")


class TestAwards:
    def test_the_winners_of_2022(self) -> None:
        """The seven of the programme, once each, beside those of other givers."""
        names = {a.region for a in gm100.awards(year=2022) if a.name.startswith("Gerakan Menuju Kota Cerdas 2022")}
        assert names >= {"32.73", "33.72", "33.74", "34.71", "33.21", "35.77", "33.12"}
        assert len(gm100.awards(region="32.73", year=2022)) == 1

    def test_provinces_have_theirs(self) -> None:
        """Three each in 2025, of the two that are members."""
        assert [len(gm100.awards(region=code, year=2025)) for code in ("Jawa Barat", "34")] == [3, 3]
