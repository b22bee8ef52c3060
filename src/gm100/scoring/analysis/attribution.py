"""
What each child carries of the difference between two values of its group.

A child that did not change carries nothing. Weighted sums are divided as they are added up. Geometric means and
products are divided by logarithmic means, `w * ln(x1 / x0) * L(v1, v0)` with `L(a, b) = (a - b) / ln(a / b)`, as the
LMDI of Ang (2005, The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33) does. Every other
method is divided by Shapley values over the children that changed: the mean, over all orders in which they could change
one after the other, of what each adds (Shapley 1953; Shorrocks 2013, Decomposition procedures for distributional
analysis). With more than `MOST_ORDERS` of them, all go `STEPS` small steps together, which comes near the path integral
of Aumann and Shapley (1974). Where the formula of a group is not known here, as of a plug-in or of a method that
compares units, the difference goes to the children that changed, by weight times change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from math import factorial
from typing import Final, NamedTuple

from gm100.errors import Gm100Error
from gm100.model.result import NodeScore
from gm100.scoring._numbers import NAN
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import column, given, lift
from gm100.scoring.methods.aggregators import AGGREGATORS, Child, Children

MOST_ORDERS: Final = 8
"""Up to so many changed children, all orders are looked at: two to this power sets of them."""

STEPS: Final = 16
"""In how many steps many children go from the one state to the other."""

NOISE: Final = Decimal("1e-9")
"""Shares below this part of the whole are the last digits of floats."""

ZERO = Decimal(0)

State = Mapping[str, Decimal]
"""The values of the children that are there, by code."""

Value = Callable[[State], Decimal]
"""The formula of a group, up to what comes after the aggregator; NaN where it has no value."""


class Shares(NamedTuple):
    """
    What makes the difference between two values of a group.

    Attributes:
        points: What each child that changed carries of it.
        slopes: For a child with the value it had, over parts that moved against each other: what one point of it means
            for the group.
        definition: What other weights, another method or other units add.
    """

    points: dict[str, Decimal]
    slopes: dict[str, Decimal]
    definition: Decimal


def held(node: NodeScore) -> dict[str, NodeScore]:
    """
    Return the children that entered a value, by code.
    """
    return {child.id: child for child in node.children if child.contribution is not None}


def attributed(before: NodeScore, after: NodeScore, moving: Sequence[str]) -> Shares:
    """
    Divide the difference between two values of a group, before they were rounded.

    Args:
        before: The group in one result.
        after: The group in the other.
        moving: Children that have the value they had, over parts that moved.
    """
    pair = _Pair(before, after)
    difference = (after.unrounded or ZERO) - (before.unrounded or ZERO)
    if pair.redefined:
        halves = [_divided(pair, end, pair.scale(end)) for end in (0, 1)]
        points = {code: (halves[0][code] + halves[1][code]) / 2 for code in pair.changed}
    else:
        points = _fitted(pair, _divided(pair, 0, Decimal(1)), difference)
    left = difference - sum(points.values())
    whole = _fits(left, ZERO, difference, before.unrounded, after.unrounded)
    if points and whole:  # No more than the last digits, which the greatest share takes up.
        points[max(points, key=lambda code: abs(points[code]))] += left
        left = ZERO
    slopes = {code: pair.slope(code) for code in moving}
    return Shares(points, slopes, ZERO if not points and whole and not difference else left)


def _fits(one: Decimal, other: Decimal, *sizes: Decimal | None) -> bool:
    return abs(one - other) <= NOISE * max(abs(size or ZERO) for size in sizes)


def _fitted(pair: _Pair, shares: dict[str, Decimal], difference: Decimal) -> dict[str, Decimal]:
    """
    Bring what a formula divides to the difference there is: factor and output range come after the aggregator.
    """
    scale, total = pair.scale(0), sum(shares.values(), ZERO)
    if shares and not _fits(scale * total, difference, difference, pair.ends[0].unrounded, pair.ends[1].unrounded):
        size = sum(map(abs, shares.values()), ZERO)
        scale = difference / total if abs(total) > NOISE * size else ZERO
        if not scale and difference:
            return _by_weight(pair, difference)
    return {code: share * scale for code, share in shares.items()}


class _Pair:
    """
    A group in two results.

    Attributes:
        ends: The group in each.
        states: The values of the children that are there, in each.
        changed: The children whose value is another, or that are there in one alone.
        redefined: Whether weights or methods differ.
    """

    def __init__(self, before: NodeScore, after: NodeScore) -> None:
        self.ends = (before, after)
        children = tuple(held(end) for end in self.ends)
        self.states: tuple[dict[str, Decimal], ...] = tuple(
            {code: child.value for code, child in each.items() if child.value is not None} for each in children
        )
        self.codes = list(dict.fromkeys((*self.states[0], *self.states[1])))
        self.changed = [c for c in self.codes if self.states[0].get(c) != self.states[1].get(c)]
        recorded = [{code: child.weight or ZERO for code, child in each.items()} for each in children]
        self.weights = [_completed(recorded[0], recorded[1]), _completed(recorded[1], recorded[0])]
        self._functions: dict[int, Value | None] = {}
        alike = all(
            _fits(self.weights[0][c] * _ratio(recorded[1], recorded[0]), self.weights[1][c], self.weights[1][c])
            for c in recorded[0].keys() & recorded[1].keys()
        )
        self.redefined = not alike or before.method != after.method or before.factor != after.factor

    def value(self, end: int) -> Value | None:
        """
        Return the formula that the group has in one of the results, or `None` where it is not known.
        """
        if end not in self._functions:
            self._functions[end] = _value_of(self.ends[end].method, self.weights[end])
        return self._functions[end]

    def slug(self, end: int) -> str:
        """
        Return the name of the aggregator.
        """
        return _method(self.ends[end].method)[0]

    def scale(self, end: int) -> Decimal:
        """
        Return by how much the value of the group is greater than its formula: the factor, and the sum of the weights.
        """
        node, value = self.ends[end], self.value(end)
        made = value(self.states[end]) if value else ZERO
        if made.is_nan() or not made or node.unrounded is None or "then to" in (node.method or ""):
            return node.factor or Decimal(1)
        return node.unrounded / made

    def slope(self, code: str) -> Decimal:
        """
        Return what one point of a child means for the group: the mean over both results.
        """
        slopes = []
        for end in (0, 1):
            value, state = self.value(end), self.states[end]
            if self.slug(end) in {"arithmetic", "geometric"} and state[code] and value is not None:
                # The derivative of both, for what a mean of logarithms is multiplied by is the mean itself.
                share = self.weights[end][code] / sum(self.weights[end][each] for each in state)
                steep = value(state) / state[code] if self.slug(end) == "geometric" else Decimal(1)
                slopes.append(share * steep * self.scale(end))
                continue
            step = Decimal("1e-6") * max(Decimal(1), abs(state[code]))
            if value is not None:
                rise = value({**state, code: state[code] + step}) - value({**state, code: state[code] - step})
                slopes.append(ZERO if rise.is_nan() else rise / (2 * step) * self.scale(end))
        return sum(slopes, ZERO) / len(slopes) if slopes else ZERO


def _ratio(above: State, below: State) -> Decimal:
    """
    Return how much greater the weights of the common children are in one result than in the other.
    """
    common = above.keys() & below.keys()
    whole = sum((below[code] for code in common), ZERO)
    return sum((above[code] for code in common), ZERO) / whole if whole else Decimal(1)


def _completed(own: State, other: State) -> dict[str, Decimal]:
    """
    Add the weights of children that are there in the other result alone, in proportion.
    """
    ratio = _ratio(own, other)
    return {**{code: weight * ratio for code, weight in other.items()}, **own}


def _method(words: str | None) -> tuple[str, list[Decimal | str]]:
    """
    Read an aggregator back from the words of a result.
    """
    slug, *params = (words or "arithmetic").partition(",")[0].split()
    return slug, [Decimal(each) if each.lstrip("-")[:1].isdigit() else each for each in params]


def _value_of(words: str | None, weights: State) -> Value | None:
    slug, params = _method(words)
    aggregator = AGGREGATORS.get(slug)
    if aggregator is None or aggregator.formula is None:
        return None
    cells = {code: column(code) for code in weights}
    children = [Child(lift(weight), cells[code], given(cells[code])) for code, weight in weights.items()]
    try:
        fused = Fused([aggregator.formula(Children(children), *params)], exact=True)
    except (Gm100Error, TypeError, ZeroDivisionError):
        return None

    def value(state: State) -> Decimal:
        found = Decimal(fused.one([state.get(code, NAN) for code in fused.columns])) if state else NAN
        return found if found.is_finite() else NAN

    return value


def _divided(pair: _Pair, end: int, scale: Decimal) -> dict[str, Decimal]:
    """
    Divide the difference that the children make by the formula of one of the results.
    """
    value = pair.value(end)
    if not pair.changed or value is None:
        return {} if not pair.changed else _by_weight(pair, _difference(pair))
    if pair.slug(end) in {"arithmetic", "sum"} and pair.states[0].keys() == pair.states[1].keys():
        shares = _by_sum(pair, end)
    elif pair.slug(end) in {"geometric", "product"} and (found := _by_logarithms(pair, end, value)):
        shares = found
    elif len(pair.changed) <= MOST_ORDERS:
        shares = _by_orders(pair, value)
    else:
        shares = _by_steps(pair, value)
    if any(share.is_nan() for share in shares.values()):
        return _by_weight(pair, _difference(pair))
    return {code: share * scale for code, share in shares.items()}


def _difference(pair: _Pair) -> Decimal:
    return (pair.ends[1].unrounded or ZERO) - (pair.ends[0].unrounded or ZERO)


def _by_sum(pair: _Pair, end: int) -> dict[str, Decimal]:
    """
    Divide a weighted sum or mean as it is added up.
    """
    one, other = pair.states
    whole = Decimal(1) if pair.slug(end) == "sum" else sum(pair.weights[end].values())
    return {c: pair.weights[end][c] * (other[c] - one[c]) / whole for c in pair.changed}


def _by_logarithms(pair: _Pair, end: int, value: Value) -> dict[str, Decimal]:
    """
    Divide by logarithmic means; return nothing where a child is missing, or at 0 or below.
    """
    one, other = pair.states
    if one.keys() != other.keys() or min(*one.values(), *other.values(), ZERO + 1) <= 0:
        return {}
    ends = value(one), value(other)
    mean = ends[0] if ends[0] == ends[1] else (ends[1] - ends[0]) / (ends[1] / ends[0]).ln()
    whole = Decimal(1) if pair.slug(end) == "product" else sum(pair.weights[end].values())
    return {c: pair.weights[end][c] * (other[c] / one[c]).ln() * mean / whole for c in pair.changed}


def _mixed(pair: _Pair, gone: frozenset[str]) -> dict[str, Decimal]:
    """
    Return the state in which some children have changed already.
    """
    return {c: pair.states[c in gone][c] for c in pair.codes if c in pair.states[c in gone]}


def _by_orders(pair: _Pair, value: Value) -> dict[str, Decimal]:
    """
    Divide by Shapley values: the mean over all orders of what each child adds when it changes.
    """
    count = len(pair.changed)
    sets = [frozenset(c for i, c in enumerate(pair.changed) if bits >> i & 1) for bits in range(2**count)]
    found = {each: value(_mixed(pair, each)) for each in sets}
    shares = dict.fromkeys(pair.changed, ZERO)
    for each in sets:
        orders = factorial(len(each)) * factorial(count - len(each) - 1) if len(each) < count else 0
        for code in pair.changed:
            if code not in each:
                shares[code] += orders * (found[each | {code}] - found[each])
    return {code: share / factorial(count) for code, share in shares.items()}


def _by_steps(pair: _Pair, value: Value) -> dict[str, Decimal]:
    """
    Let all children go small steps together, and look in each at what a child adds as the first and as the last.
    """
    whole = pair.states[0].keys() == pair.states[1].keys()
    places = [Decimal(i) / STEPS for i in range(STEPS + 1)] if whole else [ZERO, Decimal(1)]
    shares = dict.fromkeys(pair.changed, ZERO)
    for one, other in pairwise(_between(pair, place) for place in places):
        first, last = value(one), value(other)
        for code in pair.changed:
            shares[code] += (value(_with(one, other, code)) - first + last - value(_with(other, one, code))) / 2
    left = value(pair.states[1]) - value(pair.states[0]) - sum(shares.values())
    size = sum(map(abs, shares.values()))
    return {c: share + left * (abs(share) / size if size else Decimal(1) / len(shares)) for c, share in shares.items()}


def _with(one: State, other: State, code: str) -> dict[str, Decimal]:
    """
    Return a state in which one child is as in another state.
    """
    changed = {each: x for each, x in one.items() if each != code}
    return {**changed, code: other[code]} if code in other else changed


def _between(pair: _Pair, place: Decimal) -> dict[str, Decimal]:
    one, other = pair.states
    if place in {0, 1}:
        return dict(pair.states[int(place)])
    return {code: x if x == other[code] else x + (other[code] - x) * place for code, x in one.items()}


def _by_weight(pair: _Pair, difference: Decimal) -> dict[str, Decimal]:
    """
    Divide a difference among the children that changed, by weight times change.
    """
    one, other = pair.states
    moves = {c: pair.weights[1][c] * (other.get(c, ZERO) - one.get(c, ZERO)) for c in pair.changed}
    size = sum(map(abs, moves.values()), ZERO)
    if not size:
        return {code: difference / len(moves) for code in moves}
    if len(moves) == 1:
        return dict.fromkeys(moves, difference)
    lean = sum(moves.values(), ZERO) / size
    return {c: abs(m) / size * (difference + abs(difference) * ((m > 0) - (m < 0) - lean)) for c, m in moves.items()}
