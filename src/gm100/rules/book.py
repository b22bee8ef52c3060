"""
Rule books: a rule with its function, and an edition as an immutable value.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

import attrs

from gm100.errors import DuplicateIdError, UnknownIdError
from gm100.fields.arguments import checked, choice
from gm100.fields.arguments import year as year_of
from gm100.model._rows import rule_rows
from gm100.model.rule import Bilingual, Parameter, Rule, RuleKind, Severity, in_force
from gm100.model.source import Source
from gm100.rules.case import Judge
from gm100.text.dates import PartialDate
from gm100.text.layout import close_to


@attrs.frozen
class BookRule:
    """
    A rule as a book holds it: the record that people read, and the function that judges.
    """

    record: Rule
    judge: Judge

    @property
    def id(self) -> str:
        """
        The id of the rule.
        """
        return self.record.id

    def __reduce__(self) -> tuple[Any, ...]:
        """
        Return what another process makes it of; the name of the function means the rule, where `rule` decorates it.
        """
        module = getattr(self.judge, "func", self.judge).__module__  # Some are one function with other arguments.
        for name, held in vars(sys.modules[module]).items() if module in sys.modules else ():
            if isinstance(held, BookRule) and held.judge is self.judge:
                return _rule_at, (module, name, None if held.record == self.record else self.record)
        return BookRule, (self.record, self.judge)


def _rule_at(module: str, name: str, record: Rule | None) -> BookRule:
    found: BookRule = getattr(import_module(module), name)
    return found if record is None else BookRule(record, found.judge)


@checked
def rule(  # noqa: PLR0913 - a record is given field by field, and by name
    id: str,  # noqa: A002 - the word users look for
    *,
    severity: Severity | str,
    title: Bilingual,
    sources: Iterable[Source],
    about: str | None = None,
    explanation: Bilingual | None = None,
    finding: Bilingual | None = None,
    remedy: Bilingual | None = None,
    kind: RuleKind | str = RuleKind.PROGRAMME,
    effective_from: int | str | None = None,
    effective_until: int | str | None = None,
    dated_by: str = "cohort",
    parameters: Iterable[str] = (),
) -> Callable[[Judge], BookRule]:
    """
    Make a rule of a generator; the topic is the middle of the id.

    >>> from gm100 import Source, Bilingual
    >>> @rule(
    ...     "OWN-MOU-001", severity="may", title=Bilingual("Ada MoU", "There is an MoU"), sources=[Source("A letter")]
    ... )
    ... def has_mou(case):
    ...     yield from ()
    >>> has_mou.id, has_mou.record.topic
    ('OWN-MOU-001', 'mou')

    Args:
        id: Id such as `GM100-MOU-002`; choose a first part of your own.
        severity: `must`, `should` or `may`.
        title: What it asks.
        sources: Where that is said.
        about: Collection that it judges, such as `quick_wins` or `masterplans.programmes`; where that is empty, the
            function is not called, because nothing found is not a pass. Where there is something and the function
            yields nothing, the rule is met.
        explanation: Why, and how it is judged; the title where there is none.
        finding: What is said where it is broken, with `{name}` for the values that the function gives.
        remedy: What to do where it is broken; the title where there is none.
        kind: Whether the programme asks for it, or good records do.
        effective_from: First cohort, or first year, to which it applies.
        effective_until: Last one.
        dated_by: `cohort`, or `year` for what is asked of every region from that year on.
        parameters: Dated numbers it reads.
    """
    record = Rule(
        id=id,
        topic=id.split("-")[1].lower() if "-" in id else id,
        severity=choice(Severity, severity, "severity"),
        about=about,
        title=title,
        explanation=explanation or title,
        finding=finding,
        remedy=remedy or title,
        kind=RuleKind(kind),
        dated_by=dated_by,
        sources=tuple(sources),
        effective_from=_year(effective_from, "effective_from"),
        effective_until=_year(effective_until, "effective_until"),
        parameters=tuple(parameters),
    )
    return lambda judge: BookRule(record, judge)


def _year(given: int | str | None, name: str) -> PartialDate | None:
    return None if given is None else PartialDate(year_of(given, name))


@attrs.frozen(kw_only=True)
class RuleBook:
    """
    The rules of one edition with their numbers; a change gives another book.

    >>> from gm100.rules import BOOK_2018
    >>> shorter = BOOK_2018.without("GM100-MOU-001")
    >>> len(BOOK_2018) - len(shorter), "GM100-MOU-001" in BOOK_2018
    (1, True)

    Attributes:
        id: Its id, for an edition of the programme the year.
        title: Its title.
        year: The cohort it is for.
        rules: The rules, in the order in which reports show them.
        parameters: The dated numbers; of several that hold, the first one counts.
    """

    id: str
    title: Bilingual
    year: int
    rules: tuple[BookRule, ...]
    parameters: tuple[Parameter, ...] = ()

    @checked
    def with_rule(self, added: BookRule) -> RuleBook:
        """
        Return the book with one more rule, at the end.

        Raises:
            DuplicateIdError: There is a rule of that id.
        """
        if added.id in self:
            raise DuplicateIdError("rule", added.id)
        return attrs.evolve(self, rules=(*self.rules, added))

    @checked
    def without(self, rule_id: str) -> RuleBook:
        """
        Return the book without a rule.

        Raises:
            UnknownIdError: It has no such rule.
        """
        found = self._find(rule_id)
        return attrs.evolve(self, rules=tuple(r for r in self.rules if r is not found))

    @checked
    def with_parameter(self, parameter: Parameter) -> RuleBook:
        """
        Return the book with a number that takes precedence over those it has, for as long as it holds.
        """
        return attrs.evolve(self, parameters=(parameter, *self.parameters))

    @checked
    def with_id(self, book_id: str) -> RuleBook:
        """
        Return the book under another id, so that reports tell it from the edition it was made of.
        """
        return attrs.evolve(self, id=book_id)

    @checked
    def explain(self, rule_id: str, lang: str = "en") -> str:
        """
        Return what a rule asks, why, and where that is said.

        Raises:
            UnknownIdError: The book has no such rule, or there is no such language.
        """
        return self[rule_id].explain(lang)

    def _find(self, rule_id: str) -> BookRule:
        for found in self.rules:
            if found.id == rule_id:
                return found
        raise UnknownIdError("rule of this book", rule_id, close_to(rule_id, [r.id for r in self.rules]))

    @checked
    def __getitem__(self, rule_id: str) -> Rule:
        """
        Return the record of a rule.

        Raises:
            UnknownIdError: The book has no such rule.
        """
        return self._find(rule_id).record

    def __contains__(self, rule_id: object) -> bool:
        return any(found.id == rule_id for found in self.rules)

    def __iter__(self) -> Iterator[Rule]:
        return (found.record for found in self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @checked
    def to_rows(self, lang: str = "en") -> list[dict[str, object]]:
        """
        Return one dict a rule: what it asks, how much it weighs, for which cohorts, and where that is said.

        Args:
            lang: Language of the titles, `id` or `en`.
        """
        return rule_rows(self.id, self, lang)

    def __repr__(self) -> str:
        return f"<RuleBook {self.id} of {len(self)} rules>"


def edition(year: int, title: Bilingual, rules: Iterable[BookRule], parameters: Iterable[Parameter]) -> RuleBook:
    """
    Make the book of an edition: the rules and numbers in force in its year or later.
    """
    when = PartialDate(year)
    chosen = tuple(r for r in rules if r.record.dated_by == "year" or _holds(r.record, when))
    return RuleBook(id=str(year), title=title, year=year, rules=chosen, parameters=tuple(parameters))


def _holds(record: Rule, when: PartialDate) -> bool:
    return in_force(record.effective_from, record.effective_until, when)
