"""
The cheapest set of moves: which indicators to lift by how many levels, so that the index is reached at the least cost.

A node has a front: for each cost the best value that can be had for it, as long as no cheaper one is as good. Where
every aggregator is monotone, the best value of a group for some cost is made of such values of its children alone, so
fronts are all that has to be looked at, and the cheapest set found is the cheapest there is. Means, minima and maxima
are put together child by child (a mean of means is the mean); other aggregators over all combinations, where they are
not too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, Final, NamedTuple

from gm100.model._entity import evolve
from gm100.model.scorecard import Direction, Group, Indicator, Node
from gm100.scoring._numbers import CERTAIN, NAN
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import FALSE, GAP, TRUE, column, parameter, rounded
from gm100.scoring.methods.aggregators import Child, Children
from gm100.scoring.methods.node import Cell, Gaps, group, leaf, symbol, walked
from gm100.scoring.methods.registry import Methods
from gm100.typing import NOT_APPLICABLE

MOST_LEVELS: Final = 101
"""An indicator with more whole values than this has no levels."""

MOST_OPTIONS: Final = 20_000
"""The most combinations of a group that are looked at, and the longest front."""

_FOLDED: Final[Mapping[str, str]] = {
    "arithmetic": "arithmetic",
    "sum": "arithmetic",
    "geometric": "geometric",
    "product": "geometric",
    "harmonic": "harmonic",
    "power": "power",
    "minimum": "minimum",
    "maximum": "maximum",
}
"""Aggregators that can be put together child by child, with the mean that their value is made of."""

ZERO = Decimal(0)


class Option(NamedTuple):
    """
    A value that a node can have.

    Attributes:
        cost: What it costs.
        value: The value; NaN where there is none.
        moves: The moves behind it, linked: the moves of two parts, or the code and the level of an indicator.
    """

    cost: Decimal
    value: Decimal
    moves: Any = None


Front = list[Option]


class TooManyError(Exception):
    """
    The front of a group cannot be found in reasonable time.
    """


def by_cost(
    root: Group, now: Mapping[str, Any], costs: Mapping[str, Decimal], methods: Methods
) -> Iterator[tuple[Decimal, Decimal, dict[str, Decimal]]]:
    """
    Yield each cost for which the index can be better than for any less, the best index for it, and its levels.

    Args:
        root: The tree, with the rounding of the index.
        now: The values of the unit.
        costs: What one level costs, for each indicator that can be moved.
        methods: The methods by name, all of them monotone.

    Raises:
        TooManyError: A group has too many combinations.
    """
    for option in _Fronts(now, costs, methods).of(root, 1):
        if not option.value.is_nan():
            yield option.cost, option.value, dict(_listed(option.moves))


def levels_of(node: Indicator, now: Any) -> list[Decimal]:
    """
    Return the levels of an indicator, or none where it has no whole ones.
    """
    ends = (node.scale.low, node.scale.high) if node.scale else ()
    if not isinstance(now, Decimal) or not ends or any(x != x.to_integral_value() for x in (*ends, now)):
        return []
    count = int(ends[1] - ends[0]) + 1
    return [ends[0] + step for step in range(count)] if count <= MOST_LEVELS else []


def _listed(moves: Any) -> Iterable[tuple[str, Decimal]]:
    waiting = [moves]
    while waiting:
        each = waiting.pop()
        if each is None:
            continue
        if isinstance(each[0], str):
            yield each
        else:
            waiting.extend(reversed(each))


class _Fronts:
    def __init__(self, now: Mapping[str, Any], costs: Mapping[str, Decimal], methods: Methods) -> None:
        self._now, self._costs, self._methods = now, costs, methods

    def of(self, node: Node, sense: int) -> Front:
        """
        Return the front of a node; with a sense of -1, less is better for the group above.
        """
        if isinstance(node, Indicator):
            return _front(self._levels(node), sense)
        inner = -sense if node.direction is Direction.LOWER else sense
        fronts = [self._filled(node, child, self.of(child, inner)) for child in node.children]
        return _front(self._group(node, fronts, inner), sense)

    def _levels(self, node: Indicator) -> Iterable[Option]:
        now = self._now.get(node.id)
        if now is None or now == NOT_APPLICABLE:
            return [Option(ZERO, NAN)]
        value = Fused([leaf(node, self._methods, Gaps.NONE).value], exact=True)
        levels = levels_of(node, now) if node.id in self._costs else []
        # What it is comes first, so that of two ways at one cost the one that changes nothing is taken.
        found = [Option(ZERO, _one(value, {node.id: now}))]
        for level in levels:
            if level != now:
                cost = abs(level - now) * self._costs[node.id]
                found.append(Option(cost, _one(value, {node.id: level}), (node.id, level)))
        return found

    def _group(self, node: Group, fronts: Sequence[Front], sense: int) -> Iterable[Option]:
        cells = [self._cell(child, front) for child, front in zip(node.children, fronts, strict=True)]
        value = Fused([group(node, cells, self._methods).result], exact=True)
        parts = any(child.round_part for child in node.children)
        if node.aggregate.slug in _FOLDED and not parts:
            return self._folded(node, fronts, value, sense)
        if parts or node.aggregate.slug == "count":
            plain = group(evolve(node, round=None), cells, self._methods).result
            return self._summed(node, fronts, Fused([plain], exact=True), sense)
        return _combined(node, fronts, value)

    def _filled(self, node: Group, child: Node, front: Front) -> Front:
        if node.fill is None or not front[0].value.is_nan() or not self._applies(child):
            return front
        return [Option(ZERO, node.fill)]

    def _applies(self, child: Node) -> bool:
        return any(self._now.get(each.id) != NOT_APPLICABLE for each in walked(child) if isinstance(each, Indicator))

    def _cell(self, child: Node, front: Front) -> Cell:
        if not front[0].value.is_nan():
            return symbol(child.id, Gaps.NONE)
        return Cell(GAP, FALSE, TRUE if self._applies(child) else FALSE, GAP)

    def _folded(self, node: Group, fronts: Sequence[Front], value: Fused, sense: int) -> Iterable[Option]:
        """
        Put a mean together child by child, and finish each value as if all children had it.
        """
        mean = self._mean(node)
        made: Front = []
        weight = ZERO
        for child, front in zip(node.children, fronts, strict=True):
            if front[0].value.is_nan():
                continue
            share = Decimal(1) if node.aggregate.slug in {"minimum", "maximum"} else child.weight
            if not share:
                continue
            if made:
                pairs = _pairs(made, front)
                parameters = {"v": weight, "w": share}
                joined = mean.table(
                    {"one": [a.value for a, _ in pairs], "two": [b.value for _, b in pairs]}, parameters
                )
                options = [
                    Option(one.cost + other.cost, x, _both(one.moves, other.moves))
                    for (one, other), x in zip(pairs, joined, strict=True)
                ]
                made = _front(options, sense)
            else:
                made = front
            weight += share
        if not made:
            return [Option(ZERO, _one(value, {}))]
        return [each._replace(value=_one(value, dict.fromkeys(value.columns, each.value))) for each in made]

    def _mean(self, node: Group) -> Fused:
        slug = _FOLDED[node.aggregate.slug]
        children = Children(
            [Child(parameter(weight), column(name, gaps=False), TRUE) for weight, name in (("v", "one"), ("w", "two"))]
        )
        formula = self._methods.aggregators[slug].formula
        params = node.aggregate.params if slug == node.aggregate.slug else ()
        made = formula(children, *params) if formula else GAP
        return Fused([made], exact=True)

    def _summed(self, node: Group, fronts: Sequence[Front], value: Fused, sense: int) -> Iterable[Option]:
        """
        Put a sum of parts together, each part as what the value gains by it.
        """
        codes = [child.id for child in node.children]
        base = {code: front[0].value for code, front in zip(codes, fronts, strict=True)}
        start = _one(value, base)
        made: Front = [Option(ZERO, start)]
        for code, front in zip(codes, fronts, strict=True):
            gains = [each._replace(value=_one(value, {**base, code: each.value}) - start) for each in front]
            if not front[0].value.is_nan():
                pairs = _pairs(made, gains)
                made = _front(
                    [Option(a.cost + b.cost, a.value + b.value, _both(a.moves, b.moves)) for a, b in pairs], sense
                )
        finish = Fused([rounded(column("x"), node.round)], exact=True)
        return [each._replace(value=_one(finish, {"x": each.value})) for each in made]


def _one(value: Fused, row: Mapping[str, Decimal]) -> Decimal:
    found: Any = value.one([row[code] for code in value.columns])
    return found if isinstance(found, Decimal) and found.is_finite() else NAN


def _both(one: Any, other: Any) -> Any:
    return (one, other) if one is not None and other is not None else one or other


def _pairs(one: Front, other: Front) -> list[tuple[Option, Option]]:
    if len(one) * len(other) > MOST_OPTIONS * 10:
        raise TooManyError
    return [(a, b) for a in one for b in other]


def _combined(node: Group, fronts: Sequence[Front], value: Fused) -> Iterable[Option]:
    """
    Look at all combinations of what the children can be.
    """
    if prod(map(len, fronts)) > MOST_OPTIONS:
        raise TooManyError(node.id)
    codes = [child.id for child in node.children]
    for options in product(*fronts):
        row = {code: option.value for code, option in zip(codes, options, strict=True)}
        moves: Any = None
        for option in options:
            moves = _both(moves, option.moves)
        yield Option(sum((option.cost for option in options), ZERO), _one(value, row), moves)


def _front(options: Iterable[Option], sense: int) -> Front:
    """
    Keep what is better than everything as cheap; a node without a value keeps its one option.
    """
    found: Front = []
    best: Decimal | None = None
    listed = list(options)
    there = [each for each in listed if not each.value.is_nan()]
    # In the order of costs, what is no better than something before it can be left out of every set of moves: whatever
    # it makes of the groups above, which rise with it, the cheaper option makes too.
    for each in sorted(there, key=lambda option: (option.cost, -sense * option.value)):
        if best is None or CERTAIN.plus(sense * each.value) > CERTAIN.plus(best):
            best = sense * each.value
            found.append(each)
    if len(found) > MOST_OPTIONS:
        raise TooManyError
    return found or listed[:1]
