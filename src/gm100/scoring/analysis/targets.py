"""
What is to be reached: an index, a band or a place, read from the arguments of `needed_for`.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from gm100.errors import UnknownIdError
from gm100.fields.arguments import refused
from gm100.fields.convert import number, whole
from gm100.model.scorecard import Indicator
from gm100.scoring.engine.results import Scores
from gm100.typing import NumberLike


@attrs.frozen
class Target:
    """
    What is to be reached.

    Attributes:
        words: It in words.
        index: The index to be reached; `None` where any will do.
        rank: The place, where it is one.
    """

    words: str
    index: Decimal | None
    rank: int | None = None


def asked_for(scores: Scores, target: Any, named: Mapping[str, Any]) -> tuple[str, Any]:
    """
    Return which kind of target is meant, and the target.
    """
    given = {kind: value for kind, value in named.items() if value is not None}
    if target is not None and not given:
        message = "say index=, band= or rank=; a target without a name is refused from the next version on"
        warnings.warn(message, DeprecationWarning, stacklevel=4)
        labels = {each.label for each in scores.scorecard.bands}
        if isinstance(target, str):
            is_band = target in labels or not isinstance(number(target), Decimal)
            return ("band" if is_band else "index"), target
        return ("rank" if type(target) is int else "index"), target
    if target is not None or len(given) != 1:
        names = " and ".join(("target", *given) if target is not None else given) or None
        raise refused("target", names, "one of index, band and rank")
    return next(iter(given.items()))


def target_of(scores: Scores, unit: str, asked: tuple[str, Any]) -> Target:
    """
    Return the target that was asked for.

    Raises:
        UnknownIdError: There is no such band or place.
        ArgumentError: It is not a number where one is asked for.
    """
    kind, value = asked
    if kind == "band":
        bands = {each.label: each.low for each in scores.scorecard.bands}
        if value not in bands:
            raise UnknownIdError("band of this scorecard", str(value), bands)
        return Target(f"the band {value}", bands[value])
    read = number(value) if kind == "index" else whole(value)
    wanted = Decimal if kind == "index" else int
    if type(read) is not wanted or (isinstance(read, Decimal) and not read.is_finite()):
        raise refused(kind, value, "a number such as 3.5" if kind == "index" else "a whole number")
    return Target(f"an index of {read}", read) if isinstance(read, Decimal) else _place(scores, unit, read)


def _place(scores: Scores, unit: str, rank: int) -> Target:
    pairs = zip(scores.units, scores.values, strict=True)
    others = sorted((value for code, value in pairs if value is not None and code != unit), reverse=True)
    last = len(others) + 1
    if not 1 <= rank <= last:
        nearest = sorted(range(1, last + 1), key=lambda place: abs(place - rank))[:2]
        raise UnknownIdError(f"place of these scores, which have 1 to {last}", str(rank), map(str, nearest))
    return Target(f"rank {rank}", others[rank - 1] if rank <= len(others) else None, rank)


def costs_of(costs: Mapping[str, NumberLike], leaves: Sequence[Indicator]) -> dict[str, Decimal]:
    """
    Return what a move by one level costs, for every indicator.

    Raises:
        UnknownIdError: There is no such indicator.
        ArgumentError: A cost is not a number, or below 0.
    """
    known = [leaf.id for leaf in leaves]
    for code, cost in costs.items():
        if code not in known:
            raise UnknownIdError("indicator of this scorecard", code, known)
        read = number(cost)
        if not isinstance(read, Decimal) or not read.is_finite() or read < 0:
            raise refused("costs", cost, "a number that is not below 0")
    return {code: Decimal(number(costs.get(code, 1))) for code in known}
