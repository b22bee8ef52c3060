"""
A frame whose own engine computes, by expressions: the one way for lazy frames and for many rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any, Final

from gm100.adapters.frames.engines import NO_HORIZONTAL, Expr, collected, engine_of, is_missing, narwhals
from gm100.adapters.frames.limits import Summary
from gm100.adapters.frames.prepared import MARK, AddedColumns, KnownCells, PreparedFrame
from gm100.model.scorecard import Indicator
from gm100.scoring.formula.expressions import stepped
from gm100.scoring.formula.tree import Formula

_WRONG: Final = f"{MARK}wrong"


class Native:
    """
    A frame whose own engine computes.

    Attributes:
        gaps: The columns that may have gaps: all of them, for no one has looked.
    """

    def __init__(self, frame: Any, cells: Mapping[str, Expr]) -> None:
        """
        Read the cells of a frame, each by its expression.
        """
        self.gaps = tuple(cells)
        self._names = {name: f"{MARK}x{number}" for number, name in enumerate(cells)}
        self._frame = frame.with_columns(**{self._names[name]: expr for name, expr in cells.items()})

    def clean(self, _: PreparedFrame) -> frozenset[str]:
        """
        Return the indicators of which every number can be scored: none, for no one has looked.
        """
        return frozenset()

    def _with(self, frame: Any, formulas: Mapping[str, Formula], known: KnownCells, mark: str) -> Any:
        steps = stepped(
            narwhals(),
            formulas,
            known=known,
            columns=self._names,
            mark=f"{MARK}{mark}",
            horizontal=engine_of(frame) not in NO_HORIZONTAL,
            decimals=engine_of(frame) == "ibis",
        )
        return reduce(lambda made, step: made.with_columns(**step), steps, frame)

    def summaries(self, wanted: Mapping[Indicator, Formula], known: KnownCells) -> dict[str, Summary]:
        """
        Return what limits depend on, of the cells of each indicator that count, by one query.
        """
        nw, asked = narwhals(), []
        kept = {f"{MARK}fit{number}": formula for number, formula in enumerate(wanted.values())}
        for name, node in zip(kept, wanted, strict=True):
            cells, free = nw.col(name), int("population" not in (node.normalise.params if node.normalise else ()))
            found = {"least": cells.min(), "most": cells.max(), "mean": cells.mean(), "deviation": cells.std(ddof=free)}
            asked += [expr.alias(f"{name}_{key}") for key, expr in found.items()]
        rows = collected(self._with(self._frame, kept, known, "f").select(*kept).select(*asked))
        row = next(iter(rows.iter_rows()))
        numbers = [None if is_missing(cell) else float(cell) for cell in row]
        return {node.id: Summary(*numbers[4 * n : 4 * n + 4]) for n, node in enumerate(wanted)}

    def computed(self, formulas: Mapping[str, Formula], added: AddedColumns) -> Any:
        """
        Return the frame with columns for the formulas of a scorecard, which `problems` can ask for its wrong rows.
        """
        return self._with(self._frame, {**formulas, _WRONG: added.wrong}, added.known, "t")

    def problems(
        self, scored: Any, columns: Sequence[str], faults: Mapping[str, Formula], known: KnownCells, most: int
    ) -> list[dict[str, Any]]:
        """
        Return the first wrong rows of what `computed` returned, with some columns and their faults, by one query.
        """
        wrong = scored.filter(narwhals().col(_WRONG))
        rows = collected(self._with(wrong, faults, known, "p").select(*columns, *faults).head(most))
        return [*rows.iter_rows(named=True)]
