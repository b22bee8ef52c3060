"""
Scorecards as someone writes them by hand: what cannot be computed is refused by every exit, and the rest comes out the
same from each.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from libraries import Later

import gm100
from gm100 import Group, Indicator, Missing, Scale, Scorecard
from gm100.adapters import score_frame, workbook
from gm100.errors import DefinitionError, EngineLimitError, ScoringError
from gm100.scoring import compiled

SCALE = Scale(0, 5)


def card(*children: Any, **fields: Any) -> Scorecard:
    """A scorecard of one group."""
    return Scorecard(id="odd", root=Group("index", children=children, **fields))


EXITS: dict[str, Callable[[Scorecard, Path], object]] = {
    "score": lambda odd, _: gm100.score([], odd),
    "compiled": lambda odd, _: compiled(odd),
    "js": lambda odd, _: gm100.export_scorecard(odd, "js"),
    "sql": lambda odd, _: gm100.export_scorecard(odd, "sql"),
    "form": lambda odd, folder: workbook.write_form(odd, folder / "x.xlsx"),
    "sensitivity": lambda odd, _: gm100.sensitivity([], odd),
    "leave_one_out": lambda odd, _: gm100.leave_one_out([], odd),
    "panel": lambda odd, _: gm100.panel({2020: []}, odd),
}
WRONG: dict[str, tuple[Scorecard, str]] = {
    "a method that is none": (card(Indicator("a", scale=SCALE), aggregate="vikor"), "'vikor' is not a method"),
    "parameters that lack": (
        card(Indicator("a", scale=SCALE, normalise="standard")),
        "standard takes mean, deviation, centre, width as numbers",
    ),
    "a range that depends on weights to be found": (
        card(Indicator("a", scale=SCALE), aggregate="sum", weigh="equal", output=(0, 100)),
        "the range of the children is not known",
    ),
    "goalposts that are one": (card(Indicator("a", scale=SCALE, normalise=("goalposts", 5, 5))), "both goalposts"),
}


class TestWrong:
    @pytest.mark.parametrize("way", EXITS)
    @pytest.mark.parametrize("kind", WRONG)
    def test_every_exit_says_the_same(self, kind: str, way: str, tmp_path: Path) -> None:
        """What `check_scorecard` says, and nothing from inside."""
        odd, message = WRONG[kind]
        with pytest.raises(DefinitionError, match=message):
            EXITS[way](odd, tmp_path)

    @pytest.mark.parametrize("kind", WRONG)
    def test_an_audit_looks_at_the_rest(self, kind: str) -> None:
        """Of a method that is not known, such as that of a plug-in, no range is known."""
        odd, _ = WRONG[kind]
        filled = odd.with_node("index", missing=Missing.FILL, fill=9)
        assert [issue.code for issue in gm100.audit(filled)] == ["fill"] * (kind != "parameters that lack")

    @pytest.mark.parametrize(
        ("way", "weight"), [("compiled", "1e400"), ("compiled", "1e308"), ("js", "1e400"), ("sql", "1e400")]
    )
    def test_numbers_that_no_float_can_be(self, way: str, weight: str, tmp_path: Path) -> None:
        """A weight of such a size, and weights that add up to it."""
        odd = card(*(Indicator(code, weight=weight) for code in "ab"), aggregate="geometric")
        with pytest.raises((DefinitionError, EngineLimitError), match="greater than floats can be"):
            EXITS[way](odd, tmp_path)

    def test_parts_that_no_float_can_be(self) -> None:
        """The value is one, and what children carry of it is not."""
        inner = Group("inner", children=(Indicator("a"),), aggregate="harmonic", factor=Decimal("1e200"))
        scores = gm100.score([{"code": "p", "a": 3}], card(inner, aggregate="harmonic"))
        with pytest.raises(ScoringError, match="p, index: what a child carries of the value is greater than floats"):
            scores[0]


class TestTheSame:
    @pytest.mark.libraries
    def test_a_group_that_is_filled_shows_its_children(self) -> None:
        """It has no value of its own, in the tree, in a frame and in an exported query."""
        pandas, duckdb = Later("pandas"), Later("duckdb")
        inner = Group("inner", children=(Indicator("a"),), missing=Missing.PROPAGATE)
        odd = card(inner, Indicator("b"), missing=Missing.FILL, fill=2)
        (found,) = gm100.score([{"code": "p", "a": None, "b": None}], odd)
        assert [found.value, found["inner"].value, found["b"].value] == [Decimal(2), None, Decimal(2)]
        frame = pandas.DataFrame({"code": ["p"], "a": [float("nan")], "b": [float("nan")]})
        scored = score_frame(frame, odd)
        assert (scored["index"][0], scored["value_b"][0]) == (2, 2)
        assert scored["value_inner"].isna().all()
        base = duckdb.connect()
        base.execute("CREATE TABLE units AS SELECT 'p' AS code, NULL::DOUBLE AS a, NULL::DOUBLE AS b")
        assert base.execute(gm100.export_scorecard(odd, "sql")).fetchall() == [("p", 2, None, None, 2, None)]

    def test_parts_of_a_form_look_at_all_children(self, tmp_path: Path) -> None:
        """Where a group is stretched, what one child carries depends on the others, and those are below it."""
        leaves = [Indicator(code, scale=SCALE, normalise=("log_goalposts", 1, 5)) for code in "ab"]
        odd = card(*leaves, output=Scale(1, 100))
        workbook.write_form(odd, tmp_path / "x.xlsx")
        cover = pytest.importorskip("openpyxl").load_workbook(tmp_path / "x.xlsx")["form"]
        parts = {cover[f"A{row}"].value: cover[f"G{row}"].value for row in range(13, 16)}
        assert {code: "F14" in text for code, text in parts.items() if text} == {"a": True, "b": True}
