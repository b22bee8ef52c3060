"""
The totals of a form, as formulas of a spreadsheet made from those of the scorecard.

A row computes from the rows below it as long as what these hold has an end; a share without end is written out again
where it is used. Of every rounding it is proved beforehand that the floats of a spreadsheet round as decimals do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from gm100.adapters.workbook import _plan as at
from gm100.errors import CannotHoldError, Issue
from gm100.model._entity import evolve
from gm100.model.scorecard import Arithmetic, Group, Indicator, Node, Rounding, Scorecard, Weighting
from gm100.scoring.engine.validate import is_exact
from gm100.scoring.formula.floats import nearest
from gm100.scoring.formula.proof import Facts, Known, decimals_of, facts_of, unproved
from gm100.scoring.formula.spreadsheet import excess, spreadsheet
from gm100.scoring.formula.tree import TRUE, Formula, column, lift, rounded
from gm100.scoring.formula.walk import bound
from gm100.scoring.methods.aggregators import Child, Children
from gm100.scoring.methods.node import Gaps, group, leaf, parts, symbol, unrounded
from gm100.scoring.methods.registry import Methods

PLAIN: Final = 4
"""Decimals shown of a value that has no end."""

_LONGEST: Final = 12
"""The most decimals that are shown."""


class Total(NamedTuple):
    """
    A row of totals.
    """

    row: int
    node: str
    name: str
    weight: Decimal | None
    formulas: Mapping[str, str]
    decimals: int
    part_decimals: int
    is_group: bool


def totals(card: Scorecard, sheets: Sequence[at.Sheet], methods: Methods) -> Iterator[Total]:
    """
    Yield the totals of a scorecard, from the indicators up to the index.

    Raises:
        CannotHoldError: The numbers on the way, or the formulas, become too long for a spreadsheet.
    """
    counting = _Counting(card, {sheet.indicator.id: sheet for sheet in sheets}, methods)
    counting.count(evolve(card.root, round=card.round) if card.round else card.root, None)
    issues = []
    for total in counting.found.values():
        if found := [each for each in map(excess, total.formulas.values()) if each]:
            message = f"its formula {found[0]}; divide what is below it into more groups, or round the nodes below it"
            issues.append(Issue("too-long", message, (total.node,)))
    if issues:
        raise CannotHoldError("a form", issues)
    return iter(counting.found.values())


class _Counting:
    """
    Walks a scorecard from its leaves up and collects the rows.
    """

    def __init__(self, card: Scorecard, sheets: Mapping[str, at.Sheet], methods: Methods) -> None:
        self._sheets, self._methods = sheets, methods
        self._exact = card.arithmetic is not Arithmetic.FLOAT and is_exact(card, methods)
        self._addresses: dict[str, str] = {}
        self._known: dict[str, Known] = {}
        self._inner: dict[str, Formula] = {}
        self.found: dict[str, Total] = {}

    def count(self, node: Node, above: Group | None) -> None:
        """
        Add the rows of what a node is made of, and then its own.
        """
        value, ready, formulas = self._leaf(node) if isinstance(node, Indicator) else self._group(node)
        row = at.FIRST_TOTAL + len(self.found)
        text, facts = self._written(value, node)
        self._addresses[node.id], decimals = f"F{row}", None if facts is None else decimals_of(facts)
        if facts is not None and decimals is not None:
            self._known[node.id] = Known(decimals, facts.low, facts.high)
        elif self._exact:
            self._inner[node.id] = bound(value, self._inner)
        formulas |= {"F": f'IF({ready},{text},"")'}
        shown = _shown(facts)
        weight = node.weight if above else None
        total = Total(row, node.id, node.name or node.id, weight, formulas, shown, 0, isinstance(node, Group))
        self.found[node.id] = total

    def _written(self, value: Formula, node: Node) -> tuple[str, Facts | None]:
        """
        Return the text of a formula, and what is known of its value: nothing where the core computes in floats too.
        """
        value = bound(value, self._inner)
        facts = facts_of(value, self._known)[id(value)]
        if not self._exact:
            return spreadsheet(value, self._addresses, known=self._known).results[0], None
        if facts is None or unproved(value, self._known):
            message = "its numbers become too long for a spreadsheet to round as decimals; round the nodes below it"
            raise CannotHoldError("a form", [Issue("too-many-digits", message, (node.id,))])
        exact = value if value.op in {"round", "column"} else nearest(value, facts)
        return spreadsheet(exact, self._addresses, known=self._known).results[0], facts

    def _leaf(self, node: Indicator) -> tuple[Formula, str, dict[str, str]]:
        sheet = self._sheets[node.id]
        cells = f"'{sheet.title}'!{at.MARK}{sheet.lines[0].row}:{at.MARK}{sheet.lines[-1].row}"
        count, low, high = len(sheet.lines), sheet.scale.low, sheet.scale.high
        shown, name = {"D": f"COUNT({cells})", "E": str(count)}, f"{node.id}:given"
        if sheet.by_question:
            self._addresses[name], self._known[name] = f"SUM({cells})", Known(0, Fraction(0), Fraction(high) * count)
            fine = f"SUMPRODUCT(--(INT({cells})={cells}))={count}"
            ready = f"IF(COUNT({cells})={count},AND(MIN({cells})>={low:f},MAX({cells})<={high:f},{fine}),FALSE)"
            return self._normalised(node, column(name) / count), ready, shown
        cell, places = cells.partition(":")[0], 10**sheet.decimals
        self._addresses[name], self._known[name] = cell, Known(sheet.decimals, Fraction(low), Fraction(high))
        fine = f"ABS({places}*{cell}-ROUND({places}*{cell},0))<0.000001"
        ready = f"IF(ISNUMBER({cell}),AND({cell}>={low:f},{cell}<={high:f},{fine}),FALSE)"
        mark = rounded(column(name), Rounding(sheet.decimals))
        return mark if at.is_plain(node) else self._normalised(node, mark), ready, shown

    def _normalised(self, node: Indicator, mark: Formula) -> Formula:
        return bound(leaf(node, self._methods, Gaps.NONE).value, {node.id: mark})

    def _group(self, node: Group) -> tuple[Formula, str, dict[str, str]]:
        first = at.FIRST_TOTAL + len(self.found)
        for child in node.children:
            self.count(child, node)
        last = at.FIRST_TOTAL + len(self.found) - 1
        if self._methods.aggregators[node.aggregate.slug].additive:
            self._add_parts(node)
        value = group(node, [symbol(child.id, Gaps.NONE) for child in node.children], self._methods).value
        return value, f"COUNT(F{first}:F{last})={last - first + 1}", {}

    def _add_parts(self, above: Group) -> None:
        """
        Add what each child adds to a group, its factor included, rounded where the scorecard says so.
        """
        children = [Child(lift(child.weight), column(child.id, gaps=False), TRUE) for child in above.children]
        together = Children(children, verbatim=above.weighting is Weighting.VERBATIM)
        core, made = unrounded(above, [symbol(child.id, Gaps.NONE) for child in above.children], self._methods)
        for node, part in zip(above.children, parts(together, above, core, made), strict=True):
            text, facts = self._written(rounded(part, node.round_part), node)
            total = self.found[node.id]
            formulas = {**total.formulas, "G": f'IF(F{total.row}="","",{text})'}
            self.found[node.id] = total._replace(formulas=formulas, part_decimals=_shown(facts))


def _shown(facts: Facts | None) -> int:
    """
    Return how many decimals a value can have: two over a denominator of 100, and of 50 as well.
    """
    decimals = None if facts is None else decimals_of(facts)
    return PLAIN if decimals is None or decimals > _LONGEST else decimals
