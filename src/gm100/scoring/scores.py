"""
The results of many units: the index of each at once, the way to it on demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import overload

from gm100.errors import UnknownIdError
from gm100.model.result import Ranked, ScoreResult, Status
from gm100.model.scorecard import Scorecard
from gm100.scoring._rows import Inputs
from gm100.scoring._trace import trace


class Scores(Sequence[ScoreResult]):
    """
    A sequence of results in the order of the rows, which can also be asked for a unit: `scores["35.03"]`.

    The indices are computed for all units at once; the tree of a unit is built when it is looked at, so that a
    hundred thousand units do not make a million objects.
    """

    __slots__ = ("_places", "_rows", "_values", "scorecard")

    def __init__(self, scorecard: Scorecard, rows: Sequence[Inputs], values: Sequence[Decimal | None]) -> None:
        self.scorecard = scorecard
        self._rows = tuple(rows)
        self._values = tuple(values)
        self._places = {row.unit: place for place, row in enumerate(rows)}

    @property
    def units(self) -> tuple[str, ...]:
        """
        The codes of the units, in order.
        """
        return tuple(row.unit for row in self._rows)

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """
        The index of each unit, in order; `None` for a unit without one.
        """
        return self._values

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int | str) -> ScoreResult: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[ScoreResult]: ...
    def __getitem__(self, key: int | str | slice) -> ScoreResult | Sequence[ScoreResult]:
        """
        Return the result at a position or of a unit.

        Raises:
            UnknownIdError: No unit has that code.
        """
        if isinstance(key, slice):
            return Scores(self.scorecard, self._rows[key], self._values[key])
        if isinstance(key, str):
            if key not in self._places:
                raise UnknownIdError("unit of these scores", key)
            key = self._places[key]
        return self._result(self._rows[key])

    def __iter__(self) -> Iterator[ScoreResult]:
        return map(self._result, self._rows)

    def places(self) -> Iterator[Ranked]:
        """
        Yield each unit with its index, in order, not yet ranked.
        """
        for row, value in zip(self._rows, self._values, strict=True):
            yield Ranked(rank=None, unit=row.unit, name=row.name, index=value, published=row.published)

    def _result(self, row: Inputs) -> ScoreResult:
        root = trace(self.scorecard.root, row) if row.participated else None
        status = Status.SCORED
        if root is None:
            status = Status.ABSENT
        elif root.value is None:
            status = Status.MISSING
        return ScoreResult(
            unit=row.unit,
            scorecard=self.scorecard.id,
            name=row.name,
            status=status,
            root=root,
            published=row.published,
        )

    def __repr__(self) -> str:
        return f"<Scores of {len(self)} units by {self.scorecard.id}>"
