"""
The last column of the table of awkward input in `docs/explanation/comparison.md`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, InvalidEntityError, Scorecard, ScoringError, Weighting

TABLE: dict[str, list[Any]] = {
    "code": ["p", "q", "r", "s"],
    "a": [10.0, 20.0, 30.0, 40.0],
    "b": [4.0, 3.0, 2.0, 1.0],
    "c": [1.0, 5.0, 3.0, 2.0],
}


def card(*weights: str, **fields: Any) -> Scorecard:
    """Three criteria between the least and the greatest, as a weighted sum."""
    pairs = zip("abc", weights or ("1", "1", "1"), strict=True)
    children = tuple(Indicator(code, weight=weight, normalise="minmax") for code, weight in pairs)
    return Scorecard(id="awkward", root=Group("index", children=children, **fields))


def scored(columns: dict[str, list[Any]]) -> gm100.Scores:
    """The scores of a table with equal weights."""
    scores: gm100.Scores = gm100.score(columns, card())
    return scores


class TestAwkwardInput:
    def test_one_nan(self) -> None:
        """A missing value, and so refused, with unit and indicator."""
        with pytest.raises(ScoringError, match="r, b: has no value"):
            scored({**TABLE, "b": [4.0, 3.0, float("nan"), 1.0]})

    def test_one_gap(self) -> None:
        """Refused as well, unless the scorecard says what to do; then the others share its weight."""
        gap = {**TABLE, "b": [4.0, 3.0, None, 1.0]}
        with pytest.raises(ScoringError, match="r, b: has no value"):
            scored(gap)
        found = gm100.score(gap, card(missing=gm100.Missing.SKIP))["r"]
        assert found["a"].weight == found["c"].weight == Decimal("0.5")

    def test_a_constant_column(self) -> None:
        """Everybody gets the middle of the range, so it moves nobody."""
        scores = scored({**TABLE, "b": [7.0, 7.0, 7.0, 7.0]})
        assert {str(result["b"].value) for result in scores} == {"0.5"}
        without = gm100.score({k: v for k, v in TABLE.items() if k != "b"}, card().without("b"))
        assert gm100.scoring.ranks(scores.values) == gm100.scoring.ranks(without.values)

    def test_weights_that_add_up_to_more(self) -> None:
        """Divided by their sum; as they stand only where the definition says so and means it."""
        scores = gm100.score(TABLE, card("0.5", "0.5", "0.3"))
        assert all(value is not None and 0 <= value <= 1 for value in scores.values)
        with pytest.raises(InvalidEntityError, match=r"add up to 1\.3, expected 1"):
            card("0.5", "0.5", "0.3", weighting=Weighting.VERBATIM)

    def test_a_negative_weight(self) -> None:
        """Refused when the definition is made."""
        with pytest.raises(InvalidEntityError, match="0 or more"):
            card("0.7", "0.6", "-0.3")

    @pytest.mark.parametrize(
        ("ties", "expected"),
        [("min", [2, 2, 1, 4]), ("dense", [2, 2, 1, 3]), ("average", [2.5, 2.5, 1, 4]), ("ordinal", [2, 3, 1, 4])],
    )
    def test_ties(self, ties: str, expected: list[float]) -> None:
        """The rule has a name, and the default is that of sports."""
        assert gm100.scoring.ranks([Decimal(3), Decimal(3), Decimal(4), Decimal(1)], ties) == expected

    def test_one_unit(self) -> None:
        """The middle of the range, and the first of one."""
        scores = scored({code: cells[:1] for code, cells in TABLE.items()})
        assert [str(value) for value in scores.values] == ["0.5"]
        assert gm100.scoring.ranks(scores.values) == [1]

    def test_names_that_sort_oddly(self) -> None:
        """Twelve criteria c0 to c11 keep their own weights."""
        children = tuple(Indicator(f"c{n}", weight=n + 1) for n in range(12))
        scorecard = Scorecard(id="x", root=Group("x", children=children))
        row = {"code": "u", **{f"c{n}": 1 if n == 2 else 0 for n in range(11, -1, -1)}}
        assert gm100.score(row, scorecard).unrounded == gm100.effective_weights(scorecard)["c2"]


def test_a_float_stands_for_its_shortest_digits() -> None:
    """In a table and in a constructor 3.08 is just that, a sum keeps its tail, and a JSON document is refused."""
    scorecard = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)))
    for given, exact in ((3.08, "3.08"), (0.1 + 0.2, "0.30000000000000004")):
        assert gm100.score({"code": "u", "a": given}, scorecard).unrounded == Decimal(exact)
        assert gm100.DimensionScore("output", given).value == Decimal(exact)
    with pytest.raises(gm100.DocumentError, match=r"put it in quotes"):
        gm100.loads(gm100.dumps(gm100.DimensionScore("output", "3.08")).replace('"3.08"', "3.08"))
