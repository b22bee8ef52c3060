"""
What every entity is.
"""

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

import gm100
from gm100 import InvalidEntityError, Region, RegionKind
from gm100.errors import SubclassingError
from gm100.fields.field import constraint_of, field, rules_of
from gm100.model._entity import entity, evolve

ENTITIES = [
    cls
    for name in dir(gm100.model)
    if isinstance(cls := getattr(gm100, name), type) and attrs.has(cls) and name != "PartialDate"
]


def trenggalek() -> Region:
    """Return a small region."""
    return Region(code="35.03", name="Trenggalek", kind=RegionKind.KABUPATEN, province="35")


class TestShape:
    @pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
    def test_every_field_says_what_it_means(self, cls: type) -> None:
        """Every field of every entity has one sentence that ends in a full stop."""
        for attribute in attrs.fields(cls):
            assert constraint_of(attribute).doc.endswith("."), attribute.name

    @pytest.mark.parametrize("cls", ENTITIES, ids=lambda cls: cls.__name__)
    def test_it_is_frozen_and_slotted(self, cls: type) -> None:
        """No entity can be changed, and none carries a dict."""
        assert "__setattr__" in vars(cls)
        assert "__slots__" in vars(cls)

    def test_it_is_a_value(self) -> None:
        """Two equal entities are one key, and one survives pickling."""
        assert {trenggalek(): 1}[trenggalek()] == 1
        assert pickle.loads(pickle.dumps(trenggalek())) == trenggalek()  # noqa: S301 - our own bytes

    def test_it_cannot_be_subclassed(self) -> None:
        """Subclassing is answered with what to do instead."""
        with pytest.raises(SubclassingError, match="Region is an entity, a plain value"):
            type("Village", (Region,), {})

    def test_it_is_keyword_only(self) -> None:
        """Positions mean nothing, but for the one field that names a node or a source."""
        with pytest.raises(TypeError):
            Region("35.03")  # type: ignore[call-arg]  # what the test is about


class TestChecks:
    def test_all_broken_fields_are_named(self) -> None:
        """One error lists every broken field, in the order of the fields, with what was got and expected."""
        with pytest.raises(InvalidEntityError) as caught:
            Region(code="3503", name="", kind="desa", province="35", population=-1)
        assert [issue.path for issue in caught.value.issues] == [("code",), ("name",), ("kind",), ("population",)]
        assert str(caught.value).startswith("Region: 4 problems\n  code: got '3503', expected text")

    @pytest.mark.parametrize("latitude", [Decimal(-90), Decimal(90), None])
    def test_the_ends_of_a_range_belong_to_it(self, latitude: Decimal | None) -> None:
        """A latitude may be anything from pole to pole."""
        assert evolve(trenggalek(), latitude=latitude).latitude == latitude

    @pytest.mark.parametrize("latitude", [Decimal("-90.01"), Decimal("90.01"), Decimal("NaN"), "7,5", "south", True])
    def test_nothing_is_made_to_fit(self, latitude: object) -> None:
        """A number beyond the range, or what is not a number, is refused and not made to fit."""
        with pytest.raises(InvalidEntityError, match="latitude"):
            evolve(trenggalek(), latitude=latitude)

    def test_true_is_no_number(self) -> None:
        """A truth value is not taken for a count."""
        with pytest.raises(InvalidEntityError, match="got True, expected a whole number"):
            evolve(trenggalek(), population=True)

    def test_no_item_stands_twice(self) -> None:
        """A collection with a key holds each key once."""
        score = gm100.DimensionScore(dimension="baseline", value=Decimal(1))
        with pytest.raises(InvalidEntityError, match=r"scores\.1\.dimension: baseline is given twice"):
            gm100.Evaluation(region="35.03", edition="x", year=2023, scores=(score, score))

    def test_absent_regions_have_no_scores(self) -> None:
        """A region that did not take part may be published with zeros, not with a score."""
        zero, one = (gm100.DimensionScore(dimension=f"d{n}", value=Decimal(n)) for n in (0, 1))
        gm100.Evaluation(region="35.03", edition="x", year=2023, participated=False, scores=(zero,))
        with pytest.raises(InvalidEntityError, match="d1 is 1 although the region did not take part"):
            gm100.Evaluation(region="35.03", edition="x", year=2023, participated=False, scores=(zero, one))

    def test_a_session_does_not_end_before_it_starts(self) -> None:
        """A day, a month and a year compare by what they can mean."""
        start = gm100.PartialDate.parse("2018-07-10")
        ends = {"2018-07": True, "2018-07-10": True, "2018-07-09": False, "2017": False}
        for text, possible in ends.items():
            fields: dict[str, Any] = {
                "region": "33.24",
                "stage": gm100.BimtekStage.I,
                "start": start,
                "end": gm100.PartialDate.parse(text),
            }
            if possible:
                gm100.BimtekSession(**fields)
            else:
                with pytest.raises(InvalidEntityError, match="before it starts"):
                    gm100.BimtekSession(**fields)

    def test_a_question_has_a_score(self) -> None:
        """A question without a value and without marks says nothing."""
        with pytest.raises(InvalidEntityError, match="neither a value nor marks"):
            gm100.QuestionScore(dimension="baseline", item="1.1.1")


class TestDecorator:
    def test_a_class_of_one_field(self) -> None:
        """A class with a single field is checked like any other."""

        @entity
        class Single:
            """One field."""

            name: str = field("Its name.", max_length=3)

        assert Single(name="abc").name == "abc"
        with pytest.raises(InvalidEntityError, match="at most 3 long"):
            Single(name="abcd")

    def test_rules_hold_the_resolved_types(self) -> None:
        """The types of a class are resolved once, from its annotations."""
        assert {rule.name: rule.hint for rule in rules_of(Region)}["kind"] is RegionKind


class TestErrors:
    def test_they_survive_pickling(self) -> None:
        """An error can be sent between processes with its data."""
        error = gm100.UnknownIdError("region", "35.99", ["35.79"])
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (str(again), again.near) == ("unknown region '35.99'; did you mean 35.79?", ("35.79",))

    def test_they_are_what_callers_expect(self) -> None:
        """An unknown id is a KeyError, broken values are ValueErrors, and all are Gm100Errors."""
        assert issubclass(gm100.UnknownIdError, KeyError)
        assert issubclass(InvalidEntityError, ValueError)
        assert issubclass(gm100.DocumentError, ValueError)
        assert issubclass(gm100.ScoringError, gm100.Gm100Error)
