"""
Every rule: a dossier that breaks it, one that meets it, and both sides of every date and number.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

import gm100
from gm100 import (
    ActionGroup,
    ActionPlan,
    Book,
    Criterion,
    CriterionAnswer,
    Decree,
    DecreeKind,
    DimensionScore,
    Dossier,
    Evidence,
    LetterNumber,
    MembershipStatus,
    PartialDate,
    Participants,
    Person,
    PillarId,
    Programme,
    Rpjmd,
    Severity,
    Source,
    Stage,
    Track,
)
from gm100.rules import BOOK_2018, BOOK_2022, BookRule
from gm100.rules.editions import RULES
from gm100.rules.programme import PARTS

REGION = "35.03"
SOURCE = Source("A document", address="example.org")
END_2022 = date(2022, 12, 31)
START_2023 = date(2023, 1, 1)
MET, BROKEN, UNKNOWN, IDLE = "met", "broken", "not-judged", "not-applicable"
ALL_SIX = frozenset(PillarId)
SIX_QUICK_WINS = 6


class Scores:
    """
    Knowledge for the tests: editions of two dimensions, and an index that is their mean.
    """

    def dimensions(self, edition: str) -> tuple[str, ...] | None:
        """Every edition but one has baseline and output."""
        return None if edition == "unheard-of" else ("baseline", "output")

    def recomputed(self, evaluation: gm100.Evaluation) -> Decimal | None:
        """The mean, or nothing without scores."""
        values = [score.value for score in evaluation.scores]
        return sum(values, Decimal(0)) / len(values) if values else None


def at(text: str) -> PartialDate:
    """A date of text."""
    return PartialDate.parse(text)


def make(cls: type, **fields: Any) -> Any:
    """A fact of the region, with a source where it can have one; dates may be text."""
    names = {field.name: field for field in attrs.fields(cls)}
    dates = {"signed", "start", "end", "formed", "seen", "completed", "assessed", "given", "revised", "held", "said"}
    given = {name: at(value) if name in dates and value is not None else value for name, value in fields.items()}
    given.setdefault("region", REGION)
    if "source" in names:
        given.setdefault("source", SOURCE)
    elif "sources" in names:
        given.setdefault("sources", (SOURCE,))
    return cls(**given)


def member(cohort: int = 2022, status: str = "member") -> Any:
    """A membership."""
    return make(gm100.Membership, cohort=cohort, status=MembershipStatus(status))


def mou(signed: str | None = "2022-04-21", **fields: Any) -> Any:
    """An agreement."""
    return make(gm100.MoU, signed=signed, **fields)


def stage(number: int, start: str | None = None, end: str | None = None, **fields: Any) -> Any:
    """A stage of the bimtek."""
    return make(gm100.BimtekSession, stage=Stage(number), start=start, end=end, **fields)


def plan(**fields: Any) -> Any:
    """A masterplan."""
    return make(gm100.Masterplan, **fields)


def listing(part: str, *items: Any, **fields: Any) -> Any:
    """A masterplan of which one part is listed in full."""
    return plan(**{part: items, "complete": frozenset({part}), **fields})


def win(name: str = "Call Center", year: int | None = 2022, **fields: Any) -> Any:
    """A quick win."""
    return make(gm100.QuickWin, name=name, year=year, **fields)


def wins(number: int, year: int = 2022, **fields: Any) -> tuple[Any, ...]:
    """Several quick wins."""
    return tuple(win(f"Quick win {place}", year, **fields) for place in range(number))


def answers(**met: bool | None) -> tuple[CriterionAnswer, ...]:
    """Answers to criteria by name."""
    return tuple(CriterionAnswer(Criterion(name), met=value) for name, value in met.items())


def result(year: int = 2023, scores: tuple[str, ...] = ("3.00", "4.00"), **fields: Any) -> Any:
    """A result of the evaluation with baseline and output."""
    named = zip(("baseline", "output", "collaboration"), scores, strict=False)
    pairs = tuple(DimensionScore(dimension=name, value=Decimal(value)) for name, value in named)
    return make(gm100.Evaluation, year=year, scores=pairs, **{"edition": f"test-{year}", **fields})


def published(year: int, index: str, **fields: Any) -> Any:
    """A result with its index."""
    decimals: Any = {name: Decimal(value) if name.startswith("published") else value for name, value in fields.items()}
    return result(year, published_index=Decimal(index), **decimals)


def impact_of(last: str) -> Any:
    """A regular result with impact 3.07, five pillars of 3.07, and a last one."""
    others = (pillar for pillar in PillarId if pillar is not PillarId.ENVIRONMENT)
    pillars = [DimensionScore(dimension=pillar.value, value=Decimal("3.07")) for pillar in others]
    return make(
        gm100.Evaluation,
        year=2022,
        edition="test-2022",
        track=Track.REGULAR,
        scores=(DimensionScore(dimension="impact", value=Decimal("3.07")),),
        pillar_scores=(*pillars, DimensionScore(dimension="environment", value=Decimal(last))),
    )


def question(value: str | None, item: str) -> gm100.QuestionScore:
    """A question of the baseline; without a value it has a mark."""
    if value is None:
        marks = (gm100.AssessorMark(assessor="1", mark=3),)
        return gm100.QuestionScore(dimension="baseline", item=item, marks=marks)
    return gm100.QuestionScore(dimension="baseline", item=item, value=Decimal(value))


def award(**fields: Any) -> Any:
    """An award of the ministry."""
    return make(gm100.Award, **{"name": "Smart City", "giver": "Kementerian Kominfo", **fields})


def printed(text: str, **fields: Any) -> Any:
    """A date as printed."""
    return make(gm100.PrintedDate, text=text, of="something", **fields)


def ratio(percent: str | None, running: int = 63, total: int = 103) -> Any:
    """A figure of realisation."""
    given = None if percent is None else Decimal(percent)
    return make(gm100.Realisation, year=2024, of="action_plans", running=running, total=total, percent_printed=given)


def council(**fields: Any) -> Any:
    """A council."""
    return make(gm100.Council, **fields)


def team(**fields: Any) -> Any:
    """An implementation team."""
    return make(gm100.ImplementationTeam, **fields)


def selection(**fields: Any) -> Any:
    """An assessment for the cohort."""
    return make(gm100.Selection, **{"cohort": 2022, **fields})


def session(year: int) -> Any:
    """An occasion of the evaluation."""
    return make(gm100.EvaluationSession, year=year, kind="presentation")


def whole(*drawers: str) -> frozenset[str]:
    """A mark among facts: collections that are whole."""
    return frozenset(drawers)


def basis(kind: str, dated: str | None = None) -> Decree:
    """A legal basis."""
    return Decree(kind=DecreeKind(kind), dated=None if dated is None else at(dated))


EVERY_PART = tuple(
    Programme(f"{pillar} {part}", pillar=pillar, sub_dimension=part)
    for pillar, parts in PARTS.items()
    for part in parts
)
EVERY_GROUP = tuple(ActionPlan(group.value, group=group) for group in ActionGroup)
EVERY_ANSWER = tuple(CriterionAnswer(criterion, met=True) for criterion in Criterion)
YEARS = {"from_year": 2022, "until_year": 2026}
BOOKS_4 = tuple(Book(number=number) for number in (1, 2, 3, 4))
FULL = "B-32/DJAI/HK.04.02/04/2022"

LAST_YEARS = (
    published(2022, "3.50", published_previous="3.25"),
    published(2021, "3.25", published_previous="3.00"),
)

# Rule -> examples: what it says, of which facts, on which day (the end of 2022 where none is given).
EXAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "MEMBERSHIP-001": [
        (MET, [member()]),
        (BROKEN, [member(status="misreported"), whole("memberships")]),
        (UNKNOWN, []),
        (UNKNOWN, [member(2023)]),
        (MET, [member(2023)], START_2023),
    ],
    "MEMBERSHIP-002": [
        (MET, [member(2018), member(2021, "repeat")]),
        (BROKEN, [member(), member(2018)]),
    ],
    "MEMBERSHIP-003": [
        (MET, [member(2018), member(2021, "repeat")]),
        (BROKEN, [member(2021), member(2021, "repeat")]),
        (UNKNOWN, [member(2021, "repeat")]),
    ],
    "MEMBERSHIP-004": [
        (MET, [member(2018, "withdrew"), member(2019)]),
        (BROKEN, [member(2019, "withdrew"), member(2019)]),
        (UNKNOWN, [member(2018, "withdrew")]),
    ],
    "MEMBERSHIP-005": [(MET, [member(2021)]), (BROKEN, [member(2020)]), (MET, [member(2019)])],
    "MEMBERSHIP-006": [
        (MET, [member(), selection(passed=True)]),
        (BROKEN, [member(), selection(passed=False)]),
        (BROKEN, [member(), whole("selections")]),
        (UNKNOWN, [member(), selection()]),
        (UNKNOWN, [member()]),
        (IDLE, [member(status="replaced")]),
    ],
    "MEMBERSHIP-007": [
        (MET, [member(), selection(assessed="2022-04-21"), mou()]),
        (BROKEN, [member(), selection(assessed="2022-04-22"), mou()]),
        (UNKNOWN, [member(), selection(assessed="2022-04"), mou()]),
        (UNKNOWN, [member(), mou()]),
    ],
    "MEMBERSHIP-008": [(MET, [member()]), (BROKEN, [member(status="misreported")])],
    "MOU-001": [
        (MET, [member(), mou()]),
        (BROKEN, [member(), whole("mous")]),
        (UNKNOWN, [member()], date(2022, 4, 21)),
        (IDLE, [member(), whole("mous")], date(2022, 4, 20)),
        (BROKEN, [member(), whole("mous")], date(2022, 4, 21)),
    ],
    "MOU-002": [
        (MET, [mou(), stage(1, "2022-04-21")]),
        (BROKEN, [mou(), stage(1, "2022-04-20")]),
        (UNKNOWN, [mou(), stage(1, "2022-04")]),
        (UNKNOWN, [stage(1, "2022-07-01")]),
    ],
    "MOU-003": [
        (MET, [member(), mou("2022-04-21")]),
        (BROKEN, [member(), mou("2022-04-20")]),
        (BROKEN, [member(), mou("2022-04-22")]),
        (MET, [member(), mou("2022-04")]),
        (UNKNOWN, [member(), mou(None)]),
        (IDLE, [member(status="replaced"), mou()]),
    ],
    "MOU-004": [
        (MET, [mou(parties=("Ditjen Aptika", "Pemerintah Kabupaten Trenggalek"))]),
        (BROKEN, [mou(parties=("Ditjen Aptika", "Kementerian Kominfo"))]),
        (BROKEN, [mou(parties=("Pemerintah Kabupaten Trenggalek",))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-005": [
        (MET, [mou(ministry_number=LetterNumber.parse(FULL))]),
        (BROKEN, [mou(region_number=LetterNumber.parse("54/MoU. KP/KHM/208"))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-006": [
        (MET, [mou("2022-04-21", ministry_number=LetterNumber.parse(FULL))]),
        (BROKEN, [mou("2022-05-01", ministry_number=LetterNumber.parse(FULL))]),
        (BROKEN, [mou("2022-03-31", ministry_number=LetterNumber.parse(FULL))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-007": [
        (MET, [mou(scope=("bimtek masterplan",))]),
        (BROKEN, [mou(scope=("pertukaran data",))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-008": [
        (MET, [mou(signatories=(Person(name="A", office="Bupati Trenggalek"),))]),
        (BROKEN, [mou(signatories=(Person(name="A", office="Kepala Dinas Kominfo"),))]),
        (UNKNOWN, [mou(signatories=(Person(name="A"),))]),
    ],
    "INSTITUTION-001": [
        (MET, [mou(), council(formed="2022-06-21")]),
        (BROKEN, [mou(), council(formed="2022-06-22")]),
        (UNKNOWN, [mou(), council(formed="2022-06")]),
        (UNKNOWN, [mou(), council(seen="2022-06-22")]),
        (MET, [mou(), council(seen="2022-06-21")]),
        (IDLE, [mou(), whole("councils")], date(2022, 6, 21)),
        (BROKEN, [mou(), whole("councils")], date(2022, 6, 22)),
        (UNKNOWN, [council(formed="2022-06-21")]),
    ],
    "INSTITUTION-002": [
        (MET, [mou(), team(formed="2022-06-21")]),
        (BROKEN, [mou(), team(formed="2022-06-22")]),
        (UNKNOWN, [mou()]),
    ],
    "INSTITUTION-003": [
        (MET, [council(decree=Decree(kind=DecreeKind.KEPBUP, number=LetterNumber.parse("173/2021")))]),
        (BROKEN, [team(decree=Decree(kind=DecreeKind.SK))]),
        (UNKNOWN, [council()]),
        (UNKNOWN, []),
    ],
    "INSTITUTION-004": [
        (MET, [council(chair=Person(name="A", office="Wakil Wali Kota Manado"))]),
        (BROKEN, [council(chair=Person(name="A", office="Sekretaris Daerah"))]),
        (UNKNOWN, [council()]),
    ],
    "INSTITUTION-005": [
        (MET, [team(chair=Person(name="A"))]),
        (BROKEN, [team(members=(Person(name="A"),))]),
        (UNKNOWN, [team()]),
    ],
    "INSTITUTION-006": [
        (MET, [council(formed="2021-12-31", meetings=(at("2022-12-31"),))], START_2023),
        (BROKEN, [council(formed="2021-12-31", meetings=(at("2021-12-31"),))], START_2023),
        (UNKNOWN, [council(formed="2021-12-31")], START_2023),
        (IDLE, [council(formed="2022-01-01", meetings=(at("2021-12-31"),))], START_2023),
        (IDLE, [council(formed="2020-01-01", meetings=(at("2020-12-31"),))], END_2022),
    ],
    "INSTITUTION-007": [
        (MET, [team(formed="2021-12-31", meetings=(at("2022-01-01"),))], START_2023),
        (BROKEN, [team(formed="2021-12-31", meetings=(at("2023-01-01"),))], START_2023),
        (UNKNOWN, [team(formed="2021-12-31")], START_2023),
    ],
    "INSTITUTION-008": [
        (MET, [council(groups=("akademisi", "bisnis", "komunitas"))]),
        (BROKEN, [council(groups=("akademisi", "bisnis"))]),
        (UNKNOWN, [council()]),
    ],
    "INSTITUTION-009": [
        (MET, [result(2022), make(gm100.Forum, seen="2022-06-01")]),
        (BROKEN, [result(2022), whole("forums")]),
        (UNKNOWN, [result(2022)]),
    ],
    "BIMTEK-001": [
        (MET, [member(), *(stage(number) for number in (1, 2, 3, 4))], START_2023),
        (BROKEN, [member(), *(stage(number) for number in (1, 2, 3)), whole("bimtek")], START_2023),
        (IDLE, [member(), whole("bimtek")], END_2022),
        (UNKNOWN, [member()], START_2023),
    ],
    "BIMTEK-002": [
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-07-01")]),
        (BROKEN, [stage(1, "2022-07-02"), stage(2, "2022-07-01")]),
        (UNKNOWN, [stage(1, "2022-07"), stage(2, "2022-07-01")]),
    ],
    "BIMTEK-003": [
        (MET, [stage(1), stage(2)]),
        (BROKEN, [stage(1), stage(3), whole("bimtek")]),
        (UNKNOWN, [stage(4)]),
    ],
    "BIMTEK-004": [
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-07-23")]),
        (BROKEN, [stage(1, "2022-07-01"), stage(2, "2022-07-22")]),
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-08-18")]),
        (BROKEN, [stage(1, "2022-07-01"), stage(2, "2022-08-19")]),
        (UNKNOWN, [stage(1, "2022-07-01"), stage(3, "2022-07-02")]),
    ],
    "BIMTEK-005": [
        (MET, [stage(1, "2022-07-01", "2022-07-02")]),
        (BROKEN, [stage(1, "2022-07-01", "2022-07-01")]),
        (BROKEN, [stage(1, "2022-07-01", "2022-07-03")]),
        (BROKEN, [stage(4, days=4)]),
        (UNKNOWN, [stage(1, "2022-07-01")]),
    ],
    "BIMTEK-006": [
        (MET, [stage(1, "2022-06-01"), stage(4, "2022-11-01")]),
        (BROKEN, [stage(1, "2022-06-01"), stage(4, "2022-11-02")]),
        (UNKNOWN, [stage(4, "2022-11-02")]),
    ],
    "BIMTEK-007": [
        (MET, [stage(3, deliverables=("Buku 2 Masterplan",))]),
        (BROKEN, [stage(3, deliverables=("Buku 1",))]),
        (UNKNOWN, [stage(3)]),
    ],
    "BIMTEK-008": [
        (MET, [stage(1, participants=(Participants(group="seluruh OPD"),))]),
        (BROKEN, [stage(1, participants=(Participants(group="kepala desa"),)), whole("bimtek")]),
        (UNKNOWN, [stage(1, participants=(Participants(group="kepala desa"),))]),
        (UNKNOWN, [stage(1)]),
    ],
    "BIMTEK-009": [
        (MET, [stage(1, participants=(Participants(group="kepala desa", count=266),))]),
        (BROKEN, [stage(1, participants=(Participants(group="OPD"),)), whole("bimtek")]),
        (UNKNOWN, [stage(1)]),
    ],
    "BIMTEK-010": [
        (MET, [member(), stage(1, "2022-01-01")]),
        (BROKEN, [member(), stage(1, "2021-12-31")]),
        (MET, [member(), stage(1, "2022-12-31")]),
        (BROKEN, [member(), stage(1, "2023-01-01")], START_2023),
        (UNKNOWN, [member(), stage(1)]),
        (UNKNOWN, [stage(1, "2022-01-01")]),
    ],
    "BIMTEK-011": [
        (MET, [stage(1, "2018-07-01"), stage(1, "2021-07-01")]),
        (BROKEN, [stage(1, "2018-10-03"), stage(1, "2018-10-30")]),
        (MET, [stage(1), stage(2)]),
    ],
    "BIMTEK-012": [
        (MET, [stage(4), make(gm100.Commitment)]),
        (BROKEN, [stage(4), whole("commitments")]),
        (IDLE, [stage(3), whole("commitments")]),
        (UNKNOWN, [stage(4)]),
    ],
    "MASTERPLAN-001": [
        (MET, [member(), plan(completed="2022-12-31")], START_2023),
        (BROKEN, [member(), plan(completed="2023-01-01")], START_2023),
        (IDLE, [member(), whole("masterplans")], END_2022),
        (BROKEN, [member(), whole("masterplans")], START_2023),
        (UNKNOWN, [member(), plan()], START_2023),
    ],
    "MASTERPLAN-002": [
        (MET, [member(), listing("books", *BOOKS_4)]),
        (BROKEN, [member(), listing("books", *BOOKS_4[:3])]),
        (MET, [member(2021), listing("books", *BOOKS_4[:3])]),
        (BROKEN, [member(2021), listing("books", *BOOKS_4[:2])]),
        (UNKNOWN, [member(), plan(books=BOOKS_4[:3])]),
    ],
    "MASTERPLAN-003": [
        (MET, [plan(from_year=2022, until_year=2026)]),
        (BROKEN, [plan(from_year=2022, until_year=2025)]),
        (MET, [plan(from_year=2022, until_year=2032)]),
        (BROKEN, [plan(from_year=2022, until_year=2033)]),
        (UNKNOWN, [plan(from_year=2022)]),
    ],
    "MASTERPLAN-004": [
        (MET, [plan(from_year=2021, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(from_year=2022, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (MET, [plan(from_year=2016, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(from_year=2015, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(fits_rpjmd=False)]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-005": [
        (MET, [plan(legal_basis=(basis("perbup"),))]),
        (BROKEN, [listing("legal_basis")]),
        (BROKEN, [listing("legal_basis", basis("perbup", "2023-01-01"))], END_2022),
        (MET, [listing("legal_basis", basis("perbup", "2023-01-01"))], START_2023),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-006": [
        (MET, [plan(legal_basis=(basis("perbup"), basis("perda")))]),
        (BROKEN, [plan(legal_basis=(basis("perwali"),))]),
        (BROKEN, [plan(legal_basis=(basis("sk"),))]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-007": [(MET, [plan(vision="Cepat")]), (BROKEN, [listing("books")]), (UNKNOWN, [plan()])],
    "MASTERPLAN-008": [
        (MET, [plan(completed="2017-12-31")], END_2022),
        (BROKEN, [plan(completed="2017-12-31"), whole("masterplans")], START_2023),
        (UNKNOWN, [plan(completed="2017-12-31")], START_2023),
        (MET, [plan(completed="2017-12-31", revised="2018-01-01")], START_2023),
        (BROKEN, [plan(completed="2016-12-31", revised="2017-12-31")], START_2023),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-009": [
        (MET, [plan(from_year=2018, until_year=2022)], END_2022),
        (BROKEN, [plan(from_year=2018, until_year=2022)], START_2023),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-010": [
        (MET, [plan(completed="2018-12-31", legal_basis=(basis("perbup", "2018-12-31"),))]),
        (BROKEN, [plan(completed="2018-12-31", legal_basis=(basis("perbup", "2018-12-30"),))]),
        (UNKNOWN, [plan(legal_basis=(basis("perbup"),))]),
    ],
    "MASTERPLAN-011": [
        (MET, [plan(pillars=ALL_SIX)]),
        (MET, [listing("programmes", *EVERY_PART)]),
        (BROKEN, [listing("programmes", *EVERY_PART[:15])]),
        (UNKNOWN, [plan(programmes=EVERY_PART[:15])]),
    ],
    "MASTERPLAN-012": [
        (MET, [listing("programmes", *EVERY_PART)]),
        (BROKEN, [listing("programmes", *EVERY_PART[:17])]),
        (UNKNOWN, [plan(pillars=ALL_SIX)]),
    ],
    "MASTERPLAN-013": [
        (MET, [plan(programmes=EVERY_PART)]),
        (BROKEN, [plan(programmes=(Programme("A", pillar=PillarId.LIVING, sub_dimension="waste"),))]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-014": [
        (MET, [listing("action_plans", *EVERY_GROUP)]),
        (BROKEN, [listing("action_plans", *EVERY_GROUP[:3])]),
        (UNKNOWN, [plan(action_plans=EVERY_GROUP[:3])]),
    ],
    "MASTERPLAN-015": [
        (MET, [plan(programmes=(Programme("A", years=(2022, 2026)),), **YEARS)]),
        (BROKEN, [plan(programmes=(Programme("A", years=(2021, 2022)),), **YEARS)]),
        (BROKEN, [plan(programmes=(Programme("A", years=(2022, 2027)),), **YEARS)]),
        (UNKNOWN, [plan(programmes=(Programme("A", years=(2022,)),))]),
    ],
    "MASTERPLAN-016": [
        (MET, [plan(programmes=(Programme("A", owner="X"), Programme("A", owner="Y")))]),
        (BROKEN, [plan(programmes=(Programme("A", owner="X"), Programme("A", owner="X")))]),
    ],
    "MASTERPLAN-017": [
        (MET, [plan(programmes=(Programme("A", owner="PMI"),))]),
        (BROKEN, [listing("programmes", Programme("A"))]),
        (UNKNOWN, [plan(programmes=(Programme("A"),))]),
    ],
    "MASTERPLAN-018": [
        (MET, [ratio("61.17")], date(2024, 12, 31)),
        (BROKEN, [ratio("61.16")], date(2024, 12, 31)),
        (BROKEN, [ratio("61.18")], date(2024, 12, 31)),
        (MET, [ratio("270", 108, 40)], date(2024, 12, 31)),
        (MET, [ratio("87.5", 7, 8)], date(2024, 12, 31)),
        (UNKNOWN, [ratio(None)], date(2024, 12, 31)),
        (UNKNOWN, [ratio("0", 0, 0)], date(2024, 12, 31)),
    ],
    "MASTERPLAN-019": [
        (
            MET,
            [
                plan(
                    programmes=EVERY_PART,
                    action_plans=EVERY_GROUP,
                    programmes_total=18,
                    action_plans_total=4,
                    complete=frozenset({"programmes", "action_plans"}),
                )
            ],
        ),
        (BROKEN, [listing("programmes", *EVERY_PART, programmes_total=17)]),
        (BROKEN, [listing("programmes", *EVERY_PART, programmes_total=19)]),
        (UNKNOWN, [plan(programmes_total=51)]),
    ],
    "QUICKWIN-001": [
        (MET, [member(), *wins(SIX_QUICK_WINS)], START_2023),
        (BROKEN, [member(), *wins(SIX_QUICK_WINS - 1), whole("quick_wins")], START_2023),
        (MET, [member(2019), *wins(3, 2019)], START_2023),
        (BROKEN, [member(2019), *wins(2, 2019), whole("quick_wins")], START_2023),
        (MET, [member(2019), *wins(3, 2020)], START_2023),
        (BROKEN, [member(2019), *wins(3, 2021), whole("quick_wins")], START_2023),
        (IDLE, [member(), whole("quick_wins")], END_2022),
        (UNKNOWN, [member(2017)], START_2023),
    ],
    "QUICKWIN-002": [
        (MET, [member(), win(pillars=ALL_SIX)], START_2023),
        (BROKEN, [member(), win(pillars=ALL_SIX - {PillarId.LIVING}), whole("quick_wins")], START_2023),
        (IDLE, [member(), whole("quick_wins")], END_2022),
        (UNKNOWN, [member(), win()], START_2023),
    ],
    "QUICKWIN-003": [
        (MET, [member(2020), win(year=2021, new=True)], END_2022),
        (BROKEN, [member(2020), win(year=2021, new=False), whole("quick_wins")], END_2022),
        (BROKEN, [member(2020), win(year=2022, new=True), whole("quick_wins")], END_2022),
        (UNKNOWN, [member(2020), win(year=2021)], END_2022),
        (IDLE, [member(2021), whole("quick_wins")], END_2022),
        (BROKEN, [member(2021), whole("quick_wins")], START_2023),
    ],
    "QUICKWIN-004": [
        (MET, [win(criteria=answers(continued=True))]),
        (BROKEN, [win(criteria=answers(continued=False))]),
        (UNKNOWN, [win()]),
    ],
    "QUICKWIN-005": [
        (MET, [win(in_masterplan=True)]),
        (MET, [win("A"), plan(programmes=(Programme("a"),))]),
        (BROKEN, [win(in_masterplan=False)]),
        (UNKNOWN, [win()]),
    ],
    "QUICKWIN-006": [
        (MET, [win(digital=True, purpose="answers faster"), whole("quick_wins")]),
        (MET, [win(digital=False), whole("quick_wins")]),
        (BROKEN, [win(digital=True), whole("quick_wins")]),
        (UNKNOWN, [win(digital=True)]),
        (UNKNOWN, [win(), whole("quick_wins")]),
    ],
    "QUICKWIN-007": [
        (MET, [win(leverage="faster", evidence_of_impact="from 30 to 10 minutes")]),
        (BROKEN, [win(leverage="faster")]),
        (UNKNOWN, [win()]),
    ],
    "QUICKWIN-008": [(MET, [win(months=24)]), (BROKEN, [win(months=25)]), (UNKNOWN, [win()])],
    "QUICKWIN-009": [(MET, [win(owner="Dinas Kominfo")]), (BROKEN, [win(), whole("quick_wins")]), (UNKNOWN, [win()])],
    "QUICKWIN-010": [
        (MET, [win(criteria=EVERY_ANSWER)]),
        (BROKEN, [win(criteria=answers(unique=False))]),
        (UNKNOWN, [win(criteria=EVERY_ANSWER[:11])]),
    ],
    "QUICKWIN-011": [
        (MET, [win(criteria=answers(risk_identified=True, risk_mitigated=True))]),
        (BROKEN, [win(criteria=answers(risk_identified=True, risk_mitigated=False))]),
        (BROKEN, [win(criteria=answers(risk_identified=False))]),
        (UNKNOWN, [win(criteria=answers(risk_identified=True))]),
    ],
    "EVALUATION-001": [
        (MET, [member(2020), session(2021)], END_2022),
        (BROKEN, [member(2020), session(2022), whole("evaluations")], END_2022),
        (IDLE, [member(2021), whole("evaluations")], END_2022),
        (BROKEN, [member(2021), whole("evaluations")], START_2023),
        (UNKNOWN, [member(2020)], END_2022),
    ],
    "EVALUATION-002": [
        (MET, [result(2022, ("1.00", "4.00"))]),
        (BROKEN, [result(2022, ("0.99", "4.00"))]),
        (BROKEN, [result(2022, ("3.00", "0.00"))]),
        (UNKNOWN, [result(2022, ())]),
    ],
    "EVALUATION-003": [
        (MET, [result(2022)]),
        (BROKEN, [result(2022, ("3.00",))]),
        (BROKEN, [result(2022, ("3.00", "3.00", "3.00"))]),
        (UNKNOWN, [result(2022, edition="unheard-of")]),
    ],
    "EVALUATION-004": [
        (MET, [published(2022, "3.50")]),
        (BROKEN, [published(2022, "3.49")]),
        (BROKEN, [published(2022, "3.51")]),
        (UNKNOWN, [result(2022)]),
    ],
    "EVALUATION-005": [
        (MET, [published(2022, "3.50", published_improvement="0.26", published_previous="3.25")]),
        (BROKEN, [published(2022, "3.50", published_improvement="0.27", published_previous="3.25")]),
        (MET, [published(2022, "3.50", published_improvement="0.24", published_previous="3.25")]),
        (BROKEN, [published(2022, "3.50", published_improvement="0.23", published_previous="3.25")]),
        (BROKEN, [published(2022, "3.50", published_improvement="0.23"), published(2021, "3.25")]),
        (UNKNOWN, [published(2022, "3.50")]),
    ],
    "EVALUATION-006": [
        (MET, [result(2022, ("3.01", "3.00"), questions=(question("3.00", "1"), question("3.01", "2")))]),
        (BROKEN, [result(2022, ("3.00", "3.00"), questions=(question("3.00", "1"), question("3.01", "2")))]),
        (UNKNOWN, [result(2022, ("3.00", "3.00"), questions=(question("3.00", "1"), question(None, "2")))]),
    ],
    "EVALUATION-007": [(MET, [result(2022)]), (BROKEN, [result(2022, edition="test-2021")])],
    "EVALUATION-008": [(MET, [result(2021), result(2022)]), (BROKEN, [result(2022), result(2022, ("1.00", "1.00"))])],
    "EVALUATION-009": [
        (MET, [member(2021), result(2022)]),
        (BROKEN, [member(2022), result(2022)]),
        (UNKNOWN, [result(2022)]),
    ],
    "EVALUATION-010": [(MET, [result(2022)]), (BROKEN, [result(2022, (), participated=False)])],
    "EVALUATION-011": [
        (MET, [*LAST_YEARS, result(2020, (), participated=False, published_index=Decimal("3.00"))]),
        (BROKEN, [published(2022, "3.50", published_previous="3.24"), published(2021, "3.25")]),
        (UNKNOWN, [published(2022, "3.50", published_previous="3.25")]),
    ],
    "EVALUATION-012": [
        (MET, [impact_of("3.07")]),
        (BROKEN, [impact_of("3.11")]),
        (MET, [impact_of("3.09")]),
        (UNKNOWN, [result(2022)]),
    ],
    "AWARD-001": [
        (MET, [member(), award(given="2022-01-01")]),
        (BROKEN, [member(), award(given="2021-12-31")]),
        (MET, [member(), award(given="2021-12-31", giver="Citiasia")]),
        (UNKNOWN, [member(), award()]),
        (UNKNOWN, [member(), award(giver=None)]),
    ],
    "AWARD-002": [(MET, [award()]), (BROKEN, [award(giver=None)])],
    "AWARD-003": [
        (MET, [award(size_class="kota kecil", giver="Citiasia")]),
        (BROKEN, [award(size_class="kota kecil")]),
        (UNKNOWN, [award(giver=None)]),
    ],
    "AWARD-004": [
        (MET, [award(year=2021, given="2022-12-31")]),
        (BROKEN, [award(year=2021, given="2023-01-01")], START_2023),
        (MET, [award(year=2021, given="2021-01-01")]),
        (BROKEN, [award(year=2021, given="2020-12-31")]),
        (UNKNOWN, [award()]),
    ],
    "DATE-001": [
        (MET, [printed("Kamis (16/5/2019)")]),
        (BROKEN, [printed("Jumat (16/5/2019)")]),
        (BROKEN, [printed("Senin (23/8)", year=2022)]),
        (UNKNOWN, [printed("Jumat")]),
    ],
    "DATE-002": [(MET, [printed("Selasa (6/9)", year=2022)]), (BROKEN, [printed("Selasa (6/9)")])],
    "DATE-003": [
        (MET, [printed("25-26 Juli 2018", held="2018-07-26")]),
        (BROKEN, [printed("25-26 Juli 2018", held="2018-07-27")]),
        (MET, [printed("25-26 Juli 2018", held="2018-07-25")]),
        (BROKEN, [printed("25-26 Juli 2018", held="2018-07-24")]),
        (UNKNOWN, [printed("25-26 Juli 2018")]),
    ],
    "DATE-004": [(MET, [mou()], date(2022, 4, 21)), (BROKEN, [mou()], date(2022, 4, 20))],
    "SOURCE-001": [(MET, [mou()]), (BROKEN, [mou(source=None)]), (IDLE, [])],
    "SOURCE-002": [(MET, [mou()]), (BROKEN, [mou(source=Source("A page"))]), (IDLE, [])],
    "SOURCE-003": [
        (MET, [mou()]),
        (BROKEN, [mou(source=Source("It follows", evidence=Evidence.INFERRED, address="example.org"))]),
        (IDLE, []),
    ],
}  # fmt: skip

CASES = [
    pytest.param(name, expected, facts, day[0] if day else END_2022, id=f"{name}-{place}-{expected}")
    for name, examples in EXAMPLES.items()
    for place, (expected, facts, *day) in enumerate(examples, 1)
]
BY_ID = {rule.id: rule for rule in RULES}


def outcome(rule: BookRule, facts: list[Any], on: date) -> str:
    """What a rule says of a dossier with these facts."""
    drawers = [fact for fact in facts if isinstance(fact, frozenset)]
    dossier = Dossier(region=REGION).with_facts(*(fact for fact in facts if not isinstance(fact, frozenset)))
    dossier = dossier.with_complete(*(drawer for names in drawers for drawer in names))
    book = attrs.evolve(BOOK_2022, rules=(rule,))
    return gm100.rules.check(dossier, on=on, book=book, knowledge=Scores()).judged[0].outcome.value


@pytest.mark.parametrize(("name", "expected", "facts", "on"), CASES)
def test_a_rule_says_what_it_should(name: str, expected: str, facts: list[Any], on: date) -> None:
    """A rule says of these facts, on this day, what stands in the table."""
    assert outcome(BY_ID[f"GM100-{name}"], facts, on) == expected


class TestTable:
    def test_it_has_every_rule(self) -> None:
        """No rule is without examples, and no example without a rule."""
        assert {f"GM100-{name}" for name in EXAMPLES} == set(BY_ID)

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_every_rule_can_be_broken_and_met(self, name: str) -> None:
        """Each rule has an example that breaks it, and one that meets it."""
        assert {BROKEN, MET} <= {example[0] for example in EXAMPLES[name]}

    @pytest.mark.parametrize("name", BY_ID)
    def test_an_empty_dossier_passes_nothing(self, name: str) -> None:
        """Where nothing is known, no rule is met, save the one that looks for later facts."""
        expected = {MET} if name == "GM100-DATE-004" else {UNKNOWN, IDLE}
        assert outcome(BY_ID[name], [], END_2022) in expected


class TestRecords:
    def test_there_are_enough(self) -> None:
        """The programme asks for many things; at least forty are rules."""
        assert len(BY_ID) == len(RULES) >= 40

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_weak_evidence_makes_no_demand(self, rule: BookRule) -> None:
        """A rule that rests on conventions, inference or memory alone is a may."""
        weak = {Evidence.CONVENTION, Evidence.INFERRED, Evidence.MEMORY}
        if all(source.evidence in weak for source in rule.record.sources):
            assert rule.record.severity is Severity.MAY

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_a_record_is_bilingual(self, rule: BookRule) -> None:
        """Title and remedy differ between the languages, and titles do not repeat."""
        record = rule.record
        assert record.title.id != record.title.en
        assert record.remedy.id != record.remedy.en
        assert sum(other.record.title == record.title for other in RULES) == 1 or record.topic != "quickwin"

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_parameters_exist(self, rule: BookRule) -> None:
        """A parameter that a record names is one of the book."""
        known = {parameter.id for parameter in BOOK_2018.parameters}
        assert set(rule.record.parameters) <= known
