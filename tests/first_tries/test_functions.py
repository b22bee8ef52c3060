"""
What somebody types at first, function by function: it gives a result, or a refusal that says what to write.
"""

from __future__ import annotations

import copy
import pickle
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from tempfile import mkdtemp
from typing import Any

import numpy as np
import pydantic
import pytest

import gm100
from gm100.adapters import workbook

CARD = gm100.scorecards()["kominfo-2023-regular"]
PUBLISHED = gm100.evaluations(scorecard=CARD)
MARKS = {indicator.id: 3.0 for indicator in CARD.indicators}
FRAMES = re.compile(r"\b(pd|FRAME|BLANK|to_frame)\b")
"""Names that only lines about frames need."""

NAMES: dict[str, Any] = {
    "gm100": gm100,
    "np": np,
    "date": date,
    "datetime": datetime,
    "Decimal": Decimal,
    "CARD": CARD,
    "PUBLISHED": PUBLISHED,
    "again": lambda thing: pickle.loads(pickle.dumps(thing)),  # noqa: S301 - our own bytes
    "copy": copy,
    "pydantic": pydantic,
    "MARKS": MARKS,
    "SCORES": gm100.score(PUBLISHED, CARD),
    "DOSSIER": gm100.dossiers()["35.03"],
    "FOLDER": mkdtemp(),
    "workbook": workbook,
}

