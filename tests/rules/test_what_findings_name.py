"""
What a finding names: in order of the alphabet or of the year, whatever the seed of the hashes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from rule_examples import BY_ID, END_2022, OUTCOMES, Known, dossier_of

import gm100
from gm100 import Track
from gm100.model._entity import evolve
from gm100.rules import BOOK_2022, check

NAMES = ("f", "e", "d", "c", "b", "a")


def findings(rule: str, knowledge: type[Known] = Known, **stated: Any) -> tuple[gm100.Finding, ...]:
    """The findings of one rule in 2027."""
    book = attrs.evolve(BOOK_2022, rules=(BY_ID[f"GM100-{rule}"],))
    return check(dossier_of(stated), on=date(2027, 1, 15), book=book, knowledge=knowledge(stated)).findings


def said(rule: str, knowledge: type[Known] = Known, **stated: Any) -> list[str]:
    """The sentences of its findings."""
    return [finding.message.en for finding in findings(rule, knowledge, **stated)]


class Listed(Known):
    """The region is on the official list with every track but one."""

    def published(self, region: str, year: int) -> tuple[gm100.Evaluation, ...]:
        """Every track but the one of the region."""
        one = super().published(region, year)
        return tuple(evolve(e, track=track) for e in one for track in Track if track != Track.REGULAR)


class TestWhatAFindingNames:
    def test_fields_that_the_fact_does_not_have(self) -> None:
        """A field that exists is not named among them."""
        marked = {"signed": "2022-04-21", "inferred": ["signed", *NAMES]}
        assert said("RECORD-002", mous=[marked]) == ["unknown fields: a, b, c, d, e, f"]

    def test_dimensions_that_the_edition_does_not_have(self) -> None:
        """Those that it has are not named among them."""
        scores = {"baseline": "1.00", "output": "2.00", **dict.fromkeys(NAMES, "3.00")}
        found = said("EVALUATION-003", evaluations=[{"year": 2022, "scores": scores}])
        assert found == ["no dimension of that edition: a, b, c, d, e, f"]

    @pytest.mark.parametrize(("edition", "lacking"), [("test-2022", "scores"), ("unheard-of", "edition")])
    def test_why_dimensions_cannot_be_judged(self, edition: str, lacking: str) -> None:
        """Without scores there is nothing to compare, and of an edition that is not known nothing to compare with."""
        scores = {"baseline": "1.00"} if lacking == "edition" else {}
        (sentence,) = said("EVALUATION-003", evaluations=[{"year": 2022, "edition": edition, "scores": scores}])
        assert sentence.endswith(f": {lacking}")

    @pytest.mark.parametrize(
        ("text", "reason"), [("8 Mei", "tahunnya tidak tertulis"), ("entah kapan", "bentuknya tidak dikenal")]
    )
    def test_why_a_date_is_not_read(self, text: str, reason: str) -> None:
        """It lacks its year, or is written as no date is."""
        (finding,) = findings("DATE-002", printed_dates=[{"text": text, "of": "nota kesepahaman"}])
        assert finding.message.id.endswith(reason)

    def test_tracks_that_are_right(self) -> None:
        """A region may be on the official list with every other track."""
        result = {"year": 2021, "edition": "test-2021", "track": "regular", "scores": {"baseline": "3.00"}}
        expected = ", ".join(sorted({*Track} - {Track.REGULAR}))
        assert expected in said("EVALUATION-013", Listed, evaluations=[result])[0]

    def test_dimensions_with_too_many_questions(self) -> None:
        """One finding a dimension."""
        names = ("quick_win", "output", "outcome", "baseline")
        result = {"year": 2022, "edition": "test-2022", "questions": dict.fromkeys(names, 99)}
        sentences = said("EVALUATION-017", evaluations=[result])
        assert [sentence.partition(":")[0] for sentence in sentences] == sorted(names)

    def test_fields_that_rest_on_inference(self) -> None:
        """All of them in one finding."""
        assert said("SOURCE-003", mous=[{"inferred": [*NAMES]}])[0].endswith("inferred: a, b, c, d, e, f")

    def test_the_first_day_of_several_facts(self) -> None:
        """In whatever order they are in the dossier."""
        printed = {"text": "1 Mei 2019", "of": "nota kesepahaman"}
        found = said("DATE-003", printed_dates=[printed], mous=[{"signed": "2018-07-08"}, {"signed": "2018-05-08"}])
        assert found == ["printed 1 Mei 2019, on record 2018-05-08"]

    @pytest.mark.parametrize(("number", "book"), [(1, 1), (2, 2), (3, 2)])
    def test_the_book_of_a_stage(self, number: int, book: int) -> None:
        """Two stages work on the second; the fourth may have given only the commitment."""
        wrong = {1: "Buku III", 2: "Buku I", 3: "Buku III"}[number]
        stage = {"stage": number, "start": "2022-08-01", "deliverables": [wrong]}
        assert said("BIMTEK-007", bimtek=[stage]) == [f"book {book} is not among them"]

    def test_months_of_the_calendar(self) -> None:
        """In the order of the year."""
        session = {"year": 2023, "kind": "presentation", "start": "2023-07-01"}
        assert said("EVALUATION-019", evaluation_sessions=[session]) == ["on 2023-07-01, the months of 2023 are 6, 11"]


class Unlisted(Known):
    """The region is in no list."""

    def memberships(self, _: str) -> tuple[gm100.Membership, ...]:
        """None."""
        return ()


class TwoWords(Known):
    """The region has a name of two words."""

    def names(self, _: str) -> tuple[str, ...]:
        """Its name."""
        return ("Kabupaten Tulang Bawang",)


class TestWhatIsKnown:
    """What a rule makes of what the catalogues say, beyond what the table of examples tries."""

    def outcome(self, rule: str, knowledge: type[Known], **stated: Any) -> str:
        """What one rule says at the end of 2022."""
        book = attrs.evolve(BOOK_2022, rules=(BY_ID[f"GM100-{rule}"],))
        return check(dossier_of(stated), on=END_2022, book=book, knowledge=knowledge(stated)).judged[0].outcome.value

    def test_a_cohort_of_which_members_are_missing(self) -> None:
        """A region that is in no list may be one of the missing; in a cohort that is whole it is none."""
        whole = next(cohort.year for cohort in gm100.cohorts().values() if not cohort.missing)
        said = [self.outcome("MEMBERSHIP-010", Unlisted, memberships=[{"cohort": year}]) for year in (2022, whole)]
        assert said == [OUTCOMES["unknown"], OUTCOMES["broken"]]

    def test_a_title_with_half_of_a_name(self) -> None:
        """All words of the name must be in it, but for the kind."""
        titles = ("Smart City di Kabupaten Tulang Bawang", "Smart City di Kabupaten Bawang")
        said = [self.outcome("MOU-010", TwoWords, mous=[{"title": title}]) for title in titles]
        assert said == [OUTCOMES["met"], OUTCOMES["broken"]]


class TestWhatIsMissing:
    """What a rule that cannot be judged asks for can be filled in: it is a field there, and it is empty."""

    @pytest.mark.parametrize("book", gm100.rule_books())
    def test_is_an_empty_field(self, book: str) -> None:
        """For every bundled dossier; a rule that lacks no field says why else it is not judged."""
        for dossier in gm100.dossiers().values():
            for finding in gm100.check(dossier, on=END_2022, book=book).not_judged:
                fact: Any = dossier
                for part in finding.path:
                    fact = fact[part] if isinstance(part, int) else getattr(fact, part)
                for name in finding.missing:
                    first, *_ = name.split(".")
                    assert first in attrs.fields_dict(type(fact)), f"{finding.rule}: {finding.place}.{name}"
                    assert not finding.path or not getattr(fact, first), f"{finding.rule}: {finding.place}.{name}"
                assert finding.missing or "enough" in finding.message.en or "no source" in finding.message.en

    def test_a_number_that_no_source_gives(self) -> None:
        """It is not known how many quick wins were asked of the cohort of 2021."""
        found = gm100.check("35.07", on="2023-12-31").not_judged
        (said,) = {finding.message.en for finding in found if finding.rule == "GM100-QUICKWIN-001"}
        assert said == "no source says for that year: quick wins asked for"
