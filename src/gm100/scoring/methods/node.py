"""
A node of a scorecard as formulas: its value, whether there is one, and whether there could be.

A gap is one of two things: missing, about which the group above has a policy, or n/a, which is always left out. So a
node is three formulas. `value` counts only where `there` holds, and `there` is a condition on columns alone: a value
without meaning, such as a logarithm of -1, is NaN where `there` holds, which makes it an error and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from gm100.model.method import Method
from gm100.model.scorecard import Direction, Group, Indicator, Missing, Node, Scale, Weighting
from gm100.scoring.formula.tree import (
    APPLIES,
    GAP,
    TRUE,
    ZERO,
    Formula,
    Operand,
    both,
    call,
    column,
    either,
    given,
    is_number,
    is_value,
    lift,
    negated,
    rounded,
    total,
    where,
)
from gm100.scoring.formula.walk import columns_of, in_order
from gm100.scoring.methods.aggregators import Aggregator, Child, Children, of_function
from gm100.scoring.methods.normalisers import Span
from gm100.scoring.methods.registry import Methods
from gm100.scoring.methods.spans import ALONE, Units, group_span, natural_span

COMPARED: Final = ":compared"
"""The end of the name of a column that was found by looking at all units, before factor, output range and rounding."""


LACKING: Final = "has no value; give one, or use a scorecard that says what to do without it"
"""What is said of an indicator that must be there and is not."""

FAILING: Final = frozenset({"require", "log", "exp", "**", "call"})
"""Operations that may come out as no number where there is no gap."""


class Gaps(StrEnum):
    """
    What a column may hold besides values.
    """

    NONE = "none"
    """Nothing: it has no gaps, and formulas do not ask for them."""
    MISSING = "missing"
    """Missing values."""
    ANY = "any"
    """Missing values and n/a; a column `code:applies` says which cells are other than n/a."""


class Cell(NamedTuple):
    """
    A node of a scorecard as formulas.

    Attributes:
        value: Its value, rounded, where there is one.
        there: The condition that there is one.
        applies: The condition that it is other than n/a.
        before: The value before it was rounded.
    """

    value: Formula
    there: Formula
    applies: Formula
    before: Formula

    @property
    def result(self) -> Formula:
        """
        The value, or a gap.
        """
        return where(self.there, self.value, GAP)


def symbol(name: str, gaps: Gaps = Gaps.ANY) -> Cell:
    """
    Return a node whose value is a column: an indicator as rows give it, or the child of a group looked at alone.
    """
    value = column(name, gaps=gaps is not Gaps.NONE)
    there = given(value)
    applies = column(name + APPLIES, gaps=False) if gaps is Gaps.ANY else TRUE
    return Cell(value, there, applies, value)


Fixed = tuple[str, Sequence[Operand]]
"""A method with fixed parameters, some of which may be known later."""


class Solved(NamedTuple):
    """
    What the data say of a scorecard, where the scorecard does not have it already.

    Attributes:
        weights: Weights by code; a formula is a weight known later, such as one that is drawn.
        fixed: What normalisers with limits from the data became, by code, turned so that more is better. With
            `parameter` for the limits, formulas are the same for all data.
        units: How many units have a value, by code of indicator, for normalisers that compare them. What these make of
            the column, turned so that more is better, is the column `id:compared`.
    """

    weights: Mapping[str, Operand] = MappingProxyType({})
    fixed: Mapping[str, Fixed] = MappingProxyType({})
    units: Units = ALONE


NOTHING: Final = Solved()
"""Nothing is known from data."""


def leaf(node: Indicator, methods: Methods, gaps: Gaps = Gaps.ANY, solved: Solved = NOTHING) -> Cell:
    """
    Return an indicator as formulas.

    Args:
        node: The indicator.
        methods: The methods by name.
        gaps: What its column may hold besides values.
        solved: What the data say.
    """
    fixed = solved.fixed.get(node.id)
    cell = symbol(node.id, gaps)
    turned = fixed is not None or (node.normalise and methods.normalisers[node.normalise.slug].column)
    direction = Direction.HIGHER if turned else node.direction
    value = _normalised(node, cell.value, methods, fixed)
    value = stretched(value, natural_span(node, methods, solved.units), node.output, direction)
    return cell._replace(value=rounded(value, node.round), before=value)


def _normalised(node: Indicator, x: Formula, methods: Methods, fixed: Fixed | None) -> Formula:
    if fixed is None and node.normalise is None:
        return x
    slug, params = fixed or (node.normalise.slug, node.normalise.params)  # type: ignore[union-attr]  # one of the two is there
    normaliser = methods.normalisers[slug]
    if normaliser.formula is not None:
        return normaliser.formula(x, *params)
    if normaliser.function is not None:
        return call(slug, normaliser.function, x, *map(lift, params))
    return column(node.id + COMPARED, gaps=False)


def stretched(value: Formula, span: Span, output: Scale | None, direction: Direction) -> Formula:
    """
    Turn values round within their range where less is better, and stretch them to another range.
    """
    turn = direction is Direction.LOWER
    if span is None or (output is None and not turn):
        return value
    start, end = map(lift, span)
    low, high = (lift(output.low), lift(output.high)) if output else (start, end)
    if start.data == end.data:
        return (low + high) / 2
    distance = end - value if turn else value - start
    return low + distance * (high - low) / (end - start)


def group(
    node: Group,
    cells: Sequence[Cell],
    methods: Methods,
    solved: Solved = NOTHING,
    own: Cell | None = None,
) -> Cell:
    """
    Return a group as formulas of its children.

    Args:
        node: The group.
        cells: Its children.
        methods: The methods by name.
        solved: What the data say.
        own: The column of the group itself, where rows may give its value in place of its children.
    """
    missing = either(*(both(cell.applies, negated(cell.there)) for cell in cells))
    cells = [_filled(cell, node) for cell in cells]
    each = [lift(solved.weights.get(child.id, child.weight)) for child in node.children]
    # What has no weight makes no value: beside n/a alone, a child of weight 0 leaves the group n/a.
    counting = [cell for cell, weight in zip(cells, each, strict=True) if not is_number(weight, 0)]
    if methods.aggregators[node.aggregate.slug].columns is not None:
        there = given(column(node.id + COMPARED))  # Who is compared is known to who compares.
    else:
        there = both(_policy(node, cells, each), either(*(cell.there for cell in counting)))
    inner = _children(node, each, cells)
    before = where(_sound(cells), _combined(node, inner, methods, solved.units), GAP)
    value = rounded(before, node.round)
    applies = either(*(cell.applies for cell in counting))
    if own is not None:
        lacks = both(own.there, missing)
        value, before = where(lacks, rounded(own.value, node.round), value), where(lacks, own.value, before)
        there, applies = either(lacks, there), either(lacks, applies)
    return Cell(value, there, applies, before)


def _children(node: Group, weights: Sequence[Formula], cells: Sequence[Cell]) -> Children:
    # Where nothing is skipped the value counts only if all are there, and no child is asked for itself.
    asked = node.missing is Missing.SKIP or any(cell.applies is not TRUE for cell in cells)
    return Children(
        [Child(weight, cell.value, cell.there if asked else TRUE) for weight, cell in zip(weights, cells, strict=True)],
        verbatim=node.weighting is Weighting.VERBATIM,
    )


def unrounded(
    node: Group, cells: Sequence[Cell], methods: Methods, solved: Solved = NOTHING
) -> tuple[Formula, Formula]:
    """
    Return what the aggregator makes of the children, and that with factor and output range, before any rounding.
    """
    cells = [_filled(cell, node) for cell in cells]
    each = [lift(solved.weights.get(child.id, child.weight)) for child in node.children]
    core = _core(node.aggregate, methods.aggregators[node.aggregate.slug], _children(node, each, cells), node.id)
    return core, _finished(core, node, methods, solved.units)


def _sound(cells: Sequence[Cell]) -> Formula:
    """
    Return the condition that no child is an error; a minimum or a count would leave it out without a word.
    """
    return both(*(either(negated(cell.there), is_value(cell.value)) for cell in cells if may_fail(cell.value)))


def may_fail(value: Formula) -> bool:
    """
    Tell whether a value may come out as no number; weights and limits known later are looked at when they are given.
    """
    return any(node.op in FAILING or (node.op == "/" and columns_of(node.args[1])) for node in in_order(value))


def _filled(cell: Cell, node: Group) -> Cell:
    if node.fill is None:
        return cell
    value = where(cell.there, cell.value, node.fill)
    return cell._replace(value=value, there=cell.applies)


def _policy(node: Group, cells: Sequence[Cell], weights: Sequence[Formula]) -> Formula:
    """
    Return the condition that a group has a value.
    """
    whole = both(*(either(cell.there, negated(cell.applies)) for cell in cells))
    if node.missing is not Missing.SKIP:
        return whole
    held = total(where(cell.there, weight, 0) for cell, weight in zip(cells, weights, strict=True))
    applicable = total(where(cell.applies, weight, 0) for cell, weight in zip(cells, weights, strict=True))
    enough = both(held > ZERO, applicable * node.min_coverage <= held)
    return either(whole, enough) if whole is not TRUE else TRUE


def _combined(node: Group, children: Children, methods: Methods, units: Units) -> Formula:
    """
    Return the value of a group before it is rounded: aggregator, factor, output range, rounded parts.
    """
    aggregator = methods.aggregators[node.aggregate.slug]
    core = _core(node.aggregate, aggregator, children, node.id)
    made = _finished(core, node, methods, units)
    if not any(child.round_part for child in node.children):
        return made
    return total(
        where(child.there, rounded(part, node_below.round_part), 0)
        for child, part, node_below in zip(children.all, parts(children, node, core, made), node.children, strict=True)
    )


def _finished(core: Formula, node: Group, methods: Methods, units: Units) -> Formula:
    span = group_span(node, methods, units) if node.output or node.direction is Direction.LOWER else None
    return stretched(core * node.factor, span, node.output, node.direction)


def _core(method: Method, aggregator: Aggregator, children: Children, code: str) -> Formula:
    if aggregator.formula is not None:
        return aggregator.formula(children, *method.params)
    if aggregator.function is not None:
        return of_function(method.slug, aggregator.function)(children, *method.params)
    return column(code + COMPARED)


def parts(children: Children, node: Group, core: Formula, made: Formula) -> list[Formula]:
    """
    Return what each child adds to the value of a sum or mean, with factor and output range carried over to it.
    """
    shares = [_share(node, children, child) * child.value for child in children.all]
    if node.output is None and node.direction is Direction.HIGHER:
        return [share * node.factor for share in shares]
    held = children.held
    return [share + (made - core) * child.weight / held for share, child in zip(shares, children.all, strict=True)]


def _share(node: Group, children: Children, child: Child) -> Formula:
    if node.aggregate.slug == "sum":
        return child.weight
    if not children.verbatim:
        return child.weight / children.held
    return child.weight * (lift(1) if children.held.data == children.whole.data else children.whole / children.held)


def tree(
    root: Node, methods: Methods, gaps: Mapping[str, Gaps] | Gaps = Gaps.ANY, solved: Solved = NOTHING
) -> dict[str, Cell]:
    """
    Return every node of a scorecard as formulas of the columns of its indicators, children before parents.

    Args:
        root: The root.
        methods: The methods by name.
        gaps: What each column may hold besides values, by code. A code that is not there, of an indicator, has no
            gaps; a group that is there may be given by rows.
        solved: What the data say.
    """
    found: dict[str, Cell] = {}
    for node in reversed([*walked(root)]):
        there = gaps if isinstance(gaps, Gaps) else gaps.get(node.id)
        if isinstance(node, Indicator):
            found[node.id] = leaf(node, methods, there or Gaps.NONE, solved)
        else:
            below = [found[child.id] for child in node.children]
            own = symbol(node.id, there) if there is not None and not isinstance(gaps, Gaps) else None
            found[node.id] = group(node, below, methods, solved, own)
    return found


def alone(node: Node, methods: Methods) -> Formula:
    """
    Return the formula of one node, of its own value or of the values of its children: for docs, and for refusals.
    """
    if isinstance(node, Indicator):
        return leaf(node, methods, Gaps.NONE).value
    return group(node, [symbol(child.id, Gaps.NONE) for child in node.children], methods).value


def method_of(node: Node) -> str:
    """
    Return the method of a node, in words.
    """
    if isinstance(node, Group):
        return str(node.aggregate)
    return str(node.normalise or "identity")


def walked(root: Node) -> Iterator[Node]:
    """
    Yield every node of a tree, each before its children.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Group):
            waiting.extend(reversed(node.children))
