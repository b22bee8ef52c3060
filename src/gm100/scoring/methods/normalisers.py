"""
The normalisers: how values in different units become comparable. Each formula stands here and nowhere else.

Those with fixed parameters are functions of one value. Those that take limits from the data name the fixed one they
become, and `limits` says with which parameters. Those that compare units with each other are functions of a column.
Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5, unless a docstring names another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from gm100.scoring._params import Check, none, numbers, one_word, optional_word, pairs, points
from gm100.scoring.formula.tree import Formula, Operand, column, is_word, least, lift, log, most, require, where
from gm100.scoring.formula.walk import in_order
from gm100.scoring.methods import limits, ranks

Span: TypeAlias = tuple[Any, Any] | None
"""The range in which normalised values lie, or `None` where there is no fixed one."""

INEXACT: Final = frozenset({"log", "exp", "**", "call"})
"""Operations that leave decimals: a formula without them keeps sums exact and a half a half."""


def exact(formula: Formula) -> bool:
    """
    Tell whether a formula needs no more than sums, products and comparisons, and divides by constants alone.
    """
    return not any(node.op in INEXACT or (node.op == "/" and node.args[1].op != "number") for node in in_order(formula))


def no_span(*_: Any) -> Span:
    """
    Return that there is no fixed range.
    """
    return None


class Normaliser(NamedTuple):
    """
    A normaliser with what a definition must know of it.

    Attributes:
        formula: `(x, *params) -> formula`, for one with fixed parameters.
        limits: `(column, direction, *params) -> Method`, for one that takes its parameters from the data.
        extremes: Whether its limits depend on the least and the greatest value alone, so that a query can find them.
        moments: `(mean, deviation, direction, *params) -> Method`, where its limits depend on these two.
        column: `(column, *params) -> column`, for one that compares units with each other; more is better.
        function: `(value, *params) -> value`, for a plug-in that is not a formula, guarded by `methods.plugin`.
        span: Returns the range of normalised values for some parameters; for `column`, for the number of units.
        check: What its parameters must be.
        words: Whether rows give words instead of numbers.
        measured: Whether its parameters are measured in data, so that decimals gain nothing.
        decimals: Whether its function was declared to keep decimals exact.
    """

    formula: Callable[..., Formula] | None = None
    limits: Callable[..., Any] | None = None
    column: Callable[..., Sequence[Any]] | None = None
    function: Callable[..., Any] | None = None
    span: Callable[..., Span] = no_span
    check: Check = none
    words: bool = False
    measured: bool = False
    extremes: bool = False
    moments: Callable[..., Any] | None = None
    decimals: bool = False

    def exact(self, *params: Any) -> bool:
        """
        Whether it needs no more than sums, products and comparisons.
        """
        if self.formula is None:
            return self.decimals
        return not self.measured and exact(self.formula(column("x"), *params))


def identity(x: Formula) -> Formula:
    """
    Leave the value as it is.
    """
    return x


def goalposts(x: Formula, low: Operand, high: Operand, cap: str | None = None) -> Formula:
    """
    Place between a fixed minimum and maximum, `(x - low) / (high - low)`; with `cap`, within 0 to 1.

    With low above high, less is better.
    """
    share = (x - low) / (lift(high) - low)
    return share if cap is None else most(least(share, 1), 0)


def log_goalposts(x: Formula, low: Operand, high: Operand, cap: str | None = None) -> Formula:
    """
    Place between limits on a logarithmic scale, `(ln x - ln low) / (ln high - ln low)`.

    For money, where the same sum means less to those who have more. Source: UNDP, Human Development Report, technical
    note 1.
    """
    return require(x > lift(0), goalposts(log(x), log(low), log(high), cap), "has no logarithm; give a value above 0")


def standard(x: Formula, mean: Operand, deviation: Operand, centre: Operand = 0, width: Operand = 1) -> Formula:
    """
    Distance from a mean in standard deviations, `centre + width * (x - mean) / deviation`.
    """
    return centre + width * ((x - mean) / deviation)


def constant(_: Formula, value: Operand) -> Formula:
    """
    Give every value the same: what a column without differences is normalised to.
    """
    return lift(value)


def fraction(x: Formula, whole: Operand) -> Formula:
    """
    Share of a reference, `x / whole`.
    """
    return x / whole


def inverse_fraction(x: Formula, smallest: Operand) -> Formula:
    """
    Share that a least value is of each, `least / x`, for values where less is better.
    """
    return require(
        x > lift(0), smallest / x, "is not a value above 0, which the share of the least needs; use goalposts"
    )


def levels(x: Formula, *words_and_values: Any) -> Formula:
    """
    Words in order to numbers: `("levels", "A", 4, "B", 3)`.
    """
    words, values = [str(word) for word in words_and_values[::2]], words_and_values[1::2]
    made = lift(values[-1])
    for word, value in zip(words[-2::-1], values[-2::-1], strict=True):
        made = where(is_word(x, word), value, made)
    return made


def piecewise(x: Formula, *xy: Any) -> Formula:
    """
    Straight lines between points x, y; level before the first and after the last.
    """
    xs, ys = xy[::2], xy[1::2]
    made = lift(ys[-1])
    for place in range(len(xs) - 2, -1, -1):
        rise, run = lift(ys[place + 1]) - ys[place], lift(xs[place + 1]) - xs[place]
        made = where(x < lift(xs[place + 1]), (x - xs[place]) * rise / run + ys[place], made)
    return where(x < lift(xs[0]), ys[0], made)


def steps(x: Formula, *xy: Any) -> Formula:
    """
    Levels by threshold: y from x on, up to the next; before the first x, the first y.
    """
    xs, ys = xy[::2], xy[1::2]
    made = lift(ys[0])
    for threshold, value in zip(xs[1:], ys[1:], strict=True):
        made = where(lift(threshold) <= x, value, made)
    return made


def _unit(*_: Any) -> Span:
    return (Decimal(0), Decimal(1))


def _ends(*xy: Any) -> Span:
    return (min(xy[1::2]), max(xy[1::2]))


def _standard_check(params: Sequence[Any]) -> str | None:
    short, long = numbers("mean", "deviation"), numbers("mean", "deviation", "centre", "width")
    return (
        _divisor("deviation", 1)(params) if short(params) is None else long(params) or _divisor("deviation", 1)(params)
    )


def _divisor(name: str, place: int, ask: Check = lambda _: None) -> Check:
    return lambda params: ask(params) or (None if params[place] else f"divides by its {name}, which must not be 0")


def _zscore_check(params: Sequence[Any]) -> str | None:
    if params and params[0] in {"sample", "population"} and (len(params) == 1 or numbers("m", "d")(params[1:]) is None):
        return None
    return "takes sample or population, then the mean and deviation wanted or nothing" if params else None


_GOALPOSTS: Final = numbers("low", "high", words=("cap",))
_TIES: Final = optional_word("min", "max", "average", "dense", "ordinal")

NORMALISERS: Final[Mapping[str, Normaliser]] = MappingProxyType(
    {
        "borda": Normaliser(column=ranks.borda, span=lambda n: (0, n - 1), check=_TIES),
        "constant": Normaliser(constant, measured=True, check=numbers("value"), span=lambda c: (c, c)),
        "distance_to_max": Normaliser(limits=limits.minmax, extremes=True, span=_unit),
        "distance_to_reference": Normaliser(limits=limits.distance_to_reference, check=one_word("the code of a unit")),
        "distance_to_target": Normaliser(
            limits=limits.distance_to_target, extremes=True, check=numbers("target"), span=_unit
        ),
        "fraction": Normaliser(fraction, check=_divisor("whole", 0, numbers("whole")), span=_unit),
        "fraction_of_max": Normaliser(limits=limits.fraction_of_max, extremes=True, span=_unit),
        "goalposts": Normaliser(goalposts, span=_unit, check=_GOALPOSTS),
        "identity": Normaliser(identity),
        "inverse_fraction": Normaliser(inverse_fraction, check=numbers("least"), span=_unit),
        "levels": Normaliser(levels, span=_ends, check=pairs, words=True),
        "log_goalposts": Normaliser(log_goalposts, span=_unit, check=_GOALPOSTS),
        "minmax": Normaliser(limits=limits.minmax, extremes=True, span=_unit),
        "percentile_rank": Normaliser(column=ranks.percentile_rank, span=_unit, check=_TIES),
        "piecewise": Normaliser(piecewise, span=_ends, check=points),
        "rank": Normaliser(column=ranks.rank, span=lambda n: (1, n), check=_TIES),
        "standard": Normaliser(standard, measured=True, check=_standard_check),
        "steps": Normaliser(steps, span=_ends, check=points),
        "zscore": Normaliser(limits=limits.zscore, moments=limits.deviations, check=_zscore_check),
    }
)
"""The normalisers that every engine starts with."""
