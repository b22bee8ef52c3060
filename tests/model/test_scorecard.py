"""
Scorecards as values.
"""

from decimal import Decimal

import pytest

from gm100 import Group, Indicator, InvalidEntityError, LetterNumber, Rounding, Scale, Scorecard, Weighting


def group(*weights: str, **changes: object) -> Group:
    """Return a group with verbatim weights."""
    children = tuple(Indicator(f"i{n}", weight=weight) for n, weight in enumerate(weights))
    return Group("index", children=children, weighting=Weighting.VERBATIM, **changes)  # type: ignore[arg-type]  # the shorthand of a test, checked when it runs


class TestScorecard:
    def test_plain_values_become_exact_ones(self) -> None:
        """A weight may be written as text or whole number, a rounding as its decimals."""
        indicator = Indicator("x", weight="0.10", round=2)
        assert (indicator.weight, indicator.round) == (Decimal("0.10"), Rounding(2))

    def test_a_float_means_its_shortest_digits(self) -> None:
        """A weight written 0.1 is one tenth, and no binary fraction near it."""
        assert Indicator("x", weight=0.1).weight == Decimal("0.1")

    @pytest.mark.parametrize("weights", [("0.5", "0.5"), ("0.10", "0.20", "0.70")])
    def test_verbatim_weights_add_up_to_one(self, weights: tuple[str, ...]) -> None:
        """Weights that add up to one need no further word."""
        assert len(group(*weights).children) == len(weights)

    @pytest.mark.parametrize("weights", [("0.5", "0.4"), ("0.5", "0.6")])
    def test_other_totals_must_be_said(self, weights: tuple[str, ...]) -> None:
        """Weights that add up to something else are refused, unless the total is said."""
        total = sum(map(Decimal, weights))
        with pytest.raises(
            InvalidEntityError, match=rf"add up to {total}, expected 1; correct a weight, say weights_total"
        ):
            group(*weights)
        assert group(*weights, weights_total=total).weights_total == total

    def test_weights_cannot_all_be_nothing(self) -> None:
        """A group in which nothing weighs anything has no value."""
        with pytest.raises(InvalidEntityError, match="all weights are 0"):
            Group("index", children=(Indicator("x", weight=0),))

    def test_an_id_stands_once(self) -> None:
        """Two nodes of one id cannot be distinguished."""
        twice = Group("a", children=(Indicator("b"), Group("c", children=(Indicator("b"),))))
        with pytest.raises(InvalidEntityError, match="b is the id of 2 nodes"):
            Scorecard(id="x", root=twice)

    def test_a_scale_runs_upwards(self) -> None:
        """A scale from 4 to 0 is a mistake."""
        assert Scale(0, 4).complaint(Decimal(4)) is None
        assert Scale(0, 4).complaint(Decimal("4.01")) == "4.01 is above the scale of this scorecard (0 to 4)"
        assert Scale(1, 4).complaint(Decimal(0)) == "0 is below the scale of this scorecard (1 to 4)"
        with pytest.raises(InvalidEntityError, match="expected low below high"):
            Scale(4, 4)


class TestLetterNumber:
    def test_parts_are_read_where_certain(self) -> None:
        """A number of the ministry's form is split into its parts; the text stays as printed."""
        number = LetterNumber.parse("B-32/DJAI/HK.04.02/04/2022")
        parts = (number.sequence, number.unit, number.classification, number.month, number.year)
        assert parts == (32, "DJAI", "HK.04.02", 4, 2022)
        assert number.raw == "B-32/DJAI/HK.04.02/04/2022"

    @pytest.mark.parametrize("raw", ["54/MoU. KP/KHM/208", "B-32/DJAI/HK.04.02/13/2022"])
    def test_other_forms_stay_whole(self, raw: str) -> None:
        """A number of another form is kept, with a note and without parts."""
        number = LetterNumber.parse(raw)
        assert (number.raw, number.sequence) == (raw, None)
        assert number.note is not None
