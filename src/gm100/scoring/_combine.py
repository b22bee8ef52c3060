"""
The function of one group: weights, the aggregator, factor, output range, rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from gm100.model.scorecard import Group, Node, Weighting
from gm100.scoring._aggregate import Aggregator
from gm100.scoring._check import group_span
from gm100.scoring._leaf import params_of, stretch
from gm100.scoring._numbers import N, Numbers
from gm100.scoring.registry import Engine


class Made(NamedTuple):
    """
    What a group makes of its children.

    Attributes:
        value: The value, rounded where the scorecard says so.
        before: The value before it was rounded: the sum of the contributions.
        unrounded: The value as if nothing had been rounded at this group.
        shares: The weights over what they were divided by.
        parts: The contributions before they were rounded.
        contributions: The contributions; they add up to `before`.
    """

    value: N
    before: N
    unrounded: N
    shares: list[N]
    parts: list[N]
    contributions: list[N]


class Combiner:
    """
    Computes one group from the values of the children that are present.
    """

    def __init__(self, group: Group, engine: Engine, numbers: Numbers, children: Sequence[Node] | None = None) -> None:
        present = group.children if children is None else children
        self._engine, self._numbers, self._group = engine, numbers, group
        self.aggregator: Aggregator = engine.aggregators[group.aggregate.slug]
        weights, divisor = shares_of(group, [child.weight for child in present], shared=self.aggregator.shared)
        self.weights, self.divisor = list(map(numbers.take, weights)), numbers.take(divisor)
        self._params = params_of(group.aggregate, numbers)
        self._after = self._afterwards()
        self._part_rounders = [numbers.rounder(child.round_part) for child in present]
        self.rounds_parts = any(self._part_rounders)

    def _afterwards(self) -> tuple[N | None, ...]:
        group, take = self._group, self._numbers.take
        factor = None if group.factor == 1 else take(group.factor)
        span = group_span(group, self._engine) if group.output or group.direction != "higher" else None
        return factor, stretch(span, group.output, group.direction, self._numbers)

    @cached_property
    def round(self) -> N:
        """
        The function that rounds the value, or `None`.
        """
        return self._numbers.rounder(self._group.round)

    def __call__(self, values: Sequence[N]) -> N:
        """
        Return the value alone.
        """
        if self.rounds_parts:
            return self.made(values).value
        value = self.finish(self.aggregator.value(self.weights, values, self.divisor, *self._params))
        return value if self.round is None else self.round(value)

    def finish(self, value: N) -> N:
        """
        Apply factor and output range to what the aggregator made.
        """
        factor, shape = self._after
        value = value if factor is None else value * factor
        return value if shape is None else shape(value)

    @property
    def plain(self) -> bool:
        """
        Whether nothing comes after the aggregator but rounding.
        """
        return self._after == (None, None)

    def column(self, columns: Sequence[Sequence[N]]) -> list[N]:
        """
        Return the values of all units, for an aggregator that looks at them together.
        """
        found = map(self.finish, self.aggregator.value(self.weights, columns, self.divisor, *self._params))
        return list(found if self.round is None else map(self.round, found))

    def made(self, values: Sequence[N], known: N | None = None) -> Made:
        """
        Return the value with the whole way to it.

        Args:
            values: The values of the children.
            known: The value before rounding, where it was found by looking at all units.
        """
        core = self.aggregator.value(self.weights, values, self.divisor, *self._params) if known is None else known
        parts = self.aggregator.parts(self.weights, values, self.divisor, core, *self._params)
        shares = self.weights if self.divisor == 1 else [weight / self.divisor for weight in self.weights]
        whole = core if known is not None else self.finish(core)
        parts = self._reconciled(parts, core, whole)
        rounded = [part if r is None else r(part) for part, r in zip(parts, self._part_rounders, strict=True)]
        before = sum(rounded) if self.rounds_parts else whole
        value = before if self.round is None else self.round(before)
        return Made(value, before, whole, shares, parts, rounded)

    def _reconciled(self, parts: list[N], core: N, whole: N) -> list[N]:
        """
        Carry factor and output range over to the parts; what does not depend on a child goes to all by weight.
        """
        if self.plain or core is whole:
            return parts
        if core and self._group.output is None and self._group.direction == "higher":
            return [part * whole / core for part in parts]
        total = sum(self.weights)
        return [part + (whole - core) * weight / total for part, weight in zip(parts, self.weights, strict=True)]


def shares_of(group: Group, weights: Sequence[Decimal], *, shared: bool) -> tuple[Sequence[Decimal], Decimal]:
    """
    Return the weights present, and what they are divided by: their sum, or if verbatim their share of the whole.

    Args:
        group: The group.
        weights: The weights present.
        shared: Whether weights and divisor may be multiplied by the same number. Then nothing is divided beforehand: a
            share without end would be cut off, and with it a value that is exactly a half.
    """
    held = sum(weights, Decimal(0))
    if group.weighting is Weighting.NORMALISED:
        return weights, held
    whole = sum((child.weight for child in group.children), Decimal(0))
    if held == whole:
        return weights, Decimal(1)
    return ([weight * whole for weight in weights], held) if shared else (weights, held / whole)
