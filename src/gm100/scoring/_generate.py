"""
The compiled path: a scorecard becomes one expression, without the tree in between.

The expression is put together from the templates in this module, from numbers, and from names such as `x3` and `f1`
that are counted here. No text of a definition gets into it: codes, labels and parameters stay data. `SAFE` is held
against every expression before it is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Final

from gm100._compiled import function_of
from gm100.model.scorecard import Group, Indicator, Node
from gm100.scoring._combine import Combiner
from gm100.scoring._leaf import Line, leaf_function, line_of
from gm100.scoring._numbers import N, Numbers
from gm100.scoring.registry import Engine

SAFE: Final = re.compile(r"(?:[xfk]\d+|\d+\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+|[-+*/(), ])+", re.ASCII)
"""All that an expression may hold: counted names, numbers, four signs, brackets and commas."""

MOST_LEAVES: Final = 400
"""Above this many indicators the parser of some Pythons gives up on one expression; such scorecards are interpreted."""

MILD: Final = 8.0
"""How many spans an origin may lie away from zero for its product to be taken out of the sum without losing digits."""


class Kernel:
    """
    A node as one function of the values of its leaves, all of them present.

    Attributes:
        codes: The codes of the leaves, in the order of the values.
        source: The expression.
    """

    def __init__(self, node: Node, engine: Engine, numbers: Numbers, ready: Collection[str] = ()) -> None:
        writer = _Writer(engine, numbers, ready)
        self.source = writer.node(node)
        self.codes: tuple[str, ...] = tuple(writer.codes)
        if SAFE.fullmatch(self.source) is None:  # Never so; it guards the templates against their next change.
            message = f"refused to compile {self.source!r}"
            raise AssertionError(message)
        self._names = writer.names
        self._arguments = ", ".join(f"x{i}" for i in range(len(self.codes)))
        self._pick = itemgetter(*self.codes)

    @cached_property
    def one(self) -> Callable[..., N]:
        """
        The function of the values of one unit, in the order of `codes`.
        """
        function: Callable[..., N] = function_of(f"lambda {self._arguments}: {self.source}", self._names)
        return function

    @cached_property
    def _many(self) -> Callable[[Any], list[N]]:
        loop = f"[{self.source} for {self._arguments}, in rows]"
        function: Callable[[Any], list[N]] = function_of(f"lambda rows: {loop}", self._names)
        return function

    def __call__(self, values: Any) -> N:
        """
        Return the value for a mapping of values by code.
        """
        picked = self._pick(values)
        return self.one(*picked) if len(self.codes) > 1 else self.one(picked)

    def column(self, columns: Sequence[Sequence[N]]) -> list[N]:
        """
        Return the value of every unit.

        Args:
            columns: The column of each leaf, in the order of `codes`.
        """
        return self._many(zip(*columns, strict=True))


class _Writer:
    """
    Writes the expression of a node.
    """

    def __init__(self, engine: Engine, numbers: Numbers, ready: Collection[str]) -> None:
        self._engine, self._numbers, self._ready = engine, numbers, ready
        self.names: dict[str, Any] = {}
        self.codes: list[str] = []

    def node(self, node: Node) -> str:
        if node.id in self._ready and isinstance(node, Group):
            return self._value(node.id)  # Found for all units before, rounding and all.
        return self._leaf(node) if isinstance(node, Indicator) else self._group(node)

    def _value(self, code: str) -> str:
        self.codes.append(code)
        return f"x{len(self.codes) - 1}"

    def _named(self, letter: str, thing: Any) -> str:
        name = f"{letter}{len(self.names)}"
        self.names[name] = thing
        return name

    def _number(self, number: N) -> str:
        if self._numbers.exact:
            return self._named("k", number)
        text = repr(float(number))
        return f"({text})" if number < 0 else text

    def _leaf(self, node: Indicator) -> str:
        text = self._value(node.id)
        function = None if node.id in self._ready else leaf_function(node, self._engine, self._numbers)
        for step in (function, self._numbers.rounder(node.round)):
            if step is not None:
                text = f"{self._named('f', step)}({text})"
        return text

    def _group(self, group: Group) -> str:
        combiner = Combiner(group, self._engine, self._numbers)
        if not combiner.aggregator.additive or combiner.rounds_parts:
            values = ", ".join(self.node(child) for child in group.children)
            return f"{self._named('f', combiner)}(({values},))"
        text = self._sum(group, combiner) if self._numbers.exact else self._linear(group, combiner)
        if not combiner.plain:
            text = f"{self._named('f', combiner.finish)}({text})"
        return text if combiner.round is None else f"{self._named('f', combiner.round)}({text})"

    def _sum(self, group: Group, combiner: Combiner) -> str:
        """
        Write the sum as the aggregator computes it, in the same order, so that it is the same to the last digit.
        """
        pairs = zip(combiner.weights, group.children, strict=True)
        terms = " + ".join(f"{self._number(weight)} * {self.node(child)}" for weight, child in pairs)
        divide = combiner.divisor != 1 and group.aggregate.slug != "sum"
        return f"(({terms}) / {self._number(combiner.divisor)})" if divide else f"({terms})"

    def _linear(self, group: Group, combiner: Combiner) -> str:
        """
        Write a whole tree of sums of floats as one sum, with one product a leaf.
        """
        terms: list[str] = []
        constant = self._add(group, combiner, 1.0, terms)
        return f"({' + '.join(terms)} + {self._number(constant)})" if constant else f"({' + '.join(terms)})"

    def _add(self, group: Group, combiner: Combiner, factor: float, terms: list[str]) -> float:
        constant = 0.0
        divisor = 1.0 if group.aggregate.slug == "sum" else combiner.divisor
        for weight, child in zip(combiner.weights, group.children, strict=True):
            constant += self._term(child, factor * weight / divisor, terms)
        return constant

    def _term(self, child: Node, factor: float, terms: list[str]) -> float:
        line = None
        if isinstance(child, Indicator) and child.round is None and child.id not in self._ready:
            line = line_of(child, self._engine)
        if line is not None:
            return self._line(child.id, line, factor, terms)
        if isinstance(child, Group) and child.id not in self._ready:
            combiner = Combiner(child, self._engine, self._numbers)
            if _is_sum(child, combiner):
                return self._add(child, combiner, factor, terms)
        terms.append(f"{self._number(factor)} * {self.node(child)}")
        return 0.0

    def _line(self, code: str, line: Line, factor: float, terms: list[str]) -> float:
        slope, constant = factor * line.slope, factor * line.low
        value = self._value(code)
        if abs(line.origin * line.slope) <= MILD:
            terms.append(f"{value} * {self._number(slope)}")
            return constant - line.origin * slope
        terms.append(f"({value} - {self._number(line.origin)}) * {self._number(slope)}")
        return constant


def _is_sum(group: Group, combiner: Combiner) -> bool:
    """
    Tell whether nothing but the sum stands between the children of a group and the group above.
    """
    return combiner.aggregator.additive and combiner.plain and group.round is None and not combiner.rounds_parts
