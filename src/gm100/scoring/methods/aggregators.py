"""
The aggregators: how the values of children become the value of a group. Each formula stands here and nowhere else.

Each is a function of `Children` and parameters, and never sees a gap: sums, means, minima and places are taken over the
children that are there, whatever policy the group has. Sources: OECD/JRC, Handbook on Constructing Composite Indicators
(2008), step 6, unless a docstring names another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from gm100.scoring._params import Check, at_least_one, none, numbers, optional_number, optional_word
from gm100.scoring.formula.tree import (
    GAP,
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    Formula,
    Operand,
    call,
    column,
    descending,
    exp,
    least,
    lift,
    log,
    most,
    nth,
    require,
    total,
    where,
)
from gm100.scoring.methods import contributions, distance, outranking
from gm100.scoring.methods.normalisers import exact


class Child(NamedTuple):
    """
    A child of a group.

    Attributes:
        weight: Its weight, as the scorecard writes it.
        value: Its value, which counts only where there is one.
        there: The condition that it has a value.
    """

    weight: Formula
    value: Formula
    there: Formula


class Children:
    """
    The children of a group as an aggregator sees them: those that are there.

    Attributes:
        all: The children, in the order of the scorecard.
        whole: The sum of all weights.
        held: The sum of the weights of those that are there.
        verbatim: Whether weights are used as they stand, and not divided by their sum.
    """

    def __init__(self, children: Sequence[Child], *, verbatim: bool = False) -> None:
        self.all = tuple(children)
        self.verbatim = verbatim
        self.whole = total(child.weight for child in self.all)
        self.held = self.total(lambda weight, _: weight)
        self.counting = tuple(
            child for child in self.all if not (child.weight.op == "number" and not child.weight.data)
        )

    def total(self, term: Callable[[Formula, Formula], Operand]) -> Formula:
        """
        Return the sum of a term of weight and value over the children that are there.
        """
        return total(where(child.there, term(child.weight, child.value), 0) for child in self.all)

    def mean(self, term: Callable[[Formula], Operand] = lambda x: x) -> Formula:
        """
        Return the weighted mean of a term of the value, divided once at the end so that no share is cut off before.

        Where weights are verbatim, it is the weighted sum, scaled up by the share of the weights that is there.
        """
        # A child of weight 0 does not count, and what its term would divide by or take a logarithm of does not either.
        top = total(where(child.there, child.weight * term(child.value), 0) for child in self.counting)
        if not self.verbatim:
            return top / self.held
        if all(child.there.op == "true" for child in self.all):
            return top
        return top * self.whole / self.held

    def count(self) -> Formula:
        """
        Return how many children are there.
        """
        return self.total(lambda *_: ONE)

    def lowest(self, *, counting: bool = False) -> Formula:
        """
        Return the least value there is.

        Args:
            counting: Leave out children of weight 0.
        """
        return least(
            *(where(child.there, child.value, INFINITY) for child in (self.counting if counting else self.all))
        )

    def highest(self) -> Formula:
        """
        Return the greatest value there is.
        """
        return most(*(where(child.there, child.value, ZERO - INFINITY) for child in self.all))

    def falling(self) -> list[Formula]:
        """
        Return the values there are by place, the greatest first; places for which there are too few are gaps.
        """
        values = descending([where(child.there, child.value, GAP) for child in self.all])
        return [nth(place, values) for place in range(1, len(self.all) + 1)]


class Aggregator(NamedTuple):
    """
    An aggregator with what a definition must know of it.

    Attributes:
        formula: `(children, *params) -> formula`.
        columns: `(weights, columns, *params) -> column`, for one that looks at all units at once; weights are numbers,
            columns are without gaps, more is better.
        function: `(weights, values, *params) -> value`, for a plug-in that has no formula, guarded by `methods.plugin`.
        parts: `(weights, values, divisor, value, *params) -> parts`, in numbers: what each child carries of the value.
        check: What its parameters must be.
        positive: Whether a child at zero or below makes it meaningless, or zero whatever the others are.
        additive: Whether the value is a sum of parts, weight times score over the sum of weights (or over nothing).
        internal: Whether the value lies between the least and the greatest child.
        monotone: Whether a child that rises never makes it fall.
        own_size: Whether its values are of another size than those of its children, and with them the noise of floats:
            a count of sums of money, or their geometric mean with a share.
        decimals: Whether its function was declared to keep decimals exact.
    """

    formula: Callable[..., Formula] | None = None
    columns: Callable[..., Sequence[Any]] | None = None
    function: Callable[..., Any] | None = None
    parts: Callable[..., list[Any]] = contributions.in_proportion
    check: Check = none
    positive: bool = False
    additive: bool = False
    internal: bool = True
    monotone: bool = True
    own_size: bool = False
    decimals: bool = False

    def exact(self, *params: Any, count: int = 2) -> bool:
        """
        Whether it needs no more than sums, products and comparisons of so many children, so that decimals stay exact.
        """
        if self.formula is None:
            return self.decimals
        children = Children([Child(ONE, column(str(place)), TRUE) for place in range(count)])
        return exact(self.formula(children, *params))


def arithmetic(children: Children) -> Formula:
    """
    Return the weighted mean, `sum(w * x) / sum(w)`.
    """
    return children.mean()


def weighted_sum(children: Children) -> Formula:
    """
    Return the weighted sum, `sum(w * x)`, with the weights as they stand.
    """
    return children.total(lambda weight, x: weight * x)


def count(children: Children, above: Operand = 0) -> Formula:
    """
    Return how many children have a value above a limit, which is 0 where none is given.
    """
    return children.total(lambda _, x: where(lift(above) < x, 1, 0))


def _positive(children: Children, name: str, made: Formula, *, zero: bool = True) -> Formula:
    """
    Refuse values below 0; with `zero`, a child at 0 makes the whole 0.
    """
    lowest = children.lowest()
    if zero:
        made = where(children.lowest(counting=True) <= ZERO, 0, made)
    message = f"a {name} mean has no meaning below 0; normalise to a range above 0"
    return require(lowest >= ZERO, made, message)


def geometric(children: Children) -> Formula:
    """
    Return the weighted geometric mean, `exp(sum(w * ln x) / sum(w))`; a child at 0 makes it 0.

    A low score is compensated by others only in part. Not for values at or below 0.
    """
    return _positive(children, "geometric", exp(children.mean(log)))


def product(children: Children) -> Formula:
    """
    Return the weighted product, `prod(x ** w)`, with the weights as they stand.

    Source: Bridgman, Dimensional Analysis (1922); the WPM of multi-criteria analysis.
    """
    logs = total(where(child.there, child.weight * log(child.value), 0) for child in children.counting)
    return _positive(children, "geometric", exp(logs))


def harmonic(children: Children) -> Formula:
    """
    Return the weighted harmonic mean, `sum(w) / sum(w / x)`; a child at 0 makes it 0.
    """
    return _positive(children, "harmonic", 1 / children.mean(lambda x: 1 / x))


def power(children: Children, p: Decimal) -> Formula:
    """
    Return the weighted power mean, `(sum(w * x ** p) / sum(w)) ** (1 / p)`; with p = 0 the geometric mean.

    1 is the arithmetic mean, -1 the harmonic one; the lower p, the less a good score makes up for a bad one.
    """
    if not p:
        return geometric(children)
    return _positive(children, "power", children.mean(lambda x: x**p) ** (lift(1) / p), zero=p < 0)


def minimum(children: Children) -> Formula:
    """
    Return the least value, whatever the weights.
    """
    return children.lowest()


def maximum(children: Children) -> Formula:
    """
    Return the greatest value, whatever the weights.
    """
    return children.highest()


def median(children: Children) -> Formula:
    """
    Return the middle value, or the mean of the two in the middle, whatever the weights.
    """
    falling = children.falling()
    there = children.count()
    made = _middle(falling, len(falling))
    for count_there in range(len(falling) - 1, 0, -1):
        made = where(there <= lift(count_there), _middle(falling, count_there), made)
    return made


def _middle(falling: Sequence[Formula], size: int) -> Formula:
    low, high = falling[(size - 1) // 2], falling[size // 2]
    return low if low is high else (low + high) / 2


def owa(children: Children, *by_place: Decimal) -> Formula:
    """
    Return the ordered weighted average: weights go to places, the first to the best value.

    With fewer values than weights, the weights of the last places are left out and the others share theirs.
    Source: Yager, On ordered weighted averaging aggregation operators (1988).
    """
    there = children.count()
    pairs = [
        (where(lift(place) <= there, weight, 0), where(lift(place) <= there, weight * x, 0))
        for place, (weight, x) in enumerate(zip(by_place, children.falling(), strict=False), start=1)
    ]
    return total(value for _, value in pairs) / total(weight for weight, _ in pairs)


def mazziotta_pareto(children: Children, sense: str = "minus") -> Formula:
    """
    Return the mean less (or, with `plus`, more) a penalty for imbalance, `M - S * S / M`.

    M and S are mean and standard deviation over the children. With z-scores of mean 100 and deviation 10 it is the MPI,
    with goalposts stretched to 70-130 the adjusted MPI. `plus` is for indices where more is worse.
    Source: Mazziotta and Pareto, On a generalized non-compensatory composite index (2016).
    """
    mean = children.mean()
    penalty = children.mean(lambda x: (x - mean) * (x - mean)) / mean
    message = "the penalty needs a mean above 0; use z-scores of mean 100 and deviation 10"
    return require(mean > ZERO, mean + penalty if sense == "plus" else mean - penalty, message)


def gated(children: Children, threshold: Operand, cap: Operand) -> Formula:
    """
    Return the weighted mean, but no more than a cap while any child is below a threshold.

    Level models work so: no level 3 while one element is below 2.
    """
    mean = children.mean()
    return where(children.lowest() < lift(threshold), least(mean, cap), mean)


def of_function(slug: str, function: Callable[..., Any]) -> Callable[..., Formula]:
    """
    Return the formula that calls a function of weights and values, gaps among them; the core alone can compute it.
    """

    def formula(children: Children, *params: Any) -> Formula:
        size = len(children.all)
        weights = [child.weight for child in children.all]
        values = [where(child.there, child.value, GAP) for child in children.all]
        return call(slug, lambda *given: function(given[:size], given[size:], *params), *weights, *values)

    return formula


AGGREGATORS: Final[Mapping[str, Aggregator]] = MappingProxyType(
    {
        "arithmetic": Aggregator(arithmetic, parts=contributions.additive, additive=True),
        "condorcet": Aggregator(columns=outranking.condorcet, internal=False, own_size=True),
        "copeland": Aggregator(columns=outranking.copeland, internal=False, own_size=True),
        "count": Aggregator(
            count, parts=contributions.counted, check=optional_number("limit"), internal=False, own_size=True
        ),
        "gated": Aggregator(gated, check=numbers("threshold", "cap"), internal=False),
        "geometric": Aggregator(geometric, positive=True, own_size=True),
        "harmonic": Aggregator(harmonic, positive=True, own_size=True),
        "maximum": Aggregator(maximum, parts=contributions.at_the_value),
        "mazziotta_pareto": Aggregator(
            mazziotta_pareto, check=optional_word("minus", "plus"), internal=False, monotone=False
        ),
        "median": Aggregator(median),
        "minimum": Aggregator(minimum, parts=contributions.at_the_value),
        "owa": Aggregator(owa, check=at_least_one("weight")),
        "power": Aggregator(power, check=numbers("p"), positive=True, own_size=True),
        "product": Aggregator(product, positive=True, internal=False, own_size=True),
        "sum": Aggregator(weighted_sum, parts=contributions.summed, additive=True, internal=False),
        "topsis": Aggregator(columns=distance.topsis, internal=False, own_size=True),
    }
)
"""The aggregators that every engine starts with."""