TAKEN = [
    # A scorecard by its id.
    ('gm100.rank(PUBLISHED, "kominfo-2023-regular").places[0].unit', "32.73"),
    ('gm100.rank(PUBLISHED, "kominfo-2023-regular", engine=gm100.scoring.Engine()).places[0].unit', "32.73"),
    ('gm100.score({"code": "x", **MARKS}, "kominfo-2023-regular").value', Decimal("3.00")),
    ('gm100.diff("kominfo-2023-regular", "kominfo-2023-regular")', ()),
    ('str(gm100.effective_weights("kominfo-2023-regular")["output"])', "0.2"),
    ('gm100.scoring.compiled("kominfo-2023-regular").codes', tuple(MARKS)),
    ('gm100.scoring.check_scorecard("kominfo-2023-regular")', ()),
    ('gm100.sensitivity(PUBLISHED, "kominfo-2023-regular", draws="3").draws', 3),
    ('len(gm100.leave_one_out(PUBLISHED, "kominfo-2023-regular", ["output"]))', 1),
    ('gm100.sobol(PUBLISHED, "kominfo-2023-regular", samples=2, resamples=1).samples', 2),
    ('gm100.panel({"2023": PUBLISHED}, "kominfo-2023-regular").years', (2023,)),
    ('list(gm100.score_frame(FRAME, "kominfo-2023-regular")["index"])', [3.0, 2.0]),
    # Rankings of your own have no names and no published index.
    ('list(gm100.rank([{"code": "x", **MARKS}], CARD).to_rows()[0])', ["rank", "code", "index"]),
    ('list(gm100.score([{"code": "x", **MARKS}], CARD).to_rows()[0])', ["code", "index"]),
    ('str(gm100.rank([{"code": "x", **MARKS}], CARD))', "rank  code  index\n   1  x      3.00"),
    ("list(gm100.rank(PUBLISHED, CARD).to_rows()[0])", ["rank", "code", "region", "index", "published", "match"]),
    ('">region<" in gm100.rank([{"code": "x", **MARKS}], CARD)._repr_html_()', False),
    ('workbook.write_table(gm100.rank([{"code": "x", **MARKS}], CARD), FOLDER + "/own.xlsx")', None),
    # A unit is in a ranking as it is in scores; what is looked up can be a key of a cache.
    ('"32.73" in gm100.rank(PUBLISHED, CARD)', True),
    ('"99.99" in gm100.rank(PUBLISHED, CARD)', False),
    ('"32.73" in gm100.rank(PUBLISHED, CARD).top(1), "35.77" in gm100.rank(PUBLISHED, CARD).top(1)', (True, False)),
    ("(lambda ranking: ranking.places[0] in ranking)(gm100.rank(PUBLISHED, CARD))", True),
    ("hash(gm100.regions()) == hash(again(gm100.regions()))", True),
    ("len({gm100.provinces(), gm100.scorecards(), gm100.dossiers(), gm100.pillars(), gm100.rule_books()})", 5),
    ("isinstance(hash(gm100.panel({2023: PUBLISHED}, CARD)), int)", True),
    # A dossier by the code or the name of its region; a day as text; a rule book by its year.
    ('gm100.check("35.03", on="2022-12-31").book', "2022"),
    ('gm100.check("Pemkab Trenggalek", on=date(2022, 12, 31)).region', "35.03"),
    ('gm100.check(DOSSIER, on="2022-12-31", book=2018).book', "2018"),
    ('str(gm100.check(DOSSIER, on=pd.Timestamp("2022-12-31")).on)', "2022-12-31"),
    ('gm100.check(gm100.regions()["35.03"], on="2022-12-31").region', "35.03"),
    ('len(gm100.timeline("Kabupaten Trenggalek")) == len(gm100.timeline(DOSSIER))', True),
    ('gm100.stage_of("35.03", "2022-09-06").value', "bimtek-4"),
    ('gm100.next_steps("35.03", "2022-09-07")[0].step', "council"),
    # A region by itself, its code or its name; a year as text.
    ('{e.region for e in gm100.evaluations(region="Kabupaten Malang")}', {"35.07"}),
    ('len(gm100.evaluations(year="2023")) == len(gm100.evaluations(year=2023)) > 0', True),
    ('gm100.evaluations(region="35.03")', ()),
    ('gm100.cohort_of("Kota Bogor").year', 2017),
    ('gm100.cohort_of(gm100.regions()["35.03"], on="2022-12-31").year', 2022),
    ('gm100.cohorts()["2018"].year', 2018),
    ('len(gm100.members(cohort="2018")), len(gm100.members(on="2021-12-31"))', (50, 141)),
    ('{m.status.value for m in gm100.memberships(status="repeat")}', {"repeat"}),
    ('round(gm100.distance_km("Kota Kediri", "35.06")) < 50', True),
    ('[r.code for r in gm100.regions().near("Kabupaten Trenggalek", "1")]', ["35.02"]),
    ('len(gm100.regions().where(province="Jawa Timur", kind="kota", timezone="WIB"))', 9),
    ('gm100.regions().resolve("Pontianak", on="2020-01-01").code', "61.71"),
    ('str(gm100.PartialDate("2022-04")), str(gm100.PartialDate(date(2022, 4, 21)))', ("2022-04", "2022-04-21")),
    ('str(gm100.PartialDate.of("2022")), str(gm100.PartialDate.of(2022))', ("2022", "2022")),
    ('str(gm100.read_date("8 Mei", year="2018").start)', "2018-05-08"),
    # Codes of units, and tables of every kind.
    ('gm100.rank([{"code": 7, **MARKS}], CARD).places[0].unit', "7"),
    ('gm100.rank([{"code": np.int64(7), **MARKS}], CARD).places[0].unit', "7"),
    ('gm100.rank([{"code": 7.0, **MARKS}], CARD).places[0].unit', "7"),
    ('gm100.score({"kode": "x", "nama": "X", **MARKS}, CARD).name', "X"),
    ('gm100.score({"code": "x", **{code: np.float64(3) for code in MARKS}}, CARD).value', Decimal("3.00")),
    ("gm100.rank(FRAME, CARD).places[0].unit", "x-1"),
    ('gm100.rank(FRAME.set_index("code"), CARD).places[0].unit', "x-1"),
    ('gm100.rank(FRAME.rename(columns={"code": "kode"}), CARD).places[0].unit', "x-1"),
    ("gm100.rank(FRAME.assign(code=[1, 2]), CARD).places[0].unit", "1"),
    ("gm100.score(FRAME.iloc[0], CARD).unit", "x-1"),
    ("gm100.rank({name: FRAME[name].to_numpy() for name in FRAME}, CARD).places[0].unit", "x-1"),
    ('gm100.rank({"code": "x", **MARKS}, CARD).places[0].unit', "x"),
    # Questions to results.
    ('gm100.rank(PUBLISHED, CARD, ties="dense").ties.value', "dense"),
    ('len(gm100.rank(PUBLISHED, CARD).top("5"))', 5),
    ('gm100.needed_for(SCORES, "32.73", index=3.9).target', Decimal("3.9")),
    ('gm100.needed_for(SCORES, "32.73", index="3.90").target', Decimal("3.90")),
    ('gm100.what_if(SCORES, "32.73", {"output": "4"}).difference > 0', True),
    ("gm100.mean_answer([1, 4])", Decimal("2.5")),
    # In and out.
    ("len(gm100.loads(gm100.dumps(gm100.regions())))", 514),
    ("len(gm100.to_frame(gm100.provinces()))", 38),
    ('len(gm100.to_frame(gm100.regions()["35.03"]))', 1),
    ("len(gm100.to_frame(gm100.memberships()))", 258),
    # Into other processes, caches and hosts.
    ('again(SCORES)["32.73"].value == SCORES["32.73"].value', True),
    ('again(gm100.rank(PUBLISHED, CARD)).rank_of("32.73")', Decimal(1)),
    ("again(gm100.sensitivity(PUBLISHED, CARD, draws=3)).draws", 3),
    ('len(again(gm100.regions().where(province="34")))', 5),
    ("again(gm100.BOOK_2018) == gm100.BOOK_2018", True),
    ('copy.deepcopy(gm100.rule_books())["2018"].id', "2018"),
    ("{CARD: 1}[again(CARD)]", 1),
    (
        'pydantic.TypeAdapter(gm100.DimensionScore).validate_python({"dimension": "output", "value": 3}).dimension',
        "output",
    ),
    ('"function" in gm100.export_scorecard("kominfo-2023-regular")', True),
    ('len(gm100.to_frame(gm100.dossiers()["35.03"].mous))', 1),
    ("len(gm100.to_frame(SCORES)) == len(SCORES)", True),
    ('gm100.to_frame(gm100.rank(PUBLISHED, CARD), level=1, backend="polars").columns[-1]', "quick_win"),
    ('gm100.to_rows(gm100.scorecards()["kominfo-2021"])[1]["parent"]', "index"),
    ("gm100.to_rows(gm100.compare(SCORES[0], SCORES[1]))[-1]['part']", "rounding"),
    ('len(gm100.loads(gm100.dumps(gm100.regions(), format="csv"), format="csv"))', 514),
    ('gm100.from_frame(gm100.to_frame(PUBLISHED[:1]), "Evaluation") == PUBLISHED[:1]', True),
    ('gm100.loads(gm100.dumps(DOSSIER), entity="Dossier") == DOSSIER', True),
    ('gm100.schema("Evaluation")["title"]', "Evaluation"),
]

