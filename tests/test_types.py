"""
What type checkers know of the six entities: mypy and pyright read this file, and it runs.
"""
# pyright: strict, reportUnnecessaryTypeIgnoreComment=true, reportUnusedExpression=false

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_type

import pytest

import gm100
from gm100 import BimtekSession, Evaluation, InvalidEntityError, MoU, PartialDate, Pillar, QuickWin, Region


class TestAccepted:
    def test_natural_forms_are_typed(self) -> None:
        """Texts, numbers, dates, lists and mappings are accepted where they are taken, and stored as one type."""
        region = Region(code="99.01", name="A", kind="kota", province="99", area_km2=1.5, aliases=["B"])
        assert_type(region.kind, gm100.RegionKind)
        assert_type(region.area_km2, Decimal | None)
        assert_type(region.aliases, tuple[str, ...])
        pillar = Pillar(id="living", name="a", goal="b", sub_dimensions=gm100.pillars()["living"].sub_dimensions)
        assert_type(pillar.id, gm100.PillarId)
        win = QuickWin(region=region, name="a", pillars=["living", gm100.PillarId.ECONOMY], criteria={"new": True})
        assert_type(win.region, str)
        assert_type(win.pillars, frozenset[gm100.PillarId])
        session = BimtekSession(region="99.01", stage=1, start=date(2018, 7, 9), end="2018-07-10", speakers=["A"])
        assert_type(session.stage, gm100.Stage | None)
        assert_type(session.start, PartialDate | None)
        agreement = MoU(region="99.01", ministry_number="54/MoU. KP/KHM/208", signed=2018, source="A letter")
        assert_type(agreement.ministry_number, gm100.LetterNumber | None)
        assert_type(agreement.source, gm100.Source | None)
        result = Evaluation(region="99.01", edition="made-up", year=2023, track="regular", scores={"output": 3.08})
        assert_type(result.track, gm100.Track | None)
        assert_type(result.scores, tuple[gm100.DimensionScore, ...])
        assert_type(gm100.DimensionScore("output", "3.08").value, Decimal)


class TestRefused:
    def test_other_types_are_refused_by_checkers_and_at_run_time(self) -> None:
        """What a constructor does not take is an error of the type checker before it is one of the program."""
        with pytest.raises(InvalidEntityError):
            Region(code="99.01", name="A", kind=3, province="99")  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            QuickWin(region="99.01", name="a", pillars=3)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            BimtekSession(region="99.01", stage=1, start=2.5)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            MoU(region="99.01", ministry_number=54)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            Evaluation(region="99.01", edition="made-up", year=2023, scores=3.08)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(InvalidEntityError):
            Pillar(id=None, name="a", goal="b", sub_dimensions=[])  # type: ignore[arg-type]  # what the test is about
