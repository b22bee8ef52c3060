"""
Programmes as regions really write them: every row of the collected plans fits the entity.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100 import PillarId, Programme, Source

TABLE = (Path(__file__).resolve().parents[2] / "tools/sources/programmes.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))
CODES = {
    "Kota Bogor": "32.71",
    "Kab. Wonosobo": "33.07",
    "Kab. Deli Serdang": "12.07",
    "Kab. Kulon Progo": "34.01",
    "Kab. Blitar": "35.05",
}
TEXTS = {
    "document": "document",
    "group": "group",
    "indicator": "indicator",
    "target": "target",
    "realised": "realised",
    "not_realised": "not_realised",
    "percent_printed": "percent_printed",
    "opd": "owner",
    "purpose": "purpose",
    "beneficiary": "beneficiary",
    "funding": "funding",
    "note": "note",
}


def years(cell: str) -> tuple[int, ...]:
    """The years of a cell: `2019`, `2019-2023`, `2020;2022`."""
    found: list[int] = []
    for part in filter(None, cell.split(";")):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def programme(row: dict[str, str]) -> Programme:
    """A programme of a row; a blank cell is not given."""
    fields: dict[str, Any] = {ours: row[theirs] for theirs, ours in TEXTS.items() if row[theirs]}
    if row["dimension"]:
        fields["pillar"] = PillarId(row["dimension"].removeprefix("Smart ").lower())
    if row["percent_computed"]:
        fields["percent"] = Decimal(row["percent_computed"])
    partners = tuple(part.strip() for part in row["partner"].split(";") if part.strip())
    return Programme(
        row["programme"],
        region=CODES[row["region"]],
        years=years(row["years"]),
        partners=partners,
        source=Source(row["document"], address=row["source"]),
        **fields,
    )


def test_the_rows_are_all_there() -> None:
    """The collection has 129 programmes."""
    assert len(ROWS) == 129


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["programme"][:40])
def test_every_row_fits_and_travels(row: dict[str, str]) -> None:
    """A row becomes a programme that holds every cell of it, and comes back from JSON the same."""
    made = programme(row)
    assert [getattr(made, ours) or "" for ours in TEXTS.values()] == [row[theirs] for theirs in TEXTS]
    assert gm100.loads(gm100.dumps(made)) == made


class TestFaults:
    """The faults of real plans are kept, not corrected."""

    def test_realisation_has_no_cap(self) -> None:
        """A realisation passes one hundred percent."""
        assert max(made.percent for row in ROWS if (made := programme(row)).percent is not None) == 270

    def test_targets_are_words(self) -> None:
        """A target has its unit, a realisation is a word."""
        assert {"30 UKM", "260454 SR"} <= {row["target"] for row in ROWS}
        assert "Terealisasi" in {programme(row).realised for row in ROWS}

    def test_years_need_not_follow_one_another(self) -> None:
        """A programme pauses a year, another has none."""
        found = {programme(row).years for row in ROWS}
        assert {(2020, 2022), ()} <= found

    def test_a_programme_is_listed_twice(self) -> None:
        """The rule on lists finds the programme that stands twice in the roadmap of Wonosobo."""
        listed = tuple(programme(row) for row in ROWS if row["document"].startswith("Roadmap"))
        plan = gm100.Masterplan(region="33.07", programmes=listed, from_year=2019, until_year=2023)
        dossier = gm100.Dossier(region="33.07", masterplans=(plan,))
        broken = gm100.check(dossier, on=date(2019, 12, 31), book="2019").broken
        twice = [finding.message.en for finding in broken if finding.rule == "GM100-MASTERPLAN-016"]
        assert twice == ["SI IKM - Mobile Apps IKM is listed twice"]
