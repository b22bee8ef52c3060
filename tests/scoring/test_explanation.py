"""
Questions to a result: how it came about, how two differ, what would change it, and how it moved over the years.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, Scale, Scorecard, UnknownIdError


def card(**fields: Any) -> Scorecard:
    """Two groups of two over marks of 0 to 4."""
    marks = Scale(0, 4)
    one = Group("one", weight=3, children=(Indicator("a", scale=marks), Indicator("b", scale=marks)))
    other = Group("other", children=(Indicator("c", scale=marks), Indicator("d", scale=marks)))
    return Scorecard(id="card", root=Group("index", children=(one, other)), round=2, **fields)


ROWS = [
    {"code": "p", "name": "Alun", "a": 2, "b": 2, "c": 2, "d": 2},
    {"code": "q", "name": "Baru", "a": 3, "b": 2, "c": 2, "d": 1},
    {"code": "r", "a": 4, "b": 4, "c": 4, "d": 4},
]


class TestExplain:
    def test_what_was_normalised_says_from_what(self) -> None:
        """Each leaf shows the value of the row and the method."""
        scorecard = Scorecard(
            id="card",
            root=Group("index", aggregate="geometric", children=(Indicator("a", normalise=("goalposts", 0, 10)),)),
            round=2,
            bands={"high": "0.5", "low": 0},
        )
        assert gm100.score({"code": "u", "a": 5.55}, scorecard).explain().splitlines() == [
            "u, card",
            "  a      0.555  weight 1:  0.555  5.55 by goalposts 0 10",
            "  index         geometric  0.555",
            "                            0.56  rounded half up to 2 decimals",
            "  high",
        ]

    def test_what_was_imputed_says_so(self) -> None:
        """Nobody takes an estimate for a measurement."""
        scorecard = Scorecard(id="card", root=Group("index", children=(Indicator("a", impute="mean"),)))
        scores = gm100.score({"code": ["p", "q"], "a": [2, None]}, scorecard)
        assert "imputed by mean" in scores["q"].explain()

    def test_in_indonesian(self) -> None:
        """Words, numbers and rules of rounding; another language is refused."""
        (result,) = gm100.score([{"code": "p", "a": 2, "b": 2.25, "c": 2, "d": 2.75}], card())
        shown = result.explain(lang="id")
        assert "jumlah    2,1875" in shown
        assert "2,19  dibulatkan setengah ke atas ke 2 desimal" in shown
        absent = gm100.Evaluation(region="99.01", name="Alun", year=2023, participated=False)
        found = gm100.score(absent, "kominfo-2023-regular")
        assert found.explain(lang="id").endswith("tidak ada indeks: tidak ikut")
        with pytest.raises(UnknownIdError):
            result.explain(lang="fr")


class TestCompare:
    def test_the_leaves_carry_the_difference(self) -> None:
        """A point more on a, one less on d: three eighths up, one eighth down."""
        scores = gm100.score(ROWS, card())
        found = gm100.compare(scores["p"], scores["q"])
        assert found.difference == Decimal("0.25")
        assert [(n.node, n.points) for n in found.leaves][:2] == [("a", Decimal("0.375")), ("d", Decimal("-0.125"))]

    def test_they_add_up_exactly(self) -> None:
        """With what rounding adds, to the last digit."""
        third = card().with_weights({"one": 2})
        scores = gm100.score(ROWS, third)
        for one in "pqr":
            for other in "pqr":
                found = gm100.compare(scores[one], scores[other])
                with localcontext(prec=60):
                    assert sum(n.points for n in found.leaves) + found.rounding == found.difference

    def test_it_reads_as_a_table(self) -> None:
        """What carries most stands first; what carries nothing is left out."""
        scores = gm100.score(ROWS, card())
        assert str(gm100.compare(scores["p"], scores["q"])).splitlines() == [
            "Alun (p): 2.00 -> Baru (q): 2.25",
            "  a  2  ->  3  +0.3750",
            "  d  2  ->  1  -0.1250",
        ]

    def test_two_published_results(self) -> None:
        """Kota Bandung is ahead of Kota Madiun, and the dimensions say by what."""
        scorecard = gm100.scorecards()["kominfo-2023-regular"]
        scores = gm100.score(gm100.evaluations(scorecard=scorecard), scorecard)
        found = gm100.compare(scores["35.77"], scores["32.73"])
        assert found.difference == Decimal("0.12")
        assert sum(n.points for n in found.leaves) + found.rounding == found.difference

    def test_an_absent_unit_has_nothing_to_compare(self) -> None:
        """It is named."""
        scorecard = gm100.scorecards()["kominfo-2023-regular"]
        scores = gm100.score(gm100.evaluations(scorecard=scorecard), scorecard)
        with pytest.raises(ValueError, match=r"other: got 'Kota Sukabumi \(32\.72\)', expected a result with an index"):
            gm100.compare(scores["32.73"], scores["32.72"])


class TestWhatIf:
    def test_a_change_of_values(self) -> None:
        """With c and d at 4, p gains half a point."""
        found = gm100.what_if(gm100.score(ROWS, card()), "p", {"c": 4, "d": 4})
        assert found.difference == Decimal("0.50")

    def test_limits_stay_as_they_were(self) -> None:
        """A new best does not move the goalposts."""
        scorecard = Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise="minmax"),)))
        scores = gm100.score({"code": ["p", "q"], "a": [0.0, 10.0]}, scorecard)
        assert gm100.what_if(scores, "p", {"a": 20}).after.value == 2

    def test_ranks_are_made_anew(self) -> None:
        """Where units are compared with each other, the change moves them all."""
        scorecard = Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise="rank"),)))
        scores = gm100.score({"code": ["p", "q", "r"], "a": [1.0, 2.0, 3.0]}, scorecard)
        assert gm100.what_if(scores, "p", {"a": "2.5"}).after.value == 2

    def test_a_value_off_the_scale_is_refused(self) -> None:
        """Dreams are held to the scale too."""
        with pytest.raises(gm100.ScoringError, match="5 is above the scale"):
            gm100.what_if(gm100.score(ROWS, card()), "p", {"a": 5})


class TestNeededFor:
    def test_an_index(self) -> None:
        """To 2.50, p needs 3.34 on a or b (3.33 makes 2.49875, which is 2.50 when rounded), or something on all."""
        needs = gm100.needed_for(gm100.score(ROWS, card()), "p", index=Decimal("2.50"))
        alone = {need.node: need.needed for need in needs.alone}
        assert alone == {"a": Decimal("3.32"), "b": Decimal("3.32"), "c": None, "d": None}

    def test_one_step_less_is_not_enough(self) -> None:
        """What is proposed is the least on the grid."""
        scores = gm100.score(ROWS, card())
        assert gm100.what_if(scores, "p", {"a": "3.32"}).after.value == Decimal("2.50")
        assert gm100.what_if(scores, "p", {"a": "3.31"}).after.value == Decimal("2.49")

    def test_a_band(self) -> None:
        """Its label is enough."""
        scores = gm100.score(ROWS, card(bands={"low": 0, "high": 3}))
        assert gm100.needed_for(scores, "p", band="high").target == 3
        with pytest.raises(UnknownIdError, match="unknown band 'top'"):
            gm100.needed_for(scores, "p", band="top")

    def test_a_rank(self) -> None:
        """To come second, p has to reach what q has."""
        needs = gm100.needed_for(gm100.score(ROWS, card()), "p", rank=2, nodes=["c"])
        assert (needs.target, needs.alone[0].needed) == (Decimal("2.25"), Decimal("3.96"))

    def test_together(self) -> None:
        """All of them the same share of their way, and together they get there."""
        scores = gm100.score(ROWS, card())
        needs = gm100.needed_for(scores, "p", index=Decimal("3.00"))
        moved = {need.node: need.needed for need in needs.together}
        assert moved == {code: Decimal("3.00") for code in "abcd"}
        assert "or with all of" in str(needs)

    def test_an_indicator_without_a_best_is_refused(self) -> None:
        """It is not known how far it could go."""
        scorecard = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)))
        with pytest.raises(ValueError, match="got 'a', expected an indicator with a scale or goalposts"):
            gm100.needed_for(gm100.score([{"code": "u", "a": 1}], scorecard), "u", index=Decimal(2), nodes=["a"])


class TestPanel:
    def tables(self) -> dict[int, list[dict[str, Any]]]:
        """Two years in which everybody got better by ten."""
        return {
            2022: [{"code": "p", "a": 0.0}, {"code": "q", "a": 10.0}],
            2023: [{"code": "p", "a": 10.0}, {"code": "q", "a": 20.0}, {"code": "r", "a": 15.0}],
        }

    def scorecard(self, **fields: Any) -> Scorecard:
        """One indicator between the least and the greatest."""
        return Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise="minmax", **fields),)))

    @pytest.mark.parametrize(
        ("bounds", "q"), [("first", {2022: 1, 2023: 2}), ("all", {2022: 0.5, 2023: 1}), ("year", {2022: 1, 2023: 1})]
    )
    def test_limits(self, bounds: str, q: dict[int, float]) -> None:
        """Kept from the first year, from all years, or made again."""
        found = gm100.panel(self.tables(), self.scorecard(), bounds=bounds)
        assert {year: None if value is None else float(value) for year, value in found.series("q").items()} == q

    def test_improvement_and_what_made_it(self) -> None:
        """The change of a unit and of each node."""
        found = gm100.panel(self.tables(), self.scorecard())
        assert found.improvement("p", 2023) == Decimal("1.00")
        assert found.change("p", 2023)["a"].points == 1

    def test_a_unit_may_come_later(self) -> None:
        """A unit that joined in the second year has one index."""
        found = gm100.panel(self.tables(), self.scorecard())
        assert found.series("r") == {2023: Decimal("1.5")}
        assert found.to_rows()[2] == {"code": "r", "name": None, "2022": None, "2023": Decimal("1.5")}

    def test_a_gap_is_filled_from_the_year_before(self) -> None:
        """And marked."""
        tables = self.tables()
        tables[2023][0]["a"] = None
        found = gm100.panel(tables, self.scorecard(impute="previous"))
        assert found.series("p") == {2022: 0, 2023: 0}
        assert found[2023]["p"]["a"].remark == "imputed by previous"

    def test_the_ministry_over_two_years(self) -> None:
        """Kabupaten Malang, from 2.51 to 2.94: 0.44 from unrounded totals, as the letter prints it."""
        early, late = (gm100.scorecards()[i] for i in ("kominfo-2022-early", "kominfo-2023-kppn-ikn"))
        before = gm100.score(gm100.evaluations(scorecard=early), early)["35.07"]
        after = gm100.score(gm100.evaluations(scorecard=late), late)["35.07"]
        assert gm100.improvement(after, before) == Decimal("0.44")

    def test_an_unknown_year_is_named(self) -> None:
        """With the years there are."""
        found = gm100.panel(self.tables(), self.scorecard())
        with pytest.raises(UnknownIdError, match="did you mean 2022 or 2023"):
            found[2021]
        with pytest.raises(UnknownIdError, match="with one before it"):
            found.improvement("p", 2022)
