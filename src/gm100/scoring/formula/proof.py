"""
What is known of a formula beforehand: the ends its values lie between, their common denominator, the error of floats.

A sum of products of values with known decimals is a multiple of a known step. A value that is one and no tie lies some
way from the nearest tie, which is known. While the error of floats is below half of that, adding as much
before rounding decides every case as exact numbers do: a float backend then rounds half up exactly, and it is proved
before anything is computed. The same holds for comparisons.

Where children are skipped, the weights that are there divide, and differ from row to row. What is known is then known
of the value times that divisor: a small divisor makes values and errors greater, and ties as much further apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, prod
from typing import Final, NamedTuple

from gm100.scoring.decide import SHARE
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import in_order

ULP: Final = Fraction(1, 2**53)
"""The greatest relative error of one operation on floats."""

LARGEST: Final = 10**40
"""Denominators above this prove nothing, and make whole numbers long."""


class Known(NamedTuple):
    """
    What is known of a column.

    Attributes:
        decimals: The most decimals that a value has.
        low: The least value possible.
        high: The greatest value possible.
        noise: By which share of the greatest a float may miss the decimal it stands for.
    """

    decimals: int
    low: Fraction
    high: Fraction
    noise: Fraction = ULP


class Facts(NamedTuple):
    """
    What is known of a formula: of its values times the divisor, which is one where there is none.

    Attributes:
        low: The least value possible.
        high: The greatest value possible.
        step: The values are multiples of this.
        error: By how much a float may miss a value.
        divisor: The part of the denominator that differs from row to row, a whole number: formulas, and by what they
            are multiplied to be whole.
        most: The greatest divisor possible.
        share: By which share of itself a float may miss a value, where that is known: for sums of weights.
    """

    low: Fraction
    high: Fraction
    step: Fraction
    error: Fraction
    divisor: tuple[tuple[Formula, int], ...] = ()
    most: int = 1
    share: Fraction | None = None

    @property
    def denominator(self) -> int:
        """
        A denominator that all values have.
        """
        return self.step.denominator

    @property
    def size(self) -> Fraction:
        """
        The greatest size of a value.
        """
        return max(abs(self.low), abs(self.high))

    def after(self) -> Facts | None:
        """
        Return the facts with the error of one more operation, or nothing where they have become useless.
        """
        return (
            None
            if self.denominator * self.most > LARGEST
            else self._replace(error=self.error + (self.size + self.error) * ULP)
        )


Maybe = Facts | None


def facts_of(root: Formula, known: Mapping[str, Known]) -> dict[int, Maybe]:
    """
    Return what is known of each node of a formula, by its identity; nothing where nothing is.

    Args:
        root: The formula.
        known: What is known of columns and parameters, by name.
    """
    found: dict[int, Maybe] = {}
    for node in in_order(root):
        found[id(node)] = _facts(node, [found[id(arg)] for arg in node.args], known)
    return found


def unproved(root: Formula, known: Mapping[str, Known]) -> list[Formula]:
    """
    Return the roundings and comparisons that floats might decide otherwise than exact numbers, in order.
    """
    facts = facts_of(root, known)
    return [
        node
        for node in in_order(root)
        if (node.op == "round" and nudge(node, facts[id(node.args[0])]) is None)
        or (node.op in {"<", "<="} and not _decided([facts[id(arg)] for arg in node.args]))
    ]


def nudge(node: Formula, facts: Maybe) -> Fraction | None:
    """
    Return what is to be added, over the divisor and in units of the last decimal kept, before a float is rounded.

    It is half of the way from a value to the nearest tie that it is not; `None` for no proof.
    """
    if facts is None:
        return None
    places = 10**node.data.decimals
    # Values and ties are all multiples of a common step, so a value that is no tie lies at least that far from one.
    margin = _common(facts.step, Fraction(1, 2 * places)) * places / 2
    return margin if (facts.error + facts.size * 4 * ULP) * places < margin else None


def decimals_of(facts: Facts) -> int | None:
    """
    Return the decimals that every value has at most, or `None` where shares may be without end.
    """
    rest, twos, fives = facts.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == facts.most == 1 else None


def _decided(sides: Sequence[Maybe]) -> bool:
    there = [side for side in sides if side is not None]
    if len(there) < len(sides):
        return False
    # Floats are taken for equal within SHARE of their size. That is right where noise stays below it, so that equal
    # numbers are found equal, and where numbers that differ are further apart, so that they are not.
    apart = reduce(_common, (side.step for side in there)) / prod(side.most for side in there)
    size, noise = max(side.size for side in there), sum((side.error for side in there), Fraction(0))
    return noise < Fraction(SHARE) * size < apart / 2 or size == 0 or all(side.error == 0 for side in there)


def _facts(node: Formula, args: Sequence[Maybe], known: Mapping[str, Known]) -> Maybe:
    if node.op in {"number", "column", "parameter"}:
        return _of_leaf(node, known)
    parts = list(zip(node.args, args, strict=True))[node.op in {"if", "require"} :]
    if node.op in _CHOOSING:  # A gap, or what stands in for one, is not a value that could be rounded.
        parts = [(arg, facts) for arg, facts in parts if not _is_no_value(arg)]
    there = [facts for _, facts in parts if facts is not None]
    if not there or len(there) < len(parts) or node.op not in _OPERATIONS:
        return None
    return _OPERATIONS[node.op](node, there)


def _of_leaf(node: Formula, known: Mapping[str, Known]) -> Maybe:
    if node.op == "number":
        value = Fraction(node.data)
        return Facts(value, value, abs(value), abs(value) * ULP, share=ULP)
    one = known.get(node.data if node.op == "parameter" else node.data[0])
    return one and Facts(one.low, one.high, Fraction(1, 10**one.decimals), max(abs(one.low), abs(one.high)) * one.noise)


def _is_no_value(node: Formula) -> bool:
    return node.op in {"gap", "infinity"} or (node.op == "-" and node.args[1].op == "infinity")


def _together(there: Sequence[Facts]) -> list[Facts]:
    """
    Return what is known of some values times the divisors of all of them.
    """
    divisors = {each.divisor: each.most for each in there}
    divisor, most = tuple(factor for each in divisors for factor in each), prod(divisors.values())
    return [
        Facts(each.low * times, each.high * times, each.step, each.error * times, divisor, most, each.share)
        for each in there
        for times in (most // each.most,)
    ]


def _common(one: Fraction, other: Fraction) -> Fraction:
    """
    Return the greatest step of which both are multiples.
    """
    below = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), below)


def _chosen(_: Formula, there: Sequence[Facts]) -> Maybe:
    there = _together(there)
    low, high = min(each.low for each in there), max(each.high for each in there)
    step, error = reduce(_common, (each.step for each in there)), max(each.error for each in there)
    shares = [each.share for each in there if each.share is not None]
    share = max(shares) if len(shares) == len(there) else None
    return there[0]._replace(low=low, high=high, step=step, error=error, share=share)


def _rounded(node: Formula, there: Sequence[Facts]) -> Maybe:
    (inner,) = there
    if nudge(node, inner) is None:
        return None
    step = Fraction(1, 10**node.data.decimals)
    low, high = inner.low - step, inner.high + step
    low = max(low, Fraction(0)) if inner.low >= 0 else low
    return Facts(low, high, step, max(abs(low), abs(high)) * ULP)


def _sum(node: Formula, there: Sequence[Facts]) -> Maybe:
    found, *terms = _together(there)
    for term in terms:
        low, high = (term.low, term.high) if node.op == "+" else (-term.high, -term.low)
        made = found._replace(
            low=found.low + low,
            high=found.high + high,
            step=_common(found.step, term.step),
            error=found.error + term.error,
            share=_of_sum(node, found, term),
        ).after()
        if made is None:
            return None
        found = made
    return found


def _of_sum(node: Formula, one: Facts, other: Facts) -> Fraction | None:
    if node.op != "+" or one.share is None or other.share is None or min(one.low, other.low) < 0:
        return None
    return max(one.share, other.share) + ULP


def _product(_: Formula, there: Sequence[Facts]) -> Maybe:
    one, other = there
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    return Facts(
        min(corners),
        max(corners),
        one.step * other.step,
        one.error * other.size + other.error * one.size + one.error * other.error,
        one.divisor + other.divisor,
        one.most * other.most,
    ).after()


def _quotient(node: Formula, there: Sequence[Facts]) -> Maybe:
    one, other = there
    if other.low == other.high:
        value = 1 / other.low if other.low else Fraction(0)
        inverse = Facts(value, value, abs(value), abs(value) * 2 * ULP)
        return _product(node, (one, inverse)) if value else None
    # The divisor times this is a whole number, and so 1 at least unless it is 0: what is known of the quotient is known
    # of its product with that whole number, by which `nudge` is divided row by row.
    times = other.denominator
    share = other.error * times if other.share is None else other.share
    if other.low < 0 or other.most > 1 or share * 2 > 1:
        return None
    return Facts(
        one.low * times,
        one.high * times,
        one.step * times,
        (one.error + one.size * share) * times / (1 - share),
        (*one.divisor, (node.args[1], times)),
        one.most * max(int(other.high * times), 1),
    ).after()


_CHOOSING: Final = frozenset({"least", "most", "if", "require", "sorted", "nth"})
"""Operations that give one of the values they work on."""

_OPERATIONS: Final[Mapping[str, Callable[[Formula, Sequence[Facts]], Maybe]]] = {
    **dict.fromkeys(_CHOOSING, _chosen),
    "round": _rounded,
    "+": _sum,
    "-": _sum,
    "*": _product,
    "/": _quotient,
}
