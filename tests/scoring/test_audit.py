"""
Faulty instruments are named: what can be computed and is not what the regulation says.
"""

from __future__ import annotations

from typing import Any

import pytest

import gm100
from gm100 import Scale, Scorecard

PEMDI = gm100.scorecards()["pemdi-2026"]


def faults(card: Scorecard, **options: Any) -> list[tuple[str, str]]:
    """Where, and which."""
    return [(str(issue.path[0]), issue.code) for issue in gm100.audit(card, **options)]


def table(*weights: int) -> list[dict[str, Any]]:
    """An index of indicators with these weights."""
    return [{"code": "x"}, *({"code": f"n{k}", "parent": "x", "weight": w} for k, w in enumerate(weights))]


class TestShipped:
    @pytest.mark.parametrize("id_", list(gm100.scorecards()))
    def test_none_is_faulty(self, id_: str) -> None:
        """But for the two conventions that agencies use and that cannot give what the bands ask for."""
        known = {"skm-2017-0.11": [("bands", "bands-low")], "skm-2017-0.111": [("bands", "bands-low")]}
        assert faults(gm100.scorecards()[id_]) == known.get(id_, [])


class TestFaults:
    def test_a_weight_of_four_for_indicator_thirteen(self) -> None:
        """A public calculator has it so: its aspect says 10, and its indicators count otherwise."""
        bad = PEMDI.with_node("i13", weight=4, variant="calculator")
        assert faults(bad) == [("a5", "aspect"), ("i13", "weight"), ("i14", "weight")]

    @pytest.mark.parametrize(("weights", "found"), [((50, 49), 1), ((50, 50), 0), ((3, 2), 0), ((60, 30, 11), 1)])
    def test_weights_that_nearly_add_up(self, weights: tuple[int, ...], found: int) -> None:
        """99 and 101 were meant to be 100; 3 to 2 are proportions."""
        assert len(faults(Scorecard.from_table(table(*weights), id="mine"))) == found

    def test_the_bands_of_the_predecessor(self) -> None:
        """A public calculator grades the index of 2026 by the bands of 2020."""
        old = gm100.scorecards()["spbe-2020"].bands
        bad = _with(PEMDI, bands=old)
        assert faults(bad) == [("bands", "bands")]

    def test_a_top_without_a_band(self) -> None:
        """The highest band ends at 4.99, and the index can be 5."""
        bands = [*PEMDI.bands[:-1], gm100.Band("Memuaskan", 4, "4.99")]
        assert ("bands", "bands-high") in faults(_with(PEMDI, bands=bands))

    def test_a_scale_from_zero(self) -> None:
        """Levels run from 1, and nothing has the level 0."""
        bad = PEMDI.with_node("i13", scale=Scale(0, 5))
        assert faults(bad) == [("bands", "bands-low"), ("i13", "scale")]

    def test_zero_for_what_is_missing(self) -> None:
        """A missing level is not a level 0."""
        assert ("i13", "fill") in faults(PEMDI.with_node("a5", missing="fill", fill=0))

    def test_equal_weights_where_the_regulation_prints_others(self) -> None:
        """The plain mean of twenty indicators is another index, and is compared with the shipped one unasked."""
        plain = [{"code": "x"}, *({"code": i.id, "parent": "x", "scale": "1 to 5"} for i in PEMDI.indicators)]
        bad = Scorecard.from_table(plain, id="mine", bands=PEMDI.bands, round=2)
        assert {code for _, code in faults(bad)} == {"weight"}
        assert ("i20", "weight") in faults(bad)

    def test_an_indicator_that_is_not_there(self) -> None:
        """Against the scorecard that it should be."""
        assert ("i20", "indicator") in faults(PEMDI.without("i20"), against=PEMDI)


def _with(card: Scorecard, **changes: Any) -> Scorecard:
    from gm100.model._entity import evolve

    return evolve(card, id="calculator", **changes)
