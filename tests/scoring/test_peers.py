"""
The same numbers as pymcdm and scikit-criteria, where they are installed: independent routes to weights and scores.
"""

from __future__ import annotations

import math
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
from libraries import Later

import gm100
from gm100 import Direction, Group, Indicator, Scorecard

methods = Later("pymcdm.methods")
helpers = Later("pymcdm.helpers")
weights = Later("pymcdm.weights")
normalizations = Later("pymcdm.normalizations")
skcriteria = Later("skcriteria")
simple = Later("skcriteria.agg.simple")
topsis = Later("skcriteria.agg.topsis")
scalers = Later("skcriteria.preprocessing.scalers")
weighters = Later("skcriteria.preprocessing.weighters")
pytestmark = pytest.mark.peers

GIVEN = [0.1, 0.2, 0.3, 0.4]
PEERS = ("pymcdm", "scikit-criteria")


def table(units: int = 20, indicators: int = 4) -> dict[str, list[Any]]:
    """A table of values from 1 to 10."""
    random = Random(11)  # noqa: S311 - a test draws no secrets
    columns: dict[str, list[Any]] = {"code": [f"u{n}" for n in range(units)]}
    return columns | {f"i{n}": [random.uniform(1, 10) for _ in range(units)] for n in range(indicators)}


TABLE = table()
MATRIX = np.array([column for code, column in TABLE.items() if code != "code"]).T
BENEFITS = np.ones(4)


@cache
def problem() -> Any:
    """The table as scikit-criteria has it."""
    return skcriteria.mkdm(MATRIX, [max] * 4, weights=GIVEN)


def found(normalise: Any = None, *, direction: Direction = Direction.HIGHER, **fields: Any) -> gm100.Scores:
    """The scores of one group over all indicators, weighted 1 to 4."""
    children = tuple(
        Indicator(code, weight=n, normalise=normalise, direction=direction)
        for n, code in enumerate(TABLE)
        if code != "code"
    )
    scores: gm100.Scores = gm100.score(TABLE, Scorecard(id="x", root=Group("x", children=children, **fields)))
    return scores


def shares(scores: gm100.Scores) -> list[float]:
    """The weights that were found."""
    children = scores.fitted.root.children
    whole = sum(float(child.weight) for child in children)
    return [float(child.weight) / whole for child in children]


def normalised(method: Any) -> list[float]:
    """The first column after a normaliser."""
    card = Scorecard(id="x", root=Group("x", children=(Indicator("i0", normalise=method),)))
    return list(map(float, gm100.score({"code": TABLE["code"], "i0": TABLE["i0"]}, card).raw))


class TestWeights:
    @pytest.mark.parametrize(
        ("method", "one", "other"),
        [
            ("entropy", "entropy_weights", "EntropyWeighter"),
            ("deviation", "standard_deviation_weights", "StdWeighter"),
        ],
    )
    def test_by_how_values_differ(self, method: str, one: str, other: str) -> None:
        """Entropy and standard deviation."""
        ours = shares(found(weigh=method))
        assert ours == pytest.approx(list(getattr(weights, one)(MATRIX)), rel=1e-9)
        assert ours == pytest.approx(list(getattr(weighters, other)().transform(problem()).weights), rel=1e-9)

    def test_by_what_only_they_tell(self) -> None:
        """CRITIC, which both peers compute after columns are normalised by least and greatest value."""
        ours = shares(found("minmax", weigh="critic"))
        assert ours == pytest.approx(list(weights.critic_weights(MATRIX)), rel=1e-9)
        assert ours == pytest.approx(list(weighters.CRITIC(scale=True).transform(problem()).weights), rel=1e-9)


class TestNormalisers:
    @pytest.mark.parametrize(
        ("method", "scaler"),
        [
            ("minmax", "MinMaxScaler"),
            ("fraction_of_max", "MaxAbsScaler"),
            (("fraction", math.fsum(TABLE["i0"])), "SumScaler"),
            (("fraction", math.hypot(*TABLE["i0"])), "VectorScaler"),
            (("zscore", "population"), "StandarScaler"),
        ],
    )
    def test_of_scikit_criteria(self, method: Any, scaler: str) -> None:
        """Least and greatest, greatest, sum, length, mean and deviation."""
        expected = getattr(scalers, scaler)("matrix").transform(problem()).matrix.to_numpy()[:, 0]
        assert normalised(method) == pytest.approx(list(expected), rel=1e-9)

    @pytest.mark.parametrize(
        ("method", "peer"),
        [
            ("minmax", "minmax_normalization"),
            ("fraction_of_max", "max_normalization"),
            (("fraction", math.fsum(TABLE["i0"])), "sum_normalization"),
            (("fraction", math.hypot(*TABLE["i0"])), "vector_normalization"),
        ],
    )
    def test_of_pymcdm(self, method: Any, peer: str) -> None:
        """The same four."""
        expected = getattr(normalizations, peer)(MATRIX[:, 0])
        assert normalised(method) == pytest.approx(list(expected), rel=1e-9)


class TestScores:
    @pytest.mark.parametrize("peer", PEERS)
    def test_weighted_sum(self, peer: str) -> None:
        """Of columns between their least and greatest value, with the ranks that follow."""
        scores = found("minmax")
        if peer == "pymcdm":
            expected = methods.WSM(normalizations.minmax_normalization)(MATRIX, np.array(GIVEN), BENEFITS)
            places = helpers.rrankdata(expected)
        else:
            result = simple.WeightedSumModel().evaluate(scalers.MinMaxScaler("matrix").transform(problem()))
            expected, places = result.e_.score, result.rank_
        assert scores.raw == pytest.approx(list(expected), rel=1e-9)
        assert gm100.scoring.ranks(scores.values) == list(places)

    def test_weighted_sum_where_less_is_better(self) -> None:
        """The best is the least."""
        peer = methods.WSM(normalizations.minmax_normalization)
        expected = peer(MATRIX, np.array(GIVEN), -BENEFITS)
        assert found("minmax", direction=Direction.LOWER).raw == pytest.approx(list(expected), rel=1e-9)

    @pytest.mark.parametrize("peer", PEERS)
    def test_closeness(self, peer: str) -> None:
        """TOPSIS, with columns divided by their length."""
        if peer == "pymcdm":
            method = methods.TOPSIS(normalization_function=normalizations.vector_normalization)
            expected = method(MATRIX, np.array(GIVEN), BENEFITS)
        else:
            scaled = scalers.VectorScaler("matrix").transform(problem())
            expected = topsis.TOPSIS().evaluate(scaled).e_.similarity
        assert found(aggregate="topsis").raw == pytest.approx(list(expected), rel=1e-9)

    def test_weighted_product(self) -> None:
        """scikit-criteria gives its logarithm, to the base of ten."""
        expected = 10 ** simple.WeightedProductModel().evaluate(problem()).e_.score
        assert found(aggregate="geometric").raw == pytest.approx(list(expected), rel=1e-12)

    def test_weighted_product_of_shares(self) -> None:
        """Where columns are divided by their sums first, as pymcdm does, all units change by one factor."""
        expected = methods.WPM()(MATRIX, np.array(GIVEN), BENEFITS)
        ours = found(aggregate="geometric").raw
        assert [x / ours[0] for x in ours] == pytest.approx(list(expected / expected[0]), rel=1e-9)
