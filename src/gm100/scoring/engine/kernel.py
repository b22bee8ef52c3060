"""
Formulas of one node, or of a whole tree, as a function of columns: lists of Python numbers, or arrays of numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, Final

from gm100.scoring._numbers import Numbers
from gm100.scoring.formula.arrays import HAS, TOGETHER, Steps
from gm100.scoring.formula.floats import for_floats
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.walk import operations
from gm100.scoring.methods.node import Cell

ALIKE: Final = HAS - {"log", "exp", "**", "is", "word"}
"""Operations of which numpy gives the same floats as Python, to the last bit."""


BLOCK: Final = 8_192
"""How many units numpy computes at a time: what is made on the way stays in the processor's memory."""


class Kernel:
    """
    Formulas of one node as a function of columns.

    Attributes:
        cell: The node as formulas.
    """

    def __init__(self, cell: Cell, roots: Sequence[Formula], numbers: Numbers) -> None:
        self.cell = cell
        self._numbers, self._roots = numbers, list(roots)
        self._fused = Fused(self._roots, exact=numbers.exact)
        self._steps: Steps | None = None
        self._alike = all(operations(root) <= ALIKE for root in self._roots)

    def columns(
        self,
        columns: Mapping[str, Any],
        parameters: Mapping[str, Any],
        count: int,
        np: Any = None,
        *,
        loose: bool = False,
    ) -> list[Any]:
        """
        Return the column of each formula.

        Args:
            columns: The columns by name.
            parameters: The numbers that are the same for all units, by name.
            count: How many units there are.
            np: The module `numpy`, where the columns are arrays.
            loose: Whether floats of numpy may be used that differ in the last bit, as those of its logarithms do.
        """
        if np is not None:
            if self._alike or loose:
                return self._arrays(np, columns, parameters, count)
            columns = {name: columns[name].tolist() for name in self._fused.columns}
            return [np.array(found) for found in self.columns(columns, parameters, count)]
        names = self._fused.columns
        rows = zip(*(columns[name] for name in names), strict=True) if names else repeat((), count)
        found = self._fused.rows(rows, parameters)
        return [found] if len(self._roots) == 1 else [list(each) for each in zip(*found, strict=True)] or [[], [], []]

    def _arrays(self, np: Any, columns: Mapping[str, Any], parameters: Mapping[str, Any], count: int) -> list[Any]:
        if self._steps is None:
            self._steps = Steps([for_floats(root) for root in self._roots])
        given = {**columns, **parameters}
        if count <= BLOCK or any(getattr(each, "ndim", 0) > 1 for each in given.values()):
            return self._whole(np, given, count)
        wide = {name: each for name, each in columns.items() if getattr(each, "ndim", 0)}
        blocks = []
        for start in range(0, count, BLOCK):
            block = given | {name: each[start : start + BLOCK] for name, each in wide.items()}
            if TOGETHER in given:
                codes, array = given[TOGETHER]
                block[TOGETHER] = codes, array[:, start : start + BLOCK]
            blocks.append(self._whole(np, block, min(BLOCK, count - start)))
        return [np.concatenate(parts) for parts in zip(*blocks, strict=True)]

    def _whole(self, np: Any, given: Mapping[str, Any], count: int) -> list[Any]:
        found = self._steps.arrays(np, given) if self._steps else []
        return [each if getattr(each, "ndim", 0) else np.full(count, each) for each in found]

    def one(self, row: Mapping[str, Any], parameters: Mapping[str, Any]) -> Any:
        """
        Return the values of one unit.
        """
        return self._fused.one([row[name] for name in self._fused.columns], parameters)
