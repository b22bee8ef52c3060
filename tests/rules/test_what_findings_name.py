"""
What a finding names: in order of the alphabet or of the year, whatever the seed of the hashes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from rule_examples import BY_ID, Known, dossier_of

import gm100
from gm100 import Track
from gm100.rules import BOOK_2022, check

NAMES = ("f", "e", "d", "c", "b", "a")


def said(rule: str, knowledge: type[Known] = Known, **stated: Any) -> list[str]:
    """The sentences of the findings of one rule in 2027."""
    book = attrs.evolve(BOOK_2022, rules=(BY_ID[f"GM100-{rule}"],))
    report = check(dossier_of(stated), on=date(2027, 1, 15), book=book, knowledge=knowledge(stated))
    return [finding.message.en for finding in report.findings if finding.message]


class Listed(Known):
    """The region is on the official list with every track but one."""

    def published(self, region: str, year: int) -> tuple[gm100.Evaluation, ...]:
        """Every track but the one of the region."""
        one = super().published(region, year)
        return tuple(attrs.evolve(e, track=track) for e in one for track in Track if track != Track.REGULAR)


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

    def test_months_of_the_calendar(self) -> None:
        """In the order of the year."""
        session = {"year": 2023, "kind": "presentation", "start": "2023-07-01"}
        assert said("EVALUATION-019", evaluation_sessions=[session]) == ["on 2023-07-01, the months of 2023 are 6, 11"]
