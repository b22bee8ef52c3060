"""
What is known of a formula as soon as it is written.
"""

from __future__ import annotations

import pytest

from gm100.scoring.formula.tree import FALSE, TRUE, column, lift


class TestComparisons:
    @pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 2), (2, 1)])
    def test_of_two_constants_are_known(self, one: int, other: int) -> None:
        """On both sides of being equal; nothing is left to compute."""
        truth = {True: TRUE, False: FALSE}
        made = (lift(one) < other, lift(one) <= other, lift(one) > other, lift(one) >= other)
        assert made == tuple(truth[each] for each in (one < other, one <= other, one > other, one >= other))

    def test_of_a_column_is_a_formula(self) -> None:
        """Its values come later."""
        assert (column("a") < 1).op == "<"
