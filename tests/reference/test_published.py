"""
The published results, recomputed.
"""

from collections.abc import Iterable
from decimal import Decimal

import pytest

import gm100
from gm100 import Evaluation, Group, Indicator, Scorecard, Weighting
from gm100.scoring.table.table import mean_mark

PUBLISHED = {
    "kominfo-2022-early": 38,
    "kominfo-2022-regular": 1,
    "kominfo-2023-regular": 72,
    "kominfo-2023-kppn-ikn": 58,
}
ABSENT = {
    "kominfo-2022-early": 4,
    "kominfo-2022-regular": 0,
    "kominfo-2023-regular": 3,
    "kominfo-2023-kppn-ikn": 8,
}


def reweighted(card: Scorecard, indicator: str, points: str) -> Scorecard:
    """Return the scorecard with one weight moved, and its total with it."""
    children = tuple(
        gm100.Indicator(
            child.id,
            weight=child.weight + Decimal(points) if child.id == indicator else child.weight,
            scale=child.scale,
            round=child.round,
            round_part=child.round_part,
            of_questions=True,
        )
        for child in card.root.children
        if isinstance(child, Indicator)
    )
    total = sum(child.weight for child in children)
    root = Group("index", children=children, weighting=Weighting.VERBATIM, weights_total=total, round=card.root.round)
    return Scorecard(id=card.id, edition=card.edition, root=root)


def weight_changes() -> Iterable[tuple[str, str, str]]:
    """Yield every scorecard with published results, each of its weights, up and down by five points."""
    for id_ in PUBLISHED:
        for indicator in gm100.scorecards()[id_].indicators:
            yield from ((id_, indicator.id, points) for points in ("0.05", "-0.05"))


class TestPublishedIndices:
    @pytest.mark.parametrize("id_", PUBLISHED)
    def test_every_one_is_reproduced(self, id_: str) -> None:
        """Every published index of the edition comes out of its published dimensions, to the last digit."""
        ranking = gm100.rank(gm100.evaluations(scorecard=id_), gm100.scorecards()[id_])
        wrong = [place for place in ranking if not place.matches]
        assert wrong == []
        assert ranking.reproduced == ranking.comparable == len(ranking) == PUBLISHED[id_]

    @pytest.mark.parametrize("id_", ABSENT)
    def test_the_absent_are_not_ranked(self, id_: str) -> None:
        """Regions that did not take part are kept separate, although the table prints zeros for them."""
        ranking = gm100.rank(gm100.evaluations(scorecard=id_), gm100.scorecards()[id_])
        assert len(ranking.unranked) == ABSENT[id_]
        assert all(ranking[place.unit].status is gm100.ResultStatus.ABSENT for place in ranking.unranked)

    @pytest.mark.parametrize(("id_", "indicator", "points"), [*weight_changes()])
    def test_no_other_weight_reproduces_them(self, id_: str, indicator: str, points: str) -> None:
        """Any one weight moved by five points breaks the reproduction, so the test above can fail."""
        card = reweighted(gm100.scorecards()[id_], indicator, points)
        ranking = gm100.rank(gm100.evaluations(scorecard=id_), card)
        assert ranking.reproduced < ranking.comparable

    def test_the_wrong_rounding_does_not_reproduce_2022(self) -> None:
        """Rounding the total, as in 2023, misses most of 2022, where each part is rounded."""
        card = gm100.scorecards()["kominfo-2022-early"]
        plain = tuple(Indicator(i.id, weight=i.weight, round=2, of_questions=True) for i in card.indicators)
        root = Group("index", children=plain, weighting=Weighting.VERBATIM, round=2)
        late = Scorecard(id="late", root=root)
        assert gm100.rank(gm100.evaluations(scorecard=card), late).reproduced == 17


