"""
Trees of sums as one product with a vector.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from gm100.model.scorecard import Direction, Group, Indicator, Scale
from gm100.scoring.formula.arrays import computed
from gm100.scoring.formula.exact import value_of
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.linear import linear_of
from gm100.scoring.formula.tree import column, log, parameter
from gm100.scoring.methods.node import Solved, tree
from gm100.scoring.methods.registry import STANDARD


def card(method: Any = "arithmetic") -> Group:
    """A tree of two levels with goalposts, an output range and less being better."""
    stretched = Indicator("c", scale=Scale(0, 10), direction=Direction.LOWER, output=Scale(0, 1))
    inner = Group("i", children=(stretched, Indicator("d")), weight=3)
    return Group("g", children=(Indicator("a", normalise=("goalposts", 2, 9)), Indicator("b"), inner), aggregate=method)


class TestLinear:
    def test_the_sum_is_the_value(self) -> None:
        """Coefficients times columns, and the constant, come to what the formula computes."""
        formula = tree(card(), STANDARD, {})["g"].result
        found = linear_of(formula)
        assert found is not None
        row = dict(zip("abcd", (3, 5, 7, 9), strict=True))
        summed = sum(value_of(each, {}) * row[code] for code, each in found.coefficients.items())
        assert float(summed + value_of(found.constant, {})) == pytest.approx(float(value_of(formula, row)))

    def test_what_is_no_sum_has_no_coefficients(self) -> None:
        """A minimum, a product of columns and a logarithm are refused with nothing."""
        x, y = column("x"), column("y")
        assert linear_of(tree(card("minimum"), STANDARD, {})["g"].result) is None
        assert linear_of(x * y) is None
        assert linear_of(log(x) + y) is None
        assert linear_of(x / y) is None

    def test_draws_of_weights_are_one_product(self) -> None:
        """With weights as parameters, all draws over all units are a product of two matrices."""
        chance = random.Random(7)  # noqa: S311 - seeded numbers make data here, not secrets
        formula = tree(card(), STANDARD, {}, Solved(weights={code: parameter(code) for code in "abcdi"}))["g"].result
        found = linear_of(formula)
        assert found is not None
        drawn = {code: np.array([chance.uniform(1, 2) for _ in range(5)]) for code in "abcdi"}
        units = {code: [chance.uniform(0, 10) for _ in range(4)] for code in "abcd"}
        *shares, constant = computed(np, [*found.coefficients.values(), found.constant], drawn)
        values = np.stack(shares, axis=1) @ np.array([units[code] for code in found.coefficients]) + constant[:, None]
        fused = Fused([formula])
        for draw in range(5):
            weights = {code: float(column_of[draw]) for code, column_of in drawn.items()}
            assert values[draw].tolist() == pytest.approx(fused.table(units, weights))
