"""
What a rule is given, and how it answers.

A rule is a generator over a `Case`. It yields what it sees: `broken` where the dossier goes against it, `unknown` where
the dossier does not say enough, `idle` where there is nothing to judge. A rule that yields nothing is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import attrs

from gm100._dates import PartialDate
from gm100.errors import PathPart
from gm100.model.cohort import MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.rule import Outcome, Parameter, Text
from gm100.rules._facts import date_of, key_of

T = TypeVar("T")
Path: TypeAlias = tuple[PathPart, ...]


class Observation(NamedTuple):
    """
    What a rule sees at one place.
    """

    outcome: Outcome
    path: Path
    message: Text
    missing: tuple[str, ...] = ()


def broken(path: Path, id: str, en: str) -> Observation:  # noqa: A002 - the language, as in `Text`
    """
    Say that the dossier goes against the rule at a place.
    """
    return Observation(Outcome.BROKEN, path, Text(id, en))


def unknown(path: Path, *missing: str) -> Observation:
    """
    Say that the dossier does not tell enough at a place, and what is missing there.
    """
    names = ", ".join(missing)
    return Observation(Outcome.NOT_JUDGED, path, Text(f"belum ada: {names}", f"not given: {names}"), missing)


def idle(id: str, en: str) -> Observation:  # noqa: A002 - the language, as in `Text`
    """
    Say that there is nothing to judge, and why.
    """
    return Observation(Outcome.NOT_APPLICABLE, (), Text(id, en))


class Knowledge(Protocol):
    """
    What is known beyond the dossier; the rules get it as an argument.
    """

    def dimensions(self, edition: str) -> tuple[str, ...] | None:
        """
        Return the dimensions of an edition of the evaluation, or `None` where the edition is not known.
        """
        ...

    def recomputed(self, evaluation: Evaluation) -> Decimal | None:
        """
        Return the index of an evaluation, computed anew, or `None` where it cannot be.
        """
        ...


class Ignorance:
    """
    Knowledge of nothing; rules that need more are then not judged.
    """

    def dimensions(self, edition: str) -> tuple[str, ...] | None:  # noqa: ARG002 - the shape of `Knowledge`
        """
        Return nothing.
        """
        return None

    def recomputed(self, evaluation: Evaluation) -> Decimal | None:  # noqa: ARG002 - the shape of `Knowledge`
        """
        Return nothing.
        """
        return None


@attrs.frozen(kw_only=True)
class Case:
    """
    A dossier on a day, with the numbers of a book and what else is known.

    Attributes:
        dossier: The dossier.
        on: The day; facts that came later are not shown to the rules.
        parameters: The dated numbers of the book, those that take precedence first.
        knowledge: What is known beyond the dossier.
    """

    dossier: Dossier
    on: date
    parameters: tuple[Parameter, ...] = ()
    knowledge: Knowledge = attrs.field(factory=Ignorance)
    _sorted: dict[str, list[tuple[Path, Any]]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def facts(self, drawer: str) -> list[tuple[Path, Any]]:
        """
        Return the facts of a collection up to the day, each with its path, in an order that the input cannot change.
        """
        if drawer not in self._sorted:  # Dozens of rules ask for the same few collections.
            found = enumerate(getattr(self.dossier, drawer))
            self._sorted[drawer] = _in_order(((drawer, place), fact) for place, fact in found if not self.later(fact))
        return list(self._sorted[drawer])

    def has(self, about: str) -> bool:
        """
        Whether there is anything in a collection, or, as in `masterplans.programmes`, in a part of one of its facts.
        """
        drawer, _, part = about.partition(".")
        return any(not part or getattr(fact, part) for _, fact in self.facts(drawer))

    def items(self, path: Path, things: Iterable[T]) -> list[tuple[Path, T]]:
        """
        Return the parts of a fact up to the day, each with its path, in an order that the input cannot change.
        """
        found = enumerate(things)
        return _in_order(((*path, place), thing) for place, thing in found if not self.later(thing))

    def later(self, fact: Any) -> bool:
        """
        Whether a fact certainly came after the day.
        """
        when = date_of(fact)
        return when is not None and when.first_day > self.on

    def absent(self, drawer: str, id: str, en: str) -> Observation:  # noqa: A002 - the language, as in `Text`
        """
        Judge that a collection lacks something: broken where the collection is known to be whole, unknown elsewhere.
        """
        return broken((drawer,), id, en) if drawer in self.dossier.complete else unknown((), drawer)

    def outside(self) -> Observation:
        """
        Say why a rule for members has nothing to judge: no cohort is known, or the region was named and does not count.
        """
        if not self.facts("memberships"):
            return unknown((), "memberships")
        return idle("bukan anggota", "it is no member")

    def number(self, name: str, at: PartialDate | date | int | None = None) -> Decimal | None:
        """
        Return a number of the book as it stood on a date, by default on the day; `None` where there is none.
        """
        found = self._parameter(name, at)
        return None if found is None else found.number

    def day(self, name: str, at: PartialDate | date | int | None = None) -> PartialDate | None:
        """
        Return a date of the book as it stood on a date; `None` where there is none.
        """
        found = self._parameter(name, at)
        return None if found is None else found.day

    def _parameter(self, name: str, at: PartialDate | date | int | None) -> Parameter | None:
        when = PartialDate(at) if isinstance(at, int) else PartialDate.of(self.on if at is None else at)
        return next((p for p in self.parameters if p.id == name and p.holds_on(when)), None)

    @property
    def cohort(self) -> int | None:
        """
        The year of the cohort in which the region is counted, the earliest where sources differ.
        """
        members = (m.cohort for _, m in self.facts("memberships") if m.status is MembershipStatus.MEMBER)
        return min(members, default=None)


def _in_order(found: Iterable[tuple[Path, T]]) -> list[tuple[Path, T]]:
    listed = list(found)
    return sorted(listed, key=lambda pair: key_of(pair[1])) if len(listed) > 1 else listed


Judge: TypeAlias = Callable[[Case], Iterator[Observation]]
"""The function of a rule."""
