"""
Every rule: dossiers that break it, meet it and leave it unknown, and both sides of every date and number.

The dossiers are in `examples`, one a line; `_support/rule_examples.py` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from rule_examples import BY_ID, END_2022, OUTCOMES, Example, case_with, examples, outcome

import gm100
from gm100.model._entity import evolve
from gm100.rules import BOOK_2022, BOOKS, RuleBook
from gm100.rules.editions import RULES

MET, BROKEN, UNKNOWN, IDLE = OUTCOMES.values()
EXAMPLES = tuple(examples())
OF_RULE = {rule: [one for one in EXAMPLES if one.rule == rule] for rule in BY_ID}

ALWAYS_KNOWN = {"GM100-DATE-004", "GM100-SOURCE-001", "GM100-RECORD-002"}
"""What they look at, the dossier itself, is never unknown."""


def says(example: Example, book: RuleBook = BOOK_2022) -> str:
    """What its rule says of an example."""
    return outcome(BY_ID[example.rule], example.stated, example.on, book)


def observes(example: Example) -> bool:
    """Whether a rule says what it saw in an example, where there was something to look at."""
    rule, case = BY_ID[example.rule], case_with(example)
    about = rule.record.about
    return example.expected == IDLE or bool((about and not case.has(about)) or tuple(rule.judge(case)))


@pytest.mark.parametrize("rule", BY_ID)
def test_a_rule_says_what_it_should(rule: str) -> None:
    """A rule says of a dossier what is in the table, and says what it saw where there was something to look at."""
    assert [(one, said) for one in OF_RULE[rule] if (said := says(one)) != one.expected] == []
    assert [one for one in OF_RULE[rule] if not observes(one)] == []


class TestEveryRule:
    def test_it_can_be_broken_met_and_unknown(self) -> None:
        """Each rule has an example that breaks it, one that meets it, and one that leaves it unknown."""
        for rule in BY_ID:
            wanted = {BROKEN, MET} | ({IDLE} if rule in ALWAYS_KNOWN else {UNKNOWN})
            assert wanted <= {example.expected for example in OF_RULE[rule]}, rule

    def test_an_empty_dossier_passes_nothing(self) -> None:
        """Where nothing is known, no rule is met."""
        assert [rule for rule in BY_ID if outcome(BY_ID[rule], {}, END_2022) not in {UNKNOWN, IDLE}] == []

    def test_a_membership_alone_meets_little(self) -> None:
        """A dossier with one membership meets what is asked of memberships and of the record, and nothing else."""
        alone, day = {"memberships": [{"cohort": 2022}]}, date(2023, 1, 1)
        met = [rule for rule in BY_ID.values() if outcome(rule, alone, day) == MET]
        assert met
        assert {rule.record.topic for rule in met} <= {"membership", "date", "source"}

    @pytest.mark.parametrize("rule", BY_ID)
    def test_both_sides_of_what_a_dossier_states(self, rule: str) -> None:
        """Where moving a date or a number far makes a met rule broken, the smallest step does in some example."""
        judged = [example for example in OF_RULE[rule] if example.expected in {MET, BROKEN}]
        flips = {size: any(_flips(example, size) for example in judged) for size in ("far", "near")}
        assert flips["near"] or not flips["far"]


def test_every_example_is_of_a_rule() -> None:
    """No example is under an id that no rule has."""
    assert {example.rule for example in EXAMPLES} <= set(BY_ID)


def _flips(example: Example, size: str) -> bool:
    other = {MET: BROKEN, BROKEN: MET}[example.expected]
    for stated in _moved(example.stated, size):
        try:
            if says(example._replace(stated=stated)) == other:
                return True
        except gm100.Gm100Error:  # What cannot be, such as a month 13, is nothing to judge.
            continue
    return False


def _moved(stated: dict[str, Any], size: str) -> Iterator[dict[str, Any]]:
    """The statements that differ from one in one date or one number, by the smallest step or by many."""
    for way in _leaves(stated):
        holder = stated
        for part in way[:-1]:
            holder = holder[part]
        for value in _steps(holder[way[-1]], 1 if size == "near" else 400):
            changed = deepcopy(stated)
            place: Any = changed
            for part in way[:-1]:
                place = place[part]
            place[way[-1]] = value
            yield changed


def _leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(each, (*way, key))
    else:
        yield way


def _steps(value: Any, count: int) -> Iterator[Any]:
    for step in (-count, count):
        if type(value) is int:
            yield value + (step if count == 1 else step // 20)
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            yield (date.fromisoformat(str(value)) + timedelta(days=step)).isoformat()
        elif re.fullmatch(r"\d+\.\d+", str(value)):
            yield str(Decimal(value) + Decimal(step).scaleb(int(Decimal(value).as_tuple().exponent)))


NUMBERS = sorted({(rule.id, name) for rule in RULES for name in rule.record.parameters})


@pytest.mark.parametrize(("rule", "name"), NUMBERS)
@pytest.mark.parametrize("step", [-1, 1])
def test_both_sides_of_a_number_of_the_book(rule: str, name: str, step: int) -> None:
    """A number that moves by the smallest step, or a day by one day or one year, changes what is said of an example."""
    is_day = any(p.id == name and p.day is not None for p in BOOK_2022.parameters)
    for move in (_beside, _in_another_year) if is_day else (_beside,):
        moved = tuple(move(p, step) if p.id == name else p for p in BOOK_2022.parameters)
        book = attrs.evolve(BOOK_2022, parameters=moved)
        if any(says(example, book) != example.expected for example in OF_RULE[rule]):
            return
    pytest.fail("no example is near it")


def _beside(parameter: gm100.Parameter, step: int) -> gm100.Parameter:
    if parameter.day is not None:
        return evolve(parameter, day=gm100.PartialDate.of(parameter.day.first_day + timedelta(days=step)))
    assert parameter.number is not None
    unit = Decimal(step).scaleb(int(parameter.number.as_tuple().exponent))
    return evolve(parameter, number=parameter.number + unit)


def _in_another_year(parameter: gm100.Parameter, step: int) -> gm100.Parameter:
    limits = {name: getattr(parameter, name) for name in ("effective_from", "effective_until")}
    return evolve(parameter, **{name: day and gm100.PartialDate(day.year + step) for name, day in limits.items()})


DATED = [rule.id for rule in RULES if rule.record.effective_from]


@pytest.mark.parametrize("rule", DATED)
def test_both_sides_of_the_year_from_which_it_holds(rule: str) -> None:
    """A rule of a cohort is in its book and not in the one before; any other is asked from its year on."""
    record = BY_ID[rule].record
    assert record.effective_from is not None
    year = record.effective_from.year
    if record.dated_by == "cohort":
        years = [book.year for book in BOOKS.values() if rule in book and book.id != "record"]
        assert min(years) == min(book.year for book in BOOKS.values() if book.year >= year)
        return
    asked = {example.on.year for example in OF_RULE[rule] if example.expected != IDLE}
    before = {example.on.year for example in OF_RULE[rule] if example.expected == IDLE} - asked
    assert min(asked) in {year, year + 1}  # Of a full year one can only say something when it is over.
    assert year - 1 in before
