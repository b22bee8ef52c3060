"""
Sobol indices: the estimators on functions whose indices are known, and the ranking on top of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from math import pi, sin
from typing import Any

import pytest

import gm100
from gm100 import AggregatorChoice, Group, Indicator, MeasurementError, Scale, Scorecard, WeightShare
from gm100.scoring.uncertainty.draws import uniforms
from gm100.scoring.uncertainty.indices import Outputs, estimates, first_order, total_order, variance
from gm100.scoring.uncertainty.repeated import RepeatedTable

A, B = 7.0, 0.1


def ishigami(x: Sequence[float]) -> float:
    """The test function of Ishigami and Homma (1990)."""
    return sin(x[0]) + A * sin(x[1]) ** 2 + B * x[2] ** 4 * sin(x[0])


def design(function: Callable[[Sequence[float]], float], count: int) -> Outputs:
    """The outputs of a function of three variables between -pi and pi."""

    def rows(name: str) -> list[list[float]]:
        flat = [pi * (2 * u - 1) for u in uniforms(f"ishigami:{name}", 3 * count)]
        return [flat[i : i + 3] for i in range(0, 3 * count, 3)]

    a, b = rows("a"), rows("b")
    mixed = [[[y[j] if j == k else x[j] for j in range(3)] for x, y in zip(a, b, strict=True)] for k in range(3)]
    return Outputs([function(x) for x in a], [function(x) for x in b], [[function(x) for x in rows] for rows in mixed])


@cache
def outputs() -> Outputs:
    """Those of the test function."""
    return design(ishigami, 8192)


class TestIshigami:
    def test_the_variance(self) -> None:
        """Known in closed form."""
        exact = A**2 / 8 + B * pi**4 / 5 + B**2 * pi**8 / 18 + 0.5
        assert variance([*outputs().a, *outputs().b]) == pytest.approx(exact, rel=0.03)

    def test_the_indices(self) -> None:
        """First and total order are known in closed form; each lies within its interval, or close by."""
        whole = A**2 / 8 + B * pi**4 / 5 + B**2 * pi**8 / 18 + 0.5
        one, two = 0.5 * (1 + B * pi**4 / 5) ** 2, A**2 / 8
        both = B**2 * pi**8 * (1 / 18 - 1 / 50)
        first = [one / whole, two / whole, 0.0]
        total = [(one + both) / whole, two / whole, both / whole]
        found = estimates(outputs(), label="test", resamples=60, confidence=0.99)
        for (s, st), exact_first, exact_total in zip(found, first, total, strict=True):
            assert s.value == pytest.approx(exact_first, abs=0.03)
            assert st.value == pytest.approx(exact_total, abs=0.03)
            assert s.low <= s.value <= s.high
            assert s.low - 0.01 <= exact_first <= s.high + 0.01
            assert st.low - 0.01 <= exact_total <= st.high + 0.01

    @pytest.mark.peers
    def test_salib_finds_the_same(self) -> None:
        """On the same outputs, to the last digits."""
        np = pytest.importorskip("numpy")
        sobol = pytest.importorskip("SALib.analyze.sobol")
        rows = zip(outputs().a, *outputs().ab, outputs().b, strict=True)
        problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-pi, pi]] * 3}
        peer = sobol.analyze(problem, np.array([y for row in rows for y in row]), calc_second_order=False, seed=1)
        centred = outputs().centred()
        assert [first_order(centred, k, centred.spread()) for k in range(3)] == pytest.approx(
            list(peer["S1"]), abs=1e-9
        )
        assert [total_order(centred, k, centred.spread()) for k in range(3)] == pytest.approx(
            list(peer["ST"]), abs=1e-9
        )


class TestEstimators:
    def test_a_sum_has_no_interactions(self) -> None:
        """Shares of the variance are those of the squares of the coefficients."""
        outputs = design(lambda x: x[0] + 2 * x[1], 4096).centred()
        assert [round(first_order(outputs, k, outputs.spread()), 1) for k in range(3)] == [0.2, 0.8, 0.0]
        assert [round(total_order(outputs, k, outputs.spread()), 1) for k in range(3)] == [0.2, 0.8, 0.0]
        assert total_order(outputs, 2, outputs.spread()) == 0

    def test_where_nothing_varies_nobody_answers_for_it(self) -> None:
        """All are 0."""
        outputs = design(lambda _: 3.0, 10)
        assert first_order(outputs, 0, outputs.spread()) == total_order(outputs, 0, 0.0) == 0


def card() -> Scorecard:
    """A mean of two indicators of which one differs little."""
    children = (Indicator("wide", scale=Scale(0, 10)), Indicator("narrow", scale=Scale(0, 10)))
    return Scorecard(id="two", root=Group("index", children=children))


ROWS: list[dict[str, Any]] = [
    {"code": f"u{i:02}", "wide": str(round(10 * u, 2)), "narrow": str(round(5 + v, 2))}
    for i, (u, v) in enumerate(zip(uniforms("wide", 25), uniforms("narrow", 25), strict=True))
]


class TestSobol:
    def test_the_greater_error_answers_for_the_greater_share(self) -> None:
        """An error of 3 points moves ranks, one of a hundredth does not."""
        factors = (MeasurementError("wide", half_width=3), MeasurementError("narrow", half_width=0.01))
        found = gm100.sobol(ROWS, card(), factors, samples=60, resamples=30, of="u03")
        wide, narrow = found.indices
        assert wide.total > 0.9
        assert narrow.total < 0.1
        assert found.output == "rank of u03"
        assert wide.label == "error of wide, within 3"

    def test_a_factor_without_width_has_no_share(self) -> None:
        """Its total order is 0, and that of the only other one is about 1."""
        factors = (WeightShare("wide", share=0), AggregatorChoice("index", ("arithmetic", "minimum")))
        found = gm100.sobol(ROWS, card(), factors, samples=200, resamples=20)
        assert found.indices[0].total == 0
        assert found.indices[1].total == pytest.approx(1, abs=0.2)
        assert found.indices[1].first_low <= found.indices[1].first <= found.indices[1].first_high

    def test_the_same_seed_gives_the_same_indices(self) -> None:
        """And another one others."""
        one, two, other = (
            gm100.sobol(ROWS, card(), [WeightShare(share=0.9)], samples=20, resamples=5, seed=s) for s in (1, 1, 2)
        )
        assert one == two != other

    def test_it_travels(self) -> None:
        """As a document like any other."""
        found = gm100.sobol(ROWS, card(), [WeightShare()], samples=10, resamples=5)
        assert gm100.loads(gm100.dumps(found)) == found

    def test_it_prints_a_line_for_each_factor(self) -> None:
        """With both orders and their intervals."""
        found = gm100.sobol(ROWS, card(), [WeightShare("wide"), WeightShare("narrow")], samples=10, resamples=5)
        lines = str(found).splitlines()
        assert lines[0].split() == ["factor", "first", "from", "to", "total", "from", "to"]
        assert [line[:26] for line in lines[1:]] == ["weights of wide within 25%", "weights of narrow within 2"]
        assert [row["factor"] for row in found.to_rows()] == [each.label for each in found.indices]

    def test_stopping_returns_what_was_done(self) -> None:
        """The result says how many samples it is on."""
        seen: list[int] = []
        found = gm100.sobol(
            ROWS,
            card(),
            [WeightShare()],
            samples=100,
            resamples=5,
            progress=lambda done, _: seen.append(done),
            stop=lambda: True,
        )
        assert seen == [33]
        assert (found.samples, found.asked, found.complete) == (33, 100, False)

    def test_an_interrupt_returns_what_was_done(self) -> None:
        """Ctrl-C after the second block."""

        def progress(done: int, _total: int) -> None:
            if done > 33:
                raise KeyboardInterrupt

        found = gm100.sobol(ROWS, card(), [WeightShare()], samples=100, resamples=5, progress=progress)
        assert found.samples == 66

    def test_an_interrupt_at_once_is_passed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Before two samples are done there is no variance to speak of."""

        def ranks(*_: Any) -> Any:
            raise KeyboardInterrupt

        monkeypatch.setattr(RepeatedTable, "ranks", ranks)
        with pytest.raises(KeyboardInterrupt):
            gm100.sobol(ROWS, card(), [MeasurementError(sd=1)], samples=5)

    @pytest.mark.parametrize("options", [{"samples": 1}, {"resamples": 0}, {"confidence": 1.0}, {"confidence": 0.0}])
    def test_what_gives_no_variance_is_refused(self, options: dict[str, Any]) -> None:
        """Before anything is computed."""
        with pytest.raises(ValueError, match=f"{next(iter(options))}: got"):
            gm100.sobol(ROWS, card(), [WeightShare()], **options)

    def test_an_unknown_unit_is_refused(self) -> None:
        """By its code."""
        with pytest.raises(gm100.UnknownIdError):
            gm100.sobol(ROWS, card(), [WeightShare()], of="zz")

    def test_a_unit_that_loses_its_index_is_refused(self) -> None:
        """A rank that is sometimes not there has no variance."""
        gappy = card().with_node("index", missing=gm100.Missing.SKIP, min_coverage=Decimal("0.5"))
        rows = [*ROWS, {"code": "gap", "wide": "1"}]
        with pytest.raises(ValueError, match="got 'gap', expected a unit with an index in every draw"):
            gm100.sobol(rows, gappy, [WeightShare()], of="gap", samples=20)
        assert gm100.sobol(rows, gappy, [WeightShare()], samples=5).samples == 5


class TestFactorsApart:
    def test_each_weight_of_a_single_group(self) -> None:
        """What is asked of an index on one level is which weight matters."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        assert WeightShare.apart(card, 0.1) == tuple(WeightShare(node.id, share=0.1) for node in card.indicators)

    def test_each_group_of_several(self) -> None:
        """On more levels it is in which group weights matter; one child alone has no weight to speak of."""
        inner = Group("inner", children=(Indicator("x"), Indicator("y")))
        single = Group("single", children=(Indicator("z"),))
        card = Scorecard(id="c", root=Group("index", children=(inner, single)))
        assert WeightShare.apart(card) == (WeightShare("index"), WeightShare("inner"))

    def test_they_are_what_is_uncertain_unless_something_is_said(self) -> None:
        """So Sobol indices need no more than a table and a scorecard."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        found = gm100.evaluations(scorecard=card)
        assert gm100.sobol(found, card, samples=3) == gm100.sobol(found, card, WeightShare.apart(card), samples=3)
