"""
Sensitivity: the same table ranked under many draws of what is uncertain.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from math import isnan, nan
from typing import Any

from gm100._extras import drawn
from gm100._lookup import scorecard
from gm100.errors import UnknownIdError, UnknownPositionError
from gm100.fields.arguments import at_least, checked, choice
from gm100.model.factor import Draw, Factor, WeightShare
from gm100.model.result import Ties
from gm100.model.scorecard import Scorecard
from gm100.model.sensitivity import RankProbability, RankSpread, SensitivityRecord
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.uncertainty.draws import Changes
from gm100.scoring.uncertainty.indices import quantile
from gm100.scoring.uncertainty.uncertain import BLOCK, Progress, Stop, UncertaintyTable
from gm100.text.layout import columns


class Sensitivity:
    """
    How ranks spread over the draws; a sequence of spreads can be asked for a unit: `result["35.03"]`.
    """

    def __init__(self, uncertain: UncertaintyTable, seed: int, asked: int, ranks: array[float]) -> None:
        self._uncertain, self._seed, self._asked, self._ranks = uncertain, seed, asked, ranks
        repeated = uncertain.repeated
        self._width = len(repeated.units)
        self._order = sorted(repeated.held, key=lambda place: (repeated.base[place], repeated.units[place]))
        self._places = {repeated.units[place]: place for place in self._order}

    @property
    def seed(self) -> int:
        """
        The seed.
        """
        return self._seed

    @property
    def asked(self) -> int:
        """
        How many draws were asked for.
        """
        return self._asked

    @property
    def draws(self) -> int:
        """
        How many draws were done; fewer than asked for where the run was stopped.
        """
        return len(self._ranks) // self._width if self._width else 0

    @property
    def complete(self) -> bool:
        """
        Whether all draws were done.
        """
        return self.draws == self._asked

    @property
    def units(self) -> tuple[str, ...]:
        """
        The codes of the units that have a rank, in its order.
        """
        return tuple(self._places)

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[RankSpread]:
        return map(self._spread, self._order)

    @checked
    def __getitem__(self, unit: str) -> RankSpread:
        """
        Return the spread of a unit.

        Raises:
            UnknownIdError: The unit has no rank here.
        """
        return self._spread(self._place(unit))

    def _place(self, unit: str) -> int:
        if unit not in self._places:
            raise UnknownIdError("unit of this ranking", unit)
        return self._places[unit]

    def _column(self, place: int) -> array[float]:
        return self._ranks[place :: self._width]

    def _spread(self, place: int) -> RankSpread:
        column = self._column(place)
        times = sorted(Counter(rank for rank in column if not isnan(rank)).items())
        return RankSpread(
            unit=self._uncertain.repeated.units[place],
            name=self._uncertain.repeated.names[place],
            **self._figures(place),
            probabilities=tuple(RankProbability(rank, count / len(column)) for rank, count in times),
            unranked=sum(map(isnan, column)) / len(column),
        )

    def _figures(self, place: int) -> dict[str, float]:
        """
        Return what a line of the table says of a unit.
        """
        base = self._uncertain.repeated.base[place] or nan
        ranked = sorted(rank for rank in self._column(place) if rank == rank)  # noqa: PLR0124 - false for nan alone
        return {
            "rank": base,
            "mean": sum(ranked) / len(ranked),
            "median": quantile(ranked, 0.5),
            "p5": quantile(ranked, 0.05),
            "p95": quantile(ranked, 0.95),
            "shift": sum(abs(rank - base) for rank in ranked) / len(ranked),
        }

    @cached_property
    def shift(self) -> float:
        """
        Mean distance from the rank by the scorecard, over all units and draws.
        """
        return sum(figures["shift"] for figures in map(self._figures, self._order)) / len(self)

    @checked
    def beats(self, one: str, other: str) -> float:
        """
        Return the share of the draws in which one unit ranks better than another; in a tie none does.
        """
        pairs = zip(self._column(self._place(one)), self._column(self._place(other)), strict=True)
        return sum(a < b for a, b in pairs) / self.draws

    @checked
    def draw(self, index: int) -> Draw:
        """
        Return a draw, made again from the seed and its number alone.

        Raises:
            IndexError: The number is below 0.
        """
        return self._uncertain.drawer.record(index, self._changes(index))

    @checked
    def scorecard(self, index: int) -> Scorecard:
        """
        Return the scorecard of a draw: ranking the table with it gives the ranks of the draw, but for measured errors.
        """
        return self._uncertain.variant(self._changes(index), f"draw-{index}")

    @checked
    def ranks(self, index: int) -> dict[str, float]:
        """
        Return the rank of each unit in a draw; `nan` where it has no index.
        """
        if not 0 <= index < self.draws:
            raise UnknownPositionError("draw", str(index), [f"0 to {self.draws - 1}"])
        row = self._ranks[index * self._width : (index + 1) * self._width]
        return {unit: row[place] for unit, place in self._places.items()}

    def _changes(self, index: int) -> Changes:
        if index < 0:
            raise UnknownPositionError("draw", str(index), ["0 or more"])
        return self._uncertain.drawer([f"{self._seed}:{index}"] * len(self._uncertain.factors))

    def record(self) -> SensitivityRecord:
        """
        Return the analysis as a noun: what it takes to compute it again, and what came out.
        """
        return SensitivityRecord(
            scorecard=self._uncertain.repeated.card.id,
            factors=self._uncertain.factors,
            seed=self._seed,
            asked=self._asked,
            draws=self.draws,
            ties=self._uncertain.repeated.ties,
            spreads=tuple(self),
        )

    def intervals(self) -> list[tuple[str, float, float, float, float]]:
        """
        Return what a chart of intervals needs for each unit: label, rank, 5th percentile, median, 95th percentile.
        """
        units, names = self._uncertain.repeated.units, self._uncertain.repeated.names
        return [
            (names[place] or units[place], f["rank"], f["p5"], f["median"], f["p95"])
            for place in self._order
            for f in (self._figures(place),)
        ]

    @checked
    def plot(self, first: int = 20, *, ax: Any = None, lang: str = "en") -> Any:
        """
        Draw the ranks with the range from the 5th to the 95th percentile (extra `charts`), and return the figure.

        Args:
            first: How many units to draw, best first.
            ax: Axes to draw on; without them, new ones.
            lang: Language of the labels, `id` or `en`.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return drawn("intervals", islice(self, at_least(1, first, "first")), ax=ax, lang=lang)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a unit, in the order of the ranks.
        """
        units, names = self._uncertain.repeated.units, self._uncertain.repeated.names
        rows: list[dict[str, object]] = []
        for place in self._order:
            figures = self._figures(place)
            rows.append({"rank": figures.pop("rank"), "code": units[place], "name": names[place], **figures})
        return rows

    def __str__(self) -> str:
        head = ("rank", "code", "name", "mean", "median", "5 %", "95 %", "shift")
        rows = [[_cell(cell) for cell in row.values()] for row in self.to_rows()]
        return "\n".join(columns([head, *rows], "rllrrrrr"))

    def __repr__(self) -> str:
        return f"<Sensitivity of {len(self)} units over {self.draws} draws>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.2f}"
    return "" if value is None else str(value)


@checked
def sensitivity(  # noqa: PLR0913 - options, all but the first by name
    data: Any,
    card: Scorecard | str,
    factors: Sequence[Factor] | None = None,
    *,
    draws: int = 1_000,
    seed: int = 7,
    ties: Ties | str = Ties.MIN,
    progress: Progress | None = None,
    stop: Stop | None = None,
    engine: Engine | None = None,
) -> Sensitivity:
    """
    Rank a table under many draws of what is uncertain.

    >>> import gm100
    >>> found = sensitivity(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular", draws=20)
    >>> found["32.73"].rank, found.draws
    (1.0, 20)

    Args:
        data: The table, as for `score`.
        card: The scorecard, or its id.
        factors: What is uncertain; without it every weight by up to a quarter.
        draws: How many draws.
        seed: What the draws follow from; the same seed gives the same result.
        ties: What rank equal values get.
        progress: Called with how many draws are done, and of how many.
        stop: Asked from time to time whether to stop; what is done so far is then returned, as after Ctrl-C.
        engine: The methods that the scorecard may name; without it those of gm100.

    Raises:
        DefinitionError: A factor does not fit the scorecard.
        ScoringError: As for `score`, or a value has no meaning under a draw.
        ArgumentError: Fewer than one draw is asked for.
    """
    at_least(1, draws, "draws")
    rule, chosen = choice(Ties, ties, "ties"), engine or STANDARD
    uncertain = UncertaintyTable(data, scorecard(card), (WeightShare(),) if factors is None else factors, chosen, rule)
    ranks: array[float] = array("d")
    try:
        for start in range(0, draws, BLOCK):
            numbers = range(start, min(start + BLOCK, draws))
            for row in uncertain.ranks([[f"{seed}:{i}"] * len(uncertain.factors) for i in numbers]):
                ranks.extend(row)
            if progress:
                progress(numbers.stop, draws)
            if stop and numbers.stop < draws and stop():
                break
    except KeyboardInterrupt:
        if not ranks:
            raise
    return Sensitivity(uncertain, seed, draws, ranks)
