"""
Distances to the best and the worst: TOPSIS, with costs and a choice of normalisation as a plug-in, and VIKOR.

The plug-ins come through the interface for your own methods, and so are examples of it: `with_distances(methods)`
is what an entry point under `gm100.plugins` returns. A word for each child, in the order of the scorecard, says whether
more of it is a `benefit` or a `cost`; without words all are benefits. For a cost the best and the worst change places,
and the column stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gm100.model.method import Param
from gm100.scoring import decide

if TYPE_CHECKING:  # The registry has these methods.
    from gm100.scoring.methods.registry import Methods

Column = Sequence[float]

MIDDLE: Final = 0.5
"""What everyone gets where nothing tells the units apart."""


def _minmax(column: Column) -> list[float]:
    low, high = min(column), max(column)
    return [(x - low) / (high - low) for x in column]


def _over(norm: str, size: Callable[[Column], float]) -> Callable[[Column], list[float]]:
    def shares(column: Column) -> list[float]:
        whole = size(column)
        if not whole > 0:  # Shares of what is below 0 stand the other way round.
            message = f"{norm} divides a column by {whole:g}, which must be above 0; use vector or minmax"
            raise ValueError(message)
        return [x / whole for x in column]

    return shares


NORMALISATIONS: Final[Mapping[str, Callable[[Column], list[float]]]] = {
    "vector": _over("vector", lambda column: math.hypot(*column)),
    "sum": _over("sum", math.fsum),
    "max": _over("max", max),
    "minmax": _minmax,
}
"""How columns are made comparable: by their Euclidean length, their sum, their greatest value, or between the ends."""


def topsis(weights: Sequence[Any], columns: Sequence[Sequence[Any]], norm: str = "vector", *words: str) -> list[float]:
    """
    Return for each unit how close it is to the best, `d_worst / (d_best + d_worst)`, from 0 to 1.

    Columns are made comparable and weighted; best and worst are the best and worst of each column. A constant column
    separates no units, and a child of weight 0 does not count. Where all are constant, and so with one unit, everyone
    gets 0.5.
    Source: Hwang and Yoon, Multiple Attribute Decision Making (1981); normalisations as Vafaei, Ribeiro and
    Camarinha-Matos, Selection of normalization technique for weighted average multi-criteria decision making (2018).

    >>> topsis([1, 1], [[1, 2], [5, 5]]), topsis([1, 1], [[1, 2], [5, 5]], "minmax", "cost", "benefit")
    ([0.0, 1.0], [1.0, 0.0])

    Raises:
        ValueError: Columns are shares of their sum or greatest value, and one has none above 0.
    """
    kept = _telling(weights, columns, words)
    if not kept:
        return [MIDDLE] * len(columns[0])
    scaled = [[weight * x for x in NORMALISATIONS[norm](column)] for weight, column, _ in kept]
    ends = [_ends(column, cost=cost) for column, (_, _, cost) in zip(scaled, kept, strict=True)]
    best, worst = zip(*ends, strict=True)
    found = []
    for row in zip(*scaled, strict=True):
        near, far = math.dist(row, best), math.dist(row, worst)
        found.append(far / (near + far))
    return found


def vikor(
    weights: Sequence[Any], columns: Sequence[Sequence[Any]], v: Any = Decimal("0.5"), *words: str
) -> list[float]:
    """
    Return for each unit `1 - Q`, so that more is better.

    Q weighs how far a unit is from the best on the whole, by `v`, against how far it is where it is worst, by `1 - v`.
    Source: Opricovic and Tzeng, Compromise solution by MCDM methods, European Journal of Operational Research 156
    (2004).

    >>> vikor([1, 1], [[1, 2, 3], [3, 2, 1]], 1)
    [1.0, 1.0, 1.0]
    """
    kept = _telling(weights, columns, words)
    if not kept:
        return [MIDDLE] * len(columns[0])
    away = [[weight * x for x in _away(column, cost=cost)] for weight, column, cost in kept]
    rows = list(zip(*away, strict=True))
    whole, worst = _share([math.fsum(row) for row in rows]), _share([max(row) for row in rows])
    share = float(v)
    return [1 - share * s - (1 - share) * r for s, r in zip(whole, worst, strict=True)]


def _telling(
    weights: Sequence[Any], columns: Sequence[Sequence[Any]], words: Sequence[str]
) -> list[tuple[float, list[float], bool]]:
    """
    Return the columns that tell units apart, with weights that add up to 1 and whether less is better.
    """
    signs = words or ("benefit",) * len(columns)
    if len(signs) != len(columns):
        message = f"got {len(signs)} words for {len(columns)} children, expected benefit or cost for each"
        raise ValueError(message)
    counting = [(float(w), c, sign == "cost") for w, c, sign in zip(weights, columns, signs, strict=True) if w]
    total = math.fsum(weight for weight, _, _ in counting)
    return [(weight / total, list(map(float, c)), cost) for weight, c, cost in counting if decide.differs(c)]


def _ends(column: Column, *, cost: bool) -> tuple[float, float]:
    """
    Return the best and the worst value of a column.
    """
    return (min(column), max(column)) if cost else (max(column), min(column))


def _away(column: Column, *, cost: bool) -> list[float]:
    """
    Return how far each value is from the best, the worst being 1.
    """
    best, worst = _ends(column, cost=cost)
    return [(best - x) / (best - worst) for x in column]


def _share(column: Column) -> list[float]:
    """
    Return how far each value is above the least, the greatest being 1; 0 for all where they are tied.
    """
    return _minmax(column) if decide.differs(column) else [0.0] * len(column)


def _words(params: Sequence[Param]) -> bool:
    return all(p in {"benefit", "cost"} for p in params)


def _check_topsis(params: Sequence[Param]) -> str | None:
    good = not params or (params[0] in NORMALISATIONS and _words(params[1:]))
    return None if good else f"takes {', '.join(NORMALISATIONS)}, then benefit or cost for each child or nothing"


def _check_vikor(params: Sequence[Param]) -> str | None:
    v = params[0] if params else Decimal(0)
    good = isinstance(v, Decimal) and 0 <= v <= 1 and _words(params[1:])
    return None if good else "takes v from 0 to 1, then benefit or cost for each child or nothing"


def with_distances(methods: Methods) -> Methods:
    """
    Return methods that also know `topsis_of` and `vikor`.

    Raises:
        DuplicateMethodError: There is one of these names already.
    """
    made = methods.with_aggregator("topsis_of", topsis, whole=True, check=_check_topsis)
    return made.with_aggregator("vikor", vikor, whole=True, check=_check_vikor)
