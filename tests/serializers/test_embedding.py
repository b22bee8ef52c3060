"""
Entities of gm100 within classes, models and tables of other people.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import pydantic
import pytest
import sqlalchemy as sa
import yaml
from cattrs import ClassValidationError
from cattrs.preconf import json as preconf
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql

import gm100
from gm100 import DocumentError, Evaluation, Region
from gm100.adapters.pydantic import pydantic_field
from gm100.adapters.sqlalchemy import EntityType, entity_column
from gm100.serializers import configure_converter, dumps, issues_of, loads, make_converter
from gm100.serializers.document.envelope import to_tree

REGION = to_tree(gm100.regions()["35.03"])["item"]


@attrs.frozen
class Visit:
    """A class of someone else that holds entities."""

    day: str
    region: Region
    seen: tuple[Evaluation, ...] = ()
    extra: dict[str, Evaluation] = attrs.field(factory=dict)


@attrs.frozen
class Note:
    """A class of someone else that holds words, numbers and days of gm100."""

    track: gm100.Track
    stage: gm100.BimtekStage
    index: Decimal
    day: gm100.PartialDate
    pillars: frozenset[gm100.PillarId]


NOTE = Note(
    gm100.Track.REGULAR,
    gm100.BimtekStage.I,
    Decimal("1.20"),
    gm100.PartialDate(2018),
    frozenset({gm100.PillarId.LIVING}),
)
TREE = {"track": "regular", "stage": 1, "index": "1.20", "day": "2018", "pillars": ["living"]}
RESULT = {"region": "99.01", "edition": "made-up", "year": 2023, "track": "regular"}


class TestTheConverterOfAUser:
    @pytest.mark.parametrize("converter", [make_converter(), configure_converter(preconf.make_converter())])
    def test_words_are_written_as_text_in_any_class(self, converter: Any) -> None:
        """Members of vocabularies, decimals and dates leave as texts, so that every format can hold them."""
        tree = converter.unstructure(NOTE)
        assert tree == TREE
        assert [type(value) for value in tree.values()] == [str, int, str, str, list]
        assert yaml.safe_load(yaml.safe_dump(tree)) == TREE
        assert converter.structure(tree, Note) == NOTE

    def test_its_hook_for_a_scalar_counts_inside_entities(self) -> None:
        """A decimal comma is read and written by a hook for `Decimal`, in whatever entity it stands."""
        converter = make_converter()
        converter.register_structure_hook(Decimal, lambda value, _: Decimal(value.replace(",", ".")))
        converter.register_unstructure_hook(Decimal, lambda value: f"{value:f}".replace(".", ","))
        tree = RESULT | {"scores": [{"dimension": "output", "value": "3,08"}]}
        made = converter.structure(tree, Evaluation)
        assert made.scores[0].value == Decimal("3.08")
        assert converter.unstructure(made) == tree

    def test_its_hook_for_a_word_counts_inside_entities(self) -> None:
        """Words of an older document are read by a hook for the vocabulary."""
        converter = make_converter()
        converter.register_structure_hook(gm100.Track, lambda value, _: gm100.Track(value.lower()))
        converter.register_unstructure_hook(gm100.Track, lambda track: track.name)
        made = converter.structure(RESULT | {"track": "REGULAR"}, Evaluation)
        assert made.track is gm100.Track.REGULAR
        assert converter.unstructure(made)["track"] == "REGULAR"

    def test_its_hook_for_a_date_counts_inside_entities(self) -> None:
        """A date in another form is read by a hook for `PartialDate`."""
        converter = make_converter()
        converter.register_structure_hook(gm100.PartialDate, lambda value, _: gm100.PartialDate(int(value[-4:])))
        assert converter.structure({"region": "99.01", "signed": "tahun 2018"}, gm100.MoU).signed == gm100.PartialDate(
            2018
        )

    def test_its_hook_for_an_entity_counts_inside_entities(self) -> None:
        """An entity that a document writes in its own form is read by a hook for its class."""
        converter = make_converter()
        converter.register_structure_hook(gm100.DimensionScore, lambda value, _: gm100.DimensionScore(*value))
        made = converter.structure(RESULT | {"scores": [["output", "3.08"]]}, Evaluation)
        assert made.scores == (gm100.DimensionScore("output", Decimal("3.08")),)

    def test_a_hook_counts_from_the_next_document(self) -> None:
        """A hook that is registered after a first document takes effect too."""
        converter = make_converter()
        plain = {"dimension": "output", "value": "3.08"}
        assert converter.structure(plain, gm100.DimensionScore).value == Decimal("3.08")
        converter.register_structure_hook(Decimal, lambda value, _: Decimal(value.replace(",", ".")))
        assert converter.structure(plain | {"value": "3,08"}, gm100.DimensionScore).value == Decimal("3.08")

    def test_what_a_hook_returns_is_held_against_the_field(self) -> None:
        """A hook replaces the reading, not the constraint; what it raises becomes an issue."""
        converter = make_converter()
        converter.register_structure_hook(Decimal, lambda value, _: Decimal(value.replace(",", ".")))
        for value, message in (
            ("9,5", r"value: got Decimal\('9.5'\), expected a finite decimal number"),
            ("x", "value"),
        ):
            with pytest.raises(gm100.RefusedError, match=message):
                converter.structure({"dimension": "output", "value": value}, gm100.DimensionScore)

    def test_what_is_refused_is_an_error_of_gm100(self) -> None:
        """A caller who catches `Gm100Error` misses nothing that the converter refuses."""
        with pytest.raises(gm100.Gm100Error) as caught:
            make_converter().structure({"code": "x"}, Region)
        assert [issue.path for issue in issues_of(caught.value)] == [("code",), ("name",), ("kind",), ("province",)]
        assert str(caught.value).startswith("4 problems\n  $.code: got 'x', expected text")


class TestForeignClasses:
    def test_they_are_read_and_written(self) -> None:
        """A fresh converter takes entities along wherever they stand."""
        evaluation = gm100.evaluations()[0]
        visit = Visit("2022-06-01", gm100.regions()["35.03"], (evaluation,), {"last": evaluation})
        converter = make_converter()
        tree = json.loads(json.dumps(converter.unstructure(visit)))
        assert converter.structure(tree, Visit) == visit

    def test_problems_have_full_paths(self) -> None:
        """Refusals of ours inside an error of cattrs come out as issues that start at the top."""
        bad = {
            "day": 1,
            "region": REGION | {"kind": "kotta", "zz": 1},
            "seen": [{"region": "x", "edition": "e", "year": 2022}],
            "extra": {"last": {"region": "35.03", "edition": "e", "year": "2022"}},
        }
        with pytest.raises(ClassValidationError) as caught:
            make_converter().structure(bad, Visit)
        assert {(issue.code, issue.place) for issue in issues_of(caught.value)} == {
            ("wrong-type", "$.day"),
            ("not-allowed", "$.region.kind"),
            ("unknown-key", "$.region.zz"),
            ("not-allowed", "$.seen[0].region"),
            ("wrong-type", "$.extra.last.year"),
        }

    def test_a_missing_field_of_the_foreign_class(self) -> None:
        """What cattrs finds missing is reported like anything else."""
        with pytest.raises(ClassValidationError) as caught:
            make_converter().structure({"region": REGION}, Visit)
        assert [(issue.code, issue.place) for issue in issues_of(caught.value)] == [("missing", "$.day")]

    def test_converters_share_nothing(self) -> None:
        """A hook registered on one is not seen by another."""
        mine = make_converter()
        mine.register_structure_hook(Region, lambda value, _: gm100.regions()[value])
        assert mine.structure({"day": "d", "region": "35.03"}, Visit).region.name == "Trenggalek"
        with pytest.raises(ClassValidationError):
            make_converter().structure({"day": "d", "region": "35.03"}, Visit)


class Visited(pydantic.BaseModel):
    """A model of someone else, with entities as they are."""

    region: Region
    results: list[Evaluation] = []
    card: gm100.Scorecard | None = None


class TestPydantic:
    def test_a_model_reads_and_writes_entities(self) -> None:
        """A field takes an entity or its tree, and what is dumped is read back."""
        result = gm100.evaluations()[0]
        made = Visited.model_validate(
            {"region": REGION, "results": [result], "card": gm100.scorecards()["kominfo-2021"]}
        )
        assert made.region == gm100.regions()["35.03"]
        assert made.results == [result]
        assert Visited.model_validate_json(made.model_dump_json()) == made

    def test_decimals_are_text_or_number(self) -> None:
        """A number in JSON means its shortest digits, as in a constructor."""
        for written in ("3.31", 3.31):
            tree = {"region": "99.01", "edition": "made-up", "year": 2023, "published_index": written}
            made = Visited.model_validate({"region": REGION, "results": [tree]})
            assert made.results[0].published_index == Decimal("3.31")

    def test_text_is_read_as_json(self) -> None:
        """Settings from an environment are texts, with the envelope or without."""
        region = gm100.regions()["35.03"]
        for text in (dumps(region), json.dumps(REGION)):
            assert Visited.model_validate({"region": text}).region == region

    @pytest.mark.parametrize("number", ["3.31", 3.31, Decimal("3.31")])
    def test_a_document_is_read_as_what_it_holds(self, number: Any) -> None:
        """With its envelope an entity has the same numbers as without; several are not one."""
        item = {"region": "99.01", "edition": "made-up", "year": 2023, "published_index": number}
        envelope = {"schema_version": 1, "type": "Evaluation"}
        for tree in (item, {**envelope, "item": item}, {**envelope, "items": [item]}):
            made = Visited.model_validate({"region": REGION, "results": [tree]})
            assert made.results[0].published_index == Decimal("3.31")
        with pytest.raises(pydantic.ValidationError, match="contains 2 of Evaluation, expected one"):
            Visited.model_validate({"region": REGION, "results": [{**envelope, "items": [item, item]}]})

    def test_every_problem_is_an_error_of_its_own(self) -> None:
        """Each has the way to its place, ours and pydantic's alike."""
        with pytest.raises(pydantic.ValidationError) as caught:
            Visited.model_validate({"region": REGION | {"kind": "kotta", "zz": 1}, "results": [{"year": "x"}]})
        found = {(error["type"], error["loc"]) for error in caught.value.errors()}
        assert found == {
            ("not-allowed", ("region", "kind")),
            ("unknown-key", ("region", "zz")),
            ("wrong-type", ("results", 0, "year")),
            ("missing", ("results", 0, "region")),
        }

    @pytest.mark.parametrize("value", [3, None, "{", "[]", [1], "x"])
    def test_what_is_no_document(self, value: Any) -> None:
        """Anything else is one error, and none from inside."""
        with pytest.raises(pydantic.ValidationError, match="1 validation error"):
            Visited.model_validate({"region": value})

    def test_components_are_named_after_the_entities(self) -> None:
        """Each entity is its own definition in the schema, also one that holds itself."""
        made = Visited.model_json_schema()
        assert made["properties"]["region"] == {"$ref": "#/$defs/Region"}
        assert made["$defs"]["Evaluation"]["properties"]["scores"]["items"] == {"$ref": "#/$defs/DimensionScore"}
        assert '"#/$defs/Group"' in json.dumps(made["$defs"]["Group"])
        assert set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(made))) <= set(made["$defs"])
        validator = jsonschema.Draft202012Validator(made)
        assert list(validator.iter_errors({"region": REGION})) == []
        assert list(validator.iter_errors({"region": REGION | {"kind": "kotta"}})) != []

    def test_the_older_name_stays(self) -> None:
        """`pydantic_field` returns the class itself."""
        assert pydantic_field(Region) is Region


