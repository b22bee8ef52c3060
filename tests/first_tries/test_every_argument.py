"""
Every argument of every public function, given what somebody may have in hand: taken, or refused on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.adapters.atlas import atlas_pages, write_atlas

CARD = gm100.scorecards()["kominfo-2023-regular"]
DOSSIER = gm100.dossiers()["35.03"]
PUBLISHED = gm100.evaluations(scorecard=CARD)[:6]
SCORES = gm100.score(PUBLISHED, CARD)
UNIT = SCORES[0].unit


class Library:
    """What a library makes, made when a call is run."""

    def __init__(self, module: str, name: str, *given: Any) -> None:
        self.module, self.name, self.given = module, name, given

    def make(self) -> Any:
        """Return it."""
        found = getattr(import_module(self.module), self.name)
        return found(*self.given) if self.given else found


class Frame:
    """A frame of pandas, made when a call is run."""

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self.columns = columns

    def make(self) -> Any:
        """Return the frame."""
        import pandas as pd

        return pd.DataFrame(self.columns)


FRAME = Frame({"code": ["x"]} | {indicator.id: [3.0] for indicator in CARD.indicators})
REGIONS, RANKING = gm100.regions(), gm100.rank(PUBLISHED, CARD)
DAY = date(2022, 12, 31)
RULE = "GM100-MOU-002"
FLAT: dict[str, list[Any]] = {"region": ["99.01"], "edition": ["made-up"], "year": [2023]}
PANEL = gm100.panel({2022: PUBLISHED, 2023: PUBLISHED}, CARD)
TEXT = gm100.dumps(PUBLISHED)
FILES = {"in.json": TEXT, "in.jsonl": gm100.dumps(PUBLISHED, format="jsonl")}
CHECKED = {"dossier": DOSSIER, "on": DAY, "book": None}
SCORED = {"data": PUBLISHED, "card": CARD, "engine": None}

VALUES: dict[str, Any] = {
    "a scorecard": CARD,
    "a dossier": DOSSIER,
    "a region": REGIONS["35.03"],
    "evaluations": PUBLISHED,
    "a frame": FRAME,
    "an id": "kominfo-2023-regular",
    "a code": "35.03",
    "a name": "Kabupaten Malang",
    "a name of two": "Malang",
    "a day as text": "2022-12-31",
    "a year as text": "2022",
    "any text": "x",
    "no text": "",
    "a day": DAY,
    "a moment": datetime(2022, 12, 31, 8),  # noqa: DTZ001 - the mistake that is tried
    "a year": 2022,
    "a number below zero": -1,
    "a float": 35.1,
    "not a number": float("nan"),
    "nothing": None,
    "true": True,
    "a list of numbers": [1, 2],
    "a list of texts": ["a"],
    "a mapping": {},
    "a mapping of numbers": {1: 2},
    "a mapping of nothing": {None: None},
    "a set of texts": {"a"},
    "bytes": b"x",
    "bytes that change": bytearray(b"x"),
    "contents for a path": "code,baseline\n" * 400,
    "a text stream": StringIO("code,baseline\n"),
    "a number of pandas that is missing": Library("pandas", "NA"),
    "an array without dimensions": Library("numpy", "array", 5),
    "a function": len,
    "a class": int,
    "an object": object(),
}

# Function -> a call that works, argument by argument. What calls back is left out: its errors are the caller's own.
CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "ahp": (gm100.ahp, {"comparisons": {"a/b": 3}}),
    "awards": (gm100.awards, {"region": "35.03", "year": 2022}),
    "check": (gm100.check, CHECKED),
    "check_scorecard": (gm100.scoring.check_scorecard, {"card": CARD, "engine": None}),
    "cohort_of": (gm100.cohort_of, {"region": "35.03", "on": None}),
    "compare": (gm100.compare, {"one": SCORES[0], "other": SCORES[0]}),
    "compiled": (gm100.scoring.compiled, {"card": CARD, "engine": None}),
    "audit": (gm100.audit, {"card": CARD, "against": CARD}),
    "diff": (gm100.diff, {"one": CARD, "other": CARD}),
    "distance_km": (gm100.distance_km, {"one": "35.03", "other": "35.04"}),
    "dump": (gm100.dump, {"data": PUBLISHED, "path": "out.json", "format": None}),
    "dumps": (gm100.dumps, {"data": PUBLISHED, "format": "json"}),
    "effective_weights": (gm100.effective_weights, {"card": CARD}),
    "events": (gm100.events, {"region": "35.03", "kind": "award", "year": 2022}),
    "evaluations": (gm100.evaluations, {"scorecard": CARD, "year": 2023, "region": "35.07"}),
    "explain": (gm100.explain, {"rule_id": RULE, "lang": "en"}),
    "read_table": (
        gm100.read_table,
        {"path": BytesIO(b"code,d1\n99.01,1\n"), "card": "spbe-2020", "extra": "keep", "lang": "id", "sheet": None},
    ),
    "from_frame": (
        gm100.from_frame,
        {"frame": Frame(FLAT), "cls": gm100.Evaluation, "questions": None, "separator": "; "},
    ),
    "export_scorecard": (gm100.export_scorecard, {"card": CARD, "to": "js", "name": None}),
    "improvement": (gm100.improvement, {"current": SCORES[0], "previous": SCORES[0], "decimals": 2}),
    "iter_dump": (gm100.iter_dump, {"data": PUBLISHED, "path": "out.jsonl", "engine": "json"}),
    "iter_load": (
        lambda **given: list(gm100.iter_load(**given)),
        {"path": "in.jsonl", "entity": None, "limits": gm100.serializers.LIMITS, "engine": "json"},
    ),
    "leave_one_out": (
        gm100.leave_one_out,
        {"data": PUBLISHED, "card": CARD, "nodes": ["output"], "ties": "min", "engine": None},
    ),
    "load": (gm100.load, {"path": "in.json", "format": None, "entity": None, "limits": gm100.serializers.LIMITS}),
    "load_lenient": (gm100.load_lenient, {"path": "in.json", "format": None, "entity": None}),
    "load_plugins": (gm100.scoring.load_plugins, {"engine": gm100.scoring.Engine()}),
    "loads": (gm100.loads, {"data": TEXT, "format": "json", "document": None, "entity": None}),
    "loads_lenient": (gm100.loads_lenient, {"data": TEXT, "format": "json", "document": None, "entity": None}),
    "mean_answers": (gm100.mean_answers, {"tallies": {"a": {3: 1, 4: 2}}, "no_answer": [9]}),
    "mean_answer": (gm100.mean_answer, {"answers": [1, 2], "no_answer": ()}),
    "members": (gm100.members, {"on": None, "cohort": None, "region": None}),
    "memberships": (gm100.memberships, {"cohort": None, "region": None, "status": None}),
    "needed_for": (
        gm100.needed_for,
        {
            "scores": SCORES,
            "unit": UNIT,
            "index": Decimal("3.9"),
            "target": None,
            "band": None,
            "rank": None,
            "nodes": (),
            "decimals": 2,
            "costs": None,
        },
    ),
    "next_steps": (gm100.next_steps, CHECKED),
    "panel": (gm100.panel, {"tables": {2022: PUBLISHED}, "card": CARD, "bounds": "first", "engine": None}),
    "rank": (gm100.rank, {**SCORED, "ties": "min"}),
    "ranks": (gm100.scoring.ranks, {"values": [1, 2, 2], "ties": "min", "decimals": None, "best_first": True}),
    "read_date": (gm100.read_date, {"text": "8 Mei 2018", "year": None, "years": ()}),
    "read_stage": (gm100.read_stage, {"text": "Tahap I"}),
    "resolve_table": (
        gm100.resolve_table,
        {
            "table": [{"nama": "Kab. Malang"}],
            "columns": None,
            "on": None,
            "within": None,
            "level": None,
            "bare": None,
            "known": (),
        },
    ),
    "resolve_frame": (
        gm100.resolve_frame,
        {"frame": Frame({"name": ["Kota Kediri"]}), "column": "name", "to": "code", "problems": "raise"},
    ),
    "rounded_mean": (gm100.adapters.rounded_mean, {"total": "a", "count": "b", "round": 2}),
    "rule": (
        gm100.rule,
        {
            "id": "MINE-MOU-001",
            "severity": "must",
            "title": gm100.Bilingual("apa", "what"),
            "sources": gm100.rule_of(RULE).sources,
            "about": None,
            "explanation": None,
            "remedy": None,
            "effective_from": None,
            "effective_until": None,
            "parameters": (),
        },
    ),
    "rule_of": (gm100.rule_of, {"rule_id": RULE}),
    "schema": (gm100.schema, {"cls": gm100.Evaluation, "document": False}),
    "score": (gm100.score, SCORED),
    "score_frame": (
        gm100.score_frame,
        {
            "frame": FRAME,
            "card": CARD,
            "columns": None,
            "rank": True,
            "within": (),
            "problems": "raise",
            "unit": "code",
            "participated": "participated",
            "digits": None,
            "nodes": True,
            "prefix": "",
            "engine": None,
        },
    ),
    "sensitivity": (gm100.sensitivity, {**SCORED, "factors": None, "draws": 3, "seed": 7, "ties": "min"}),
    "sobol": (
        gm100.sobol,
        {**SCORED, "factors": None, "samples": 2, "seed": 7, "of": None, "resamples": 2, "confidence": 0.9},
    ),
    "stage_of": (gm100.stage_of, CHECKED),
    "status": (gm100.status, {"region": "35.03", "on": DAY}),
    "timeline": (gm100.timeline, {"dossier": DOSSIER}),
    "to_frame": (
        gm100.to_frame,
        {"entities": PUBLISHED, "backend": "pandas", "questions": False, "numbers": "float", "separator": "; "},
    ),
    "to_rows": (gm100.to_rows, {"data": PUBLISHED, "separator": "; "}),
    "verify": (
        gm100.verify,
        {
            "claims": [{"kode": "35.71", "cohort": 2019}],
            "region": "35.71",
            "year": 2022,
            "index": "3.31",
            "rank": 22,
            "cohort": 2019,
            "award": "ISNA",
            "mou": "2019-05-15",
        },
    ),
    "what_if": (gm100.what_if, {"scores": SCORES, "unit": UNIT, "changes": {"output": 3}}),
}

# The same for the cells of rows, and for what users call on catalogues, results and entities.
METHODS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "a row of verify": (
        lambda **row: gm100.verify([row]),
        {"region": "35.71", "year": 2022, "index": "3.31", "rank": 22, "cohort": 2019, "award": "x", "mou": "2019"},
    ),
    "a row of resolve_table": (
        lambda **row: gm100.resolve_table([row]),
        {"nama": "Malang", "kode": "35.07", "jenis": "kota", "provinsi": "Jawa Timur"},
    ),
    "a row of resolve_table that is known": (
        lambda **row: gm100.resolve_table(["Malang"], known=[row]),
        {"text": "Malang", "code": "35.07"},
    ),
    "regions()[...]": (REGIONS.__getitem__, {"key": "35.03"}),
    "regions().where": (
        REGIONS.where,
        {"province": "35", "kind": "kota", "island_group": "Jawa", "timezone": "WIB"},
    ),
    "regions().by_bps": (REGIONS.by_bps, {"code": "3503"}),
    "regions().by_former_code": (REGIONS.by_former_code, {"code": "91.09"}),
    "regions().resolve": (REGIONS.resolve, {"text": "Pemkab Trenggalek", "on": None, "within": None}),
    "regions().match": (REGIONS.match, {"text": "Malang", "on": None, "within": None}),
    "regions().resolve_all": (REGIONS.resolve_all, {"texts": ["Malang"], "on": None, "within": None}),
    "regions().near": (REGIONS.near, {"region": "35.03", "n": 2, "same": "province"}),
    "provinces()[...]": (gm100.provinces().__getitem__, {"key": "35"}),
    "provinces().by_iso": (gm100.provinces().by_iso, {"code": "ID-JI"}),
    "provinces().where": (gm100.provinces().where, {"island_group": "Jawa", "timezone": "WIB"}),
    "cohorts()[...]": (gm100.cohorts().__getitem__, {"key": 2018}),
    "pillars()[...]": (gm100.pillars().__getitem__, {"key": next(iter(gm100.pillars()))}),
    "scorecards()[...]": (gm100.scorecards().__getitem__, {"key": CARD.id}),
    "dossiers()[...]": (gm100.dossiers().__getitem__, {"key": "35.03"}),
    "rule_books()[...]": (gm100.rule_books().__getitem__, {"key": "2018"}),
    "scores[...]": (SCORES.__getitem__, {"key": UNIT}),
    "regions().part": (REGIONS.part, {"keys": ["35.03"]}),
    "scores.columns": (SCORES.columns, {"level": 1, "nodes": ["impact"]}),
    "result[...]": (SCORES[0].__getitem__, {"node": "impact"}),
    "result.explain": (SCORES[0].explain, {"questions": False, "lang": "id"}),
    "comparison[...]": (gm100.compare(SCORES[0], SCORES[0]).__getitem__, {"node": "impact"}),
    "scorecard.in_force": (CARD.in_force, {"on": DAY}),
    "WeightShare.apart": (gm100.WeightShare.apart, {"card": CARD, "share": 0.25}),
    "scores.to_rows": (SCORES.to_rows, {"level": 1, "nodes": ["impact"]}),
    "ranking.to_rows": (RANKING.to_rows, {"level": 1, "nodes": ["impact"]}),
    "report.to_rows": (gm100.check("35.03", on="2020-01-01").to_rows, {"lang": "id"}),
    "timeline.to_rows": (gm100.timeline("35.03").to_rows, {"lang": "id"}),
    "book.to_rows": (gm100.BOOK_2018.to_rows, {"lang": "id"}),
    "scores.places": (SCORES.places, {"ties": "min"}),
    "ranking[...]": (RANKING.__getitem__, {"unit": UNIT}),
    "ranking.rank_of": (RANKING.rank_of, {"unit": UNIT}),
    "ranking.top": (RANKING.top, {"n": 3}),
    "panel[...]": (PANEL.__getitem__, {"year": 2023}),
    "panel.series": (PANEL.series, {"unit": UNIT}),
    "panel.improvement": (PANEL.improvement, {"unit": UNIT, "year": 2023, "decimals": 2}),
    "panel.change": (PANEL.change, {"unit": UNIT, "year": 2023, "since": None}),
    "book[...]": (gm100.BOOK_2018.__getitem__, {"rule_id": RULE}),
    "book.explain": (gm100.BOOK_2018.explain, {"rule_id": RULE, "lang": "id"}),
    "book.without": (gm100.BOOK_2018.without, {"rule_id": RULE}),
    "report.text": (gm100.check(DOSSIER, on=DAY).text, {"lang": "id"}),
    "scorecard[...]": (CARD.__getitem__, {"node": "output"}),
    "atlas_pages": (atlas_pages, {"lang": "id"}),
    "write_atlas": (write_atlas, {"folder": "atlas", "lang": "id"}),
    "PartialDate": (gm100.PartialDate, {"year": 2022, "month": 4, "day": 21}),
    "PartialDate.parse": (gm100.PartialDate.parse, {"text": "2022"}),
    "PartialDate.of": (gm100.PartialDate.of, {"value": DAY}),
    "LetterNumber.parse": (gm100.LetterNumber.parse, {"raw": "B-1004/DJAI/AI.01.04/12/2022"}),
}

QUICK = ("any text", "a number below zero", "nothing", "a mapping of numbers", "an object")
FEW = {name: VALUES[name] for name in QUICK}
"""What every argument is given in a quick run."""


def needing_frames(call: dict[str, Any]) -> bool:
    """Whether a call works with frames alone."""
    return "backend" in call or any(isinstance(value, Frame) for value in call.values())


NAMES = [
    pytest.param(name, marks=pytest.mark.libraries if needing_frames(call) else ())
    for name, (_, call) in (CALLS | METHODS).items()
]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files to read are in the working directory."""
    monkeypatch.chdir(tmp_path)
    # An atlas of one page: that the others are right is tested elsewhere, and they take seconds.
    monkeypatch.setattr("gm100.adapters.atlas.site._pages", lambda first: iter([("index.html", first)]))
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
class TestEveryArgument:
    def test_every_public_function_is_called(self) -> None:
        """A function that is made public must stand here; the catalogues take no argument."""
        catalogues = {
            "approaches",
            "award_editions",
            "cohorts",
            "dossiers",
            "pillars",
            "provinces",
            "regions",
            "rule_books",
            "scorecards",
        }
        rooms = (gm100, gm100.scoring, gm100.adapters)
        public = {name for room in rooms for name in dir(room) if name.islower() and callable(getattr(room, name))}
        assert public == {*CALLS} | catalogues

    @pytest.mark.parametrize("name", NAMES)
    def test_the_call_works(self, name: str) -> None:
        """Before anything is exchanged."""
        function, call = (CALLS | METHODS)[name]
        _run(function, call)

    @pytest.mark.parametrize("name", NAMES)
    def test_whatever_is_given(self, name: str) -> None:
        """No error comes from inside: it is a `Gm100Error`, or one of the file system where a path is given."""
        assert _raw(name, FEW) == {}

    @pytest.mark.slow
    @pytest.mark.libraries
    @pytest.mark.parametrize("name", CALLS | METHODS)
    def test_all_of_it(self, name: str) -> None:
        """The same for everything that somebody may have in hand."""
        assert _raw(name, VALUES) == {}


def _raw(name: str, values: dict[str, Any]) -> dict[tuple[str, str], str]:
    """
    Give every argument of a function each value, and return the errors from inside.
    """
    function, call = (CALLS | METHODS)[name]
    raw = {}
    for argument in call:
        for given, value in values.items():
            try:
                _run(function, {**call, argument: value})
            except (gm100.Gm100Error, OSError):
                continue
            except Exception as error:  # noqa: BLE001 - that no other kind is raised is what is tested
                raw[argument, given] = repr(error)
    return raw


def _run(function: Callable[..., Any], call: dict[str, Any]) -> None:
    """
    Call a function by name, and one that is an operator by position.
    """
    call = {name: value.make() if isinstance(value, Frame | Library) else value for name, value in call.items()}
    if getattr(function, "__name__", "") == "__getitem__":
        function(*call.values())
    else:
        function(**call)