REFUSED = [
    ('workbook.write_table(gm100.provinces(), FOLDER + "/provinces.csv")', "'.csv'", ".xlsx"),
    # A scorecard.
    ('gm100.rank(PUBLISHED, "kominfo-2023")', "'kominfo-2023'", "kominfo-2023-regular"),
    ("gm100.rank(PUBLISHED, None)", "card: got None, expected Scorecard or text; gm100.scorecards()"),
    ("gm100.rank(CARD, PUBLISHED)", "card: got a tuple, expected Scorecard"),
    ('gm100.score(PUBLISHED, "mine.json")', "card: got 'mine.json'", "gm100.load(path) reads it"),
    ('gm100.diff("a", "b")', "'a'"),
    ("gm100.diff(CARD, 7)", "other: got 7, expected Scorecard or text"),
    ("gm100.effective_weights(CARD.root)", "card: got a Group, expected Scorecard"),
    ('gm100.rank(PUBLISHED, CARD, ties="best")', "ties: got 'best', expected one of min, max, average"),
    ('gm100.rank(PUBLISHED, CARD, engine="mine")', "engine: got 'mine', expected Engine"),
    # A table.
    ("gm100.rank(None, CARD)", "data: got None, expected rows, columns or a frame"),
    ('gm100.score("table.csv", CARD)', "table.csv: there is no such file"),
    ("gm100.score(7, CARD)", "data: got 7"),
    ("gm100.score([1, 2], CARD)", "row 1: got 1, expected an evaluation or a dict"),
    ("gm100.score({}, CARD)", "expected the key 'code'"),
    ('gm100.rank(FRAME.drop(columns="code"), CARD)', "a column 'code'", "make them the index"),
    ("gm100.rank(gm100.to_frame(PUBLISHED), CARD)", "gm100.from_frame(frame, gm100.Evaluation)"),
    ('gm100.rank([{"code": 35.1, **MARKS}], CARD)', "row 1, code: got 35.1", "write it as text"),
    ('gm100.rank([{"code": None, **MARKS}], CARD)', "row 1, code: got None"),
    ('gm100.rank([{"code": "", **MARKS}], CARD)', "row 1, code: got ''"),
    ('gm100.rank([{"code": True, **MARKS}], CARD)', "row 1, code: got True"),
    ('gm100.rank([{"code": float("nan"), **MARKS}], CARD)', "row 1, code: got nan"),
    ('gm100.score({"code": "x", **MARKS, "output": "3,5"}, CARD)', "x, output: got '3,5', expected a number"),
    ('gm100.score({"code": "x", **MARKS, "output": True}, CARD)', "x, output: got True, expected a number"),
    ('gm100.score_frame("table.csv", CARD)', "frame: got 'table.csv', expected a frame of pandas"),
    ("gm100.panel([PUBLISHED], CARD)", "tables: got a list, expected mapping"),
    ('gm100.panel({"now": PUBLISHED}, CARD)', "tables: got 'now', expected a whole number"),
    # A dossier, a day, a book.
    ('gm100.check("Malang", on="2022-12-31")', "35.07 Kabupaten Malang", "35.73 Kota Malang"),
    ('gm100.check("Atlantis", on="2022-12-31")', "unknown region 'Atlantis'"),
    ('gm100.check("dossier.toml", on="2022-12-31")', "gm100.load(path) reads it"),
    ('gm100.check(None, on="2022-12-31")', "dossier: got None, expected Dossier, Region, Province or text"),
    ("gm100.check(7, on=8)", "dossier: got 7", "on: got 8"),
    ("gm100.check(DOSSIER, on=None)", "on: got None", "'2022-12-31'"),
    ('gm100.check(DOSSIER, on="2022")', "on: got '2022', expected a day as YYYY-MM-DD; 2022-12-31 is its last day"),
    ('gm100.check(DOSSIER, on="31-12-2022")', "on: got '31-12-2022', expected a day as YYYY-MM-DD"),
    ("gm100.check(DOSSIER, on=datetime(2022, 12, 31, 8))", "take its .date()"),
    ('gm100.check(DOSSIER, on="2022-12-31", book="2020")', "'2020'", "2021"),
    ("gm100.timeline(PUBLISHED)", "dossier: got a tuple, expected Dossier"),
    ('gm100.stage_of(DOSSIER, "soon")', "on: got 'soon'"),
    ('gm100.explain("MOU-002")', "GM100-MOU-002"),
    ('gm100.explain("GM100-MOU-002", lang="fr")', "'fr'", "id or en"),
    # A region, a year.
    ('gm100.evaluations(region="Malang")', "35.07 Kabupaten Malang"),
    ("gm100.evaluations(year=2019)", "'2019'", "2020 or 2021"),
    ('gm100.evaluations(year="last")', "year: got 'last', expected a year"),
    ('gm100.evaluations(scorecard="spbe-2020")', "'spbe-2020'", "kominfo-2023-regular"),
    ("gm100.cohort_of(35.1)", "region: got 35.1", "write the code as text, '35.10'"),
    ("gm100.cohort_of(3503)", "region: got 3503", "'35.03'"),
    ("gm100.cohort_of(None)", "region: got None"),
    ('gm100.cohort_of("")', "''"),
    ("gm100.cohort_of(True)", "region: got True"),
    ('gm100.members(on="2021")', "on: got '2021'", "2021-12-31 is its last day"),
    ('gm100.memberships(status="gone")', "status: got 'gone', expected one of member, repeat"),
    ("gm100.cohorts()[2020]", "'2020'"),
    ('gm100.regions()["Kabupaten Malang"]', "35.07"),
    ("gm100.regions()[3503]", "35.03"),
    ("gm100.regions()[[]]", "a list"),
    ("gm100.regions().resolve(None)", "text: got None, expected text"),
    ('gm100.regions().resolve_all("Malang")', "texts: got 'Malang', expected collection of text"),
    ("gm100.regions().resolve_all(BLANK)", "it is at position 1"),
    ('gm100.regions().where(kind="desa")', "kind: got 'desa', expected one of kabupaten, kota"),
    ('gm100.regions().where(island_group="Java")', "island_group: got 'Java'", "Jawa"),
    ('gm100.regions().near("35.03", -1)', "n: got -1, expected a whole number of 0 or more"),
    ('gm100.regions().near("35.03", same="ocean")', "same: got 'ocean', expected one of province, island_group"),
    ('gm100.distance_km("Kota Kediri", None)', "other: got None, expected Region or text"),
    ('gm100.PartialDate("April 2022")', "'April 2022' cannot be read as a date"),
    ("gm100.PartialDate(True)", "cannot be read as a date"),
    ("gm100.PartialDate(2022, 13)", "month must be in 1..12"),
    ("gm100.read_date(None)", "text: got None, expected text"),
    ('gm100.read_stage("bimtek I")', "text: got 'bimtek I'", "Tahap I"),
    # Numbers and other options.
    ("gm100.sensitivity(PUBLISHED, CARD, draws=0)", "draws: got 0, expected a whole number of 1 or more"),
    ("gm100.sensitivity(PUBLISHED, CARD, draws=2.5)", "draws: got 2.5, expected whole number"),
    ("gm100.sensitivity(PUBLISHED, CARD, [0.1])", "factors: got a list, expected list of WeightShare"),
    ("gm100.sobol(PUBLISHED, CARD, confidence=95)", "confidence: got 95, expected a share between 0 and 1"),
    ('gm100.needed_for(SCORES, "32.73", band="best")', "'best'"),
    ('gm100.needed_for(SCORES, "32.73", rank=0)', "'0'"),
    ("gm100.needed_for(PUBLISHED, '32.73', rank=1)", "scores: got a tuple, expected Scores; gm100.score(rows, card)"),
    ('gm100.what_if(SCORES, "Kota Bandung", {})', "32.73"),
    ("SCORES[999]", "'999'", "0 to 74"),
    ('gm100.rank(PUBLISHED, CARD)["Kota Bandung"]', "32.73"),
    ("gm100.compare(SCORES[0], None)", "other: got None, expected ScoreResult"),
    ("gm100.improvement(SCORES[0], SCORES[1])", "previous: got", "expected a result of"),
    ('gm100.scoring.ranks([1, "a"])', "values: got a list, expected numbers"),
    ('gm100.mean_answer({"1": 2})', "answers: got '1', expected whole numbers"),
    ('gm100.ahp({"a": 3})', "a number for every pair"),
    ('gm100.ahp({"a/b": 3, "b/c": 2})', "missing are a/c"),
    ("gm100.scoring.Engine().with_aggregator('mine', 3)", "function: got 3"),
    # In and out.
    ("gm100.loads(None)", "data: got None, expected text or bytes"),
    ('gm100.loads("")', "1 problem"),
    ('gm100.loads("{}", indent=2)', "indent: got 2"),
    ('gm100.loads("{}", entity="Dosier")', "Dossier"),
    ("gm100.load(None)", "path: got None, expected text, path of text or open binary file"),
    ('gm100.load("nothing.json")', "nothing.json: there is no such file"),
    ('gm100.load("")', "path: got ''"),
    ("gm100.dumps(None)", "data: got None, expected one entity"),
    ("gm100.dumps([DOSSIER, CARD])", "it contains Dossier, Scorecard"),
    ('gm100.dumps(DOSSIER, format="xml")', "'xml'", "json"),
    ("gm100.dumps(DOSSIER, indents=2)", "indents: got 2, expected one of"),
    ('gm100.dump(DOSSIER, "dossier.docx")', "'.docx'"),
    ("gm100.to_frame([])", "it is empty"),
    ("gm100.to_frame(SCORES, level=0)", "level: got 0"),
    ('gm100.to_frame(SCORES, nodes="inpact")', "'inpact'", "impact"),
    ("gm100.to_rows(3)", "data: got 3"),
    ('gm100.to_frame(PUBLISHED, backend="excel")', "pandas, polars"),
    ('gm100.to_frame(PUBLISHED, numbers="exact")', "numbers: got 'exact', expected float or text"),
    ("gm100.from_frame(FRAME, gm100.Dossier)", "cls: got the class Dossier"),
    ("gm100.schema(DOSSIER)", "cls: got a Dossier, expected class or text"),
    ("gm100.schema(int)", "cls: got the class int, expected an entity class"),
    ('gm100.rule("X-1", severity="high", title=None, sources=())', "title: got None"),
    ("gm100.BOOK_2018.with_rule(print)", "added: got a builtin_function_or_method, expected BookRule"),
]


