"""
What it takes: the least changes with which a unit reaches an index, a band or a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Final

import attrs

from gm100.fields.arguments import checked, refused
from gm100.model._entity import evolve
from gm100.model.scorecard import Direction, Group, Indicator
from gm100.scoring._numbers import DECIMALS, KERNEL
from gm100.scoring.analysis.moves import TooManyError, by_cost, levels_of
from gm100.scoring.analysis.targets import Target, asked_for, costs_of, target_of
from gm100.scoring.analysis.what_if import Variation
from gm100.scoring.decide import reaches
from gm100.scoring.engine.results import Scores
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.text.layout import brief
from gm100.typing import NumberLike

MOST_TRIES: Final = 5_000
"""How many values are tried at most where bisection cannot find the nearest one."""

THOUSANDTHS: Final = 1_000
"""In which shares of the way all indicators move together."""

_NEAR: Final = Decimal("1e-13")
"""The share by which an index differs at most from what is shown of it: twenty digits of 2 / 3, fifteen of a float."""


@attrs.frozen(kw_only=True, repr=False)
class NeededValue:
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
        asked: The target in words: an index, a band or a place.
        target: The index to be reached; `None` where any index will do, or where a change moves all units.
        alone: What each indicator would have to be if it alone were changed.
        together: What they would have to be if all moved the same share of the way to their best; empty where even
            their best is not enough.
        cheapest: The set of moves by whole levels that costs least; empty where nothing has to be moved, where no
            indicator has levels, and where levels are not enough.
        cost: What that set costs; `None` where there is none.
        remarks: What a reader must know: where values were tried one by one, and what could not be looked for.
    """

    unit: str
    asked: str
    target: Decimal | None
    alone: tuple[NeededValue, ...]
    together: tuple[NeededValue, ...]
    cheapest: tuple[NeededValue, ...] = ()
    cost: Decimal | None = None
    remarks: tuple[str, ...] = ()

    __repr__ = brief

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict an indicator: its value, and what it would have to be alone, with all others, and at least cost.
        """
        ways = {"alone": self.alone, "together": self.together, "cheapest": self.cheapest}
        needed = {way: {need.node: need.needed for need in needs} for way, needs in ways.items()}
        now = {need.node: need.now for needs in ways.values() for need in needs}
        rows: list[dict[str, object]] = []
        for node, value in now.items():
            head = {"code": self.unit, "asked": self.asked, "node": node, "now": value}
            rows.append({**head, **{way: found.get(node) for way, found in needed.items()}})
        return rows

    def __str__(self) -> str:
        lines = [f"{self.unit} reaches {self.asked} with one of", *(f"  {need}" for need in self.alone)]
        if self.together:
            lines += ["or with all of", *(f"  {need}" for need in self.together)]
        if self.cheapest:
            lines += [f"or at the least cost, {self.cost}, with", *(f"  {need}" for need in self.cheapest)]
        return "\n".join((*lines, *self.remarks))


@checked
def needed_for(  # noqa: PLR0913 - one argument for each kind of target, and those are named
    scores: Scores,
    unit: str,
    target: NumberLike | None = None,
    *,
    index: NumberLike | None = None,
    band: str | None = None,
    rank: NumberLike | None = None,
    nodes: Sequence[str] = (),
    decimals: int = 2,
    costs: Mapping[str, NumberLike] | None = None,
) -> Needs:
    """
    Return the smallest changes of indicators with which a unit reaches an index, a band or a rank.

    Where indicators have whole levels, the cheapest set of moves is found too, and it is the cheapest there is.

    >>> import gm100
    >>> scores = gm100.score(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> print(needed_for(scores, "35.77", index="3.80").alone[1])
    output: 3.17 -> 3.60

    Args:
        scores: The results.
        unit: The code of the unit.
        target: Deprecated: a whole number is a rank, a label a band, and any other number an index.
        index: An index to reach.
        band: The label of a band to reach.
        rank: A place in the ranking; equal values share the better place. Others stay where they are, unless the
            scorecard compares units with each other.
        nodes: The indicators that can be changed; without any, all that have a best value.
        decimals: Decimals of the values that are proposed.
        costs: What a move by one level costs, by code; 1 where none is given.

    Raises:
        UnknownIdError: There is no such unit, band, place or indicator.
        ArgumentError: Not one target is given, a target or a cost is not a number, or an indicator has neither a
            scale nor goalposts, so that its best value is not known.
    """
    found = target_of(scores, unit, asked_for(scores, target, {"index": index, "band": band, "rank": rank}))
    if not -DECIMALS <= decimals <= DECIMALS:
        raise refused("decimals", decimals, f"a whole number up to {DECIMALS}")
    search = _Search(scores, unit, found, Decimal(1).scaleb(-decimals))
    with localcontext(KERNEL):
        chosen = [search.leaf(code) for code in nodes] or [leaf for leaf in search.leaves if search.ends(leaf)]
        alone = tuple(search.alone(leaf) for leaf in chosen)
        together = search.together(chosen)
        cost, moves = search.cheapest(chosen if nodes else search.leaves, costs_of(costs or {}, search.leaves))
    return Needs(
        unit=unit,
        asked=found.words,
        target=found.index,
        alone=alone,
        together=together,
        cheapest=moves,
        cost=cost,
        remarks=tuple(dict.fromkeys(search.remarks)),
    )


class _Search:
    """
    Looks for the nearest values that reach a target.

    Attributes:
        leaves: The indicators.
        remarks: What a reader must know.
    """

    def __init__(self, scores: Scores, unit: str, target: Target, step: Decimal) -> None:
        self._target, self._step, self._unit = target, step, unit
        self._variation = Variation(scores, unit)
        self.leaves = self._variation.card.indicators
        self._now = self._variation.now
        self._crooked: dict[str, str] = {}
        self.remarks: list[str] = []
        if self._variation.compares:
            message = (
                "units are compared with each other: every change moves all of them, and values are found by bisection"
            )
            self.remarks.append(message)
        else:
            self._crooked = dict(_not_monotone(self._variation.card.root, (), self._variation.engine))

    def leaf(self, code: str) -> Indicator:
        """
        Return an indicator that can be changed.
        """
        node = self._variation.card[code]
        if not isinstance(node, Indicator) or not self.ends(node):
            raise refused("nodes", code, "an indicator with a scale or goalposts", "its best value is not known")
        return node

    def ends(self, leaf: Indicator) -> tuple[Decimal, ...]:
        """
        Return the least and the greatest value an indicator can have; nothing where it is not known.
        """
        if not isinstance(self._now.get(leaf.id), Decimal):
            return ()
        if leaf.scale is not None:
            return leaf.scale.low, leaf.scale.high
        if leaf.normalise is not None and leaf.normalise.slug in {"goalposts", "log_goalposts"}:
            low, high = sorted(Decimal(p) for p in leaf.normalise.params[:2])
            return low, high
        return ()

    def _best(self, leaf: Indicator) -> Decimal:
        """
        Return the end of an indicator at which the index is greatest; of two as good, the one its direction names.
        """
        low, high = self.ends(leaf)
        values = [self._variation.index({leaf.id: end}) for end in (low, high)]
        if values[0] is not None and values[1] is not None and values[0] != values[1]:
            return high if values[1] > values[0] else low
        turns = sum(node.direction is Direction.LOWER for node in _path(self._variation.card.root, leaf.id))
        return high if turns % 2 == 0 else low

    def alone(self, leaf: Indicator) -> NeededValue:
        """
        Look for the nearest value of one indicator.
        """
        now: Decimal = self._now[leaf.id]
        best = self._best(leaf)
        if leaf.id in self._crooked:
            self.remarks.append(f"{self._crooked[leaf.id]}: values of {leaf.id} were tried one by one")
            return NeededValue(node=leaf.id, now=now, needed=self._tried(leaf, now))
        count = int(abs(best - now) / self._step) + 1
        found = self._first(count, lambda k: {leaf.id: _towards(now, best, k * self._step)})
        needed = None if found is None else _towards(now, best, found * self._step)
        return NeededValue(node=leaf.id, now=now, needed=needed)

    def _tried(self, leaf: Indicator, now: Decimal) -> Decimal | None:
        """
        Try values on both sides, the nearest first.
        """
        low, high = self.ends(leaf)
        step = self._step
        while (high - low) / step > MOST_TRIES:
            step *= 10
        if step != self._step:
            self.remarks.append(f"values of {leaf.id} were tried in steps of {step}")
        count = int((high - low) / step) + 1
        grid = [now, *(now + side * k * step for k in range(1, count + 1) for side in (1, -1)), low, high]
        inside = sorted({x for x in grid if low <= x <= high}, key=lambda x: (abs(x - now), x))
        return next((x for x in inside if self._reaches({leaf.id: x})), None)

    def together(self, leaves: Sequence[Indicator]) -> tuple[NeededValue, ...]:
        """
        Move all indicators by the same share of their way, in thousandths.
        """
        ways = {leaf.id: (self._now[leaf.id], self._best(leaf)) for leaf in leaves}

        def at(k: int) -> dict[str, Decimal]:
            return {code: self._share(*way, Decimal(k) / THOUSANDTHS) for code, way in ways.items()}

        if any(code in self._crooked for code in ways):
            found = next((k for k in range(THOUSANDTHS + 1) if self._reaches(at(k))), None)
        else:
            found = self._first(THOUSANDTHS, at)
        if found is None:
            return ()
        return tuple(NeededValue(node=code, now=self._now[code], needed=value) for code, value in at(found).items())

    def cheapest(
        self, leaves: Sequence[Indicator], costs: Mapping[str, Decimal]
    ) -> tuple[Decimal | None, tuple[NeededValue, ...]]:
        """
        Look for the set of moves by whole levels that costs least.
        """
        movable = {leaf.id: costs[leaf.id] for leaf in leaves if levels_of(leaf, self._now.get(leaf.id))}
        why = self._no_moves(movable)
        if why is not None:
            if why:
                self.remarks.append(why)
            return None, ()
        card = self._variation.card
        root = evolve(card.root, round=card.round) if card.round else card.root
        goal = self._target.index if self._target.index is not None else Decimal("-1e400")
        near = goal - abs(goal) * _NEAR
        found = by_cost(root, self._now, movable, self._variation.engine)
        try:
            cost, levels = next((cost, moved) for cost, value, moved in found if value >= near and self._reaches(moved))
        except TooManyError:
            self.remarks.append("the cheapest set of moves was not looked for: a group has too many combinations")
            return None, ()
        except StopIteration:
            return None, ()
        order = [leaf.id for leaf in self.leaves if leaf.id in levels]
        return cost, tuple(NeededValue(node=code, now=self._now[code], needed=levels[code]) for code in order)

    def _no_moves(self, movable: Mapping[str, Decimal]) -> str | None:
        """
        Return why no set of moves is looked for; an empty reason needs no remark, and `None` is not a reason.
        """
        if not movable or self._now.keys() - {leaf.id for leaf in self.leaves}:
            return ""
        if self._variation.compares:
            return "the cheapest set of moves is not known where units are compared with each other"
        if self._crooked:
            return f"the cheapest set of moves was not looked for: {next(iter(self._crooked.values()))}"
        return None

    def _share(self, now: Decimal, best: Decimal, share: Decimal) -> Decimal:
        steps = (abs(best - now) * share / self._step).to_integral_value("ROUND_CEILING")
        return _towards(now, best, steps * self._step)

    def _first(self, count: int, at: Callable[[int], Mapping[str, Decimal]]) -> int | None:
        """
        Return the least k from 0 to count that reaches the target, by bisection, or `None`.
        """
        if not self._reaches(at(count)):
            return None
        low, high = -1, count
        while high - low > 1:
            half = (low + high) // 2
            low, high = (low, half) if self._reaches(at(half)) else (half, high)
        return high

    def _reaches(self, changes: Mapping[str, Decimal]) -> bool:
        if self._variation.compares and self._target.rank is not None:
            results = self._variation.results(changes)
            own = results[self._unit].value
            ahead = sum(value is not None and own is not None and value > own for value in results.values)
            return own is not None and ahead < self._target.rank
        value = self._variation.index(changes)
        return value is not None and (self._target.index is None or reaches(value, self._target.index))


def _towards(now: Decimal, best: Decimal, distance: Decimal) -> Decimal:
    return min(now + distance, best) if best >= now else max(now - distance, best)


def _path(node: Group | Indicator, code: str) -> list[Group | Indicator]:
    """
    Return the nodes from the root down to one, or nothing where it is not below.
    """
    if node.id == code:
        return [node]
    below = (_path(child, code) for child in node.children) if isinstance(node, Group) else ()
    found = next((path for path in below if path), [])
    return [node, *found] if found else []


def _not_monotone(node: Group | Indicator, above: tuple[str, ...], engine: Engine) -> Iterator[tuple[str, str]]:
    """
    Yield the indicators with which the index may fall and rise again, and why.
    """
    if isinstance(node, Group):
        straight = engine.aggregators[node.aggregate.slug].monotone
        here = () if straight else (f"{node.aggregate} at {node.id} is not monotone",)
        for child in node.children:
            yield from _not_monotone(child, above or here, engine)
        return
    if not above and not _straight(node):
        above = (f"{node.normalise} at {node.id} is not monotone",)
    if above:
        yield node.id, above[0]


def _straight(leaf: Indicator) -> bool:
    """
    Tell whether the normalised value only rises, or only falls, with the value; of a plug-in it is not known.
    """
    if leaf.normalise is None or leaf.normalise.slug not in STANDARD.normalisers:
        return leaf.normalise is None
    if leaf.normalise.slug in {"piecewise", "steps"}:
        levels = list(leaf.normalise.params[1::2])
        return levels in (sorted(levels), sorted(levels, reverse=True))
    return True
