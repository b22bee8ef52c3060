"""
What gm100 returns goes to other processes, into caches and out of them, and comes back as it was.
"""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import pytest

import gm100
from gm100 import Evaluation, RuleBook, rules, scoring, serializers
from gm100.rules import Case, Observation, met, rule
from gm100.serializers.document.envelope import entity_types
from gm100.serializers.schemas.examples import example

ROOMS: Final = ("gm100", "gm100.model", "gm100.reference", "gm100.rules", "gm100.scoring", "gm100.serializers")

CARD: Final = "kominfo-2023-regular"
REGION: Final = "35.03"

NEVER_HELD: Final = {"Knowledge": "it is a protocol"}
"""Public classes of which nobody keeps an instance, and why."""


@cache
def evaluations() -> tuple[Evaluation, ...]:
    """The published results of one edition."""
    return tuple(each for each in gm100.evaluations(year=2023) if each.edition == CARD)


def doubled(x: Any) -> Any:
    """A normaliser of somebody's own, in a module, where pickle finds it."""
    return x * 2


@rule(
    "TRY-MOU-001",
    severity="may",
    title=gm100.Bilingual("Ada MoU", "There is an MoU"),
    sources=[gm100.Source("A letter")],
    about="mous",
)
def has_mou(case: Case) -> Iterator[Observation]:
    """A rule of somebody's own."""
    if case.facts("mous"):
        yield met()


def table() -> dict[str, list[Any]]:
    """A table in which one value does not apply."""
    return {"code": ["a", "b", "c"], "x": [1, 5, 3], "y": [3, "n/a", 1]}


@cache
def card() -> gm100.Scorecard:
    """A scorecard that takes its limits from the table."""
    leaves = [gm100.Indicator(code, normalise="minmax") for code in ("x", "y")]
    return gm100.Scorecard(id="made-up", root=gm100.Group("made-up", children=leaves, missing="skip"))


def edited() -> RuleBook:
    """A rule book with a rule of somebody's own."""
    return gm100.BOOK_2018.with_rule(has_mou).with_id("ours")


THINGS: Final[dict[str, Callable[[], Any]]] = {
    "a scorecard": lambda: gm100.scorecards()[CARD],
    "scores": lambda: gm100.score(evaluations(), CARD),
    "some of them": lambda: gm100.score(evaluations(), CARD)[2:5],
    "scores with n/a and limits from data": lambda: gm100.score(table(), card()),
    "a result": lambda: gm100.score(evaluations(), CARD)[0],
    "a ranking": lambda: gm100.rank(evaluations(), CARD, ties="dense"),
    "its first places": lambda: gm100.rank(evaluations(), CARD).top(3),
    "a sensitivity": lambda: gm100.sensitivity(evaluations()[:9], CARD, draws=8),
    "its record": lambda: gm100.sensitivity(evaluations()[:9], CARD, draws=8).record(),
    "leaving one out": lambda: gm100.leave_one_out(table(), card()),
    "Sobol": lambda: gm100.sobol(table(), card(), [gm100.WeightShare()], samples=4, resamples=9),
    "a comparison": lambda: gm100.compare(*gm100.score(evaluations()[:2], CARD)),
    "a panel": lambda: gm100.panel({2022: evaluations()[:3], 2023: evaluations()[1:4]}, CARD),
    "what is needed": lambda: gm100.needed_for(gm100.score(evaluations(), CARD), evaluations()[5].region, index=4),
    "a difference": lambda: gm100.diff("kominfo-2023-regular", "kominfo-2022-regular"),
    "a compiled scorecard": lambda: gm100.scoring.compiled(CARD),
    "an engine": scoring.Engine,
    "an engine with a method more": lambda: scoring.Engine().with_normaliser("doubled", doubled),
    "rule books": gm100.rule_books,
    "a rule book": lambda: gm100.BOOK_2018,
    "your own rule book": edited,
    "a rule of a book": lambda: has_mou,
    "a case": lambda: Case(dossier=gm100.dossiers()[REGION], on=date(2020, 1, 1)),
    "an observation": met,
    "a report": lambda: gm100.check(REGION, on="2020-01-01"),
    "a timeline": lambda: gm100.timeline(REGION),
    "next steps": lambda: gm100.next_steps(REGION, on="2020-01-01"),
    "regions": gm100.regions,
    "some regions": lambda: gm100.regions().where(province="35"),
    "provinces": gm100.provinces,
    "cohorts": gm100.cohorts,
    "memberships": lambda: gm100.members(cohort=2018),
    "pillars": gm100.pillars,
    "scorecards": gm100.scorecards,
    "approaches": gm100.approaches,
    "a table that was read": lambda: gm100.read_table(BytesIO(b"code;x;y\na;1;3\n"), card(), plain=True),
    "verified claims": lambda: gm100.verify([{"region": "35.71", "year": 2022, "index": "3.31"}]),
    "dossiers": gm100.dossiers,
    "resolutions": lambda: gm100.regions().resolve_all(["Kab. Trenggalek", "Nowhere"]),
    "a date": lambda: gm100.PartialDate(2018, 5),
    "no knowledge": rules.Ignorance,
    "an episode": lambda: rules.Episode(case=THINGS["a case"](), cohort=2018),
    "a date as it was read": lambda: gm100.read_date("4 Mei 2018"),
    "what lenient reading found": lambda: gm100.loads_lenient(gm100.dumps(evaluations()[:2])),
    "formats": lambda: serializers.FORMATS,
    "a format": lambda: serializers.FORMATS["csv"],
    "limits": lambda: serializers.LIMITS,
    "leniency": lambda: serializers.LENIENT,
    "a request": lambda: serializers.Request("a.json", entity=Evaluation),
    "an issue": lambda: gm100.Issue("wrong", "it is", ("a", 0)),
}
THINGS.update((name, partial(example, cls)) for name, cls in entity_types().items())


