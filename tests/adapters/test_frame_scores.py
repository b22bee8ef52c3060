"""
Scores in frames: the published indices on every engine, equal to the core on anything drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st

import gm100
from gm100 import (
    EngineLimitError,
    Group,
    Indicator,
    Missing,
    Rounding,
    RoundingMode,
    Scale,
    Scorecard,
    ScoringError,
    Weighting,
)
from gm100.adapters import score_frame

pytestmark = pytest.mark.filterwarnings("default")  # What an engine warns of is its own affair.

PUBLISHED = {"kominfo-2022-early": 38, "kominfo-2023-regular": 72, "kominfo-2023-kppn-ikn": 58}
NO_RANK = {"dask"}
NO_RANK_BY_PARTS = {"dask", "pyarrow"}
EXAMPLES = {"ibis": 8, "dask": 3, "sqlframe": 3, "pyspark": 3}
"""How many scorecards a slow engine is tried on."""


def published(id_: str) -> dict[str, list[Any]]:
    """Return a published table as columns of floats, as analysts keep it."""
    found = gm100.evaluations(scorecard=id_)
    names = [i.id for i in gm100.scorecards()[id_].indicators]
    columns: dict[str, list[Any]] = {
        "code": [e.region for e in found],
        "participated": [e.participated for e in found],
    }
    return columns | {name: [float(e.score_of(name) or 0) for e in found] for name in names}


def exact(value: float) -> Decimal:
    """Return the decimal that a float stands for."""
    return Decimal(repr(float(value)))


class TestPublishedIndices:
    @pytest.mark.parametrize("id_", PUBLISHED)
    def test_every_one_is_reproduced_on_every_engine(self, engine: Any, id_: str) -> None:
        """Every published index comes out to the last digit, with the ranks and the absent of the core."""
        card = gm100.scorecards()[id_]
        ranking = gm100.rank(gm100.evaluations(scorecard=id_), card)
        ranks = engine.name not in NO_RANK
        rows = engine.rows(score_frame(engine.make(published(id_)), card, rank=ranks))
        scored = [row for row in rows if row["status"] == "scored"]
        assert len(scored) == PUBLISHED[id_]
        for row in scored:
            result = ranking[row["code"]]
            assert exact(row["index"]) == result.value == result.published
            assert all(exact(row[f"value_{i.id}"]) == result[i.id].value for i in card.indicators)
            assert not ranks or row["rank"] == ranking.rank_of(row["code"])
        others = {row["code"]: (row["status"], row["index"]) for row in rows if row not in scored}
        assert others == {place.unit: ("absent", None) for place in ranking.unranked}
