"""
TOPSIS and VIKOR as plug-ins of whole tables: best and worst change places for costs, and other libraries agree.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from gm100.errors import DuplicateMethodError
from gm100.scoring.methods.distance import NORMALISATIONS, topsis, vikor, with_distances
from gm100.scoring.methods.registry import STANDARD

METHODS = with_distances(STANDARD)
WEIGHTS = [Decimal("0.5"), Decimal("0.3"), Decimal("0.2")]
COLUMNS = [[250.0, 200.0, 300.0, 275.0], [16.0, 16.0, 32.0, 32.0], [12.0, 8.0, 16.0, 8.0]]
WORDS = ("cost", "benefit", "benefit")


def close(one: Any, other: Any) -> bool:
    """Whether two columns are the same to twelve digits."""
    return len(one) == len(other) and all(map(lambda a, b: math.isclose(a, b, abs_tol=1e-12), one, other))


class TestTopsis:
    @pytest.mark.parametrize(
        ("norm", "expected"), [("sum", 6 / 11), ("max", 9 / 17), ("minmax", 1 / 2), ("vector", 0.5349804)]
    )
    def test_normalisations(self, norm: str, expected: float) -> None:
        """By hand: of 1 and 3 beside 4 and 1, as shares of the sum, of the greatest, of the range and of the length."""
        assert topsis([1, 1], [[1.0, 3.0], [4.0, 1.0]], norm) == pytest.approx([expected, 1 - expected], rel=1e-6)

    def test_costs_swap_best_and_worst(self) -> None:
        """By hand: with two units and min-max the cheaper one is at the best."""
        assert topsis([1], [[3.0, 1.0, 2.0]], "minmax", "cost") == [0.0, 1.0, 0.5]

    @pytest.mark.parametrize("norm", NORMALISATIONS)
    @pytest.mark.parametrize("column", [[-3.0, -1.0], [-1.0, 0.0], [-1.0, 1.0], [-1.0, 3.0]])
    def test_below_zero_the_greater_is_better_too(self, norm: str, column: list[float]) -> None:
        """Shares of a sum or a greatest value that is not above 0 would turn the units round, and are refused."""
        if {"sum": sum(column), "max": max(column)}.get(norm, 1) > 0:
            assert topsis([1], [column], norm) == [0.0, 1.0]
        else:
            with pytest.raises(ValueError, match=f"{norm} divides a column by -?[0-9], which must be above 0"):
                topsis([1], [column], norm)

    def test_nothing_that_tells_units_apart(self) -> None:
        """Everybody gets the middle, and so does one unit; a child of weight 0 does not count."""
        assert topsis([1, 1], [[2.0, 2.0], [3.0, 3.0]]) == [0.5, 0.5]
        assert topsis([1], [[2.0]]) == [0.5]
        assert topsis([1, 0], [[1.0, 2.0], [2.0, 1.0]]) == [0.0, 1.0]


class TestVikor:
    def test_by_hand(self) -> None:
        """S and R of three units between goalposts, and Q half of each."""
        columns = [[0.0, 5.0, 10.0], [8.0, 8.0, 0.0]]
        # S = (.5, .25, .5), R = (.5, .25, .5): the middle one is the best by both.
        assert vikor([1, 1], columns) == [0.0, 1.0, 0.0]

    def test_v_weighs_the_whole_against_the_worst(self) -> None:
        """With v of 1 the sum decides, with 0 the greatest distance."""
        columns = [[10.0, 5.0, 0.0], [0.0, 4.0, 10.0], [10.0, 5.0, 0.0]]
        assert vikor([1, 1, 1], columns, 1)[0] == 1.0
        assert vikor([1, 1, 1], columns, 0)[1] == 1.0

    def test_nothing_that_tells_units_apart(self) -> None:
        """Everybody gets the middle."""
        assert vikor([1, 1], [[2.0, 2.0], [3.0, 3.0]]) == [0.5, 0.5]


class TestInterface:
    def test_they_are_known_by_name(self) -> None:
        """They are beside the others as methods of whole tables, and a name is taken once."""
        columns = [[0.0, 5.0, 10.0], [8.0, 8.0, 0.0]]
        known: Any = METHODS.aggregators["vikor"].columns
        assert known([1, 1], columns) == vikor([1, 1], columns)
        assert not METHODS.aggregators["vikor"].exact()
        with pytest.raises(DuplicateMethodError):
            with_distances(METHODS)

    @pytest.mark.parametrize(
        ("slug", "params", "good"),
        [
            ("topsis_of", (), True),
            ("topsis_of", ("minmax", "cost", "benefit"), True),
            ("topsis_of", ("logarithmic",), False),
            ("topsis_of", ("minmax", "less"), False),
            ("vikor", (Decimal("0.5"),), True),
            ("vikor", (Decimal("0.5"), "cost"), True),
            ("vikor", (Decimal("1.5"),), False),
            ("vikor", ("cost",), False),
        ],
    )
    def test_parameters_are_checked(self, slug: str, params: tuple[Any, ...], good: bool) -> None:  # noqa: FBT001 - what a case expects
        """A normalisation, or v, and then words."""
        assert (METHODS.aggregators[slug].check(params) is None) == good

    def test_a_word_for_each_child(self) -> None:
        """Words that do not fit the children are an error."""
        with pytest.raises(ValueError, match="got 2 words for 3 children"):
            topsis(WEIGHTS, COLUMNS, "vector", "cost", "benefit")


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore:Alternatives with indices")
class TestPeers:
    def test_pymcdm_says_the_same(self) -> None:
        """TOPSIS under every normalisation without costs and under min-max with them, and VIKOR with costs."""
        np = pytest.importorskip("numpy")
        methods = pytest.importorskip("pymcdm.methods")
        norms = pytest.importorskip("pymcdm.normalizations")
        table, weights, types = np.array(COLUMNS).T, np.array([0.5, 0.3, 0.2]), np.array([-1, 1, 1])
        theirs = {
            "vector": norms.vector_normalization,
            "sum": norms.sum_normalization,
            "max": norms.max_normalization,
            "minmax": norms.minmax_normalization,
        }
        assert theirs.keys() == NORMALISATIONS.keys()
        for slug, normalise in theirs.items():
            expected = methods.TOPSIS(normalise)(table, weights, np.array([1, 1, 1]))
            assert close(topsis(WEIGHTS, COLUMNS, slug), expected)
        expected = methods.TOPSIS(norms.minmax_normalization)(table, weights, types)
        assert close(topsis(WEIGHTS, COLUMNS, "minmax", *WORDS), expected)
        assert close(
            [1 - q for q in vikor(WEIGHTS, COLUMNS, Decimal("0.5"), *WORDS)], methods.VIKOR()(table, weights, types)
        )
