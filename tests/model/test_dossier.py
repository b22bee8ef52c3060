"""
The dossier: one region, each fact in its collection.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import gm100
from gm100 import Award, Dossier, InvalidEntityError, MoU, Person
from gm100.model._entity import evolve


class TestFacts:
    def test_a_fact_goes_to_its_collection(self) -> None:
        """Facts are filed by what they are, and the dossier they are added to stays as it was."""
        empty = Dossier(region="35.03")
        full = empty.with_facts(MoU(region="35.03"), Award(region="35.03", name="A"), Award(region="35.03", name="B"))
        assert (len(empty.awards), len(full.mous), [award.name for award in full.awards]) == (0, 1, ["A", "B"])

    def test_what_has_no_collection_is_refused(self) -> None:
        """A person alone is not a fact of a dossier."""
        with pytest.raises(TypeError, match="got a Person, expected one of Membership, Selection, MoU"):
            Dossier(region="35.03").with_facts(Person(name="A"))

    def test_it_holds_one_region(self) -> None:
        """A fact about another region is refused, with its place."""
        with pytest.raises(InvalidEntityError) as caught:
            Dossier(region="35.03").with_facts(MoU(region="35.04"))
        assert caught.value.issues[0].path == ("mous", 0, "region")

    def test_what_is_whole(self) -> None:
        """Only collections can be whole."""
        assert Dossier(region="35.03").with_complete("mous", "awards").complete == {"mous", "awards"}
        with pytest.raises(InvalidEntityError):
            Dossier(region="35.03").with_complete("everything")


class TestInvariants:
    """What cannot be is refused when it is made; what breaks a rule is kept."""

    @pytest.mark.parametrize(
        "build",
        [
            lambda: gm100.Rpjmd(from_year=2021, until_year=2020),
            lambda: gm100.Masterplan(region="35.03", from_year=2021, until_year=2020),
            lambda: gm100.ReadinessFinding(element=gm100.Element.STRUCTURE, part="digital", finding="x"),
        ],
    )
    def test_refused(self, build: object) -> None:
        """A plan does not end before it starts, and a part of readiness belongs to its element."""
        assert callable(build)
        with pytest.raises(InvalidEntityError):
            build()

    def test_the_limits_belong(self) -> None:
        """A plan of one year, and a part in its element, are fine."""
        assert gm100.Masterplan(region="35.03", from_year=2021, until_year=2021).horizon == 1
        assert gm100.Masterplan(region="35.03").horizon is None
        assert gm100.ReadinessFinding(element=gm100.Element.STRUCTURE, part="budget", finding="x").part == "budget"

    def test_a_zero_is_no_month_and_no_day(self) -> None:
        """A date with month or day 0 does not exist."""
        for parts in ((2019, 0), (2019, 5, 0)):
            with pytest.raises(ValueError, match=r"must be in|out of range"):
                gm100.PartialDate(*parts)


class TestKnowledge:
    def test_an_unknown_edition_is_not_judged(self) -> None:
        """Without a scorecard neither dimensions nor index can be judged; nor with a score missing."""
        scores = (gm100.DimensionScore(dimension="baseline", value=Decimal("3.00")),)
        for edition, judged in (("unheard-of", "not-judged"), ("kominfo-2023-regular", "not-judged")):
            result = gm100.Evaluation(
                region="99.01", edition=edition, year=2023, scores=scores, published_index=Decimal("3.00")
            )
            report = gm100.check(Dossier(region="99.01", evaluations=(result,)), on=date(2023, 12, 31))
            outcomes = {found.rule: found.outcome.value for found in report.judged}
            assert outcomes["GM100-EVALUATION-004"] == judged

    def test_a_published_index_is_recomputed(self) -> None:
        """The official index of Kabupaten Blitar follows from its scores, and a false one does not."""
        (blitar,) = gm100.evaluations(region="35.05", year=2023)
        right = Dossier(region="35.05", evaluations=(blitar,))
        wrong = Dossier(region="35.05", evaluations=(evolve(blitar, published_index=Decimal("3.28")),))
        broken = [
            [f.message.en for f in gm100.check(d, on=date(2023, 12, 31)).broken if f.rule == "GM100-EVALUATION-004"]
            for d in (right, wrong)
        ]
        assert broken == [[], ["printed 3.28, computed 3.29"]]


def test_explain_names_near_ids() -> None:
    """A rule that does not exist is answered with those that look alike."""
    with pytest.raises(gm100.UnknownIdError, match="did you mean GM100-MOU-00"):
        gm100.explain("GM100-MOU-0002")
