"""
The totals of a form, as formulas.

Column H holds the whole numerator of each value and column I that of its weighted part; F and G show them divided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from gm100.adapters.workbook import _plan as at
from gm100.adapters.workbook._formulas import Numerator, rounded, weighted_sum
from gm100.model._entity import evolve
from gm100.model.scorecard import Group, Indicator, Node, Scorecard, Weighting

HIDDEN: Final = ("H", "I")
"""The columns with whole numerators."""

PLAIN: Final = 4
"""Decimals shown of a value that has no end."""


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


def totals(card: Scorecard, sheets: Sequence[at.Sheet]) -> Iterator[Total]:
    """
    Yield the totals of a scorecard, from the indicators up to the index.

    Raises:
        CannotHoldError: The numbers on the way become too long for a spreadsheet.
    """
    counting = _Counting(at.places(card.root), {sheet.indicator.id: sheet for sheet in sheets})
    counting.count(evolve(card.root, round=card.round) if card.round else card.root, None)
    return iter(counting.found)


class _Counting:
    """
    Walks a scorecard from its leaves up and collects the rows.
    """

    def __init__(self, places: Mapping[str, int], sheets: Mapping[str, at.Sheet]) -> None:
        self._places = places
        self._sheets = sheets
        self.found: list[Total] = []

    def count(self, node: Node, above: Group | None) -> Numerator:
        """
        Add the rows of a node, and return its weighted part where it has one, else its value, as cells.
        """
        row = self._places[node.id]
        value, ready, formulas = self._leaf(node) if isinstance(node, Indicator) else self._group(node)
        formulas = {**formulas, "H": f'IF({ready},{value.formula},"")', "F": _divided(f"H{row}", value)}
        cell = value._replace(formula=f"H{row}")
        part = _part(node, above, cell) if above else None
        if part:
            formulas |= {"I": f'IF(H{row}="","",{part.formula})', "G": _divided(f"I{row}", part)}
        self.found.append(
            Total(
                row=row,
                node=node.id,
                name=node.name or node.id,
                weight=node.weight if above else None,
                formulas=formulas,
                decimals=_shown_decimals(value),
                part_decimals=_shown_decimals(part) if part else 0,
                is_group=isinstance(node, Group),
            )
        )
        return part._replace(formula=f"I{row}") if part else cell

    def _leaf(self, node: Indicator) -> tuple[Numerator, str, dict[str, str]]:
        sheet = self._sheets[node.id]
        cells = f"'{sheet.title}'!{at.MARK}{sheet.lines[0].row}:{at.MARK}{sheet.lines[-1].row}"
        count = len(sheet.lines)
        shown = {"D": f"COUNT({cells})", "E": str(count)}
        most = int(sheet.scale.high)
        if sheet.by_question:
            marks = "+".join(f"COUNTIF({cells},{mark})" for mark in sheet.marks)
            mean = Numerator(f"SUM({cells})", count, most * count)
            return rounded(mean, node.round), f"AND(COUNT({cells})={count},{marks}={count})", shown
        cell = cells.partition(":")[0]
        places = 10**sheet.decimals
        low, high = (f"{limit:f}" for limit in (sheet.scale.low, sheet.scale.high))
        whole = f"ROUND({places}*{cell},0)"
        ready = f"IF(ISNUMBER({cell}),AND({cell}>={low},{cell}<={high},ABS({places}*{cell}-{whole})<0.000001),FALSE)"
        return Numerator(whole, places, (most + 1) * places), ready, shown

    def _group(self, node: Group) -> tuple[Numerator, str, dict[str, str]]:
        parts = [self.count(child, node) for child in node.children]
        ones = [Decimal(1)] * len(parts)
        ready = f"COUNT({','.join(part.formula for part in parts)})={len(parts)}"
        return rounded(weighted_sum(parts, ones, Decimal(1)), node.round), ready, {}


def _part(node: Node, above: Group, value: Numerator) -> Numerator:
    """
    Return what a node adds to the group above, its factor included, rounded where the scorecard says so.
    """
    whole = sum((child.weight for child in above.children), Decimal(0))
    shared = above.weighting is Weighting.NORMALISED and above.aggregate.slug != "sum"
    weight = node.weight * above.factor
    return rounded(weighted_sum([value], [weight], whole if shared else Decimal(1)), node.round_part)


def _divided(cell: str, value: Numerator) -> str:
    return f'IF({cell}="","",{cell}/{value.denominator})'


def _shown_decimals(value: Numerator) -> int:
    """
    Return how many decimals a value can have: two over a denominator of 100, and of 50 as well.
    """
    return next((places for places in range(13) if 10**places % value.denominator == 0), PLAIN)
