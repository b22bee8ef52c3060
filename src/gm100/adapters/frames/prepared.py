"""
A scorecard as formulas of the cells of a frame: what is added to it, which rows are wrong, and what is wrong with them.

Nothing here touches a frame. Cells are read as floats; where a scorecard is exact, it is proved beforehand that floats
round and compare as decimals would, with as many decimals in the cells as that takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

from gm100.adapters.frames.reading import READABLE
from gm100.errors import EngineLimitError, Issue
from gm100.fields.arguments import refused
from gm100.model.result import ResultStatus
from gm100.model.scorecard import Arithmetic, Group, Indicator, Missing, Node, Scorecard
from gm100.scoring.engine.prepared import Same
from gm100.scoring.engine.validate import is_exact
from gm100.scoring.formula.floats import nearest
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.proof import ULP, Facts, Known, facts_of, unproved
from gm100.scoring.formula.tree import (
    GAP,
    TRUE,
    Formula,
    absolute,
    both,
    column,
    either,
    floor,
    given,
    is_value,
    lift,
    negated,
    where,
)
from gm100.scoring.formula.walk import operations
from gm100.scoring.methods import node
from gm100.scoring.methods.node import FAILING, NOTHING, Cell, Gaps, Solved, alone, tree
from gm100.scoring.methods.registry import Methods

KnownCells: TypeAlias = Mapping[str, Known] | None
"""What is known of cells by code: their decimals and ends, or nothing where they are any floats."""

REFUSED: Final = "refused"
"""The status of a row that cannot be scored, where problems are marked and not raised."""

_STATUSES: Final = (ResultStatus.SCORED, ResultStatus.MISSING, ResultStatus.ABSENT)

MARK: Final = "_gm100_"
"""What the names of columns begin with that are there only on the way."""

TOOK_PART: Final = f"{MARK}took_part"
"""The column that tells whether a unit took part."""

UNSCALED: Final = 1_000_000
"""The greatest value of an indicator without a scale, in an exact scorecard."""

MOST_DIGITS: Final = 6
"""The most decimals that are read."""

UNREADABLE, TOO_FINE, OFF_SCALE, LACKING = 1, 2, 3, 4
"""What can be wrong with a cell."""

MOST_KEPT: Final = 16
"""How many are kept for the next frame, and how many ways to compute each: by which of its columns are clean."""

_HALF: Final = Fraction(1, 2)
_NEAR: Final = 4 * ULP
"""The share of the greatest value by which a float may miss the decimal it is taken for."""


class PreparedFrame:
    """
    A scorecard as formulas of the cells of a frame.

    Attributes:
        card: The scorecard.
        digits: Decimals that cells may have; `None` where they are any floats.
        clean: The indicators of which every number can be scored, where someone has looked.
    """

    def __init__(self, card: Scorecard, methods: Methods, digits: int | None, *, gaps: Iterable[str]) -> None:
        """
        Make the formulas, for cells of so many decimals, or as many as fit, up to six.

        Raises:
            EngineLimitError: It cannot be proved that floats come out as decimals would.
        """
        if digits is not None and not 1 <= digits <= MOST_DIGITS:
            raise refused("digits", digits, f"1 to {MOST_DIGITS}")
        self.card, self._methods = card, methods
        self._gaps = dict.fromkeys(gaps, Gaps.MISSING)
        exact = card.arithmetic is not Arithmetic.FLOAT and is_exact(card, methods)
        self.clean: frozenset[str] = frozenset()
        self._all_added: dict[tuple[frozenset[str], bool], AddedColumns] = {}
        self.digits: int | None = None
        if exact:
            self.digits = self._fitting(range(MOST_DIGITS, 0, -1) if digits is None else (digits,))

    @cached_property
    def known(self) -> KnownCells:
        """
        What is known of the cells.
        """
        return None if self.digits is None else self._known(self.digits)

    def _known(self, digits: int) -> dict[str, Known]:
        pairs = ((i.id, *ends(i)) for i in self.card.indicators)
        return {code: Known(digits, Fraction(low), Fraction(high), _NEAR) for code, low, high in pairs}

    def _fitting(self, tried: Sequence[int]) -> int:
        """
        Return the first number of decimals with which every rounding and comparison is proved.
        """
        root = self._tree(NOTHING)[self.card.root.id].value
        for digits in tried:
            if not unproved(root, self._known(digits)):
                return digits
        message = (
            "its numbers can become too long for floats to round as decimals; round the nodes below it, give its "
            "indicators scales, take fewer digits, or score the rows with gm100.score"
        )
        known = self._known(tried[-1])
        nodes = self._tree(NOTHING)
        wrong = [node for node in self.card.walk() if unproved(nodes[node.id].value, known)]
        raise EngineLimitError("frames", [Issue("too-large", message, (wrong[-1].id,))])

    def _tree(self, solved: Solved) -> dict[str, Cell]:
        return tree(self.card.root, self._methods, self._gaps, solved)

    def x(self, indicator: Indicator) -> Formula:
        """
        Return the cell of an indicator.
        """
        return column(indicator.id, gaps=indicator.id in self._gaps)

    def sound(self, indicator: Indicator) -> Formula:
        """
        Return the condition that a number can be scored: it was read, is not too fine, and is within the scale.
        """
        if indicator.id in self.clean:
            return TRUE
        tests = self.tests(indicator)
        if OFF_SCALE in tests and max(map(abs, ends(indicator))) < READABLE:
            del tests[UNREADABLE]  # Whatever could not be read is off the scale.
        return both(*tests.values())

    def tests(self, indicator: Indicator) -> dict[int, Formula]:
        """
        Return what a cell must be, by what is wrong where it is not.
        """
        x, (low, high) = self.x(indicator), ends(indicator)
        tests = {UNREADABLE: both(lift(-READABLE) <= x, x <= lift(READABLE))}
        if self.digits is not None:
            scaled = x * 10**self.digits
            noise = max(abs(low), abs(high)) * 10**self.digits * Decimal(float(_NEAR))
            tests[TOO_FINE] = absolute(scaled - floor(scaled + _HALF)) < lift(noise)
        if self.digits is not None or indicator.scale is not None:
            tests[OFF_SCALE] = both(lift(low) <= x, x <= lift(high))
        return tests

    def with_clean(self, clean: frozenset[str]) -> PreparedFrame:
        """
        Return the same for a frame in which someone has looked at the cells of some indicators.
        """
        made = copy(self)
        made.clean = clean
        return made

    def solved(self, solved: Solved, *, participated: bool) -> AddedColumns:
        """
        Return the formulas, with limits where they come from the data; without any they are the same for all frames.
        """
        key = (self.clean, participated)
        if solved is NOTHING and key in self._all_added:
            return self._all_added[key]
        made = AddedColumns(self, self._tree(solved), self._methods, participated=participated)
        if solved is NOTHING and len(self._all_added) < MOST_KEPT:
            self._all_added[key] = made
        return made


class AddedColumns:
    """
    What is added to a frame, as formulas.

    Attributes:
        known: What is known of the cells.
        took_part: The condition that the unit of a row took part.
    """

    def __init__(
        self, prepared: PreparedFrame, cells: Mapping[str, Cell], methods: Methods, *, participated: bool
    ) -> None:
        self._prepared, self._card, self._cells = prepared, prepared.card, cells
        self.known = prepared.known
        self._values: dict[str, Formula] = {}
        self._fused: dict[tuple[Formula, ...], Fused] = {}
        self.took_part = took_part(participated=participated)
        self._failing = [node for node in self._walk() if operations(alone(node, methods)) & FAILING]

    def _walk(self) -> list[Node]:
        return list(reversed([*self._card.walk()]))

    @cached_property
    def _root(self) -> Cell:
        return self._cells[self._card.root.id]

    @cached_property
    def faulty(self) -> Formula:
        """
        The condition that a cell cannot be scored, or that a method has no meaning for what it is given.
        """
        cells = (either(negated(given(self._prepared.x(i))), self._prepared.sound(i)) for i in self._card.indicators)
        return either(negated(both(*cells)), *(self._outside(node) for node in self._failing))

    def _outside(self, node: Node) -> Formula:
        cell = self._cells[node.id]
        return both(cell.there, negated(is_value(cell.value)))

    @cached_property
    def gap(self) -> Formula:
        """
        The condition that a row lacks what it must have.
        """
        lost = (negated(given(self._prepared.x(i))) for i in self._needed)
        return both(either(*lost), negated(self._root.there))

    @cached_property
    def _needed(self) -> list[Indicator]:
        return [*_needed(self._card.root)]

    @cached_property
    def wrong(self) -> Formula:
        """
        The condition that a row took part and cannot be scored.
        """
        return both(self.took_part, either(self.faulty, self.gap))

    @cached_property
    def good(self) -> Formula:
        """
        The condition that a row took part and can be scored.
        """
        return both(self.took_part, negated(either(self.faulty, self.gap)))

    def value(self, node: Node) -> Formula:
        """
        Return the value of a node, or a gap.
        """
        if node.id not in self._values:
            self._values[node.id] = where(both(self.good, self._there(node)), self._shown(node), GAP)
        return self._values[node.id]

    def fused(self, roots: tuple[Formula, ...]) -> Fused:
        """
        Return some of the formulas as one function, which is made once.
        """
        if roots not in self._fused:
            self._fused[roots] = Fused(roots, known=self.known)
        return self._fused[roots]

    def _there(self, node: Node) -> Formula:
        return self._cells[node.id].applies if self._fill(node) is not None else self._cells[node.id].there

    def _fill(self, node: Node) -> Decimal | None:
        return self._fills.get(node.id)

    @cached_property
    def _fills(self) -> dict[str, Decimal]:
        groups = (node for node in self._card.walk() if isinstance(node, Group) and node.fill is not None)
        pairs = ((child, group.fill) for group in groups for child in group.children)
        return {child.id: fill for child, fill in pairs if isinstance(child, Indicator) and fill is not None}

    def _shown(self, node: Node) -> Formula:
        """
        Return the value of a node as the float that is nearest to it.
        """
        cell, fill = self._cells[node.id], self._fill(node)
        value = cell.value if fill is None else where(cell.there, cell.value, fill)
        if self._prepared.known is None or cell.value.op in {"column", "round"}:
            return value
        facts = self._facts.get(id(value)) if fill is None else facts_of(value, self._prepared.known)[id(value)]
        return value if facts is None else nearest(value, facts)

    @cached_property
    def _facts(self) -> Mapping[int, Facts | None]:
        together = Formula("sorted", tuple(cell.value for cell in self._cells.values()))
        return facts_of(together, self._prepared.known or {})

    @cached_property
    def status(self) -> Formula:
        """
        The status of a row.
        """
        scored, missing, absent, refused_ = map(lift, (*map(str, _STATUSES), REFUSED))
        found = where(self._root.there, scored, missing)
        return where(self.took_part, where(either(self.faulty, self.gap), refused_, found), absent)

    @cached_property
    def band(self) -> Formula:
        """
        The number of the band of the index, from 0, or a gap.
        """
        index, made = self._shown(self._card.root), GAP
        for number, band in enumerate(self._card.bands):
            made = where(lift(band.low) <= index, number, made)
        top = self._card.bands[-1].high
        made = made if top is None else where(index <= lift(top), made, GAP)
        return where(both(self.good, self._root.there), made, GAP)

    def fault(self, indicator: Indicator) -> Formula:
        """
        Return what is wrong with a cell, by number, or 0.
        """
        made = lift(0)
        for number, test in reversed(self._prepared.tests(indicator).items()):
            made = where(test, made, number)
        lacks = where(self.gap, LACKING, 0) if indicator in self._needed else 0
        return where(given(self._prepared.x(indicator)), made, lacks)

    def outside(self) -> Iterator[tuple[Node, Formula]]:
        """
        Yield the nodes whose methods may have no meaning for what they are given, with the condition, leaves first.
        """
        return ((node, self._outside(node)) for node in self._failing)


def prepared_of(card: Scorecard, methods: Methods, digits: int | None, gaps: Iterable[str]) -> PreparedFrame:
    """
    Return a scorecard prepared for frames, as `PreparedFrame` has it; for one frame after another it is the same one.
    """
    return _prepared(Same(card, methods), digits, tuple(gaps))


@lru_cache(maxsize=MOST_KEPT)
def _prepared(key: Same, digits: int | None, gaps: tuple[str, ...]) -> PreparedFrame:
    return PreparedFrame(key.card, key.engine, digits, gaps=gaps)


def took_part(*, participated: bool) -> Formula:
    """
    Return the condition that the unit of a row took part, where a column tells.
    """
    return column(TOOK_PART, gaps=False) if participated else TRUE


def ends(indicator: Indicator) -> tuple[Decimal, Decimal]:
    """
    Return the least and the greatest value of an indicator.
    """
    scale = indicator.scale
    return (scale.low, scale.high) if scale else (Decimal(-UNSCALED), Decimal(UNSCALED))


def _needed(group: Group) -> Iterator[Indicator]:
    for child in group.children:
        if isinstance(child, Group):
            yield from _needed(child)
        elif group.missing is Missing.ERROR:
            yield child


def complaint(prepared: PreparedFrame, indicator: Indicator, fault: int, got: Any) -> tuple[str, str]:
    """
    Return the code of what is wrong with a cell, and what to say.
    """
    wanted = f"a finite number from {-READABLE} to {READABLE}"
    if prepared.digits is not None:
        wanted = f"a finite number of at most {prepared.digits} decimals, such as 3.08"
    if fault == LACKING:
        return "missing", node.LACKING
    if fault == OFF_SCALE:
        scale = indicator.scale or f"{-UNSCALED} to {UNSCALED}, where the scorecard gives no scale"
        return "out-of-scale", f"{got} is outside the scale of this scorecard ({scale})"
    if fault == TOO_FINE:
        return "too-fine", f"{got!r} is not {wanted}; round the column, or score the rows with gm100.score"
    return "not-a-number", f"got {got!r}, expected {wanted}"