@cache
def frames() -> dict[str, Any]:
    """The names of frames."""
    import pandas as pd

    frame = pd.DataFrame({"code": ["x-1", "x-2"], **{code: [3.0, 2.0] for code in MARKS}})
    return {"pd": pd, "FRAME": frame, "BLANK": pd.Series(["Kota Kediri", None])}


def typed(text: str) -> Any:
    """What Python makes of a line that was typed."""
    names = NAMES | frames() if FRAMES.search(text) else dict(NAMES)
    return eval(text, names)  # noqa: S307 - the lines are in this file


def lines(rows: list[Any]) -> list[Any]:
    """The rows as parameters; those about frames need an engine."""
    return [pytest.param(row, id=row[0], marks=pytest.mark.libraries if FRAMES.search(row[0]) else ()) for row in rows]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
class TestFirstTries:
    @pytest.mark.parametrize("row", lines(TAKEN))
    def test_it_is_taken(self, row: tuple[str, object]) -> None:
        """What can be meant in one way only is taken."""
        line, result = row
        assert typed(line) == result

    @pytest.mark.parametrize("row", lines(REFUSED))
    def test_it_is_refused(self, row: tuple[str, ...]) -> None:
        """Anything else is refused on purpose, and the refusal names the argument, what was got, and what to write."""
        line, *words = row
        with pytest.raises(gm100.Gm100Error) as caught:
            typed(line)
        assert [word for word in words if word not in str(caught.value)] == []

    def test_the_refusal_can_be_caught_as_python_would_raise_it(self) -> None:
        """Code that expects a TypeError or a ValueError gets it."""
        for builtin in (TypeError, ValueError):
            with pytest.raises(builtin):
                gm100.loads(None)  # type: ignore[call-overload]  # the mistake that is tried