def there_and_back(thing: Any) -> Any:
    """Return what comes out of a pickle."""
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own bytes


def digests(names: Sequence[str]) -> dict[str, str]:
    """The sums of the pickles of things."""
    return {name: sha256(pickle.dumps(THINGS[name]())).hexdigest() for name in names}


def shown(thing: Any) -> tuple[Any, ...]:
    """What a user sees of a thing that is not compared by its value."""
    rows = thing.to_rows() if hasattr(thing, "to_rows") else list(thing) if hasattr(thing, "__iter__") else None
    return type(thing), repr(thing), str(thing), rows


class TestEverything:
    @pytest.mark.parametrize("name", THINGS)
    def test_it_comes_back_as_it_was(self, name: str) -> None:
        """What comes back from a pickle or a copy is equal, or shows the same where it is not compared by its value."""
        thing = THINGS[name]()
        for way in (there_and_back, copy.copy, copy.deepcopy):
            again = way(thing)
            assert again == thing or shown(again) == shown(thing), way

    def test_no_public_class_is_left_out(self) -> None:
        """Each has something of it among the things above, or a reason why nobody holds one."""
        public = {
            found
            for room in map(import_module, ROOMS)
            for found in (getattr(room, name) for name in room.__all__)
            if inspect.isclass(found) and not issubclass(found, Exception | Enum)
        }
        made = {type(thing) for thing in (make() for make in THINGS.values())}
        parts = (
            *THINGS["a panel"]().scores.values(),
            *THINGS["a comparison"]().nodes,
            *THINGS["what is needed"]().alone,
        )
        made |= {type(part) for part in (*parts, *THINGS["a difference"]())}
        assert {cls.__name__ for cls in public - made} == set(NEVER_HELD)


