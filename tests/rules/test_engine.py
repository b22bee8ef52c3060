"""
The engine: what a report holds, and what no dossier can do to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import gm100
from gm100 import Bilingual, Dossier, DuplicateIdError, Outcome, PartialDate, Severity, Source, UnknownIdError
from gm100.model._entity import evolve
from gm100.rules import BOOK_2018, BOOK_2022, BOOKS, Case, Observation, broken, check, rule, unknown
from gm100.rules.book import edition
from gm100.rules.editions import RULES

HERE = Source("A test", address="example.org")
ON = date(2022, 12, 31)
Entities = Callable[[type], SearchStrategy[Any]]
EXAMPLES = settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@rule("TEST-MOU-001", severity="should", title=Bilingual("Ada tempat", "It has a place"), sources=(HERE,), about="mous")
def has_place(case: Case) -> Iterator[Observation]:
    """An agreement names its place."""
    for path, mou in case.facts("mous"):
        if mou.place is None:
            yield unknown(path, "place")
        elif mou.place == "nowhere":
            yield broken((*path, "place"), "tidak di mana pun", "it was signed nowhere")


def dossier(*places: str | None) -> Dossier:
    """A dossier with an agreement for each place."""
    return Dossier(region="35.03", mous=tuple(gm100.MoU(region="35.03", place=place) for place in places))


def report(*places: str | None, on: date = ON) -> gm100.Report:
    """What a book of one rule says of it."""
    return check(dossier(*places), on=on, book=attrs.evolve(BOOK_2022, rules=(has_place,)))


class TestStamp:
    def test_a_finding_carries_its_rule(self) -> None:
        """The engine adds id, topic, severity, remedy and sources to what the rule saw."""
        (found,) = report("nowhere").findings
        assert (found.rule, found.topic, found.severity) == ("TEST-MOU-001", "mou", Severity.SHOULD)
        assert (found.sources, found.remedy.en, found.place) == ((HERE,), "It has a place", "$.mous[0].place")

    def test_the_sentence_has_its_values(self) -> None:
        """A finding without words of its own is the sentence of the rule, with its values and with dates in words."""
        finding = Bilingual("{place} pada {day}: {other}", "{place} on {day}: {other}")

        @rule(
            "TEST-MOU-002", severity="should", title=Bilingual("a", "b"), finding=finding, sources=(HERE,), about="mous"
        )
        def says(case: Case) -> Iterator[Observation]:
            """Every agreement breaks it."""
            for path, mou in case.facts("mous"):
                yield broken(path, place=mou.place, day=PartialDate(2022, 4, 21))

        (found,) = check(dossier("here"), on=ON, book=attrs.evolve(BOOK_2022, rules=(says,))).findings
        assert found.message == Bilingual("here pada 21 April 2022: {other}", "here on 2022-04-21: {other}")

    def test_not_judged_says_what_is_missing(self) -> None:
        """A finding for lack of data names the data."""
        (found,) = report(None).findings
        assert (found.outcome, found.missing, found.path) == (Outcome.NOT_JUDGED, ("place",), ("mous", 0))

    @pytest.mark.parametrize(
        ("places", "expected"),
        [
            (("virtual",), Outcome.MET),
            (("virtual", None), Outcome.NOT_JUDGED),
            ((None, "nowhere"), Outcome.BROKEN),
            ((), Outcome.NOT_JUDGED),
        ],
    )
    def test_the_worst_place_counts(self, places: tuple[str | None, ...], expected: Outcome) -> None:
        """A rule that is broken anywhere is broken; one that cannot be judged somewhere is not met."""
        assert report(*places).judged[0].outcome is expected

    def test_an_empty_collection_that_is_whole(self) -> None:
        """Where it is known that there is nothing, the rule does not apply, and says so."""
        book = attrs.evolve(BOOK_2022, rules=(has_place,))
        (judged,) = check(dossier().with_complete("mous"), on=ON, book=book).judged
        assert judged.outcome is Outcome.NOT_APPLICABLE
        assert judged.reason == Bilingual("tidak ada yang dinilai", "there is nothing to judge")


class TestParts:
    def test_what_is_kept_is_that_of_the_same_things(self) -> None:
        """Parts are sorted once; other things at the same place are looked at again."""
        case = Case(dossier=dossier(), on=ON)
        first, other = (gm100.Book(number=1),), (gm100.Book(number=2),)
        assert case.items(("books",), first) is case.items(("books",), first)
        assert case.items(("books",), other) == ((("books", 0), other[0]),)


class TestDay:
    def test_what_came_later_is_not_seen(self) -> None:
        """A fact of the day is seen, one of the day after is not."""
        mou = gm100.MoU(region="35.03", place="nowhere", signed=PartialDate(2022, 4, 21))
        book = attrs.evolve(BOOK_2022, rules=(has_place,))
        seen = [
            len(check(Dossier(region="35.03", mous=(mou,)), on=day, book=book).broken)
            for day in (date(2022, 4, 20), date(2022, 4, 21))
        ]
        assert seen == [0, 1]


class TestReport:
    def test_counts_add_up(self) -> None:
        """Every rule of the book has one outcome."""
        found = check(dossier("virtual"), on=ON, book=BOOK_2022)
        assert sum(found.counts.values()) == len(found.judged) == len(BOOK_2022)

    def test_by_topic(self) -> None:
        """Findings are grouped by topic, in the order of the book, and none is lost."""
        found = check(dossier("virtual"), on=ON, book=BOOK_2022)
        groups = found.by_topic()
        assert [f for group in groups.values() for f in group] == list(found.findings)
        assert list(groups)[:3] == ["membership", "mou", "institution"]

    def test_clean_is_about_must(self) -> None:
        """A broken should leaves a report clean; a broken must does not."""
        must = attrs.evolve(has_place, record=evolve(has_place.record, severity=Severity.MUST))
        book = attrs.evolve(BOOK_2022, rules=(must,))
        assert report("nowhere").clean
        assert not check(dossier("nowhere"), on=ON, book=book).clean

    @pytest.mark.parametrize(("lang", "words"), [("id", "tidak di mana pun"), ("en", "it was signed nowhere")])
    def test_text_in_two_languages(self, lang: str, words: str) -> None:
        """The text has the message, the remedy and the source, in the language asked for."""
        text = report("nowhere").text(lang)
        assert words in text
        assert "A test" in text

    def test_a_rule_is_named_once_with_its_places(self) -> None:
        """What one rule finds in several places is below it once, its positions in one bracket, its remedy once."""
        text = report("nowhere", None, "nowhere").text("en")
        assert text.count("it was signed nowhere") == text.count("do: ") == 1
        assert "TEST-MOU-001  $.mous[0, 2]" in text.replace(".place", "")

    def test_a_may_is_a_note(self) -> None:
        """What the programme does not state is a note, in both languages."""
        found = gm100.check("35.05", on="2023-12-31")
        assert {f.severity for f in found.broken} == {Severity.MAY}
        assert ("  CATATAN  " in found.text("id"), "  NOTE  " in found.text("en")) == (True, True)

    def test_another_language_is_refused(self) -> None:
        """There are two languages."""
        with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
            report("nowhere").text("fr")
        with pytest.raises(UnknownIdError):
            Bilingual("a", "b").in_("fr")

    def test_nothing_found(self) -> None:
        """A report without findings says so."""
        assert "Nothing was found." in str(report("virtual"))

    def test_it_travels(self) -> None:
        """A report is data: written and read back it is the same."""
        found = gm100.check(gm100.dossiers()["35.05"], on=ON)
        assert gm100.loads(gm100.dumps(found)) == found


class TestBook:
    def test_a_change_is_another_book(self) -> None:
        """Adding and taking out rules leaves the book as it was."""
        longer = BOOK_2018.with_rule(has_place)
        assert (len(longer), len(BOOK_2018.without("GM100-MOU-001"))) == (len(BOOK_2018) + 1, len(BOOK_2018) - 1)
        assert "TEST-MOU-001" in longer
        assert "TEST-MOU-001" not in BOOK_2018
        assert [record.id for record in longer][-1] == "TEST-MOU-001"
        assert repr(longer.with_id("mine")) == f"<RuleBook mine of {len(longer)} rules>"

    def test_an_id_is_taken_once(self) -> None:
        """A second rule of one id is refused."""
        with pytest.raises(DuplicateIdError, match="there is already a rule 'TEST-MOU-001'"):
            BOOK_2018.with_rule(has_place).with_rule(has_place)

    def test_unknown_rules_are_named_with_their_like(self) -> None:
        """An id that does not exist is answered with those that look alike."""
        with pytest.raises(UnknownIdError) as caught:
            BOOK_2018.without("GM100-MOU-01")
        assert caught.value.near[0].startswith("GM100-MOU-0")

    def test_explain(self) -> None:
        """An explanation has the why, the source and the dates."""
        text = BOOK_2022.explain("GM100-QUICKWIN-002", "id")
        assert "Sejak 2022 setiap pilar memiliki quick win" in text
        assert "berlaku: sejak 2022" in text
        assert gm100.explain("GM100-QUICKWIN-002", "id") == text

    def test_a_parameter_takes_precedence_while_it_holds(self) -> None:
        """Your own number counts for its years, and the book's for the others."""
        own = gm100.Parameter(
            id="quickwins.asked",
            title=Bilingual("lain", "other"),
            number=Decimal(4),
            effective_from=PartialDate(2019),
            effective_until=PartialDate(2019),
            source=HERE,
        )
        changed = BOOK_2018.with_parameter(own)
        case = Case(dossier=dossier(), on=ON, parameters=changed.parameters)
        assert [str(case.number("quickwins.asked", year)) for year in (2018, 2019, 2020)] == ["3", "4", "None"]

    @pytest.mark.parametrize(("year", "there"), [(2021, False), (2022, True), (2023, True)])
    def test_an_edition_has_the_rules_of_its_year(self, year: int, *, there: bool) -> None:
        """A rule that begins in 2022 is in the books from 2022 on."""
        assert ("GM100-QUICKWIN-002" in BOOKS[str(year)]) is there

    def test_a_rule_that_ended_is_left_out(self) -> None:
        """The last edition of a rule has it, the next does not."""
        ended = attrs.evolve(has_place, record=evolve(has_place.record, effective_until=PartialDate(2019)))
        found = [len(edition(year, Bilingual("a", "b"), (ended,), ())) for year in (2019, 2020)]
        assert found == [1, 0]


