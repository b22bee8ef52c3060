"""
The schema and the strict door agree, on right documents and on wrong ones.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from effort import examples
from faults import inject
from generated import entities
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rules_beyond import codes_beyond

import gm100
from gm100._dates import PartialDate
from gm100.errors import RefusedError
from gm100.model._entity import evolve
from gm100.serializers import openapi, schema
from gm100.serializers._patterns import DATE_PATTERN, DAY_PATTERN, decimal_pattern, portable
from gm100.serializers._wire import Request, entity_types, from_tree, to_tree
from gm100.serializers.examples import example as example_of

TYPES = entity_types()
VALIDATORS = {name: Draft202012Validator(schema(cls, document=True)) for name, cls in TYPES.items()}
WITH_A_POINT = "written-as-float"  # A whole number to JSON Schema and not to the door: the one rule of form.
relaxed = settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))


def door(tree: Any) -> set[str]:
    """The codes of everything that the strict door finds in a document."""
    try:
        made = from_tree(json.loads(json.dumps(tree)), Request("generated"))
    except RefusedError as refused:
        return {issue.code for issue in refused.issues}
    assert evolve(made) == made  # The constructor, which checks every field, takes what the reader has let pass.
    return set()


def agree(name: str, tree: Any) -> None:
    """Assert that schema and door both take a document, or both refuse it, up to what is listed by its code."""
    fits = VALIDATORS[name].is_valid(tree)
    codes = door(tree)
    assert fits == (not codes - codes_beyond(TYPES[name]) - {WITH_A_POINT}), (tree, codes)


@pytest.mark.slow
@pytest.mark.parametrize("name", TYPES)
class TestSchemaAndDoorAgree:
    @relaxed
    @given(data=st.data())
    def test_on_right_documents(self, name: str, data: st.DataObject) -> None:
        """Whatever gm100 writes is valid."""
        tree = to_tree(data.draw(entities(TYPES[name])))
        assert VALIDATORS[name].is_valid(tree)

    @relaxed
    @given(data=st.data(), count=st.integers(1, 3), seed=st.integers(0, 2**32))
    def test_on_faulty_documents(self, name: str, data: st.DataObject, count: int, seed: int) -> None:
        """What the one refuses the other refuses."""
        tree = to_tree(data.draw(entities(TYPES[name])))
        tree["item"], _ = inject(tree["item"], TYPES[name], count, seed)
        agree(name, tree)

    @relaxed
    @given(data=st.data())
    def test_on_documents_with_any_value_anywhere(self, name: str, data: st.DataObject) -> None:
        """Values near the borders, and of other types, are judged alike."""
        tree = json.loads(json.dumps(to_tree(data.draw(entities(TYPES[name])))))
        if tree["item"]:
            key = data.draw(st.sampled_from(sorted(tree["item"])))
            tree["item"][key] = data.draw(NEAR)
        agree(name, tree)

    def test_each_is_a_schema(self, name: str) -> None:
        """It obeys its dialect, has an id with the version in it, and describes every field."""
        made = schema(TYPES[name])
        Draft202012Validator.check_schema(made)
        assert made["$id"] == f"urn:gm100:schema:1:{name}"
        assert all(field["description"] for field in made["properties"].values())


NEAR = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1.0, 4.0, 2023.0, 1e22]),
    st.sampled_from(
        ["", "0", "-0", "4", "4.0", "4.01", "-0.01", "99.01", "99.0", "٣9.01", "99.01\n", "2022", "2022-02-30"]
    ),
    st.sampled_from(["2024-02-29", "2023-02-29", "0000", "regular", "Regular", "1" * 1001, [], {}, [None], ["a", "a"]]),
    st.text(max_size=5),
)


def changed(entity: Any, **fields: Any) -> Any:
    """The document of an entity, with other values."""
    tree = json.loads(json.dumps(to_tree(entity)))
    tree["item"] |= fields
    return tree


class TestTheOneDifference:
    def test_a_whole_number_written_with_a_point(self) -> None:
        """JSON Schema takes 2023.0 for a whole number; the door does not, and says so by a code that is listed."""
        tree = changed(gm100.evaluations()[0], year=2023.0)
        assert VALIDATORS["Evaluation"].is_valid(tree)
        with pytest.raises(RefusedError) as caught:
            from_tree(tree, Request("generated"))
        [issue] = caught.value.issues
        assert (issue.code, issue.place) == (WITH_A_POINT, "$.item.year")
        assert issue.message == "got 2023.0, expected a whole number; write 2023"

    def test_a_number_of_a_vocabulary_and_of_the_version(self) -> None:
        """It is the same of numbers that are names, and of the version of the wire."""
        session = changed(example_of(TYPES["BimtekSession"]), stage=1.0)
        version = to_tree(gm100.evaluations()[0]) | {"schema_version": 1.0}
        assert VALIDATORS["BimtekSession"].is_valid(session)
        assert VALIDATORS["Evaluation"].is_valid(version)
        assert door(session) == door(version) == {WITH_A_POINT}

    @pytest.mark.parametrize("year", [2016.0, 2023.5, 1e300, -0.0])
    def test_what_would_be_wrong_without_the_point_too(self, year: float) -> None:
        """A number out of range, or with decimals, is refused by both."""
        tree = changed(gm100.evaluations()[0], year=year)
        assert not VALIDATORS["Evaluation"].is_valid(tree)
        assert door(tree) == {"wrong-type"}


class TestPatterns:
    @settings(max_examples=examples(300))
    @given(
        low=st.decimals(-200, 200, places=2) | st.none(),
        high=st.decimals(-200, 200, places=2) | st.none(),
        value=st.decimals(-250, 250, places=3),
        zeros=st.sampled_from(["", "0", "00"]),
        sign=st.sampled_from(["", "+"]),
    )
    @example(Decimal("0.00"), Decimal("0.00"), Decimal("-0.000"), "", "")
    @example(Decimal("0.05"), Decimal("10.50"), Decimal("10.500"), "0", "+")
    def test_a_range_of_decimals(self, low: Any, high: Any, value: Decimal, zeros: str, sign: str) -> None:
        """The pattern takes just the numbers within the range, however they are written."""
        text = f"{value:f}"
        text = f"-{zeros}{text[1:]}" if text.startswith("-") else f"{sign}{zeros}{text}"
        inside = (low is None or value >= low) and (high is None or value <= high)
        assert bool(re.search(decimal_pattern(low, high), text)) == inside

    @pytest.mark.parametrize("text", ["", ".", "1.", ".5", "1e2", "--1", "1,5", "NaN", "1\n", " 1", "\uff11"])
    def test_what_is_no_number(self, text: str) -> None:
        """Only digits, and a point before decimals."""
        assert not re.search(decimal_pattern(), text)

    @given(st.from_regex(r"\d{4}(-\d{2}(-\d{2})?)?", fullmatch=True) | st.text(max_size=10))
    @example("2000-02-29")
    @example("1900-02-29")
    @example("2022\n")
    def test_dates_that_exist(self, text: str) -> None:
        """The patterns know the lengths of months, and leap years."""
        try:
            made = PartialDate.parse(text)
        except ValueError:
            made = None
        assert bool(re.search(DATE_PATTERN, text)) == (made is not None)
        assert bool(re.search(DAY_PATTERN, text)) == (made is not None and made.day is not None)

    def test_classes_within_brackets(self) -> None:
        """A class is spelled out once, wherever it stands."""
        assert portable(r"[\d.]+\s") == "^(?:[0-9.]+[ \\t\\n\\r\\f\\v])$(?!\\n)"


class TestOpenApi:
    def test_every_reference_has_its_component(self) -> None:
        """The components are complete among themselves."""
        made = openapi()["components"]["schemas"]
        named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(made)))
        assert named <= set(made) == set(TYPES)
