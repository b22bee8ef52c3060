"""
What is known of a formula beforehand: the ends its values lie between, their common denominator, the error of floats.

A sum of products of values with known decimals has a known denominator. A value that is a multiple of `1 / d` and no
tie lies at least `1 / (2 * d)` from one, counted in units of the last decimal kept. While the error of floats is below
half of that, adding `1 / (4 * d)` before rounding decides every case as exact numbers do: a float backend then rounds
half up exactly, and it is proved before anything is computed. The same holds for comparisons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm, prod
from typing import Final, NamedTuple

from gm100.scoring.decide import SHARE
from gm100.scoring.formula.tree import ONE, Formula
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
    What is known of a formula.

    Attributes:
        low: The least value possible.
        high: The greatest value possible.
        denominator: The values are multiples of one over this and the divisor.
        error: By how much a float may miss a value.
        divisor: The part of the denominator that differs from row to row, a whole number: what weights are divided by
            where children are skipped.
        most: The greatest divisor possible.
    """

    low: Fraction
    high: Fraction
    denominator: int
    error: Fraction
    divisor: Formula = ONE
    most: int = 1

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
        if self.denominator * self.most > LARGEST:
            return None
        return self._replace(error=self.error + (self.size + self.error) * ULP)


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
    Return what is to be added, in units of the last decimal kept, before a float is rounded; `None` for no proof.
    """
    if facts is None:
        return None
    places = 10**node.data.decimals
    margin = Fraction(1, 4 * facts.denominator * facts.most)
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
    if any(side is None for side in sides):
        return False
    there = [side for side in sides if side is not None]
    together = _denominators(there)
    size, apart = max(side.size for side in there), Fraction(1, together[0] * together[2])
    noise = sum((side.error for side in there), Fraction(0))
    return noise < Fraction(SHARE) * size < apart / 2 or size == 0 or all(side.error == 0 for side in there)


def _facts(node: Formula, args: Sequence[Maybe], known: Mapping[str, Known]) -> Maybe:  # noqa: PLR0911 - a case an operation
    op = node.op
    if op == "number":
        value = Fraction(node.data)
        return Facts(value, value, value.denominator, abs(value) * ULP)
    if op in {"column", "parameter"}:
        one = known.get(node.data if op == "parameter" else node.data[0])
        return one and Facts(one.low, one.high, 10**one.decimals, max(abs(one.low), abs(one.high)) * one.noise)
    parts = list(zip(node.args, args, strict=True))[op in {"if", "require"} :]
    if op in _CHOOSING:  # A gap, or what stands in for one, is no value that could be rounded.
        parts = [(arg, facts) for arg, facts in parts if not _is_no_value(arg)]
    args = [facts for _, facts in parts]
    there = [arg for arg in args if arg is not None]
    if not there or len(there) < len(args):
        return None
    if op == "round":
        return _rounded(node, there[0])
    if op in {"+", "-"}:
        return _sum(op, there)
    if op == "*":
        return _product(*there)
    if op == "/" and there[1].low == there[1].high != 0:
        return _product(there[0], _inverse(there[1]))
    if op == "/":
        return _quotient(there[0], there[1], node.args[1])
    if op in _CHOOSING:
        denominator, divisor, most = _denominators(there)
        low, high = min(each.low for each in there), max(each.high for each in there)
        return Facts(low, high, denominator, max(each.error for each in there), divisor, most)
    return None


_CHOOSING: Final = frozenset({"least", "most", "if", "require", "sorted", "nth"})
"""Operations that give one of the values they work on."""


def _is_no_value(node: Formula) -> bool:
    return node.op in {"gap", "infinity"} or (node.op == "-" and node.args[1].op == "infinity")


def _denominators(there: Sequence[Facts]) -> tuple[int, Formula, int]:
    """
    Return a denominator of all of some values, its divisor, and the greatest one.
    """
    divisors = {id(each.divisor): each for each in there if each.most > 1}
    divisor = prod((each.divisor for each in divisors.values()), start=ONE)
    return lcm(*(each.denominator for each in there)), divisor, prod(each.most for each in divisors.values())


def _rounded(node: Formula, inner: Facts) -> Maybe:
    if nudge(node, inner) is None:
        return None
    step = Fraction(1, 10**node.data.decimals)
    low, high = inner.low - step, inner.high + step
    low = max(low, Fraction(0)) if inner.low >= 0 else low
    return Facts(low, high, step.denominator, max(abs(low), abs(high)) * ULP)


def _sum(op: str, terms: Sequence[Facts]) -> Maybe:
    found = terms[0]
    for term in terms[1:]:
        low, high = (term.low, term.high) if op == "+" else (-term.high, -term.low)
        denominator, divisor, most = _denominators((found, term))
        error = found.error + term.error
        made = Facts(found.low + low, found.high + high, denominator, error, divisor, most).after()
        if made is None:
            return None
        found = made
    return found


def _product(one: Facts, other: Facts) -> Maybe:
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    error = one.error * other.size + other.error * one.size + one.error * other.error
    return Facts(
        min(corners),
        max(corners),
        one.denominator * other.denominator,
        error,
        one.divisor * other.divisor,
        one.most * other.most,
    ).after()


def _quotient(one: Facts, other: Facts, divisor: Formula) -> Maybe:
    """
    Return what is known of a quotient, where the divisor is no less than one over its denominator if it is not 0.
    """
    times = other.denominator
    if other.low < 0 or other.most > 1 or other.error * times * 2 > 1:
        return None
    size = one.size * times
    error = (one.error + size * other.error) * times / (1 - other.error * times)
    return Facts(
        min(one.low, Fraction(0)) * times,
        max(one.high, Fraction(0)) * times,
        one.denominator // gcd(one.denominator, times),
        error,
        one.divisor * (divisor * times),
        one.most * max(int(other.high * times), 1),
    ).after()


def _inverse(constant: Facts) -> Facts:
    value = 1 / constant.low
    return Facts(value, value, value.denominator, abs(value) * 2 * ULP)
