"""
Leave one out: ranks without an indicator or a group.
"""

from __future__ import annotations

from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, Scorecard, Weighting

ROWS: list[dict[str, Any]] = [
    {"code": "p", "name": "Alun", "x": 9, "y": 1, "z": 1},
    {"code": "q", "name": "Bukit", "x": 1, "y": 5, "z": 2},
    {"code": "r", "name": "Cendana", "x": 2, "y": 4, "z": 4},
]


def card(**root: Any) -> Scorecard:
    """Half for x, half for a group of y and z."""
    pair = Group("pair", name="The pair", children=(Indicator("y", weight=3), Indicator("z")))
    return Scorecard(id="small", root=Group("index", children=(Indicator("x"), pair), **root))


class TestLeaveOneOut:
    def test_the_ranks_without_each_node(self) -> None:
        """Worked out by hand: p 5, q 2.625, r 3 with all; without x only the pair counts."""
        found = gm100.leave_one_out(ROWS, card())
        ranks = {each.node: {s.unit: s.without for s in each.shifts} for each in found}
        assert ranks == {
            "x": {"p": 3, "r": 2, "q": 1},  # 1, 4, 4.25
            "pair": {"p": 1, "r": 2, "q": 3},  # 9, 2, 1
            "y": {"p": 1, "r": 2, "q": 3},  # 5, 3, 1.5
            "z": {"p": 1, "r": 2, "q": 2},  # 5, 3, 3
        }
        assert found["x"].mean_shift == pytest.approx(4 / 3)
        assert found["x"].greatest_shift == 2
        assert found["x"]["p"].shift == 2
        assert found["z"]["q"].shift == -1

    def test_it_is_ranking_by_the_scorecard_without_the_node(self) -> None:
        """Its weight goes to its siblings in proportion, as `without` has it."""
        rows = [{key: cell for key, cell in row.items() if key != "y"} for row in ROWS]
        ranking = gm100.rank(rows, card().without("y"))
        assert {s.unit: s.without for s in gm100.leave_one_out(ROWS, card(), ["y"])["y"].shifts} == {
            place.unit: place.rank for place in ranking
        }

    def test_all_but_what_would_leave_nothing(self) -> None:
        """In the order of the scorecard, groups among them; an only indicator stays."""
        assert [each.node for each in gm100.leave_one_out(ROWS, card())] == ["x", "pair", "y", "z"]
        only = Scorecard(id="only", root=Group("index", children=(Indicator("x"),)))
        assert len(gm100.leave_one_out([{"code": "p", "x": 1}], only)) == 0

    def test_what_is_left_without_weight_goes_too(self) -> None:
        """A group of nothing but weights of 0 has no value; where it is the index, the node stays."""
        pair = Group("pair", children=(Indicator("y"), Indicator("z", weight=0)))
        scorecard = Scorecard(id="small", root=Group("index", children=(Indicator("x"), pair)))
        assert scorecard.without("y").root == scorecard.without("pair").root
        found = gm100.leave_one_out(ROWS, scorecard)
        assert found["y"].shifts == found["pair"].shifts
        alone = Scorecard(id="alone", root=pair)
        rows = [{"code": row["code"], "y": row["y"], "z": row["z"]} for row in ROWS]
        assert [each.node for each in gm100.leave_one_out(rows, alone)] == ["z"]
        with pytest.raises(gm100.InvalidEntityError):
            alone.without("y")

    def test_weights_from_the_data_are_shared_out_and_not_found_anew(self) -> None:
        """What entropy gave to the nodes that stay keeps its proportions."""
        derived = card(weigh="critic").with_node("pair", weigh=gm100.Method("entropy"))
        fitted = gm100.score(ROWS, derived).fitted
        one, two = gm100.leave_one_out(ROWS, derived, ["z"]), gm100.leave_one_out(ROWS, fitted, ["z"])
        assert [s.without for s in one["z"].shifts] == [s.without for s in two["z"].shifts]

    def test_verbatim_weights_become_shares(self) -> None:
        """They no longer add up, and the index is still on its scale."""
        verbatim = Scorecard(
            id="verbatim",
            root=Group(
                "index",
                weighting=Weighting.VERBATIM,
                children=(Indicator("x", weight="0.5"), Indicator("y", weight="0.3"), Indicator("z", weight="0.2")),
            ),
        )
        assert gm100.leave_one_out(ROWS, verbatim, ["x"])["x"]["p"].without == 3

    def test_what_does_not_exist_is_refused(self) -> None:
        """Before anything is computed; and only what was left out can be asked for."""
        with pytest.raises(gm100.UnknownIdError):
            gm100.leave_one_out(ROWS, card(), ["nowhere"])
        found = gm100.leave_one_out(ROWS, card(), ["x"])
        with pytest.raises(gm100.UnknownIdError, match="unknown node 'y' of those left out"):
            found["y"]
        with pytest.raises(gm100.UnknownIdError):
            found["x"]["nobody"]

    def test_progress(self) -> None:
        """One step a node."""
        seen: list[tuple[int, int]] = []
        gm100.leave_one_out(ROWS, card(), progress=lambda done, total: seen.append((done, total)))
        assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def test_it_prints_and_travels(self) -> None:
        """A line a node; an omission is a document like any other."""
        found = gm100.leave_one_out(ROWS, card())
        assert str(found).splitlines() == [
            "without  mean shift  greatest",
            "x              1.33         2",
            "pair           0.00         0",
            "y              0.00         0",
            "z              0.33         1",
        ]
        assert found.to_rows()[1] == {"node": "pair", "mean_shift": 0, "greatest_shift": 0}
        assert gm100.loads(gm100.dumps(found["pair"])) == found["pair"]

    def test_a_unit_that_loses_its_index(self) -> None:
        """It has no shift, and does not count in the mean."""
        rows = [*ROWS, {"code": "s", "x": 3}]
        gappy = card(missing=gm100.Missing.SKIP).with_node("pair", missing=gm100.Missing.SKIP)
        found = gm100.leave_one_out(rows, gappy, ["x"])["x"]
        assert found["s"].without is None
        assert found["s"].shift is None
        assert found.greatest_shift == 3
