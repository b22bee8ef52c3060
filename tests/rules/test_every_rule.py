"""
Every rule: a dossier that breaks it, one that meets it, and both sides of every date and number.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

import attrs
import build_rules
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
    GroupId,
    LetterNumber,
    Leverage,
    LeverageKind,
    MembershipStatus,
    PartialDate,
    Participants,
    Person,
    PillarId,
    Programme,
    Rpjmd,
    RuleKind,
    ScopeId,
    Severity,
    Source,
    Stage,
    Track,
)
from gm100.model._entity import evolve
from gm100.rules import BOOK_2018, BOOK_2022, BookRule, Case, check
from gm100.rules._facts import key_of
from gm100.rules.editions import RULES
from gm100.rules.engine import case_of
from gm100.rules.programme import ASKED_GROUPS, PARTS

REGION = "35.03"
SOURCE = Source("A document", address="example.org")
ADVERTISEMENT = Source("An advertisement", sponsored=True, address="example.org")
END_2022 = date(2022, 12, 31)
START_2023 = date(2023, 1, 1)
IN_2027 = date(2027, 1, 15)
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

    def official(self, edition: str | None) -> bool:
        """Only the editions of the press are not."""
        return not (edition or "").startswith("press")

    def track(self, edition: str | None) -> Track | None:
        """An edition called regular is for that track."""
        return Track.REGULAR if (edition or "").startswith("regular") else None

    def published(self, region: str, year: int) -> tuple[gm100.Evaluation, ...]:
        """In 2021 the ministry published 3.00, in the track KPPN & IKN."""
        letter = Source("A letter", evidence=Evidence.OFFICIAL, number="1")
        index = Decimal("3.00")
        return (
            (gm100.Evaluation(region=region, year=2021, track=Track.KPPN_IKN, published_index=index, source=letter),)
            if year == 2021
            else ()
        )

    def memberships(self, region: str) -> tuple[gm100.Membership, ...]:
        """The region is a member of 2022."""
        return (gm100.Membership(region=region, cohort=2022),)

    def names(self, region: str) -> tuple[str, ...]:
        """It has one name."""
        return ("Kabupaten Trenggalek",) if region == REGION else ()

    def cohorts(self) -> tuple[gm100.Cohort, ...]:
        """The cohorts as they are."""
        return tuple(gm100.cohorts().values())


def at(text: str) -> PartialDate:
    """A date of text."""
    return PartialDate.parse(text)


def make(cls: type, **fields: Any) -> Any:
    """A fact of the region, with a source where it can have one; dates may be text."""
    names = {field.name: field for field in attrs.fields(cls)}
    dates = {"signed", "start", "end", "formed", "seen", "completed", "assessed", "given", "revised", "held", "said"}
    dates |= {"announced", "assessed_until", "counted_from"}
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


def stage(number: int | None, start: str | None = None, end: str | None = None, **fields: Any) -> Any:
    """A stage of the bimtek."""
    return make(gm100.BimtekSession, stage=number and Stage(number), start=start, end=end, **fields)


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


def scored(year: int, **scores: str) -> Any:
    """A result with scores by dimension."""
    pairs = tuple(DimensionScore(dimension=name, value=Decimal(value)) for name, value in scores.items())
    return make(gm100.Evaluation, year=year, scores=pairs)


def asked(scores: tuple[str, ...], *values: str | None) -> Any:
    """A result of 2022 with a score of the baseline and its questions."""
    questions = tuple(question(value, str(place)) for place, value in enumerate(values))
    return result(2022, scores, questions=questions)


def signed_by(office: str, **fields: Any) -> Any:
    """An agreement that a person signed."""
    return mou(signatories=(Person(office=office, **fields),))


def lever(before: int, after: int | None) -> Leverage:
    """What a quick win changes, in minutes."""
    later = None if after is None else Decimal(after)
    return Leverage(LeverageKind.RESPONSE_TIME, unit="minutes", before=Decimal(before), after=later)


def budget(**fields: Any) -> Any:
    """What the region spends in 2022."""
    return make(gm100.Budget, year=2022, **fields)


def figure(value: int, **fields: Any) -> Any:
    """A number of regions as printed."""
    return make(gm100.PrintedFigure, **{"of": "announced", "cohort": 2022, "value": value, **fields})


def named(name: str) -> Any:
    """A mark among facts: the name of the dossier."""
    return name


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
    return make(gm100.PrintedDate, **{"text": text, "of": "something", **fields})


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


def session(year: int, **fields: Any) -> Any:
    """An occasion of the evaluation."""
    return make(gm100.EvaluationSession, year=year, kind="presentation", **fields)


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
EVERY_GROUP = tuple(ActionPlan(group.value, group=group) for group in ASKED_GROUPS)
TWICE = (member(2018), member(2021, "repeat"))
RETURNED = (member(2018, "withdrew"), member(2021))
IN_2023 = (member(2023), mou("2023-02-28"))
SERIES_2018 = tuple(stage(number, f"2018-{number + 6:02}-10") for number in (1, 2, 3, 4))
SERIES_2021 = tuple(stage(number, f"2021-0{number + 5}-10") for number in (1, 2, 3, 4))
WHOLE_WINS = (whole("quick_wins"),)
COUNTED = {"completed": "2022-12-01", "quick_wins_total": 6, "action_plans": EVERY_GROUP, "action_plans_total": 4}
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
        (UNKNOWN, []),
    ],
    "MEMBERSHIP-003": [
        (MET, [member(2018), member(2021, "repeat")]),
        (BROKEN, [member(2021), member(2021, "repeat")]),
        (UNKNOWN, [member(2021, "repeat")]),
        (IDLE, [member(2021)]),
    ],
    "MEMBERSHIP-004": [
        (MET, [member(2018, "withdrew"), member(2019)]),
        (BROKEN, [member(2019, "withdrew"), member(2019)]),
        (UNKNOWN, [member(2018, "withdrew")]),
        (IDLE, [member(2019)]),
    ],
    "MEMBERSHIP-005": [
        (MET, [member(2021)]),
        (BROKEN, [member(2020)]),
        (MET, [member(2019)]),
        (MET, [member(2024)], IN_2027),
        (UNKNOWN, [member(2025)], IN_2027),
    ],
    "MEMBERSHIP-006": [
        (MET, [member(), selection(passed=True)]),
        (BROKEN, [member(), selection(passed=False)]),
        (BROKEN, [member(), whole("selections")]),
        (UNKNOWN, [member(), selection()]),
        (UNKNOWN, [member()]),
        (IDLE, [member(status="replaced")]),
        (UNKNOWN, [*TWICE, selection(cohort=2018, passed=True)]),
        (MET, [*TWICE, selection(cohort=2018, passed=True), selection(cohort=2021, passed=True)]),
    ],
    "MEMBERSHIP-007": [
        (MET, [member(), selection(assessed="2022-04-21"), mou()]),
        (BROKEN, [member(), selection(assessed="2022-04-22"), mou()]),
        (UNKNOWN, [member(), selection(assessed="2022-04"), mou()]),
        (UNKNOWN, [member(), mou()]),
        (UNKNOWN, [*TWICE, selection(cohort=2021, assessed="2020-10-05"), mou("2018-05-08")]),
        (UNKNOWN, [member(2018), mou("2018-05-08"), selection(cohort=None, programme="KPPN", assessed="2020-09-30")]),
    ],
    "MEMBERSHIP-008": [(MET, [member()]), (BROKEN, [member(status="misreported")]), (UNKNOWN, [])],
    "MEMBERSHIP-009": [
        (MET, [selection(letter=LetterNumber("B-003/DJAI/AI.01.04/01/2022"))]),
        (BROKEN, [selection(letter=LetterNumber("B-349/DJAI/AI.01.02/06/2022"))]),
        (UNKNOWN, [selection(letter=LetterNumber("B-350/DJAI/AI.01.02/06/2022"))]),
        (UNKNOWN, [selection()]),
    ],
    "MEMBERSHIP-010": [
        (MET, [member(2022)]),
        (BROKEN, [member(2018)]),
        (BROKEN, [member(2022, "repeat")]),
        (UNKNOWN, [member(2022, "replaced")]),
    ],
    "MEMBERSHIP-011": [
        (MET, [selection(assessed="2022-03-05", assessed_until="2022-03-05", announced="2022-03-05")]),
        (BROKEN, [selection(assessed="2022-03-05", announced="2022-03-04")]),
        (BROKEN, [selection(assessed="2022-03-05", assessed_until="2022-03-04")]),
        (MET, [selection(passed=True, rank=50, chosen=50)]),
        (BROKEN, [selection(passed=True, rank=51, chosen=50)]),
        (UNKNOWN, [selection()]),
    ],
    "MEMBERSHIP-012": [
        (MET, [figure(50)]),
        (BROKEN, [figure(49)]),
        (MET, [figure(191, of="cumulative")]),
        (UNKNOWN, [figure(50, cohort=None)]),
    ],
    "MOU-001": [
        (MET, [member(), mou()]),
        (BROKEN, [member(), whole("mous")]),
        (UNKNOWN, [member()], date(2022, 4, 22)),
        (IDLE, [member(), whole("mous")], date(2022, 4, 21)),
        (BROKEN, [member(), whole("mous")], date(2022, 4, 22)),
        (MET, [member(), stage(1, "2022-07-01"), whole("mous")]),
        (BROKEN, [*TWICE, mou("2018-05-08"), whole("mous")]),
        (MET, [*TWICE, mou("2018-05-08"), mou("2021-05-20"), whole("mous")]),
        (IDLE, [member(2018, "withdrew"), whole("mous")]),
    ],
    "MOU-002": [
        (MET, [mou(), stage(1, "2022-04-21")]),
        (BROKEN, [mou(), stage(1, "2022-04-20")]),
        (UNKNOWN, [mou(), stage(1, "2022-04")]),
        (UNKNOWN, [stage(1, "2022-07-01")]),
        (MET, [*TWICE, mou("2018-05-08"), mou("2021-05-20"), stage(1, "2018-07-01"), stage(1, "2021-06-01")]),
        (BROKEN, [*TWICE, mou("2018-05-08"), mou("2021-05-20"), stage(1, "2018-07-01"), stage(1, "2021-05-19")]),
    ],
    "MOU-003": [
        (MET, [member(), mou("2022-04-21")]),
        (BROKEN, [member(), mou("2022-04-20")]),
        (BROKEN, [member(), mou("2022-04-22")]),
        (MET, [member(), mou("2022-04")]),
        (UNKNOWN, [member(), mou(None)]),
        (IDLE, [member(status="replaced"), mou()]),
        (MET, [*TWICE, mou("2018-05-08"), mou("2021-05-20")]),
        (MET, [*RETURNED, mou("2018-05-08"), mou("2021-05-20")]),
    ],
    "MOU-004": [
        (MET, [mou(parties=("Ditjen Aptika", "Pemerintah Kabupaten Trenggalek"))]),
        (MET, [mou(parties=("Direktorat Jenderal Aplikasi Informatika", "Pemerintah Daerah"))]),
        (MET, [mou(parties=("Ditjen Teknologi Pemerintah Digital", "Pemkab"))]),
        (BROKEN, [mou(parties=("Ditjen Aptika", "Kementerian Kominfo"))]),
        (BROKEN, [mou(parties=("Diskominfo Trenggalek", "Pemkab Trenggalek"))]),
        (BROKEN, [mou(parties=("Pemerintah Kabupaten Trenggalek",))]),
        (UNKNOWN, [mou(parties=("Pihak Pertama", "Pihak Kedua"))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-005": [
        (MET, [mou(ministry_number=LetterNumber.parse(FULL))]),
        (MET, [mou(ministry_number=LetterNumber(FULL))]),
        (BROKEN, [mou(region_number=LetterNumber("54/MoU. KP/KHM/208"))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-006": [
        (MET, [mou("2022-04-21", ministry_number=LetterNumber(FULL))]),
        (BROKEN, [mou("2022-05-01", ministry_number=LetterNumber(FULL))]),
        (BROKEN, [mou("2022-03-31", ministry_number=LetterNumber(FULL))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-007": [
        (MET, [mou(scope=("bimtek masterplan",))]),
        (MET, [mou(scope=("pendampingan penyusunan masterplan",))]),
        (MET, [mou(covers=frozenset({ScopeId.EXPERTS}))]),
        (BROKEN, [mou(scope=("pertukaran data",))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-008": [
        (MET, [signed_by("Bupati Trenggalek")]),
        (MET, [signed_by("Asisten III")]),
        (MET, [signed_by("Kepala Dinas Kominfo", represents="Bupati Trenggalek")]),
        (BROKEN, [signed_by("Kepala Dinas Kominfo")]),
        (UNKNOWN, [signed_by("Dirjen Aptika")]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-009": [
        (MET, [mou(ministry_number=LetterNumber(FULL))]),
        (BROKEN, [mou(ministry_number=LetterNumber("B-1004/DJAI/AI.01.04/12/2022"))]),
        (BROKEN, [mou(ministry_number=LetterNumber("3124/DJPP1.2/HK.04.02/11/2023"))]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-010": [
        (MET, [mou(title="Implementasi Gerakan Menuju Kota Cerdas (Smart City) di Kabupaten Trenggalek")]),
        (BROKEN, [mou(title="Implementasi Gerakan Menuju Kota Cerdas (Smart City) di Kabupaten Tegal")]),
        (UNKNOWN, [mou(title="Implementasi Gerakan Menuju Kota Cerdas (Smart City)")]),
        (UNKNOWN, [mou()]),
    ],
    "MOU-011": [
        (MET, [member(), mou()]),
        (BROKEN, [member(2022, "replaced"), mou()]),
        (MET, [member(2022, "replaced"), mou("2023-02-28")], IN_2027),
        (UNKNOWN, [member(), mou(None)]),
    ],
    "INSTITUTION-001": [
        (MET, [*IN_2023, council(formed="2023-04-28")], IN_2027),
        (BROKEN, [*IN_2023, council(formed="2023-04-29"), whole("councils")], IN_2027),
        (UNKNOWN, [*IN_2023, council(formed="2023-04-29")], IN_2027),
        (UNKNOWN, [*IN_2023, council(formed="2023-04"), whole("councils")], IN_2027),
        (UNKNOWN, [*IN_2023, council(seen="2023-04-29"), whole("councils")], IN_2027),
        (MET, [*IN_2023, council(seen="2023-04-28")], IN_2027),
        (IDLE, [*IN_2023, whole("councils")], date(2023, 4, 28)),
        (BROKEN, [*IN_2023, whole("councils")], date(2023, 4, 29)),
        (UNKNOWN, [member(2023), council(formed="2023-04-28")], IN_2027),
        (IDLE, [member(), mou(), whole("councils")]),
    ],
    "INSTITUTION-002": [
        (MET, [*IN_2023, team(formed="2023-04-28")], IN_2027),
        (BROKEN, [*IN_2023, team(formed="2023-04-29"), whole("teams")], IN_2027),
        (UNKNOWN, [*IN_2023], IN_2027),
    ],
    "INSTITUTION-003": [
        (MET, [council(decree=Decree(kind=DecreeKind.KEPBUP, number=LetterNumber.parse("173/2021")))]),
        (BROKEN, [team(decree=Decree(kind=DecreeKind.SK)), whole("teams")]),
        (UNKNOWN, [team(decree=Decree(kind=DecreeKind.SK))]),
        (UNKNOWN, [council()]),
        (UNKNOWN, []),
    ],
    "INSTITUTION-004": [
        (MET, [council(chair=Person(name="A", office="Wakil Wali Kota Manado"))]),
        (BROKEN, [council(chair=Person(name="A", office="Sekretaris Daerah"))]),
        (BROKEN, [council(chair=Person(office="Asisten Bupati"))]),
        (BROKEN, [council(chair=Person(office="Staf Ahli Wali Kota"))]),
        (UNKNOWN, [council()]),
    ],
    "INSTITUTION-005": [
        (MET, [team(chair=Person(name="A"))]),
        (BROKEN, [team(members=(Person(name="A"),)), whole("teams")]),
        (UNKNOWN, [team(members=(Person(name="A"),))]),
        (UNKNOWN, [team()]),
    ],
    "INSTITUTION-006": [
        (MET, [council(formed="2021-12-31", meetings=(at("2022-12-31"),))], START_2023),
        (BROKEN, [council(formed="2021-12-31", meetings=(at("2021-12-31"),)), whole("councils")], START_2023),
        (UNKNOWN, [council(formed="2021-12-31", meetings=(at("2021-12-31"),))], START_2023),
        (UNKNOWN, [council(formed="2021-12-31")], START_2023),
        (IDLE, [council(formed="2022-01-01", meetings=(at("2021-12-31"),))], START_2023),
        (IDLE, [council(formed="2020-01-01", meetings=(at("2020-12-31"),))], END_2022),
        (IDLE, [council(formed="2019-01-01")], date(2021, 12, 31)),
    ],
    "INSTITUTION-007": [
        (MET, [team(formed="2021-12-31", meetings=(at("2022-01-01"),))], START_2023),
        (BROKEN, [team(formed="2021-12-31", meetings=(at("2023-01-01"),)), whole("teams")], START_2023),
        (UNKNOWN, [team(formed="2021-12-31")], START_2023),
    ],
    "INSTITUTION-008": [
        (MET, [council(groups=("akademisi", "bisnis", "komunitas"))]),
        (MET, [council(groups=("perguruan tinggi", "pengusaha", "ormas"))]),
        (BROKEN, [council(groups=("akademisi", "bisnis"))]),
        (UNKNOWN, [council()]),
    ],
    "INSTITUTION-009": [
        (MET, [result(2022), make(gm100.Forum, seen="2022-06-01")]),
        (BROKEN, [result(2022), whole("forums")]),
        (UNKNOWN, [result(2022)]),
        (IDLE, [result(2021), whole("forums")], date(2021, 12, 31)),
    ],
    "INSTITUTION-010": [
        (MET, [council(formed="2022-06-01", decree=Decree(kind=DecreeKind.KEPBUP, dated=at("2022-06-01")))]),
        (BROKEN, [council(formed="2022-06-01", decree=Decree(kind=DecreeKind.KEPBUP, dated=at("2022-06-02")))]),
        (BROKEN, [council(decree=Decree(kind=DecreeKind.KEPWAL))]),
        (MET, [team(formed="2022-06-01", meetings=(at("2022-06-01"),))]),
        (BROKEN, [team(formed="2022-06-02", meetings=(at("2022-06-01"),))]),
        (UNKNOWN, [council()]),
    ],
    "BIMTEK-001": [
        (MET, [member(), *(stage(number) for number in (1, 2, 3, 4))], START_2023),
        (MET, [member(), stage(4), whole("bimtek")], START_2023),
        (BROKEN, [member(), *(stage(number) for number in (1, 2, 3)), whole("bimtek")], START_2023),
        (IDLE, [member(), whole("bimtek")], END_2022),
        (UNKNOWN, [member()], START_2023),
        (MET, [member(), result(2023), whole("bimtek")], START_2023),
        (UNKNOWN, [*TWICE, *SERIES_2018], START_2023),
        (MET, [*TWICE, *SERIES_2018, *SERIES_2021], START_2023),
    ],
    "BIMTEK-002": [
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-07-01")]),
        (BROKEN, [stage(1, "2022-07-02"), stage(2, "2022-07-01")]),
        (BROKEN, [stage(1, "2022-09"), stage(2, "2022-08")]),
        (MET, [stage(1, "2022-08"), stage(2, "2022-09")]),
        (UNKNOWN, [stage(1, "2022-07"), stage(2, "2022-07-01")]),
        (IDLE, [stage(1, "2022-07-01")]),
        (MET, [*TWICE, *SERIES_2018, *SERIES_2021]),
    ],
    "BIMTEK-003": [
        (MET, [stage(1), stage(2)]),
        (BROKEN, [stage(1), stage(3), whole("bimtek")]),
        (UNKNOWN, [stage(4)]),
    ],
    "BIMTEK-004": [
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-07-22")]),
        (BROKEN, [stage(1, "2022-07-01"), stage(2, "2022-07-21")]),
        (MET, [stage(1, "2022-07-01"), stage(2, "2022-09-23")]),
        (BROKEN, [stage(1, "2022-07-01"), stage(2, "2022-09-24")]),
        (UNKNOWN, [stage(1, "2022-07-01"), stage(3, "2022-07-02")]),
        (MET, [*TWICE, *SERIES_2018, *SERIES_2021]),
    ],
    "BIMTEK-005": [
        (MET, [stage(1, "2022-07-01", "2022-07-02")]),
        (MET, [stage(1, "2022-07-01", "2022-07-01")]),
        (BROKEN, [stage(1, "2022-07-01", "2022-07-03")]),
        (BROKEN, [stage(4, days=4)]),
        (UNKNOWN, [stage(4, days_of_series=4)]),
        (UNKNOWN, [stage(1, "2022-07-01")]),
    ],
    "BIMTEK-006": [
        (MET, [stage(1, "2022-06-01"), stage(4, "2022-11-01")]),
        (BROKEN, [stage(1, "2022-06-01"), stage(4, "2022-11-02")]),
        (UNKNOWN, [stage(4, "2022-11-02")]),
        (MET, [*TWICE, *SERIES_2018, *SERIES_2021]),
    ],
    "BIMTEK-007": [
        (MET, [stage(3, deliverables=("Buku 2 Masterplan",))]),
        (MET, [stage(1, deliverables=("Buku I",))]),
        (MET, [stage(4, deliverables=("Executive Summary",))]),
        (BROKEN, [stage(3, deliverables=("Buku 1",))]),
        (UNKNOWN, [stage(3)]),
        (UNKNOWN, [stage(None, deliverables=("Buku 1",))]),
    ],
    "BIMTEK-008": [
        (MET, [stage(1, participants=(Participants(group="seluruh OPD"),))]),
        (MET, [stage(1, participants=(Participants(group="Sekretaris PD dan Bappeda"),))]),
        (MET, [stage(1, participants=(Participants(kind=GroupId.AGENCY),))]),
        (BROKEN, [stage(1, participants=(Participants(group="kepala desa"),)), whole("bimtek")]),
        (UNKNOWN, [stage(1, participants=(Participants(group="kepala desa"),))]),
        (UNKNOWN, [stage(1)]),
    ],
    "BIMTEK-009": [
        (MET, [stage(1, participants=(Participants(group="kepala desa", count=266),))]),
        (MET, [stage(1, participants=(Participants(group="keuchik gampong"),))]),
        (MET, [stage(1, participants=(Participants(group="9 kepala distrik"),))]),
        (BROKEN, [stage(1, participants=(Participants(group="OPD"),)), whole("bimtek")]),
        (UNKNOWN, [stage(1)]),
    ],
    "BIMTEK-010": [
        (MET, [member(), stage(1, "2022-06-01")]),
        (BROKEN, [member(), stage(1, "2022-05-31")]),
        (MET, [member(), stage(1, "2022-11-30")]),
        (BROKEN, [member(), stage(1, "2022-12-01")]),
        (BROKEN, [member(), stage(1, "2021-07-01")]),
        (MET, [member(), stage(1, "2022")]),
        (UNKNOWN, [member(), stage(1)]),
        (UNKNOWN, [stage(1, "2022-01-01")]),
        (MET, [*TWICE, *SERIES_2018, *SERIES_2021]),
    ],
    "BIMTEK-011": [
        (MET, [*TWICE, stage(1, "2018-07-01"), stage(1, "2021-07-01")]),
        (BROKEN, [stage(1, "2018-10-03"), stage(1, "2018-10-30")]),
        (MET, [stage(1), stage(2)]),
        (UNKNOWN, []),
    ],
    "BIMTEK-012": [
        (MET, [stage(4), make(gm100.Commitment)]),
        (BROKEN, [stage(4), whole("commitments")]),
        (MET, [stage(4, "2022-09-06"), make(gm100.Commitment, signed="2022-09-06")]),
        (BROKEN, [stage(4, "2022-09-06"), make(gm100.Commitment, signed="2022-09-05")]),
        (BROKEN, [stage(4), make(gm100.Commitment, signatories=("Wali Kota",))]),
        (MET, [stage(4), make(gm100.Commitment, signatories=("Wali Kota", "Kepala OPD"))]),
        (IDLE, [stage(3), whole("commitments")]),
        (UNKNOWN, [stage(4)]),
    ],
    "BIMTEK-013": [
        (MET, [stage(4, agenda=("peta jalan", "manajemen resiko"))]),
        (BROKEN, [stage(4, agenda=("peta jalan",))]),
        (UNKNOWN, [stage(4)]),
        (IDLE, [stage(3, agenda=("peta jalan",))]),
    ],
    "MASTERPLAN-001": [
        (MET, [member(), plan(completed="2022-12-31")], START_2023),
        (BROKEN, [member(), plan(completed="2023-01-01"), whole("masterplans")], START_2023),
        (UNKNOWN, [member(), plan(completed="2023-01-01")], START_2023),
        (IDLE, [member(), whole("masterplans")], END_2022),
        (BROKEN, [member(), whole("masterplans")], START_2023),
        (UNKNOWN, [member(), plan()], START_2023),
    ],
    "MASTERPLAN-002": [
        (MET, [member(), listing("books", *BOOKS_4)]),
        (BROKEN, [member(), listing("books", *BOOKS_4[:3])]),
        (MET, [member(2019), listing("books", *BOOKS_4[:3])]),
        (BROKEN, [member(2019), listing("books", *BOOKS_4[:2])]),
        (UNKNOWN, [member(2021), listing("books", *BOOKS_4[:3])]),
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
        (MET, [plan(fits_rpjmd=True)]),
        (BROKEN, [plan(fits_rpjmd=False)], date(2022, 1, 1)),
        (IDLE, [plan(fits_rpjmd=False)], date(2021, 12, 31)),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-005": [
        (MET, [plan(legal_basis=(basis("perbup"),))]),
        (BROKEN, [listing("legal_basis")]),
        (BROKEN, [listing("legal_basis", basis("perbup", "2023-01-01"))], END_2022),
        (MET, [listing("legal_basis", basis("perbup", "2023-01-01"))], START_2023),
        (UNKNOWN, [plan()]),
        (IDLE, [listing("legal_basis")], date(2021, 12, 31)),
        (BROKEN, [listing("legal_basis")], date(2022, 1, 1)),
    ],
    "MASTERPLAN-006": [
        (MET, [plan(legal_basis=(basis("perbup"), basis("perda")))]),
        (BROKEN, [plan(legal_basis=(basis("perwali"),))]),
        (BROKEN, [plan(legal_basis=(basis("pergub"),))]),
        (BROKEN, [plan(legal_basis=(basis("sk"),))]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-007": [(MET, [plan(vision="Cepat")]), (BROKEN, [listing("books")]), (UNKNOWN, [plan()])],
    "MASTERPLAN-008": [
        (MET, [plan(completed="2018-12-31")], date(2023, 12, 31)),
        (BROKEN, [plan(completed="2018-12-31"), whole("masterplans")], date(2024, 1, 1)),
        (UNKNOWN, [plan(completed="2018-12-31")], date(2024, 1, 1)),
        (MET, [plan(completed="2018-12-31", revised="2019-01-01")], date(2024, 1, 1)),
        (BROKEN, [plan(completed="2016-12-31", revised="2018-12-31")], date(2024, 1, 1)),
        (UNKNOWN, [plan()], START_2023),
        (IDLE, [plan(completed="2010-12-31"), whole("masterplans")], END_2022),
    ],
    "MASTERPLAN-009": [
        (MET, [plan(from_year=2018, until_year=2022)], END_2022),
        (BROKEN, [plan(from_year=2018, until_year=2022), whole("masterplans")], START_2023),
        (UNKNOWN, [plan(from_year=2018, until_year=2022)], START_2023),
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
        (MET, [listing("programmes", *EVERY_PART)], START_2023),
        (BROKEN, [listing("programmes", *EVERY_PART[:17])], START_2023),
        (UNKNOWN, [plan(pillars=ALL_SIX)], START_2023),
        (IDLE, [listing("programmes", *EVERY_PART[:17])], END_2022),
    ],
    "MASTERPLAN-013": [
        (MET, [plan(programmes=EVERY_PART)], START_2023),
        (BROKEN, [plan(programmes=(Programme("A", pillar=PillarId.LIVING, sub_dimension="waste"),))], START_2023),
        (IDLE, [plan(programmes=(Programme("A", pillar=PillarId.LIVING, sub_dimension="waste"),))], END_2022),
        (UNKNOWN, [plan(programmes=(Programme("A"),))], START_2023),
    ],
    "MASTERPLAN-014": [
        (MET, [listing("action_plans", *EVERY_GROUP)]),
        (BROKEN, [listing("action_plans", *EVERY_GROUP[:3])]),
        (BROKEN, [listing("action_plans", ActionPlan("SK", group=ActionGroup.POLICY), *EVERY_GROUP[:3])]),
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
        (UNKNOWN, [plan()]),
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
        (MET, [member(), listing("programmes", *EVERY_PART, programmes_total=18, **COUNTED), *wins(6), *WHOLE_WINS]),
        (BROKEN, [listing("programmes", *EVERY_PART, programmes_total=17)]),
        (BROKEN, [listing("programmes", *EVERY_PART, programmes_total=19)]),
        (BROKEN, [member(), plan(completed="2022-12-01", quick_wins_total=6), *wins(5), *WHOLE_WINS]),
        (BROKEN, [plan(programmes=EVERY_PART, programmes_total=17)]),
        (UNKNOWN, [plan(programmes_total=51)]),
    ],
    "MASTERPLAN-020": [
        (MET, [plan(books=(Book(number=1, title="Analisis Strategis"), Book(number=2, title="Masterplan")))]),
        (BROKEN, [plan(books=(Book(number=1, title="Masterplan"),))]),
        (MET, [plan(books=(Book(number=3, title="Quick Wins"), Book(number=4, title="Road Map")))]),
        (BROKEN, [plan(books=(Book(number=2, title="Executive Summary Masterplan"),))]),
        (UNKNOWN, [plan(books=BOOKS_4)]),
    ],
    "MASTERPLAN-021": [
        (MET, [plan(from_year=2016, until_year=2021, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(from_year=2016, until_year=2022, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(from_year=2022, until_year=2026, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (BROKEN, [plan(from_year=2015, until_year=2020, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (MET, [plan(from_year=2018, until_year=2027, revised="2022", rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (UNKNOWN, [plan(from_year=2021, rpjmd=Rpjmd(from_year=2016, until_year=2021))]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-022": [
        (MET, [member(2021), plan(area="Danau Toba")]),
        (BROKEN, [member(2021), plan(), whole("masterplans")]),
        (UNKNOWN, [member(2021), plan()]),
        (IDLE, [member(2022), plan(), whole("masterplans")]),
        (IDLE, [member(2021), whole("masterplans")], date(2021, 12, 31)),
    ],
    "MASTERPLAN-023": [
        (MET, [budget(apbd_share=Decimal(2))]),
        (BROKEN, [budget(apbd_share=Decimal(0))]),
        (UNKNOWN, [budget()]),
        (UNKNOWN, []),
    ],
    "MASTERPLAN-024": [
        (MET, [budget(others=("CSR Bank Jatim",))]),
        (BROKEN, [budget(others_pay=False)]),
        (UNKNOWN, [budget()]),
    ],
    "MASTERPLAN-025": [
        (MET, [plan(programmes=EVERY_PART)]),
        (BROKEN, [plan(programmes=(Programme("A"),))]),
        (UNKNOWN, [plan()]),
    ],
    "MASTERPLAN-026": [
        (MET, [plan(short_years=1, medium_years=5, long_years=5, from_year=2022, until_year=2026)]),
        (BROKEN, [plan(short_years=1, medium_years=5, long_years=6, from_year=2022, until_year=2026)]),
        (BROKEN, [plan(short_years=2, medium_years=1)]),
        (UNKNOWN, [plan(short_years=1)]),
        (UNKNOWN, [plan(from_year=2022, until_year=2026)]),
    ],
    "QUICKWIN-001": [
        (MET, [member(), *wins(SIX_QUICK_WINS)], START_2023),
        (BROKEN, [member(), *wins(SIX_QUICK_WINS - 1), *WHOLE_WINS], START_2023),
        (MET, [member(2019), *wins(3, 2019)], START_2023),
        (BROKEN, [member(2019), *wins(2, 2019), *WHOLE_WINS], START_2023),
        (BROKEN, [member(2019), *wins(2, 2019), *wins(2, 2020, new=False), *WHOLE_WINS], START_2023),
        (MET, [member(2019), *wins(3, 2020)], START_2023),
        (BROKEN, [member(2019), *wins(3, 2021), *WHOLE_WINS], START_2023),
        (IDLE, [member(), *WHOLE_WINS], END_2022),
        (UNKNOWN, [member(2017)], START_2023),
        (UNKNOWN, [member(2021), *wins(2, 2021), *WHOLE_WINS], START_2023),
    ],
    "QUICKWIN-002": [
        (MET, [member(), win(pillars=ALL_SIX)], START_2023),
        (BROKEN, [member(), win(pillars=ALL_SIX - {PillarId.LIVING}), *WHOLE_WINS], START_2023),
        (IDLE, [member(), *WHOLE_WINS], END_2022),
        (UNKNOWN, [member(), win(), *WHOLE_WINS], START_2023),
    ],
    "QUICKWIN-003": [
        (MET, [member(2020), win(year=2021, new=True)], END_2022),
        (BROKEN, [member(2020), win(year=2021, new=False), *WHOLE_WINS], END_2022),
        (BROKEN, [member(2020), win(year=2022, new=True), *WHOLE_WINS], END_2022),
        (UNKNOWN, [member(2020), win(year=2021)], END_2022),
        (IDLE, [member(2021), *WHOLE_WINS], END_2022),
        (BROKEN, [member(2021), *WHOLE_WINS], START_2023),
        (IDLE, [member(2018), *WHOLE_WINS], date(2020, 12, 31)),
        (BROKEN, [member(2018), *WHOLE_WINS], date(2021, 1, 1)),
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
        (MET, [win(digital=True, in_masterplan=False, purpose="answers faster")]),
        (MET, [win(digital=True, in_masterplan=True)]),
        (MET, [win(digital=False)]),
        (BROKEN, [win(digital=True, in_masterplan=False)]),
        (UNKNOWN, [win(digital=True), *WHOLE_WINS]),
        (UNKNOWN, [win(), *WHOLE_WINS]),
    ],
    "QUICKWIN-007": [
        (MET, [win(leverage="faster", evidence_of_impact="from 30 to 10 minutes")]),
        (MET, [win(leverages=(lever(30, 10),))]),
        (BROKEN, [win(leverages=(lever(30, 30),))]),
        (UNKNOWN, [win(leverages=(lever(30, None),))]),
        (UNKNOWN, [win(leverage="faster")]),
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
    "QUICKWIN-012": [
        (MET, [win(pillars=frozenset({PillarId.LIVING}))]),
        (BROKEN, [win(year=2022)]),
        (UNKNOWN, [win(year=2021)]),
        (BROKEN, [member(2022), win(year=None)]),
        (UNKNOWN, []),
    ],
    "QUICKWIN-013": [
        (MET, [member(), win("A", 2022), win("A", 2023)], START_2023),
        (BROKEN, [member(), win("A", 2022), win("a ", 2022, owner="Dinas Kominfo")]),
        (BROKEN, [member(), win("A", 2021)]),
        (UNKNOWN, [win("A", 2022)]),
    ],
    "EVALUATION-001": [
        (MET, [member(2020), session(2021)], END_2022),
        (BROKEN, [member(2020), session(2022), whole("evaluations")], END_2022),
        (IDLE, [member(2021), whole("evaluations")], END_2022),
        (BROKEN, [member(2021), whole("evaluations")], START_2023),
        (UNKNOWN, [member(2020)], END_2022),
        (BROKEN, [member(2023), whole("evaluations")], date(2025, 1, 1)),
        (UNKNOWN, [member(2023), result(2024), whole("evaluations")], IN_2027),
    ],
    "EVALUATION-002": [
        (MET, [result(2022, ("1.00", "4.00"))]),
        (BROKEN, [result(2022, ("0.99", "4.00"))]),
        (BROKEN, [result(2022, ("3.00", "0.00"))]),
        (MET, [scored(2022, quick_win="0.60")]),
        (MET, [scored(2022, collaboration="0.00")]),
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
        (UNKNOWN, [published(2022, "3.51", scores=("3.0", "4"))]),
        (BROKEN, [published(2022, "3.51", scores=("3.0", "4.00"))]),
        (BROKEN, [published(2022, "3.53", scores=("3.0", "4"))]),
        (IDLE, [published(2022, "3.49", edition="press-2022")]),
        (UNKNOWN, [result(2022)]),
    ],
    "EVALUATION-005": [
        (MET, [published(2022, "3.50", published_improvement="0.26", published_previous="3.25")], START_2023),
        (BROKEN, [published(2022, "3.50", published_improvement="0.27", published_previous="3.25")], START_2023),
        (MET, [published(2022, "3.50", published_improvement="0.24", published_previous="3.25")], START_2023),
        (BROKEN, [published(2022, "3.50", published_improvement="0.23", published_previous="3.25")], START_2023),
        (BROKEN, [published(2022, "3.50", published_improvement="0.23"), published(2021, "3.25")], START_2023),
        (UNKNOWN, [published(2022, "3.50")], START_2023),
        (IDLE, [published(2022, "3.50", published_improvement="0.27", published_previous="3.25")], END_2022),
    ],
    "EVALUATION-006": [
        (MET, [asked(("3.01",), "3.00", "3.01")]),
        (BROKEN, [asked(("3.00",), "3.00", "3.01")]),
        (UNKNOWN, [asked(("3.00",), "3.00", None)]),
    ],
    "EVALUATION-007": [
        (MET, [result(2022)]),
        (BROKEN, [result(2022, edition="test-2021")]),
        (UNKNOWN, [result(2022, edition=None)]),
    ],
    "EVALUATION-008": [
        (MET, [result(2021), result(2022)]),
        (BROKEN, [result(2022), result(2022, ("1.00", "1.00"))]),
        (UNKNOWN, []),
    ],
    "EVALUATION-009": [
        (MET, [member(2021), result(2022)]),
        (BROKEN, [member(2022), result(2022)]),
        (UNKNOWN, [result(2022)]),
    ],
    "EVALUATION-010": [
        (MET, [result(2022)]),
        (BROKEN, [result(2022, (), participated=False)]),
        (IDLE, [result(2021, (), participated=False)], date(2021, 12, 31)),
        (UNKNOWN, [result(2022, ())]),
    ],
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
    "EVALUATION-013": [
        (MET, [result(2022, track=Track.REGULAR, edition="regular-2022")]),
        (BROKEN, [result(2022, track=Track.KPPN_IKN, edition="regular-2022")]),
        (BROKEN, [result(2021, track=Track.REGULAR, edition="regular-2021")]),
        (UNKNOWN, [result(2022)]),
        (UNKNOWN, [result(2022, track=Track.REGULAR)]),
    ],
    "EVALUATION-014": [
        (MET, [scored(2022, baseline="1.40")]),
        (BROKEN, [scored(2022, baseline="1.41")]),
        (MET, [scored(2022, quick_win="0.60")]),
        (BROKEN, [scored(2022, output="1.55")]),
        (MET, [scored(2023, output="1.54")], START_2023),
        (MET, [scored(2022, baseline="1.4")]),
        (UNKNOWN, [scored(2021, baseline="1.41")]),
    ],
    "EVALUATION-015": [
        (MET, [session(2022, start="2022-01-01")]),
        (BROKEN, [session(2022, start="2021-12-31")]),
        (MET, [session(2022, start="2022-12-31")]),
        (BROKEN, [session(2021, start="2022-01-01")]),
        (UNKNOWN, [session(2025, start="2026-02-04")], IN_2027),
        (UNKNOWN, [session(2022)]),
    ],
    "EVALUATION-016": [
        (MET, [published(2021, "3.00")]),
        (BROKEN, [published(2021, "3.01")]),
        (UNKNOWN, [published(2022, "3.01")]),
        (UNKNOWN, [result(2021)]),
    ],
    "EVALUATION-017": [
        (MET, [asked(("3.00",), *("3.00",) * 5)]),
        (BROKEN, [asked(("3.00",), *("3.00",) * 6)]),
        (UNKNOWN, [asked(("3.00",), *("3.00",) * 4)]),
    ],
    "EVALUATION-018": [
        (MET, [published(2022, "3.50", edition="press-2022")]),
        (BROKEN, [published(2022, "3.49", edition="press-2022")]),
        (UNKNOWN, [result(2022, edition="press-2022")]),
        (IDLE, [published(2022, "3.49")]),
    ],
    "EVALUATION-019": [
        (MET, [session(2022, start="2022-10-01")]),
        (BROKEN, [session(2022, start="2022-09-30")]),
        (MET, [session(2023, start="2023-11-30")], IN_2027),
        (BROKEN, [session(2023, start="2023-07-01")], IN_2027),
        (UNKNOWN, [session(2021, start="2021-06-02")]),
        (UNKNOWN, [session(2022, start="2022")]),
    ],
    "AWARD-001": [
        (MET, [member(), award(given="2022-01-01")]),
        (BROKEN, [member(), award(given="2021-12-31")]),
        (IDLE, [member(), award(given="2021-12-31", giver="Citiasia")]),
        (IDLE, [member(), award(given="2019-05-01", giver="Kementerian PANRB")]),
        (IDLE, [member(), award(given="2019-05-01", giver="Diskominfo Jatim")]),
        (UNKNOWN, [member(), award()]),
        (UNKNOWN, [member(), award(giver=None)]),
    ],
    "AWARD-002": [(MET, [award()]), (BROKEN, [award(giver=None)]), (UNKNOWN, [])],
    "AWARD-003": [
        (MET, [award(size_class="kota kecil", giver="Citiasia")]),
        (BROKEN, [award(size_class="kota kecil")]),
        (UNKNOWN, [award(size_class="kota kecil", giver=None)]),
        (IDLE, [award()]),
    ],
    "AWARD-004": [
        (MET, [award(year=2021, given="2022-12-31")]),
        (BROKEN, [award(year=2021, given="2023-01-01")], START_2023),
        (MET, [award(year=2021, given="2021-01-01")]),
        (BROKEN, [award(year=2021, given="2020-12-31")]),
        (UNKNOWN, [award()]),
    ],
    "AWARD-005": [
        (MET, [award(given="2022-12-01")]),
        (BROKEN, [award(name="Penghargaan", category="Kota cerdas", given="2022-11-30")]),
        (IDLE, [award(name="Penghargaan", category="Inovasi", given="2022-11-30")]),
        (BROKEN, [award(given="2022-11-30")]),
        (BROKEN, [award(given="2022-12-02")]),
        (MET, [award(given="2022-12")]),
        (IDLE, [award(given="2022-11-17", giver="Citiasia")]),
        (UNKNOWN, [award(given="2020-12-01")]),
    ],
    "DATE-001": [
        (MET, [printed("Kamis (16/5/2019)")]),
        (BROKEN, [printed("Jumat (16/5/2019)")]),
        (BROKEN, [printed("Senin (23/8)", year=2022)]),
        (UNKNOWN, [printed("16/5/2019")]),
        (UNKNOWN, [printed("Jumat")]),
    ],
    "DATE-002": [
        (MET, [printed("Selasa (6/9)", year=2022)]),
        (BROKEN, [printed("Selasa (6/9)")]),
        (MET, [printed("kemarin", counted_from="2018-07-09")]),
        (BROKEN, [printed("kemarin")]),
        (UNKNOWN, []),
    ],
    "DATE-003": [
        (MET, [printed("25-26 Juli 2018", held="2018-07-26")]),
        (BROKEN, [printed("25-26 Juli 2018", held="2018-07-27")]),
        (MET, [printed("25-26 Juli 2018", held="2018-07-25")]),
        (BROKEN, [printed("25-26 Juli 2018", held="2018-07-24")]),
        (UNKNOWN, [printed("25-26 Juli 2018")]),
        (BROKEN, [stage(4, "2022-09-13"), printed("Selasa (6/9/2022)", of="bimtek IV")]),
        (BROKEN, [stage(4, "2022-09-13"), printed("Selasa (6/9/2022)", of="closing of bimtek IV", held="2022-09-06")]),
        (MET, [stage(4, "2022-09-05", "2022-09-06"), printed("Selasa (6/9/2022)", of="closing of bimtek IV")]),
        (UNKNOWN, [stage(4, "2022-09-05"), printed("Selasa (6/9/2022)", of="closing of bimtek IV")]),
        (UNKNOWN, [stage(3, "2022-08-23"), printed("Selasa (6/9/2022)", of="bimtek IV")]),
        (BROKEN, [mou("2018-05-08"), printed("kemarin", of="nota kesepahaman", counted_from="2018-07-09")]),
        (MET, [mou("2018-07-08"), printed("kemarin", of="nota kesepahaman", counted_from="2018-07-09")]),
        (MET, [printed("kemarin lusa", held="2018-07-07", counted_from="2018-07-09")]),
        (MET, [printed("hari ini", held="2018-07-09", counted_from="2018-07-09")]),
        (MET, [printed("besok", held="2018-07-10", counted_from="2018-07-09")]),
        (MET, [printed("lusa", held="2018-07-11", counted_from="2018-07-09")]),
        (BROKEN, [printed("lusa", held="2018-07-12", counted_from="2018-07-09")]),
    ],
    "DATE-004": [
        (MET, [mou()], date(2022, 4, 21)),
        (BROKEN, [mou()], date(2022, 4, 20)),
        (IDLE, []),
    ],
    "SOURCE-001": [(MET, [mou()]), (BROKEN, [mou(source=None)]), (IDLE, [])],
    "SOURCE-002": [
        (MET, [mou()]),
        (MET, [mou(source=Source("A page", publisher="Kominfo"))]),
        (BROKEN, [mou(source=Source("A page"))]),
        (UNKNOWN, [mou(source=None)]),
        (IDLE, []),
    ],
    "SOURCE-003": [
        (MET, [mou()]),
        (BROKEN, [mou(source=Source("It follows", evidence=Evidence.INFERRED, address="example.org"))]),
        (BROKEN, [mou(source=ADVERTISEMENT)]),
        (MET, [mou(source=ADVERTISEMENT, further_sources=(SOURCE,))]),
        (BROKEN, [mou(inferred=frozenset({"signed"}))]),
        (UNKNOWN, [mou(source=None)]),
        (IDLE, []),
    ],
    "RECORD-001": [
        (MET, [named("Kab. Trenggalek")]),
        (MET, [result(2022, name="Kabupaten Trenggalek")]),
        (BROKEN, [named("Kota Trenggalek")]),
        (BROKEN, [named("Trenggalek")]),
        (UNKNOWN, [result(2022)]),
    ],
    "RECORD-002": [
        (MET, [mou(inferred=frozenset({"signed"}))]),
        (BROKEN, [mou(inferred=frozenset({"signd"}))]),
        (IDLE, [mou()]),
    ],
}  # fmt: skip

CASES = [
    pytest.param(name, expected, facts, day[0] if day else END_2022, id=f"{name}-{place}-{expected}")
    for name, examples in EXAMPLES.items()
    for place, (expected, facts, *day) in enumerate(examples, 1)
]
BY_ID = {rule.id: rule for rule in RULES}


def dossier_with(facts: list[Any]) -> Dossier:
    """A dossier with these facts, its name, and what is whole in it."""
    drawers = [fact for fact in facts if isinstance(fact, frozenset)]
    name = next((fact for fact in facts if isinstance(fact, str)), None)
    given = (fact for fact in facts if not isinstance(fact, frozenset | str))
    dossier = Dossier(region=REGION, name=name).with_facts(*given)
    return dossier.with_complete(*(drawer for names in drawers for drawer in names))


def case_with(facts: list[Any], on: date) -> Case:
    """The case that a rule is given."""
    return case_of(dossier_with(facts), on=on, book=BOOK_2022, knowledge=Scores())


def outcome(rule: BookRule, facts: list[Any], on: date) -> str:
    """What a rule says of a dossier with these facts."""
    book = attrs.evolve(BOOK_2022, rules=(rule,))
    return check(dossier_with(facts), on=on, book=book, knowledge=Scores()).judged[0].outcome.value


@pytest.mark.parametrize(("name", "expected", "facts", "on"), CASES)
def test_a_rule_says_what_it_should(name: str, expected: str, facts: list[Any], on: date) -> None:
    """A rule says of these facts, on this day, what stands in the table."""
    assert outcome(BY_ID[f"GM100-{name}"], facts, on) == expected


class TestWhatAFindingNames:
    """What comes out of a set is named in order of the alphabet, whatever the seed of the hashes."""

    NAMES = ("f", "e", "d", "c", "b", "a")

    def said(self, name: str, *facts: Any, on: date = IN_2027, knowledge: Scores | None = None) -> list[str]:
        """The sentences of the findings of one rule."""
        book = attrs.evolve(BOOK_2022, rules=(BY_ID[f"GM100-{name}"],))
        report = check(dossier_with(list(facts)), on=on, book=book, knowledge=knowledge or Scores())
        return [finding.message.en for finding in report.findings]

    def test_fields_that_the_fact_does_not_have(self) -> None:
        """A field that exists is not named among them."""
        marked = mou(inferred=frozenset({"signed", *self.NAMES}))
        assert self.said("RECORD-002", marked) == ["unknown fields: a, b, c, d, e, f"]

    def test_fields_that_rest_on_inference(self) -> None:
        """All of them in one finding."""
        assert self.said("SOURCE-003", mou(inferred=frozenset(self.NAMES)))[0].endswith("inferred: a, b, c, d, e, f")

    def test_dimensions_that_the_edition_does_not_have(self) -> None:
        """Those that it has are not named among them."""
        result = scored(2022, baseline="1.00", output="2.00", **dict.fromkeys(self.NAMES, "3.00"))
        assert self.said("EVALUATION-003", result) == ["lacking: -; too many: a, b, c, d, e, f"]

    def test_tracks_that_are_right(self) -> None:
        """A region may be on the official list with every other track."""

        class Listed(Scores):
            def published(self, region: str, year: int) -> tuple[gm100.Evaluation, ...]:
                """Every track but the one of the region."""
                one = super().published(region, year)
                return tuple(evolve(e, track=track) for e in one for track in Track if track != Track.REGULAR)

        expected = ", ".join(sorted({*Track} - {Track.REGULAR}))
        assert expected in self.said("EVALUATION-013", result(2021, track=Track.REGULAR), knowledge=Listed())[0]

    def test_dimensions_with_too_many_questions(self) -> None:
        """One finding a dimension."""
        names = ("quick_win", "output", "outcome", "baseline")
        questions = tuple(
            gm100.QuestionScore(dimension=name, item=str(item), value=Decimal("3.00"))
            for name in names
            for item in range(99)
        )
        said = self.said("EVALUATION-017", result(2022, questions=questions))
        assert [sentence.partition(":")[0] for sentence in said] == sorted(names)

    def test_the_first_day_of_several_facts(self) -> None:
        """In whatever order they stand in the dossier."""
        said = self.said("DATE-003", printed("1 Mei 2019", of="nota kesepahaman"), mou("2018-07-08"), mou("2018-05-08"))
        assert said == ["printed 1 Mei 2019, on record 2018-05-08"]

    @pytest.mark.parametrize(("number", "book"), [(1, 1), (2, 2), (3, 2)])
    def test_the_book_of_a_stage(self, number: int, book: int) -> None:
        """Two stages work on the second; the fourth may have given only the commitment."""
        wrong = {1: "Buku III", 2: "Buku I", 3: "Buku III"}[number]
        said = self.said("BIMTEK-007", stage(number, "2022-08-01", deliverables=(wrong,)))
        assert said == [f"book {book} is not among them"]

    def test_months_of_the_calendar(self) -> None:
        """In the order of the year."""
        said = self.said("EVALUATION-019", session(2023, start="2023-07-01"))
        assert said == ["on 2023-07-01, the months of 2023 are 6, 11"]


class TestWhatIsKnown:
    """What a rule makes of what the catalogues say, beyond what the table of examples tries."""

    def outcome(self, name: str, fact: Any, knowledge: Scores) -> str:
        """What one rule says of one fact."""
        book = attrs.evolve(BOOK_2022, rules=(BY_ID[f"GM100-{name}"],))
        return check(dossier_with([fact]), on=END_2022, book=book, knowledge=knowledge).judged[0].outcome.value

    def test_a_cohort_of_which_members_are_missing(self) -> None:
        """A region that is in no list may be one of the missing; in a cohort that is whole it is none."""

        class Unlisted(Scores):
            def memberships(self, region: str) -> tuple[gm100.Membership, ...]:  # noqa: ARG002 - it is asked as a catalogue is
                """It is in no list."""
                return ()

        whole_cohorts = [cohort.year for cohort in gm100.cohorts().values() if not cohort.missing]
        assert self.outcome("MEMBERSHIP-010", member(2022), Unlisted()) == UNKNOWN
        assert self.outcome("MEMBERSHIP-010", member(whole_cohorts[0]), Unlisted()) == BROKEN

    def test_a_title_with_half_of_a_name(self) -> None:
        """All words of the name must stand in it, but for the kind."""

        class Long(Scores):
            def names(self, region: str) -> tuple[str, ...]:  # noqa: ARG002 - as above
                """A name of two words."""
                return ("Kabupaten Tulang Bawang",)

        assert self.outcome("MOU-010", mou(title="Smart City di Kabupaten Tulang Bawang"), Long()) == MET
        assert self.outcome("MOU-010", mou(title="Smart City di Kabupaten Bawang"), Long()) == BROKEN

    def test_facts_are_sorted_by_what_they_say(self) -> None:
        """Whatever the order of a set, which the seed of the hashes decides."""
        assert "(a,b,c,d,e,f)" in key_of(mou(inferred=frozenset("fedcba")))[1]


class TestTable:
    def test_it_has_every_rule(self) -> None:
        """No rule is without examples, and no example without a rule."""
        assert {f"GM100-{name}" for name in EXAMPLES} == set(BY_ID)

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_every_rule_can_be_broken_met_and_unknown(self, name: str) -> None:
        """Each rule has an example that breaks it, one that meets it, and one that leaves it unknown or has nothing."""
        outcomes = {example[0] for example in EXAMPLES[name]}
        assert {BROKEN, MET} <= outcomes
        assert outcomes & {UNKNOWN, IDLE}

    @pytest.mark.parametrize("name", BY_ID)
    def test_an_empty_dossier_passes_nothing(self, name: str) -> None:
        """Where nothing is known, no rule is met."""
        assert outcome(BY_ID[name], [], END_2022) in {UNKNOWN, IDLE}

    @pytest.mark.parametrize("name", BY_ID)
    def test_a_membership_alone_meets_little(self, name: str) -> None:
        """A dossier with one membership meets what is asked of memberships and of the record, and nothing else."""
        met = outcome(BY_ID[name], [member()], START_2023) == MET
        assert not met or BY_ID[name].record.topic in {"membership", "date", "source"}

    @pytest.mark.parametrize(("name", "expected", "facts", "on"), CASES)
    def test_no_rule_is_met_by_silence(self, name: str, expected: str, facts: list[Any], on: date) -> None:
        """A bundled rule that has something to look at says what it saw."""
        rule, case = BY_ID[f"GM100-{name}"], case_with(facts, on)
        about = rule.record.about
        assert expected == IDLE or (about and not case.has(about)) or tuple(rule.judge(case))


class TestRecords:
    def test_the_file_is_that_of_the_sources(self) -> None:
        """The records that the package reads are those of `tools/sources/rules`."""
        assert build_rules.main(["--check"]) == 0

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_a_must_has_the_ministry_behind_it(self, rule: BookRule) -> None:
        """Only what a letter, a report or a page of the ministry says is a must, and no rule on the record is one."""
        by_ministry = [s for s in rule.record.sources if s.publisher == "Ditjen Aptika, Kominfo" and not s.sponsored]
        if rule.record.severity is Severity.MUST:
            assert by_ministry
            assert {s.evidence for s in by_ministry} & {Evidence.OFFICIAL, Evidence.SITE}
            assert rule.record.kind is RuleKind.PROGRAMME

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_sources_can_be_found(self, rule: BookRule) -> None:
        """Each source gives an address, a number or a publisher, as the rules ask of a dossier."""
        assert all(source.address or source.number or source.publisher for source in rule.record.sources)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_an_advertisement_never_stands_alone(self, rule: BookRule) -> None:
        """A rule does not rest on an advertisement alone."""
        assert not all(source.sponsored for source in rule.record.sources)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_both_languages_say_the_same_values(self, rule: BookRule) -> None:
        """The sentence of a finding names the same values in both languages, but for the reason of a date."""
        text = rule.record.finding
        names = (
            [{name for _, name, _, _ in Formatter().parse(said) if name} for said in (text.id, text.en)] if text else []
        )
        assert not names or names[0] - {"day", "reason"} == names[1] - {"why"}

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_indonesian_is_official(self, rule: BookRule) -> None:
        """No colloquial words: official texts write memiliki, dilaksanakan."""
        record = rule.record
        texts = [text.id for text in (record.title, record.explanation, record.remedy, record.finding) if text]
        assert not {"punya", "digelar", "bikin", "nggak"} & {
            word.strip(".,;:") for t in texts for word in t.lower().split()
        }

    @pytest.mark.parametrize(
        "rule", [r for r in RULES if r.record.kind is RuleKind.PROGRAMME], ids=lambda rule: rule.id
    )
    def test_its_remedy_says_who(self, rule: BookRule) -> None:
        """What to do begins with who does it."""
        who = (
            "dinas kominfo",
            "kepala daerah",
            "bappeda",
            "opd",
            "tim",
            "bagian",
            "ketua",
            "keanggotaan",
            "bpkad",
            "simpan",
        )
        assert rule.record.remedy.id.lower().startswith(who)

    def test_there_are_enough(self) -> None:
        """The programme asks for many things; at least forty are rules, and ids are never used twice."""
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
        assert sum(other.record.title == record.title for other in RULES) == 1

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_parameters_exist(self, rule: BookRule) -> None:
        """A parameter that a record names is one of the book."""
        known = {parameter.id for parameter in BOOK_2018.parameters}
        assert set(rule.record.parameters) <= known
