"""
Ranks under many weights, where the index is one sum of weight times value.

Three ways, each quicker and coarser than the next: whole numbers packed side by side or a matrix product, then floats,
then the engine itself. A way answers only when its answer is certain: when no two scores lie closer than its error, and
no score so close to a half that rounding could go either way. So the ranks are those of the engine, with numpy or
without it.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from operator import mul, sub
from typing import NamedTuple, TypeAlias

from gm100.model.result import Ties
from gm100.model.scorecard import Group, Indicator, Node, Rounding, RoundingMode, Weighting
from gm100.scoring._ranks import ranks
from gm100.scoring._trials import Trials

Weights: TypeAlias = Mapping[str, float]
"""Drawn weights by code; a node that is not there keeps its own."""

CLOSE = 1e-11
"""The error of a sum of floats, as a share of its greatest possible size, with much room to spare."""


class Sum(NamedTuple):
    """
    A group of a tree of sums: what a child's weight is multiplied by is the factor, over the sum of the weights.
    """

    codes: tuple[str, ...]
    weights: tuple[float, ...]
    children: tuple[Sum | None, ...]
    factor: float
    shared: bool


class Linear:
    """
    A solved table whose index is one sum.

    Attributes:
        tree: The sum.
        rows: The values of the units, row by row, each different row once.
        quick: Whether a quick way can be tried: no rounding, and no two units alike.
    """

    def __init__(self, tree: Sum, columns: Sequence[Sequence[float]], rounding: Rounding | None, ties: Ties) -> None:
        rows = list(zip(*columns, strict=True))
        distinct = {row: place for place, row in enumerate(dict.fromkeys(rows))}
        self.tree, self._rounding, self._ties = tree, rounding, ties
        self.rows = list(distinct)
        self._places = None if len(distinct) == len(rows) else [distinct[row] for row in rows]
        self._sizes = [max(map(abs, column)) for column in columns]
        self.quick = rounding is None and self._places is None and len(rows) > 1

    def shares(self, drawn: Weights) -> list[float]:
        """
        Return by what the value of each leaf is multiplied under drawn weights.
        """
        found: list[float] = []
        _spread(self.tree, 1.0, drawn, found)
        return found

    def ranks(self, shares: Sequence[float]) -> list[float] | None:
        """
        Return the ranks by sums of floats, or `None` where they are not certain.
        """
        scores = [sum(map(mul, shares, row)) for row in self.rows]
        margin = CLOSE * sum(map(mul, map(abs, shares), self._sizes))
        if self.quick:
            return in_order(scores, margin)
        if self._rounding is not None:
            keys = _rounded(scores, self._rounding, margin)
        else:
            keys = scores if _apart(sorted(scores, reverse=True), margin) else None
        return None if keys is None else self._tied(keys)

    def _tied(self, keys: Sequence[float]) -> list[float]:
        keys = keys if self._places is None else [keys[place] for place in self._places]
        if self._ties is not Ties.MIN:
            return [float(rank) for rank in ranks(keys, self._ties)]
        # From the worst to the best, the last place written is the best of those that equal values share.
        place_of = dict(zip(sorted(keys), range(len(keys), 0, -1), strict=True))
        return [float(place_of[key]) for key in keys]


def in_order(scores: Sequence[float], margin: float) -> list[float] | None:
    """
    Return the ranks of different scores, or `None` where two are no further apart than a margin.
    """
    falling = sorted(scores, reverse=True)
    if not _apart(falling, margin):
        return None
    place_of = dict(zip(falling, _places(len(falling)), strict=True))
    return list(map(place_of.__getitem__, scores))


@cache
def _places(count: int) -> tuple[float, ...]:
    return tuple(map(float, range(1, count + 1)))


def _apart(falling: Sequence[float], margin: float) -> bool:
    return min(map(sub, falling, islice(falling, 1, None)), default=math.inf) > margin


def _rounded(scores: Sequence[float], rounding: Rounding, margin: float) -> list[float] | None:
    """
    Return the scores as whole numbers of the last decimal, or `None` where one may be rounded either way.
    """
    scale = 10.0**rounding.decimals
    half = 0.0 if rounding.mode is RoundingMode.DOWN else 0.5
    shifted = [score * scale + half for score in scores]
    if min(abs(x - round(x)) for x in shifted) <= margin * scale:
        return None
    step = math.trunc if rounding.mode is RoundingMode.DOWN else math.floor
    return [float(step(x)) for x in shifted]


def _spread(group: Sum, factor: float, drawn: Weights, found: list[float]) -> None:
    weights = [drawn.get(code, w) for code, w in zip(group.codes, group.weights, strict=True)]
    factor = factor * group.factor / (sum(weights) if group.shared else 1.0)
    for weight, child in zip(weights, group.children, strict=True):
        if child is None:
            found.append(factor * weight)
        else:
            _spread(child, factor * weight, drawn, found)


def linear(trials: Trials) -> Linear | None:
    """
    Return a table as a sum, or `None` where its index is none: other aggregators, gaps, rounding on the way.
    """
    tree = _tree(trials.root, trials, top=True)
    if tree is None or not trials.held or len(trials.held) < len(trials.units):
        return None
    try:
        columns = [array("d", trials.column(leaf)) for leaf in _leaves(trials.root)]
    except TypeError:  # A value is missing, or cannot be.
        return None
    return Linear(tree, columns, trials.root.round, trials.ties)


def _tree(group: Group, trials: Trials, *, top: bool = False) -> Sum | None:
    if not (_adds(group, trials) and (top or group.round is None)):
        return None
    children: list[Sum | None] = []
    for child in group.children:
        inner = _tree(child, trials) if isinstance(child, Group) else None
        if child.round_part is not None or (inner is None and isinstance(child, Group)):
            return None
        children.append(inner)
    shared = group.aggregate.slug == "arithmetic"
    verbatim = shared and group.weighting is Weighting.VERBATIM
    return Sum(
        tuple(child.id for child in group.children),
        tuple(float(child.weight) for child in group.children),
        tuple(children),
        float(group.factor) * (float(group.weights_total) if verbatim else 1.0),
        shared,
    )


def _adds(group: Group, trials: Trials) -> bool:
    plain = group.output is None and group.direction == "higher"
    return plain and group.aggregate.slug in {"arithmetic", "sum"} and group.id not in trials.solver.columns


def _leaves(node: Node) -> Iterator[Indicator]:
    if isinstance(node, Indicator):
        yield node
        return
    for child in node.children:
        yield from _leaves(child)
