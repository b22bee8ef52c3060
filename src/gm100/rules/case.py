"""
What a rule is given, and how it answers.

A rule is a generator over a `Case`. It yields what it sees: `met`, `broken`, `unknown` where the dossier does not say
enough, `idle` where there is nothing to judge; `judge` gives one of the first three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import attrs

from gm100.errors import PathPart
from gm100.model.cohort import TOOK_PART, MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.evaluation import Evaluation
from gm100.model.rule import Bilingual, Outcome, Parameter
from gm100.model.source import Source
from gm100.rules._facts import date_of, in_order
from gm100.text.dates import PartialDate

T = TypeVar("T")
Path: TypeAlias = tuple[PathPart, ...]
Found: TypeAlias = Sequence[tuple[Path, Any]]
"""Facts, each with its path."""

_NO_VALUES: Mapping[str, Any] = {}


class Observation(NamedTuple):
    """
    What a rule sees at one place.

    Attributes:
        outcome: One of the four.
        path: The place.
        message: What is to be said; where there is none, the rule's own sentence with the values in it.
        missing: What the dossier would have to say.
        values: What stands for the names in the rule's sentence.
        seen: Where that was seen which the dossier contradicts.
    """

    outcome: Outcome
    path: Path = ()
    message: Bilingual | None = None
    missing: tuple[str, ...] = ()
    values: Mapping[str, Any] = _NO_VALUES
    seen: tuple[Source, ...] = ()


def met(path: Path = (), because: Bilingual | None = None) -> Observation:
    """
    Say that the dossier meets the rule at a place; `because` where that follows from a later fact.

    >>> met(("mous", 0)).outcome.value
    'met'
    """
    return Observation(Outcome.MET, path, because)


def broken(path: Path, id: str | None = None, en: str | None = None, **values: object) -> Observation:  # noqa: A002 - the language, as in `Bilingual`
    """
    Say that the dossier goes against the rule at a place: in words, or by the values for the rule's own sentence.

    >>> print(broken(("mous", 0), "tidak bertanggal", "has no date").message.en)
    has no date
    """
    message = Bilingual(id, en or id) if id is not None else None
    return Observation(Outcome.BROKEN, path, message, values=values)


def unknown(path: Path, *missing: str) -> Observation:
    """
    Say that the dossier does not tell enough at a place, and what is missing there.

    >>> unknown(("mous", 0), "signed").missing
    ('signed',)
    """
    return Observation(Outcome.NOT_JUDGED, path, missing=missing)


def idle(id: str, en: str) -> Observation:  # noqa: A002 - the language, as in `Bilingual`
    """
    Say that there is nothing to judge, and why.

    >>> idle("belum waktunya", "not due yet").outcome.value
    'not-applicable'
    """
    return Observation(Outcome.NOT_APPLICABLE, (), Bilingual(id, en))


NOT_DUE = idle("belum waktunya", "not due yet")
"""What is asked for falls due after the day."""


def judge(
    path: Path, holds: object, *missing: str, seen: Iterable[Source | None] = (), **values: object
) -> Observation:
    """
    Judge one place: broken where `holds` is false, unknown where it is `None`, met elsewhere.

    >>> [judge(("mous", 0, "signed"), holds).outcome.value for holds in (True, False, None)]
    ['met', 'broken', 'not-judged']

    Args:
        path: The field that is judged.
        holds: Whether the rule holds there, as far as known.
        missing: What is missing where that is not known; without it, the field.
        seen: Where that was seen which the dossier contradicts.
        values: What stands for the names in the rule's sentence.
    """
    if holds is None:
        return unknown(path[:-1], *(missing or (str(path[-1]),)))
    there = tuple(source for source in seen if source is not None)
    return met(path) if holds else Observation(Outcome.BROKEN, path, values=values, seen=there)


class Knowledge(Protocol):
    """
    What is known beyond the dossier; the rules get it as an argument. What it does not answer is not known.

    An object may answer more, by the methods that `gm100.reference.known.Published` has; rules ask by their names.
    """

    def dimensions(self, edition: str) -> tuple[str, ...] | None:
        """
        Return the dimensions of an edition of the evaluation, or `None` where the edition is not known.
        """
        ...

    def recomputed(self, evaluation: Evaluation) -> Decimal | None:
        """
        Return the index of an evaluation, computed again, or `None` where it cannot be.
        """
        ...


@attrs.frozen
class Ignorance:
    """
    Knowledge of nothing; rules that need more are then not judged.
    """


@attrs.frozen(kw_only=True)
class Case:
    """
    A dossier on a day, with the numbers of a book and what else is known.

    Attributes:
        dossier: The dossier.
        on: The day; facts that came later are not shown to the rules.
        parameters: The dated numbers of the book, those that take precedence first.
        knowledge: What is known beyond the dossier.
        today: The day as a partial date.
    """

    dossier: Dossier
    on: date
    parameters: tuple[Parameter, ...] = ()
    knowledge: object = attrs.field(factory=Ignorance)
    _sorted: dict[Path, tuple[Any, Found]] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _numbers: dict[str, list[Parameter]] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _episodes: list[Episode] = attrs.field(factory=list, init=False, repr=False, eq=False)

    today: PartialDate = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "today", PartialDate.of(self.on))
        for parameter in self.parameters:
            self._numbers.setdefault(parameter.id, []).append(parameter)

    def facts(self, collection: str) -> Found:
        """
        Return the facts of a collection up to the day, each with its path, in an order that the input cannot change.
        """
        return self.items((collection,), getattr(self.dossier, collection))

    def parts(self, about: str) -> Found:
        """
        Return the parts of every fact of a collection, as in `masterplans.programmes`, each with its path.
        """
        collection, _, part = about.partition(".")
        return [one for path, fact in self.facts(collection) for one in self.items((*path, part), getattr(fact, part))]

    def has(self, about: str) -> bool:
        """
        Whether there is anything in a collection, or, as in `masterplans.programmes`, in a part of one of its facts.
        """
        collection, _, part = about.partition(".")
        facts = self.facts(collection)
        return any(getattr(fact, part) for _, fact in facts) if part else bool(facts)

    def items(self, path: Path, things: Iterable[T]) -> Sequence[tuple[Path, T]]:
        """
        Return the parts of a fact up to the day, each with its path, in an order that the input cannot change.
        """
        things_then, found = self._sorted.get(path, (None, ()))
        if things_then is not things:  # Dozens of rules ask for the same few.
            all_ = (((*path, place), thing) for place, thing in enumerate(things))
            found = tuple(in_order(pair for pair in all_ if not self.later(pair[1])))
            self._sorted[path] = things, found
        return found

    def later(self, fact: Any) -> bool:
        """
        Whether a fact certainly came after the day.
        """
        when = date_of(fact)
        return when is not None and when.first_day > self.on

    def absent(self, collection: str, id: str | None = None, en: str | None = None, **values: object) -> Observation:  # noqa: A002 - the language, as in `Bilingual`
        """
        Judge that a collection lacks something: broken where the collection is known to be whole, unknown elsewhere.
        """
        if collection in self.dossier.complete:
            return broken((collection,), id, en, **values)
        return unknown((), collection)

    def outside(self) -> Observation:
        """
        Say why a rule for members has nothing to judge: no cohort is known, or the region was named and does not count.
        """
        if not self.facts("memberships"):
            return unknown((), "memberships")
        return idle("bukan anggota", "it is not a member")

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

    def unstated(self, name: str, path: Path = ()) -> Observation:
        """
        Say that a rule cannot be judged at a place because no source gives a number or a date of the programme.

        Args:
            name: The parameter, or how a family of them begins.
            path: The place.
        """
        titles = (p[0].title for id_, p in self._numbers.items() if id_.startswith(name))
        title = next(titles, Bilingual(name, name))
        why = Bilingual(f"tidak ada sumber untuk tahun itu: {title.id}", f"no source says for that year: {title.en}")
        return Observation(Outcome.NOT_JUDGED, path, why)

    def _parameter(self, name: str, at: PartialDate | date | int | None) -> Parameter | None:
        when = self.today if at is None else PartialDate.of(at)
        return next((p for p in self._numbers.get(name, ()) if p.holds_on(when)), None)

    def known(self, name: str, *about: object) -> Any:
        """
        Ask what is known beyond the dossier, by the name of a method (`Knowledge`); `None` where it is not known.
        """
        answer = getattr(self.knowledge, name, None)
        return None if answer is None else answer(*about)

    @property
    def cohort(self) -> int | None:
        """
        The year of the cohort in which the region is counted, the earliest where sources differ.
        """
        members = (m.cohort for _, m in self.facts("memberships") if m.status is MembershipStatus.MEMBER)
        return min(members, default=None)

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """
        The times that the region took part, in order: as a member, again as a repeat, or until it withdrew.

        Without any, there is one episode of no cohort, so that facts can still be compared with one another.
        """
        if self._episodes:
            return tuple(self._episodes)
        named: dict[int, MembershipStatus] = {}
        for _, membership in self.facts("memberships"):
            if membership.status in {*TOOK_PART, MembershipStatus.WITHDREW}:
                named.setdefault(membership.cohort, membership.status)
        found = [Episode(case=self, cohort=year, status=named[year]) for year in sorted(named)]
        self._episodes.extend(found or [Episode(case=self)])
        return tuple(self._episodes)

    @property
    def guided(self) -> tuple[Episode, ...]:
        """
        The episodes in which the region is to finish what the programme asks: not those from which it withdrew.
        """
        return tuple(episode for episode in self.episodes if episode.status in TOOK_PART)

    def place_of(self, collection: str, fact: Any) -> int | None:
        """
        Return the cohort that a fact belongs to: as it says itself, or by its date; `None` where neither shows it.

        An assessment comes before its cohort; everything else belongs to the last cohort that had begun.
        """
        cohorts = [episode.cohort for episode in self.episodes if episode.cohort is not None]
        own = getattr(fact, "cohort", None)
        if own is None and getattr(fact, "programme", None):  # It was assessed for something else.
            return None
        if own is not None or len(cohorts) < 2:  # noqa: PLR2004 - where there is one, it is that
            return own if own in cohorts or not cohorts else None if own is not None else cohorts[0]
        when = date_of(fact)
        if when is None:
            return None
        if collection == "selections":
            return next((year for year in cohorts if year >= when.year), None)
        return max((year for year in cohorts if year <= when.year), default=cohorts[0])


@attrs.frozen(kw_only=True)
class Episode:
    """
    One time that a region takes part: its cohort, with the facts that belong to it.

    Attributes:
        case: The case it is part of.
        cohort: The year of the cohort; `None` where the dossier names none.
        status: What became of the membership.
    """

    case: Case = attrs.field(repr=False)
    cohort: int | None = None
    status: MembershipStatus | None = None
    _mine: dict[str, Found] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def facts(self, collection: str) -> Found:
        """
        Return the facts of a collection that belong to this episode; where there is only one, all do.
        """
        if collection not in self._mine:
            facts, place_of = self.case.facts(collection), self.case.place_of
            whole = self.cohort is None
            self._mine[collection] = tuple(one for one in facts if whole or place_of(collection, one[1]) == self.cohort)
        return self._mine[collection]

    def absent(self, collection: str, id: str | None = None, en: str | None = None, **values: object) -> Observation:  # noqa: A002 - the language, as in `Bilingual`
        """
        Judge that the episode lacks something; unknown also where a fact without a date may belong to it.
        """
        stray = (self.case.place_of(collection, fact) is None for _, fact in self.case.facts(collection))
        if self.cohort is not None and any(stray):
            return unknown((), f"{collection}.cohort")
        return self.case.absent(collection, id, en, **values)

    def number(self, name: str) -> Decimal | None:
        """
        Return a number of the book as it stood for the cohort.
        """
        return self.case.number(name, self.cohort)

    @property
    def over(self) -> bool:
        """
        Whether the year of the cohort has ended.
        """
        return self.cohort is not None and self.case.on.year > self.cohort


Judge: TypeAlias = Callable[[Case], Iterator[Observation]]
"""The function of a rule."""
