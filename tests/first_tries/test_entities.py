"""
What a person writes first when making an entity: each is taken and stored as one thing, or refused with what to write.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pytest
from libraries import Later

import gm100
from gm100 import (
    AssessorMark,
    Award,
    Band,
    BimtekSession,
    BimtekStage,
    Criterion,
    CriterionAnswer,
    Decree,
    DimensionScore,
    Dossier,
    Evaluation,
    Evidence,
    Gm100Error,
    Group,
    Indicator,
    InvalidEntityError,
    LetterNumber,
    Membership,
    Method,
    MoU,
    PartialDate,
    Person,
    Pillar,
    PillarId,
    QuickWin,
    Region,
    RegionKind,
    Rounding,
    Scale,
    Scorecard,
    Source,
    SubDimension,
    Track,
)

pd = Later("pandas")
PLACE: dict[str, Any] = {"region": "99.01"}
REGION: dict[str, Any] = {"code": "99.01", "name": "A", "province": "99"}
RESULT: dict[str, Any] = {"region": "99.01", "edition": "made-up", "year": 2023}


def region(**given: Any) -> Region:
    """Make a region."""
    return Region(**REGION | {"kind": "kota"} | given)


def session(**given: Any) -> BimtekSession:
    """Make a session."""
    return BimtekSession(**PLACE | {"stage": 1} | given)


def win(**given: Any) -> QuickWin:
    """Make a quick win."""
    return QuickWin(**PLACE | {"name": "a"} | given)


def mou(**given: Any) -> MoU:
    """Make an agreement."""
    return MoU(**PLACE | given)


def result(**given: Any) -> Evaluation:
    """Make an evaluation."""
    return Evaluation(**RESULT | given)


def group(**given: Any) -> Group:
    """Make a group."""
    return Group("g", **{"children": [Indicator("a")]} | given)


def card(**given: Any) -> Scorecard:
    """Make a scorecard."""
    fields: dict[str, Any] = {"id": "made-up", "root": group()}
    return Scorecard(**fields | given)


DAY, SCORES = (
    PartialDate(2018, 7, 9),
    (DimensionScore("baseline", Decimal("3.6")), DimensionScore("output", Decimal(3))),
)
LETTER = LetterNumber.parse("54/MoU. KP/KHM/208")
NEW = CriterionAnswer(Criterion.NEW, met=True)
TAKEN: list[tuple[str, Callable[[], Any], Any]] = [
    # What is written, the attribute it is read from, and what is stored.
    ("kind as text", lambda: region(kind="kabupaten").kind, RegionKind.KABUPATEN),
    ("kind with a capital", lambda: region(kind="Kabupaten").kind, RegionKind.KABUPATEN),
    ("kind of two words", lambda: region(kind="Kota Administrasi").kind, RegionKind.KOTA_ADMINISTRASI),
    ("population as text", lambda: region(population="12000").population, 12000),
    ("population of numpy", lambda: region(population=np.int64(12000)).population, 12000),
    ("population as a whole float", lambda: region(population=12000.0).population, 12000),
    ("area as float", lambda: region(area_km2=0.1).area_km2, Decimal("0.1")),
    ("area of four bytes", lambda: region(area_km2=np.float32(0.1)).area_km2, Decimal("0.1")),
    ("area with an exponent", lambda: region(area_km2="1e3").area_km2, Decimal("1E+3")),
    ("aliases as a list", lambda: region(aliases=["b", "c"]).aliases, ("b", "c")),
    ("aliases from a generator", lambda: region(aliases=(x for x in "bc")).aliases, ("b", "c")),
    ("aliases of an array", lambda: region(aliases=np.array(["b", "c"])).aliases, ("b", "c")),
    ("aliases of pandas", lambda: region(aliases=pd.Series(["b", "c"])).aliases, ("b", "c")),
    ("province as an entity", lambda: region(province=gm100.provinces()["35"]).province, "35"),
    ("pillar as text", lambda: pillar(id="living").id, PillarId.LIVING),
    ("pillar with its word", lambda: pillar(id="LIVING").id, PillarId.LIVING),
    ("parts as a list", lambda: len(pillar().sub_dimensions), 3),
    ("stage as a number", lambda: session(stage=1).stage, BimtekStage.I),
    ("stage in Roman numerals", lambda: session(stage="IV").stage, BimtekStage.IV),
    ("stage as text of a number", lambda: session(stage="2").stage, BimtekStage.II),
    ("stage of numpy", lambda: session(stage=np.int64(3)).stage, BimtekStage.III),
    ("start as date", lambda: session(start=date(2018, 7, 9)).start, DAY),
    ("start as ISO text", lambda: session(start="2018-07-09").start, DAY),
    ("start as a month", lambda: session(start="2018-07").start, PartialDate(2018, 7)),
    ("start as a year", lambda: session(start=2018).start, PartialDate(2018)),
    ("start as midnight", lambda: session(start=datetime(2018, 7, 9)).start, DAY),  # noqa: DTZ001 - what is tried
    ("start of pandas", lambda: session(start=pd.Timestamp("2018-07-09")).start, DAY),
    ("speakers by name", lambda: session(speakers=["A", Person("B")]).speakers, (Person("A"), Person("B"))),
    ("participants by group", lambda: session(participants=["kepala desa"]).participants[0].group, "kepala desa"),
    ("region as an entity", lambda: session(region=gm100.regions()["35.03"]).region, "35.03"),
    ("pillars as a list", lambda: win(pillars=["living"]).pillars, frozenset({PillarId.LIVING})),
    ("pillars as a set", lambda: win(pillars={"living", "economy"}).pillars, {PillarId.LIVING, PillarId.ECONOMY}),
    ("criteria as a mapping", lambda: win(criteria={"new": True}).criteria, (NEW,)),
    ("digital of numpy", lambda: win(digital=np.bool_(True)).digital, True),  # noqa: FBT003 - what is tried
    ("source as a title", lambda: win(source="A letter").source, Source("A letter")),
    ("number as text", lambda: mou(ministry_number="54/MoU. KP/KHM/208").ministry_number, LETTER),
    ("parts of a number", lambda: LetterNumber.of("B-32/DJAI/HK.04.02/04/2022").sequence, 32),
    ("signed as ISO text", lambda: mou(signed="2018-07-09").signed, DAY),
    ("parties as a list", lambda: mou(parties=["a", "b"]).parties, ("a", "b")),
    ("signatories by name", lambda: mou(signatories=["A"]).signatories, (Person("A"),)),
    ("scores as a mapping", lambda: result(scores={"baseline": "3.6", "output": 3}).scores, SCORES),
    ("scores as pairs", lambda: result(scores=[("baseline", 3.6), ("output", "3")]).scores, SCORES),
    ("scores as a list", lambda: result(scores=list(SCORES)).scores, SCORES),
    ("year as text", lambda: result(year="2023").year, 2023),
    ("track as text", lambda: result(track="regular").track, Track.REGULAR),
    ("track with a blank", lambda: result(track="Early phase").track, Track.EARLY_PHASE),
    ("index as float", lambda: result(published_index=3.31).published_index, Decimal("3.31")),
    ("index as text", lambda: result(published_index=" 3.31 ").published_index, Decimal("3.31")),
    ("a score by position", lambda: DimensionScore("output", "3.08").value, Decimal("3.08")),
    ("a score of a float", lambda: DimensionScore("output", 3.08).value, Decimal("3.08")),
    ("a score of a number", lambda: DimensionScore("output", 3).value, Decimal(3)),
    ("marks as a mapping", lambda: gm100.QuestionScore(dimension="a", item="1", marks={"1": 3}).marks,
     (AssessorMark("1", 3),)),
    ("evidence as text", lambda: Source("a", evidence="press").evidence, Evidence.PRESS),
    ("a decree's number", lambda: Decree(kind="sk", number="188/45/2018").number, LetterNumber.of("188/45/2018")),
    ("a status as text", lambda: str(Membership(**PLACE, cohort=2018, status="member").status), "member"),
    ("direction as text", lambda: Indicator("a", direction="lower").direction, gm100.Direction.LOWER),
    ("weight as float", lambda: Indicator("a", weight=0.2).weight, Decimal("0.2")),
    ("output as a pair", lambda: Indicator("a", output=(0, 100)).output, Scale(0, 100)),
    ("scale as a list", lambda: Indicator("a", scale=["0", 4.5]).scale, Scale(0, "4.5")),
    ("goalposts as text", lambda: Indicator("a", normalise=("goalposts", "0", "1e-3")).normalise,
     Method("goalposts", (0, 0.001))),
    ("a method as a list", lambda: Indicator("a", normalise=["goalposts", 0, 1]).normalise,
     Method("goalposts", (0, 1))),
    ("no answer as floats", lambda: Indicator("a", no_answer=[9.0]).no_answer, (Decimal("9.0"),)),
    ("rounding as a number", lambda: Indicator("a", round=2).round, Rounding(2)),
    ("children as a list", lambda: group(children=[Indicator("a")]).children, (Indicator("a"),)),
    ("missing as text", lambda: group(missing="skip").missing, gm100.Missing.SKIP),
    ("bands as a mapping", lambda: card(bands={"high": 0.7, "low": 0}).bands, (Band("low", 0), Band("high", "0.7"))),
    ("effective as a year", lambda: card(effective_from=2023).effective_from, PartialDate(2023)),
    ("arithmetic as text", lambda: card(arithmetic="exact").arithmetic, gm100.Arithmetic.EXACT),
    ("memberships as a list", lambda: Dossier(**PLACE, memberships=[]).memberships, ()),
    ("an award in a month", lambda: Award(**PLACE, name="a", given="2022-11").given, PartialDate(2022, 11)),
    ("nothing where nothing may be", lambda: mou(signed=None).signed, None),
]  # fmt: skip


def pillar(**given: Any) -> Pillar:
    """Make a pillar."""
    parts = [SubDimension(id=each, name_id=each, name_en=each) for each in "abc"]
    return Pillar(**{"id": "living", "name": "a", "goal": "b", "sub_dimensions": parts} | given)


REFUSED: list[tuple[str, Callable[[], Any], str]] = [
    ("a name for a code", lambda: mou(region="kab. malang"), "region: got 'kab. malang', expected text, matching"),
    ("and what to do about it", lambda: mou(region="kab. malang"), "gm100.regions().resolve(name).code is the code"),
    ("a code without its dot", lambda: mou(region="3503"), "such as '35.03'; write it with its dot"),
    ("a code as a float", lambda: mou(region=35.1), "got 35.1, expected text"),
    ("a code as a number", lambda: mou(region=3503), "write it as text, in quotes"),
    ("no code", lambda: mou(region=None), "region: got None, expected text"),
    ("an empty code", lambda: mou(region=""), "region: got '', expected text"),
    ("an unknown word", lambda: region(kind="kotta"),
     "expected one of kabupaten, kota, kabupaten_administrasi, kota_administrasi; did you mean 'kota'?"),
    ("a word of another vocabulary", lambda: result(track=BimtekStage.I),
     "expected one of regular, early-phase, kppn-ikn"),
    ("a truth value for a number", lambda: region(population=True), "got True, expected a whole number"),
    ("a truth value for a stage", lambda: session(stage=True), "got True, expected one of 1, 2, 3, 4"),
    ("a broken whole number", lambda: region(population=1.5), "got 1.5, expected a whole number"),
    ("a decimal comma", lambda: DimensionScore("output", "3,08"),
     "got '3,08', expected a finite decimal number, from 0 to 4, such as Decimal('3.08'); write a decimal point"),
    ("no number", lambda: DimensionScore("output", "high"), "got 'high', expected a finite decimal number"),
    ("NaN", lambda: region(area_km2=float("nan")),
     "expected a finite decimal number or nothing, 0 or more; give None for what is not known"),
    ("the missing value of pandas", lambda: region(population=pd.NA), "population: got <NA>, expected a whole number"),
    ("infinity", lambda: DimensionScore("output", float("inf")), "got inf, expected a finite decimal number"),
    ("beyond the scale", lambda: DimensionScore("output", 5),
     "got Decimal('5'), expected a finite decimal number, from 0 to 4"),
    ("a date in words", lambda: session(start="9 Juli 2018"),
     "expected a date as YYYY-MM-DD, YYYY-MM or YYYY or nothing; gm100.read_date reads dates"),
    ("a day that is not", lambda: session(start="2018-02-30"), "start: got '2018-02-30', expected a date"),
    ("a time of day", lambda: session(start=datetime(2018, 7, 9, 8, tzinfo=UTC)), "give the day alone: .date()"),
    ("one text for several", lambda: win(pillars="living"), "put it in a list: ['living']"),
    ("one text for a sequence", lambda: mou(parties="a"),
     "parties: got 'a', expected a tuple of text; put it in a list: ['a']"),
    ("a set for a sequence", lambda: region(aliases={"b", "c"}), "a set has no order, give a list"),
    ("one thing twice", lambda: win(pillars=["living", "living"]), "give each value once"),
    ("one key twice", lambda: result(scores=[("a", 1), ("a", 2)]),
     "scores.1.dimension: a is given twice, expected it once"),
    ("a wrong item", lambda: win(pillars=["living", "livin"]), "pillars: got 'livin', expected one of governance"),
    ("a wrong value inside", lambda: result(scores={"baseline": 36}),
     "scores.0.value: got Decimal('36'), expected a finite decimal number, from 0 to 4"),
    ("two wrong values inside", lambda: result(scores={"a": 5, "b": 6}), "Evaluation: 2 problems"),
    ("a mapping of nothing in pairs", lambda: mou(signatories={"A": "B"}),
     "signatories: got {'A': 'B'}, expected a tuple of Person"),
    ("a dict for an entity", lambda: mou(source={"title": "a"}),
     "build the entity, or read a document with gm100.loads"),
    ("another entity", lambda: mou(source=Person("A")), "expected Source or nothing"),
    ("a range from high to low", lambda: Indicator("a", output=(100, 0)),
     "output: runs from 100 to 0, expected low below high"),
    ("a range of three", lambda: Indicator("a", output=(0, 1, 2)), "output: got (0, 1, 2), expected Scale or nothing"),
    ("up", lambda: Indicator("a", direction="up"), "got 'up', expected one of higher, lower"),
    ("no children", lambda: group(children=[]), "children: got (), expected a tuple of"),
    ("a text for a tree", lambda: card(root="g"), "root: got 'g', expected Group"),
    ("a long list", lambda: region(aliases=[1] * 1000), "aliases.19: got 1, expected text\n  and 980 more"),
    ("a number of 2,000 digits", lambda: region(area_km2="9" * 2000), "area_km2: got '99999999"),
    ("all that is wrong at once", lambda: Region(code="a", name="", kind="b", province="c"), "Region: 4 problems"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "stored"), [pytest.param(*row[1:], id=row[0]) for row in TAKEN])
def test_what_is_meant_is_stored_as_one_thing(made: Callable[[], Any], stored: Any) -> None:
    """Every natural form is taken, and what is stored does not tell how it was written."""
    found = made()
    assert found == stored
    assert isinstance(found, type(stored)) or isinstance(stored, set)


@pytest.mark.parametrize(("made", "message"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_what_cannot_be_is_refused_with_what_to_write(made: Callable[[], Any], message: str) -> None:
    """Everything else is refused in words, and never with an error from inside."""
    with pytest.raises(Gm100Error) as caught:
        made()
    assert message in str(caught.value)
    assert len(str(caught.value)) < 4000


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, float("nan"), "", "a", "99.01", "2018-07-09", b"a", [],
    [None], {}, {"a": 1}, set(), (1, 2, 3, 4),
    date(2018, 7, 9), object(), type, np.array([1.0]), np.float64(1),
    BimtekStage.I, PartialDate(2018), OrderedDict(a=[]),
    Decimal("sNaN"), "\ud800", "9" * 5000, 10**400, iter([1]), lambda: None,
)  # fmt: skip
"""Things that somebody passes sooner or later."""

BUILT = {
    Region: region(), Pillar: pillar(), QuickWin: win(), BimtekSession: session(), MoU: mou(), Evaluation: result(),
    Indicator: Indicator("a"), Group: group(), Scorecard: card(), Source: Source("a"), Award: Award(**PLACE, name="a"),
    LetterNumber: LetterNumber("a"), DimensionScore: SCORES[0], Dossier: Dossier(**PLACE),
}  # fmt: skip


@pytest.mark.parametrize("entity", BUILT.values(), ids=[cls.__name__ for cls in BUILT])
def test_nothing_else_comes_out(entity: Any) -> None:
    """Whatever is given for whatever field, it is taken or refused with an error of ours."""
    taken_or_refused(entity, ODD)


@pytest.mark.libraries
@pytest.mark.parametrize("entity", BUILT.values(), ids=[cls.__name__ for cls in BUILT])
def test_nor_for_what_pandas_calls_missing(entity: Any) -> None:
    """The missing values of pandas are not an exception."""
    taken_or_refused(entity, (pd.NA, pd.NaT))


def taken_or_refused(entity: Any, given: tuple[Any, ...]) -> None:
    """Give each field each thing."""
    for field in attrs.fields(type(entity)):
        for odd in given:
            try:
                made = attrs.evolve(entity, **{field.name: odd})
            except InvalidEntityError as error:
                assert error.issues  # noqa: PT017 - it is taken or refused; both are right here
            else:
                attrs.validate(made)
                assert attrs.evolve(made) == made