def shuffled(value: Any, random: Random) -> Any:
    """The same value with every collection in it, at any depth, in another order."""
    if isinstance(value, tuple):
        items = [shuffled(each, random) for each in value]
        random.shuffle(items)
        return tuple(items)
    if attrs.has(type(value)) and not isinstance(value, PartialDate):
        names = (field.name for field in attrs.fields(type(value)))
        return attrs.evolve(value, **{name: shuffled(getattr(value, name), random) for name in names})
    return value


@pytest.mark.slow
class TestLaws:
    """Rules answer for every dossier that can be, and the order of its facts does not matter."""

    @EXAMPLES
    @given(data=st.data(), on=st.dates(date(2016, 1, 1), date(2026, 12, 31)), book=st.sampled_from(list(BOOKS)))
    def test_rules_never_raise(self, entities: Entities, data: st.DataObject, on: date, book: str) -> None:
        """Whatever a valid dossier holds, every rule has an outcome."""
        drawn = data.draw(entities(Dossier))
        found = gm100.check(drawn, on=on, book=book)
        assert [judged.rule for judged in found.judged] == [record.id for record in BOOKS[book]]
        assert found.text("id")
        assert found.text("en")

    @EXAMPLES
    @given(data=st.data())
    def test_rules_bear_a_book_without_numbers(self, entities: Entities, data: st.DataObject) -> None:
        """A book that has lost its dated numbers judges less, and nothing raises."""
        bare = attrs.evolve(BOOK_2022, parameters=())
        assert len(gm100.check(data.draw(entities(Dossier)), on=ON, book=bare).judged) == len(bare)

    @EXAMPLES
    @given(data=st.data())
    def test_the_order_of_facts_makes_no_difference(self, entities: Entities, data: st.DataObject) -> None:
        """Findings come in one order, whatever the order of the input; only positions in paths change."""
        drawn = data.draw(entities(Dossier))
        other = shuffled(drawn, data.draw(st.randoms(use_true_random=False)))
        one, two = (gm100.check(each, on=ON, book="2022") for each in (drawn, other))
        assert one.judged == two.judged
        assert [(f.rule, f.message, f.missing) for f in one.findings] == [
            (f.rule, f.message, f.missing) for f in two.findings
        ]

    @EXAMPLES
    @given(data=st.data(), on=st.dates(date(2016, 1, 1), date(2026, 12, 31)))
    def test_progress_never_raises(self, entities: Entities, data: st.DataObject, on: date) -> None:
        """Stage, timeline and next steps answer for every dossier, and a timeline is in order."""
        drawn = data.draw(entities(Dossier))
        events = gm100.timeline(drawn)
        assert [event.date for event in events] == sorted(event.date for event in events)
        assert gm100.stage_of(drawn, on) in gm100.ProgrammeStage
        assert all(step.title.en for step in gm100.next_steps(drawn, on))

    @EXAMPLES
    @given(data=st.data())
    def test_a_dossier_travels(self, entities: Entities, data: st.DataObject) -> None:
        """Written as JSON and read back, a dossier is the same."""
        drawn = data.draw(entities(Dossier))
        assert gm100.loads(gm100.dumps(drawn)) == drawn


def test_every_rule_is_in_some_book() -> None:
    """No rule is out of every edition."""
    assert {rule.id for rule in RULES} == {record.id for book in BOOKS.values() for record in book}
