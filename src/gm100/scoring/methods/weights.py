"""
The weightings: where the weights of a group's children come from.

They are functions of the codes of the children and of their columns, without gaps.

Some are given in the definition, keyed by the codes of the children. Some are taken from the data: they reward
indicators that tell units apart, which is not the same as indicators that matter. Source: OECD/JRC, Handbook on
Constructing Composite Indicators (2008), step 6, unless a docstring names another.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from operator import mul
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from gm100.fields.arguments import checked, refused
from gm100.model.method import Param
from gm100.scoring import decide
from gm100.scoring._numbers import mean_of
from gm100.scoring._params import Check, none

Columns: TypeAlias = Sequence[Sequence[float]]

CONSISTENT: Final = 0.10
"""Pairwise comparisons with a consistency ratio below this can be used (Saaty 1980)."""

NOISE: Final = 1e-15
"""Shares that differ by less are equal as far as doubles can tell."""


class Weighting(NamedTuple):
    """
    A weighting with what a definition must know of it.

    Attributes:
        weights: Returns the weights for the codes of the children, their columns and the parameters.
        check: What its parameters must be.
        derived: Whether it needs the data; otherwise the columns are empty.
    """

    weights: Callable[..., list[float]]
    check: Check = none
    derived: bool = True


class Ahp(NamedTuple):
    """
    Weights by pairwise comparison.

    Attributes:
        weights: By code; they add up to 1.
        consistency: The consistency ratio; Saaty asks for less than 0.10.
    """

    weights: Mapping[str, float]
    consistency: float


def equal(codes: Sequence[str], _columns: Columns) -> list[float]:
    """
    Weigh each the same.
    """
    return [1.0] * len(codes)


def deviation(_codes: Sequence[str], columns: Columns) -> list[float]:
    """
    By standard deviation: what differs more between units counts more.

    Source: Diakoulaki, Mavrotas and Papayannakis (1995).
    """
    return _shares([_deviation(column) for column in columns])


def entropy(_codes: Sequence[str], columns: Columns) -> list[float]:
    """
    By one less the entropy of a column's shares, `1 + sum(p * ln p) / ln n`; a constant column gets 0.

    Source: Shannon (1948), as used by Zeleny, Multiple Criteria Decision Making (1982).

    Raises:
        ValueError: A value is below 0, so that it is not a share.
    """
    return _shares([_diversity(column) for column in columns])


def critic(_codes: Sequence[str], columns: Columns) -> list[float]:
    """
    By standard deviation times conflict, `s * sum(1 - r)` over the correlations with the others.

    Where all columns tell the same story there is no conflict, and weights are equal.
    Source: Diakoulaki, Mavrotas and Papayannakis, Determining objective weights: the CRITIC method (1995).
    """
    scores = [_standardised(column) for column in columns]
    # The correlations of one column with all others add up to its product with the sum of all: no pair is looked at.
    together = [math.fsum(row) for row in zip(*scores, strict=True)]
    size = len(columns)
    conflict = [size - math.fsum(map(mul, one, together)) if any(one) else size - 1.0 for one in scores]
    decided = [each if decide.ahead(each, 0, size) else 0.0 for each in conflict]
    return _shares([_deviation(column) * c for column, c in zip(columns, decided, strict=True)])


def _standardised(column: Sequence[float]) -> list[float]:
    """
    Return the distances from the mean as a vector of length 1, so that products are correlations; zeros for a constant.
    """
    mean = mean_of(column)
    distances = [x - mean for x in column] if decide.differs(column) else [0.0] * len(column)
    length = math.hypot(*distances)
    return [each / length for each in distances] if length else distances


def ahp_weights(codes: Sequence[str], _columns: Columns, *comparisons: Param) -> list[float]:
    """
    By pairwise comparison; see `ahp`.
    """
    found = ahp(dict(zip(map(str, comparisons[::2]), comparisons[1::2], strict=True)))
    return [found.weights[code] for code in codes]


_PAIR = ("one", "other")


def _ratio(given: object) -> float:
    found = _read(given)
    if not 0 < found < math.inf:
        raise refused("comparisons", given, "a number above 0, such as 3 or 1/3")
    return found


def _read(given: object) -> float:
    """
    Read a ratio as a number or as Saaty writes it, `1/3`; 0 for what is none.
    """
    try:
        return float(Fraction(str(given)))
    except (ValueError, ZeroDivisionError):
        return 0.0


@checked
def ahp(comparisons: Mapping[str, object]) -> Ahp:
    """
    Return the weights that pairwise comparisons stand for, and how consistent these are.

    The weights are the principal eigenvector of the matrix. Source: Saaty, The Analytic Hierarchy Process (1980).

    >>> found = ahp({"a/b": 2, "a/c": 4, "b/c": 2})
    >>> {code: round(weight, 4) for code, weight in found.weights.items()}, round(found.consistency, 4)
    ({'a': 0.5714, 'b': 0.2857, 'c': 0.1429}, 0.0)

    Args:
        comparisons: For each pair `one/other` how many times as important the one is, on Saaty's scale 1/9 to 9.

    Raises:
        ArgumentError: A pair is missing, or a number is none.
    """
    pairs = {tuple(str(pair).split("/")): given for pair, given in comparisons.items()}
    codes = list(dict.fromkeys(code for pair in pairs for code in pair))
    missing = [f"{a}/{b}" for a, b in combinations(codes, 2) if not {(a, b), (b, a)} & {*pairs}]
    if missing or not codes or {len(pair) for pair in pairs} != {len(_PAIR)}:
        expected = "a number for every pair, such as {'a/b': 2, 'a/c': 4, 'b/c': 2}"
        raise refused("comparisons", comparisons, expected, f"missing are {', '.join(missing)}" if missing else "")
    ratio = {(code, code): 1.0 for code in codes}
    for (one, other), given in pairs.items():
        ratio[one, other] = _ratio(given)
        ratio[other, one] = 1 / ratio[one, other]
    matrix = [[ratio[row, column] for column in codes] for row in codes]
    weights, greatest = _principal(matrix)
    return Ahp(dict(zip(codes, weights, strict=True)), _consistency(greatest, len(codes)))


def budget(codes: Sequence[str], _columns: Columns, *points: Param) -> list[float]:
    """
    By points that experts share out: code, points, code, points, as many rounds as there are experts.

    Each expert counts alike, however many points they gave in all.
    """
    by_expert = list(zip(points[::2], points[1::2], strict=True))
    size = len(codes)
    totals = dict.fromkeys(codes, 0.0)
    for start in range(0, len(by_expert), size):
        sheet = [(str(code), float(given)) for code, given in by_expert[start : start + size]]
        whole = sum(given for _, given in sheet)
        for code, given in sheet:
            totals[code] += given / whole
    return [totals[code] for code in codes]


def _shares(raw: list[float]) -> list[float]:
    """
    Return shares of their sum; where no column distinguishes units, equal ones.
    """
    whole = sum(raw)
    return [each / whole for each in raw] if whole > 0 else [1.0] * len(raw)


def _deviation(column: Sequence[float]) -> float:
    if not decide.differs(column):
        return 0.0
    mean = mean_of(column)
    return math.sqrt(sum((x - mean) ** 2 for x in column) / len(column))


def _diversity(column: Sequence[float]) -> float:
    if min(column) < 0:
        message = f"entropy needs shares, and there is a value of {min(column):g}; normalise to a range from 0"
        raise ValueError(message)
    whole = sum(column)
    if not decide.differs(column) or not whole:
        return 0.0
    shares = (x / whole for x in column if x)
    return max(0.0, 1 + sum(p * math.log(p) for p in shares) / math.log(len(column)))


def _principal(matrix: list[list[float]]) -> tuple[list[float], float]:
    """
    Return the eigenvector of the greatest eigenvalue of a positive matrix, adding up to 1, and the eigenvalue.
    """
    vector, value = [1 / len(matrix)] * len(matrix), 0.0
    for _ in range(200):
        image = [math.fsum(a * x for a, x in zip(row, vector, strict=True)) for row in matrix]
        value = math.fsum(image)
        following = [x / value for x in image]
        if max(abs(a - b) for a, b in zip(vector, following, strict=True)) < NOISE:
            break
        vector = following
    return vector, value


_RANDOM_INDEX: Final = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random matrices by size (Saaty 1980); from 10 on the last."""


