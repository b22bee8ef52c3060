"""
A scorecard under an engine: checked, with its nodes as formulas that are made when they are first needed, and kept.

A node is computed from the columns of its children, and each node by itself: so the values that a result shows on the
way are the values that were computed with, limits and weights can be taken from them, and a variant computes again
only what depends on what varies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from gm100._remade import Remade
from gm100.errors import DefinitionError, EngineLimitError, Issue
from gm100.model._entity import evolve
from gm100.model.scorecard import Arithmetic, Group, Indicator, Node, Scorecard
from gm100.scoring._numbers import EXACT, FLOAT, Numbers
from gm100.scoring.engine.validate import is_exact, refuse_unsound
from gm100.scoring.formula.fused import Kernel
from gm100.scoring.formula.tree import APPLIES, TRUE, ZERO, Formula, parameter
from gm100.scoring.methods.limits import Fitted, exactly
from gm100.scoring.methods.node import Cell, Gaps, Solved, group, leaf, may_fail, symbol, tree, unrounded, walked
from gm100.scoring.methods.normalisers import Span
from gm100.scoring.methods.registry import Engine
from gm100.scoring.methods.spans import Units, span_of
from gm100.scoring.table.schema import Schema

WEIGHT: Final = "weight:"
"""The beginning of the name of a weight that is known later, before the code of the child."""

LIMIT: Final = "limit:"
"""The beginning of the name of a limit that is known later, before the code of the indicator and its place."""


class NodeColumn(NamedTuple):
    """
    The column of a node.

    Attributes:
        values: Numbers; NaN where there is none.
        there: Whether each unit has one, or `None` where all have.
        applies: Whether each is other than n/a, or `None` where all are.
    """

    values: Any
    there: Sequence[bool] | None = None
    applies: Sequence[bool] | None = None


class _Inner(NamedTuple):
    """
    What the formulas of a group depend on.
    """

    node: Group
    gaps: tuple[Gaps, ...]
    units: tuple[tuple[str, int], ...]
    open: tuple[str, ...]
    zero: tuple[str, ...]
    engine: Engine

    @property
    def key(self) -> tuple[Any, ...]:
        return (self.node.id, self.gaps, self.units, self.open, self.zero)

    def parts(self) -> tuple[Any, ...]:
        """
        Return the arguments of the functions that write a group as formulas.
        """
        cells = [symbol(child.id, each) for child, each in zip(self.node.children, self.gaps, strict=True)]
        weights = {code: parameter(WEIGHT + code) for code in self.open} | dict.fromkeys(self.zero, ZERO)
        return self.node, cells, self.engine, Solved(weights=weights, units=dict(self.units))


def _counts(weights: Mapping[str, Any], code: str) -> bool:
    weight = weights.get(code)
    return weight is not None and (hasattr(weight, "shape") or bool(weight))


class PreparedScorecard(Remade):
    """
    A scorecard under an engine.

    Attributes:
        card: The scorecard.
        engine: The engine.
        numbers: The arithmetic.
        root: The tree, the rounding of the index written into its root.
        nodes: Its nodes, each before its children.
        upward: Its nodes, each behind its children.
        by_code: Its nodes, by code.
        schema: What it reads.
    """

    _made_of = ("card", "engine")

    def __init__(self, card: Scorecard, engine: Engine) -> None:
        refuse_unsound(card, engine)
        self.card, self.engine = card, engine
        arithmetic = card.arithmetic or (Arithmetic.EXACT if is_exact(card, engine) else Arithmetic.FLOAT)
        self.numbers: Numbers = EXACT if arithmetic is Arithmetic.EXACT else FLOAT
        self.root: Group = evolve(card.root, round=card.round) if card.round else card.root
        self.nodes = tuple(walked(self.root))
        self.upward = tuple(_upward(self.root))
        self.by_code = {node.id: node for node in self.nodes}
        self.schema = Schema(card, engine, self.numbers)
        self._kernels: dict[Any, Kernel] = {}
        if too_large := [] if self.numbers.exact else list(_too_large(self.nodes)):
            raise DefinitionError(card.id, too_large)

    def leaf(self, node: Indicator, gaps: Gaps, fixed: Fitted | None, units: int) -> Kernel:
        """
        Return what computes an indicator.

        Args:
            node: The indicator.
            gaps: What its column may hold.
            fixed: What its normaliser became, where that took limits from the data; `parameters_of` has the limits.
            units: How many units have a value.
        """
        key = ("leaf", node.id, gaps, form_of(fixed), units)
        return self._kept(key, lambda: self._kernel(node, self._cell(node, gaps, fixed, units), one=True))

    def before(self, node: Indicator, fixed: Fitted | None, units: int) -> Kernel:
        """
        Return what computes an indicator that has a value, before it is rounded.
        """

        def make() -> Kernel:
            cell = self._cell(node, Gaps.NONE, fixed, units)
            return self._kernel(node, cell, [cell.before])

        return self._kept(("before", node.id, form_of(fixed), units), make)

    def _cell(self, node: Indicator, gaps: Gaps, fixed: Fitted | None, units: int) -> Cell:
        known = {} if fixed is None else {node.id: _open(node.id, fixed)}
        try:
            return leaf(node, self.engine, gaps, Solved(fixed=known, units={node.id: units}))
        except ValueError as error:  # Of a plug-in, about the range of its values over so many units.
            issue = Issue("parameters", str(error), (node.id, "normalise"))
            raise DefinitionError(self.card.id, [issue]) from error

    def whole_tree(self, node: Group, fixed: Mapping[str, Fitted]) -> Kernel:
        """
        Return what computes a group of the indicators below it, all without gaps, in one function.

        Args:
            node: The group, of nodes that are all `foldable`.
            fixed: What normalisers with limits from the data became, by code.
        """

        def make() -> Kernel:
            known = {code: _open(code, method) for code, method in fixed.items()}
            return self._kernel(node, tree(node, self.engine, {}, Solved(fixed=known))[node.id])

        return self._kept(("tree", node.id, *map(form_of, fixed.values())), make)

    @cached_property
    def below(self) -> Mapping[str, Sequence[str]]:
        """
        The codes of the indicators below each node, by code.
        """
        found: dict[str, tuple[str, ...]] = {}
        for node in self.upward:
            children = node.children if isinstance(node, Group) else ()
            found[node.id] = sum((found[child.id] for child in children), ()) if children else (node.id,)
        return found

    @cached_property
    def foldable(self) -> frozenset[str]:
        """
        The nodes that may be computed in one function with the group above them, where none of them has a gap.

        The group must be a sum of all its children, so that a value without meaning in one of them leaves none to the
        group; and nothing may be asked about the node alone.
        """
        return frozenset(
            child.id
            for group in self.nodes
            if isinstance(group, Group) and self._adds_up(group)
            for child in group.children
            if self._is_plain(child)
        )

    def _adds_up(self, group: Group) -> bool:
        aggregator = self.engine.aggregators[group.aggregate.slug]
        adds = aggregator.additive and aggregator.formula is not None
        return adds and group.weigh.slug == "given" and all(child.weight for child in group.children)

    def _is_plain(self, node: Node) -> bool:
        if isinstance(node, Group):
            return self._adds_up(node) and node.output is None
        normaliser = self.engine.normalisers[node.normalise.slug] if node.normalise else None
        if normaliser is not None and normaliser.column is not None:
            return False
        if node.id in self.limited:
            return True
        value = leaf(node, self.engine, Gaps.NONE).value
        return value.op != "number" and not may_fail(value)

    def scale(self, units: Units) -> float | None:
        """
        Return the size of the index as far as the definition tells, or `None` where it depends on the data.
        """
        if units:
            return _size(span_of(self.root, self.engine, units))
        return self._scale

    @cached_property
    def _scale(self) -> float | None:
        return _size(span_of(self.root, self.engine))

    @cached_property
    def limited(self) -> frozenset[str]:
        """
        The indicators whose normalisers take limits from the data.
        """
        known = self.engine.normalisers
        return frozenset(i.id for i in self.card.indicators if i.normalise and known[i.normalise.slug].limits)

    def group(
        self, node: Group, gaps: Sequence[Gaps], units: Mapping[str, int], weights: Mapping[str, Any] | None = None
    ) -> Kernel:
        """
        Return what computes a group of its children.

        Args:
            node: The group.
            gaps: What the column of each child may hold.
            units: How many units have a value, by code of indicators that are compared.
            weights: Weights by code where they are other than those of the scorecard; the formulas know them as
                parameters, by `WEIGHT` and the code.
        """
        inner = self._inner(node, gaps, units, weights)
        return self._kept((*inner.key, False), lambda: self._kernel(node, group(*inner.parts())))

    def whole(
        self, node: Group, gaps: Sequence[Gaps], units: Mapping[str, int], weights: Mapping[str, Any] | None = None
    ) -> Kernel:
        """
        Return what computes a group before any rounding: what the aggregator makes, and that in its output range.
        """
        inner = self._inner(node, gaps, units, weights)

        def make() -> Kernel:
            parts = inner.parts()
            cell = group(*parts)
            core, made = unrounded(*parts)
            return self._kernel(node, cell, [core, made, cell.before])

        return self._kept((*inner.key, True), make)

    def _inner(
        self, node: Group, gaps: Sequence[Gaps], units: Mapping[str, int], weights: Mapping[str, Any] | None
    ) -> _Inner:
        # A weight of 0 stays in the formula as it is: what such a child would take a logarithm of does not count.
        open_ = () if weights is None else tuple(child.id for child in node.children if _counts(weights, child.id))
        zero = () if weights is None else tuple(c.id for c in node.children if c.id in weights and c.id not in open_)
        return _Inner(node, tuple(gaps), tuple(units.items()), open_, zero, self.engine)

    def _kept(self, key: Any, make: Any) -> Kernel:
        if key not in self._kernels:
            self._kernels[key] = make()
        return self._kernels[key]

    def _kernel(self, node: Node, cell: Cell, roots: Sequence[Formula] = (), *, one: bool = False) -> Kernel:
        if not roots:
            roots = [cell.result]
            if cell.there is not TRUE and not one:  # An indicator has a value where its row gives one.
                roots = [cell.result, cell.there, cell.applies]
        try:
            return Kernel(cell, roots, self.numbers)
        except EngineLimitError as error:
            issue = Issue("too-large", str(error.issues[0].message), (node.id,))
            raise DefinitionError(self.card.id, [issue]) from error


def _size(span: Span) -> float | None:
    return None if span is None else float(max(map(abs, span)))


def inputs_of(node: Group, made: Mapping[str, NodeColumn]) -> dict[str, Any]:
    """
    Return the columns of the children of a group by the names that formulas give them.
    """
    columns: dict[str, Any] = {}
    for child in node.children:
        each = made[child.id]
        columns[child.id] = each.values
        if each.applies is not None:
            columns[child.id + APPLIES] = each.applies
    return columns


def gaps_of(made: NodeColumn) -> Gaps:
    """
    Return what the column of a node holds besides values.
    """
    if made.there is None:
        return Gaps.NONE
    return Gaps.MISSING if made.applies is None else Gaps.ANY


def parameters_of(fixed: Mapping[str, Fitted], numbers: Numbers) -> dict[str, Any]:
    """
    Return the limits of methods by the names that formulas give them.

    Args:
        fixed: What normalisers with limits from the data became, by code.
        numbers: The arithmetic.
    """
    own = numbers.type
    return {
        name: p if type(p) is own else numbers.take(exactly(p))
        for code, method in fixed.items()
        for name, p in zip(limit_names(code, len(method.params)), method.params, strict=True)
        if type(p) is own or not isinstance(p, str)
    }


@lru_cache(maxsize=4096)
def limit_names(code: str, count: int) -> tuple[str, ...]:
    """
    Return the names under which formulas know the limits of an indicator.
    """
    return tuple(f"{LIMIT}{code}:{place}" for place in range(count))


def form_of(fixed: Fitted | None) -> tuple[str | None, ...] | None:
    """
    Return what of a method makes its formula; its numbers are given later.
    """
    return None if fixed is None else (fixed.slug, *[p if isinstance(p, str) else None for p in fixed.params])


def _open(code: str, fixed: Fitted) -> tuple[str, list[Any]]:
    """
    Return a method whose numbers are known later.
    """
    named = zip(limit_names(code, len(fixed.params)), fixed.params, strict=True)
    return fixed.slug, [p if isinstance(p, str) else parameter(name) for name, p in named]


def _upward(root: Node) -> list[Node]:
    found: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if isinstance(node, Group):
            waiting.extend(node.children)
    return found[::-1]


def _too_large(nodes: Sequence[Node]) -> Iterator[Issue]:
    for node in nodes:
        if float(node.weight) == float("inf"):
            message = f"a weight of {node.weight:e} is greater than floats can be; divide all weights of the group"
            yield Issue("too-large", message, (node.id, "weight"))


class Same:
    """
    A key that is equal to itself alone: two scorecards may be equal, and write their numbers with other zeros.
    """

    __slots__ = ("card", "engine")

    def __init__(self, card: Scorecard, engine: Engine) -> None:
        self.card, self.engine = card, engine

    def __hash__(self) -> int:
        return hash((id(self.card), id(self.engine)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.card is other.card and self.engine is other.engine


def prepared_of(card: Scorecard, engine: Engine) -> PreparedScorecard:
    """
    Return a scorecard prepared; anyone who scores one table after another with it gets the same one.

    Raises:
        DefinitionError: The engine does not know a method of the scorecard, or cannot compute it as it stands.
    """
    return _prepared(Same(card, engine))


@lru_cache(maxsize=16)
def _prepared(key: Same) -> PreparedScorecard:
    return PreparedScorecard(key.card, key.engine)