class Base(orm.DeclarativeBase):
    """The tables of the tests."""


class Stored(Base):
    """A row that holds entities."""

    __tablename__ = "stored"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    result: orm.Mapped[Evaluation] = orm.mapped_column(EntityType(Evaluation))
    region: orm.Mapped[Region | None] = orm.mapped_column(EntityType("Region"))


@pytest.fixture
def session() -> Iterator[orm.Session]:
    """A session on an empty database."""
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with orm.Session(engine) as made:
        yield made
    engine.dispose()


class TestSqlalchemy:
    def test_a_column_keeps_entities(self, session: orm.Session) -> None:
        """What is stored comes back equal, and can be asked for by its parts and as a whole."""
        one, two = gm100.evaluations()[:2]
        session.add_all([Stored(id=1, result=one), Stored(id=2, result=two)])
        session.commit()
        assert [row.result for row in session.scalars(sa.select(Stored).order_by(Stored.id))] == [one, two]
        part = Stored.result["item"]["region"].as_string()
        assert session.scalars(sa.select(Stored.id).where(part == two.region)).all() == [2]
        assert session.scalars(sa.select(Stored.id).where(Stored.result == one)).all() == [1]

    def test_nothing_is_null(self, session: orm.Session) -> None:
        """What is not set, and `None`, are NULL to the database and not the word `null`."""
        session.add_all(
            [Stored(id=1, result=gm100.evaluations()[0]), Stored(id=2, result=gm100.evaluations()[0], region=None)]
        )
        session.commit()
        assert session.scalars(sa.select(Stored.id).where(Stored.region.is_(None)).order_by(Stored.id)).all() == [1, 2]

    @pytest.mark.parametrize("given", [gm100.provinces()["35"], [gm100.regions()["35.03"]], {"code": "35.03"}, "35.03"])
    def test_another_class_is_refused_when_it_is_written(self, session: orm.Session, given: Any) -> None:
        """Nothing gets into a column that could not be read again."""
        session.add(Stored(id=1, result=gm100.evaluations()[0], region=given))
        with pytest.raises(sa.exc.StatementError, match="expected one Region or None"):
            session.commit()

    def test_a_type_alone_in_a_class_is_refused(self) -> None:
        """SQLAlchemy passes over what is not a column, and every document would be lost without a word."""
        with pytest.raises((RuntimeError, gm100.ArgumentError)) as caught:
            type("Lost", (Base,), {"__tablename__": "lost", "result": entity_column(Evaluation)})
        assert "write mapped_column(EntityType('Evaluation'))" in str(caught.value.__cause__ or caught.value)

    def test_a_migration_can_write_it(self) -> None:
        """Its `repr` makes it again, from the name of the entity."""
        made = eval(repr(EntityType(Evaluation)), {"EntityType": EntityType})  # noqa: S307 - our own text
        assert made.entity == "Evaluation"
        assert isinstance(pickle.loads(pickle.dumps(made)), EntityType)  # noqa: S301 - our own bytes
        assert isinstance(
            made.dialect_impl(sa.create_mock_engine("postgresql://", print).dialect).impl_instance, postgresql.JSONB
        )

    @pytest.mark.parametrize("given", [int, "Regio", None])
    def test_what_is_no_entity_is_no_column(self, given: Any) -> None:
        """A class that gm100 cannot write is refused when the column is made."""
        with pytest.raises(gm100.Gm100Error, match="expected an entity class"):
            EntityType(given)

    def test_a_column_is_read_strictly(self) -> None:
        """What someone else wrote into the column is refused with all its problems."""
        with pytest.raises(DocumentError, match="a database column: 2 problems"):
            EntityType(Evaluation).process_result_value(
                to_tree(gm100.evaluations()[0]) | {"type": "Region", "x": 1}, None
            )