def _consistency(greatest: float, size: int) -> float:
    by_chance = _RANDOM_INDEX[min(size, 10)]
    return max(0.0, (greatest - size) / (size - 1)) / by_chance if by_chance else 0.0


def _comparisons(params: Sequence[Param]) -> str | None:
    sentence = "takes pairs such as a/b and a ratio above 0, such as 3 or 1/3, each two children once"
    words, ratios = [str(p) for p in params[::2]], params[1::2]
    if not params or len(params) % 2 or not all(_read(r) > 0 for r in ratios):
        return sentence
    couples = {frozenset(word.split("/")) for word in words if word.count("/") == 1}
    codes = {code for couple in couples for code in couple}
    whole = len(codes) * (len(codes) - 1) // 2
    return None if len(couples) == len(words) == whole and min(map(len, couples)) > 1 else sentence


def _points(params: Sequence[Param]) -> str | None:
    sentence = "takes the code of each child with its points, not below 0, once for every expert"
    codes, given = [str(p) for p in params[::2]], params[1::2]
    if not params or len(params) % 2 or not all(isinstance(p, Decimal) and p >= 0 for p in given):
        return sentence
    rounds = [codes[i : i + len(set(codes))] for i in range(0, len(codes), len(set(codes)))]
    sums = [sum(map(Decimal, map(str, given[i : i + len(set(codes))]))) for i in range(0, len(given), len(set(codes)))]
    return None if all(set(each) == set(codes) for each in rounds) and all(sums) else sentence


WEIGHTINGS: Final[Mapping[str, Weighting]] = MappingProxyType(
    {
        "ahp": Weighting(ahp_weights, _comparisons, derived=False),
        "budget": Weighting(budget, _points, derived=False),
        "critic": Weighting(critic),
        "deviation": Weighting(deviation),
        "entropy": Weighting(entropy),
        "equal": Weighting(equal, derived=False),
        "given": Weighting(equal, derived=False),  # Never asked: the children carry them.
    }
)
"""The weightings that every engine starts with."""
