"""
Formulas for backends that know only binary floats: rounding and comparing are written out, once for all of them.

Where it is proved (see `proof`), a float is rounded as the exact number it stands for. Where it is not, it is read at
fifteen digits: a value that is within `SHARE` of a tie is one, and two values that close are equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Final

from gm100.errors import EngineLimitError, Issue
from gm100.model.scorecard import Rounding, RoundingMode
from gm100.scoring.decide import SHARE
from gm100.scoring.formula.proof import ULP, Facts, Known, facts_of, nudge
from gm100.scoring.formula.tree import (
    GAP,
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    Formula,
    absolute,
    both,
    descending,
    floor,
    is_value,
    least,
    lift,
    most,
    negated,
    nth,
    total,
    where,
)
from gm100.scoring.formula.walk import again, in_order, rebuilt

_SHARE: Final = Decimal(repr(SHARE))
_HALF: Final = Decimal("0.5")
_WHOLE: Final = 2**52
"""Floats up to here tell halves of whole numbers apart."""


def as_float(value: Decimal | Fraction) -> float:
    """
    Return a constant as a float.

    Raises:
        EngineLimitError: No float is so great.
    """
    try:
        found = float(value)
    except OverflowError:  # Of a fraction; a decimal becomes infinite.
        found = math.inf
    if math.isinf(found):
        size = len(str(abs(int(value)))) - 1
        message = f"a number of the size of 1e{size} is greater than floats can be; use a greater unit"
        raise EngineLimitError("floats", [Issue("too-large", message, ("formula",))])
    return found


def for_floats(root: Formula, known: Mapping[str, Known] | None = None) -> Formula:
    """
    Return a formula without `round`, in which `<` and `<=` compare floats as `decide.order` does.

    Args:
        root: The formula.
        known: What is known of columns and parameters, by name; nothing where they are any floats.
    """
    return all_for_floats((root,), known)[0]


def all_for_floats(roots: Sequence[Formula], known: Mapping[str, Known] | None = None) -> Sequence[Formula]:
    """
    Return formulas as `for_floats` does; what they share they share afterwards.
    """
    together = Formula("sorted", tuple(roots))
    facts = facts_of(together, known) if known else {}
    made: dict[int, Formula] = {}
    for node in in_order(together):
        args = [made[id(arg)] for arg in node.args]
        if node.op == "round":
            inner = facts.get(id(node.args[0]))
            proved = nudge(node, inner)
            # Where nothing is divided by it, because another value is chosen, a divisor may be 0.
            factors = [most(made[id(part)] * times, ONE) for part, times in (inner.divisor if inner else ())]
            add = _noise_of(args[0], node.data) if proved is None else proved / prod(factors, start=ONE)
            changed = _rounded(args[0], node.data, inner, add)
        elif node.op == "<":
            changed = _behind(*args)
        elif node.op == "<=":
            changed = negated(_behind(args[1], args[0]))
        else:
            changed = again(node, args)
        made[id(node)] = changed
    return made[id(together)].args


def in_pairs(roots: Sequence[Formula]) -> Sequence[Formula]:
    """
    Return formulas without `sorted` and `nth`, for backends that cannot sort: values change places two by two.

    >>> from gm100.scoring.formula.tree import column, descending, nth
    >>> in_pairs([nth(1, descending([column("a", gaps=False), column("b", gaps=False)]))])
    (max(a, b),)
    """
    return _placed(roots, _exchanged)


def without_gaps(roots: Sequence[Formula]) -> Sequence[Formula]:
    """
    Return formulas in which no value that is sorted is a gap, for backends that sort numbers alone.
    """
    return _placed(roots, lambda values: [nth(place, descending(values)) for place in range(1, len(values) + 1)])


def _placed(roots: Sequence[Formula], in_order: Callable[[Sequence[Formula]], Sequence[Formula]]) -> Sequence[Formula]:
    """
    Return formulas in which values are put in order otherwise; gaps stand last, for nothing is less than they are.

    Args:
        roots: The formulas.
        in_order: Returns values without gaps by place, the greatest first.
    """
    made: dict[int, tuple[Formula, list[Formula]]] = {}  # With each formula, so that its identity stays its own.

    def change(node: Formula, args: Sequence[Formula]) -> Formula | None:
        if node.op != "nth":
            return None
        if id(args[0]) not in made:
            there = [is_value(value) if _may_lack(value) else TRUE for value in args[0].args]
            values = [where(has, x, ZERO - INFINITY) for has, x in zip(there, args[0].args, strict=True)]
            count = total(where(has, 1, 0) for has in there)
            by_place = enumerate(in_order(values), start=1)
            made[id(args[0])] = args[0], [where(lift(place) <= count, value, GAP) for place, value in by_place]
        _, places = made[id(args[0])]
        place: int = node.data
        return places[place - 1]

    return rebuilt(Formula("sorted", tuple(roots)), change).args


def _exchanged(values: Sequence[Formula]) -> list[Formula]:
    """
    Return values by place, the greatest first, by the merges of Batcher (1968).
    """
    placed = list(values)
    for one, other in _exchanges(len(placed)):
        placed[one], placed[other] = most(placed[one], placed[other]), least(placed[one], placed[other])
    return placed


def _may_lack(value: Formula) -> bool:
    return bool((value.op == "if" and value.args[2] is GAP) or (value.op == "column" and value.data[1]))


def _exchanges(size: int) -> Iterator[tuple[int, int]]:
    """
    Yield the places that are compared, one pair after another.
    """
    # Sorted runs of one value, then of two, of four, ... are merged; within a merge, values are compared at half the
    # distance each time. Which pairs these are does not depend on the values, so they can be written as a formula.
    run = 1
    while run < size:
        for step in (run >> shift for shift in range(run.bit_length())):
            first = [place for place in range(size - step) if (place - step % run) % (2 * step) < step]
            yield from (
                (place, place + step)
                for place in first
                if place >= step % run and place // (2 * run) == (place + step) // (2 * run)
            )
        run *= 2


def nearest(value: Formula, facts: Facts) -> Formula:
    """
    Return a value as the float nearest to it: a whole numerator over its denominator, where floats hold it exactly.

    Args:
        value: The value.
        facts: What is known of it.
    """
    size = facts.size * facts.denominator
    if size >= _WHOLE or facts.error * facts.denominator + size * 4 * ULP >= _HALF:
        return value
    factors = (floor(most(part * times, ONE) + _HALF) for part, times in facts.divisor)
    below = prod(factors, start=lift(facts.denominator))
    return floor(value * below + _HALF) / below


def _behind(one: Formula, other: Formula) -> Formula:
    """
    Tell whether one float is less than another, and not by noise alone.
    """
    if one.op == other.op == "number":
        return one < other
    if other.op == "number":
        return one < lift(other.data - abs(other.data) * _noise(other.data))
    if one.op == "number":
        return lift(one.data + abs(one.data) * _noise(one.data)) < other
    return one + most(absolute(one), absolute(other)) * _SHARE < other


def _noise(like: Decimal | Fraction) -> Decimal | Fraction:
    return Fraction(_SHARE) if isinstance(like, Fraction) else _SHARE


def _noise_of(x: Formula, rounding: Rounding) -> Formula | None:
    """
    Return the noise of a difference in units of the last decimal kept, or `None` for what is no difference.

    `1 - 0.98` has the noise of 1, which is fifty times the share of itself that counts as noise elsewhere.
    """
    size = _cancelled(x)
    return None if size is None else size * (10**rounding.decimals * _SHARE)


def _cancelled(x: Formula) -> Formula | None:
    """
    Return the size of what a difference, perhaps stretched to another range, was computed from.
    """
    if x.op == "-":
        return most(*(absolute(arg) if (inner := _cancelled(arg)) is None else inner for arg in x.args))
    constants = [arg for arg in x.args if arg.op == "number"]
    others = [arg for arg in x.args if arg.op != "number"]
    if x.op not in {"+", "*", "/"} or len(others) != 1 or (x.op == "/" and x.args[0] in constants):
        return None
    inner = _cancelled(others[0])
    if inner is None:
        return None
    if x.op == "+":
        return most(inner, absolute(x))
    return inner * absolute(constants[0]) if x.op == "*" else inner / absolute(constants[0])


def _rounded(x: Formula, rounding: Rounding, facts: Facts | None, proved: Formula | None) -> Formula:
    scale = 10**rounding.decimals
    signed = facts is None or facts.low < 0
    size = absolute(x) if signed else x
    if proved is None:
        scaled, add = size * (scale * (1 + _SHARE)), ZERO
    else:
        scaled, add = size * scale, proved
    steps = floor(total((scaled, add if rounding.mode is RoundingMode.DOWN else add + _HALF)))
    if rounding.mode is RoundingMode.HALF_EVEN:
        steps = _to_even(steps, size, scale, proved)
    found = steps / scale
    return where(x < ZERO, -found, found) if signed else found


def _to_even(steps: Formula, size: Formula, scale: int, proved: Formula | None) -> Formula:
    """
    Take one step back where a half was rounded up to an odd number.
    """
    # Up to here a half went up; it was one if a little less than the value would have gone down.
    lower = size * scale - proved if proved is not None else size * (scale * (1 - _SHARE))
    tie = floor(total((lower, _HALF))) < steps
    half = steps / 2
    return where(both(tie, floor(half) < half), steps - 1, steps)
