"""
A frame whose columns are collected and computed by the fused function of the core: quicker for few rows.

It has every operation, so that it also serves the methods that expressions lack, with any number of rows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import compress, islice
from typing import Any, Final

from gm100.adapters.frames.engines import narwhals
from gm100.adapters.frames.prepared import AddedColumns, KnownCells, PreparedFrame, ends
from gm100.adapters.frames.reading import READABLE
from gm100.model.scorecard import Indicator
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import Formula

BOUND: Final = 5_000
"""Up to how many rows this is quicker than expressions."""


class Collected:
    """
    A frame whose columns are collected.

    Attributes:
        gaps: The columns that have gaps.
    """

    def __init__(self, frame: Any, cells: Mapping[str, Sequence[Any]]) -> None:
        """
        Take the cells of a frame as floats, NaN where there is none.
        """
        self._frame, self._cells = frame, cells
        self.gaps = tuple(name for name, column in cells.items() if math.isnan(sum(column)))
        self._wrong: list[bool] = []

    def clean(self, prepared: PreparedFrame) -> frozenset[str]:
        """
        Return the indicators of which every number can be scored, so that formulas need not ask.
        """
        return frozenset(
            i.id for i in prepared.card.indicators if self._is_clean(self._cells[i.id], i, prepared.digits)
        )

    def _is_clean(self, cells: Sequence[float], indicator: Indicator, digits: int | None) -> bool:
        there = [x for x in cells if x == x] if indicator.id in self.gaps else [*cells]  # noqa: PLR0124 - NaN differs from itself
        if not there:
            return True
        low, high = ends(indicator) if digits is not None or indicator.scale else (-READABLE, READABLE)
        if min(there) < low or max(there) > high:
            return False
        # A whole number of steps over their number per one is the float nearest to that decimal.
        steps = 10 ** (digits or 0)
        return digits is None or [round(x * steps) / steps for x in there] == there

    def _columns(self, formulas: Mapping[str, Formula], fused: Fused) -> dict[str, Sequence[Any]]:
        cells = [self._cells[name] for name in fused.columns] or [range(len(self._frame))]
        rows = fused.rows(zip(*cells, strict=True))
        if len(formulas) == 1:
            return dict.fromkeys(formulas, rows)
        return dict(zip(formulas, zip(*rows, strict=True) if rows else [()] * len(formulas), strict=True))

    def summaries(self, wanted: Mapping[Indicator, Formula], known: KnownCells) -> dict[str, Sequence[float]]:
        """
        Return the cells of each indicator that count.
        """
        formulas = {node.id: formula for node, formula in wanted.items()}
        return dict(self._columns(formulas, Fused([*formulas.values()], known=known)))

    def computed(self, formulas: Mapping[str, Formula], added: AddedColumns) -> Any:
        """
        Return the frame with columns for the formulas of a scorecard.
        """
        formulas = {**formulas, "": added.wrong}
        found = self._columns(formulas, added.fused(tuple(formulas.values())))
        self._wrong = [*found.pop("")]
        return self._frame.with_columns(*(self._series(name, column) for name, column in found.items()))

    def _series(self, name: str, column: Sequence[Any]) -> Any:
        nw = narwhals()
        words = bool(column) and isinstance(column[0], str)
        cells = column if words else [None if math.isnan(x) else x + 0.0 for x in column]  # 0 for -0.
        return nw.new_series(name, cells, nw.String if words else nw.Float64, backend=self._frame.implementation)

    def problems(
        self, scored: Any, columns: Sequence[str], faults: Mapping[str, Formula], known: KnownCells, most: int
    ) -> list[dict[str, Any]]:
        """
        Return the first wrong rows of what `computed` returned, with some of its columns and their faults.
        """
        places = [*islice(compress(range(len(self._wrong)), self._wrong), most)]
        if not places:
            return []
        cells = {name: [column[place] for place in places] for name, column in self._cells.items()}
        fused = Fused([*faults.values()], known=known)
        found = Collected(scored[places], cells)._columns(faults, fused)  # noqa: SLF001 - of the same class
        rows = scored[places].select(*columns).iter_rows(named=True)
        return [row | {name: found[name][number] for name in faults} for number, row in enumerate(rows)]