class TestOrjson:
    @pytest.mark.parametrize("data", [gm100.evaluations()[:5], gm100.regions()["35.03"]])
    def test_it_means_the_same(self, data: Any) -> None:
        """Both engines write the same tree, and read each other's text."""
        fast, plain = dumps(data, engine="orjson"), dumps(data)
        assert json.loads(fast) == json.loads(plain)
        assert loads(plain, engine="orjson") == loads(fast) == data

    @pytest.mark.parametrize(
        "text",
        [
            '{"schema_version": 1, "schema_version": 1, "type": "Region", "items": []}',
            '{"schema_version" : 1, "schema_version": 1, "type": "Region", "items": []}',
            '{"schema_version": 1, "type": "Scale", "item": {"low": "1", "low": "2", "high": "3"}}',
            '{"schema_version": 1, "type": "Scale", "item": {"low": "1", "low"\n: "2", "high": "3"}}',
            '{"schema_version": 1, "type": "Person", "item": {"name": "\\u0022:", "name": "x"}}',
            '{"schema_version": 1, "type": "Person", "item": {"name": "\\":", "name": "\\":"}}',
            '{"schema_version": NaN, "type": "Region", "items": []}',
            "{",
        ],
    )
    def test_it_is_as_strict(self, text: str) -> None:
        """A key given twice is found whichever engine parses, and the report is the same."""
        reports = []
        for engine in ("json", "orjson"):
            with pytest.raises(DocumentError) as caught:
                loads(text, engine=engine)
            reports.append(caught.value.issues)
        assert reports[0] == reports[1]

    def test_a_number_beyond_it(self) -> None:
        """A whole number of more than 64 bits is refused on both ways, never cut."""
        participants = gm100.Participants(group="warga", count=2**70)
        with pytest.raises(gm100.CannotHoldError):
            dumps(participants, engine="orjson")
        with pytest.raises(DocumentError, match="expected a whole number"):
            loads(dumps(participants), engine="orjson")


