"""
CSV documents of evaluations.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gm100
from gm100 import DocumentError, Evaluation

WITHOUT_QUESTIONS = tuple(e for e in gm100.evaluations() if not e.questions)

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


class TestRoundTrip:
    def test_all_published_results(self) -> None:
        """Every field of every published evaluation comes back, sources included."""
        text = gm100.dumps(WITHOUT_QUESTIONS, format="csv")
        assert gm100.loads(text, format="csv") == WITHOUT_QUESTIONS
        assert gm100.dumps(gm100.loads(text, format="csv"), format="csv") == text

    @given(texts)
    def test_any_text(self, note: str) -> None:
        """Commas, quotes, newlines and formulas in a text come back as they were."""
        one = Evaluation(region="35.03", edition="x", year=2023, note=note)
        assert gm100.loads(gm100.dumps(one, format="csv"), format="csv") == (one,)

    @pytest.mark.parametrize("note", ["=1+1", "+62", "-x", "@SUM(A1)", "'=1", "''-"])
    def test_formulas_are_neutralised(self, note: str) -> None:
        """A text that a spreadsheet would run is written behind an apostrophe, and read without it."""
        one = Evaluation(region="35.03", edition="x", year=2023, note=note)
        text = gm100.dumps(one, format="csv")
        assert f"'{note}" in text
        assert gm100.loads(text, format="csv") == (one,)

    def test_a_negative_number_is_no_formula(self) -> None:
        """A fall of 0.37 stays a number."""
        fell = next(e for e in WITHOUT_QUESTIONS if (e.published_improvement or 0) < 0)
        assert f",{fell.published_improvement}," in gm100.dumps(fell, format="csv")

    def test_questions_have_no_place(self) -> None:
        """An evaluation with questions is refused before anything is written."""
        with pytest.raises(ValueError, match=r"no place for the questions of 35\.07"):
            gm100.dumps(gm100.evaluations(region="35.07"), format="csv")

    def test_other_entities_have_none_either(self) -> None:
        """A region does not become a row of evaluations."""
        with pytest.raises(TypeError, match="use JSON"):
            gm100.dumps([gm100.regions()["35.03"]], format="csv")

    def test_a_ranking_is_a_table(self) -> None:
        """A ranking is written as its rows."""
        card = gm100.scorecards()["kominfo-2022-regular"]
        ranking = gm100.rank(gm100.evaluations(scorecard=card), card)
        lines = gm100.dumps(ranking, format="csv").splitlines()
        assert lines == ["rank,code,region,index,published,match", "1,35.71,Kota Kediri,3.31,3.31,yes"]


class TestFaults:
    def test_they_come_with_line_and_column(self) -> None:
        """Every fault of a table is named by line and column."""
        text = (
            "region,edition,year,participated,scores.baseline,wrong\n"
            "35.03,x,2023,yes,3.1,\n"
            "3503,x,20.23,maybe,9,a\n"
            "35.03,x\n"
        )
        with pytest.raises(DocumentError) as caught:
            gm100.loads(text, format="csv")
        assert sorted(issue.place for issue in caught.value.issues) == [
            "line 3, participated",
            "line 3, region",
            "line 3, scores.baseline",
            "line 3, wrong",
            "line 3, year",
            "line 4",
        ]

    def test_a_column_given_twice(self) -> None:
        """A header that names a column twice is refused."""
        with pytest.raises(DocumentError, match="line 1, year: the column is given twice"):
            gm100.loads("region,edition,year,year\n", format="csv")

    def test_no_csv(self) -> None:
        """A quote that never ends is no CSV."""
        with pytest.raises(DocumentError, match="this is no CSV"):
            gm100.loads('region\n"35.03\n', format="csv")
