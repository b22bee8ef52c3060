"""
Ranking: results in order, with a declared rule for ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from os import PathLike
from typing import Final

import attrs

from gm100.errors import UnknownIdError
from gm100.fields.arguments import at_least, checked, choice
from gm100.model._rows import filled
from gm100.model.evaluation import Evaluation
from gm100.model.result import Ranked, ScoreResult, Ties
from gm100.model.scorecard import Scorecard
from gm100.scoring.engine.results import Scores
from gm100.scoring.engine.score import scores_of
from gm100.scoring.methods.registry import Engine
from gm100.text.layout import brief, columns
from gm100.typing import Columns, Frame, Row

_SIDES: Final = {"rank": "r", "code": "l", "region": "l", "index": "r", "published": "r", "match": "l"}
"""On which side the columns of a printed ranking are lined up."""


@attrs.frozen(kw_only=True, repr=False)
class Ranking:
    """
    Units in the order of their index, best first.

    Attributes:
        scores: The results that were ranked.
        ties: What rank equal values got.
        first: How many places are left of it; `None` for all.
    """

    scores: Scores
    ties: Ties
    first: int | None = None

    @cached_property
    def places(self) -> tuple[Ranked, ...]:
        """
        The ranked units, best first; equal ones in the order of their codes.
        """
        found = tuple(place for place in self._listed if place.rank is not None)
        return found if self.first is None else found[: self.first]

    @cached_property
    def unranked(self) -> tuple[Ranked, ...]:
        """
        Units without an index: absent, or with values missing; none where the ranking is but its first places.
        """
        return () if self.first is not None else tuple(place for place in self._listed if place.rank is None)

    @cached_property
    def _listed(self) -> tuple[Ranked, ...]:
        return self.scores.places(self.ties)

    __repr__ = brief

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Ranked]:
        return iter(self.places)

    def __contains__(self, one: object) -> bool:
        """
        Tell whether a unit, by its code, or a place is part of the ranking.
        """
        listed = (*self.places, *self.unranked)
        return any(place.unit == one for place in listed) if isinstance(one, str) else one in listed

    @checked
    def __getitem__(self, unit: str) -> ScoreResult:
        """
        Return the result of a unit.

        Raises:
            UnknownIdError: The unit is not part of the ranking.
        """
        return self.scores[unit]

    @checked
    def rank_of(self, unit: str) -> Decimal | None:
        """
        Return the rank of a unit, or `None` where it has no index.

        Raises:
            UnknownIdError: The unit is not part of the ranking.
        """
        found = next((place for place in (*self.places, *self.unranked) if place.unit == unit), None)
        if found is None:
            raise UnknownIdError("unit of this ranking", unit)
        return found.rank

    @checked
    def top(self, n: int) -> Ranking:
        """
        Return the first `n` places.
        """
        return attrs.evolve(self, first=min(at_least(0, n, "n"), len(self.places)))

    @property
    def comparable(self) -> int:
        """
        How many have a published index to compare with.
        """
        return sum(place.matches is not None for place in self.places)

    @property
    def reproduced(self) -> int:
        """
        How many published indices equal the computed one.
        """
        return sum(place.matches is True for place in self.places)

    @checked
    def to_rows(self, *, level: int | None = None, nodes: str | Iterable[str] | None = None) -> list[dict[str, object]]:
        """
        Return one dict a ranked unit: rank, code, region, index, published, match, and the value of each node asked.

        Where no unit has a name or a published index, there is no such column.

        Args:
            level: Also the nodes so many steps below the index: 1 for its groups or dimensions.
            nodes: Also these nodes.

        Raises:
            UnknownIdError: The scorecard has no such node.
            ArgumentError: The level is below 1.
        """
        columns = self.scores.columns(level, nodes)
        at = {unit: place for place, unit in enumerate(self.scores.units)} if columns else {}
        rows: list[dict[str, object]] = []
        for place in self.places:
            head = {"rank": place.rank, "code": place.unit, "region": place.name, "index": place.index}
            values = {code: column[at[place.unit]] for code, column in columns.items()}
            rows.append({**head, "published": place.published, "match": place.matches, **values})
        return filled(rows, "region", "published", "match")

    def __str__(self) -> str:
        marks: dict[object, str] = {True: "yes", False: "NO", None: ""}
        rows = [row | {"match": marks[row["match"]]} if "match" in row else row for row in self.to_rows()]
        head = tuple(rows[0] if rows else _SIDES)
        cells = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
        return "\n".join(columns([head, *cells], "".join(_SIDES[name] for name in head)))

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import ranking_html

        return ranking_html(f"Ranking by {self.scores.scorecard.id}", self.places, len(self.unranked))


@checked
def rank(
    data: Iterable[Evaluation | Row] | Columns | Frame | str | PathLike[str],
    card: Scorecard | str,
    *,
    ties: Ties | str = Ties.MIN,
    engine: Engine | None = None,
) -> Ranking:
    """
    Score many units and put them in order, best first.

    >>> import gm100
    >>> found = gm100.rank(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> [place.name for place in found.top(2)]
    ['Kota Bandung', 'Kota Madiun']

    Args:
        data: Evaluations, rows, columns, a frame or the path of a file, as for `score`.
        card: The scorecard, or its id.
        ties: What rank equal values get: `min`, `max`, `average`, `dense` or `ordinal`.
        engine: The methods that the scorecard may name; without it those of gm100.

    Raises:
        DefinitionError, ScoringError: As for `score`.
    """
    rule = choice(Ties, ties, "ties")
    return Ranking(scores=scores_of(data, card, engine), ties=rule)
