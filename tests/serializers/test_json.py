"""
JSON documents.
"""

import json
from decimal import Decimal
from typing import Any

import pytest

import gm100
from gm100 import DocumentError, Evaluation
from gm100.serializers.structure.shapes import is_tagged

MALANG = gm100.evaluations(scorecard="kominfo-2022-early", region="35.07")[0]


def document(**changes: Any) -> dict[str, Any]:
    """Return a document of one evaluation, with some fields changed."""
    made: dict[str, Any] = json.loads(gm100.dumps(MALANG))
    made["item"] = {**made["item"], **changes}
    return made


def issues(made: Any) -> list[tuple[str, str]]:
    """Return code and place of everything wrong with a document."""
    with pytest.raises(DocumentError) as caught:
        gm100.loads(made if isinstance(made, str) else json.dumps(made))
    return [(issue.code, issue.place) for issue in caught.value.issues]


class TestRoundTrip:
    @pytest.mark.parametrize(
        "value",
        [
            MALANG,
            gm100.regions()["94.04"],
            gm100.provinces()["34"],
            gm100.pillars()["living"],
            gm100.scorecards()["kominfo-2022-early"],
            gm100.score(MALANG, gm100.scorecards()["kominfo-2022-early"]),
            gm100.QuickWin(region="99.01", name="Siap 112", pillars=frozenset(gm100.PillarId)),
            gm100.MoU(region="13.07", ministry_number=gm100.LetterNumber.parse("B-32/DJAI/HK.04.02/04/2022")),
            gm100.BimtekSession(region="33.24", stage=gm100.BimtekStage.I, start=gm100.PartialDate.parse("2018-07")),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_what_is_written_is_read_back(self, value: Any) -> None:
        """An entity comes back equal, and is written the same again."""
        text = gm100.dumps(value)
        assert gm100.loads(text) == value
        assert gm100.dumps(gm100.loads(text)) == text

    def test_many(self) -> None:
        """Many of one type travel as one document, and come back as a tuple."""
        found = gm100.evaluations()
        assert gm100.loads(gm100.dumps(found)) == found

    def test_no_digit_is_lost(self) -> None:
        """Decimals are text: 3.60 does not become 3.6."""
        score = gm100.DimensionScore(dimension="baseline", value=Decimal("3.60"))
        assert '"value": "3.60"' in gm100.dumps(score)
        assert str(gm100.loads(gm100.dumps(score), gm100.DimensionScore).value) == "3.60"

    def test_mixed_types_are_refused(self) -> None:
        """A document holds entities of one type."""
        with pytest.raises(TypeError, match="Province, Region"):
            gm100.dumps([gm100.regions()["35.03"], gm100.provinces()["35"]])
        with pytest.raises(TypeError, match="one entity"):
            gm100.dumps(3)


class TestStrictness:
    def test_everything_wrong_comes_at_once(self) -> None:
        """Types, values, unknown keys and missing ones are listed in document order, each with its path."""
        made = document(
            regoin="35.07",
            year="2022",
            participated="yes",
            track="regularr",
            scores=[{"dimension": "baseline", "value": 1.4}, {"dimension": "Output", "value": "9"}, {"value": "1"}],
            published_index="2,51",
        )
        del made["item"]["region"]
        assert issues(made) == [
            ("wrong-type", "$.item.year"),
            ("not-allowed", "$.item.track"),
            ("wrong-type", "$.item.scores[0].value"),
            ("not-allowed", "$.item.scores[1].dimension"),
            ("not-allowed", "$.item.scores[1].value"),
            ("missing", "$.item.scores[2].dimension"),
            ("wrong-type", "$.item.published_index"),
            ("unknown-key", "$.item.regoin"),
            ("wrong-type", "$.item.participated"),
            ("missing", "$.item.region"),
        ]

    def test_near_misses_are_named(self) -> None:
        """A key that looks like another one is answered with it."""
        with pytest.raises(DocumentError, match="unknown key; did you mean region"):
            gm100.loads(json.dumps(document(regoin="35.07")))

    @pytest.mark.parametrize("value", [True, 1, 1.4, None, "x", "NaN", "1e3", " 1", "\u0661", []])
    def test_a_number_is_digits_in_text(self, value: object) -> None:
        """A decimal is read from plain digits, and from nothing that would have to be interpreted."""
        scores = [{"dimension": "baseline", "value": value}]
        assert [place for _, place in issues(document(scores=scores))] == ["$.item.scores[0].value"]

    def test_keys_given_twice(self) -> None:
        """A key given twice is a fault, wherever it stands."""
        text = gm100.dumps(MALANG).replace('"year": 2022', '"year": 2022, "year": 2023')
        assert ("duplicate", "$.item.year") in issues(text)
        assert ("duplicate", "$.type") in issues(gm100.dumps(MALANG).replace('"type"', '"type": "Region", "type"', 1))

    @pytest.mark.parametrize("text", ["", "{", "[", "nul", "[" * 100_000, "9" * 5_000, "\x00"])
    def test_no_json(self, text: str) -> None:
        """What is not JSON is said to be none, without a trace of the parser."""
        assert next(code for code, _ in issues(text)) in {"no-json", "wrong-type"}

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    def test_numbers_json_does_not_have(self, number: str) -> None:
        """NaN and infinities are not numbers here."""
        assert ("wrong-type", "$.item.year") in issues(gm100.dumps(MALANG).replace("2022,", f"{number},", 1))

    def test_invariants_keep_their_path(self) -> None:
        """What only the whole shows, such as a score of an absent region, is reported at its place."""
        assert ("absent-but-scored", "$.item.scores[0].value") in issues(document(participated=False))


class TestEnvelope:
    def test_a_newer_version_is_refused(self) -> None:
        """A document of a newer gm100 says that it needs one."""
        with pytest.raises(DocumentError, match="written by a newer gm100; update to read it"):
            gm100.loads(json.dumps(document() | {"schema_version": 2}))

    @pytest.mark.parametrize("version", [-1, "1", True, None, 1.5])
    def test_other_versions_too(self, version: object) -> None:
        """A version is the whole number this release writes."""
        assert ("schema-version", "$.schema_version") in issues(document() | {"schema_version": version})

    def test_the_type_must_be_known(self) -> None:
        """An unknown type is answered with the one it looks like."""
        with pytest.raises(DocumentError, match="did you mean Evaluation"):
            gm100.loads(json.dumps(document() | {"type": "Evaluaton"}))
        assert ("unknown-type", "$.type") in issues(document() | {"type": None})

    def test_item_or_items(self) -> None:
        """A document holds one item or several, and nothing else."""
        made = document()
        assert issues({**made, "items": []}) == [("missing", "$")]
        assert ("unknown-key", "$.extra") in issues({**made, "extra": 1})
        assert issues([]) == [("wrong-type", "$")]
        assert issues({**made, "item": 3}) == [("wrong-type", "$.item")]

    def test_an_item_given_as_object_is_the_entity(self) -> None:
        """One item is read as one entity, not as a tuple of one."""
        assert isinstance(gm100.loads(json.dumps(document())), Evaluation)

    def test_published_numbers_are_exact(self) -> None:
        """What is read is what the letter prints."""
        assert gm100.loads(json.dumps(document()), gm100.Evaluation).published_index == Decimal("2.51")


def record(factor: str) -> str:
    """Return a document of an analysis with one factor."""
    fields = f'"scorecard": "x", "factors": [{factor}], "seed": 7, "asked": 1, "draws": 1, "spreads": []'
    return f'{{"schema_version": 1, "type": "SensitivityRecord", "item": {{{fields}}}}}'


class TestOneOfSeveralClasses:
    @pytest.mark.parametrize(
        "factor",
        [
            gm100.WeightShare("index", share=0.1),
            gm100.DirichletWeights(50),
            gm100.SimplexWeights("index"),
            gm100.AggregatorChoice("index", ("arithmetic", ("power", Decimal("0.5")))),
            gm100.NormaliserChoice(None, ("minmax",)),
            gm100.MeasurementError("a", sd=0.5),
        ],
        ids=lambda factor: type(factor).__name__,
    )
    @pytest.mark.parametrize("form", ["json", "yaml", "msgpack", "tables", "parquet"])
    def test_every_factor_comes_back(self, factor: gm100.Factor, form: str) -> None:
        """Factors that share their fields are distinguished in every format."""
        spreads = gm100.loads(record('{"kind": "WeightShare"}'), gm100.SensitivityRecord)
        analysis = gm100.SensitivityRecord(
            scorecard="x", factors=(factor, gm100.WeightShare()), seed=7, asked=1, draws=1, spreads=spreads.spreads
        )
        assert gm100.loads(gm100.dumps(analysis, format=form), format=form) == analysis

    def test_the_tag_is_the_name_of_the_class(self) -> None:
        """An object says it before all else."""
        analysis = gm100.loads(record('{"share": 0.5, "kind": "WeightShare"}'), gm100.SensitivityRecord)
        assert analysis.factors == (gm100.WeightShare(share=0.5),)
        assert json.loads(gm100.dumps(analysis))["item"]["factors"] == [{"kind": "WeightShare", "share": 0.5}]

    @pytest.mark.parametrize(
        ("factor", "expected"),
        [
            ("{}", ("missing", "$.item.factors[0].kind")),
            ('{"kind": "weight-share"}', ("not-allowed", "$.item.factors[0].kind")),
            ('{"kind": null}', ("not-allowed", "$.item.factors[0].kind")),
            ('{"kind": "WeightShare", "kind": "WeightShare"}', ("duplicate", "$.item.factors[0].kind")),
            ('{"kind": "SimplexWeights", "share": 1}', ("unknown-key", "$.item.factors[0].share")),
            ('{"kind": "WeightShare", "share": 2.5}', ("not-allowed", "$.item.factors[0].share")),
            ("[]", ("wrong-type", "$.item.factors[0]")),
        ],
    )
    def test_what_is_wrong_with_it(self, factor: str, expected: tuple[str, str]) -> None:
        """Without a tag, or with one that is not a class, nothing is guessed."""
        assert issues(record(factor)) == [expected]

    def test_the_lenient_door_reads_it_too(self) -> None:
        """And keeps what is unknown in the report."""
        found = gm100.loads_lenient(record('{"kind": "SimplexWeights", "warna": "biru"}'))
        assert found.data.factors == (gm100.SimplexWeights(),)
        assert found.unknown == ((("item", "factors", 0, "warna"), "biru"),)
        with pytest.raises(DocumentError, match="did you mean SimplexWeights"):
            gm100.loads_lenient(record('{"kind": "simplex_weights"}'))

    def test_a_field_may_not_be_in_the_way_of_the_tag(self) -> None:
        """Which classes can stand side by side is a matter of the program, so that it fails at once."""
        assert not is_tagged((gm100.Region, gm100.Province))
        with pytest.raises(TypeError, match="Region cannot be distinguished in a document: the field 'kind'"):
            is_tagged((gm100.Region, gm100.WeightShare, gm100.SimplexWeights))

    def test_an_entity_by_itself_has_no_tag(self) -> None:
        """The envelope says what it is."""
        assert json.loads(gm100.dumps(gm100.WeightShare()))["item"] == {}
