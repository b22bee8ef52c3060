"""
Questions to a result: what if some values were different, and what would it take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

import attrs

from gm100._text import brief
from gm100.errors import UnknownIdError
from gm100.model.result import ScoreResult
from gm100.model.scorecard import Direction, Indicator
from gm100.scoring._exact import CONTEXT
from gm100.scoring._run import Plan, Run
from gm100.scoring.analysis.comparison import Comparison, compare
from gm100.scoring.scores import Scores


@attrs.frozen(kw_only=True, repr=False)
class Need:
    """
    What one indicator would have to be.

    Attributes:
        node: Its code.
        now: Its value.
        needed: The nearest value that reaches the target; `None` where even the best does not.
    """

    node: str
    now: Decimal
    needed: Decimal | None

    __repr__ = brief

    def __str__(self) -> str:
        return f"{self.node}: {self.now} -> {'not enough at its best' if self.needed is None else self.needed}"


@attrs.frozen(kw_only=True, repr=False)
class Needs:
    """
    What it takes to reach a target.

    Attributes:
        unit: The unit.
        target: The index to be reached.
        alone: What each indicator would have to be if it alone were changed.
        together: What they would have to be if all moved the same share of the way to their best; empty where even
            their best is not enough.
    """

    unit: str
    target: Decimal
    alone: tuple[Need, ...]
    together: tuple[Need, ...]

    __repr__ = brief

    def __str__(self) -> str:
        lines = [f"{self.unit} reaches {self.target} with one of", *(f"  {need}" for need in self.alone)]
        if self.together:
            lines += ["or with all of", *(f"  {need}" for need in self.together)]
        return "\n".join(lines)


def what_if(scores: Scores, unit: str, changes: Mapping[str, Any]) -> Comparison:
    """
    Return what a unit's result would be with some values changed, against what it is.

    Limits and weights that were taken from data stay as they were found; where units are compared with each other, all
    of them are compared anew.

    Args:
        scores: The results.
        unit: The code of the unit.
        changes: New values by code.

    Raises:
        UnknownIdError: There is no such unit.
        ScoringError: A new value is outside its scale or not part of the scorecard.
    """
    return compare(scores[unit], _changed(scores, unit, changes))


def _changed(scores: Scores, unit: str, changes: Mapping[str, Any]) -> ScoreResult:
    run = scores.run
    rows = [_row(run, place) for place in range(len(run.units)) if run.places[place] is not None]
    if not run.solver.ready:
        rows = [row for row in rows if row["code"] == unit]
    made = [{**row, **changes} if row["code"] == unit else row for row in rows]
    with localcontext(CONTEXT):
        return Scores(Run(Plan(scores.fitted, run.plan.engine), made))[unit]


def _row(run: Run, row: int) -> dict[str, Any]:
    place = run.places[row]
    values = {} if place is None else run.solver.row(place)
    give = run.numbers.give
    cells = {code: x if x is None or isinstance(x, str) else give(x) for code, x in values.items() if x is not None}
    return {"code": run.units[row], "name": run.names[row], **cells}


def needed_for(
    scores: Scores,
    unit: str,
    target: Decimal | str | int,
    *,
    nodes: Sequence[str] = (),
    decimals: int = 2,
) -> Needs:
    """
    Return the smallest changes of indicators with which a unit reaches an index, a band or a rank.

    Args:
        scores: The results.
        unit: The code of the unit.
        target: An index as a `Decimal`, the label of a band, or a place in the ranking as a whole number; equal values
            share the better place, and the others stay where they are.
        nodes: The indicators that can be changed; without any, all that have a best value.
        decimals: Decimals of the values that are proposed.

    Raises:
        UnknownIdError: There is no such unit, band or indicator.
        ValueError: An indicator has neither a scale nor goalposts, so that nobody knows its best.
    """
    goal = _goal(scores, unit, target)
    search = _Search(scores, unit, goal, Decimal(1).scaleb(-decimals))
    chosen = [search.leaf(code) for code in nodes] or [leaf for leaf in search.leaves if search.best(leaf) is not None]
    with localcontext(CONTEXT):
        alone = tuple(search.alone(leaf) for leaf in chosen)
        return Needs(unit=unit, target=goal, alone=alone, together=search.together(chosen))


def _goal(scores: Scores, unit: str, target: Decimal | str | int) -> Decimal:
    if isinstance(target, int):
        pairs = zip(scores.units, scores.values, strict=True)
        others = sorted((value for code, value in pairs if value is not None and code != unit), reverse=True)
        return others[target - 1] if target <= len(others) else Decimal("-Infinity")
    bands = {band.label: band.low for band in scores.scorecard.bands}
    if isinstance(target, Decimal):
        return target
    if target not in bands:
        raise UnknownIdError("band of this scorecard", target, bands)
    return bands[target]


class _Search:
    """
    Looks for the nearest value on a grid by halving, since an index never falls where an indicator gets better.
    """

    def __init__(self, scores: Scores, unit: str, goal: Decimal, step: Decimal) -> None:
        self._scores, self._unit, self._goal, self._step = scores, unit, goal, step
        self.leaves = scores.scorecard.indicators
        run = scores.run
        self._now = _row(run, run.units.index(scores[unit].unit))

    def leaf(self, code: str) -> Indicator:
        node = self._scores.scorecard[code]
        if not isinstance(node, Indicator) or self.best(node) is None:
            message = f"{code} has no best value; choose an indicator with a scale or goalposts"
            raise ValueError(message)
        return node

    def best(self, leaf: Indicator) -> Decimal | None:
        """
        Return the best value an indicator can have, or `None` where nobody knows.
        """
        if leaf.id not in self._now or isinstance(self._now[leaf.id], str):
            return None
        if leaf.scale is not None:
            return leaf.scale.high if leaf.direction is Direction.HIGHER else leaf.scale.low
        if leaf.normalise is not None and leaf.normalise.slug in {"goalposts", "log_goalposts"}:
            ends = [Decimal(p) for p in leaf.normalise.params[:2]]
            return ends[1] if leaf.direction is Direction.HIGHER else ends[0]
        return None

    def alone(self, leaf: Indicator) -> Need:
        now: Decimal = self._now[leaf.id]
        best = self.best(leaf) or now
        count = int(abs(best - now) / self._step) + 1
        found = self._first(count, lambda k: {leaf.id: self._towards(now, best, k * self._step)})
        needed = None if found is None else self._towards(now, best, found * self._step)
        return Need(node=leaf.id, now=now, needed=needed)

    def together(self, leaves: Sequence[Indicator]) -> tuple[Need, ...]:
        """
        Move all indicators by the same share of their way, in thousandths.
        """
        whole = 1000

        def at(k: int) -> dict[str, Decimal]:
            return {leaf.id: self._share(leaf, Decimal(k) / whole) for leaf in leaves}

        found = self._first(whole, at)
        if found is None:
            return ()
        return tuple(Need(node=code, now=self._now[code], needed=value) for code, value in at(found).items())

    def _share(self, leaf: Indicator, share: Decimal) -> Decimal:
        now: Decimal = self._now[leaf.id]
        best = self.best(leaf) or now
        steps = (abs(best - now) * share / self._step).to_integral_value("ROUND_CEILING")
        return self._towards(now, best, steps * self._step)

    def _towards(self, now: Decimal, best: Decimal, distance: Decimal) -> Decimal:
        return min(now + distance, best) if best >= now else max(now - distance, best)

    def _first(self, count: int, at: Any) -> int | None:
        """
        Return the least k from 0 to count that reaches the goal, or `None`.
        """
        if not self._reaches(at(count)):
            return None
        low, high = -1, count
        while high - low > 1:
            half = (low + high) // 2
            low, high = (low, half) if self._reaches(at(half)) else (half, high)
        return high

    def _reaches(self, changes: Mapping[str, Decimal]) -> bool:
        value = _changed(self._scores, self._unit, changes).value
        return value is not None and value >= self._goal
