"""
The conformance file, read for the tests of every language that computes it.
"""

from __future__ import annotations

import json
import math
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from gm100 import Scorecard
from gm100.model.scorecard import Arithmetic
from gm100.scoring.engine.validate import is_exact
from gm100.scoring.methods.registry import STANDARD
from gm100.serializers import loads

FILE = Path(__file__).resolve().parents[2] / "docs" / "conformance" / "vectors.json"


@cache
def cases() -> list[dict[str, Any]]:
    """The cases of the file."""
    return list(json.loads(FILE.read_text(encoding="utf-8"))["cases"])


@cache
def cards() -> list[Scorecard]:
    """The scorecards of the cases."""
    found = [loads(json.dumps(case["card"])) for case in cases()]
    return [card for card in found if isinstance(card, Scorecard)]


def same(found: Any, expected: str | None, *, exact: bool) -> bool:
    """Whether two values are the same: exact ones to twenty decimals, floats to twelve digits."""
    if found is None or expected is None:
        return found is None and expected is None
    if exact:
        return Decimal(found) == Decimal(expected)
    return math.isclose(float(found), float(expected), rel_tol=1e-11, abs_tol=1e-11)


def in_decimals(card: Scorecard) -> bool:
    """Whether a card is computed in decimals."""
    return is_exact(card, STANDARD) and card.arithmetic is not Arithmetic.FLOAT


def beyond_sql(card: Scorecard, row: dict[str, Any]) -> str | None:
    """
    Why a row cannot be in columns of numbers, words and n/a, where it cannot.
    """
    for leaf in card.indicators:
        cell = row[leaf.id]
        words = leaf.normalise is not None and leaf.normalise.slug == "levels"
        if not words and isinstance(cell, str) and cell in {"x", "much"}:
            return "a text in a column of numbers"
    return None