class TestQuestions:
    @pytest.mark.parametrize(
        ("id_", "dimensions"),
        [
            ("kominfo-2022-early", ("baseline", "output", "outcome", "impact", "quick_win")),
            ("kominfo-2023-kppn-ikn", gm100.DIMENSIONS),
        ],
    )
    def test_malang_from_its_questions(self, id_: str, dimensions: tuple[str, ...]) -> None:
        """Kabupaten Malang's eleven published dimensions are the means of its questions, and make its index."""
        (published,) = gm100.evaluations(scorecard=id_, region="35.07")
        bare = gm100.Evaluation(
            region=published.region, edition=id_, year=published.year, questions=published.questions
        )
        result = gm100.score(bare, gm100.scorecards()[id_])
        assert [result[d].value for d in dimensions] == [published.score_of(d) for d in dimensions]
        assert result.value == published.published_index

    def test_a_contradicted_dimension_is_refused(self) -> None:
        """A dimension that its own questions contradict is an error that names both figures."""
        (published,) = gm100.evaluations(scorecard="kominfo-2022-early", region="35.07")
        scores = (gm100.DimensionScore(dimension="baseline", value=Decimal("1.41")),)
        both = Evaluation(
            region="35.07", edition=published.edition, year=2022, scores=scores, questions=published.questions
        )
        with pytest.raises(gm100.ScoringError, match=r"35\.07, baseline: 1\.41 is given, but its questions make 1\.40"):
            gm100.score(both, gm100.scorecards()["kominfo-2022-early"])

    def test_assessors_make_the_question(self) -> None:
        """A question's score is the mean of its assessors' marks, not rounded on the way."""
        marks = tuple(gm100.AssessorMark(assessor=str(n), mark=mark) for n, mark in enumerate((4, 3, 3)))
        question = gm100.QuestionScore(dimension="baseline", item="1", marks=marks)
        assert mean_mark(question) * 3 == pytest.approx(Decimal(10), abs=Decimal("1e-20"))


class TestFourDifferentThings:
    def test_a_zero_is_a_score(self) -> None:
        """Seven regions have a collaboration of 0.00 and are ranked with it."""
        found = gm100.evaluations(scorecard="kominfo-2023-kppn-ikn")
        zero = [e for e in found if e.participated and e.score_of("collaboration") == 0]
        ranking = gm100.rank(found, gm100.scorecards()["kominfo-2023-kppn-ikn"])
        assert len(zero) == 7
        assert all(ranking.rank_of(e.region) for e in zero)

    def test_what_a_track_does_not_have_is_not_there(self) -> None:
        """In the regular track collaboration does not apply: it is neither zero nor missing."""
        found = gm100.evaluations(scorecard="kominfo-2023-regular")
        assert {e.score_of("collaboration") for e in found} == {None}
        with pytest.raises(gm100.UnknownIdError):
            gm100.score(found[0], gm100.scorecards()["kominfo-2023-regular"])["collaboration"]

    def test_a_missing_dimension_is_refused(self) -> None:
        """A region that took part and lacks a dimension is not scored."""
        row = {"code": "a", "baseline": 3, "output": 3, "outcome": 3, "impact": 3}
        with pytest.raises(gm100.ScoringError, match="a, quick_win: has no value"):
            gm100.score(row, gm100.scorecards()["kominfo-2023-regular"])


class TestImprovement:
    def results(self, region: str) -> tuple[gm100.ScoreResult, gm100.ScoreResult]:
        """Return the results of 2023 and 2022."""
        early, late = "kominfo-2022-early", "kominfo-2023-kppn-ikn"
        (before,) = gm100.evaluations(scorecard=early, region=region)
        (after,) = gm100.evaluations(scorecard=late, region=region)
        return gm100.score(after, gm100.scorecards()[late]), gm100.score(before, gm100.scorecards()[early])

    def test_it_starts_from_unrounded_totals(self) -> None:
        """Malang rose by 0.44 as published, although 2.94 - 2.51 is 0.43."""
        after, before = self.results("35.07")
        assert gm100.improvement(after, before) == Decimal("0.44")
        assert after.value is not None
        assert before.value is not None
        assert after.value - before.value == Decimal("0.43")

    def test_it_matches_what_can_be_matched(self) -> None:
        """Of the 32 regions in both tables it gives 26 published improvements; the other six are off by 0.01."""
        both = {e.region: e for e in gm100.evaluations(year=2023) if e.published_improvement is not None}
        before = {e.region for e in gm100.evaluations(scorecard="kominfo-2022-early") if e.participated}
        shared = sorted(set(both) & before)
        distances = []
        for region in shared:
            published = both[region]
            late = gm100.score(published, gm100.scorecards()[str(published.edition)])
            (early,) = gm100.evaluations(scorecard="kominfo-2022-early", region=region)
            computed = gm100.improvement(late, gm100.score(early, gm100.scorecards()["kominfo-2022-early"]))
            assert computed is not None
            assert published.published_improvement is not None
            distances.append(abs(computed - published.published_improvement))
        assert (len(distances), distances.count(Decimal(0)), max(distances)) == (32, 26, Decimal("0.01"))

    def test_two_regions_have_none(self) -> None:
        """The results of two regions make no improvement."""
        one, other = self.results("35.07")[0], self.results("12.02")[1]
        with pytest.raises(ValueError, match=r"got '12\.02', expected a result of 35\.07"):
            gm100.improvement(one, other)
