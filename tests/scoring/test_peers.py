"""
The same numbers as pymcdm, where it is installed: an independent route to weights and closeness.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import gm100
from gm100 import Group, Indicator, Scorecard

np = pytest.importorskip("numpy")
methods = pytest.importorskip("pymcdm.methods")
weights = pytest.importorskip("pymcdm.weights")
normalizations = pytest.importorskip("pymcdm.normalizations")
pytestmark = pytest.mark.peers


def table(units: int = 20, indicators: int = 4) -> dict[str, list[Any]]:
    """A table of values from 1 to 10."""
    random = Random(11)  # noqa: S311 - a test draws no secrets
    columns: dict[str, list[Any]] = {"code": [f"u{n}" for n in range(units)]}
    return columns | {f"i{n}": [random.uniform(1, 10) for _ in range(units)] for n in range(indicators)}


def matrix(columns: dict[str, list[Any]]) -> Any:
    """The same as an array."""
    return np.array([column for code, column in columns.items() if code != "code"]).T


def found(columns: dict[str, list[Any]], **fields: Any) -> gm100.Scores:
    """The scores of one group over all indicators."""
    children = tuple(Indicator(code, weight=n) for n, code in enumerate(columns) if code != "code")
    scores: gm100.Scores = gm100.score(columns, Scorecard(id="x", root=Group("x", children=children, **fields)))
    return scores


@pytest.mark.parametrize(
    ("method", "peer"), [("entropy", "entropy_weights"), ("deviation", "standard_deviation_weights")]
)
def test_weights_from_data(method: str, peer: str) -> None:
    """Entropy and standard deviation."""
    columns = table()
    root = found(columns, weigh=method).fitted.root
    whole = sum(float(child.weight) for child in root.children)
    ours = [float(child.weight) / whole for child in root.children]
    assert ours == pytest.approx(list(getattr(weights, peer)(matrix(columns))), rel=1e-9)


def test_topsis() -> None:
    """Closeness to the best, with columns divided by their length."""
    columns = table()
    given = np.array([1.0, 2.0, 3.0, 4.0]) / 10
    peer = methods.TOPSIS(normalization_function=normalizations.vector_normalization)
    expected = peer(matrix(columns), given, np.ones(4))
    assert found(columns, aggregate="topsis").raw == pytest.approx(list(expected), rel=1e-9)


def test_weighted_product_orders_alike() -> None:
    """The geometric mean ranks units as the weighted product does."""
    columns = table()
    given = np.array([1.0, 2.0, 3.0, 4.0]) / 10
    expected = [float(np.prod(row**given)) for row in matrix(columns)]
    assert found(columns, aggregate="geometric").raw == pytest.approx(expected, rel=1e-12)