class TestWhatIsPickled:
    def test_scores_answer_as_before(self) -> None:
        """The tree of a unit, its column and the fitted scorecard are there, to the last digit."""
        scores = gm100.score(table(), card())
        again = there_and_back(scores)
        assert [each.root for each in again] == [each.root for each in scores]
        assert again.column("y") == scores.column("y")
        assert again.fitted == scores.fitted

    def test_a_panel_remembers_the_year_before(self) -> None:
        """A value that was carried over from the year before is carried over in the copy, too."""
        leaves = [gm100.Indicator("x", impute="previous"), gm100.Indicator("y")]
        carried = gm100.Scorecard(id="carried", root=gm100.Group("carried", children=leaves))
        years: dict[int, Any] = {2021: [{"code": "a", "x": 1, "y": 2}], 2022: [{"code": "a", "x": None, "y": 4}]}
        found = gm100.panel(years, carried)
        assert there_and_back(found)[2022]["a"].value == found[2022]["a"].value == Decimal("2.5")

    def test_a_sensitivity_can_go_on(self) -> None:
        """A draw is made again from its number, and a range can be asked for."""
        found = gm100.sensitivity(table(), card(), draws=5)
        again = there_and_back(found)
        assert (again.draw(3), again.scorecard(3), again["a"]) == (found.draw(3), found.scorecard(3), found["a"])

    def test_the_engine_of_gm100_is_not_sent(self) -> None:
        """It is the same object on the other side; your own methods are sent by their names."""
        own = there_and_back(scoring.Engine().with_normaliser("doubled", doubled))
        assert there_and_back(gm100.scoring.compiled(CARD)).engine is gm100.scoring.compiled(CARD).engine
        assert own.normalisers["doubled"] == scoring.Engine().with_normaliser("doubled", doubled).normalisers["doubled"]
        assert own.normalisers["minmax"] is scoring.Engine().normalisers["minmax"]

    def test_a_rule_is_sent_by_its_name(self) -> None:
        """A book finds the rules of gm100 and of others again, also where their severity was changed."""
        assert there_and_back(has_mou) is has_mou
        softer = rules.BookRule(gm100.BOOK_2018["GM100-MOU-001"], has_mou.judge)
        assert there_and_back(softer) == softer

    def test_entities_are_sent_by_class_and_fields(self) -> None:
        """No function is among what `__reduce__` returns, so that caches which hash it, such as Streamlit's, can."""
        reduced: Any = gm100.scorecards()[CARD].__reduce__()
        made, (cls, *fields) = reduced
        assert (inspect.isclass(made), cls) == (True, gm100.Scorecard)
        assert made(cls, *fields) == gm100.scorecards()[CARD]

    def test_a_function_without_a_name_is_refused(self) -> None:
        """A lambda cannot be sent, and pickle says so; nothing else is sent in its place."""
        with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
            pickle.dumps(scoring.Engine().with_normaliser("own", lambda x: x))

    def test_other_processes_take_them(self) -> None:
        """A pool of processes that share nothing takes scores and gives rankings."""
        scores = gm100.score(evaluations(), CARD)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            assert pool.submit(gm100.compare, scores[0], scores[1]).result() == gm100.compare(scores[0], scores[1])
            assert str(pool.submit(gm100.rank, evaluations(), CARD).result()) == str(gm100.rank(evaluations(), CARD))

    def test_every_process_pickles_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Caches that know a value by its pickle, as joblib's do, find it again in another process."""
        monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))  # A new process imports `digests` by its name.
        found = []
        for seed in ("1", "2"):
            monkeypatch.setenv("PYTHONHASHSEED", seed)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                found.append(pool.submit(digests, tuple(THINGS)).result())
        assert {name for name, digest in found[0].items() if digest != found[1][name]} == set()


class TestKeys:
    def test_scorecards_are_keys_of_caches(self) -> None:
        """Equal ones have one hash, in a cache as in a set."""
        cards = list(gm100.scorecards().values())
        assert {there_and_back(card) for card in cards} == set(cards)
        assert len({hash(card) for card in cards}) == len(cards)

        @cache
        def leaves(card: gm100.Scorecard) -> int:
            return len(card.indicators)

        assert [leaves(card) for card in cards] == [leaves(there_and_back(card)) for card in cards]
        assert leaves.cache_info().hits == len(cards)
