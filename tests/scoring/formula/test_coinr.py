"""
The numbers of COINr 1.1 and R 4.2, on random columns, compared with the methods.

`coinr_numbers.tsv.gz` was made by running COINr's and R's own functions: name, input, output, parameters; NA is a gap;
matrices stand row by row. Its statistics of coherence (correlations, alpha, components) are not methods of scoring.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gm100.model.scorecard import Direction, Group, Indicator, Missing
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import column
from gm100.scoring.methods import limits, outranking, ranks
from gm100.scoring.methods.node import Gaps, tree
from gm100.scoring.methods.normalisers import NORMALISERS
from gm100.scoring.methods.registry import STANDARD
from gm100.scoring.methods.treatment import TREATMENTS, kurtosis, skewness

FILE = Path(__file__).with_name("coinr_numbers.tsv.gz")
ELSEWHERE = {"correlation_pearson", "cronbach_alpha_covariance", "kendall", "pca_variance_shares", "spearman"}


class Case(NamedTuple):
    """One row of the file."""

    name: str
    given: list[float]
    expected: list[float]
    words: str


def cases() -> Iterator[Case]:
    """The rows of the file, NaN for NA."""
    for line in gzip.decompress(FILE.read_bytes()).decode("utf-8").splitlines():
        name, given, expected, words = line.split("\t")
        yield Case(name, _numbers(given), _numbers(expected), words)


def _numbers(text: str) -> list[float]:
    return [math.nan if word in {"NA", "NaN"} else float(word) for word in text.split()]


def normalised(case: Case, find: Callable[..., Any], *params: Any) -> list[float]:
    """A column by limits from itself."""
    fixed = find(case.given, Direction(case.words), *params)
    formula = NORMALISERS[fixed.slug].formula
    assert formula is not None
    return Fused([formula(column("x"), *fixed.params)]).table({"x": case.given})


def ranked(case: Case, method: Callable[..., list[Any]]) -> list[float]:
    """A column by places; ties have the least place from the worst, the better end being turned up."""
    turned = case.given if case.words == "higher" else [-x for x in case.given]
    return [math.nan if place is None else place for place in method(turned, "min")]


def table_of(case: Case) -> tuple[list[float], list[list[float]]]:
    """Weights and columns of an aggregator's case."""
    words = case.words.split()
    width = int(words[3])
    return [float(w) for w in words[5].split(",")], [case.given[i::width] for i in range(width)]


def aggregated(case: Case, method: str) -> list[float]:
    """Rows by a mean that leaves gaps out."""
    weights, columns = table_of(case)
    codes = [f"x{i}" for i in range(len(columns))]
    children = tuple(Indicator(code, weight=int(w)) for code, w in zip(codes, weights, strict=True))
    group = Group("g", children=children, aggregate=method, missing=Missing.SKIP)
    formula = tree(group, STANDARD, dict.fromkeys(codes, Gaps.MISSING))["g"].result
    return Fused([formula]).table(dict(zip(codes, columns, strict=True)))


def compared(case: Case) -> list[float]:
    """Rows by Copeland."""
    weights, columns = table_of(case)
    return outranking.copeland(weights, columns)


METHODS: dict[str, Callable[[Case], list[float]]] = {
    "n_minmax": lambda case: [100 * x for x in normalised(case, limits.minmax)],
    "n_dist2max": lambda case: normalised(case, limits.minmax),
    "n_zscore": lambda case: normalised(case, limits.zscore, "sample", 100, 10),
    "n_rank": lambda case: ranked(case, ranks.rank),
    "n_prank": lambda case: ranked(case, ranks.percentile_rank),
    "n_borda": lambda case: ranked(case, ranks.borda),
    "a_amean": lambda case: aggregated(case, "arithmetic"),
    "a_gmean": lambda case: aggregated(case, "geometric"),
    "a_hmean": lambda case: aggregated(case, "harmonic"),
    "a_copeland": compared,
    "skewness": lambda case: [skewness(case.given)],
    "kurtosis": lambda case: [kurtosis(case.given)],
    "winsorise_5": lambda case: TREATMENTS["winsorise"].column(case.given, 5),
    "winsorise_2_or_log": lambda case: TREATMENTS["winsorise_or_log"].column(case.given, 2),
}


def same(one: float, other: float) -> bool:
    """Whether two numbers agree to eleven digits, or are both gaps."""
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-10)


def differing(name: str) -> list[Case]:
    """The cases of a method in which a number differs."""
    return [
        case
        for case in cases()
        if case.name == name
        and not (len(found := METHODS[name](case)) == len(case.expected) and all(map(same, found, case.expected)))
    ]


def other_convention(case: Case) -> bool:
    """Whether gm100 does by intent what COINr does otherwise: it compares no unit that lacks a value."""
    return case.name == "a_copeland" and any(map(math.isnan, case.given))


class TestCoinr:
    @pytest.mark.parametrize("name", sorted(METHODS))
    def test_the_numbers_are_the_same(self, name: str) -> None:
        """Every value of every case is COINr's, but for a named convention."""
        assert [case for case in differing(name) if not other_convention(case)] == []

    def test_the_conventions_are_few(self) -> None:
        """Of 945 rows, ten comparisons have gaps: COINr compares by what two units both have, and here they are out."""
        assert sum(other_convention(case) for case in cases()) == 10

    def test_every_row_is_tried_or_named(self) -> None:
        """The file has 945 rows; what no method here computes is named."""
        names = [case.name for case in cases()]
        assert len(names) == 945
        assert set(names) == set(METHODS) | ELSEWHERE
