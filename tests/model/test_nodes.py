"""
Scorecards as tables of nodes: read, written, and refused with everything that is wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

import gm100
from gm100 import DefinitionError, Direction, Group, Indicator, Rounding, RoundingMode, Scorecard

IMETA: dict[str, list[Any]] = {
    "Level": [1, 1, 1, 2, 2, 3, None],
    "iCode": ["LPI", "Tariff", "GDPpc", "Conn", "Sust", "Index", "Pop"],
    "iName": ["Logistics", "Tariffs", "Income", "Connectivity", "Sustainability", "All", "Population"],
    "Direction": [1, -1, 1, 1, 1, 1, 1],
    "Weight": [1.0, 1.0, 0.5, 1.0, 2.0, 1.0, 1.0],
    "Unit": ["Score 1-5", "Percent", "USD", None, None, None, "Million"],
    "Denominator": [None, None, "Pop", None, None, None, None],
    "Parent": ["Conn", "Conn", "Sust", "Index", "Index", None, None],
    "Type": ["Indicator", "Indicator", "Indicator", "Aggregate", "Aggregate", "Aggregate", "Denominator"],
}
"""A table as COINr's `iMeta` is written."""


def rows(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Its rows."""
    return [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]


def wrong(table: Any, **options: Any) -> list[tuple[str, str]]:
    """Where something is wrong, and which kind of fault it is."""
    with pytest.raises(DefinitionError) as caught:
        Scorecard.from_table(table, id="mine", **options)
    return [(", ".join(map(str, issue.path)), issue.code) for issue in caught.value.issues]


class TestRead:
    def test_coinr(self) -> None:
        """Its table is read as it is: tree, weights, directions, units; a column that only describes units is none."""
        card = Scorecard.from_table(IMETA, id="asem", normalise="minmax")
        assert [node.id for node in card.walk()] == ["Index", "Conn", "LPI", "Tariff", "Sust", "GDPpc"]
        tariff = card["Tariff"]
        assert (tariff.direction, tariff.name) == (Direction.LOWER, "Tariffs")
        assert {code: round(w, 3) for code, w in gm100.effective_weights(card).items()} == {
            "LPI": Decimal("0.167"),
            "Tariff": Decimal("0.167"),
            "GDPpc": Decimal("0.667"),
        }

    @pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "rows"])
    def test_frames(self, kind: str) -> None:
        """A frame of pandas, with NaN for what is missing, of Polars or of Arrow gives the same as columns."""
        table: Any = rows(IMETA) if kind == "rows" else pytest.importorskip(kind)
        if kind in {"pandas", "polars"}:
            table = table.DataFrame(IMETA)
        elif kind == "pyarrow":
            table = table.table(IMETA)
        assert Scorecard.from_table(table, id="asem") == Scorecard.from_table(IMETA, id="asem")

    def test_indonesian_headers(self) -> None:
        """A table in Indonesian."""
        table = [{"kode": "x"}, {"kode": "a", "induk": "x", "bobot": "2", "nama": "Satu", "skala": "1 sampai 5"}]
        (leaf,) = Scorecard.from_table(table, id="mine").indicators
        assert (leaf.name, str(leaf.weight), str(leaf.scale)) == ("Satu", "2", "1 to 5")

    def test_methods_with_parameters(self) -> None:
        """They are words, as the methods page writes them."""
        table = [{"code": "x", "aggregate": "geometric"}, {"code": "a", "parent": "x", "normalise": "goalposts 0 18"}]
        card = Scorecard.from_table(table, id="mine")
        assert [str(card.root.aggregate), str(card.indicators[0].normalise)] == ["geometric", "goalposts 0 18"]

    @pytest.mark.parametrize("mode", list(RoundingMode))
    def test_roundings(self, mode: RoundingMode) -> None:
        """They are words as well, the mode among them."""
        leaf = Indicator("a", round=Rounding(1, mode=mode), round_part=Rounding(2))
        card = Scorecard(id="mine", root=Group("x", children=(leaf,)))
        assert Scorecard.from_table(card.to_table(), id="mine") == card

    @pytest.mark.parametrize("id_", list(gm100.scorecards()))
    def test_every_scorecard_is_a_table(self, id_: str) -> None:
        """Written as a table and read again, each shipped definition is the same."""
        card = gm100.scorecards()[id_]
        fields: tuple[Any, ...] = attrs.fields(type(card))  # type: ignore[arg-type]  # made by our decorator
        head = {f.name: getattr(card, f.name) for f in fields if f.name != "root"}
        assert Scorecard.from_table(card.to_table(), **head) == card


class TestShares:
    TABLE = (
        {"code": "x"},
        {"code": "g", "parent": "x", "weight": 10},
        {"code": "a", "parent": "g", "weight": 6},
        {"code": "b", "parent": "g", "weight": 4},
        {"code": "c", "parent": "x", "weight": 90},
    )

    def test_shares_of_the_whole(self) -> None:
        """A group weighs what its indicators add up to, also where the table leaves it out."""
        without = [{k: v for k, v in row.items() if row["code"] != "g" or k != "weight"} for row in self.TABLE]
        for table in (self.TABLE, without):
            card = Scorecard.from_table(table, id="mine", weights="of_whole")
            assert [str(share) for share in gm100.effective_weights(card).values()] == ["0.06", "0.04", "0.9"]

    def test_ninety_nine(self) -> None:
        """Shares that do not add up are refused."""
        table = [row | {"weight": 89} if row["code"] == "c" else row for row in self.TABLE]
        assert wrong(table, weights="of_whole") == [("weight", "weights")]

    def test_a_group_that_contradicts_its_indicators(self) -> None:
        """So is a printed weight of a group that is another."""
        table = [row | {"weight": 11} if row["code"] == "g" else row for row in self.TABLE]
        assert wrong(table, weights="of_whole") == [("row 2, weight", "weight")]


class TestRefused:
    def test_everything_at_once(self) -> None:
        """Orphans, doubles, cycles, several roots, cells that cannot be: each has its row."""
        table = [
            {"code": "x", "parent": "y"},
            {"code": "x"},
            {"kode": "z", "parent": "z"},
            {"code": "t"},
            {"code": "u", "wieght": 3},
            {},
            {"code": "v", "parent": "t", "weight": "q", "scale": "5 1"},
            3,
        ]
        assert wrong(table) == [
            ("row 2, code", "duplicate"),
            ("row 6", "no-code"),
            ("row 8", "not-a-row"),
            ("row 1, parent", "unknown-parent"),
            ("parent", "roots"),
            ("row 3, parent", "cycle"),
            ("wieght", "unknown-column"),
            ("row 7, scale", "empty-scale"),
            ("row 7, weight", "wrong-type"),
            ("row 5, children", "not-allowed"),
        ]

    def test_types_and_levels_of_coinr(self) -> None:
        """What the table says of its own tree must be so."""
        table = rows(IMETA)
        table[3]["Type"], table[0]["Type"], table[4]["Level"] = "Indicator", "Aggregate", 3
        assert wrong(table) == [
            ("row 1, type", "type"),
            ("row 3, level", "level"),
            ("row 4, type", "type"),
            ("row 5, level", "level"),
        ]

    def test_nothing(self) -> None:
        """A table without rows says so."""
        assert wrong([]) == [("code", "no-rows")]

    def test_a_field_of_the_other_kind(self) -> None:
        """A group has no scale, and an indicator no aggregator."""
        table = [{"code": "x", "scale": "1 to 5"}, {"code": "a", "parent": "x", "aggregate": "geometric"}]
        assert wrong(table) == [("row 1, scale", "field"), ("row 2, aggregate", "field")]

    def test_codes_that_differ_by_case_alone(self) -> None:
        """Databases and spreadsheets would take them for one."""
        table = [{"code": "x"}, {"code": "LPI", "parent": "x"}, {"code": "lpi", "parent": "x"}]
        with pytest.raises(gm100.InvalidEntityError, match="upper and lower case alone"):
            Scorecard.from_table(table, id="mine")
