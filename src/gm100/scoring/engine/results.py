"""
One table evaluated by one scorecard: read, computed, checked; the index of each unit at once, the way to it on demand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, overload

import attrs

from gm100._lookup import rows_of_file
from gm100._remade import Remade
from gm100.errors import Issue, ScoringError, UnknownIdError, UnknownPositionError
from gm100.fields.arguments import at_least, checked, choice
from gm100.model._entity import evolve
from gm100.model._rows import filled, placed
from gm100.model.result import Ranked, ResultStatus, ScoreResult, Ties
from gm100.model.scorecard import Group, Missing, Scorecard
from gm100.scoring._numbers import CONTEXT
from gm100.scoring.decide import band_of
from gm100.scoring.engine.evaluate import evaluate
from gm100.scoring.engine.prepared import PreparedScorecard
from gm100.scoring.methods.ranks import ranks
from gm100.scoring.table.reading import Reading
from gm100.scoring.table.schema import Schema
from gm100.scoring.table.table import Table
from gm100.text.layout import close_to
from gm100.typing import NOT_APPLICABLE

if TYPE_CHECKING:
    from gm100.model.resolution import Resolutions

Previous = Mapping[str, Mapping[str, Any]]
"""The values of earlier years, the latest first, by the code of the unit and that of the indicator."""


class ScoredTable(Remade):
    """
    One table evaluated by one prepared scorecard.

    Attributes:
        prepared: The scorecard.
        reading: The table as it was read.
        card: The scorecard.
        numbers: The arithmetic.
        units: The codes of all units, those that did not take part among them.
        names: Their names.
        published: Published indices by row.
        details: Questions behind indicators by row.
        places: For each row its place among the units that take part, or `None`.
        resolutions: How names of regions were read.
        table: The units that take part, as they were read.
        evaluated: The evaluated table.
    """

    _made_of = ("prepared", "reading", "previous")

    def __init__(
        self, prepared: PreparedScorecard, data: Any, previous: Previous | None = None, *, ignore: bool = False
    ) -> None:
        reading = data if isinstance(data, Reading) else read(prepared, data, ignore=ignore)
        self.prepared, self.card, self.numbers, self.reading = prepared, prepared.card, prepared.numbers, reading
        self.units, self.names, self.places = reading.units, reading.names, reading.places
        self.published, self.details = reading.published, reading.details
        self.resolutions = reading.resolutions
        self.table = _with_previous(reading.table, previous) if previous else reading.table
        self.previous = {unit: dict(values) for unit, values in (previous or {}).items()}
        if reading.issues:
            raise ScoringError(self.card.id, [*reading.issues, *self._others(reading.issues)])
        self.evaluated = evaluate(prepared, self.table)
        issues = [*self.evaluated.issues, *self._gaps({issue.path[0] for issue in self.evaluated.issues})]
        if issues:
            raise ScoringError(self.card.id, issues)

    @property
    def remark(self) -> str | None:
        """
        What a reader of every result must know.
        """
        return self.reading.remark

    def _others(self, issues: Sequence[Issue]) -> list[Issue]:
        """
        Return what else is wrong with a table of which some cells cannot be read.
        """
        self.evaluated = evaluate(self.prepared, self.table)
        wrong = {issue.path[0] for issue in issues}
        units = {*self.table.units} - wrong
        found = [issue for issue in self.evaluated.issues if issue.path[0] in units]
        said = {issue.path for issue in issues}
        return found + [issue for issue in self._gaps({*wrong, *(i.path[0] for i in found)}) if issue.path not in said]

    def _gaps(self, refused: Collection[Any]) -> list[Issue]:
        """
        Return what is missing where there is no index and the scorecard does not allow for that.

        Args:
            refused: Units that have no index whatever else they lack.
        """
        there = self.evaluated.made[self.prepared.root.id].there
        if there is None and not refused:
            return []
        if not any(isinstance(n, Group) and n.missing is Missing.ERROR for n in self.prepared.nodes):
            return []
        lacking = (
            row for row, unit in enumerate(self.table.units) if unit in refused or not (there is None or there[row])
        )
        return [issue for row in lacking for issue in self.evaluated.missing(row)]


def read(prepared: PreparedScorecard, data: Any, *, ignore: bool = False) -> Reading:
    """
    Read a table for a scorecard.

    Args:
        prepared: The scorecard.
        data: Rows, columns by name, a frame, or the path of a file.
        ignore: Whether columns that are not a part of the scorecard are left out, and not refused.
    """
    schema = Schema(prepared.card, prepared.engine, prepared.numbers, ignore=True) if ignore else prepared.schema
    if not isinstance(data, str | PathLike):
        return Reading(data, schema)
    rows, remarks = rows_of_file(data, prepared.card)
    reading = Reading(rows, schema)
    reading.remarks = remarks
    return reading


def _with_previous(table: Table, previous: Previous) -> Table:
    codes = {code for values in previous.values() for code in values}
    columns = {code: [previous.get(unit, {}).get(code, ()) for unit in table.units] for code in sorted(codes)}
    made: Table = attrs.evolve(table, earlier=columns)
    return made


class Scores(Sequence[ScoreResult]):
    """
    A sequence of results in the order of the rows, which can also be asked for a unit: `scores["35.03"]`.

    The indices are computed for all units at once; the tree of a unit is built when it is looked at, so that a
    hundred thousand units do not make a million objects.
    """

    def __init__(self, scored: ScoredTable, rows: Sequence[int] | None = None) -> None:
        self._scored = scored
        self._rows = range(len(scored.units)) if rows is None else rows

    @property
    def scored(self) -> ScoredTable:
        """
        The solved table behind the results; its shape is not a part of the API.
        """
        return self._scored

    @property
    def scorecard(self) -> Scorecard:
        """
        The scorecard.
        """
        return self._scored.card

    @property
    def fitted(self) -> Scorecard:
        """
        The scorecard with every limit and weight that was taken from the data written in, to be used on other data.

        Ranks and outranking have no limits to keep; they compare the units of each table again.
        """
        root = evolve(self._scored.evaluated.root, round=self.scorecard.root.round)
        if root == self.scorecard.root:
            return self.scorecard
        arithmetic = (
            self._scored.numbers.name
        )  # Fixed limits alone would be exact; the same numbers must come out again.
        return evolve(self.scorecard, id=f"{self.scorecard.id}-fitted", root=root, arithmetic=arithmetic)

    @property
    def remarks(self) -> tuple[str, ...]:
        """
        What was done: names corrected, limits and weights found, outliers treated; and whether it was in force.
        """
        said = self._scored.remark
        names = self._scored.resolutions
        corrected = (*names.remarks, *(str(each.correction) for each in names.corrected)) if names else ()
        found = (*self._scored.reading.remarks, *corrected, *map(str, self._scored.evaluated.remarks))
        return (said, *found) if said else found

    @property
    def resolutions(self) -> Resolutions:
        """
        How the names of regions in a table without codes were read, one answer a row; empty where it has codes.
        """
        from gm100.model.resolution import Resolutions  # Here, for most tables have codes and need none of it.

        return Resolutions(()) if self._scored.resolutions is None else self._scored.resolutions

    @property
    def units(self) -> tuple[str, ...]:
        """
        The codes of the units, in order.
        """
        return tuple(self._scored.units[i] for i in self._rows)

    @property
    def names(self) -> tuple[str | None, ...]:
        """
        The names of the units, as far as given, in order.
        """
        return tuple(self._scored.names[i] for i in self._rows)

    @cached_property
    def values(self) -> tuple[Decimal | None, ...]:
        """
        The index of each unit, in order; `None` for a unit without one.
        """
        give = self._scored.numbers.give
        return tuple(None if state is None else give(state) for state in self.raw)

    def column(self, node: str) -> tuple[Decimal | None, ...]:
        """
        Return the value of a node for each unit, in order; `None` where it has none.

        It is the value in the tree of each: that of the group above where it fills what is missing.

        Raises:
            UnknownIdError: The scorecard has no such node.
        """
        scored, code = self._scored, self.scorecard[node].id
        give, fill = scored.numbers.give, scored.evaluated.fill_of(code)
        with localcontext(CONTEXT):
            shown = [
                fill if state is None else None if state is NOT_APPLICABLE else give(state)
                for state in scored.evaluated.states(code)
            ]
        return tuple(self._taken(shown))

    @checked
    def to_rows(self, *, level: int | None = None, nodes: str | Iterable[str] | None = None) -> list[dict[str, object]]:
        """
        Return one dict a unit: code, name, index, band, published index, and the value of each node asked for.

        Where no unit has a name, a band or a published index, there is no such column.

        Args:
            level: Also the nodes so many steps below the index: 1 for its groups or dimensions.
            nodes: Also these nodes.

        Raises:
            UnknownIdError: The scorecard has no such node.
            ArgumentError: The level is below 1.
        """
        found = self.columns(level, nodes)
        bands, published = self.scorecard.bands, self._scored.published
        rows: list[dict[str, object]] = []
        units = zip(self._rows, self.units, self.names, self.values, strict=True)
        for place, (row, unit, name, value) in enumerate(units):
            band = band_of(value, bands)
            head = {"code": unit, "name": name, "index": value, "band": band, "published": published.get(row)}
            rows.append({**head, **{code: column[place] for code, column in found.items()}})
        return filled(rows, "name", "band", "published")

    @checked
    def columns(
        self, level: int | None = None, nodes: str | Iterable[str] | None = None
    ) -> dict[str, tuple[Decimal | None, ...]]:
        """
        Return the column of each node at a level, then those of the nodes named; see `to_rows`.
        """
        depth = None if level is None else at_least(1, level, "level")
        at = [node.id for node, _, below in placed(self.scorecard.root) if below == depth]
        named = () if nodes is None else (nodes,) if isinstance(nodes, str) else nodes
        return {code: self.column(code) for code in (*at, *named)}

    @property
    def raw(self) -> list[Any]:
        """
        The index of each unit as a number of the scorecard's arithmetic, a float where it computes in floats.

        It is `values` without the way back to decimals, for those who go on computing.
        """
        states = self._scored.evaluated.states(self._scored.prepared.root.id)
        if self._scored.evaluated.made[self._scored.prepared.root.id].applies is not None:
            states = [None if state is NOT_APPLICABLE else state for state in states]
        return self._taken(states)

    def _taken(self, column: list[Any]) -> list[Any]:
        """
        Return what a column has for each row that is shown here, `None` for one that did not take part.
        """
        scored = self._scored
        if self._rows == scored.places:
            return column
        places = [scored.places[i] for i in self._rows]
        return [None if place is None else column[place] for place in places]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int | str) -> ScoreResult: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[ScoreResult]: ...
    @checked
    def __getitem__(self, key: int | str | slice) -> ScoreResult | Sequence[ScoreResult]:
        """
        Return the result at a position or of a unit.

        Raises:
            UnknownIdError: No unit has that code.
            UnknownPositionError: There are fewer.
        """
        if isinstance(key, slice):
            return Scores(self._scored, self._rows[key])
        if isinstance(key, str):
            if key not in self._places:
                named = [unit for unit, name in zip(self.units, self.names, strict=True) if name == key]
                raise UnknownIdError("unit of these scores", key, named or close_to(key, self._places))
            return self._result(self._places[key])
        if not -len(self) <= key < len(self):
            raise UnknownPositionError("position in these scores", str(key), [f"0 to {len(self) - 1}"])
        return self._result(self._rows[key])

    def __contains__(self, key: object) -> bool:
        return key in self._places if isinstance(key, str) else key in tuple(self)

    def __iter__(self) -> Iterator[ScoreResult]:
        return map(self._result, self._rows)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {self._scored.units[i]: i for i in self._rows}

    @checked
    def places(self, ties: Ties | str = Ties.MIN) -> tuple[Ranked, ...]:
        """
        Return each unit with its index and rank, best first, equal ones by code; last those without an index.

        Args:
            ties: What rank equal values get.
        """
        scored, values = self._scored, dict(zip(self._rows, self.values, strict=True))
        by_code = sorted(self._rows, key=scored.units.__getitem__)
        found = zip(by_code, ranks([values[i] for i in by_code], choice(Ties, ties, "ties")), strict=True)
        in_order = sorted(found, key=lambda pair: (pair[1] is None, pair[1]))
        return tuple(
            Ranked(
                rank=None if rank is None else Decimal(rank),
                unit=scored.units[i],
                name=scored.names[i],
                index=values[i],
                published=scored.published.get(i),
            )
            for i, rank in in_order
        )

    def _result(self, row: int) -> ScoreResult:
        from gm100.scoring.engine.explain import Explainer  # Here, for a ranking explains nothing.

        scored, bands = self._scored, self._scored.card.bands
        place = scored.places[row]
        root = None
        if place is not None:
            with localcontext(CONTEXT):
                root = Explainer(scored.evaluated, place, scored.details.get(row, {})).tree()
        status = ResultStatus.SCORED if root and root.value is not None else ResultStatus.MISSING
        return ScoreResult(
            unit=scored.units[row],
            scorecard=scored.card.id,
            name=scored.names[row],
            status=status if root else ResultStatus.ABSENT,
            root=root,
            band=band_of(root.value, bands) if root else None,
            published=scored.published.get(row),
            remark=scored.remark,
        )

    def __repr__(self) -> str:
        return f"<Scores of {len(self)} units by {self.scorecard.id}>"
