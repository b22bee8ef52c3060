"""
A panel: one index over several years, under limits that stay the same or are taken from each year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from enum import StrEnum
from os import PathLike
from typing import Any

import attrs

from gm100._lookup import scorecard
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, choice, whole_number
from gm100.model.evaluation import Evaluation
from gm100.model.scorecard import Scorecard
from gm100.scoring._numbers import CONTEXT
from gm100.scoring.analysis.change import improvement
from gm100.scoring.analysis.comparison import Comparison, compare
from gm100.scoring.engine.prepared import PreparedScorecard, prepared_of
from gm100.scoring.engine.results import ScoredTable, Scores, read
from gm100.scoring.methods.limits import is_present
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.table.reading import Reading, pool
from gm100.text.layout import brief
from gm100.typing import Columns, Frame, Row


class Bounds(StrEnum):
    """
    From which years limits and weights are taken, where a scorecard takes them from data.
    """

    FIRST = "first"
    """From the first year, and kept: later years can lie beyond them, and progress shows."""
    ALL = "all"
    """From all years together, and kept."""
    YEAR = "year"
    """From each year alone: places can be compared, progress of everyone cannot be seen."""


@attrs.frozen(kw_only=True, repr=False)
class Panel:
    """
    The results of several years.

    Attributes:
        years: The years, rising.
        scores: The results of each year.
        bounds: From which years limits were taken.
    """

    years: tuple[int, ...]
    scores: Mapping[int, Scores] = attrs.field(hash=False)  # A dict has no hash.
    bounds: Bounds

    __repr__ = brief

    @checked
    def __getitem__(self, year: int) -> Scores:
        if year not in self.scores:
            raise UnknownIdError("year of this panel", str(year), map(str, self.years))
        return self.scores[year]

    @checked
    def series(self, unit: str) -> dict[int, Decimal | None]:
        """
        Return the index of a unit by year; a year in which it is not listed is left out.
        """
        return {year: self.scores[year][unit].value for year in self.years if unit in self.scores[year].units}

    @checked
    def improvement(self, unit: str, year: int, *, decimals: int = 2) -> Decimal | None:
        """
        Return the improvement of a unit on the year before in the panel; `None` where one of the two has no index.

        Raises:
            UnknownIdError: The year is not in the panel, or has none before it, or does not list the unit.
        """
        before = self._before(year)
        return improvement(self[year][unit], self[before][unit], decimals=decimals)

    @checked
    def change(self, unit: str, year: int, since: int | None = None) -> Comparison:
        """
        Return which nodes make the change of a unit between two years.

        Args:
            unit: The unit.
            year: The later year.
            since: The earlier year; without it the one before in the panel.
        """
        return compare(self[self._before(year) if since is None else since][unit], self[year][unit])

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a unit: code, name, and the index of each year.
        """
        units: dict[str, str | None] = {}
        for year in self.years:
            for unit, name in zip(self.scores[year].units, self.scores[year].names, strict=True):
                units[unit] = units.get(unit) or name
        return [
            {"code": unit, "name": name, **{str(year): self.series(unit).get(year) for year in self.years}}
            for unit, name in units.items()
        ]

    def _before(self, year: int) -> int:
        earlier = [each for each in self.years if each < year]
        if year not in self.scores or not earlier:
            raise UnknownIdError("year of this panel with one before it", str(year), map(str, self.years[1:]))
        return earlier[-1]


@checked
def panel(
    tables: Mapping[int, Iterable[Evaluation | Row] | Columns | Frame | str | PathLike[str]] | Mapping[str, Any],
    card: Scorecard | str,
    *,
    bounds: Bounds | str = Bounds.FIRST,
    engine: Engine | None = None,
) -> Panel:
    """
    Score several years with one scorecard.

    >>> import gm100
    >>> card = gm100.Scorecard(id="own", root=gm100.Group("own", children=[gm100.Indicator("x")]))
    >>> panel({2022: {"code": ["a"], "x": [2]}, 2023: {"code": ["a"], "x": [3]}}, card).series("a")
    {2022: Decimal('2'), 2023: Decimal('3')}

    Args:
        tables: The rows of each year, as for `score`.
        card: The scorecard, or its id; limits and weights that it takes from data are taken as `bounds` says.
        bounds: `first`, `all` or `year`.
        engine: The methods that the scorecard may name.

    Raises:
        DefinitionError, ScoringError: As for `score`, for the first year in which something is wrong.
    """
    rule, chosen, known = choice(Bounds, bounds, "bounds"), engine or STANDARD, scorecard(card)
    given = {whole_number(year, "tables"): table for year, table in tables.items()}
    years = tuple(sorted(given))
    with localcontext(CONTEXT):
        first = prepared = prepared_of(known, chosen)
        readings = {year: read(prepared, given[year]) for year in years}
        if rule is Bounds.ALL:
            prepared = prepared_of(_pooled(readings, prepared), chosen)
        scores: dict[int, Scores] = {}
        previous: dict[str, dict[str, Any]] = {}
        for year in years:
            reading = readings[year] if prepared.numbers is first.numbers else read(prepared, given[year])
            scored = ScoredTable(prepared, reading, previous)
            scores[year] = Scores(scored)
            _remember(previous, year, scored.table.units, scored.evaluated.columns)
            if rule is Bounds.FIRST and prepared is first:
                prepared = prepared_of(scores[year].fitted, chosen)
    return Panel(years=years, scores=scores, bounds=rule)


def _pooled(readings: Mapping[int, Reading], prepared: PreparedScorecard) -> Scorecard:
    """
    Return the scorecard with the limits that all years together make.
    """
    previous: dict[str, dict[str, Any]] = {}
    before: dict[str, dict[str, Any]] = {}
    for year, reading in readings.items():
        table = reading.table
        before |= {f"{unit} {year}": dict(previous.get(unit, {})) for unit in table.units}
        _remember(previous, year, table.units, table.columns)
    pooled = pool({str(year): reading for year, reading in readings.items()})
    return Scores(ScoredTable(prepared, pooled, before)).fitted


def _remember(
    previous: dict[str, dict[str, Any]], year: int, units: Sequence[str], columns: Mapping[str, Sequence[Any]]
) -> None:
    """
    Keep the values of each unit, the latest first, for imputation in a later year, even where it is not listed between.
    """
    for code, column in columns.items():
        for unit, value in zip(units, column, strict=True):
            if is_present(value):
                known = previous.setdefault(unit, {})
                known[code] = ((year, value), *known.get(code, ()))
