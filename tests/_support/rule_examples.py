"""
The examples of the rules, read from `tests/rules/examples`, one TOML file a topic.

Under the id of a rule stand dossiers that leave it `met`, `broken`, `unknown` or `idle`, one a line, as documents have
them, but shorter. The region is the same unless a line names another, and so is the day, 31 December 2022. A fact has a
source unless its own is empty; `population` is that of the region. Scores and criteria are tables of names; questions
are values by dimension, or the number of those that have 3.00; and `@books:3` stands for the first three of a list in
`_shared.toml`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args, get_type_hints

import attrs

import gm100
from gm100 import FACT_FIELDS, Dossier, Evidence, PillarId, Source, Track
from gm100.rules import BOOK_2022, BookRule, Case, RuleBook, check
from gm100.rules.editions import RULES
from gm100.rules.engine import case_of

FOLDER: Final = Path(__file__).parents[1] / "rules" / "examples"
REGION: Final = "35.03"
SOURCE: Final = {"title": "A document", "address": "example.org"}
END_2022: Final = date(2022, 12, 31)
OUTCOMES: Final = {"met": "met", "broken": "broken", "unknown": "not-judged", "idle": "not-applicable"}
BY_ID: Final = {rule.id: rule for rule in RULES}
_SHARED: Final[dict[str, list[Any]]] = tomllib.loads((FOLDER / "_shared.toml").read_text(encoding="utf-8"))
_KINDS: Final = {collection: get_args(get_type_hints(Dossier)[collection])[0] for collection in FACT_FIELDS}
_TABLES: Final = {
    "scores": ("dimension", "value"),
    "pillar_scores": ("dimension", "value"),
    "criteria": ("criterion", "met"),
}


class Example(NamedTuple):
    """
    A dossier, as its line states it, and what a rule says of it.
    """

    rule: str
    expected: str
    stated: dict[str, Any]

    @property
    def on(self) -> date:
        """The day as of which it is checked."""
        return date.fromisoformat(self.stated.get("on", END_2022.isoformat()))


def examples() -> Iterator[Example]:
    """Every example of every rule."""
    for file in sorted(FOLDER.glob("[!_]*.toml")):
        for name, stated in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for key, lines in stated.items():
                yield from (Example(f"GM100-{name}", OUTCOMES[key], line) for line in lines)


def dossier_of(stated: dict[str, Any]) -> Dossier:
    """The dossier that a line states."""
    region = stated.get("region", REGION)
    item: dict[str, Any] = {"region": region}
    for name, value in stated.items():
        if name in _KINDS:
            names = {field.name for field in attrs.fields(_KINDS[name])}
            item[name] = [_fact({"region": region, **fact}, names) for fact in _whole(name, value)]
        elif name not in {"on", "population"}:
            item[name] = value
    return gm100.loads(json.dumps({"schema_version": 1, "type": "Dossier", "item": item}), Dossier)


def _fact(stated: dict[str, Any], names: set[str]) -> dict[str, Any]:
    sources = {"source": SOURCE} if "source" in names else {"sources": [SOURCE]} if "sources" in names else {}
    fact = {**sources, **{name: _whole(name, value) for name, value in stated.items()}}
    return {name: value for name, value in fact.items() if value != ""}


def _whole(name: str, value: Any) -> Any:
    """What stands for a list, written out."""
    if isinstance(value, dict) and name in _TABLES:
        key, of = _TABLES[name]
        return [{key: one, of: each} for one, each in value.items()]
    if isinstance(value, dict) and name == "questions":
        return [_question(dimension, place, each) for dimension in value for place, each in _values(value[dimension])]
    listed = value if isinstance(value, list) else [value] if str(value).startswith("@") else None
    return value if listed is None else [one for each in listed for one in _shared(each)]


def _values(stated: list[str] | int) -> Iterator[tuple[int, str]]:
    return enumerate(["3.00"] * stated if isinstance(stated, int) else stated)


def _question(dimension: str, place: int, value: str) -> dict[str, Any]:
    """A question; without a value it has a mark."""
    score = {"value": value} if value else {"marks": [{"assessor": "1", "mark": 3}]}
    return {"dimension": dimension, "item": str(place), **score}


def _shared(each: Any) -> list[Any]:
    if not isinstance(each, str) or not each.startswith("@"):
        return [each]
    name, _, count = each[1:].partition(":")
    return _SHARED[name][: int(count) if count else None]


def case_with(example: Example) -> Case:
    """The case that a rule is given."""
    return case_of(dossier_of(example.stated), on=example.on, book=BOOK_2022, knowledge=Known(example.stated))


def outcome(rule: BookRule, stated: dict[str, Any], on: date, book: RuleBook = BOOK_2022) -> str:
    """What a rule says of a dossier."""
    alone = attrs.evolve(book, rules=(rule,))
    return check(dossier_of(stated), on=on, book=alone, knowledge=Known(stated)).judged[0].outcome.value


@attrs.frozen
class Known:
    """
    Knowledge for the tests: editions of two dimensions, and an index that is their mean.
    """

    stated: dict[str, Any]

    def dimensions(self, edition: str) -> tuple[str, ...] | None:
        """Every edition but one has baseline and output."""
        return None if edition == "unheard-of" else ("baseline", "output")

    def recomputed(self, evaluation: gm100.Evaluation) -> Decimal | None:
        """The mean, or nothing without scores."""
        values = [score.value for score in evaluation.scores]
        return sum(values, Decimal(0)) / len(values) if values else None

    def official(self, edition: str | None) -> bool:
        """Only the editions of the press are not."""
        return not (edition or "").startswith("press")

    def track(self, edition: str | None) -> Track | None:
        """An edition called regular is for that track."""
        return Track.REGULAR if (edition or "").startswith("regular") else None

    def published(self, region: str, year: int) -> tuple[gm100.Evaluation, ...]:
        """In 2021 the ministry published 3.00, in the track KPPN & IKN."""
        letter = Source("A letter", evidence=Evidence.OFFICIAL, number="1")
        found = gm100.Evaluation(
            region=region, year=2021, track=Track.KPPN_IKN, published_index=Decimal("3.00"), source=letter
        )
        return (found,) if year == found.year else ()

    def memberships(self, region: str) -> tuple[gm100.Membership, ...]:
        """The region is a member of 2022."""
        return (gm100.Membership(region=region, cohort=2022),)

    def names(self, region: str) -> tuple[str, ...]:
        """It has one name."""
        return ("Kabupaten Trenggalek",) if region == REGION else ()

    def cohorts(self) -> tuple[gm100.Cohort, ...]:
        """The cohorts as they are."""
        return tuple(gm100.cohorts().values())

    def population(self, _: str) -> int | None:
        """As the line says."""
        found: int | None = self.stated.get("population")
        return found

    def winners(self, year: int) -> dict[PillarId, str]:
        """In 2022 another region won in Smart Governance, and this one in Smart Living."""
        return {PillarId.GOVERNANCE: "32.73", PillarId.LIVING: REGION} if year == END_2022.year else {}
