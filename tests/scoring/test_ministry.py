"""
The ministry's tables, ranked and explained: texts and places that must not change.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

import gm100
from gm100 import Ranking, Scores


def ranking(edition: str, ties: str = "min") -> Ranking:
    """The ranking of a published edition."""
    card = gm100.scorecards()[edition]
    return gm100.rank(gm100.evaluations(scorecard=card), card, ties=ties)


class TestRanking:
    def test_the_best_of_2023(self) -> None:
        """Bandung, Madiun and Surabaya lead the regular list."""
        places = list(ranking("kominfo-2023-regular").top(3))
        assert [(place.name, str(place.index)) for place in places] == [
            ("Kota Bandung", "3.83"),
            ("Kota Madiun", "3.71"),
            ("Kota Surabaya", "3.65"),
        ]

    def test_all_are_reproduced_and_the_absent_are_not_ranked(self) -> None:
        """72 of 72, and three without a place."""
        found = ranking("kominfo-2023-regular")
        assert (found.reproduced, found.comparable, len(found), len(found.unranked)) == (72, 72, 72, 3)

    @pytest.mark.parametrize("ties", ["min", "max", "average", "dense", "ordinal"])
    def test_ties_follow_the_rule(self, ties: str) -> None:
        """A ranking and the ranks of plain numbers agree."""
        found = ranking("kominfo-2022-early", ties)
        indices = [place.index for place in found]
        assert [place.rank for place in found] == gm100.scoring.ranks(indices, ties)

    def test_it_prints_as_a_table(self) -> None:
        """With the published index beside the computed one."""
        lines = str(ranking("kominfo-2023-regular").top(1)).splitlines()
        assert lines == [
            "rank  code   region        index  published  match",
            "   1  32.73  Kota Bandung   3.83       3.83  yes",
        ]


class TestExplanation:
    def scores(self, edition: str) -> Scores:
        """The scores of a published edition."""
        return ranking(edition).scores

    def test_rounded_at_the_end(self) -> None:
        """2023: the weighted sum, rounded once."""
        assert self.scores("kominfo-2023-regular")["32.73"].explain().splitlines() == [
            "Kota Bandung (32.73), kominfo-2023-regular",
            "  baseline   3.96  x 0.10 =  0.3960",
            "  output     3.89  x 0.20 =  0.7780",
            "  outcome    3.68  x 0.30 =  1.1040",
            "  impact     3.77  x 0.20 =  0.7540",
            "  quick_win  3.98  x 0.20 =  0.7960",
            "  index            sum       3.8280",
            "                               3.83  rounded half up to 2 decimals",
        ]

    def test_rounded_part_by_part(self) -> None:
        """2022: each weighted dimension is rounded, and the dimensions are means of questions."""
        lines = self.scores("kominfo-2022-early")["35.07"].explain().splitlines()
        assert lines[1] == "  baseline   1.40  x 0.10 =  0.1400  mean of 5 questions"
        assert lines[2] == (
            "  output     1.54  x 0.20 =  0.3080  "
            "-> 0.31  (mean of 7 questions 1.535714…, rounded half up to 2 decimals)"
        )
        assert lines[-1] == "  index            sum         2.51"

    def test_down_to_the_questions(self) -> None:
        """Each question with its share of the dimension."""
        text = self.scores("kominfo-2022-early")["35.07"].explain(questions=True)
        assert "    1.1.1       2  x 0.2 =" in text

    def test_a_region_that_was_absent(self) -> None:
        """It says so."""
        assert "no index: the unit is absent" in self.scores("kominfo-2023-regular")["32.72"].explain()

    def test_questions_that_contradict_their_dimension_are_refused(self) -> None:
        """Both figures are named."""
        card = gm100.scorecards()["kominfo-2022-early"]
        evaluation = next(e for e in gm100.evaluations(scorecard=card) if e.questions)
        from gm100.model._entity import evolve

        scores = tuple(evolve(s, value=Decimal("1.60")) if s.dimension == "output" else s for s in evaluation.scores)
        with pytest.raises(gm100.ScoringError, match=r"1\.60 is given, but its questions make 1\.54"):
            gm100.score(evolve(evaluation, scores=scores), card)


class TestAnswers:
    def test_nobody_answered(self) -> None:
        """There is no mean of nothing."""
        assert gm100.mean_answer([9, 9], no_answer={9}) is None

    def test_a_count_below_zero_is_refused(self) -> None:
        """It is a mistake somewhere."""
        with pytest.raises(ValueError, match="got -1, expected counts of 0 or more"):
            gm100.mean_answer({1: -1, 2: 3})


class TestImprovement:
    def test_two_units_are_no_improvement(self) -> None:
        """A difference needs the same unit twice."""
        scores = ranking("kominfo-2023-regular").scores
        with pytest.raises(ValueError, match=r"got '35\.77', expected a result of 32\.73"):
            gm100.improvement(scores["32.73"], scores["35.77"])

    def test_an_absent_year_has_none(self) -> None:
        """Without an index there is nothing to subtract."""
        scores = ranking("kominfo-2023-regular").scores
        assert gm100.improvement(scores["32.72"], scores["32.72"]) is None