def test_exact_decimals_survive_every_engine() -> None:
    """A value that no binary number has comes back to the digit."""
    score = gm100.DimensionScore(dimension="x", value=Decimal("3.1000000000000000000000000001"))
    assert str(loads(dumps(score), gm100.DimensionScore, engine="orjson").value) == "3.1000000000000000000000000001"


class TestPartialDates:
    def test_a_field_of_a_model(self) -> None:
        """A date that may lack its day is a field as it is: text in JSON, and anything that `of` takes in Python."""

        class Query(pydantic.BaseModel):
            on: gm100.PartialDate | None = None

        assert Query.model_validate({"on": "2022-04"}).on == gm100.PartialDate(2022, 4)
        assert (
            Query.model_validate({"on": 2022}).on
            == Query.model_validate_json('{"on": "2022"}').on
            == gm100.PartialDate(2022)
        )
        assert Query.model_validate({"on": "2022-04"}).model_dump_json() == '{"on":"2022-04"}'
        assert Query.model_json_schema()["properties"]["on"]["anyOf"][0]["type"] == "string"
        for given in ("2022-13", "April 2022", 2.5):
            with pytest.raises(pydantic.ValidationError) as caught:
                Query.model_validate({"on": given})
            assert caught.value.errors()[0]["loc"] == ("on",)
        with pytest.raises(pydantic.ValidationError, match="pattern"):
            Query.model_validate_json('{"on": "April"}')
